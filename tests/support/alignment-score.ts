import { clausesOfRow } from '../../core/compare/row-clauses.ts';
import type { AlignedRow } from '../../core/model/comparison.ts';

/** How much of what was found is right and how much of what is right was found. */
export interface Score {
  readonly found: number;
  readonly right: number;
  readonly expected: number;
}

/** The harmonic mean of precision and recall; 1 where there was nothing to find and nothing was found. */
export function f1({ found, right, expected }: Score): number {
  return found + expected === 0 ? 1 : (2 * right) / (found + expected);
}

export function score(found: ReadonlySet<string>, expected: ReadonlySet<string>): Score {
  let right = 0;
  for (const one of found) if (expected.has(one)) right += 1;
  return { found: found.size, right, expected: expected.size };
}

export function sum(scores: readonly Score[]): Score {
  return scores.reduce(
    (total, one) => ({
      found: total.found + one.found,
      right: total.right + one.right,
      expected: total.expected + one.expected,
    }),
    { found: 0, right: 0, expected: 0 },
  );
}

/** The pairs of an alignment as `a:b`, a split or a merge giving one for each part. */
export function pairsOf(rows: readonly AlignedRow[], wanted: (row: AlignedRow) => boolean = () => true): Set<string> {
  const pairs = new Set<string>();
  for (const row of rows) {
    if (!wanted(row)) continue;
    const { a, b } = clausesOfRow(row);
    for (const i of a) for (const j of b) pairs.add(`${i}:${j}`);
  }
  return pairs;
}
