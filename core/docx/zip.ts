import type { SourceFile } from '../model/source.ts';
import type { Platform } from '../platform.ts';
import { refusal } from './refusal.ts';

/**
 * The zip container (PKWARE APPNOTE 6.3.3, as ECMA-376 part 2, annex B narrows it).
 *
 * Why our own: a redline is written into the package it came in, and every part that was not
 * touched must be the same bytes afterwards. So an entry keeps its compressed bytes and its record
 * in the central directory as they stand in the file, to be copied and never re-made; zip libraries
 * hand out unpacked content and forget the rest. Reading a zip is little code, and what a hostile
 * one may do is our business anyway.
 *
 * The central directory alone is believed for what there is; local headers must agree with it, since
 * two readers that believe different headers see different documents. What it says of sizes serves to refuse early:
 * more than a file of that length may hold, or more than is read at all. It is not trusted: unpacking stops where it has
 * made as many bytes as declared. An entry is unpacked, and its checksum compared, when it is read; those that nobody
 * reads (pictures, fonts) cost nothing and can do no harm.
 */
export interface ZipEntry {
  readonly name: string;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly crc32: number;
  /** The unpacked size in bytes that the directory declares. */
  readonly size: number;
  /** The compressed bytes: a view into the file. */
  readonly data: Uint8Array;
  /** The entry's record in the central directory, with its name, extra fields and comment: a view into the file. */
  readonly record: Uint8Array;
}

export interface ZipArchive {
  /** The file itself. */
  readonly bytes: Uint8Array;
  /** In the order of the central directory; folders are among them, with a name that ends in `/`. */
  readonly entries: readonly ZipEntry[];
  /** Finds an entry by its name; ASCII letters match in either case (ECMA-376 part 2, 6.2.2.3). */
  findEntry(name: string): ZipEntry | null;
  /** Unpacks an entry; what is read counts against `readBytes`, so read each once. Throws `damaged` or `too-large`. */
  read(entry: ZipEntry): Uint8Array;
}

export const zipLimits = {
  /** Bytes that a file may unpack to in all, pictures and fonts included. */
  unpackedBytes: 200 * 1024 * 1024,
  /**
   * Bytes that are read of it. As text they may take twice as much memory, and a contract of 2,000 pages that years of
   * editing have cut into small runs has some 60 MB.
   */
  readBytes: 64 * 1024 * 1024,
  entries: 10_000,
  /** Up to here nothing is asked of the ratio: small files may well compress a thousandfold. */
  freeBytes: 10 * 1024 * 1024,
  /** Unpacked bytes for one compressed byte. */
  ratio: 200,
} as const;

const localHeader = { signature: 0x04034b50, length: 30 };
const centralRecord = { signature: 0x02014b50, length: 46 };
const endRecord = { signature: 0x06054b50, length: 22, longestComment: 0xffff };
const zip64Locator = { signature: 0x07064b50, length: 20 };
const zip64EndRecord = { signature: 0x06064b50, length: 56 };
const zip64ExtraField = 0x0001;
/** Traditional encryption, strong encryption, masked headers. */
const encryptionFlags = 0x0001 | 0x0040 | 0x2000;
const aesMethod = 99;
/** In a 32-bit (16-bit) field: the value is in the ZIP64 record. */
const inZip64 = { field32: 0xffffffff, field16: 0xffff };

/**
 * Opens a zip file whose bytes begin with a local header. Throws `damaged` (truncated, contradictory,
 * duplicate names, names that lead out of the package), `encrypted` or `too-large`.
 */
export function openZip(file: SourceFile, platform: Platform): ZipArchive {
  const { entries, directoryFrom } = readDirectory(file, platform);
  refuseOverlaps(file, entries, directoryFrom);
  refuseBombs(file, entries);
  const byName = indexByName(file, entries);
  let remaining = zipLimits.readBytes;

  function read(entry: ZipEntry): Uint8Array {
    remaining -= entry.size;
    if (remaining >= 0) return unpack(file, entry, platform);
    throw refusal(
      file.name,
      'too-large',
      `with the entry ${entry.name} more than ${zipLimits.readBytes} bytes are to be read`,
    );
  }

  return { bytes: file.bytes, entries, findEntry: (name) => byName.get(foldName(name)) ?? null, read };
}

function unpack(file: SourceFile, entry: ZipEntry, platform: Platform): Uint8Array {
  const damaged = (reason: string, cause?: unknown) =>
    refusal(file.name, 'damaged', `the entry ${entry.name} ${reason}`, cause);
  let unpacked = entry.data;
  if (entry.method === 8) {
    try {
      unpacked = platform.inflateRaw(entry.data, entry.size);
    } catch (cause) {
      if (cause instanceof RangeError) throw damaged('unpacks to more than it declares', cause);
      throw damaged('cannot be unpacked', cause);
    }
  }
  if (unpacked.length !== entry.size) throw damaged('does not have the size it declares');
  if (platform.crc32(unpacked) !== entry.crc32) throw damaged('does not match its checksum');
  return unpacked;
}

function allowedBytes(packedBytes: number): number {
  return Math.min(zipLimits.unpackedBytes, Math.max(zipLimits.freeBytes, zipLimits.ratio * packedBytes));
}

interface LocatedEntry extends ZipEntry {
  /** Where its local header begins, and where its compressed bytes end. */
  readonly from: number;
  readonly to: number;
}

function readDirectory(file: SourceFile, platform: Platform): { entries: LocatedEntry[]; directoryFrom: number } {
  const view = new DataView(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength);
  const directory = findDirectory(file, view);
  const entries: LocatedEntry[] = [];
  let at = directory.from;
  for (let count = 0; count < directory.count; count++) {
    if (at + centralRecord.length > directory.to || view.getUint32(at, true) !== centralRecord.signature) {
      throw refusal(file.name, 'damaged', 'its list of entries is cut short');
    }
    const length =
      centralRecord.length +
      view.getUint16(at + 28, true) +
      view.getUint16(at + 30, true) +
      view.getUint16(at + 32, true);
    if (at + length > directory.to) throw refusal(file.name, 'damaged', 'its list of entries is cut short');
    entries.push(readEntry(file, view, at, length, directory.from, platform));
    at += length;
  }
  return { entries, directoryFrom: directory.from };
}

/** Finds the central directory through the record at the end of the file (APPNOTE 4.3.16, ZIP64: 4.3.14). */
function findDirectory(file: SourceFile, view: DataView): { from: number; to: number; count: number } {
  const end = findEndRecord(view);
  if (end === null) throw refusal(file.name, 'damaged', 'it has no list of entries at its end, so it was cut short');
  let count = view.getUint16(end + 10, true);
  let size = view.getUint32(end + 12, true);
  let from = view.getUint32(end + 16, true);
  let to = end;
  let disks = view.getUint16(end + 4, true) + view.getUint16(end + 6, true);
  if (count === inZip64.field16 || size === inZip64.field32 || from === inZip64.field32) {
    const locator = end - zip64Locator.length;
    if (locator >= 0 && view.getUint32(locator, true) === zip64Locator.signature) {
      const record = getUint64(view, locator + 8);
      if (record > locator - zip64EndRecord.length || view.getUint32(record, true) !== zip64EndRecord.signature) {
        throw refusal(file.name, 'damaged', 'its ZIP64 record is missing');
      }
      count = getUint64(view, record + 32);
      size = getUint64(view, record + 40);
      from = getUint64(view, record + 48);
      disks = view.getUint32(record + 16, true) + view.getUint32(record + 20, true);
      to = record;
    }
  }
  if (disks !== 0) throw refusal(file.name, 'damaged', 'it is one part of an archive in several files');
  if (from + size !== to) throw refusal(file.name, 'damaged', 'its list of entries is not where it should be');
  if (count * centralRecord.length > size) throw refusal(file.name, 'damaged', 'its list of entries is cut short');
  if (count > zipLimits.entries) throw refusal(file.name, 'too-large', `it has ${count} entries`);
  return { from, to, count };
}

function findEndRecord(view: DataView): number | null {
  const last = view.byteLength - endRecord.length;
  for (let at = last; at >= 0 && at >= last - endRecord.longestComment; at--) {
    if (view.getUint32(at, true) !== endRecord.signature) continue;
    if (at + endRecord.length + view.getUint16(at + 20, true) === view.byteLength) return at;
  }
  return null;
}

function readEntry(
  file: SourceFile,
  view: DataView,
  at: number,
  length: number,
  directoryFrom: number,
  platform: Platform,
): LocatedEntry {
  const nameBytes = file.bytes.subarray(
    at + centralRecord.length,
    at + centralRecord.length + view.getUint16(at + 28, true),
  );
  const name = platform.decodeText(nameBytes, 'utf-8') ?? platform.decodeText(nameBytes, 'windows-1252') ?? '';
  refuseTricks(file, name);
  const flags = view.getUint16(at + 8, true);
  const method = view.getUint16(at + 10, true);
  if (flags & encryptionFlags || method === aesMethod) {
    throw refusal(file.name, 'encrypted', `the entry ${name} needs a password`);
  }
  if (method !== 0 && method !== 8) {
    throw refusal(file.name, 'damaged', `the entry ${name} is compressed in a way that Word documents do not use`);
  }
  const sizes = readSizes(view, at, length);
  const from = sizes.headerFrom;
  const misplaced = () => refusal(file.name, 'damaged', `the entry ${name} is not where it should be`);
  if (from + localHeader.length > directoryFrom || view.getUint32(from, true) !== localHeader.signature)
    throw misplaced();
  const localNameLength = view.getUint16(from + 26, true);
  const localName = file.bytes.subarray(from + localHeader.length, from + localHeader.length + localNameLength);
  if (!sameBytes(localName, nameBytes)) {
    throw refusal(file.name, 'damaged', `the entry ${name} has a second, different name`);
  }
  const dataFrom = from + localHeader.length + localNameLength + view.getUint16(from + 28, true);
  const to = dataFrom + sizes.packed;
  if (to > directoryFrom) throw misplaced();
  return {
    name,
    method,
    crc32: view.getUint32(at + 16, true),
    size: sizes.unpacked,
    data: file.bytes.subarray(dataFrom, to),
    record: file.bytes.subarray(at, at + length),
    from,
    to,
  };
}

/** Sizes and place, from the ZIP64 extra field where the record itself has no room (APPNOTE 4.5.3). */
function readSizes(
  view: DataView,
  at: number,
  length: number,
): { unpacked: number; packed: number; headerFrom: number } {
  let packed = view.getUint32(at + 20, true);
  let unpacked = view.getUint32(at + 24, true);
  let headerFrom = view.getUint32(at + 42, true);
  let field = at + centralRecord.length + view.getUint16(at + 28, true);
  const fieldsTo = Math.min(field + view.getUint16(at + 30, true), at + length);
  while (field + 4 <= fieldsTo) {
    const fieldTo = Math.min(field + 4 + view.getUint16(field + 2, true), fieldsTo);
    if (view.getUint16(field, true) === zip64ExtraField) {
      let value = field + 4;
      const next = (current: number) => {
        if (current !== inZip64.field32 || value + 8 > fieldTo) return current;
        value += 8;
        return getUint64(view, value - 8);
      };
      unpacked = next(unpacked);
      packed = next(packed);
      headerFrom = next(headerFrom);
    }
    field = fieldTo;
  }
  return { unpacked, packed, headerFrom };
}

/** A 64-bit number; above 2^53 it is rounded, which every check against the file's length refuses anyway. */
function getUint64(view: DataView, at: number): number {
  return view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/** No program that writes documents comes near it. */
const longestName = 1_000;

/** Names that would lead out of a folder, were the file unpacked, have no place in a package (ECMA-376 part 2, 6.2.2.2). */
function refuseTricks(file: SourceFile, name: string): void {
  if (name === '' || name.length > longestName || /^\/|\/\/|(^|\/)\.\.?(\/|$)|[\\:\0]/.test(name)) {
    const shown = JSON.stringify(name.slice(0, longestName));
    throw refusal(file.name, 'damaged', `the entry name ${shown} is not allowed in a Word document`);
  }
}

function indexByName(file: SourceFile, entries: readonly ZipEntry[]): Map<string, ZipEntry> {
  const byName = new Map<string, ZipEntry>();
  for (const entry of entries) {
    const key = foldName(entry.name);
    if (byName.has(key)) throw refusal(file.name, 'damaged', `it has two entries named ${entry.name}`);
    byName.set(key, entry);
  }
  return byName;
}

function foldName(name: string): string {
  return name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** Entries that share bytes make a small file unpack to any size. */
function refuseOverlaps(file: SourceFile, entries: readonly LocatedEntry[], directoryFrom: number): void {
  let to = directoryFrom;
  for (const entry of [...entries].sort((a, b) => b.from - a.from)) {
    if (entry.to > to) throw refusal(file.name, 'damaged', `the entry ${entry.name} overlaps another`);
    to = entry.from;
  }
}

function refuseBombs(file: SourceFile, entries: readonly ZipEntry[]): void {
  let total = 0;
  for (const entry of entries) {
    total += entry.size;
    if (entry.size > allowedBytes(entry.data.length)) {
      throw refusal(file.name, 'too-large', `the entry ${entry.name} unpacks to ${entry.size} bytes`);
    }
  }
  if (total > allowedBytes(file.bytes.length)) {
    throw refusal(file.name, 'too-large', `it unpacks to ${total} bytes`);
  }
}
