import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { documentText } from '../../core/contract/document-text.ts';
import { openPackage } from '../../core/docx/package.ts';
import { readDocx } from '../../core/docx/read-docx.ts';
import { resolveRevisions } from '../../core/docx/revisions/resolve-revisions.ts';
import { nodePlatform } from '../../engine/platform.ts';
import { docxFile, p } from '../support/docx.ts';
import { parley, parleyDone } from '../support/terminal.ts';

let workspace: string;
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'parley-cli-'));
});
afterEach(() => rmSync(workspace, { recursive: true }));

const done = (...argv: string[]) => parleyDone(workspace, ...argv);

async function addDrafts(): Promise<string[]> {
  const matter = await done(
    'matter',
    'create',
    '--title',
    'Supply',
    '--side',
    'ours=the Vendor',
    '--side',
    'theirs=the Department',
  );
  const ids: string[] = [];
  for (const [side, words] of [
    ['the Department', 'The fee is ten euros.'],
    ['the Vendor', 'The fee is twelve euros.'],
  ] as const) {
    const file = join(workspace, `${ids.length}.docx`);
    writeFileSync(file, docxFile(p('Agreement') + p(words)).bytes);
    ids.push((await done('draft', 'add', file, '--matter', matter, '--side', side)).split('\n')[0] ?? '');
  }
  return ids;
}

test('a draft goes out as a redline against the one before, and as a clean copy', async () => {
  const [theirs = '', ours = ''] = await addDrafts();
  const redline = join(workspace, 'redline.docx');
  expect(await done('draft', 'export', ours, '--against', theirs, '--out', redline)).toContain(
    'tracked changes by the Vendor',
  );
  const settled = (decision: 'accept' | 'reject') => {
    const docx = openPackage({ name: 'redline.docx', bytes: readFileSync(redline) }, nodePlatform);
    const { bytes } = resolveRevisions(docx, () => decision, nodePlatform);
    return documentText(readDocx({ name: 'settled.docx', bytes }, nodePlatform));
  };
  expect(settled('reject')).toBe('Agreement\nThe fee is ten euros.');
  expect(settled('accept')).toBe('Agreement\nThe fee is twelve euros.');
  const clean = join(workspace, 'clean.html');
  const { report } = JSON.parse(await done('draft', 'export', ours, '--keep-data', '--out', clean, '--json'));
  expect(report).toMatchObject({ revisions: 0, accepted: 0, scrub: null });
  expect(readFileSync(clean, 'utf8')).toContain('twelve euros');
});

test('what is no draft and what is no ending is said, and nothing is written', async () => {
  const out = join(workspace, 'out.pdf');
  const [theirs = ''] = await addDrafts();
  expect((await parley(workspace, 'draft', 'export', theirs, '--out', out)).code).toBe(2);
  expect((await parley(workspace, 'draft', 'export', '?', '--out', join(workspace, 'a.docx'))).code).toBe(2);
  expect(existsSync(out)).toBe(false);
});
