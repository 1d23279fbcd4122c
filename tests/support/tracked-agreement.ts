import type { SourceFile } from '../../core/model/source.ts';
import { by, docxFile, inList, list, listLevel, p, r, row } from './docx.ts';

/** The two authors of the sample. */
export const vendor = 'Counsel for the Vendor';
export const customer = 'Counsel for the Customer';

export function ins(author: string, id: number, content: string): string {
  return `<w:ins ${by(author, id)}>${content.startsWith('<') ? content : r(content)}</w:ins>`;
}

export function del(author: string, id: number, words: string): string {
  return `<w:del ${by(author, id)}>${r(`<w:delText xml:space="preserve">${words}</w:delText>`)}</w:del>`;
}

/** Properties of a paragraph whose mark was changed that way. */
export function changedMark(name: string, author: string, id: number): string {
  return `<w:rPr><w:${name} ${by(author, id)}/></w:rPr>`;
}

const article = (content: string) => p(r(content, '<w:b/>'), `<w:pStyle w:val="Heading1"/>${inList(1, 0)}`);
const clause = (content: string, more = '') => p(content, inList(1, 1) + more);
const item = (content: string, more = '') => p(content, inList(1, 2) + more);

const access = r('The Customer shall give the Vendor access to its premises on two days’ notice.');
const movedAway = `<w:moveFromRangeStart w:id="50" w:name="move1"/><w:moveFrom ${by(vendor, 6)}>${access}</w:moveFrom><w:moveFromRangeEnd w:id="50"/>`;
const movedHere = `<w:moveToRangeStart w:id="51" w:name="move1"/><w:moveTo ${by(vendor, 16)}>${access}</w:moveTo><w:moveToRangeEnd w:id="51"/>`;

const body = [
  p(r('Master Services Agreement'), '<w:pStyle w:val="Title"/>'),
  p('This Agreement is made between the Vendor and the Customer on the Effective Date.'),
  article('Definitions'),
  clause(
    `${r('“Confidential Information” means information that is marked as confidential')}${ins(customer, 1, ' or that a reasonable person would take to be confidential')}${r('.')}`,
  ),
  clause('“Fees” means the fees set out in Schedule 1.'),
  clause(ins(vendor, 2, '“Delay Event” means an event beyond a party’s control.'), changedMark('ins', vendor, 3)),
  article('Services'),
  clause('The Vendor shall provide the Services from the Effective Date.'),
  clause(
    `${r('The Vendor may ')}${del(customer, 4, 'not ')}${r('subcontract its obligations ')}${ins(customer, 5, 'with the prior written consent of the Customer, ')}${r('provided that it remains liable.')}`,
  ),
  item(movedAway, changedMark('moveFrom', vendor, 7)),
  item('The Vendor shall keep a list of its subcontractors.'),
  article('Payment'),
  clause(
    `${r('The Customer shall pay each invoice within ')}${del(customer, 8, 'thirty (30)')}${ins(customer, 9, 'sixty (60)')}${r(' days of receipt.')}`,
  ),
  clause(
    `${r('Late payments bear interest at ')}${ins(customer, 10, `${r('four')}${del(vendor, 11, ' per cent')}`)}${ins(vendor, 12, ' percentage points')}${r(' above the base rate.')}` +
      `<w:commentRangeStart w:id="1"/>${r(' Interest is compounded monthly')}<w:commentRangeEnd w:id="1"/>${r('<w:commentReference w:id="1"/>')}${r('<w:commentReference w:id="2"/>')}${r('.')}`,
  ),
  clause(del(customer, 14, 'The Customer may set off any sum against the Fees.'), changedMark('del', customer, 15)),
  clause(movedHere, changedMark('moveTo', vendor, 17)),
  clause(
    `${r('The Fees are exclusive of tax.')}${r(' Time is of the essence.', `<w:b/><w:rPrChange ${by(customer, 18)}><w:rPr/></w:rPrChange>`)}`,
    `<w:jc w:val="both"/><w:pPrChange ${by(customer, 19)}><w:pPr>${inList(1, 1)}<w:jc w:val="left"/></w:pPr></w:pPrChange>`,
  ),
  article('Liability'),
  clause('Neither party is liable for indirect loss.', changedMark('ins', customer, 20)),
  clause(
    `${r('The liability of each party is limited to the Fees paid in the ')}${del(vendor, 21, 'twelve')}${ins(vendor, 22, 'twenty-four')}${r(' months before the claim.')}`,
  ),
  p('Schedule 1 – Fees', '<w:pStyle w:val="Heading1"/>'),
  `<w:tbl><w:tblPr/><w:tblGrid/>${row(['Service', 'Fee per month'])}${row([
    'Support',
    p(`${r('EUR ')}${del(customer, 23, '1,000')}${ins(customer, 24, '900')}`),
  ])}${row([p(ins(vendor, 25, 'Training')), p(ins(vendor, 26, 'EUR 400'))], `<w:ins ${by(vendor, 27)}/>`)}${row(
    [p(del(customer, 28, 'Travel')), p(del(customer, 29, 'at cost'))],
    `<w:del ${by(customer, 30)}/>`,
  )}</w:tbl>`,
  p('Signed for the parties.'),
  '<w:sectPr><w:headerReference w:type="default" r:id="rId-header"/></w:sectPr>',
].join('');

const styles = `<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>`;

const comment = (id: number, author: string, paragraphId: string, words: string) =>
  `<w:comment w:id="${id}" w:author="${author}" w:initials="C" w:date="2026-03-02T10:00:00Z">${p(words).replace('<w:p>', `<w:p w14:paraId="${paragraphId}">`)}</w:comment>`;

/**
 * An agreement with tracked changes of every usual kind by two authors, one inside the other's: words, a clause, a split, a
 * move, formatting, rows, the header; and a resolved comment with its answer.
 */
export function trackedAgreement(): SourceFile {
  return docxFile({
    name: 'agreement.docx',
    body,
    styles,
    numbering: list(
      1,
      listLevel(0, 'decimal', '%1.'),
      listLevel(1, 'decimal', '%1.%2'),
      listLevel(2, 'lowerLetter', '(%3)'),
    ),
    comments:
      comment(1, vendor, '0000AAAA', 'Monthly compounding was not agreed.') +
      comment(2, customer, '0000AAAB', 'Agreed; we will take it out.'),
    header: p(`${r('Draft of ')}${del(customer, 31, '1 March')}${ins(customer, 32, '3 March')}${r(' 2026')}`),
    relationships:
      '<Relationship Id="rId-extended" Type="http://schemas.microsoft.com/office/2011/relationships/commentsExtended" Target="commentsExtended.xml"/>',
    parts: {
      'word/commentsExtended.xml':
        '<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"><w15:commentEx w15:paraId="0000AAAA" w15:done="1"/><w15:commentEx w15:paraId="0000AAAB" w15:paraIdParent="0000AAAA" w15:done="0"/></w15:commentsEx>',
    },
  });
}
