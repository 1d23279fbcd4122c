import { romanValue, wordValue } from './numerals.ts';

/**
 * Where a text names a numbered unit: "Section 4.2(b)", "Sections 3 and 4", "clauses 2.1 to 2.5", "paragraph (c)", « aux articles 5
 * et 6 », « l’article L. 121-1 ». This file only reads the words; what they point at is for `references.ts` to say.
 *
 * A keyword is looked for with one regular expression; what follows it is read by hand, number by number, because a list may be
 * interrupted by titles ("Sections 10.1 (Indemnity) or 10.2 (Warranty)") and because a number after "and" may belong to the next words
 * ("Section 3 and 12 months"). One regular expression for all of it was tried first: it could not be read, and it was slow on text that
 * nearly fits.
 */

export type UnitWord =
  | 'article'
  | 'section'
  | 'clause'
  | 'paragraph'
  | 'chapter'
  | 'title'
  | 'part'
  | 'recital'
  | 'schedule'
  | 'exhibit'
  | 'appendix'
  | 'annex'
  | 'attachment'
  | 'addendum';

/** One number after a keyword. Offsets are UTF-16 units of the text. */
export interface Mention {
  /** Where the reference begins: at its keyword or, in a list, at its number. */
  readonly from: number;
  readonly to: number;
  readonly numberFrom: number;
  readonly word: UnitWord;
  /** The number's parts: `4`, `2`, `b` for "4.2(b)"; none where the unit is only named by its title. */
  readonly parts: readonly string[];
  /** How many of the parts stand outside brackets: 2 in "4.2(b)", 0 in "(c)". */
  readonly plain: number;
  /** How many of the bracketed parts follow the number directly; those after white space may belong to the next words. */
  readonly tight: number;
  /** Where the number ends without the brackets that stand apart from it. */
  readonly tightTo: number;
  /** A number that only laws have: « L. 121-1 », "1542". */
  readonly isOfLaw: boolean;
  /** The second of two numbers between which all are meant. */
  readonly endsRange: boolean;
  /** "this Section 4.2". */
  readonly isThis: boolean;
  /** The title given after the number, or `null`. */
  readonly title: string | null;
  /** Where the list of numbers with the same keyword begins and ends, titles included. */
  readonly listFrom: number;
  readonly listTo: number;
}

const units: readonly (readonly [pattern: string, word: UnitWord])[] = [
  ['sub-?sections?|sections?|sect\\.|sec\\.|§{1,2}', 'section'],
  ['articles?|art\\.', 'article'],
  ['sub-?clauses?|clauses?', 'clause'],
  ['sub-?paragraphs?|paragraphs?|paragraphes?|paras?\\.?|alinéas?|points?', 'paragraph'],
  ['chapters?|chapitres?', 'chapter'],
  ['titles?|titres?', 'title'],
  ['parts?|partie', 'part'],
  ['recitals?|considérants?', 'recital'],
  ['schedules?', 'schedule'],
  ['exhibits?', 'exhibit'],
  ['appendix|appendices|appendice', 'appendix'],
  ['annexes?|annex', 'annex'],
  ['attachments?', 'attachment'],
  ['addendum', 'addendum'],
];

const keyword = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${units.map(([pattern]) => `(${pattern})`).join('|')})(?=[\\s\\u00a0("“«]|(?<=[.§])\\d)`,
  'giu',
);

const scheduleWords: ReadonlySet<UnitWord> = new Set([
  'schedule',
  'exhibit',
  'appendix',
  'annex',
  'attachment',
  'addendum',
]);

/** Whether the unit is attached to the contract and has numbers of its own. */
export function isScheduleWord(word: UnitWord): boolean {
  return scheduleWords.has(word);
}

/** The unit that a keyword in the singular or plural names, or `null`. */
export function unitWord(text: string): UnitWord | null {
  const lower = text.toLowerCase();
  for (const [i, [, word]] of units.entries()) if (wholeUnits[i]?.test(lower)) return word;
  return null;
}

const wholeUnits = units.map(([pattern]) => new RegExp(`^(?:${pattern})$`, 'u'));

/** The words that are also common words: they name a unit only with a capital or before a number with several parts. */
const commonWords = /^(?:parts?|partie|titles?|titres?|points?|chapitres?|chapters?|schedules?|attachments?|recitals?)$/;
const plurals = /(?:s|ces)$|^§§$/i;

/** All numbered units that a text names, in order. Time grows with the length of the text. */
export function readMentions(text: string): Mention[] {
  const mentions: Mention[] = [];
  keyword.lastIndex = 0;
  for (let match = keyword.exec(text); match !== null; match = keyword.exec(text)) {
    const shown = match[0];
    const word = units[match.slice(1).findIndex((group) => group !== undefined)]?.[1];
    if (word === undefined) continue;
    const list = readList(text, match.index, shown, word);
    if (list.length === 0) continue;
    mentions.push(...list);
    keyword.lastIndex = Math.max(keyword.lastIndex, list.at(-1)?.to ?? 0);
  }
  return mentions;
}

interface ReadNumber {
  readonly from: number;
  readonly to: number;
  readonly parts: readonly string[];
  readonly plain: number;
  readonly tight: number;
  readonly tightTo: number;
  readonly kind: 'digits' | 'roman' | 'letter' | 'word' | 'bracket' | 'law' | 'title';
}

type OpenMention = { -readonly [Key in keyof Mention]: Mention[Key] };

function readList(text: string, from: number, shown: string, word: UnitWord): Mention[] {
  const isCapital = shown.charAt(0) !== shown.charAt(0).toLowerCase();
  const gap = numberGap(text, from + shown.length);
  const first =
    readNumber(text, from + shown.length + gap, word, isCapital) ??
    readTitleAlone(text, from + shown.length, word, isCapital);
  if (first === null) return [];
  if (commonWords.test(shown) && !(first.parts.length > 1 || (word !== 'part' && first.kind === 'digits'))) return [];
  const before = text.slice(Math.max(0, from - 24), from);
  const isThis = /(?<!\p{L})(?:this|présente?)\s+$/iu.test(before);
  const mentions: OpenMention[] = [];
  const add = (number: ReadNumber, start: number, endsRange: boolean) => {
    const { parts, plain, tight, tightTo, kind } = number;
    const isOfLaw = kind === 'law' || (parts[0] ?? '').length > 3;
    const mention = { from: start, to: number.to, numberFrom: number.from, word, parts, plain, tight, tightTo };
    mentions.push({ ...mention, isOfLaw, endsRange, isThis, title: null, listFrom: from, listTo: number.to });
  };
  add(first, from, false);
  const titleIn = mentions[0];
  if (titleIn !== undefined && first.kind === 'title')
    titleIn.title = text.slice(first.from, first.to).replace(/^["“«\s]+|["”»\s]+$/gu, '');
  let at = first.to;
  let last = first;
  const isPlural = plurals.test(shown) || last.kind === 'law';
  while (last.kind !== 'title' && mentions.length < longestList) {
    const title = readTitle(text, at);
    const current = mentions.at(-1);
    if (title !== null && current !== undefined) {
      current.title = title.words;
      at = title.to;
    }
    const separator = separatorAt(text, at);
    if (separator === null) break;
    const next = readNumber(text, separator.to, word, isCapital);
    if (next === null || !continues(text, last, next, isPlural, separator)) break;
    add(next, next.from, separator.isRange);
    last = next;
    at = next.to;
  }
  for (const mention of mentions) mention.listTo = at;
  return mentions;
}

const longestList = 60;

/** White space, "n°" and "No." between a keyword and its number. */
function numberGap(text: string, at: number): number {
  gapPattern.lastIndex = at;
  return gapPattern.exec(text)?.[0].length ?? 0;
}

const gapPattern = /\s{0,3}(?:(?:n°|nos?\.|number|nº|#)\s{0,2})?/iuy;

const lawNumber =
  /(?:[LRDA]\.?\s?\*?\s?\d{1,4}(?:[-‑–]\d{1,4})*(?:\s(?:bis|ter|quater|quinquies|sexies|septies|octies|nonies))?|\d{1,4}(?:\.\d{1,4})?\s?[A-Z]{1,3}(?=\s(?:du|de)\s)|\d{2,4}\s(?:bis|ter|quater|quinquies|sexies|septies|octies|nonies)(?:\s[A-Z](?!\p{L}))?|\d{1,3}[a-z]{1,2}(?:-\d+)*(?=[\s(]+(?:of|under|\())|\d{4,6}(?:[-.]\d{1,4})*|\d{3,4}[-.]\d{3,4})(?![\p{L}\d])/uy;
const digits =
  /\d{1,3}(?:[.\-‑]\d{1,3}(?!\d)|\.[A-Za-z](?![\p{L}\d]))*(?:er|ère|re)?(?:\s(?:bis|ter|quater)(?!\p{L}))?(?:[a-z](?![\p{L}\d]))?(?:°)?/uy;
const roman = /[IVXLC]{1,7}(?:[.-]\d{1,3})*(?![\p{L}\d])/uy;
const letter = /[A-Z](?:[-.]?\d{1,3}(?:\.\d{1,3})*|-[A-Z])?(?![\p{L}\d’'])/uy;
const listLetter = /(?:[a-z]{1,2}|[ivx]{1,5})\)|\d{1,2}\)/uy;
const bracket = /(\s?)\(\s?(\d{1,3}|[a-z]{1,5}|[A-Z]{1,4})\s?\)/uy;
const firstBracket = /\(\s?(\d{1,3}|[a-z]{1,5}|[A-Z]{1,4})\s?\)/uy;
const numberWord = /\p{L}{3,12}(?![\p{L}\d])/uy;

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

function readNumber(text: string, at: number, word: UnitWord, isCapital: boolean): ReadNumber | null {
  const law = isScheduleWord(word) ? null : matchAt(lawNumber, text, at);
  if (law !== null) return withBrackets(text, at, at + law.length, [law.replace(/\s/g, '')], 'law');
  const number = matchAt(digits, text, at);
  if (number !== null) {
    const parts = number.replace(/(?:er|ère|re|°)$/u, '').split(/[.‑-]/);
    const inserted = /^(\d{1,3})([a-z])$/u.exec(parts.at(-1) ?? '');
    if (inserted !== null && parts.length === 1) parts.splice(0, 1, inserted[1] ?? '', inserted[2] ?? '');
    return withBrackets(text, at, at + number.length, parts, 'digits');
  }
  const numeral = matchAt(roman, text, at);
  // "Section I believe" is none: a lone I must not begin a clause of its own.
  if (numeral !== null && isCapital && romanValue(numeral.split(/[.-]/)[0] ?? '') !== null)
    return withBrackets(text, at, at + numeral.length, numeral.split(/[.-]/), 'roman');
  const capital = matchAt(letter, text, at);
  if (capital !== null && (isCapital || isScheduleWord(word)) && !/^\s\p{Ll}{2,}\s\p{Ll}+\s\p{Lu}/u.test(''))
    return withBrackets(text, at, at + capital.length, isScheduleWord(word) ? [capital] : capital.split(/[.-]/), 'letter');
  if (isScheduleWord(word)) return null;
  const inBrackets = matchAt(firstBracket, text, at);
  if (inBrackets !== null && isLabelInBrackets(inBrackets)) return withBrackets(text, at, at, [], 'bracket');
  const item = matchAt(listLetter, text, at);
  if (item !== null && text.charAt(at - 1) !== '(') {
    const to = at + item.length;
    return { from: at, to, parts: [item.slice(0, -1)], plain: 0, tight: 1, tightTo: to, kind: 'bracket' };
  }
  const named = matchAt(numberWord, text, at);
  if (named === null) return null;
  const value = /^(?:premier|première|unique|préliminaire)$/iu.test(named) || isCapital ? wordValue(named) : null;
  if (value === null || (named.charAt(0) === named.charAt(0).toLowerCase() && !/^(?:premi|uniq|prél)/iu.test(named)))
    return null;
  return withBrackets(text, at, at + named.length, [String(value)], 'word');
}

/** Letters and roman numerals in brackets; words such as "(the)" and "(as)" are none. */
function isLabelInBrackets(shown: string): boolean {
  const inner = shown.replace(/[()\s]/g, '');
  return /^(?:\d{1,3}|[A-Za-z]|([a-z])\1{1,2}|([A-Z])\2{1,2})$/.test(inner) || romanValue(inner) !== null;
}

function withBrackets(
  text: string,
  from: number,
  plainTo: number,
  plainParts: readonly string[],
  kind: ReadNumber['kind'],
): ReadNumber {
  const parts = [...plainParts];
  let to = plainTo;
  let tight = 0;
  let tightTo = plainTo;
  let isTight = true;
  while (parts.length < 9) {
    bracket.lastIndex = to;
    const match = bracket.exec(text);
    if (match === null || !isLabelInBrackets(match[0])) break;
    if (match[1] !== '') isTight = false;
    parts.push(match[2] ?? '');
    to += match[0].length;
    if (isTight) {
      tight += 1;
      tightTo = to;
    }
  }
  return { from, to, parts, plain: plainParts.length, tight, tightTo, kind };
}

const quotedTitle = /\s{0,2}(?:,?\s?(?:entitled|titled|headed|intitulée?s?|relati(?:f|ve)s? à)\s)?(["“«][^"”»\n]{2,100}["”»])/uy;

/** « l’article « Procédure de réception » », "the Section entitled “Fees”". */
function readTitleAlone(text: string, at: number, word: UnitWord, isCapital: boolean): ReadNumber | null {
  if (!isCapital && !/^\s{0,2},?\s?(?:entitled|titled|headed|intitulé)/u.test(text.slice(at, at + 16))) return null;
  if (isScheduleWord(word)) return null;
  quotedTitle.lastIndex = at;
  const match = quotedTitle.exec(text);
  if (match === null) return null;
  const to = at + match[0].length;
  return { from: to - (match[1] ?? '').length, to, parts: [], plain: 0, tight: 0, tightTo: to, kind: 'title' };
}

const titleAfter =
  /\s{0,2}(?:[([]\s?["“«]?\s?(\p{Lu}[^()[\]\n"”»]{2,100}(?:\([^()]{1,40}\))?[^()[\]\n"”»]{0,60}?)\s?["”»]?\s?[)\]]|,?\s{0,2}(?:entitled|titled|headed|intitulée?s?)\s{1,2}["“«]\s?([^"”»\n]{2,100}?)\s?["”»]|["“«]\s?(\p{Lu}[^"”»\n]{2,80}?)\s?["”»])/uy;

function readTitle(text: string, at: number): { words: string; to: number } | null {
  titleAfter.lastIndex = at;
  const match = titleAfter.exec(text);
  if (match === null) return null;
  const words = (match[1] ?? match[2] ?? match[3] ?? '').trim();
  if (/^(?:As|If|In|The|For|Including|Except|Or|And|Whether|Comme|Sauf)\s\p{Ll}/u.test(words)) return null;
  return { words, to: at + match[0].length };
}

interface Separator {
  readonly to: number;
  readonly isRange: boolean;
  readonly isComma: boolean;
}

const separatorPattern =
  /\s{0,2}(?:[,;]\s{0,2}(?:(?:and\/or|and|or|et\/ou|et|ou)\s{1,2})?|(?:and\/or|and|or|et\/ou|et|ou|&|through|thru|to|à|au)\s{1,2}|[-–—]\s?)(?:aux?\s|à\s)?/uy;

function separatorAt(text: string, at: number): Separator | null {
  const shown = matchAt(separatorPattern, text, at);
  if (shown === null || shown === '') return null;
  return { to: at + shown.length, isRange: /(?:through|thru|to|à|au|[-–—])\s*$/u.test(shown), isComma: /^\s*[,;]\s*$/.test(shown) };
}

const unitOfMeasure =
  /\s?(?:%|€|\$|°C|(?:percent|per|days?|hours?|months?|years?|weeks?|minutes?|business|calendar|working|copies|times|jours?|heures?|mois|ans?|années?|semaines?|euros?|dollars?|exemplaires)(?![\p{L}]))|\s?\([^)]{1,12}\)\s?(?:days?|months?|years?|jours?|mois)|,\d{3}/iuy;

function continues(
  text: string,
  last: ReadNumber,
  next: ReadNumber,
  isPlural: boolean,
  separator: Separator,
): boolean {
  if (matchAt(unitOfMeasure, text, next.to) !== null) return false;
  if (next.kind === 'word' || next.kind === 'title') return false;
  // "Section 4.2(a) or (b)".
  if (next.kind === 'bracket') return last.kind === 'bracket' || last.parts.length > last.plain || isPlural;
  if (isPlural)
    return next.kind === last.kind || last.kind === 'bracket' || next.kind === 'law' || last.kind === 'law';
  if (separator.isComma) return false;
  return next.kind === 'digits' && last.kind === 'digits' && last.plain > 1 && next.plain > 1;
}
