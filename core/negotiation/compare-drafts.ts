import { compareAligned } from '../compare/compare.ts';
import { stayingRun } from '../compare/increasing.ts';
import { rowsInOrder } from '../compare/rows.ts';
import { countSpacedWords } from '../compare/tokens.ts';
import type { AlignedRow, Comparison } from '../model/comparison.ts';
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
 * outside the run of common clauses in order that has the most words, as in core/compare/align.ts.
 */
export function compareDrafts(a: readonly DraftClause[], b: readonly DraftClause[]): Comparison {
  const steps = compareDraftsInSteps(a, b);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same in steps, for a long job: yields how much is done, from 0 to 1, and may be left at any of them. */
export function compareDraftsInSteps(
  a: readonly DraftClause[],
  b: readonly DraftClause[],
): Generator<number, Comparison, void> {
  return compareAligned(pairByIdentity(a, b), a.map(withContentKey), b.map(withContentKey));
}

function withContentKey({ text, versionHash }: DraftClause) {
  return { text, contentKey: versionHash };
}

/** The rows without their words. A clause stands at most once in a draft. */
function pairByIdentity(a: readonly DraftClause[], b: readonly DraftClause[]): AlignedRow[] {
  const indexInB = new Map(b.map((clause, index) => [clause.clauseId, index]));
  const bOf = a.map((clause) => indexInB.get(clause.clauseId) ?? -1);
  const paired = bOf.flatMap((place, index) => (place < 0 ? [] : [{ index, place }]));
  const wordsOf = (clause: DraftClause | undefined) => countSpacedWords(clause?.text ?? '');
  const staying = stayingRun(
    paired.map(({ place }) => place),
    (at) => wordsOf(a[paired[at]?.index ?? -1]) + wordsOf(b[paired[at]?.place ?? -1]),
  );
  const inOrder = new Set(staying);
  const moved = new Set(paired.filter((_, index) => !inOrder.has(index)).map(({ index }) => index));
  return rowsInOrder(a, b, bOf, (index) => moved.has(index));
}
