import fc from 'fast-check';
import { expect, test } from 'vitest';
import { projectEdits } from '../../../core/compare/verify.ts';
import type { ClauseId, DraftId, PartyId, VersionHash } from '../../../core/model/ids.ts';
import type { Party } from '../../../core/model/matter.ts';
import {
  contestedClauses,
  contestedSpansOf,
  type ExchangedDraft,
  lastMover,
  latestDraftBySide,
  wordsBySide,
  wordsDiffer,
} from '../../../core/negotiation/contested.ts';
import { seed } from '../../support/contract-text.ts';

const parties: readonly Party[] = ['ours', 'theirs', 'third'].map((name, ordinal) => ({
  id: name as PartyId,
  name,
  isOurs: ordinal === 0,
  ordinal,
}));

/** A draft written as clause id and words: `draft(1, 'ours', { a: 'words' })`. */
function draft(round: number, partyId: string, clauses: Readonly<Record<string, string>>): ExchangedDraft {
  return {
    id: `draft${round}` as DraftId,
    round,
    partyId: partyId as PartyId,
    clauses: new Map(
      Object.entries(clauses).map(([id, text]) => [
        id as ClauseId,
        { versionHash: `${text} hash` as VersionHash, label: `${id}.`, text },
      ]),
    ),
  };
}

const contested = (drafts: readonly ExchangedDraft[]) => contestedClauses(latestDraftBySide(drafts));
const spansOf = (drafts: readonly ExchangedDraft[], id: string) =>
  contestedSpansOf(wordsBySide(parties, latestDraftBySide(drafts), id as ClauseId), 'ours' as PartyId);

test('a side that has sent nothing contests nothing', () => {
  expect(contested([draft(1, 'ours', { a: 'x', b: 'y' })])).toEqual([]);
  expect(contested([draft(1, 'ours', { a: 'x' }), draft(2, 'ours', { a: 'z' })])).toEqual([]);
});

test('a clause is contested while the latest words differ, and no longer once one side takes the words of the other', () => {
  const rounds = [draft(1, 'ours', { a: 'x', b: 'y' }), draft(2, 'theirs', { a: 'x', b: 'z' })];
  expect(contested(rounds)).toEqual(['b']);
  expect(contested([...rounds, draft(3, 'ours', { a: 'x', b: 'z' })])).toEqual([]);
  expect(contested([...rounds, draft(3, 'ours', { a: 'w', b: 'z' })])).toEqual(['a']);
});

test('a clause that a side left out is contested by it, and agreed once both have left it out', () => {
  const rounds = [draft(1, 'ours', { a: 'x', b: 'y' }), draft(2, 'theirs', { a: 'x' })];
  expect(contested(rounds)).toEqual(['b']);
  expect(contested([...rounds, draft(3, 'ours', { a: 'x' })])).toEqual([]);
});

test('white space is no words: wrapped lines and doubled spaces contest nothing', () => {
  const rounds = [draft(1, 'ours', { a: 'The fee is ten.' }), draft(2, 'theirs', { a: ' The fee\nis\u00a0 ten.' })];
  expect(contested(rounds)).toEqual([]);
  expect(spansOf(rounds, 'a')).toEqual([]);
  expect(lastMover(rounds, 'a' as ClauseId)).toBe('ours');
  expect(contested([...rounds, draft(3, 'ours', { a: 'The fee is ten!' })])).toEqual(['a']);
});

test('of more than two sides, each stands by its last draft', () => {
  const rounds = [
    draft(1, 'ours', { a: 'x', b: 'y', c: 'z' }),
    draft(2, 'theirs', { a: 'x', b: 'y', c: 'other' }),
    draft(3, 'third', { a: 'third words', b: 'y', c: 'other' }),
    draft(4, 'ours', { a: 'x', b: 'y', c: 'other' }),
  ];
  expect(contested(rounds)).toEqual(['a']);
  expect(spansOf(rounds, 'a').map(({ aPartyId, bPartyId }) => [aPartyId, bPartyId])).toEqual([['ours', 'third']]);
});

test('where we have sent nothing, the others are compared with one another', () => {
  const rounds = [draft(1, 'theirs', { a: 'ten days' }), draft(2, 'third', { a: 'twenty days' })];
  expect(spansOf(rounds, 'a')).toEqual([
    {
      aPartyId: 'theirs',
      bPartyId: 'third',
      edits: [
        { op: 'delete', text: 'ten' },
        { op: 'insert', text: 'twenty' },
        { op: 'equal', text: ' days' },
      ],
    },
  ]);
});

test('a side without words is told apart from a side that wants the clause out', () => {
  const rounds = [draft(1, 'ours', { a: 'x' }), draft(2, 'theirs', {})];
  const words = wordsBySide(parties, latestDraftBySide(rounds), 'a' as ClauseId);
  expect(words.map(({ draftId, round, text, label }) => [draftId, round, text, label])).toEqual([
    ['draft1', 1, 'x', 'a.'],
    ['draft2', 2, null, null],
    [null, null, null, null],
  ]);
});

test.each([
  ['nobody, where no draft has it', [draft(1, 'ours', { b: 'y' })], null],
  ['who first put it in', [draft(1, 'ours', { a: 'x' }), draft(2, 'theirs', { a: 'x' })], 'ours'],
  ['who last changed its words', [draft(1, 'ours', { a: 'x' }), draft(2, 'theirs', { a: 'y' })], 'theirs'],
  ['who left it out', [draft(1, 'ours', { a: 'x' }), draft(2, 'theirs', {})], 'theirs'],
  ['who brought it back', [draft(1, 'ours', { a: 'x' }), draft(2, 'theirs', {}), draft(3, 'ours', { a: 'x' })], 'ours'],
] as const)('the last mover is %s', (_who, drafts, mover) => {
  expect(lastMover([...drafts].reverse(), 'a' as ClauseId)).toBe(mover);
});

const rounds = fc
  .array(
    fc.tuple(
      fc.constantFrom('ours', 'theirs', 'third'),
      fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('', 'x', 'x y', 'z'), { maxKeys: 4 }),
    ),
    { maxLength: 6 },
  )
  .map((drafts) => drafts.map(([party, clauses], index) => draft(index + 1, party, clauses)));

test('what is contested is what the sides would not sign: each clause once, and exactly where their words differ', () => {
  fc.assert(
    fc.property(rounds, (drafts) => {
      const found = contested(drafts);
      expect(new Set(found).size).toBe(found.length);
      for (const id of ['a', 'b', 'c', 'd'] as ClauseId[]) {
        const last = new Map(drafts.map((each) => [each.partyId, each.clauses.get(id)?.text ?? null]));
        expect(found.includes(id)).toBe(new Set(last.values()).size > 1);
        expect(wordsDiffer(latestDraftBySide(drafts), id)).toBe(found.includes(id));
      }
    }),
    { seed },
  );
});

test('the spans of a pair of sides give the words of both to the character', () => {
  fc.assert(
    fc.property(rounds, (drafts) => {
      for (const id of contested(drafts)) {
        const sides = wordsBySide(parties, latestDraftBySide(drafts), id);
        const textOf = (partyId: PartyId) => sides.find((side) => side.partyId === partyId)?.text ?? '';
        const spans = contestedSpansOf(sides, 'ours' as PartyId);
        for (const { aPartyId, bPartyId, edits } of spans) {
          expect(projectEdits(edits, 'a')).toBe(textOf(aPartyId));
          expect(projectEdits(edits, 'b')).toBe(textOf(bPartyId));
        }
      }
    }),
    { seed },
  );
});
