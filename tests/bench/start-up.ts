import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '../../scripts/build.ts';
import { hasDisplay, startVirtualDisplay } from '../../scripts/display.ts';
import { getElectron } from '../../scripts/electron/get-electron.ts';
import { chooseSandbox, readSandboxFacts } from '../../scripts/electron/sandbox.ts';
import { launchParley } from '../e2e/support/launch.ts';
import { type Outcome, printOutcome, timingOf } from './measure.ts';

/**
 * From starting the program to the first clause on the screen of the real window. Playwright starts it
 * and watches the window; its share, some tenths of a second, is in the figures.
 */
export async function benchStartUp(runs: number): Promise<void> {
  console.log('\nStart-up: from starting the program to the first clause in the window');
  const needsVirtualDisplay = !hasDisplay();
  let electron: Awaited<ReturnType<typeof getElectron>>;
  try {
    electron = await getElectron({ programs: needsVirtualDisplay ? ['Xvfb'] : [], say: () => {} });
    const sandbox = chooseSandbox(readSandboxFacts(electron.executable));
    if (sandbox.kind === 'blocked') throw new Error(sandbox.message);
    if (sandbox.kind === 'off') process.env.PARLEY_E2E_SWITCHES = '--no-sandbox';
  } catch (error) {
    printOutcome('Parley', { skipped: `no Electron: ${error instanceof Error ? error.message : String(error)}` });
    return;
  }
  await buildApp(() => {});
  process.env.PARLEY_E2E_ELECTRON = electron.executable;
  if (electron.sqliteBinding !== null) process.env.PARLEY_SQLITE_BINDING = electron.sqliteBinding;
  const display = needsVirtualDisplay ? await startVirtualDisplay() : null;
  if (display !== null) process.env.DISPLAY = display.name;
  try {
    const first: number[] = [];
    const later: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      const workspace = mkdtempSync(join(tmpdir(), 'parley-bench-'));
      first.push(await timeStart(workspace));
      later.push(await timeStart(workspace));
      rmSync(workspace, { recursive: true, force: true });
    }
    const note = `Electron ${electron.version}, ${electron.kind}`;
    printOutcome('first start, the sample is made', timed(first, note));
    printOutcome('later start, the first matter opened', timed(later, note));
  } finally {
    display?.stop();
  }
}

function timed(elapsedMs: readonly number[], note: string): Outcome {
  return { timing: timingOf(elapsedMs), note };
}

/** A first start opens the sample; a later one shows the list of matters, and its first is opened here. */
async function timeStart(workspace: string): Promise<number> {
  const startedMs = performance.now();
  const parley = await launchParley({ workspace });
  try {
    const clause = parley.page.getByRole('article').first();
    const matter = parley.page.getByRole('list').getByRole('button').first();
    await clause.or(matter).first().waitFor({ timeout: 60_000 });
    if (!(await clause.isVisible())) {
      await matter.click();
      await clause.waitFor({ timeout: 60_000 });
    }
    return performance.now() - startedMs;
  } finally {
    await parley.close();
  }
}
