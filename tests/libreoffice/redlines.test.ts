import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findLibreOffice, type LibreOffice, openLibreOffice } from '../support/libreoffice.ts';
import { OfficeWitness } from '../support/office-opinion.ts';
import { makeLawfulRedline } from '../support/redline-laws.ts';
import { measureWords } from '../support/redline-words.ts';
import { type RedlineCase, randomCase, redlineCases } from './redline-cases.ts';

const hasOffice = findLibreOffice() !== null;
if (!hasOffice) console.log('Redlines in LibreOffice: skipped, there is none on the search path');

const seeds = Array.from({ length: 20 }, (_, index) => index + 1);

describe('a redline', () => {
  it.each([...redlineCases, ...seeds.map(randomCase)])('$name: keeps the laws', ({ a, b }) => {
    const { document } = makeLawfulRedline(a, b);
    const { changed, leastInPlace } = measureWords(document);
    expect(changed).toBe(leastInPlace);
  });
});

describe.skipIf(!hasOffice)('a redline in LibreOffice', () => {
  let office: LibreOffice;
  let witness: OfficeWitness;
  beforeAll(async () => {
    office = await openLibreOffice();
    witness = new OfficeWitness(office);
  });
  afterAll(async () => {
    await office?.close();
  });

  it.each(redlineCases)('$name: opened, counted, accepted, rejected', async (redlineCase) => {
    const { verdict, differences } = await judge(redlineCase);
    expect({ verdict, differences }).toEqual({ verdict: 'agrees', differences: [] });
  });

  it('is disagreed with when it is the redline of other documents', async () => {
    const [, first, second] = redlineCases as [RedlineCase, RedlineCase, RedlineCase];
    const { file } = makeLawfulRedline(first.a, first.b);
    const { verdict, differences } = await witness.judge(first.a, second.b, file, { pagesOfB: true });
    expect(verdict).toBe('disagrees');
    expect(differences).toEqual([expect.stringContaining('accepted is not B: block 1 of 2')]);
  });

  it.each(seeds)('random edits, seed %i', async (seed) => {
    const { verdict, differences, blindSpots } = await judge(randomCase(seed));
    expect(verdict, [...differences, ...blindSpots].join('\n')).not.toBe('disagrees');
  });

  async function judge({ a, b }: RedlineCase) {
    const { file } = makeLawfulRedline(a, b);
    return await witness.judge(a, b, file, { pagesOfB: true });
  }
});
