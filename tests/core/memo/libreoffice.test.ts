import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { buildInternalMemo, buildSharedMemo } from '../../../core/memo/memo.ts';
import { renderDocx } from '../../../core/memo/render-docx.ts';
import { toShared } from '../../../core/memo/source.ts';
import { hostingMatter } from './hosting-matter.ts';
import { snapshotOf } from './snapshot.ts';

/** A second opinion on the Word document: LibreOffice opens it, lays it out and prints it. */
const canPrint = ['soffice', 'pdftotext'].every((program) => spawnSync('which', [program]).status === 0);
if (!canPrint) console.info('Skipped: opening memos in LibreOffice, because soffice or pdftotext is not installed.');

const folder = mkdtempSync(join(tmpdir(), 'parley-memo-'));
afterAll(() => rmSync(folder, { recursive: true }));

function printed(docx: Uint8Array, name: string): string {
  const path = join(folder, `${name}.docx`);
  writeFileSync(path, docx);
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`;
  spawnSync('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, path]);
  spawnSync('pdftotext', ['-layout', join(folder, `${name}.pdf`), join(folder, `${name}.txt`)]);
  return readFileSync(join(folder, `${name}.txt`), 'utf8');
}

describe.skipIf(!canPrint)('LibreOffice prints', () => {
  const source = snapshotOf(hostingMatter);

  test('our memo in French, every page with its header and number', async () => {
    const text = printed(await renderDocx(buildInternalMemo(source, 'fr')), 'internal');
    const pages = text.split('\f').slice(0, -1);
    for (const [index, page] of pages.entries()) {
      expect(page).toContain('Confidentiel, couvert par le secret professionnel');
      expect(page).toContain(`Page ${index + 1} sur ${pages.length}`);
    }
    expect(text).toContain('Échanges de projets');
    expect(text.replace(/\s+/g, ' ')).toContain('La clause, tour par tour');
  });

  test('the other side\u2019s memo', async () => {
    const text = printed(await renderDocx(buildSharedMemo(toShared(source), 'en')), 'shared');
    expect(text).toContain('For discussion between the parties');
    expect(text).toContain('4.2 – Service levels');
    expect(text).not.toContain('Red line');
  });
});
