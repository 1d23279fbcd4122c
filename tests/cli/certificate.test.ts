import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { docxFile, p } from '../support/docx.ts';
import { parley } from '../support/terminal.ts';

let folder: string;
const path = (name: string) => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-certificate-'));
  const put = (name: string, days: string) =>
    writeFileSync(
      path(name),
      docxFile(`${p('1. The fee is ten euros.')}${p(`2. Payment within ${days} days.`)}<w:sectPr/>`).bytes,
    );
  put('sent.docx', 'thirty');
  put('back.docx', 'sixty');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('certificate', () => {
  test('says what was changed without being tracked, in which clause', async () => {
    const { code, out } = await parley(
      folder,
      'certificate',
      '--sent',
      path('sent.docx'),
      '--received',
      path('back.docx'),
    );
    expect(code).toBe(0);
    expect(out).toBe('One change was made without being tracked.\n  2  replacement  [-thirty-] {+sixty+}\n');
  });

  test('as JSON and as HTML, in French', async () => {
    const argv = [
      '--sent',
      path('sent.docx'),
      '--received',
      path('back.docx'),
      '--out',
      path('c.html'),
      '--language',
      'fr',
    ];
    const { out } = await parley(folder, 'certificate', ...argv, '--json');
    const json = JSON.parse(out) as { clean: boolean; received: { sha256: string } };
    expect(json.clean).toBe(false);
    const html = readFileSync(path('c.html'), 'utf8');
    expect(html).toContain('<html lang="fr">');
    expect(html).toContain(json.received.sha256);
  });

  test('names the file that cannot be read, and writes nothing', async () => {
    const { code, err } = await parley(
      folder,
      'certificate',
      '--sent',
      path('sent.docx'),
      '--received',
      path('none.docx'),
    );
    expect(code).toBe(3);
    expect(err).toContain('none.docx');
  });
});
