import { wordSpans } from '../../compare/tokens.ts';

/**
 * What stands among words and is no word (a picture, a formula, a field, the mark of a note) takes part in the compare as
 * one character: equal objects get equal characters, different ones different characters. The characters are those of the last private plane
 * of Unicode, which the tokens of a compare take for words and no contract uses.
 *
 * Objects that hold text boxes may be equal and look different: another program writes the same box with another
 * frame, in other units or as another kind of drawing. Of these the words are what counts. A box whose
 * frame the other document does not have is that box of the other document that says the same, or most of it; the words are
 * compared inside, and the frame that stays is named in the report (object-frames.ts).
 */
export class ObjectCharacters {
  readonly #byKey = new Map<string, string>();
  readonly #keys: string[] = [];
  readonly #boxed = new Map<string, KnownBox[]>();

  /** The character for an object of that key; two UTF-16 units. `boxed` of an object that holds text boxes. */
  characterOf(key: string, boxed: Boxed | null = null): string {
    let character = this.#byKey.get(key);
    if (character !== undefined) return character;
    character = (boxed === null ? null : this.#findLike(boxed)) ?? this.#newCharacter(key);
    this.#byKey.set(key, character);
    if (boxed !== null) this.#remember(boxed, character);
    return character;
  }

  #newCharacter(key: string): string {
    if (this.#keys.length > lastCodePoint - firstCodePoint) throw new RangeError('too many different objects');
    const character = String.fromCodePoint(firstCodePoint + this.#keys.length);
    this.#keys.push(key);
    return character;
  }

  #remember({ shown, words, document }: Boxed, character: string): void {
    const known = this.#boxed.get(shown) ?? [];
    this.#boxed.set(shown, known);
    known.push({ words, document, character, isTaken: false });
  }

  /** The character of the box of another document that this one became. */
  #findLike({ shown, words, document }: Boxed): string | null {
    let best: KnownBox | null = null;
    let most = 0;
    for (const known of this.#boxed.get(shown)?.slice(0, mostBoxesTried) ?? []) {
      if (known.document === document || known.isTaken) continue;
      const likeness = known.words === words ? 1 : likenessOf(known.words, words);
      if (likeness <= most || likeness < leastLikeness) continue;
      best = known;
      most = likeness;
    }
    if (best !== null) best.isTaken = true;
    return best?.character ?? null;
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

/** An object that holds text boxes. */
export interface Boxed {
  /** Equal for objects that show the same things: as many boxes, the same pictures. */
  readonly shown: string;
  /** What its boxes say. */
  readonly words: string;
  /** The document it stands in. */
  readonly document: object;
}

interface KnownBox {
  readonly words: string;
  readonly document: object;
  readonly character: string;
  /** Whether a box of the other document is it already. */
  isTaken: boolean;
}

/** The share of the words of both that two boxes must have in common. */
const leastLikeness = 0.5;
const mostBoxesTried = 256;

function likenessOf(a: string, b: string): number {
  const ofA = wordSpans(a).words;
  const ofB = wordSpans(b).words;
  const known = new Set(ofA);
  let shared = 0;
  for (const word of ofB) if (known.has(word)) shared++;
  return (2 * shared) / Math.max(1, ofA.length + ofB.length);
}

const firstCodePoint = 0x100000;
const lastCodePoint = 0x10fffd;

/** Literal characters of the plane that objects use are replaced, unit by unit, so that no text can pass for an object. */
export function withoutObjectCharacters(text: string): string {
  return /[\udbc0-\udbff]/.test(text)
    ? text.replace(/[\udbc0-\udbff][\udc00-\udfff]?/g, (found) => '\ufffd'.repeat(found.length))
    : text;
}
