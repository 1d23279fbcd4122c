import { type DocxContestant, type DocxContestantName, docxContestants, type RedlineJob } from './docx-contestants.ts';

/** What one child process does: one contestant on one pair of files. */
export interface DocxTask {
  readonly contestant: DocxContestantName;
  readonly job: RedlineJob;
  /** After so many milliseconds of work no further run is begun. */
  readonly patienceMs: number;
}

/** A message of the child: once when it has started, then after each run; an `error` is its last. */
export type DocxReport =
  | { readonly kind: 'started'; readonly elapsedMs: number; readonly peakMb: number | null }
  | { readonly kind: 'run'; readonly elapsedMs: number; readonly peakMb: number | null }
  | { readonly kind: 'done' }
  | { readonly kind: 'error'; readonly message: string };

// What a contestant has started ends with it: its handlers run on an exit, not on a signal.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
process.once('disconnect', () => process.exit(1));

process.once('message', (task: DocxTask) => {
  work(task).then(
    () => tell({ kind: 'done' }),
    (error: unknown) => tell({ kind: 'error', message: error instanceof Error ? error.message : String(error) }),
  );
});

async function work({ contestant, job, patienceMs }: DocxTask): Promise<void> {
  const { start, runs }: DocxContestant = docxContestants[contestant];
  const startedMs = performance.now();
  const redliner = await start();
  tell({ kind: 'started', elapsedMs: performance.now() - startedMs, peakMb: redliner.findPeakMb() });
  let elapsedInAllMs = 0;
  for (let run = 0; run === 0 || (run < runs && elapsedInAllMs < patienceMs); run += 1) {
    const elapsedMs = await redliner.redline(job);
    elapsedInAllMs += elapsedMs;
    tell({ kind: 'run', elapsedMs, peakMb: redliner.findPeakMb() });
  }
  await redliner.close();
}

function tell(report: DocxReport): void {
  process.send?.(report);
}
