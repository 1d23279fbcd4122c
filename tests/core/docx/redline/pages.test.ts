import { describe, expect, test } from 'vitest';
import { type DocxContent, p, r, relationship } from '../../../support/docx.ts';
import { deleted, inserted, insertedMark, redlinePair } from '../../../support/redline-pair.ts';

const types = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const root = (name: string, content: string) =>
  `<w:${name} xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${content}</w:${name}>`;
const show = (kind: 'header' | 'footer', id: string, type = 'default') =>
  `<w:${kind}Reference w:type="${type}" r:id="${id}"/>`;
const section = (content: string) => `<w:sectPr>${content}</w:sectPr>`;
const size = (width: number) => `<w:pgSz w:w="${width}" w:h="16000"/>`;

describe('headers and footers', () => {
  const page = (words: string, header: string, footer: string): DocxContent => ({
    body: p(words) + section(show('header', 'rId-header') + show('footer', 'rId-footer')),
    header,
    footer,
  });

  test('are compared with those that the same section shows in the same place', () => {
    const { partOf, body, changes } = redlinePair(
      page('The fee is due.', p('First draft'), p('Page one')),
      page('The fee is due.', p('Second draft'), p('Page one') + p('of ten')),
    );
    expect(partOf('word/header.xml')).toBe(p(deleted('First') + inserted('Second') + r(' draft')));
    expect(partOf('word/footer.xml')).toBe(p('Page one', insertedMark) + p(inserted('of ten')));
    expect(body).toContain(p('The fee is due.'));
    expect(changes).toHaveLength(2);
  });

  test('of the first and of even pages, under other names and ids', () => {
    const three = (
      names: readonly [string, string, string],
      words: readonly [string, string, string],
    ): DocxContent => ({
      body:
        p('The fee is due.') +
        section(`${show('header', 'a')}${show('header', 'b', 'first')}${show('header', 'c', 'even')}<w:titlePg/>`),
      relationships: names.map((name, index) => relationship('abc'.charAt(index), `${types}/header`, name)).join(''),
      parts: Object.fromEntries(names.map((name, index) => [`word/${name}`, root('hdr', p(words[index] as string))])),
    });
    const { partOf } = redlinePair(
      three(['header1.xml', 'header2.xml', 'header3.xml'], ['all pages', 'title page', 'even pages']),
      three(['header3.xml', 'header1.xml', 'header2.xml'], ['all pages', 'title sheet', 'even pages']),
    );
    expect(partOf('word/header1.xml')).toBe(p('all pages'));
    expect(partOf('word/header2.xml')).toBe(p(r('title ') + deleted('page') + inserted('sheet')));
    expect(partOf('word/header3.xml')).toBe(p('even pages'));
  });

  test('that only one side has are said in the report', () => {
    const bare = { body: p('The fee is due.') + section('') };
    const { report } = redlinePair(bare, page('The fee is due.', p('First draft'), p('Page one')));
    expect(report.notes).toEqual([
      { code: 'header-or-footer-without-counterpart', count: 2, detail: 'header default, footer default' },
    ]);
    expect(redlinePair(page('The fee is due.', p('First draft'), p('')), bare).report.notes).toHaveLength(1);
  });

  test('a pending change of somebody else in one survives', () => {
    const pending = p(
      `${r('First ')}<w:ins w:id="7" w:author="The Vendor" w:date="2026-01-01T09:00:00Z">${r('full ')}</w:ins>${r('draft')}`,
    );
    const { partOf } = redlinePair(
      page('The fee is due.', pending, p('Page one')),
      page('The fee was due.', p('First full draft'), p('Page one')),
    );
    expect(partOf('word/header.xml')).toBe(pending);
  });

  test('a picture in one that changes', () => {
    const picture = r(
      '<w:drawing><wp:inline><wp:docPr id="1" name="Picture"/><pic:pic><pic:blipFill><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:embed="rIdP"/></pic:blipFill></pic:pic></wp:inline></w:drawing>',
    );
    const withSeal = (data: string): DocxContent => ({
      ...page('The fee is due.', p(r('Seal ') + picture), p('Page one')),
      parts: {
        'word/_rels/header.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relationship('rIdP', `${types}/image`, 'media/seal.png')}</Relationships>`,
        'word/media/seal.png': data,
      },
    });
    const { partOf } = redlinePair(withSeal('an old seal'), withSeal('a new seal'));
    expect(partOf('word/header.xml')).toMatch(/<w:del ours><w:r><w:drawing>.*<w:ins ours><w:r><w:drawing>/);
  });
});

describe('sections', () => {
  const before = p('The Vendor delivers the goods.');
  const after = p('The Department pays the fee.');
  const breaks = (width: number) => p('', section(size(width)));

  test('one put in and one taken out', () => {
    const whole = before + after + section(size(9000));
    const cut = before + breaks(9000) + after + section(size(9000));
    expect(redlinePair({ body: whole }, { body: cut }).body).toContain(p('', `${insertedMark}${section(size(9000))}`));
    expect(redlinePair({ body: cut }, { body: whole }).body).toContain(section(size(9000)));
  });

  test('page sizes that differ stay as A has them and are said in the report', () => {
    const { body, report } = redlinePair(
      { body: before + section(size(9000)) },
      { body: before + section(size(7000)) },
    );
    expect(body).toBe(before + section(size(9000)));
    expect(report.notes.map(({ code }) => code)).toContain('section-not-carried');
  });

  test('words in a paragraph that ends one change, and it stays', () => {
    const ends = (words: string) => p(words, section(size(7000)));
    const { body } = redlinePair(
      { body: ends('The Vendor delivers the goods.') + after + section(size(9000)) },
      { body: ends('The Vendor sends the goods.') + after + section(size(9000)) },
    );
    expect(body).toContain(section(size(7000)));
    expect(body).toContain(inserted('sends'));
  });

  test('each shows its own header', () => {
    const two = (first: string, second: string): DocxContent => ({
      body: p('The Vendor delivers the goods.', section(show('header', 'a'))) + after + section(show('header', 'b')),
      relationships:
        relationship('a', `${types}/header`, 'header1.xml') + relationship('b', `${types}/header`, 'header2.xml'),
      parts: { 'word/header1.xml': root('hdr', p(first)), 'word/header2.xml': root('hdr', p(second)) },
    });
    const { partOf } = redlinePair(two('Part one', 'Part two'), two('Part one', 'Part 2'));
    expect(partOf('word/header1.xml')).toBe(p('Part one'));
    expect(partOf('word/header2.xml')).toBe(p(r('Part ') + deleted('two') + inserted('2')));
  });

  test('one put in before a section that handed its header on', () => {
    const header = { header: p('First draft') };
    redlinePair(
      { body: before + after + section(show('header', 'rId-header')), ...header },
      {
        body: p('The Vendor delivers the goods.', section(show('header', 'rId-header'))) + after + section(''),
        ...header,
      },
    );
    redlinePair(
      {
        body: p('The Vendor delivers the goods.', section(show('header', 'rId-header'))) + after + section(''),
        ...header,
      },
      { body: before + after + section(show('header', 'rId-header')), ...header },
    );
  });
});
