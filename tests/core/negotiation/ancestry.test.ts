import { expect, test } from 'vitest';
import type { ClauseId, VersionHash } from '../../../core/model/ids.ts';
import { traceAncestry } from '../../../core/negotiation/ancestry.ts';

const clauseId = 'clause01' as ClauseId;

/** The words of the last text with the draft that first shows them, and how often they came back. */
function told(...texts: readonly string[]) {
  const drafts = texts.map((text) => ({ kin: [], clauses: [{ clauseId, versionHash: text as VersionHash, text }] }));
  const last = texts.at(-1) ?? '';
  return traceAncestry(drafts)
    .spansOf(texts.length - 1, clauseId)
    .map(({ from, to, firstDraft, timesBack }) => [last.slice(from, to), firstDraft, timesBack]);
}

test('a word that is put back where it stood is the word it was, however common', () => {
  expect(told('Pay in the month.', 'Pay in a month.', 'Pay in the month.')).toEqual([
    ['Pay in', 0, 0],
    ['the', 0, 1],
    ['month', 0, 0],
  ]);
});

test('a common word of a new phrase is not an old one that once went out', () => {
  const first = 'The Vendor pays within the period of the order, and reports.';
  const second = 'The Vendor pays, and reports.';
  const third = 'The Vendor pays, and reports to the Department of State.';
  expect(told(first, second, third)).toEqual([
    ['The Vendor pays, and reports', 0, 0],
    ['to the Department of State', 2, 0],
  ]);
});

test('a phrase that comes back elsewhere in its clause is still the phrase it was', () => {
  const first = 'At its own expense the Vendor remedies the cause.';
  const second = 'The Vendor remedies the cause.';
  const third = 'The Vendor remedies the cause at its own expense, promptly.';
  expect(told(first, second, third).slice(-2)).toEqual([
    ['its own expense', 0, 1],
    ['promptly', 2, 0],
  ]);
});
