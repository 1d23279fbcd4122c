import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blindKey } from '../../../core/compare/blind-key.ts';
import { TextNumbers } from '../../../core/compare/text-numbers.ts';
import { contractText, seed } from '../../support/contract-text.ts';

describe('numbers of texts', () => {
  test('equal texts have one number, others have others', () => {
    // Long texts of one length that differ in one character: the sample of their characters is often the same.
    const formText = fc.tuple(fc.nat(99), fc.constantFrom('x', 'y')).map(([at, mark]) => {
      return `${'a'.repeat(at)}${mark}${'a'.repeat(99 - at)}`;
    });
    fc.assert(
      fc.property(fc.array(fc.oneof(contractText, formText), { maxLength: 120 }), (texts) => {
        const numbers = new TextNumbers();
        const found = texts.map((text) => numbers.numberOf(text));
        const distinct = [...new Set(texts)];
        expect(found).toEqual(texts.map((text) => distinct.indexOf(text)));
        expect(numbers.size).toBe(distinct.length);
      }),
      { seed, numRuns: 300 },
    );
  });

  test('ten thousand forms that differ in one line are told apart', () => {
    const forms = Array.from(
      { length: 10_000 },
      (_, index) => `${'form '.repeat(60)}${String(index).padStart(5)}${' form'.repeat(60)}`,
    );
    const numbers = new TextNumbers();
    expect(new Set(forms.map((form) => numbers.numberOf(form))).size).toBe(10_000);
  });
});

describe('the key that is blind to renumbering', () => {
  test.each([
    ['under Section 4.2(b), the', 'under Section 5.1(c), the'],
    ['within 30 days and USD 1,000.50.', 'within 60 days and USD 2.'],
    ['as set out in Article IV and (iv)', 'as set out in Article XII and (ix)'],
    ['the Vendor’s  right\nto', "the Vendor's right to"],
    ['Prix\u00a0: 10 €', 'Prix : 12 €'],
  ])('%j and %j have one', (a, b) => {
    expect(blindKey(a)).toBe(blindKey(b));
  });

  test.each([
    ['the Vendor may', 'the Vendor shall'],
    ['MIX and (north)', 'MAX and (south)'],
    ['in Ivory', 'in Xvory'],
    ['fees, costs', 'fees; costs'],
    ['ends here 4.', 'ends here 4'],
  ])('%j and %j have not', (a, b) => {
    expect(blindKey(a)).not.toBe(blindKey(b));
  });

  test('other words have another', () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 12 }), fc.lorem({ maxCount: 12 }), (a, b) => {
        expect(blindKey(a) === blindKey(b)).toBe(a === b);
      }),
      { seed, numRuns: 1_000 },
    );
  });
});
