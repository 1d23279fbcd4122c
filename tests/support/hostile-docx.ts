import { buildZip, type DocxContent, docxItems, list, listLevel, p, r, relationship, type ZipItem } from './docx.ts';
import { SeededRandom } from './seeded-random.ts';

/**
 * Files made to make a reader hang, run out of memory or crash. Each is as bad as fits into what is opened and read at
 * all; parts are mostly stored, because packed their ratio alone would give them away.
 */
export interface HostileFile {
  readonly name: string;
  /** The code with which it is refused, or `read`. */
  readonly outcome: string;
  /** Of its kind the one that costs most; the others are read where time matters less. */
  readonly isWorst: boolean;
  readonly make: () => Uint8Array;
}

const mega = 1024 * 1024;
/** Nearly as much as is opened, and as is read. */
const file = 190 * mega;
const part = 63 * mega;

const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const markup = 'http://schemas.openxmlformats.org/markup-compatibility/2006';
const header = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/header';
const declaration = '<?xml version="1.0" encoding="UTF-8"?>';

function stored(content: DocxContent | string): Uint8Array {
  const whole = typeof content === 'string' ? { body: content } : content;
  return buildZip(docxItems(whole).map((item) => ({ ...item, stored: true })));
}

function withMainPart(content: Buffer | string): Uint8Array {
  return stored({ body: '', parts: { 'word/document.xml': content } });
}

/** A main part of that many bytes, all of one pattern repeated, with what stands before and after it in the body. */
function filled(pattern: string, before = '', after = '', bytes = part): Buffer {
  const start = Buffer.from(`${declaration}<w:document xmlns:w="${main}"><w:body>${before}`);
  const end = Buffer.from(`${after}</w:body></w:document>`);
  const unit = Buffer.from(pattern);
  return Buffer.concat([start, Buffer.alloc(bytes - (bytes % unit.length), unit), end]);
}

const body = (pattern: string, before = '', after = '') => withMainPart(filled(pattern, before, after));
const text = (pattern: string) => body(pattern, '<w:p><w:r><w:t>', '</w:t></w:r></w:p>');

function times(count: number, make: (index: number) => string): string {
  const pieces: string[] = [];
  for (let index = 0; index < count; index++) pieces.push(make(index));
  return pieces.join('');
}

function compoundFile(stream: string): Uint8Array {
  const bytes = Buffer.alloc(file - (file % 128), 1);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes);
  const at = bytes.length - 128;
  bytes.write(`${stream}\0`, at, 'utf16le');
  bytes.writeUInt16LE(2 * (stream.length + 1), at + 64);
  bytes.writeUInt8(2, at + 66);
  return bytes;
}

function archive(item: (index: number) => ZipItem, count: number): Uint8Array {
  const items = docxItems({ body: p('words') });
  return buildZip([...items, ...Array.from({ length: count - items.length }, (_, index) => item(index))]);
}

function bomb(declaredBytes?: number): Uint8Array {
  const items = docxItems({ body: '', parts: { 'word/document.xml': filled(' ', '', '', file) } });
  const declare = (item: ZipItem) =>
    declaredBytes !== undefined && item.data.length > mega ? { ...item, size: declaredBytes } : item;
  return buildZip(items.map(declare));
}

function headers(count: number, bodies: number, content: string): Uint8Array {
  const names = Array.from({ length: bodies }, (_, index) => `h${index}.xml`);
  return stored({
    body: p('words'),
    relationships: times(count, (index) => relationship(`h${index}`, header, `./x/../h${index % bodies}.xml`)),
    parts: Object.fromEntries(names.map((name) => [`word/${name}`, content])),
  });
}

const hugeNumber = () => '9'.repeat(mega);
const hugeNumbers = (number: string): DocxContent => ({
  body: `${p('words', `<w:numPr><w:ilvl w:val="${number}"/><w:numId w:val="${number}"/></w:numPr>`)}${p('words', '<w:numPr><w:numId w:val="1"/></w:numPr>')}<w:p><w:pPr><w:outlineLvl w:val="${number}"/></w:pPr><w:r><w:sym w:char="${number}"/></w:r></w:p>`,
  numbering: list(1, listLevel(0, 'upperRoman', number, `<w:lvlRestart w:val="${number}"/>`)),
  settings: `<w:footnotePr><w:numStart w:val="${number}"/></w:footnotePr>`,
});

function ordinaryWords(bytes: number): string {
  const random = new SeededRandom(1);
  const words = Array.from({ length: 5_000 }, () => Math.floor(random.next() * 1e12).toString(36));
  return times(Math.floor(bytes / 8), () => `${random.pick(words)} `).slice(0, bytes);
}

const hostile = (name: string, outcome: string, make: () => Uint8Array, isWorst = false): HostileFile => ({
  name,
  outcome,
  make,
  isWorst,
});
const worst = (name: string, outcome: string, make: () => Uint8Array) => hostile(name, outcome, make, true);

export const hostileFiles: readonly HostileFile[] = [
  hostile('a compound file of 190 MB', 'legacy-doc', () => compoundFile('WordDocument')),
  hostile('an encrypted file of 190 MB', 'encrypted', () => compoundFile('EncryptedPackage')),
  hostile('a zip that ends everywhere', 'damaged', () =>
    Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(file, 'PK\x05\x06')]),
  ),
  worst('65,535 entries', 'too-large', () => archive((index) => ({ name: `e/${index}`, data: '' }), 65_535)),
  hostile('10,000 entries of one name', 'damaged', () => archive(() => ({ name: 'e', data: '' }), 10_000)),
  hostile('names of 60 KB', 'damaged', () =>
    archive((index) => ({ name: `${index}/${'n/'.repeat(30_000)}n`, data: '' }), 1_500),
  ),
  hostile('a bomb', 'too-large', () => bomb()),
  hostile('a bomb that declares 1 KB', 'damaged', () => bomb(1_000)),

  hostile('text of 190 MB', 'too-large', () => withMainPart(filled('words ', '', '', file))),
  hostile('text, packed', 'read', () => buildZip(docxItems({ body: p(ordinaryWords(part)) }))),
  hostile('text of two bytes a character', 'read', () => text('words’ ')),
  hostile('text in UTF-16', 'read', () => {
    const xml = filled('words ', '<w:p><w:r><w:t>', '</w:t></w:r></w:p>', part / 2).toString();
    return withMainPart(Buffer.from(`\ufeff${xml}`, 'utf16le'));
  }),
  hostile('pairs of surrogates', 'read', () => text('😀')),
  hostile('carriage returns', 'too-large', () => text('\r')),
  worst('references', 'too-large', () => text('&#97;')),
  hostile('brackets', 'read', () => text(']')),
  hostile('one long reference', 'damaged', () => body('1', '<w:p><w:r><w:t>&#', ';</w:t></w:r></w:p>')),
  worst('line feeds and then an error', 'damaged', () => body('\n', '<w:p>', '&')),
  hostile('sections of character data', 'too-large', () => text('<![CDATA[x]]>')),
  hostile('comments', 'too-large', () => body('<!---->', '<w:p>', '</w:p>')),
  hostile('comments between characters', 'too-large', () => text('x<!---->')),
  hostile('a processing instruction', 'no-text', () => body('?', '<?a ', '?>')),
  hostile('elements inside one another', 'damaged', () => body('<w:p>')),
  hostile('tables inside one another', 'read', () =>
    stored(`${'<w:tbl><w:tr><w:tc>'.repeat(120)}${p('x')}${'</w:tc></w:tr></w:tbl>'.repeat(120)}`.repeat(4_000)),
  ),
  hostile('text boxes inside one another', 'read', () =>
    stored(
      `${'<w:p><w:r><w:drawing><w:txbxContent>'.repeat(100)}${p('x')}${'</w:txbxContent></w:drawing></w:r></w:p>'.repeat(100)}`,
    ),
  ),
  hostile('millions of elements in one paragraph', 'too-large', () => body('<w:r><w:t/></w:r>', '<w:p>', '</w:p>')),
  hostile('millions of paragraphs', 'too-large', () => body('<w:p/>')),
  hostile('millions of paragraphs in ten controls', 'too-large', () =>
    stored(`<w:sdt><w:sdtContent>${'<w:p/>'.repeat(590_000)}</w:sdtContent></w:sdt>`.repeat(10)),
  ),
  hostile('millions of elements around the body', 'too-large', () =>
    withMainPart(`${declaration}<w:document xmlns:w="${main}">${'<a/>'.repeat(15 * mega)}</w:document>`),
  ),
  worst('as much as there may be of everything', 'too-large', () =>
    body(`<w:p>${'<w:r><w:t>words’ words words</w:t></w:r>'.repeat(290_000)}</w:p>`),
  ),
  worst('as much as there may be of everything, run together', 'too-large', () =>
    body(
      `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>${'<w:r><w:t>words’ words words</w:t></w:r>'.repeat(4_900)}</w:p>`,
    ),
  ),
  worst('attributes, each another', 'too-large', () =>
    stored(`<w:p>${times(2_500_000, (index) => `<w:r w:val="${index}"/>`)}</w:p>`),
  ),
  hostile('a million attributes', 'damaged', () => stored(`<w:p${times(1_000_000, (index) => ` a${index}=""`)}/>`)),
  hostile('elements with 190 attributes', 'too-large', () =>
    body(`<a${times(190, (index) => ` a${index}=""`)} b=">"/>`),
  ),
  hostile('one long value', 'no-text', () => body('>', '<w:p w:val="', '"/>')),
  hostile('a long element name', 'damaged', () => body('n', '<', '/>')),
  worst('names, each another', 'damaged', () =>
    stored(`<a xmlns="${'u'.repeat(999)}">${times(250_000, (index) => `<${'n'.repeat(240)}${index}/>`)}</a>`),
  ),
  worst('namespaces inside one another', 'damaged', () => {
    const around = times(450, (index) => `<a xmlns:q${index}="urn:${index}">`);
    const inside = times(1_000_000, (index) => `<q${index % 400}:a xmlns:z="urn:${index}"/>`);
    return stored(`${around}${inside}${'</a>'.repeat(450)}`);
  }),
  hostile('numbers of a megabyte', 'read', () => stored(hugeNumbers(hugeNumber()))),

  worst('fields that never end', 'read', () =>
    stored(`<w:p>${r('words')}${'<w:r><w:fldChar w:fldCharType="begin"/></w:r>'.repeat(290_000)}</w:p>`),
  ),
  hostile('a field that never ends in each of 99,000 paragraphs', 'read', () =>
    stored(`<w:p>${r('words')}<w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>`.repeat(99_000)),
  ),
  hostile('one long field instruction', 'read', () =>
    body(
      'HYPERLINK "a" \\l ',
      `<w:p>${r('words')}<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>`,
      '</w:instrText><w:fldChar w:fldCharType="separate"/><w:fldChar w:fldCharType="end"/></w:r></w:p>',
    ),
  ),
  hostile('99,000 paragraphs that run on into the next', 'read', () =>
    stored(`<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>${r('words')}</w:p>`.repeat(99_000)),
  ),
  hostile('large paragraphs that run on into the next', 'too-large', () =>
    stored(`<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>${'<w:r/>'.repeat(590_000)}</w:p>`.repeat(6)),
  ),
  hostile('styles, each based on the next', 'read', () =>
    stored({
      body: times(5_000, (index) => p('words', `<w:pStyle w:val="s${index}"/>`)),
      styles: times(200_000, (index) => `<w:style w:styleId="s${index}"><w:basedOn w:val="s${index + 1}"/></w:style>`),
    }),
  ),
  hostile('too many styles', 'too-large', () => stored({ body: p('words'), styles: '<w:style/>'.repeat(2_000_000) })),
  hostile('lists', 'read', () =>
    stored({
      body: times(20_000, (index) => p('words', `<w:numPr><w:numId w:val="${index}"/></w:numPr>`)),
      numbering: `${list(0, listLevel(0, 'decimal', '%1'.repeat(100)))}${times(200_000, (index) => `<w:num w:numId="${index}"><w:abstractNumId w:val="0"/></w:num>`)}`,
    }),
  ),
  worst('notes', 'read', () =>
    stored({
      body: times(90_000, (index) => `<w:p><w:r><w:footnoteReference w:id="${index}"/></w:r></w:p>`),
      footnotes: times(90_000, (index) => `<w:footnote w:id="${index}">${p('words')}</w:footnote>`),
    }),
  ),
  hostile('a note cited in each of 99,000 paragraphs', 'read', () =>
    stored({
      body: '<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'.repeat(99_000),
      footnotes: `<w:footnote w:id="1">${p('words')}</w:footnote>`,
    }),
  ),
  hostile('9,000 headers', 'read', () => headers(9_000, 9_000, '<a/>')),
  hostile('large headers', 'too-large', () => headers(9, 9, `<a>${'<b>’</b>'.repeat(580_000)}</a>`)),
  hostile('relationships', 'too-large', () => headers(110_000, 1, '<a/>')),
  hostile('a relationship with a long target', 'read', () =>
    stored({ body: p('words'), relationships: relationship('h', header, '../a'.repeat(part / 4)) }),
  ),
  hostile('alternate contents', 'read', () =>
    stored(
      `<w:p xmlns:mc="${markup}">${r('words')}${'<mc:AlternateContent><mc:Choice Requires="w w w w"/></mc:AlternateContent>'.repeat(400_000)}</w:p>`,
    ),
  ),
];
