import { describe, expect, test } from 'vitest';
import { openPackage } from '../../../core/docx/package.ts';
import { readDocx } from '../../../core/docx/read-docx.ts';
import { listRevisions } from '../../../core/docx/revisions/resolve-revisions.ts';
import { nodePlatform } from '../../../engine/platform.ts';
import { by, docxFile, inList, list, listLevel, p, r, row, table } from '../../support/docx.ts';
import { readContent, readLabels, readLines, readNotes } from '../../support/read-docx.ts';

const deletedMark = `<w:rPr><w:del ${by('A')}/></w:rPr>`;
const style = (id: string, name: string, properties = '', more = '') =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${more}<w:pPr>${properties}</w:pPr></w:style>`;

function sources(body: string): [number, number][] {
  return readContent(body).blocks.map(({ source }) => [source.from, source.to]);
}

describe('paragraphs', () => {
  test('empty ones are left out and counted in the numbers of the others', () => {
    const body = `${p('a')}${p()}${p(' ')}${p('b')}`;
    expect(readLines(body)).toEqual(['a', 'b']);
    expect(sources(body)).toEqual([
      [0, 1],
      [3, 4],
    ]);
    expect(readContent(body).blocks[0]?.source.part).toBe('word/document.xml');
  });

  test('content controls and custom XML around paragraphs are looked through', () => {
    const body = `<w:sdt><w:sdtPr/><w:sdtContent>${p('a')}<w:customXml>${p('b')}</w:customXml></w:sdtContent></w:sdt>${p('c')}`;
    expect(readLines(body)).toEqual(['a', 'b', 'c']);
  });

  test('a drop cap is the beginning of the next paragraph', () => {
    const cap = '<w:framePr w:dropCap="drop" w:lines="3"/>';
    expect(readLines(p('T', cap) + p('his Agreement'))).toEqual(['This Agreement']);
  });

  test('heading levels come from the paragraph, its style, or the name of a built-in heading', () => {
    const content = {
      body:
        p('direct', '<w:outlineLvl w:val="4"/>') +
        p('style', '<w:pStyle w:val="Clause"/>') +
        p('inherited', '<w:pStyle w:val="SubClause"/>') +
        p('body after all', '<w:pStyle w:val="Clause"/><w:outlineLvl w:val="9"/>') +
        p('French id', '<w:pStyle w:val="Titre3"/>') +
        p('not defined', '<w:pStyle w:val="Heading5"/>') +
        p('plain'),
      styles:
        style('N', 'Normal').replace('<w:style ', '<w:style w:default="1" ') +
        style('Clause', 'Clause', '<w:outlineLvl w:val="1"/>') +
        style('SubClause', 'Sub', '', '<w:basedOn w:val="Clause"/>') +
        style('Titre3', 'heading 3'),
    };
    const { blocks } = readContent(content);
    expect(blocks.map(({ block }) => block.type === 'paragraph' && block.headingLevel)).toEqual([
      4,
      1,
      1,
      undefined,
      2,
      4,
      undefined,
    ]);
    expect(blocks.map((each) => each.style)).toEqual([
      'Normal',
      'Clause',
      'Sub',
      'Clause',
      'heading 3',
      'Heading5',
      'Normal',
    ]);
  });

  test('styles based on one another in a circle are read all the same', () => {
    const styles =
      style('A', 'a', '', '<w:basedOn w:val="B"/>') +
      style('B', 'b', '<w:outlineLvl w:val="2"/>', '<w:basedOn w:val="A"/>');
    expect(readContent({ body: p('x', '<w:pStyle w:val="A"/>'), styles }).blocks[0]?.block).toMatchObject({
      headingLevel: 2,
    });
  });
});

describe('tables', () => {
  test('rows are blocks; cells hold paragraphs, merged cells included', () => {
    const body =
      p('before') +
      table(['a', p('b1') + p() + p('b2')]) +
      `<w:tbl>${row([`<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>${p('wide')}`, '<w:tcPr><w:vMerge/></w:tcPr><w:p/>'])}</w:tbl>` +
      p('after');
    expect(readLines(body)).toEqual(['before', 'a\tb1\nb2', 'wide\t', 'after']);
    expect(sources(body)).toEqual([
      [0, 1],
      [1, 5],
      [5, 7],
      [7, 8],
    ]);
    expect(readContent(body).blocks[1]?.style).toBeUndefined();
  });

  test('rows without words are left out', () => {
    expect(readLines(table(['', ''], ['x', '']))).toEqual(['x\t']);
  });

  test('tables inside cells are flattened in reading order', () => {
    const inner = table(['1', '2'], ['3', '4']);
    expect(readLines(table([p('a') + inner + p('b'), 'c']))).toEqual(['a\n1\n2\n3\n4\nb\tc']);
  });

  test('rows and cells inside content controls are found', () => {
    const control = (inner: string) => `<w:sdt><w:sdtContent>${inner}</w:sdtContent></w:sdt>`;
    const cell = control(`<w:tc>${p('b')}</w:tc>`);
    expect(readLines(`<w:tbl>${control(`<w:tr><w:tc>${p('a')}</w:tc>${cell}</w:tr>`)}</w:tbl>`)).toEqual(['a\tb']);
  });

  test('deleted rows and cells are not there, inserted ones are', () => {
    const cell = (change: string, text: string) => `<w:tcPr><w:${change} ${by('A')}/></w:tcPr>${p(text)}`;
    const body = `<w:tbl>${row(['gone'], `<w:del ${by('A')}/>`)}${row(['new'], `<w:ins ${by('B')}/>`)}${row([cell('cellDel', 'x'), cell('cellIns', 'y')])}</w:tbl>`;
    expect(readLines(body)).toEqual(['new', 'y']);
  });
});

describe('deleted paragraph marks', () => {
  test('the paragraph runs on into the next one and has its properties', () => {
    const content = {
      body:
        p('a ', `<w:outlineLvl w:val="0"/>${deletedMark}`) +
        p('b ', deletedMark) +
        p('c', '<w:outlineLvl w:val="3"/>') +
        p('d'),
    };
    const [joined, next] = readContent(content).blocks;
    expect(joined).toMatchObject({
      block: { runs: [{ text: 'a b c' }], headingLevel: 3 },
      source: { from: 0, to: 3 },
    });
    expect(next).toMatchObject({ source: { from: 3, to: 4 } });
  });

  test('a paragraph that was moved away leaves nothing', () => {
    const away = p(`<w:moveFrom>${r('x')}</w:moveFrom>`, `<w:rPr><w:moveFrom ${by('A')}/></w:rPr>`);
    expect(readLines(p('a') + away + p('b'))).toEqual(['a', 'b']);
  });

  test('at the end of a cell, before a table and at the end of the document the paragraph stays', () => {
    const deleted = (text: string) => p(text, deletedMark);
    expect(readLines(table([deleted('a'), 'b']) + deleted('c') + table(['d']) + deleted('e'))).toEqual([
      'a\tb',
      'c',
      'd',
      'e',
    ]);
  });

  test('a mark that was inserted and deleted again is deleted', () => {
    const both = `<w:rPr><w:ins ${by('A')}/><w:del ${by('B')}/></w:rPr>`;
    expect(readLines(p('a', both) + p('b'))).toEqual(['ab']);
  });

  test('the joined paragraph is numbered once, deleted rows not at all', () => {
    const content = {
      body:
        p('a', inList(1)) +
        p('b', inList(1) + deletedMark) +
        p('c', inList(1)) +
        `<w:tbl>${row([p('gone', inList(1))], `<w:del ${by('A')}/>`)}</w:tbl>` +
        p('d', inList(1)),
      numbering: list(1, listLevel(0, 'decimal', '%1.')),
    };
    expect(readLabels(content)).toEqual(['1. a', '2. bc', '3. d']);
  });
});

test('pending changes are counted as lists of them count: what Word cuts up is one, and headers count', () => {
  const mark = `<w:rPr><w:ins ${by('The Vendor', 3)}/></w:rPr>`;
  const file = docxFile({
    body:
      p(`<w:ins ${by('The Vendor')}>${r('a')}</w:ins><w:ins ${by('The Vendor', 2)}>${r('b')}</w:ins>`, mark) + p('c'),
    header: p(`<w:ins ${by('The Department', 4)}>${r('Draft')}</w:ins>`),
  });
  expect(readDocx(file, nodePlatform).notes[0]).toEqual({
    code: 'tracked-changes-accepted',
    count: listRevisions(openPackage(file, nodePlatform)).length,
    detail: 'The Vendor, The Department',
  });
  expect(listRevisions(openPackage(file, nodePlatform))).toHaveLength(2);
});

test('pending changes are counted with their authors', () => {
  const change = (author: string) => `<w:pPrChange ${by(author)}><w:pPr/></w:pPrChange>`;
  const content = {
    body:
      p(
        `<w:ins ${by('The Vendor')}>${r('a')}</w:ins><w:del ${by('The Department')}><w:r/></w:del>`,
        change('The Vendor'),
      ) +
      `<w:tbl>${row(['b'], `<w:ins ${by('A & B')}/>`)}</w:tbl>` +
      `<w:sectPr><w:sectPrChange ${by('')}/></w:sectPr>`,
  };
  expect(readContent(content).notes).toEqual([
    { code: 'tracked-changes-accepted', count: 5, detail: 'The Vendor, The Department, A & B' },
  ]);
});

describe('text boxes', () => {
  const drawing = (inner: string) =>
    `<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>${inner}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>${inner}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent>`;

  test('are read once, after the paragraph they are anchored in', () => {
    const body = p(`${r('before ')}${r(drawing(p('box') + table(['x', 'y'])))}${r('after')}`) + p('next');
    expect(readLines(body)).toEqual(['before after', 'box', 'x\ty', 'next']);
    // The fallback's three paragraphs are counted, though they are not read.
    expect(sources(body)).toEqual([
      [0, 1],
      [1, 2],
      [2, 4],
      [7, 8],
    ]);
    expect(readNotes(body)).toEqual({ 'text-boxes-read-in-place': 1 });
  });

  test('are read in the cell they are anchored in, with their tables flattened', () => {
    expect(readLines(table([p(`${r('a')}${r(drawing(table(['x', 'y'])))}`), 'b']))).toEqual(['a\nx\ny\tb']);
  });

  test('in VML are read too; empty ones are not worth a note', () => {
    const box = (inner: string) =>
      p(r(`<w:pict><v:textbox><w:txbxContent>${inner}</w:txbxContent></v:textbox></w:pict>`));
    expect(readLines(box(p('old')))).toEqual(['old']);
    expect(readNotes(box(p()) + p('x'))).toEqual({});
  });

  test('have fields and numbers of their own', () => {
    const open = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>';
    const content = {
      body: p('a', inList(1)) + p(r(drawing(p('box', inList(1)) + p(open)))) + p('b', inList(1)),
      numbering: list(1, listLevel(0, 'decimal', '%1.')),
    };
    expect(readLabels(content)).toEqual(['1. a', '1. box', '2. b']);
  });
});
