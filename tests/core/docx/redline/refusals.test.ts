import { describe, expect, test } from 'vitest';
import { redlineDocx, verifyRedline } from '../../../../core/docx/redline/redline-docx.ts';
import { AppError } from '../../../../core/error.ts';
import { nodePlatform } from '../../../../engine/platform.ts';
import { docxFile, inList, list, listLevel, p, r, table } from '../../../support/docx.ts';
import { redlineOptions } from '../../../support/redline-laws.ts';

const last = `${p('Signed by the parties.')}<w:sectPr/>`;
const first = p('The fee is due.');
const chunk = '<w:altChunk r:id="rIdChunk"/>';

function errorOf(make: () => unknown): AppError {
  try {
    make();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('a redline that would break a law is not handed out', () => {
  test.each([
    ['taken out', first + chunk + last, first + last, 'accepted'],
    ['put in', first + last, first + chunk + last, 'accepted'],
  ])('a chunk of another format %s', (_, a, b, view) => {
    const { code, message, details } = errorOf(() =>
      redlineDocx({ ...docxFile(a), name: 'first.docx' }, docxFile(b), redlineOptions, nodePlatform),
    );
    expect(code).toBe('law-broken');
    expect(details).toMatchObject({ view, story: 'body', block: 2, construct: 'words' });
    expect(message).toContain('first.docx');
    expect(message).toContain('In body, block 2');
  });

  test('files that cannot be read are named', () => {
    const broken = { ...docxFile('<w:document><w:body>'), name: 'broken.docx' };
    for (const make of [
      () => redlineDocx(broken, docxFile(first + last), redlineOptions, nodePlatform),
      () => redlineDocx(docxFile(first + last), broken, redlineOptions, nodePlatform),
    ]) {
      expect(errorOf(make)).toMatchObject({ code: 'damaged', details: { file: 'broken.docx' } });
    }
  });
});

describe('what A lacks where something must be put in', () => {
  const empty =
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>';

  /** It may be done or refused, but never by a crash. */
  test.each([
    ['a body without anything', empty, first + last],
    ['a body without a paragraph', '<w:sectPr/>', first + last],
    ['a cell without a paragraph', `<w:tbl><w:tr><w:tc/></w:tr></w:tbl>${last}`, table(['x']) + last],
    ['a body that ends with a table', `${first}${table(['x'])}<w:sectPr/>`, first + last],
  ])('%s', (_, a, b) => {
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      try {
        redlineDocx(docxFile(from), docxFile(to), redlineOptions, nodePlatform);
      } catch (error) {
        expect(error).toBeInstanceOf(AppError);
        expect((error as AppError).code).toBe('law-broken');
      }
    }
  });

  test('a note without a paragraph', () => {
    const noted = (note: string) =>
      docxFile({ body: p(r('The fee') + r('<w:footnoteReference w:id="2"/>')) + last, footnotes: note });
    const a = noted('<w:footnote w:id="2"/>');
    const b = noted(`<w:footnote w:id="2">${p('without tax')}</w:footnote>`);
    const { bytes } = redlineDocx(a, b, redlineOptions, nodePlatform);
    verifyRedline({ name: 'redline.docx', bytes }, a, b, nodePlatform);
  });
});

describe('verify finds', () => {
  const a = docxFile(first + p('The Vendor delivers.') + last);
  const b = docxFile(first + p('The Vendor sends.') + last);
  const right = redlineDocx(a, b, redlineOptions, nodePlatform).bytes;

  test('nothing in a right one', () => {
    expect(() => verifyRedline({ name: 'right.docx', bytes: right }, a, b, nodePlatform)).not.toThrow();
  });

  test.each([
    ['words', docxFile(first + p('The Vendor keeps.') + last), 'accepted', 'words'],
    ['a paragraph too many', docxFile(first + p('The Vendor sends.') + first + last), 'accepted', 'words'],
    ['formatting', docxFile(first + p(r('The Vendor sends.', '<w:b/>')) + last), 'accepted', 'formatting'],
    [
      'properties',
      docxFile(first + p('The Vendor sends.', '<w:keepNext/>') + last),
      'accepted',
      'paragraph properties',
    ],
    [
      'a label',
      docxFile({
        body: first + p('The Vendor sends.', inList(1)) + last,
        numbering: list(1, listLevel(0, 'decimal', '%1.')),
      }),
      'accepted',
      'numbering label',
    ],
    ['a table', docxFile(first + table(['The Vendor sends.']) + last), 'accepted', 'words'],
  ])('%s', (_, other, view, construct) => {
    const { code, details } = errorOf(() =>
      verifyRedline({ name: 'right.docx', bytes: right }, a, other, nodePlatform),
    );
    expect(code).toBe('law-broken');
    expect(details).toMatchObject({ view, construct, story: 'body' });
  });

  test('words of a note', () => {
    const noted = (words: string) =>
      docxFile({
        body: p(r('The fee') + r('<w:footnoteReference w:id="2"/>')) + last,
        footnotes: `<w:footnote w:id="2">${p(words)}</w:footnote>`,
      });
    const { bytes } = redlineDocx(noted('without tax'), noted('with tax'), redlineOptions, nodePlatform);
    const file = { name: 'redline.docx', bytes };
    expect(errorOf(() => verifyRedline(file, noted('no tax'), noted('with tax'), nodePlatform)).details).toMatchObject({
      view: 'rejected',
      story: 'note 1',
    });
  });
});
