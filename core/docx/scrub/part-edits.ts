import type { Splice } from '../splices.ts';

/** Characters `from` to `to`. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * The changes to one part's text, which come from several looks at it. What is removed takes along every change inside
 * it, so that each rule may go by its own business.
 */
export class PartEdits {
  readonly #splices: Splice[] = [];

  remove(from: number, to: number): void {
    this.#splices.push({ from, to, text: '' });
  }

  /** An insertion has `from` equal to `to`. */
  replace(from: number, to: number, text: string): void {
    this.#splices.push({ from, to, text });
  }

  /** The ranges removed so far, in order, without those inside others. */
  listRemoved(): readonly Range[] {
    return outermost(this.#splices.filter(({ from, to, text }) => text === '' && to > from));
  }

  /** The changes that count, in order. Throws `RangeError` when two overlap and neither contains the other. */
  listSplices(): readonly Splice[] {
    return outermost(this.#splices);
  }
}

function outermost<T extends Range>(ranges: readonly T[]): readonly T[] {
  // Where one begins, an insertion comes first and is not in it.
  const ordered = [...ranges].sort((a, b) => a.from - b.from || length(a) - length(b));
  const outer: T[] = [];
  let to = 0;
  for (const range of ordered) {
    if (range.from < to) {
      if (range.to > to) throw new RangeError(`changes overlap at ${range.from}`);
      continue;
    }
    outer.push(range);
    to = range.to;
  }
  return outer;
}

function length({ from, to }: Range): number {
  return from === to ? Number.NEGATIVE_INFINITY : from - to;
}

/** Tells whether a place lies in one of the ranges, for places in ascending order. */
export class RangeCursor {
  readonly #ranges: readonly Range[];
  #next = 0;

  constructor(ranges: readonly Range[]) {
    this.#ranges = ranges;
  }

  contains(at: number): boolean {
    while (this.#next < this.#ranges.length && (this.#ranges[this.#next] as Range).to <= at) this.#next++;
    const range = this.#ranges[this.#next];
    return range !== undefined && range.from <= at;
  }
}
