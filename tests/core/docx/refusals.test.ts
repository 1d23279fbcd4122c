import { describe, expect, test } from 'vitest';
import { readDocx } from '../../../core/docx/read-docx.ts';
import { AppError } from '../../../core/error.ts';
import { nodePlatform } from '../../../engine/platform.ts';
import { buildZip, type DocxContent, docxFile, docxItems, p, wordContentType } from '../../support/docx.ts';

function refusalOf(bytes: Uint8Array): { code: string; reason: unknown; message: string } {
  try {
    readDocx({ name: 'offer.docx', bytes }, nodePlatform);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(error.details).toEqual({ file: 'offer.docx', reason: expect.any(String) });
    expect(error.message).toContain('offer.docx');
    expect(error.message).toContain(error.details.reason);
    return { code: error.code, reason: error.details.reason, message: error.message };
  }
  throw new Error('the file was read');
}

function refusalOfContent(content: DocxContent | string) {
  return refusalOf(docxFile(content).bytes);
}

/** An OLE compound file whose directory, at 512, has these streams. */
function compoundFile(...streams: readonly string[]): Uint8Array {
  const bytes = Buffer.alloc(512 + 128 * (streams.length + 1));
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes);
  streams.forEach((stream, index) => {
    const at = 512 + 128 * index;
    bytes.write(stream, at, 'utf16le');
    bytes.writeUInt16LE(2 * (stream.length + 1), at + 64);
    bytes.writeUInt8(2, at + 66);
  });
  return new Uint8Array(bytes);
}

const text = (content: string) => new TextEncoder().encode(content);

describe('not a Word document', () => {
  test.each([
    ['nothing at all', new Uint8Array(), /is empty/],
    ['plain text', text('This Agreement'), /not a zip package/],
    ['a PDF', text('%PDF-1.7'), /is a PDF/],
    ['Rich Text Format', text('{\\rtf1 x}'), /Rich Text Format/],
    ['an empty zip', buildZip([]), /empty zip/],
    ['some zip', buildZip([{ name: 'a.txt', data: 'x' }]), /not of an Office file/],
    [
      'OpenDocument',
      buildZip([
        { name: 'mimetype', data: 'application/vnd.oasis.opendocument.text', stored: true },
        { name: 'content.xml', data: '<x/>' },
      ]),
      /OpenDocument/,
    ],
    ['an old Excel file', compoundFile('Root Entry', 'Workbook'), /old binary format/],
  ])('%s', (_, bytes, reason) => {
    expect(refusalOf(bytes)).toMatchObject({ code: 'not-a-docx', reason: expect.stringMatching(reason) });
  });

  test('a package whose main part is missing', () => {
    const items = docxItems({ body: p('x') }).filter(({ name }) => name !== 'word/document.xml');
    expect(refusalOf(buildZip(items))).toMatchObject({ code: 'not-a-docx', reason: 'it has no main document part' });
  });

  test('a package without relationships', () => {
    const items = docxItems({ body: p('x') }).filter(({ name }) => name !== '_rels/.rels');
    expect(refusalOf(buildZip(items))).toMatchObject({ code: 'not-a-docx', reason: 'it has no main document part' });
  });

  test('a workbook and a presentation', () => {
    const excel = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';
    const powerPoint = 'application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml';
    const read = (contentType: string, mainPart: string) =>
      refusalOfContent({ body: '<?xml version="1.0"?><x/>', contentType, mainPart });
    expect(read(excel, 'xl/workbook.xml')).toMatchObject({ code: 'not-a-docx', reason: 'it is an Excel workbook' });
    expect(read(powerPoint, 'ppt/presentation.xml')).toMatchObject({ reason: 'it is a PowerPoint presentation' });
  });

  test('a main part that is no WordprocessingML, whatever its content type says', () => {
    expect(refusalOfContent('<?xml version="1.0"?><document><body/></document>')).toMatchObject({
      code: 'not-a-docx',
      reason: expect.stringMatching(/no WordprocessingML/),
    });
  });
});

test('the old binary format, also where its directory tells nothing', () => {
  expect(refusalOf(compoundFile('Root Entry', 'WordDocument')).code).toBe('legacy-doc');
  expect(refusalOf(compoundFile()).code).toBe('legacy-doc');
});

test('a package encrypted by Word, and one with an encrypted entry', () => {
  expect(refusalOf(compoundFile('EncryptionInfo', 'EncryptedPackage')).code).toBe('encrypted');
  const items = docxItems({ body: p('x') }).map((item) => ({ ...item, flags: 1 }));
  expect(refusalOf(buildZip(items)).code).toBe('encrypted');
});

test('the words EncryptedPackage inside an old document do not make it encrypted', () => {
  const bytes = Buffer.concat([compoundFile('WordDocument'), Buffer.from('EncryptedPackage'.repeat(9), 'utf16le')]);
  expect(refusalOf(new Uint8Array(bytes)).code).toBe('legacy-doc');
});

describe('damaged', () => {
  test('a zip that was cut short', () => {
    const { bytes } = docxFile(p('x'));
    expect(refusalOf(bytes.slice(0, bytes.length / 2))).toMatchObject({ code: 'damaged' });
  });

  test('XML that is not well-formed; the part and the place are named', () => {
    const refusal = refusalOfContent({ body: p('x'), styles: '<w:style>' });
    expect(refusal).toMatchObject({ code: 'damaged', reason: expect.stringMatching(/word\/styles\.xml .* at 2:\d+/) });
  });

  test('document type definitions and external entities', () => {
    const evil = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><d>&e;</d>';
    expect(refusalOfContent(evil)).toMatchObject({
      code: 'damaged',
      reason: expect.stringMatching(/document type definition/),
    });
  });

  test('text that is neither UTF-8 nor UTF-16', () => {
    const parts = { 'word/document.xml': Buffer.from('<d>\xe9</d>', 'latin1') };
    expect(refusalOfContent({ body: '', parts })).toMatchObject({
      code: 'damaged',
      reason: expect.stringMatching(/neither UTF-8/),
    });
  });

  test('a million elements inside one another, in a paragraph and around it', () => {
    const depth = 1_000_000;
    const inside = '<w:smartTag>'.repeat(depth) + '</w:smartTag>'.repeat(depth);
    for (const body of [p(inside), inside, '<w:sdt><w:sdtContent>'.repeat(depth)]) {
      // Deflated it would be refused as a bomb before any XML is read.
      const items = docxItems({ body }).map((item) => ({ ...item, stored: true }));
      expect(refusalOf(buildZip(items))).toMatchObject({ code: 'damaged', reason: expect.stringMatching(/nested/) });
    }
  });

  test('just as deep as allowed is read without running out of stack', () => {
    const tables = 120;
    const body = `${'<w:tbl><w:tr><w:tc>'.repeat(tables)}${p('deep')}${'</w:tc></w:tr></w:tbl>'.repeat(tables)}`;
    const { blocks } = readDocx(docxFile(body), nodePlatform);
    expect(blocks).toHaveLength(1);
  });
});

test('a zip bomb, declared and concealed', () => {
  const bomb = Buffer.concat([Buffer.from('<w:document>'), Buffer.alloc(12 * 1024 * 1024, 0x20)]);
  const items = docxItems({ body: '', parts: { 'word/document.xml': bomb } });
  expect(refusalOf(buildZip(items)).code).toBe('too-large');
  const liar = items.map((item) => (item.data === bomb ? { ...item, size: 1000 } : item));
  expect(refusalOf(buildZip(liar))).toMatchObject({ code: 'damaged', reason: expect.stringMatching(/declares/) });
});

test('no words', () => {
  for (const body of [
    '',
    p(),
    p(' \t\u00a0'),
    p('<w:r><w:drawing/></w:r>'),
    '<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>',
  ]) {
    expect(refusalOfContent(body)).toMatchObject({ code: 'no-text' });
  }
});

describe('what is no reason to refuse', () => {
  const kinds = {
    docx: wordContentType,
    docm: 'application/vnd.ms-word.document.macroEnabled.main+xml',
    dotx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml',
    dotm: 'application/vnd.ms-word.template.macroEnabledTemplate.main+xml',
  };
  test.each(Object.entries(kinds))('a .%s', (_, contentType) => {
    expect(readDocx(docxFile({ body: p('words'), contentType }), nodePlatform).blocks).toHaveLength(1);
  });

  test('Strict namespaces', () => {
    const content = { body: p('words', '<w:pStyle w:val="T"/>'), strict: true, styles: style('T', 'Title') };
    const [block] = readDocx(docxFile(content), nodePlatform).blocks;
    expect(block?.style).toBe('Title');
  });

  test('a main part of another name and in another folder', () => {
    const { blocks } = readDocx(docxFile({ body: p('words'), mainPart: 'contract/draft2.xml' }), nodePlatform);
    expect(blocks[0]?.source).toEqual({ part: 'contract/draft2.xml', from: 0, to: 1 });
  });

  test('a main part at the root of the package, in UTF-16', () => {
    const xml = `\ufeff<?xml version="1.0" encoding="UTF-16"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${p('é\u2011')}</w:body></w:document>`;
    const parts = { 'main.xml': Buffer.from(xml, 'utf16le') };
    const { blocks } = readDocx(docxFile({ body: '', mainPart: 'main.xml', parts }), nodePlatform);
    expect(blocks[0]?.block).toMatchObject({ runs: [{ text: 'é\u2011' }] });
  });
});

function style(id: string, name: string): string {
  return `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`;
}
