import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countWords, wordSpans } from '../../../core/compare/tokens.ts';
import { projectEdits } from '../../../core/compare/verify.ts';
import { changesOnlyWhiteSpace, compareWords } from '../../../core/compare/words.ts';
import type { WordEdit } from '../../../core/model/comparison.ts';
import { contractText, seed, showEdits, textPair } from '../../support/contract-text.ts';
import { SeededRandom } from '../../support/seeded-random.ts';

/** Checks every law that holds for any two texts, and returns the edits. */
function compareLawfully(a: string, b: string): WordEdit[] {
  const edits = compareWords(a, b);
  expect(projectEdits(edits, 'a') === a, 'side A is reproduced to the character').toBe(true);
  expect(projectEdits(edits, 'b') === b, 'side B is reproduced to the character').toBe(true);
  edits.forEach(({ op, text }, index) => {
    expect(text).not.toBe('');
    const before = edits[index - 1]?.op;
    expect(before).not.toBe(op);
    if (op === 'delete') expect(before).not.toBe('insert');
  });
  return edits;
}

/** Words outside a longest common subsequence, by the obvious table. */
function leastWordsChanged(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const word of a) {
    const next = [0];
    b.forEach((other, j) => {
      next.push(word === other ? (row[j] as number) + 1 : Math.max(row[j + 1] as number, next[j] as number));
    });
    row = next;
  }
  return a.length + b.length - 2 * (row[b.length] as number);
}

function wordsChanged(edits: readonly WordEdit[]): number {
  return edits.filter(({ op }) => op !== 'equal').reduce((words, { text }) => words + countWords(text), 0);
}

describe('laws of comparing words', () => {
  test('both sides are reproduced; edits are not empty, not repeated, deletions first', () => {
    fc.assert(
      fc.property(textPair, ([a, b]) => {
        compareLawfully(a, b);
      }),
      { seed, numRuns: 2_000 },
    );
  });

  test('no more words are marked than the least possible', () => {
    fc.assert(
      fc.property(contractText, contractText, (a, b) => {
        expect(wordsChanged(compareWords(a, b))).toBe(leastWordsChanged(wordSpans(a).words, wordSpans(b).words));
      }),
      { seed, numRuns: 1_000 },
    );
  });

  test('turned round, as many words go in as came out', () => {
    fc.assert(
      fc.property(textPair, ([a, b]) => {
        const words = (edits: readonly WordEdit[], op: WordEdit['op']) =>
          edits.filter((edit) => edit.op === op).reduce((sum, { text }) => sum + countWords(text), 0);
        const there = compareWords(a, b);
        const back = compareWords(b, a);
        expect(words(there, 'insert')).toBe(words(back, 'delete'));
        expect(words(there, 'delete')).toBe(words(back, 'insert'));
      }),
      { seed, numRuns: 500 },
    );
  });

  test('equal texts are one equal edit, empty ones none', () => {
    expect(compareWords('The Vendor.', 'The Vendor.')).toEqual([{ op: 'equal', text: 'The Vendor.' }]);
    expect(compareWords('', '')).toEqual([]);
    expect(compareWords('', 'a')).toEqual([{ op: 'insert', text: 'a' }]);
    expect(compareWords('a', '')).toEqual([{ op: 'delete', text: 'a' }]);
  });
});

describe('what a lawyer reads', () => {
  test.each([
    ['a word', 'The Vendor shall pay.', 'The Vendor may pay.', 'The Vendor [-shall-]{+may+} pay.'],
    [
      'an amount in words and figures',
      'within thirty (30) days',
      'within sixty (60) days',
      'within [-thirty (30)-]{+sixty (60)+} days',
    ],
    [
      'a phrase put in after a comma',
      'fees, costs and expenses',
      'fees, taxes, costs and expenses',
      'fees, {+taxes, +}costs and expenses',
    ],
    [
      'a phrase between commas',
      'any damages arising',
      'any damages, including costs, arising',
      'any damages{+, including costs,+} arising',
    ],
    [
      'a sentence put in before one that begins alike',
      'Text one. Text three.',
      'Text one. Text two. Text three.',
      'Text one. {+Text two. +}Text three.',
    ],
    ['a paragraph put in', 'one.\nthree.', 'one.\ntwo.\nthree.', 'one.\n{+two.\n+}three.'],
    ['the last words', 'as agreed from time to time.', 'as agreed.', 'as agreed[- from time to time-].'],
    [
      'a whole phrase, not its spaces',
      'in accordance with good practice',
      'under applicable law practice',
      '[-in accordance with good-]{+under applicable law+} practice',
    ],
    ['a full stop', 'The end', 'The end.', 'The end{+.+}'],
    ['punctuation only', 'fees; costs', 'fees, costs', 'fees[-;-]{+,+} costs'],
    ['one space too many', 'a  b', 'a b', 'a [- -]b'],
    ['cells of a table row', 'Fee\t100\t12', 'Fee\t200\t24', 'Fee\t[-100-]{+200+}\t[-12-]{+24+}'],
    ['a quoted term', 'the “Service” is', 'the “Platform” is', 'the “[-Service-]{+Platform+}” is'],
    ['French: the noun after an elision', 'l’article 12', 'l’annexe 12', 'l’[-article-]{+annexe+} 12'],
    ['French: the article too', 'du Client', 'de l’Acheteur', '[-du Client-]{+de l’Acheteur+}'],
    [
      'French: an amount',
      'un prix de 1\u202f000 € HT',
      'un prix de 1\u202f500 € HT',
      'un prix de [-1\u202f000-]{+1\u202f500+} € HT',
    ],
    [
      'French: a time limit',
      'sous trente (30) jours ouvrés',
      'sous quinze (15) jours',
      'sous [-trente (30)-]{+quinze (15)+} jours[- ouvrés-]',
    ],
    ['French: the space before a colon', 'Prix : 10', 'Prix\u00a0: 10', 'Prix[- -]{+\u00a0+}: 10'],
    [
      'an address taken out of brackets',
      'in SPRS (https://example.org/)\nto view',
      'in SPRS () to view',
      'in SPRS ([-https://example.org/-])[-\n-]{+ +}to view',
    ],
    [
      'a word, and the line broken after its full stop',
      'the Fees.\nThe',
      'the Charges. The',
      'the [-Fees-]{+Charges+}.[-\n-]{+ +}The',
    ],
    ['an emoji, whole', 'x 😀', 'x 😁', 'x [-😀-]{+😁+}'],
  ])('%s', (_, a, b, expected) => {
    expect(showEdits(compareLawfully(a, b))).toBe(expected);
  });
});

test('a line broken elsewhere changes white space only, a full stop does not', () => {
  expect(changesOnlyWhiteSpace(compareWords('the Fees\nare due', 'the Fees are  due'))).toBe(true);
  expect(changesOnlyWhiteSpace(compareWords('the Fees are due', 'the Fees are due.'))).toBe(false);
  expect(changesOnlyWhiteSpace(compareWords('Systemsand', 'Systems and'))).toBe(false);
});

describe('hostile texts end, and are reproduced', () => {
  const randomWords = (count: number, vocabulary: number, stream: number) => {
    const random = new SeededRandom(stream);
    return Array.from({ length: count }, () => `w${random.below(0, vocabulary)}`).join(' ');
  };

  test('20,000 characters without a space', () => {
    const edits = compareLawfully('x'.repeat(20_000), `${'x'.repeat(10_000)}y${'x'.repeat(9_000)}`);
    expect(edits.map(({ op }) => op)).toEqual(['delete', 'insert']);
  });

  test('100,000 equal words, one of them another', () => {
    const edits = compareLawfully('a '.repeat(100_000), `${'a '.repeat(60_000)}b ${'a '.repeat(39_999)}`);
    expect(wordsChanged(edits)).toBe(2);
  });

  test('100,000 punctuation marks', () => {
    const edits = compareLawfully('.'.repeat(100_000), `${'.'.repeat(500)},${'.'.repeat(99_000)}`);
    expect(edits.length).toBeLessThan(10);
  });

  test.each([2, 50, 5_000])('5,000 words against 5,000 others out of %i', (vocabulary) => {
    compareLawfully(randomWords(5_000, vocabulary, 1), randomWords(5_000, vocabulary, 2));
  });

  test('100,000 words against 100,000 others', () => {
    compareLawfully(randomWords(100_000, 30_000, 1), randomWords(100_000, 30_000, 2));
  });

  test('beyond the limit of edits the unchanged sentences are still found', () => {
    const random = new SeededRandom(5);
    const sentences = Array.from({ length: 600 }, (_, index) => `Obligation${index} ${randomWords(8, 300, index)}.`);
    const edited = sentences.map((text) =>
      random.chance(0.5) ? text : `${text.split(' ')[0]} ${randomWords(8, 300, random.below(1_000, 9_000))}.`,
    );
    const edits = compareLawfully(sentences.join(' '), edited.join(' '));
    const least = leastWordsChanged(wordSpans(sentences.join(' ')).words, wordSpans(edited.join(' ')).words);
    expect(least).toBeGreaterThan(1_000);
    expect(wordsChanged(edits)).toBeLessThan(least * 1.1);
  });

  test('the result does not depend on the run', () => {
    const a = randomWords(5_000, 500, 3);
    const b = randomWords(5_000, 500, 4);
    expect(compareWords(a, b)).toEqual(compareWords(a, b));
  });
});
