import { diffArrays } from 'diff';
import { longestIncreasing } from './increasing.ts';

/**
 * Which words of one text are the words of another: the fewest possible are left without a partner.
 *
 * Time is bounded by counted work, never by a clock: the same texts give the same edits on every
 * machine. Words found on one side only cannot be matched and are set aside first. If the shortest
 * script of the rest is longer than `mostEdits`, the texts are cut at words that occur exactly once
 * on both sides and keep their order, and each stretch between two of these is treated in the same
 * way under a smaller limit, or given up as replaced when it has no such word. That result is still lossless, and only then may it mark
 * more words than the least possible.
 */

/** Longest shortest-edit script looked for over a whole text: work grows with its square (about 0.1 s here). */
const mostEdits = 1_000;
/** The same between two anchors, and how many squared edits all such stretches of one text may cost. */
const mostEditsBetweenAnchors = 250;
const workBetweenAnchors = 2_000_000;

/** For each word of A the word of B it is matched with, or -1; the matches keep their order. */
export function matchWords(a: readonly string[], b: readonly string[]): Int32Array {
  const partner = new Int32Array(a.length).fill(-1);
  let prefix = 0;
  while (prefix < a.length && prefix < b.length && a[prefix] === b[prefix]) {
    partner[prefix] = prefix;
    prefix += 1;
  }
  let aTo = a.length;
  let bTo = b.length;
  while (aTo > prefix && bTo > prefix && a[aTo - 1] === b[bTo - 1]) {
    aTo -= 1;
    bTo -= 1;
    partner[aTo] = bTo;
  }
  if (prefix === aTo || prefix === bTo) return partner;

  const shared = sharedWords(a, b, prefix, aTo, bTo);
  const matches =
    shortestScript(shared.aWords, shared.bWords, mostEdits) ?? matchBetweenAnchors(shared.aWords, shared.bWords);
  for (const [i, j] of matches) partner[shared.aPlaces[i] as number] = shared.bPlaces[j] as number;
  return partner;
}

interface SharedWords {
  /** The words that occur on both sides, as numbers, and where each stands in its text. */
  readonly aWords: readonly number[];
  readonly aPlaces: readonly number[];
  readonly bWords: readonly number[];
  readonly bPlaces: readonly number[];
}

function sharedWords(a: readonly string[], b: readonly string[], from: number, aTo: number, bTo: number): SharedWords {
  const numbers = new Map<string, number>();
  for (let j = from; j < bTo; j += 1) numbers.set(b[j] as string, -1);
  const aWords: number[] = [];
  const aPlaces: number[] = [];
  let count = 0;
  for (let i = from; i < aTo; i += 1) {
    const word = a[i] as string;
    let number = numbers.get(word);
    if (number === undefined) continue;
    if (number < 0) {
      number = count;
      count += 1;
      numbers.set(word, number);
    }
    aWords.push(number);
    aPlaces.push(i);
  }
  const bWords: number[] = [];
  const bPlaces: number[] = [];
  for (let j = from; j < bTo; j += 1) {
    const number = numbers.get(b[j] as string) as number;
    if (number < 0) continue;
    bWords.push(number);
    bPlaces.push(j);
  }
  return { aWords, aPlaces, bWords, bPlaces };
}

type Match = readonly [i: number, j: number];

/** The matches of a shortest edit script, or `null` when it is longer than `limit`. */
function shortestScript(a: readonly number[], b: readonly number[], limit: number): Match[] | null {
  if (a.length === 0 || b.length === 0) return [];
  const changes = diffArrays(a as number[], b as number[], { maxEditLength: limit });
  if (changes === undefined) return null;
  const matches: Match[] = [];
  let i = 0;
  let j = 0;
  for (const change of changes) {
    if (change.removed) i += change.count;
    else if (change.added) j += change.count;
    else for (let step = 0; step < change.count; step += 1) matches.push([i++, j++]);
  }
  return matches;
}

/** The coarser comparison: anchors at words that occur once on both sides, then the same again within each stretch between them. */
function matchBetweenAnchors(a: readonly number[], b: readonly number[]): Match[] {
  const matches: Match[] = [];
  let workLeft = workBetweenAnchors;

  const matchStretch = (aFrom: number, aTo: number, bFrom: number, bTo: number, isWhole: boolean): void => {
    const aWords = a.slice(aFrom, aTo);
    const bWords = b.slice(bFrom, bTo);
    if (!isWhole) {
      const limit = Math.min(mostEditsBetweenAnchors, Math.floor(Math.sqrt(workLeft)));
      const script = limit > 0 ? shortestScript(aWords, bWords, limit) : null;
      const edits = script === null ? limit : aWords.length + bWords.length - 2 * script.length;
      workLeft = Math.max(0, workLeft - edits * edits - aWords.length - bWords.length);
      if (script !== null) {
        for (const [i, j] of script) matches.push([aFrom + i, bFrom + j]);
        return;
      }
    }
    const anchors = workLeft > 0 ? uniqueAnchors(aWords, bWords) : [];
    if (anchors.length === 0) return;
    let i = 0;
    let j = 0;
    for (const [nextI, nextJ] of anchors) {
      matchStretch(aFrom + i, aFrom + nextI, bFrom + j, bFrom + nextJ, false);
      matches.push([aFrom + nextI, bFrom + nextJ]);
      i = nextI + 1;
      j = nextJ + 1;
    }
    matchStretch(aFrom + i, aTo, bFrom + j, bTo, false);
  };

  matchStretch(0, a.length, 0, b.length, true);
  return matches;
}

function uniqueAnchors(a: readonly number[], b: readonly number[]): Match[] {
  const inA = singlePlaces(a);
  const inB = singlePlaces(b);
  const pairs: Match[] = [];
  a.forEach((word, i) => {
    const j = inB.get(word) ?? -1;
    if (j >= 0 && inA.get(word) === i) pairs.push([i, j]);
  });
  return longestIncreasing(pairs.map(([, j]) => j)).map((index) => pairs[index] as Match);
}

/** Where each word stands, or -1 for one that occurs more than once. */
function singlePlaces(words: readonly number[]): Map<number, number> {
  const places = new Map<number, number>();
  words.forEach((word, at) => {
    places.set(word, places.has(word) ? -1 : at);
  });
  return places;
}
