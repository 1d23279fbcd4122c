import { describe, expect, test } from 'vitest';
import type { ClauseId, DraftId, PartyId } from '../../../core/model/ids.ts';
import { type AskingDraft, type IsSaid, listAsks } from '../../../core/negotiation/fate.ts';

const base = 'The fee is due thirty days after the invoice.';
const asked = 'The fee is due sixty days after the invoice.';

type Words = Readonly<Record<string, string>>;
/** Drafts of two sides in turn; `null` for a turn that a side did not take. */
function drafts(...turns: readonly (Words | null)[]): AskingDraft[] {
  return turns.flatMap((words, index) =>
    words === null
      ? []
      : [
          {
            draftId: `draft-${index + 1}` as DraftId,
            round: index + 1,
            partyId: (index % 2 === 0 ? 'vendor' : 'department') as PartyId,
            clauses: new Map(Object.entries(words)) as unknown as ReadonlyMap<ClauseId, string>,
            kin: [],
          },
        ],
  );
}
const nobodySaid: IsSaid = () => false;
const fates = (list: readonly AskingDraft[], isSaid = nobodySaid) =>
  listAsks(list, isSaid).map(({ draft, clauseId, fate }) => [draft.round, clauseId, fate]);

describe('the fate of an ask', () => {
  test('is unanswered until another side has put forward a draft', () => {
    expect(fates(drafts({ fee: base }, { fee: asked }))).toEqual([[2, 'fee', 'unanswered']]);
  });

  test('is silently accepted when its words stand and nobody said so, accepted when somebody did', () => {
    const rounds = drafts({ fee: base }, { fee: asked }, { fee: asked });
    expect(fates(rounds)).toEqual([[2, 'fee', 'silently-accepted']]);
    expect(fates(rounds, (clauseId, partyId) => clauseId === 'fee' && partyId === 'vendor')).toEqual([
      [2, 'fee', 'accepted'],
    ]);
  });

  test('is reverted when the words of before are back, and the answer is no ask of other words', () => {
    expect(fates(drafts({ fee: base }, { fee: asked }, { fee: base }))).toEqual([
      [2, 'fee', 'reverted'],
      [3, 'fee', 'unanswered'],
    ]);
  });

  test('is countered when other words stand in its place', () => {
    const counter = 'The fee is due forty-five days after the invoice.';
    expect(fates(drafts({ fee: base }, { fee: asked }, { fee: counter }))[0]).toEqual([2, 'fee', 'countered']);
  });

  test('is accepted in part when one of two changes stands', () => {
    const both = 'The fee is due sixty days after the invoice was approved.';
    const one = 'The fee is due thirty days after the invoice was approved.';
    expect(fates(drafts({ fee: base }, { fee: both }, { fee: one }))[0]).toEqual([2, 'fee', 'accepted-in-part']);
  });

  test('is silently dropped when the side that asked leaves it out while nobody has refused it', () => {
    expect(fates(drafts({ fee: base }, { fee: asked }, null, { fee: base }))[0]).toEqual([
      2,
      'fee',
      'silently-dropped',
    ]);
    const afterKept = drafts({ fee: base }, { fee: asked }, { fee: asked }, { fee: base }, { fee: base });
    expect(fates(afterKept)[0]).toEqual([2, 'fee', 'silently-dropped']);
  });

  test('is not dropped by its side when another put it out first', () => {
    expect(fates(drafts({ fee: base }, { fee: asked }, { fee: base }, { fee: base }))[0]).toEqual([
      2,
      'fee',
      'reverted',
    ]);
  });

  test('follows words that went out and came back', () => {
    const rounds = drafts({ fee: base }, { fee: asked }, { fee: base }, { fee: asked }, { fee: asked });
    expect(fates(rounds)).toEqual([
      [2, 'fee', 'silently-accepted'],
      [3, 'fee', 'reverted'],
      [4, 'fee', 'silently-accepted'],
    ]);
  });

  test('a clause put in or left out is an ask like any other', () => {
    expect(fates(drafts({ fee: base }, { fee: base, audit: 'The Vendor may be audited.' }, { fee: base }))[0]).toEqual([
      2,
      'audit',
      'reverted',
    ]);
    expect(fates(drafts({ fee: base, audit: 'x y' }, { fee: base }, { fee: base }))[0]).toEqual([
      2,
      'audit',
      'silently-accepted',
    ]);
    expect(fates(drafts({ fee: base, audit: 'x y' }, { fee: base }, { fee: base, audit: 'x y' }))[0]).toEqual([
      2,
      'audit',
      'reverted',
    ]);
  });

  test('names the words that went and came, and a change of white space is none', () => {
    const [ask] = listAsks(drafts({ fee: base, law: 'Two  words.' }, { fee: asked, law: 'Two words.' }), nobodySaid);
    expect(ask?.changes).toEqual([{ before: 'thirty', after: 'sixty' }]);
    expect(listAsks(drafts({ law: 'Two  words.' }, { law: 'Two words.' }), nobodySaid)).toEqual([]);
  });

  test('an asked clause that is split is looked at with its parts', () => {
    const list = drafts({ fee: base }, { fee: `${asked} Interest is due.` }, { fee: asked, part: 'Interest is due.' });
    const split = list.map((draft, index) =>
      index === 2 ? { ...draft, kin: [{ whole: 'fee' as ClauseId, part: 'part' as ClauseId }] } : draft,
    );
    expect(fates(split)).toEqual([[2, 'fee', 'silently-accepted']]);
  });
});
