import { diffArrays } from 'diff';
import { isSmall, type Pairing } from './pairing.ts';
import type { Sides } from './sides.ts';

/**
 * Equal clauses that repeat: `Reserved.` in forty places, a table's empty rows, a page of the same
 * boilerplate. None is unique, so none is an anchor, and in a small gap likeness and labels settle
 * them; but a gap can hold a hundred thousand. There a shortest edit script over whole clauses pairs
 * them in order, and where that is too long they pair from both ends of the gap inwards.
 */

const mostEdits = 400;

/** Pairs equal clauses, in order, within the gaps that are too large to compare each with each. */
export function pairEqualRuns(pairing: Pairing, sides: Sides): void {
  const { textOfA, textOfB } = sides;
  for (const gap of pairing.gaps()) {
    if (isSmall(gap)) continue;
    const a = pairing.freeA(gap.aFrom, gap.aTo);
    const b = pairing.freeB(gap.bFrom, gap.bTo);
    const inA = new Set(a.map((index) => textOfA[index] as number));
    const inB = new Set(b.map((index) => textOfB[index] as number));
    const sharedA = a.filter((index) => inB.has(textOfA[index] as number));
    const sharedB = b.filter((index) => inA.has(textOfB[index] as number));
    for (const [i, j] of equalRuns(sharedA, sharedB, sides)) pairing.chain(i, j);
  }
}

function equalRuns(
  a: readonly number[],
  b: readonly number[],
  { textOfA, textOfB }: Sides,
): (readonly [number, number])[] {
  const changes = diffArrays(
    a.map((index) => textOfA[index] as number),
    b.map((index) => textOfB[index] as number),
    { maxEditLength: mostEdits },
  );
  const pairs: (readonly [number, number])[] = [];
  if (changes === undefined) {
    let from = 0;
    const least = Math.min(a.length, b.length);
    const same = (i: number, j: number) => textOfA[a[i] as number] === textOfB[b[j] as number];
    for (; from < least && same(from, from); from += 1) pairs.push([a[from] as number, b[from] as number]);
    for (let back = 1; back <= least - from && same(a.length - back, b.length - back); back += 1) {
      pairs.push([a[a.length - back] as number, b[b.length - back] as number]);
    }
    return pairs;
  }
  let i = 0;
  let j = 0;
  for (const change of changes) {
    if (change.removed) i += change.count;
    else if (change.added) j += change.count;
    else for (let step = 0; step < change.count; step += 1) pairs.push([a[i++] as number, b[j++] as number]);
  }
  return pairs;
}
