/**
 * Cutting text into tokens that give it back to the character when joined.
 *
 * A token is a word, one line break, one tab, a run of other white space, or one other character
 * (a punctuation mark, a symbol). What counts as one word follows what a lawyer would strike out
 * as one:
 *
 * - letters, marks, digits and underscores (`____` is a blank to be filled in);
 * - apostrophes and hyphens between them: `Vendor's`, `third-party`, `aujourd'hui`, `252.204-7012`;
 * - a French elision is a word of its own, apostrophe included: `l'` + `article`, `qu'` + `il`;
 * - a number with its separators: `1,000.50`, `12.3`, `1 000` when the space does not break;
 * - in scripts written without spaces, each character, so that a paragraph is not one word; also each private one, which
 *   stands for a symbol or an object among the words.
 *
 * Line breaks and tabs stand alone because they part paragraphs and table cells. A surrogate pair
 * is never cut. `Intl.Segmenter` was turned down: it depends on the ICU data of the runtime, so the
 * same two texts could compare differently on two machines, and it is some thirty times slower than
 * one table look-up per character.
 */

const OTHER = 0;
const LETTER = 1;
const DIGIT = 2;
const SPACE = 3;
const BREAK = 4;
const APOSTROPHE = 5;
const HYPHEN = 6;
const POINT = 7;
const GROUP_SPACE = 8;
const IDEOGRAPH = 9;
const SURROGATE = 10;
const UNKNOWN = 255;

const letterPattern = /^[\p{L}\p{M}\p{Nl}\p{No}\p{Pc}]$|^\u00ad$|^\u200c$|^\u200d$|^\u2060$/u;
const ideographPattern =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Co}]$/u;
const digitPattern = /^\p{Nd}$/u;
const spacePattern = /^\s$/u;

function classify(character: string): number {
  if (character === "'" || character === '\u2019') return APOSTROPHE;
  if (character === '-' || character === '\u2010' || character === '\u2011') return HYPHEN;
  if (character === '.' || character === ',') return POINT;
  if (character === '\u00a0' || character === '\u202f' || character === '\u2009') return GROUP_SPACE;
  if (/^[\n\r\t\v\f\u0085\u2028\u2029]$/.test(character)) return BREAK;
  if (digitPattern.test(character)) return DIGIT;
  if (ideographPattern.test(character)) return IDEOGRAPH;
  if (letterPattern.test(character)) return LETTER;
  if (spacePattern.test(character)) return SPACE;
  return OTHER;
}

// Filled in as characters are met: a contract uses a few hundred of the 65,536.
const classes = new Uint8Array(65_536).fill(UNKNOWN);

function classAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  const known = classes[code] as number;
  return known !== UNKNOWN ? known : learn(code);
}

function learn(code: number): number {
  const found = code >= 0xd800 && code <= 0xdfff ? SURROGATE : classify(String.fromCharCode(code));
  classes[code] = found;
  return found;
}

/** The class of the character at `at`, looking at both halves of a surrogate pair; past the end, `OTHER`. */
function characterClass(text: string, at: number): number {
  if (at >= text.length) return OTHER;
  const found = classAt(text, at);
  return found === SURROGATE ? classify(String.fromCodePoint(text.codePointAt(at) ?? 0)) : found;
}

/** UTF-16 units of the character at `at`: 2 for a surrogate pair, otherwise 1. */
function characterLength(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

const elisions = new Set(['l', 'd', 'j', 'm', 't', 's', 'n', 'c', 'qu', 'jusqu', 'lorsqu', 'puisqu', 'quoiqu']);
const longestElision = 6;
const openingQuotes = '«“"';

/** Where the token that begins at `from` ends. Calling it again from there gives the next one. */
export function tokenEnd(text: string, from: number): number {
  const first = characterClass(text, from);
  if (first === LETTER || first === DIGIT) return wordEnd(text, from, first);
  if (first === SPACE || first === GROUP_SPACE) return spaceEnd(text, from);
  return from + characterLength(text, from);
}

/** Whether a word, not white space or punctuation, begins at `at`. */
export function isWordAt(text: string, at: number): boolean {
  const found = characterClass(text, at);
  return found === LETTER || found === DIGIT || found === IDEOGRAPH;
}

function spaceEnd(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length) {
    const found = classAt(text, at);
    if (found !== SPACE && found !== GROUP_SPACE) break;
    at += 1;
  }
  return at;
}

function wordEnd(text: string, from: number, firstClass: number): number {
  let at = from + characterLength(text, from);
  let previous = firstClass;
  while (at < text.length) {
    let found = classAt(text, at);
    if (found === LETTER || found === DIGIT) {
      previous = found;
      at += 1;
      continue;
    }
    if (found === SPACE || found === BREAK) return at;
    if (found === SURROGATE) {
      found = characterClass(text, at);
      if (found !== LETTER && found !== DIGIT) return at;
      previous = found;
      at += characterLength(text, at);
      continue;
    }
    const next = characterClass(text, at + 1);
    if (found === APOSTROPHE) {
      if (isElision(text, from, at) && (next === LETTER || next === DIGIT || isOpeningQuote(text, at + 1)))
        return at + 1;
      if (next !== LETTER && next !== DIGIT) return at;
    } else if (found === HYPHEN) {
      if (next !== LETTER && next !== DIGIT) return at;
    } else if (found === POINT) {
      if (previous !== DIGIT || next !== DIGIT) return at;
    } else if (found !== GROUP_SPACE || !isThousandsSpace(text, from, at)) {
      return at;
    }
    previous = found;
    at += 1;
  }
  return at;
}

function isElision(text: string, from: number, to: number): boolean {
  return to - from <= longestElision && elisions.has(text.slice(from, to).toLowerCase());
}

function isOpeningQuote(text: string, at: number): boolean {
  return at < text.length && openingQuotes.includes(text.charAt(at));
}

/** Whether the space at `at` has one to three digits before it and exactly three after it. */
function isThousandsSpace(text: string, from: number, at: number): boolean {
  let before = at;
  while (before > from && classAt(text, before - 1) === DIGIT) before -= 1;
  const digitsBefore = at - before;
  if (digitsBefore === 0 || digitsBefore > 3) return false;
  let after = at + 1;
  while (after < text.length && after - at <= 4 && classAt(text, after) === DIGIT) after += 1;
  return after - at - 1 === 3;
}

/** The text as tokens; joined they are the text to the character. */
export function tokenize(text: string): string[] {
  const tokens: string[] = [];
  for (let at = 0; at < text.length; ) {
    const to = tokenEnd(text, at);
    tokens.push(text.slice(at, to));
    at = to;
  }
  return tokens;
}

/** Where the next word at or after `from` begins; the text's length when there is none. */
export function nextWord(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const found = classAt(text, at);
    if (found === LETTER || found === DIGIT || found === IDEOGRAPH) return at;
    if (found === SURROGATE) {
      if (isWordAt(text, at)) return at;
      at += characterLength(text, at);
    } else at += 1;
  }
  return at;
}

/** How many words, not white space or punctuation, the text has. */
export function countWords(text: string): number {
  let count = 0;
  for (let at = nextWord(text, 0); at < text.length; at = nextWord(text, tokenEnd(text, at))) count += 1;
  return count;
}

/** How many stretches between spaces the text has: some ten times as fast as `countWords`, for weighing one text against another. */
export function countSpacedWords(text: string): number {
  let count = 0;
  let isInside = false;
  for (let at = 0; at < text.length; at += 1) {
    const isSpace = text.charCodeAt(at) <= 0x20;
    if (!isSpace && !isInside) count += 1;
    isInside = !isSpace;
  }
  return count;
}

/** Where the words of a text stand: word `i` is `text.slice(from[i], to[i])`. */
export interface WordSpans {
  readonly words: readonly string[];
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** The words of a text with their places; what lies between them is white space and punctuation. */
export function wordSpans(text: string): WordSpans {
  const words: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  for (let at = nextWord(text, 0); at < text.length; ) {
    const end = tokenEnd(text, at);
    words.push(text.slice(at, end));
    from.push(at);
    to.push(end);
    at = nextWord(text, end);
  }
  return { words, from, to };
}
