import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareWords } from '../../core/compare/words.ts';
import type { ClauseId, DocumentId, DraftId, MatterId, PartyId, TermId } from '../../core/model/ids.ts';
import type { ContestedTerm } from '../../core/model/negotiation.ts';
import { highlightsOf } from '../../renderer/matter/sheet/highlights.ts';
import { contractText, seed } from '../support/contract-text.ts';

const ours = 'vendor00' as PartyId;
const theirs = 'department' as PartyId;

function term(ourWords: string, theirWords: string, more: Partial<ContestedTerm> = {}): ContestedTerm {
  const side = (partyId: PartyId, text: string) => ({
    partyId,
    draftId: 'draft000' as DraftId,
    round: 1,
    versionHash: null,
    label: null,
    text,
  });
  return {
    id: 'term0000' as TermId,
    matterId: 'matter00' as MatterId,
    documentId: 'document' as DocumentId,
    clauseId: 'clause00' as ClauseId,
    origin: 'derived',
    title: 'Notice',
    quote: null,
    status: 'open',
    owner: '',
    note: '',
    contested: true,
    label: null,
    heading: null,
    lastMovedPartyId: theirs,
    sides: [side(ours, ourWords), side(theirs, theirWords)],
    spans: [{ aPartyId: ours, bPartyId: theirs, edits: compareWords(ourWords, theirWords) }],
    positions: [],
    ...more,
  };
}

describe('contested words', () => {
  const notice = term('thirty days’ notice', 'ninety days’ notice in writing');

  test('are theirs in their draft, with what we have instead', () => {
    const text = 'ninety days’ notice in writing';
    const found = highlightsOf(text, theirs, [notice]);
    expect(found.map((each) => [text.slice(each.from, each.to), each.partyId, each.words])).toEqual([
      ['ninety', theirs, 'thirty'],
      ['in writing', theirs, ''],
    ]);
  });

  test('are ours in our draft, with a mark where only they have words', () => {
    const text = 'thirty days’ notice';
    const found = highlightsOf(text, ours, [notice]);
    expect(found.map((each) => [each.kind, text.slice(each.from, each.to), each.partyId])).toEqual([
      ['contested', 'thirty', ours],
      ['missing', '', theirs],
    ]);
  });

  test('in our working draft are those that the other side has not', () => {
    const text = 'sixty days’ notice in writing';
    const found = highlightsOf(text, ours, [notice]);
    expect(found.map((each) => text.slice(each.from, each.to))).toEqual(['sixty']);
  });

  test('are none once the term is agreed', () => {
    expect(highlightsOf('thirty days’ notice', ours, [{ ...notice, status: 'agreed' }])).toEqual([]);
  });

  test('flagged by hand stand out where nothing else does', () => {
    const text = 'thirty days’ notice';
    const flag = term('', '', { contested: false, spans: [], quote: 'days’ notice', title: 'Which days?' });
    const found = highlightsOf(text, ours, [notice, flag]);
    expect(found.filter((each) => each.kind === 'flagged').map((each) => text.slice(each.from, each.to))).toEqual([
      'days’ notice',
    ]);
  });
});

test('highlights are in order, apart, and within the text', () => {
  fc.assert(
    fc.property(contractText, contractText, contractText, fc.boolean(), (a, b, shown, isOurs) => {
      const quote = shown.slice(2, 9);
      const flag = term('', '', { contested: false, spans: [], quote: quote === '' ? null : quote });
      const found = highlightsOf(shown, isOurs ? ours : theirs, [term(a, b), flag]);
      let end = 0;
      for (const { from, to } of found) {
        expect(from).toBeGreaterThanOrEqual(end);
        expect(to).toBeGreaterThanOrEqual(from);
        end = to;
      }
      expect(end).toBeLessThanOrEqual(shown.length);
    }),
    { seed },
  );
});
