import { describe, expect, test } from 'vitest';
import { redlineDocx } from '../../../../core/docx/redline/redline-docx.ts';
import type { Platform } from '../../../../core/platform.ts';
import { nodePlatform } from '../../../../engine/platform.ts';
import { docxFile, p } from '../../../support/docx.ts';

/** Most of what is written is A to the character and is not parsed again when the redline is checked: a fault there must be found all the same. */

const words = (index: number) => `Clause ${index}: the party’s obligation number ${index} stays as it is.`;
const paragraphs = Array.from({ length: 60 }, (_, index) => words(index));
const body = (texts: readonly string[]) => texts.map((text) => p(text)).join('');
const a = docxFile(body(paragraphs));
const b = docxFile(body(paragraphs.map((text, index) => (index === 30 ? `${text} It is new.` : text))));
const options = { author: 'The Department', date: '2026-03-01T09:00:00Z' };

/** A platform that writes the main part with a fault in it. */
function faulty(fault: (xml: string) => string): Platform {
  const damage = (data: Uint8Array) => {
    const xml = new TextDecoder().decode(data);
    return xml.includes('<w:ins ') ? nodePlatform.encodeUtf8(fault(xml)) : data;
  };
  return {
    ...nodePlatform,
    deflateRaw: (data) => {
      const damaged = damage(data);
      const packed = nodePlatform.deflateRaw(damaged);
      data.set(damaged.subarray(0, data.length));
      return packed;
    },
  };
}

const redline = (platform: Platform) => redlineDocx(a, b, options, platform);

test('without a fault the redline is written', () => {
  expect(redline(faulty((xml) => xml)).bytes).toEqual(redline(nodePlatform).bytes);
});

describe('a fault in what did not change is found', () => {
  test.each([0, 1, 2, 10, 28, 29, 31, 32, 33, 50, 58, 59])('in paragraph %i', (index) => {
    const fault = (xml: string) => xml.replace(`number ${index} stays`, `number ${index} stayx`);
    expect(() => redline(faulty(fault))).toThrow(expect.objectContaining({ code: 'law-broken' }));
  });

  test('a wide character', () => {
    const fault = (xml: string) => xml.replace('50: the party’s', '50: the party‘s');
    expect(() => redline(faulty(fault))).toThrow(expect.objectContaining({ code: 'law-broken' }));
  });

  test('two paragraphs that changed places', () => {
    const fault = (xml: string) => xml.replace(words(50), '\0').replace(words(51), words(50)).replace('\0', words(51));
    expect(() => redline(faulty(fault))).toThrow(expect.objectContaining({ code: 'law-broken' }));
  });

  test('markup that is not whole', () => {
    const fault = (xml: string) => xml.replace(`${words(50)}</w:t>`, `${words(50)}</w:x>`);
    expect(() => redline(faulty(fault))).toThrow(/cannot be read/);
  });
});
