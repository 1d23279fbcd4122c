/**
 * Numbers texts, equal ones alike, by looking at a few of their characters.
 *
 * A `Map` keyed by the texts would do, but computes a hash of every character, and that was a third of
 * the time of comparing a long contract. Here a text's key is its length and a sample of its characters;
 * texts with the same key are told apart by comparing them, which the engine does many times faster
 * than hashing and in most cases has to do but once. Texts made to have one key, or a form with one
 * line filled in a thousand times, are kept in a `Map` after all, so that the work stays linear.
 */
export class TextNumbers {
  readonly #latest = new Map<number, number>();
  /** By number: the text, the number before it with the same key or -1, and how many those are. */
  readonly #texts: string[] = [];
  readonly #previous: number[] = [];
  readonly #depth: number[] = [];
  readonly #crowded = new Map<string, number>();

  /** How many texts have a number; the next new one gets this. */
  get size(): number {
    return this.#texts.length;
  }

  /** The text's number, a new one when it was not met before. */
  numberOf(text: string): number {
    const key = sampleKey(text);
    const latest = this.#latest.get(key) ?? -1;
    for (let number = latest; number >= 0; number = this.#previous[number] as number) {
      if (this.#texts[number] === text) return number;
    }
    const depth = latest < 0 ? 0 : (this.#depth[latest] as number) + 1;
    if (depth < mostWithOneKey) {
      this.#latest.set(key, this.size);
      return this.#add(text, latest, depth);
    }
    const known = this.#crowded.get(text);
    if (known !== undefined) return known;
    this.#crowded.set(text, this.size);
    return this.#add(text, -1, 0);
  }

  #add(text: string, previous: number, depth: number): number {
    this.#texts.push(text);
    this.#previous.push(previous);
    this.#depth.push(depth);
    return this.#texts.length - 1;
  }
}

const mostWithOneKey = 6;
const sampleSize = 24;

function sampleKey(text: string): number {
  const { length } = text;
  let key = length;
  if (length <= sampleSize) {
    for (let at = 0; at < length; at += 1) key = Math.imul(key ^ text.charCodeAt(at), 0x01000193);
    return key;
  }
  // Both ends and places spread evenly between them.
  const step = (length - 1) / (sampleSize - 1);
  for (let index = 0; index < sampleSize; index += 1) {
    key = Math.imul(key ^ text.charCodeAt(Math.floor(index * step)), 0x01000193);
  }
  return key;
}
