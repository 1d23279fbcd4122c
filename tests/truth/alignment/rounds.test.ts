import { expect, test } from 'vitest';
import { f1, sum } from '../../support/alignment-score.ts';
import { isCorpusThere, sayWithoutCorpus } from '../../support/corpus.ts';
import { listMarkedRounds, scoreRound } from './rounds.ts';

sayWithoutCorpus('rounds.test.ts is skipped');

test.skipIf(!isCorpusThere)(
  'of the pairs that a reader finds between real rounds the alignment finds nearly all',
  () => {
    const rounds = listMarkedRounds();
    expect(rounds.length).toBeGreaterThanOrEqual(40);
    const scores = rounds.flatMap((round) => scoreRound(round)?.pairs ?? []);
    expect(scores).toHaveLength(rounds.length);
    expect(f1(sum(scores))).toBeGreaterThanOrEqual(0.95);
  },
);
