import { buildZip, escapeXml, listLevel, relationship } from '../support/docx.ts';
import { SeededRandom } from '../support/seeded-random.ts';
import type { Draft, DraftParagraph, Look } from './docx-drafts.ts';

/**
 * Drafts as DOCX files with what a law firm's files have: linked heading styles on a multi-level list,
 * header and footer, tables, footnotes, bookmarks, theme and properties.
 *
 * Runs are `plain`, one a paragraph where its look does not change, or `cut` as Word leaves them after years of
 * editing: revision ids of many sessions, proofing marks around single words, rPr that repeats the style or says
 * what no one sees, a page break that was rendered once. How a word looks depends on the word alone, so that an
 * edit changes no other word's look; where else a paragraph is cut depends on its history. Two words a run
 * is about as badly cut as real contracts get; of XML, 85 characters a word, one real contract in four has more.
 */
export type RunStyle = 'plain' | 'cut';

/** The file's bytes. */
export function toDocxFile(draft: Draft, runs: RunStyle): Uint8Array {
  const notes: string[] = [];
  const body = draft.paragraphs.map((paragraph) => blockXml(paragraph, draft, runs, notes)).join('');
  const part = (root: string, inner: string) => `${declaration}<w:${root} ${namespaces}>${inner}</w:${root}>`;
  const title = draft.paragraphs[0]?.text ?? '';
  const relationships = related.map(([type], index) =>
    relationship(`rId${index + 1}`, `${officeBase}/${type}`, type === 'theme' ? 'theme/theme1.xml' : `${type}.xml`),
  );
  return buildZip([
    { name: '[Content_Types].xml', data: contentTypes },
    { name: '_rels/.rels', data: relationshipsXml(packageRelationships) },
    { name: 'word/document.xml', data: part('document', `<w:body>${body}${section}</w:body>`) },
    { name: 'word/_rels/document.xml.rels', data: relationshipsXml(relationships.join('')) },
    { name: 'word/styles.xml', data: part('styles', styles) },
    { name: 'word/numbering.xml', data: part('numbering', numbering) },
    { name: 'word/settings.xml', data: part('settings', settings) },
    { name: 'word/footnotes.xml', data: part('footnotes', separators + notes.join('')) },
    { name: 'word/header.xml', data: part('hdr', headerXml(title)) },
    { name: 'word/footer.xml', data: part('ftr', footer) },
    { name: 'word/theme/theme1.xml', data: theme },
    { name: 'docProps/core.xml', data: coreProperties },
    { name: 'docProps/app.xml', data: appProperties },
  ]);
}

// ---- Paragraphs --------------------------------------------------------------------------------

const styleOf = { title: 'Title', preamble: 'BodyText', section: 'Heading1', clause: 'Heading2', item: 'Heading3' };
const levelOf = { title: null, preamble: null, section: 0, clause: 1, item: 2 } as const;

function blockXml(paragraph: DraftParagraph, draft: Draft, runs: RunStyle, notes: string[]): string {
  const random = new SeededRandom(paragraph.history);
  const level = levelOf[paragraph.kind];
  const isTyped = draft.hasTypedNumbers && level !== null;
  const style = `<w:pStyle w:val="${isTyped ? 'BodyText' : styleOf[paragraph.kind]}"/>`;
  const indent = paragraph.isIndented ? '<w:ind w:left="1440"/>' : '';
  const label = isTyped ? `<w:r>${rPr(baseLook(runs))}<w:t>${paragraph.label}</w:t><w:tab/></w:r>` : '';
  let words = runsXml(paragraph, runs, random);
  if (paragraph.kind === 'section') {
    const id = paragraph.history;
    words = `<w:bookmarkStart w:id="${id}" w:name="_Toc${id}"/>${words}<w:bookmarkEnd w:id="${id}"/>`;
  }
  const table = paragraph.table === null ? '' : tableXml(paragraph.table, runs, random);
  const note = paragraph.note === null ? '' : noteXml(paragraph.note, runs, notes);
  return `<w:p${rsids(runs, random)}><w:pPr>${style}${indent}</w:pPr>${label}${words}${note}</w:p>${table}`;
}

/** Puts the footnote into the part and answers the reference to it. */
function noteXml(text: string, runs: RunStyle, notes: string[]): string {
  // The ids 0 and 1 are the separators'.
  const id = notes.length + 2;
  notes.push(
    `<w:footnote w:id="${id}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr><w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>${run(` ${text}`, baseLook(runs))}</w:p></w:footnote>`,
  );
  return `<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="${id}"/></w:r>`;
}

function tableXml(rows: readonly (readonly string[])[], runs: RunStyle, random: SeededRandom): string {
  const columns = rows[0]?.length ?? 0;
  const grid = '<w:gridCol w:w="2300"/>'.repeat(columns);
  const cell = (text: string, row: number) =>
    `<w:tc><w:tcPr><w:tcW w:w="2300" w:type="dxa"/></w:tcPr><w:p${rsids(runs, random)}><w:pPr><w:pStyle w:val="TableText"/></w:pPr>${text === '' ? '' : run(text, row === 0 ? '<w:b/>' : baseLook(runs))}</w:p></w:tc>`;
  const rowsXml = rows.map((cells, row) => {
    const header = row === 0 ? '<w:trPr><w:tblHeader/></w:trPr>' : '';
    return `<w:tr${rsids(runs, random)}>${header}${cells.map((text) => cell(text, row)).join('')}</w:tr>`;
  });
  return `<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${rowsXml.join('')}</w:tbl>`;
}

// ---- Runs --------------------------------------------------------------------------------------

function runsXml(paragraph: DraftParagraph, runs: RunStyle, random: SeededRandom): string {
  const { marked, text } = paragraph;
  const pieces: { text: string; look: string }[] = [];
  text.match(/\S+\s*/g)?.forEach((word, index) => {
    const isMarked = marked !== null && index >= marked.from && index < marked.to;
    const look = wordLook(word, runs, isMarked ? marked.look : null);
    const last = pieces.at(-1);
    if (last?.look === look) last.text += word;
    else pieces.push({ text: word, look });
  });
  if (runs === 'plain') return pieces.map((piece) => run(piece.text, piece.look)).join('');
  return pieces.map((piece) => cutRuns(piece.text, piece.look, random)).join('');
}

/** A stretch of one look, cut every few words, sometimes inside a word. */
function cutRuns(text: string, look: string, random: SeededRandom): string {
  let xml = '';
  let at = 0;
  while (at < text.length) {
    let to = at;
    for (let words = random.below(1, 6); words > 0 && to < text.length; words -= 1) to = nextWord(text, to);
    if (to - at > 3 && random.chance(1 / 12)) to -= random.below(2, Math.min(5, to - at));
    const piece = text.slice(at, to);
    const rsid = ` w:rsidR="${random.pick(sessions)}"`;
    const pageBreak = random.chance(1 / 150) ? '<w:lastRenderedPageBreak/>' : '';
    const isProofed = random.chance(1 / 10);
    const kind = random.pick(['spell', 'gram']);
    if (isProofed) xml += `<w:proofErr w:type="${kind}Start"/>`;
    xml += run(piece, look, rsid, pageBreak);
    if (isProofed) xml += `<w:proofErr w:type="${kind}End"/>`;
    at = to;
  }
  return xml;
}

function nextWord(text: string, from: number): number {
  const space = text.indexOf(' ', from);
  return space < 0 ? text.length : space + 1;
}

function run(text: string, look: string, attributes = '', before = ''): string {
  return `<w:r${attributes}>${rPr(look)}${before}<w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`;
}

function rPr(look: string): string {
  return look === '' ? '' : `<w:rPr>${look}</w:rPr>`;
}

const fonts = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>';
const otherFont = '<w:rFonts w:cs="Times New Roman"/>';
const sizes = '<w:sz w:val="22"/><w:szCs w:val="22"/>';
const definedTerm = /^(Service|Data|Vendor|Customer|Agency)\b/;

function baseLook(runs: RunStyle): string {
  return runs === 'plain' ? '' : otherFont + sizes;
}

/** In the order of the schema of rPr (ECMA-376-1, 17.3.2.28). */
function wordLook(word: string, runs: RunStyle, marked: Look | null): string {
  const isCut = runs === 'cut';
  const isTerm = isCut && definedTerm.test(word);
  return [
    isTerm ? fonts : isCut ? otherFont : '',
    isTerm || marked === 'bold' ? '<w:b/>' : '',
    marked === 'italic' || (isCut && /^(notwithstanding|promptly)/i.test(word)) ? '<w:i/>' : '',
    isCut && /\d/.test(word) ? '<w:noProof/>' : '',
    isCut && /^(must|warrants)\b/.test(word) ? '<w:color w:val="000000"/>' : '',
    isCut ? sizes : '',
    marked === 'underlined' ? '<w:u w:val="single"/>' : '',
    isCut && /is(e|ed|ation)\b/.test(word) ? '<w:lang w:val="en-GB"/>' : '',
  ].join('');
}

/** The editing sessions of a file of some age (ECMA-376-1, 17.15.1.70). */
const sessions = Array.from({ length: 24 }, (_, index) =>
  (0x00a1_2b34 + index * 0x0001_7c5d).toString(16).toUpperCase().padStart(8, '0'),
);

function rsids(runs: RunStyle, random: SeededRandom): string {
  if (runs === 'plain') return '';
  return ` w:rsidR="${random.pick(sessions)}" w:rsidRPr="${random.pick(sessions)}"`;
}

// ---- Other parts -------------------------------------------------------------------------------

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const officeBase = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageBase = 'http://schemas.openxmlformats.org/package/2006';
const namespaces = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  `xmlns:r="${officeBase}"`,
  'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14"',
].join(' ');

function relationshipsXml(inner: string): string {
  return `${declaration}<Relationships xmlns="${packageBase}/relationships">${inner}</Relationships>`;
}

const packageRelationships = [
  relationship('rId1', `${officeBase}/officeDocument`, 'word/document.xml'),
  relationship('rId2', `${packageBase}/relationships/metadata/core-properties`, 'docProps/core.xml'),
  relationship('rId3', `${officeBase}/extended-properties`, 'docProps/app.xml'),
].join('');

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const related = [
  ['styles', `${wordType}.styles+xml`],
  ['numbering', `${wordType}.numbering+xml`],
  ['settings', `${wordType}.settings+xml`],
  ['footnotes', `${wordType}.footnotes+xml`],
  ['header', `${wordType}.header+xml`],
  ['footer', `${wordType}.footer+xml`],
  ['theme', 'application/vnd.openxmlformats-officedocument.theme+xml'],
] as const;
const headerId = `rId${related.findIndex(([type]) => type === 'header') + 1}`;
const footerId = `rId${related.findIndex(([type]) => type === 'footer') + 1}`;

const overrides = [
  ['word/document.xml', `${wordType}.document.main+xml`],
  ...related.map(([type, contentType]) => [
    type === 'theme' ? 'word/theme/theme1.xml' : `word/${type}.xml`,
    contentType,
  ]),
  ['docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
  ['docProps/app.xml', 'application/vnd.openxmlformats-officedocument.extended-properties+xml'],
].map(([name, contentType]) => `<Override PartName="/${name}" ContentType="${contentType}"/>`);
const contentTypes = `${declaration}<Types xmlns="${packageBase}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`;

const section = `<w:sectPr><w:headerReference w:type="default" r:id="${headerId}"/><w:footerReference w:type="default" r:id="${footerId}"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>`;

function headerXml(title: string): string {
  return `<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>${run(title, '')}<w:r><w:tab/><w:t>Confidential</w:t></w:r></w:p>`;
}

const fieldMark = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
const footer = `<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:t xml:space="preserve">Page </w:t></w:r>${fieldMark('begin')}<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>${fieldMark('separate')}<w:r><w:t>1</w:t></w:r>${fieldMark('end')}</w:p>`;

const separators = ['separator', 'continuationSeparator']
  .map((type, id) => `<w:footnote w:type="${type}" w:id="${id}"><w:p><w:r><w:${type}/></w:r></w:p></w:footnote>`)
  .join('');

const settings = `<w:zoom w:percent="100"/><w:proofState w:spelling="clean" w:grammar="clean"/><w:defaultTabStop w:val="720"/><w:footnotePr><w:footnote w:id="0"/><w:footnote w:id="1"/></w:footnotePr><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:rsids><w:rsidRoot w:val="${sessions[0]}"/>${sessions.map((id) => `<w:rsid w:val="${id}"/>`).join('')}</w:rsids>`;

function paragraphStyle(id: string, name: string, pPr: string, rPrInner = ''): string {
  const based = id === 'Normal' ? '' : '<w:basedOn w:val="Normal"/>';
  const isDefault = id === 'Normal' ? ' w:default="1"' : '';
  return `<w:style w:type="paragraph"${isDefault} w:styleId="${id}"><w:name w:val="${name}"/>${based}<w:qFormat/><w:pPr>${pPr}</w:pPr>${rPr(rPrInner)}</w:style>`;
}

const numbered = (level: number) =>
  `<w:numPr>${level === 0 ? '' : `<w:ilvl w:val="${level}"/>`}<w:numId w:val="1"/></w:numPr>`;
const styles = [
  `<w:docDefaults><w:rPrDefault>${rPr(`${fonts}<w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="en-US"/>`)}</w:rPrDefault><w:pPrDefault/></w:docDefaults>`,
  paragraphStyle('Normal', 'Normal', '<w:spacing w:after="120"/>'),
  paragraphStyle('Title', 'Title', '<w:jc w:val="center"/>', '<w:b/><w:sz w:val="32"/>'),
  paragraphStyle('BodyText', 'Body Text', '<w:jc w:val="both"/>'),
  paragraphStyle('Heading1', 'heading 1', `<w:keepNext/>${numbered(0)}<w:outlineLvl w:val="0"/>`, '<w:b/><w:caps/>'),
  paragraphStyle('Heading2', 'heading 2', `${numbered(1)}<w:jc w:val="both"/>`),
  paragraphStyle('Heading3', 'heading 3', `${numbered(2)}<w:jc w:val="both"/>`),
  paragraphStyle('TableText', 'Table Text', '<w:spacing w:after="0"/>', '<w:sz w:val="20"/>'),
  paragraphStyle('Header', 'header', '<w:tabs><w:tab w:val="right" w:pos="9026"/></w:tabs>'),
  paragraphStyle('Footer', 'footer', '<w:jc w:val="center"/>'),
  paragraphStyle('FootnoteText', 'footnote text', '<w:spacing w:after="0"/>', '<w:sz w:val="20"/>'),
  '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>',
  '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>',
  '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>',
  `<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>${['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`).join('')}</w:tblBorders></w:tblPr></w:style>`,
].join('');

const levels = [
  listLevel(0, 'decimal', '%1.', '<w:pStyle w:val="Heading1"/>'),
  listLevel(1, 'decimal', '%1.%2', '<w:pStyle w:val="Heading2"/>'),
  listLevel(2, 'lowerLetter', '(%3)', '<w:pStyle w:val="Heading3"/>'),
].join('');
const numbering = `<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>${levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`;

const theme = `${declaration}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Contract"><a:themeElements><a:clrScheme name="Contract">${[
  'dk1',
  'lt1',
  'dk2',
  'lt2',
  'accent1',
  'accent2',
  'accent3',
  'accent4',
  'accent5',
  'accent6',
  'hlink',
  'folHlink',
]
  .map((name) => `<a:${name}><a:srgbClr val="${name.startsWith('lt') ? 'FFFFFF' : '1F3864'}"/></a:${name}>`)
  .join(
    '',
  )}</a:clrScheme><a:fontScheme name="Contract"><a:majorFont><a:latin typeface="Times New Roman"/><a:ea typeface=""/><a:cs typeface=""/></a:majorFont><a:minorFont><a:latin typeface="Times New Roman"/><a:ea typeface=""/><a:cs typeface=""/></a:minorFont></a:fontScheme><a:fmtScheme name="Contract"><a:fillStyleLst/><a:lnStyleLst/><a:effectStyleLst/><a:bgFillStyleLst/></a:fmtScheme></a:themeElements></a:theme>`;

const coreProperties = `${declaration}<cp:coreProperties xmlns:cp="${packageBase}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator>The Vendor</dc:creator><cp:lastModifiedBy>The Customer</cp:lastModifiedBy><cp:revision>12</cp:revision><dcterms:modified xsi:type="dcterms:W3CDTF">2026-03-01T09:00:00Z</dcterms:modified></cp:coreProperties>`;
const appProperties = `${declaration}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Microsoft Office Word</Application></Properties>`;
