import { type FlatParagraph, type Item, isTrackedWrapper } from '../redline/flat-paragraph.ts';
import { withNewId } from '../redline/run-chunk.ts';
import type { Splice } from '../splices.ts';
import { findChild, type XmlElement } from '../xml.ts';
import { escapeAttribute, type PartNames } from '../xml-writer.ts';
import { elementsAround, paragraphAt, type ViewedBody, type WordPlace } from './word-places.ts';

/** The words that a comment is about, by its id; without `to` it is about a point. */
export interface Anchor {
  readonly id: string;
  readonly from: WordPlace;
  readonly to: WordPlace | null;
}

/**
 * Splices that anchor comments in a body (ECMA-376 part 1, 17.13.4.3 to 17.13.4.5): the marks of a range where its words begin
 * and end, and a run that refers to the comment. A run is cut in two where a range begins or ends in it.
 *
 * Marks stand outside tracked changes where they can, and the reference always does: it must stay when the change that it stands beside
 * is rejected. Returns the anchors that were not found too; nothing is written for them.
 */
export function anchorComments(
  body: ViewedBody,
  anchors: readonly Anchor[],
  names: PartNames,
  referenceStyle: string | null,
  nextId: () => number,
): { readonly splices: Splice[]; readonly missing: Anchor[] } {
  const writer = new MarkWriter(body, names, referenceStyle, nextId);
  const missing = anchors.filter((anchor) => !writer.add(anchor));
  return { splices: writer.finish(), missing };
}

/** What is written at one place of the part. */
interface Marks {
  /** Closes and opens again what the place cuts in two. */
  readonly cut: Cut | null;
  readonly ends: string[];
  readonly starts: string[];
  readonly points: string[];
}

interface Cut {
  readonly before: string;
  readonly after: string;
}

interface MarkPlace {
  readonly at: number;
  readonly cut: Cut | null;
  /** Where a reference stands that belongs here: outside tracked changes. */
  readonly referenceAt: number;
}

class MarkWriter {
  readonly #body: ViewedBody;
  readonly #text: string;
  readonly #names: PartNames;
  readonly #referenceStyle: string | null;
  /** For a pending change of looks that is cut in two with its run. */
  readonly #nextId: () => number;
  readonly #marks = new Map<number, Marks>();
  readonly #splices: Splice[] = [];
  readonly #prepared = new Set<number>();
  readonly #paragraphs = new Map<string, FlatParagraph | null>();

  constructor(body: ViewedBody, names: PartNames, referenceStyle: string | null, nextId: () => number) {
    this.#nextId = nextId;
    this.#body = body;
    this.#text = body.side.text;
    this.#names = names;
    this.#referenceStyle = referenceStyle;
  }

  /** Whether the words were found. */
  add({ id, from, to }: Anchor): boolean {
    const first = this.#paragraph(from);
    const last = to === null ? first : this.#paragraph(to);
    if (first === null || last === null || from.at > first.text.length) return false;
    const start = this.#before(first, from.at);
    const reference = this.#reference(id);
    if (to === null) {
      if (start.referenceAt === start.at) this.#at(start).points.push(reference);
      else this.#outside(start.referenceAt).ends.push(reference);
      return true;
    }
    if (to.at > last.text.length) return false;
    const end = this.#behind(last, to.at);
    if (end.at < start.at) return false;
    this.#at(start).starts.push(this.#mark('w:commentRangeStart', id));
    const mark = this.#mark('w:commentRangeEnd', id);
    const marks = this.#at(end);
    const ends = end.at === start.at ? marks.points : marks.ends;
    if (end.referenceAt === end.at) ends.push(mark + reference);
    else {
      ends.push(mark);
      this.#outside(end.referenceAt).ends.push(reference);
    }
    return true;
  }

  finish(): Splice[] {
    for (const [at, { cut, ends, starts, points }] of this.#marks) {
      const text = [...ends, ...starts, ...points].join('');
      this.#splices.push({ from: at, to: at, text: cut === null ? text : cut.before + text + cut.after });
    }
    return this.#splices;
  }

  #paragraph({ path }: WordPlace): FlatParagraph | null {
    const key = path.join(' ');
    let flat = this.#paragraphs.get(key);
    if (flat === undefined) {
      flat = paragraphAt(this.#body, path);
      this.#paragraphs.set(key, flat);
    }
    return flat;
  }

  #at({ at, cut }: MarkPlace): Marks {
    let marks = this.#marks.get(at);
    if (marks === undefined) {
      marks = { cut, ends: [], starts: [], points: [] };
      this.#marks.set(at, marks);
    }
    return marks;
  }

  #outside(at: number): Marks {
    return this.#at({ at, cut: null, referenceAt: at });
  }

  #mark(name: string, id: string): string {
    return `<${this.#names.get(name)} ${this.#names.get('w:id')}="${escapeAttribute(id)}"/>`;
  }

  #reference(id: string): string {
    const { get } = namer(this.#names);
    const style =
      this.#referenceStyle === null
        ? ''
        : `<${get('w:rPr')}><${get('w:rStyle')} ${get('w:val')}="${escapeAttribute(this.#referenceStyle)}"/></${get('w:rPr')}>`;
    return `<${get('w:r')}>${style}${this.#mark('w:commentReference', id)}</${get('w:r')}>`;
  }

  /** Right before the character at a place of the paragraph. */
  #before(flat: FlatParagraph, at: number): MarkPlace {
    const item = flat.items.find(({ from, to }) => from < to && to > at);
    if (item === undefined) return this.#endOf(flat);
    const paragraph = paragraphAround(flat, item.leaf);
    const characters = at - item.from;
    return characters > 0 && item.head === null && item.leaf.name === 'w:t'
      ? this.#inText(item, characters, paragraph)
      : this.#beside(item.leaf.from, item.run, paragraph);
  }

  /** Right behind the last character before a place of the paragraph. */
  #behind(flat: FlatParagraph, at: number): MarkPlace {
    const item = flat.items.findLast(({ from, to }) => from < to && from < at);
    if (item === undefined) return this.#before(flat, at);
    const characters = at - item.from;
    if (at < item.to && item.leaf.name === 'w:t') {
      return this.#inText(item, characters, paragraphAround(flat, item.leaf));
    }
    const last = flat.items.findLast((each) => each === item || each.head === item) ?? item;
    return this.#beside(last.leaf.to, last.run, paragraphAround(flat, last.leaf));
  }

  #endOf({ items, elements }: FlatParagraph): MarkPlace {
    const last = items.at(-1);
    const paragraph = elements.at(-1) as XmlElement;
    if (last !== undefined && paragraph.from < last.leaf.from) return this.#beside(last.leaf.to, last.run, paragraph);
    const properties = findChild(paragraph, 'w:pPr');
    if (properties !== null) return bare(properties.to);
    if (paragraph.contentFrom < paragraph.to) return bare(paragraph.contentFrom);
    // A paragraph written as one tag is opened.
    const name = this.#names.get('w:p');
    const slash = this.#text.lastIndexOf('/', paragraph.to);
    this.#once(slash, { from: slash, to: paragraph.to, text: '>' });
    return { at: paragraph.to, cut: { before: '', after: `</${name}>` }, referenceAt: paragraph.to };
  }

  /** Between the children of a run, or at its edge. */
  #beside(offset: number, run: XmlElement | null, paragraph: XmlElement): MarkPlace {
    if (run === null) return this.#outwards(offset, paragraph);
    const isFirst = !hasContent(run, (child) => child.to <= offset);
    const isLast = !hasContent(run, (child) => child.from >= offset);
    if (isFirst) return this.#outwards(run.from, paragraph);
    if (isLast) return this.#outwards(run.to, paragraph);
    const cut = { before: `</${this.#names.get('w:r')}>`, after: this.#openingOf(run) };
    return { at: offset, cut, referenceAt: this.#outsideTracked(offset, paragraph) };
  }

  #inText({ leaf, run }: Item, characters: number, paragraph: XmlElement): MarkPlace {
    const end = this.#text.lastIndexOf('</', leaf.to - 1);
    const at = skipCharacters(this.#text, leaf.contentFrom, end, characters);
    // Text that is written in an unusual way is not taken apart.
    if (run === null || at === null) return this.#outwards((run ?? leaf).from, paragraph);
    const startTag = this.#text.slice(leaf.from, leaf.contentFrom);
    if (!startTag.includes('xml:space')) {
      this.#once(leaf.contentFrom, {
        from: leaf.contentFrom - 1,
        to: leaf.contentFrom - 1,
        text: ' xml:space="preserve"',
      });
    }
    const { get } = namer(this.#names);
    const cut = {
      before: `</${get('w:t')}></${get('w:r')}>`,
      after: `${this.#openingOf(run)}<${get('w:t')} xml:space="preserve">`,
    };
    return { at, cut, referenceAt: this.#outsideTracked(at, paragraph) };
  }

  #once(key: number, splice: Splice): void {
    if (!this.#prepared.has(key)) this.#splices.push(splice);
    this.#prepared.add(key);
  }

  /** The start tag of a run with its properties. */
  #openingOf(run: XmlElement): string {
    const properties = findChild(run, 'w:rPr');
    const startTag = this.#text.slice(run.from, run.contentFrom);
    if (properties === null) return startTag;
    const change = findChild(properties, 'w:rPrChange');
    const slice = (from: number, to: number) => this.#text.slice(from, to);
    if (change === null) return startTag + slice(properties.from, properties.to);
    const renamed = withNewId(slice(change.from, change.contentFrom), String(this.#nextId()));
    return startTag + slice(properties.from, change.from) + renamed + slice(change.contentFrom, properties.to);
  }

  /** At the edge of a tracked change a mark stands outside it. */
  #outwards(offset: number, paragraph: XmlElement): MarkPlace {
    let at = offset;
    for (const wrapper of elementsAround(paragraph, offset).reverse()) {
      if (!isTrackedWrapper(wrapper.name)) break;
      if (at === wrapper.contentFrom) at = wrapper.from;
      else if (at === this.#text.lastIndexOf('</', wrapper.to - 1)) at = wrapper.to;
      else break;
    }
    return { at, cut: null, referenceAt: this.#outsideTracked(at, paragraph) };
  }

  #outsideTracked(offset: number, paragraph: XmlElement): number {
    const wrapper = elementsAround(paragraph, offset).find(({ name }) => isTrackedWrapper(name));
    return wrapper?.to ?? offset;
  }
}

function bare(at: number): MarkPlace {
  return { at, cut: null, referenceAt: at };
}

function namer(names: PartNames) {
  return { get: (canonical: string) => names.get(canonical) };
}

function paragraphAround({ elements }: FlatParagraph, { from, to }: XmlElement): XmlElement {
  return elements.find((element) => element.from <= from && to <= element.to) as XmlElement;
}

function hasContent(run: XmlElement, isWanted: (child: XmlElement) => boolean): boolean {
  for (let child = run.first; child !== null; child = child.next) {
    if (child.name !== 'w:rPr' && isWanted(child)) return true;
  }
  return false;
}

/** Where that many characters of some text end as they are written; `null` for text with markup of its own in it. */
function skipCharacters(text: string, from: number, to: number, count: number): number | null {
  let at = from;
  for (let left = count; left > 0; ) {
    const character = text[at];
    if (at >= to || character === '<' || character === undefined) return null;
    if (character === '&') {
      const end = text.indexOf(';', at);
      const code = /^&#(?:x([0-9a-f]+)|(\d+));/i.exec(text.slice(at, end + 1));
      const value = code === null ? 0 : code[1] === undefined ? Number(code[2]) : Number.parseInt(code[1], 16);
      left -= value > 0xffff ? 2 : 1;
      at = end + 1;
    } else {
      at += character === '\r' && text[at + 1] === '\n' ? 2 : 1;
      left--;
    }
  }
  return at;
}
