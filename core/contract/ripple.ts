import { groupedBy } from '../grouped-by.ts';
import { type ClauseTree, clauseText } from '../model/clause.ts';
import type { ComparedRow } from '../model/comparison.ts';
import { compareDefinitions } from './compare-definitions.ts';
import { type Definition, listDefinitions } from './definitions.ts';
import { type Figure, listFigures } from './figures.ts';
import { listReferences } from './references.ts';
import { keyOfTerm, listUses, type TermUse } from './term-uses.ts';

/**
 * What a change does to clauses that did not change: a definition that reads otherwise gives every clause that uses its term
 * another meaning, also through other terms that are defined by it; a figure that changes is relied on by clauses that refer to its
 * clause, and clauses that still state the old one may have been forgotten. Only clauses whose words stayed are listed, since
 * a reader of the redline sees the others.
 */
export interface Ripple {
  readonly cause: RippleCause;
  /** In document order. */
  readonly reached: readonly RippleReach[];
}

export type RippleCause =
  | {
      readonly kind: 'definition';
      readonly change: 'changed' | 'removed';
      readonly term: string;
      /** The clause of its first definition; `b` is `null` where it was removed. */
      readonly a: number;
      readonly b: number | null;
    }
  | {
      readonly kind: 'figure';
      /** The figure as it was and as it is, with their clauses. */
      readonly a: number;
      readonly b: number;
      readonly before: Figure;
      readonly after: Figure;
    };

/** A place in a clause of B whose words did not change. */
export interface RippleReach {
  readonly clause: number;
  /** UTF-16 units of the clause's text. */
  readonly from: number;
  readonly to: number;
  /** It uses the term; it refers to the figure's clause; it states the figure as it was before. */
  readonly reason: 'uses' | 'refers' | 'same-figure';
  /** The terms between the changed one and this use, where it is reached through others. */
  readonly through: readonly string[];
}

/** A comparison's row, as far as it matters here. */
export type RippleRow = Pick<ComparedRow, 'a' | 'b' | 'edits'>;

/** The ripples from A to B that reach anything: those of definitions first, each kind in document order. `rows`: the comparison. */
export function listRipples(a: ClauseTree, b: ClauseTree, rows: readonly RippleRow[]): Ripple[] {
  const unchanged = new Set(rows.flatMap((row) => (row.b !== null && isUnchanged(row) ? [row.b] : [])));
  const ripples = [...definitionRipples(a, b, unchanged), ...figureRipples(a, b, rows, unchanged)];
  return ripples.filter(({ reached }) => reached.length > 0);
}

function isUnchanged({ a, edits }: RippleRow): boolean {
  return a !== null && edits.every(({ op }) => op === 'equal');
}

function definitionRipples(a: ClauseTree, b: ClauseTree, unchanged: ReadonlySet<number>): Ripple[] {
  const changed = compareDefinitions(a, b).filter(({ kind }) => kind !== 'added');
  if (changed.length === 0) return [];
  const definitions = listDefinitions(b);
  // A term that lost its definition is still used: its uses are found by the definitions that A has of it.
  const removed = changed.filter(({ kind }) => kind === 'removed').flatMap((difference) => difference.a);
  const uses = listUses(b, [...definitions, ...removed.map((definition) => ({ ...definition, clause: -1 }))]);
  const usesOf = groupedBy(uses, ({ key }) => key);
  const definedIn = groupedBy(definitions, ({ clause }) => clause);
  return changed.map(({ kind, term, a: before, b: after }): Ripple => {
    const reached = followTerm(keyOfTerm(term, b.language), usesOf, definedIn, b);
    return {
      cause: {
        kind: 'definition',
        change: kind === 'removed' ? 'removed' : 'changed',
        term,
        a: before[0]?.clause ?? 0,
        b: after[0]?.clause ?? null,
      },
      reached: reached
        .filter(({ clause }) => unchanged.has(clause))
        .sort((x, y) => x.clause - y.clause || x.from - y.from),
    };
  });
}

/** Every use of a term, and of the terms whose meaning uses it; each place once, by the shortest way. */
function followTerm(
  key: string,
  usesOf: ReadonlyMap<string, readonly TermUse[]>,
  definedIn: ReadonlyMap<number, readonly Definition[]>,
  tree: ClauseTree,
): RippleReach[] {
  const reached: RippleReach[] = [];
  const seen = new Set([key]);
  const waiting: { readonly key: string; readonly through: readonly string[] }[] = [{ key, through: [] }];
  for (const { key: next, through } of waiting) {
    for (const { clause, from, to } of usesOf.get(next) ?? []) {
      reached.push({ clause, from, to, reason: 'uses', through });
      for (const { term, meaningFrom, meaningTo } of definedIn.get(clause) ?? []) {
        const other = keyOfTerm(term, tree.language);
        if (from < meaningFrom || to > meaningTo || seen.has(other)) continue;
        seen.add(other);
        waiting.push({ key: other, through: [...through, term] });
      }
    }
  }
  return reached;
}

function figureRipples(
  a: ClauseTree,
  b: ClauseTree,
  rows: readonly RippleRow[],
  unchanged: ReadonlySet<number>,
): Ripple[] {
  const changes = rows.flatMap((row) => changedFigures(a, b, row));
  if (changes.length === 0) return [];
  const referring = groupedBy(
    listReferences(b).filter(({ target, clause }) => target !== null && target !== clause),
    ({ target }) => target,
  );
  const stated = groupedBy(
    [...unchanged].flatMap((clause) => figuresOf(b, clause).map((figure) => ({ clause, figure }))),
    ({ figure }) => keyOfFigure(figure),
  );
  return changes.map((cause): Ripple => {
    const refers = (referring.get(cause.b) ?? [])
      .filter(({ clause }) => unchanged.has(clause))
      .map(({ clause, from, to }): RippleReach => ({ clause, from, to, reason: 'refers', through: [] }));
    const same = (stated.get(keyOfFigure(cause.before)) ?? []).map(
      ({ clause, figure: { from, to } }): RippleReach => ({ clause, from, to, reason: 'same-figure', through: [] }),
    );
    return { cause, reached: [...refers, ...same].sort((x, y) => x.clause - y.clause || x.from - y.from) };
  });
}

type FigureCause = Extract<RippleCause, { readonly kind: 'figure' }>;

/** Figures of a paired clause that went, each with the figure of its kind that came in its place. */
function changedFigures(a: ClauseTree, b: ClauseTree, row: RippleRow): FigureCause[] {
  if (row.a === null || row.b === null || isUnchanged(row)) return [];
  const before = figuresOf(a, row.a);
  const after = figuresOf(b, row.b);
  const went = without(before, after);
  const came = without(after, before);
  return went.flatMap((figure) => {
    const at = came.findIndex(({ kind }) => kind === figure.kind);
    const [other] = at < 0 ? [] : came.splice(at, 1);
    if (other === undefined) return [];
    return [{ kind: 'figure', a: row.a as number, b: row.b as number, before: figure, after: other } as const];
  });
}

/** The figures of the first list that the second has not, as often as it has them less. */
function without(figures: readonly Figure[], others: readonly Figure[]): Figure[] {
  const left = new Map<string, number>();
  for (const figure of others) left.set(keyOfFigure(figure), (left.get(keyOfFigure(figure)) ?? 0) + 1);
  return figures.filter((figure) => {
    const count = left.get(keyOfFigure(figure)) ?? 0;
    if (count > 0) left.set(keyOfFigure(figure), count - 1);
    return count === 0;
  });
}

function figuresOf(tree: ClauseTree, clause: number): Figure[] {
  const node = tree.clauses[clause];
  return node === undefined ? [] : listFigures(clauseText(node), tree.language);
}

function keyOfFigure({ kind, value, unit, currency }: Figure): string {
  return JSON.stringify([kind, value, unit, currency]);
}
