import { cpus } from 'node:os';
import type { AncestryTask } from './ancestry-worker.ts';
import { type Change, type CompareCase, changes } from './compare-cases.ts';
import { type ContestantName, contestants } from './compare-contestants.ts';
import type { CompareTask } from './compare-worker.ts';
import { type ImportContestant, type ImportTask, importContestants } from './import-worker.ts';
import { printOutcome, runInWorker } from './measure.ts';
import { benchProcess } from './process.ts';
import { benchStartUp } from './start-up.ts';

/**
 * `npm run bench`: how long Parley takes, beside the libraries one would otherwise use, on the same input in
 * the same run. `--quick` leaves out the longest; `--only compare`, `process`, `ancestry`, `import` or `start-up` runs one part.
 */
const isQuick = process.argv.includes('--quick');
const onlyAt = process.argv.indexOf('--only');
const only = onlyAt < 0 ? null : process.argv[onlyAt + 1];
const patienceMs = isQuick ? 10_000 : 60_000;

const sizes: readonly number[] = isQuick ? [10, 100, 500] : [10, 100, 500, 2_000];
const compareCases: readonly CompareCase[] = [
  ...sizes.map((pages): CompareCase => ({ pages, change: 'light' })),
  ...(['heavy', 'renumbered', 'unrelated'] as const).map((change: Change): CompareCase => ({ pages: 500, change })),
];

/** At most this share of diff-match-patch's time (its line mode), where an aim is set. */
const aims: readonly (CompareCase & { readonly share: number })[] = [
  { pages: 2_000, change: 'light', share: 0.2 },
  { pages: 500, change: 'heavy', share: 0.05 },
  { pages: 500, change: 'renumbered', share: 0.005 },
];

const [processor] = cpus();
console.log(
  `Parley bench: Node ${process.version}, ${cpus().length} × ${processor?.model.trim() ?? 'unknown processor'}`,
);
console.log('Medians of runs in one worker each, with the least, the most and the first; a page has 450 words.');
console.log('Compare and ancestry: processor time of the worker. Import and start-up: time on the wall.');

const parts = {
  import: benchImport,
  compare: benchCompare,
  process: benchProcesses,
  ancestry: benchAncestry,
  'start-up': () => benchStartUp(isQuick ? 2 : 5),
};
for (const [name, run] of Object.entries(parts)) if (only === null || only === name) await run();

async function benchImport(): Promise<void> {
  for (const [pages, runStyle] of [
    [100, 'plain'],
    [500, 'plain'],
    [500, 'many'],
  ] as const) {
    const style = runStyle === 'plain' ? 'one run a paragraph' : 'every few words in a run of their own';
    console.log(`\nImport of a DOCX of ${pages} pages, ${style}`);
    for (const contestant of Object.keys(importContestants) as ImportContestant[]) {
      const task: ImportTask = { contestant, pages, runStyle, patienceMs };
      const outcome = await runInWorker(new URL('./import-worker.ts', import.meta.url), task, patienceMs);
      printOutcome(importContestants[contestant], outcome);
    }
  }
}

async function benchCompare(): Promise<void> {
  console.log('\nCompare');
  for (const { name, does } of Object.values(contestants)) console.log(`  ${name}: ${does}`);
  const tooSlow = new Set<ContestantName>();
  for (const compareCase of compareCases) {
    console.log(`\n${compareCase.pages} pages, ${changes[compareCase.change]}`);
    const medians = new Map<ContestantName, number>();
    for (const contestant of Object.keys(contestants) as ContestantName[]) {
      // What took over a minute on a smaller contract with fewer changes takes longer here.
      if (tooSlow.has(contestant) && compareCase.pages >= 500) {
        printOutcome(contestants[contestant].name, { skipped: 'took too long before' });
        continue;
      }
      const task: CompareTask = { contestant, compareCase, patienceMs };
      const outcome = await runInWorker(new URL('./compare-worker.ts', import.meta.url), task, patienceMs);
      printOutcome(contestants[contestant].name, outcome);
      if ('timing' in outcome) medians.set(contestant, outcome.timing.median);
      if ('skipped' in outcome && compareCase.change === 'light' && compareCase.pages <= 500) tooSlow.add(contestant);
    }
    printShare(compareCase, medians);
  }
}

function printShare({ pages, change }: CompareCase, medians: ReadonlyMap<ContestantName, number>): void {
  const aim = aims.find((each) => each.pages === pages && each.change === change);
  const parley = medians.get('parley');
  if (aim === undefined || parley === undefined) return;
  // One that ran out of patience took at least that long.
  const theirs = medians.get('dmpLineMode');
  const share = parley / (theirs ?? patienceMs);
  const words = theirs === undefined ? 'less than' : '';
  console.log(`  Parley takes ${words} ${share.toFixed(4)} of diff-match-patch's time (aim: at most ${aim.share})`);
}

function benchProcesses(): void {
  benchProcess(isQuick ? 500 : 2_000);
}

async function benchAncestry(): Promise<void> {
  const task: AncestryTask = { pages: isQuick ? 100 : 500, rounds: 20, patienceMs };
  console.log(
    `\nAncestry of every word over ${task.rounds} rounds of ${task.pages} pages (aim: 500 pages under a second)`,
  );
  const outcome = await runInWorker(new URL('./ancestry-worker.ts', import.meta.url), task, patienceMs);
  printOutcome('Parley', outcome);
}
