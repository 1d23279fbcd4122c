import { f1, type Score, sum } from '../../support/alignment-score.ts';
import { corpus, isCorpusThere } from '../../support/corpus.ts';
import { type RoundScores, scoreGenerated } from './generated.ts';
import { listMarkedRounds, scoreRound } from './rounds.ts';

/**
 * `npm run truth:alignment`: how much of the alignment is right, on rounds that were generated with a seed and on real
 * ones whose pairs were found by reading. `--verbose` names every real round.
 */
const aims = { pairs: 0.98, moves: 0.95, real: 0.95 } as const;
let missed = 0;

for (const [name, touched] of [
  ['one clause in twenty touched', 1 / 20],
  ['a third of the clauses touched', 1 / 3],
] as const) {
  console.log(`Generated, 12 rounds of 60 pages, ${name}`);
  const scores = Array.from({ length: 12 }, (_, index) => scoreGenerated({ seed: 100 + index, pages: 60, touched }));
  for (const what of ['pairs', 'moves', 'splits', 'merges'] as const satisfies (keyof RoundScores)[]) {
    print(what, sum(scores.map((each) => each[what])), what === 'pairs' || what === 'moves' ? aims[what] : null);
  }
}

if (isCorpusThere) scoreReal();
else console.log(`Real rounds: skipped, there is no corpus at ${corpus}`);
process.exitCode = missed > 0 ? 1 : 0;

function scoreReal(): void {
  const scores = listMarkedRounds()
    .map(scoreRound)
    .filter((score) => score !== null);
  if (process.argv.includes('--verbose')) {
    for (const { round, pairs, leftOut } of scores) {
      const left = leftOut === 0 ? '' : `, ${leftOut} left out`;
      console.log(`  ${f1(pairs).toFixed(3)}  ${round.folder}: ${round.a} to ${round.b}${left}`);
    }
  }
  const leftOut = scores.reduce((total, score) => total + score.leftOut, 0);
  console.log(
    `Real, ${scores.length} rounds read by hand; ${leftOut} pairs left out, whose clauses are cut otherwise now`,
  );
  print('pairs', sum(scores.map(({ pairs }) => pairs)), aims.real);
}

function print(what: string, score: Score, aim: number | null): void {
  const { found, right, expected } = score;
  const [precision, recall] = [right / found, right / expected].map((share) => share.toFixed(4));
  const verdict = aim === null ? '' : f1(score) >= aim ? `  (aim ${aim}: met)` : `  (aim ${aim}: MISSED)`;
  if (aim !== null && f1(score) < aim) missed += 1;
  console.log(
    `  ${what.padEnd(7)} F1 ${f1(score).toFixed(4)}, precision ${precision}, recall ${recall} of ${expected}${verdict}`,
  );
}
