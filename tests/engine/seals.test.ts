import { expect, test } from 'vitest';
import type { ClauseId, TermId } from '../../core/model/ids.ts';
import { clauseWith, contract, importText, makeMatter, openTestEngine, paragraphOf } from '../support/engine.ts';

const due = (count: string) => `The fees of the Vendor are due ${count} days after the date of a correct invoice.`;
const law = 'The law of the seat of the Department governs this agreement.';

async function negotiated() {
  const engine = openTestEngine();
  const matter = await makeMatter(engine);
  await importText(engine, matter, 'ours', contract(due('thirty'), law));
  const { draft } = await importText(engine, matter, 'theirs', contract(due('sixty'), law));
  const { clauseId } = await clauseWith(engine, draft.id, due('sixty'));
  const termId = clauseId as string as TermId;
  const matterId = matter.id;
  const seals = () => engine.ask('seal.list', { matterId });
  return { engine, matter, matterId, draft, clauseId, termId, seals };
}

test('a term that is agreed seals its clause; undo and any other status lift the seal', async () => {
  const { engine, matterId, clauseId, termId, seals } = await negotiated();
  await engine.ask('term.update', { matterId, termId, status: 'agreed' });
  expect(await seals()).toMatchObject([{ clauseId, label: '1', round: 2, breaches: [] }]);
  await engine.ask('history.undo', { matterId });
  expect(await seals()).toEqual([]);
  await engine.ask('history.redo', { matterId });
  await engine.ask('term.update', { matterId, termId, owner: 'counsel' });
  expect(await seals()).toHaveLength(1);
  await engine.ask('term.update', { matterId, termId, status: 'open' });
  expect(await seals()).toEqual([]);
});

test('a later draft that changes or drops a sealed clause breaks the seal, and so does our own working draft', async () => {
  const { engine, matter, matterId, clauseId, termId, seals } = await negotiated();
  await engine.ask('term.update', { matterId, termId, status: 'agreed' });
  const { draft } = await importText(engine, matter, 'ours', contract(due('ninety'), law));
  const [seal] = await seals();
  expect(seal?.breaches).toMatchObject([{ draftId: draft.id, round: 3, kind: 'changed' }]);
  expect(seal?.breaches[0]?.edits.filter(({ op }) => op !== 'equal')).toEqual([
    { op: 'delete', text: 'sixty' },
    { op: 'insert', text: 'ninety' },
  ]);
  await importText(engine, matter, 'theirs', contract(law));
  expect((await seals())[0]?.breaches.map(({ round, kind }) => [round, kind])).toEqual([
    [3, 'changed'],
    [4, 'removed'],
  ]);
  await expect(engine.ask('clause.seal', { documentId: draft.documentId, clauseId })).rejects.toThrow(
    /no words to seal/,
  );
});

test('a seal set by hand holds a clause that nobody contests, and our own edit of it raises the alarm', async () => {
  const { engine, draft, seals } = await negotiated();
  const { documentId } = draft;
  const { clauseId, versionHash } = await clauseWith(engine, draft.id, law);
  await engine.ask('clause.seal', { documentId, clauseId });
  await engine.ask('clause.edit', {
    documentId,
    clauseId,
    basedOn: versionHash,
    blocks: paragraphOf(`${law} `.trim()),
  });
  expect((await seals())[0]?.breaches).toEqual([]);
  const other = paragraphOf('The law of the seat of the Vendor governs this agreement.');
  await engine.ask('clause.edit', { documentId, clauseId, basedOn: versionHash, blocks: other });
  expect((await seals())[0]?.breaches).toMatchObject([{ round: 3, kind: 'changed' }]);
  await engine.ask('clause.unseal', { documentId, clauseId });
  expect(await seals()).toEqual([]);
});

test('a seal follows its clause when a wrong pairing is corrected', async () => {
  const { engine, draft, clauseId, seals } = await negotiated();
  await engine.ask('clause.seal', { documentId: draft.documentId, clauseId });
  const own = await engine.ask('draft.unpair', { draftId: draft.id, clauseId });
  expect((await seals()).map((seal): ClauseId => seal.clauseId)).toEqual([own.clauseId]);
});
