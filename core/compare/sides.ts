import type { ComparedClause } from '../model/comparison.ts';
import { TextNumbers } from './text-numbers.ts';

/** The clauses of both sides, with a number for each distinct text: equal numbers mean equal words. */
export interface Sides {
  readonly a: readonly ComparedClause[];
  readonly b: readonly ComparedClause[];
  /** By clause, the number of its text. */
  readonly textOfA: Int32Array;
  readonly textOfB: Int32Array;
  /** By the number of a text, how many clauses of the side have it. */
  readonly timesInA: Int32Array;
  readonly timesInB: Int32Array;
}

/** Numbers the texts of both sides from 0, in one pass over each. */
export function numberTexts(a: readonly ComparedClause[], b: readonly ComparedClause[]): Sides {
  const numbers = new TextNumbers();
  const textOfA = numberSide(a, numbers);
  const textOfB = numberSide(b, numbers);
  return {
    a,
    b,
    textOfA,
    textOfB,
    timesInA: countTexts(textOfA, numbers.size),
    timesInB: countTexts(textOfB, numbers.size),
  };
}

/** Whether the text occurs exactly once on both sides. */
export function isOnlyOne(sides: Sides, text: number): boolean {
  return sides.timesInA[text] === 1 && sides.timesInB[text] === 1;
}

function numberSide(clauses: readonly ComparedClause[], numbers: TextNumbers): Int32Array {
  const texts = new Int32Array(clauses.length);
  for (let index = 0; index < clauses.length; index += 1) {
    texts[index] = numbers.numberOf((clauses[index] as ComparedClause).text);
  }
  return texts;
}

function countTexts(texts: Int32Array, size: number): Int32Array {
  const times = new Int32Array(size);
  for (let index = 0; index < texts.length; index += 1) {
    const text = texts[index] as number;
    times[text] = (times[text] as number) + 1;
  }
  return times;
}
