import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applySplices, type Splice } from '../../../core/docx/splices.ts';

test('stretches are replaced, whatever order they come in, and the rest stays', () => {
  const splices = [
    { from: 5, to: 6, text: '' },
    { from: 1, to: 3, text: 'XYZ' },
  ];
  expect(applySplices('abcdefg', splices)).toBe('aXYZdeg');
  expect(applySplices('abcdefg', [])).toBe('abcdefg');
});

test('insertions at one place stand in the order given, before a replacement that begins there', () => {
  const splices = [
    { from: 1, to: 2, text: 'R' },
    { from: 1, to: 1, text: '1' },
    { from: 1, to: 1, text: '2' },
  ];
  expect(applySplices('abc', splices)).toBe('a12Rc');
});

test('a stretch alone', () => {
  expect(applySplices('abcdef', [{ from: 2, to: 3, text: '-' }], 1, 5)).toBe('b-de');
  expect(applySplices('abcdef', [], 1, 5)).toBe('bcde');
});

test.each([
  [
    'overlap',
    [
      { from: 0, to: 3, text: '' },
      { from: 2, to: 4, text: '' },
    ],
  ],
  [
    'insert into what is cut',
    [
      { from: 0, to: 3, text: '' },
      { from: 1, to: 1, text: 'x' },
    ],
  ],
  ['end before they begin', [{ from: 3, to: 2, text: '' }]],
  ['go past the end', [{ from: 3, to: 9, text: '' }]],
  ['begin before the text', [{ from: -1, to: 1, text: '' }]],
])('splices that %s are refused', (_, splices: readonly Splice[]) => {
  expect(() => applySplices('abcdef', splices)).toThrow(RangeError);
});

test('cutting a text into pieces and replacing some gives the pieces replaced', () => {
  const pieces = fc.array(fc.record({ text: fc.string(), becomes: fc.option(fc.string(), { nil: null }) }));
  fc.assert(
    fc.property(pieces, fc.infiniteStream(fc.nat()), (cut, order) => {
      let at = 0;
      const splices: (Splice & { readonly rank: number })[] = [];
      for (const { text, becomes } of cut) {
        // Two splices at one empty place would depend on their order.
        if (becomes !== null && text !== '') {
          splices.push({ from: at, to: at + text.length, text: becomes, rank: order.next().value as number });
        }
        at += text.length;
      }
      splices.sort((a, b) => a.rank - b.rank);
      const whole = cut.map(({ text }) => text).join('');
      const expected = cut.map(({ text, becomes }) => (text === '' ? '' : (becomes ?? text))).join('');
      expect(applySplices(whole, splices)).toBe(expected);
    }),
  );
});
