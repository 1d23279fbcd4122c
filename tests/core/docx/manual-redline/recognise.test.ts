import { describe, expect, test } from 'vitest';
import { type ManualRedline, recogniseManualRedline } from '../../../../core/docx/manual-redline/recognise.ts';
import { openPackage } from '../../../../core/docx/package.ts';
import { nodePlatform } from '../../../../engine/platform.ts';
import { by, type DocxContent, docxFile, hyperlinkRelationship, p, r } from '../../../support/docx.ts';
import { readContent } from '../../../support/read-docx.ts';

function recognise(content: DocxContent | string): ManualRedline | null {
  return recogniseManualRedline(openPackage(docxFile(content), nodePlatform));
}

const struck = (words: string, more = '') => r(words, `<w:strike/>${more}`);
const bold = (words: string) => r(words, '<w:b/>');
const coloured = (words: string, colour: string, more = '') => r(words, `<w:color w:val="${colour}"/>${more}`);

describe('what is recognised', () => {
  test('struck words beside bold ones in brackets', () => {
    const body = p(
      `${r('Within ')}${struck('10')}${bold('[30]')}${r(' days of the report, [name of the officer] answers.')}`,
    );
    expect(recognise(body)).toEqual({
      confidence: 'sure',
      insertionSign: { brackets: true, bold: true, underline: 'none', colour: null },
      hasLabels: false,
      legend: null,
      deletions: 1,
      insertions: 1,
      unclosed: 0,
      examples: [{ lead: 'Within ', deleted: '10', inserted: '30' }],
    });
  });

  test.each([
    ['double underline', '<w:u w:val="double"/>', { underline: 'double' }],
    ['underline', '<w:u w:val="single"/>', { underline: 'single' }],
    ['a colour', '<w:color w:val="0000FF"/>', { colour: '0000FF' }],
  ])('struck words beside ones with %s, used for nothing else', (_, properties, sign) => {
    const clause = p(`${r('within ')}${struck('ten')}${r(' thirty', properties)}${r(' days')}`);
    expect(recognise(clause + clause)).toMatchObject({
      confidence: 'sure',
      insertionSign: sign,
      deletions: 2,
      insertions: 2,
    });
  });

  test('red struck words and blue ones: blue is the sign, red is none', () => {
    const clause = p(
      `${r('within ')}${coloured('ten', 'FF0000', '<w:strike/>')}${coloured('thirty', '0000ff', '<w:u w:val="double"/>')}${r(' days')}`,
    );
    expect(recognise(clause + clause)).toMatchObject({ insertionSign: { underline: 'double' }, insertions: 2 });
  });

  test('strikethrough that a style gives', () => {
    const styles =
      '<w:style w:type="character" w:styleId="Gone"><w:name w:val="Gone"/><w:rPr><w:dstrike/></w:rPr></w:style>';
    const body = p(`${r('a ')}${r('b', '<w:rStyle w:val="Gone"/>')}${bold('[c]')}`);
    expect(recognise({ body, styles })).toMatchObject({ deletions: 1, insertions: 1 });
  });

  test('brackets that open in one paragraph and close in another are one insertion', () => {
    const body = p(`${r('a')}${struck('b')}${bold('[c')}`) + p(bold('d')) + p(`${bold('e]')}${r(' f')}`);
    expect(recognise(body)).toMatchObject({ deletions: 1, insertions: 1, unclosed: 0 });
  });

  test('a legend states the convention, in English and in French', () => {
    const words = p(bold('[new words]'));
    expect(recognise(p('[Bold in brackets] = addition, [strikethrough] = deletion') + words)).toMatchObject({
      confidence: 'sure',
      insertionSign: { brackets: true, bold: true },
      insertions: 1,
    });
    const french =
      p('Les suppressions sont barrées, les ajouts sont soulignés.') + p(r('trente', '<w:u w:val="single"/>'));
    expect(recognise(french)).toMatchObject({ insertionSign: { underline: 'single' }, insertions: 1 });
  });

  test('words that say of themselves that they were deleted', () => {
    expect(recognise(p('within [Deleted: ten] [Inserted: thirty] days'))).toMatchObject({
      hasLabels: true,
      deletions: 1,
      insertions: 1,
      examples: [{ deleted: 'ten', inserted: 'thirty' }],
    });
  });

  test('struck words alone are deletions alone', () => {
    expect(recognise(p(`${r('a ')}${struck('b')}`))).toMatchObject({
      confidence: 'deletions-only',
      insertionSign: null,
      deletions: 1,
      insertions: 0,
    });
  });
});

describe('what is not', () => {
  test('bold terms, underlined headings, blanks in brackets, coloured words: no struck words, no redline', () => {
    const body =
      p(r('Definitions', '<w:u w:val="single"/>')) +
      p(`${bold('“Fees”')}${r(' means ')}${bold('[amount]')}`) +
      p(coloured('see the guide', '0000FF'));
    expect(recognise(body)).toBeNull();
  });

  test('beside struck words, bold and underlined ones that stand elsewhere are no insertions', () => {
    const body =
      p(r('Definitions', '<w:u w:val="single"/>')) +
      p(`${bold('“Fees”')}${r(' means ')}${r('the [amount] of ')}${struck('ten')}${r(' euros')}`) +
      p(r('Payment', '<w:u w:val="single"/>'));
    expect(recognise(body)).toMatchObject({ confidence: 'deletions-only', insertions: 0 });
  });

  test('a link beside struck words is a link, though it is blue and underlined', () => {
    const link = `<w:hyperlink r:id="rId9">${coloured('the site', '0000FF', '<w:u w:val="single"/>')}</w:hyperlink>`;
    const clause = p(`${struck('the old site')}${link}`);
    expect(
      recognise({ body: clause + clause, relationships: hyperlinkRelationship('rId9', 'https://example.com') }),
    ).toMatchObject({ insertions: 0 });
  });

  test('words struck inside a tracked change are tracked already', () => {
    expect(recognise(p(`<w:ins ${by('A')}>${struck('x')}</w:ins>`))).toBeNull();
    expect(recognise(p(`<w:del ${by('A')}>${r('<w:delText>x</w:delText>', '<w:strike/>')}</w:del>`))).toBeNull();
  });

  test('struck white space strikes nothing', () => {
    expect(recognise(p(`${r('a')}${struck(' ')}${bold('[b]')}`))).toBeNull();
  });

  test('a bracket without an end takes no live words with it', () => {
    const body =
      p(`${struck('a')}${bold('[b]')}${r(' c')}`) +
      p(`${bold('[')}${r('words that stay, and stay, and stay')}`) +
      p('more of them]');
    expect(recognise(body)).toMatchObject({ insertions: 1, unclosed: 1 });
  });
});

test('many brackets without an end are looked at in time that grows with their number', () => {
  const body = p(`${struck('a')}${bold('[b]')}`) + p(bold('[x ')).repeat(3_000);
  expect(recognise(body)).toMatchObject({ insertions: 1 });
});

test('the reader of a contract says that its struck words look like a redline', () => {
  const { notes } = readContent(p(`${r('within ')}${struck('10')}${bold('[30]')}${r(' days')}`));
  expect(notes).toEqual([{ code: 'struck-text-read-as-live', count: 1, byHand: { deletions: 1, insertions: 1 } }]);
});
