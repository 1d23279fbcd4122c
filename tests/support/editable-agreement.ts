import type { SourceFile } from '../../core/model/source.ts';
import { docxFile, hyperlinkRelationship, inList, list, listLevel, p, r, t, table } from './docx.ts';

/** An agreement with what an editor of words never sees: fields, notes, bookmarks, comments, links, controls, several runs to a word. */
export function editableAgreement(): SourceFile {
  return docxFile({
    name: 'agreement.docx',
    styles: styles,
    numbering: list(1, listLevel(0, 'decimal', '%1.'), listLevel(1, 'decimal', '%1.%2')),
    footnotes: note('footnote', 2, 'Net of tax, as the Department stated.') + note('footnote', 3, 'See the schedule.'),
    comments: `<w:comment w:id="1" w:author="the Department">${p('Please confirm.')}</w:comment>`,
    relationships: hyperlinkRelationship('rIdLink', 'https://example.org/terms'),
    body: [
      p(r('Services agreement', '<w:b/><w:sz w:val="32"/>'), '<w:pStyle w:val="Title"/>'),
      p('Fees', `<w:pStyle w:val="Heading1"/>${inList(1)}`),
      p(
        r('The Vendor is paid ') +
          r('within ', '<w:color w:val="1F3864"/>') +
          r('thir', '<w:i/>') +
          r('ty days', '<w:i/><w:color w:val="1F3864"/>') +
          r(' of the invoice') +
          r('<w:footnoteReference w:id="2"/>', '<w:vertAlign w:val="superscript"/>') +
          r(' in euros.'),
        inList(1, 1),
      ),
      p(
        r('Late sums bear interest under ') +
          field(' REF _Ref1 \\r \\h ', '2.1') +
          r(' at ') +
          '<w:bookmarkStart w:id="7" w:name="rate"/>' +
          r('two per cent', '<w:u w:val="single"/>') +
          '<w:bookmarkEnd w:id="7"/>' +
          r(' a month.'),
        inList(1, 1),
      ),
      p('Liability', `<w:pStyle w:val="Heading1"/>${inList(1)}`),
      p(
        r('The cap is set out in ') +
          `<w:hyperlink r:id="rIdLink">${r('the terms', '<w:rStyle w:val="Hyperlink"/>')}${r(' online')}</w:hyperlink>` +
          r(' and in ') +
          field(' HYPERLINK "https://example.org/cap" ', 'the cap') +
          r('.'),
        inList(1, 1),
      ),
      p(
        r('Neither party is liable for ') +
          '<w:commentRangeStart w:id="1"/>' +
          r('loss of profit', '<w:highlight w:val="yellow"/>') +
          '<w:commentRangeEnd w:id="1"/>' +
          r('<w:commentReference w:id="1"/>') +
          r(', goodwill or data') +
          r('<w:footnoteReference w:id="3"/>', '<w:vertAlign w:val="superscript"/>') +
          r('.'),
        inList(1, 1),
      ),
      table(['Service level', 'Credit'], ['Ninety-nine per cent', `${p('Five per cent')}${p('of the monthly fee')}`]),
      p(
        r('Signed for ') +
          `<w:sdt><w:sdtPr><w:alias w:val="Party"/></w:sdtPr><w:sdtContent>${r('the Vendor')}</w:sdtContent></w:sdt>` +
          r('<w:tab/>') +
          r(t('on the date below') + '<w:br/>' + t('in two copies')),
      ),
      p('The end of the first part.', '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'),
      p('Schedule A'),
      '<w:sectPr/>',
    ].join(''),
  });
}

function field(instruction: string, result: string): string {
  return [
    r('<w:fldChar w:fldCharType="begin"/>'),
    r(`<w:instrText xml:space="preserve">${instruction.replace(/"/g, '&quot;')}</w:instrText>`),
    r('<w:fldChar w:fldCharType="separate"/>'),
    r(result),
    r('<w:fldChar w:fldCharType="end"/>'),
  ].join('');
}

function note(kind: 'footnote' | 'endnote', id: number, words: string): string {
  return `<w:${kind} w:id="${id}">${p(r(`<w:${kind}Ref/>`, '<w:vertAlign w:val="superscript"/>') + r(` ${words}`))}</w:${kind}>`;
}

const styles = [
  '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>',
  '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>',
  '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>',
  '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:u w:val="single"/></w:rPr></w:style>',
].join('');
