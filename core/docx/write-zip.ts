import type { Platform } from '../platform.ts';
import type { ZipArchive, ZipEntry } from './zip.ts';

/**
 * Writes a zip file from one that was read: entries that were not changed keep their compressed bytes, their date and
 * their place, so that what was not touched is the same byte for byte (PKWARE APPNOTE 6.3.3).
 *
 * Headers are made anew from what the central directory says. Data descriptors, extra fields and comments do not survive:
 * they say nothing of the content, and an extra field may hold a path or a user id.
 */

/** 1980-01-01 00:00, the first moment a zip file can name: what is written has no clock in it. */
const noDate = { time: 0, date: (1 << 5) | 1 };
/** Names are UTF-8 (APPNOTE 4.4.4, bit 11). */
const utf8Names = 0x0800;
/** Sizes follow the data (bit 3). */
const hasDescriptor = 0x0008;
const versionNeeded = 20;

/**
 * The archive with some entries changed: bytes replace an entry, `null` removes it, a name that is not there yet is
 * added at the end, in the order of the map. The same input gives the same bytes; without changes it is the file that was read.
 */
export function rewriteZip(
  archive: ZipArchive,
  changes: ReadonlyMap<string, Uint8Array | null>,
  platform: Platform,
): Uint8Array {
  if (changes.size === 0) return archive.bytes;
  const left = new Map(changes);
  const entries: WrittenEntry[] = [];
  for (const entry of archive.entries) {
    const change = left.get(entry.name);
    if (change === undefined) entries.push(keptEntry(entry, platform));
    else if (change !== null) entries.push({ ...newEntry(entry.name, change, platform), ...datesOf(entry) });
    left.delete(entry.name);
  }
  for (const [name, data] of left) if (data !== null) entries.push(newEntry(name, data, platform));
  return joinEntries(entries);
}

interface WrittenEntry {
  readonly name: Uint8Array;
  readonly flags: number;
  readonly method: number;
  readonly time: number;
  readonly date: number;
  readonly crc32: number;
  readonly size: number;
  readonly data: Uint8Array;
}

function keptEntry(entry: ZipEntry, platform: Platform): WrittenEntry {
  return {
    name: platform.encodeUtf8(entry.name),
    flags: (viewOf(entry.record).getUint16(8, true) & ~hasDescriptor) | utf8Names,
    method: entry.method,
    ...datesOf(entry),
    crc32: entry.crc32,
    size: entry.size,
    data: entry.data,
  };
}

function newEntry(name: string, data: Uint8Array, platform: Platform): WrittenEntry {
  const packed = platform.deflateRaw(data);
  const deflates = packed.length < data.length;
  return {
    name: platform.encodeUtf8(name),
    flags: utf8Names,
    method: deflates ? 8 : 0,
    ...noDate,
    crc32: platform.crc32(data),
    size: data.length,
    data: deflates ? packed : data,
  };
}

function datesOf(entry: ZipEntry): { time: number; date: number } {
  const record = viewOf(entry.record);
  return { time: record.getUint16(12, true), date: record.getUint16(14, true) };
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

const localLength = 30;
const recordLength = 46;
const endLength = 22;

function joinEntries(entries: readonly WrittenEntry[]): Uint8Array {
  let length = endLength;
  for (const { name, data } of entries) length += localLength + recordLength + 2 * name.length + data.length;
  const bytes = new Uint8Array(length);
  const view = viewOf(bytes);
  const offsets: number[] = [];
  let at = 0;
  for (const entry of entries) {
    offsets.push(at);
    view.setUint32(at, 0x04034b50, true);
    writeCommon(view, at + 4, entry);
    bytes.set(entry.name, at + localLength);
    bytes.set(entry.data, at + localLength + entry.name.length);
    at += localLength + entry.name.length + entry.data.length;
  }
  const directoryFrom = at;
  for (const [index, entry] of entries.entries()) {
    view.setUint32(at, 0x02014b50, true);
    view.setUint16(at + 4, versionNeeded, true);
    writeCommon(view, at + 6, entry);
    view.setUint32(at + 42, offsets[index] as number, true);
    bytes.set(entry.name, at + recordLength);
    at += recordLength + entry.name.length;
  }
  view.setUint32(at, 0x06054b50, true);
  view.setUint16(at + 8, entries.length, true);
  view.setUint16(at + 10, entries.length, true);
  view.setUint32(at + 12, at - directoryFrom, true);
  view.setUint32(at + 16, directoryFrom, true);
  return bytes;
}

/** The fields that a local header and a record have in common, in the same order. */
function writeCommon(view: DataView, at: number, entry: WrittenEntry): void {
  view.setUint16(at, versionNeeded, true);
  view.setUint16(at + 2, entry.flags, true);
  view.setUint16(at + 4, entry.method, true);
  view.setUint16(at + 6, entry.time, true);
  view.setUint16(at + 8, entry.date, true);
  view.setUint32(at + 10, entry.crc32, true);
  view.setUint32(at + 14, entry.data.length, true);
  view.setUint32(at + 18, entry.size, true);
  view.setUint16(at + 22, entry.name.length, true);
}
