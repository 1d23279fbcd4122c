import { parentPort, workerData } from 'node:worker_threads';
import { type CompareCase, makeCase } from './compare-cases.ts';
import { type Contestant, type ContestantName, contestants } from './compare-contestants.ts';
import { collectGarbage, processorMs, type RunReport, runsAgain } from './measure.ts';

/** One contestant on one case, each run on strings that were never looked at before. */
export interface CompareTask {
  readonly contestant: ContestantName;
  readonly compareCase: CompareCase;
  readonly patienceMs: number;
}

const { contestant, compareCase, patienceMs } = workerData as CompareTask;
const chosen: Contestant = contestants[contestant];
let elapsedInAllMs = 0;
for (let run = 0; run === 0 || runsAgain(run, elapsedInAllMs, patienceMs); run += 1) {
  // A copy, because strings just put together are not in one piece yet, as what comes from a file is.
  const { a, b } = structuredClone(makeCase(compareCase));
  const prepared = chosen.prepare(a, b);
  collectGarbage();
  const startedMs = processorMs();
  prepared.run();
  const elapsedMs = processorMs() - startedMs;
  elapsedInAllMs += elapsedMs;
  const report: RunReport = run === 0 ? { elapsedMs, note: prepared.check() } : { elapsedMs };
  parentPort?.postMessage(report);
}
