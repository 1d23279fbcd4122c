// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { type Ask, type Fate, fates } from '../../core/model/fate.ts';
import type { ClauseId, DocumentId, DraftId, PartyId, VersionHash } from '../../core/model/ids.ts';
import type { ClauseView } from '../../core/model/matter.ts';
import type { SealBreach, SealView } from '../../core/model/seal.ts';
import { createText, TextProvider } from '../../renderer/i18n/text.tsx';
import { AskWords } from '../../renderer/matter/inspector/Asks.tsx';
import { FateMark } from '../../renderer/matter/inspector/FateMark.tsx';
import { outlineOf } from '../../renderer/matter/outline/entries.ts';
import { SealMark } from '../../renderer/matter/outline/SealMark.tsx';
import { breachNow, brokenSentence, sealsOf } from '../../renderer/matter/seals.ts';

afterEach(cleanup);

const documentId = 'agreement' as DocumentId;
const breachIn = (draftId: string, round: number, kind: SealBreach['kind'] = 'changed'): SealBreach => ({
  ...{ draftId: draftId as DraftId, round, partyId: 'department' as PartyId, kind, edits: [] },
});
const sealOn = (id: string, label: string | null, breaches: readonly SealBreach[] = []): SealView => ({
  ...{ documentId, clauseId: id as ClauseId, label, heading: 'Term', draftId: 'two' as DraftId, round: 2 },
  ...{ versionHash: 'hash' as VersionHash, sealedAtMs: 0, breaches },
});
const clauseOf = (id: string, parent: string | null, heading: string | null): ClauseView => ({
  ...{ clauseId: id as ClauseId, versionHash: id as VersionHash, parentClauseId: parent as ClauseId | null },
  ...{ level: parent === null ? 0 : 1, kind: 'clause', label: id, prefix: `${id} `, heading, headingTo: 0 },
  blocks: [{ type: 'paragraph', runs: [{ text: `Words of ${id}.` }] }],
});

test('a draft that breaks seals says which and how; one that breaks none says nothing', () => {
  const seals = [
    sealOn('a', '4.2', [breachIn('three', 3), breachIn('four', 4, 'removed')]),
    sealOn('b', null, [breachIn('four', 4, 'pending')]),
    sealOn('c', '9', [breachIn('three', 3)]),
  ];
  const four = { id: 'four' as DraftId };
  expect(brokenSentence(seals, four, createText('en'))).toBe(
    '2 sealed clauses are broken: 4.2 (left out) and Term (changes pending)',
  );
  expect(brokenSentence(seals, four, createText('fr'))).toBe(
    '2 clauses scellées ne sont plus respectées\u00a0: 4.2 (retirée) et Term (modifications en attente)',
  );
  expect(brokenSentence(seals, { id: 'five' as DraftId }, createText('en'))).toBeNull();
});

test('a seal that an earlier draft broke and the newest keeps is whole again', () => {
  const seal = sealOn('a', '1', [breachIn('three', 3)]);
  expect(breachNow(seal, { id: 'three' as DraftId })?.round).toBe(3);
  expect(breachNow(seal, { id: 'four' as DraftId })).toBeNull();
  expect(breachNow(seal, null)).toBeNull();
});

test('a sealed clause is in the outline though it has no heading, and what holds a broken one shows the alarm', () => {
  const clauses = [clauseOf('1', null, 'Services'), clauseOf('1.1', '1', null), clauseOf('1.2', '1', null)];
  const seals = sealsOf([sealOn('1.2', '1.2', [breachIn('three', 3)])], documentId);
  const entries = outlineOf(clauses, new Map(), seals);
  expect(entries.map(({ clauseId }) => clauseId)).toEqual(['1', '1.2']);
  const show = (newest: string) =>
    render(
      <TextProvider language="en">
        {entries.map((entry) => (
          <SealMark key={entry.clauseId} entry={entry} newest={newest as DraftId} />
        ))}
      </TextProvider>,
    );
  show('three');
  expect(screen.getAllByTitle('A seal is broken here')).toHaveLength(2);
  cleanup();
  show('four');
  expect(screen.getAllByTitle('Sealed in round 2')).toHaveLength(1);
  expect(screen.queryByTitle('A seal is broken here')).toBeNull();
  expect(outlineOf(clauses, new Map(), sealsOf([], documentId)).map(({ clauseId }) => clauseId)).toEqual(['1']);
});

test('every fate has a shape of its own and plain words', () => {
  const shapes = (language: 'en' | 'fr') =>
    fates.map((fate: Fate) => {
      const { container } = render(
        <TextProvider language={language}>
          <FateMark fate={fate} />
        </TextProvider>,
      );
      const shape = container.querySelector('svg')?.innerHTML ?? '';
      const words = container.textContent;
      cleanup();
      return { shape, words };
    });
  for (const language of ['en', 'fr'] as const) {
    const shown = shapes(language);
    expect(new Set(shown.map(({ shape }) => shape)).size).toBe(fates.length);
    expect(new Set(shown.map(({ words }) => words)).size).toBe(fates.length);
  }
  expect(shapes('fr')[1]?.words?.trim()).toBe('acceptée tacitement');
});

test('the words of an ask are deletions and insertions, each read out as such and cut where they are long', () => {
  const ask = {
    changes: [
      { before: 'thirty', after: 'sixty ' },
      { before: '', after: 'word '.repeat(90) },
    ],
  } as unknown as Ask;
  render(
    <TextProvider language="en">
      <AskWords ask={ask} longest={40} />
    </TextProvider>,
  );
  expect(screen.getAllByRole('deletion').map(({ textContent }) => textContent)).toEqual(['thirty']);
  const [first, second] = screen.getAllByRole('insertion');
  expect(first?.textContent).toBe('sixty');
  expect(second?.textContent).toHaveLength(40);
  expect(second?.dataset.before).toBe('[inserted: ');
});
