import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { verifyChain } from '../../db/change-log.ts';
import type { Workspace } from '../../db/workspace.ts';
import { dumpTables, openTestWorkspace, replayLog, temporaryFolder } from '../support/workspace.ts';

const program = join(import.meta.dirname, '../support/endless-writer.ts');

/** Starts a writer and answers it with a way to wait until it has said so many lines more. */
function startWriter(directory: string) {
  const child: ChildProcess = spawn(process.execPath, [program, directory], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let said = '';
  let complaints = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  const lines = () => said.split('\n').slice(0, -1);
  return {
    child,
    lines,
    complaints: () => complaints,
    async waitForLines(count: number): Promise<void> {
      while (lines().length < count) {
        if (child.exitCode !== null) throw new Error(`the writer ended: ${complaints}`);
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
    },
  };
}

/** Opening checks the file itself; here the log is whole and says exactly what the tables hold. */
function expectSound(workspace: Workspace): void {
  let state = { brokenAt: null as number | null };
  for (state of verifyChain(workspace));
  expect(state.brokenAt).toBeNull();
  const copy = openTestWorkspace();
  replayLog(workspace, copy);
  expect(dumpTables(copy)).toEqual(dumpTables(workspace));
}

test('a process killed in the middle of writing leaves a sound workspace with everything it had said was written', async () => {
  const directory = temporaryFolder();
  for (let kill = 0; kill < 4; kill += 1) {
    const writer = startWriter(directory);
    await writer.waitForLines(2 + kill);
    await new Promise((resolve) => setTimeout(resolve, kill * 3));
    writer.child.kill('SIGKILL');
    await once(writer.child, 'close');
    const workspace = openTestWorkspace({ directory });
    expectSound(workspace);
    const batches = workspace.reader.get<{ count: number }>('SELECT count(*) AS count FROM batch')?.count;
    expect(batches).toBeGreaterThanOrEqual(Number(writer.lines().at(-1)));
    workspace.close();
  }
});

test('several processes make and write one workspace at the same time, and no batch is lost or torn', async () => {
  const directory = temporaryFolder();
  const writers = [startWriter(directory), startWriter(directory), startWriter(directory)];
  await Promise.all(writers.map((writer) => writer.waitForLines(3)));
  for (const { child } of writers) child.kill('SIGKILL');
  await Promise.all(writers.map(({ child }) => once(child, 'close')));
  expect(writers.map((writer) => writer.complaints())).toEqual(['', '', '']);
  const workspace = openTestWorkspace({ directory });
  expectSound(workspace);
  const counts =
    'SELECT (SELECT count(*) FROM matter) AS matters, (SELECT max(round) FROM draft) AS drafts, count(*) AS batches FROM batch';
  const { matters, drafts, batches } =
    workspace.reader.get<Record<'matters' | 'drafts' | 'batches', number>>(counts) ?? {};
  expect([matters, batches]).toEqual([1, 1 + Number(drafts)]);
  expect(drafts).toBeGreaterThanOrEqual(9);
});
