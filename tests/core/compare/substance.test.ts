import { expect, test } from 'vitest';
import { compareClauses } from '../../../core/compare/compare.ts';
import { navigationLines } from '../../../core/contract/navigation.ts';
import type { ComparedClause } from '../../../core/model/comparison.ts';
import type { Block } from '../../../core/model/content.ts';
import { clause } from '../../support/contract-text.ts';

const fees = 'The fees are due thirty days after the date of a correct invoice.';
const law = 'The law of the seat of the Department governs this agreement.';

const hasSubstance = (a: readonly ComparedClause[], b: readonly ComparedClause[]) =>
  compareClauses(a, b).summary.substance;

const line = (...runs: readonly (string | [text: string, href: string])[]): Block => ({
  type: 'paragraph',
  runs: runs.map((run) => (typeof run === 'string' ? { text: run } : { text: run[0], href: run[1] })),
});

const before = [clause('1.', fees), clause('2.', law)];

test.each([
  ['another space', fees.replace(' due ', '\u00a0due\n')],
  ['a character that is not seen', fees.replace('invoice', 'invoice\u2060')],
  ['a line of a table of contents', `Contents\n1. Fees .......... 4\n${fees}`],
  ['the number of a page', `${fees}\nPage 3 of 12`],
  ['navigation', `Skip to content\n${fees}\nRetour en haut`],
  ['what a page adds to a link', fees.replace('invoice', 'invoice (opens in a new window)')],
])('%s is no change of substance', (_, text) => {
  expect(hasSubstance(before, [clause('1.', text), clause('2.', law)])).toBe(false);
});

test.each([
  ['a word', fees.replace('thirty', 'sixty')],
  ['a full stop', fees.replace('.', '')],
  ['a figure alone on its line', `${fees}\n30 000`],
  ['the heading of a contents list in a sentence', `${fees}\nThe table of contents is part of it.`],
])('%s is a change of substance', (_, text) => {
  expect(hasSubstance(before, [clause('1.', text), clause('2.', law)])).toBe(true);
});

test('a clause of nothing but navigation may come and go; one of words may not', () => {
  expect(hasSubstance(before, [clause(null, 'Sommaire'), ...before])).toBe(false);
  expect(hasSubstance(before, before.slice(1))).toBe(true);
});

test('another number is a change of substance, the same number written out is not', () => {
  expect(hasSubstance([clause('1', fees)], [clause('A.1', fees)])).toBe(false);
  expect(hasSubstance([clause('1', fees)], [clause('I.2.a', fees)])).toBe(false);
  expect(hasSubstance([clause('4.1', fees)], [clause('4.2', fees)])).toBe(true);
});

test('lines are navigation by their links', () => {
  const trail = line(['All topics', 'https://example.org'], ['Safety', 'https://example.org/s'], 'Use policy');
  const contents = line(['4. Fees', '#fees']);
  const sentence = line('See the ', ['Use policy', 'https://example.org/u'], ' and the ', ['Annex', '#annex'], '.');
  const link = line(['Use policy', 'https://example.org/u']);
  const listed = line(['Use policy', 'https://example.org/u'], ' and ', ['Annex', '#annex'], ' apply to the Services.');
  expect([...navigationLines([trail, contents, sentence, link, listed])]).toEqual([
    'All topicsSafetyUse policy',
    '4. Fees',
  ]);
  const found = { ...clause(null, 'All topicsSafetyUse policy'), navigation: () => navigationLines([trail]) };
  expect(hasSubstance(before, [found, ...before])).toBe(false);
});
