/**
 * What stands among words and is no word (a picture, a formula, a field, the mark of a note) takes part in the compare as
 * one character: equal objects get equal characters, different ones different characters. The characters are those of the last private plane
 * of Unicode, which the tokens of a compare take for words and no contract uses.
 */
export class ObjectCharacters {
  readonly #byKey = new Map<string, string>();
  readonly #keys: string[] = [];

  /** The character for an object of that key; two UTF-16 units. */
  characterOf(key: string): string {
    let character = this.#byKey.get(key);
    if (character === undefined) {
      if (this.#keys.length > lastCodePoint - firstCodePoint) throw new RangeError('too many different objects');
      character = String.fromCodePoint(firstCodePoint + this.#keys.length);
      this.#byKey.set(key, character);
      this.#keys.push(key);
    }
    return character;
  }

  /** How many different objects there are that no word-level compare looks into: pictures, formulas, embedded files. */
  countOpaque(): number {
    return this.#keys.filter((key) => /^<(?:w:drawing|w:pict|w:object|mc:AlternateContent|m:)/.test(key)).length;
  }

  /** The key of the object that stands at that place of a flat text, or `null` where a plain character stands. */
  findKey(text: string, at: number): string | null {
    const codePoint = text.codePointAt(at) ?? 0;
    return codePoint < firstCodePoint ? null : (this.#keys[codePoint - firstCodePoint] ?? null);
  }
}

const firstCodePoint = 0x100000;
const lastCodePoint = 0x10fffd;

/** Literal characters of the plane that objects use are replaced, unit by unit, so that no text can pass for an object. */
export function withoutObjectCharacters(text: string): string {
  return /[\udbc0-\udbff]/.test(text)
    ? text.replace(/[\udbc0-\udbff][\udc00-\udfff]?/g, (found) => '\ufffd'.repeat(found.length))
    : text;
}
