import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import mammoth from 'mammoth';
import { readSource } from '../../core/contract/read-source.ts';
import { splitContract } from '../../core/contract/split-contract.ts';
import { createEngine } from '../../engine/engine.ts';
import { nodePlatform } from '../../engine/platform.ts';
import { generateContract } from '../support/generate-contract.ts';
import { type RunStyle, toDocx } from '../support/generate-docx.ts';
import { collectGarbage, type RunReport, runsAgain } from './measure.ts';

export const importContestants = {
  read: 'Parley: read the DOCX and cut it into clauses',
  workspace: 'Parley: import into a fresh workspace on disk',
  mammoth: 'mammoth: extractRawText',
} as const;
export type ImportContestant = keyof typeof importContestants;

export interface ImportTask {
  readonly contestant: ImportContestant;
  readonly pages: number;
  readonly runStyle: RunStyle;
  readonly patienceMs: number;
}

if (parentPort !== null) {
  const { contestant, pages, runStyle, patienceMs } = workerData as ImportTask;
  const bytes = toDocx(generateContract({ seed: 20_261_123, pages }), runStyle);
  let elapsedInAllMs = 0;
  for (let run = 0; run === 0 || runsAgain(run, elapsedInAllMs, patienceMs); run += 1) {
    collectGarbage();
    const { elapsedMs, note } = await runOnce(contestant, bytes);
    elapsedInAllMs += elapsedMs;
    const report: RunReport = run === 0 ? { elapsedMs, note } : { elapsedMs };
    parentPort.postMessage(report);
  }
}

function runOnce(contestant: ImportContestant, bytes: Uint8Array): Promise<Required<RunReport>> {
  if (contestant === 'mammoth') return readWithMammoth(bytes);
  return contestant === 'read' ? readAndSplit(bytes) : importIntoWorkspace(bytes);
}

async function readAndSplit(bytes: Uint8Array): Promise<Required<RunReport>> {
  const startedMs = performance.now();
  const tree = splitContract(readSource({ name: 'contract.docx', bytes }, nodePlatform));
  return { elapsedMs: performance.now() - startedMs, note: `${tree.clauses.length} clauses` };
}

async function readWithMammoth(bytes: Uint8Array): Promise<Required<RunReport>> {
  const startedMs = performance.now();
  const { value } = await mammoth.extractRawText({ buffer: Buffer.from(bytes) });
  return { elapsedMs: performance.now() - startedMs, note: `${value.length} characters, no clauses` };
}

/** The whole way of a first draft: file, clauses, versions, search and change log, in one durable transaction. */
async function importIntoWorkspace(bytes: Uint8Array): Promise<Required<RunReport>> {
  const workspace = mkdtempSync(join(tmpdir(), 'parley-bench-'));
  const engine = createEngine({ workspace, platform: nodePlatform });
  try {
    const matter = await engine.ask('matter.create', {
      title: 'Bench',
      parties: [
        { name: 'Vendor', isOurs: true },
        { name: 'Customer', isOurs: false },
      ],
    });
    const ours = matter.parties.find((party) => party.isOurs);
    if (ours === undefined) throw new Error('The new matter has no side of ours.');
    const startedMs = performance.now();
    const { draft } = await engine.ask('draft.import', {
      matterId: matter.id,
      partyId: ours.id,
      datedOn: '2026-11-23',
      source: { name: 'contract.docx', bytes },
    });
    return { elapsedMs: performance.now() - startedMs, note: `${draft.clauseCount} clauses stored` };
  } finally {
    engine.close();
    rmSync(workspace, { recursive: true, force: true });
  }
}
