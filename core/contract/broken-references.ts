import { clausesOfRow } from '../compare/row-clauses.ts';
import { type ClauseTree, clauseText } from '../model/clause.ts';
import type { AlignedRow } from '../model/comparison.ts';
import { ClauseAddresses } from './clause-addresses.ts';
import { listReferences, type Reference } from './references.ts';

/** A change of a clause's words: `[from, to)` of its text, in UTF-16 units, becomes `text`. */
export interface ReferenceRepair {
  readonly clause: number;
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A reference whose words stayed while the clause it meant moved, was renumbered or went. */
export interface BrokenReference {
  /** As it stands in the new draft; its `target` is what it points at now. */
  readonly reference: Reference;
  /** The clause that it pointed at before, as an index of the old draft. */
  readonly meantBefore: number;
  /** The same clause in the new draft; `null` when it is gone. */
  readonly meansNow: number | null;
  /** The number it would need; `null` when the clause is gone or has no number. */
  readonly repair: ReferenceRepair | null;
}

/**
 * The references that a new draft broke. Judged is only what nobody touched: a reference with the same words in the same clause, that
 * pointed at one clause and now points at another, or at none. `rows` is the alignment of the old draft's clauses with the
 * new one's (compare/align.ts), over all clauses of both trees in order. In the new draft's order.
 */
export function brokenReferences(
  before: ClauseTree,
  after: ClauseTree,
  rows: readonly AlignedRow[],
): BrokenReference[] {
  const counterparts = counterpartsOf(rows);
  const oldOnes = byClause(listReferences(before));
  const oldTexts = before.clauses.map(clauseText);
  const newTexts = after.clauses.map(clauseText);
  const oldAddresses = new ClauseAddresses(before, oldTexts);
  const newAddresses = new ClauseAddresses(after, newTexts);
  const broken: BrokenReference[] = [];
  for (const [clause, references] of byClause(listReferences(after))) {
    const old = counterparts.oldOf.get(clause);
    if (old === undefined) continue;
    const known = takeByWords(oldOnes.get(old) ?? [], oldTexts[old] ?? '');
    for (const reference of references) {
      const words = (newTexts[clause] ?? '').slice(reference.from, reference.to);
      const was = known.get(words)?.shift();
      if (was === undefined || was.target === null || !isNumbered(reference)) continue;
      const meansNow = counterparts.newOf.get(was.target) ?? null;
      if (meansNow === reference.target && meansNow !== null) continue;
      const number = meansNow === null ? null : numberFor(was, was.target, meansNow, oldAddresses, newAddresses);
      const { numberFrom: from, to } = reference;
      const text = newTexts[clause] ?? '';
      const repair = number === null ? null : { clause, from, to, text: withQuotes(text, from, to, number) };
      // "Paragraph (b) of Exhibit A" is right again once the exhibit's letter is.
      if (repair !== null && repair.text === text.slice(from, to)) continue;
      broken.push({ reference, meantBefore: was.target, meansNow, repair });
    }
  }
  return broken;
}

/** Only what a number leads to can be broken by a new number. */
function isNumbered({ kind, from, to, numberFrom }: Reference): boolean {
  return (kind === 'clause' || kind === 'schedule') && numberFrom < to && from <= numberFrom;
}

function counterpartsOf(rows: readonly AlignedRow[]): { oldOf: Map<number, number>; newOf: Map<number, number> } {
  const oldOf = new Map<number, number>();
  const newOf = new Map<number, number>();
  for (const row of rows) {
    const { a, b } = clausesOfRow(row);
    if (row.a === null || row.b === null) continue;
    // Of the parts of a split or a merge the row names the one that keeps the identity.
    for (const index of a) newOf.set(index, row.b);
    for (const index of b) oldOf.set(index, row.a);
  }
  return { oldOf, newOf };
}

function byClause(references: readonly Reference[]): Map<number, Reference[]> {
  const map = new Map<number, Reference[]>();
  for (const reference of references) {
    const known = map.get(reference.clause);
    if (known === undefined) map.set(reference.clause, [reference]);
    else known.push(reference);
  }
  return map;
}

function takeByWords(references: readonly Reference[], text: string): Map<string, Reference[]> {
  const map = new Map<string, Reference[]>();
  for (const reference of references) {
    const words = text.slice(reference.from, reference.to);
    const known = map.get(words);
    if (known === undefined) map.set(words, [reference]);
    else known.push(reference);
  }
  return map;
}

/** The number by which `meansNow` would be cited where `old` was cited as it was; `null` when it has none. */
function numberFor(
  was: Reference,
  old: number,
  meansNow: number,
  oldAddresses: ClauseAddresses,
  newAddresses: ClauseAddresses,
): string | null {
  const pieces = newAddresses.writtenNumber(meansNow);
  if (pieces.length === 0) return null;
  const oldLength = oldAddresses.writtenNumber(old).length;
  // At the same depth it is cited by as many parts as before, so that "paragraph (b)" stays one.
  const count = oldLength === pieces.length ? Math.min(was.parts, pieces.length) : pieces.length;
  return joinNumber(pieces.slice(pieces.length - count));
}

/** `4`, `2`, `(b)` is `4.2(b)`. */
function joinNumber(pieces: readonly string[]): string {
  let number = '';
  for (const piece of pieces) number += number === '' || piece.startsWith('(') ? piece : `.${piece}`;
  return number;
}

/** Exhibit "A" stays in its quotes. */
function withQuotes(text: string, from: number, to: number, number: string): string {
  const open = /^["“«'‘]\s?/u.exec(text.slice(from, to))?.[0] ?? '';
  const close = open === '' ? '' : (/\s?["”»'’]$/u.exec(text.slice(from, to))?.[0] ?? '');
  return `${open}${number}${close}`;
}
