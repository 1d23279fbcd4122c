import type { ComparedClause } from '../model/comparison.ts';

/** The clauses of both sides, with one number for each distinct text: equal numbers mean equal words. */
export interface Sides {
  readonly a: readonly ComparedClause[];
  readonly b: readonly ComparedClause[];
  readonly textOfA: Int32Array;
  readonly textOfB: Int32Array;
}

/** Numbers the texts of both sides, in one pass over each. */
export function numberTexts(a: readonly ComparedClause[], b: readonly ComparedClause[]): Sides {
  const numbers = new Map<string, number>();
  const numberOf = ({ text }: ComparedClause) => {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    const number = numbers.size;
    numbers.set(text, number);
    return number;
  };
  return { a, b, textOfA: Int32Array.from(a, numberOf), textOfB: Int32Array.from(b, numberOf) };
}

/** For each distinct text, by its number, how many clauses of a side have it. */
export function countTexts(texts: Int32Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}
