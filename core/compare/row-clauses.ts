import type { AlignedRow } from '../model/comparison.ts';

/** The clauses of each side that a row speaks of, in order. */
export function clausesOfRow({ kind, a, b, parts }: AlignedRow): { a: readonly number[]; b: readonly number[] } {
  return {
    a: kind === 'merged' ? parts : a === null ? [] : [a],
    b: kind === 'split' ? parts : b === null ? [] : [b],
  };
}

/** The words of several clauses as one text, as a row of a split or a merge compares them. */
export function joinedText(clauses: readonly { readonly text: string }[]): string {
  return clauses.map(({ text }) => text).join('\n');
}
