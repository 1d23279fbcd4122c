import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { RevisionJson } from '../../cli/commands/revisions.ts';
import { readDocx } from '../../core/docx/read-docx.ts';
import { blockText } from '../../core/model/content.ts';
import { nodePlatform } from '../../engine/platform.ts';
import { docxFile, inList, list, listLevel, p, r } from '../support/docx.ts';
import { parley } from '../support/terminal.ts';

let folder: string;
let file: string;
let out: string;

const change = (name: string, author: string, inside: string, id: number) =>
  `<w:${name} w:id="${id}" w:author="${author}" w:date="2026-03-0${id}T09:00:00Z">${inside}</w:${name}>`;
const ins = (author: string, text: string, id: number) => change('ins', author, r(text), id);
const del = (author: string, text: string, id: number) =>
  change('del', author, `<w:r><w:delText xml:space="preserve">${text}</w:delText></w:r>`, id);
const clause = (content: string, level: number) => p(content, inList(1, level));

const body =
  clause(r('Delivery'), 0) +
  clause(
    r('The Supplier delivers within ') + del('The Vendor', 'thirty', 1) + ins('The Vendor', 'ninety', 2) + r(' days.'),
    1,
  ) +
  clause(r('Fees'), 0) +
  clause(r('The fee is ') + ins('The Department', 'not ', 3) + r('refundable.'), 1);
const numbering = list(1, listLevel(0, 'decimal', '%1.'), listLevel(1, 'decimal', '%1.%2'));

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-revisions-'));
  file = join(folder, 'draft.docx');
  out = join(folder, 'out.docx');
});
beforeEach(() => {
  rmSync(out, { force: true });
  writeFileSync(file, docxFile({ body, numbering }).bytes);
});
afterAll(() => rmSync(folder, { recursive: true }));

interface ListedJson {
  readonly schema: string;
  readonly authors: readonly { author: string; count: number }[];
  readonly revisions: readonly RevisionJson[];
}

async function listed(path: string): Promise<ListedJson> {
  const { code, out: printed } = await parley(folder, 'revisions', path, '--json');
  expect(code).toBe(0);
  return JSON.parse(printed) as ListedJson;
}

/** The accepted words of a file. */
function words(path: string): string[] {
  return readDocx({ name: 'out.docx', bytes: readFileSync(path) }, nodePlatform).blocks.map(({ block }) =>
    blockText(block),
  );
}

test('revisions lists what is pending: what, by whom, when and in which clause', async () => {
  const { schema, authors, revisions } = await listed(file);
  expect(schema).toBe('parley.revisions/1');
  expect(authors).toEqual([
    { author: 'The Vendor', count: 2 },
    { author: 'The Department', count: 1 },
  ]);
  expect(
    revisions.map(({ kind, author, date, clause: name, text }) => [
      kind,
      author,
      date?.slice(0, 10),
      name?.label,
      text,
    ]),
  ).toEqual([
    ['deletion', 'The Vendor', '2026-03-01', '1.1', { old: 'thirty', new: '' }],
    ['insertion', 'The Vendor', '2026-03-02', '1.1', { old: '', new: 'ninety' }],
    ['insertion', 'The Department', '2026-03-03', '2.1', { old: '', new: 'not ' }],
  ]);
  const { out: printed } = await parley(folder, 'revisions', file);
  expect(printed).toContain(`${revisions[0]?.id}  1.1  deletion  The Vendor 2026-03-01  [-thirty-]`);
  expect(printed).toContain('3 tracked changes: The Vendor 2, The Department 1');
});

test('accept and reject resolve everything', async () => {
  const accepted = await parley(folder, 'accept', file, '--out', out);
  expect([accepted.code, accepted.out]).toEqual([0, '3 tracked changes accepted, none is pending\n']);
  expect(words(out)[1]).toBe('The Supplier delivers within ninety days.');
  expect((await parley(folder, 'reject', file, '--out', out)).code).toBe(0);
  expect(words(out)).toEqual([
    'Delivery',
    'The Supplier delivers within thirty days.',
    'Fees',
    'The fee is refundable.',
  ]);
  expect((await listed(out)).revisions).toEqual([]);
});

test.each([
  [['--author', 'The Vendor'], ['not ']],
  [['--author', 'The Vendor', '--author', 'The Department'], []],
  [
    ['--clause', '2'],
    ['thirty', 'ninety'],
  ],
  [['--clause', '1.1', '--author', 'The Vendor'], ['not ']],
])('accept %j leaves %j pending', async (options, pending) => {
  expect((await parley(folder, 'accept', file, '--out', out, ...options)).code).toBe(0);
  expect((await listed(out)).revisions.map(({ text }) => text.old || text.new)).toEqual(pending);
});

test('one change by its id, then the next by the id it had before', async () => {
  const [deletion, insertion] = (await listed(file)).revisions;
  const first = await parley(folder, 'accept', file, '--out', out, '--change', deletion?.id ?? '', '--json');
  expect(JSON.parse(first.out)).toMatchObject({ schema: 'parley.resolved/1', resolved: [deletion?.id], swallowed: [] });
  expect((await parley(folder, 'reject', out, '--out', out, '--change', insertion?.id ?? '')).code).toBe(0);
  expect(words(out)[1]).toBe('The Supplier delivers within  days.');
});

test.each([
  [['--author', 'Nobody'], 3, 'No pending change is by Nobody'],
  [['--clause', '9'], 3, 'No pending change is in clause 9'],
  [['--change', 'x'], 3, 'There is no change x'],
  [['--colour'], 2, '--colour'],
])('accept %j exits %i, says why in one line and writes nothing', async (options, code, message) => {
  const result = await parley(folder, 'accept', file, '--out', out, ...options);
  expect([result.code, result.out]).toEqual([code, '']);
  expect(result.err).toContain(message);
  expect(result.err.trimEnd().split('\n')).toHaveLength(1);
  expect(existsSync(out)).toBe(false);
});

test('accept needs a name to write to, and refuses what is no Word document', async () => {
  expect((await parley(folder, 'accept', file)).err).toContain('--out is needed');
  const plain = join(folder, 'a.txt');
  writeFileSync(plain, 'words');
  expect((await parley(folder, 'accept', plain, '--out', out)).code).toBe(3);
  expect((await parley(folder, 'revisions', plain)).code).toBe(3);
});

test('a file without tracked changes is written as it was', async () => {
  writeFileSync(file, docxFile(p('words')).bytes);
  expect((await parley(folder, 'revisions', file)).out).toBe('no tracked changes\n');
  expect((await parley(folder, 'accept', file, '--out', out)).code).toBe(0);
  expect(readFileSync(out).equals(readFileSync(file))).toBe(true);
});
