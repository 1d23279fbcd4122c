import type { SourceFile } from '../../core/model/source.ts';
import {
  by,
  docxFile,
  hyperlinkRelationship,
  inList,
  list,
  listLevel,
  p,
  r,
  relationship,
  row,
  table,
  wordContentType,
} from './docx.ts';

/** A small agreement with some of everything that a reader of DOCX files looks at. */
export function everythingDocx(options: { readonly strict?: boolean } = {}): SourceFile {
  const character = (type: string) => r(`<w:fldChar w:fldCharType="${type}"/>`);
  const field = (instruction: string, result: string) =>
    `${character('begin')}${r(`<w:instrText>${instruction}</w:instrText>`)}${character('separate')}${r(result)}${character('end')}`;
  const control = (content: string) =>
    `<w:sdt><w:sdtPr><w:tag w:val="t"/></w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;
  const box = (content: string) => `<w:txbxContent>${content}</w:txbxContent>`;
  const drawing = `<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wps:txbx>${box(p('Draft'))}</wps:txbx></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>${box(p('Draft'))}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>`;
  const body = [
    p(r('Services Agreement', '<w:b/><w:caps/>'), '<w:pStyle w:val="Title"/>'),
    p(`${field('TOC \\o', 'Contents')}${r('<w:tab/>')}${field('HYPERLINK \\l "_one"', 'one')}`),
    p('Definitions', `<w:pStyle w:val="Heading1"/>${inList(1)}`),
    p(
      `${r('“Fees” means ')}<w:ins ${by('Vendor', 1)}>${r('all ')}<w:del ${by('Department', 2)}>${r('<w:delText>due </w:delText>')}</w:del></w:ins>${r('sums')}${r('<w:footnoteReference w:id="2"/>')}${r('.')}`,
      inList(1, 1),
    ),
    p(r('Gone'), `<w:rPr><w:del ${by('Vendor', 3)}/></w:rPr>`),
    p(
      `<w:moveFromRangeStart w:id="4" w:name="m"/><w:moveFrom ${by('Vendor', 5)}>${r('moved')}</w:moveFrom><w:moveFromRangeEnd w:id="4"/>${r('stays', `<w:i/><w:rPrChange ${by('Vendor', 6)}><w:rPr/></w:rPrChange>`)}`,
      inList(1, 2),
    ),
    p(
      `<w:bookmarkStart w:id="7" w:name="_one"/><w:hyperlink r:id="rLink">${r('link', '<w:rStyle w:val="Link"/>')}</w:hyperlink><w:bookmarkEnd w:id="7"/><w:commentRangeStart w:id="0"/>${r('noted')}<w:commentRangeEnd w:id="0"/>${r('<w:commentReference w:id="0"/>')}`,
    ),
    p(
      `${r('a<w:br/>'.replace('a', '<w:t>a</w:t>'))}${r('<w:sym w:font="Symbol" w:char="F0B7"/><w:noBreakHyphen/><w:softHyphen/><w:cr/>')}<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>${r(drawing)}${r('<w:endnoteReference w:id="2"/>')}<w:fldSimple w:instr="REF _one">${r('1')}</w:fldSimple>`,
      '<w:keepNext/><w:jc w:val="both"/>',
    ),
    control(p(`<w:smartTag>${r('controlled')}</w:smartTag>`, inList(2))),
    table(['Fee', '100'], [table(['inner', 'cells']), '200']),
    `<w:tbl>${row(['gone'], `<w:del ${by('Department', 8)}/>`)}${row(['<w:tcPr><w:gridSpan w:val="2"/><w:vMerge/></w:tcPr><w:p/>', p('kept')])}</w:tbl>`,
    p(
      '',
      '<w:sectPr><w:footnotePr><w:numFmt w:val="lowerRoman"/><w:numRestart w:val="eachSect"/></w:footnotePr></w:sectPr>',
    ),
    p(r('<w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar>')),
    p(`${character('end')}${r('End')}`, '<w:framePr w:dropCap="drop"/>'),
    '<w:sectPr><w:headerReference w:type="default" r:id="rId-header"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>',
  ].join('');
  const note = (kind: string, id: number, words: string) => `<w:${kind} w:id="${id}">${p(words)}</w:${kind}>`;
  return docxFile({
    body,
    ...options,
    name: 'everything.docx',
    contentType: wordContentType,
    styles: [
      '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault></w:docDefaults>',
      '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>',
      '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:rPr><w:b/></w:rPr></w:style>',
      '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Title"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>',
      '<w:style w:type="character" w:styleId="Link"><w:name w:val="Hyperlink"/><w:rPr><w:u w:val="single"/><w:strike/></w:rPr></w:style>',
      '<w:style w:type="numbering" w:styleId="Bullets"><w:name w:val="Bullets"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>',
    ].join(''),
    numbering: [
      list(
        1,
        listLevel(0, 'upperRoman', 'Article %1', '<w:pStyle w:val="Heading1"/>'),
        listLevel(1, 'decimal', '%1.%2', '<w:isLgl/><w:lvlRestart w:val="0"/>'),
        listLevel(2, 'lowerLetter', '(%3)'),
      ),
      '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="Bullets"/></w:abstractNum>',
      '<w:abstractNum w:abstractNumId="3"><w:styleLink w:val="Bullets"/><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/><w:rPr><w:rFonts w:ascii="Symbol"/></w:rPr></w:lvl></w:abstractNum>',
      '<w:num w:numId="2"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride></w:num>',
    ].join(''),
    footnotes: note('footnote', 2, 'A footnote.') + note('footnote', 3, 'Another.'),
    endnotes: note('endnote', 2, 'An endnote.'),
    comments: `<w:comment w:id="0" w:author="Vendor" w:initials="V">${p('Why?')}</w:comment>`,
    settings: '<w:trackRevisions/><w:footnotePr><w:numStart w:val="2"/></w:footnotePr>',
    header: p('Confidential'),
    footer: p(field('PAGE', '1')),
    relationships:
      hyperlinkRelationship('rLink', 'https://example.org/terms') +
      relationship(
        'rPicture',
        'http://schemas.openxmlformats.org/officeDocument/2006/relationships/image',
        'image.png',
      ),
    parts: { 'word/image.png': new Uint8Array([1, 2, 3]) },
  });
}
