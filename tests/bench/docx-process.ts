import { fork, spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectFolder } from '../../scripts/project.ts';
import type { DocxContestantName, RedlineJob } from './docx-contestants.ts';
import { findPeakMb } from './docx-memory.ts';
import type { DocxReport, DocxTask } from './docx-worker.ts';
import { type Timing, timingOf } from './measure.ts';

/** What a contestant took for one pair of files. */
export interface DocxMeasure {
  readonly timing: Timing;
  /** From the start of its engine to its being ready, in milliseconds; nothing for a whole process. */
  readonly startMs: number | null;
  /** Megabytes when it had started, after its first run and after its last; `null` where nothing is known. */
  readonly peakMb: { readonly started: number | null; readonly first: number | null; readonly last: number | null };
}

export type DocxOutcome = DocxMeasure | { readonly skipped: string };

export interface Patience {
  /** After so much work no further run is begun. */
  readonly workMs: number;
  /** A run that takes longer is given up. */
  readonly runMs: number;
}

const graceMs = 3_000;

/** Runs a contestant several times in one fresh process. */
export function runContestant(
  contestant: DocxContestantName,
  job: RedlineJob,
  patience: Patience,
): Promise<DocxOutcome> {
  return new Promise((resolve) => {
    const reports: DocxReport[] = [];
    let problem: string | null = null;
    // What an engine grumbles on its own accord is not our output.
    const child = fork(join(import.meta.dirname, 'docx-worker.ts'), { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    let timer: NodeJS.Timeout | undefined;
    /** Asks it to end, and ends it when its work leaves it no time to listen. */
    const end = () => {
      child.kill();
      clearTimeout(timer);
      timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
    };
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        problem = `over ${patience.runMs / 1_000} s`;
        end();
      }, patience.runMs);
    };
    wait();
    child.on('message', (report: DocxReport) => {
      reports.push(report);
      if (report.kind === 'error') problem = report.message;
      if (report.kind === 'error' || report.kind === 'done') end();
      else wait();
    });
    child.once('error', (error) => {
      problem = error.message;
    });
    child.once('close', () => {
      clearTimeout(timer);
      resolve(measureOf(reports, problem));
    });
    const task: DocxTask = { contestant, job, patienceMs: patience.workMs };
    child.send(task);
  });
}

function measureOf(reports: readonly DocxReport[], problem: string | null): DocxOutcome {
  const started = reports.find((report) => report.kind === 'started');
  const runs = reports.filter((report) => report.kind === 'run');
  if (problem !== null) return { skipped: problem };
  if (runs.length === 0) return { skipped: 'ended without a result' };
  return {
    timing: timingOf(runs.map(({ elapsedMs }) => elapsedMs)),
    startMs: started?.elapsedMs ?? null,
    peakMb: {
      started: started?.peakMb ?? null,
      first: runs[0]?.peakMb ?? null,
      last: runs.at(-1)?.peakMb ?? null,
    },
  };
}

/** Runs `parley redline` so many times, each a process from start to end. */
export async function runCommandLine(job: RedlineJob, runs: number): Promise<DocxOutcome> {
  const elapsedMs: number[] = [];
  const peaks: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const result = await redlineOnce(job);
    if ('problem' in result) return { skipped: result.problem };
    elapsedMs.push(result.elapsedMs);
    if (result.peakMb !== null) peaks.push(result.peakMb);
  }
  const most = peaks.length === 0 ? null : Math.max(...peaks);
  return { timing: timingOf(elapsedMs), startMs: null, peakMb: { started: null, first: most, last: most } };
}

/** The kernel forgets a process's peak with the process, so it is asked as long as it runs; a peak never falls. */
const askEveryMs = 5;

function redlineOnce(
  job: RedlineJob,
): Promise<{ readonly elapsedMs: number; readonly peakMb: number | null } | { readonly problem: string }> {
  return new Promise((resolve) => {
    const startedMs = performance.now();
    const main = join(projectFolder, 'cli', 'main.ts');
    const args = [main, 'redline', job.a, job.b, '--out', job.out, '--author', 'The Customer'];
    const child = spawn(process.execPath, args, { cwd: projectFolder, stdio: ['ignore', 'ignore', 'pipe'] });
    let complaint = '';
    let peakMb: number | null = null;
    child.stderr.on('data', (chunk: Buffer) => {
      complaint += chunk.toString('utf8');
    });
    const timer = setInterval(() => {
      peakMb = findPeakMb(child.pid ?? 0) ?? peakMb;
    }, askEveryMs);
    child.once('error', (error) => {
      complaint = error.message;
    });
    child.once('close', (code) => {
      clearInterval(timer);
      const elapsedMs = performance.now() - startedMs;
      resolve(code === 0 ? { elapsedMs, peakMb } : { problem: complaint.trim().split('\n')[0] ?? `exit ${code}` });
    });
  });
}
