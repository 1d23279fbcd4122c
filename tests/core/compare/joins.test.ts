import { expect, test } from 'vitest';
import { compareClauses } from '../../../core/compare/compare.ts';
import { countWords } from '../../../core/compare/tokens.ts';
import { verifyComparison } from '../../../core/compare/verify.ts';
import type { ComparedClause } from '../../../core/model/comparison.ts';
import { clause } from '../../support/contract-text.ts';

const notice = 'The Vendor shall give notice of every incident within two Business Days.';
const remedy = 'It shall then remedy the cause at its own expense and report on the measures taken.';
const audit = 'The Department may audit the Vendor once a year, on ten days of notice.';
const fees = 'The fees are due thirty days after the date of a correct invoice.';
const law = 'This Agreement is governed by the laws of the place where the Department has its seat.';

function rowsOf(a: readonly ComparedClause[], b: readonly ComparedClause[]) {
  const comparison = compareClauses(a, b);
  verifyComparison(comparison, a, b);
  return comparison.rows.map(({ kind, a: before, b: after, parts, edits }) => ({
    row: [kind, before, after, ...parts],
    words: edits.filter(({ op }) => op !== 'equal').reduce((sum, { text }) => sum + countWords(text), 0),
  }));
}

test('a clause cut in two is one row, and none of its words is marked', () => {
  const a = [clause('1.', fees), clause('2.', `${notice} ${remedy}`), clause('3.', law)];
  const b = [clause('1.', fees), clause('2.', notice), clause('3.', remedy), clause('4.', law)];
  expect(rowsOf(a, b)).toEqual([
    { row: ['same', 0, 0], words: 0 },
    { row: ['split', 1, 2, 1, 2], words: 0 },
    { row: ['renumbered', 2, 3], words: 0 },
  ]);
  expect(rowsOf(b, a)[1]).toEqual({ row: ['merged', 2, 1, 1, 2], words: 0 });
});

test('of a clause that was split and edited only the words that changed are marked', () => {
  const a = [clause('1.', `${notice} ${remedy}`)];
  const b = [clause('1.', notice.replace('two', 'five')), clause('2.', remedy)];
  expect(rowsOf(a, b)).toEqual([{ row: ['split', 0, 1, 0, 1], words: 2 }]);
});

test('a list run into a sentence becomes a list', () => {
  const a = [
    clause('1.', 'The Vendor pays for the training of staff, the insurance of goods and the disposal of waste.'),
    clause('2.', law),
  ];
  const b = [
    clause('1.', 'The Vendor pays for'),
    clause('(a)', 'the training of staff,'),
    clause('(b)', 'the insurance of goods and'),
    clause('(c)', 'the disposal of waste.'),
    clause('2.', law),
  ];
  const [first] = rowsOf(a, b);
  expect(first?.row.slice(3)).toEqual([0, 1, 2, 3]);
  expect(first?.words).toBe(0);
});

test('a clause cut in so many parts that it is like none of them is still found', () => {
  const topics = ['power', 'water', 'paper', 'glass', 'steel', 'stone', 'cloth', 'sound', 'light', 'wheat'];
  const sentences = topics.map((topic, index) => `The supply of ${topic} follows its own plan number ${index}.`);
  const a = [clause('1.', fees), clause('2.', sentences.join(' ')), clause('3.', law)];
  const b = [clause('1.', fees), ...sentences.map((text, index) => clause(`(${index})`, text)), clause('3.', law)];
  const row = rowsOf(a, b)[1];
  expect(row?.row[0]).toBe('split');
  expect(row?.words).toBe(0);
});

test('a clause put in beside an edited one is no part of it', () => {
  const a = [clause('1.', `${notice} ${fees}`), clause('2.', law)];
  const b = [clause('1.', notice), clause('2.', audit), clause('3.', law)];
  expect(rowsOf(a, b).map(({ row }) => row[0])).toEqual(['edited', 'inserted', 'renumbered']);
});

test('two clauses merged and reworded, beside one that was taken out', () => {
  const a = [clause('1.', notice), clause('2.', remedy), clause('3.', audit), clause('4.', law)];
  const b = [clause('1.', `${notice} ${remedy.replace('measures', 'steps')}`), clause('2.', law)];
  expect(rowsOf(a, b)).toEqual([
    { row: ['merged', 0, 0, 0, 1], words: 2 },
    { row: ['deleted', 2, null], words: countWords(audit) },
    { row: ['renumbered', 3, 1], words: 0 },
  ]);
});
