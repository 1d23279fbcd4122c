import type { AlignedRow, ComparedClause } from '../model/comparison.ts';
import { matchWords } from './match-words.ts';
import { wordSpans } from './tokens.ts';

/**
 * One clause that became several, or several that became one.
 *
 * Aligning pairs clauses one to one; what was cut off a clause is left beside its counterpart without
 * one of its own. Here the neighbours that nothing else explains are tried: a clause is a part of the
 * whole when most of its words, in their order, are words that the whole has and its counterpart has
 * not. A clause without counterpart is tried too, against the clauses without one that stand in its
 * place: cut into ten, it is like none of them.
 *
 * Splits and merges are the same search with the sides changed round. To look for them while pairing
 * was turned down: every gap would be searched for groups, to find what is rare and stands beside a
 * pair in any case.
 */
export interface Join {
  /** Where the whole stands on its side. */
  readonly whole: number;
  /** Its counterpart among `parts`. */
  readonly counterpart: number;
  /** Its parts on the other side, neighbours in order, the counterpart among them. */
  readonly parts: readonly number[];
}

/** Clauses of A that were split, and clauses of B into which several were merged. No clause is in two joins. */
export interface Joins {
  readonly splits: readonly Join[];
  readonly merges: readonly Join[];
}

/** Of a part's words, and of its long ones, this share comes from the whole. */
const leastShare = 0.6;
/** So many words that are nowhere else come from the whole, in all parts together. */
const leastWords = 4;
/** So many of them stand together, or the part has no more. */
const leastRun = 3;
/** Parts looked for on either side of a counterpart. */
const mostParts = 40;
/** A clause without counterpart has so many words, and its parts account for this share of them. */
const leastWordsAlone = 12;
const leastShareAlone = 0.7;
/** Clauses without counterpart of one side, times those of the other, in whose place they are looked for. */
const mostCellsAlone = 1_024;
/** A word of more letters than this says something. */
const smallWord = 3;

/**
 * The splits and merges among rows that are aligned one to one. Near-linear: only clauses beside one
 * without counterpart are read.
 */
export function findJoins(
  rows: readonly AlignedRow[],
  a: readonly Pick<ComparedClause, 'text'>[],
  b: readonly Pick<ComparedClause, 'text'>[],
): Joins {
  const bOf = new Int32Array(a.length).fill(-1);
  const aOf = new Int32Array(b.length).fill(-1);
  for (const row of rows) {
    if (row.a === null || row.b === null) continue;
    bOf[row.a] = row.b;
    aOf[row.b] = row.a;
  }
  const found = [
    ...new JoinSearch(a, b, bOf, aOf).run().map((join) => ({ ...join, isSplit: true })),
    ...new JoinSearch(b, a, aOf, bOf).run().map((join) => ({ ...join, isSplit: false })),
  ].sort((left, right) => right.words - left.words || left.whole - right.whole);
  const usedA = new Set<number>();
  const usedB = new Set<number>();
  const joins = { splits: [] as Join[], merges: [] as Join[] };
  for (const { whole, counterpart, parts, isSplit } of found) {
    const [wholes, others] = isSplit ? [usedA, usedB] : [usedB, usedA];
    if (wholes.has(whole) || parts.some((part) => others.has(part))) continue;
    wholes.add(whole);
    for (const part of parts) others.add(part);
    (isSplit ? joins.splits : joins.merges).push({ whole, counterpart, parts });
  }
  return joins;
}

/** The rows with each split and each merge in one row, which takes the place of its counterparts' row. */
export function joinRows(rows: readonly AlignedRow[], { splits, merges }: Joins): AlignedRow[] {
  if (splits.length === 0 && merges.length === 0) return [...rows];
  const ofB = new Map(splits.flatMap((join) => join.parts.map((part) => [part, join] as const)));
  const ofA = new Map(merges.flatMap((join) => join.parts.map((part) => [part, join] as const)));
  const splitOf = new Map(splits.map((join) => [join.whole, join]));
  const mergeOf = new Map(merges.map((join) => [join.whole, join]));
  return rows.flatMap((row): AlignedRow[] => {
    const split = row.b === null ? undefined : ofB.get(row.b);
    if (split !== undefined) {
      return split.counterpart === row.b ? [{ ...row, kind: 'split', a: split.whole, parts: split.parts }] : [];
    }
    const merge = row.b === null ? undefined : mergeOf.get(row.b);
    if (merge !== undefined) return [{ ...row, kind: 'merged', a: merge.counterpart, parts: merge.parts }];
    const isTaken = row.a !== null && row.b === null && (ofA.has(row.a) || splitOf.has(row.a));
    return isTaken ? [] : [row];
  });
}

interface FoundJoin extends Join {
  /** How many words of the whole the parts beside the counterpart account for. */
  readonly words: number;
}

class JoinSearch {
  readonly #wholes: readonly Pick<ComparedClause, 'text'>[];
  readonly #others: readonly Pick<ComparedClause, 'text'>[];
  readonly #otherOf: Int32Array;
  readonly #wholeOf: Int32Array;

  constructor(
    wholes: readonly Pick<ComparedClause, 'text'>[],
    others: readonly Pick<ComparedClause, 'text'>[],
    otherOf: Int32Array,
    wholeOf: Int32Array,
  ) {
    this.#wholes = wholes;
    this.#others = others;
    this.#otherOf = otherOf;
    this.#wholeOf = wholeOf;
  }

  run(): FoundJoin[] {
    const found: FoundJoin[] = [];
    let previous = -1;
    let isSmallGap = false;
    for (let whole = 0; whole < this.#wholes.length; whole += 1) {
      const counterpart = this.#otherOf[whole] as number;
      if (counterpart >= 0) previous = counterpart;
      else if (whole === 0 || this.#otherOf[whole - 1] !== -1) isSmallGap = this.#isSmallGap(whole, previous + 1);
      const join =
        counterpart >= 0 ? this.#beside(whole, counterpart) : isSmallGap ? this.#inPlaceOf(whole, previous + 1) : null;
      if (join !== null) found.push(join);
    }
    return found;
  }

  /** Two contracts that have nothing in common leave one gap, of all their clauses. */
  #isSmallGap(whole: number, other: number): boolean {
    let wholes = 0;
    while (this.#otherOf[whole + wholes] === -1 && wholes <= mostCellsAlone) wholes += 1;
    let others = 0;
    while (this.#isFree(other + others) && others <= mostCellsAlone) others += 1;
    return wholes * others <= mostCellsAlone;
  }

  /** The parts of a whole beside its counterpart. */
  #beside(whole: number, counterpart: number): FoundJoin | null {
    if (!this.#isFree(counterpart - 1) && !this.#isFree(counterpart + 1)) return null;
    const { text } = this.#wholes[whole] as ComparedClause;
    const other = (this.#others[counterpart] as ComparedClause).text;
    if (text === other) return null;
    const rest = new WordBag(wordSpans(text).words);
    rest.take(wordSpans(other).words);
    const before: number[] = [];
    const after: number[] = [];
    for (const [step, parts] of [
      [1, after],
      [-1, before],
    ] as const) {
      for (let at = counterpart + step; parts.length < mostParts && this.#isFree(at); at += step) {
        if (!rest.takePart(wordSpans((this.#others[at] as ComparedClause).text).words)) break;
        parts.push(at);
      }
    }
    if (before.length + after.length === 0) return null;
    return this.#check(whole, counterpart, [...before.reverse(), counterpart, ...after]);
  }

  /** The clauses from `from` on that are all parts of a whole without counterpart. */
  #inPlaceOf(whole: number, from: number): FoundJoin | null {
    if (!this.#isFree(from) || !this.#isFree(from + 1)) return null;
    const { words } = wordSpans((this.#wholes[whole] as ComparedClause).text);
    if (words.length < leastWordsAlone) return null;
    const rest = new WordBag(words);
    const parts: number[] = [];
    for (let at = from; parts.length < mostParts && this.#isFree(at); at += 1) {
      if (rest.takePart(wordSpans((this.#others[at] as ComparedClause).text).words)) parts.push(at);
      else if (parts.length > 0) break;
    }
    if (parts.length < 2 || rest.left > (1 - leastShareAlone) * words.length) return null;
    const lengthOf = (part: number) => (this.#others[part] as ComparedClause).text.length;
    const counterpart = parts.reduce((longest, part) => (lengthOf(part) > lengthOf(longest) ? part : longest));
    return this.#check(whole, counterpart, parts);
  }

  /** Keeps the parts whose words come from the whole in their order; `null` when too little is left. */
  #check(whole: number, counterpart: number, parts: readonly number[]): FoundJoin | null {
    const sides = parts.map((part) => wordSpans((this.#others[part] as ComparedClause).text).words);
    const joined = sides.flat();
    const isMatched = new Uint8Array(joined.length);
    for (const partner of matchWords(wordSpans((this.#wholes[whole] as ComparedClause).text).words, joined)) {
      if (partner >= 0) isMatched[partner] = 1;
    }
    let from = 0;
    const own = parts.map((_, index) => {
      const to = from + (sides[index] as readonly string[]).length;
      const matched = isMatched.subarray(from, to);
      from = to;
      return { matched: matched.reduce((sum, one) => sum + one, 0), run: longestRun(matched), words: matched.length };
    });
    const isPart = (index: number) => {
      const { matched, run, words } = own[index] as (typeof own)[number];
      return matched >= leastShare * words && run >= Math.min(leastRun, words);
    };
    const at = parts.indexOf(counterpart);
    let first = at;
    let last = at;
    while (first > 0 && isPart(first - 1)) first -= 1;
    while (last + 1 < parts.length && isPart(last + 1)) last += 1;
    let words = 0;
    for (let index = first; index <= last; index += 1) if (index !== at) words += own[index]?.matched ?? 0;
    return words < leastWords ? null : { whole, counterpart, parts: parts.slice(first, last + 1), words };
  }

  #isFree(other: number): boolean {
    return this.#wholeOf[other] === -1;
  }
}

function longestRun(matched: Uint8Array): number {
  let longest = 0;
  let run = 0;
  for (const one of matched) {
    run = one === 1 ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  return longest;
}

/** Words with how often each is left. */
class WordBag {
  readonly #counts = new Map<string, number>();
  /** How many words are left. */
  left = 0;

  constructor(words: readonly string[]) {
    for (const word of words) this.#counts.set(fold(word), (this.#counts.get(fold(word)) ?? 0) + 1);
    this.left = words.length;
  }

  /** Takes out what is there of these words. */
  take(words: readonly string[]): void {
    for (const word of words) {
      const count = this.#counts.get(fold(word)) ?? 0;
      if (count === 0) continue;
      this.#counts.set(fold(word), count - 1);
      this.left -= 1;
    }
  }

  /** The same, if most of the words are there; otherwise nothing is taken. */
  takePart(words: readonly string[]): boolean {
    if (words.length === 0) return false;
    const own = new Map<string, number>();
    let shared = 0;
    let telling = 0;
    let sharedTelling = 0;
    for (const word of words) {
      const key = fold(word);
      const taken = own.get(key) ?? 0;
      const isTelling = word.length > smallWord;
      if (isTelling) telling += 1;
      if ((this.#counts.get(key) ?? 0) <= taken) continue;
      own.set(key, taken + 1);
      shared += 1;
      if (isTelling) sharedTelling += 1;
    }
    const isPart = shared > 0 && shared >= leastShare * words.length && sharedTelling >= leastShare * telling;
    if (isPart) this.take(words);
    return isPart;
  }
}

/** A sentence that becomes a clause of its own begins with a capital. */
function fold(word: string): string {
  return word.toLowerCase();
}
