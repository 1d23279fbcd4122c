import { expect, test } from 'vitest';
import { checkContract } from '../../../core/contract/check-contract.ts';
import { parseVagueWords } from '../../../core/contract/vague-words.ts';
import { clauseText } from '../../../core/model/clause.ts';
import { splitFixture, splitText } from './outline-text.ts';

test('all findings in one list, in document order, each with the words of its place', () => {
  const tree = splitText('1. “Fees” means the sums due promptly.\n\n2. It follows the Transition Plan as needed.');
  expect(checkContract(tree).map(({ area, code, words }) => `${area} ${code}: ${words}`)).toEqual([
    'definitions defined-but-not-used: Fees',
    'vague-words vague-words: promptly',
    'definitions used-but-not-defined: Transition Plan',
    'vague-words vague-words: as needed',
  ]);
});

test('references and figures are among them', () => {
  const tree = splitText('1. It pays within thirty (60) days under clause 9.\n\n2. It ends.');
  expect(checkContract(tree).map(({ code, words }) => `${code}: ${words}`)).toEqual([
    'words-and-digits-differ: thirty (60) days',
    'dead-reference: clause 9',
  ]);
});

test('vague words come from the list that is given', () => {
  const tree = splitText('1. It answers promptly and soon.');
  const found = checkContract(tree, { vagueWords: parseVagueWords('time: soon') });
  expect(found.map(({ words, details }) => [words, details])).toEqual([['soon', { kind: 'time', entry: 'soon' }]]);
});

test.each(['services-agreement.txt', 'contrat-de-services.md'])('places lie in their clauses: %s', (name) => {
  const tree = splitFixture(name);
  const found = checkContract(tree);
  expect(found.length).toBeGreaterThan(0);
  for (const { clause, from, to, words, others } of found) {
    const node = tree.clauses[clause];
    expect(node === undefined ? '' : clauseText(node).slice(from, to)).toBe(words);
    for (const other of others) expect(tree.clauses[other.clause]).toBeDefined();
  }
});
