import type { ContractLanguage } from '../model/clause.ts';

/** Numbers written as words, in English and French: "fifty thousand", "one hundred and twenty", « quatre-vingt-dix ». */

const english = new Map<string, number>();
const french = new Map<string, number>();

function enter(map: Map<string, number>, from: number, step: number, words: string): void {
  for (const [index, word] of words.split(' ').entries()) map.set(word, from + index * step);
}

enter(
  english,
  0,
  1,
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
);
enter(english, 20, 10, 'twenty thirty forty fifty sixty seventy eighty ninety');
english.set('fourty', 40);
enter(french, 0, 1, 'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize');
enter(french, 20, 10, 'vingt trente quarante cinquante soixante');
french.set('une', 1);
for (const [word, value] of [
  ['septante', 70],
  ['huitante', 80],
  ['nonante', 90],
] as const)
  french.set(word, value);

/** What multiplies all that stands before it. */
const scales = new Map<string, number>([
  ['thousand', 1e3],
  ['million', 1e6],
  ['millions', 1e6],
  ['billion', 1e9],
  ['trillion', 1e12],
  ['mille', 1e3],
  ['milliard', 1e9],
  ['milliards', 1e9],
]);

const joined = ['hundred', 'cent', 'cents', 'vingts', ...scales.keys()];

function wordPattern(words: readonly string[]): string {
  const sorted = [...words].sort((a, b) => b.length - a.length).join('|');
  const more = [...words, ...joined].sort((a, b) => b.length - a.length).join('|');
  return `(?:${sorted})(?:[\\s-]{1,3}(?:(?:and|et)[\\s-]{1,3})?(?:${more})(?![a-zA-ZÀ-ÿ]))*(?![a-zA-ZÀ-ÿ])`;
}

const englishPattern = wordPattern([...english.keys(), 'a hundred', 'hundred']);
const frenchPattern = wordPattern([...french.keys(), 'cent', 'mille']);

/** The source of a pattern, for use with `iu`, of a number in words in that language; in both where it is not known. */
export function numberWordsPattern(language: ContractLanguage): string {
  if (language === 'en') return englishPattern;
  return language === 'fr' ? frenchPattern : `(?:${englishPattern}|${frenchPattern})`;
}

/** The first letters of any number in words, for a search that neither looks around nor knows Unicode. */
export function numberWordStarts(language: ContractLanguage): string {
  const words = [
    ...(language === 'fr' ? [] : [...english.keys(), 'a hundred', 'hundred']),
    ...(language === 'en' ? [] : [...french.keys(), 'cent', 'mille']),
  ];
  return words.join('|');
}

/** The value of a number in words, or `null` when the words make none ("two three"). */
export function readNumberWords(text: string): number | null {
  let total = 0;
  let group = 0;
  let last = Number.POSITIVE_INFINITY;
  const words = text.toLowerCase().split(/[\s-]+/);
  for (const [index, word] of words.entries()) {
    if (word === 'and' || word === 'et' || word === '' || (word === 'a' && index === 0)) continue;
    if (word === 'hundred' || word === 'cent' || word === 'cents') {
      if (group > 99) return null;
      group = (group === 0 ? 1 : group) * 100;
      last = 100;
      continue;
    }
    const scale = scales.get(word);
    if (scale !== undefined) {
      total += (group === 0 ? 1 : group) * scale;
      group = 0;
      last = Number.POSITIVE_INFINITY;
      continue;
    }
    const value = word === 'vingts' ? 20 : (english.get(word) ?? french.get(word));
    if (value === undefined) return null;
    // Quatre-vingt is four times twenty.
    if (value === 20 && group % 10 === 4 && group % 100 < 10 && index > 0 && words[index - 1] === 'quatre') {
      group += 76;
      last = 80;
      continue;
    }
    // Soixante-dix and quatre-vingt-onze go on above nine.
    const fits = value < 10 ? last >= 20 : value < 20 ? last === 60 || last === 80 || last >= 100 : last >= 100;
    if (!fits && !(value < 10 && last === 10 && group % 20 === 10)) return null;
    group += value;
    last = value;
  }
  return total + group;
}
