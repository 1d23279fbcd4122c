import { describe, expect, test } from 'vitest';
import { type DocxContent, p, r, relationship } from '../../../support/docx.ts';
import { deleted, deletedMark, inserted, insertedMark, redlinePair } from '../../../support/redline-pair.ts';

const last = p('Signed by the parties.');
const imageType = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/image';

describe('pictures', () => {
  const picture = (id: string) =>
    `<w:drawing><wp:inline><wp:docPr id="1" name="Picture"/><pic:pic><pic:blipFill><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:embed="${id}"/></pic:blipFill></pic:pic></wp:inline></w:drawing>`;
  const types =
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
  const page = (content: string, id: string, name: string, data: string): DocxContent => ({
    body: `${p(content)}${last}<w:sectPr/>`,
    relationships: relationship(id, imageType, `media/${name}`),
    parts: { '[Content_Types].xml': types, [`word/media/${name}`]: data },
  });
  const plain = (content: string, name: string, data: string): DocxContent => ({
    body: `${p(content)}${last}<w:sectPr/>`,
    parts: { '[Content_Types].xml': types, [`word/media/${name}`]: data },
  });

  test('the same picture under another name is the same', () => {
    const { body } = redlinePair(
      page(r('Our seal is ') + r(picture('rId5')), 'rId5', 'seal.png', 'a seal'),
      page(r('The seal is ') + r(picture('rId7')), 'rId7', 'image1.png', 'a seal'),
    );
    expect(body).toBe(p(deleted('Our') + inserted('The') + r(' seal is ') + r(picture('rId5'))) + last);
  });

  test('a new one comes along with its part, under a name that is free', () => {
    const { body, partOf } = redlinePair(
      plain(r('Our seal'), 'image1.png', 'something else'),
      page(r('Our seal') + r(picture('rId7')), 'rId7', 'image1.png', 'a seal'),
    );
    expect(body).toMatch(/<w:ins ours><w:r><w:drawing>/);
    expect(partOf('word/_rels/document.xml.rels')).toContain('Target="/word/media/image1-1.png"');
    expect(partOf('[Content_Types].xml')).toContain('PartName="/word/media/image1-1.png" ContentType="image/png"');
  });

  test('another one under the same name is a change', () => {
    const { changes, body } = redlinePair(
      page(r('Our seal ') + r(picture('rId7')), 'rId7', 'image1.png', 'an old seal'),
      page(r('Our seal ') + r(picture('rId7')), 'rId7', 'image1.png', 'a new seal'),
    );
    expect(changes).toEqual([['replacement', '[image]', '[image]']]);
    expect(body).toContain(deleted(picture('rId7')));
  });

  test('that were compared as wholes are said in the report', () => {
    const { report } = redlinePair(
      page(r('Our seal ') + r(picture('rId7')), 'rId7', 'image1.png', 'a seal'),
      page(r('The seal ') + r(picture('rId7')), 'rId7', 'image1.png', 'a seal'),
    );
    expect(report.notes.map(({ code }) => code)).toContain('objects-compared-as-wholes');
  });

  test('a word beside one changes and it stays', () => {
    const text = (before: string, behind: string) =>
      page(r(`We put ${before} `) + r(picture('rId7')) + r(` ${behind} all papers.`), 'rId7', 'image1.png', 'a seal');
    const { body } = redlinePair(text('our seal', 'on'), text('the seal', 'under'));
    expect(body).toContain(r(picture('rId7')));
    expect(body).not.toMatch(/<w:(?:ins|del) ours><w:r><w:drawing>/);
  });
});

describe('symbols', () => {
  const symbol = (character: string) => r(`<w:sym w:font="Wingdings" w:char="${character}"/>`);

  test('one of two neighbours goes', () => {
    const { body } = redlinePair(
      p(r('a') + symbol('F0FC') + symbol('F0FD') + r('b')),
      p(r('a') + symbol('F0FD') + r('b')),
    );
    expect(body).toBe(p(r('a') + deleted('<w:sym w:font="Wingdings" w:char="F0FC"/>') + symbol('F0FD') + r('b')));
  });
});

describe('text boxes', () => {
  const box = (content: string) =>
    `<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wps:wsp><wps:txbx><w:txbxContent>${content}</w:txbxContent></wps:txbx></wps:wsp></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>${content}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>`;
  const around = (content: string) => p(r('see ') + r(box(content))) + last;

  test('a word is tracked in both branches, and the box stays', () => {
    const { body, changes } = redlinePair(around(p('The fee is due')), around(p('The whole fee is due')));
    expect(body).toBe(around(p(r('The ') + inserted('whole ') + r('fee is due'))));
    expect(changes).toEqual([['insertion', '', 'whole ']]);
  });

  test('a paragraph put in and one taken out inside', () => {
    expect(redlinePair(around(p('The fee')), around(p('The fee') + p('is due'))).body).toBe(
      around(p('The fee', insertedMark) + p(inserted('is due'))),
    );
    expect(redlinePair(around(p('The fee') + p('is due')), around(p('The fee'))).body).toBe(
      around(p('The fee', deletedMark) + p(deleted('is due'))),
    );
  });

  test('words around it and in it change at once', () => {
    const { changes } = redlinePair(
      p(r('see ') + r(box(p('The fee'))) + r(' here')) + last,
      p(r('look at ') + r(box(p('The price'))) + r(' here')) + last,
    );
    expect(changes).toEqual([
      ['replacement', 'see', 'look at'],
      ['replacement', 'fee', 'price'],
    ]);
  });

  test('the box itself comes and goes', () => {
    const words = p(r('see '));
    const come = redlinePair(words + last, around(p('The fee is due'))).body;
    expect(come).toMatch(/<w:ins ours><w:r><mc:AlternateContent>/);
    const gone = redlinePair(around(p('The fee is due')), words + last).body;
    expect(gone).toMatch(/<w:del ours><w:r><mc:AlternateContent>/);
  });

  test('a table in one, and a box in a cell', () => {
    const rows = (...words: readonly string[]) =>
      `<w:tbl>${words.map((each) => `<w:tr><w:tc>${p(each)}</w:tc></w:tr>`).join('')}</w:tbl>${p()}`;
    expect(redlinePair(around(rows('a', 'b')), around(rows('a', 'new', 'b'))).changes).toEqual([
      ['insertion', '', 'new'],
    ]);
    expect(
      redlinePair(rows('x', 'y').replace(p('x'), around(p('a b'))), rows('x', 'y').replace(p('x'), around(p('a c'))))
        .changes,
    ).toEqual([['replacement', 'b', 'c']]);
  });
});

describe('objects that a program wrote anew', () => {
  const box = (content: string, { id = '1', cache = '', fallback = content }) =>
    `<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline xmlns:wp14="http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing" wp14:anchorId="0000000${id}" wp14:editId="0000000${id}"><wp:docPr id="${id}" name="Box ${id}"/><wps:wsp><wps:txbx><w:txbxContent>${content}</w:txbxContent></wps:txbx></wps:wsp></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict w14:anchorId="0000000${id}"><v:shape xmlns:o="urn:schemas-microsoft-com:office:office" id="_x0000_s${id}" o:spid="_x0000_s${id}" o:gfxdata="${cache}"><v:textbox><w:txbxContent>${fallback}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>`;
  const around = (content: string) => p(r('see ') + r(content)) + last;
  const cut = p(`${r('The fee', '<w:noProof/>')}<w:proofErr w:type="gramStart"/>${r(' is due')}`);

  test('a box is the same whatever is written for older programs, caches and ids', () => {
    const before = around(box(p('The fee is due'), { cache: 'AAAA' }));
    const { body, changes } = redlinePair(before, around(box(cut, { id: '7', cache: 'BBBB', fallback: p('other') })));
    expect(changes).toEqual([]);
    expect(body).toBe(before);
  });

  test('words of such a box are tracked in both branches', () => {
    const { body } = redlinePair(
      around(box(p('The fee is due'), { cache: 'AAAA' })),
      around(box(p('The whole fee is due'), { id: '7', cache: 'BBBB' })),
    );
    expect(body).toBe(around(box(p(r('The ') + inserted('whole ') + r('fee is due')), { cache: 'AAAA' })));
  });

  test('a shape in VML with the kind of shape before it and without, and an embedded object', () => {
    const shape = (kind: string, ids: string) =>
      `<w:object xmlns:o="urn:schemas-microsoft-com:office:office" w14:anchorId="${ids}">${kind}<v:shape id="${ids}" type="#_x0000_t75" style="width:10pt"/><o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" ShapeID="${ids}" ObjectID="_${ids}"/></w:object>`;
    const kind = '<v:shapetype id="_x0000_t75" coordsize="21600,21600"/>';
    expect(redlinePair(around(shape(kind, '1')), around(shape('', '2'))).changes).toEqual([]);
  });

  test('a box whose frame is another stays, its words are tracked, and the report says so', () => {
    const framed = (size: string, content: string) =>
      around(
        `<w:drawing><wp:inline><wp:extent cx="${size}"/><wps:wsp><wps:txbx><w:txbxContent>${p(content)}</w:txbxContent></wps:txbx></wps:wsp></wp:inline></w:drawing>`,
      );
    const drawn = (content: string) =>
      around(
        `<w:pict><v:rect style="width:10pt"><v:textbox><w:txbxContent>${p(content)}</w:txbxContent></v:textbox></v:rect></w:pict>`,
      );
    const twice = box(p('The fee is due'), {});
    const a = framed('1000', 'The fee is due');
    for (const [before, after] of [
      [a, framed('1001', 'The fee is due')],
      [a, drawn('The fee is due')],
      [around(twice), drawn('The fee is due')],
      [around(twice), around(twice.replace('<wps:wsp>', '<wp:extent cx="1000"/><wps:wsp>'))],
    ] as const) {
      const { body, report } = redlinePair(before, after);
      expect(body).toBe(before);
      expect(report.notes).toContainEqual({ code: 'object-frames', count: 1 });
    }
    const { changes, report } = redlinePair(a, drawn('The price is due'));
    expect(changes).toEqual([['replacement', 'fee', 'price']]);
    expect(report.notes).toContainEqual({ code: 'object-frames', count: 1 });
    expect(redlinePair(a, framed('1001', 'Nothing is alike here at all')).body).toMatch(/<w:del ours><w:r><w:drawing>/);
  });

  test('a chart whose workbook is another is another', () => {
    const type = (kind: string) => `http://schemas.openxmlformats.org/officeDocument/2006/relationships/${kind}`;
    const page = (workbook: string): DocxContent => ({
      body: `${around(
        '<w:drawing><wp:inline><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="rId7"/></wp:inline></w:drawing>',
      )}<w:sectPr/>`,
      relationships: relationship('rId7', type('chart'), 'charts/chart1.xml'),
      parts: {
        'word/charts/chart1.xml': '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/>',
        'word/charts/_rels/chart1.xml.rels': `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relationship('rId1', type('package'), '../embeddings/sheet.xlsx')}</Relationships>`,
        'word/embeddings/sheet.xlsx': workbook,
      },
    });
    expect(redlinePair(page('one sheet'), page('one sheet')).changes).toEqual([]);
    expect(redlinePair(page('one sheet'), page('another')).changes).toHaveLength(1);
  });
});

describe('content controls', () => {
  const control = (content: string) =>
    `<w:sdt><w:sdtPr><w:tag w:val="Fee"/></w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;

  test('a word inside one among words', () => {
    const { body } = redlinePair(
      p(r('pay ') + control(r('ten euros')) + r(' now')),
      p(r('pay ') + control(r('twelve euros')) + r(' now')),
    );
    expect(body).toBe(p(r('pay ') + control(deleted('ten') + inserted('twelve') + r(' euros')) + r(' now')));
  });

  test('paragraphs inside one that holds blocks', () => {
    const one = p('The fee is due.');
    const two = p('Tax is not in it.');
    const { body } = redlinePair(control(one + two) + last, control(one + p('It is fixed.') + two) + last);
    expect(body).toBe(control(one + p(inserted('It is fixed.'), insertedMark) + two) + last);
    expect(redlinePair(control(one + two) + last, control(one) + last).changes).toEqual([
      ['deletion', 'Tax is not in it.', ''],
    ]);
  });

  test('a split inside one does not double it', () => {
    const { body } = redlinePair(
      p(r('pay ') + control(r('ten euros to the Vendor')) + r(' now')) + last,
      p(r('pay ten')) + p(r(' euros to the Vendor now')) + last,
    );
    expect(body.match(/<w:sdt>/g)).toHaveLength(1);
  });

  test('that only one side has are said in the report', () => {
    const { report } = redlinePair(p('pay ten euros now'), p(r('pay ') + control(r('ten euros')) + r(' now')));
    expect(report.notes).not.toEqual([]);
  });
});
