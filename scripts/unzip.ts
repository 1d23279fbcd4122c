/**
 * Unpacks a zip archive to a folder, with nothing but Node, so that no `unzip` has to be installed
 * first. Only what our one archive needs: stored and deflated entries, no zip64, no encryption;
 * anything else is refused. The reader of core/docx is not used: it keeps to the limits a contract
 * must keep to, and this archive is far beyond them.
 */
import { mkdir, open, writeFile } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { crc32, inflateRawSync } from 'node:zlib';

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  readonly headerOffset: number;
}

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const headerSignature = 0x04034b50;

/**
 * Writes every entry for which `placeOf` answers a path, relative to `folder`. Throws when the
 * archive is damaged, uses a feature not listed above, or names a place outside the folder.
 */
export async function unzip(
  archive: string,
  folder: string,
  placeOf: (entryName: string) => string | null,
): Promise<void> {
  const file = await open(archive, 'r');
  try {
    const read = async (from: number, length: number): Promise<Buffer> => {
      const buffer = Buffer.alloc(length);
      const { bytesRead } = await file.read(buffer, 0, length, from);
      if (bytesRead !== length) throw new Error(`${archive} is damaged: it ends too early.`);
      return buffer;
    };
    const { size } = await file.stat();
    for (const entry of await listEntries(read, size, archive)) {
      const place = entry.name.endsWith('/') ? null : placeOf(entry.name);
      if (place === null) continue;
      const path = resolve(folder, place);
      if (!path.startsWith(resolve(folder) + sep)) throw new Error(`${archive} names a place outside: ${entry.name}`);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, await readEntry(read, entry, archive));
    }
  } finally {
    await file.close();
  }
}

type Read = (from: number, length: number) => Promise<Buffer>;

async function listEntries(read: Read, size: number, archive: string): Promise<Entry[]> {
  const tailLength = Math.min(size, 22 + 0xffff);
  const tail = await read(size - tailLength, tailLength);
  let end = tail.length - 22;
  while (end >= 0 && tail.readUInt32LE(end) !== endSignature) end -= 1;
  if (end < 0) throw new Error(`${archive} is not a zip archive, or is damaged.`);
  const count = tail.readUInt16LE(end + 10);
  const directorySize = tail.readUInt32LE(end + 12);
  const directoryOffset = tail.readUInt32LE(end + 16);
  if (count === 0xffff || directoryOffset === 0xffffffff) throw new Error(`${archive} is a zip64 archive.`);
  const directory = await read(directoryOffset, directorySize);
  const entries: Entry[] = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (directory.readUInt32LE(at) !== entrySignature) throw new Error(`${archive} is damaged: no entry ${index}.`);
    const nameLength = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      packedSize: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      headerOffset: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

async function readEntry(read: Read, entry: Entry, archive: string): Promise<Buffer> {
  const header = await read(entry.headerOffset, 30);
  if (header.readUInt32LE(0) !== headerSignature) throw new Error(`${archive} is damaged at ${entry.name}.`);
  const from = entry.headerOffset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const packed = await read(from, entry.packedSize);
  if (entry.method !== 0 && entry.method !== 8) throw new Error(`${archive}: unknown packing of ${entry.name}.`);
  const data = entry.method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(entry.size, 1) });
  if (data.length !== entry.size || crc32(data) !== entry.crc) {
    throw new Error(`${archive} is damaged: ${entry.name} does not match its checksum.`);
  }
  return data;
}
