import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { findLibreOffice } from '../support/libreoffice.ts';
import { checkRedline, type Verdict } from './docx-check.ts';
import { type DocxContestantName, docxContestants, type RedlineJob } from './docx-contestants.ts';
import { type Edit, edits, makeDrafts } from './docx-drafts.ts';
import { type RunStyle, toDocxFile } from './docx-files.ts';
import { type DocxOutcome, type Patience, runCommandLine, runContestant } from './docx-process.ts';
import { type CaseResult, printAims, printTable } from './docx-table.ts';
import { printOutcome } from './measure.ts';

/**
 * `npm run bench:docx`: how long a redline takes, from two files on disk to a third, beside the programs one would
 * otherwise use, on the same files in the same run; and whether each result is right. `--quick` takes two edits on
 * up to 100 pages; `--only 500,cut` the cases that have all those words; `--alone` leaves the others out. Exits 1
 * when a redline of Parley's is wrong.
 */

/** A pair of files and who is measured on it. */
export interface DocxCase {
  readonly pages: number;
  readonly runs: RunStyle;
  readonly edit: Edit;
  readonly contestants: readonly DocxContestantName[];
}

const isQuick = process.argv.includes('--quick');
const isAlone = process.argv.includes('--alone');
const onlyAt = process.argv.indexOf('--only');
const only = onlyAt < 0 ? [] : (process.argv[onlyAt + 1] ?? '').split(',');
const patience: Patience = { workMs: 60_000, runMs: 300_000 };

const everyone = Object.keys(docxContestants) as DocxContestantName[];
const sizes: readonly number[] = isQuick ? [10, 100] : [10, 100, 500];
const runStyles = ['plain', 'cut'] as const;
const editsTaken: readonly Edit[] = isQuick ? ['light', 'heavy'] : (Object.keys(edits) as Edit[]);
const cases: readonly DocxCase[] = [
  ...sizes.flatMap((pages) =>
    runStyles.flatMap((runs) => editsTaken.map((edit) => ({ pages, runs, edit, contestants: everyone }))),
  ),
  ...(isQuick ? [] : runStyles).map((runs): DocxCase => {
    return { pages: 2_000, runs, edit: 'light', contestants: ['parley', 'libreOffice'] };
  }),
];

const [processor] = cpus();
console.log(
  `Parley redline bench: Node ${process.version}, ${cpus().length} × ${processor?.model.trim() ?? 'unknown processor'}`,
);
console.log('From two DOCX files to a third; medians of runs in one fresh process each, with the least, the most and');
console.log('the first; a page has 450 words. “cut”: every paragraph in many runs, as Word leaves it.');
for (const { name, does } of Object.values(docxContestants)) console.log(`  ${name}: ${does}`);
console.log('Right: rejecting all gives A and accepting all gives B: text a paragraph, tables, footnotes, formatting.');

sayIfBusy();

const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
const results: CaseResult[] = [];
for (const docxCase of cases) if (isWanted(docxCase)) results.push(await benchCase(docxCase));
printTable(results);
printAims(results);
sayIfBusy();
process.exitCode = results.some(({ parley }) => (parley.verdict?.faults.length ?? 0) > 0) ? 1 : 0;

/** One contestant at work keeps one processor busy, or a little more. */
function sayIfBusy(): void {
  const [load = 0] = loadavg();
  if (load > Math.max(1.5, cpus().length * 0.75)) {
    console.log(`The machine is busy with other work (load ${load.toFixed(1)}): times are longer than they need be.`);
  }
}

function isWanted({ pages, runs, edit }: DocxCase): boolean {
  return only.every((word) => [String(pages), runs, edit].includes(word));
}

async function benchCase({ pages, runs, edit, contestants }: DocxCase): Promise<CaseResult> {
  const job: RedlineJob = { a: join(folder, 'a.docx'), b: join(folder, 'b.docx'), out: join(folder, 'redline.docx') };
  const drafts = makeDrafts(pages, edit);
  writeFileSync(job.a, toDocxFile(drafts.a, runs));
  writeFileSync(job.b, toDocxFile(drafts.b, runs));
  const size = Math.round((statSync(job.a).size + statSync(job.b).size) / 1_024);
  console.log(`\n${pages} pages, ${runs}, ${edits[edit]}; both files ${size} kB`);
  const take = async (contestant: DocxContestantName) => {
    if (!contestants.includes(contestant) || (isAlone && contestant !== 'parley')) return null;
    if (contestant === 'libreOffice' && findLibreOffice() === null) return skipped('not installed');
    const { name } = docxContestants[contestant];
    return await judge(name, job, () => runContestant(contestant, job, patience));
  };
  const parley = (await take('parley')) ?? skipped('not asked');
  const wholeProcess = await judge('parley redline, whole process', job, () => runCommandLine(job, 5));
  const libreOffice = await take('libreOffice');
  const docxodus = await take('docxodus');
  return { pages, runs, edit, parley, wholeProcess, libreOffice, docxodus };
}

function skipped(reason: string): CaseResult['parley'] {
  return { outcome: { skipped: reason }, verdict: null };
}

/** Measures, then reads what came out. */
async function judge(name: string, job: RedlineJob, run: () => Promise<DocxOutcome>): Promise<CaseResult['parley']> {
  rmSync(job.out, { force: true });
  const outcome = await run();
  if ('skipped' in outcome) {
    printOutcome(name, outcome);
    return { outcome, verdict: null };
  }
  const verdict = await check(job);
  const { inserted, deleted, moved } = verdict.words;
  const faults = verdict.faults.map(({ message }) => message).join('; ');
  const isRight = faults === '' ? 'right' : `WRONG (${faults})`;
  const start = outcome.startMs === null ? '' : `, start ${(outcome.startMs / 1_000).toFixed(2)} s`;
  const { first, last } = outcome.peakMb;
  const peak = first === null || last === null ? '' : `${first.toFixed(0)} MB, at last ${last.toFixed(0)}; `;
  const note = `${peak}${isRight}; words: ${deleted} out, ${inserted} in, ${moved} moved${start}`;
  printOutcome(name, { timing: outcome.timing, note });
  return { outcome, verdict };
}

async function check({ out, a, b }: RedlineJob): Promise<Verdict> {
  try {
    return await checkRedline(out, a, b);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      faults: [{ kind: 'text', message: `cannot be read: ${reason}` }],
      words: { inserted: 0, deleted: 0, moved: 0 },
    };
  }
}
