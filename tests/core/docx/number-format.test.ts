import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatNumber } from '../../../core/docx/number-format.ts';

test.each<[string, readonly (readonly [number, string])[]]>([
  [
    'decimal',
    [
      [1, '1'],
      [0, '0'],
      [120, '120'],
    ],
  ],
  [
    'decimalZero',
    [
      [1, '01'],
      [9, '09'],
      [10, '10'],
    ],
  ],
  [
    'lowerLetter',
    [
      [1, 'a'],
      [26, 'z'],
      [27, 'aa'],
      [53, 'aaa'],
      [0, '0'],
    ],
  ],
  [
    'upperLetter',
    [
      [2, 'B'],
      [28, 'BB'],
    ],
  ],
  [
    'lowerRoman',
    [
      [1, 'i'],
      [4, 'iv'],
      [9, 'ix'],
      [14, 'xiv'],
      [40, 'xl'],
      [90, 'xc'],
      [400, 'cd'],
      [1999, 'mcmxcix'],
    ],
  ],
  [
    'upperRoman',
    [
      [3, 'III'],
      [0, '0'],
    ],
  ],
  [
    'ordinal',
    [
      [1, '1st'],
      [2, '2nd'],
      [3, '3rd'],
      [4, '4th'],
      [11, '11th'],
      [12, '12th'],
      [13, '13th'],
      [21, '21st'],
      [112, '112th'],
    ],
  ],
  [
    'cardinalText',
    [
      [1, 'One'],
      [12, 'Twelve'],
      [20, 'Twenty'],
      [21, 'Twenty-one'],
      [100, 'One hundred'],
      [342, 'Three hundred forty-two'],
      [1000, '1000'],
    ],
  ],
  [
    'ordinalText',
    [
      [1, 'First'],
      [2, 'Second'],
      [3, 'Third'],
      [5, 'Fifth'],
      [8, 'Eighth'],
      [9, 'Ninth'],
      [12, 'Twelfth'],
      [20, 'Twentieth'],
      [21, 'Twenty-first'],
      [100, 'One hundredth'],
      [1001, '1001st'],
    ],
  ],
  ['none', [[1, '']]],
  ['numberInDash', [[7, '- 7 -']]],
  ['hex', [[31, '1F']]],
  [
    'chicago',
    [
      [1, '*'],
      [2, '†'],
      [4, '§'],
      [5, '**'],
    ],
  ],
  [
    'decimalEnclosedCircle',
    [
      [1, '①'],
      [20, '⑳'],
      [21, '21'],
    ],
  ],
  ['japaneseCounting', [[3, '3']]],
])('%s', (format, examples) => {
  expect(examples.map(([value]) => [value, formatNumber(value, format, 'en-GB')])).toEqual(examples);
});

test.each<[string, readonly (readonly [number, string])[]]>([
  [
    'ordinal',
    [
      [1, '1er'],
      [2, '2e'],
      [21, '21e'],
    ],
  ],
  [
    'cardinalText',
    [
      [1, 'Un'],
      [17, 'Dix-sept'],
      [21, 'Vingt et un'],
      [22, 'Vingt-deux'],
      [70, 'Soixante-dix'],
      [71, 'Soixante et onze'],
      [77, 'Soixante-dix-sept'],
      [80, 'Quatre-vingts'],
      [81, 'Quatre-vingt-un'],
      [91, 'Quatre-vingt-onze'],
      [99, 'Quatre-vingt-dix-neuf'],
      [100, 'Cent'],
      [101, 'Cent un'],
      [200, 'Deux cents'],
      [280, 'Deux cent quatre-vingts'],
    ],
  ],
  [
    'ordinalText',
    [
      [1, 'Premier'],
      [2, 'Deuxième'],
      [4, 'Quatrième'],
      [5, 'Cinquième'],
      [9, 'Neuvième'],
      [11, 'Onzième'],
      [21, 'Vingt et unième'],
      [80, 'Quatre-vingtième'],
      [200, 'Deux centième'],
    ],
  ],
])('%s in French', (format, examples) => {
  expect(examples.map(([value]) => [value, formatNumber(value, format, 'fr-FR')])).toEqual(examples);
});

test('letters and Roman numerals tell every number of a list from every other', () => {
  for (const format of ['lowerLetter', 'upperRoman', 'cardinalText', 'ordinalText']) {
    for (const language of ['en', 'fr']) {
      const all = Array.from({ length: 999 }, (_, index) => formatNumber(index + 1, format, language));
      expect(new Set(all).size).toBe(999);
    }
  }
});

test('no number and no format makes a long label', () => {
  const formats = fc.constantFrom(
    'decimal',
    'upperLetter',
    'lowerRoman',
    'ordinalText',
    'chicago',
    'hex',
    'numberInDash',
  );
  fc.assert(
    fc.property(fc.integer({ min: -(2 ** 31), max: 2 ** 31 }), formats, (value, format) => {
      expect(formatNumber(value, format, 'fr').length).toBeLessThan(60);
    }),
  );
});
