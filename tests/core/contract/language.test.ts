import { describe, expect, test } from 'vitest';
import { detectLanguage } from '../../../core/contract/language.ts';

const english = 'The Vendor shall provide the Models to the Department under this Agreement.';
const french = 'Le Fournisseur met les modèles à la disposition du Ministère dans les conditions du présent contrat.';

describe('the language of a text', () => {
  test.each([
    ['en', english],
    ['fr', french],
    ['en', 'Either party may terminate it.'],
    ['fr', "L'article 4 s'applique au Client."],
    ['und', ''],
    ['und', '4.2 (a) 30 %'],
    ['und', 'Agreement'],
    ['und', 'Der Anbieter stellt den Dienst bereit und haftet nicht für den Ausfall des Netzes.'],
    ['und', 'El proveedor prestará los servicios que se describen en el anexo de este contrato.'],
    ['und', 'Il fornitore presta i servizi descritti nell’allegato del presente contratto con le parti.'],
    ['und', `${english}\n${french}`],
  ])('%s: %s', (language, text) => expect(detectLanguage(text)).toBe(language));

  test('of a long text the whole is sampled, not its beginning', () => {
    expect(detectLanguage(`${french.repeat(20)}${english.repeat(3_000)}`)).toBe('en');
  });
});
