import { parentPort, workerData } from 'node:worker_threads';
import { type CompareCase, makeCase } from './compare-cases.ts';
import { type Contestant, type ContestantName, contestants } from './compare-contestants.ts';
import type { RunReport } from './measure.ts';

/** One contestant on one case, `runs` times, each on strings that were never looked at before. */
export interface CompareTask {
  readonly contestant: ContestantName;
  readonly compareCase: CompareCase;
  readonly runs: number;
}

const { contestant, compareCase, runs } = workerData as CompareTask;
const chosen: Contestant = contestants[contestant];
for (let run = 0; run < runs; run += 1) {
  // A copy, because strings just put together are not in one piece yet, as what comes from a file is.
  const { a, b } = structuredClone(makeCase(compareCase));
  const prepared = chosen.prepare(a, b);
  const startedMs = performance.now();
  prepared.run();
  const elapsedMs = performance.now() - startedMs;
  const report: RunReport = run === 0 ? { elapsedMs, note: prepared.check() } : { elapsedMs };
  parentPort?.postMessage(report);
}
