import type { ContractLanguage } from '../model/clause.ts';

/**
 * The language a contract is written in, from its own words: a file's language setting is often
 * wrong. Counted are function words that occur in one of the two languages and in no close neighbour
 * (no `de`, `la` or `que`, which are Spanish too; no `in`, which is German; no `des` alone), so that a text
 * in a third language stays undetermined instead of becoming French.
 */
const englishWords = new Set(
  (
    'the of and to shall will any this that which with from by its their not may such be is are been has have ' +
    'under each other than hereby herein upon into it as or if must you your our we they these those all who whose'
  ).split(' '),
);
const frenchWords = new Set(
  (
    'les du et est une dans pour par sur aux au ce cette ces sont ou pas qui dont sera seront être avec sans leur leurs ' +
    'son ses elle ils elles vous nous votre notre toute tout tous toutes ainsi afin ci-après présent présente présentes ' +
    'lorsque selon entre peut doit doivent aucun aucune le des'
  ).split(' '),
);

const sampleCount = 16;
const sampleLength = 1_000;

/**
 * `und` where neither language shows: too few words, a third language, or both in equal measure.
 * Reads at most 16,000 characters, spread over the text.
 */
export function detectLanguage(text: string): ContractLanguage {
  const { words, english, french } = languageCount(text);
  const most = Math.max(english, french);
  const least = Math.min(english, french);
  if (most < Math.max(2, words * 0.06)) return 'und';
  if (least > most * 0.6) return 'und';
  return english > french ? 'en' : 'fr';
}

/** How many words were looked at, and how many of them are in one language and no other. */
export interface LanguageCount {
  readonly words: number;
  readonly english: number;
  readonly french: number;
}

/** Counts as `detectLanguage` does. */
export function languageCount(text: string): LanguageCount {
  let words = 0;
  let english = 0;
  let french = 0;
  for (const sample of samples(text)) {
    for (const match of sample.matchAll(/[\p{L}-]+/gu)) {
      const word = match[0].toLowerCase();
      words += 1;
      if (englishWords.has(word)) english += 1;
      else if (frenchWords.has(word)) french += 1;
    }
    // Elisions (l’article, d’un, qu’il) are French and are cut by the word pattern.
    for (const _ of sample.matchAll(/(?<!\p{L})(?:[ldnscj]|qu)[’'](?=[\p{L}])/giu)) french += 1;
  }
  return { words, english, french };
}

function* samples(text: string): Generator<string> {
  if (text.length <= sampleCount * sampleLength) {
    yield text;
    return;
  }
  const step = Math.floor(text.length / sampleCount);
  for (let i = 0; i < sampleCount; i += 1) yield text.slice(i * step, i * step + sampleLength);
}
