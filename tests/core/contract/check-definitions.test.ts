import { describe, expect, test } from 'vitest';
import { checkDefinitions } from '../../../core/contract/check-definitions.ts';
import { compareDefinitions } from '../../../core/contract/compare-definitions.ts';
import { listDefinitions } from '../../../core/contract/definitions.ts';
import { splitText } from './outline-text.ts';

function check(...paragraphs: readonly string[]): string[] {
  const tree = splitText(paragraphs.join('\n\n'));
  return checkDefinitions(tree, listDefinitions(tree)).map(({ problem, term }) => `${problem}: ${term}`);
}

describe('terms that are not defined', () => {
  test('capitals after a determiner inside a sentence, several words long or again and again', () => {
    expect(
      check(
        '1. The Vendor shall follow the Transition Plan.',
        '2. It pays the Fees when due, and if the Fees are late, more.',
        '3. It pays the Levy once.',
      ),
    ).toEqual(['used-but-not-defined: Transition Plan', 'used-but-not-defined: Fees']);
    expect(check('1. Le client suit le Plan de Réversibilité du contrat et ne peut pas en dévier.')).toEqual([
      'used-but-not-defined: Plan de Réversibilité',
    ]);
  });

  test.each([
    [
      'a name of a court, a law or an office',
      '1. They go to the Supreme Court under the Trade Act and see the Chief Executive Officer.',
    ],
    ['a heading of this contract', '1. Service Levels\n\nThe Vendor keeps to the Service Levels of the annex.'],
    ['the beginning of a sentence', '1. It ends. Levies are due. Levies are paid. It ends. Levies count.'],
    ['a term that is defined', '1. “Transition Plan” means a plan.\n\n2. It keeps to the Transition Plan.'],
    ['what says that its meaning stands elsewhere', '1. They raise the Share Limit (as defined in the Plan).'],
    ['a name that goes on in capitals', '1. They meet at the Grand Hotel ABC on the next day.'],
  ])('not %s', (_, text) => {
    expect(check(text).filter((line) => line.startsWith('used-but-not'))).toEqual([]);
  });
});

describe('terms that are not used', () => {
  test('a term that only its own meaning names is not used', () => {
    expect(check('1. “Fees” means the Fees of the annex.', '2. “Day” means a day.', '3. It takes a Day.')).toEqual([
      'defined-but-not-used: Fees',
    ]);
  });
});

describe('terms defined twice', () => {
  test('in two places', () => {
    expect(check('1. “Fees” means this.', '2. It pays (the “Fees”) in time.', '3. The Fees are due.')).toEqual([
      'defined-twice: Fees',
    ]);
  });

  test.each([
    [
      'two names in one breath',
      '1. The Vendor and the Department (each a “Party” and together the “Parties”) act. A Party is free.',
    ],
    [
      'a pointer to the other place',
      '1. “Fees” has the meaning given in clause 2.\n\n2. “Fees” means the sums.\n\n3. The Fees are due.',
    ],
    [
      'a meaning for one clause only',
      '1. “Fees” means this.\n\n2. For the purposes of this clause, “Fees” means that.\n\n3. The Fees are due.',
    ],
    [
      'what is added to a meaning',
      '1. “Fees” means this.\n\n2. “Fees” shall also include taxes.\n\n3. The Fees are due.',
    ],
  ])('not %s', (_, text) => {
    expect(check(text)).toEqual([]);
  });
});

describe('terms used before their definition', () => {
  test('where they are defined in passing', () => {
    expect(check('1. The board approves the Plan.', '2. The Vendor writes a plan (the “Plan”).')).toEqual([
      'used-before-its-definition: Plan',
    ]);
  });

  test.each([
    ['a definitions article at the end', '1. The board approves the Plan.\n\n2. Definitions\n\n“Plan” means a plan.'],
    [
      'a use that announces the meaning',
      '1. The board approves the Plan (as defined below).\n\n2. The Vendor writes a plan (the “Plan”).',
    ],
    ['a heading', '1. The Plan.\n\n2. The Vendor writes a plan (the “Plan”). The Plan counts.'],
    [
      'a part of a longer name',
      '1. Those of Plan Media Group act.\n\n2. The Vendor writes a plan (the “Plan”). The Plan counts.',
    ],
  ])('not with %s', (_, text) => {
    expect(check(text).filter((line) => line.startsWith('used-before'))).toEqual([]);
  });
});

describe('two drafts', () => {
  test('what they define differently, with the items under a meaning', () => {
    const a = splitText(
      '1. “Fees” means the sums.\n\n2. “Loss” means:\n\n(a) damage;\n\n(b) cost.\n\n3. “Day” means a day.\n\n4. “Old” means past.',
    );
    const b = splitText(
      '1. “New” means fresh.\n\n2. "Fees" means the sums.\n\n3. “Loss” means:\n\n(a) damage;\n\n(b) cost and fees.\n\n4. “Day” means a working day.',
    );
    expect(compareDefinitions(a, b).map(({ kind, term }) => `${kind}: ${term}`)).toEqual([
      'added: New',
      'changed: Loss',
      'changed: Day',
      'removed: Old',
    ]);
    expect(compareDefinitions(a, a)).toEqual([]);
  });
});
