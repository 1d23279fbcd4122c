import { describe, expect, test } from 'vitest';
import { outlineText, splitText } from './outline-text.ts';

function outline(...paragraphs: readonly string[]): string[] {
  return outlineText(splitText(paragraphs.join('\n\n')));
}

const long = 'The Vendor shall do so in good time and at its own expense, unless the Department has agreed otherwise.';
const longue =
  'Le Fournisseur y procède dans les meilleurs délais et à ses frais, sauf accord écrit et préalable du Ministère.';

describe('the numbers of each tradition', () => {
  test('section signs, numbers in brackets and letters', () => {
    expect(
      outline(
        ...['TERMS OF SERVICE', '§ 1 Scope', long, '§ 2 Term', '(1) The contract runs for a year.'],
        ...['(2) It may be renewed as follows:', 'a) by the Vendor;', 'b) by the Department.'],
        ...['§ 3. Law. The law of the Department applies under § 2.', '§§ 4 Final provisions', long],
      ),
    ).toEqual([
      'title · [TERMS OF SERVICE]',
      'clause § 1 [Scope] The Vendor shall do so +1',
      'section § 2 [Term]',
      '  clause (1) The contract runs for a',
      '  clause (2) It may be renewed as',
      '    item a) by the Vendor;',
      '    item b) by the Department.',
      'clause § 3 [Law] The law of the Department',
      'clause §§ 4 [Final provisions] The Vendor shall do so +1',
    ]);
  });

  test('titres over chapitres over articles, degrees over letters, an annexe', () => {
    expect(
      outline(
        ...['CONTRAT CADRE', 'TITRE PREMIER – DISPOSITIONS GÉNÉRALES', 'Chapitre I', 'Objet et durée'],
        ...['ARTICLE 1er : OBJET', longue, 'ARTICLE 2 : DURÉE', 'La durée est fixée :'],
        ...['1° à un an pour les services ;', '2° à deux ans pour les licences :', 'a) logicielles ;', 'b) de marque.'],
        ...['Chapitre II : Prix', 'ARTICLE 3 : MONTANT', longue, 'TITRE II – DISPOSITIONS FINALES'],
        ...['Chapitre I – Litiges', 'Art. 4-1. – Compétence', longue, 'Art. 4-2. – Droit', longue],
        ...['ANNEXE A – Tarifs', longue],
      ),
    ).toEqual([
      'title · [CONTRAT CADRE]',
      'section TITRE PREMIER [DISPOSITIONS GÉNÉRALES]',
      '  section Chapitre I [Objet et durée] +1',
      '    clause ARTICLE 1er [OBJET] Le Fournisseur y procède dans +1',
      '    clause ARTICLE 2 [DURÉE] La durée est fixée : +1',
      '      item 1° à un an pour les',
      '      item 2° à deux ans pour les',
      '        item a) logicielles ;',
      '        item b) de marque.',
      '  section Chapitre II [Prix]',
      '    clause ARTICLE 3 [MONTANT] Le Fournisseur y procède dans +1',
      'section TITRE II [DISPOSITIONS FINALES]',
      '  section Chapitre I [Litiges]',
      '    clause Art. 4-1 [Compétence] Le Fournisseur y procède dans +1',
      '    clause Art. 4-2 [Droit] Le Fournisseur y procède dans +1',
      'schedule ANNEXE A [Tarifs]',
      '  clause · Le Fournisseur y procède dans',
    ]);
  });

  test('sections over sous-sections, under titres', () => {
    expect(
      outline(
        ...['CONDITIONS', 'Titre I : Objet', longue, 'Section 1 - Champ', longue, 'Sous-section 1 - Lieux', longue],
        ...['Section 2 – Temps', longue, 'Titre II : Prix', longue],
      ),
    ).toEqual([
      'title · [CONDITIONS]',
      'section Titre I [Objet]',
      '  clause · Le Fournisseur y procède dans',
      '  section Section 1 [Champ] Le Fournisseur y procède dans +1',
      '    clause Sous-section 1 [Lieux] Le Fournisseur y procède dans +1',
      '  clause Section 2 [Temps] Le Fournisseur y procède dans +1',
      'section Titre II [Prix]',
      '  clause · Le Fournisseur y procède dans',
    ]);
  });

  test('ATTENDU QUE and CONSIDÉRANT before roman numerals and capital letters', () => {
    expect(
      outline(
        ...['CONVENTION', 'ATTENDU QUE le Fournisseur exploite des modèles ;', 'CONSIDÉRANT la loi ;'],
        ...['IL A ÉTÉ CONVENU CE QUI SUIT :', 'I. OBJET', longue, 'II. PRIX', 'A. Montant', longue],
        ...['B. Paiement', longue, 'III. DURÉE', longue, 'Fait à Paris, en deux exemplaires', 'Pour le Fournisseur'],
      ),
    ).toEqual([
      'title · [CONVENTION]',
      'recital · ATTENDU QUE le Fournisseur exploite',
      'recital · CONSIDÉRANT la loi ;',
      'preamble · IL A ÉTÉ CONVENU CE',
      'clause I [OBJET] Le Fournisseur y procède dans +1',
      'section II [PRIX]',
      '  clause A [Montant] Le Fournisseur y procède dans +1',
      '  clause B [Paiement] Le Fournisseur y procède dans +1',
      'clause III [DURÉE] Le Fournisseur y procède dans +1',
      'signature · Fait à Paris, en deux +1',
    ]);
  });

  test('exhibits in quotation marks, by number, by letter and number', () => {
    expect(
      outline(
        ...['SERVICES AGREEMENT', `1. Services. ${long}`, `2. Fees. ${long}`, 'IN WITNESS WHEREOF the parties sign.'],
        ...['By: ______', 'EXHIBIT "A"', 'SERVICE LEVELS', `1. Availability. ${long}`, 'Appendix 2 – Prices', long],
        ...['Annexe A-1 : Tarifs', longue, 'Attachment C: Forms', long],
      ).slice(3),
    ).toEqual([
      'signature · IN WITNESS WHEREOF the parties +1',
      'schedule EXHIBIT A [SERVICE LEVELS] +1',
      '  clause 1 [Availability] The Vendor shall do so',
      'schedule Appendix 2 [Prices]',
      '  clause · The Vendor shall do so',
      'schedule Annexe A-1 [Tarifs]',
      '  clause · Le Fournisseur y procède dans',
      'schedule Attachment C [Forms]',
      '  clause · The Vendor shall do so',
    ]);
  });
});

describe('what a lost or careless line end leaves behind', () => {
  test('a schedule after the last words of a signature, also with its text on the same line', () => {
    expect(
      outline(
        ...[`1. Services. ${long}`, `2. Fees. ${long}`],
        'IN WITNESS WHEREOF the parties sign. THE VENDOR LTD. Per: the Director Authorized Signatory of the Vendor',
        `THIS IS SCHEDULE "A" TO THE SERVICES AGREEMENT Description of the services: ${long} ${long}`,
        'EXHIBIT B',
        long,
      ).slice(2),
    ).toEqual([
      'signature · IN WITNESS WHEREOF the parties',
      'schedule SCHEDULE A TO THE SERVICES AGREEMENT Description',
      'schedule EXHIBIT B',
      '  clause · The Vendor shall do so',
    ]);
  });

  test('recitals by letter after a paragraph that ends in WHEREAS', () => {
    const kinds = outline(
      'SERVICES AGREEMENT',
      `This Services Agreement is made by the Vendor and the Department. ${long} WHEREAS:`,
      'A. The Vendor has Models;',
      'B. The Department wishes to use them.',
      'NOW THEREFORE the parties agree as follows:',
      `1. Services. ${long} ${long} ${long} ${long}`,
      `2. Fees. ${long} ${long} ${long} ${long}`,
    ).map((line) => line.split(' ', 2).join(' '));
    expect(kinds).toEqual(['title ·', 'preamble ·', 'recital A', 'recital B', 'preamble ·', 'clause 1', 'clause 2']);
  });

  test('letters in brackets count no days; the first of a list may follow words that break off', () => {
    expect(
      outline(
        '6.2 The Vendor represents and warrants the following, which representations apply during the Term of this Agreement',
        '(a) The Vendor is in good standing.',
        '(b) time is of the essence;',
        '(c) days are counted from midnight.',
      ),
    ).toEqual([
      'clause 6.2 The Vendor represents and warrants',
      '  item (a) The Vendor is in good',
      '  item (b) time is of the essence;',
      '  item (c) days are counted from midnight.',
    ]);
  });

  test('a roman title as long as a sentence over its articles', () => {
    expect(
      outline(
        ...['CONVENTION', 'I. – Dispositions générales', 'Article 1er', longue],
        'II. – Engagements du Fournisseur à l’égard des organismes chargés de la liquidation et du paiement de l’aide personnalisée au logement et des aides voisines.',
        ...['Article 2', longue],
      ).map((line) => line.slice(0, 40)),
    ).toEqual([
      'title · [CONVENTION]',
      'section I [Dispositions générales]',
      '  clause Article 1er Le Fournisseur y pr',
      'section II [Engagements du Fournisseur à',
      '  clause Article 2 Le Fournisseur y proc',
    ]);
  });
});

describe('tables of contents with page numbers are no clauses', () => {
  test('leaders and numbers, French', () => {
    const lines = ['Article 1er – Objet', 'Article 2 – Prix', 'Article 3 – Durée', 'Annexe 1 – Tarifs'];
    const pages = lines.map((line, i) => `${line} ........ ${i * 4 + 2}`);
    expect(
      outline('CONTRAT DE SERVICES', 'Sommaire', ...pages, ...lines.flatMap((line) => [line, longue])).slice(0, 4),
    ).toEqual([
      'title · [CONTRAT DE SERVICES]',
      'preamble · [Sommaire] Article 1er – Objet ........ +4',
      'clause Article 1er [Objet] Le Fournisseur y procède dans +1',
      'clause Article 2 [Prix] Le Fournisseur y procède dans +1',
    ]);
  });

  test('tabs, roman pages, and a line over the pages', () => {
    const tree = splitText(
      [
        ...[
          'SERVICES AGREEMENT',
          'TABLE OF CONTENTS',
          'Page',
          '1.\tDefinitions\t1',
          '2.\tServices\t2',
          '2.1\tScope\t2',
        ],
        ...['3.\tFees\tiv', 'Schedule 1\tPrices\t9', '1. Definitions', long, '2. Services', '2.1 Scope', long],
        ...['3. Fees', long, 'Schedule 1', 'Prices', long],
      ].join('\n'),
    );
    expect(outlineText(tree)).toEqual([
      'title · [SERVICES AGREEMENT]',
      'preamble · [TABLE OF CONTENTS] Page 1. Definitions 1 2. +6',
      'section 1 [Definitions]',
      '  clause · The Vendor shall do so',
      'section 2 [Services]',
      '  clause 2.1 [Scope] The Vendor shall do so +1',
      'clause 3 [Fees] The Vendor shall do so +1',
      'schedule Schedule 1 [Prices] +1',
      '  clause · The Vendor shall do so',
    ]);
  });

  test('spaces, and sections that are run in further down', () => {
    expect(
      outline(
        ...['SERVICES AGREEMENT', 'Contents', 'Section 1.01 Definitions   4', 'Section 1.02 Terms   4'],
        ...['ARTICLE II SERVICES   5', 'Section 2.01 Scope   5', 'ARTICLE I DEFINITIONS'],
        ...[`Section 1.01 Definitions. ${long}`, `Section 1.02 Terms. ${long}`, 'ARTICLE II SERVICES'],
        `Section 2.01 Scope. ${long}`,
      ),
    ).toEqual([
      'title · [SERVICES AGREEMENT]',
      'preamble · [Contents] Section 1.01 Definitions 4 Section +4',
      'section ARTICLE I [DEFINITIONS]',
      '  clause Section 1.01 [Definitions] The Vendor shall do so',
      '  clause Section 1.02 [Terms] The Vendor shall do so',
      'section ARTICLE II [SERVICES]',
      '  clause Section 2.01 [Scope] The Vendor shall do so',
    ]);
  });
});
