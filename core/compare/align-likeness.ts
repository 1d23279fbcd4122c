import type { ComparedClause } from '../model/comparison.ts';
import { heaviestIncreasing } from './increasing.ts';
import { isShort, type Profile, Vocabulary } from './likeness.ts';
import { type Gap, isSmall, type Pairing } from './pairing.ts';
import type { Sides } from './sides.ts';

/**
 * Pairing what was edited. In a small gap every clause of A is compared with every clause of B and
 * the set of pairs in order with the greatest gain is taken. In a large gap (two contracts that have
 * little in common) only clauses that share rare words are compared; what these pairs leave between
 * them is small again, or has nothing to be paired by. Moves are looked for last, among what no gap
 * could use, and asked for more likeness, because nothing around them vouches for them.
 */

/** Likeness a pair needs: inside a gap; in a large gap; alone in a gap between two sure neighbours; moved. */
const leastInGap = 0.4;
const leastInLargeGap = 0.55;
const leastAlone = 0.34;
const leastMoved = 0.62;
/** What a pair gains is its likeness beyond this: one good pair is worth more than two poor ones. */
const gainFrom = 0.25;
/** What an equal label or level adds between equal texts. */
const tip = 0.004;
/** A moved clause has at least this many distinct words, or, where not one of them changed, this many. */
const leastWordsMoved = 8;
const leastWordsMovedAsTheyAre = 2;
/** A word is rare when at most this many of the clauses at hand have it. */
const rareClauses = 24;
/** How many clauses of B are compared with one of A where only rare words suggest them. */
const candidatesPerClause = 4;
/** Where fewer clauses are free, some that are paired are read too, to learn which words are common in this contract. */
const sampleSize = 120;

/** Pairs the clauses that are still free, by likeness: in the gaps, then as moves. */
export function pairByLikeness(pairing: Pairing, sides: Sides): void {
  const freeA = pairing.freeA();
  const freeB = pairing.freeB();
  if (freeA.length === 0 || freeB.length === 0) return;
  const likeness = new Likeness(sides, freeA, freeB);

  for (const gap of pairing.gaps()) if (!isSmall(gap)) pairByRareWords(pairing, gap, likeness);
  for (const gap of pairing.gaps()) if (isSmall(gap)) pairBest(pairing, gap, likeness);

  pairByPlace(pairing, likeness);
  pairMoves(pairing, sides, likeness);
  pairing.extendMoves((i, j) => likeness.of(i, j) >= leastInGap);
}

/** The profiles of the free clauses of both sides. */
class Likeness {
  readonly vocabulary = new Vocabulary();
  readonly #a = new Map<number, Profile>();
  readonly #b = new Map<number, Profile>();
  readonly #sides: Sides;

  constructor(sides: Sides, freeA: readonly number[], freeB: readonly number[]) {
    this.#sides = sides;
    const { a, b } = sides;
    for (const index of freeA) this.#a.set(index, this.vocabulary.read(a[index] as ComparedClause));
    for (const index of freeB) this.#b.set(index, this.vocabulary.read(b[index] as ComparedClause));
    const wanted = sampleSize - freeA.length;
    const step = wanted > 0 ? Math.max(1, Math.floor(a.length / wanted)) : a.length;
    for (let index = step - 1; index < a.length; index += step) {
      if (!this.#a.has(index)) this.vocabulary.read(a[index] as ComparedClause);
    }
    this.vocabulary.weigh([...this.#a.values(), ...this.#b.values()]);
  }

  a(index: number): Profile {
    return this.#a.get(index) as Profile;
  }

  b(index: number): Profile {
    return this.#b.get(index) as Profile;
  }

  /**
   * Likeness of two free clauses with what surrounds their words. Among equal texts the label and the
   * level tip the scale, by so little that a whole gap of such pairs outweighs no pair.
   */
  of(i: number, j: number): number {
    const a = this.a(i);
    const b = this.b(j);
    if (this.#sides.textOfA[i] !== this.#sides.textOfB[j]) return this.vocabulary.likeness(a, b);
    return 1 + (a.label === b.label ? tip : 0) + (a.level === b.level ? tip : 0);
  }
}

// ---- Within a gap ------------------------------------------------------------------------------

/** The pairs in order with the greatest total gain, by dynamic programming over all cells. */
function pairBest(pairing: Pairing, gap: Gap, likeness: Likeness): void {
  const a = pairing.freeA(gap.aFrom, gap.aTo);
  const b = pairing.freeB(gap.bFrom, gap.bTo);
  const least = a.length === 1 && b.length === 1 ? leastAlone : leastInGap;
  const width = b.length + 1;
  // best[i * width + j]: the greatest gain from the clauses after the first i of A and the first j of B.
  const best = new Float64Array((a.length + 1) * width);
  const gains = new Float64Array(a.length * b.length).fill(-1);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const score = likeness.of(a[i] as number, b[j] as number);
      const skip = Math.max(best[(i + 1) * width + j] as number, best[i * width + j + 1] as number);
      let found = skip;
      if (score >= least) {
        const gain = score - gainFrom;
        gains[i * b.length + j] = gain;
        found = Math.max(skip, gain + (best[(i + 1) * width + j + 1] as number));
      }
      best[i * width + j] = found;
    }
  }
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const here = best[i * width + j] as number;
    const gain = gains[i * b.length + j] as number;
    if (gain >= 0 && here === gain + (best[(i + 1) * width + j + 1] as number)) {
      pairing.chain(a[i] as number, b[j] as number);
      i += 1;
      j += 1;
    } else if (here === best[(i + 1) * width + j]) i += 1;
    else j += 1;
  }
}

/** The pairs in order with the greatest total gain among those that rare words suggest. */
function pairByRareWords(pairing: Pairing, gap: Gap, likeness: Likeness): void {
  const a = pairing.freeA(gap.aFrom, gap.aTo);
  const b = pairing.freeB(gap.bFrom, gap.bTo);
  const suggested = suggest(a, b, likeness)
    .filter(({ score }) => score >= leastInLargeGap)
    .sort((left, right) => left.a - right.a || right.b - left.b);
  const chosen = heaviestIncreasing(
    suggested.map((pair) => pair.b),
    suggested.map((pair) => pair.score - gainFrom),
  );
  for (const index of chosen) {
    const pair = suggested[index] as Suggestion;
    pairing.chain(pair.a, pair.b);
  }
}

/**
 * Pairs what is too short to be known by its words, by its place: a heading above a clause that is
 * paired, an item of the same label beside one that is paired, an item between two that are.
 */
function pairByPlace(pairing: Pairing, likeness: Likeness): void {
  for (const i of pairing.freeA()) {
    const below = pairing.bOf(i - 1) + 1;
    const above = pairing.bOf(i + 1) - 1;
    const followsPair = pairing.isInChain(i - 1) && pairing.areFree(i, below);
    const precedesPair = pairing.isInChain(i + 1) && pairing.areFree(i, above);
    for (const j of [followsPair ? below : -1, precedesPair ? above : -1]) {
      if (j < 0 || !pairing.areFree(i, j)) continue;
      const [a, b] = [likeness.a(i), likeness.b(j)];
      if (a.level !== b.level || !isShort(a) || !isShort(b)) continue;
      const isSameHeading = a.isHeading && b.isHeading && precedesPair && j === above;
      const isSameItem = !a.isHeading && !b.isHeading && a.label !== null && a.label === b.label;
      const isBetweenPairs = followsPair && precedesPair && below === above && a.label === b.label;
      if (isSameHeading || isSameItem || isBetweenPairs) pairing.chain(i, j);
    }
  }
}

// ---- Moves -------------------------------------------------------------------------------------

/**
 * Pairs clauses that left one gap for another: equal ones, then the most alike first. Words that a side
 * has more than once are boilerplate: taken out here and put in there, they have not moved.
 */
function pairMoves(pairing: Pairing, sides: Sides, likeness: Likeness): void {
  const a = pairing.freeA().filter((i) => sides.timesInA[sides.textOfA[i] as number] === 1);
  const b = pairing.freeB().filter((j) => sides.timesInB[sides.textOfB[j] as number] === 1);

  const withText = new Map(b.map((j) => [sides.textOfB[j] as number, j]));
  for (const i of a) {
    const j = withText.get(sides.textOfA[i] as number);
    if (j === undefined || likeness.a(i).words.length < leastWordsMovedAsTheyAre) continue;
    if (likeness.a(i).level === likeness.b(j).level) pairing.move(i, j);
  }

  const isLong = (profile: Profile) => profile.words.length >= leastWordsMoved;
  const suggested = suggest(
    a.filter((i) => isLong(likeness.a(i))),
    b.filter((j) => isLong(likeness.b(j))),
    likeness,
  )
    .filter(({ score, ofText }) => score >= leastMoved && ofText >= leastMoved)
    .sort((left, right) => right.score - left.score || left.a - right.a || left.b - right.b);
  for (const pair of suggested) if (pairing.areFree(pair.a, pair.b)) pairing.move(pair.a, pair.b);
}

interface Suggestion {
  readonly a: number;
  readonly b: number;
  /** With what surrounds the words, and of the words alone. */
  readonly score: number;
  readonly ofText: number;
}

/** For each clause of A the few of B that share most of its rare words, through an inverted index. */
function suggest(a: readonly number[], b: readonly number[], likeness: Likeness): Suggestion[] {
  const { vocabulary } = likeness;
  const clausesOf = new Map<number, number[]>();
  for (const index of b) {
    for (const word of likeness.b(index).words) {
      if (vocabulary.clausesWith(word) > rareClauses) continue;
      const clauses = clausesOf.get(word);
      if (clauses === undefined) clausesOf.set(word, [index]);
      else clauses.push(index);
    }
  }
  const suggestions: Suggestion[] = [];
  for (const index of a) {
    const shared = new Map<number, number>();
    for (const word of likeness.a(index).words) {
      if (vocabulary.clausesWith(word) > rareClauses) continue;
      for (const other of clausesOf.get(word) ?? []) {
        shared.set(other, (shared.get(other) ?? 0) + vocabulary.weight(word));
      }
    }
    const likeliest = [...shared].sort(([i, left], [j, right]) => right - left || i - j).slice(0, candidatesPerClause);
    for (const [other] of likeliest) {
      const ofText = vocabulary.textLikeness(likeness.a(index), likeness.b(other));
      suggestions.push({ a: index, b: other, score: likeness.of(index, other), ofText });
    }
  }
  return suggestions;
}
