import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTestEngine } from '../support/engine.ts';
import { temporaryFolder } from '../support/workspace.ts';

async function withSample() {
  const engine = openTestEngine();
  const { matterId } = await engine.ask('sample.create', { language: 'en' });
  return { engine, matterId, request: { matterId, language: 'en' as const } };
}

test.each([
  ['docx', 'PK'],
  ['html', '<!doctype html>'],
  ['md', '#'],
] as const)('both memos are rendered as %s', async (format, beginning) => {
  const { engine, request } = await withSample();
  for (const [audience, ending] of [
    ['internal', 'internal memo'],
    ['counterparty', 'position memo'],
  ] as const) {
    const { fileName, bytes } = await engine.ask('memo.render', { ...request, audience, format });
    expect(fileName).toBe(`Model Services Agreement renewal for Classified Environments – ${ending}.${format}`);
    expect(new TextDecoder().decode(bytes.slice(0, beginning.length)).toLowerCase()).toBe(beginning.toLowerCase());
  }
});

test('our notes are in our memo and not in theirs', async () => {
  const { engine, matterId, request } = await withSample();
  const text = async (audience: 'internal' | 'counterparty') =>
    new TextDecoder().decode((await engine.ask('memo.render', { ...request, audience, format: 'md' })).bytes);
  const [ours, theirs] = [await text('internal'), await text('counterparty')];
  const terms = await engine.ask('term.list', { matterId });
  const secrets = terms.flatMap((term) => [term.note, ...term.positions.map((position) => position.redLine)]);
  expect(secrets.length).toBeGreaterThan(5);
  for (const secret of secrets) {
    expect(ours).toContain(secret.slice(0, 40));
    expect(theirs).not.toContain(secret.slice(0, 40));
  }
});

test('a memo is written whole, in the format of its ending, over what was there', async () => {
  const { engine, request } = await withSample();
  const folder = temporaryFolder();
  const path = join(folder, 'Memo.HTML');
  writeFileSync(path, 'the old one');
  const written = await engine.ask('memo.write', { ...request, audience: 'counterparty', path });
  expect(written).toEqual({ path, byteLength: readFileSync(path).byteLength });
  expect(readFileSync(path, 'utf8').toLowerCase()).toMatch(/^<!doctype html>/);
  expect(readdirSync(folder)).toEqual(['Memo.HTML']);
});

test.each([
  ['memo.pdf', 'invalid-input'],
  ['memo', 'invalid-input'],
  [join('no', 'such', 'folder', 'memo.md'), 'io'],
])('a memo is not written to %s', async (name, code) => {
  const { engine, request } = await withSample();
  const folder = temporaryFolder();
  const path = join(folder, name);
  await expect(engine.ask('memo.write', { ...request, audience: 'internal', path })).rejects.toMatchObject({
    code,
    message: expect.stringContaining(path) as string,
  });
  expect(readdirSync(folder)).toEqual([]);
});

test('a matter of which nothing is known yet has a memo too', async () => {
  const engine = openTestEngine();
  const parties = [
    { name: 'a', isOurs: true },
    { name: 'b', isOurs: false },
  ];
  const { id: matterId } = await engine.ask('matter.create', { title: 'A/B: "test"', parties });
  const request = { matterId, language: 'fr', format: 'md' } as const;
  const { fileName } = await engine.ask('memo.render', { ...request, audience: 'internal' });
  expect(fileName).toBe('A B test – note interne.md');
  await engine.ask('memo.render', { ...request, audience: 'counterparty' });
});
