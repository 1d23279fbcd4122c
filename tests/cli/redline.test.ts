import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyRedline } from '../../core/docx/redline/redline-docx.ts';
import type { RedlineReport } from '../../core/model/redline.ts';
import type { ChangeRow } from '../../core/redline/change-row.ts';
import { nodePlatform } from '../../engine/platform.ts';
import { buildZip, docxFile, docxItems, p } from '../support/docx.ts';
import { parley, type TerminalRun } from '../support/terminal.ts';

interface ReportJson extends RedlineReport {
  readonly schema: string;
  readonly changes: readonly ChangeRow[];
}

const section = '<w:sectPr/>';
const wordsOfA = p('1. The fee is ten euros.') + p('2. The Vendor delivers the goods.');
const wordsOfB =
  p('1. The fee is twelve euros.') + p('2. The Vendor delivers the goods.') + p('3. Risk passes on delivery.');
const chunk = '<w:altChunk r:id="rIdChunk"/>';

let folder: string;
const path = (name: string) => join(folder, name);
const redline = (...argv: readonly string[]): Promise<TerminalRun> => parley(folder, 'redline', ...argv);
const fileAt = (name: string) => ({ name, bytes: new Uint8Array(readFileSync(path(name))) });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-redline-'));
  const put = (name: string, bytes: Uint8Array | string) => writeFileSync(path(name), bytes);
  put('a.docx', docxFile(wordsOfA + section).bytes);
  put('b.docx', docxFile(wordsOfB + section).bytes);
  // A chunk of another format cannot be tracked, so this pair has no lawful redline.
  put('chunk.docx', docxFile(wordsOfA + chunk + p('3. Risk passes.') + section).bytes);
  put('text.docx', 'The fee is ten euros.');
  put('empty.docx', '');
  put('cut.docx', docxFile(wordsOfA + section).bytes.slice(0, 700));
  put('locked.docx', buildZip(docxItems({ body: wordsOfA }).map((item) => ({ ...item, flags: 1 }))));
  put('broken.docx', docxFile(`<w:document><w:body>${wordsOfA}`).bytes);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('redline', () => {
  test('writes a file that gives A when rejected and B when accepted, and says how much changed', async () => {
    const { code, out, err } = await redline(path('a.docx'), path('b.docx'), '--out', path('r.docx'));
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe(`${path('r.docx')}: 4 tracked changes by Parley\n`);
    verifyRedline(fileAt('r.docx'), fileAt('a.docx'), fileAt('b.docx'), nodePlatform);
  });

  test('signs with --author and --date, and the same input gives the same bytes', async () => {
    const argv = [path('a.docx'), path('b.docx'), '--author', 'The Department', '--date', '2026-03-31'];
    await redline(...argv, '--out', path('first.docx'));
    await redline(...argv, '--out', path('second.docx'));
    expect(readFileSync(path('first.docx')).equals(readFileSync(path('second.docx')))).toBe(true);
    const { out } = await parley(folder, 'revisions', path('first.docx'), '--json');
    const { revisions } = JSON.parse(out) as { revisions: { author: string; date: string }[] };
    expect(new Set(revisions.map(({ author, date }) => `${author} ${date}`))).toEqual(
      new Set(['The Department 2026-03-31T00:00:00Z']),
    );
  });

  test('--json prints and --report writes the report with the table of changes', async () => {
    const { code, out } = await redline(
      path('a.docx'),
      path('b.docx'),
      '--out',
      path('r.docx'),
      '--report',
      path('r.json'),
      '--date',
      '2026-03-31T09:00:00Z',
      '--json',
    );
    expect(code).toBe(0);
    const printed = JSON.parse(out) as ReportJson;
    expect(JSON.parse(readFileSync(path('r.json'), 'utf8'))).toEqual(printed);
    expect(printed).toMatchObject({
      schema: 'parley.redline/1',
      base: 'a.docx',
      revised: 'b.docx',
      author: 'Parley',
      date: '2026-03-31T09:00:00Z',
      revisions: 4,
      notes: [],
    });
    expect(printed.changes.map(({ kind, before, after }) => [kind, before, after])).toEqual([
      ['replacement', 'ten', 'twelve'],
      ['insertion', '', '3. Risk passes on delivery.'],
    ]);
  });

  test('--html writes the redline as one page', async () => {
    await redline(path('a.docx'), path('b.docx'), '--out', path('r.docx'), '--html', path('r.html'));
    const html = readFileSync(path('r.html'), 'utf8');
    expect(html).toMatch(/^<!doctype html>/i);
    expect(html).toContain('twelve');
    expect(html).toContain('a.docx');
    expect(html).toContain('b.docx');
  });

  test('of a file with itself is that file', async () => {
    const { code, out } = await redline(path('a.docx'), path('a.docx'), '--out', path('same.docx'));
    expect([code, out]).toEqual([0, `${path('same.docx')}: 0 tracked changes by Parley\n`]);
    expect(readFileSync(path('same.docx')).equals(readFileSync(path('a.docx')))).toBe(true);
  });

  test('what was not compared is printed', async () => {
    writeFileSync(path('wide.docx'), docxFile(`${wordsOfB}<w:sectPr><w:pgSz w:w="9000" w:h="9000"/></w:sectPr>`).bytes);
    const { code, out } = await redline(path('a.docx'), path('wide.docx'), '--out', path('r.docx'));
    expect(code).toBe(0);
    expect(out).toContain('\n  section-not-carried: 1');
  });
});

describe('redline writes nothing', () => {
  /** The run, and what is in the folder after it that was not there before. */
  async function runIn(argv: readonly string[]): Promise<TerminalRun & { readonly added: readonly string[] }> {
    const before = new Set(readdirSync(folder));
    const result = await redline(...argv);
    return { ...result, added: readdirSync(folder).filter((name) => !before.has(name)) };
  }

  test.each([
    ['no-such.docx', 'there is no such file'],
    ['text.docx', 'is not a Word document'],
    ['empty.docx', 'the file is empty'],
    ['cut.docx', 'is damaged'],
    ['locked.docx', 'is encrypted'],
    ['broken.docx', 'is damaged'],
  ])('when %s is one of the two: exit 3, and the file is named with the reason', async (name, reason) => {
    for (const pair of [
      [name, 'b.docx'],
      ['a.docx', name],
    ] as const) {
      const { code, out, err, added } = await runIn([path(pair[0]), path(pair[1]), '--out', path('none.docx')]);
      expect([code, out, added]).toEqual([3, '', []]);
      expect(err).toContain(name);
      expect(err).toContain(reason);
      expect(err.trimEnd().split('\n')).toHaveLength(1);
    }
  });

  test('when it would break a law: exit 4, with the construct and the place, and what was there stays', async () => {
    const out = path('kept.docx');
    writeFileSync(out, 'kept');
    const { code, err, added } = await runIn([path('chunk.docx'), path('a.docx'), '--out', out]);
    expect([code, added]).toEqual([4, []]);
    expect(err).toContain('chunk.docx is refused');
    expect(err).toContain('In body, block 3');
    expect(readFileSync(out, 'utf8')).toBe('kept');
  });

  test('but the report, when one is asked for, says what would be wrong and where', async () => {
    const { code, added } = await runIn([
      path('chunk.docx'),
      path('a.docx'),
      '--out',
      path('none.docx'),
      '--report',
      path('refused.json'),
    ]);
    expect([code, added]).toEqual([4, ['refused.json']]);
    expect(JSON.parse(readFileSync(path('refused.json'), 'utf8'))).toMatchObject({
      base: 'chunk.docx',
      revised: 'a.docx',
      refused: { story: 'body', block: 3, construct: 'number of paragraphs' },
    });
  });

  test.each([
    ['without --out', ['a.docx', 'b.docx'], '--out is needed'],
    [
      'with a date that is none',
      ['a.docx', 'b.docx', '--out', 'none.docx', '--date', 'yesterday'],
      '“yesterday” is not',
    ],
    ['with one file', ['a.docx', '--out', 'none.docx'], 'redline takes A and B; 1 given'],
  ])('%s: exit 2', async (_, argv, message) => {
    const { code, err, added } = await runIn(argv.map((each) => (each.endsWith('.docx') ? path(each) : each)));
    expect([code, added]).toEqual([2, []]);
    expect(err).toContain(message);
  });

  test('into a folder that is not there: exit 3, and the path is named', async () => {
    const out = path('no-such-folder/r.docx');
    const { code, err, added } = await runIn([path('a.docx'), path('b.docx'), '--out', out]);
    expect([code, added]).toEqual([3, []]);
    expect(err).toContain(out);
    expect(existsSync(out)).toBe(false);
  });

  test('over a folder: exit 3, and nothing is left beside it', async () => {
    const { code, err, added } = await runIn([path('a.docx'), path('b.docx'), '--out', folder]);
    expect([code, added]).toEqual([3, []]);
    expect(err).toContain(folder);
  });
});

describe('verify', () => {
  beforeAll(async () => {
    await redline(path('a.docx'), path('b.docx'), '--out', path('right.docx'));
  });

  const verify = (redlined: string, base: string, revised: string, ...more: readonly string[]) =>
    parley(folder, 'verify', path(redlined), '--base', path(base), '--revised', path(revised), ...more);

  test('a redline that is what it says', async () => {
    expect(await verify('right.docx', 'a.docx', 'b.docx')).toEqual({
      code: 0,
      out: 'right.docx: rejected it is a.docx, accepted it is b.docx.\n',
      err: '',
    });
    const { out } = await verify('right.docx', 'a.docx', 'b.docx', '--json');
    expect(JSON.parse(out)).toEqual({
      schema: 'parley.verify/1',
      redline: 'right.docx',
      base: 'a.docx',
      revised: 'b.docx',
    });
  });

  test.each([
    ['another base', 'b.docx', 'b.docx', 'with every change rejected it is not the base document'],
    ['another revised document', 'a.docx', 'a.docx', 'with every change accepted it is not the revised document'],
  ])('against %s: exit 4, with the place', async (_, base, revised, message) => {
    const { code, out, err } = await verify('right.docx', base, revised);
    expect([code, out]).toEqual([4, '']);
    expect(err).toContain('right.docx');
    expect(err).toContain(message);
    expect(err).toContain('block 1');
  });

  test('a redline in which somebody changed a word without tracking it', async () => {
    const items = docxItems({
      body: wordsOfB.replace('delivers', 'sends') + section,
    });
    writeFileSync(path('forged.docx'), buildZip(items));
    expect((await verify('forged.docx', 'a.docx', 'b.docx')).code).toBe(4);
  });

  test('files that cannot be read: exit 3, and the file is named', async () => {
    for (const name of ['no-such.docx', 'text.docx', 'locked.docx']) {
      const { code, err } = await verify(name, 'a.docx', 'b.docx');
      expect(code).toBe(3);
      expect(err).toContain(name);
    }
    expect((await verify('right.docx', 'cut.docx', 'b.docx')).err).toContain('cut.docx');
  });

  test('without --base: exit 2', async () => {
    expect((await parley(folder, 'verify', path('right.docx'), '--revised', path('b.docx'))).code).toBe(2);
  });
});
