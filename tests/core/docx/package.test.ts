import { expect, test } from 'vitest';
import { openPackage } from '../../../core/docx/package.ts';
import { nodePlatform } from '../../../engine/platform.ts';
import { type DocxContent, docxFile, hyperlinkRelationship, p, relationship } from '../../support/docx.ts';

const type = (name: string) => `http://schemas.openxmlformats.org/officeDocument/2006/relationships/${name}`;

function open(content: DocxContent) {
  return openPackage(docxFile(content), nodePlatform);
}

test('relationships lead to parts by relative and absolute paths, percent-encoded, in either case', () => {
  const parts = { 'word/sub/a b.xml': '<a/>', 'other/b.xml': '<b/>', 'word/C.xml': '<c/>' };
  const relationships =
    relationship('r1', type('x'), 'sub/a%20b.xml') +
    relationship('r2', type('x'), './../other/b.xml#top') +
    relationship('r3', type('x'), '/word/c.XML') +
    relationship('r4', type('x'), '../../../../other/b.xml') +
    relationship('r5', type('x'), 'missing.xml') +
    relationship('r6', type('y'), 'sub/100%.xml') +
    hyperlinkRelationship('r7', '../other/b.xml');
  const docx = open({ body: p('x'), parts, relationships });
  expect(docx.listRelated(docx.mainPart, 'x')).toEqual(['word/sub/a b.xml', 'other/b.xml', 'word/C.xml']);
  expect(docx.listRelated(docx.mainPart, 'hyperlink')).toEqual([]);
  expect(docx.relationshipsOf(docx.mainPart).get('r6')).toMatchObject({ target: 'word/sub/100%.xml', external: false });
  expect(docx.relationshipsOf(docx.mainPart).get('r7')).toEqual({
    id: 'r7',
    type: 'hyperlink',
    typeUri: type('hyperlink'),
    target: '../other/b.xml',
    external: true,
  });
  expect(docx.relationshipsOf('other/b.xml').size).toBe(0);
});

test('Strict and Transitional relationships have the same short types', () => {
  const docx = open({ body: p('x'), strict: true, styles: '', footnotes: '' });
  expect([docx.listRelated(docx.mainPart, 'styles'), docx.listRelated(docx.mainPart, 'footnotes')]).toEqual([
    ['word/styles.xml'],
    ['word/footnotes.xml'],
  ]);
});

test('reading a package leaves every entry as it stands in the file', () => {
  const file = docxFile({ body: p('x'), styles: '', parts: { 'word/media/image1.png': new Uint8Array([1, 2, 3]) } });
  const before = file.bytes.slice();
  const docx = openPackage(file, nodePlatform);
  docx.getXml(docx.mainPart);
  expect(file.bytes).toEqual(before);
  const image = docx.archive.findEntry('word/media/image1.png');
  expect(image === null ? null : docx.archive.read(image)).toEqual(new Uint8Array([1, 2, 3]));
});

test('faults name the file and the part', () => {
  const docx = open({ body: p('x'), parts: { 'word/bad.xml': '<a>' } });
  const fault = (reason: RegExp) =>
    expect.objectContaining({
      code: 'damaged',
      details: { file: 'draft.docx', reason: expect.stringMatching(reason) },
    });
  expect(() => docx.getXml('word/bad.xml')).toThrow(fault(/^the part word\/bad\.xml cannot be read: XML error at 1:/));
  expect(() => docx.getXml('word/none.xml')).toThrow(fault(/^the part word\/none\.xml is missing$/));
});

test('parts are counted together, and each once however often it is read', () => {
  const part = `<a>${'<b/>'.repeat(600_000)}</a>`;
  const docx = open({ body: p('x'), parts: { 'word/1.xml': part, 'word/2.xml': part } });
  for (let reading = 0; reading < 3; reading++) docx.getXml('word/1.xml');
  const refused = expect.objectContaining({
    code: 'too-large',
    message: expect.stringMatching(/word\/2\.xml .* more than 1000000 elements/),
  });
  expect(() => docx.getXml('word/2.xml')).toThrow(refused);
});

test('a target that no entry can have is one that is missing', () => {
  const docx = open({ body: p('x'), relationships: relationship('r1', type('x'), '../a'.repeat(2_000)) });
  expect(docx.listRelated(docx.mainPart, 'x')).toEqual([]);
});

test('more relationships than any document has', () => {
  const many = Array.from({ length: 100_001 }, (_, index) => relationship(`r${index}`, type('x'), 'a.xml')).join('');
  const refused = expect.objectContaining({
    code: 'too-large',
    message: expect.stringMatching(/refers to 100001 others/),
  });
  const docx = open({ body: p('x'), relationships: many });
  expect(() => docx.relationshipsOf(docx.mainPart)).toThrow(refused);
});
