/**
 * A text seen as its letters and digits alone, by code point. The truth of a contract counts in these, so that white space,
 * line ends and punctuation may be read otherwise one day without moving a mark.
 */
export class Letters {
  /** One UTF-16 unit a letter; a letter outside the basic plane stands as U+FFFC. */
  readonly stream: string;
  /** UTF-16 offset in the text of each letter. */
  readonly #offsets: readonly number[];
  readonly #text: string;

  constructor(text: string) {
    const letters: string[] = [];
    const offsets: number[] = [];
    for (const match of text.matchAll(letter)) {
      letters.push(match[0].length === 1 ? match[0] : '\uFFFC');
      offsets.push(match.index);
    }
    this.stream = letters.join('');
    this.#offsets = offsets;
    this.#text = text;
  }

  get count(): number {
    return this.#offsets.length;
  }

  /** How many letters stand before a UTF-16 offset of the text. */
  before(offset: number): number {
    let low = 0;
    let high = this.#offsets.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#offsets[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The UTF-16 offset of a letter, or the text's length past the last one. */
  offsetOf(index: number): number {
    return this.#offsets[index] ?? this.#text.length;
  }

  /** The text from one letter up to the end of the last one before `to`. */
  textBetween(from: number, to: number): string {
    if (to <= from) return '';
    const last = this.offsetOf(to - 1);
    return this.#text.slice(this.offsetOf(from), last + widthAt(this.#text, last));
  }

  /** Whether a line end, or nothing at all, stands between this letter and the one before. */
  startsLine(index: number): boolean {
    if (index === 0) return true;
    return this.#text.slice(this.offsetOf(index - 1), this.offsetOf(index)).includes('\n');
  }

  /** Whether a letter begins a word: the character before it is no letter. */
  startsWord(index: number): boolean {
    if (index === 0) return true;
    const before = this.offsetOf(index - 1);
    return before + widthAt(this.#text, before) < this.offsetOf(index);
  }
}

/** The letters and digits of a text, one after the other. */
export function lettersOf(text: string): string {
  return new Letters(text).stream;
}

const letter = /[\p{L}\p{N}]/gu;

function widthAt(text: string, offset: number): number {
  return (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1;
}
