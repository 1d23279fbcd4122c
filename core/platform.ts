/**
 * What the pure core needs from outside and cannot make itself. One implementation for Node and
 * Electron is in engine/platform.ts; tests hand in fixed clocks and counted ids.
 */
export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface Platform {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  nowMs(): number;
  /** A new identifier, unique across machines: 26 characters of lower-case Crockford base 32 (80 random bits after 50 of time). */
  newId(): string;
  /** Lower-case hexadecimal SHA-256 of the bytes, or of the string's UTF-8. */
  sha256(data: Uint8Array | string): string;
  /** Inflates raw DEFLATE data; throws a `RangeError` when it would pass `maxBytes`, another error when it is damaged. */
  inflateRaw(data: Uint8Array, maxBytes: number): Uint8Array;
  deflateRaw(data: Uint8Array): Uint8Array;
  /** Takes bytes that nobody looks at again, with whatever shares their memory, to give that back at once where it can be done. */
  release(data: Uint8Array): void;
  /** The CRC-32 of zip files (ISO 3309, polynomial 0xEDB88320) as an unsigned 32-bit number. */
  crc32(data: Uint8Array): number;
  /** Decodes bytes; `null` when they are not valid in that encoding. No byte order mark is left in the text. */
  decodeText(data: Uint8Array, encoding: TextEncodingName): string | null;
  /** One character for each byte, U+0000 to U+00FF. */
  decodeLatin1(data: Uint8Array): string;
  encodeUtf8(text: string): Uint8Array;
  /** Writes as many whole characters as there is room for; answers how many bytes. */
  encodeUtf8Into(text: string, target: Uint8Array): number;
}
