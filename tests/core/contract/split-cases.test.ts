import { describe, expect, test } from 'vitest';
import type { Mark, Run } from '../../../core/model/content.ts';
import { outlineText, splitParagraphs, splitText } from './outline-text.ts';

function outline(...paragraphs: readonly string[]): string[] {
  return outlineText(splitText(paragraphs.join('\n\n')));
}

function markdown(text: string): string[] {
  return outlineText(splitText(text, 'contract.md'));
}

function marked(text: string, mark: Mark = 'bold'): Run {
  return { text, marks: [mark] };
}

const long =
  'The Vendor shall do so in good time and at its own expense, unless the Department has agreed to something else in writing.';

describe('numbers in sequence', () => {
  test('(i) after (h) is a roman numeral where (ii) follows, and the letter where (j) follows', () => {
    expect(
      outline(
        '1. The list is as follows:',
        '(h) eighth, being:',
        '(i) one;',
        '(ii) two; and',
        '(i) ninth; and',
        '(j) tenth.',
      ).slice(1),
    ).toEqual([
      '  item (h) eighth, being:',
      '    item (i) one;',
      '    item (ii) two; and',
      '  item (i) ninth; and',
      '  item (j) tenth.',
    ]);
  });

  test('letters, numbers and numerals nest in either order', () => {
    expect(
      outline(
        '(a) The Vendor:',
        '(1) may;',
        '(2) shall:',
        '(i) always;',
        '(ii) never;',
        '(3) will.',
        '(b) The Department.',
      ),
    ).toEqual([
      'clause (a) The Vendor:',
      '  item (1) may;',
      '  item (2) shall:',
      '    item (i) always;',
      '    item (ii) never;',
      '  item (3) will.',
      'clause (b) The Department.',
    ]);
  });

  test('a number out of sequence is text of the clause before it', () => {
    const text = [
      '1. Fees. The Client pays.',
      '2018 was a year without fees.',
      '30 days later it pays again.',
      '3.5 million euros is the most.',
      '2. Term. One year.',
    ];
    expect(outline(...text)).toEqual(['clause 1 [Fees] The Client pays. 2018 was +3', 'clause 2 [Term] One year.']);
  });

  test('a reference that begins a paragraph is text', () => {
    expect(
      outline(
        '1. Fees. The Client pays the fees set out in',
        'Section 4.2 shall apply to them, and',
        '(b) above, the fee is due.',
        '2. Term. One year.',
      ),
    ).toEqual(['clause 1 [Fees] The Client pays the fees +2', 'clause 2 [Term] One year.']);
  });

  test('numbers may skip and may be inserted', () => {
    expect(outline('Article 1 – Objet', 'Article 2 – Prix', 'Article 2 bis – Remise', 'Article 5 – Durée')).toEqual([
      'clause Article 1 [Objet]',
      'clause Article 2 [Prix]',
      'clause Article 2 bis [Remise]',
      'clause Article 5 [Durée]',
    ]);
  });

  test('a deep number goes under the nearest one that it extends', () => {
    expect(
      outline(
        '1. Use. Some.',
        '1.1 First.',
        '1.1.1 Deep.',
        '1.3.1 Its parent is missing.',
        '2.1 Its chapter is missing.',
        '3. End. Some.',
      ),
    ).toEqual([
      'clause 1 [Use] Some.',
      '  section 1.1 [First]',
      '    clause 1.1.1 [Deep]',
      '  clause 1.3.1 Its parent is missing.',
      'clause 2.1 Its chapter is missing.',
      'clause 3 [End] Some.',
    ]);
  });

  test('numbers under articles, sections and letters', () => {
    expect(
      outline(
        'ARTICLE I',
        'USE',
        'Section 1.01 Purpose. Some.',
        'Section 1.02 Limits. Some.',
        'ARTICLE II',
        'TERM',
        'Section 2.01 Start. Some.',
      ),
    ).toEqual([
      'section ARTICLE I [USE] +1',
      '  clause Section 1.01 [Purpose] Some.',
      '  clause Section 1.02 [Limits] Some.',
      'section ARTICLE II [TERM] +1',
      '  clause Section 2.01 [Start] Some.',
    ]);
    expect(outline('A. Use', 'A.1. Purpose. Some.', 'A.2. Limits. Some.', 'B. Term', 'B.1. Start. Some.')).toEqual([
      'section A [Use]',
      '  clause A.1 [Purpose] Some.',
      '  clause A.2 [Limits] Some.',
      'section B [Term]',
      '  clause B.1 [Start] Some.',
    ]);
  });

  test('French: roman numerals over articles, articles over paragraphs, degrees and letters', () => {
    expect(
      outline(
        'I. – Dispositions générales',
        'Article 1er – Objet',
        '1-1 Le contrat est conclu :',
        '1° pour un an ;',
        '2° sans reconduction.',
        '1-2 Il est écrit.',
        'II. – Prix',
        'Article 2 – Montant',
        'Le prix est fixé.',
      ),
    ).toEqual([
      'section I [Dispositions générales]',
      '  section Article 1er [Objet]',
      '    clause 1-1 Le contrat est conclu :',
      '      item 1° pour un an ;',
      '      item 2° sans reconduction.',
      '    clause 1-2 Il est écrit.',
      'section II [Prix]',
      '  clause Article 2 [Montant] Le prix est fixé. +1',
    ]);
  });

  test('the first item may stand inside the sentence', () => {
    expect(
      outline(
        '4. (a) The Vendor delivers.',
        '(b) The Department pays.',
        '5. The Vendor shall (a) support;',
        '(b) maintain.',
      ),
    ).toEqual([
      'clause 4 (a) The Vendor delivers.',
      '  item (b) The Department pays.',
      'clause 5 The Vendor shall (a) support;',
      '  item (b) maintain.',
    ]);
  });

  test('numbers that go on under a new heading stand under it', () => {
    expect(
      outline('AGREEMENT', 'The parties agree:', 'USE', '1. One. Some.', '2. Two. Some.', 'TERM', '3. Three. Some.'),
    ).toEqual([
      'title · [AGREEMENT]',
      'preamble · The parties agree:',
      'section · [USE]',
      '  clause 1 [One] Some.',
      '  clause 2 [Two] Some.',
      'section · [TERM]',
      '  clause 3 [Three] Some.',
    ]);
  });

  test('a heading among the numbers of a clause stands inside the clause', () => {
    expect(
      outline(
        'TERMS',
        '(a) Marking. The Vendor marks data:',
        '(1) with this legend:',
        'LIMITED RIGHTS',
        'The data are restricted.',
        '(2) and with no other.',
        '(b) Return. Some.',
      ),
    ).toEqual([
      'title · [TERMS]',
      'clause (a) [Marking] The Vendor marks data:',
      '  item (1) with this legend:',
      '    section · [LIMITED RIGHTS]',
      '      clause · The data are restricted.',
      '  item (2) and with no other.',
      'clause (b) [Return] Some.',
    ]);
  });
});

describe('headings', () => {
  test('the title on the next line, or on two', () => {
    expect(
      outline(
        'ARTICLE 1er',
        'Objet du contrat',
        'Le contrat porte sur les Modèles.',
        'Article 5.',
        'Le prix est fixé en annexe.',
        'EXHIBIT A',
        'FORM OF',
        'NOTICE',
        'To the Vendor: this is a notice.',
      ),
    ).toEqual([
      'clause ARTICLE 1er [Objet du contrat] Le contrat porte sur les +2',
      'clause Article 5 Le prix est fixé en +1',
      'schedule EXHIBIT A [FORM OF / NOTICE] +2',
      '  clause · To the Vendor: this is',
    ]);
  });

  test('what a number numbers may stand in the next paragraph', () => {
    expect(
      outline(
        '1.',
        'Definitions.',
        '(a)',
        '“Models” means the models.',
        '(b)',
        'Bulk data. The Vendor shall not.',
        '2.',
        'The Vendor shall.',
      ),
    ).toEqual([
      'section 1 [Definitions] +1',
      '  clause (a) [“Models”] means the models. +1',
      '  clause (b) [Bulk data] The Vendor shall not. +1',
      'clause 2 The Vendor shall. +1',
    ]);
  });

  test.each([
    ['4.2 Bulk data. The Vendor shall not.', 'Bulk data'],
    ['4.2 BULK DATA. THE VENDOR SHALL NOT.', 'BULK DATA'],
    ['4.2 Bulk Data and Other Data – The Vendor shall not.', 'Bulk Data and Other Data'],
    ['4.2 Durée : le contrat dure un an.', 'Durée'],
    ['4.2 Le Client : il paie le prix.', ''],
    ['4.2 DURÉE : le contrat dure un an.', 'DURÉE'],
    ['4.2 Durée du contrat : Il dure un an.', 'Durée du contrat'],
    ['4.2 Bulk data  The Vendor shall not.', 'Bulk data'],
    ['4.2 Neither party is liable. Each bears its costs.', ''],
    ['4.2 The Vendor shall not. It may.', ''],
    ['4.2 This agreement starts today. It ends tomorrow.', ''],
    ['4.2 The Client Inc. Agreement is in force.', ''],
    ['4.2 “Models” means the models.', '“Models”'],
  ])('run in: %s', (text, heading) => {
    const [clause] = splitText(text).clauses;
    expect(clause?.blocks[0]).toMatchObject({ runs: [{ text: text.slice(4) }] });
    expect(text.slice(4, 4 + (clause?.headingTo ?? -1)).trim()).toBe(heading);
  });

  test('run in by its formatting', () => {
    const rest = { text: ' the Vendor keeps records of who has used the Models and when' };
    for (const mark of ['bold', 'underline', 'italic'] as const) {
      const tree = splitParagraphs({ label: '4.2', runs: [marked('Records of use:', mark), rest] });
      expect(outlineText(tree)).toEqual(['clause 4.2 [Records of use] the Vendor keeps records of']);
    }
    const sentence = splitParagraphs({ label: '4.2', runs: [marked('We keep records'), rest] });
    expect(outlineText(sentence)).toEqual(['clause 4.2 We keep records the Vendor']);
  });

  test('by style, by shape, and plain', () => {
    expect(markdown(`# Terms\n\n${long}\n\n## Use\n\n${long}\n\n**Who may**\n\n${long}\n\n## Term\n\n${long}`)).toEqual(
      [
        'title · [Terms]',
        'preamble · The Vendor shall do so',
        'section · [Use]',
        '  clause · The Vendor shall do so',
        '  section · [Who may]',
        '    clause · The Vendor shall do so',
        'section · [Term]',
        '  clause · The Vendor shall do so',
      ],
    );
    expect(outline('Terms of Use', long, 'Who we are', long, 'LIABILITY', long, long)).toEqual([
      'title · [Terms of Use]',
      'preamble · The Vendor shall do so',
      'section · [Who we are]',
      '  clause · The Vendor shall do so',
      'section · [LIABILITY]',
      '  clause · The Vendor shall do so',
      '  clause · The Vendor shall do so',
    ]);
  });

  test('a title as long as a sentence, as French forms have them', () => {
    const longText =
      'Le Fournisseur informe le Ministère de toute mutation, dans le mois qui la suit, par lettre recommandée.';
    expect(
      outline(
        'Article 3. Mutations des logements.',
        "3.1. Vente des logements bénéficiant du taux réduit de T.V.A. mentionné au 3 du I de l'article 278 sexies du code général des impôts.",
        longText,
        '3.2. Autres mutations.',
        longText,
        '3.3. Le Fournisseur du matériel de remplacement prend soin de le livrer dans les conditions de la présente convention.',
        longText,
        '1°- Modalités de fixation et de révision du prix pratiqué des prestations de la première année de la convention.',
        longText,
      ),
    ).toEqual([
      'section Article 3 [Mutations des logements]',
      "  clause 3.1 [Vente des logements bénéficiant du taux réduit de T.V.A. mentionné au 3 du I de l'article 278 sexies du code général des impôts] Le Fournisseur informe le Ministère +1",
      '  clause 3.2 [Autres mutations] Le Fournisseur informe le Ministère +1',
      '  clause 3.3 Le Fournisseur du matériel de +1',
      '    clause 1° [Modalités de fixation et de révision du prix pratiqué des prestations de la première année de la convention] Le Fournisseur informe le Ministère +1',
    ]);
  });

  test('a title goes on in the next paragraph in small letters, when both stand out alike', () => {
    const tree = splitParagraphs(
      { runs: [marked('I. – Engagements du Fournisseur à l’égard')] },
      { runs: [marked('du Ministère et de ses agents.')] },
      'Le Fournisseur livre.',
      { runs: [marked('II. – Dispositions finales')] },
      'Le contrat est signé.',
    );
    expect(outlineText(tree)).toEqual([
      'clause I [Engagements du Fournisseur à l’égard / du Ministère et de ses agents] Le Fournisseur livre. +2',
      'clause II [Dispositions finales] Le contrat est signé. +1',
    ]);
  });

  test('in bold before a sentence, without a stop; a dash inside capitals', () => {
    const tree = splitParagraphs(
      '1. Pricing; Fees',
      { runs: [marked('Payment Terms'), { text: ' Our prices are on the page of prices.' }] },
      { runs: [marked('The Department'), { text: ' Our customer is the Department.' }] },
      '2. GOVERNMENT USE - RESTRICTED RIGHTS. The Vendor agrees.',
    );
    expect(outlineText(tree)).toEqual([
      'section 1 [Pricing; Fees]',
      '  clause · [Payment Terms] Our prices are on the',
      '  clause · The Department Our customer is',
      'clause 2 [GOVERNMENT USE - RESTRICTED RIGHTS] The Vendor agrees.',
    ]);
  });

  test('a heading style on a whole clause makes no heading of it', () => {
    expect(
      outlineText(
        splitParagraphs(
          { label: '1.', headingLevel: 0, runs: [{ text: 'Fees' }] },
          {
            label: '1.1',
            headingLevel: 1,
            runs: [{ text: 'The Client pays the fees within thirty days; no fee is due before.' }],
          },
          { label: '1.2', headingLevel: 1, runs: [{ text: 'Taxes' }] },
          { label: '(a)', headingLevel: 2, runs: [{ text: 'Fees are without taxes.' }] },
        ),
      ),
    ).toEqual([
      'section 1 [Fees]',
      '  clause 1.1 The Client pays the fees',
      '  section 1.2 [Taxes]',
      '    clause (a) Fees are without taxes.',
    ]);
  });
});

describe('what is no clause', () => {
  test('page numbers and running lines stay in the clause that the page ended in', () => {
    const running = 'Source: THE VENDOR, 10-K, 3/30/2026';
    expect(
      outline(
        '1. Use. The Department uses the Models within the limits that are set out in this',
        '3',
        running,
        'Agreement and in no others.',
        '2. Term. One year.',
        running,
        '4',
        '3. Law. English.',
        running,
        '5',
        '4. End.',
      ),
    ).toEqual([
      'clause 1 [Use] The Department uses the Models +3',
      'clause 2 [Term] One year. Source: THE VENDOR, +2',
      'clause 3 [Law] English. Source: THE VENDOR, 10-K, +2',
      'clause 4 [End]',
    ]);
  });

  test('a table of contents without heading or page numbers: its lines come back', () => {
    const titles = ['1. Définitions', '2. Objet', '3. Prix et paiement', '4. Durée', '5. Droit applicable'];
    const tree = splitText(
      ['CONDITIONS GÉNÉRALES', ...titles, ...titles.flatMap((title) => [title, 'Les parties en conviennent.'])].join(
        '\n\n',
      ),
    );
    expect(outlineText(tree)).toEqual([
      'title · [CONDITIONS GÉNÉRALES]',
      'preamble · [1. Définitions] 2. Objet 3. Prix et +4',
      'section 1 [Définitions]',
      '  clause · Les parties en conviennent.',
      'clause 2 [Objet] Les parties en conviennent. +1',
      'clause 3 [Prix et paiement] Les parties en conviennent. +1',
      'clause 4 [Durée] Les parties en conviennent. +1',
      'clause 5 [Droit applicable] Les parties en conviennent. +1',
    ]);
  });

  test('a table of contents by style', () => {
    const tree = splitParagraphs(
      { style: 'Title', runs: [{ text: 'Agreement' }] },
      { style: 'TOC 1', runs: [{ text: '1. Use\t2' }] },
      { style: 'TOC 1', runs: [{ text: '2. Term\t3' }] },
      { label: '1.', headingLevel: 0, runs: [{ text: 'Use' }] },
      'The Models are used.',
    );
    expect(outlineText(tree)).toEqual([
      'title · [Agreement]',
      'preamble · [1. Use\t2] 2. Term 3 +1',
      'clause 1 [Use] The Models are used. +1',
    ]);
  });

  test('a list of exhibits before the clauses', () => {
    expect(
      outline(
        'AGREEMENT',
        'The following are attached:',
        'Exhibit A – Prices',
        'Exhibit B – Notices',
        `1. Use. ${long}`,
        '2. Term. Some.',
        'Exhibit A – Prices',
        'The price is 1.',
      ),
    ).toEqual([
      'title · [AGREEMENT]',
      'preamble · The following are attached:',
      'preamble · [Exhibit A] Prices',
      'preamble · [Exhibit B] Notices',
      'clause 1 [Use] The Vendor shall do so',
      'clause 2 [Term] Some.',
      'schedule Exhibit A [Prices]',
      '  clause · The price is 1.',
    ]);
  });

  test('numbers begin again in a schedule, and the main part can go on after it', () => {
    expect(
      outline(
        '1. Use. Some.',
        '2. Term. Some.',
        'Schedule 1: Prices',
        '1. Fixed. Some.',
        '2. Variable. Some.',
        '3. Law. Some.',
      ),
    ).toEqual([
      'clause 1 [Use] Some.',
      'clause 2 [Term] Some.',
      'schedule Schedule 1 [Prices]',
      '  clause 1 [Fixed] Some.',
      '  clause 2 [Variable] Some.',
      '  clause 3 [Law] Some.',
    ]);
  });

  test('parties and recitals by number or letter before the clauses', () => {
    expect(
      outline(
        'DEED',
        'PARTIES',
        '(1) The Vendor; and',
        '(2) The Department.',
        'BACKGROUND',
        '(A) The Vendor has models.',
        '(B) The Department wants them.',
        'AGREED TERMS',
        '1. USE',
        '1.1 The Models are used.',
      ),
    ).toEqual([
      'title · [DEED]',
      'preamble · [PARTIES]',
      '  preamble (1) The Vendor; and',
      '  preamble (2) The Department.',
      'recital · [BACKGROUND]',
      '  recital (A) The Vendor has models.',
      '  recital (B) The Department wants them.',
      'preamble · AGREED TERMS',
      'section 1 [USE]',
      '  clause 1.1 The Models are used.',
    ]);
  });

  test('French parties and recitals in capitals without accents', () => {
    expect(
      outline(
        'CONTRAT DE LICENCE',
        'ENTRE',
        'La société Alpha, société par actions simplifiée au capital de 10 000 euros, représentée par son président,',
        "D'UNE PART",
        'ET',
        'La société Bêta,',
        "D'AUTRE PART",
        'PREAMBULE',
        'Bêta souhaite utiliser le Logiciel.',
        'CECI EXPOSE, IL A ETE CONVENU CE QUI SUIT :',
        'ARTICLE 1 - OBJET',
        'Le contrat porte sur le Logiciel.',
        `ARTICLE 2 - PRIX\n${long}\n${long}\n${long}`,
      ),
    ).toEqual([
      'title · [CONTRAT DE LICENCE]',
      'preamble · [ENTRE]',
      '  preamble · La société Alpha, société par +1',
      'preamble · [ET]',
      "  preamble · La société Bêta, D'AUTRE PART +1",
      'preamble · [PREAMBULE]',
      '  preamble · Bêta souhaite utiliser le Logiciel.',
      'preamble · CECI EXPOSE, IL A ETE',
      'clause ARTICLE 1 [OBJET] Le contrat porte sur le +1',
      'clause ARTICLE 2 [PRIX] The Vendor shall do so +3',
    ]);
  });

  test('signatures, also before more of the document', () => {
    expect(
      outline(
        '1. Use. Some.',
        '2. Term. Some.',
        'Fait à Paris, le 31 mars 2026',
        'Le Fournisseur',
        'Nom : ____',
        'Annexe 1 : Prix',
        'Dix euros.',
      ),
    ).toEqual([
      'clause 1 [Use] Some.',
      'clause 2 [Term] Some.',
      'signature · Fait à Paris, le 31 +2',
      'schedule Annexe 1 [Prix]',
      '  clause · Dix euros.',
    ]);
  });

  test('a sentence that says when the agreement is entered into signs nothing while its clauses are to come', () => {
    expect(
      outline(
        'ALLIANCE AGREEMENT',
        'Between the Vendor and the Department, who are both named on the page before this one.',
        `${long} ${long} ${long} ${long}`,
        'This Agreement is entered into on the first day of October.',
        'WHEREAS, the Vendor has Models;',
        `1. Scope. ${long.repeat(8)}`,
        '2. Term. One year.',
      ).map((line) => line.split(' ', 1)[0]),
    ).toEqual(['title', 'preamble', 'preamble', 'preamble', 'recital', 'clause', 'clause']);
  });

  test('notes stay beside what cites them', () => {
    expect(
      outlineText(
        splitParagraphs(
          '1. Use. Some.',
          { role: 'footnote', label: '1', runs: [{ text: '2. A note.' }] },
          '2. Term. Some.',
        ),
      ),
    ).toEqual(['clause 1 [Use] Some. 2. A note. +1', 'clause 2 [Term] Some.']);
  });
});

describe('paragraphs without a number', () => {
  test('belong to the numbered clause before them; after a list they are clauses beside it', () => {
    expect(
      outline(
        '1. Use. The Vendor:',
        'delivers; and also',
        '(a) supports;',
        '(b) maintains.',
        'Nothing else is due.',
        '2. Term. One year.',
        'It is not renewed.',
      ),
    ).toEqual([
      'clause 1 [Use] The Vendor: delivers; and also +1',
      '  item (a) supports;',
      '  item (b) maintains.',
      '  clause · Nothing else is due.',
      'clause 2 [Term] One year. It is not +1',
    ]);
  });

  test('are clauses where nothing is numbered', () => {
    expect(outline(long, long, 'The Department agrees.')).toEqual([
      'clause · The Vendor shall do so',
      'clause · The Vendor shall do so',
      'clause · The Department agrees.',
    ]);
  });

  test('are clauses when they have a heading of their own', () => {
    expect(markdown('## 1. Fees\n\nFees are due.\n\n**Taxes.** Fees are without taxes.\n\n## 2. Term')).toEqual([
      'section 1 [Fees] Fees are due. +1',
      '  clause · [Taxes] Fees are without taxes.',
      'clause 2 [Term]',
    ]);
  });

  test('of a clause that is too long to follow as one are clauses', () => {
    const paragraphs = Array.from({ length: 40 }, (_, i) => `Paragraph ${i} of it. ${long}`);
    const lines = outlineText(splitText(['1. Fees', ...paragraphs, '2. Term'].join('\n\n')));
    expect(lines).toHaveLength(42);
    expect(lines.slice(0, 2)).toEqual(['section 1 [Fees]', '  clause · Paragraph 0 of it. The']);
  });

  test('definitions are clauses wherever they stand', () => {
    expect(
      outline(
        '1. Use. In this clause:',
        '“Models” means the models;',
        '“Data” has the meaning given in',
        '2. Definitions',
        'Livrable : tout document.',
        '"Term"',
        'Means the term.',
        '3. End.',
      ),
    ).toEqual([
      'clause 1 [Use] In this clause:',
      '  clause · [“Models”] means the models;',
      '  clause · [“Data”] has the meaning given in',
      'section 2 [Definitions]',
      '  clause · [Livrable] tout document.',
      '  clause · ["Term"] Means the term. +1',
      'clause 3 [End]',
    ]);
  });

  test('bullets are items, and deeper ones stand under them', () => {
    expect(
      markdown(
        '## 1. Use\n\nThe Vendor:\n\n- delivers:\n    - on time,\n    - in full;\n- supports.\n\n* * *\n\n## 2. Term',
      ),
    ).toEqual([
      'clause 1 [Use] The Vendor: +1',
      '  item • delivers:',
      '    item • on time,',
      '    item • in full;',
      '  item • supports.',
      'clause 2 [Term]',
    ]);
    expect(outline('1. Use. The Vendor:', '- delivers;', '• on time;', '- supports.')).toEqual([
      'clause 1 [Use] The Vendor:',
      '  item - delivers;',
      '  item • on time;',
      '  item - supports.',
    ]);
  });

  test('a row that names a term and sets it is a clause; other rows go on with the clause', () => {
    expect(
      markdown(
        `# Order\n\n| Term | Value |\n| --- | --- |\n| Governing Law | The laws of England |\n| Cap | Ten times the fees |\n\n## 1. Prices\n\n${long}\n\n| Item | Price |\n| --- | --- |\n| Access | 10 |`,
      ),
    ).toEqual([
      'title · [Order]',
      'preamble · Term Value',
      'preamble · [Governing Law] The laws of England',
      'preamble · [Cap] Ten times the fees',
      'clause 1 [Prices] The Vendor shall do so +3',
    ]);
  });
});

describe('computed labels', () => {
  test('are the clause’s and leave its first paragraph; the stop at their end is no part of them', () => {
    const { clauses } = splitParagraphs({ label: '4.2.', listLevel: 1, runs: [{ text: 'Use. Some.' }] });
    expect(clauses).toMatchObject([
      { label: '4.2', prefix: '', blocks: [{ type: 'paragraph', listLevel: 1, runs: [{ text: 'Use. Some.' }] }] },
    ]);
    expect(clauses[0]?.blocks[0]).not.toHaveProperty('label');
  });

  test('need no sequence', () => {
    const paragraph = (label: string, listLevel: number) => ({
      label,
      listLevel,
      runs: [{ text: 'The Vendor shall do it.' }],
    });
    expect(
      outlineText(
        splitParagraphs(
          paragraph('7.', 0),
          paragraph('(c)', 1),
          paragraph('(i)', 2),
          paragraph('9.', 0),
          paragraph('9.4', 1),
        ),
      ),
    ).toEqual([
      'clause 7 The Vendor shall do it.',
      '  item (c) The Vendor shall do it.',
      '    item (i) The Vendor shall do it.',
      'clause 9 The Vendor shall do it.',
      '  clause 9.4 The Vendor shall do it.',
    ]);
  });

  test('an empty numbered paragraph takes its title from the next', () => {
    expect(
      outlineText(splitParagraphs({ label: 'Article 1', runs: [] }, 'Objet', 'Le contrat porte sur les Modèles.')),
    ).toEqual(['clause Article 1 [Objet] Le contrat porte sur les +2']);
  });

  test('a bullet before a typed number is only how the number was set', () => {
    expect(markdown('*   1.1. Term. One year.\n*   1.2. Renewal. None.')).toEqual([
      'clause 1.1 [Term] One year.',
      'clause 1.2 [Renewal] None.',
    ]);
  });
});

describe('the typed prefix', () => {
  test('is cut off across runs and joined again', () => {
    const { clauses } = splitParagraphs({ runs: [marked('Article 4'), { text: ' – ' }, marked('Prix')] });
    expect(clauses).toMatchObject([
      { label: 'Article 4', prefix: 'Article 4 – ', headingTo: 4, blocks: [{ runs: [marked('Prix')] }] },
    ]);
  });

  test('keeps every character up to the words', () => {
    const { clauses } = splitParagraphs('  4.2.\t\u00a0Use. Some.');
    expect(clauses).toMatchObject([{ label: '4.2', prefix: '  4.2.\t\u00a0' }]);
  });
});
