import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareClauses } from '../../../core/compare/compare.ts';
import { projectEdits, verifyComparison } from '../../../core/compare/verify.ts';
import type { ClauseId, VersionHash } from '../../../core/model/ids.ts';
import { compareDrafts, type DraftClause } from '../../../core/negotiation/compare-drafts.ts';
import { contractText, seed } from '../../support/contract-text.ts';
import { editContract, type GeneratedClause, generateContract, toCompared } from '../../support/generate-contract.ts';

function clause(id: string, text: string, label: string | null = null, version = text): DraftClause {
  return { clauseId: id as ClauseId, versionHash: version as VersionHash, label, text };
}

const compared = (clauses: readonly DraftClause[]) =>
  clauses.map((each) => ({ ...each, level: 0, headingTo: 0, contentKey: each.versionHash }));

const shape = (a: readonly DraftClause[], b: readonly DraftClause[]) =>
  compareDrafts(a, b).rows.map((row) => [row.kind, a[row.a ?? -1]?.clauseId ?? null, b[row.b ?? -1]?.clauseId ?? null]);

/** A draft: any of twelve clauses, each at most once, in any order. */
const draft = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 0, max: 11 }),
    text: fc.oneof(contractText, fc.constantFrom('One.', 'Two.')),
    label: fc.constantFrom(null, '1.', '2.'),
    version: fc.constantFrom('', ' bold'),
  }),
  { selector: ({ id }) => id, maxLength: 12 },
);
const drafts = draft.map((clauses) =>
  clauses.map(({ id, text, label, version }) => clause(`clause${id}`, text, label, text + version)),
);

test('any two drafts: each clause in one row, both sides to the character, paired by identity alone', () => {
  fc.assert(
    fc.property(drafts, drafts, (a, b) => {
      const comparison = compareDrafts(a, b);
      verifyComparison(comparison, compared(a), compared(b));
      const { rows, summary } = comparison;
      expect(rows.flatMap((row) => (row.b === null ? [] : [row.b]))).toEqual(b.map((_, index) => index));
      for (const row of rows) {
        const before = a[row.a ?? -1];
        const after = b[row.b ?? -1];
        if (before !== undefined && after !== undefined) {
          expect(before.clauseId).toBe(after.clauseId);
          expect(row.reformatted).toBe(before.text === after.text && before.versionHash !== after.versionHash);
          expect(row.renumbered).toBe(before.label !== after.label);
        } else {
          expect(row).toMatchObject({ kind: row.a === null ? 'inserted' : 'deleted', moved: false, renumbered: false });
        }
      }
      const { same, edited, inserted, deleted, moved, renumbered } = summary;
      expect(same + edited + inserted + deleted + moved + renumbered).toBe(rows.length);
      expect(inserted).toBe(b.filter(({ clauseId }) => !a.some((other) => other.clauseId === clauseId)).length);
    }),
    { seed },
  );
});

test('A against B moves as many clauses as B against A, and no more than need be', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...'abcdefgh'], { minLength: 8 }), (order) => {
      const a = [...'abcdefgh'].map((id) => clause(id, id));
      const b = order.map((id) => clause(id, id));
      const moved = compareDrafts(a, b).summary.moved;
      expect(compareDrafts(b, a).summary.moved).toBe(moved);
      expect(moved).toBe(8 - longestIncreasingByTrial(order));
    }),
    { seed, numRuns: 50 },
  );
});

/** Every subsequence tried: slow and obvious. */
function longestIncreasingByTrial(order: readonly string[]): number {
  let longest = 0;
  for (let chosen = 0; chosen < 2 ** order.length; chosen += 1) {
    const kept = order.filter((_, index) => chosen & (1 << index));
    if (kept.every((id, index) => index === 0 || (kept[index - 1] ?? '') < id))
      longest = Math.max(longest, kept.length);
  }
  return longest;
}

test('where the identities are those that aligning found, the comparison is that of aligning', () => {
  const before = generateContract({ seed: 5, pages: 12 });
  const after = editContract(before, { seed: 6, touched: 0.2 });
  const aligned = compareClauses(toCompared(before), toCompared(after));
  const idsOfB = new Map(aligned.rows.map((row) => [row.b, row.a === null ? `new${row.b}` : `clause${row.a}`]));
  const identified = (clauses: readonly GeneratedClause[], idOf: (index: number) => string) =>
    clauses.map(({ text, label }, index) => clause(idOf(index), text, label));
  const byIdentity = compareDrafts(
    identified(before, (index) => `clause${index}`),
    identified(after, (index) => idsOfB.get(index) ?? ''),
  );
  expect(byIdentity).toEqual(aligned);
  expect(byIdentity.summary.edited).toBeGreaterThan(5);
  expect(byIdentity.summary.moved).toBeGreaterThan(0);
});

test('a pairing holds even where the words have nothing in common', () => {
  const a = [clause('a', 'The fee is ten.'), clause('b', 'Notices are in writing.')];
  const b = [clause('b', 'The fee is ten.'), clause('a', 'Notices are in writing.')];
  const { rows } = compareDrafts(a, b);
  expect(rows.map((row) => [row.a, row.b])).toEqual([
    [1, 0],
    [0, 1],
  ]);
  expect(rows.map((row) => projectEdits(row.edits, 'a'))).toEqual(['Notices are in writing.', 'The fee is ten.']);
});

test('deleted clauses stand after the clause before them in A, wherever that one went', () => {
  const a = ['a', 'b', 'c', 'd', 'e'].map((id) => clause(id, id));
  expect(shape(a, [clause('d', 'd'), clause('a', 'a'), clause('n', 'n')])).toEqual([
    ['same', 'd', 'd'],
    ['deleted', 'e', null],
    ['moved', 'a', 'a'],
    ['deleted', 'b', null],
    ['deleted', 'c', null],
    ['inserted', null, 'n'],
  ]);
  expect(shape(a.slice(0, 2), [])).toEqual([
    ['deleted', 'a', null],
    ['deleted', 'b', null],
  ]);
});

test('of two clauses that changed places the one with fewer words has moved', () => {
  const [short, long] = [clause('short', 'In writing.'), clause('long', 'The fee is ten, payable within a month.')];
  expect(shape([short, long], [long, short])).toEqual([
    ['same', 'long', 'long'],
    ['moved', 'short', 'short'],
  ]);
  expect(shape([long, short], [short, long])).toEqual([
    ['moved', 'short', 'short'],
    ['same', 'long', 'long'],
  ]);
});

test('a split is one row while its parts stand together, in either direction of time', () => {
  const a = [clause('c1', 'One. Two. Three.'), clause('c2', 'Last.')];
  const b = [clause('c1', 'One.'), clause('c3', 'Two.'), clause('c4', 'Three.'), clause('c2', 'Last.')];
  const kin = [
    { whole: 'c1' as ClauseId, part: 'c3' as ClauseId },
    { whole: 'c3' as ClauseId, part: 'c4' as ClauseId },
  ];
  const [split] = compareDrafts(a, b, kin).rows;
  expect(split).toMatchObject({ kind: 'split', a: 0, b: 0, parts: [0, 1, 2] });
  verifyComparison(compareDrafts(a, b, kin), compared(a), compared(b));
  expect(compareDrafts(b, a, kin).rows[0]).toMatchObject({ kind: 'merged', a: 0, b: 0, parts: [0, 1, 2] });

  const apart = [b[0], b[1], b[3], b[2]].map((each) => each as DraftClause);
  const { rows } = compareDrafts(a, apart, kin);
  expect(rows.map((row) => [row.kind, row.b])).toEqual([
    ['split', 0],
    ['same', 2],
    ['inserted', 3],
  ]);
});

test('a part that stands in both drafts is a clause for itself', () => {
  const kin = [{ whole: 'c1' as ClauseId, part: 'c2' as ClauseId }];
  const a = [clause('c1', 'One.'), clause('c2', 'Two.')];
  expect(compareDrafts(a, [clause('c1', 'One.'), clause('c2', 'Too.')], kin).rows.map(({ kind }) => kind)).toEqual([
    'same',
    'edited',
  ]);
});
