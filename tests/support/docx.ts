import { crc32, deflateRawSync } from 'node:zlib';
import type { SourceFile } from '../../core/model/source.ts';

/**
 * Builds real DOCX packages, right ones and wrong ones, out of raw WordprocessingML, so that a test shows
 * exactly what it is about.
 */

/** An entry of a zip file; what is not given is made to fit `data`. */
export interface ZipItem {
  readonly name: string;
  readonly data: string | Uint8Array;
  readonly stored?: boolean;
  readonly flags?: number;
  readonly method?: number;
  readonly crc32?: number;
  /** The unpacked size as declared. */
  readonly size?: number;
  /** The name in the local header. */
  readonly localName?: string;
  /** Sizes and checksum follow the data, as when a zip is written to a stream. */
  readonly descriptor?: boolean;
  /** Sizes and place stand in ZIP64 fields. */
  readonly zip64?: boolean;
}

/** `zip64`: the record at the end is a ZIP64 one too. */
export function buildZip(items: readonly ZipItem[], options: { readonly zip64?: boolean } = {}): Uint8Array {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  const add = (piece: Buffer) => {
    pieces.push(piece);
    offset += piece.length;
  };
  for (const item of items) {
    const data = Buffer.from(item.data);
    const packed = item.stored ? data : deflateRawSync(data);
    const method = item.method ?? (item.stored ? 0 : 8);
    const flags = (item.flags ?? 0) | (item.descriptor ? 0x0008 : 0) | 0x0800;
    const checksum = item.crc32 ?? crc32(data);
    const size = item.size ?? data.length;
    const headerFrom = offset;
    const localName = Buffer.from(item.localName ?? item.name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(flags, 6);
    local.writeUInt16LE(method, 8);
    if (!item.descriptor) {
      local.writeUInt32LE(checksum, 14);
      local.writeUInt32LE(packed.length, 18);
      local.writeUInt32LE(size, 22);
    }
    local.writeUInt16LE(localName.length, 26);
    add(Buffer.concat([local, localName, packed]));
    if (item.descriptor) add(uint32s(0x08074b50, checksum, packed.length, size));

    const name = Buffer.from(item.name);
    const extra = item.zip64
      ? Buffer.concat([Buffer.from([0x01, 0x00, 24, 0]), uint64s(size, packed.length, headerFrom)])
      : Buffer.alloc(0);
    const record = Buffer.alloc(46);
    record.writeUInt32LE(0x02014b50, 0);
    record.writeUInt16LE(20, 4);
    record.writeUInt16LE(20, 6);
    record.writeUInt16LE(flags, 8);
    record.writeUInt16LE(method, 10);
    record.writeUInt32LE(checksum, 16);
    record.writeUInt32LE(item.zip64 ? 0xffffffff : packed.length, 20);
    record.writeUInt32LE(item.zip64 ? 0xffffffff : size, 24);
    record.writeUInt16LE(name.length, 28);
    record.writeUInt16LE(extra.length, 30);
    record.writeUInt32LE(item.zip64 ? 0xffffffff : headerFrom, 42);
    directory.push(record, name, extra);
  }
  const directoryFrom = offset;
  const directoryBytes = Buffer.concat(directory);
  add(directoryBytes);
  if (options.zip64) {
    const endFrom = offset;
    const count = items.length;
    add(
      Buffer.concat([
        uint32s(0x06064b50),
        uint64s(44),
        Buffer.from([45, 0, 45, 0]),
        uint32s(0, 0),
        uint64s(count, count, directoryBytes.length, directoryFrom),
      ]),
    );
    add(Buffer.concat([uint32s(0x07064b50, 0), uint64s(endFrom), uint32s(1)]));
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(options.zip64 ? 0xffff : items.length, 8);
  end.writeUInt16LE(options.zip64 ? 0xffff : items.length, 10);
  end.writeUInt32LE(options.zip64 ? 0xffffffff : directoryBytes.length, 12);
  end.writeUInt32LE(options.zip64 ? 0xffffffff : directoryFrom, 16);
  add(end);
  return new Uint8Array(Buffer.concat(pieces));
}

function uint32s(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value, 4 * index);
  return bytes;
}

function uint64s(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(8 * values.length);
  for (const [index, value] of values.entries()) bytes.writeBigUInt64LE(BigInt(value), 8 * index);
  return bytes;
}

export interface DocxContent {
  /** What stands in `w:body`, or a whole document part that begins with `<?xml` or `<w:document`. */
  readonly body: string;
  /** What stands in the root of these parts; they and their relationships exist where given. */
  readonly styles?: string;
  readonly numbering?: string;
  readonly footnotes?: string;
  readonly endnotes?: string;
  readonly settings?: string;
  readonly comments?: string;
  readonly header?: string;
  readonly footer?: string;
  /** More `Relationship` elements of the main part. */
  readonly relationships?: string;
  /** More entries of the package, or other bytes for the ones it has. */
  readonly parts?: Readonly<Record<string, string | Uint8Array>>;
  /** The namespaces and relationship types of Strict instead of Transitional. */
  readonly strict?: boolean;
  /** Where the main part is; `word/document.xml` when absent. */
  readonly mainPart?: string;
  readonly contentType?: string;
  readonly name?: string;
}

const transitional = {
  main: 'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  relationships: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
  math: 'http://schemas.openxmlformats.org/officeDocument/2006/math',
};
const strict = {
  main: 'http://purl.oclc.org/ooxml/wordprocessingml/main',
  relationships: 'http://purl.oclc.org/ooxml/officeDocument/relationships',
  math: 'http://purl.oclc.org/ooxml/officeDocument/math',
};
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const wordContentType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';

/** A DOCX file with that content. */
export function docxFile(content: DocxContent | string): SourceFile {
  const whole = typeof content === 'string' ? { body: content } : content;
  const items = docxItems(whole);
  return { name: whole.name ?? 'draft.docx', bytes: buildZip(items) };
}

/** The entries of that DOCX file, to be changed before they are zipped. */
export function docxItems(content: DocxContent): ZipItem[] {
  const namespaces = content.strict ? strict : transitional;
  const attributes = [
    `xmlns:w="${namespaces.main}"`,
    `xmlns:r="${namespaces.relationships}"`,
    `xmlns:m="${namespaces.math}"`,
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"',
    'xmlns:v="urn:schemas-microsoft-com:vml"',
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"',
  ].join(' ');
  const part = (root: string, inner: string) => `${declaration}<w:${root} ${attributes}>${inner}</w:${root}>`;
  const mainPart = content.mainPart ?? 'word/document.xml';
  const slash = mainPart.lastIndexOf('/') + 1;
  const folder = mainPart.slice(0, slash);
  const files = new Map<string, string | Uint8Array>();
  const related: string[] = [];
  const addRelated = (type: string, root: string, inner: string | undefined) => {
    if (inner === undefined) return;
    files.set(`${folder}${type}.xml`, part(root, inner));
    related.push(relationship(`rId-${type}`, `${namespaces.relationships}/${type}`, `${type}.xml`));
  };
  const isWhole = /^<(\?xml|w:document)/.test(content.body);
  files.set(mainPart, isWhole ? content.body : part('document', `<w:body>${content.body}</w:body>`));
  addRelated('styles', 'styles', content.styles);
  addRelated('numbering', 'numbering', content.numbering);
  addRelated('footnotes', 'footnotes', content.footnotes);
  addRelated('endnotes', 'endnotes', content.endnotes);
  addRelated('settings', 'settings', content.settings);
  addRelated('comments', 'comments', content.comments);
  addRelated('header', 'hdr', content.header);
  addRelated('footer', 'ftr', content.footer);
  const contentType = content.contentType ?? wordContentType;
  const all = new Map<string, string | Uint8Array>([
    [
      '[Content_Types].xml',
      `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/${mainPart}" ContentType="${contentType}"/></Types>`,
    ],
    ['_rels/.rels', relationships(relationship('rId1', `${namespaces.relationships}/officeDocument`, `/${mainPart}`))],
    [`${folder}_rels/${mainPart.slice(slash)}.rels`, relationships(related.join('') + (content.relationships ?? ''))],
    ...files,
    ...Object.entries(content.parts ?? {}),
  ]);
  return Array.from(all, ([name, data]) => ({ name, data }));
}

/** A `Relationship` element to a part. */
export function relationship(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`;
}

/** A `Relationship` element of a hyperlink to the outside. */
export function hyperlinkRelationship(id: string, target: string): string {
  const type = `${transitional.relationships}/hyperlink`;
  return `<Relationship Id="${id}" Type="${type}" Target="${target}" TargetMode="External"/>`;
}

function relationships(inner: string): string {
  return `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`;
}

/** A paragraph; text that does not begin with `<` becomes a run. */
export function p(content = '', properties = ''): string {
  return `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${content === '' || content.startsWith('<') ? content : r(content)}</w:p>`;
}

/** A run; content that does not begin with `<` becomes its text. */
export function r(content: string, properties = ''): string {
  return `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}${content.startsWith('<') ? content : t(content)}</w:r>`;
}

/** Text, escaped. */
export function t(text: string): string {
  return `<w:t xml:space="preserve">${escapeXml(text)}</w:t>`;
}

export function escapeXml(text: string): string {
  return text.replace(/[&<>"\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A table of rows of cells; a cell's content that does not begin with `<` becomes a paragraph. */
export function table(...rows: readonly (readonly string[])[]): string {
  return `<w:tbl>${rows.map((cells) => row(cells)).join('')}</w:tbl>`;
}

export function row(cells: readonly string[], properties = ''): string {
  const inner = cells.map((cell) => `<w:tc>${cell.startsWith('<') ? cell : p(cell)}</w:tc>`).join('');
  return `<w:tr>${properties === '' ? '' : `<w:trPr>${properties}</w:trPr>`}${inner}</w:tr>`;
}

/** List properties of a paragraph. */
export function inList(numId: number, level = 0): string {
  return `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${numId}"/></w:numPr>`;
}

/** A level of a list; `more` stands after the format. */
export function listLevel(level: number, format: string, text: string, more = '', start = 1): string {
  return `<w:lvl w:ilvl="${level}"><w:start w:val="${start}"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${escapeXml(text)}"/></w:lvl>`;
}

/** An abstract list and a list of the same number that refers to it. */
export function list(id: number, ...levels: readonly string[]): string {
  return `<w:abstractNum w:abstractNumId="${id}">${levels.join('')}</w:abstractNum><w:num w:numId="${id}"><w:abstractNumId w:val="${id}"/></w:num>`;
}

/** The attributes of a tracked change. */
export function by(author: string, id = 1): string {
  return `w:id="${id}" w:author="${escapeXml(author)}" w:date="2026-03-01T09:00:00Z"`;
}
