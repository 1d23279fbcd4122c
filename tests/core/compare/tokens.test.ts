import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countWords, tokenize, wordSpans } from '../../../core/compare/tokens.ts';
import { anyText, contractText, seed } from '../../support/contract-text.ts';

/** Half of a surrogate pair without the other. */
const halfPair = /\p{Surrogate}/u;

describe('laws of tokens', () => {
  test('joined they give the text to the character', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(tokenize(text).join('')).toBe(text);
      }),
      { seed, numRuns: 500 },
    );
  });

  test('no token is empty and none ends inside a surrogate pair', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const token of tokenize(text)) {
          expect(token).not.toBe('');
          if (!halfPair.test(text)) expect(halfPair.test(token)).toBe(false);
        }
      }),
      { seed, numRuns: 500 },
    );
  });

  test('word spans name the words that are counted, in order and apart', () => {
    fc.assert(
      fc.property(contractText, (text) => {
        const { words, from, to } = wordSpans(text);
        expect(words.length).toBe(countWords(text));
        words.forEach((word, index) => {
          expect(text.slice(from[index], to[index])).toBe(word);
          expect(from[index]).toBeGreaterThanOrEqual(to[index - 1] ?? 0);
        });
      }),
      { seed, numRuns: 200 },
    );
  });
});

describe('what one word is', () => {
  const words = (text: string) => wordSpans(text).words;

  test.each([
    ["the Vendor's third-party claims", ['the', "Vendor's", 'third-party', 'claims']],
    ['the Vendor’s non\u2011disclosure', ['the', 'Vendor’s', 'non\u2011disclosure']],
    ["l'article", ["l'", 'article']],
    ['l’Acheteur, qu’il s’engage', ['l’', 'Acheteur', 'qu’', 'il', 's’', 'engage']],
    ['Lorsqu’une Partie', ['Lorsqu’', 'une', 'Partie']],
    ['aujourd’hui, c’est-à-dire quelqu’un', ['aujourd’hui', 'c’', 'est-à-dire', 'quelqu’un']],
    ['de l’« Acheteur »', ['de', 'l’', 'Acheteur']],
    ['USD 1,000.50 and 12.3% under 4.2(b).', ['USD', '1,000.50', 'and', '12.3', 'under', '4.2', 'b']],
    ['1\u202f000 € ou 10\u00a0000,50 €', ['1\u202f000', 'ou', '10\u00a0000,50']],
    ['le 12\u00a0mars 2024', ['le', '12', 'mars', '2024']],
    ['DFARS 252.204-7012', ['DFARS', '252.204-7012']],
    ['by ________ on', ['by', '________', 'on']],
    ['Annexe 1er, n° 3', ['Annexe', '1er', 'n', '3']],
    ['éte\u0301 Œuvre', ['éte\u0301', 'Œuvre']],
    ['契約', ['契', '約']],
  ])('%j', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  test('line breaks and tabs stand alone, other white space is one run', () => {
    expect(tokenize('a  b \n\n\tc')).toEqual(['a', '  ', 'b', ' ', '\n', '\n', '\t', 'c']);
  });

  test('a character outside the basic plane is one token', () => {
    expect(tokenize('a😀𝐀b')).toEqual(['a', '😀', '𝐀b']);
  });
});
