import type { Platform } from '../platform.ts';
import { declareUtf8, decodeXml } from './xml.ts';
import { character } from './xml-characters.ts';

/**
 * XML text with one byte a character in memory.
 *
 * JavaScript engines keep a string with one byte a character as long as no character is above U+00FF; a single quotation mark
 * makes two of it for all of a part. A contract of 500 pages that years of editing have cut into small runs is 19 MB of XML, and a
 * redline has three of them at hand. So wide characters are written as references here, `&#x0000002019;` for a quotation
 * mark: any parser reads the same document from it, offsets are those of that text, and what is written is turned back. Such a
 * reference has exactly six zeros in front; one that stands in a file with six or more is given one more, and loses it again.
 *
 * Turned down: the bytes themselves as characters, which every place that writes words would have to know; texts in pieces, each as
 * narrow as it can be, since there is a quotation mark in most pieces.
 */

/** A text with more wide characters, for one that is not, would become longer than it is wide. */
const mostShare = 1 / 32;
/** References count against what is read of a file (xml-budget.ts). */
const mostWide = 200_000;

/** What every reference of ours begins with. */
const begin = '&#x000000';
const reference = (codePoint: number) => `${begin}${codePoint.toString(16)};`;
/** Bytes that are there for references from the beginning, besides a share of the length. */
const roomAtLeast = 1_000;
const longestReference = reference(0x10ffff).length;

/**
 * Decodes a part as `decodeXml` does, with wide characters as references. A part in which these are many, or stand where no
 * reference may stand (in names, in character data sections), keeps them.
 */
export function decodeNarrowXml(bytes: Uint8Array, platform: Platform): string | null {
  const narrowed = decodeNarrowly(bytes, platform);
  if (narrowed !== null) return narrowed;
  const text = decodeXml(bytes, platform);
  return text === null ? null : escapeReferences(text);
}

/** Decodes a stretch of a part that is narrow as a whole; `null` when it cannot be. It begins with a tag, or the part. */
export function decodeNarrowStretch(bytes: Uint8Array, platform: Platform): string | null {
  return decodeNarrowly(bytes, platform, bytes.length);
}

/** `null` when it is not to be narrowed, or not UTF-8. */
function decodeNarrowly(
  bytes: Uint8Array,
  platform: Platform,
  most = Math.floor(Math.min(mostWide, bytes.length * mostShare)),
): string | null {
  const [a, b, c] = bytes;
  if (a === undefined || b === undefined || a >= 0xfe || a === 0 || b === 0) return null;
  const hasMark = a === 0xef && b === 0xbb && c === 0xbf;
  const unmarked = hasMark ? bytes.subarray(3) : bytes;
  const narrowed = narrowBytes(unmarked, most);
  if (narrowed === null) return null;
  const text = platform.decodeLatin1(narrowed.bytes);
  if (narrowed.references === 0) return escapeReferences(text);
  platform.release(narrowed.bytes);
  // In a character data section, which ends so, a reference would mean itself; and those of the file's own are told from ours.
  return text.includes(']]>') || countReferences(text) !== narrowed.references ? null : text;
}

/** From UTF-8 to Latin-1 and references; `null` when it is not to be narrowed, or not UTF-8. */
function narrowBytes(
  bytes: Uint8Array,
  most: number,
): { readonly bytes: Uint8Array; readonly references: number } | null {
  const { length } = bytes;
  let at = nextNonAscii(bytes, 0);
  if (at === length) return { bytes, references: 0 };
  let narrowed = new Uint8Array(length + (length >> 6) + roomAtLeast);
  let references = 0;
  let read = 0;
  let written = 0;
  for (; at < length; at = nextNonAscii(bytes, read)) {
    narrowed.set(bytes.subarray(read, at), written);
    written += at - read;
    const codePoint = codePointAt(bytes, at);
    if (codePoint < 0) return null;
    read = at + (codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4);
    if (codePoint <= 0xff) {
      narrowed[written++] = codePoint;
      continue;
    }
    references++;
    if (references > most || !mayBeReference(bytes, at)) return null;
    if (narrowed.length < written + longestReference + length - at) narrowed = enlarged(narrowed);
    const characters = reference(codePoint);
    for (let i = 0; i < characters.length; i++) narrowed[written++] = characters.charCodeAt(i);
  }
  narrowed.set(bytes.subarray(read), written);
  return { bytes: narrowed.subarray(0, written + length - read), references };
}

function enlarged(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(bytes.length + (bytes.length >> 2) + (1 << 16));
  larger.set(bytes);
  return larger;
}

/** Where the next byte stands that is not ASCII, at or behind a place; the length when there is none. */
function nextNonAscii(bytes: Uint8Array, from: number): number {
  const { length, buffer, byteOffset } = bytes;
  let at = from;
  for (; at < length && (byteOffset + at) % 4 !== 0; at++) if ((bytes[at] as number) >= 0x80) return at;
  // Four at a time: nearly all of XML is ASCII.
  if (length - at >= 4) {
    const words = new Int32Array(buffer, byteOffset + at, (length - at) >> 2);
    let word = 0;
    while (word < words.length && ((words[word] as number) & 0x80808080) === 0) word++;
    at += word * 4;
  }
  for (; at < length; at++) if ((bytes[at] as number) >= 0x80) return at;
  return length;
}

/** The character of UTF-8 that begins there and is none of ASCII, or -1 (The Unicode Standard 3.9, table 3-7). */
function codePointAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at] as number;
  if (first < 0xc2 || first > 0xf4) return -1;
  const count = first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
  let codePoint = first & (0x3f >> count);
  for (let i = 1; i <= count; i++) {
    const byte = bytes[at + i] ?? 0;
    if ((byte & 0xc0) !== 0x80) return -1;
    codePoint = (codePoint << 6) | (byte & 0x3f);
  }
  if (count === 2 && (codePoint < 0x800 || (codePoint >= 0xd800 && codePoint <= 0xdfff))) return -1;
  return count === 3 && (codePoint < 0x10000 || codePoint > 0x10ffff) ? -1 : codePoint;
}

/** Whether text or the value of an attribute stands there; in comments and instructions nobody reads what is there. */
function mayBeReference(bytes: Uint8Array, at: number): boolean {
  const from = bytes.lastIndexOf(character.lessThan, at);
  const second = bytes[from + 1];
  if (from < 0 || second === character.exclamationMark || second === character.questionMark) return true;
  let quote = 0;
  for (let i = from + 1; i < at; i++) {
    const byte = bytes[i] as number;
    if (quote !== 0) {
      if (byte === quote) quote = 0;
    } else if (byte === character.greaterThan) return true;
    else if (byte === character.quotationMark || byte === character.apostrophe) quote = byte;
  }
  return quote !== 0;
}

function countReferences(text: string): number {
  let count = 0;
  for (let at = text.indexOf(begin); at >= 0; at = text.indexOf(begin, at + 1)) count++;
  return count;
}

/** Sees to it that no reference of the file's own looks like one of ours. */
function escapeReferences(text: string): string {
  return text.includes(begin) ? text.replace(/&#x0{6,}/g, '$&0') : text;
}

/** Narrow XML as it was; any other text is not changed. */
export function widen(text: string): string {
  if (!text.includes(begin)) return text;
  return text.replace(/&#x(0{6,})(?:([1-9a-f][0-9a-f]{2,5});)?/g, (found, zeros: string, digits: string | undefined) =>
    zeros.length > 6 || digits === undefined
      ? `&#x${found.slice('&#x0'.length)}`
      : String.fromCodePoint(Number.parseInt(digits, 16)),
  );
}

/** Characters that are encoded at a time, and how many bytes one may take. */
const stretchLength = 1 << 16;
const mostBytes = 3;

/**
 * Encodes a part, given in pieces, as `encodeXml` does, with references for wide characters turned back. A reference stands
 * within one piece. `ends` says where each piece ends in the bytes.
 */
export function encodeNarrowXml(
  pieces: readonly string[],
  platform: Platform,
): { readonly bytes: Uint8Array; readonly ends: readonly number[] } {
  let length = 0;
  for (const piece of pieces) length += piece.length;
  let bytes = new Uint8Array(length + mostBytes * stretchLength);
  const ends: number[] = [];
  let written = 0;
  const write = (text: string) => {
    for (let from = 0; from < text.length; from += stretchLength) {
      const stretch = text.slice(from, from + stretchLength);
      while (bytes.length - written < mostBytes * stretch.length) bytes = enlarged(bytes);
      written += platform.encodeUtf8Into(stretch, bytes.subarray(written));
    }
  };
  for (const [index, piece] of pieces.entries()) {
    const text = index === 0 ? declareUtf8(piece) : piece;
    let at = 0;
    for (let from = text.indexOf(begin); from >= 0; from = text.indexOf(begin, at)) {
      const to = text.indexOf(';', from) + 1 || text.length;
      write(text.slice(at, from));
      write(widen(text.slice(from, to)));
      at = to;
    }
    write(at === 0 ? text : text.slice(at));
    ends.push(written);
  }
  return { bytes: bytes.subarray(0, written), ends };
}
