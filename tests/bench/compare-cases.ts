import {
  editContract,
  type GeneratedClause,
  generateContract,
  renumberContract,
} from '../support/generate-contract.ts';

/** What can happen to a contract between two drafts, in known amounts. */
export const changes = {
  light: 'one edit in twenty clauses',
  heavy: 'a third of the clauses touched',
  renumbered: 'every clause renumbered, references with them',
  unrelated: 'two unrelated contracts',
} as const;
export type Change = keyof typeof changes;

export interface CompareCase {
  readonly pages: number;
  readonly change: Change;
}

const seed = 20_261_123;

/** Both sides of a case; the same for the same case, but never the same strings twice. */
export function makeCase({ pages, change }: CompareCase): { a: GeneratedClause[]; b: GeneratedClause[] } {
  const a = generateContract({ seed, pages });
  switch (change) {
    case 'light':
      return { a, b: editContract(a, { seed: seed + 1, touched: 1 / 20 }) };
    case 'heavy':
      return { a, b: editContract(a, { seed: seed + 2, touched: 1 / 3 }) };
    case 'renumbered':
      return { a, b: renumberContract(a) };
    default:
      return { a, b: generateContract({ seed: seed + 3, pages, subject: 'works' }) };
  }
}
