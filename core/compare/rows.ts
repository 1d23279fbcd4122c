import type { AlignedRow, RowKind } from '../model/comparison.ts';

/** What decides a row's kind. */
export interface RowClause {
  readonly label: string | null;
  readonly text: string;
}

/**
 * The rows of a comparison from its pairs: every clause of both sides once, in B's order, a deleted clause
 * after the row of the clause before it in A.
 *
 * @param bOf for each clause of A its counterpart in B, or -1; no clause of B twice
 * @param isMoved whether a paired clause of A stands elsewhere in B
 */
export function rowsInOrder(
  a: readonly RowClause[],
  b: readonly RowClause[],
  bOf: ArrayLike<number>,
  isMoved: (a: number) => boolean,
): AlignedRow[] {
  const aOf = new Int32Array(b.length).fill(-1);
  for (let i = 0; i < a.length; i += 1) {
    const j = bOf[i] as number;
    if (j >= 0) aOf[j] = i;
  }
  const rows: AlignedRow[] = [];
  const pushDeletedFrom = (first: number) => {
    for (let i = first; i < a.length && bOf[i] === -1; i += 1) rows.push(unpaired('deleted', i, null));
  };
  pushDeletedFrom(0);
  for (const [j, clauseB] of b.entries()) {
    const i = aOf[j] as number;
    if (i < 0) {
      rows.push(unpaired('inserted', null, j));
      continue;
    }
    const clauseA = a[i] as RowClause;
    const moved = isMoved(i);
    const renumbered = clauseA.label !== clauseB.label;
    rows.push({ kind: kindOf(clauseA, clauseB, moved, renumbered), a: i, b: j, parts: [], moved, renumbered });
    pushDeletedFrom(i + 1);
  }
  return rows;
}

function unpaired(kind: 'inserted' | 'deleted', a: number | null, b: number | null): AlignedRow {
  return { kind, a, b, parts: [], moved: false, renumbered: false };
}

function kindOf(a: RowClause, b: RowClause, moved: boolean, renumbered: boolean): RowKind {
  if (moved) return 'moved';
  if (a.text !== b.text) return 'edited';
  return renumbered ? 'renumbered' : 'same';
}
