import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alignClauses } from '../../../core/compare/align.ts';
import { type BrokenReference, brokenReferences } from '../../../core/contract/broken-references.ts';
import { listReferences } from '../../../core/contract/references.ts';
import { type ClauseTree, clauseText } from '../../../core/model/clause.ts';
import type { AlignedRow, ComparedClause } from '../../../core/model/comparison.ts';
import { canonicalContent } from '../../../core/model/content.ts';
import { splitText } from './outline-text.ts';

function compared(tree: ClauseTree): ComparedClause[] {
  return tree.clauses.map((clause) => ({
    label: clause.label,
    level: clause.level,
    headingTo: clause.headingTo,
    text: clauseText(clause),
    contentKey: canonicalContent(clause),
  }));
}

function brokenIn(before: ClauseTree, after: ClauseTree): BrokenReference[] {
  return brokenReferences(before, after, alignClauses(compared(before), compared(after)));
}

/** `Section 4.2 → 4.3` for each one and its repair. */
function read(before: string, after: string): string[] {
  const tree = splitText(after);
  return brokenIn(splitText(before), tree).map(({ reference: { clause, from, to }, meansNow, repair }) => {
    const node = tree.clauses[clause];
    const text = node === undefined ? '' : clauseText(node);
    const repaired = repair === null ? `nothing (${meansNow})` : text.slice(from, repair.from) + repair.text;
    return `${text.slice(from, to)} → ${repaired}`;
  });
}

const base = `SERVICES AGREEMENT

1. Services

1.1 Orders. The Vendor performs what is ordered under Section 2.1 and paragraph (b) of Exhibit A.

1.2 Acceptance. The Department accepts results in writing:

(a) within thirty days; or

(b) at once where Section 1.2(a) cannot apply.

2. Fees

2.1 Rates. The rates are those of Exhibit A.

2.2 Invoices. Invoices are monthly; Sections 2.1 and 1.2 apply to them.

Exhibit A – Rates

(a) A day has eight hours.

(b) Travel is free of charge.
`;

describe('what a new draft breaks', () => {
  test('nothing when nothing changed', () => {
    expect(read(base, base)).toEqual([]);
  });

  test('a clause put in before another one', () => {
    const after = base
      .replace('2.1 Rates', '2.1 Currency. All sums are in euros and no other money is used.\n\n2.2 Rates')
      .replace('2.2 Invoices', '2.3 Invoices');
    expect(read(base, after)).toEqual(['Section 2.1 → Section 2.2', 'Sections 2.1 → Sections 2.2']);
  });

  test('what the drafter has put right is left alone', () => {
    const after = base
      .replace('2.1 Rates', '2.1 Currency. All sums are in euros and no other money is used.\n\n2.2 Rates')
      .replace('2.2 Invoices', '2.3 Invoices')
      .replaceAll('Section 2.1', 'Section 2.2')
      .replaceAll('Sections 2.1', 'Sections 2.2');
    expect(read(base, after)).toEqual([]);
  });

  test('a clause that went leaves a reference without a repair', () => {
    const after = base.replace('2.1 Rates. The rates are those of Exhibit A.\n\n', '').replace('2.2 Inv', '2.1 Inv');
    expect(read(base, after)).toEqual(['Section 2.1 → nothing (null)', 'Sections 2.1 → nothing (null)']);
  });

  test('an item and a schedule that were renumbered', () => {
    const after = base
      .replace(
        '(a) within thirty days; or\n\n(b) at once',
        '(a) by an authorised person;\n\n(b) within thirty days; or\n\n(c) at once',
      )
      .replace('Exhibit A – Rates', 'Exhibit B – Rates');
    expect(read(base, after)).toEqual([
      'Exhibit A → Exhibit B',
      'Section 1.2(a) → Section 1.2(b)',
      'Exhibit A → Exhibit B',
    ]);
  });
});

/** A contract of sections and clauses known by their ids; each clause cites others by id. */
interface Plan {
  readonly id: number;
  readonly clauses: readonly { readonly id: number; readonly cites: number }[];
}

function write(plan: readonly Plan[], numberAt: readonly Plan[]): string {
  const numbers = new Map<number, string>();
  for (const [s, section] of numberAt.entries())
    for (const [c, clause] of section.clauses.entries()) numbers.set(clause.id, `${s + 1}.${c + 1}`);
  const lines = ['FRAME AGREEMENT', ''];
  for (const [s, section] of plan.entries()) {
    lines.push(`${s + 1}. Heading number ${words(section.id)}`, '');
    for (const [c, { id, cites }] of section.clauses.entries())
      lines.push(
        `${s + 1}.${c + 1} The Vendor owes the duty of ${words(id)}, as Section ${numbers.get(cites)} says.`,
        '',
      );
  }
  return lines.join('\n');
}

/** A name that no other id has. */
function words(id: number): string {
  return [...String(id)]
    .map((digit) => ['zulu', 'alfa', 'bravo', 'delta', 'echo', 'golf', 'hotel', 'kilo', 'lima', 'mike'][Number(digit)])
    .join(' ');
}

describe('law', () => {
  test('whatever is reordered, each reference is whole or is reported with the number of the clause that it meant', () => {
    const shape = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(shape, fc.infiniteStream(fc.nat({ max: 1_000 })), (sizes, numbers) => {
        const next = (below: number): number => (numbers.next().value ?? 0) % below;
        const total = sizes.reduce((sum, size) => sum + size, 0);
        let id = 0;
        const before: Plan[] = sizes.map((size, index) => ({
          id: 500 + index,
          clauses: Array.from({ length: size }, () => ({ id: id++, cites: next(total) })),
        }));
        const shuffled = [...before];
        const moved = shuffled.splice(next(shuffled.length), 1);
        shuffled.splice(next(shuffled.length + 1), 0, ...moved);
        const after = shuffled.map((section) => {
          const clauses = [...section.clauses];
          clauses.push(...clauses.splice(0, next(clauses.length)));
          return { ...section, clauses };
        });
        const old = splitText(write(before, before));
        // The words stay as they were: the numbers in them are those of the old draft.
        const now = splitText(write(after, before));
        const rows = rowsByWords(old, now);
        const found = new Map(brokenReferences(old, now, rows).map((one) => [one.reference, one]));
        const places = new Map(now.clauses.map((clause, index) => [clauseText(clause), index]));
        const byKey = new Map([...found.values()].map((one) => [`${one.reference.clause} ${one.reference.from}`, one]));
        const cites = new Map(
          after.flatMap(({ clauses }) => clauses.map((clause) => [clause.id, clause.cites] as const)),
        );
        for (const reference of listReferences(now)) {
          const text = clauseText(now.clauses[reference.clause] as ClauseTree['clauses'][number]);
          const own = [...cites.keys()].find((key) => text.includes(`duty of ${words(key)},`));
          const meant = cites.get(own ?? -1) ?? -1;
          const place = [...places].find(([words_]) => words_.includes(`duty of ${words(meant)},`))?.[1];
          const broken = byKey.get(`${reference.clause} ${reference.from}`);
          if (broken === undefined) expect(reference.target).toBe(place);
          else {
            expect(reference.target).not.toBe(place);
            expect(broken.meansNow).toBe(place);
            expect(broken.repair?.text).toBe(now.clauses[place ?? -1]?.label);
          }
        }
      }),
      { numRuns: 60, seed: 20_261_124 },
    );
  });
});

/** The alignment that is known here, so that the law does not hang on how well clauses are aligned. */
function rowsByWords(old: ClauseTree, now: ClauseTree): AlignedRow[] {
  const places = new Map(old.clauses.map((clause, index) => [clauseText(clause), index]));
  return now.clauses.map((clause, b) => {
    const a = places.get(clauseText(clause)) ?? null;
    return { kind: 'same', a, b, parts: [], moved: false, renumbered: false };
  });
}
