import { expect, test } from 'vitest';
import type { TermId } from '../../core/model/ids.ts';
import {
  clauseWith,
  contract,
  importText,
  makeMatter,
  openTestEngine,
  paragraphOf,
  partyOf,
} from '../support/engine.ts';

const fee = 'The fee is ten thousand euros a year.';
const theirFee = fee.replace('ten', 'nine');
const law = 'The law of the seat of the Department governs this agreement.';

async function startContest() {
  const engine = openTestEngine();
  const matter = await makeMatter(engine);
  const first = await importText(engine, matter, 'ours', contract(fee, law));
  const second = await importText(engine, matter, 'theirs', contract(theirFee, law), { datedOn: '2026-04-02' });
  const { documentId } = first.draft;
  const clauseOf = (words: string) => clauseWith(engine, first.draft.id, words);
  const list = () => engine.ask('term.list', { matterId: matter.id });
  return { engine, matter, matterId: matter.id, documentId, first, second, clauseOf, list };
}

const asTerm = (id: string) => id as TermId;

test('a contested clause is a term without anyone having said so, with the words of both sides', async () => {
  const { matter, list, clauseOf, first, second } = await startContest();
  const terms = await list();
  const { clauseId } = await clauseOf(fee);
  expect(terms).toMatchObject([
    {
      ...{ id: clauseId, clauseId, origin: 'derived', title: theirFee, status: 'open', owner: '', note: '' },
      ...{ quote: null, contested: true, label: '1', lastMovedPartyId: partyOf(matter, 'theirs'), positions: [] },
      sides: [
        { partyId: partyOf(matter, 'ours'), draftId: first.draft.id, round: 1, text: fee },
        { partyId: partyOf(matter, 'theirs'), draftId: second.draft.id, round: 2, text: theirFee },
      ],
    },
  ]);
  expect(
    terms[0]?.spans.map((span) => span.edits.filter((edit) => edit.op !== 'equal').map((edit) => edit.text)),
  ).toEqual([['ten', 'nine']]);
});

test('the matter says how many terms are contested and whose turn it is', async () => {
  const { engine, matter } = await startContest();
  const [summary] = await engine.ask('matter.list', {});
  expect(summary).toMatchObject({
    contestedCount: 1,
    round: 2,
    holderPartyId: partyOf(matter, 'ours'),
    heldSince: '2026-04-02',
  });
});

test('what we have not sent yet contests nothing and settles nothing', async () => {
  const { engine, documentId, second, list, matterId } = await startContest();
  const before = await list();
  const { clauseId, versionHash } = await clauseWith(engine, second.draft.id, theirFee);
  const edit = { documentId, clauseId, basedOn: versionHash, blocks: paragraphOf('The fee is eight.') };
  const { draft } = await engine.ask('clause.edit', edit);
  expect(await list()).toEqual(before);
  expect((await engine.ask('matter.get', { matterId })).round).toBe(2);
  await engine.ask('draft.send', { draftId: draft.id, datedOn: '2026-04-03' });
  expect((await list())[0]?.sides[0]).toMatchObject({ round: 3, text: 'The fee is eight.' });
});

test('a term that was never spoken of goes when the words agree; one with a status stays', async () => {
  const { engine, matter, matterId, list, clauseOf } = await startContest();
  await importText(engine, matter, 'ours', contract(theirFee, law));
  expect(await list()).toEqual([]);
  await engine.ask('history.undo', { matterId });
  const termId = asTerm((await clauseOf(fee)).clauseId);
  await engine.ask('term.update', { matterId, termId, status: 'narrowing', owner: ' Counsel ', note: 'Nearly there.' });
  await importText(engine, matter, 'ours', contract(theirFee, law));
  expect(await list()).toMatchObject([
    {
      id: termId,
      origin: 'derived',
      status: 'narrowing',
      owner: 'Counsel',
      note: 'Nearly there.',
      contested: false,
      spans: [],
    },
  ]);
});

test('what is left out of an update stays, and a title given replaces the clause’s words', async () => {
  const { engine, matterId, list, clauseOf } = await startContest();
  const termId = asTerm((await clauseOf(fee)).clauseId);
  await engine.ask('term.update', { matterId, termId, note: 'First.' });
  await engine.ask('term.update', { matterId, termId, title: 'The price' });
  expect(await list()).toMatchObject([{ title: 'The price', note: 'First.', status: 'open' }]);
  expect(await engine.ask('term.get', { matterId, termId })).toEqual((await list())[0]);
});

test('words flagged by hand are a term of their own, beside the derived one of the same clause', async () => {
  const { engine, matterId, documentId, list, clauseOf } = await startContest();
  const { clauseId } = await clauseOf(law);
  const flag = { matterId, documentId, clauseId, title: 'Whose law', quote: 'the seat of the Department' };
  const { termId } = await engine.ask('term.flag', flag);
  expect(termId).not.toBe(clauseId);
  expect((await list()).map(({ title, origin, contested, quote }) => [title, origin, contested, quote])).toEqual([
    [theirFee, 'derived', true, null],
    ['Whose law', 'manual', false, 'the seat of the Department'],
  ]);
  expect((await engine.ask('matter.get', { matterId })).contestedCount).toBe(2);
  await engine.ask('term.update', { matterId, termId, status: 'agreed' });
  expect((await engine.ask('matter.get', { matterId })).contestedCount).toBe(1);
  await engine.ask('history.undo', { matterId });
  await engine.ask('history.undo', { matterId });
  expect(await list()).toHaveLength(1);
});

test('a position keeps what is not said again, and every one before it', async () => {
  const { engine, matter, matterId, list, clauseOf } = await startContest();
  const termId = asTerm((await clauseOf(fee)).clauseId);
  const place = { matterId, termId, partyId: partyOf(matter, 'ours') };
  await engine.ask('position.set', { ...place, stance: 'oppose', redLine: 'Not under nine.', priority: 'must' });
  await engine.ask('position.set', { ...place, stance: 'accept-if', wanted: 'Nine and a half.', privileged: true });
  const theirs = { ...place, partyId: partyOf(matter, 'theirs') };
  await engine.ask('position.set', { ...theirs, stance: 'open', certainty: 'reported', source: 'The press' });
  const history = await engine.ask('position.history', place);
  expect(
    history.map(({ stance, wanted, redLine, priority, privileged }) => [stance, wanted, redLine, priority, privileged]),
  ).toEqual([
    ['accept-if', 'Nine and a half.', 'Not under nine.', 'must', true],
    ['oppose', '', 'Not under nine.', 'must', false],
  ]);
  expect(history[0]?.recordedAtMs).toBeGreaterThan(history[1]?.recordedAtMs ?? Number.POSITIVE_INFINITY);
  const [term] = await list();
  expect(term?.positions.map(({ partyId, stance, certainty }) => [partyId, stance, certainty])).toEqual([
    [partyOf(matter, 'ours'), 'accept-if', 'stated'],
    [partyOf(matter, 'theirs'), 'open', 'reported'],
  ]);
});

test('a priority is taken away by null, and saying the same again adds nothing', async () => {
  const { engine, matter, matterId, clauseOf } = await startContest();
  const place = { matterId, termId: asTerm((await clauseOf(fee)).clauseId), partyId: partyOf(matter, 'ours') };
  await engine.ask('position.set', { ...place, stance: 'oppose', priority: 'must' });
  const second = await engine.ask('position.set', { ...place, stance: 'oppose', priority: null });
  expect(await engine.ask('position.set', { ...place, stance: 'oppose' })).toEqual(second);
  const history = await engine.ask('position.history', place);
  expect(history.map((position) => position.priority)).toEqual([null, 'must']);
});

test('a position can be taken on a clause that nobody contests, and on nothing that is not in the matter', async () => {
  const { engine, matter, matterId, list, clauseOf } = await startContest();
  const partyId = partyOf(matter, 'ours');
  const termId = asTerm((await clauseOf(law)).clauseId);
  await engine.ask('position.set', { matterId, termId, partyId, stance: 'accept' });
  expect((await list()).map((term) => [term.clauseId, term.contested])).toContainEqual([termId, false]);
  const other = await makeMatter(engine);
  const refused = [
    { matterId: other.id, termId, partyId: partyOf(other, 'ours') },
    { matterId, termId: asTerm('a'.repeat(26)), partyId },
    { matterId, termId, partyId: partyOf(other, 'ours') },
  ];
  for (const place of refused) {
    await expect(engine.ask('position.set', { ...place, stance: 'open' })).rejects.toMatchObject({ code: 'not-found' });
  }
});

test('with a third side in the matter nobody in particular holds the pen', async () => {
  const engine = openTestEngine();
  const parties = ['a', 'b', 'c'].map((name) => ({ name, isOurs: name === 'b' }));
  const matter = await engine.ask('matter.create', { title: 'Three', parties });
  expect(matter.parties.map(({ name, ordinal }) => [name, ordinal])).toEqual([
    ['b', 0],
    ['a', 1],
    ['c', 2],
  ]);
  expect(matter).toMatchObject({ round: 0, holderPartyId: null, heldSince: null });
  await importText(engine, matter, 'ours', contract('One.'));
  expect(await engine.ask('matter.get', { matterId: matter.id })).toMatchObject({ round: 1, holderPartyId: null });
});

test.each([
  ['no side of ours', [false, false], ['a', 'b']],
  ['two sides of ours', [true, true], ['a', 'b']],
  ['two sides of one name', [true, false], ['Vendor', 'VENDOR']],
])('a matter with %s is refused', async (_what, ours, names) => {
  const parties = names.map((name, index) => ({ name, isOurs: ours[index] === true }));
  const made = openTestEngine().ask('matter.create', { title: 'T', parties });
  await expect(made).rejects.toMatchObject({ code: 'invalid-input' });
});
