/** Numbers as contracts write them beside digits: roman numerals, letters, and words after "Article". */

const romanDigits: Record<string, number> = { i: 1, v: 5, x: 10, l: 50, c: 100 };
const romanTens = ['', 'x', 'xx', 'xxx', 'xl', 'l', 'lx', 'lxx', 'lxxx', 'xc'];
const romanOnes = ['', 'i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix'];

/** The value of a well-formed roman numeral up to 99, in either case; otherwise `null`. */
export function romanValue(text: string): number | null {
  if (!/^(?:[ivxlc]{1,8}|[IVXLC]{1,8})$/.test(text)) return null;
  const lower = text.toLowerCase();
  let value = 0;
  for (let i = 0; i < lower.length; i += 1) {
    const digit = romanDigits[lower[i] ?? ''] ?? 0;
    value += digit < (romanDigits[lower[i + 1] ?? ''] ?? 0) ? -digit : digit;
  }
  const wellFormed = (romanTens[Math.floor(value / 10)] ?? '') + (romanOnes[value % 10] ?? '');
  return wellFormed === lower ? value : null;
}

/** `a` is 1, `z` is 26, `aa` is 27, `bb` is 28, in either case; `null` for anything else. */
export function letterValue(text: string): number | null {
  if (!/^(?:[a-z]{1,3}|[A-Z]{1,3})$/.test(text)) return null;
  const lower = text.toLowerCase();
  const first = lower.charCodeAt(0) - 96;
  for (let i = 1; i < lower.length; i += 1) if (lower[i] !== lower[0]) return null;
  return first + 26 * (lower.length - 1);
}

const numberWords = new Map<string, number>();
for (const words of [
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty',
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth',
  'premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième',
  'première seconde',
  'un deux trois quatre cinq six sept huit neuf dix',
]) {
  for (const [i, word] of words.split(' ').entries()) numberWords.set(word, i + 1);
}
numberWords.set('préliminaire', 0);
numberWords.set('unique', 1);

/** The value of a number written as a word in English or French, or `null`. */
export function wordValue(text: string): number | null {
  return numberWords.get(text.toLowerCase()) ?? null;
}
