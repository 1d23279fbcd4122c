import { describe, expect, test } from 'vitest';
import { alignClauses } from '../../../core/compare/align.ts';
import type { ComparedClause } from '../../../core/model/comparison.ts';
import { clause } from '../../support/contract-text.ts';

/** Rows in one line each: `edited 4.2 > 4.3`, `deleted 4.2`, `inserted 4.3`. */
function align(a: readonly ComparedClause[], b: readonly ComparedClause[]): string[] {
  return alignClauses(a, b).map((row) => {
    const before = row.a === null ? null : (a[row.a]?.label ?? `#${row.a}`);
    const after = row.b === null ? null : (b[row.b]?.label ?? `#${row.b}`);
    const flags = row.kind === 'edited' && row.renumbered ? ' renumbered' : '';
    return `${row.kind} ${before === null ? after : after === null ? before : `${before} > ${after}`}${flags}`;
  });
}

const headed = (label: string, heading: string, body: string) =>
  clause(label, `${heading}. ${body}`, { headingTo: heading.length + 1 });

const dividends = headed(
  '3.1',
  'Dividends',
  'The holders of Series A Preferred Stock shall be entitled to receive, out of any assets legally available, prior and in preference to any declaration or payment to the holders of Common Stock, dividends at the rate of eight per cent per annum.',
);
const liquidation = headed(
  '3.2',
  'Liquidation',
  'The holders of Series A Preferred Stock shall be entitled to receive, out of any assets legally available, prior and in preference to any distribution to the holders of Common Stock, an amount per share equal to the Original Issue Price.',
);
const sentences = {
  term: 'This Agreement begins on the Effective Date and continues for three years unless it is ended earlier.',
  notices: 'Notices are given in writing and take effect on the second Business Day after they were sent.',
  law: 'This Agreement is governed by the laws of the State of Delaware, its conflict rules excluded.',
  audit: 'The Customer may audit the records of the Vendor once in each year on thirty days\u2019 notice.',
} as const;

describe('what a lawyer expects of the pairs', () => {
  test('one word changed is an edit', () => {
    const b = clause('2.', sentences.notices.replace('second', 'third'));
    expect(
      align([clause('1.', sentences.term), clause('2.', sentences.notices)], [clause('1.', sentences.term), b]),
    ).toEqual(['same 1. > 1.', 'edited 2. > 2.']);
  });

  test('a clause put in renumbers the next and changes no other', () => {
    const a = [clause('1.', sentences.term), clause('2.', sentences.notices)];
    const b = [clause('1.', sentences.term), clause('2.', sentences.audit), clause('3.', sentences.notices)];
    expect(align(a, b)).toEqual(['same 1. > 1.', 'inserted 2.', 'renumbered 2. > 3.']);
    expect(align(b, a)).toEqual(['same 1. > 1.', 'deleted 2.', 'renumbered 3. > 2.']);
  });

  test('dividends do not become liquidation for the boilerplate they share', () => {
    const changed = headed('3.1', 'Dividends', dividends.text.slice('Dividends. '.length).replace('eight', 'six'));
    const a = [clause('2.', sentences.term), dividends, liquidation, clause('4.', sentences.law)];
    expect(
      align(a, [
        clause('2.', sentences.term),
        changed,
        { ...liquidation, text: liquidation.text.replace('Original', 'Adjusted') },
        clause('4.', sentences.law),
      ]),
    ).toEqual(['same 2. > 2.', 'edited 3.1 > 3.1', 'edited 3.2 > 3.2', 'same 4. > 4.']);
    // The first is struck out and the second edited: the second is still itself, under another number.
    const b = [
      clause('2.', sentences.term),
      { ...liquidation, label: '3.1', text: liquidation.text.replace('Original', 'Adjusted') },
      clause('4.', sentences.law),
    ];
    expect(align(a, b)).toEqual(['same 2. > 2.', 'deleted 3.1', 'edited 3.2 > 3.1 renumbered', 'same 4. > 4.']);
  });

  test('one struck out, another of the same make put in its place: not an edit', () => {
    const a = [clause('2.', sentences.term), dividends, clause('4.', sentences.law)];
    const b = [clause('2.', sentences.term), { ...liquidation, label: '3.1' }, clause('4.', sentences.law)];
    expect(align(a, b)).toEqual(['same 2. > 2.', 'deleted 3.1', 'inserted 3.1', 'same 4. > 4.']);
  });

  test('boilerplate pairs within its article, in order', () => {
    const survives = 'This Section survives termination or expiry of this Agreement.';
    const a = [
      clause('1.1', sentences.term),
      clause('1.2', survives),
      clause('2.1', sentences.notices),
      clause('2.2', survives),
      clause('3.1', sentences.law),
      clause('3.2', survives),
    ];
    const b = [
      clause('1.1', sentences.term),
      clause('2.1', sentences.notices),
      clause('2.2', survives),
      clause('3.1', sentences.law),
      clause('3.2', survives),
    ];
    expect(align(a, b)).toEqual([
      'same 1.1 > 1.1',
      'deleted 1.2',
      'same 2.1 > 2.1',
      'same 2.2 > 2.2',
      'same 3.1 > 3.1',
      'same 3.2 > 3.2',
    ]);
  });

  test('of three reserved numbers the one that is gone is gone', () => {
    const reserved = (...labels: string[]) => labels.map((label) => clause(label, 'Reserved.'));
    expect(align(reserved('4.1', '4.2', '4.3'), reserved('4.1', '4.3'))).toEqual([
      'same 4.1 > 4.1',
      'deleted 4.2',
      'same 4.3 > 4.3',
    ]);
  });

  test('a short item changed between two that did not is an edit', () => {
    const item = (label: string, text: string) => clause(label, text, { level: 1 });
    const a = [item('(a)', 'fees;'), item('(b)', 'costs;'), item('(c)', 'taxes.')];
    expect(align(a, [item('(a)', 'fees;'), item('(b)', 'expenses;'), item('(c)', 'taxes.')])).toEqual([
      'same (a) > (a)',
      'edited (b) > (b)',
      'same (c) > (c)',
    ]);
    expect(
      align(a, [item('(a)', 'fees;'), item('(b)', 'duties;'), item('(c)', 'costs;'), item('(d)', 'taxes.')]),
    ).toEqual(['same (a) > (a)', 'inserted (b)', 'renumbered (b) > (c)', 'renumbered (c) > (d)']);
  });

  test('a short item with words put in is still itself', () => {
    const item = (label: string, text: string) => clause(label, text, { level: 1 });
    expect(
      align(
        [item('(a)', 'fees;'), item('(b)', 'costs.')],
        [item('(a)', 'all reasonable and documented fees;'), item('(b)', 'costs.')],
      ),
    ).toEqual(['edited (a) > (a)', 'same (b) > (b)']);
  });

  test('a clause moved behind its neighbour has moved, and nothing else', () => {
    const a = [
      clause('1.', sentences.term),
      clause('2.', sentences.notices),
      clause('3.', sentences.law),
      clause('4.', sentences.audit),
    ];
    const b = [
      clause('1.', sentences.notices),
      clause('2.', sentences.law),
      clause('3.', sentences.audit),
      clause('4.', sentences.term),
    ];
    expect(align(a, b)).toEqual(['renumbered 2. > 1.', 'renumbered 3. > 2.', 'renumbered 4. > 3.', 'moved 1. > 4.']);
  });

  test('of two clauses that changed places the one with fewer words has moved', () => {
    const short = clause('1.', sentences.law);
    const longer = clause('2.', `${sentences.notices} ${sentences.term}`);
    const last = clause('3.', sentences.audit);
    expect(align([short, longer, last], [longer, short, last])).toEqual([
      'same 2. > 2.',
      'moved 1. > 1.',
      'same 3. > 3.',
    ]);
    expect(align([longer, short, last], [short, longer, last])).toEqual([
      'moved 1. > 1.',
      'same 2. > 2.',
      'same 3. > 3.',
    ]);
  });

  test('a heading and a short clause that changed places with one long clause have moved', () => {
    const heading = clause('1.', 'Notices', { headingTo: 7 });
    const notices = clause('1.1', sentences.notices);
    const long = clause('2.', `${sentences.term} ${sentences.law} ${sentences.audit}`);
    expect(align([heading, notices, long], [long, heading, notices])).toEqual([
      'same 2. > 2.',
      'moved 1. > 1.',
      'moved 1.1 > 1.1',
    ]);
  });

  test('moved and edited is moved', () => {
    const a = [
      clause('1.', sentences.audit),
      clause('2.', sentences.term),
      clause('3.', sentences.notices),
      clause('4.', sentences.law),
    ];
    const b = [
      clause('1.', sentences.term),
      clause('2.', sentences.notices),
      clause('3.', sentences.law),
      clause('4.', sentences.audit.replace('thirty', 'sixty')),
    ];
    expect(align(a, b)).toEqual(['renumbered 2. > 1.', 'renumbered 3. > 2.', 'renumbered 4. > 3.', 'moved 1. > 4.']);
  });

  test('a heading and its short items move with their clause', () => {
    const block = [
      clause('1.', 'Audit', { headingTo: 5 }),
      clause('1.1', sentences.audit, { level: 1 }),
      clause('(a)', 'books;', { level: 2 }),
      clause('(b)', 'systems.', { level: 2 }),
    ];
    const rest = [
      clause('2.', sentences.term),
      clause('3.', sentences.notices),
      clause('4.', sentences.law),
      clause('5.', dividends.text),
      clause('6.', liquidation.text),
    ];
    const kinds = alignClauses([...block, ...rest], [...rest, ...block]).map(({ kind }) => kind);
    expect(kinds).toEqual(['same', 'same', 'same', 'same', 'same', 'moved', 'moved', 'moved', 'moved']);
  });

  test('a clause split in two is edited into its larger part; the rest is put in', () => {
    const whole = clause('2.', `${sentences.audit} ${sentences.notices} ${dividends.text}`);
    const a = [clause('1.', sentences.term), whole, clause('3.', sentences.law)];
    const b = [
      clause('1.', sentences.term),
      clause('2.', sentences.audit),
      clause('3.', `${sentences.notices} ${dividends.text}`),
      clause('4.', sentences.law),
    ];
    expect(align(a, b)).toEqual(['same 1. > 1.', 'inserted 2.', 'edited 2. > 3. renumbered', 'renumbered 3. > 4.']);
  });

  test('the heading keeps a clause that was rewritten', () => {
    const a = [
      clause('1.', sentences.term),
      headed('2.', 'Confidentiality', 'Each party keeps secret what the other tells it.'),
      clause('3.', sentences.law),
    ];
    const b = [
      clause('1.', sentences.term),
      headed(
        '2.',
        'Confidentiality',
        'No party may disclose information received under this Agreement to anyone, except to advisers bound by professional secrecy.',
      ),
      clause('3.', sentences.law),
    ];
    expect(align(a, b)).toEqual(['same 1. > 1.', 'edited 2. > 2.', 'same 3. > 3.']);
  });

  test('French: an article put in, another edited, one struck out', () => {
    const objet = headed(
      'Article 1er',
      'Objet',
      'Les présentes conditions ont pour objet de définir les modalités de fourniture des services au Client.',
    );
    const prix = headed(
      'Article 2',
      'Prix',
      'Le prix est payable à trente (30) jours à compter de la réception de la facture.',
    );
    const duree = headed(
      'Article 3',
      'Durée',
      'Le contrat est conclu pour une durée de douze (12) mois, renouvelable par tacite reconduction.',
    );
    const droit = headed(
      'Article 4',
      'Droit applicable',
      'Le présent contrat est soumis au droit français ; tout litige relève des tribunaux de Paris.',
    );
    const donnees = headed(
      'Article 2',
      'Données personnelles',
      'Chaque partie respecte la réglementation applicable au traitement de données à caractère personnel.',
    );
    expect(
      align(
        [objet, prix, duree, droit],
        [
          objet,
          donnees,
          { ...prix, label: 'Article 3', text: prix.text.replace('trente (30)', 'soixante (60)') },
          { ...droit, label: 'Article 4' },
        ],
      ),
    ).toEqual([
      'same Article 1er > Article 1er',
      'inserted Article 2',
      'edited Article 2 > Article 3 renumbered',
      'deleted Article 3',
      'same Article 4 > Article 4',
    ]);
  });

  test('French: references that a renumbering shifts pair by their words', () => {
    const a = [
      clause('Article 4', 'Les pénalités prévues à l\u2019article 7.2 ne sont pas libératoires.'),
      clause('Article 5', 'Les pénalités prévues à l\u2019article 8.1 sont plafonnées à dix pour cent.'),
    ];
    const b = [
      clause('Article 5', 'Les pénalités prévues à l\u2019article 8.2 ne sont pas libératoires.'),
      clause('Article 6', 'Les pénalités prévues à l\u2019article 9.1 sont plafonnées à dix pour cent.'),
    ];
    expect(align(a, b)).toEqual(['edited Article 4 > Article 5 renumbered', 'edited Article 5 > Article 6 renumbered']);
  });

  test('nothing in common: all deleted, all inserted', () => {
    expect(
      align(
        [clause('1.', sentences.term)],
        [clause('1.', 'Scaffolding is erected by the Contractor and inspected each week.')],
      ),
    ).toEqual(['deleted 1.', 'inserted 1.']);
  });

  test('an empty side', () => {
    expect(align([], [clause('1.', 'a')])).toEqual(['inserted 1.']);
    expect(align([clause('1.', 'a')], [])).toEqual(['deleted 1.']);
    expect(align([], [])).toEqual([]);
  });
});
