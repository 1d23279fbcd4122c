/**
 * Increasing subsequences: which matches between two texts keep their order. All functions take
 * values in the order of side A that are places on side B, and return indexes into `values`.
 */

/** More than the entries that two contracts can have in common, so that a word outweighs them all. */
const perWord = 2 ** 20;

/**
 * The entries that stay where they are when the rest is said to have moved: those outside have the
 * fewest words possible and, of as many words, are the fewest. `values` are distinct; `wordsOf` tells
 * the words of an entry and is asked only where order is not kept. O(n log n).
 */
export function stayingRun(values: readonly number[], wordsOf: (index: number) => number): number[] {
  const unsettled = findUnsettled(values);
  if (unsettled.length === 0) return values.map((_, index) => index);
  // From behind, so that of two runs of the same weight the one that comes first in B stays.
  const last = values.length - 1;
  const greatest = values.reduce((most, value) => Math.max(most, value), 0);
  const weights = values.map(() => 1);
  for (const index of unsettled) weights[last - index] = 1 + perWord * wordsOf(index);
  const mirrored = values.map((_, index) => greatest - (values[last - index] as number));
  return heaviestIncreasing(mirrored, weights)
    .map((index) => last - index)
    .reverse();
}

/** The entries that stand before one that comes first on side B, or behind one that comes last there. */
function findUnsettled(values: readonly number[]): number[] {
  const leastBehind = new Float64Array(values.length + 1).fill(Infinity);
  for (let index = values.length - 1; index >= 0; index -= 1) {
    leastBehind[index] = Math.min(values[index] as number, leastBehind[index + 1] as number);
  }
  const unsettled: number[] = [];
  let mostBefore = -1;
  for (const [index, value] of values.entries()) {
    if (value < mostBefore || value > (leastBehind[index + 1] as number)) unsettled.push(index);
    mostBefore = Math.max(mostBefore, value);
  }
  return unsettled;
}

/** A longest strictly increasing subsequence, in O(n log n) (patience sorting). */
export function longestIncreasing(values: readonly number[]): number[] {
  const previous = new Int32Array(values.length);
  // ends[k]: index of the smallest value that ends an increasing subsequence of length k + 1.
  const ends: number[] = [];
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] as number;
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[ends[middle] as number] as number) < value) low = middle + 1;
      else high = middle;
    }
    previous[index] = low > 0 ? (ends[low - 1] as number) : -1;
    ends[low] = index;
  }
  return traceBack(previous, ends.length > 0 ? (ends[ends.length - 1] as number) : -1);
}

/**
 * The strictly increasing subsequence of the greatest total weight, in O(n log n). Weights are
 * positive. Entries that exclude each other (several candidates for the same place of side A) are
 * given in descending order of value, so that at most one of them is taken.
 */
export function heaviestIncreasing(values: readonly number[], weights: readonly number[]): number[] {
  const size = values.reduce((most, value) => Math.max(most, value), -1) + 1;
  // A Fenwick tree of prefix maxima: best[k] is the entry with the heaviest chain in its range of values.
  const best = new Int32Array(size + 1).fill(-1);
  const total = new Float64Array(values.length);
  const previous = new Int32Array(values.length).fill(-1);
  let last = -1;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] as number;
    let before = -1;
    for (let node = value; node > 0; node -= node & -node) {
      const entry = best[node] as number;
      if (entry >= 0 && (before < 0 || (total[entry] as number) > (total[before] as number))) before = entry;
    }
    previous[index] = before;
    total[index] = (weights[index] as number) + (before < 0 ? 0 : (total[before] as number));
    for (let node = value + 1; node <= size; node += node & -node) {
      const entry = best[node] as number;
      if (entry < 0 || (total[entry] as number) < (total[index] as number)) best[node] = index;
    }
    if (last < 0 || (total[index] as number) > (total[last] as number)) last = index;
  }
  return traceBack(previous, last);
}

function traceBack(previous: Int32Array, last: number): number[] {
  const chain: number[] = [];
  for (let index = last; index >= 0; index = previous[index] as number) chain.push(index);
  return chain.reverse();
}
