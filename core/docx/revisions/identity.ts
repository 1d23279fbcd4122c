/**
 * How a change gets the id by which people and programs name it.
 *
 * The file has none that holds: `w:id` is unique in what Word writes and the same everywhere in what some other programs write,
 * and a change may stand in several elements. A counter would be worse, since resolving the first change would rename
 * all others, and the next decision would hit the wrong one. So an id is a hash of what belongs to the
 * change itself: part, kind, author, date, `w:id` of its first element, and its words or former properties. Resolving other
 * changes leaves these as they are, but for two cases: an insertion of which another author deleted a part has
 * other words once that deletion is rejected, and changes of one hand become one where what stood between them is gone. The
 * old id then names nothing, which is an error and never another change. A move is named by the name its ends share.
 *
 * Changes that agree in all of that are told apart by a number in document order, the one thing that may shift when
 * their equals are resolved.
 */
export class RevisionIds {
  readonly #taken = new Map<string, number>();

  next(...belongings: readonly string[]): string {
    const id = hash(belongings);
    const earlier = this.#taken.get(id) ?? 0;
    this.#taken.set(id, earlier + 1);
    return earlier === 0 ? id : `${id}-${earlier + 1}`;
  }
}

/** Eleven characters of base 36 from 52 bits of some strings (two rounds of 32 bits, ended as in MurmurHash). */
function hash(texts: readonly string[]): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (const text of texts) {
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      a = Math.imul(a ^ unit, 2_654_435_761);
      b = Math.imul(b ^ unit, 1_597_334_677);
    }
    a = Math.imul(a ^ text.length, 2_246_822_507);
    b = Math.imul(b ^ text.length, 3_266_489_909);
  }
  a = Math.imul(a ^ (a >>> 16), 2_246_822_507) ^ Math.imul(b ^ (b >>> 13), 3_266_489_909);
  b = Math.imul(b ^ (b >>> 16), 2_246_822_507) ^ Math.imul(a ^ (a >>> 13), 3_266_489_909);
  const bits = (b >>> 12) * 2 ** 32 + (a >>> 0);
  return bits.toString(36).padStart(11, '0');
}
