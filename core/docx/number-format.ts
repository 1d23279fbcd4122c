/**
 * A number in a list's format (`w:numFmt`, ECMA-376 part 1, 17.18.59). Formats of scripts that contracts in
 * English and French do not use come out as decimal digits, which is what Word shows for those it does not know.
 * `language` is a language tag such as `fr-FR`: ordinals and words depend on it, and are English unless it is French.
 */
export function formatNumber(value: number, format: string, language: string): string {
  switch (format) {
    case 'none':
      return '';
    case 'decimalZero':
      return value >= 0 && value < 10 ? `0${value}` : String(value);
    case 'lowerLetter':
      return letters(value).toLowerCase();
    case 'upperLetter':
      return letters(value);
    case 'lowerRoman':
      return roman(value).toLowerCase();
    case 'upperRoman':
      return roman(value);
    case 'ordinal':
      return isFrench(language) ? frenchOrdinal(value) : englishOrdinal(value);
    case 'cardinalText':
      return capitalise(isFrench(language) ? frenchCardinal(value) : englishCardinal(value));
    case 'ordinalText':
      return capitalise(isFrench(language) ? frenchOrdinalText(value) : englishOrdinalText(value));
    case 'numberInDash':
      return `- ${value} -`;
    case 'hex':
      return value.toString(16).toUpperCase();
    case 'chicago':
      return repeated('*†‡§', value);
    case 'decimalEnclosedCircle':
    case 'decimalEnclosedCircleChinese':
      return value >= 1 && value <= 20 ? String.fromCodePoint(0x2460 + value - 1) : String(value);
    default:
      return String(value);
  }

  function isFrench(language: string): boolean {
    return /^fr\b/i.test(language);
  }
}

/** A, B, … Z, AA, BB, …: Word repeats the letter, unlike a spreadsheet. */
function letters(value: number): string {
  return repeated('ABCDEFGHIJKLMNOPQRSTUVWXYZ', value);
}

/** Far beyond any list; a hostile start value must not make a label of a million letters. */
const mostRepeats = 30;

function repeated(characters: string, value: number): string {
  const repeats = Math.ceil(value / characters.length);
  if (value < 1 || repeats > mostRepeats) return String(value);
  return characters.charAt((value - 1) % characters.length).repeat(repeats);
}

const romanDigits: readonly (readonly [number, string])[] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

function roman(value: number): string {
  if (value < 1 || value > 32_767) return String(value);
  let rest = value;
  let text = '';
  for (const [worth, digit] of romanDigits) {
    text += digit.repeat(Math.floor(rest / worth));
    rest %= worth;
  }
  return text;
}

function englishOrdinal(value: number): string {
  const tens = value % 100;
  const suffix = tens >= 11 && tens <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][value % 10] ?? 'th');
  return `${value}${suffix}`;
}

function frenchOrdinal(value: number): string {
  return value === 1 ? '1er' : `${value}e`;
}

/** Words are made up to 999; no list in words goes further. */
const largestInWords = 999;

const englishSmall =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const englishTens = '_ ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

function englishCardinal(value: number): string {
  if (value < 0 || value > largestInWords) return String(value);
  const rest = value % 100;
  const words: string[] = [];
  if (value >= 100) words.push(`${englishSmall[Math.floor(value / 100)]} hundred`);
  if (rest >= 20) {
    const unit = rest % 10;
    words.push(`${englishTens[Math.floor(rest / 10)]}${unit === 0 ? '' : `-${englishSmall[unit]}`}`);
  } else if (rest > 0 || value === 0) words.push(englishSmall[rest] as string);
  return words.join(' ');
}

const englishIrregularOrdinals: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
};

function englishOrdinalText(value: number): string {
  if (value < 0 || value > largestInWords) return englishOrdinal(value);
  return englishCardinal(value).replace(/[a-z]+$/, (last) => {
    return englishIrregularOrdinals[last] ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`);
  });
}

const frenchSmall =
  'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf'.split(
    ' ',
  );
const frenchTens = '_ dix vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt'.split(' ');

function frenchCardinal(value: number): string {
  if (value < 0 || value > largestInWords) return String(value);
  const hundreds = Math.floor(value / 100);
  const rest = value % 100;
  if (hundreds === 0) return frenchBelowHundred(rest);
  const hundred = hundreds === 1 ? 'cent' : `${frenchSmall[hundreds]} cent`;
  if (rest === 0) return hundreds === 1 ? hundred : `${hundred}s`;
  return `${hundred} ${frenchBelowHundred(rest)}`;
}

/** Soixante-dix and quatre-vingt-dix go on counting from ten; "et" joins un and onze, but not after quatre-vingt. */
function frenchBelowHundred(value: number): string {
  if (value < 20) return frenchSmall[value] as string;
  const tens = Math.floor(value / 10);
  const unit = tens === 7 || tens === 9 ? (value % 10) + 10 : value % 10;
  const ten = frenchTens[tens] as string;
  if (unit === 0) return tens === 8 ? 'quatre-vingts' : ten;
  if ((unit === 1 || unit === 11) && tens < 8) return `${ten} et ${frenchSmall[unit]}`;
  return `${ten}-${frenchSmall[unit]}`;
}

function frenchOrdinalText(value: number): string {
  if (value === 1) return 'premier';
  if (value < 0 || value > largestInWords) return frenchOrdinal(value);
  const cardinal = frenchCardinal(value);
  if (cardinal.endsWith('cinq')) return `${cardinal}uième`;
  if (cardinal.endsWith('neuf')) return `${cardinal.slice(0, -1)}vième`;
  if (/(vingts|cents)$/.test(cardinal)) return `${cardinal.slice(0, -1)}ième`;
  return `${cardinal.replace(/e$/, '')}ième`;
}

function capitalise(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
