import { buildZip } from './docx.ts';
import type { GeneratedClause } from './generate-contract.ts';

/**
 * A generated contract as a DOCX file: raw strings in a zip file. Numbers are computed by the word
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
  return buildZip([
    { name: '[Content_Types].xml', data: contentTypes },
    { name: '_rels/.rels', data: packageRelationships },
    { name: 'word/_rels/document.xml.rels', data: documentRelationships },
    { name: 'word/styles.xml', data: styles },
    { name: 'word/numbering.xml', data: numbering },
    {
      name: 'word/document.xml',
      data: `${declaration}<w:document xmlns:w="${wordNamespace}"><w:body>${body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>`,
    },
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
