import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listReferences } from '../../../core/contract/references.ts';
import { type ClauseTree, clauseText } from '../../../core/model/clause.ts';
import { splitText } from './outline-text.ts';

/** What each reference says and where it leads: `Section 4.2 → 4.2`, `Article 28 → external`. */
function read(tree: ClauseTree): string[] {
  return listReferences(tree).map(({ clause, from, to, target, kind, reason }) => {
    const node = tree.clauses[clause];
    const words = node === undefined ? '' : clauseText(node).slice(from, to);
    const where = target === null ? reason : tree.clauses[target]?.label;
    const note =
      kind === 'self' || kind === 'foregoing' ? ` (${kind})` : target !== null && reason ? ` (${reason})` : '';
    return `${words} → ${where}${note}`;
  });
}

const agreement = (words: string): string => `MASTER SERVICES AGREEMENT

1. Definitions

1.1 Terms. Terms in capitals are defined here.

2. Services

2.1 Orders. The Vendor performs the services that are ordered.

2.2 Acceptance. ${words}

(a) by notice; or

(b) by use of the results.

3. Fees

3.1 Rates. Rates are fixed.

3.2 Invoices. Invoices are monthly.

4. Limitation of Liability

4.1 Cap. The cap is the fees of one year.

Exhibit A – Rates

1. Hourly rates

1.1 A rate holds for a year.
`;

const readIn = (words: string): string[] => read(splitText(agreement(words)));

describe('references in English', () => {
  test.each<[string, string[]]>([
    ['Section 3.2 applies.', ['Section 3.2 → 3.2']],
    ['Section 2.2(b) applies.', ['Section 2.2(b) → (b)']],
    ['Section 2.2(c) applies.', ['Section 2.2(c) → 2.2 (part-missing)']],
    ['See Sections 3 and 4.', ['Sections 3 → 3', '4 → 4']],
    ['See clauses 2.1 to 3.2.', ['clauses 2.1 → 2.1', '3.2 → 3.2']],
    ['See Sections 1-3 inclusive.', ['Sections 1 → 1', '3 → 3']],
    ['See Sections 2.1 through and including 3.2.', ['Sections 2.1 → 2.1', '3.2 → 3.2']],
    ['See Section 2.2(a) or (b).', ['Section 2.2(a) → (a)', '(b) → (b)']],
    ['as set out in paragraph (b) below', ['paragraph (b) → (b)']],
    ['SECTION 3.1 SHALL APPLY.', ['SECTION 3.1 → 3.1']],
    ['Article IV applies.', ['Article IV → 4']],
    ['Section\u200e\u00a03.1 applies.', ['Section\u200e\u00a03.1 → 3.1']],
    ['as set out in Exhibit “A”', ['Exhibit “A” → Exhibit A']],
    ['as set out in Section 1.1 of Exhibit A', ['Section 1.1 → 1.1', 'Exhibit A → Exhibit A']],
    ['as set out in Exhibit B', ['Exhibit B → dead']],
    ['Section 7.3 applies.', ['Section 7.3 → dead']],
    ['under this Section 2.2', ['Section 2.2 → 2.2']],
    ['under this Section', ['this Section → 2.2 (self)']],
    ['Notwithstanding the foregoing, they apply.', ['the foregoing → 2.2 (foregoing)']],
    ['Section 4 (Limitation of Liability) applies.', ['Section 4 → 4']],
    ['Section 4 (Limitation of liability), 3 (Fees)', ['Section 4 → 4']],
    ['Sections 4 (Limitation of Liability), 3 (Fees) and 2', ['Sections 4 → 4', '3 → 3', '2 → 2']],
    ['Section 3 (Limitation of Liability) applies.', ['Section 3 → 3 (title-differs)']],
    ['Section 3 (the “Rates”) applies.', ['Section 3 → 3']],
    ['Error! Reference source not found. applies.', ['Error! Reference source not found → lost-field']],
  ])('%s', (words, expected) => {
    expect(readIn(words)).toEqual(expected);
  });

  test.each([
    ['Section 365 of the Bankruptcy Code'],
    ['Article 28 of the GDPR'],
    ['Article 28(3) of Regulation (EU) 2016/679'],
    ['Section 2 of the Master Lease Agreement'],
    ['Section 3 of the United Kingdom’s European Union (Withdrawal) Act 2018'],
    ['Section 3 of such other Agreement'],
    ['12 U.S.C. Section 1467'],
    ['17 C.F.R. § 240.24'],
    ['FAR Section 12.212'],
    ['Code Section 409A'],
    ['Rule 12b-1'],
  ])('%s is external', (words) => {
    const found = readIn(`As required by ${words}, they comply.`);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/→ external$/);
  });

  test('what the last of a list says holds for those before it', () => {
    expect(readIn('Annex I, Annex II and Annex III of the UK Addendum apply; Section 3 too.')).toEqual([
      'Annex I → external',
      'Annex II → external',
      'Annex III → external',
      'Section 3 → 3',
    ]);
  });

  test('a keyword that is only used for others stays theirs', () => {
    const words =
      'Clause 7 does not apply. In Clause 2 of the EEA SCCs, Clause 11 of the EEA SCCs and Clause 3 of the EEA SCCs an option holds, as in Section 3.';
    expect(readIn(words)).toEqual([
      'Clause 7 → external',
      'Clause 2 → external',
      'Clause 11 → external',
      'Clause 3 → external',
      'Section 3 → 3',
    ]);
  });

  test.each([
    'The parties depart in 5 days.',
    'The department has part 3 percent of it.',
    'Section headings are for convenience.',
    'The parties agree to articles of 5 kinds.',
    'Payment is due within thirty (30) days of clause headings.',
  ])('none in: %s', (words) => {
    expect(readIn(words)).toEqual([]);
  });

  test('what is counted after a reference is no second one', () => {
    expect(readIn('Under Section 3 and 5 business days later they pay.')).toEqual(['Section 3 → 3']);
    expect(readIn('Under Section 3.1, 30 days later they pay.')).toEqual(['Section 3.1 → 3.1']);
  });

  test('an amendment cites the agreement that it amends', () => {
    const text =
      'AMENDMENT No. 2\n\nThis Amendment amends the Agreement.\n\n1. Change\n\nSection 1 of the Agreement is replaced.\n';
    expect(read(splitText(text))).toEqual(['Section 1 → external']);
  });

  test('numbers under lettered sections', () => {
    const text =
      'TERMS OF SERVICE\n\nA. Content\n\n1. Ownership. Content stays yours.\n\n2. Licence. The licence of Section B.1 is enough.\n\nB. Privacy\n\n1. Notice. Section A.2 and this Section B apply.\n\n2. Use. Fair use.\n';
    expect(read(splitText(text))).toEqual(['Section B.1 → 1', 'Section A.2 → 2', 'Section B → B']);
  });
});

const contrat = (words: string): string => `CONTRAT DE SERVICES

Article 1er – Objet

Le présent contrat fixe les conditions des services du Prestataire.

Article 2 – Prix

2.1. Le prix est ferme.

2.2. ${words}

Article 3 – Durée

La durée est de deux ans.

ANNEXE B – Tarifs

Les tarifs sont révisés.
`;

describe('references in French', () => {
  test.each<[string, string[]]>([
    ['Sous réserve de l’article 2.1, il est dû.', ['article 2.1 → 2.1']],
    ['Conformément aux articles 1er et 3, il est dû.', ['articles 1er → Article 1er', '3 → Article 3']],
    ['Selon l’article premier, il est dû.', ['article premier → Article 1er']],
    ['Le présent article s’applique au Client.', ['présent article → Article 2 (self)']],
    ['Les tarifs sont à l’Annexe B des présentes.', ['Annexe B → ANNEXE B']],
    ['Les tarifs sont à l’Annexe C des présentes.', ['Annexe C → dead']],
    ['Selon l’article 3 du présent contrat, il est dû.', ['article 3 → Article 3']],
    ['Selon l’article 3 « Durée », il est dû.', ['article 3 → Article 3']],
    ['Selon l’article 3 (Confidentialité), il est dû.', ['article 3 → Article 3 (title-differs)']],
    ['Selon l’article 7, il est dû.', ['article 7 → dead']],
    ['Selon l’article L. 121-1 du code de la consommation.', ['article L. 121-1 → external']],
    ['Selon l’article L221-28, il est dû.', ['article L221-28 → external']],
    ['Selon l’article L. 1, il est dû.', ['article L. 1 → external']],
    ['Selon l’article 1641 du Code civil.', ['article 1641 → external']],
    ['Selon l’article 2, deuxième alinéa, de la loi du 6 juillet 1989.', ['article 2 → external']],
    ['Selon l’article 3 b) du Règlement européen.', ['article 3 → external']],
    [
      'Selon les articles L. 353-1 à L. 353-12 et L. 353-20 précités.',
      ['articles L. 353-1 → external', 'L. 353-12 → external', 'L. 353-20 → external'],
    ],
    [
      'Conforme soit à l’article 2, soit à l’article 3 du décret du 4 janvier 1955.',
      ['article 2 → external', 'article 3 → external'],
    ],
  ])('%s', (words, expected) => {
    expect(read(splitText(contrat(words)))).toEqual(expected);
  });
});

/** A failing run prints the seed with its counterexample. */
const seed = 20_261_124;

describe('laws', () => {
  const piece = fc.constantFrom(
    'Section ',
    'Sections ',
    '4.2',
    '(a)',
    '(b)',
    ', ',
    ' and ',
    ' to ',
    'Exhibit ',
    '"A"',
    'A',
    ' of the ',
    'GDPR',
    'Agreement',
    ' this ',
    'article ',
    'l’',
    'L. 121-1',
    '§',
    ' (Fees)',
    '\n',
    ' ',
    'III',
    '5',
    ' days',
    'the foregoing',
    '1er',
    ' et ',
    '°',
    '-',
    '–',
    'clause (',
  );

  test('references lie in their clause, in order, and do not overlap', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const tree = splitText(agreement(pieces.join('')));
        let clause = -1;
        let end = 0;
        for (const reference of listReferences(tree)) {
          const node = tree.clauses[reference.clause];
          expect(node).toBeDefined();
          if (node === undefined) continue;
          if (reference.clause !== clause) end = 0;
          expect(reference.clause).toBeGreaterThanOrEqual(clause);
          expect(reference.from).toBeGreaterThanOrEqual(end);
          expect(reference.numberFrom).toBeGreaterThanOrEqual(reference.from);
          expect(reference.to).toBeGreaterThan(reference.from);
          expect(reference.to).toBeLessThanOrEqual(clauseText(node).length);
          expect(reference.target === null).toBe(
            reference.reason === 'dead' || reference.reason === 'external' || reference.reason === 'lost-field',
          );
          clause = reference.clause;
          end = reference.to;
        }
      }),
      { numRuns: 200, seed },
    );
  });

  test('every clause of a contract is found under the number that it shows', () => {
    const shape = fc.array(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 5 }), {
      minLength: 2,
      maxLength: 6,
    });
    fc.assert(
      fc.property(shape, fc.nat(), (sections, seed) => {
        const numbers: string[] = [];
        const lines = ['SUPPLY AGREEMENT', ''];
        for (const [s, clauses] of sections.entries()) {
          lines.push(`${s + 1}. Heading ${'abcdef'[s]}`, '');
          for (const [c, items] of clauses.entries()) {
            numbers.push(`${s + 1}.${c + 1}`);
            lines.push(`${s + 1}.${c + 1} The Vendor supplies goods:`, '');
            for (let i = 0; i < items; i += 1) {
              const letter = 'abcd'[i] ?? '';
              numbers.push(`${s + 1}.${c + 1}(${letter})`);
              lines.push(`(${letter}) goods of this kind;`, '');
            }
          }
        }
        const cited = numbers[seed % numbers.length] ?? '';
        lines.push(`${sections.length + 1}. Last`, '', `Section ${cited} holds.`, '');
        const tree = splitText(lines.join('\n'));
        const [reference] = listReferences(tree);
        expect(reference?.reason).toBeUndefined();
        const target = tree.clauses[reference?.target ?? -1];
        const item = /\(.\)$/.exec(cited)?.[0];
        expect(target?.label).toBe(item ?? cited);
        const above = target?.parent === null || target?.parent === undefined ? undefined : tree.clauses[target.parent];
        if (item !== undefined) expect(above?.label).toBe(cited.slice(0, -item.length));
      }),
      { numRuns: 60, seed },
    );
  });
});
