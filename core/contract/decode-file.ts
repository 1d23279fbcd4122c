import { AppError } from '../error.ts';
import type { ImportNote, SourceFile } from '../model/source.ts';
import type { Platform, TextEncodingName } from '../platform.ts';
import { fileKind } from './file-kind.ts';

/**
 * Bytes to text. Contracts arrive as UTF-8, as what Windows calls "Unicode" (UTF-16, often without
 * its byte order mark) and, from older tools, as Windows-1252. UTF-8 is tried strictly: text in
 * another encoding is hardly ever valid UTF-8 by chance, so a success is near certain. UTF-16 is
 * told by where its zero bytes stand. What is left is read as Windows-1252, in which nearly any bytes
 * are text; control characters then give away content that is no text at all.
 *
 * Turned down: statistical guessing between the ISO-8859 family. For English and French it could only ever
 * say Windows-1252, and a wrong guess is worse than one that the note names.
 */

/** The largest text or Markdown file that Parley reads, in bytes. */
export const maxTextBytes = 50 * 1024 * 1024;

export interface DecodedFile {
  /** Without byte order mark; line ends as they are in the file. */
  readonly text: string;
  /** One `encoding` note when the file was not UTF-8. */
  readonly notes: readonly ImportNote[];
}

const encodingLabels: Record<TextEncodingName, string> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'windows-1252': 'Windows-1252',
};

/** Throws AppError `too-large`, `binary` or `no-text`. */
export function decodeFile(file: SourceFile, platform: Platform): DecodedFile {
  if (file.bytes.length > maxTextBytes) {
    const reason = `it has more than ${megabytes(maxTextBytes)} MB of text`;
    throw new AppError('too-large', `${file.name} is too large to be read: ${reason}.`, {
      details: { file: file.name, reason, limit: maxTextBytes },
    });
  }
  const kind = fileKind(file.bytes);
  if (kind.kind === 'other') throw binary(file, `it looks like ${kind.looksLike}`);
  if (kind.kind === 'zip') throw binary(file, 'it looks like a zip archive');
  if (kind.kind === 'ole') throw binary(file, 'it looks like a legacy Office file');

  const encoding = encodingOf(file.bytes, platform);
  const text = platform.decodeText(file.bytes, encoding);
  if (text === null) throw binary(file, `it is not valid ${encodingLabels[encoding]} text`);
  const reason = whyNotText(text);
  if (reason !== null) throw binary(file, reason);
  if (!/\S/.test(text)) {
    const reason = 'it holds nothing but white space';
    throw new AppError('no-text', `${file.name} has no text: ${reason}.`, { details: { file: file.name, reason } });
  }
  const notes: ImportNote[] =
    encoding === 'utf-8' ? [] : [{ code: 'encoding', count: 1, detail: encodingLabels[encoding] }];
  return { text, notes };
}

function megabytes(bytes: number): number {
  return Math.round(bytes / (1024 * 1024));
}

function binary(file: SourceFile, reason: string): AppError {
  return new AppError('binary', `${file.name} is not text: ${reason}.`, { details: { file: file.name, reason } });
}

function encodingOf(bytes: Uint8Array, platform: Platform): TextEncodingName {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const utf16 = utf16WithoutMark(bytes);
  if (utf16 !== null) return utf16;
  return platform.decodeText(bytes, 'utf-8') === null ? 'windows-1252' : 'utf-8';
}

/**
 * Text in Latin letters as UTF-16 has a zero in nearly every other byte: the second of each pair in
 * little-endian order, the first in big-endian order, and hardly any in the other place.
 */
function utf16WithoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes.length < 4 || bytes.length % 2 !== 0) return null;
  const length = Math.min(bytes.length, 65_536);
  let zerosFirst = 0;
  let zerosSecond = 0;
  for (let i = 0; i + 1 < length; i += 2) {
    if (bytes[i] === 0) zerosFirst += 1;
    if (bytes[i + 1] === 0) zerosSecond += 1;
  }
  const pairs = length / 2;
  if (zerosSecond > pairs * 0.7 && zerosFirst < pairs * 0.02) return 'utf-16le';
  if (zerosFirst > pairs * 0.7 && zerosSecond < pairs * 0.02) return 'utf-16be';
  return null;
}

/** Why decoded characters cannot be a text, or `null`. Tab, line ends and form feeds are no control characters here. */
function whyNotText(text: string): string | null {
  let controls = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 0) return 'it holds zero bytes';
    if (code < 0x20 ? code < 0x09 || code > 0x0d : code >= 0x7f && code <= 0x9f && code !== 0x85) controls += 1;
  }
  // A few stray control characters are left by old word processors; a share of them is no writing.
  return controls > 8 && controls > text.length * 0.002 ? 'it is full of control characters' : null;
}
