/**
 * `npm test`: format, types, lint, unit tests and journeys through the real window. The last line
 * printed is `N passed, N failed` (`, N skipped` may follow); each check counts as one, each test as one.
 *
 *     node scripts/test.ts [--only format|types|lint|unit|e2e] [what to hand to vitest]
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from './build.ts';
import { runCommand } from './command.ts';
import { hasDisplay, startVirtualDisplay } from './display.ts';
import { getElectron } from './electron/get-electron.ts';
import { chooseSandbox, readSandboxFacts } from './electron/sandbox.ts';
import { projectFolder } from './project.ts';
import { ensureSystemPackages } from './system-packages.ts';
import { addCounts, type Counts, countReport, noCounts, oneFailed, onePassed, summaryLine } from './test-counts.ts';

const say = (line: string): void => console.log(line);
const inContinuousIntegration = Boolean(process.env.CI) && process.env.CI !== 'false';

type Step = { readonly name: string; readonly run: () => Promise<Counts> };

const steps: readonly Step[] = [
  { name: 'format', run: () => check('biome', ['format', '.']) },
  { name: 'types', run: () => check('tsc', ['-b']) },
  { name: 'lint', run: () => check('biome', ['lint', '--error-on-warnings', '.']) },
  { name: 'unit', run: runUnitTests },
  { name: 'e2e', run: runJourneys },
];

function program(name: string): string {
  return join(projectFolder, 'node_modules', '.bin', name);
}

async function check(name: string, args: readonly string[]): Promise<Counts> {
  const { code } = await runCommand(program(name), args, { cwd: projectFolder, inherit: true });
  return code === 0 ? onePassed : oneFailed;
}

async function runVitest(project: 'unit' | 'e2e', extraEnv: NodeJS.ProcessEnv): Promise<Counts> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-test-'));
  const report = join(folder, 'report.json');
  try {
    const { code } = await runCommand(
      program('vitest'),
      [
        'run',
        '--project',
        project,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
        ...forVitest,
      ],
      { cwd: projectFolder, env: { ...process.env, ...extraEnv }, inherit: true },
    );
    const text = await readFile(report, 'utf8').catch(() => null);
    return countReport(text, code);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Gets a LibreOffice for the second opinion on redlines where that is ours to do; without one, tests that ask it skip and say so. */
async function runUnitTests(): Promise<Counts> {
  if (inContinuousIntegration) {
    await ensureSystemPackages({ programs: ['soffice'] }, say).catch((error: Error) => {
      say(`Redlines are tested without LibreOffice: ${error.message}`);
    });
  }
  return await runVitest('unit', {});
}

/** Gets an Electron, builds the app and opens a display if there is none, then walks through the journeys. */
async function runJourneys(): Promise<Counts> {
  const needsVirtualDisplay = !hasDisplay();
  let electron: Awaited<ReturnType<typeof getElectron>>;
  try {
    electron = await getElectron({ programs: needsVirtualDisplay ? ['Xvfb'] : [], say });
    const sandbox = chooseSandbox(readSandboxFacts(electron.executable));
    if (sandbox.kind === 'blocked') throw new Error(sandbox.message);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    say(`The journeys through the window were skipped, since no Electron can be run here: ${reason}`);
    return inContinuousIntegration ? oneFailed : { ...noCounts, skipped: 1 };
  }
  await buildApp(say);
  const display = needsVirtualDisplay ? await startVirtualDisplay() : null;
  try {
    return await runVitest('e2e', {
      PARLEY_E2E_ELECTRON: electron.executable,
      // Chromium cannot use its sandbox as root. The page's own sandbox settings hold all the same.
      PARLEY_E2E_SWITCHES: process.getuid?.() === 0 ? '--no-sandbox' : '',
      ...(electron.sqliteBinding === null ? {} : { PARLEY_SQLITE_BINDING: electron.sqliteBinding }),
      ...(display === null ? {} : { DISPLAY: display.name }),
    });
  } finally {
    display?.stop();
  }
}

async function runStep(step: Step): Promise<Counts> {
  say(`\n── ${step.name}`);
  const startedMs = Date.now();
  const counts = await step.run().catch((error: unknown) => {
    console.error(error);
    return oneFailed;
  });
  const outcome = counts.failed > 0 ? 'failed' : counts.passed > 0 ? 'passed' : 'skipped';
  say(`── ${step.name}: ${outcome} (${((Date.now() - startedMs) / 1_000).toFixed(1)} s)`);
  return counts;
}

const args = process.argv.slice(2);
const onlyAt = args.indexOf('--only');
const only = onlyAt < 0 ? null : args[onlyAt + 1];
const forVitest = args.filter((_, index) => onlyAt < 0 || (index !== onlyAt && index !== onlyAt + 1));
const chosen = steps.filter((step) => only === null || step.name === only);
if (chosen.length === 0) {
  console.error(`--only takes one of: ${steps.map((step) => step.name).join(', ')}.`);
  process.exit(2);
}
let total = noCounts;
for (const step of chosen) total = addCounts(total, await runStep(step));
say('');
say(summaryLine(total));
process.exit(total.failed > 0 ? 1 : 0);
