import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { generateContract } from '../../support/generate-contract.ts';
import { toDocx } from '../../support/generate-docx.ts';
import { hostileFiles } from '../../support/hostile-docx.ts';
import type { ReadingReport } from '../../support/hostile-process.ts';

const program = join(import.meta.dirname, '../../support/hostile-process.ts');
/** Far more than it takes on a slow machine: what is not done by then hangs. */
const patienceMs = 60_000;

const folder = mkdtempSync(join(tmpdir(), 'parley-hostile-'));
const path = join(folder, 'offer.docx');
afterAll(() => rmSync(folder, { recursive: true }));

function run(...args: readonly string[]): string {
  const { stdout, stderr, status, signal } = spawnSync(process.execPath, [program, ...args], {
    timeout: patienceMs,
    encoding: 'utf8',
  });
  if (signal !== null) throw new Error(`${args.join(' ')}: ended after ${patienceMs} ms`);
  if (status !== 0) throw new Error(`${args.join(' ')}: ${stderr}`);
  return stdout;
}

/** PARLEY_SHOW_COSTS=1 prints what each file costs. */
function read(name: string): ReadingReport {
  const report = JSON.parse(run('read', path)) as ReadingReport;
  const { elapsedMs, cpuMs, peakMegabytes, outcome } = report;
  if (process.env.PARLEY_SHOW_COSTS) {
    console.log(`${name}: ${outcome}, ${elapsedMs} ms (processor ${cpuMs} ms), ${peakMegabytes} MB`);
  }
  return report;
}

/** All of them take minutes. */
const files = process.env.CI ? hostileFiles : hostileFiles.filter(({ isWorst }) => isWorst);

test.each(files)('$name: $outcome', ({ name, outcome }) => {
  run('make', path, name);
  const report = read(name);
  expect(report.outcome, report.message).toBe(outcome);
  expect(report.peakMegabytes).toBeLessThan(500);
  if (outcome !== 'read') expect(report.message).toMatch(/^offer\.docx .{10,}\.$/s);
});

test('a contract of 2,000 pages cut into many runs is read', () => {
  writeFileSync(path, toDocx(generateContract({ seed: 1, pages: 2_000 }), 'many'));
  const report = read('2,000 pages');
  expect(report.outcome, report.message).toBe('read');
  expect(report.peakMegabytes).toBeLessThan(500);
});
