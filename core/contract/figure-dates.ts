/** Dates as contracts write them, in English, French and ISO 8601. */

export interface FoundDate {
  readonly from: number;
  readonly to: number;
  /** `2026-03-31`, or `2026-03` where no day is given. */
  readonly value: string;
  /** Day and month could be read the other way round: "04/05/2026". */
  readonly isDoubtful: boolean;
}

const months = [
  ['january', 'jan', 'janvier', 'janv'],
  ['february', 'feb', 'février', 'févr', 'fevrier'],
  ['march', 'mar', 'mars'],
  ['april', 'apr', 'avril', 'avr'],
  ['may', 'mai'],
  ['june', 'jun', 'juin'],
  ['july', 'jul', 'juillet', 'juil'],
  ['august', 'aug', 'août', 'aout'],
  ['september', 'sept', 'sep', 'septembre'],
  ['october', 'oct', 'octobre'],
  ['november', 'nov', 'novembre'],
  ['december', 'dec', 'décembre', 'déc', 'decembre'],
] as const;

const monthOf = new Map<string, number>(
  months.flatMap((names, index) => names.map((name) => [name, index + 1] as const)),
);
const month = `(${[...monthOf.keys()].sort((a, b) => b.length - a.length).join('|')})\\.?`;
const ordinal = '(?:st|nd|rd|th|er)?';

const year = /\b(?:1[6-9]|20|21)\d{2}(?!\d)/g;
/** What stands right before a year. Years are rare, so they are what a text is searched for. */
const beforeYear = new RegExp(
  `(?<![a-zA-ZÀ-ÿ\\d])(?:(\\d{1,2})${ordinal}\\s{1,3}(?:day\\s{1,3}of\\s{1,3}|of\\s{1,3})?${month},?\\s{1,3}` +
    `|${month}\\s{1,3}(?:(\\d{1,2})${ordinal}\\s?,\\s{0,3}|(\\d{1,2})${ordinal}\\s{1,3})|${month},?\\s{1,3})$`,
  'i',
);
const longestBeforeYear = 40;
const numeric = /(?<![\d./-])(?:(\d{4})-(\d{2})-(\d{2})|(\d{1,2})([/.-])(\d{1,2})\5(\d{4}|\d{2}))(?![\d/-]|\.\d)/gu;

/** The dates of a text in order. `isMonthFirst`: "04/05/2026" is the fifth of April. */
export function listDates(text: string, isMonthFirst: boolean): FoundDate[] {
  const found: FoundDate[] = [];
  for (const match of text.matchAll(year)) {
    const lead = text.slice(Math.max(0, match.index - longestBeforeYear), match.index);
    const date = beforeYear.exec(lead);
    if (date === null) continue;
    const [words, dayA, monthA, monthB, dayB, dayC, monthC] = date;
    const value = dateValue(
      Number(match[0]),
      monthOf.get((monthA ?? monthB ?? monthC ?? '').toLowerCase()) ?? 0,
      dayA ?? dayB ?? dayC,
    );
    const to = match.index + match[0].length;
    if (value !== null) found.push({ from: match.index - words.length, to, value, isDoubtful: false });
  }
  if (/\d[-/.]\d/.test(text)) {
    for (const match of text.matchAll(numeric)) {
      const date = numericDate(match, isMonthFirst);
      if (date !== null) found.push({ from: match.index, to: match.index + match[0].length, ...date });
    }
    found.sort((a, b) => a.from - b.from);
  }
  return found.filter(({ from }, index) => index === 0 || from >= (found[index - 1]?.to ?? 0));
}

function numericDate(match: RegExpExecArray, isMonthFirst: boolean): { value: string; isDoubtful: boolean } | null {
  const [, isoYear, isoMonth, isoDay, first = '', separator, second = '', shortYear = ''] = match;
  if (isoYear !== undefined) {
    const value = dateValue(Number(isoYear), Number(isoMonth), isoDay);
    return value === null ? null : { value, isDoubtful: false };
  }
  // "1.2.10" numbers a clause.
  if (shortYear.length === 2 && separator !== '/') return null;
  const full = shortYear.length === 2 ? 2000 + Number(shortYear) : Number(shortYear);
  if (full < 1600 || full > 2199) return null;
  const asMonthFirst = dateValue(full, Number(first), second);
  const asDayFirst = dateValue(full, Number(second), first);
  const value = isMonthFirst ? (asMonthFirst ?? asDayFirst) : (asDayFirst ?? asMonthFirst);
  return value === null
    ? null
    : { value, isDoubtful: asMonthFirst !== null && asDayFirst !== null && first !== second };
}

function dateValue(yearNumber: number, monthNumber: number, day: string | undefined): string | null {
  if (monthNumber < 1 || monthNumber > 12) return null;
  const start = `${yearNumber}-${String(monthNumber).padStart(2, '0')}`;
  if (day === undefined) return start;
  const isLeap = (yearNumber % 4 === 0 && yearNumber % 100 !== 0) || yearNumber % 400 === 0;
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][monthNumber - 1] ?? 0;
  const dayNumber = Number(day);
  return dayNumber >= 1 && dayNumber <= days ? `${start}-${String(dayNumber).padStart(2, '0')}` : null;
}
