import { expect, test } from 'vitest';
import { documentText } from '../../core/contract/document-text.ts';
import { openPackage } from '../../core/docx/package.ts';
import { readDocx } from '../../core/docx/read-docx.ts';
import { listRevisions, resolveRevisions } from '../../core/docx/revisions/resolve-revisions.ts';
import type { Decide } from '../../core/docx/revisions/revision.ts';
import { joinClauses } from '../../core/model/clause.ts';
import type { DraftId } from '../../core/model/ids.ts';
import type { DraftReading } from '../../core/model/pending.ts';
import type { SourceFile } from '../../core/model/source.ts';
import type { Engine } from '../../engine/engine.ts';
import { nodePlatform } from '../../engine/platform.ts';
import { docxFile, p, r } from '../support/docx.ts';
import { contract, importText, makeMatter, openTestEngine, partyOf, wordsOf } from '../support/engine.ts';
import { customer, trackedAgreement, vendor } from '../support/tracked-agreement.ts';

const tracked = trackedAgreement();

async function importAs(engine: Engine, file: SourceFile, reading?: DraftReading) {
  const matter = await makeMatter(engine);
  const input = { matterId: matter.id, partyId: partyOf(matter, 'theirs'), datedOn: '2026-04-01', source: file };
  const { draft } = await engine.ask('draft.import', reading === undefined ? input : { ...input, reading });
  return { matter, draft };
}

async function textOf(engine: Engine, draftId: DraftId): Promise<string> {
  return joinClauses((await engine.ask('draft.get', { draftId })).clauses);
}

function settled(file: SourceFile, decide: Decide): string {
  const { bytes } = resolveRevisions(openPackage(file, nodePlatform), decide, nodePlatform);
  return documentText(readDocx({ name: 'settled.docx', bytes }, nodePlatform));
}

test('before a file is taken in, it says who has what pending and who commented', async () => {
  const engine = openTestEngine();
  const found = await engine.ask('draft.inspect', { source: tracked });
  const revisions = listRevisions(openPackage(tracked, nodePlatform));
  expect(found.pending.map(({ author }) => author).sort()).toEqual([customer, vendor]);
  for (const { author, insertions, deletions, moves, formatting } of found.pending) {
    const count = revisions.filter((revision) => revision.author === author).length;
    expect(insertions + deletions + moves + formatting).toBe(count);
  }
  expect(found).toMatchObject({ byHand: null, erasesAuthors: false });
  expect(found.comments).toEqual([
    { author: vendor, count: 1, resolved: 1 },
    { author: customer, count: 1, resolved: 0 },
  ]);
});

test('a file that makes Word erase authors is said to', async () => {
  const engine = openTestEngine();
  const source = docxFile({ body: p('Words.'), settings: '<w:removePersonalInformation/>' });
  expect(await engine.ask('draft.inspect', { source })).toMatchObject({
    erasesAuthors: true,
    pending: [],
    comments: [],
  });
});

test('a text has nothing pending', async () => {
  const engine = openTestEngine();
  const { draft } = await importText(engine, await makeMatter(engine), 'theirs', contract('The fee is ten.'));
  expect(await engine.ask('draft.pending', { draftId: draft.id })).toEqual([]);
  const source = { name: 'a.txt', bytes: new TextEncoder().encode('Words.') };
  expect(await engine.ask('draft.inspect', { source })).toMatchObject({ pending: [], byHand: null });
});

test('a draft keeps what was pending in its file, with authors, words and clauses', async () => {
  const engine = openTestEngine();
  const { draft } = await importAs(engine, tracked);
  const pending = await engine.ask('draft.pending', { draftId: draft.id });
  const revisions = listRevisions(openPackage(tracked, nodePlatform));
  expect(pending.map(({ author, kind, oldWords, newWords }) => [author, kind, oldWords, newWords])).toEqual(
    revisions.map(({ author, kind, text }) => [author, kind, text.old, text.new]),
  );
  expect(new Set(pending.map(({ decision }) => decision))).toEqual(new Set(['accepted']));
  const { clauses } = await engine.ask('draft.get', { draftId: draft.id });
  const sixty = pending.find(({ newWords }) => newWords === 'sixty (60)');
  expect(clauses.find(({ clauseId }) => clauseId === sixty?.clauseId)?.label).toBe('3.1');
});

test('undo takes the list away with the draft', async () => {
  const engine = openTestEngine();
  const { matter, draft } = await importAs(engine, tracked);
  await engine.ask('history.undo', { matterId: matter.id });
  await expect(engine.ask('draft.pending', { draftId: draft.id })).rejects.toMatchObject({ code: 'not-found' });
  await engine.ask('history.redo', { matterId: matter.id });
  expect((await engine.ask('draft.pending', { draftId: draft.id })).length).toBeGreaterThan(20);
});

test('a draft reads as if all were rejected, or those of one author accepted; the file stays as it came', async () => {
  const readings: [DraftReading['accepting'], Decide][] = [
    ['all', () => 'accept'],
    ['none', () => 'reject'],
    [{ author: customer }, ({ author }) => (author === customer ? 'accept' : 'reject')],
    [{ author: vendor }, ({ author }) => (author === vendor ? 'accept' : 'reject')],
  ];
  for (const [accepting, decide] of readings) {
    const engine = openTestEngine();
    const { draft } = await importAs(engine, tracked, { accepting, byHand: false });
    expect(await textOf(engine, draft.id)).toBe(settled(tracked, decide));
    expect(Buffer.from((await engine.ask('file.get', { draftId: draft.id })).bytes)).toEqual(
      Buffer.from(tracked.bytes),
    );
    const request = { draftId: draft.id, kind: 'clean', scrub: false, language: 'en', format: 'docx' } as const;
    const { bytes } = await engine.ask('draft.export', request);
    expect(settled({ name: 'clean.docx', bytes }, () => 'accept')).toBe(settled(tracked, decide));
  }
});

test('a change that was rejected is listed in its clause, and so are those after it', async () => {
  const engine = openTestEngine();
  const { draft } = await importAs(engine, tracked, { accepting: 'none', byHand: false });
  const pending = await engine.ask('draft.pending', { draftId: draft.id });
  const { clauses } = await engine.ask('draft.get', { draftId: draft.id });
  const clauseOf = (words: string) => {
    const change = pending.find(({ oldWords, newWords }) => (oldWords + newWords).includes(words));
    const clause = clauses.find(({ clauseId }) => clauseId === change?.clauseId);
    return clause === undefined ? null : wordsOf(clause);
  };
  expect(clauseOf('sixty (60)')).toContain('within thirty (30) days');
  expect(clauseOf('twenty-four')).toContain('paid in the twelve months');
  // A clause that their changes would take out stands where they are rejected.
  expect(clauseOf('set off any sum')).toBe('The Customer may set off any sum against the Fees.');
  // A paragraph that they put in is gone, and the next follows in its place.
  expect(clauseOf('Delay Event')).toContain('Services');
  const own = await importAs(engine, tracked, { accepting: { author: vendor }, byHand: false });
  const some = await engine.ask('draft.pending', { draftId: own.draft.id });
  expect(some.filter(({ clauseId }) => clauseId === null).map(({ newWords }) => newWords)).toEqual(
    pending.filter(({ clauseId }) => clauseId === null).map(({ newWords }) => newWords),
  );
});

test('a redline made by hand is read as one when that is asked for, and as live text otherwise', async () => {
  const source = docxFile(
    p('Agreement') +
      p(
        r('The fee is due within ') +
          r('thirty', '<w:strike/>') +
          r('[sixty]', '<w:b/>') +
          r(' days of the ') +
          r('order', '<w:strike/>') +
          r('[invoice]', '<w:b/>') +
          r('.'),
      ),
  );
  const engine = openTestEngine();
  expect((await engine.ask('draft.inspect', { source })).byHand).toMatchObject({ isSure: true, deletions: 2 });
  const live = await importAs(engine, source);
  expect(await textOf(engine, live.draft.id)).toContain('thirty[sixty] days');
  const redline = await importAs(engine, source, { accepting: 'all', byHand: true });
  expect(await textOf(engine, redline.draft.id)).toContain('within sixty days of the invoice.');
  const base = await importAs(engine, source, { accepting: 'none', byHand: true });
  expect(await textOf(engine, base.draft.id)).toContain('within thirty days of the order.');
  const pending = await engine.ask('draft.pending', { draftId: redline.draft.id });
  expect([...new Set(pending.map(({ author }) => author))]).toEqual(['the Department']);
  const request = { draftId: base.draft.id, kind: 'clean', scrub: false, language: 'en', format: 'docx' } as const;
  const { bytes } = await engine.ask('draft.export', request);
  expect(settled({ name: 'clean.docx', bytes }, () => 'accept')).toContain('within thirty days of the order.');
});
