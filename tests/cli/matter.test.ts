import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ClauseAncestry } from '../../core/model/ancestry.ts';
import type { ContestedTerm } from '../../core/model/negotiation.ts';
import { parley, parleyDone } from '../support/terminal.ts';

let workspace: string;
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'parley-cli-'));
});
afterEach(() => rmSync(workspace, { recursive: true }));

const done = (...argv: string[]) => parleyDone(workspace, ...argv);

async function contestedTerms(matter: string): Promise<ContestedTerm[]> {
  const { terms } = JSON.parse(await done('contested', '--matter', matter, '--json')) as { terms: ContestedTerm[] };
  return terms;
}

test('a matter from its creation to both memos', async () => {
  const matter = await done(
    'matter',
    'create',
    '--title',
    'Services',
    '--side',
    'ours=the Vendor',
    '--side',
    'theirs=the Department',
  );
  for (const [round, side] of [
    [1, 'the Vendor'],
    [2, 'the Department'],
    [3, 'ours'],
  ] as const) {
    await done('draft', 'add', `engine/sample/en/round-${round}.md`, '--matter', matter, '--side', side);
  }
  const terms = await contestedTerms(matter);
  expect(terms).toHaveLength(3);
  const term = terms[0];
  if (term === undefined) throw new Error('no term');

  const secret = 'the zebra quartet plays only at midnight';
  const position = ['--matter', matter, '--term', term.id, '--side', 'the Vendor', '--stance', 'oppose'];
  await done(
    'position',
    'set',
    ...position,
    '--wanted',
    'No analysis of bulk data.',
    '--red-line',
    secret,
    '--source',
    'Use policy',
    '--shared',
  );
  expect((await contestedTerms(matter))[0]?.positions[0]).toMatchObject({ stance: 'oppose', redLine: secret });

  for (const format of ['md', 'html']) {
    const internal = join(workspace, `internal.${format}`);
    const shared = join(workspace, `shared.${format}`);
    await done('memo', '--matter', matter, '--audience', 'internal', '--out', internal);
    await done('memo', '--matter', matter, '--audience', 'counterparty', '--out', shared);
    expect(readFileSync(internal, 'utf8')).toContain(secret);
    expect(readFileSync(shared, 'utf8')).not.toContain('zebra quartet');
    expect(readFileSync(shared, 'utf8')).toContain('No analysis of bulk data.');
  }
  const docx = join(workspace, 'memo.docx');
  await done('memo', '--matter', matter, '--audience', 'counterparty', '--out', docx, '--language', 'fr');
  expect(readFileSync(docx).subarray(0, 2).toString()).toBe('PK');
});

test('the sample matter has three contested terms in each language', async () => {
  for (const language of ['en', 'fr']) {
    const matter = await done('sample', '--language', language);
    const terms = await contestedTerms(matter);
    expect(terms.filter((term) => term.contested)).toHaveLength(3);
    expect(terms.every((term) => term.positions.length >= 2)).toBe(true);
  }
  expect((await done('matter', 'list')).split('\n')).toHaveLength(2);
});

test('a draft that cannot be read leaves the matter as it was', async () => {
  const matter = await done('matter', 'create', '--title', 'T', '--side', 'ours=Us', '--side', 'theirs=Them');
  const refused = await parley(workspace, 'draft', 'add', 'docs/workbench.png', '--matter', matter, '--side', 'Us');
  expect(refused.code).toBe(3);
  expect(refused.err).toContain('workbench.png');
  const wrongDay = await parley(
    workspace,
    'draft',
    'add',
    'README.md',
    '--matter',
    matter,
    '--side',
    'Us',
    '--date',
    '2026-02-30',
  );
  expect(wrongDay.code).toBe(2);
  expect(await done('matter', 'list')).toContain('round 0');
});

test('the ancestry of a clause, named by its number or its id', async () => {
  const matter = await done(
    'matter',
    'create',
    '--title',
    'S',
    '--side',
    'ours=the Vendor',
    '--side',
    'theirs=the Buyer',
  );
  for (const [round, side] of [
    [1, 'the Vendor'],
    [2, 'the Buyer'],
  ] as const) {
    await done('draft', 'add', `engine/sample/en/round-${round}.md`, '--matter', matter, '--side', side);
  }
  const told = await done('ancestry', '--matter', matter, '--clause', '5.2');
  expect(told).toMatch(/put in by the Buyer in round 2; kept by no other side yet/);
  const found = JSON.parse(await done('ancestry', '--matter', matter, '--clause', '5.2', '--json')) as ClauseAncestry;
  expect(found.versions.map(({ changed }) => changed)).toEqual([true, true]);
  expect(await done('ancestry', '--matter', matter, '--clause', found.clauseId)).toBe(told);
  expect((await parley(workspace, 'ancestry', '--matter', matter, '--clause', '99.9')).err).toMatch(/no clause “99.9”/);
});
