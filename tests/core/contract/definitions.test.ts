import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Definition, listDefinitions } from '../../../core/contract/definitions.ts';
import { type ClauseTree, clauseText } from '../../../core/model/clause.ts';
import type { Run } from '../../../core/model/content.ts';
import { splitParagraphs, splitText } from './outline-text.ts';

/** A failing run prints the seed with its counterexample. */
const seed = 20_261_124;

/** `term (form)` for every definition of paragraphs that follow a first article. */
function defined(...paragraphs: readonly string[]): string[] {
  return listDefinitions(splitText(paragraphs.join('\n\n'))).map(({ term, form }) => `${term} (${form})`);
}

function meanings(...paragraphs: readonly string[]): Record<string, string> {
  const tree = splitText(paragraphs.join('\n\n'));
  return Object.fromEntries(listDefinitions(tree).map((found) => [found.term, meaningIn(tree, found)]));
}

function meaningIn(tree: ClauseTree, { clause, meaningFrom, meaningTo }: Definition): string {
  const node = tree.clauses[clause];
  return node === undefined ? '' : clauseText(node).slice(meaningFrom, meaningTo);
}

function bold(text: string): Run {
  return { text, marks: ['bold'] };
}

describe('by a verb', () => {
  test.each([
    ['1. “Fees” means the sums due under clause 4.', ['Fees (means)']],
    ['1. "Fees" shall mean the sums due.', ['Fees (means)']],
    ['1. The term “Personal Data” has the meaning given in the Act.', ['Personal Data (means)']],
    ['1. “Group” refers to the Vendor and its affiliates.', ['Group (means)']],
    ['1. “Affiliate”, as used in this Agreement, means any company under common control.', ['Affiliate (means)']],
    ['1. “Processing” or “Process” means any operation on data.', ['Processing (means)', 'Process (means)']],
    [
      '1. The terms “draft,” “text” and “version” shall mean what is exchanged.',
      ['draft (means)', 'text (means)', 'version (means)'],
    ],
    ['1. An affiliate is a company under control, where “control” means half of the votes.', ['control (means)']],
    ['1. « Livrable » désigne tout résultat des Prestations.', ['Livrable (means)']],
    ['1. Le terme « Site » signifie le site du Prestataire.', ['Site (means)']],
    ['1. « Jour » s’entend d’un jour ouvré.', ['Jour (means)']],
    ['1. On entend par « Incident » toute interruption du service.', ['Incident (means)']],
    [
      '1. For the purposes of this clause, a Change of Control shall be deemed to have occurred when it is sold.',
      ['Change of Control (means)'],
    ],
    [
      '1. The “Agreement” refers, collectively, to all the terms. An “Account” represents a person.',
      ['Agreement (means)', 'Account (means)'],
    ],
    ['1. We refer to the models and their output as the “Content”.', ['Content (means)']],
    ['1. Change of Control means a sale of most of the shares.', ['Change of Control (means)']],
  ])('%s', (text, expected) => {
    expect(defined(text)).toEqual(expected);
  });

  test.each([
    ['1. The Vendor may not speak of “best in class” services.'],
    ['1. The section entitled “Acceptance” applies to every delivery.'],
    ['1. Rights of authors are generally called “moral rights” in other laws.'],
    ['1. This means that the Vendor pays.'],
    ['1. The Vendor shall use all means to that end.'],
    ['1. Le bouton « Payer » figure sur une page appelée « Panier ».'],
    ['1. Any reference to “party” (as defined in the Act) is to be read with care.'],
  ])('quoting is no defining: %s', (text) => {
    expect(defined(text)).toEqual([]);
  });
});

describe('by a name', () => {
  test.each([
    ['1. The Vendor runs the models in its own system (the “Platform”).', ['Platform (parenthesis)']],
    ['1. The Vendor keeps what it had (collectively, the "Background IP").', ['Background IP (parenthesis)']],
    ['1. Each officer (each, an “Indemnified Party”) is held harmless.', ['Indemnified Party (parenthesis)']],
    [
      '1. The Vendor and the Department (each a “Party” and together the “Parties”) agree.',
      ['Party (parenthesis)', 'Parties (parenthesis)'],
    ],
    [
      '1. The manuals, as amended from time to time (together with all updates, the “Documentation”), are licensed.',
      ['Documentation (parenthesis)'],
    ],
    ['1. The Vendor issues new classes of shares (the Shares) every year.', ['Shares (parenthesis)']],
    ['1. The model trainer (hereinafter referred to as the “Trainer”) reports.', ['Trainer (hereinafter)']],
    ['1. The model trainer, hereinafter called TRAINER, reports.', ['TRAINER (hereinafter)']],
    ['1. Those devices are collectively referred to as the “Hardware”.', ['Hardware (means)']],
    ['1. Le Fournisseur édite un service (ci-après le « Service »).', ['Service (hereinafter)']],
    ['1. Le fournisseur des modèles, ci-après dénommé « le Fournisseur », livre.', ['Fournisseur (hereinafter)']],
    ['1. Le propriétaire dénommé (e) ci-après, le bailleur, loue.', ['bailleur (hereinafter)']],
    ['1. Les documents créés (les « Documents ») sont livrés.', ['Documents (parenthesis)']],
    ['1. Une garantie commerciale, dite « Garantie Fabricant », s’ajoute.', ['Garantie Fabricant (means)']],
  ])('%s', (text, expected) => {
    expect(defined(text)).toEqual(expected);
  });

  test.each([
    ['1. The notice goes to the address above (see “Notices” below).'],
    ['1. The Vendor adds a mark (e.g. “P” or “S”) to each box.'],
    ['1. The Vendor delivers in the capital (the city of the Department).'],
  ])('a bracket may do other things: %s', (text) => {
    expect(defined(text)).toEqual([]);
  });
});

describe('by their place', () => {
  test('the entries of a definitions article, quoted, bold or before a colon', () => {
    expect(defined('1. Definitions', '“Fees”: the sums due.', 'Mission: a use described in Annex B.')).toEqual([
      'Fees (list)',
      'Mission (list)',
    ]);
    expect(
      defined('1. Definitions. As used in this clause—', 'Adequate security means measures that fit the risk.'),
    ).toEqual(['Adequate security (list)']);
    const tree = splitParagraphs(
      { runs: [{ text: '1. Définitions' }] },
      { runs: [bold('Livrable'), { text: ' tout résultat remis au Client.' }] },
      { runs: [bold('Ordre des annexes.'), { text: ' L’annexe A prévaut.' }] },
    );
    expect(listDefinitions(tree).map(({ term }) => term)).toEqual(['Livrable']);
  });

  test('numbered entries with a heading each, whether they stand under the article or beside it', () => {
    const entries = [
      'Affiliate. Any company under common control.',
      'Error. A failure of the Models to answer at all.',
      'Mission. A use that Annex B describes.',
    ];
    expect(defined('1. Definitions', ...entries.map((entry, i) => `1.${i + 1} ${entry}`))).toEqual([
      'Affiliate (heading)',
      'Error (heading)',
      'Mission (heading)',
    ]);
    expect(
      defined('1.0 DEFINITIONS', '1.1 Affiliate - a company under common control.', '1.2 Error - a failure to answer.'),
    ).toEqual(['Affiliate (list)', 'Error (list)']);
  });

  test('a table that says so in its first row', () => {
    const tree = splitText(
      '# Contract\n\n## 1. Words\n\n| Term | Meaning |\n| --- | --- |\n| Fees | The sums due under this contract. |\n',
      'contract.md',
    );
    expect(listDefinitions(tree).map(({ term, form }) => `${term} (${form})`)).toEqual(['Fees (table)']);
  });

  test('the items of an entry define nothing', () => {
    expect(
      defined('1. Definitions', '1.1 “Loss” means:', '(a) Damage: of any kind; and', '(b) Cost: of any kind.'),
    ).toEqual(['Loss (means)']);
  });
});

describe('the meaning', () => {
  test('follows the verb up to the end of the sentence, and a bracket names what stands before it', () => {
    expect(
      meanings(
        '1. “Fees” means the sums due. They are net of tax. “Day” means a working day.',
        '2. It is long. The Vendor runs a system (the “Platform”).',
      ),
    ).toEqual({
      Fees: 'means the sums due. They are net of tax.',
      Day: 'means a working day.',
      Platform: 'The Vendor runs a system',
    });
  });
});

describe('whatever the text is', () => {
  const pieces = [
    '“',
    '”',
    '"',
    '«',
    '»',
    '‘',
    '’',
    '(',
    ')',
    'the ',
    'le ',
    'Vendor',
    'Fees',
    ' means ',
    ' shall mean ',
    ' désigne ',
    'hereinafter ',
    'ci-après ',
    'referred to as ',
    ', ',
    '. ',
    '\n\n',
    '1. Definitions\n\n',
    '2. ',
    ': ',
    ' or ',
    'each a ',
    'collectively, ',
    'l’',
    '{{name}}',
    '(s)',
    '🙂',
    'é',
  ];
  test('a definition is the words at its place, and its meaning lies in the clause', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), (chosen) => {
        const tree = splitText(`Contract\n\n1. ${chosen.join('')}x`);
        let last = { clause: -1, to: 0 };
        for (const { clause, from, to, term, meaningFrom, meaningTo } of listDefinitions(tree)) {
          const node = tree.clauses[clause];
          const text = node === undefined ? '' : clauseText(node);
          expect(text.slice(from, to)).toBe(term);
          expect(term).toMatch(/\p{L}/u);
          expect(term).toBe(term.trim());
          expect(clause > last.clause || from >= last.to).toBe(true);
          expect([0 <= meaningFrom, meaningFrom <= meaningTo, meaningTo <= text.length]).toEqual([true, true, true]);
          last = { clause, to };
        }
      }),
      { seed, numRuns: 300 },
    );
  });

  const terms = ['Fees', 'Customer Data', 'Working Day', 'Use Policy', 'Cloud Provider'];
  const ways: readonly ((term: string) => string)[] = [
    (term) => `“${term}” means what the annex says of it.`,
    (term) => `The Vendor keeps a record of it (the “${term}”).`,
    (term) => `For the Department, "${term}" shall have the meaning given in the annex.`,
    (term) => `The said thing, hereinafter referred to as “${term}”, is kept.`,
    (term) => `Those things (collectively, the "${term}") are kept.`,
  ];
  const others = [
    'The Vendor shall answer “promptly” to any request.',
    'The Department pays within thirty days (and no later).',
    'See the clause entitled “Notices”.',
  ];
  test('each definition is found where it was put, among sentences that define nothing', () => {
    const sentence = fc.oneof(
      fc.record({ term: fc.constantFrom(...terms), way: fc.nat(ways.length - 1) }),
      fc.record({ other: fc.constantFrom(...others) }),
    );
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 1, maxLength: 12 }), (sentences) => {
        const paragraphs = sentences.map((item, i) =>
          'other' in item ? `${i + 1}. ${item.other}` : `${i + 1}. ${ways[item.way]?.(item.term)}`,
        );
        const expected = sentences.flatMap((item) => ('other' in item ? [] : [item.term]));
        const found = listDefinitions(splitText(paragraphs.join('\n\n')));
        expect(found.map(({ term }) => term)).toEqual(expected);
      }),
      { seed, numRuns: 100 },
    );
  });
});
