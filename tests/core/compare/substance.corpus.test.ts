import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readContract, toComparedClause } from '../../../cli/contract-file.ts';
import { compareClauses } from '../../../core/compare/compare.ts';
import { corpus, isCorpusThere, sayWithoutCorpus } from '../../support/corpus.ts';

/** Successive versions that a reader finds to differ in nothing but navigation, layout and characters that are not seen. */
const ofLayoutOnly = [
  ['ChatGPT__Commercial_Terms', 'r04.2026-05-18.md', 'r05.2026-05-18.md'],
  ['ChatGPT__Commercial_Terms', 'r06.2026-06-29.md', 'r07.2026-08-18.md'],
  ['Claude.ai__Acceptable_Use_Policy', 'r01.2025-11-11.md', 'r02.2026-08-14.md'],
  ['Claude.ai__Commercial_Terms', 'r01.2025-11-11.md', 'r02.2026-03-11.md'],
  ['Claude.ai__Data_Processor_Agreement', 'r06.2026-03-27.md', 'r07.2026-05-29.md'],
  ['Claude.ai__Data_Processor_Agreement', 'r07.2026-05-29.md', 'r08.2026-07-20.md'],
  ['Claude.ai__Law_Enforcement_Guidelines', 'r01.2026-03-17.md', 'r02.2026-08-14.md'],
] as const;
/** And some that differ in a word or two. */
const ofSubstance = [
  ['ChatGPT__Commercial_Terms', 'r03.2025-12-18.md', 'r04.2026-05-18.md'],
  ['ChatGPT__Acceptable_Use_Policy', 'r02.2025-11-24.md', 'r03.2025-12-05.md'],
  ['Claude.ai__Data_Processor_Agreement', 'r01.2025-11-11.md', 'r02.2026-01-26.md'],
] as const;

sayWithoutCorpus('substance.corpus.test.ts is skipped');

test
  .skipIf(!isCorpusThere)
  .each([
    ...ofLayoutOnly.map((pair) => [...pair, false] as const),
    ...ofSubstance.map((pair) => [...pair, true] as const),
  ])('%s, %s to %s: of substance %s', (contract, before, after, expected) => {
  const clauses = (file: string) =>
    readContract(join(corpus, 'ai-vendor-rounds', contract, file)).tree.clauses.map(toComparedClause);
  expect(compareClauses(clauses(before), clauses(after)).summary.substance).toBe(expected);
});
