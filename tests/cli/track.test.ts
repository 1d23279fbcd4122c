import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readRedline } from '../../core/docx/tracked/read-redline.ts';
import { listChanges } from '../../core/redline/list-changes.ts';
import { nodePlatform } from '../../engine/platform.ts';
import { docxFile, p, r } from '../support/docx.ts';
import { parley } from '../support/terminal.ts';

let folder: string;
let byHand: string;
let out: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-track-'));
  byHand = join(folder, 'by-hand.docx');
  out = join(folder, 'tracked.docx');
  writeFileSync(
    byHand,
    docxFile(p(`${r('Within ')}${r('ten', '<w:strike/>')}${r('[thirty]', '<w:b/>')}${r(' days.')}`)).bytes,
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

test('track makes tracked changes of a redline made by hand', async () => {
  const { code, out: printed } = await parley(
    ...([folder, 'track', byHand, '--out', out, '--author', 'The Vendor', '--date', '2026-03-31'] as const),
  );
  expect(code).toBe(0);
  expect(printed).toContain('2 tracked changes');
  const rows = listChanges(readRedline({ name: 'tracked.docx', bytes: readFileSync(out) }, nodePlatform));
  expect(rows).toMatchObject([
    { kind: 'replacement', before: 'ten', after: 'thirty', author: 'The Vendor', date: '2026-03-31T00:00:00Z' },
  ]);
});

test('its report as JSON says how insertions were told from live text', async () => {
  const { out: printed } = await parley(folder, 'track', byHand, '--out', out, '--json');
  expect(JSON.parse(printed)).toMatchObject({
    schema: 'parley.track/1',
    file: 'by-hand.docx',
    confidence: 'sure',
    insertionSign: { brackets: true, bold: true },
    deletions: 1,
    insertions: 1,
    markupCharacters: 2,
  });
});

test('a file that is no redline is refused, and nothing is written', async () => {
  const plain = join(folder, 'plain.docx');
  writeFileSync(plain, docxFile(p('Plain words.')).bytes);
  const { code, err } = await parley(folder, 'track', plain, '--out', join(folder, 'none.docx'));
  expect(code).toBe(3);
  expect(err).toContain('plain.docx is not a redline made by hand');
  expect(() => readFileSync(join(folder, 'none.docx'))).toThrow('ENOENT');
});

test('a date that is none, and a missing --out, are wrong usage', async () => {
  expect((await parley(folder, 'track', byHand, '--out', out, '--date', 'soon')).code).toBe(2);
  expect((await parley(folder, 'track', byHand)).code).toBe(2);
});

test('split says that struck words look like a redline', async () => {
  const { out: printed } = await parley(folder, 'split', byHand);
  expect(printed).toContain('this looks like a redline made by hand: 1 deletion, 1 insertion');
});
