import { expect, test } from 'vitest';
import { clauseWith, contract, importText, makeMatter, openTestEngine } from '../support/engine.ts';
import { dumpTables, openTestWorkspace, temporaryFolder } from '../support/workspace.ts';

const fees = 'The fees are due thirty days after the date of a correct invoice.';
const law = 'The law of the seat of the Department governs this agreement.';
const old = 'Disputes go to a mediator that the parties choose together.';
const anew = 'The courts of the capital alone decide on what arises under this contract.';

/** Two drafts in which a clause was reworded beyond recognition, and a third that goes on from there. */
async function threeDrafts(directory: string) {
  const engine = openTestEngine({ workspace: directory });
  const matter = await makeMatter(engine);
  const first = (await importText(engine, matter, 'ours', contract(fees, old, law))).draft;
  const second = (await importText(engine, matter, 'theirs', contract(fees, anew, law))).draft;
  const third = (await importText(engine, matter, 'ours', contract(fees, anew.replace('alone', 'only'), law))).draft;
  const kinds = async (a: { id: typeof first.id }, b: { id: typeof first.id }) =>
    (await engine.ask('draft.compare', { aDraftId: a.id, bDraftId: b.id })).rows.map(({ kind }) => kind);
  return { engine, matter, first, second, third, kinds };
}

test('a pair that was not found is one in every comparison, in the history and in the drafts to come', async () => {
  const { engine, matter, first, second, third, kinds } = await threeDrafts(temporaryFolder());
  expect(await kinds(first, second)).toEqual(['same', 'same', 'deleted', 'inserted', 'same']);
  const { clauseId } = await clauseWith(engine, second.id, anew);
  const { clauseId: fromClauseId } = await clauseWith(engine, first.id, old);
  await engine.ask('draft.pair', { draftId: second.id, clauseId, fromClauseId });
  expect(await kinds(first, second)).toEqual(['same', 'same', 'edited', 'same']);
  expect(await kinds(first, third)).toEqual(['same', 'same', 'edited', 'same']);
  expect(await kinds(third, first)).toEqual(['same', 'same', 'edited', 'same']);
  const { documentId } = second;
  const history = await engine.ask('clause.history', { documentId, clauseId: fromClauseId });
  expect(history.map(({ change }) => change)).toEqual(['first', 'edited', 'edited']);
  const fourth = (await importText(engine, matter, 'theirs', contract(fees, anew, law))).draft;
  expect((await clauseWith(engine, fourth.id, anew)).clauseId).toBe(fromClauseId);
});

test('a pair that is none is taken apart, for all drafts since', async () => {
  const { engine, first, second, third, kinds } = await threeDrafts(temporaryFolder());
  const { clauseId } = await clauseWith(engine, second.id, law);
  const own = await engine.ask('draft.unpair', { draftId: second.id, clauseId });
  expect(own.clauseId).not.toBe(clauseId);
  expect(await kinds(first, second)).toEqual(['same', 'same', 'deleted', 'deleted', 'inserted', 'inserted']);
  expect((await kinds(second, third)).at(-1)).toBe('same');
  expect((await clauseWith(engine, third.id, law)).clauseId).toBe(own.clauseId);
});

test('what was taken for the clause before becomes one of its own', async () => {
  const { engine, first, second, kinds } = await threeDrafts(temporaryFolder());
  const { clauseId } = await clauseWith(engine, second.id, anew);
  const { clauseId: fromClauseId } = await clauseWith(engine, first.id, law);
  await engine.ask('draft.pair', { draftId: second.id, clauseId, fromClauseId });
  expect(await kinds(first, second)).toEqual(['same', 'same', 'deleted', 'edited', 'inserted']);
});

test('a correction is one step of undo and of the log; what the drafts say stays as it was', async () => {
  const directory = temporaryFolder();
  const { engine, matter, first, second } = await threeDrafts(directory);
  const tables = () => {
    const workspace = openTestWorkspace({ directory });
    const dump = dumpTables(workspace);
    return { clauses: dump.draft_clause, lineage: dump.lineage, versions: dump.clause_version };
  };
  const before = tables();
  const { clauseId } = await clauseWith(engine, second.id, anew);
  const { clauseId: fromClauseId } = await clauseWith(engine, first.id, old);
  await engine.ask('draft.pair', { draftId: second.id, clauseId, fromClauseId });
  expect(tables()).not.toEqual(before);
  expect(tables().versions).toEqual(before.versions);
  await engine.ask('history.undo', { matterId: matter.id });
  expect(tables()).toEqual(before);
  await engine.ask('history.redo', { matterId: matter.id });
  expect((await engine.ask('history.verify', {})).brokenAt).toBeNull();
});

test('positions stay with the words they were taken on', async () => {
  const { engine, matter, first, second } = await threeDrafts(temporaryFolder());
  const { clauseId } = await clauseWith(engine, second.id, anew);
  const { clauseId: fromClauseId } = await clauseWith(engine, first.id, old);
  const partyId = matter.parties[0]?.id;
  if (partyId === undefined) throw new Error('the matter has parties');
  const [term] = (await engine.ask('term.list', { matterId: matter.id })).filter((each) => each.clauseId === clauseId);
  if (term === undefined) throw new Error('the new clause is contested');
  await engine.ask('position.set', { matterId: matter.id, termId: term.id, partyId, stance: 'oppose' });
  await engine.ask('draft.pair', { draftId: second.id, clauseId, fromClauseId });
  const kept = await engine.ask('term.get', { matterId: matter.id, termId: term.id });
  expect(kept).toMatchObject({ clauseId: fromClauseId, origin: 'manual' });
  expect(kept.positions).toHaveLength(1);
});

test('what is not there cannot be paired', async () => {
  const { engine, first, second } = await threeDrafts(temporaryFolder());
  const { clauseId } = await clauseWith(engine, second.id, anew);
  const { clauseId: fromClauseId } = await clauseWith(engine, first.id, old);
  await expect(engine.ask('draft.pair', { draftId: first.id, clauseId: fromClauseId, fromClauseId })).rejects.toThrow(
    /first draft/,
  );
  await expect(engine.ask('draft.pair', { draftId: second.id, clauseId, fromClauseId: clauseId })).rejects.toThrow(
    /is not in the draft of round 1/,
  );
});
