import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rewriteZip } from '../../../core/docx/write-zip.ts';
import { openZip, type ZipArchive } from '../../../core/docx/zip.ts';
import { nodePlatform } from '../../../engine/platform.ts';
import { buildZip, type ZipItem } from '../../support/docx.ts';

const text = (content: string) => nodePlatform.encodeUtf8(content);

function open(bytes: Uint8Array): ZipArchive {
  return openZip({ name: 'a.docx', bytes }, nodePlatform);
}

function contents(archive: ZipArchive): Record<string, string | null> {
  return Object.fromEntries(
    archive.entries.map((entry) => [entry.name, nodePlatform.decodeText(archive.read(entry), 'utf-8')]),
  );
}

const items: readonly ZipItem[] = [
  { name: 'first.xml', data: 'one '.repeat(50) },
  { name: 'folder/', data: '', stored: true },
  { name: 'folder/picture.png', data: new Uint8Array([1, 2, 3, 255]), stored: true },
  { name: 'streamed.xml', data: 'two '.repeat(50), descriptor: true },
  { name: 'big.xml', data: 'three '.repeat(50), zip64: true },
  { name: 'Übergabe.xml', data: 'four' },
];

test('what is not changed keeps its compressed bytes, its place, its date and its checksum', () => {
  const archive = open(buildZip(items));
  const written = open(rewriteZip(archive, new Map([['big.xml', text('new')]]), nodePlatform));
  expect(written.entries.map(({ name }) => name)).toEqual(items.map(({ name }) => name));
  for (const [index, entry] of archive.entries.entries()) {
    const copy = written.entries[index];
    if (entry.name === 'big.xml') continue;
    expect(Buffer.from(copy?.data ?? []).equals(Buffer.from(entry.data)), entry.name).toBe(true);
    expect([copy?.method, copy?.crc32, copy?.size]).toEqual([entry.method, entry.crc32, entry.size]);
    expect(Buffer.from(copy?.record.subarray(12, 16) ?? [])).toEqual(Buffer.from(entry.record.subarray(12, 16)));
  }
});

test('entries are replaced in their place, removed, and added at the end', () => {
  const archive = open(buildZip(items));
  const changes = new Map<string, Uint8Array | null>([
    ['added.xml', text('added')],
    ['first.xml', text('replaced '.repeat(100))],
    ['streamed.xml', null],
    ['never-there.xml', null],
    ['last.bin', new Uint8Array([7])],
  ]);
  expect(Object.entries(contents(open(rewriteZip(archive, changes, nodePlatform))))).toEqual([
    ['first.xml', 'replaced '.repeat(100)],
    ['folder/', ''],
    ['folder/picture.png', null],
    ['big.xml', 'three '.repeat(50)],
    ['Übergabe.xml', 'four'],
    ['added.xml', 'added'],
    ['last.bin', '\u0007'],
  ]);
});

test.each([
  ['data descriptors', buildZip(items.map((item) => ({ ...item, descriptor: !item.stored })))],
  [
    'ZIP64 fields',
    buildZip(
      items.map((item) => ({ ...item, zip64: true })),
      { zip64: true },
    ),
  ],
])('an archive with %s is written without them and reads the same', (_, bytes) => {
  const archive = open(bytes);
  const before = contents(open(bytes));
  const written = rewriteZip(archive, new Map([['added.xml', text('x')]]), nodePlatform);
  expect(contents(open(written))).toEqual({ ...before, 'added.xml': 'x' });
  for (const { record } of open(written).entries) {
    const view = new DataView(record.buffer, record.byteOffset, record.byteLength);
    expect([view.getUint16(8, true) & 0x0008, view.getUint16(30, true), view.getUint16(32, true)]).toEqual([0, 0, 0]);
  }
});

test('the same input gives the same bytes, new entries have no clock in them, and no change means the same file', () => {
  const archive = open(buildZip(items));
  const change = () => rewriteZip(archive, new Map([['added.xml', text('x '.repeat(50))]]), nodePlatform);
  expect(change()).toEqual(change());
  const added = open(change()).findEntry('added.xml');
  expect(Buffer.from(added?.record.subarray(12, 16) ?? [])).toEqual(Buffer.from([0, 0, 0x21, 0]));
  expect(rewriteZip(archive, new Map(), nodePlatform)).toBe(archive.bytes);
});

test('data that does not get smaller is stored as it is', () => {
  const archive = open(buildZip([{ name: 'a', data: 'a' }]));
  const written = open(rewriteZip(archive, new Map([['b', new Uint8Array([5])]]), nodePlatform));
  expect(written.findEntry('b')).toMatchObject({ method: 0, size: 1 });
});

test('whatever is changed, what is read back is what was there with the changes made', () => {
  const name = fc.constantFrom('a.xml', 'b/c.xml', 'd.bin', 'é.xml');
  const entries = fc.uniqueArray(
    fc.record({ name, data: fc.string(), stored: fc.boolean(), descriptor: fc.boolean() }),
    {
      selector: (item) => item.name,
    },
  );
  const changed = fc.uniqueArray(fc.tuple(name, fc.option(fc.string(), { nil: null })), { selector: ([key]) => key });
  fc.assert(
    fc.property(entries, changed, (old, changes) => {
      const archive = open(buildZip(old));
      const map = new Map(changes.map(([key, data]) => [key, data === null ? null : text(data)]));
      const expected = new Map(old.map(({ name: key, data }) => [key, data]));
      for (const [key, data] of changes) {
        if (data === null) expected.delete(key);
        else expected.set(key, data);
      }
      expect(Object.entries(contents(open(rewriteZip(archive, map, nodePlatform))))).toEqual([...expected]);
    }),
    { numRuns: 200 },
  );
});
