import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listDefinitions } from '../../../core/contract/definitions.ts';
import { keyOfTerm, listTerms, listUses } from '../../../core/contract/term-uses.ts';
import { clauseText } from '../../../core/model/clause.ts';
import { splitText } from './outline-text.ts';

const seed = 20_261_124;

/** The words of every use of a contract's terms, in order. */
function uses(...paragraphs: readonly string[]): string[] {
  const tree = splitText(paragraphs.join('\n\n'));
  return listUses(tree, listDefinitions(tree)).map(({ clause, from, to }) => {
    const node = tree.clauses[clause];
    return node === undefined ? '' : clauseText(node).slice(from, to);
  });
}

describe('uses of a term', () => {
  test('plural, possessive and shouted forms count; lower case and parts of words do not', () => {
    expect(
      uses(
        '1. “Party” means a side of this agreement, “Affiliate” its sister.',
        '2. The Parties and each Party’s affiliates act; PARTIES shout; a party or a Partygoer is none. An Affiliate’s duty.',
      ),
    ).toEqual(['Parties', 'Party', 'PARTIES']);
    expect(uses('1. “Affiliate” means its sister.', '2. The Affiliates and an Affiliate’s duty.')).toEqual([
      'Affiliates',
      'Affiliate',
    ]);
  });

  test('the longest term that begins at a place is used', () => {
    expect(
      uses(
        '1. “Data” means facts. “Customer Data” means facts of the customer.',
        '2. Customer Data and other Data, and the Customer’s Data.',
      ),
    ).toEqual(['Customer Data', 'Data', 'Data']);
  });

  test('an abbreviation keeps its capitals, and a term with a mark inside is found with it', () => {
    expect(uses('1. “IT” means machines. “R&D” means research.', '2. It is said of IT and of R&D.')).toEqual([
      'IT',
      'R&D',
    ]);
  });

  test('French plural and feminine, elisions, and endings in brackets', () => {
    expect(
      uses(
        '1. « Utilisateur » désigne toute personne. « Document(s) » désigne les écrits du Client pour la durée de ce contrat.',
        '2. Les Utilisatrices et l’Utilisateur reçoivent le Document et les Documents, ou le(s) Document(s), dans le cadre de la mission.',
      ),
    ).toEqual(['Utilisatrices', 'Utilisateur', 'Document', 'Documents', 'Document']);
  });

  test('what a word defines elsewhere in lower case does not make every such word a use', () => {
    expect(
      uses('1. “Notice” means a letter.', '2. A reference to a “notice” means a Notice; a notice may be short.'),
    ).toEqual(['Notice']);
  });

  test('forms of one term are one term', () => {
    const tree = splitText(
      '1. The Vendor and the Department (each a “Party” and together the “Parties”) agree. The Parties sign.',
    );
    const terms = listTerms(tree, listDefinitions(tree));
    expect(terms.map(({ term, definitions, uses: of }) => [term, definitions.length, of.length])).toEqual([
      ['Party', 2, 1],
    ]);
    expect(keyOfTerm('Parties', 'en')).toBe(keyOfTerm('Party', 'en'));
  });
});

describe('whatever the text is', () => {
  const words = ['Data', 'Customer', 'Day', 'Working', 'Policy', 'of', 'the', 'data', ',', '.', '\n', 'x'];
  const terms = [['Data'], ['Customer', 'Data'], ['Working', 'Day'], ['Policy', 'of', 'Data'], ['Day'], ['Policy']];

  /** The slow, obvious way: at each word try every term, the longest first; a mark between two words parts them. */
  function slowUses(chosen: readonly string[]): string[] {
    const found: string[] = [];
    for (let i = 0; i < chosen.length; ) {
      const fitting = terms.filter((term) => term.every((word, n) => chosen[i + n] === word));
      const longest = fitting.sort((a, b) => b.length - a.length)[0];
      if (longest !== undefined) found.push(longest.join(' '));
      i += longest?.length ?? 1;
    }
    return found;
  }

  test('the uses are those that trying every term at every word gives', () => {
    const definitions = `1. Definitions\n\n${terms.map((term) => `“${term.join(' ')}” means what the annex says.`).join('\n\n')}`;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 30 }), (chosen) => {
        // A line end parts no term, as it may stand where a line was wrapped.
        const body = chosen.filter((word) => word !== '\n');
        expect(uses(definitions, `2. They say ${body.join(' ')} and no more.`)).toEqual(slowUses(body));
      }),
      { seed, numRuns: 300 },
    );
  });
});
