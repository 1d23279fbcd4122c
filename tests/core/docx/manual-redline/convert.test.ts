import { describe, expect, test } from 'vitest';
import { convertManualRedline } from '../../../../core/docx/manual-redline/convert.ts';
import { openPackage } from '../../../../core/docx/package.ts';
import { readRedline } from '../../../../core/docx/tracked/read-redline.ts';
import { AppError } from '../../../../core/error.ts';
import { blockText } from '../../../../core/model/content.ts';
import { listChanges } from '../../../../core/redline/list-changes.ts';
import { type View, viewOf } from '../../../../core/redline/view.ts';
import { nodePlatform } from '../../../../engine/platform.ts';
import { by, type DocxContent, docxFile, p, r, row, t } from '../../../support/docx.ts';

const options = { author: 'The Drafter', date: '2026-03-01T09:00:00Z' };
const struck = (words: string, more = '') => r(words, `<w:strike/>${more}`);
const bold = (words: string) => r(words, '<w:b/>');
/** Shows the convention. */
const sample = p(`${struck('old')}${bold('[new]')}${r(' words')}`);

function convert(content: DocxContent | string) {
  const file = docxFile(content);
  const { bytes, report } = convertManualRedline(file, options, nodePlatform);
  const converted = { name: file.name, bytes };
  const document = readRedline(converted, nodePlatform);
  const lines = (view: View) => viewOf(document, view).map(({ block }) => blockText(block));
  return { bytes, report, document, before: lines('before'), after: lines('after'), xml: xmlOf(converted) };
}

function xmlOf(file: { name: string; bytes: Uint8Array }): string {
  const docx = openPackage(file, nodePlatform);
  return docx.getText(docx.mainPart);
}

describe('words', () => {
  test('struck ones are deletions, bracketed ones insertions, brackets and markup formatting are gone', () => {
    const { xml, before, after, report, document } = convert(
      p(`${r('Within ')}${struck('10', '<w:i/>')}${bold('[30]')}${r(' days')}`, '<w:jc w:val="both"/>'),
    );
    expect(before).toEqual(['Within 10 days']);
    expect(after).toEqual(['Within 30 days']);
    expect(xml).toContain(
      '<w:del w:id="1" w:author="The Drafter" w:date="2026-03-01T09:00:00Z"><w:r><w:rPr><w:i/></w:rPr><w:delText xml:space="preserve">10</w:delText></w:r></w:del>' +
        '<w:ins w:id="2" w:author="The Drafter" w:date="2026-03-01T09:00:00Z"><w:r><w:t xml:space="preserve">30</w:t></w:r></w:ins>',
    );
    expect(report).toMatchObject({ changes: 2, deletions: 1, insertions: 1, markupCharacters: 2, unclosed: 0 });
    expect(listChanges(document)).toMatchObject([
      { kind: 'replacement', before: '10', after: '30', author: 'The Drafter' },
    ]);
  });

  test('everything else in the file stays as it is', () => {
    const body = `${p('Kept  as it is.', '<w:jc  w:val="left" />')}<!-- a note -->${sample}`;
    const original = docxFile({ body, header: p('Draft') });
    const { bytes } = convertManualRedline(original, options, nodePlatform);
    const xml = xmlOf({ name: 'x', bytes });
    expect(xml.startsWith(xmlOf(original).slice(0, xmlOf(original).indexOf('<!-- a note -->')))).toBe(true);
    const entries = (file: { name: string; bytes: Uint8Array }) =>
      openPackage(file, nodePlatform).archive.entries.filter(({ name }) => name !== 'word/document.xml');
    expect(entries({ name: 'x', bytes }).map(({ name, data }) => [name, [...data]])).toEqual(
      entries(original).map(({ name, data }) => [name, [...data]]),
    );
  });

  test('a run is cut where its fate changes, and its tabs and breaks go where they stand', () => {
    const { before, after } = convert(
      sample + p(r(`${t('a [b')}<w:tab/>${t('c] d')}<w:br/>${t('e')}`, '<w:b/>') + struck('f')),
    );
    expect(before).toEqual(['old words', 'a  d\nef']);
    expect(after).toEqual(['new words', 'a b\tc d\ne']);
  });

  test('a style that strikes is overruled in the deleted words', () => {
    const styles =
      '<w:style w:type="character" w:styleId="Gone"><w:name w:val="Gone"/><w:rPr><w:strike/></w:rPr></w:style>';
    const { document, xml } = convert({ body: p(`${r('a ')}${r('b', '<w:rStyle w:val="Gone"/>')}`), styles });
    expect(xml).toContain('<w:rStyle w:val="Gone"/><w:strike w:val="0"/>');
    const [block] = document.stories[0]?.blocks ?? [];
    expect(block?.type === 'paragraph' && block.runs.map(({ marks }) => marks)).toEqual([[], []]);
  });

  test('in a bold heading bold is no markup', () => {
    const { xml } = convert(
      sample + p(`${bold('Payment of ')}${struck('sums', '<w:b/>')}${bold('[fees]')}${bold(' due')}`),
    );
    expect(xml).toContain('<w:rPr><w:b/></w:rPr><w:t xml:space="preserve">fees</w:t>');
  });

  test('brackets inside an insertion belong to it', () => {
    const { after } = convert(sample + p(bold('[by [name of the officer] within [n] days]')) + p('End.'));
    expect(after).toEqual(['new words', 'by [name of the officer] within [n] days', 'End.']);
  });

  test('tracked changes that were there stay, and ids go on from theirs', () => {
    const { xml } = convert(sample + p(`<w:ins ${by('Somebody', 41)}>${struck('x')}</w:ins>`));
    expect(xml).toContain(`<w:ins ${by('Somebody', 41)}>`);
    expect(xml).toContain('w:id="42"');
  });

  test('labels in brackets go, and leave the words they spoke of', () => {
    const { before, after } = convert(p('within [Deleted: ten] [Inserted: thirty] days'));
    expect(before).toEqual(['within ten  days']);
    expect(after).toEqual(['within  thirty days']);
  });

  test('a note in struck words goes with them; a field that is struck in part stays a field', () => {
    const character = (type: string) => r(`<w:fldChar w:fldCharType="${type}"/>`);
    const { before, after } = convert({
      body:
        p(`${struck('a')}${r('<w:footnoteReference w:id="1"/>', '<w:strike/>')}${bold('[b]')}${r(' c')}`) +
        p(
          `${bold('[see ')}${character('begin')}${r('<w:instrText>REF x</w:instrText>')}${character('separate')}${bold('4]')}${r(' or 5')}${character('end')}${r(' d')}`,
        ),
      footnotes: `<w:footnote w:id="1">${p('Note.')}</w:footnote>`,
    });
    expect(before).toEqual(['a1 c', 'Note.', ' or 5 d']);
    expect(after).toEqual(['b c', 'see 4 or 5 d']);
  });
});

describe('paragraphs and rows', () => {
  test('a paragraph that is struck whole goes whole, and one that is inserted whole comes whole', () => {
    const { before, after, report } = convert(
      sample + p(`${r('\t')}${struck('(1) gone')}`) + p(`${r('\t')}${bold('[(1) here]')}`) + p('End.'),
    );
    expect(before).toEqual(['old words', '\t(1) gone', 'End.']);
    expect(after).toEqual(['new words', '\t(1) here', 'End.']);
    expect(report.paragraphs).toBe(2);
  });

  test('an insertion over several paragraphs inserts as many ends as stand in it', () => {
    const { before, after } = convert(
      sample + p(`${r('a')}${bold('[b')}`) + p() + p(bold('c')) + p(`${bold('d] ')}${r('e')}`) + p('End.'),
    );
    expect(before).toEqual(['old words', 'a e', 'End.']);
    expect(after).toEqual(['new words', 'ab', 'c', 'd e', 'End.']);
  });

  test('an insertion that begins in the middle and ends with a paragraph', () => {
    const { before, after } = convert(sample + p(`${r('a')}${bold('[b')}`) + p(bold('c]')) + p('End.'));
    expect(before).toEqual(['old words', 'a', 'End.']);
    expect(after).toEqual(['new words', 'ab', 'c', 'End.']);
  });

  test('an insertion that ends where the next one begins: as many ends come as stand in both', () => {
    const { before, after } = convert(
      sample + p(`${r('a')}${bold('[b')}`) + p(bold('c][d')) + p(`${bold('e]')}${r('f')}`) + p('End.'),
    );
    expect(before).toEqual(['old words', 'af', 'End.']);
    expect(after).toEqual(['new words', 'ab', 'cd', 'ef', 'End.']);
  });

  test('an insertion that begins with a paragraph, and one that ends with one, with kept words between', () => {
    const { before, after } = convert(
      sample + p(bold('[a')) + p(`${bold('b]')}${r('c')}${bold('[d')}`) + p(bold('e]')) + p('End.'),
    );
    expect(before).toEqual(['old words', 'c', 'End.']);
    expect(after).toEqual(['new words', 'a', 'bcd', 'e', 'End.']);
  });

  test('the last paragraph of a cell and one with a section break keep their ends', () => {
    const table = `<w:tbl>${row([p(struck('x')), 'kept'])}</w:tbl>`;
    const { after, report, xml } = convert(sample + table + p(struck('y'), '<w:sectPr/>') + p('End.'));
    expect(after).toEqual(['new words', '\tkept', 'End.']);
    expect(report).toMatchObject({ paragraphs: 0, rows: 0 });
    expect(xml).toContain('<w:pPr><w:sectPr/></w:pPr>');
  });

  test('a row that is struck whole goes, and one between brackets comes', () => {
    const rows = `<w:tbl>${row(['a', 'b'])}${row([p(struck('c')), p(struck('d'))])}${row([p(bold('[e]')), p(bold('[f]'))])}</w:tbl>`;
    const { before, after, report } = convert(sample + rows + p('End.'));
    expect(before).toEqual(['old words', 'a\tb', 'c\td', 'End.']);
    expect(after).toEqual(['new words', 'a\tb', 'e\tf', 'End.']);
    expect(report.rows).toBe(2);
  });

  test('headers and notes are converted too', () => {
    const { document } = convert({
      body: `${sample}${p(r('<w:footnoteReference w:id="1"/>'))}<w:sectPr><w:headerReference w:type="default" r:id="rId-header"/></w:sectPr>`,
      header: p(`${struck('1')}${bold('[3]')}${r(' March')}`),
      footnotes: `<w:footnote w:id="1">${p(`${struck('a')}${bold('[b]')}`)}</w:footnote>`,
    });
    expect(listChanges(document).map(({ story, before, after }) => [story.kind, before, after])).toEqual([
      ['body', 'old', 'new'],
      ['header', '1', '3'],
      ['footnote', 'a', 'b'],
    ]);
  });
});

test('a part with prefixes of its own is written with them', () => {
  const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
  const body = `<?xml version="1.0"?><x:document xmlns:x="${main}"><x:body><x:p><x:r><x:rPr><x:strike/></x:rPr><x:t>a</x:t></x:r><x:r><x:rPr><x:b/></x:rPr><x:t>[b]</x:t></x:r></x:p></x:body></x:document>`;
  const { xml, before, after } = convert(body);
  expect([before, after]).toEqual([['a'], ['b']]);
  expect(xml).toContain('<x:del x:id="1"');
});

test('the same file gives the same bytes', () => {
  expect(convert(sample).bytes).toEqual(convert(sample).bytes);
});

test('a file that is no redline is refused with its name', () => {
  const error = (() => {
    try {
      convertManualRedline(docxFile(p('plain')), options, nodePlatform);
    } catch (thrown) {
      return thrown;
    }
    return null;
  })();
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({ code: 'invalid-input', details: { file: 'draft.docx' } });
});
