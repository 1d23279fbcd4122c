import { describe, expect, test } from 'vitest';
import { type DocxContent, inList, list, listLevel, p, r, relationship } from '../../../support/docx.ts';
import { formerly, inserted, insertedMark, redlinePair } from '../../../support/redline-pair.ts';

const last = p('Signed by the parties.');
const style = (id: string, name: string, more = '', type = 'paragraph') =>
  `<w:style w:type="${type}" w:styleId="${id}"><w:name w:val="${name}"/>${more}</w:style>`;
const styled = (id: string) => `<w:pStyle w:val="${id}"/>`;
const normal = style('Normal', 'Normal');
const page = (content: string, more: Omit<DocxContent, 'body'> = {}): DocxContent => ({
  body: `${content}${last}<w:sectPr/>`,
  ...more,
});
const words = 'The Vendor delivers the goods.';

describe('styles', () => {
  test('one that A lacks is brought along with those it is based on', () => {
    const quote = style('Quote', 'Quote', '<w:basedOn w:val="Block"/>');
    const block = style('Block', 'Block Text', '<w:basedOn w:val="Normal"/>');
    const { body, partOf } = redlinePair(
      page(p(words), { styles: normal }),
      page(p(words, styled('Quote')), { styles: normal + quote + block }),
    );
    expect(body).toBe(p(words, styled('Quote') + formerly('pPr', '')) + last);
    expect(partOf('word/styles.xml')).toBe(normal + quote + block);
  });

  test('the same one under another id is the same', () => {
    const { body } = redlinePair(
      page(p(words, styled('Titre1')), { styles: style('Titre1', 'heading 1') }),
      page(p(words, styled('Heading1')), { styles: style('Heading1', 'Heading 1') }),
    );
    expect(body).toBe(p(words, styled('Titre1')) + last);
  });

  test('one under an id that A uses for another is brought along under a free one', () => {
    const { body, partOf } = redlinePair(
      page(p(words, styled('A')), { styles: style('A', 'Clause') }),
      page(p(words, styled('A')), { styles: style('A', 'Schedule') }),
    );
    expect(body).toBe(p(words, styled('A1') + formerly('pPr', styled('A'))) + last);
    expect(partOf('word/styles.xml')).toBe(style('A', 'Clause') + style('A1', 'Schedule'));
  });

  test('one that both define differently stays as A has it and is said in the report', () => {
    const { body, report } = redlinePair(
      page(p(words, styled('A')), { styles: style('A', 'Clause', '<w:rPr><w:b/></w:rPr>') }),
      page(p(words, styled('A')), { styles: style('A', 'Clause', '<w:rPr><w:i/></w:rPr>') }),
    );
    expect(body).toBe(p(words, styled('A')) + last);
    expect(report.notes).toEqual([{ code: 'different-styles', count: 1, detail: 'Clause' }]);
  });

  test('of characters and tables, in words and a table put in', () => {
    const strong = style('Strong', 'Strong', '<w:rPr><w:b/></w:rPr>', 'character');
    const grid = style('Grid', 'Table Grid', '', 'table');
    const table = `<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/></w:tblPr><w:tblGrid/><w:tr><w:tc>${p('x')}</w:tc></w:tr></w:tbl>`;
    const { body, partOf } = redlinePair(
      page(p('pay now'), { styles: normal }),
      page(p(r('pay ') + r('only ', '<w:rStyle w:val="Strong"/>') + r('now')) + table, {
        styles: normal + strong + grid,
      }),
    );
    expect(body).toContain(inserted('only ', '<w:rStyle w:val="Strong"/>'));
    expect(partOf('word/styles.xml')).toContain(strong + grid);
  });

  test('A without a styles part', () => {
    redlinePair(page(p(words)), page(p(words, styled('Quote')), { styles: style('Quote', 'Quote') }));
  });

  test('A with a styles part that has nothing in it', () => {
    const { partOf } = redlinePair(
      page(p(words), {
        parts: {
          'word/styles.xml': '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>',
        },
        relationships: relationship(
          'rIdS',
          'http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles',
          'styles.xml',
        ),
      }),
      page(p(words, styled('Quote')), { styles: style('Quote', 'Quote') }),
    );
    expect(partOf('word/styles.xml')).toBe(style('Quote', 'Quote'));
  });
});

describe('lists', () => {
  const decimal = listLevel(0, 'decimal', '%1.');
  const letters = listLevel(0, 'lowerLetter', '(%1)');
  const items = (numId: number, ...texts: readonly string[]) => texts.map((each) => p(each, inList(numId))).join('');
  const texts = ['The Vendor delivers.', 'The Department pays.', 'Risk passes.'] as const;

  test('ids that differ, with equal definitions, are no change', () => {
    const a = items(1, ...texts);
    const { body } = redlinePair(
      page(a, { numbering: list(1, decimal) }),
      page(items(5, ...texts), { numbering: list(5, decimal) }),
    );
    expect(body).toBe(a + last);
  });

  test('an item put in renumbers those behind it, and that is one change', () => {
    const { changes, body } = redlinePair(
      page(items(1, ...texts), { numbering: list(1, decimal) }),
      page(items(1, 'First of all.', ...texts), { numbering: list(1, decimal) }),
    );
    expect(changes).toEqual([['insertion', '', 'First of all.']]);
    expect(body).toBe(p(inserted('First of all.'), inList(1) + insertedMark) + items(1, ...texts) + last);
  });

  test('a list that A lacks is brought along', () => {
    const { body, partOf } = redlinePair(
      page(items(1, ...texts), { numbering: list(1, decimal) }),
      page(items(1, ...texts) + items(2, 'a new one'), { numbering: list(1, decimal) + list(2, letters) }),
    );
    expect(body).toContain(p(inserted('a new one'), inList(2) + insertedMark));
    expect(partOf('word/numbering.xml')).toContain('(%1)');
  });

  test('under a number that A uses for another', () => {
    const { body } = redlinePair(
      page(items(1, ...texts), { numbering: list(1, decimal) }),
      page(items(1, ...texts), { numbering: list(1, letters) }),
    );
    expect(body).toContain(p(texts[0], inList(2) + formerly('pPr', inList(1))));
  });

  test('A without a numbering part, and with one that has nothing in it', () => {
    const b = page(p(words) + items(2, 'a new one'), { numbering: list(2, letters) });
    expect(redlinePair(page(p(words)), b).partOf('word/numbering.xml')).toContain('(%1)');
    const empty = {
      parts: {
        'word/numbering.xml': '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>',
      },
      relationships: relationship(
        'rIdN',
        'http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering',
        'numbering.xml',
      ),
    };
    expect(redlinePair(page(p(words), empty), b).partOf('word/numbering.xml')).toContain('(%1)');
  });

  test('restarted in one draft and not in the other', () => {
    const restarted = `${list(1, decimal)}<w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`;
    redlinePair(
      page(items(1, texts[0]) + items(2, texts[1]), { numbering: restarted }),
      page(items(1, texts[0], texts[1]), { numbering: list(1, decimal) }),
    );
    redlinePair(
      page(items(1, texts[0], texts[1]), { numbering: list(1, decimal) }),
      page(items(1, texts[0]) + items(2, texts[1]), { numbering: restarted }),
    );
  });

  test('a level that changes, and a paragraph that leaves its list', () => {
    const two = list(1, decimal, listLevel(1, 'decimal', '%1.%2'));
    const a = page(items(1, ...texts), { numbering: two });
    expect(
      redlinePair(a, page(items(1, texts[0]) + p(texts[1], inList(1, 1)) + items(1, texts[2]), { numbering: two }))
        .changes,
    ).toEqual([['formatting', texts[1], texts[1]]]);
    expect(
      redlinePair(a, page(items(1, texts[0]) + p(texts[1]) + items(1, texts[2]), { numbering: two })).changes,
    ).toEqual([['formatting', texts[1], texts[1]]]);
  });

  test('named by a style', () => {
    const clause = style('Clause', 'Clause', '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>');
    const a = page(p(texts[0], styled('Clause')), { styles: normal + clause, numbering: list(1, decimal) });
    const b = (numbering: string) =>
      page(p(texts[0], styled('Clause')) + p(texts[1], styled('Clause')), { styles: normal + clause, numbering });
    expect(redlinePair(a, b(list(1, decimal))).changes).toEqual([['insertion', '', texts[1]]]);
    redlinePair(a, b(list(1, letters)));
    redlinePair(page(p(texts[0]), { styles: normal }), b(list(1, decimal)));
  });

  test('whose levels name a style that A lacks', () => {
    const clause = style('Clause', 'Clause', '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>');
    const linked = list(2, listLevel(0, 'decimal', '%1.', '<w:pStyle w:val="Clause"/>'));
    const { partOf } = redlinePair(
      page(p(words), { styles: normal }),
      page(p(words) + items(2, 'a new one'), { styles: normal + clause, numbering: linked }),
    );
    expect(partOf('word/styles.xml').includes('Clause')).toBe(partOf('word/numbering.xml').includes('pStyle'));
  });

  test('defined by a list style', () => {
    const legal = style('Legal', 'Legal', '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>', 'numbering');
    const numbering = `<w:abstractNum w:abstractNumId="2"><w:styleLink w:val="Legal"/>${letters}</w:abstractNum><w:abstractNum w:abstractNumId="3"><w:numStyleLink w:val="Legal"/></w:abstractNum><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num><w:num w:numId="3"><w:abstractNumId w:val="3"/></w:num>`;
    redlinePair(
      page(p(words), { styles: normal }),
      page(p(words) + items(3, 'a new one'), { styles: normal + legal, numbering }),
    );
  });
});
