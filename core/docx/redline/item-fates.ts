import type { XmlElement } from '../xml.ts';
import type { Item } from './flat-paragraph.ts';
import type { Group, GroupEdits, Span } from './group-edits.ts';

/** What becomes of the items of A's paragraphs: which span of the edits each is in. Asked in order it takes linear time in all. */
export class ItemFates {
  readonly #spans: readonly Span[];
  readonly #deletedLinks: ReadonlySet<XmlElement>;
  #span = 0;

  constructor(a: Group, edits: GroupEdits) {
    this.#spans = edits.spans;
    this.#deletedLinks = linksWithoutWords(a, edits);
  }

  /** Judged by its first character; the parts of a field share the fate of its first. `start`: where its paragraph begins in the group's text. */
  of(item: Item, start: number): Span {
    const place = start + (item.head ?? item).from;
    if (item.chromeOf !== null) {
      const kind = this.#deletedLinks.has(item.chromeOf.owner) ? 'delete' : 'keep';
      return { kind, from: place, to: place };
    }
    if (item.head === null && item.from === item.to) return { kind: 'keep', from: place, to: place };
    return this.spanAt(place);
  }

  /** The span that holds a place; places may go back within a run. */
  spanAt(place: number): Span {
    const spans = this.#spans;
    while (this.#span > 0 && (spans[this.#span] === undefined || (spans[this.#span] as Span).from > place))
      this.#span--;
    while (this.#span < spans.length - 1 && (spans[this.#span] as Span).to <= place) this.#span++;
    return spans[this.#span] ?? { kind: 'keep', from: place, to: place };
  }
}

/** Owners of links all of whose words go. */
function linksWithoutWords(a: Group, edits: GroupEdits): ReadonlySet<XmlElement> {
  const links = new Map<XmlElement, boolean>();
  let span = 0;
  a.paragraphs.forEach(({ items }, index) => {
    const start = a.starts[index] as number;
    for (const { link, from, to } of items) {
      if (link === null || from === to) continue;
      while (span < edits.spans.length - 1 && (edits.spans[span] as Span).to <= start + from) span++;
      const first = edits.spans[span];
      const goes = first?.kind === 'delete' && first.to >= start + to;
      links.set(link.owner, (links.get(link.owner) ?? true) && goes);
    }
  });
  return new Set(Array.from(links).flatMap(([owner, goes]) => (goes ? [owner] : [])));
}
