import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareClauses, compareInSteps } from '../../../core/compare/compare.ts';
import { clausesOfRow } from '../../../core/compare/row-clauses.ts';
import { verifyComparison } from '../../../core/compare/verify.ts';
import { type ComparedClause, type Comparison, rowKinds } from '../../../core/model/comparison.ts';
import { clause, seed } from '../../support/contract-text.ts';
import {
  editContract,
  generateContract,
  numberClauses,
  renumberContract,
  toCompared,
} from '../../support/generate-contract.ts';

/** Compares, and checks what holds for any two documents. */
function compareLawfully(a: readonly ComparedClause[], b: readonly ComparedClause[]): Comparison {
  const comparison = compareClauses(a, b);
  verifyComparison(comparison, a, b);
  const { rows, summary } = comparison;
  const placesInB = rows.flatMap((row) => clausesOfRow(row).b);
  expect(placesInB, 'rows are in the order of B').toEqual(b.map((_, index) => index));
  rows.forEach((row, index) => {
    const before = row.a === null ? undefined : a[row.a];
    const after = row.b === null ? undefined : b[row.b];
    if (after === undefined) {
      expect(row).toMatchObject({ kind: 'deleted', moved: false, renumbered: false, reformatted: false });
      const above = rows[index - 1];
      const before = above === undefined ? undefined : clausesOfRow(above).a.at(-1);
      expect(row.a === 0 ? index : before, 'a deleted clause stands after the one before it in A').toBe(
        (row.a ?? 0) - (row.a === 0 ? 0 : 1),
      );
    } else if (before === undefined) {
      expect(row).toMatchObject({ kind: 'inserted', moved: false, renumbered: false, reformatted: false });
    } else if (row.kind === 'split' || row.kind === 'merged') {
      expect(row.parts.length).toBeGreaterThan(1);
      expect(row.parts).toContain(row.kind === 'split' ? row.b : row.a);
      expect(row.parts, 'its parts are neighbours').toEqual(row.parts.map((_, at) => (row.parts[0] as number) + at));
    } else {
      expect(row.parts).toEqual([]);
      const sameWords = before.text === after.text;
      expect(row.renumbered).toBe(before.label !== after.label);
      expect(row.reformatted).toBe(sameWords && before.contentKey !== after.contentKey);
      expect(row.kind).toBe(row.moved ? 'moved' : !sameWords ? 'edited' : row.renumbered ? 'renumbered' : 'same');
    }
  });
  expect(rowKinds.reduce((sum, kind) => sum + summary[kind], 0)).toBe(rows.length);
  return comparison;
}

const long = (index: number) =>
  `The party named in item ${index} shall keep obligation number${index} for as long as this Agreement lasts.`;
const texts = [
  '',
  'Reserved.',
  'fees;',
  'costs;',
  'This Section survives termination or expiry of this Agreement.',
  long(1),
  long(2),
  'The Vendor shall deliver the Services with reasonable skill and care to the Customer.',
];
type Block = readonly ComparedClause[];
const wordsIn = (clauses: Block) => clauses.reduce((sum, { text }) => sum + text.split(' ').length, 0);

const anyClause = fc
  .record({
    label: fc.constantFrom(null, '1.', '1.1', '1.2', '(a)', '(b)'),
    text: fc.oneof(fc.constantFrom(...texts), fc.lorem({ maxCount: 12 })),
    level: fc.nat(2),
    contentKey: fc.constantFrom('plain', 'bold'),
  })
  .map(
    ({ label, text, level, contentKey }): ComparedClause => ({
      label,
      text,
      level,
      contentKey: `${contentKey} ${text}`,
      headingTo: 0,
    }),
  );
const anyDocument = fc.array(anyClause, { maxLength: 25 });
/** A document and another made from it by replacing a few stretches. */
const documentPair = fc.oneof(
  fc.tuple(anyDocument, anyDocument),
  fc
    .tuple(
      anyDocument,
      fc.array(fc.tuple(fc.nat(25), fc.nat(3), fc.array(anyClause, { maxLength: 3 })), { maxLength: 4 }),
    )
    .map(([document, changes]) => {
      const changed = [...document];
      for (const [at, removed, added] of changes) changed.splice(at, removed, ...added);
      return [document, changed] as const;
    }),
);

describe('laws of comparing clauses', () => {
  test('every clause stands in one row, which gives its words on both sides', () => {
    fc.assert(
      fc.property(documentPair, ([a, b]) => {
        compareLawfully(a, b);
      }),
      { seed, numRuns: 1_000 },
    );
  });

  test('a document against itself is the same throughout', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const { rows } = compareLawfully(document, structuredClone(document));
        rows.forEach((row, index) => {
          expect(row).toMatchObject({ kind: 'same', a: index, b: index });
        });
      }),
      { seed, numRuns: 300 },
    );
  });

  test('other labels throughout are renumberings and nothing else', () => {
    fc.assert(
      fc.property(anyDocument, fc.nat(5), (document, shift) => {
        const before = document.map((one, index) => ({ ...one, label: `${index + 1}.` }));
        const after = document.map((one, index) => ({ ...one, label: `${index + 2 + shift}.` }));
        const { rows } = compareLawfully(before, after);
        rows.forEach((row, index) => {
          expect(row).toMatchObject({ kind: 'renumbered', a: index, b: index });
        });
      }),
      { seed, numRuns: 300 },
    );
  });

  test('the sides exchanged give the same pairs, and insertions for deletions', () => {
    fc.assert(
      fc.property(documentPair, ([a, b]) => {
        const there = compareLawfully(a, b);
        const back = compareLawfully(b, a);
        const pairs = ({ rows }: Comparison, first: 'a' | 'b', second: 'a' | 'b') =>
          rows
            .flatMap((row) => (row.a === null || row.b === null ? [] : [`${row[first]}-${row[second]} ${row.moved}`]))
            .sort();
        expect(pairs(there, 'a', 'b')).toEqual(pairs(back, 'b', 'a'));
        expect(there.summary.inserted).toBe(back.summary.deleted);
        expect(there.summary.wordsInserted).toBe(back.summary.wordsDeleted);
      }),
      { seed, numRuns: 500 },
    );
  });

  test('of a block and what it was moved past, the one with fewer words has moved', () => {
    const block = fc.record({
      count: fc.integer({ min: 4, max: 40 }),
      from: fc.nat(100),
      size: fc.integer({ min: 1, max: 15 }),
      to: fc.nat(100),
      short: fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
    });
    fc.assert(
      fc.property(block, ({ count, from, size, to, short }) => {
        const document = Array.from({ length: count }, (_, index) =>
          clause(null, short[index] ? `item${index} fees;` : long(index)),
        );
        const at = from % count;
        const taken = document.slice(at, at + size);
        const rest = [...document.slice(0, at), ...document.slice(at + size)];
        const target = to % (rest.length + 1);
        const moved = [...rest.slice(0, target), ...taken, ...rest.slice(target)];
        const passed =
          target < at ? document.slice(target, at) : document.slice(at + taken.length, target + taken.length);
        const { rows, summary } = compareLawfully(document, moved);
        expect(summary).toMatchObject({ inserted: 0, deleted: 0, edited: 0 });
        const inRows = rows.flatMap((row) => (row.moved ? [document[row.a as number] as ComparedClause] : []));
        const [fewest, most] = [taken, passed].sort((left, right) => wordsIn(left) - wordsIn(right)) as unknown as [
          Block,
          Block,
        ];
        expect(wordsIn(inRows)).toBe(wordsIn(fewest));
        if (wordsIn(fewest) === wordsIn(most)) expect(inRows.length).toBe(Math.min(fewest.length, most.length));
        else expect(inRows).toEqual(fewest);
      }),
      { seed, numRuns: 500 },
    );
  });

  test('the same documents give the same comparison', () => {
    const a = generateContract({ seed: 1, pages: 20 });
    const b = editContract(a, { seed: 2, touched: 1 / 3 });
    expect(compareClauses(toCompared(a), toCompared(b))).toEqual(compareClauses(toCompared(a), toCompared(b)));
  });

  test('in steps it says how far it is, and ends with the same', () => {
    const a = toCompared(generateContract({ seed: 1, pages: 20 }));
    const b = toCompared(editContract(generateContract({ seed: 1, pages: 20 }), { seed: 2, touched: 0.1 }));
    const steps = compareInSteps(a, b);
    const done: number[] = [];
    let step = steps.next();
    for (; !step.done; step = steps.next()) done.push(step.value);
    expect(done.length).toBeGreaterThan(2);
    expect(done).toEqual([...done].sort((left, right) => left - right));
    expect(step.value).toEqual(compareClauses(a, b));
  });
});

describe('generated rounds', () => {
  /** Of the pairs found and the pairs there are, how many are the same: harmonic mean of precision and recall. */
  function pairsF1(comparison: Comparison, after: readonly { readonly origin: number }[]): number {
    const pairs = comparison.rows.filter((row) => row.a !== null && row.b !== null);
    const right = pairs.filter((row) => after[row.b as number]?.origin === row.a).length;
    return (2 * right) / (pairs.length + after.filter(({ origin }) => origin >= 0).length);
  }

  test.each([
    ['a light round', 1 / 20, 0.995],
    ['a heavy round', 1 / 3, 0.98],
  ])('%s finds the pairs there are', (_, touched, least) => {
    for (const seedOfRound of [1, 2, 3]) {
      const before = generateContract({ seed: seedOfRound, pages: 60 });
      const after = editContract(before, { seed: seedOfRound + 10, touched });
      expect(pairsF1(compareLawfully(toCompared(before), toCompared(after)), after)).toBeGreaterThan(least);
    }
  });

  test('an article put before all others renumbers, and changes only the references', () => {
    const before = generateContract({ seed: 4, pages: 60 });
    const after = renumberContract(before);
    const comparison = compareLawfully(toCompared(before), toCompared(after));
    expect(pairsF1(comparison, after)).toBe(1);
    expect(comparison.summary).toMatchObject({ inserted: 0, deleted: 0, moved: 0 });
    for (const row of comparison.rows.filter(({ kind }) => kind === 'edited')) {
      for (const edit of row.edits) if (edit.op !== 'equal') expect(edit.text).toMatch(/^[\d.]+$/);
    }
  });

  test('an article moved behind another is that article and no more', () => {
    const before = generateContract({ seed: 6, pages: 40 });
    const starts = before.flatMap(({ kind }, index) => (kind === 'section' ? [index] : []));
    const [from, to, target] = [starts[3] as number, starts[4] as number, starts[9] as number];
    const after = numberClauses([
      ...before.slice(0, from),
      ...before.slice(to, target),
      ...before.slice(from, to),
      ...before.slice(target),
    ]);
    const { summary } = compareLawfully(toCompared(before), toCompared(after));
    expect(summary).toMatchObject({ inserted: 0, deleted: 0, edited: 0, moved: to - from });
  });

  test('two contracts on other subjects share little but boilerplate', () => {
    const a = toCompared(generateContract({ seed: 1, pages: 60 }));
    const b = toCompared(generateContract({ seed: 1, pages: 60, subject: 'works' }));
    const { summary } = compareLawfully(a, b);
    expect(summary.moved).toBeLessThan(10);
    expect(summary.edited).toBeLessThan(a.length / 5);
  });
});

describe('hostile documents end, and are reproduced', () => {
  test('100,000 equal clauses, one of them put in, all renumbered', () => {
    const reserved = (count: number) =>
      Array.from({ length: count }, (_, index) => clause(`${index + 1}.`, 'Reserved.'));
    const a = reserved(100_000);
    const b = [...reserved(60_000), clause('60001.', long(1)), ...reserved(40_000)];
    const { summary } = compareClauses(a, b);
    expect(summary).toMatchObject({ inserted: 1, deleted: 0, edited: 0, moved: 0 });
  });

  test('3,000 short clauses in another order', () => {
    const a = Array.from({ length: 3_000 }, (_, index) => clause(null, `item${index};`));
    const b = a.map((_, index) => a[(index * 7) % 3_000] as ComparedClause);
    compareLawfully(a, b);
  });

  test('3,000 clauses of which no two are unlike', () => {
    const a = Array.from({ length: 3_000 }, (_, index) =>
      clause(null, `${long(7)} ${'x'.repeat(index % 50)} a${index}`),
    );
    const b = Array.from({ length: 3_000 }, (_, index) =>
      clause(null, `${long(7)} ${'y'.repeat(index % 50)} b${index}`),
    );
    compareLawfully(a, b);
  });

  test('one clause of 50,000 words against ten thousand clauses', () => {
    const words = generateContract({ seed: 3, pages: 110 }).map(({ text }) => text);
    compareLawfully(
      [clause(null, words.join('\n'))],
      words.map((text) => clause(null, text)),
    );
  });
});
