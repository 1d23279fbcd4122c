import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Worker } from 'node:worker_threads';

/** How long the runs of one contestant took, in milliseconds. */
export interface Timing {
  readonly median: number;
  readonly least: number;
  readonly most: number;
  /** The first run, before the engine has optimized the code. */
  readonly first: number;
  readonly runs: number;
}

/** A result, or in a few words why there is none. */
export type Outcome = { readonly timing: Timing; readonly note: string } | { readonly skipped: string };

/** What a contestant's worker tells after each run; `note` says what came out, once. */
export interface RunReport {
  readonly elapsedMs: number;
  readonly note?: string;
}

/**
 * Clears away what making the input has just left behind, which would else be cleared on a contestant's time.
 * Not the whole heap: that throws optimized code away too.
 */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')({ type: 'minor' });
}

/** Milliseconds of processor time that this thread has used: the machine may be shared, and a clock on the wall counts others in. */
export function processorMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

/** Whether a contestant that ran so often, so long in all, runs again: often enough for a median, not forever. */
export function runsAgain(runs: number, elapsedMs: number, patienceMs: number): boolean {
  if (runs < fewestRuns) return elapsedMs < patienceMs / 2;
  return runs < mostRuns && elapsedMs < patienceMs / 20;
}

const fewestRuns = 5;
const mostRuns = 31;

/** Times of several runs, in the order in which they were run; the first counts with the others. */
export function timingOf(elapsedMs: readonly number[]): Timing {
  const sorted = [...elapsedMs].sort((a, b) => a - b);
  return {
    median: sorted[sorted.length >> 1] as number,
    least: sorted[0] as number,
    most: sorted.at(-1) as number,
    first: elapsedMs[0] as number,
    runs: sorted.length,
  };
}

/**
 * Runs a contestant in a worker of its own, with a heap and optimizer of its own, and ends it when it has
 * not reported a run for `patienceMs`. The worker makes its input from the same seed as all others.
 */
export function runInWorker(module: URL, workerData: unknown, patienceMs: number): Promise<Outcome> {
  return new Promise((resolve) => {
    const reports: RunReport[] = [];
    const worker = new Worker(module, { workerData });
    let timer: NodeJS.Timeout | undefined;
    const finish = (outcome: Outcome) => {
      clearTimeout(timer);
      void worker.terminate();
      resolve(outcome);
    };
    const result = (): Outcome => {
      const timing = timingOf(reports.map(({ elapsedMs }) => elapsedMs));
      return { timing, note: reports.map(({ note }) => note ?? '').join('') };
    };
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        finish(reports.length > 0 ? result() : { skipped: `over ${patienceMs / 1_000} s` });
      }, patienceMs);
    };
    wait();
    worker.on('message', (report: RunReport) => {
      reports.push(report);
      wait();
    });
    worker.once('error', (error) => finish({ skipped: `failed: ${error.message}` }));
    worker.once('exit', () => {
      finish(reports.length > 0 ? result() : { skipped: 'ended without a result' });
    });
  });
}

/** A table's line: what, median, least and most, and what came out. */
export function printOutcome(name: string, outcome: Outcome): void {
  if ('skipped' in outcome) {
    console.log(`  ${name.padEnd(46)} ${'-'.padStart(9)}   skipped: ${outcome.skipped}`);
    return;
  }
  const { median, least, most, first, runs } = outcome.timing;
  const spread = `${seconds(least)} to ${seconds(most)}, first ${seconds(first)}, ${runs} runs`;
  console.log(`  ${name.padEnd(46)} ${seconds(median).padStart(9)}   ${spread.padEnd(52)} ${outcome.note}`.trimEnd());
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(ms < 100 ? 4 : 3)} s`;
}
