import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { api, type Method } from '../../core/api.ts';
import { errorCodes } from '../../core/error.ts';
import { dispatch } from '../../engine/dispatch.ts';
import { handlers } from '../../engine/handlers.ts';
import { Jobs } from '../../engine/jobs.ts';
import { StagedFiles } from '../../engine/staged-files.ts';
import { version } from '../../engine/version.ts';
import { makeMatter, openTestEngine } from '../support/engine.ts';
import { testPlatform } from '../support/platform.ts';
import { openTestWorkspace } from '../support/workspace.ts';

const fromWindow = { caller: 'window' } as const;
const fromHost = { caller: 'host' } as const;

test('every method of the table has a handler, and no handler is without a method', () => {
  expect(Object.keys(handlers).sort()).toEqual(Object.keys(api).sort());
});

test.each(['nothing.like-it', '', 'constructor', '__proto__', 'toString', 'hasOwnProperty', 'matter', 'MATTER.LIST'])(
  'there is no method “%s”',
  async (method) => {
    const reply = await openTestEngine().call(method, {}, fromHost);
    expect(reply).toMatchObject({ ok: false, error: { code: 'unknown-method', details: { method } } });
  },
);

const hostMethods = Object.entries(api as Record<string, Method>).filter(([, method]) => method.host === true);

test('the methods that name paths of files are the host’s', () => {
  expect(hostMethods.map(([name]) => name)).toEqual([
    'file.stage',
    'draft.writeExport',
    'draft.writeCertificate',
    'memo.write',
    'sample.ensure',
  ]);
});

test.each(hostMethods.map(([name]) => name))('to a window there is no method %s', async (name) => {
  const engine = openTestEngine();
  const unknown = await engine.call('nothing.like-it', {}, fromWindow);
  const refused = await engine.call(name, {}, fromWindow);
  expect(JSON.stringify(refused)).toBe(JSON.stringify(unknown).replaceAll('nothing.like-it', name));
});

test.each([
  ['matter.list', undefined, /matter\.list: .+/],
  ['matter.list', { extra: 1 }, /extra/],
  ['matter.get', { matterId: '../../etc' }, /matterId: /],
  ['matter.create', { title: 'T', parties: [{ name: '', isOurs: true }] }, /parties\[0\]\.name: .*parties: /],
  ['matter.create', { title: 'two\nlines', parties: [] }, /title: /],
  [
    'draft.import',
    { matterId: 'm'.repeat(26), partyId: 'p'.repeat(26), datedOn: '2026-02-30', source: { token: 't' } },
    /datedOn: /,
  ],
  [
    'draft.import',
    { matterId: 'm'.repeat(26), partyId: 'p'.repeat(26), datedOn: '2026-02-03', source: { path: '/etc/passwd' } },
    /source: /,
  ],
])('%s refuses %j and says where', async (method, input, message) => {
  const reply = await openTestEngine().call(method, input, fromHost);
  expect(reply).toMatchObject({ ok: false, error: { code: 'invalid-input', details: { method } } });
  expect(reply.ok ? '' : reply.error.message).toMatch(message);
});

test('a bug is logged with its causes and shown as internal', async () => {
  const logged: string[] = [];
  const platform = testPlatform();
  const engine = openTestEngine({
    log: (text) => logged.push(text),
    platform: {
      ...platform,
      newId: () => {
        throw new Error('no more ids', { cause: new Error('the well is dry') });
      },
    },
  });
  const input = {
    title: 'T',
    parties: [
      { name: 'a', isOurs: true },
      { name: 'b', isOurs: false },
    ],
  };
  const reply = await engine.call('matter.create', input, fromWindow);
  expect(reply).toMatchObject({ ok: false, error: { code: 'internal' } });
  expect(reply.ok ? '' : reply.error.message).toContain('no more ids');
  expect(logged).toHaveLength(1);
  expect(logged[0]).toMatch(/matter\.create: Error: no more ids\n.*dispatch\.ts.*caused by Error: the well is dry/s);
  await expect(engine.ask('matter.create', input)).rejects.toMatchObject({
    code: 'internal',
    cause: { message: 'no more ids' },
  });
});

test('an expected error is not logged', async () => {
  const logged: string[] = [];
  const engine = openTestEngine({ log: (text) => logged.push(text) });
  const reply = await engine.call('matter.get', { matterId: 'm'.repeat(26) }, fromWindow);
  expect(reply).toMatchObject({ ok: false, error: { code: 'not-found', details: { id: 'm'.repeat(26) } } });
  expect(logged).toEqual([]);
});

test('a closed engine says so, and can be closed twice', async () => {
  const engine = openTestEngine();
  engine.close();
  engine.close();
  expect(await engine.call('matter.list', {}, fromHost)).toMatchObject({
    ok: false,
    error: { code: 'engine-stopped' },
  });
});

test('an answer that its schema forbids is a bug, where answers are checked', async () => {
  const counted = testPlatform();
  const platform = { ...counted, newId: () => `NO ${counted.newId()}` };
  const workspace = openTestWorkspace({ platform });
  const services = { workspace, platform, jobs: new Jobs(), stagedFiles: new StagedFiles(platform), sampleDir: null };
  const call = { method: 'file.stage', input: { path: import.meta.filename }, caller: 'host' } as const;
  const options = { onEvent: () => {}, checkOutputs: true };
  await expect(dispatch(services, call, options)).resolves.toMatchObject({ token: 'NO id000000000000000000000001' });
  const create = {
    title: 'T',
    parties: [
      { name: 'a', isOurs: true },
      { name: 'b', isOurs: false },
    ],
  };
  await expect(dispatch(services, { method: 'matter.create', input: create, caller: 'host' }, options)).rejects.toThrow(
    'what its schema forbids',
  );
});

test('a write and a job that wrote say which matter has changed; reads, refusals and writes of nothing do not', async () => {
  const events: unknown[] = [];
  const engine = openTestEngine({ onEvent: (event) => events.push(event) });
  const matter = await makeMatter(engine);
  await engine.ask('matter.list', {});
  await engine.ask('matter.rename', { matterId: matter.id, title: matter.title });
  await engine.call('matter.rename', { matterId: matter.id, title: '' }, fromWindow);
  await engine.ask('setting.set', { key: 'theme', value: 'dark' });
  const { matterId } = await engine.ask('sample.create', { language: 'fr' });
  expect(events).toEqual([
    { type: 'changed', matterId: matter.id, method: 'matter.create' },
    { type: 'changed', matterId: null, method: 'setting.set' },
    { type: 'changed', matterId, method: 'sample.create' },
  ]);
});

test('who has stopped listening hears nothing more', async () => {
  const engine = openTestEngine();
  const heard: string[] = [];
  const stop = engine.subscribe((event) => heard.push(event.type));
  await engine.ask('setting.set', { key: 'theme', value: 'dark' });
  stop();
  await engine.ask('setting.set', { key: 'theme', value: 'light' });
  expect(heard).toEqual(['changed']);
});

test('the version is that of package.json', () => {
  const packageJson = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
    version: string;
  };
  expect(version).toBe(packageJson.version);
  expect(errorCodes).toContain('internal');
});
