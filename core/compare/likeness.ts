import type { ComparedClause } from '../model/comparison.ts';
import { nextWord, tokenEnd } from './tokens.ts';

/**
 * How alike two clauses are, from the sets of their words.
 *
 * Each word weighs by how rare it is among the clauses at hand, so that two clauses that share only
 * the boilerplate (`shall`, `in accordance with`) are not alike, however much of them that is: a
 * clause on dividends must not pair with one on liquidation. Numbers count as one word, because a
 * renumbering or another amount makes no other clause. Order and repetition are left out: sets are
 * several times faster to compare, and what the words do inside a pair is found out later.
 *
 * Sets say little of a clause of three words. There the label, the level and the place decide:
 * `(a) fees;` that became `(a) costs;` between two unchanged items is an edit.
 */

/** What is kept of a clause for comparing it with others. */
export interface Profile {
  /** The distinct words as numbers, ascending. */
  readonly words: Int32Array;
  /** Sum of the words' weights; set when all profiles are known. */
  weight: number;
  /** The heading's distinct words, ascending; empty without a heading, or where the heading is all there is. */
  readonly heading: Int32Array;
  /** Whether the clause is a heading and no more. */
  readonly isHeading: boolean;
  readonly label: string | null;
  readonly level: number;
}

/** Clauses of at most this many distinct words are short: their words alone decide nothing. */
const shortWords = 4;

/** Added to a pair's likeness for what surrounds the words. */
const bonus = {
  sameHeading: 0.25,
  likeHeading: 0.1,
  sameLabel: 0.08,
  sameLabelOfShort: 0.4,
  otherLevel: -0.1,
} as const;

/** Under headings that share no word, the likeness of the words below which two clauses are not one. */
const leastUnderOtherHeading = 0.75;

/** The words of the clauses at hand, numbered, with how many clauses use each. */
export class Vocabulary {
  readonly #numbers = new Map<string, number>();
  readonly #folded = new Map<string, number>();
  /** By word: how many profiles have it, and the last one that did. */
  readonly #clauses: number[] = [];
  readonly #lastSeen: number[] = [];
  #profiles = 0;
  #weights = new Float64Array(0);

  /** Reads a clause. All clauses must be read before the first is weighed. */
  read(clause: ComparedClause): Profile {
    this.#profiles += 1;
    const words: number[] = [];
    const heading: number[] = [];
    const { text } = clause;
    const isHeading = clause.headingTo > 0 && text.slice(clause.headingTo).trim() === '';
    const headingTo = isHeading ? 0 : clause.headingTo;
    for (let at = nextWord(text, 0); at < text.length; ) {
      const to = tokenEnd(text, at);
      const word = this.#number(text.slice(at, to));
      if (this.#lastSeen[word] !== this.#profiles) {
        this.#lastSeen[word] = this.#profiles;
        this.#clauses[word] = (this.#clauses[word] ?? 0) + 1;
        words.push(word);
        if (at < headingTo) heading.push(word);
      }
      at = nextWord(text, to);
    }
    return {
      words: Int32Array.from(words).sort(),
      weight: 0,
      heading: Int32Array.from(heading).sort(),
      isHeading,
      label: clause.label,
      level: clause.level,
    };
  }

  /** Weighs the words by rarity; call it once, after the last clause was read. */
  weigh(profiles: Iterable<Profile>): void {
    // The constant keeps weights apart but close where there are few clauses to judge rarity by.
    const clauses = this.#profiles + 30;
    this.#weights = new Float64Array(this.size);
    for (let word = 0; word < this.size; word += 1) {
      this.#weights[word] = Math.log(1 + clauses / (this.#clauses[word] as number));
    }
    for (const profile of profiles) {
      const { words } = profile;
      let weight = 0;
      for (let index = 0; index < words.length; index += 1) weight += this.#weights[words[index] as number] as number;
      profile.weight = weight;
    }
  }

  weight(word: number): number {
    return this.#weights[word] as number;
  }

  /** How many of the clauses read have the word. */
  clausesWith(word: number): number {
    return this.#clauses[word] as number;
  }

  get size(): number {
    return this.#clauses.length;
  }

  /**
   * Likeness of two clauses' words, 0 to 1: mostly how much of both is shared, a little how much of the
   * smaller one is, so that a clause that was much extended is still known.
   */
  textLikeness(a: Profile, b: Profile): number {
    return likenessOf(this.#sharedWeight(a.words, b.words), a, b);
  }

  /** Likeness of two clauses with what headings, labels and levels add; about 0 to 1.4. */
  likeness(a: Profile, b: Profile): number {
    const shared = this.#sharedWeight(a.words, b.words);
    const ofText = likenessOf(shared, a, b);
    let score = ofText;
    if (a.heading.length > 0 && b.heading.length > 0) {
      const common = countShared(a.heading, b.heading);
      if (common === 0 && ofText < leastUnderOtherHeading) return 0;
      const isSame = common === a.heading.length && common === b.heading.length;
      if (common > 0) score += isSame ? bonus.sameHeading : bonus.likeHeading;
    }
    if (a.level !== b.level) score += bonus.otherLevel;
    if (a.label !== null && a.label === b.label) {
      const isShortOneKept = (isShort(a) || isShort(b)) && shared >= 0.4 * Math.min(a.weight, b.weight);
      score += isShortOneKept && shared > 0 && a.level === b.level ? bonus.sameLabelOfShort : bonus.sameLabel;
    }
    return score;
  }

  #sharedWeight(a: Int32Array, b: Int32Array): number {
    let shared = 0;
    let i = 0;
    let j = 0;
    while (i < a.length && j < b.length) {
      const left = a[i] as number;
      const right = b[j] as number;
      if (left === right) {
        shared += this.#weights[left] as number;
        i += 1;
        j += 1;
      } else if (left < right) i += 1;
      else j += 1;
    }
    return shared;
  }

  #number(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    const folded = fold(word);
    let number = this.#folded.get(folded);
    if (number === undefined) {
      number = this.#folded.size;
      this.#folded.set(folded, number);
    }
    this.#numbers.set(word, number);
    return number;
  }
}

function likenessOf(shared: number, a: Profile, b: Profile): number {
  if (shared === 0) return 0;
  const ofBoth = (2 * shared) / (a.weight + b.weight);
  if (isShort(a) || isShort(b)) return ofBoth;
  return 0.75 * ofBoth + (0.25 * shared) / Math.min(a.weight, b.weight);
}

/** Whether a clause has too few words for them to tell it from others. */
export function isShort(profile: Profile): boolean {
  return profile.words.length <= shortWords;
}

/** Case, accents (often missing in capitals), curled apostrophes and a plural's `s` make no other word; all numbers are one. */
function fold(word: string): string {
  if (/^\p{Nd}/u.test(word)) return '0';
  let folded = word.toLowerCase();
  if (/[^ -~]/.test(folded)) folded = folded.replaceAll('’', "'").normalize('NFD').replace(/\p{M}/gu, '');
  return folded.length > 3 && folded.endsWith('s') ? folded.slice(0, -1) : folded;
}

function countShared(a: Int32Array, b: Int32Array): number {
  let shared = 0;
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const left = a[i] as number;
    const right = b[j] as number;
    if (left === right) {
      shared += 1;
      i += 1;
      j += 1;
    } else if (left < right) i += 1;
    else j += 1;
  }
  return shared;
}
