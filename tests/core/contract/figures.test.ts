import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listFigures } from '../../../core/contract/figures.ts';
import { readNumberWords } from '../../../core/contract/number-words.ts';
import type { ContractLanguage } from '../../../core/model/clause.ts';

/** `$5m = money 5000000 USD`, with `!` and the digits where words and digits disagree, and `?` for a doubtful date. */
function read(text: string, language: ContractLanguage): string[] {
  return listFigures(text, language).map(({ kind, value, unit, currency, from, to, digits, isDoubtful }) => {
    const said = [kind, value, unit ?? currency, digits === undefined ? null : `! ${digits}`, isDoubtful ? '?' : null];
    return `${text.slice(from, to)} = ${said.filter((part) => part !== null).join(' ')}`;
  });
}

describe('figures in English', () => {
  test.each<[string, string[]]>([
    ['USD 13 billion', ['USD 13 billion = money 13000000000 USD']],
    ['$1.5m', ['$1.5m = money 1500000 USD']],
    ['fees of US$ 10,000.50 a year', ['US$ 10,000.50 = money 10000.5 USD']],
    ['fifty thousand dollars ($50,000)', ['fifty thousand dollars ($50,000) = money 50000 USD']],
    ['Ten Million Dollars ($1,000,000.00)', ['Ten Million Dollars ($1,000,000.00) = money 10000000 USD ! 1000000']],
    ['£25,000 or €30,000', ['£25,000 = money 25000 GBP', '€30,000 = money 30000 EUR']],
    ['5 million euros', ['5 million euros = money 5000000 EUR']],
    ['thirty (30) days', ['thirty (30) days = duration 30 day']],
    ['thirty (60) days', ['thirty (60) days = duration 30 day ! 60']],
    ['30 (thirty) days', ['30 (thirty) days = duration 30 day']],
    ['thirty days (30)', ['thirty days (30) = duration 30 day']],
    ['one hundred and twenty (120) days', ['one hundred and twenty (120) days = duration 120 day']],
    ['five (5) Business Days', ['five (5) Business Days = duration 5 business-day']],
    ['a 30-day period', ['30-day = duration 30 day']],
    ['12 months', ['12 months = duration 12 month']],
    ['10 to 15 days', ['10 = duration 10 day', '15 days = duration 15 day']],
    ['three (3) to six (6) weeks', ['three (3) = duration 3 week', 'six (6) weeks = duration 6 week']],
    ['twelve percent (12%)', ['twelve percent (12%) = percentage 12']],
    ['1.5% per month', ['1.5% = percentage 1.5']],
    ['50 basis points', ['50 basis points = percentage 0.5']],
    ['two times the fees', ['two times = multiple 2']],
    ['1.5x the fees', ['1.5x = multiple 1.5']],
    ['three (3) times per year', ['three (3) = count 3']],
    ['three (3) copies', ['three (3) = count 3']],
    ['January 1, 2020', ['January 1, 2020 = date 2020-01-01']],
    ['1st day of May, 2021', ['1st day of May, 2021 = date 2021-05-01']],
    ['30 October 2009', ['30 October 2009 = date 2009-10-30']],
    ['in March 2026', ['March 2026 = date 2026-03']],
    ['2020-02-28', ['2020-02-28 = date 2020-02-28']],
    ['12/31/2020', ['12/31/2020 = date 2020-12-31']],
    ['04/05/2026', ['04/05/2026 = date 2026-04-05 ?']],
  ])('%s', (text, expected) => {
    expect(read(text, 'en')).toEqual(expected);
  });

  test.each([
    'Section 4.2',
    '2020-02-30',
    'version 1.2.2020.3',
    '12 U.S.C.',
    'one of the parties',
    'clause 5(a)',
    'No. 42',
  ])('none in %s', (text) => {
    expect(read(text, 'en')).toEqual([]);
  });
});

describe('figures in French', () => {
  test.each<[string, string[]]>([
    ['1 500 000 € HT', ['1 500 000 € = money 1500000 EUR']],
    ['14\u202f627\u202f854,68€', ['14\u202f627\u202f854,68€ = money 14627854.68 EUR']],
    ['328.575 euros', ['328.575 euros = money 328575 EUR']],
    ['EUR 1.500,75', ['EUR 1.500,75 = money 1500.75 EUR']],
    ['2,5 millions d’euros', ['2,5 millions d’euros = money 2500000 EUR']],
    ['dix mille euros (10 000 €)', ['dix mille euros (10 000 €) = money 10000 EUR']],
    ['trente (30) jours ouvrés', ['trente (30) jours ouvrés = duration 30 business-day']],
    ['trente (60) jours', ['trente (60) jours = duration 30 day ! 60']],
    ['dix (10) jours ouvrables', ['dix (10) jours ouvrables = duration 10 open-day']],
    ['quinze jours francs', ['quinze jours francs = duration 15 clear-day']],
    ['un (1) an', ['un (1) an = duration 1 year']],
    ['dix-huit mois', ['dix-huit mois = duration 18 month']],
    ['quatre-vingt-dix-neuf (99) ans', ['quatre-vingt-dix-neuf (99) ans = duration 99 year']],
    ['12,5 %', ['12,5 % = percentage 12.5']],
    ['dix pour cent (10 %)', ['dix pour cent (10 %) = percentage 10']],
    ['deux fois le prix', ['deux fois = multiple 2']],
    ['le 1er janvier 2020', ['1er janvier 2020 = date 2020-01-01']],
    ['31/12/2021', ['31/12/2021 = date 2021-12-31']],
    ['04/05/2026', ['04/05/2026 = date 2026-05-04 ?']],
  ])('%s', (text, expected) => {
    expect(read(text, 'fr')).toEqual(expected);
  });

  test.each(['paiement en 3 fois', 'une fois livré', 'article 12.3', 'un client'])('none in %s', (text) => {
    expect(read(text, 'fr')).toEqual([]);
  });
});

const seed = 20_261_124;
const ones =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = 'zero ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

/** As English writes it, the slow and obvious way. */
function inEnglish(value: number): string {
  if (value < 20) return ones[value] ?? '';
  if (value < 100)
    return value % 10 === 0 ? (tens[value / 10] ?? '') : `${tens[Math.floor(value / 10)]}-${ones[value % 10]}`;
  for (const [size, name] of [
    [1e9, 'billion'],
    [1e6, 'million'],
    [1e3, 'thousand'],
    [100, 'hundred'],
  ] as const) {
    if (value < size) continue;
    const rest = value % size;
    const head = `${inEnglish(Math.floor(value / size))} ${name}`;
    return rest === 0 ? head : `${head}${rest < 100 ? ' and' : ''} ${inEnglish(rest)}`;
  }
  return '';
}

const unités =
  'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf'.split(
    ' ',
  );
const dizaines = 'zéro dix vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt'.split(' ');

function inFrench(value: number): string {
  if (value < 20) return unités[value] ?? '';
  if (value < 100) {
    const ten = Math.floor(value / 10);
    const rest = value - (ten === 7 || ten === 9 ? ten - 1 : ten) * 10;
    if (rest === 0) return value === 80 ? 'quatre-vingts' : (dizaines[ten] ?? '');
    return `${dizaines[ten]}${(rest === 1 || rest === 11) && ten < 8 ? ' et ' : '-'}${unités[rest]}`;
  }
  if (value < 200) return value === 100 ? 'cent' : `cent ${inFrench(value - 100)}`;
  if (value < 1_000) {
    const rest = value % 100;
    return `${unités[Math.floor(value / 100)]} cent${rest === 0 ? 's' : ` ${inFrench(rest)}`}`;
  }
  for (const [size, name] of [
    [1e9, 'milliard'],
    [1e6, 'million'],
    [1e3, 'mille'],
  ] as const) {
    if (value < size) continue;
    const count = Math.floor(value / size);
    const head =
      size === 1e3
        ? count === 1
          ? 'mille'
          : `${inFrench(count)} mille`
        : `${inFrench(count)} ${name}${count > 1 ? 's' : ''}`;
    return value % size === 0 ? head : `${head} ${inFrench(value % size)}`;
  }
  return '';
}

describe('laws', () => {
  const value = fc.oneof(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 2_000_000_000 }));

  test('a number in words has its value, in both languages', () => {
    fc.assert(
      fc.property(value, (number) => {
        expect(readNumberWords(inEnglish(number)), inEnglish(number)).toBe(number);
        expect(readNumberWords(inFrench(number)), inFrench(number)).toBe(number);
      }),
      { numRuns: 2_000, seed },
    );
  });

  test('money and days said in words and in digits agree, and disagree when one is changed', () => {
    fc.assert(
      fc.property(value, fc.integer({ min: 1, max: 9 }), fc.boolean(), (number, change, isFrench) => {
        const language = isFrench ? 'fr' : 'en';
        const inWords = isFrench ? inFrench(number) : inEnglish(number);
        const group = isFrench ? '\u00a0' : ',';
        const digits = (n: number): string => String(n).replace(/\B(?=(?:\d{3})+$)/g, group);
        const days = isFrench ? 'jours' : 'days';
        const [same] = listFigures(`${inWords} (${digits(number)}) ${days}`, language);
        expect(same).toMatchObject({ kind: 'duration', value: number, unit: 'day' });
        expect(same?.digits).toBeUndefined();
        const [other] = listFigures(`${inWords} (${digits(number + change)}) ${days}`, language);
        expect(other).toMatchObject({ value: number, digits: number + change });
      }),
      { numRuns: 500, seed },
    );
  });

  test('figures lie in the text, in order, and do not overlap', () => {
    const piece = fc.constantFrom(
      ...[
        '30',
        'thirty',
        ' ',
        '(',
        ')',
        '(30)',
        '$',
        '€',
        ' days',
        ' jours',
        '%',
        ' percent',
        '1,000',
        '1 000',
        ',',
        '.',
        '-',
        ' to ',
        '5',
        'million',
        ' January ',
        '2020',
        '/',
        'x',
        ' times',
        'vingt',
        'cent',
        ' et ',
        'one',
        ' and ',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.constantFrom('en', 'fr', 'und'), (pieces, language) => {
        const text = pieces.join('');
        let end = 0;
        for (const { from, to, value: found } of listFigures(text, language as ContractLanguage)) {
          expect(from).toBeGreaterThanOrEqual(end);
          expect(to).toBeGreaterThan(from);
          expect(to).toBeLessThanOrEqual(text.length);
          expect(typeof found === 'string' || Number.isFinite(found)).toBe(true);
          end = to;
        }
      }),
      { numRuns: 1_000, seed },
    );
  });
});
