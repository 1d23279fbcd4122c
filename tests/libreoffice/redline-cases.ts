import type { SourceFile } from '../../core/model/source.ts';
import { type DocxContent, docxFile, inList, list, listLevel, p, r, row } from '../support/docx.ts';
import { SeededRandom } from '../support/seeded-random.ts';

/** A pair of small documents whose redline both LibreOffice and we must settle alike. */
export interface RedlineCase {
  readonly name: string;
  readonly a: SourceFile;
  readonly b: SourceFile;
}

const styles =
  '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>' +
  '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>' +
  '<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/><w:basedOn w:val="Normal"/></w:style>';
const numbering = list(1, listLevel(0, 'decimal', '%1.'), listLevel(1, 'lowerLetter', '(%2)'));

const heading = '<w:pStyle w:val="Heading1"/>';
const quote = '<w:pStyle w:val="Quote"/>';
const bold = (text: string) => r(text, '<w:b/>');
const grid =
  '<w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/></w:tblGrid>';
const table = (...rows: readonly (readonly string[])[]) =>
  `<w:tbl>${grid}${rows.map((cells) => row(cells)).join('')}</w:tbl>`;
const note = (id: number) => `<w:r><w:footnoteReference w:id="${id}"/></w:r>`;
const footnote = (id: number, ...paragraphs: readonly string[]) =>
  `<w:footnote w:id="${id}">${paragraphs.map((text) => p(`<w:r><w:footnoteRef/></w:r>${r(` ${text}`)}`)).join('')}</w:footnote>`;
const withPages =
  '<w:sectPr><w:headerReference w:type="default" r:id="rId-header"/><w:footerReference w:type="default" r:id="rId-footer"/></w:sectPr>';

const term = 'The Vendor shall keep the records of the Department for six years after the end of the term.';
const fees = 'The Department shall pay the fees within thirty days of an undisputed invoice.';
const notice = 'Notices shall be in writing and sent to the address set out in Schedule 1.';
const law = 'This agreement is governed by the law of the place where the Department sits.';

type Side = string | Omit<DocxContent, 'styles' | 'numbering'>;

function pair(name: string, a: Side, b: Side): RedlineCase {
  const file = (side: Side, fileName: string) => {
    const content = typeof side === 'string' ? { body: side } : side;
    const body = content.body.includes('<w:sectPr') ? content.body : `${content.body}<w:sectPr/>`;
    return docxFile({ styles, numbering, ...content, body, name: fileName });
  };
  return { name, a: file(a, 'a.docx'), b: file(b, 'b.docx') };
}

const paragraphs = (...texts: readonly string[]) => texts.map((text) => p(text)).join('');
const listed = (...texts: readonly string[]) => texts.map((text) => p(text, inList(1))).join('');

const commented = (id: number, content: string) =>
  `<w:commentRangeStart w:id="${id}"/>${content}<w:commentRangeEnd w:id="${id}"/>${r(`<w:commentReference w:id="${id}"/>`)}`;
const comment = (id: number, words: string) =>
  `<w:comment w:id="${id}" w:author="the Department" w:date="2026-02-01T08:00:00Z">${p(words)}</w:comment>`;

/** Constructs one by one. */
export const redlineCases: readonly RedlineCase[] = [
  pair('comments of the revised file', paragraphs(term, fees), {
    body: `${p(r('The Vendor shall keep the ') + commented(0, r('records')) + r(' of the Department for seven years after the end of the term.'))}${p(commented(1, r(fees)))}${p(commented(2, r(notice)))}`,
    comments: comment(0, 'Which ones?') + comment(1, 'Agreed.') + comment(2, 'New.'),
  }),
  pair('nothing', paragraphs(term, fees), paragraphs(term, fees)),
  pair('a word replaced', paragraphs(term, fees), paragraphs(term.replace('six', 'seven'), fees)),
  pair('words inserted', paragraphs(term, fees), paragraphs(term, fees.replace('fees', 'fees and expenses'))),
  pair('words deleted', paragraphs(term, fees), paragraphs(term.replace(' of the Department', ''), fees)),
  pair('words at both ends of a paragraph', p(term), p(`Subject to clause 4, ${term} Nothing else applies.`)),
  pair(
    'several words in one paragraph',
    p(term),
    p('The Supplier must keep all records of the Agency for ten years after the end of the term.'),
  ),
  pair(
    'every paragraph edited',
    paragraphs(term, fees, notice),
    paragraphs(term.replace('six', 'two'), fees.replace('thirty', 'sixty'), notice.replace('writing', 'English')),
  ),
  pair('a paragraph inserted first', paragraphs(term, fees), paragraphs(notice, term, fees)),
  pair('a paragraph inserted in the middle', paragraphs(term, fees), paragraphs(term, notice, fees)),
  pair('a paragraph inserted last', paragraphs(term, fees), paragraphs(term, fees, notice)),
  pair('two paragraphs inserted last', paragraphs(term, fees), paragraphs(term, fees, notice, law)),
  pair('a paragraph deleted first', paragraphs(notice, term, fees), paragraphs(term, fees)),
  pair('a paragraph deleted in the middle', paragraphs(term, notice, fees), paragraphs(term, fees)),
  pair('a paragraph deleted last', paragraphs(term, fees, notice), paragraphs(term, fees)),
  pair('two paragraphs deleted last', paragraphs(term, fees, notice, law), paragraphs(term, fees)),
  pair('a paragraph replaced by another', paragraphs(term, notice, fees), paragraphs(term, law, fees)),
  pair('everything replaced', paragraphs(term, fees), paragraphs(notice, law)),
  pair('an empty paragraph inserted', paragraphs(term, fees), p(term) + p() + p(fees)),
  pair('an empty paragraph deleted', p(term) + p() + p(fees), paragraphs(term, fees)),
  pair('words put into an empty document', p(), paragraphs(term, fees)),
  pair('a paragraph split', p(`${term} ${fees}`), paragraphs(`${term} `, fees)),
  pair('a paragraph joined', paragraphs(`${term} `, fees), p(`${term} ${fees}`)),
  pair('a paragraph split, then others', p(`${term} ${fees}`) + p(law), paragraphs(`${term} `, fees, law)),
  pair('a paragraph joined, then others', paragraphs(`${term} `, fees, law), p(`${term} ${fees}`) + p(law)),
  pair(
    'a split with another style',
    p(`Records ${term}`, quote) + p(law),
    p('Records ', heading) + p(term, quote) + p(law),
  ),
  pair('a paragraph moved down', paragraphs(term, fees, notice, law), paragraphs(fees, notice, term, law)),
  pair('a paragraph moved up', paragraphs(term, fees, notice, law), paragraphs(notice, term, fees, law)),
  pair(
    'a paragraph moved and edited',
    paragraphs(term, fees, notice, law),
    paragraphs(fees, notice, term.replace('six', 'seven'), law),
  ),
  pair('a word made bold', p(term), p(r('The ') + bold('Vendor') + r(term.slice('The Vendor'.length)))),
  pair('a word no longer bold', p(r('The ') + bold('Vendor') + r(term.slice('The Vendor'.length))), p(term)),
  pair('a bold word inserted', p(term), p(r('The ') + bold('prime ') + r(term.slice('The '.length)))),
  pair('a paragraph given a style', p('Records') + p(term), p('Records', heading) + p(term)),
  pair('a paragraph centred', p('Records') + p(term), p('Records', '<w:jc w:val="center"/>') + p(term)),
  pair('a list item inserted', listed(term, fees, notice), listed(term, law, fees, notice)),
  pair('a list item deleted', listed(term, fees, notice), listed(term, notice)),
  pair('a list item moved', listed(term, fees, notice, law), listed(fees, notice, term, law)),
  pair('a paragraph put into the list', p(term) + listed(fees, notice), listed(term, fees, notice)),
  pair(
    'a list item indented',
    listed(term, fees, notice),
    p(term, inList(1)) + p(fees, inList(1, 1)) + p(notice, inList(1)),
  ),
  pair('a cell edited', table(['Fee', '100'], ['Cap', '500']) + p(law), table(['Fee', '120'], ['Cap', '500']) + p(law)),
  pair(
    'a row inserted',
    table(['Fee', '100'], ['Cap', '500']) + p(law),
    table(['Fee', '100'], ['Discount', '5 %'], ['Cap', '500']) + p(law),
  ),
  pair(
    'a row deleted',
    table(['Fee', '100'], ['Discount', '5 %'], ['Cap', '500']) + p(law),
    table(['Fee', '100'], ['Cap', '500']) + p(law),
  ),
  pair('the first row deleted', table(['Fee', '100'], ['Cap', '500']) + p(law), table(['Cap', '500']) + p(law)),
  pair('a row inserted last', table(['Fee', '100']) + p(law), table(['Fee', '100'], ['Cap', '500']) + p(law)),
  pair(
    'a paragraph inserted in a cell',
    table([paragraphs('Fee'), '100']) + p(law),
    table([paragraphs('Fee', 'with tax'), '100']) + p(law),
  ),
  pair(
    'a paragraph deleted in a cell',
    table([paragraphs('Fee', 'with tax'), '100']) + p(law),
    table([paragraphs('Fee'), '100']) + p(law),
  ),
  pair('a cell emptied', table(['Fee', '100']) + p(law), table(['Fee', p()]) + p(law)),
  pair('a table inserted', paragraphs(term, law), p(term) + table(['Fee', '100'], ['Cap', '500']) + p(law)),
  pair('a table deleted', p(term) + table(['Fee', '100'], ['Cap', '500']) + p(law), paragraphs(term, law)),
  pair(
    'a paragraph inserted after a table',
    table(['Fee', '100']) + p(law),
    table(['Fee', '100']) + paragraphs(term, law),
  ),
  pair(
    'a paragraph deleted after a table',
    table(['Fee', '100']) + paragraphs(term, law),
    table(['Fee', '100']) + p(law),
  ),
  pair(
    'a nested table edited',
    table([p('Fee') + table(['net', '90']) + p('end'), '100']) + p(law),
    table([p('Fee') + table(['net', '95']) + p('end'), '100']) + p(law),
  ),
  pair(
    'a footnote edited',
    { body: p(r(term) + note(1)), footnotes: footnote(1, 'Six calendar years.') },
    { body: p(r(term) + note(1)), footnotes: footnote(1, 'Six whole calendar years.') },
  ),
  pair(
    'a footnote inserted',
    { body: p(term) + p(fees) },
    { body: p(term) + p(r(fees) + note(1) + r(' In full.')), footnotes: footnote(1, 'From receipt.') },
  ),
  pair(
    'a footnote deleted',
    {
      body: p(r(term) + note(1)) + p(r(fees) + note(2) + r(' In full.')),
      footnotes: footnote(1, 'Six calendar years.') + footnote(2, 'From receipt.'),
    },
    { body: p(r(term) + note(1)) + p(r(fees) + r(' In full.')), footnotes: footnote(1, 'Six calendar years.') },
  ),
  pair(
    'header and footer edited',
    { body: p(term) + withPages, header: p('Draft of the Vendor'), footer: p('Confidential') },
    { body: p(term) + withPages, header: p('Draft of the Department'), footer: p('Strictly confidential') },
  ),
  pair(
    'words in a hyperlink edited',
    p(r('See ') + link('the policy') + r('.')),
    p(r('See ') + link('the new policy') + r('.')),
  ),
  pair('a field inserted', p(r('Page ')), p(r('Page ') + field(' PAGE ', '1'))),
  pair('a field deleted', p(r('Page ') + field(' PAGE ', '1')), p(r('Page '))),
  pair(
    'words beside a field edited',
    p(r('As set out in ') + field(' PAGE ', '1') + r(' above')),
    p(r('As said in ') + field(' PAGE ', '1') + r(' below')),
  ),
  pair(
    'tabs and line breaks',
    p('<w:r><w:t>Fee</w:t><w:tab/><w:t>100</w:t><w:br/><w:t>net</w:t></w:r>'),
    p('<w:r><w:t>Fee</w:t><w:tab/><w:t>120</w:t><w:br/><w:t>gross</w:t></w:r>'),
  ),
  pair(
    'paragraphs of runs cut small',
    p([...term].map((letter) => r(letter)).join('')),
    p([...term.replace('six', 'ten')].map((letter) => r(letter)).join('')),
  ),
  pair('a paragraph moved to the very end', paragraphs(term, fees, notice, law), paragraphs(fees, notice, law, term)),
  pair(
    'a paragraph moved to before a table that comes, and to before one that stays',
    paragraphs(term, fees, notice, law) + table(['One', 'Two']) + p('End.'),
    paragraphs(notice, term) + table(['Three', 'Four']) + paragraphs(law, fees) + table(['One', 'Two']) + p('End.'),
  ),
  pair(
    'words put in around marks that stay',
    paragraphs(term, fees) + p() + paragraphs(notice, law),
    paragraphs(`${term} Not longer.`, `However, ${fees} Not later.`, 'None.', `Still, ${notice}`, law),
  ),
  pair(
    'a paragraph put in behind words put in, and an empty one kept',
    paragraphs(term, fees) + p() + paragraphs(law),
    paragraphs(`${term} Not longer.`, notice, fees) + paragraphs('Fees are net.') + p() + paragraphs(`Finally, ${law}`),
  ),
];

function link(text: string): string {
  return `<w:hyperlink w:anchor="policy">${r(text)}</w:hyperlink>`;
}

function field(instruction: string, result: string): string {
  const part = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
  return `${part('begin')}<w:r><w:instrText xml:space="preserve">${instruction}</w:instrText></w:r>${part('separate')}${r(result)}${part('end')}`;
}

const words = 'the Vendor Department shall may records fees notice within thirty days of term not pay keep'.split(' ');

/** A random document of paragraphs and tables, and the same after some edits. */
export function randomCase(seed: number): RedlineCase {
  const random = new SeededRandom(seed);
  const sentence = () => Array.from({ length: random.below(4, 15) }, () => random.pick(words)).join(' ');
  const block = (): string => {
    if (random.chance(0.15)) return table([sentence(), sentence()], [sentence(), sentence()]);
    return p(sentence(), random.chance(0.4) ? inList(1, random.below(0, 2)) : '');
  };
  const edited = (xml: string) =>
    xml.replace(/>([^<>]+)<\/w:t>/g, (text) => (random.chance(0.5) ? editWords(text, random) : text));
  const before = Array.from({ length: random.below(4, 14) }, block);
  const after: string[] = [];
  for (const each of before) {
    const roll = random.next();
    if (roll < 0.12) continue;
    if (roll < 0.24) after.push(p(sentence()));
    after.push(roll > 0.6 ? edited(each) : each);
  }
  // Whole documents end with a paragraph.
  return pair(`seed ${seed}`, before.join('') + p(law), after.join('') + p(random.chance(0.5) ? law : sentence()));
}

function editWords(text: string, random: SeededRandom): string {
  return text.replace(/\b[a-zA-Z]+\b(?=[^<>]*<)/g, (word) => {
    const roll = random.next();
    if (roll < 0.1) return random.pick(words);
    return roll < 0.15 ? `${word} ${random.pick(words)}` : word;
  });
}
