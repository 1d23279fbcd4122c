import { createHash, randomBytes } from 'node:crypto';
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Platform, TextEncodingName } from '../core/platform.ts';

const encoder = new TextEncoder();

/** The platform of the desktop's engine, the command line and tests. */
export const nodePlatform: Platform = {
  nowMs: () => Date.now(),
  newId,
  sha256: (data) => createHash('sha256').update(data).digest('hex'),
  inflateRaw,
  deflateRaw: (data) => plain(deflateRawSync(data)),
  release,
  crc32: (data) => crc32(data),
  decodeText,
  decodeLatin1,
  encodeUtf8: (text) => encoder.encode(text),
  encodeUtf8Into: (text, target) => encoder.encodeInto(text, target).written,
};

const crockford = '0123456789abcdefghjkmnpqrstvwxyz';
const timeDigits = 10;
const randomDigits = 16;

let lastTimeMs = 0;
let lastRandom: number[] = [];

/**
 * Ids sort in the order in which one process made them: within a millisecond, or when the clock goes
 * back, the random part counts up by one. Rows made together so lie together in the database.
 */
function newId(): string {
  const nowMs = Date.now();
  if (nowMs > lastTimeMs) {
    lastTimeMs = nowMs;
    lastRandom = Array.from(randomBytes(randomDigits), (byte) => byte & 31);
  } else {
    increment(lastRandom);
  }
  return `${digitsOf(lastTimeMs)}${lastRandom.map((digit) => crockford[digit]).join('')}`;
}

function digitsOf(timeMs: number): string {
  let digits = '';
  for (let rest = timeMs; digits.length < timeDigits; rest = Math.floor(rest / 32)) {
    digits = `${crockford[rest % 32]}${digits}`;
  }
  return digits;
}

/** Counts up a number of base-32 digits; its 80 bits do not run over within a millisecond. */
function increment(digits: number[]): void {
  for (let place = digits.length - 1; place >= 0; place -= 1) {
    const digit = ((digits[place] ?? 0) + 1) % 32;
    digits[place] = digit;
    if (digit !== 0) return;
  }
}

/** A `Buffer` is a `Uint8Array`, but one with methods of its own and of memory it shares. */
function plain(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}

/** Smaller ones would come out of memory that others share. */
const leastChunk = 1 << 14;

/**
 * zlib stops as soon as its output would pass the limit, so a bomb costs no more memory than that. One chunk holds all
 * of the output and a byte, for zlib asks for another chunk when one is just full; joining small ones would need as much
 * memory again. What of it is never written to costs none.
 */
function inflateRaw(data: Uint8Array, maxBytes: number): Uint8Array {
  const chunkSize = Math.max(leastChunk, maxBytes + 1);
  const inflated = inflateRawSync(data, { chunkSize, maxOutputLength: Math.max(1, maxBytes) });
  if (inflated.byteLength > maxBytes) throw new RangeError(`the data inflates to more than ${maxBytes} bytes`);
  return plain(inflated);
}

/** What is smaller may share its memory with others, and is soon collected. */
const leastReleased = 1 << 20;

/** Moves the memory into a buffer without length. Node 20 has no way to do it and waits for its collector. */
function release({ buffer, byteLength }: Uint8Array): void {
  if (byteLength >= leastReleased) (buffer as { transfer?: (length: number) => unknown }).transfer?.(0);
}

function decodeText(data: Uint8Array, encoding: TextEncodingName): string | null {
  if (encoding === 'windows-1252') return decodeWindows1252(data);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(data);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return null;
    throw error;
  }
}

function decodeLatin1(data: Uint8Array): string {
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('latin1');
}

/** What the bytes 0x80 to 0x9F stand for; the five that have no character keep their number, as browsers read them. */
const windows1252 =
  '\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F' +
  '\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178';

/** By hand, because `TextDecoder` in some releases of Node 20 reads Windows-1252 as Latin-1 and loses quotes and dashes. */
function decodeWindows1252(data: Uint8Array): string {
  return decodeLatin1(data).replace(/[\u0080-\u009F]/g, (character) =>
    windows1252.charAt(character.charCodeAt(0) - 0x80),
  );
}
