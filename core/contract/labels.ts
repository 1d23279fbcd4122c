import { letterValue, romanValue, wordValue } from './numerals.ts';

/**
 * The grammar of the numbers that contracts carry, in English and French, typed or computed.
 *
 * This file only says what the beginning of a paragraph could be; whether `(i)` is a letter or a roman numeral, and whether
 * "3.5" numbers a clause or counts millions, cannot be told from the paragraph alone: `readings` keeps the
 * possibilities apart and the outline decides by what was numbered before (see `sequence.ts`).
 *
 * Only the first characters are looked at and every pattern is anchored and bounded, so that no input, however hostile,
 * costs more than a fixed amount of work a paragraph.
 */

/** One way to understand a label. */
export interface LabelReading {
  /** Labels of one series follow each other: same keyword, same brackets, same kind of numeral, same parent number. */
  readonly series: string;
  readonly value: number;
  /** The number that a deeper number can extend (`4` for "Article 4", `4.2` for "4.2"), or `null`. */
  readonly key: string | null;
  /** The number that this one extends: `4` for "4.2"; `null` when it has one part only. */
  readonly parentKey: string | null;
}

export type LabelStyle =
  /** Article 4, Section 2.03, § 5, Titre II. */
  | 'keyword'
  /** Schedule 1, Exhibit A, Annexe: it opens a part of the document with numbers of its own. */
  | 'schedule'
  /** 4.2, A.1. */
  | 'path'
  /** 4. and 4 – and a bare 4. */
  | 'number'
  /** I. and A. */
  | 'capital'
  /** (a), a), (i), (1), 1), 1°, a. */
  | 'list'
  | 'bullet';

export interface TypedLabel {
  readonly style: LabelStyle;
  /** As shown, without the separator after it: `4.2`, `(a)`, `Article 4`, `1°`. */
  readonly label: string;
  /** The exact characters up to the words. */
  readonly prefix: string;
  /** Empty for bullets and for schedules without a number. */
  readonly readings: readonly LabelReading[];
  /** What the keyword ranks as: lower is further out. Zero where there is no keyword. */
  readonly rank: number;
  /** A stop, bracket, dash or colon parts it from the words, and not white space alone. */
  readonly separated: boolean;
}

/** No label is longer than this, separators included. */
const labelLength = 100;

const keywords = [
  { pattern: 'livre|book', name: 'book', rank: 5 },
  { pattern: 'partie|part', name: 'part', rank: 10 },
  { pattern: 'titre|title', name: 'title', rank: 12 },
  { pattern: 'chapitre|chapter', name: 'chapter', rank: 15 },
  { pattern: 'sous-section|sub-?section', name: 'subsection', rank: 24 },
  { pattern: 'articles?|art\\.', name: 'article', rank: 20 },
  { pattern: 'section|sect\\.|sec\\.', name: 'section', rank: 20 },
  { pattern: 'clause', name: 'clause', rank: 22 },
  { pattern: 'paragraphe?', name: 'paragraph', rank: 24 },
  { pattern: '§{1,2}', name: '§', rank: 24 },
].map((keyword) => ({ ...keyword, whole: new RegExp(`^(?:${keyword.pattern})$`, 'iu') }));
const scheduleWords =
  'schedule|exhibit|appendix|annexes|annexe|annex|attachment|appendice|addendum|pièce jointe|enclosure';

const number = '\\d{1,3}(?:[.-]\\d{1,3}){0,6}';
const ordinal = '(?:er|ère|re|ème|e)?(?:\\s?(?:bis|ter|quater)(?!\\p{L}))?';
const keywordPattern = new RegExp(
  `^(?:(${keywords.map(({ pattern }) => pattern).join('|')})|(${scheduleWords}))` +
    // Between keyword and number: white space, "n°" or "No."; nothing after a section sign.
    `(?:\\s{1,3}(?:n°|no\\.|number|#)?\\s{0,3}|(?<=§)|(?=$|[\\s.:)–—-]))` +
    `((?:${number})${ordinal}(?:[a-z](?![a-z]))?|[ivxlc]{1,7}(?:[.-](?:\\d{1,3}|[a-z](?![a-z]))){0,3}` +
    `|[a-z](?:[.-]?[0-9a-z]{1,3}){0,2}|\\p{L}{3,12})?(?![\\p{L}\\p{N}])` +
    // "Annex I(A)" is a part of Annex I.
    `(?:(?<=[\\da-z])(\\([a-z0-9]{1,3}\\))(?!\\())?`,
  'iu',
);

/** The label that `text` begins with, bullets included, or `null`. */
export function parseLabel(text: string): TypedLabel | null {
  const start = text.slice(0, labelLength);
  // Emphasis that a scraped page never closed.
  if (start.startsWith('**') && /^\*\*\d/.test(start)) {
    const label = parseLabel(start.slice(2));
    return label === null ? null : { ...label, prefix: `**${label.prefix}` };
  }
  return (
    keywordLabel(start) ??
    quotedSchedule(start) ??
    bracketLabel(start) ??
    spacedPath(start) ??
    plainLabel(start) ??
    bulletLabel(start)
  );
}

const quotedPattern = new RegExp(
  `^\\s{0,40}(?:this is )?(${scheduleWords})\\s{1,3}["“«]\\s?([a-z]|\\d{1,2}|[ivx]{1,4})\\s?["”»]`,
  'iu',
);

/** `Exhibit "A"`, `THIS IS SCHEDULE "A" TO THE AGREEMENT`: shown as `Exhibit A`. */
function quotedSchedule(start: string): TypedLabel | null {
  const match = quotedPattern.exec(start);
  if (match === null) return null;
  const [all, word = '', inner = ''] = match;
  const rest = start.slice(all.length);
  const parted = separatorAfter(rest);
  if (parted === null) return null;
  const words = rest.slice(parted.length);
  if (words !== '' && !/^["“«'([\p{Lu}\d_]/u.test(words)) return null;
  const name = word.toLowerCase().replace(/^annexes?$/, 'annexe');
  const prefix = start.slice(0, all.length + parted.length);
  const readings = scheduleReadings(name, inner);
  return { style: 'schedule', label: `${word} ${inner}`, prefix, readings, rank: 1, separated: parted.separated };
}

/** `3. 3. Publicité`: a path with a space in it. */
function spacedPath(start: string): TypedLabel | null {
  const match = /^\s{0,40}(\d{1,2})\.\s(\d{1,2})\.\s{1,4}(?=\p{Lu})/u.exec(start);
  if (match === null) return null;
  const [prefix, first = '', second = ''] = match;
  return labelled('path', `${first}.${second}`, prefix, [pathReading([first, second])], true);
}

/** Whether `text` begins with something in the shape of a label or bullet. */
export function startsWithLabel(text: string): boolean {
  return parseLabel(text) !== null;
}

/** A label as a word processor computed it, such as `4.2.`, `(a)`, `•` or `Article 4 –`; anything unreadable counts as a bullet. */
export function readComputedLabel(label: string): TypedLabel {
  const shown = label.trim();
  const parsed = parseLabel(`${shown} `);
  if (parsed !== null && parsed.prefix.trim() === shown) return { ...parsed, prefix: '' };
  return { style: 'bullet', label: shown, prefix: '', readings: [], rank: 0, separated: true };
}

const separator = /^\s{0,4}(?:[.:)]{1,2}|\/)?\s{0,4}(?:[-–—:]\s{0,4}[-–—]?)?\s*/u;

/** What parts a label from the words after it, and whether it is more than white space; `null` when nothing does. */
function separatorAfter(text: string): { length: number; separated: boolean } | null {
  if (text === '') return { length: 0, separated: true };
  const match = separator.exec(text)?.[0] ?? '';
  if (match === '') return null;
  return { length: match.length, separated: match.trim() !== '' };
}

function keywordLabel(start: string): TypedLabel | null {
  const indent = leadingSpace(start);
  const match = keywordPattern.exec(start.slice(indent));
  if (match === null) return null;
  const [, keyword, schedule, digits, part = ''] = match;
  const all = part !== '' && schedule === undefined ? match[0].slice(0, -part.length) : match[0];
  const known = keyword === undefined ? undefined : keywordNamed(keyword);
  const name = known?.name ?? (schedule ?? '').toLowerCase().replace(/^annexes?$/, 'annexe');
  let label = all.trimEnd();
  let readings: LabelReading[] = [];
  if (digits === undefined) {
    if (schedule === undefined) return null;
  } else {
    readings = schedule === undefined ? keywordReadings(name, digits) : scheduleReadings(name, digits, part);
    if (readings.length === 0) {
      // "Annexe formulaire": the word after it is no number.
      if (schedule === undefined) return null;
      label = (schedule ?? '').trim();
    }
  }
  const rest = start.slice(indent + label.length);
  const parted = separatorAfter(rest);
  if (parted === null) return null;
  const words = rest.slice(parted.length);
  const heading = words === '' || /^["“«'([\p{Lu}\d_]/u.test(words);
  // "Section 4.2 shall apply" and "Article 5, the …" are references.
  if (!heading && !(parted.separated && /[-–—:]/.test(rest.slice(0, parted.length)))) return null;
  if (readings.length === 0 && !parted.separated) return null;
  return {
    style: schedule === undefined ? 'keyword' : 'schedule',
    label,
    prefix: start.slice(0, indent + label.length + parted.length),
    readings,
    rank: known?.rank ?? 1,
    separated: parted.separated,
  };
}

function keywordNamed(text: string): { name: string; rank: number } | undefined {
  return keywords.find(({ whole }) => whole.test(text));
}

/** "Article 9 bis" stands between 9 and 10. */
function insertedValue(digits: string): number {
  const latin = /(bis|ter|quater)$/iu.exec(digits)?.[1]?.toLowerCase();
  return latin === undefined ? 0 : (['bis', 'ter', 'quater'].indexOf(latin) + 1) / 10;
}

/** "Exhibit A-1" follows "Exhibit A" and no clause number, so a schedule's parts make no key. */
function scheduleReadings(name: string, digits: string, part = ''): LabelReading[] {
  if (part !== '') {
    const value = ordinalOf(part.slice(1, -1).toLowerCase());
    return [{ series: `${name} ${digits.toLowerCase()}(`, value, key: null, parentKey: null }];
  }
  return keywordReadings(name, digits).map(({ series, value, key, parentKey }) =>
    parentKey === null
      ? { series, value, key, parentKey }
      : { series: `${name} ${parentKey}`, value, key: null, parentKey: null },
  );
}

function keywordReadings(name: string, digits: string): LabelReading[] {
  if (/^\d/.test(digits)) {
    const path = (/^[\d.-]*\d/.exec(digits)?.[0] ?? '').split(/[.-]/);
    if (path.length > 1) return [pathReading(path)];
    const inserted = insertedValue(digits);
    return [reading(name, Number(path[0]) + inserted, inserted > 0 ? digits.toLowerCase() : path[0])];
  }
  const [head = '', ...tail] = digits.split(/[.-]/);
  const roman = romanValue(head);
  const letter = letterValue(head);
  const readings: LabelReading[] = [];
  for (const value of [roman === null ? null : String(roman), letter === null ? null : head.toUpperCase()]) {
    if (value === null) continue;
    if (tail.length > 0) readings.push(pathReading([value, ...tail]));
    else
      readings.push(reading(`${name} ${value === head.toUpperCase() ? 'letter' : ''}`.trim(), ordinalOf(value), value));
  }
  if (readings.length > 0) return readings;
  const word = wordValue(digits);
  if (word !== null) return [reading(name, word, String(word))];
  // "Exhibit A1", "Schedule D2".
  const mixed = /^([a-z])(\d{1,3})$/iu.exec(digits);
  return mixed === null ? [] : [pathReading([(mixed[1] ?? '').toUpperCase(), mixed[2] ?? ''])];
}

function bracketLabel(start: string): TypedLabel | null {
  const match = /^\s{0,40}\(\s?(\d{1,3}(?:\.\d{1,3}){0,5}|[a-z]{1,5}|[A-Z]{1,5})\s?\)(?![,;.)\]])/.exec(start);
  if (match === null) return null;
  const [all, inner = ''] = match;
  const readings = numeralReadings(inner, '()');
  if (readings.length === 0) return null;
  const rest = start.slice(all.length);
  const space = leadingSpace(rest);
  if (space === 0 && rest !== '' && !/^[\p{L}"“«([]/u.test(rest)) return null;
  return labelled('list', `(${inner})`, start.slice(0, all.length + space), readings, true);
}

const plainPattern =
  /^\s{0,40}((?:\d{1,3}|[IVXLC]{1,7}(?!\p{L})|[A-Z]{1,2}(?!\p{L}))(?:\.(?:\d{1,3}|\p{L}(?!\p{L}))|-\d{1,3})*(?:\([a-z]{1,4}\))?|[ivxl]{1,7}(?!\p{L})|[a-z]{1,2}(?!\p{L}))(°\)?|º\)?|\s(?:bis|ter|quater)\b)?/u;

/** Numbers without brackets around them: `4.`, `4.2`, `A.1.`, `a)`, `1°`, `IV –`. */
function plainLabel(start: string): TypedLabel | null {
  const match = plainPattern.exec(start);
  if (match === null) return null;
  const [all, digits = '', degree] = match;
  const rest = start.slice(all.length);
  const ending = /^\s?\)|^\.\s?[-–—]|^\.|^\/|^:|^\s{0,3}[-–—](?=\s|\p{Lu}\p{Ll})/u.exec(rest)?.[0] ?? '';
  const closer = ending.trim();
  const after = rest.slice(ending.length);
  const space = leadingSpace(after);
  const parts = digits.split(/[.-]/);
  const isPath = parts.length > 1 || digits.includes('(');
  // "U.S. law" numbers nothing.
  if (isPath && !/\d/.test(digits)) return null;
  // "2.1Services" is a slip of the keyboard; "3M", "1st" and "12h" are words.
  const clear = closer !== '' && (/^\d/.test(digits) || closer.length > 1);
  if (space === 0 && after !== '' && !(clear && /^["“«\p{Lu}]/u.test(after))) return null;
  if (space === 0 && after === '' && closer === '' && !isPath && degree === undefined) return null;
  const more = /^[-–—:](?:\s{1,4}|(?=\p{Lu}))/u.exec(after.slice(space))?.[0] ?? '';
  const prefix = start.slice(0, all.length + ending.length + space + more.length);
  const shown = digits + (degree ?? '') + (closer === ')' ? ')' : '');
  const separated = closer !== '' || degree !== undefined || more !== '';

  if (isPath) {
    const readings = pathReadings(digits);
    if (readings.length === 0) return null;
    return labelled('path', shown, prefix, readings, separated);
  }
  const isDigits = /^\d/.test(digits);
  if (degree !== undefined) {
    if (!isDigits) return null;
    if (degree.startsWith(' ')) {
      return labelled(
        'number',
        shown,
        prefix,
        [reading('1.', Number(digits) + insertedValue(degree), null)],
        separated,
      );
    }
    return labelled('list', shown, prefix, [reading('1°', Number(digits), null)], true);
  }
  if (isDigits) {
    // "01 85 76 00", "12 – 15 h".
    if (/^\d/.test(after.slice(space)) && closer !== '.' && closer !== ')') return null;
    return numbered(digits, closer, shown, prefix, separated);
  }
  if (closer === '' || closer === '/' || closer === ':') return null;
  const readings = numeralReadings(digits, closer === ')' ? ')' : '.');
  if (readings.length === 0) return null;
  const isCapital = digits === digits.toUpperCase();
  if (!isCapital && closer !== ')' && closer !== '.') return null;
  return labelled(isCapital && closer !== ')' ? 'capital' : 'list', shown, prefix, readings, true);
}

function numbered(digits: string, closer: string, shown: string, prefix: string, separated: boolean): TypedLabel {
  if (closer === ')') return labelled('list', shown, prefix, [reading('1)', Number(digits), digits)], true);
  return labelled('number', shown, prefix, [reading('1.', Number(digits), String(Number(digits)))], separated);
}

const bulletPattern =
  /^\s{0,40}([-–—•·∙▪▫◦‣●○■□➢➤►✓*\u{f0b7}\u{f0a7}\u{f02d}]|o(?=\s{2}|\t|\s\p{Lu})|§(?=\s+\p{L}))\s+(?=[^\s=_*–—-])/u;

function bulletLabel(start: string): TypedLabel | null {
  const match = bulletPattern.exec(start) ?? /^\s{0,40}([-–])(?=\p{L}{2})/u.exec(start);
  if (match === null) return null;
  return { style: 'bullet', label: match[1] ?? '', prefix: match[0], readings: [], rank: 0, separated: true };
}

function labelled(
  style: LabelStyle,
  label: string,
  prefix: string,
  readings: readonly LabelReading[],
  separated: boolean,
): TypedLabel {
  return { style, label, prefix, readings, rank: 0, separated };
}

function numeralReadings(inner: string, brackets: '()' | ')' | '.'): LabelReading[] {
  if (/^\d/.test(inner)) {
    const path = inner.split('.');
    return path.length > 1 ? [pathReading(path)] : [reading(`1${brackets}`, Number(inner), null)];
  }
  const readings: LabelReading[] = [];
  const isCapital = inner === inner.toUpperCase();
  const letter = letterValue(inner);
  const roman = romanValue(inner);
  const opens = brackets === '.' && isCapital;
  if (letter !== null) readings.push(reading(`${isCapital ? 'A' : 'a'}${brackets}`, letter, opens ? inner : null));
  if (roman !== null)
    readings.push(reading(`${isCapital ? 'I' : 'i'}${brackets}`, roman, opens ? String(roman) : null));
  return readings;
}

function pathReadings(digits: string): LabelReading[] {
  const bracket = digits.indexOf('(');
  const tail = bracket === -1 ? [] : [digits.slice(bracket)];
  const [head = '', ...parts] = (bracket === -1 ? digits : digits.slice(0, bracket)).split(/[.-]/);
  const heads: string[] = [];
  if (/^\d/.test(head)) heads.push(head);
  else {
    const roman = romanValue(head);
    if (head.length === 1) heads.push(head);
    if (roman !== null) heads.push(String(roman));
  }
  const paths = heads.map((first) => [first, ...parts, ...tail]);
  // Where a file was read by a machine, "13.l" is 13.1.
  const misread = paths.filter((path) => path.at(-1) === 'l').map((path) => [...path.slice(0, -1), '1']);
  return [...paths, ...misread].map(pathReading);
}

function reading(series: string, value: number, key: string | null | undefined): LabelReading {
  return { series, value, key: key === null || key === undefined ? null : normalKey(key), parentKey: null };
}

/** A number of several parts; `4.2` and `4.02` are the same one. */
function pathReading(path: readonly string[]): LabelReading {
  const parent = path.slice(0, -1).map(normalKey).join('.');
  const last = path.at(-1) ?? '';
  return {
    series: `path ${parent}`,
    value: ordinalOf(last.replace(/[()]/g, '')),
    key: `${parent}.${normalKey(last)}`,
    parentKey: parent,
  };
}

function normalKey(part: string): string {
  return /^\d+$/.test(part) ? String(Number(part)) : part;
}

function ordinalOf(part: string): number {
  return /^\d+$/.test(part) ? Number(part) : (letterValue(part) ?? romanValue(part) ?? 0);
}

function leadingSpace(text: string): number {
  return text.length - text.trimStart().length;
}
