import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { documentText } from '../../core/contract/document-text.ts';
import { openPackage } from '../../core/docx/package.ts';
import { readDocx } from '../../core/docx/read-docx.ts';
import { listRevisions, resolveRevisions } from '../../core/docx/revisions/resolve-revisions.ts';
import { joinClauses } from '../../core/model/clause.ts';
import type { DraftId } from '../../core/model/ids.ts';
import type { SourceFile } from '../../core/model/source.ts';
import type { Engine } from '../../engine/engine.ts';
import { nodePlatform } from '../../engine/platform.ts';
import { type DraftEdit, draftEdits, editRuns } from '../support/draft-edits.ts';
import { editableAgreement } from '../support/editable-agreement.ts';
import {
  clauseWith,
  contract,
  importText,
  makeMatter,
  openTestEngine,
  paragraphOf,
  partyOf,
} from '../support/engine.ts';
import { trackedAgreement } from '../support/tracked-agreement.ts';
import { temporaryFolder } from '../support/workspace.ts';

const language = 'en' as const;

async function importDocx(engine: Engine, file: SourceFile) {
  const matter = await makeMatter(engine);
  const input = { matterId: matter.id, partyId: partyOf(matter, 'theirs'), datedOn: '2026-04-01', source: file };
  return { matter, ...(await engine.ask('draft.import', input)) };
}

/** Edits as a person makes them: in clauses, through the engine. */
async function edit(engine: Engine, draftId: DraftId, edits: readonly DraftEdit[]): Promise<DraftId> {
  let current = draftId;
  for (const each of edits) {
    const { draft, clauses } = await engine.ask('draft.get', { draftId: current });
    const clause = clauses[each.at % clauses.length];
    const block = clause?.blocks[0];
    if (clause === undefined || block?.type !== 'paragraph') continue;
    const blocks = [editRuns(block, each), ...clause.blocks.slice(1)];
    if (joinClauses([{ prefix: '', blocks }]).trim() === '') continue;
    const { clauseId, versionHash } = clause;
    const edited = await engine.ask('clause.edit', {
      documentId: draft.documentId,
      clauseId,
      basedOn: versionHash,
      blocks,
    });
    current = edited.draft.id;
  }
  return current;
}

async function textOf(engine: Engine, draftId: DraftId): Promise<string> {
  return joinClauses((await engine.ask('draft.get', { draftId })).clauses);
}

function settled(bytes: Uint8Array, decision: 'accept' | 'reject'): string {
  const docx = openPackage({ name: 'redline.docx', bytes }, nodePlatform);
  const result = { name: 'settled.docx', bytes: resolveRevisions(docx, () => decision, nodePlatform).bytes };
  return documentText(readDocx(result, nodePlatform));
}

function pendingIn(bytes: Uint8Array): number {
  return listRevisions(openPackage({ name: 'exported.docx', bytes }, nodePlatform)).length;
}

test('whatever was edited, the redline is what came in when rejected and our draft when accepted', async () => {
  await fc.assert(
    fc.asyncProperty(draftEdits, fc.boolean(), async (edits, scrub) => {
      const engine = openTestEngine();
      const { draft } = await importDocx(engine, editableAgreement());
      const working = await edit(engine, draft.id, edits);
      if (working === draft.id) return;
      const request = { draftId: working, againstDraftId: draft.id, kind: 'redline', scrub, language } as const;
      const { bytes, report } = await engine.ask('draft.export', { ...request, format: 'docx' });
      expect(settled(bytes, 'reject')).toBe(await textOf(engine, draft.id));
      expect(settled(bytes, 'accept')).toBe(await textOf(engine, working));
      expect(report).toMatchObject({ author: 'the Vendor', isPlain: false });
      expect(report.revisions + report.pending).toBe(pendingIn(bytes));
      const clean = await engine.ask('draft.export', { ...request, kind: 'clean', format: 'docx' });
      expect(documentText(readDocx({ name: 'clean.docx', bytes: clean.bytes }, nodePlatform))).toBe(
        await textOf(engine, working),
      );
    }),
    { seed: 20_260_401, numRuns: 12 },
  );
});

test('a clean copy of a file with changes pending has them accepted, and says how many', async () => {
  const engine = openTestEngine();
  const file = trackedAgreement();
  const { draft } = await importDocx(engine, file);
  const request = { draftId: draft.id, kind: 'clean', scrub: false, language } as const;
  const { bytes, report, fileName } = await engine.ask('draft.export', { ...request, format: 'docx' });
  expect(pendingIn(bytes)).toBe(0);
  expect(report.accepted).toBe(pendingIn(file.bytes));
  expect(settled(bytes, 'accept')).toBe(await textOf(engine, draft.id));
  expect(fileName).toMatch(/ – round 1 – clean\.docx$/);
});

test('scrubbing takes out names and comments, says so, and leaves our name on our changes', async () => {
  const engine = openTestEngine();
  const { draft } = await importDocx(engine, editableAgreement());
  const { clauseId, versionHash } = await clauseWith(engine, draft.id, 'Liability');
  const edited = await engine.ask('clause.edit', {
    ...{ documentId: draft.documentId, clauseId, basedOn: versionHash },
    blocks: [{ type: 'paragraph', runs: [{ text: 'Limits of liability' }], listLevel: 0, headingLevel: 0 }],
  });
  const request = {
    draftId: edited.draft.id,
    againstDraftId: draft.id,
    kind: 'redline',
    scrub: true,
    language,
  } as const;
  const { bytes, report } = await engine.ask('draft.export', { ...request, format: 'docx' });
  expect(report.scrub?.removed.map(({ kind }) => kind)).toContain('comments');
  const docx = openPackage({ name: 'redline.docx', bytes }, nodePlatform);
  expect(docx.getText(docx.mainPart)).not.toContain('the Department');
  const authors = listRevisions(docx).map(({ author }) => author);
  expect([...new Set(authors)]).toEqual(['the Vendor']);
});

test('a draft that began as text becomes a plain Word file, and its redline reads back', async () => {
  const engine = openTestEngine();
  const matter = await makeMatter(engine);
  const { draft } = await importText(engine, matter, 'theirs', contract('The fee is ten.', 'Delivery is free.'));
  const { clauseId, versionHash } = await clauseWith(engine, draft.id, 'The fee is ten.');
  const blocks = paragraphOf('The fee is two & no more.');
  const edited = await engine.ask('clause.edit', {
    documentId: draft.documentId,
    clauseId,
    basedOn: versionHash,
    blocks,
  });
  const request = {
    draftId: edited.draft.id,
    againstDraftId: draft.id,
    kind: 'redline',
    scrub: true,
    language,
  } as const;
  const { bytes, report } = await engine.ask('draft.export', { ...request, format: 'docx' });
  expect(report.isPlain).toBe(true);
  expect(settled(bytes, 'reject')).toBe('Supply agreement\n1. The fee is ten.\n2. Delivery is free.');
  expect(settled(bytes, 'accept')).toBe('Supply agreement\n1. The fee is two & no more.\n2. Delivery is free.');
});

test('a redline as HTML shows both drafts, and is written whole to a path', async () => {
  const engine = openTestEngine();
  const { draft } = await importDocx(engine, editableAgreement());
  const { clauseId, versionHash } = await clauseWith(engine, draft.id, 'Liability');
  const blocks = paragraphOf('Limits of liability');
  const edited = await engine.ask('clause.edit', {
    documentId: draft.documentId,
    clauseId,
    basedOn: versionHash,
    blocks,
  });
  const path = join(temporaryFolder(), 'redline.html');
  const request = {
    draftId: edited.draft.id,
    againstDraftId: draft.id,
    kind: 'redline',
    scrub: false,
    language,
  } as const;
  const { byteLength } = await engine.ask('draft.writeExport', { ...request, path });
  const html = readFileSync(path, 'utf8');
  expect(Buffer.byteLength(html)).toBe(byteLength);
  expect(html).toMatch(/Round 1.*Round 2/s);
  expect(html).toMatch(/<del.*<ins/s);
});

test('a redline against nothing, against itself, or to an unknown ending is refused, and nothing is written', async () => {
  const engine = openTestEngine();
  const { draft } = await importDocx(engine, editableAgreement());
  const request = { draftId: draft.id, kind: 'redline', scrub: false, language } as const;
  const path = join(temporaryFolder(), 'redline.docx');
  await expect(engine.ask('draft.writeExport', { ...request, path })).rejects.toMatchObject({ code: 'invalid-input' });
  const itself = { ...request, againstDraftId: draft.id, path };
  await expect(engine.ask('draft.writeExport', itself)).rejects.toMatchObject({ code: 'invalid-input' });
  expect(existsSync(path)).toBe(false);
  const clean = { ...request, kind: 'clean' as const, path: path.replace('.docx', '.pages') };
  await expect(engine.ask('draft.writeExport', clean)).rejects.toMatchObject({ code: 'invalid-input' });
});
