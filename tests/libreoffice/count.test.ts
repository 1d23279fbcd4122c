import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRedline } from '../../core/docx/tracked/read-redline.ts';
import { nodePlatform } from '../../engine/platform.ts';
import { by, docxFile, p, r, row } from '../support/docx.ts';
import { findLibreOffice, type LibreOffice, openLibreOffice } from '../support/libreoffice.ts';
import { findOfficeBlindSpots } from '../support/office-blind-spots.ts';
import { expectedOfficeChanges } from '../support/office-count.ts';

const ins = (text: string, author = 'Buyer') => `<w:ins ${by(author)}>${r(text)}</w:ins>`;
const del = (text: string, author = 'Buyer') =>
  `<w:del ${by(author)}><w:r><w:delText xml:space="preserve">${text}</w:delText></w:r></w:del>`;
const markInserted = `<w:rPr><w:ins ${by('Buyer')}/></w:rPr>`;
const markDeleted = `<w:rPr><w:del ${by('Buyer')}/></w:rPr>`;
const wasCentred = `<w:pPrChange ${by('Buyer')}><w:pPr><w:jc w:val="center"/></w:pPr></w:pPrChange>`;
const wasBold = `<w:rPrChange ${by('Buyer')}><w:rPr><w:b/></w:rPr></w:rPrChange>`;
const inserted = (text: string) => p(ins(text), markInserted);
const deleted = (text: string) => p(del(text), markDeleted);
const table = (...rows: readonly string[]) =>
  `<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="3000"/><w:gridCol w:w="3000"/></w:tblGrid>${rows.join('')}</w:tbl>`;

/** Bodies of tracked documents and how many changes LibreOffice 7.4 sees in them. */
const bodies: readonly (readonly [name: string, body: string, changes: number])[] = [
  ['neighbours of one kind', p(r('a') + ins('b') + ins('c') + r('d')), 1],
  ['of two authors', p(r('a') + ins('b') + ins('c', 'Seller') + r('d')), 2],
  ['deleted and inserted', p(r('a') + del('b') + ins('c')), 2],
  ['paragraphs inserted one after another', p('a') + inserted('b') + inserted('c') + p('d'), 1],
  ['paragraphs deleted one after another', p('a') + deleted('b') + deleted('c') + p('d'), 1],
  ['a paragraph deleted, one inserted', p('a') + deleted('b') + inserted('c') + p('d'), 2],
  ['a split', p('a', markInserted) + p('b'), 1],
  [
    'the end of a paragraph, its mark and the start of the next',
    p(r('a') + ins('b'), markInserted) + p(ins('c') + r('d')),
    1,
  ],
  ['formatting of runs', p(r('a', wasBold) + r('b', `<w:i/>${wasBold}`) + r('c')), 1],
  ['formatting across a mark', p(r('a', wasBold)) + p(r('b', wasBold)), 2],
  ['formatting of paragraphs', p('a', wasCentred) + p('b', wasCentred), 2],
  ['formatting of a paragraph with tracked words in it', p(r('a') + ins('b') + r('c'), wasCentred), 3],
  ['a row', table(row(['a', 'b']), row([p(ins('c')), p(ins('d'))], `<w:ins ${by('Buyer')}/>`)) + p('e'), 2],
  ['a row of empty cells', table(row(['a', 'b']), row([p(), p()], `<w:ins ${by('Buyer')}/>`)) + p('e'), 1],
  ['an insertion that another author deleted', p(`<w:ins ${by('Buyer')}>${r('a')}${del('b', 'Seller')}</w:ins>`), 2],
];

/** Bodies in which LibreOffice 7.4 does not see, or not rightly settle, what is tracked. */
const blind: readonly (readonly [spot: string, body: string])[] = [
  ['plain text control', p(`<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>${ins('a')}</w:sdtContent></w:sdt>`)],
  ['first paragraph of a control', `<w:sdt><w:sdtPr/><w:sdtContent>${p(ins('a'))}</w:sdtContent></w:sdt>${p('b')}`],
  ['field result', p(`<w:fldSimple w:instr=" REF a ">${ins('b')}</w:fldSimple>`)],
  ['frame paragraph', p('a', '<w:framePr w:wrap="around" w:x="1000" w:y="1000"/>') + p(ins('b'))],
  ['between tables', table(row(['a', 'b'])) + deleted('c') + table(row(['d', 'e'])) + p('f')],
  ['before a table', deleted('c') + table(row(['d', 'e'])) + p('f')],
  ['insertions around a mark', p(r('a') + ins('b')) + p(ins('c') + r('d'))],
  ['row without tracked words', table(row(['a', 'b'], `<w:del ${by('Buyer')}/>`), row(['c', 'd'])) + p('e')],
];

describe('changes as LibreOffice counts them', () => {
  it.each(bodies)('%s', (_, body, changes) => {
    expect(expectedOfficeChanges(readRedline(docxFile(body), nodePlatform))).toEqual({ changes, aroundMarks: 0 });
  });

  it.each(blind)('blind: %s', (spot, body) => {
    const file = docxFile(body);
    expect(findOfficeBlindSpots(file, expectedOfficeChanges(readRedline(file, nodePlatform)))).toContain(spot);
  });
});

describe.skipIf(findLibreOffice() === null)('changes as LibreOffice 7.4 sees them', () => {
  let office: LibreOffice;
  beforeAll(async () => {
    office = await openLibreOffice();
  });
  afterAll(async () => {
    await office?.close();
  });

  it.each(bodies)('%s', async (_, body, changes) => {
    const seen = (await office.read(docxFile(`${body}<w:sectPr/>`), { changes: 'as-is' })).changes.length;
    // Later versions may count otherwise; that they see the changes at all is what matters.
    if (office.version.startsWith('7.4.')) expect(seen).toBe(changes);
    else expect(seen).toBeGreaterThan(0);
  });
});
