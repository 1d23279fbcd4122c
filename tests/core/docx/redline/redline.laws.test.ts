import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openPackage } from '../../../../core/docx/package.ts';
import { verifyRedline } from '../../../../core/docx/redline/redline-docx.ts';
import { resolveRevisions } from '../../../../core/docx/revisions/resolve-revisions.ts';
import { readRedline } from '../../../../core/docx/tracked/read-redline.ts';
import type { SourceFile } from '../../../../core/model/source.ts';
import { listChanges } from '../../../../core/redline/list-changes.ts';
import { nodePlatform } from '../../../../engine/platform.ts';
import { docxFile, p } from '../../../support/docx.ts';
import { constructs, draftPair, editKinds, type RandomPair, randomPairs } from '../../../support/random-redline.ts';
import { makeLawfulRedline, redlineAuthor, settleOurs } from '../../../support/redline-laws.ts';
import { requireSoundRedline } from '../../../support/redline-shape.ts';
import { measureWords, type RedlineWords } from '../../../support/redline-words.ts';
import { requireSameMarkup } from '../../../support/same-markup.ts';

/** The same pairs every time; others with `PARLEY_SEED`, which is how new ones are looked for. */
const seed = Number(process.env.PARLEY_SEED ?? 20_261_123);

/** The words that we changed, against A with everything accepted that others left pending in it. */
function measureOurs(file: SourceFile): RedlineWords {
  const { bytes } = resolveRevisions(
    openPackage(file, nodePlatform),
    ({ author }) => (author === redlineAuthor ? 'keep' : 'accept'),
    nodePlatform,
  );
  return measureWords(readRedline({ name: file.name, bytes }, nodePlatform));
}

test('random drafts and random edits: every law holds, and no word is marked without need', () => {
  const total = { pairs: 0, revisions: 0, changed: 0, made: 0, leastInPlace: 0, leastAnywhere: 0 };
  fc.assert(
    fc.property(randomPairs, (pair) => {
      const { a, b, made, rewritten } = draftPair(pair);
      const { file, revisions } = makeLawfulRedline(a, b);
      const rejected = settleOurs(file, 'reject');
      requireSoundRedline(a, file, [settleOurs(file, 'accept'), rejected]);
      requireSameMarkup('rejecting our changes leaves those of others as they were', a, rejected);
      verifyRedline(file, a, b, nodePlatform);

      const { changed, leastInPlace, leastAnywhere } = measureOurs(file);
      expect(changed).toBeLessThanOrEqual(leastInPlace + rewritten);
      total.pairs++;
      total.revisions += revisions;
      total.changed += changed;
      total.made += made;
      total.leastInPlace += leastInPlace;
      total.leastAnywhere += leastAnywhere;
    }),
    { seed, numRuns: 500 },
  );
  expect(total.changed).toBeLessThanOrEqual(total.made);
  console.info('words changed by redlines of random edits:', JSON.stringify(total));
}, 600_000);

describe('one edit', () => {
  /** Drafts nobody else has touched, so that all changes are those of the one edit. */
  const oneEdit = (kinds: readonly (typeof editKinds)[number][]): fc.Arbitrary<RandomPair> =>
    fc.record({
      seed: fc.nat(1_000_000),
      size: fc.integer({ min: 2, max: 9 }),
      constructs: fc.subarray(constructs.filter((construct) => construct !== 'pending')),
      edits: fc.tuple(fc.record({ kind: fc.constantFrom(...kinds), where: fc.nat(10_000), what: fc.nat(10_000) })),
    });

  /** The kinds of the changes but those of formatting, and the words marked besides. */
  const told = (pair: RandomPair) => {
    const { a, b, made } = draftPair(pair);
    const { document } = makeLawfulRedline(a, b);
    const kinds = listChanges(document)
      .map(({ kind }) => kind)
      .filter((kind) => kind !== 'formatting');
    return { kinds, made, changed: measureWords(document).changed };
  };

  test('marks no more words than it changed', () => {
    fc.assert(
      fc.property(oneEdit(editKinds), (pair) => {
        const { made, changed } = told(pair);
        expect(changed).toBeLessThanOrEqual(made);
      }),
      { seed, numRuns: 200 },
    );
  });

  test.each(['split', 'join'] as const)('a %s is one change and marks no word', (kind) => {
    fc.assert(
      fc.property(oneEdit([kind]), (pair) => {
        const { kinds, changed } = told(pair);
        expect(changed).toBe(0);
        if (kinds.length > 0) expect(kinds).toEqual([kind]);
      }),
      { seed, numRuns: 40 },
    );
  });

  test('paragraphs that moved together are one move, and no word is marked for it', () => {
    const word = fc.nat(1_000_000).map((number) => `w${number}`);
    const clause = fc.array(word, { minLength: 6, maxLength: 20 }).map((words) => `${words.join(' ')}.`);
    const clauses = fc.uniqueArray(clause, { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(clauses, fc.nat(), fc.nat(), fc.integer({ min: 1, max: 3 }), (texts, fromSeed, toSeed, length) => {
        const from = fromSeed % texts.length;
        const moved = texts.slice(from, from + length);
        const rest = texts.filter((text) => !moved.includes(text));
        const to = toSeed % (rest.length + 1);
        const write = (all: readonly string[]) =>
          docxFile(`${all.map((text) => p(text)).join('')}${p('Signed by the parties.')}<w:sectPr/>`);
        const { document } = makeLawfulRedline(write(texts), write(rest.toSpliced(to, 0, ...moved)));
        const changes = listChanges(document);
        expect(changes.map(({ kind }) => kind)).toEqual(to === from || rest.length === 0 ? [] : ['move']);
        for (const { before, after } of changes) expect(before).toBe(after);
      }),
      { seed, numRuns: 60 },
    );
  });

  test('new looks, properties and lists mark no word, whatever is renumbered by them', () => {
    fc.assert(
      fc.property(oneEdit(['look', 'properties', 'list']), (pair) => {
        expect(told(pair)).toMatchObject({ kinds: [], changed: 0 });
      }),
      { seed, numRuns: 40 },
    );
  });
});
