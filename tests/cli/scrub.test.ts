import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ScrubReport } from '../../core/docx/scrub/report.ts';
import { by, docxFile, p, r, t } from '../support/docx.ts';
import { parley } from '../support/terminal.ts';

let folder: string;
let file: string;
let bytes: Uint8Array;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-scrub-'));
  file = join(folder, 'draft.docx');
  bytes = docxFile({
    body: p(
      `<w:ins ${by('A. Writer')}>${r('new ')}</w:ins><w:del ${by('B. Reader', 2)}><w:r><w:delText>old</w:delText></w:r></w:del>${r('words')}${r(t('a \u009b31mhidden price'), '<w:vanish/>')}`,
    ),
    settings: '<w:removePersonalInformation/>',
  }).bytes;
  writeFileSync(file, bytes);
});
afterAll(() => rmSync(folder, { recursive: true }));

const main = (path: string) => parley(folder, 'revisions', path, '--json').then(({ out }) => out);

test('writes the document and says what was removed, in lines that a terminal cannot obey', async () => {
  const out = join(folder, 'clean.docx');
  const { code, out: printed, err } = await parley(folder, 'scrub', file, '--out', out);
  expect([code, err]).toEqual([0, '']);
  const lines = printed.split('\n');
  expect(lines[0]).toBe(`${out}: scrubbed, 2 tracked changes stay`);
  expect(lines).toContain('removed authors: w:author × 2 in word/document.xml (A. Writer, B. Reader)');
  expect(lines).toContain('removed hidden-text: hidden words × 1 in word/document.xml (a 31mhidden price)');
  expect(lines).toContain('not asked for: embedded-objects, embedded-fonts');
  expect(lines).toContain(
    'removePersonalInformation: taken out; Word would erase authors and dates when it saves the file',
  );
  expect(printed).not.toContain('\u009b');
  expect(await main(out)).not.toMatch(/Writer|Reader|2026-03-01/);
  expect(Buffer.from(readFileSync(file)).equals(Buffer.from(bytes))).toBe(true);
});

test('keeps and renames what it is told to, and prints the report as JSON', async () => {
  const out = join(folder, 'sides.docx');
  const { code, out: printed } = await parley(
    folder,
    'scrub',
    file,
    '--out',
    out,
    '--json',
    '--keep',
    'hidden-text',
    '--keep',
    'dates',
    '--author',
    'The other side',
    '--rename',
    'A. Writer=The Vendor',
  );
  expect(code).toBe(0);
  const report = JSON.parse(printed) as { schema: string; file: string; out: string } & ScrubReport;
  expect(report).toMatchObject({
    schema: 'parley.scrub/1',
    file: 'draft.docx',
    out,
    extension: 'docx',
    trackedChanges: 2,
  });
  expect(report.kept).toEqual(['dates', 'hidden-text', 'embedded-objects', 'embedded-fonts']);
  const revisions = await main(out);
  expect(revisions).toContain('The Vendor');
  expect(revisions).toContain('The other side');
  expect(revisions).toContain('2026-03-01');
});

test('refuses to write over the file itself, under whatever name, and leaves it as it was', async () => {
  const link = join(folder, 'link.docx');
  symlinkSync(file, link);
  for (const out of [file, join(folder, '.', 'draft.docx'), link]) {
    const { code, err, out: printed } = await parley(folder, 'scrub', file, '--out', out);
    expect([code, printed]).toEqual([2, '']);
    expect(err).toContain('is the file itself');
  }
  expect(Buffer.from(readFileSync(file)).equals(Buffer.from(bytes))).toBe(true);
});

test.each([
  [['--out', 'x.docx', '--keep', 'everything'], 'hidden-text, comments'],
  [['--out', 'x.docx', '--rename', 'nobody'], '--rename is OLD=NEW'],
  [['--out', 'x.docm'], '--out must end in .docx'],
  [['--out', 'x.docx', '--date', 'yesterday'], '--date'],
  [[], '--out is needed'],
])('%j is wrong usage', async (options, message) => {
  const given = options.map((option) => (option.startsWith('x.') ? join(folder, option) : option));
  const { code, err } = await parley(folder, 'scrub', file, ...given);
  expect(code).toBe(2);
  expect(err).toContain(message);
  expect(existsSync(join(folder, 'x.docx')) || existsSync(join(folder, 'x.docm'))).toBe(false);
});

test('refuses what is no Word document, by name, and writes nothing', async () => {
  const text = join(folder, 'notes.docx');
  writeFileSync(text, 'only text');
  const { code, err } = await parley(folder, 'scrub', text, '--out', join(folder, 'y.docx'));
  expect(code).toBe(3);
  expect(err).toContain('notes.docx is not a Word document');
  expect(existsSync(join(folder, 'y.docx'))).toBe(false);
});
