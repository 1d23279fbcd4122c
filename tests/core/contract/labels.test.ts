import { describe, expect, test } from 'vitest';
import { parseLabel, readComputedLabel } from '../../../core/contract/labels.ts';

/** Style, label, exact prefix, and the ways to understand it. */
function read(text: string): string | null {
  const label = parseLabel(text);
  if (label === null) return null;
  const readings = label.readings.map(({ series, value }) => `${series}=${value}`).join(' or ');
  return `${label.style} ${label.label} ${JSON.stringify(label.prefix)} ${readings}`.trimEnd();
}

describe('typed labels', () => {
  test.each([
    ['1. Services', 'number 1 "1. " 1.=1'],
    ['1 – Objet', 'number 1 "1 – " 1.=1'],
    ['1.- Objet', 'number 1 "1.- " 1.=1'],
    ['1/ Objet', 'number 1 "1/ " 1.=1'],
    ['1.Definitions', 'number 1 "1." 1.=1'],
    ['01 - Préambule', 'number 01 "01 - " 1.=1'],
    ['3 bis. Liste', 'number 3 bis "3 bis. " 1.=3.1'],
    ['1.1 Access', 'path 1.1 "1.1 " path 1=1'],
    ['1.1. Access', 'path 1.1 "1.1. " path 1=1'],
    ['4.2.10 Bulk data', 'path 4.2.10 "4.2.10 " path 4.2=10'],
    ['2-1 La convention', 'path 2-1 "2-1 " path 2=1'],
    ['A.1. Overview', 'path A.1 "A.1. " path A=1'],
    ['B.3.a. Customer', 'path B.3.a "B.3.a. " path B.3=1'],
    ['1.1(a) Text', 'path 1.1(a) "1.1(a) " path 1.1=1'],
    ['(a) the Vendor', 'list (a) "(a) " a()=1'],
    ['a) le Fournisseur', 'list a) "a) " a)=1'],
    ['a. the Vendor', 'list a "a. " a.=1'],
    ['(i) one', 'list (i) "(i) " a()=9 or i()=1'],
    ['(iv) four', 'list (iv) "(iv) " i()=4'],
    ['(aa) later', 'list (aa) "(aa) " a()=27'],
    ['(A) The Vendor', 'list (A) "(A) " A()=1'],
    ['(1) one', 'list (1) "(1) " 1()=1'],
    ['1) one', 'list 1) "1) " 1)=1'],
    ['1° un', 'list 1° "1° " 1°=1'],
    ['4°-Cas', 'list 4° "4°-" 1°=4'],
    ['I. OBJET', 'capital I "I. " A.=9 or I.=1'],
    ['III. DURÉE', 'capital III "III. " A.=61 or I.=3'],
    ['IV – Durée', 'capital IV "IV – " I.=4'],
    ['I.-Dispositions', 'capital I "I.-" A.=9 or I.=1'],
    ['A. Services', 'capital A "A. " A.=1'],
    ['§ 2 Term', 'keyword § 2 "§ 2 " §=2'],
    ['§ 2 ter Prix', 'keyword § 2 ter "§ 2 ter " §=2.2'],
    ['13.l Survival', 'path 13.l "13.l " path 13=12 or path 13=1'],
    ['3. 3. Publicité', 'path 3.3 "3. 3. " path 3=3'],
    ['**6.1.1. Pour tous', 'path 6.1.1 "**6.1.1. " path 6.1=1'],
    ['Annex I(B) Transfers', 'schedule Annex I(B) "Annex I(B) " annex i(=2'],
    ['EXHIBIT "A"', 'schedule EXHIBIT A "EXHIBIT \\"A\\"" exhibit letter=1'],
    ['THIS IS SCHEDULE "B" TO THE', 'schedule SCHEDULE B "THIS IS SCHEDULE \\"B\\" " schedule letter=2'],
    ['Article I', 'keyword Article I "Article I" article=1 or article letter=9'],
    ['ARTICLE 1er', 'keyword ARTICLE 1er "ARTICLE 1er" article=1'],
    ['ARTICLE PREMIER – Objet', 'keyword ARTICLE PREMIER "ARTICLE PREMIER – " article=1'],
    ['ARTICLE ONE', 'keyword ARTICLE ONE "ARTICLE ONE" article=1'],
    ['Article 4 – Prix', 'keyword Article 4 "Article 4 – " article=4'],
    ['Article 4 – prix', 'keyword Article 4 "Article 4 – " article=4'],
    ['Article 5. ', 'keyword Article 5 "Article 5. " article=5'],
    ['Article 9 bis.', 'keyword Article 9 bis "Article 9 bis." article=9.1'],
    ['Art. 12-3 Prix', 'keyword Art. 12-3 "Art. 12-3 " path 12=3'],
    ['Section 2.03 Payment', 'keyword Section 2.03 "Section 2.03 " path 2=3'],
    ['§ 5 Payment', 'keyword § 5 "§ 5 " §=5'],
    ['TITRE II – Usage', 'keyword TITRE II "TITRE II – " title=2 or title letter=35'],
    ['Chapitre 3 : Prix', 'keyword Chapitre 3 "Chapitre 3 : " chapter=3'],
    ['Schedule 1', 'schedule Schedule 1 "Schedule 1" schedule=1'],
    ['EXHIBIT A', 'schedule EXHIBIT A "EXHIBIT A" exhibit letter=1'],
    ['Exhibit A-1 – Form', 'schedule Exhibit A-1 "Exhibit A-1 – " exhibit A=1'],
    ['Annexe n° 2 - Prix', 'schedule Annexe n° 2 "Annexe n° 2 - " annexe=2'],
    ['ANNEX II — Measures', 'schedule ANNEX II "ANNEX II — " annex=2 or annex letter=35'],
    ['Annexe : Formulaire', 'schedule Annexe "Annexe : "'],
    ['APPENDIX', 'schedule APPENDIX "APPENDIX"'],
    ['- un tiret', 'bullet - "- "'],
    ['•\tun point', 'bullet • "•\\t"'],
    ['o Petits produits', 'bullet o "o "'],
    ['  (a) set in', 'list (a) "  (a) " a()=1'],
  ])('%s', (text, expected) => expect(read(text)).toBe(expected));

  test.each([
    '2018 was a year',
    '12.5% of the fees',
    '$5.00 each',
    '1,000 euros',
    '1st January',
    '3M',
    '01 85 76 00 00',
    '12 – 15 heures',
    '252.204-7012 Safeguarding',
    '10:30 am',
    'Section 4.2 shall apply',
    'Section 4.2, the Vendor',
    'Article 4 prix',
    'Articles 4 and 5',
    'Part of the fees',
    'Title: Director',
    'Schedule of fees',
    'Exhibits A and B are attached',
    'Annexe formulaire',
    'A Party',
    'I agree',
    'U.S. law',
    'e.g. this',
    '(the Vendor)',
    '(c), use the following',
    'D’une part',
    '-8-',
    '',
  ])('no label: %s', (text) => expect(read(text)).toBeNull());

  test('a computed label is read by the same grammar and has no typed prefix', () => {
    expect(readComputedLabel('4.2.')).toMatchObject({ style: 'path', label: '4.2', prefix: '' });
    expect(readComputedLabel('(a)')).toMatchObject({ style: 'list', label: '(a)', prefix: '' });
    expect(readComputedLabel('Article 4 –')).toMatchObject({ style: 'keyword', label: 'Article 4', prefix: '' });
    expect(readComputedLabel('\uf0b7')).toMatchObject({ style: 'bullet', label: '\uf0b7', readings: [] });
  });
});
