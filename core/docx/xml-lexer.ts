import { widen } from './narrow-xml.ts';
import type { XmlBudget } from './xml-budget.ts';
import { character, isCharacter, isNamePart, isNameStart, isSpace, valueStops } from './xml-characters.ts';
import { XmlError } from './xml-error.ts';

/**
 * The smallest pieces of XML 1.0 (fifth edition): characters, white space, names, values and references. Methods that end
 * somewhere and return something else leave the place in `at`. Numbers of productions and sections are those of the
 * recommendation.
 */
export class XmlLexer {
  /** What is read. */
  readonly text: string;
  /** Where that begins in the part. */
  readonly offset: number;
  /** Where the last method stopped that returns something else, or what an error is about. */
  at = 0;
  readonly #part: string;
  /** The next places of these at or behind the last text: see `nextSpecial`. */
  #ampersand = -1;
  #carriageReturn = -1;
  #brackets = -1;
  #special = -1;
  readonly #budget: XmlBudget;

  /** For what stands in [from, to) of the part. */
  constructor(part: string, from: number, to: number, budget: XmlBudget) {
    this.#part = part;
    this.offset = from;
    this.text = part.slice(from, to);
    this.#budget = budget;
  }

  /** The UTF-16 unit at a place, or 0, which XML does not have, behind the end. */
  codeAt(at: number): number {
    return at < this.text.length ? this.text.charCodeAt(at) : 0;
  }

  skipSpace(from: number): number {
    const { text } = this;
    let at = from;
    while (at < text.length && isSpace(text.charCodeAt(at))) at += 1;
    return at;
  }

  /** Where a name ends that begins at `from` (production 5). */
  nameEnd(from: number, what: string): number {
    const { text } = this;
    let at = from;
    while (at < text.length) {
      const codePoint = text.codePointAt(at) as number;
      if (!(at === from ? isNameStart(codePoint) : isNamePart(codePoint))) break;
      at += codePoint > 0xffff ? 2 : 1;
      if (at - from > longestName) throw this.error(from, `a name of more than ${longestName} characters`);
    }
    if (at === from) throw this.error(at, `disallowed character in ${what}`);
    return at;
  }

  /** Where the first `mark` at or behind `from` ends. */
  endOf(mark: string, from: number, what: string): number {
    const at = this.text.indexOf(mark, from);
    if (at < 0) throw this.error(this.text.length, `${what} that does not end`);
    return at + mark.length;
  }

  /** The text in [from, to), which holds no markup (production 14, `CharData`, and references). */
  readText(from: number, to: number): string {
    if (this.#special < from) this.#special = this.#nextSpecial(from);
    if (this.#special >= to) return this.text.slice(from, to);
    if (this.#brackets < to) throw this.error(this.#brackets, 'the string ]]> in text');
    return this.#decode(from, to, 'text');
  }

  /** Characters in [from, to) in which nothing is markup, with line ends as line feeds (2.11). */
  readLiteral(from: number, to: number): string {
    const literal = this.text.slice(from, to);
    return literal.includes('\r') ? this.#decode(from, to, 'literal') : literal;
  }

  /** The value between quotes, of which the first is at `from` (production 10, `AttValue`). */
  readValue(from: number): string {
    const { text } = this;
    const quote = this.codeAt(from);
    if (quote !== character.quotationMark && quote !== character.apostrophe) {
      throw this.error(from, 'unquoted attribute value');
    }
    const to = text.indexOf(quote === character.apostrophe ? "'" : '"', from + 1);
    if (to < 0) throw this.error(text.length, 'an attribute value that does not end');
    this.at = to + 1;
    if (!this.#isSpecialIn(from + 1, to)) return text.slice(from + 1, to);
    const lessThan = text.slice(from + 1, to).indexOf('<');
    if (lessThan >= 0) throw this.error(from + 1 + lessThan, 'disallowed character < in an attribute value');
    const value = this.#decode(from + 1, to, 'value');
    this.at = to + 1;
    return value;
  }

  /** Whether anything in a value's characters does not stand for itself. */
  #isSpecialIn(from: number, to: number): boolean {
    const { text } = this;
    // A loop has no cost of its own; for a long value each character costs less in a pattern.
    if (to - from > 100) return specialInValue.test(text.slice(from, to));
    for (let at = from; at < to; at++) {
      const code = text.charCodeAt(at);
      if (code < 0x40 && valueStops[code] !== 0) return true;
    }
    return false;
  }

  /** Counts elements, attributes, comments, references and the like against the budget. */
  countMarkup(count: number): void {
    this.#budget.markup -= count;
    if (this.#budget.markup >= 0) return;
    throw new XmlError('too-large', 'there are too many elements, attributes, comments and references');
  }

  /** XML has no control characters and no halves of characters (production 2). Looks at what stands before `to`. */
  refuseDisallowed(to: number): void {
    const text = to === this.text.length ? this.text : this.text.slice(0, to);
    if (suspicious.test(text)) {
      const at = text.search(disallowed);
      if (at >= 0) throw this.error(at, 'disallowed character');
    }
  }

  /** An error with its line and column, both from 1; the column counts UTF-16 units. */
  error(at: number, reason: string): XmlError {
    const part = this.#part;
    const place = Math.min(this.offset + at, part.length);
    let line = 1;
    let lineFrom = 0;
    for (let i = 0; i < place; i++) {
      const code = part.charCodeAt(i);
      if (code !== character.lineFeed && code !== character.carriageReturn) continue;
      lineFrom = i + 1;
      if (code === character.lineFeed || part.charCodeAt(i + 1) !== character.lineFeed) line += 1;
    }
    const what = at >= this.text.length ? `it ends too early (${reason})` : reason;
    return new XmlError('damaged', `XML error at ${line}:${widen(part.slice(lineFrom, place)).length + 1}: ${what}`);
  }

  /** Throws the error for a reason at the place that is being looked at. */
  readonly fail = (reason: string): never => {
    throw this.error(this.at, reason);
  };

  /** The next place at or behind `at` where text may not stand for itself. */
  #nextSpecial(at: number): number {
    if (this.#ampersand < at) this.#ampersand = this.#find('&', at);
    if (this.#carriageReturn < at) this.#carriageReturn = this.#find('\r', at);
    if (this.#brackets < at) this.#brackets = this.#find(']]>', at);
    return Math.min(this.#ampersand, this.#carriageReturn, this.#brackets);
  }

  #find(mark: string, from: number): number {
    const at = this.text.indexOf(mark, from);
    return at < 0 ? this.text.length : at;
  }

  /** References resolved (4.1), line ends as line feeds (2.11), and in a value white space as spaces (3.3.3). */
  #decode(from: number, to: number, kind: 'text' | 'value' | 'literal'): string {
    const { text } = this;
    const decoded = new Pieces();
    let plainFrom = from;
    let at = from;
    while (at < to) {
      const code = text.charCodeAt(at);
      const isReference = code === character.ampersand && kind !== 'literal';
      if (!isReference && code !== character.carriageReturn && !(code < character.space && kind === 'value')) {
        at += 1;
        continue;
      }
      this.countMarkup(1);
      decoded.add(text.slice(plainFrom, at));
      if (isReference) {
        decoded.add(this.#readReference(at));
        at = this.at;
      } else {
        decoded.add(kind === 'value' ? ' ' : '\n');
        at += code === character.carriageReturn && this.codeAt(at + 1) === character.lineFeed ? 2 : 1;
      }
      plainFrom = at;
    }
    decoded.add(text.slice(plainFrom, to));
    return decoded.join();
  }

  /** Productions 66 and 68: a character reference, or one of the five entities. */
  #readReference(from: number): string {
    const { text } = this;
    if (this.codeAt(from + 1) !== character.numberSign) {
      for (const [written, meant] of entities) {
        if (!text.startsWith(written, from)) continue;
        this.at = from + written.length;
        return meant;
      }
      throw this.error(from, 'undefined entity');
    }
    const isHexadecimal = this.codeAt(from + 2) === character.lowerX;
    const base = isHexadecimal ? 16 : 10;
    const digitsFrom = from + (isHexadecimal ? 3 : 2);
    let at = digitsFrom;
    let codePoint = 0;
    for (;;) {
      const digit = digitOf(this.codeAt(at));
      if (digit >= base) break;
      codePoint = Math.min(codePoint * base + digit, 0x110000);
      at += 1;
    }
    if (at === digitsFrom || this.codeAt(at) !== character.semicolon || !isCharacter(codePoint)) {
      throw this.error(from, 'malformed character reference');
    }
    this.at = at + 1;
    return String.fromCodePoint(codePoint);
  }
}

/** No document's names come near it; the time and memory that names cost are kept within bounds by it. */
export const longestName = 255;

/** Whether a second look is needed: halves of pairs are fine in pairs, and telling them apart takes five times as long. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const suspicious = /[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]/;
const disallowed =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const specialInValue = /[<&\t\n\r]/;

// An engine compiles a pattern at its second use, for each kind of string: a part of megabytes must not be the first.
for (const pattern of [suspicious, disallowed, specialInValue]) for (const text of ['a', '’']) pattern.test(text);

const entities = [
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&apos;', "'"],
] as const;

/** The value of a hexadecimal digit, or 16. */
function digitOf(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : 16;
}

/** Joins many small strings, in memory that does not grow with their number. */
class Pieces {
  readonly #joined: string[] = [];
  #pieces: string[] = [];

  add(piece: string): void {
    if (piece === '') return;
    this.#pieces.push(piece);
    if (this.#pieces.length === 1_000) this.#flush();
  }

  join(): string {
    this.#flush();
    return this.#joined.join('');
  }

  #flush(): void {
    this.#joined.push(this.#pieces.join(''));
    this.#pieces = [];
  }
}
