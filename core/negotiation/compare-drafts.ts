import { longestIncreasing } from '../compare/increasing.ts';
import { countWords } from '../compare/tokens.ts';
import { compareWords } from '../compare/words.ts';
import type { AlignedRow, ComparedRow, Comparison, RowKind, WordEdit } from '../model/comparison.ts';
import type { ClauseId, VersionHash } from '../model/ids.ts';

/**
 * Two drafts of one document, compared by the identity of their clauses. Aligning is done once, when
 * a draft comes in; from then on the clauses' ids say which became which, so that a pairing someone
 * has corrected holds, and two drafts that lie many rounds apart are paired through all the rounds
 * between them. Aligning anew was turned down: it could contradict the history shown beside it.
 */
export interface DraftClause {
  readonly clauseId: ClauseId;
  readonly versionHash: VersionHash;
  readonly label: string | null;
  readonly text: string;
}

/**
 * The comparison of A with B. Rows are in B's order; a deleted clause stands after the row of the
 * clause before it in A. Edits reproduce both sides to the character. A clause has moved when it is
 * outside a longest run of common clauses that keep their order, so the fewest possible are called
 * moved.
 */
export function compareDrafts(a: readonly DraftClause[], b: readonly DraftClause[]): Comparison {
  const rows = pairByIdentity(a, b).map((row) => compareRow(row, a, b));
  return { summary: summarize(rows), rows };
}

/** The rows without their words. A clause stands at most once in a draft. */
export function pairByIdentity(a: readonly DraftClause[], b: readonly DraftClause[]): AlignedRow[] {
  const indexOfA = new Map(a.map((clause, index) => [clause.clauseId, index]));
  const idsOfB = new Set(b.map((clause) => clause.clauseId));
  const moved = movedClauses(b, indexOfA);
  const rows: AlignedRow[] = [];
  const pushDeletedFrom = (first: number) => {
    for (let index = first; index < a.length; index += 1) {
      const clause = a[index];
      if (clause === undefined || idsOfB.has(clause.clauseId)) return;
      rows.push({ kind: 'deleted', a: index, b: null, moved: false, renumbered: false });
    }
  };
  pushDeletedFrom(0);
  for (const [index, clause] of b.entries()) {
    const from = indexOfA.get(clause.clauseId);
    const before = from === undefined ? undefined : a[from];
    if (from === undefined || before === undefined) {
      rows.push({ kind: 'inserted', a: null, b: index, moved: false, renumbered: false });
      continue;
    }
    const isMoved = moved.has(clause.clauseId);
    const renumbered = before.label !== clause.label;
    rows.push({ kind: kindOf(before, clause, isMoved), a: from, b: index, moved: isMoved, renumbered });
    pushDeletedFrom(from + 1);
  }
  return rows;
}

function movedClauses(b: readonly DraftClause[], indexOfA: ReadonlyMap<ClauseId, number>): Set<ClauseId> {
  const common = b.filter((clause) => indexOfA.has(clause.clauseId));
  const inOrder = new Set(longestIncreasing(common.map((clause) => indexOfA.get(clause.clauseId) ?? 0)));
  return new Set(common.filter((_, index) => !inOrder.has(index)).map((clause) => clause.clauseId));
}

function kindOf(a: DraftClause, b: DraftClause, isMoved: boolean): RowKind {
  if (isMoved) return 'moved';
  if (a.text !== b.text) return 'edited';
  return a.label === b.label ? 'same' : 'renumbered';
}

function compareRow(row: AlignedRow, a: readonly DraftClause[], b: readonly DraftClause[]): ComparedRow {
  const before = row.a === null ? undefined : a[row.a];
  const after = row.b === null ? undefined : b[row.b];
  const sameWords = before !== undefined && after !== undefined && before.text === after.text;
  return {
    ...row,
    reformatted: sameWords && before.versionHash !== after.versionHash,
    edits: compareWords(before?.text ?? '', after?.text ?? ''),
  };
}

function summarize(rows: readonly ComparedRow[]): Comparison['summary'] {
  const counts = { same: 0, edited: 0, inserted: 0, deleted: 0, moved: 0, renumbered: 0 };
  for (const row of rows) counts[row.kind] += 1;
  return { ...counts, wordsInserted: wordsWith(rows, 'insert'), wordsDeleted: wordsWith(rows, 'delete') };
}

function wordsWith(rows: readonly ComparedRow[], op: WordEdit['op']): number {
  let words = 0;
  for (const row of rows) for (const edit of row.edits) if (edit.op === op) words += countWords(edit.text);
  return words;
}
