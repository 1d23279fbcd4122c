import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nodePlatform } from '../../engine/platform.ts';

const { inflateRaw, deflateRaw, decodeText, encodeUtf8, sha256, newId } = nodePlatform;

test('what is deflated inflates to the same bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(inflateRaw(deflateRaw(bytes), bytes.byteLength)).toEqual(bytes);
    }),
  );
});

test('inflating stops at the limit with a range error, and damage is another error', () => {
  const packed = deflateRaw(new Uint8Array(10_000_000));
  expect(packed.byteLength).toBeLessThan(20_000);
  for (const limit of [0, 1, 9_999_999]) expect(() => inflateRaw(packed, limit)).toThrow(RangeError);
  expect(inflateRaw(packed, 10_000_000)).toHaveLength(10_000_000);
  const damaged = new Uint8Array([0xff, 0xff, 0xff]);
  expect(() => inflateRaw(damaged, 100)).toThrow();
  expect(() => inflateRaw(damaged, 100)).not.toThrow(RangeError);
});

test.each([
  ['utf-8', [0xef, 0xbb, 0xbf, 0xc3, 0xa9], 'é'],
  ['utf-16le', [0xff, 0xfe, 0xe9, 0x00], 'é'],
  ['utf-16be', [0xfe, 0xff, 0x00, 0xe9], 'é'],
  ['windows-1252', [0x93, 0xe9, 0x94, 0x20, 0x80, 0x97, 0x81], '“é” €—\u0081'],
] as const)('%s is decoded without its byte order mark', (encoding, bytes, text) => {
  expect(decodeText(new Uint8Array(bytes), encoding)).toBe(text);
});

test.each([
  ['utf-8', [0x41, 0xff]],
  ['utf-16le', [0x00, 0xd8]],
  ['utf-16be', [0xd8, 0x00, 0x00]],
] as const)('bytes that are no %s give no text', (encoding, bytes) => {
  expect(decodeText(new Uint8Array(bytes), encoding)).toBeNull();
});

test('Windows-1252 is what the standard says, for all bytes', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  expect(decodeText(bytes, 'windows-1252')).toBe(new TextDecoder('windows-1252').decode(bytes));
});

test('hashes are lower-case hexadecimal SHA-256, of bytes and of UTF-8', () => {
  const hash = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  expect([sha256('abc'), sha256(encodeUtf8('abc'))]).toEqual([hash, hash]);
  expect(sha256('é')).toBe(sha256(encodeUtf8('é')));
});

test('ids are 26 characters of Crockford base 32, all different, and sort in the order in which they were made', () => {
  const ids = Array.from({ length: 20_000 }, newId);
  expect(new Set(ids).size).toBe(ids.length);
  expect([...ids].sort()).toEqual(ids);
  for (const id of ids) expect(id).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/);
  const time = [...(ids.at(-1) ?? '').slice(0, 10)].reduce(
    (total, digit) => total * 32 + '0123456789abcdefghjkmnpqrstvwxyz'.indexOf(digit),
    0,
  );
  expect(Math.abs(time - Date.now())).toBeLessThan(60_000);
});
