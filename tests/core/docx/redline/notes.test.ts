import { describe, expect, test } from 'vitest';
import { by, type DocxContent, hyperlinkRelationship, p, r, relationship } from '../../../support/docx.ts';
import { deleted, inserted, insertedMark, redlinePair } from '../../../support/redline-pair.ts';

const separators = `<w:footnote w:type="separator" w:id="0">${p(r('<w:separator/>'))}</w:footnote><w:footnote w:type="continuationSeparator" w:id="1">${p(r('<w:continuationSeparator/>'))}</w:footnote>`;
const reference = (id: number) => r(`<w:footnoteReference w:id="${id}"/>`, '<w:vertAlign w:val="superscript"/>');
const own = r('<w:footnoteRef/>');
const note = (id: number, content: string) =>
  `<w:footnote w:id="${id}">${content.startsWith('<w:p>') ? content : p(own + (content.startsWith('<') ? content : r(content)))}</w:footnote>`;
const last = p('Signed by the parties.');

function withNotes(body: string, ...notes: readonly string[]): DocxContent {
  return { body: `${body}${last}<w:sectPr/>`, footnotes: separators + notes.join('') };
}

const plain = p('The fee is due.');
const cited = (...ids: readonly number[]) => p(r('The fee') + ids.map(reference).join('') + r(' is due.'));

describe('footnotes', () => {
  test('one put in: its reference and all of its words, under an id that A does not use', () => {
    const { body, partOf, changes } = redlinePair(
      withNotes(p(r('A rate') + reference(2)) + plain, note(2, 'as agreed')),
      withNotes(p(r('A rate') + reference(3)) + cited(2), note(3, 'as agreed'), note(2, 'without tax')),
    );
    expect(body).toContain(inserted(reference(3)));
    expect(partOf('word/footnotes.xml')).toBe(
      `${separators}${note(2, 'as agreed')}<w:footnote w:id="3">${p(inserted(own + r('without tax')))}</w:footnote>`,
    );
    expect(changes.map(([kind, , after]) => [kind, after])).toEqual([
      ['insertion', '[note 2]'],
      ['insertion', 'without tax'],
    ]);
  });

  test('one of several paragraphs put in: the mark of the last cannot be tracked', () => {
    const { partOf } = redlinePair(withNotes(plain), withNotes(cited(2), note(2, p('one note') + p('goes on'))));
    expect(partOf('word/footnotes.xml')).toBe(
      `${separators}<w:footnote w:id="2">${p(inserted('one note'), insertedMark)}${p(inserted('goes on'))}</w:footnote>`,
    );
  });

  test('one taken out: its reference goes, and the note stays for whoever rejects that', () => {
    const { body, partOf } = redlinePair(withNotes(cited(2), note(2, 'without tax')), withNotes(plain));
    expect(body).toContain(deleted('<w:footnoteReference w:id="2"/>', '<w:vertAlign w:val="superscript"/>'));
    expect(partOf('word/footnotes.xml')).toBe(separators + note(2, 'without tax'));
  });

  test('one edited, though it has another id in B', () => {
    const { body, partOf } = redlinePair(
      withNotes(cited(2), note(2, 'without tax')),
      withNotes(cited(7), note(7, 'without any tax')),
    );
    expect(body).toBe(cited(2) + last);
    expect(partOf('word/footnotes.xml')).toBe(separators + note(2, r('without ') + inserted('any ') + r('tax')));
  });

  test('words change before, behind and around a reference that stays', () => {
    const text = (before: string, behind: string) => p(r(`The ${before}`) + reference(2) + r(` is ${behind} now`));
    for (const [before, behind] of [
      ['price', 'due'],
      ['fee', 'payable'],
      ['price', 'payable'],
    ] as const) {
      const { body, partOf } = redlinePair(
        withNotes(text('fee', 'due'), note(2, 'without tax')),
        withNotes(text(before, behind), note(2, 'without tax')),
      );
      expect(body).toContain(`${reference(2)}`);
      expect(body).not.toMatch(/<w:(?:ins|del) ours>(?:(?!<\/w:(?:ins|del)>).)*footnoteReference/);
      expect(partOf('word/footnotes.xml')).toBe(separators + note(2, 'without tax'));
    }
  });

  test('words right beside each other around a reference', () => {
    const text = (before: string, behind: string) => p(r(`The ${before}`) + reference(2) + r(` ${behind} now`));
    const { body } = redlinePair(
      withNotes(text('fee', 'applies'), note(2, 'without tax')),
      withNotes(text('price', 'holds'), note(2, 'without tax')),
    );
    expect(body).not.toMatch(/<w:(?:ins|del) ours>(?:(?!<\/w:(?:ins|del)>).)*footnoteReference/);
  });

  test('A without a footnotes part: it is made after that of B, with its separators and links', () => {
    const link = `<w:hyperlink r:id="rIdTax">${r('the tax code')}</w:hyperlink>`;
    const { file, partOf } = redlinePair(
      { body: `${plain}${last}<w:sectPr/>` },
      {
        ...withNotes(cited(2), note(2, p(own + link))),
        parts: {
          'word/_rels/footnotes.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${hyperlinkRelationship('rIdTax', 'https://example.org/tax')}</Relationships>`,
        },
      },
    );
    expect(partOf('word/footnotes.xml')).toContain('<w:footnote w:type="separator" w:id="0">');
    expect(partOf('word/_rels/footnotes.xml.rels')).toContain('Target="https://example.org/tax"');
    expect(partOf('word/_rels/document.xml.rels')).toContain('/footnotes"');
    expect(file.bytes.length).toBeGreaterThan(0);
  });

  test('the id of a new note is none that a separator brought along has', () => {
    const { partOf } = redlinePair({ body: `${plain}${last}<w:sectPr/>` }, withNotes(cited(2), note(2, 'without tax')));
    const ids = [...partOf('word/footnotes.xml').matchAll(/<w:footnote [^>]*w:id="(-?\d+)"/g)].map(([, id]) => id);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(3);
  });

  test('in a cell, and in a paragraph that moves', () => {
    const cell = (content: string) => `<w:tbl><w:tr><w:tc>${content}</w:tc></w:tr></w:tbl>`;
    expect(
      redlinePair(
        withNotes(cell(cited(2)), note(2, 'without tax')),
        withNotes(cell(cited(2)), note(2, 'without any tax')),
      ).changes,
    ).toEqual([['insertion', '', 'any ']]);
    const others = p('The Vendor delivers the goods on time.') + p('The Department pays the fee in time.');
    redlinePair(
      withNotes(p(r('Either party may end this agreement') + reference(2)) + others, note(2, 'by notice')),
      withNotes(others + p(r('Either party may end this agreement') + reference(2)), note(2, 'by written notice')),
    );
  });

  test('that change places with one another are compared in the order in which they are cited', () => {
    const { changes } = redlinePair(
      withNotes(cited(2, 3), note(2, 'without tax'), note(3, 'in euros')),
      withNotes(cited(2, 3), note(2, 'in euros'), note(3, 'without tax')),
    );
    expect(changes).toHaveLength(2);
  });

  test('a pending change of somebody else in a note alone survives', () => {
    const pending = note(2, `${r('without ')}<w:ins ${by('The Vendor')}>${r('any ')}</w:ins>${r('tax')}`);
    const { partOf, changes } = redlinePair(
      withNotes(cited(2), pending),
      withNotes(p(r('The price') + reference(2) + r(' is due.')), note(2, 'without any tax')),
    );
    expect(changes).toEqual([['replacement', 'fee', 'price']]);
    expect(partOf('word/footnotes.xml')).toBe(separators + pending);
  });

  test('attributes in single quotes', () => {
    const quoted = (text: string) => text.replaceAll('"', "'");
    redlinePair(
      withNotes(quoted(cited(2)), quoted(note(2, 'without tax'))),
      withNotes(cited(2, 3), note(2, 'without tax'), note(3, 'in euros')),
    );
  });
});

describe('endnotes', () => {
  const endnoteReference = (id: number) => r(`<w:endnoteReference w:id="${id}"/>`);
  const endnote = (id: number, content: string) => `<w:endnote w:id="${id}">${p(content)}</w:endnote>`;
  const body = (...ids: readonly number[]) =>
    `${p(r('The fee') + ids.map(endnoteReference).join(''))}${last}<w:sectPr/>`;

  test('edited, put in and taken out', () => {
    const before = { body: body(2), endnotes: endnote(2, 'without tax') };
    expect(redlinePair(before, { body: body(2), endnotes: endnote(2, 'with tax') }).partOf('word/endnotes.xml')).toBe(
      `<w:endnote w:id="2">${p(deleted('without') + inserted('with') + r(' tax'))}</w:endnote>`,
    );
    const both = { body: body(2, 3), endnotes: endnote(2, 'without tax') + endnote(3, 'in euros') };
    expect(redlinePair(before, both).partOf('word/endnotes.xml')).toBe(
      `${endnote(2, 'without tax')}<w:endnote w:id="3">${p(inserted('in euros'))}</w:endnote>`,
    );
    expect(redlinePair(both, before).changes).toEqual([['deletion', '[note ii]', '']]);
  });

  test('and footnotes in one paragraph', () => {
    const content = (foot: string, end: string): DocxContent => ({
      body: `${p(r('The fee') + reference(2) + endnoteReference(2))}${last}<w:sectPr/>`,
      footnotes: separators + note(2, foot),
      endnotes: endnote(2, end),
    });
    expect(redlinePair(content('one two', 'three four'), content('one six', 'three five')).changes).toEqual([
      ['replacement', 'two', 'six'],
      ['replacement', 'four', 'five'],
    ]);
  });

  test('a picture in a note that is put in comes along', () => {
    const picture = r(
      '<w:drawing><wp:inline><wp:docPr id="1" name="Picture"/><pic:pic><pic:blipFill><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:embed="rIdP"/></pic:blipFill></pic:pic></wp:inline></w:drawing>',
    );
    const image = relationship(
      'rIdP',
      'http://schemas.openxmlformats.org/officeDocument/2006/relationships/image',
      'media/seal.png',
    );
    const { file, partOf } = redlinePair(
      { body: `${p('The fee')}${last}<w:sectPr/>` },
      {
        body: body(2),
        endnotes: `<w:endnote w:id="2">${p(picture)}</w:endnote>`,
        parts: {
          'word/_rels/endnotes.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${image}</Relationships>`,
          'word/media/seal.png': 'a seal',
        },
      },
    );
    expect(file.bytes.length).toBeGreaterThan(0);
    expect(partOf('word/_rels/endnotes.xml.rels')).toContain('Target="/word/media/seal.png"');
  });
});
