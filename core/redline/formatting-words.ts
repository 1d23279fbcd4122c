import type { InterfaceLanguage } from '../model/matter.ts';
import type { FormattingDifference } from '../model/redline-document.ts';
import { type RedlineWords, redlineWords } from './words.ts';

/** What changed in the formatting, in words: `bold: as in the style → on; size: 11 pt → 12 pt`. */
export function formattingWords(differences: readonly FormattingDifference[], language: InterfaceLanguage): string {
  const words = redlineWords[language];
  if (differences.length === 0) return words.nothingDiffers;
  return differences.map((difference) => differenceWords(difference, words, language)).join('; ');
}

function differenceWords(
  { property, before, after }: FormattingDifference,
  words: RedlineWords,
  language: InterfaceLanguage,
): string {
  const name = (words.properties as Readonly<Record<string, string>>)[property] ?? property;
  return words.from
    .replace('{property}', name)
    .replace('{before}', () => valueWords(property, before, words, language))
    .replace('{after}', () => valueWords(property, after, words, language));
}

function valueWords(property: string, value: string | null, words: RedlineWords, language: InterfaceLanguage): string {
  if (value === null || value === '') return words.unset;
  if (value === 'on') return words.on;
  if (value === 'off') return words.off;
  if (property === 'jc') return (words.alignments as Readonly<Record<string, string>>)[value] ?? value;
  const number = Number(value);
  if ((property === 'sz' || property === 'szCs') && Number.isFinite(number)) return points(number / 2, language);
  if (isMeasured.has(property)) return measuredWords(value, language);
  return value;
}

/** Properties whose attributes are twentieths of a point (ECMA-376 part 1, 17.18.90). */
const isMeasured: ReadonlySet<string> = new Set([
  'ind',
  'spacing',
  'pgSz',
  'pgMar',
  'tcW',
  'tblW',
  'tblInd',
  'trHeight',
]);
const lengths: ReadonlySet<string> = new Set([
  ...['left', 'right', 'start', 'end', 'hanging', 'firstLine', 'before', 'after', 'top', 'bottom', 'header'],
  ...['footer', 'gutter', 'w', 'h'],
]);

function measuredWords(value: string, language: InterfaceLanguage): string {
  if (/^-?\d+$/.test(value)) return points(Number(value) / 20, language);
  const pairs = value.split(', ').filter((pair) => !pair.startsWith('type='));
  return pairs
    .map((pair) => {
      const [name = '', amount = ''] = pair.split('=');
      const isLength = lengths.has(name) && /^-?\d+$/.test(amount);
      return `${name} ${isLength ? points(Number(amount) / 20, language) : amount}`;
    })
    .join(', ');
}

function points(amount: number, language: InterfaceLanguage): string {
  const number = String(Math.round(amount * 100) / 100);
  return `${language === 'fr' ? number.replace('.', ',') : number}\u00a0pt`;
}
