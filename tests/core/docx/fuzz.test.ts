import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { readDocx } from '../../../core/docx/read-docx.ts';
import type { RefusalCode } from '../../../core/docx/refusal.ts';
import { AppError } from '../../../core/error.ts';
import { nodePlatform } from '../../../engine/platform.ts';
import { isCorpusThere, listCorpus, sayWithoutCorpus } from '../../support/corpus.ts';
import { everythingDocx } from '../../support/everything-docx.ts';
import { generateContract } from '../../support/generate-contract.ts';
import { toDocx } from '../../support/generate-docx.ts';
import { type Mutant, type MutationSource, mutateDocx, mutationSource } from '../../support/mutate-docx.ts';
import { SeededRandom } from '../../support/seeded-random.ts';

/** PARLEY_FUZZ_SEED and PARLEY_FUZZ_COUNT run other ones, or one that failed again. */
const seed = Number(process.env.PARLEY_FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31));
const count = Number(process.env.PARLEY_FUZZ_COUNT ?? 1_000);

const codes: Readonly<Record<RefusalCode, true>> = {
  'not-a-docx': true,
  'legacy-doc': true,
  encrypted: true,
  damaged: true,
  'too-large': true,
  'no-text': true,
};

/** What becomes of a file: a code of refusal, or `read`. Throws when it is neither. */
function outcomeOf(bytes: Uint8Array): string {
  try {
    const { blocks } = readDocx({ name: 'offer.docx', bytes }, nodePlatform);
    expect(blocks.length).toBeGreaterThan(0);
    return 'read';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(Object.keys(codes)).toContain(error.code);
    expect(error.details).toEqual({ file: 'offer.docx', reason: expect.any(String) });
    expect(error.message).toMatch(/^offer\.docx /);
    expect(error.message.length).toBeLessThan(2_000);
    return error.code;
  }
}

/** Reads mutants of the files; returns how many ended how. */
function fuzz(sources: readonly MutationSource[]): ReadonlyMap<string, number> {
  const outcomes = new Map<string, number>();
  for (let index = 0; index < count; index++) {
    const random = new SeededRandom(seed + index);
    const source = random.pick(sources);
    let mutant: Mutant | null = null;
    try {
      mutant = mutateDocx(source, random);
      const outcome = outcomeOf(mutant.bytes);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    } catch (cause) {
      const what = `${source.name}: ${mutant?.how ?? 'not made'}`;
      throw new Error(`${what} (PARLEY_FUZZ_SEED=${seed + index} PARLEY_FUZZ_COUNT=1)`, { cause });
    }
  }
  return outcomes;
}

test('what is made wrong in our own documents is read or refused with a reason', () => {
  const files = [
    everythingDocx(),
    { ...everythingDocx({ strict: true }), name: 'strict.docx' },
    { name: 'plain.docx', bytes: toDocx(generateContract({ seed: 1, pages: 1 })) },
    { name: 'many.docx', bytes: toDocx(generateContract({ seed: 2, pages: 2 }), 'many') },
  ];
  for (const { bytes } of files) expect(outcomeOf(bytes)).toBe('read');
  const outcomes = fuzz(files.map(({ name, bytes }) => mutationSource(name, bytes)));
  expect([...outcomes.keys()]).toEqual(expect.arrayContaining(count < 500 ? [] : ['read', 'damaged', 'not-a-docx']));
});

sayWithoutCorpus('fuzz.test.ts leaves out the corpus');

test.skipIf(!isCorpusThere)('what is made wrong in documents of the corpus is read or refused with a reason', () => {
  const paths = listCorpus('').filter((path) => statSync(path).size < 100_000);
  const random = new SeededRandom(seed);
  const picked = Array.from({ length: 60 }, () => random.pick(paths));
  fuzz(picked.map((path) => mutationSource(basename(path), readFileSync(path))));
});
