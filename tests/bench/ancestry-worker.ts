import { parentPort, workerData } from 'node:worker_threads';
import { traceAncestry } from '../../core/negotiation/ancestry.ts';
import { makeRounds } from './ancestry-rounds.ts';
import { collectGarbage, processorMs, type RunReport, runsAgain } from './measure.ts';

/** The ancestry of every word of the last of so many drafts. */
export interface AncestryTask {
  readonly pages: number;
  readonly rounds: number;
  readonly patienceMs: number;
}

const { pages, rounds, patienceMs } = workerData as AncestryTask;
let elapsedInAllMs = 0;
for (let run = 0; run === 0 || runsAgain(run, elapsedInAllMs, patienceMs); run += 1) {
  const drafts = makeRounds(pages, rounds);
  collectGarbage();
  const started = processorMs();
  const ancestry = traceAncestry(drafts);
  const last = drafts.at(-1)?.clauses ?? [];
  let spans = 0;
  for (const { clauseId } of last) spans += ancestry.spansOf(rounds - 1, clauseId).length;
  const elapsedMs = processorMs() - started;
  elapsedInAllMs += elapsedMs;
  const note = `${last.length} clauses, ${spans} stretches of words of one history`;
  const report: RunReport = run === 0 ? { elapsedMs, note } : { elapsedMs };
  parentPort?.postMessage(report);
}
