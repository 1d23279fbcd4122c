import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { documentText } from '../../core/contract/document-text.ts';
import { openPackage } from '../../core/docx/package.ts';
import { readDocx } from '../../core/docx/read-docx.ts';
import { resolveRevisions } from '../../core/docx/revisions/resolve-revisions.ts';
import { nodePlatform } from '../../engine/platform.ts';
import { docxFile, p, r } from '../support/docx.ts';
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
  return [...ids, matter];
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

test('our positions go along as comments, and nothing is written when other words of ours would', async () => {
  const [theirs = '', ours = '', matter = ''] = await addDrafts();
  const [term] = JSON.parse(await done('contested', '--matter', matter, '--json')).terms;
  const position = ['--matter', matter, '--term', term.id, '--side', 'the Vendor', '--stance', 'oppose'];
  await done('position', 'set', ...position, '--wanted', 'Twelve euros.', '--red-line', 'Eleven, whatever they say.');
  const out = join(workspace, 'redline.docx');
  const printed = await done('draft', 'export', ours, '--against', theirs, '--positions', '--out', out);
  expect(printed).toContain('1 of our positions as comments');
  const docx = openPackage({ name: 'redline.docx', bytes: readFileSync(out) }, nodePlatform);
  expect(docx.getText('word/comments.xml')).toMatch(/Twelve euros/);
  expect(docx.getText('word/comments.xml')).not.toMatch(/Eleven/);

  const party = 'the Vendor';
  const noted = docxFile({
    body: `${p('Agreement')}${p(`${r('The fee is thirteen euros.')}${r('<w:commentReference w:id="1"/>')}`)}<w:sectPr/>`,
    comments: `<w:comment w:id="1" w:author="${party}">${p('Eleven, whatever they say.')}</w:comment>`,
  });
  const file = join(workspace, 'noted.docx');
  writeFileSync(file, noted.bytes);
  const next = (await done('draft', 'add', file, '--matter', matter, '--side', party)).split('\n')[0] ?? '';
  const refused = join(workspace, 'refused.docx');
  const { code, err } = await parley(
    workspace,
    'draft',
    'export',
    next,
    '--positions',
    '--keep-data',
    '--out',
    refused,
  );
  expect({ code, err }).toEqual({ code: 4, err: expect.stringContaining('red line') as string });
  expect(existsSync(refused)).toBe(false);
});

test('what is no draft and what is no ending is said, and nothing is written', async () => {
  const out = join(workspace, 'out.pdf');
  const [theirs = ''] = await addDrafts();
  expect((await parley(workspace, 'draft', 'export', theirs, '--out', out)).code).toBe(2);
  expect((await parley(workspace, 'draft', 'export', '?', '--out', join(workspace, 'a.docx'))).code).toBe(2);
  expect(existsSync(out)).toBe(false);
});
