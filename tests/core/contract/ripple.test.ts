import { describe, expect, test } from 'vitest';
import { toComparedClause } from '../../../cli/contract-file.ts';
import { compareClauses } from '../../../core/compare/compare.ts';
import { readSource } from '../../../core/contract/read-source.ts';
import { listRipples } from '../../../core/contract/ripple.ts';
import { splitContract } from '../../../core/contract/split-contract.ts';
import { clauseText } from '../../../core/model/clause.ts';
import { nodePlatform } from '../../../engine/platform.ts';

function ripples(before: string, after: string) {
  const [a, b] = [before, after].map((text) =>
    splitContract(readSource({ name: 'x.md', bytes: Buffer.from(text) }, nodePlatform)),
  );
  if (a === undefined || b === undefined) throw new Error('two contracts were read');
  const { rows } = compareClauses(a.clauses.map(toComparedClause), b.clauses.map(toComparedClause));
  return listRipples(a, b, rows).map(({ cause, reached }) => ({
    cause,
    reached: reached.map(({ clause, from, to, reason, through }) => {
      const node = b.clauses[clause];
      return [node?.label, node === undefined ? '' : clauseText(node).slice(from, to), reason, ...through];
    }),
  }));
}

const contract = (fees: string, days: string) => `# Services agreement

## 1. Definitions

1.1 “Fees” means ${fees}.

1.2 “Cap” means twice the Fees of the last year.

1.3 “Term” means the time during which this agreement is in force.

## 2. Payment

2.1 The Department pays the Fees within ${days} days of a correct invoice.

2.2 The Vendor may suspend the services where Section 2.1 is not met.

2.3 A correct invoice is sent within thirty (30) days of delivery.

## 3. Liability

3.1 The liability of the Vendor does not exceed the Cap.

3.2 This agreement ends with the Term.
`;

describe('ripple', () => {
  test('a definition that changes reaches the unchanged clauses that use its term, also through other terms', () => {
    const [found] = ripples(contract('all sums due', 'thirty (30)'), contract('the sums of Annex A', 'thirty (30)'));
    expect(found?.cause).toMatchObject({ kind: 'definition', change: 'changed', term: 'Fees' });
    expect(found?.reached).toEqual([
      ['1.2', 'Fees', 'uses'],
      ['2.1', 'Fees', 'uses'],
      ['3.1', 'Cap', 'uses', 'Cap'],
    ]);
  });

  test('a clause that changed itself is not listed: the redline shows it', () => {
    const [found] = ripples(contract('all sums due', 'thirty (30)'), contract('the sums of Annex A', 'sixty (60)'));
    expect(found?.reached.map(([label]) => label)).toEqual(['1.2', '3.1']);
  });

  test('a figure that changes reaches clauses that refer to its clause, and those that still state the old one', () => {
    const found = ripples(contract('all sums due', 'thirty (30)'), contract('all sums due', 'sixty (60)'));
    expect(found).toHaveLength(1);
    expect(found[0]?.cause).toMatchObject({ kind: 'figure', before: { value: 30 }, after: { value: 60 } });
    expect(found[0]?.reached).toEqual([
      ['2.2', 'Section 2.1', 'refers'],
      ['2.3', 'thirty (30) days', 'same-figure'],
    ]);
  });

  test('a definition that is taken away reaches what still uses its term', () => {
    const after = contract('all sums due', 'thirty (30)').replace(/1\.3 “Term”.*\n\n/, '');
    const [found] = ripples(contract('all sums due', 'thirty (30)'), after);
    expect(found?.cause).toMatchObject({ kind: 'definition', change: 'removed', term: 'Term', b: null });
    expect(found?.reached).toEqual([['3.2', 'Term', 'uses']]);
  });

  test('in French', () => {
    const text = (prix: string) =>
      `# Contrat\n\n## Article 1. Définitions\n\n1.1 « Prix » désigne ${prix}.\n\n## Article 2. Paiement\n\n2.1 Le Client paie le Prix à trente (30) jours.\n`;
    const [found] = ripples(text('le montant total hors taxes'), text('le montant de l’annexe 1'));
    expect(found?.reached).toEqual([['2.1', 'Prix', 'uses']]);
  });

  test('nothing reaches anywhere when nothing changed', () => {
    expect(ripples(contract('all', 'ten'), contract('all', 'ten'))).toEqual([]);
  });
});
