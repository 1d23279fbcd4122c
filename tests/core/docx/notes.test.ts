import { expect, test } from 'vitest';
import { by, p, r, table } from '../../support/docx.ts';
import { readContent, readLines } from '../../support/read-docx.ts';

const cite = (kind: 'footnote' | 'endnote', id: number, attributes = '') =>
  r(`<w:${kind}Reference w:id="${id}"${attributes}/>`);
const note = (kind: 'footnote' | 'endnote', id: number, ...paragraphs: readonly string[]) =>
  `<w:${kind} w:id="${id}">${paragraphs.map((each) => (each.startsWith('<') ? each : p(r('<w:footnoteRef/>') + r(each)))).join('')}</w:${kind}>`;
const footnotes = `${note('footnote', -1, p(r('<w:separator/>')))}${note('footnote', 2, 'second', 'more')}${note('footnote', 1, 'first')}`;

test('notes follow the block that cites them, and their mark stands in the text', () => {
  const content = {
    body: p(r('a') + cite('footnote', 1) + r('b') + cite('endnote', 7)) + p(r('c') + cite('footnote', 2)),
    footnotes,
    endnotes: note('endnote', 7, 'at the end'),
  };
  expect(readContent(content).blocks).toEqual([
    {
      block: {
        type: 'paragraph',
        runs: [
          { text: 'a' },
          { text: '1', marks: ['superscript'] },
          { text: 'b' },
          { text: 'i', marks: ['superscript'] },
        ],
      },
      source: { part: 'word/document.xml', from: 0, to: 1 },
      style: 'Normal',
    },
    {
      block: { type: 'paragraph', runs: [{ text: 'first' }], label: '1', role: 'footnote' },
      source: { part: 'word/footnotes.xml', from: 3, to: 4 },
      style: 'Normal',
    },
    {
      block: { type: 'paragraph', runs: [{ text: 'at the end' }], label: 'i', role: 'endnote' },
      source: { part: 'word/endnotes.xml', from: 0, to: 1 },
      style: 'Normal',
    },
    expect.objectContaining({ source: { part: 'word/document.xml', from: 1, to: 2 } }),
    expect.objectContaining({ block: { type: 'paragraph', runs: [{ text: 'second' }], label: '2', role: 'footnote' } }),
    expect.objectContaining({ block: { type: 'paragraph', runs: [{ text: 'more' }], role: 'footnote' } }),
  ]);
});

test('the notes of a row follow the row; tables in notes are flattened', () => {
  const content = {
    body: table([p(r('a') + cite('footnote', 1)), p(r('b') + cite('footnote', 2))], ['c']),
    footnotes: note('footnote', 1, 'one') + note('footnote', 2, table(['x', 'y'])),
  };
  expect(readLines(content)).toEqual(['a1\tb2', 'one', 'x', 'y', 'c']);
});

test('a deleted citation takes its note along and is not counted', () => {
  const content = {
    body: p(`${r('a')}<w:del ${by('A')}>${cite('footnote', 1)}</w:del>${r('b')}${cite('footnote', 2)}`),
    footnotes,
  };
  expect(readLines(content)).toEqual(['ab1', 'second', 'more']);
});

test("an author's own mark is kept and not counted", () => {
  const own = r('<w:footnoteReference w:id="1" w:customMarkFollows="1"/><w:t>*</w:t>');
  const { blocks } = readContent({ body: p(own + cite('footnote', 2)), footnotes });
  expect(blocks.map(({ block }) => block.type === 'paragraph' && [block.runs[0]?.text, block.label])).toEqual([
    ['*', undefined],
    ['first', '*'],
    ['second', '1'],
    ['more', undefined],
  ]);
});

test('a note is read once, however often it is cited, also by itself', () => {
  const content = {
    body: p(r('a') + cite('footnote', 1) + cite('footnote', 1) + cite('footnote', 404)),
    footnotes: note('footnote', 1, p(r('self') + cite('footnote', 1))),
  };
  expect(readLines(content)).toEqual(['a123', 'self']);
});

test('numbers follow the rules of the document and of each section', () => {
  const rules = (inner: string) => `<w:footnotePr>${inner}</w:footnotePr>`;
  const section = (inner: string) => p('', `<w:sectPr>${rules(inner)}</w:sectPr>`);
  const marks = (body: string, settings: string) =>
    readLines({ body, settings, footnotes: note('footnote', 9) }).map((line) => line.slice(1));
  const two = p(r('x') + cite('footnote', 1)) + p(r('x') + cite('footnote', 1));
  expect(marks(two, rules('<w:numFmt w:val="upperLetter"/><w:numStart w:val="3"/>'))).toEqual(['C', 'D']);
  const restart = '<w:numRestart w:val="eachSect"/>';
  expect(marks(two + section('') + two, rules(restart))).toEqual(['1', '2', '3', '4']);
  expect(marks(`${two}${section('')}${two}<w:sectPr/>`, rules(restart))).toEqual(['1', '2', '1', '2']);
  const roman = `<w:sectPr>${rules('<w:numFmt w:val="lowerRoman"/>')}</w:sectPr>`;
  expect(marks(`${two}${section('')}${two}${roman}`, '')).toEqual(['1', '2', 'iii', 'iv']);
});

test('notes have fields and links of their own part', () => {
  const link = '<w:hyperlink r:id="rId1"><w:r><w:t>x</w:t></w:r></w:hyperlink>';
  const open = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>';
  const content = {
    body: p(r('a') + cite('footnote', 1)) + p('b'),
    footnotes: note('footnote', 1, p(link + open + r('y'))),
    parts: {
      'word/_rels/footnotes.xml.rels':
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://example.com" TargetMode="External"/></Relationships>',
    },
  };
  const { blocks } = readContent(content);
  expect(blocks[1]?.block).toMatchObject({ runs: [{ text: 'x', href: 'https://example.com' }, { text: 'y' }] });
  expect(blocks[2]?.block).toMatchObject({ runs: [{ text: 'b' }] });
});
