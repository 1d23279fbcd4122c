import type { AlignedRow, ComparedClause } from '../model/comparison.ts';
import { pairByLikeness } from './align-likeness.ts';
import { pairEqualRuns } from './align-runs.ts';
import { blindKey } from './blind-key.ts';
import { type Gap, isSmall, type Pair, Pairing } from './pairing.ts';
import { rowsInOrder } from './rows.ts';
import { isOnlyOne, numberTexts, type Sides } from './sides.ts';

/**
 * Which clause of A became which clause of B.
 *
 * Pairs are found from the surest to the least sure, and each pass looks only where the ones before
 * left a gap, so that boilerplate never pairs with its like in another article:
 *
 * 1. words that occur exactly once on both sides; the run of these that keeps its order and has the
 *    most words is the chain, the rest have moved, and short neighbours that occur once move with them;
 * 2. the same blind to numbers and references, which finds what a renumbering touched;
 * 3. within each gap of the chain, words that occur once there;
 * 4. likeness: the best set of pairs in order within each gap (align-likeness.ts), then moves among
 *    what is left, found through their rare words, with what stands beside them.
 *
 * Labels are no key: one clause put in shifts all that follow. They only tip the scale between equals.
 *
 * A clause has moved when its pair is outside the run of pairs in order that has the most words: of two
 * clauses that changed places the shorter one moved, as the person who cut and pasted it would say. Everything is near-linear but the likeness within a gap, whose work is capped.
 *
 * The two sides are put in an order of their own first and the result is turned round afterwards, so
 * that A against B and B against A give the same pairs, ties included. An assignment over all pairs
 * (Hungarian) was turned down: cubic, and it pairs far neighbours to gain a little likeness.
 */

/** Texts of at least this many UTF-16 units say enough to be known again wherever they stand. */
const tellingLength = 48;

/**
 * The rows of a comparison without their words: every clause of both sides once, in B's order, a
 * deleted clause after the row of the clause before it in A. Deterministic; near-linear; in bounded
 * time whatever the texts.
 */
export function alignClauses(a: readonly ComparedClause[], b: readonly ComparedClause[]): AlignedRow[] {
  const turned = isTurned(a, b);
  const found = turned ? pairClauses(b, a) : pairClauses(a, b);
  const moved = found.movedOfA();
  const bOf = new Int32Array(a.length);
  for (let index = 0; index < a.length; index += 1) bOf[index] = turned ? found.aOf(index) : found.bOf(index);
  return rowsInOrder(a, b, bOf, (index) => moved[turned ? (bOf[index] as number) : index] === 1);
}

/** Whether B comes first in the order of its own that makes the alignment the same both ways round. */
function isTurned(a: readonly ComparedClause[], b: readonly ComparedClause[]): boolean {
  if (a.length !== b.length) return a.length > b.length;
  for (const [index, clause] of a.entries()) {
    const other = b[index] as ComparedClause;
    if (clause.text !== other.text) return clause.text > other.text;
    if (clause.label !== other.label) return (clause.label ?? '') > (other.label ?? '');
    if (clause.level !== other.level) return clause.level > other.level;
    if (clause.headingTo !== other.headingTo) return clause.headingTo > other.headingTo;
  }
  return false;
}

// ---- Passes ------------------------------------------------------------------------------------

type Key = number | null;

function pairClauses(a: readonly ComparedClause[], b: readonly ComparedClause[]): Pairing {
  const sides = numberTexts(a, b);
  const { textOfA, textOfB } = sides;
  const pairing = new Pairing(sides);

  pairTelling(pairing, sides);
  pairing.extendMoves((i, j) => textOfA[i] === textOfB[j] && isOnlyOne(sides, textOfA[i] as number));

  const blind = (clauses: readonly ComparedClause[]) => (index: number) => {
    const { text } = clauses[index] as ComparedClause;
    return text.length >= tellingLength ? blindKey(text) : null;
  };
  pairUnique(pairing, [{ aFrom: 0, aTo: a.length, bFrom: 0, bTo: b.length }], blind(a), blind(b));

  const plain = (texts: Int32Array) => (index: number) => texts[index] as number;
  const isSure = (i: number, j: number, gap: Gap) =>
    isSmall(gap) || (a[i] as ComparedClause).text.length >= tellingLength || hasEqualNeighbour(sides, i, j);
  // A second round sees as unique what was repeated only across a gap that the first one cut.
  for (let round = 0; round < 2; round += 1) {
    pairUnique(pairing, pairing.gaps(), plain(textOfA), plain(textOfB), isSure);
  }

  pairEqualRuns(pairing, sides);
  pairByLikeness(pairing, sides);
  return pairing;
}

/** Pairs the telling texts that occur exactly once on both sides, wherever they stand. */
function pairTelling(pairing: Pairing, sides: Sides): void {
  const { a, textOfA, textOfB } = sides;
  const placeInB = new Int32Array(sides.timesInB.length);
  for (let j = 0; j < textOfB.length; j += 1) placeInB[textOfB[j] as number] = j;
  const pairs: Pair[] = [];
  for (let i = 0; i < a.length; i += 1) {
    const text = textOfA[i] as number;
    if (!isOnlyOne(sides, text) || (a[i] as ComparedClause).text.length < tellingLength) continue;
    pairs.push([i, placeInB[text] as number]);
  }
  pairInOrder(pairing, pairs);
}

/** Takes over pairs, in A's order: those that keep the chain in order join it; the others have moved. */
function pairInOrder(pairing: Pairing, pairs: readonly Pair[]): void {
  for (const [i, j] of pairing.chainMost(pairs)) pairing.move(i, j);
}

/**
 * Pairs the free clauses whose key occurs once on both sides of a gap. Those that keep the chain in
 * order join it; the others have moved.
 */
function pairUnique(
  pairing: Pairing,
  gaps: readonly Gap[],
  keyOfA: (index: number) => Key,
  keyOfB: (index: number) => Key,
  isSure: (a: number, b: number, gap: Gap) => boolean = () => true,
): void {
  const pairs: Pair[] = [];
  for (const gap of gaps) {
    const inB = uniqueKeys(pairing.freeB(gap.bFrom, gap.bTo), keyOfB);
    if (inB.size === 0) continue;
    const inA = uniqueKeys(pairing.freeA(gap.aFrom, gap.aTo), keyOfA);
    for (const [key, i] of inA) {
      const j = inB.get(key) ?? -1;
      if (i >= 0 && j >= 0 && isSure(i, j, gap)) pairs.push([i, j]);
    }
  }
  pairInOrder(
    pairing,
    pairs.sort(([i], [j]) => i - j),
  );
}

/** In a large gap `(b) costs;` here and there may be two lists of two articles, unless what stands beside it agrees. */
function hasEqualNeighbour({ textOfA, textOfB }: Sides, i: number, j: number): boolean {
  const before = i > 0 && j > 0 && textOfA[i - 1] === textOfB[j - 1];
  return before || (i + 1 < textOfA.length && j + 1 < textOfB.length && textOfA[i + 1] === textOfB[j + 1]);
}

/** Where each key stands, or -1 for one that occurs more than once. */
function uniqueKeys(indexes: readonly number[], keyOf: (index: number) => Key): Map<Key, number> {
  const places = new Map<Key, number>();
  for (const index of indexes) {
    const key = keyOf(index);
    if (key !== null) places.set(key, places.has(key) ? -1 : index);
  }
  return places;
}
