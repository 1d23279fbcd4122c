import { Worker } from 'node:worker_threads';

/** How long the runs of one contestant took, in milliseconds. */
export interface Timing {
  readonly median: number;
  readonly least: number;
  readonly most: number;
  readonly runs: number;
}

/** A result, or in a few words why there is none. */
export type Outcome = { readonly timing: Timing; readonly note: string } | { readonly skipped: string };

/** What a contestant's worker tells after each run; `note` says what came out, once. */
export interface RunReport {
  readonly elapsedMs: number;
  readonly note?: string;
}

/** Times of several runs; the first, before the machine code is optimized, counts with the others. */
export function timingOf(elapsedMs: readonly number[]): Timing {
  const sorted = [...elapsedMs].sort((a, b) => a - b);
  return {
    median: sorted[sorted.length >> 1] as number,
    least: sorted[0] as number,
    most: sorted.at(-1) as number,
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
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => finish({ skipped: `over ${patienceMs / 1_000} s` }), patienceMs);
    };
    wait();
    worker.on('message', (report: RunReport) => {
      reports.push(report);
      wait();
    });
    worker.once('error', (error) => finish({ skipped: `failed: ${error.message}` }));
    worker.once('exit', () => {
      if (reports.length === 0) finish({ skipped: 'ended without a result' });
      else {
        const timing = timingOf(reports.map(({ elapsedMs }) => elapsedMs));
        finish({ timing, note: reports.map(({ note }) => note ?? '').join('') });
      }
    });
  });
}

/** A table's line: what, median, least and most, and what came out. */
export function printOutcome(name: string, outcome: Outcome): void {
  if ('skipped' in outcome) {
    console.log(`  ${name.padEnd(46)} ${'-'.padStart(9)}   skipped: ${outcome.skipped}`);
    return;
  }
  const { median, least, most, runs } = outcome.timing;
  const spread = `${seconds(least)} to ${seconds(most)}, ${runs} runs`;
  console.log(`  ${name.padEnd(46)} ${seconds(median).padStart(9)}   ${spread.padEnd(34)} ${outcome.note}`.trimEnd());
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(ms < 100 ? 4 : 3)} s`;
}
