import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { unzip } from '../../scripts/unzip.ts';

interface Part {
  readonly name: string;
  readonly data: Buffer;
  readonly stored?: boolean;
  /** Written instead of the true checksum. */
  readonly crc?: number;
}

/** An archive as APPNOTE.TXT describes it: a local header and data for each entry, the directory, its end. */
function zipOf(parts: readonly Part[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name);
    const packed = part.stored === true ? part.data : deflateRawSync(part.data);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(part.stored === true ? 0 : 8, 4);
    common.writeUInt32LE(part.crc ?? crc32(part.data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(part.data.length, 18);
    common.writeUInt16LE(name.length, 22);
    const body = Buffer.concat([Buffer.from('PK\x03\x04'), common, name, packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, place, name]));
    bodies.push(body);
    offset += body.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, list, end]);
}

function archiveOf(content: Buffer): { archive: string; folder: string } {
  const root = mkdtempSync(join(tmpdir(), 'parley-unzip-'));
  const archive = join(root, 'a.zip');
  writeFileSync(archive, content);
  return { archive, folder: join(root, 'out') };
}

test('entries are unpacked where they are placed, and others left out', async () => {
  const text = Buffer.from('clause '.repeat(1_000));
  const { archive, folder } = archiveOf(
    zipOf([
      { name: 'top/', data: Buffer.alloc(0), stored: true },
      { name: 'top/a.txt', data: text },
      { name: 'top/deep/b.txt', data: Buffer.from('b'), stored: true },
      { name: 'top/empty', data: Buffer.alloc(0) },
      { name: 'top/app/left-out', data: Buffer.from('x') },
    ]),
  );
  await unzip(archive, folder, (name) => (name.startsWith('top/app/') ? null : name.slice('top/'.length)));
  expect(readdirSync(folder, { recursive: true }).sort()).toEqual(['a.txt', 'deep', join('deep', 'b.txt'), 'empty']);
  expect(readFileSync(join(folder, 'a.txt'))).toEqual(text);
});

test('an entry that does not match its checksum is refused', async () => {
  const { archive, folder } = archiveOf(zipOf([{ name: 'a.txt', data: Buffer.from('a'), crc: 1 }]));
  await expect(unzip(archive, folder, (name) => name)).rejects.toThrow('a.txt does not match its checksum');
});

test('a place outside the folder is refused', async () => {
  const { archive, folder } = archiveOf(zipOf([{ name: '../a.txt', data: Buffer.from('a') }]));
  await expect(unzip(archive, folder, (name) => name)).rejects.toThrow('names a place outside: ../a.txt');
});

test('what is not an archive, or only part of one, is refused', async () => {
  const other = archiveOf(Buffer.from('not an archive'));
  await expect(unzip(other.archive, other.folder, (name) => name)).rejects.toThrow('is not a zip archive');
  const whole = zipOf([{ name: 'a.txt', data: Buffer.from('a'.repeat(500)), stored: true }]);
  const cut = archiveOf(whole.subarray(300));
  await expect(unzip(cut.archive, cut.folder, (name) => name)).rejects.toThrow('damaged');
});
