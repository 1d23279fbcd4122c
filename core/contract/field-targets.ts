import type { ClauseTree } from '../model/clause.ts';
import { numberParts } from './citations.ts';
import type { Reference } from './references.ts';

/** What a field of the file says of a reference in it; as core/docx/field-references.ts lists them. */
export interface FieldTarget {
  readonly part: string;
  /** The `w:p` of the part that the field stands in. */
  readonly paragraph: number;
  /** The words it shows. */
  readonly result: string;
  /** The `w:p` that it points at; `null` when its bookmark is gone. */
  readonly target: number | null;
}

/**
 * References with what the file itself knows of them: where a REF field shows the number, its bookmark is the target, and where that is
 * not the clause that has the number, the number is stale (`stale-number`). A field without its bookmark is `lost-field`. Only a
 * target that lies in a clause counts.
 */
export function withFieldTargets(
  tree: ClauseTree,
  texts: readonly string[],
  references: readonly Reference[],
  fields: readonly FieldTarget[],
): Reference[] {
  if (fields.length === 0) return [...references];
  const clauseAt = placesOf(tree);
  const byClause = new Map<number, FieldTarget[]>();
  for (const field of fields) {
    const clause = clauseAt(field.part, field.paragraph);
    if (clause === null) continue;
    const known = byClause.get(clause);
    if (known === undefined) byClause.set(clause, [field]);
    else known.push(field);
  }
  return references.map((reference) => {
    const own = byClause.get(reference.clause);
    if (own === undefined || reference.kind === 'self' || reference.kind === 'foregoing') return reference;
    const shown = numberParts((texts[reference.clause] ?? '').slice(reference.numberFrom, reference.to)).join('.');
    const index = own.findIndex(({ result }) => shown !== '' && endsInNumber(result, shown));
    const [field] = index === -1 ? [] : own.splice(index, 1);
    if (field === undefined) return reference;
    if (field.target === null) return { ...reference, kind: 'clause', target: null, reason: 'lost-field' };
    const target = clauseAt(field.part, field.target);
    if (target === null || isSameBranch(tree, target, reference.target)) return reference;
    return { ...reference, kind: 'clause', target, reason: 'stale-number' };
  });
}

/** The result is the number, or the keyword and the number. */
function endsInNumber(result: string, shown: string): boolean {
  const parts = numberParts(result).join('.');
  // "4.2" of a field with "(b)" typed behind it.
  return parts === shown || parts.endsWith(`.${shown}`) || shown.startsWith(`${parts}.`);
}

/** One is the other or stands in it: "8.1(a)" where (a) is no clause of its own. */
function isSameBranch(tree: ClauseTree, a: number, b: number | null): boolean {
  if (b === null) return false;
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const) {
    for (let at: number | null = from; at !== null; at = tree.clauses[at]?.parent ?? null) if (at === to) return true;
  }
  return false;
}

function placesOf(tree: ClauseTree): (part: string, paragraph: number) => number | null {
  const places = new Map<string, number>();
  for (const [index, { sources }] of tree.clauses.entries()) {
    for (const { part, from, to } of sources) {
      if (part === '') continue;
      for (let paragraph = from; paragraph < to; paragraph += 1) places.set(`${part} ${paragraph}`, index);
    }
  }
  return (part, paragraph) => places.get(`${part} ${paragraph}`) ?? null;
}
