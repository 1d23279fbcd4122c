import type { ComparedClause } from '../model/comparison.ts';
import { stayingRun } from './increasing.ts';
import type { Sides } from './sides.ts';
import { countSpacedWords } from './tokens.ts';

/** Clauses of both sides between two neighbouring pairs of the chain, half-open; some of them may be paired as moved. */
export interface Gap {
  readonly aFrom: number;
  readonly aTo: number;
  readonly bFrom: number;
  readonly bTo: number;
}

/** A clause of A and its counterpart in B, by their indexes. */
export type Pair = readonly [a: number, b: number];

/** Gaps of at most this many cells, clauses of A times clauses of B, are searched cell by cell. */
const smallGapCells = 4_096;

/** Whether each clause of the gap may be compared with each. */
export function isSmall(gap: Gap): boolean {
  return (gap.aTo - gap.aFrom) * (gap.bTo - gap.bFrom) <= smallGapCells;
}

/**
 * The pairs found so far. Each pass adds to it and takes nothing back. Pairs that keep their order
 * among each other form the chain; its gaps are where the next pass looks. The others are moves.
 */
export class Pairing {
  readonly aCount: number;
  readonly bCount: number;
  readonly #bOf: Int32Array;
  readonly #aOf: Int32Array;
  readonly #inChain: Uint8Array;
  readonly #sides: Sides;
  /** By the number of a text; -1 where they were not counted. */
  readonly #wordsOfText: Int32Array;

  constructor(sides: Sides) {
    const aCount = sides.a.length;
    const bCount = sides.b.length;
    this.aCount = aCount;
    this.bCount = bCount;
    this.#sides = sides;
    this.#wordsOfText = new Int32Array(sides.timesInA.length).fill(-1);
    this.#bOf = new Int32Array(aCount).fill(-1);
    this.#aOf = new Int32Array(bCount).fill(-1);
    this.#inChain = new Uint8Array(aCount);
  }

  /** The counterpart of a clause, or -1. */
  bOf(a: number): number {
    return this.#bOf[a] ?? -1;
  }

  aOf(b: number): number {
    return this.#aOf[b] ?? -1;
  }

  /** Whether both clauses exist and neither has a counterpart. */
  areFree(a: number, b: number): boolean {
    return this.#bOf[a] === -1 && this.#aOf[b] === -1;
  }

  /** Adds a pair in a gap; the caller sees to it that the chain stays in order. */
  chain(a: number, b: number): void {
    this.move(a, b);
    this.#inChain[a] = 1;
  }

  /** Adds a pair whose order is not known to be kept. */
  move(a: number, b: number): void {
    this.#bOf[a] = b;
    this.#aOf[b] = a;
  }

  isMove(a: number): boolean {
    return this.bOf(a) >= 0 && this.#inChain[a] === 0;
  }

  isInChain(a: number): boolean {
    return this.#inChain[a] === 1;
  }

  /** The clauses of A without counterpart, ascending. */
  freeA(from = 0, to = this.aCount): number[] {
    return freeIn(this.#bOf, from, to);
  }

  /** The same of B. */
  freeB(from = 0, to = this.bCount): number[] {
    return freeIn(this.#aOf, from, to);
  }

  /** The gaps of the chain that have clauses without counterpart on both sides. */
  gaps(): Gap[] {
    const gaps: Gap[] = [];
    let aFrom = 0;
    let bFrom = 0;
    for (let a = 0; a <= this.aCount; a += 1) {
      if (a < this.aCount && this.#inChain[a] === 0) continue;
      const bTo = a < this.aCount ? this.bOf(a) : this.bCount;
      if (this.#hasFree(this.#bOf, aFrom, a) && this.#hasFree(this.#aOf, bFrom, bTo)) {
        gaps.push({ aFrom, aTo: a, bFrom, bTo });
      }
      aFrom = a + 1;
      bFrom = bTo + 1;
    }
    return gaps;
  }

  /**
   * Takes over pairs of free clauses, in A's order: the run of them that fits the chain and has the most words joins it.
   * Returns those left over, which contradict it.
   */
  chainMost(pairs: readonly Pair[]): Pair[] {
    if (pairs.length === 0) return [];
    const [gapOfA, gapOfB] = this.#gapNumbers();
    const fitting = pairs.filter(([a, b]) => gapOfA[a] === gapOfB[b]);
    for (const index of this.#stayingOf(fitting)) {
      const [a, b] = fitting[index] as Pair;
      this.chain(a, b);
    }
    return pairs.filter(([a]) => this.#inChain[a] === 0);
  }

  /** Lets the neighbours of a moved clause, on both sides of it, move with it as long as they belong together. */
  extendMoves(belong: (a: number, b: number) => boolean): void {
    for (let a = 0; a < this.aCount; a += 1) {
      if (!this.isMove(a)) continue;
      for (const step of [1, -1]) {
        let i = a + step;
        let j = this.bOf(a) + step;
        while (this.areFree(i, j) && belong(i, j)) {
          this.move(i, j);
          i += step;
          j += step;
        }
      }
    }
  }

  /** For each clause of A, whether it stands elsewhere in B: whether it is outside the run of pairs in order with the most words. */
  movedOfA(): Uint8Array {
    const paired: Pair[] = [];
    for (let a = 0; a < this.aCount; a += 1) if (this.bOf(a) >= 0) paired.push([a, this.bOf(a)]);
    const moved = new Uint8Array(this.aCount);
    for (const [a] of paired) moved[a] = 1;
    for (const index of this.#stayingOf(paired)) moved[(paired[index] as Pair)[0]] = 0;
    return moved;
  }

  #stayingOf(pairs: readonly Pair[]): number[] {
    const { a, b, textOfA, textOfB } = this.#sides;
    return stayingRun(
      pairs.map(([, j]) => j),
      (index) => {
        const [i, j] = pairs[index] as Pair;
        return this.#countWords(textOfA[i] as number, a[i]) + this.#countWords(textOfB[j] as number, b[j]);
      },
    );
  }

  /** Each text is counted once. */
  #countWords(text: number, clause: ComparedClause | undefined): number {
    const known = this.#wordsOfText[text] as number;
    if (known >= 0) return known;
    const words = countSpacedWords(clause?.text ?? '');
    this.#wordsOfText[text] = words;
    return words;
  }

  #gapNumbers(): [Int32Array, Int32Array] {
    const ofA = new Int32Array(this.aCount);
    const ofB = new Int32Array(this.bCount);
    let gap = 0;
    for (let a = 0; a < this.aCount; a += 1) {
      if (this.#inChain[a] === 1) gap += 1;
      ofA[a] = gap;
    }
    gap = 0;
    for (let b = 0; b < this.bCount; b += 1) {
      const a = this.aOf(b);
      if (a >= 0 && this.#inChain[a] === 1) gap += 1;
      ofB[b] = gap;
    }
    return [ofA, ofB];
  }

  #hasFree(counterparts: Int32Array, from: number, to: number): boolean {
    for (let index = from; index < to; index += 1) if (counterparts[index] === -1) return true;
    return false;
  }
}

function freeIn(counterparts: Int32Array, from: number, to: number): number[] {
  const free: number[] = [];
  for (let index = from; index < to; index += 1) if (counterparts[index] === -1) free.push(index);
  return free;
}
