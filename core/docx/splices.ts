/** Characters `from` to `to` of a text, to be replaced; an insertion has `from` equal to `to`. */
export interface Splice {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/**
 * The text, or its stretch [from, to), with its splices made; everything between them stays character for character. They may
 * come in any order but must not overlap or leave the stretch (`RangeError`); insertions at one place
 * stand in the order in which they were given, before a replacement that begins there.
 */
export function applySplices(text: string, splices: readonly Splice[], from = 0, to = text.length): string {
  if (splices.length === 0) return from === 0 && to === text.length ? text : text.slice(from, to);
  const pieces: string[] = [];
  let at = from;
  for (const splice of orderSplices(text, splices, from, to)) {
    if (splice.from > at) pieces.push(text.slice(at, splice.from));
    if (splice.text !== '') pieces.push(splice.text);
    at = splice.to;
  }
  if (at < to) pieces.push(text.slice(at, to));
  return pieces.join('');
}

/** The splices in the order of their places. Throws `RangeError` as `applySplices` does. */
export function orderSplices(text: string, splices: readonly Splice[], from = 0, to = text.length): Splice[] {
  const ordered = [...splices].sort((a, b) => a.from - b.from || a.to - b.to);
  let at = from;
  for (const splice of ordered) {
    if (splice.from < at || splice.to < splice.from || splice.to > to) {
      throw new RangeError(`splices overlap or leave the text at ${splice.from}`);
    }
    at = splice.to;
  }
  return ordered;
}
