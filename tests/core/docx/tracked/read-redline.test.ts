import { describe, expect, test } from 'vitest';
import { readRedline } from '../../../../core/docx/tracked/read-redline.ts';
import type {
  RedlineBlock,
  RedlineDocument,
  RedlineParagraph,
  RedlineRun,
  RedlineTable,
} from '../../../../core/model/redline-document.ts';
import { nodePlatform } from '../../../../engine/platform.ts';
import { by, type DocxContent, docxFile, inList, list, listLevel, p, r, relationship } from '../../../support/docx.ts';
import { changedMark, customer, del, ins, trackedAgreement, vendor } from '../../../support/tracked-agreement.ts';

function read(content: DocxContent | string): RedlineDocument {
  return readRedline(docxFile(content), nodePlatform);
}

function blocksOf(content: DocxContent | string): readonly RedlineBlock[] {
  return read(content).stories[0]?.blocks ?? [];
}

function firstParagraph(content: DocxContent | string): RedlineParagraph {
  const [block] = blocksOf(content);
  if (block?.type !== 'paragraph') throw new Error('a paragraph was expected');
  return block;
}

/** `kind author` of each change, outermost first, and the words. */
function said(runs: readonly RedlineRun[]): string[] {
  return runs.map((run) => [...run.changes.map(({ kind, author }) => `${kind} by ${author}`), run.text].join(': '));
}

describe('runs', () => {
  test('what was deleted is read as well as what was inserted, with author, date and id', () => {
    const { runs } = firstParagraph(p(`${r('a ')}${del('The Vendor', 7, 'b')}${ins('The Customer', 8, 'c')}`));
    expect(said(runs)).toEqual(['a ', 'deletion by The Vendor: b', 'insertion by The Customer: c']);
    expect(runs[1]?.changes).toEqual([
      { id: '7', kind: 'deletion', author: 'The Vendor', date: '2026-03-01T09:00:00Z', move: null },
    ]);
  });

  test('an insertion that somebody else deleted again keeps both authors, the outer one first', () => {
    const { runs } = firstParagraph(p(ins('A', 1, `${r('four')}${del('B', 2, ' per cent')}`)));
    expect(said(runs)).toEqual(['insertion by A: four', 'insertion by A: deletion by B:  per cent']);
  });

  test('both ends of a move share its name, and so do the marks of their paragraphs', () => {
    const document = readRedline(trackedAgreement(), nodePlatform);
    const moved = (document.stories[0]?.blocks ?? []).filter(
      (block): block is RedlineParagraph =>
        block.type === 'paragraph' &&
        block.runs.some(({ changes }) => changes.some(({ kind }) => kind.startsWith('move'))),
    );
    expect(moved.map(({ runs }) => runs[0]?.changes[0])).toMatchObject([
      { kind: 'moveFrom', move: 'move1' },
      { kind: 'moveTo', move: 'move1' },
    ]);
    expect(moved.map(({ mark }) => mark[0])).toMatchObject([
      { kind: 'moveFrom', move: 'move1' },
      { kind: 'moveTo', move: 'move1' },
    ]);
  });

  test('formatting keeps what it was and says what changed', () => {
    const before = '<w:rPr><w:i/><w:sz w:val="22"/></w:rPr>';
    const { runs } = firstParagraph(
      p(r('x', `<w:b/><w:sz w:val="24"/><w:rPrChange ${by('A', 3)}>${before}</w:rPrChange>`)),
    );
    expect(runs[0]).toMatchObject({ marks: ['bold'], marksBefore: ['italic'] });
    expect(runs[0]?.formatting).toEqual({
      id: '3',
      author: 'A',
      date: '2026-03-01T09:00:00Z',
      scope: 'run',
      differences: [
        { property: 'b', before: null, after: 'on' },
        { property: 'sz', before: '22', after: '24' },
        { property: 'i', before: 'on', after: null },
      ],
    });
  });

  test('a picture, a formula, a changed instruction and a page break are there without being text', () => {
    const picture = '<w:drawing><wp:docPr id="1" name="P" descr="a bridge"/><pic:pic/></w:drawing>';
    const formula = `<m:oMath><m:r><m:t>E=</m:t></m:r><w:ins ${by('A')}><m:r><m:t>mc</m:t></m:r></w:ins></m:oMath>`;
    const instruction = `<w:ins ${by('A')}>${r('<w:fldChar w:fldCharType="begin"/>')}${r('<w:instrText> REF x </w:instrText>')}${r('<w:fldChar w:fldCharType="separate"/>')}${r('4.2')}${r('<w:fldChar w:fldCharType="end"/>')}</w:ins>`;
    const { runs } = firstParagraph(p(`${r(picture)}${formula}${instruction}${r('<w:br w:type="page"/>')}`));
    expect(runs.filter(({ object }) => object !== null).map(({ object }) => object)).toEqual([
      { kind: 'image', words: 'a bridge' },
      { kind: 'formula', words: 'E=' },
      { kind: 'formula', words: 'mc' },
      { kind: 'field-code', words: ' REF x ' },
      { kind: 'page-break', words: '' },
    ]);
    expect(runs.map(({ text }) => text).join('')).toBe('4.2');
  });

  test('a field whose beginning was deleted is still a field before, and its result is text after', () => {
    const character = (type: string) => r(`<w:fldChar w:fldCharType="${type}"/>`);
    const body = p(
      `<w:del ${by('A')}>${character('begin')}${r('<w:delInstrText>REF x</w:delInstrText>')}${character('separate')}</w:del>${r('4.2')}<w:del ${by('A')}>${character('end')}</w:del>${r(' after')}`,
    );
    expect(
      firstParagraph(body)
        .runs.map(({ text }) => text)
        .join(''),
    ).toBe('4.2 after');
  });
});

describe('paragraphs', () => {
  const numbering = list(1, listLevel(0, 'decimal', '%1.'));
  const styles = '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>';

  test('numbers are counted before and after', () => {
    const body =
      p('a', inList(1)) +
      p(del('A', 1, 'b'), inList(1) + changedMark('del', 'A', 2)) +
      p('c', inList(1)) +
      p(ins('A', 3, 'd'), inList(1) + changedMark('ins', 'A', 4)) +
      p('e', inList(1));
    const labels = blocksOf({ body, numbering }).map((block) =>
      block.type === 'paragraph' ? [block.before.label, block.after.label] : [],
    );
    expect(labels).toEqual([
      ['1.', '1.'],
      ['2.', null],
      ['3.', '2.'],
      [null, '3.'],
      ['4.', '4.'],
    ]);
  });

  test('a split: the first half had the look of the second before', () => {
    const body = p('first', `${changedMark('ins', 'A', 1)}`) + p('second', '<w:pStyle w:val="Heading1"/>');
    const [first, second] = blocksOf({ body, styles });
    expect(first).toMatchObject({ before: { headingLevel: 0 }, after: { headingLevel: null } });
    expect(second).toMatchObject({ before: { headingLevel: 0 }, after: { headingLevel: 0 } });
    expect(first?.type === 'paragraph' && first.mark).toMatchObject([{ kind: 'insertion', author: 'A' }]);
  });

  test('changes of properties are told, with the style before', () => {
    const before = '<w:pPr><w:pStyle w:val="Heading1"/><w:jc w:val="left"/></w:pPr>';
    const paragraph = firstParagraph({
      body: p('x', `<w:jc w:val="both"/><w:pPrChange ${by('A', 5)}>${before}</w:pPrChange>`),
      styles,
    });
    expect(paragraph.before.style).toBe('heading 1');
    expect(paragraph.after.style).toBe('Normal');
    expect(paragraph.formatting).toMatchObject([
      {
        id: '5',
        scope: 'paragraph',
        differences: [
          { property: 'jc', before: 'left', after: 'both' },
          { property: 'pStyle', before: 'Heading1', after: null },
        ],
      },
    ]);
  });

  test('a number given by a tracked change is not there before', () => {
    const numbered = `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:ins ${by('A')}/></w:numPr>`;
    const paragraph = firstParagraph({ body: p('x', numbered), numbering });
    expect([paragraph.before.label, paragraph.after.label]).toEqual([null, '1.']);
    expect(paragraph.formatting).toMatchObject([{ scope: 'numbering', author: 'A' }]);
  });

  test('a changed content control is told once, where it begins', () => {
    const control = `<w:customXmlDelRangeStart ${by('A', 1)}/><w:sdt><w:sdtContent><w:customXmlDelRangeEnd w:id="1"/>${r('inside')}<w:customXmlDelRangeStart ${by('A', 2)}/></w:sdtContent></w:sdt><w:customXmlDelRangeEnd w:id="2"/>`;
    const { runs } = firstParagraph(p(control));
    expect(runs.filter(({ object }) => object?.kind === 'control').map(({ changes }) => changes[0])).toMatchObject([
      { kind: 'deletion', id: '1' },
    ]);
    expect(runs.find(({ text }) => text === 'inside')?.changes).toEqual([]);
  });
});

describe('tables', () => {
  test('rows and cells that came and went, merged cells, changed properties', () => {
    const cell = (words: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${p(words)}</w:tc>`;
    const table = `<w:tbl><w:tblPr><w:jc w:val="center"/><w:tblPrChange ${by('A', 1)}><w:tblPr/></w:tblPrChange></w:tblPr>
      <w:tr><w:trPr><w:ins ${by('A', 2)}/></w:trPr>${cell('a', '<w:gridSpan w:val="2"/>')}</w:tr>
      <w:tr>${cell('b', `<w:cellDel ${by('B', 3)}/>`)}${cell('c', '<w:vMerge/>')}</w:tr>
      <w:tr>${cell('d', `<w:cellMerge ${by('B', 4)} w:vMerge="cont"/>`)}</w:tr></w:tbl>`;
    const [block] = blocksOf(table + p());
    const { rows, formatting } = block as RedlineTable;
    expect(formatting).toMatchObject([{ scope: 'table', differences: [{ property: 'jc', after: 'center' }] }]);
    expect(rows.map(({ changes }) => changes.map(({ kind }) => kind))).toEqual([['insertion'], [], []]);
    expect(rows[0]?.cells[0]?.columns).toBe(2);
    expect(rows[1]?.cells.map(({ changes, continues }) => [changes[0]?.kind, continues])).toEqual([
      ['deletion', false],
      [undefined, true],
    ]);
    expect(rows[2]?.cells[0]?.formatting).toMatchObject([{ scope: 'cell', differences: [{ property: 'vMerge' }] }]);
  });
});

describe('stories', () => {
  test('headers by section and page, notes with their marks, text boxes where they are anchored', () => {
    const box = `<w:pict><v:shape><v:textbox><w:txbxContent>${p(ins('A', 1, 'boxed'))}</w:txbxContent></v:textbox></v:shape></w:pict>`;
    const section = (reference: string) => `<w:sectPr>${reference}</w:sectPr>`;
    const document = read({
      body:
        p(
          `${r('one')}${r('<w:footnoteReference w:id="2"/>')}${r(box)}`,
          section('<w:headerReference w:type="default" r:id="rId-header"/>'),
        ) +
        p('two') +
        section('<w:headerReference w:type="first" r:id="rId-first"/>'),
      footnotes: `<w:footnote w:id="0" w:type="separator">${p()}</w:footnote><w:footnote w:id="2">${p(del('A', 3, 'gone'))}</w:footnote>`,
      header: p('Draft'),
      relationships: relationship(
        'rId-first',
        'http://schemas.openxmlformats.org/officeDocument/2006/relationships/header',
        'header2.xml',
      ),
      parts: {
        'word/header2.xml': `<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${p('First')}</w:hdr>`,
      },
    });
    expect(document.stories.map(({ kind, sections, pages, noteMark }) => [kind, sections, pages, noteMark])).toEqual([
      ['body', [], null, ''],
      ['header', [1, 2], 'default', ''],
      ['header', [2], 'first', ''],
      ['footnote', [], null, '1'],
    ]);
    const [first] = document.stories[0]?.blocks ?? [];
    expect(first?.type === 'paragraph' && first.runs.find(({ note }) => note !== null)).toMatchObject({
      text: '1',
      note: { kind: 'footnote', id: '2' },
    });
    const boxed = first?.type === 'paragraph' ? first.textBoxes[0]?.blocks[0] : undefined;
    expect(boxed?.type === 'paragraph' && said(boxed.runs)).toEqual(['insertion by A: boxed']);
  });

  test('comments with their words, threads and resolution', () => {
    const { comments } = readRedline(trackedAgreement(), nodePlatform);
    expect(comments).toMatchObject([
      { id: '1', author: vendor, parentId: null, isResolved: true, quote: ' Interest is compounded monthly' },
      { id: '2', author: customer, parentId: '1', isResolved: false, quote: '' },
    ]);
  });

  test('a changed section is told where it ends', () => {
    const section = `<w:sectPr><w:pgSz w:w="12240"/><w:sectPrChange ${by('A')}><w:sectPr><w:pgSz w:w="11906"/></w:sectPr></w:sectPrChange></w:sectPr>`;
    expect(blocksOf(p('x') + section).at(-1)).toMatchObject({
      type: 'section',
      formatting: [{ scope: 'section', differences: [{ property: 'pgSz', before: 'w=11906', after: 'w=12240' }] }],
    });
  });

  test('a document without changes or words is read', () => {
    expect(read(p()).stories[0]?.blocks).toHaveLength(1);
  });
});
