import type { ContractLanguage } from '../model/clause.ts';

/**
 * What the forms of a word have in common: without case, accents, possessive, plural and, in French, feminine. Not
 * the linguist's stem: two words count as forms of one when a lawyer would read them as the same defined term ("Party" and "Parties",
 * « Utilisateur » et « Utilisatrices »), and rare words that fall together do no harm where capitals must agree too.
 */
export function wordStem(word: string, language: ContractLanguage): string {
  return stemOf(plainLetters(word), language);
}

/** The stem of a word that is in plain letters already (`plainLetters`). Text of no known language is read as English. */
export function stemOf(plain: string, language: ContractLanguage): string {
  const word = withoutPossessive(plain);
  return language === 'fr' ? frenchStem(word) : englishStem(word);
}

/** Lower case without accents, with straight apostrophes. */
export function plainLetters(word: string): string {
  const lower = word.toLowerCase();
  if (/^[a-z0-9'-]*$/.test(lower)) return lower;
  return lower.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', "'").replaceAll('œ', 'oe').replaceAll('æ', 'ae');
}

/** How many characters of a word are its possessive ending: 2 of "Vendor's", 0 of "Vendor". */
export function possessiveLength(word: string): number {
  return /['’]s$/iu.exec(word)?.[0].length ?? 0;
}

function withoutPossessive(word: string): string {
  return word.endsWith("'s") && word.length > 2 ? word.slice(0, -2) : word;
}

function englishStem(word: string): string {
  if (word.length < 4 || !word.endsWith('s') || /(?:ss|us|is)$/.test(word)) return word;
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

const frenchEndings: readonly (readonly [RegExp, string])[] = [
  [/eux$/, 'eu'],
  [/eaux$/, 'eau'],
  [/aux$/, 'al'],
  [/ail$/, 'al'],
  [/trice$/, 'teur'],
  [/euse$/, 'eur'],
  [/ive$/, 'if'],
  [/ere$/, 'er'],
  [/(l|n|t)\1e$/, '$1'],
  [/e$/, ''],
];

function frenchStem(word: string): string {
  if (word.length < 4) return word;
  const singular = /(?:s|[ae]ux)$/.test(word) && !word.endsWith('aux') ? word.slice(0, -1) : word;
  for (const [ending, instead] of frenchEndings) {
    if (ending.test(singular)) return singular.replace(ending, instead);
  }
  return singular;
}
