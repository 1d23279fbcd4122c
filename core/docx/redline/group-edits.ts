import { compareWords } from '../../compare/words.ts';
import { findChild, type XmlElement } from '../xml.ts';
import type { FlatParagraph, Item } from './flat-paragraph.ts';
import type { Side } from './side.ts';

/**
 * What happens to the words of some paragraphs of A that became some paragraphs of B. Both are compared as one text, in which a
 * paragraph's mark is a line feed; so a split is one inserted mark and a join is one deleted mark, and no word is marked for them.
 */
export interface GroupEdits {
  /** Stretches of A's text in order, without gaps; a line feed is a paragraph's mark. */
  readonly spans: readonly Span[];
  readonly insertions: readonly Insertion[];
  /** For each mark of A inside the group, by its place in the text, the mark of B that it is, or -1 when it is deleted. */
  readonly marks: ReadonlyMap<number, number>;
  /** Objects that stay, with their counterparts. */
  readonly keptObjects: readonly { readonly a: Item; readonly b: Item }[];
}

export type Span =
  | { readonly kind: 'keep' | 'delete'; readonly from: number; readonly to: number }
  /** The words stay and look as this item of B does. */
  | { readonly kind: 'format'; readonly from: number; readonly to: number; readonly item: Item };

/** Words of B put in at a place of A's text: after what stands before it. */
export interface Insertion {
  readonly at: number;
  readonly bFrom: number;
  readonly bTo: number;
}

/** Paragraphs that follow one another, as one text. */
export interface Group {
  readonly text: string;
  readonly paragraphs: readonly FlatParagraph[];
  /** Where each paragraph begins in the text. */
  readonly starts: readonly number[];
  readonly side: Side;
}

export function groupOf(paragraphs: readonly FlatParagraph[], side: Side): Group {
  const starts: number[] = [];
  let at = 0;
  for (const { text } of paragraphs) {
    starts.push(at);
    at += text.length + 1;
  }
  return { text: paragraphs.map(({ text }) => text).join('\n'), paragraphs, starts, side };
}

export function compareGroups(a: Group, b: Group): GroupEdits {
  const found = new Finding(a, b);
  let i = 0;
  let j = 0;
  for (const { op, text } of compareWords(a.text, b.text)) {
    if (op === 'equal') {
      found.keep(i, j, text.length);
      i += text.length;
      j += text.length;
    } else if (op === 'delete') {
      found.delete(i, i + text.length);
      i += text.length;
    } else {
      found.insert(i, j, j + text.length);
      j += text.length;
    }
  }
  return found;
}

/** Everything of A deleted and everything of B inserted; only the last mark stays. */
export function replaceGroup(a: Group, b: Group): GroupEdits {
  const found = new Finding(a, b);
  found.delete(0, a.text.length);
  found.insert(a.text.length, 0, b.text.length);
  return found;
}

class Finding implements GroupEdits {
  readonly spans: Span[] = [];
  readonly insertions: Insertion[] = [];
  readonly marks = new Map<number, number>();
  readonly keptObjects: { a: Item; b: Item }[] = [];
  readonly #a: Group;
  readonly #itemsOfA: ItemCursor;
  readonly #itemsOfB: ItemCursor;

  constructor(a: Group, b: Group) {
    this.#a = a;
    this.#itemsOfA = new ItemCursor(a);
    this.#itemsOfB = new ItemCursor(b);
  }

  delete(from: number, to: number): void {
    if (from === to) return;
    this.spans.push({ kind: 'delete', from, to });
    for (let at = this.#a.text.indexOf('\n', from); at >= 0 && at < to; at = this.#a.text.indexOf('\n', at + 1)) {
      this.marks.set(at, -1);
    }
  }

  insert(at: number, bFrom: number, bTo: number): void {
    if (bFrom === bTo) return;
    const last = this.insertions.at(-1);
    if (last?.at === at && last.bTo === bFrom) this.insertions[this.insertions.length - 1] = { ...last, bTo };
    else this.insertions.push({ at, bFrom, bTo });
  }

  /** Equal words, which may still look different or lead elsewhere. */
  keep(from: number, bFrom: number, length: number): void {
    let at = 0;
    while (at < length) {
      if (this.#a.text.charCodeAt(from + at) === lineFeed) {
        this.marks.set(from + at, bFrom + at);
        this.spans.push({ kind: 'keep', from: from + at, to: from + at + 1 });
        at += 1;
        continue;
      }
      const itemA = this.#itemsOfA.at(from + at);
      const itemB = this.#itemsOfB.at(bFrom + at);
      const to = Math.min(length, itemA.to - from, itemB.to - bFrom);
      this.#keepStretch(from + at, from + to, bFrom + at, itemA.item, itemB.item);
      at = to;
    }
  }

  #keepStretch(from: number, to: number, bFrom: number, a: Item, b: Item): void {
    const looksOther = a.format !== b.format && a.run !== null && b.run !== null;
    // A run can say only once what it looked like before, and somebody may have said it already.
    if (a.link?.key !== b.link?.key || (looksOther && hasPendingLook(a.run))) {
      this.delete(from, to);
      this.insert(to, bFrom, bFrom + to - from);
      return;
    }
    if (a.leaf.name !== 'w:t') this.keptObjects.push({ a, b });
    const last = this.spans.at(-1);
    if (looksOther) this.spans.push({ kind: 'format', from, to, item: b });
    else if (last?.kind === 'keep' && last.to === from) this.spans[this.spans.length - 1] = { ...last, to };
    else this.spans.push({ kind: 'keep', from, to });
  }
}

function hasPendingLook(run: XmlElement | null): boolean {
  const properties = run === null ? null : findChild(run, 'w:rPr');
  return properties !== null && findChild(properties, 'w:rPrChange') !== null;
}

const lineFeed = 10;

/** Finds the item that stands at a place; places only go forward. */
class ItemCursor {
  readonly #group: Group;
  #paragraph = 0;
  #item = 0;

  constructor(group: Group) {
    this.#group = group;
  }

  /** `to`: where the item ends, in the group's text. */
  at(place: number): { item: Item; to: number } {
    const { starts, paragraphs } = this.#group;
    while (this.#paragraph + 1 < starts.length && (starts[this.#paragraph + 1] as number) <= place) {
      this.#paragraph++;
      this.#item = 0;
    }
    const start = starts[this.#paragraph] as number;
    const { items } = paragraphs[this.#paragraph] as FlatParagraph;
    while ((items[this.#item] as Item).to + start <= place) this.#item++;
    const item = items[this.#item] as Item;
    return { item, to: item.to + start };
  }
}
