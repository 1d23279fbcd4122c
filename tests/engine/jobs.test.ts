import { expect, test } from 'vitest';
import type { ParleyEvent } from '../../core/api.ts';
import { contract, importText, makeMatter, openTestEngine, partyOf } from '../support/engine.ts';
import { editContract, generateContract, toMarkdown } from '../support/generate-contract.ts';
import { dumpTables, openTestWorkspace, temporaryFolder } from '../support/workspace.ts';

const before = generateContract({ seed: 3, pages: 20 });
const after = toMarkdown(editContract(before, { seed: 4, touched: 0.3 }));

async function startMatter(directory = ':memory:') {
  const events: ParleyEvent[] = [];
  const engine = openTestEngine({ workspace: directory, onEvent: (event) => events.push(event) });
  const matter = await makeMatter(engine);
  await importText(engine, matter, 'ours', toMarkdown(before), { name: 'a.md' });
  events.length = 0;
  const jobEvents = () => events.filter((event) => event.type === 'job');
  return { engine, matter, events, jobEvents };
}

test('a job tells how far it is, step by step and never backwards, and then that something has changed', async () => {
  const { engine, matter, events, jobEvents } = await startMatter();
  await importText(engine, matter, 'theirs', after, { name: 'b.md', jobId: 'import-1' });
  expect([...new Set(jobEvents().map((event) => event.step))]).toEqual([
    'reading',
    'splitting',
    'aligning',
    'checking',
    'saving',
  ]);
  const done = jobEvents().map((event) => event.done);
  expect(done).toEqual([...done].sort((a, b) => a - b));
  expect(Math.min(...done)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...done)).toBeLessThanOrEqual(1);
  expect(new Set(jobEvents().map((event) => event.jobId))).toEqual(new Set(['import-1']));
  expect(events.at(-1)).toEqual({ type: 'changed', matterId: matter.id, method: 'draft.import' });
});

test('a job without an id tells nothing on its way', async () => {
  const { engine, matter, events } = await startMatter();
  await importText(engine, matter, 'theirs', after, { name: 'b.md' });
  expect(events.map((event) => event.type)).toEqual(['changed']);
});

test('other calls are answered while a job runs', async () => {
  const { engine, matter } = await startMatter();
  let isRunning = true;
  const job = importText(engine, matter, 'theirs', after, { name: 'b.md' }).finally(() => {
    isRunning = false;
  });
  await engine.ask('setting.set', { key: 'theme', value: 'dark' });
  expect(isRunning).toBe(true);
  await job;
});

test('cancelled at any step, a job leaves nothing', async () => {
  const directory = temporaryFolder();
  const { engine, matter, events, jobEvents } = await startMatter(directory);
  const looking = openTestWorkspace({ directory });
  const look = () => [dumpTables(looking), looking.reader.all('SELECT * FROM batch')];
  const untouched = look();
  const dryRun = openTestEngine();
  const elsewhere = await makeMatter(dryRun);
  let steps = 0;
  dryRun.subscribe((event) => {
    if (event.type === 'job') steps += 1;
  });
  await importText(dryRun, elsewhere, 'ours', toMarkdown(before), { name: 'a.md' });
  await importText(dryRun, elsewhere, 'theirs', after, { name: 'b.md', jobId: 'dry' });
  expect(steps).toBeGreaterThan(5);
  for (let at = 1; at <= steps; at += 1) {
    events.length = 0;
    const stop = engine.subscribe((event) => {
      if (event.type === 'job' && jobEvents().length === at) {
        void engine.call('job.cancel', { jobId: `job-${at}` }, { caller: 'window' });
      }
    });
    const job = importText(engine, matter, 'theirs', after, { name: 'b.md', jobId: `job-${at}` });
    await expect(job, `cancelled at step ${at}`).rejects.toMatchObject({ code: 'cancelled' });
    stop();
    expect(events.every((event) => event.type === 'job')).toBe(true);
    expect(look()).toEqual(untouched);
  }
});

test('cancelling answers whether there was such a job, and a finished one is gone', async () => {
  const { engine, matter } = await startMatter();
  expect(await engine.ask('job.cancel', { jobId: 'none' })).toEqual({ found: false });
  const job = importText(engine, matter, 'theirs', after, { name: 'b.md', jobId: 'one' });
  expect(await engine.ask('job.cancel', { jobId: 'one' })).toEqual({ found: true });
  await expect(job).rejects.toMatchObject({ code: 'cancelled' });
  expect(await engine.ask('job.cancel', { jobId: 'one' })).toEqual({ found: false });
});

test('two jobs cannot have one id, and the first goes on', async () => {
  const { engine, matter } = await startMatter();
  const first = importText(engine, matter, 'theirs', after, { name: 'b.md', jobId: 'same' });
  await expect(importText(engine, matter, 'theirs', contract('One.'), { jobId: 'same' })).rejects.toMatchObject({
    code: 'invalid-input',
  });
  expect((await first).draft.round).toBe(2);
});

test('an engine that is closed stops its jobs, and the workspace is sound', async () => {
  const directory = temporaryFolder();
  const { engine, matter } = await startMatter(directory);
  const input = {
    matterId: matter.id,
    partyId: partyOf(matter, 'theirs'),
    datedOn: '2026-04-01',
    source: { name: 'b.md', bytes: new TextEncoder().encode(after) },
  };
  const job = engine.call('draft.import', input, { caller: 'window' });
  engine.close();
  expect(await job).toMatchObject({
    ok: false,
    error: { code: expect.stringMatching(/cancelled|engine-stopped/) as string },
  });
  const { reader } = openTestWorkspace({ directory });
  expect(reader.get('SELECT count(*) AS count FROM draft')).toEqual({ count: 1 });
});
