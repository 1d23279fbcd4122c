import { describe, expect, test } from 'vitest';
import { outlineText, splitFixture } from './outline-text.ts';

/** Contracts of some length, with the tree a lawyer would draw. */
describe('whole contracts', () => {
  test('an English agreement as plain text: title page, contents, recitals, definitions, items, signatures, exhibit', () => {
    const tree = splitFixture('services-agreement.txt');
    expect(tree.language).toBe('en');
    expect(outlineText(tree)).toEqual([
      'title · [Exhibit 10.7 / MODEL SERVICES AGREEMENT] BY AND BETWEEN THE VENDOR +6',
      'preamble · [TABLE OF CONTENTS] ARTICLE I DEFINITIONS .......................... 2 +7',
      'preamble · This Model Services Agreement (the',
      'recital · [RECITALS]',
      '  recital · WHEREAS, the Vendor develops and',
      '  recital · WHEREAS, the Department wishes to',
      'preamble · NOW, THEREFORE, the parties agree',
      'section ARTICLE I [DEFINITIONS] +1',
      '  clause 1.1 [Defined Terms] In this Agreement:',
      '    clause · ["Bulk Data"] means any collection of records',
      '      item (a) search history and conversations with',
      '      item (b) geolocation and financial transactions.',
      `    clause · ["Models"] means the Vendor's models, their +1`,
      '    clause · ["Use Policy"] means the policy in Exhibit',
      'section ARTICLE II [USE OF THE MODELS] +1',
      '  clause 2.1 [Permitted use] The Department may use the',
      '    item (a) within a facility of the',
      '    item (b) by personnel who were cleared,',
      '      item (i) by a contractor, or',
      '      item (ii) by another department; and',
      '    item (c) for a period of 30',
      '    clause · The foregoing does not extend',
      '  clause 2.2 [Bulk data] The Department shall not submit +1',
      '  clause 2.3 [NO EMBEDDING] THE MODELS ARE NOT TO',
      'section ARTICLE III [GENERAL] +1',
      '  clause 3.1 [Term] This Agreement runs for 2',
      '  clause 3.2 [Amendment] It may be amended in',
      'signature · IN WITNESS WHEREOF, the parties +6',
      'schedule EXHIBIT A [SERVICE LEVELS] +1',
      '  clause 1 [Availability] The Models are available 99.5',
      '  clause 2 [Support] The Vendor answers within four',
    ]);
  });

  test('a French contract as Markdown: parties, considérants, titres, articles, degrees, annexe', () => {
    const tree = splitFixture('contrat-de-services.md');
    expect(tree.language).toBe('fr');
    expect(outlineText(tree)).toEqual([
      'title · [CONTRAT DE SERVICES DE MODÈLES]',
      'preamble · [ENTRE LES SOUSSIGNÉS]',
      '  preamble · Le Fournisseur, société par actions +1',
      'preamble · [ET]',
      '  preamble · Le Ministère, ci-après « le +1',
      'preamble · [Préambule]',
      '  recital · Considérant que le Fournisseur exploite',
      '  recital · Considérant que le Ministère souhaite',
      'preamble · Il a été convenu ce',
      'section TITRE I [DISPOSITIONS GÉNÉRALES]',
      '  section Article 1er [Définitions]',
      '    clause · [Modèles] les modèles du Fournisseur, leurs',
      '    clause · [« Données de masse »] désigne tout ensemble de données',
      '  clause Article 2 [Objet] Le présent contrat a pour +2',
      'section TITRE II [USAGE DES MODÈLES]',
      '  section Article 3 [Usages permis]',
      '    clause 3.1 Le Ministère peut employer les',
      "      item • l'analyse en amont ;",
      '      item • la traduction, dont',
      "        item • l'oral,",
      "        item • l'écrit.",
      '      clause · Tout autre usage est soumis',
      '    clause 3.2 Sont exclus :',
      '      item 1° la surveillance de masse ;',
      "      item 2° l'engagement de cibles ;",
      '        item a) par un appareil isolé ;',
      '        item b) par un essaim.',
      '  clause Article 4 bis [Durée] Le contrat est conclu pour +2',
      'schedule ANNEXE 1 [Prix] Prestation Prix Accès 10 € +2',
      '  signature · Fait à Paris, le 31 +3',
    ]);
  });
});
