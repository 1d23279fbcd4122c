import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeNarrowXml, encodeNarrowXml, widen } from '../../../core/docx/narrow-xml.ts';
import { decodeXml, parseXml } from '../../../core/docx/xml.ts';
import { nodePlatform } from '../../../engine/platform.ts';
import { randomXml } from '../../support/random-xml.ts';
import { asOracleElement, type OracleElement } from '../../support/saxes-tree.ts';

const bytesOf = (text: string) => nodePlatform.encodeUtf8(text);
const decode = (text: string) => decodeNarrowXml(bytesOf(text), nodePlatform) as string;
const encode = (text: string) =>
  new TextDecoder().decode(encodeNarrowXml([text.slice(0, 1), text.slice(1)], nodePlatform).bytes);

/** What a parser makes of a text, wherever it stands in it; `null` when it is refused. */
function meaningOf(text: string): OracleElement | null {
  try {
    return JSON.parse(JSON.stringify(asOracleElement(parseXml(text)), (key, value) => (isPlace(key) ? 0 : value)));
  } catch {
    return null;
  }
}
const isPlace = (key: string) => key === 'from' || key === 'contentFrom' || key === 'to';

/** Long enough that a few wide characters are not many. */
const filling = `<!--${'x'.repeat(2_000)}-->`;
const characters = fc.stringMatching(/^[a-z \u00e9’“\u{1f600}Ж]{0,9}$/u);
const words = fc.array(fc.oneof(characters, fc.constantFrom('&#x0000002019;', '&#x000000;', '&#8217;', '&amp;')));
const someXml = fc
  .tuple(words, words)
  .map(([a, b]) => `<r x="${a.join('')}" y='">${b.join('')}'>${b.join('')}<b/>${a.join('')}</r>${filling}`);

test('narrow XML means the same and is written as it was', () => {
  let narrowed = 0;
  fc.assert(
    fc.property(fc.oneof(someXml, randomXml), (document) => {
      // A byte order mark is not left.
      const text = document.replace(/^\ufeff/, '');
      const read = decode(text);
      expect(encode(read)).toBe(text);
      expect(meaningOf(read)).toEqual(meaningOf(text));
      if (/[^\0-\u00ff]/.test(text) && !/[^\0-\u00ff]/.test(read)) narrowed++;
    }),
    { numRuns: 2_000 },
  );
  expect(narrowed).toBeGreaterThan(100);
});

test.each([
  ['a quotation mark', `<a>’</a>${filling}`, '<a>&#x0000002019;</a>'],
  ['what is not wide', `<a x="é">ÿ</a>${filling}`, '<a x="é">ÿ</a>'],
  ['a reference like ours', `<a>&#x0000002019;</a>${filling}`, '<a>&#x00000002019;</a>'],
])('%s', (_, text, narrowed) => {
  expect(decode(text)).toBe(narrowed + filling);
  expect(encode(decode(text))).toBe(text);
});

test.each([
  ['names', `<Ж>a</Ж>${filling}`],
  ['names of attributes', `<a x=">" Ж="1">a</a>${filling}`],
  ['character data sections', `<a><![CDATA[ > ’]]></a>${filling}`],
  ['a text of many', '<a>’’’’</a>'],
])('wide characters stay in %s', (_, text) => {
  expect(decode(text)).toBe(text);
});

test('what is not UTF-8 is told, and a byte order mark is not left', () => {
  const long = [...bytesOf(filling)];
  for (const wrong of [
    [0xc3],
    [0xc0, 0x80],
    [0xe0, 0x80, 0x80],
    [0xed, 0xa0, 0x80],
    [0xf4, 0x90, 0x80, 0x80],
    [0x80],
    [0xff],
  ]) {
    const bytes = Uint8Array.from([0x3c, 0x61, ...wrong, ...long]);
    expect(decodeNarrowXml(bytes, nodePlatform), wrong.join()).toBeNull();
    expect(decodeXml(bytes, nodePlatform), wrong.join()).toBeNull();
  }
  expect(decodeNarrowXml(Uint8Array.from([0xef, 0xbb, 0xbf, 0x3c, 0x61]), nodePlatform)).toBe('<a');
});

test('errors count the characters that a file has', () => {
  expect(widen('&#x0000002019;a&#x00000002019;&#x0000001f600;')).toBe('\u2019a&#x0000002019;\u{1f600}');
  for (const text of ['<a>\n\u2019\u2019<b></a>', '<a>\n&#x0000002019;&#x0000002019;<b></a>']) {
    expect(() => parseXml(text)).toThrow(/ at 2:6: /);
  }
});
