import { compareAligned } from '../compare/compare.ts';
import { stayingRun } from '../compare/increasing.ts';
import { type Join, joinRows } from '../compare/joins.ts';
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
  /** As of `ComparedClause`. */
  readonly navigation?: () => ReadonlySet<string>;
}

/**
 * Between the two drafts a part was cut off a whole, or went into it. The whole keeps its identity through both; a part
 * has one of its own.
 */
export interface Kinship {
  readonly whole: ClauseId;
  readonly part: ClauseId;
}

/**
 * The comparison of A with B. Rows are in B's order; a deleted clause stands after the row of the
 * clause before it in A. Edits reproduce both sides to the character. A clause has moved when it is
 * outside the run of common clauses in order that has the most words, as in core/compare/align.ts. `kin` names the splits
 * and merges between the two drafts, in either direction of time; a part that does not stand beside its whole is a
 * clause for itself.
 */
export function compareDrafts(
  a: readonly DraftClause[],
  b: readonly DraftClause[],
  kin: readonly Kinship[] = [],
): Comparison {
  const steps = compareDraftsInSteps(a, b, kin);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same in steps, for a long job: yields how much is done, from 0 to 1, and may be left at any of them. */
export function compareDraftsInSteps(
  a: readonly DraftClause[],
  b: readonly DraftClause[],
  kin: readonly Kinship[] = [],
): Generator<number, Comparison, void> {
  return compareAligned(pairByIdentity(a, b, kin), a.map(withContentKey), b.map(withContentKey));
}

function withContentKey(clause: DraftClause) {
  return { ...clause, contentKey: clause.versionHash };
}

/** The rows without their words. A clause stands at most once in a draft. */
function pairByIdentity(a: readonly DraftClause[], b: readonly DraftClause[], kin: readonly Kinship[]): AlignedRow[] {
  const indexInB = placesOf(b);
  const bOf = a.map((clause) => indexInB.get(clause.clauseId) ?? -1);
  const paired = bOf.flatMap((place, index) => (place < 0 ? [] : [{ index, place }]));
  const wordsOf = (clause: DraftClause | undefined) => countSpacedWords(clause?.text ?? '');
  const staying = stayingRun(
    paired.map(({ place }) => place),
    (at) => wordsOf(a[paired[at]?.index ?? -1]) + wordsOf(b[paired[at]?.place ?? -1]),
  );
  const inOrder = new Set(staying);
  const moved = new Set(paired.filter((_, index) => !inOrder.has(index)).map(({ index }) => index));
  const rows = rowsInOrder(a, b, bOf, (index) => moved.has(index));
  if (kin.length === 0) return rows;
  const indexInA = placesOf(a);
  const splits = joinsByKin(indexInA, indexInB, b, kin);
  const taken = new Set(splits.map(({ counterpart }) => counterpart));
  const merges = joinsByKin(indexInB, indexInA, a, kin).filter(({ whole }) => !taken.has(whole));
  return joinRows(rows, { splits, merges });
}

function placesOf(clauses: readonly DraftClause[]): Map<ClauseId, number> {
  return new Map(clauses.map((clause, index) => [clause.clauseId, index]));
}

/** The wholes that stand on both sides, with the parts that only the other side has, as far as they are neighbours. */
function joinsByKin(
  wholes: ReadonlyMap<ClauseId, number>,
  others: ReadonlyMap<ClauseId, number>,
  otherSide: readonly DraftClause[],
  kin: readonly Kinship[],
): Join[] {
  const wholeOf = new Map(kin.map(({ whole, part }) => [part, whole]));
  const partsOf = new Map<ClauseId, Set<number>>();
  for (const { part } of kin) {
    const place = others.get(part);
    if (place === undefined || wholes.has(part)) continue;
    const whole = rootOf(part, wholeOf, (id) => wholes.has(id) && others.has(id));
    if (whole !== null) partsOf.set(whole, (partsOf.get(whole) ?? new Set()).add(place));
  }
  const joins: Join[] = [];
  for (const [whole, places] of partsOf) {
    const counterpart = others.get(whole) as number;
    let first = counterpart;
    let last = counterpart;
    while (places.has(first - 1)) first -= 1;
    while (last + 1 < otherSide.length && places.has(last + 1)) last += 1;
    if (first === last) continue;
    const parts = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    joins.push({ whole: wholes.get(whole) as number, counterpart, parts });
  }
  return joins;
}

/** The nearest whole that is wanted, through parts that were cut again; `null` when there is none. */
function rootOf(
  part: ClauseId,
  wholeOf: ReadonlyMap<ClauseId, ClauseId>,
  isWanted: (id: ClauseId) => boolean,
): ClauseId | null {
  const seen = new Set([part]);
  for (let whole = wholeOf.get(part); whole !== undefined && !seen.has(whole); whole = wholeOf.get(whole)) {
    if (isWanted(whole)) return whole;
    seen.add(whole);
  }
  return null;
}
