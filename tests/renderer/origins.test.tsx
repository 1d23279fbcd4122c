// @vitest-environment jsdom
import { cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { WordSpan } from '../../core/model/ancestry.ts';
import type { ClauseId, DraftId, PartyId } from '../../core/model/ids.ts';
import type { DraftSummary, Party } from '../../core/model/matter.ts';
import { createText, TextProvider } from '../../renderer/i18n/text.tsx';
import { plainLines } from '../../renderer/matter/sheet/clause-lines.ts';
import { Lines } from '../../renderer/matter/sheet/Lines.tsx';
import { originRanges, originSentences } from '../../renderer/matter/sheet/origins.ts';
import { originStops, type SheetRow } from '../../renderer/matter/sheet/rows.ts';

afterEach(cleanup);

const parties = [
  { id: 'vendor' as PartyId, name: 'the Vendor', isOurs: true, ordinal: 0 },
  { id: 'department' as PartyId, name: 'the Department', isOurs: false, ordinal: 1 },
] satisfies Party[];
const partyOf = (id: string) => parties.find((party) => party.id === id);
const sides = {
  partyOf,
  nameOf: (id: string) => partyOf(id)?.name ?? '',
  classOf: (id: string) => `side-${partyOf(id)?.ordinal}`,
};
const by = (round: number, side: 0 | 1) => ({
  draftId: `draft${round}` as DraftId,
  round,
  partyId: parties[side]?.id as PartyId,
});
const span = (from: number, to: number, round: number, side: 0 | 1, more: Partial<WordSpan> = {}): WordSpan => ({
  ...{ from, to, words: 1, first: by(round, side), putBack: null, timesBack: 0, accepted: null },
  ...more,
});
const text = 'within ninety days of the invoice';
const spans = [span(0, 6, 1, 0, { accepted: by(4, 1) }), span(7, 13, 4, 1), span(14, 33, 1, 0)];

function show(currentChange: number | null): void {
  const content = { headingTo: 0, blocks: [{ type: 'paragraph' as const, runs: [{ text }] }] };
  render(
    <TextProvider language="en">
      <Lines
        lines={plainLines(content, originRanges(spans, 4, text.length))}
        sides={sides}
        currentChange={currentChange}
      />
    </TextProvider>,
  );
}

test('words carry the side and the age of those who put them in, and are read out with both', () => {
  show(1);
  const ninety = screen.getByText('ninety');
  expect(ninety.className.split(' ')).toEqual(['origin', 'side-1', 'age-0', 'is-current']);
  const mark = within(ninety).getByRole('img', { name: 'the Department, round 4' });
  expect(mark.querySelector('svg.party-mark.side-1')).not.toBeNull();
  expect(screen.getByText('within').className.split(' ')).toEqual(['origin', 'side-0', 'age-3']);
  expect(ninety.closest('p')?.textContent).toBe(text);
});

test('a span of a version that is not on the sheet yet sets nothing off', () => {
  expect(originRanges(spans, 4, text.length - 1).map(({ index }) => index)).toEqual([0, 1]);
});

test('every stretch of words is a stop, clause by clause', () => {
  const row = (clauseId: string) => ({ clause: { clauseId } }) as unknown as SheetRow;
  const origins = new Map([['b' as ClauseId, spans.slice(0, 2)]]);
  expect(originStops([row('a'), row('b')], origins)).toEqual([
    { row: 1, change: 0 },
    { row: 1, change: 1 },
  ]);
  expect(originStops([row('a')], null)).toEqual([]);
});

test('the history of words is told in sentences, in both languages', () => {
  const drafts = [{ id: 'draft5' as DraftId, state: 'working' }] as unknown as DraftSummary[];
  const told = (language: 'en' | 'fr', which: WordSpan) =>
    originSentences(which, drafts, sides, createText(language)).map((sentence) =>
      sentence.replace(/[\u00a0\u202f]/g, ' '),
    );
  expect(told('en', span(0, 1, 1, 0, { timesBack: 2, putBack: by(3, 0), accepted: by(4, 1) }))).toEqual([
    'Put in by the Vendor in round 1.',
    'Went out and came back 2 times; put back by the Vendor in round 3.',
    'Last accepted by the Department in round 4.',
  ]);
  expect(told('fr', span(0, 1, 5, 0))).toEqual([
    'Introduit par the Vendor dans le projet de travail.',
    'Aucune autre partie ne l’a encore accepté.',
  ]);
});
