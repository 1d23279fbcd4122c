import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  clauseWith,
  contract,
  importText,
  makeMatter,
  openTestEngine,
  paragraphOf,
  partyOf,
} from '../support/engine.ts';
import { lawfulImport } from '../support/lawful-import.ts';
import { testPlatform } from '../support/platform.ts';
import { dumpTables, openTestWorkspace, temporaryFolder } from '../support/workspace.ts';

test('the first draft makes the document and names it after its title; the file is kept byte for byte', async () => {
  const engine = openTestEngine();
  const matter = await makeMatter(engine);
  expect(matter.documents).toEqual([]);
  const text = '\ufeffSupply agreement\r\n\r\n1. Delivery is free.\r\n';
  const { draft, summary } = await importText(engine, matter, 'ours', text, { name: 'our draft.txt' });
  expect(summary).toBeNull();
  expect(draft).toMatchObject({ round: 1, state: 'exchanged', direction: 'sent', baseDraftId: null, format: 'text' });
  const [document] = (await engine.ask('matter.get', { matterId: matter.id })).documents;
  expect(document?.title).toBe('Supply agreement');
  const file = await engine.ask('file.get', { draftId: draft.id });
  expect([file.name, new TextDecoder('utf-8', { ignoreBOM: true }).decode(file.bytes)]).toEqual([
    'our draft.txt',
    text,
  ]);
  expect(draft.file?.sha256).toBe(testPlatform().sha256(file.bytes));
});

test('a contract without a title is named after its file', async () => {
  const engine = openTestEngine();
  const matter = await makeMatter(engine);
  await importText(engine, matter, 'ours', '1. Delivery is free.\n\n2. The fee is ten.\n', {
    name: 'Annex B (v2).final.txt',
  });
  expect((await engine.ask('matter.get', { matterId: matter.id })).documents[0]?.title).toBe('Annex B (v2).final');
});

test('a document that has a title keeps it', async () => {
  const engine = openTestEngine();
  const parties = [
    { name: 'a', isOurs: false },
    { name: 'b', isOurs: true },
  ];
  const matter = await engine.ask('matter.create', { title: 'T', parties, documentTitle: 'Main agreement' });
  await importText(engine, matter, 'ours', contract('Delivery is free.'));
  const { documents } = await engine.ask('matter.get', { matterId: matter.id });
  expect(documents.map((document) => [document.title, document.drafts.length])).toEqual([['Main agreement', 1]]);
});

test('clauses keep their identity through edits, moves and renumbering, and an unchanged clause is stored once', async () => {
  const directory = temporaryFolder();
  const engine = openTestEngine({ workspace: directory });
  const matter = await makeMatter(engine);
  const fee = 'The fee is ten thousand euros a year, payable in advance.';
  const notice = 'Notices are given in writing to the address stated at the head of this agreement.';
  const law = 'The law of the seat of the Department governs this agreement and all that follows from it.';
  const first = await importText(engine, matter, 'ours', contract(fee, notice, law));
  const fee2 = fee.replace('ten', 'twenty');
  const added = 'Neither side may assign its rights without the consent of the other side.';
  const second = await importText(engine, matter, 'theirs', contract(law, fee2, added, notice));
  expect(second.summary).toMatchObject({ inserted: 1, deleted: 0, moved: 1, edited: 1 });
  const idOf = async (draftId: typeof first.draft.id, words: string) =>
    (await clauseWith(engine, draftId, words)).clauseId;
  for (const [before, after] of [
    [fee, fee2],
    [notice, notice],
    [law, law],
  ] as const) {
    expect(await idOf(second.draft.id, after)).toBe(await idOf(first.draft.id, before));
  }
  const { reader } = openTestWorkspace({ directory });
  expect(reader.get('SELECT count(*) AS count FROM clause_version')).toEqual({ count: 4 + 2 });
  const relations = reader.all('SELECT relation FROM lineage ORDER BY relation');
  expect(relations).toEqual([{ relation: 'edited' }, { relation: 'moved' }, { relation: 'renumbered' }]);
});

test('a clause that was left out and comes back is the same clause', async () => {
  const engine = openTestEngine();
  const matter = await makeMatter(engine);
  const audit = 'The Department may audit the Vendor once a year, at its own cost.';
  const first = await importText(engine, matter, 'ours', contract('Delivery is free.', audit, 'The fee is ten.'));
  const second = await importText(engine, matter, 'theirs', contract('Delivery is free.', 'The fee is ten.'));
  const third = await importText(engine, matter, 'ours', contract('Delivery is free.', 'The fee is ten.', audit));
  const { clauseId } = await clauseWith(engine, first.draft.id, audit);
  expect((await clauseWith(engine, third.draft.id, audit)).clauseId).toBe(clauseId);
  const history = await engine.ask('clause.history', { documentId: first.draft.documentId, clauseId });
  expect(history.map((entry) => entry.change)).toEqual(['first', 'deleted', 'inserted']);
  expect(history.map((entry) => entry.edits.map((edit) => edit.op).join())).toEqual(['', 'delete', 'equal']);
  expect(second.summary?.deleted).toBe(1);
});

test('a date before that of the draft before is taken as it is', async () => {
  const engine = openTestEngine();
  const matter = await makeMatter(engine);
  await importText(engine, matter, 'ours', contract('One.'), { datedOn: '2026-04-10' });
  const { draft } = await importText(engine, matter, 'theirs', contract('Two.'), { datedOn: '2026-04-09' });
  expect([draft.round, draft.datedOn]).toEqual([2, '2026-04-09']);
});

test('while we hold an unsent draft, no draft comes in until it is sent or its edits are undone', async () => {
  const engine = openTestEngine();
  const matter = await makeMatter(engine);
  const { draft } = await importText(engine, matter, 'theirs', contract('The fee is ten.'));
  const clause = await clauseWith(engine, draft.id, 'The fee is ten.');
  const { documentId } = draft;
  const { clauseId, versionHash } = clause;
  const edit = { documentId, clauseId, basedOn: versionHash, blocks: paragraphOf('The fee is two.') };
  const edited = await engine.ask('clause.edit', edit);
  const refused = importText(engine, matter, 'theirs', contract('The fee is nine.'));
  await expect(refused).rejects.toMatchObject({
    code: 'conflict',
    details: { document: 'Supply agreement', round: 2 },
  });
  await expect(refused).rejects.toThrow('send it or undo its edits');
  await engine.ask('history.undo', { matterId: matter.id });
  expect((await importText(engine, matter, 'theirs', contract('The fee is nine.'))).draft.round).toBe(2);
  await engine.ask('history.undo', { matterId: matter.id });
  const again = await engine.ask('clause.edit', edit);
  expect(again.draft.round).toBe(edited.draft.round);
  await engine.ask('draft.send', { draftId: again.draft.id, datedOn: '2026-05-01' });
  expect((await importText(engine, matter, 'theirs', contract('The fee is nine.'))).draft.round).toBe(3);
});

test.each([
  [
    'a party of another matter',
    async (engine: ReturnType<typeof openTestEngine>) => {
      const other = await makeMatter(engine);
      return { partyId: partyOf(other, 'ours') };
    },
    'not-found',
  ],
  [
    'a document of another matter',
    async (engine: ReturnType<typeof openTestEngine>) => {
      const other = await makeMatter(engine);
      const { draft } = await importText(engine, other, 'ours', contract('One.'));
      return { documentId: draft.documentId };
    },
    'not-found',
  ],
  ['a token that was never given', async () => ({ source: { token: 'nothing' } }), 'not-found'],
])('a draft for %s is refused', async (_what, change, code) => {
  const engine = openTestEngine();
  const matter = await makeMatter(engine);
  const source = { name: 'a.txt', bytes: new TextEncoder().encode(contract('One.')) };
  const input = { matterId: matter.id, partyId: partyOf(matter, 'ours'), datedOn: '2026-04-01', source };
  await expect(engine.ask('draft.import', { ...input, ...(await change(engine)) })).rejects.toMatchObject({ code });
  expect((await engine.ask('matter.get', { matterId: matter.id })).documents).toEqual([]);
});

test.each([
  ['an image', 'scan.docx', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13], ['not-a-docx', 'binary']],
  [
    'an old Word document',
    'old.doc',
    [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0, 0, 0],
    ['legacy-doc', 'damaged', 'encrypted'],
  ],
  ['half a zip', 'half.docx', [0x50, 0x4b, 0x03, 0x04, 0x14, 0, 0, 0], ['damaged', 'not-a-docx']],
  ['nothing', 'empty.txt', [], ['no-text']],
])('%s is refused by name, and the workspace is exactly as it was', async (_what, name, bytes, codes) => {
  const directory = temporaryFolder();
  const engine = openTestEngine({ workspace: directory });
  const matter = await makeMatter(engine);
  await importText(engine, matter, 'ours', contract('One.'));
  const looking = openTestWorkspace({ directory });
  const look = () => [dumpTables(looking), looking.reader.all('SELECT * FROM batch')];
  const before = look();
  const source = { name, bytes: new Uint8Array(bytes) };
  const input = { matterId: matter.id, partyId: partyOf(matter, 'theirs'), datedOn: '2026-04-01', source };
  const refused = await engine.call('draft.import', input, { caller: 'window' });
  expect(refused.ok).toBe(false);
  if (!refused.ok) {
    expect(codes).toContain(refused.error.code);
    expect(refused.error.message).toContain(name);
  }
  expect(look()).toEqual(before);
});

test('a staged file is read once, and only within the hour', async () => {
  let nowMs = 0;
  const engine = openTestEngine({ platform: { ...testPlatform(), nowMs: () => nowMs } });
  const matter = await makeMatter(engine);
  const path = join(temporaryFolder(), 'theirs.txt');
  writeFileSync(path, contract('One.'));
  const staged = await engine.ask('file.stage', { path });
  expect(staged).toMatchObject({ name: 'theirs.txt', byteLength: contract('One.').length });
  const input = { matterId: matter.id, partyId: partyOf(matter, 'theirs'), datedOn: '2026-04-01' };
  const use = (token: string) => engine.ask('draft.import', { ...input, source: { token } });
  expect((await use(staged.token)).draft.file?.name).toBe('theirs.txt');
  await expect(use(staged.token)).rejects.toMatchObject({ code: 'not-found' });
  const late = await engine.ask('file.stage', { path });
  nowMs += 60 * 60 * 1_000 + 1;
  await expect(use(late.token)).rejects.toMatchObject({ code: 'not-found' });
  await expect(engine.ask('file.stage', { path: `${path}.gone` })).rejects.toMatchObject({ code: 'io' });
  await expect(engine.ask('file.stage', { path: temporaryFolder() })).rejects.toMatchObject({ code: 'io' });
});

test('a draft that another process added meanwhile makes this one a conflict, and nothing is written', async () => {
  const directory = temporaryFolder();
  const engine = openTestEngine({ workspace: directory });
  const matter = await makeMatter(engine);
  await importText(engine, matter, 'ours', contract('One.'));
  const other = openTestEngine({ workspace: directory });
  const slow = importText(engine, matter, 'theirs', contract('Two.'), { jobId: 'slow' });
  const interfere = new Promise<void>((resolve, reject) => {
    engine.subscribe((event) => {
      if (event.type !== 'job' || event.step !== 'aligning') return;
      importText(other, matter, 'theirs', contract('Three.')).then(() => resolve(), reject);
    });
  });
  // The other engine runs in this process, so it may be done before or after the slow one's write; either way one of them loses.
  const outcomes = await Promise.allSettled([slow, interfere]);
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
  const rejected = outcomes.find((outcome) => outcome.status === 'rejected');
  expect(rejected?.reason).toMatchObject({ code: 'conflict' });
  const [document] = (await engine.ask('matter.get', { matterId: matter.id })).documents;
  expect(document?.drafts).toHaveLength(2);
});

test('three heavy rounds of a long contract: every draft is joined again and compared lawfully', async () => {
  await lawfulImport({ pages: 30, seed: 11 });
});
