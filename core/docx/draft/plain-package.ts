import type { Block, Paragraph, Run } from '../../model/content.ts';
import type { Platform } from '../../platform.ts';
import { readStyles } from '../styles.ts';
import { rewriteZip } from '../write-zip.ts';
import { parseXml } from '../xml.ts';
import { escapeAttribute, PartNames } from '../xml-writer.ts';
import type { ZipArchive } from '../zip.ts';
import { type DraftBlock, withTyped } from './draft-block.ts';
import { writePut } from './new-words.ts';
import { markSet } from './word-steps.ts';

/**
 * A draft of a matter that began as text or Markdown as a DOCX of its own: headings, indented paragraphs, tables and notes' words, and
 * nothing that the draft does not say. The same blocks give the same bytes, so that two drafts written like this can be
 * compared. Numbers are words here, as they were typed.
 */
export function writePlainDocx(blocks: readonly DraftBlock[], platform: Platform): Uint8Array {
  const links = new Map<string, string>();
  const body = writeBody(blocks, links);
  const main = `${declaration}<w:document xmlns:w="${wordNamespace}" xmlns:r="${relationshipBase}"><w:body>${body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr></w:body></w:document>`;
  const related = [
    `<Relationship Id="rId1" Type="${relationshipBase}/styles" Target="styles.xml"/>`,
    ...Array.from(
      links,
      ([href, id]) =>
        `<Relationship Id="${id}" Type="${relationshipBase}/hyperlink" Target="${escapeAttribute(href)}" TargetMode="External"/>`,
    ),
  ];
  const entries: [string, string][] = [
    ['[Content_Types].xml', contentTypes],
    [
      '_rels/.rels',
      relationships([`<Relationship Id="rId1" Type="${relationshipBase}/officeDocument" Target="word/document.xml"/>`]),
    ],
    ['word/document.xml', main],
    ['word/styles.xml', stylesXml],
    ['word/_rels/document.xml.rels', relationships(related)],
  ];
  return rewriteZip(emptyArchive, new Map(entries.map(([name, xml]) => [name, platform.encodeUtf8(xml)])), platform);
}

const emptyArchive: ZipArchive = {
  bytes: new Uint8Array(),
  entries: [],
  findEntry: () => null,
  read: () => new Uint8Array(),
};

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const wordNamespace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const relationshipBase = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const contentTypes = `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>`;

function relationships(inside: readonly string[]): string {
  return `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inside.join('')}</Relationships>`;
}

function headingStyle(level: number): string {
  const size = Math.max(22, 30 - 3 * level);
  return `<w:style w:type="paragraph" w:styleId="Heading${level + 1}"><w:name w:val="heading ${level + 1}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="240"/><w:outlineLvl w:val="${level}"/></w:pPr><w:rPr><w:sz w:val="${size}"/></w:rPr></w:style>`;
}

/** No style gives a mark of its own, so that what is bold in the draft is bold here and nothing else is. */
const stylesXml = `${declaration}<w:styles xmlns:w="${wordNamespace}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="22"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>${Array.from({ length: 9 }, (_, level) => headingStyle(level)).join('')}</w:styles>`;

const styles = readStyles(parseXml(stylesXml));
const names = new PartNames(
  new Map([
    ['w', wordNamespace],
    ['r', relationshipBase],
  ]),
);

function writeBody(blocks: readonly DraftBlock[], links: Map<string, string>): string {
  let xml = '';
  let rows = '';
  const closeTable = () => {
    // Word wants a paragraph between two tables and behind the last one.
    if (rows !== '') xml += `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/>${borders}</w:tblPr>${rows}</w:tbl><w:p/>`;
    rows = '';
  };
  for (const { block, typed } of blocks) {
    const whole = withTyped(block, typed, null);
    if (whole.type === 'row') {
      rows += rowXml(whole, links);
      continue;
    }
    closeTable();
    xml += paragraphXml(whole, links);
  }
  closeTable();
  return xml;
}

const borders = `<w:tblBorders>${['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`).join('')}</w:tblBorders>`;

function rowXml({ cells }: Extract<Block, { type: 'row' }>, links: Map<string, string>): string {
  const inside = cells.map(({ paragraphs }) =>
    paragraphs.length === 0 ? '<w:p/>' : paragraphs.map((paragraph) => paragraphXml(paragraph, links)).join(''),
  );
  return `<w:tr>${inside.map((cell) => `<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr>${cell}</w:tc>`).join('')}</w:tr>`;
}

function paragraphXml({ runs, headingLevel, listLevel }: Paragraph, links: Map<string, string>): string {
  const style = headingLevel === undefined ? '' : `<w:pStyle w:val="Heading${headingLevel + 1}"/>`;
  const indent = listLevel === undefined ? '' : `<w:ind w:left="${360 * (listLevel + 1)}"/>`;
  const properties = style + indent === '' ? '' : `<w:pPr>${style}${indent}</w:pPr>`;
  return `<w:p>${properties}${runs.map((run) => runXml(run, headingLevel, links)).join('')}</w:p>`;
}

function runXml({ text, marks, href }: Run, headingLevel: number | undefined, links: Map<string, string>): string {
  const style = styles.paragraphStyle(headingLevel === undefined ? null : `Heading${headingLevel + 1}`);
  const part = { text: '', names, styles, raw: () => '', hyperlinkTo: () => '' };
  const xml = writePut({ text, marks: markSet(marks) }, null, href !== undefined, style, part);
  if (href === undefined) return xml;
  const [address, anchor] = href.startsWith('#') ? ['', href.slice(1)] : [href, ''];
  if (address === '') return `<w:hyperlink w:anchor="${escapeAttribute(anchor)}">${xml}</w:hyperlink>`;
  const id = links.get(address) ?? `rId${links.size + 2}`;
  links.set(address, id);
  return `<w:hyperlink r:id="${id}">${xml}</w:hyperlink>`;
}
