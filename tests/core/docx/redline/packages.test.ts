import { describe, expect, test } from 'vitest';
import { openZip } from '../../../../core/docx/zip.ts';
import type { SourceFile } from '../../../../core/model/source.ts';
import { nodePlatform } from '../../../../engine/platform.ts';
import {
  buildZip,
  type DocxContent,
  docxFile,
  docxItems,
  hyperlinkRelationship,
  p,
  r,
  wordContentType,
} from '../../../support/docx.ts';
import { deleted, inserted, insertedMark, redlineFiles, redlinePair } from '../../../support/redline-pair.ts';

const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const last = p('Signed by the parties.');
const a = `${p('The fee is due.')}${last}<w:sectPr/>`;
const b = `${p('The price is due.')}${p('Tax is not in it.')}${last}<w:sectPr/>`;
const link = (target: string): DocxContent => ({
  body: `${p(`${r('see ')}<w:hyperlink r:id="rIdL">${r('the rules')}</w:hyperlink>`)}<w:sectPr/>`,
  relationships: hyperlinkRelationship('rIdL', target),
});

function entriesOf(file: SourceFile): Map<string, Uint8Array> {
  const archive = openZip(file, nodePlatform);
  return new Map(archive.entries.map((entry) => [entry.name, entry.data]));
}

describe('untouched parts', () => {
  test('keep their compressed bytes and their order', () => {
    const more = {
      settings: '<w:trackRevisions/>',
      styles: '<w:docDefaults/>',
      comments: '',
      parts: { 'word/media/x.png': 'a seal' },
    };
    const { file } = redlinePair({ body: a, ...more }, { body: b, ...more });
    const before = entriesOf(docxFile({ body: a, ...more }));
    const after = entriesOf(file);
    expect([...after.keys()]).toEqual([...before.keys()]);
    for (const [name, data] of before) {
      if (name !== 'word/document.xml') expect(Buffer.compare(after.get(name) as Uint8Array, data)).toBe(0);
    }
  });

  test('every character of the part outside of what changed stays', () => {
    const odd = (words: string) =>
      `<?xml version='1.0'?>\n<!-- as it was --><w:document\n  xmlns:w='${main}' ><w:body ><w:p  ><w:r ><w:t >kept  as it is</w:t ></w:r></w:p >${p(words)}<w:sectPr /></w:body></w:document>\n`;
    const { partOf, file } = redlinePair(odd('The fee is due.'), odd('The price is due.'));
    expect(partOf('word/document.xml')).toContain('<w:p  ><w:r ><w:t >kept  as it is</w:t ></w:r></w:p >');
    const text = new TextDecoder().decode(readPart(file, 'word/document.xml'));
    expect(text.startsWith(`<?xml version='1.0'?>\n<!-- as it was --><w:document\n  xmlns:w='${main}' >`)).toBe(true);
  });
});

describe('ids', () => {
  test('of changes go up from what A uses anywhere', () => {
    const marked = a.replace('<w:p>', '<w:p><w:bookmarkStart w:id="41" w:name="Fee"/><w:bookmarkEnd w:id="41"/>');
    const { file } = redlinePair({ body: marked }, { body: b });
    const text = new TextDecoder().decode(readPart(file, 'word/document.xml'));
    const ids = [...text.matchAll(/w:id="(\d+)" w:author/g)].map(([, id]) => Number(id));
    expect(Math.min(...ids)).toBe(42);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('of paragraphs and drawings that come along are left behind or made anew', () => {
    const body = b.replace(
      '<w:p><w:r><w:t xml:space="preserve">Tax',
      '<w:p w14:paraId="1A2B3C4D" w14:textId="77777777"><w:r><w:t xml:space="preserve">Tax',
    );
    expect(redlinePair({ body: a }, { body }).body).not.toContain('paraId');
  });
});

describe('Strict and Transitional', () => {
  const expected =
    p(r('The ') + deleted('fee') + inserted('price') + r(' is due.')) +
    p(inserted('Tax is not in it.'), insertedMark) +
    last;

  test.each([
    ['A in Strict', true, false],
    ['B in Strict', false, true],
    ['both in Strict', true, true],
  ])('%s', (_, strictA, strictB) => {
    expect(redlinePair({ body: a, strict: strictA }, { body: b, strict: strictB }).body).toBe(expected);
  });

  test('a relationship that comes along is of the kind that A uses', () => {
    const { partOf } = redlinePair(
      { body: `${p('see the rules')}<w:sectPr/>`, strict: true },
      link('https://example.org/'),
    );
    expect(partOf('word/_rels/document.xml.rels')).toContain(
      'Type="http://purl.oclc.org/ooxml/officeDocument/relationships/hyperlink"',
    );
  });

  test('start and left are the same alignment', () => {
    const aligned = (to: string) => `${p('The fee', `<w:jc w:val="${to}"/>`)}<w:sectPr/>`;
    expect(redlinePair({ body: aligned('start'), strict: true }, { body: aligned('left') }).changes).toEqual([]);
    expect(redlinePair({ body: aligned('right') }, { body: aligned('end'), strict: true }).changes).toEqual([]);
  });
});

describe('prefixes', () => {
  const whole = (prefix: string, declared: string, body: string) =>
    `<?xml version="1.0"?><${prefix}document ${declared}><${prefix}body>${body}</${prefix}body></${prefix}document>`;

  test('other than w', () => {
    const { partOf, changes } = redlinePair(whole('ns0:', `xmlns:ns0="${main}"`, a.replaceAll('w:', 'ns0:')), {
      body: b,
    });
    expect(partOf('word/document.xml')).toContain('<ns0:delText xml:space="preserve">fee</ns0:delText>');
    expect(changes).toHaveLength(2);
    redlinePair({ body: a }, whole('ns0:', `xmlns:ns0="${main}"`, b.replaceAll('w:', 'ns0:')));
  });

  test('none for elements, and w for attributes', () => {
    const bare = (body: string) => body.replace(/(<\/?)w:/g, '$1');
    const { changes } = redlinePair(whole('', `xmlns="${main}" xmlns:w="${main}"`, bare(a)), { body: b });
    expect(changes).toHaveLength(2);
    redlinePair({ body: a }, whole('', `xmlns="${main}" xmlns:w="${main}"`, bare(b)));
  });

  test('none at all: author and date are still attributes of WordprocessingML', () => {
    const bare = (body: string) => body.replace(/(<\/?)w:/g, '$1');
    const { changes } = redlinePair(whole('', `xmlns="${main}"`, bare(a)), { body: b });
    expect(changes).toHaveLength(2);
  });

  test('declared below the root, and two that mean the same', () => {
    const inner = `<w:document xmlns:w="${main}"><w:body><x:p xmlns:x="${main}"><x:r><x:t xml:space="preserve">The fee is due.</x:t></x:r></x:p>${last}<w:sectPr/></w:body></w:document>`;
    expect(redlinePair(inner, { body: b }).changes).toHaveLength(2);
    const both = `<w:document xmlns:w="${main}" xmlns:x="${main}"><w:body>${a.replace('<w:p><w:r>', '<w:p><x:r>').replace('</w:r></w:p>', '</x:r></w:p>')}</w:body></w:document>`;
    expect(redlinePair(both, { body: b }).changes).toHaveLength(2);
  });

  test('that A does not declare are declared where they are needed', () => {
    const formula = '<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>';
    const { partOf } = redlinePair(whole('w:', `xmlns:w="${main}"`, a), {
      body: a.replace('</w:p>', `${formula}</w:p>`),
    });
    expect(partOf('word/document.xml')).toContain(
      'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
    );
    redlinePair(whole('w:', `xmlns:w="${main}"`, `${p('see the rules')}<w:sectPr/>`), link('https://example.org/'));
  });
});

describe('encodings and file types', () => {
  const wide = (text: string, mark: readonly number[]) => {
    const bytes = Buffer.from(text, 'utf16le');
    return Buffer.concat([Buffer.from(mark), mark[0] === 0xfe ? bytes.swap16() : bytes]);
  };
  const declared = (body: string) =>
    `<?xml version="1.0" encoding="UTF-16"?><w:document xmlns:w="${main}"><w:body>${body}</w:body></w:document>`;

  test.each([
    ['little', [0xff, 0xfe]],
    ['big', [0xfe, 0xff]],
  ])('a part in UTF-16, %s end first', (_, mark) => {
    const content = (body: string): DocxContent => ({
      body: '',
      parts: { 'word/document.xml': wide(declared(body), mark) },
    });
    expect(redlinePair(content(a), { body: b }).body).toContain('price');
    redlinePair({ body: a }, content(b));
  });

  test('relationships in UTF-16', () => {
    const rels = wide(
      '<?xml version="1.0" encoding="UTF-16"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>',
      [0xff, 0xfe],
    );
    redlinePair(
      { body: `${p('see the rules')}<w:sectPr/>`, parts: { 'word/_rels/document.xml.rels': rels } },
      link('https://example.org/'),
    );
  });

  test.each([
    ['.docm', 'application/vnd.ms-word.document.macroEnabled.main+xml'],
    ['.dotx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml'],
    ['.docx at another place', wordContentType],
  ])('A as %s', (kind, contentType) => {
    const content: DocxContent = {
      body: a,
      contentType,
      ...(kind.startsWith('.docx') ? { mainPart: 'doc/document.xml' } : {}),
    };
    expect(redlinePair(content, { body: b }).changes).toHaveLength(2);
  });

  test.each([
    ['stored entries', { stored: true }],
    ['data descriptors', { descriptor: true }],
    ['ZIP64 fields', { zip64: true }],
  ])('A as a zip with %s', (_, option) => {
    const zipped = (body: string) => ({
      name: 'draft.docx',
      bytes: buildZip(docxItems({ body }).map((item) => ({ ...item, ...option }))),
    });
    expect(redlineFiles(zipped(a), zipped(b)).changes).toHaveLength(2);
  });
});

function readPart(file: SourceFile, name: string): Uint8Array {
  const archive = openZip(file, nodePlatform);
  const entry = archive.findEntry(name);
  if (entry === null) throw new Error(`there is no ${name}`);
  return archive.read(entry);
}
