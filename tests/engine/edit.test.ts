import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Output } from '../../core/api.ts';
import type { Block, Run } from '../../core/model/content.ts';
import { moveHeadingEnd } from '../../engine/edit-clause.ts';
import {
  clauseWith,
  contract,
  importText,
  makeMatter,
  openTestEngine,
  paragraphOf,
  wordsOf,
} from '../support/engine.ts';

async function startEditing(...texts: string[]) {
  const engine = openTestEngine();
  const matter = await makeMatter(engine);
  const { draft } = await importText(engine, matter, 'theirs', contract(...texts));
  const edit = async (
    words: string,
    to: string | readonly Block[],
    draftId = draft.id,
  ): Promise<Output<'clause.edit'>> => {
    const { clauseId, versionHash } = await clauseWith(engine, draftId, words);
    const blocks = typeof to === 'string' ? paragraphOf(to) : [...to];
    return engine.ask('clause.edit', { documentId: draft.documentId, clauseId, basedOn: versionHash, blocks });
  };
  return { engine, matter, draft, edit };
}

test('the first edit begins our working draft with every other clause as it stands', async () => {
  const { engine, draft, edit } = await startEditing('The fee is ten.', 'Delivery is free.');
  const before = await engine.ask('draft.get', { draftId: draft.id });
  const edited = await edit('The fee is ten.', 'The fee is two.');
  expect(edited.draft).toMatchObject({
    round: 2,
    state: 'working',
    direction: 'sent',
    baseDraftId: draft.id,
    file: null,
    format: 'parley',
    datedOn: '2026-03-31',
    clauseCount: draft.clauseCount,
  });
  const after = await engine.ask('draft.get', { draftId: edited.draft.id });
  expect(after.clauses.map(wordsOf)).toEqual(['Supply agreement', 'The fee is two.', 'Delivery is free.']);
  const changed = after.clauses.filter((clause, index) => clause.versionHash !== before.clauses[index]?.versionHash);
  expect(changed.map((clause) => clause.versionHash)).toEqual([edited.versionHash]);
  expect(after.clauses.map(({ clauseId, label, prefix }) => [clauseId, label, prefix])).toEqual(
    before.clauses.map(({ clauseId, label, prefix }) => [clauseId, label, prefix]),
  );
  expect((await engine.ask('draft.get', { draftId: draft.id })).clauses).toEqual(before.clauses);
});

test('further edits go to the same draft, each a step of its own', async () => {
  const { engine, matter, draft, edit } = await startEditing('The fee is ten.', 'Delivery is free.');
  const first = await edit('The fee is ten.', 'The fee is two.');
  const second = await edit('Delivery is free.', 'Delivery is due.', first.draft.id);
  expect(second.draft.id).toBe(first.draft.id);
  await engine.ask('history.undo', { matterId: matter.id });
  await clauseWith(engine, first.draft.id, 'Delivery is free.');
  await engine.ask('history.undo', { matterId: matter.id });
  const { documents } = await engine.ask('matter.get', { matterId: matter.id });
  expect(documents[0]?.drafts.map((each) => each.id)).toEqual([draft.id]);
});

test('history, lineage and the comparison say what was edited, and nothing once it is set back', async () => {
  const { engine, draft, edit } = await startEditing('The fee is ten.');
  const { clauseId } = await clauseWith(engine, draft.id, 'The fee is ten.');
  const edited = await edit('The fee is ten.', 'The fee is two.');
  const history = () => engine.ask('clause.history', { documentId: draft.documentId, clauseId });
  const compare = () => engine.ask('draft.compare', { aDraftId: draft.id, bDraftId: edited.draft.id });
  expect((await history()).map(({ change, state, text }) => [change, state, text])).toEqual([
    ['first', 'exchanged', 'The fee is ten.'],
    ['edited', 'working', 'The fee is two.'],
  ]);
  expect((await compare()).summary).toMatchObject({ edited: 1, wordsInserted: 1, wordsDeleted: 1 });
  const back = await edit('The fee is two.', 'The fee is ten.', edited.draft.id);
  expect((await history()).map((entry) => entry.change)).toEqual(['first', 'same']);
  expect((await compare()).summary).toMatchObject({ edited: 0, same: 2 });
  expect(back.draft.id).toBe(edited.draft.id);
});

test('an edit that started from words that are no longer there is a conflict, and nothing is changed', async () => {
  const { engine, draft, edit } = await startEditing('The fee is ten.');
  const { clauseId, versionHash } = await clauseWith(engine, draft.id, 'The fee is ten.');
  const { draft: working } = await edit('The fee is ten.', 'The fee is two.');
  const late = { documentId: draft.documentId, clauseId, basedOn: versionHash, blocks: paragraphOf('The fee is one.') };
  await expect(engine.ask('clause.edit', late)).rejects.toMatchObject({ code: 'conflict', details: { label: '1' } });
  await clauseWith(engine, working.id, 'The fee is two.');
});

test('a clause cannot be left without words', async () => {
  const { engine, matter, edit } = await startEditing('The fee is ten.');
  await expect(edit('The fee is ten.', ' \n ')).rejects.toMatchObject({ code: 'invalid-input' });
  expect(await engine.ask('history.state', { matterId: matter.id })).toEqual({ undo: 'draft.import', redo: null });
});

test('the same words again are no edit', async () => {
  const { engine, matter, draft, edit } = await startEditing('The fee is ten.');
  const same = await edit('The fee is ten.', [
    { type: 'paragraph', runs: [{ text: 'The fee' }, { text: '', marks: ['bold'] }, { text: ' is ten.', marks: [] }] },
  ]);
  expect(same.draft.id).toBe(draft.id);
  expect((await engine.ask('history.state', { matterId: matter.id })).undo).toBe('draft.import');
});

test('however an editor cuts a clause into runs, it is the same version', async () => {
  const { edit } = await startEditing('The fee is ten.');
  const words = 'The total fee is ten thousand euros.';
  const whole = (await edit('The fee is ten.', [{ type: 'paragraph', runs: cut(words, []) }])).versionHash;
  await fc.assert(
    fc.asyncProperty(fc.subarray(Array.from({ length: words.length }, (_, index) => index)), async (cuts) => {
      const { edit: again } = await startEditing('The fee is ten.');
      const edited = await again('The fee is ten.', [{ type: 'paragraph', runs: cut(words, cuts) }]);
      expect(edited.versionHash).toBe(whole);
    }),
    { seed: 20_260_331, numRuns: 15 },
  );
});

/** The words in runs that begin at these places; “fee” is bold and underlined, in marks of any order. */
function cut(words: string, places: readonly number[]): Run[] {
  const bold = words.indexOf('fee');
  const starts = [...new Set([0, bold, bold + 3, ...places, words.length])].sort((a, b) => a - b);
  return starts.slice(0, -1).map((from, index) => ({
    text: words.slice(from, starts[index + 1]),
    ...(from >= bold &&
      from < bold + 3 && { marks: places.length % 2 ? ['bold', 'underline'] : ['underline', 'bold'] }),
  }));
}

test('formatting alone is a new version with the same words', async () => {
  const { engine, draft, edit } = await startEditing('The fee is ten.');
  const bold = await edit('The fee is ten.', [
    { type: 'paragraph', runs: [{ text: 'The fee is ten.', marks: ['bold'] }] },
  ]);
  const { rows } = await engine.ask('draft.compare', { aDraftId: draft.id, bDraftId: bold.draft.id });
  expect(rows.map((row) => [row.kind, row.reformatted])).toEqual([
    ['same', false],
    ['same', true],
  ]);
  const { clauseId } = await clauseWith(engine, draft.id, 'The fee is ten.');
  const history = await engine.ask('clause.history', { documentId: draft.documentId, clauseId });
  expect(history.map((entry) => entry.change)).toEqual(['first', 'same']);
});

test('a working draft is sent once, on the day given, and then our next edit begins another', async () => {
  const { engine, edit } = await startEditing('The fee is ten.');
  const { draft: working } = await edit('The fee is ten.', 'The fee is two.');
  const sent = await engine.ask('draft.send', { draftId: working.id, datedOn: '2026-06-01' });
  expect(sent).toMatchObject({ id: working.id, state: 'exchanged', datedOn: '2026-06-01', round: 2 });
  await expect(engine.ask('draft.send', { draftId: working.id, datedOn: '2026-06-02' })).rejects.toMatchObject({
    code: 'conflict',
  });
  const next = await edit('The fee is two.', 'The fee is one.', working.id);
  expect(next.draft).toMatchObject({ round: 3, state: 'working', baseDraftId: working.id });
});

test('a clause that the latest draft does not have cannot be edited', async () => {
  const { engine, matter, draft } = await startEditing('The fee is ten.', 'Delivery is free.');
  const { clauseId, versionHash } = await clauseWith(engine, draft.id, 'Delivery is free.');
  await importText(engine, matter, 'ours', contract('The fee is ten.'));
  const edit = { documentId: draft.documentId, clauseId, basedOn: versionHash, blocks: paragraphOf('New.') };
  await expect(engine.ask('clause.edit', edit)).rejects.toMatchObject({ code: 'not-found' });
});

test.each([
  ['nothing has a heading', 'Fees. Ten.', 0, 'Charges. Ten.', ''],
  ['the body is edited', 'Fees. Ten.', 5, 'Fees. Twelve.', 'Fees.'],
  ['the heading is edited', 'Fees. Ten a year.', 5, 'Charges. Ten a year.', 'Charges.'],
  ['words come right behind the heading', 'Fees. Ten a year.', 5, 'Fees. Only ten a year.', 'Fees.'],
  ['the heading is taken out', 'Fees. Ten a year.', 5, 'Ten a year.', ''],
  ['the heading is a line of its own', 'Fees\nTen a year.', 4, 'Fees and costs\nTen a year.', 'Fees and costs'],
  ['the whole clause is its heading', 'Fees', 4, 'Fees and costs', 'Fees and costs'],
  ['a body is put under it', 'Fees', 4, 'Fees\nTen a year.', 'Fees'],
  ['it is two lines', 'Article 1\nFees\nTen.', 14, 'Article 1\nFees due\nTen.', 'Article 1\nFees due'],
  ['all is written anew', 'Fees. Ten a year.', 5, 'Nothing of the kind remains here.', ''],
])('the heading after an edit, when %s', (_when, before, headingTo, after, heading) => {
  expect(after.slice(0, moveHeadingEnd(before, headingTo, after))).toBe(heading);
});
