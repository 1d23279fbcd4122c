import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { redlineDocx } from '../../core/docx/redline/redline-docx.ts';
import { isCleanReturn } from '../../core/model/certificate.ts';
import type { DraftId } from '../../core/model/ids.ts';
import type { MatterView } from '../../core/model/matter.ts';
import type { SourceFile } from '../../core/model/source.ts';
import type { Engine } from '../../engine/engine.ts';
import { nodePlatform } from '../../engine/platform.ts';
import { docxFile, p } from '../support/docx.ts';
import {
  clauseWith,
  contract,
  importText,
  makeMatter,
  openTestEngine,
  paragraphOf,
  partyOf,
  wordsOf,
} from '../support/engine.ts';
import { trackedAgreement } from '../support/tracked-agreement.ts';
import { temporaryFolder } from '../support/workspace.ts';

const language = 'en' as const;
const datedOn = '2026-04-01';

function agreement(days: string, fee = 'ten', name = 'agreement.docx'): SourceFile {
  const body = `${p(`1. The fee is ${fee} euros.`)}${p(`2. Payment within ${days} days.`)}${p('3. Risk passes on delivery.')}<w:sectPr/>`;
  return { ...docxFile(body), name };
}

async function take(engine: Engine, matter: MatterView, side: 'ours' | 'theirs', source: SourceFile) {
  const input = { matterId: matter.id, partyId: partyOf(matter, side), datedOn, source };
  return (await engine.ask('draft.import', input)).draft;
}

function trackedBy(author: string, a: SourceFile, b: SourceFile): SourceFile {
  return { name: b.name, bytes: redlineDocx(a, b, { author, date: '2026-04-02T09:00:00Z' }, nodePlatform).bytes };
}

async function certify(engine: Engine, draftId: DraftId) {
  const { certificate, against, reason } = await engine.ask('draft.certificate', { draftId, language });
  if (certificate === null) throw new Error(`no certificate: ${reason}`);
  return { certificate, against };
}

test('what came back is held against the draft that we sent last, as both files are', async () => {
  const engine = openTestEngine();
  const matter = await makeMatter(engine);
  await take(engine, matter, 'ours', agreement('ten', 'nine'));
  await take(engine, matter, 'theirs', agreement('twenty'));
  const sent = await take(engine, matter, 'ours', agreement('thirty'));
  const edited = agreement('sixty');
  const back = trackedBy('the Department', edited, agreement('sixty', 'twelve', 'back.docx'));
  const received = await take(engine, matter, 'theirs', back);
  const { certificate, against } = await certify(engine, received.id);
  expect(against).toBe(sent.id);
  expect(certificate.untracked.map(({ clause, before, after }) => [clause?.label, before, after])).toEqual([
    ['2', 'thirty', 'sixty'],
  ]);
  expect(certificate.tracked).toEqual([{ author: 'the Department', count: 2 }]);
  expect(certificate.sent.sha256).toBe(nodePlatform.sha256(agreement('thirty').bytes));
  expect(certificate.received).toEqual({ name: 'back.docx', sha256: nodePlatform.sha256(back.bytes) });
});

test('a draft of ours and one before which nothing of ours was sent have none, for a reason', async () => {
  const engine = openTestEngine();
  const matter = await makeMatter(engine);
  const first = await take(engine, matter, 'theirs', agreement('twenty'));
  const none = { certificate: null, against: null };
  expect(await engine.ask('draft.certificate', { draftId: first.id, language })).toEqual({
    ...none,
    reason: 'nothing-sent',
  });
  const ours = await take(engine, matter, 'ours', agreement('thirty'));
  expect(await engine.ask('draft.certificate', { draftId: ours.id, language })).toEqual({ ...none, reason: 'ours' });
  const path = join(temporaryFolder(), 'none.html');
  await expect(engine.ask('draft.writeCertificate', { draftId: ours.id, language, path })).rejects.toMatchObject({
    code: 'conflict',
  });
});

test('what an export of ours makes comes back clean, whatever was pending before and whatever it removed', async () => {
  for (const kind of ['redline', 'clean'] as const) {
    for (const scrub of [true, false]) {
      const engine = openTestEngine();
      const matter = await makeMatter(engine);
      const first = await take(engine, matter, 'theirs', trackedAgreement());
      const { clauses } = await engine.ask('draft.get', { draftId: first.id });
      const clause = clauses.find(({ label }) => label === '3.1');
      if (clause === undefined) throw new Error('the agreement has a clause 3.1');
      const { clauseId, versionHash } = clause;
      const edited = await engine.ask('clause.edit', {
        ...{ documentId: first.documentId, clauseId, basedOn: versionHash },
        // Into words that are pending, beside others that are.
        blocks: paragraphOf(`${wordsOf(clause).replace('sixty (60)', 'sixty')} Time is not of the essence.`),
      });
      const request = { draftId: edited.draft.id, kind, scrub, language, format: 'docx' } as const;
      const { bytes } = await engine.ask('draft.export', { ...request, againstDraftId: first.id });
      await engine.ask('draft.send', { draftId: edited.draft.id, datedOn });
      const back = await take(engine, matter, 'theirs', { name: 'back.docx', bytes });
      const { certificate } = await certify(engine, back.id);
      expect([kind, scrub, certificate.untracked, isCleanReturn(certificate)]).toEqual([kind, scrub, [], true]);
    }
  }
});

test('a text that comes back as a Word file is compared around its tracked changes', async () => {
  const engine = openTestEngine();
  const matter = await makeMatter(engine);
  const { draft } = await importText(engine, matter, 'ours', contract('The fee is ten euros.', 'Risk passes.'));
  const request = { draftId: draft.id, kind: 'clean', scrub: false, language, format: 'docx' } as const;
  const sent = { name: 'sent.docx', bytes: (await engine.ask('draft.export', request)).bytes };
  const second = await importText(engine, matter, 'ours', contract('The fee is six euros.', 'Risk passes.'));
  const changed = await engine.ask('draft.export', { ...request, draftId: second.draft.id });
  const tracked = trackedBy('the Department', sent, { name: 'back.docx', bytes: changed.bytes });
  await engine.ask('history.undo', { matterId: matter.id });
  const received = await take(engine, matter, 'theirs', tracked);
  const { certificate } = await certify(engine, received.id);
  expect(certificate).toMatchObject({ compared: 'document', untracked: [], tracked: [{ author: 'the Department' }] });
});

test('between texts every difference is one, and the files are those that were kept', async () => {
  const engine = openTestEngine();
  const matter = await makeMatter(engine);
  const words = contract('The fee is ten euros.', 'Risk passes.');
  await importText(engine, matter, 'ours', words, { name: 'sent.txt' });
  const back = await importText(engine, matter, 'theirs', words.replace('ten', 'six'), { name: 'back.txt' });
  const { certificate } = await certify(engine, back.draft.id);
  expect(certificate.compared).toBe('words');
  expect(certificate.untracked).toHaveLength(1);
  expect(certificate.sent).toEqual({ name: 'sent.txt', sha256: nodePlatform.sha256(new TextEncoder().encode(words)) });
});

test('an unsent draft of ours is not what was sent', async () => {
  const engine = openTestEngine();
  const matter = await makeMatter(engine);
  const sent = await take(engine, matter, 'ours', agreement('thirty'));
  const received = await take(engine, matter, 'theirs', agreement('sixty'));
  const clause = await clauseWith(engine, received.id, 'Risk passes on delivery.');
  const { clauseId, versionHash: basedOn } = clause;
  const blocks = paragraphOf('Risk passes on payment.');
  await engine.ask('clause.edit', { documentId: received.documentId, clauseId, basedOn, blocks });
  expect((await certify(engine, received.id)).against).toBe(sent.id);
});

test('is written as a page, and its bytes are the same with a name for them', async () => {
  const engine = openTestEngine();
  const matter = await makeMatter(engine);
  await take(engine, matter, 'ours', agreement('thirty'));
  const received = await take(engine, matter, 'theirs', agreement('sixty', 'ten', 'round: 2.docx'));
  const request = { draftId: received.id, language: 'fr' } as const;
  const path = join(temporaryFolder(), 'certificate.html');
  const { byteLength } = await engine.ask('draft.writeCertificate', { ...request, path });
  const { fileName, bytes } = await engine.ask('draft.renderCertificate', request);
  expect(readFileSync(path)).toEqual(Buffer.from(bytes));
  expect(bytes.byteLength).toBe(byteLength);
  expect(fileName).toBe('round 2 – certificat des modifications non suivies.html');
  expect(readFileSync(path, 'utf8')).toContain(nodePlatform.sha256(agreement('thirty').bytes));
  const wrong = join(temporaryFolder(), 'certificate.docx');
  await expect(engine.ask('draft.writeCertificate', { ...request, path: wrong })).rejects.toMatchObject({
    code: 'invalid-input',
  });
});
