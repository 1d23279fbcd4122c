import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RowJson } from '../../cli/commands/compare.ts';
import type { ClauseJson } from '../../cli/contract-file.ts';
import { nodePlatform } from '../../engine/platform.ts';
import { StagedFiles } from '../../engine/staged-files.ts';
import { parley } from '../support/terminal.ts';

const contractA = `# Supply agreement

1. Delivery

1.1 The Supplier delivers within thirty (30) days.

1.2 Risk passes on delivery.

2. Term

2.1 This agreement lasts one year.
`;
const contractB = contractA
  .replace('thirty (30)', 'ninety (90)')
  .replace('2.1 This', '2.1 The parties may renew.\n\n2.2 This');

let folder: string;
let fileA: string;
let fileB: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-cli-'));
  fileA = join(folder, 'a.txt');
  fileB = join(folder, 'b.txt');
  writeFileSync(fileA, contractA.replace('# ', ''));
  writeFileSync(fileB, contractB.replace('# ', ''));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('split prints a tree whose clauses joined again are the text', async () => {
  const { code, out } = await parley(folder, 'split', fileA, '--json');
  expect(code).toBe(0);
  const { schema, language, clauses } = JSON.parse(out) as { schema: string; language: string; clauses: ClauseJson[] };
  expect(schema).toBe('parley.split/1');
  expect(language).toBe('en');
  const paragraphs = readFileSync(fileA, 'utf8').trim().split(/\n+/);
  expect(clauses.map((clause) => clause.prefix + clause.text).join('\n')).toBe(paragraphs.join('\n'));
  expect(clauses.map((clause) => clause.label)).toContain('1.2');
});

test('compare gives both sides back and says what changed', async () => {
  const { code, out } = await parley(folder, 'compare', fileA, fileB, '--json');
  expect(code).toBe(0);
  const { rows } = JSON.parse(out) as { rows: RowJson[] };
  for (const row of rows) {
    const side = (other: string) =>
      row.edits
        .filter((edit) => edit.op !== other)
        .map((edit) => edit.text)
        .join('');
    expect(side('insert')).toBe(row.a?.text ?? '');
    expect(side('delete')).toBe(row.b?.text ?? '');
  }
  const changed = rows.filter((row) => row.kind !== 'same').map((row) => [row.kind, row.a?.label, row.b?.label]);
  expect(changed).toEqual([
    ['edited', '1.1', '1.1'],
    ['inserted', undefined, '2.1'],
    ['renumbered', '2.1', '2.2'],
  ]);
});

test('compare writes a redline as one HTML file, with the words of the file escaped', async () => {
  const hostile = join(folder, 'hostile.txt');
  writeFileSync(hostile, '1. <script>alert(1)</script> & more\n\n2. Second clause.\n');
  const out = join(folder, 'redline.html');
  expect((await parley(folder, 'compare', fileA, hostile, '--out', out)).code).toBe(0);
  const html = readFileSync(out, 'utf8');
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; more');
  expect(html).not.toContain('<script>');
});

test.each([
  [['frobnicate'], 2, 'there is no command'],
  [['split'], 2, 'split takes FILE'],
  [['split', 'a', '--colour', 'red'], 2, '--colour'],
  [['split', 'no-such-file.docx'], 3, 'there is no such file'],
  [['matter', 'create', '--title', 'T', '--side', 'ours=A'], 2, 'at least one --side theirs=NAME'],
  [['matter', 'create', '--title', 'T', '--side', 'mine=A', '--side', 'theirs=B'], 2, 'mine=A'],
  [['contested', '--matter', 'nothing-like-it'], 3, 'There is no matter'],
])('%j exits %i and says why in one line', async (argv, code, message) => {
  const result = await parley(folder, ...argv);
  expect(result.code).toBe(code);
  expect(result.err).toContain(message);
  expect(result.err.trimEnd().split('\n')).toHaveLength(1);
  expect(result.out).toBe('');
});

test('a file that is no contract is refused by name and reason, and nothing is printed', async () => {
  const image = join(folder, 'scan.txt');
  writeFileSync(image, Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]));
  const { code, out, err } = await parley(folder, 'split', image, '--json');
  expect([code, out]).toEqual([3, '']);
  expect(err).toContain('scan.txt');
});

test('a file of 2 GB is refused before it is read, in the words of the engine', async () => {
  const huge = join(folder, 'huge.docx');
  writeFileSync(huge, 'PK');
  truncateSync(huge, 2 * 1024 ** 3);
  const { nowMs, newId } = nodePlatform;
  let refused: unknown;
  try {
    new StagedFiles({ nowMs, newId }).stage(huge);
  } catch (error) {
    refused = error;
  }
  expect(refused).toMatchObject({ code: 'too-large', message: expect.stringContaining('larger than 200 MB') });
  for (const args of [
    ['split', huge],
    ['revisions', huge],
    ['redline', fileA, huge, '--out', join(folder, 'r.docx')],
  ]) {
    const { code, err } = await parley(folder, ...args);
    expect([code, err]).toEqual([3, expect.stringContaining((refused as Error).message)]);
  }
});
