import { crc32, deflateRawSync } from 'node:zlib';
import type { GeneratedClause } from './generate-contract.ts';

/**
 * A generated contract as a DOCX file: raw strings and zlib. Numbers are computed by the word
 * processor, as in most real contracts: a multi-level list in numbering.xml (ECMA-376-1, 17.9) and
 * heading styles that are linked to it.
 */

/** `plain` has one run a paragraph; `many` cuts every few words into runs of their own, as years of editing do. */
export type RunStyle = 'plain' | 'many';

const wordNamespace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** The file's bytes. */
export function toDocx(clauses: readonly GeneratedClause[], runs: RunStyle = 'plain'): Uint8Array {
  const body = clauses.map((clause) => paragraphXml(clause, runs)).join('');
  return zip([
    ['[Content_Types].xml', contentTypes],
    ['_rels/.rels', packageRelationships],
    ['word/_rels/document.xml.rels', documentRelationships],
    ['word/styles.xml', styles],
    ['word/numbering.xml', numbering],
    [
      'word/document.xml',
      `${declaration}<w:document xmlns:w="${wordNamespace}"><w:body>${body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>`,
    ],
  ]);
}

const styleOf = { title: 'Title', preamble: null, section: 'Heading1', clause: null, item: null } as const;
const listLevelOf = { title: null, preamble: null, section: 0, clause: 1, item: 2 } as const;

function paragraphXml(clause: GeneratedClause, runs: RunStyle): string {
  const style = styleOf[clause.kind];
  const level = listLevelOf[clause.kind];
  const styleXml = style === null ? '' : `<w:pStyle w:val="${style}"/>`;
  const numberXml = level === null ? '' : `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr>`;
  const pieces = runs === 'plain' ? [clause.text] : (clause.text.match(/(?:\S+\s*){1,3}/g) ?? [clause.text]);
  return `<w:p><w:pPr>${styleXml}${numberXml}</w:pPr>${pieces.map(runXml).join('')}</w:p>`;
}

function runXml(text: string, index: number): string {
  const properties = index % 4 === 3 ? '<w:rPr><w:b/></w:rPr>' : '';
  return `<w:r>${properties}<w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`;
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

const contentTypes = `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>`;

const relationshipBase = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelationships = `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relationshipBase}/officeDocument" Target="word/document.xml"/></Relationships>`;
const documentRelationships = `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relationshipBase}/styles" Target="styles.xml"/><Relationship Id="rId2" Type="${relationshipBase}/numbering" Target="numbering.xml"/></Relationships>`;

const styles = `${declaration}<w:styles xmlns:w="${wordNamespace}"><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>`;

const levelTexts = [
  ['decimal', '%1.'],
  ['decimal', '%1.%2'],
  ['lowerLetter', '(%3)'],
] as const;
const levels = levelTexts
  .map(
    ([format, text], level) =>
      `<w:lvl w:ilvl="${level}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`,
  )
  .join('');
const numbering = `${declaration}<w:numbering xmlns:w="${wordNamespace}"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>${levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`;

/** A ZIP archive of deflated entries (APPNOTE 6.3.10, 4.3), without extra fields. */
function zip(entries: readonly (readonly [name: string, content: string])[]): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of entries) {
    const nameBytes = Buffer.from(name);
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    // Version needed, flags (UTF-8 names), method, DOS time and date, CRC-32, sizes, lengths of name and extra field.
    const header = Buffer.alloc(26);
    header.writeUInt16LE(20, 0);
    header.writeUInt16LE(0x0800, 2);
    header.writeUInt16LE(8, 4);
    header.writeUInt16LE(0x21, 8);
    header.writeUInt32LE(crc32(bytes), 10);
    header.writeUInt32LE(packed.length, 14);
    header.writeUInt32LE(bytes.length, 18);
    header.writeUInt16LE(nameBytes.length, 22);
    parts.push(Buffer.from('PK\x03\x04', 'latin1'), header, nameBytes, packed);
    const trailer = Buffer.alloc(14);
    trailer.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), header, trailer, nameBytes);
    offset += 30 + nameBytes.length + packed.length;
  }
  const directoryBytes = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directoryBytes.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, directoryBytes, end]);
}
