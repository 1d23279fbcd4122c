import { describe, expect, test } from 'vitest';
import { f1, sum } from '../../support/alignment-score.ts';
import { negotiateRound } from '../../support/negotiated-contract.ts';
import { scoreGenerated } from './generated.ts';

const seeds = [11, 12, 13];
const pages = 40;

describe.each([
  ['one clause in twenty touched', 1 / 20],
  ['a third of the clauses touched', 1 / 3],
])('%s', (_, touched) => {
  const scores = seeds.map((seed) => scoreGenerated({ seed, pages, touched }));

  test('the pairs are found, and the moves, splits and merges among them', () => {
    expect(f1(sum(scores.map(({ pairs }) => pairs)))).toBeGreaterThanOrEqual(0.98);
    expect(f1(sum(scores.map(({ moves }) => moves)))).toBeGreaterThanOrEqual(0.95);
    expect(f1(sum(scores.map(({ splits }) => splits)))).toBeGreaterThanOrEqual(0.9);
    expect(f1(sum(scores.map(({ merges }) => merges)))).toBeGreaterThanOrEqual(0.9);
  });
});

test('the same seed gives the same round, with something of everything in it', () => {
  const size = { seed: 5, pages, touched: 1 / 3 };
  const round = negotiateRound(size);
  expect(negotiateRound(size)).toEqual(round);
  for (const some of [round.moves.size, round.splits.length, round.merges.length]) expect(some).toBeGreaterThan(5);
});
