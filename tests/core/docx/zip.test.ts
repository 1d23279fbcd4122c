import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openZip, type ZipArchive } from '../../../core/docx/zip.ts';
import { nodePlatform } from '../../../engine/platform.ts';
import { buildZip, type ZipItem } from '../../support/docx.ts';

function open(items: readonly ZipItem[], options = {}): ZipArchive {
  return openZip({ name: 'a.zip', bytes: buildZip(items, options) }, nodePlatform);
}

function readText(archive: ZipArchive, name: string): string {
  const entry = archive.findEntry(name);
  if (entry === null) throw new Error(`${name} is missing`);
  return Buffer.from(archive.read(entry)).toString();
}

function refuses(open: () => unknown, code: string, reason: RegExp): void {
  expect(open).toThrow(
    expect.objectContaining({ code, details: { file: 'a.zip', reason: expect.stringMatching(reason) } }),
  );
}

describe('what is read', () => {
  test('stored and deflated entries, in the order of the directory', () => {
    const archive = open([
      { name: 'b', data: 'plain', stored: true },
      { name: 'folder/', data: '', stored: true },
      { name: 'folder/a', data: 'packed '.repeat(99) },
    ]);
    expect(archive.entries.map((entry) => entry.name)).toEqual(['b', 'folder/', 'folder/a']);
    expect(readText(archive, 'b')).toBe('plain');
    expect(readText(archive, 'folder/a')).toBe('packed '.repeat(99));
    expect(archive.findEntry('c')).toBeNull();
  });

  test('names in either case of ASCII letters', () => {
    expect(readText(open([{ name: 'Word/Document.xml', data: 'x' }]), 'word/document.XML')).toBe('x');
  });

  test('entries whose sizes follow their data', () => {
    const archive = open([
      { name: 'a', data: 'streamed', descriptor: true },
      { name: 'b', data: 'too', descriptor: true, stored: true },
    ]);
    expect(readText(archive, 'a') + readText(archive, 'b')).toBe('streamedtoo');
  });

  test('ZIP64 fields and records', () => {
    const archive = open([{ name: 'a', data: 'sixty-four', zip64: true }], { zip64: true });
    expect(readText(archive, 'a')).toBe('sixty-four');
  });

  test('an archive with a comment, inside a larger buffer', () => {
    const zip = Buffer.from(buildZip([{ name: 'a', data: 'x' }]));
    zip.writeUInt16LE(4, zip.length - 2);
    const around = Buffer.concat([Buffer.from('before'), zip, Buffer.from('PK\x05\x06'), Buffer.from('after')]);
    const bytes = new Uint8Array(around.buffer, around.byteOffset + 6, zip.length + 4);
    expect(readText(openZip({ name: 'a.zip', bytes }, nodePlatform), 'a')).toBe('x');
  });

  test('any entries come back byte for byte, and an entry keeps the compressed bytes of the file', () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}(\/[a-z]{1,8}){0,2}$/), { minLength: 1, maxLength: 6 });
    const item = fc.record({ data: fc.uint8Array({ maxLength: 400 }), stored: fc.boolean(), descriptor: fc.boolean() });
    fc.assert(
      fc.property(names, fc.array(item, { minLength: 6, maxLength: 6 }), (paths, contents) => {
        const items = paths.map((name, index) => ({ name, ...(contents[index] as (typeof contents)[0]) }));
        const bytes = buildZip(items);
        const archive = openZip({ name: 'a.zip', bytes }, nodePlatform);
        expect(archive.entries.map((entry) => [entry.name, archive.read(entry)])).toEqual(
          items.map(({ name, data }) => [name, data]),
        );
        for (const entry of archive.entries) {
          expect(entry.data.buffer).toBe(bytes.buffer);
          expect(Buffer.from(entry.record).includes(entry.name)).toBe(true);
        }
      }),
    );
  });
});

describe('what is refused', () => {
  test('a file that was cut short, wherever it was cut', () => {
    const zip = buildZip([{ name: 'a', data: 'some content that is long enough' }]);
    for (let length = 4; length < zip.length; length++) {
      const bytes = zip.slice(0, length);
      refuses(() => openZip({ name: 'a.zip', bytes }, nodePlatform), 'damaged', /cut short/);
    }
  });

  test('a checksum or a size that does not fit', () => {
    const wrongSum = open([{ name: 'a', data: 'x', crc32: 1 }]);
    refuses(() => readText(wrongSum, 'a'), 'damaged', /a does not match its checksum/);
    const wrongSize = open([{ name: 'a', data: 'xyz', size: 2 }]);
    refuses(() => readText(wrongSize, 'a'), 'damaged', /a unpacks to more than it declares/);
    const wrongLength = open([{ name: 'a', data: 'xyz', size: 4 }]);
    refuses(() => readText(wrongLength, 'a'), 'damaged', /a does not have the size it declares/);
    const storedSize = open([{ name: 'a', data: 'xyz', size: 2, stored: true }]);
    refuses(() => readText(storedSize, 'a'), 'damaged', /a does not have the size it declares/);
  });

  test('data that cannot be inflated', () => {
    const archive = open([{ name: 'a', data: Buffer.from([0xff, 0xff, 0xff]), stored: true, method: 8 }]);
    refuses(() => readText(archive, 'a'), 'damaged', /a cannot be unpacked/);
  });

  test('encrypted entries', () => {
    refuses(() => open([{ name: 'a', data: 'x', flags: 1 }]), 'encrypted', /a needs a password/);
    refuses(() => open([{ name: 'a', data: 'x', method: 99 }]), 'encrypted', /a needs a password/);
  });

  test('other ways of compressing', () => {
    refuses(() => open([{ name: 'a', data: 'x', method: 14 }]), 'damaged', /compressed in a way/);
  });

  test.each(['../a', 'a/../b', '/a', 'a//b', './a', 'C:/a', 'a\\b', 'a\0', ''])('the name %j', (name) => {
    refuses(() => open([{ name, data: 'x' }]), 'damaged', /is not allowed/);
  });

  test('two entries of one name, also when only their case differs', () => {
    const twice = [
      { name: 'word/document.xml', data: 'x' },
      { name: 'word/Document.xml', data: 'y' },
    ];
    refuses(() => open(twice), 'damaged', /two entries named word\/Document.xml/);
  });

  test('an entry with another name in its local header', () => {
    refuses(() => open([{ name: 'a', localName: 'b', data: 'x' }]), 'damaged', /second, different name/);
  });

  test('entries that share their bytes', () => {
    const zip = Buffer.from(
      buildZip([
        { name: 'a', data: 'x', stored: true },
        { name: 'a', data: 'x', stored: true },
      ]),
    );
    // The second record names the place of the first entry.
    const second = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
    zip.writeUInt32LE(0, second + 42);
    refuses(() => openZip({ name: 'a.zip', bytes: new Uint8Array(zip) }, nodePlatform), 'damaged', /overlaps another/);
  });

  test('more than 200 MB in all, as declared', () => {
    const many = Array.from({ length: 201 }, (_, index) => ({ name: `${index}`, data: 'x', size: 1024 * 1024 }));
    refuses(() => open(many), 'too-large', /unpacks to \d+ bytes/);
  });

  test('a ratio over 200:1 beyond 10 MB, as declared and as it turns out', () => {
    const zeros = Buffer.alloc(11 * 1024 * 1024);
    refuses(() => open([{ name: 'a', data: zeros }]), 'too-large', /a unpacks to 11534336 bytes/);
    const liar = open([{ name: 'a', data: zeros, size: 100 }]);
    refuses(() => readText(liar, 'a'), 'damaged', /a unpacks to more than it declares/);
  });

  test('more than 64 MB that are read, before they are unpacked', () => {
    const noise = Buffer.alloc(33 * 1024 * 1024);
    const archive = open(['a', 'b'].map((name) => ({ name, data: noise, stored: true })));
    expect(readText(archive, 'a')).toHaveLength(noise.length);
    refuses(() => readText(archive, 'b'), 'too-large', /with the entry b more than 67108864 bytes are to be read/);
  });

  test('more than 10,000 entries, and names of more than 1,000 characters', () => {
    const entries = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `${index}`, data: '' }));
    expect(open(entries(10_000)).entries).toHaveLength(10_000);
    refuses(() => open(entries(10_001)), 'too-large', /it has 10001 entries/);
    expect(open([{ name: 'n'.repeat(1_000), data: '' }]).entries).toHaveLength(1);
    refuses(() => open([{ name: 'n'.repeat(1_001), data: '' }]), 'damaged', /n" is not allowed/);
  });

  test('10 MB at any ratio are read', () => {
    const zeros = Buffer.alloc(10 * 1024 * 1024);
    expect(readText(open([{ name: 'a', data: zeros }]), 'a')).toHaveLength(zeros.length);
  });
});

test('the checksum is the one that zip files have', () => {
  // The check value of CRC-32/ISO-HDLC.
  expect(nodePlatform.crc32(Buffer.from('123456789'))).toBe(0xcbf43926);
});
