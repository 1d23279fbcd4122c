import { transparentWrappers } from '../inline-wrappers.ts';
import type { Splice } from '../splices.ts';
import { findChild, type XmlElement } from '../xml.ts';
import { propertiesIn } from './blocks.ts';
import type { ContentCopier } from './content-copier.ts';
import { type FlatParagraph, type Item, isRemovedIn, isTrackedWrapper, type Link } from './flat-paragraph.ts';
import type { Group, GroupEdits, Insertion } from './group-edits.ts';
import { insertedWords, linked, paragraphEndingAt, stretchesOf } from './inserted-words.ts';
import { ItemFates } from './item-fates.ts';
import { changedMark, changeFrom, insertedMark, removedMark } from './mark-properties.ts';
import { endTagOf, RunChunk, withNewId } from './run-chunk.ts';
import { deletedField, type Tracking, tracked } from './tracked-xml.ts';

/**
 * Writes the paragraphs of A anew, with the changes tracked in them.
 *
 * It walks the same tree as the flattening did, meets the same leaves in the same order, and copies everything
 * as it is written but the runs in which something changes. Those are cut where a change begins or ends. What is put in
 * stands after the words before it; it goes into a hyperlink only when it belongs to that link, and never into another author's insertion,
 * which is closed before it and opened again after it. A mark put in ends the paragraph that is open and begins the next.
 */
export interface GroupTask {
  readonly a: Group;
  readonly b: Group;
  readonly edits: GroupEdits;
  readonly copier: ContentCopier;
  /** How words that go, and words that come, are tracked. */
  readonly removing: Tracking;
  readonly adding: Tracking;
  /** Paragraphs of B that moved here: where their words stand in its text, and what stands around them. */
  readonly arrivals?: readonly MovedWords[];
  /** How words that stay are tracked, where the whole paragraph goes elsewhere. */
  readonly keeping?: Tracking;
  /** The mark of the last paragraph: it stays with B's properties, is deleted, moves away, or stays as it is. */
  readonly lastMark: 'keep' | 'remove' | 'moveAway' | 'leave';
  /** Objects of A that stay and in which something changes (text boxes), with what they become. */
  readonly rewritten?: ReadonlyMap<XmlElement, string>;
}

/** Words of B that arrive by a move; `start` and `end` are the XML of the move's range around them. */
export interface MovedWords {
  readonly from: number;
  readonly to: number;
  readonly start: string;
  readonly end: string;
}

/** The splices that put the new XML of each `w:p` of the group in its place. */
export function writeGroup(task: GroupTask): Splice[] {
  return new GroupWriter(task).write();
}

/** A split inside a content control would double it: the caller replaces the whole instead. */
export class CannotSplit extends Error {
  override readonly name = 'CannotSplit';
}

interface Wrapper {
  readonly element: XmlElement;
  readonly startTag: string;
  readonly endTag: string;
  readonly link: Link | null;
}

class GroupWriter {
  readonly #task: GroupTask;
  readonly #text: string;
  readonly #fates: ItemFates;
  readonly #written: Splice[] = [];
  readonly #open: Wrapper[] = [];
  /** The paragraphs of the present element that are complete, and the content of the one that is not. */
  #done = '';
  #content = '';
  #element: XmlElement | null = null;
  #items: readonly Item[] = [];
  #item = 0;
  /** Where the present paragraph begins in the group's text, and how far it is written. */
  #start = 0;
  #at = 0;
  #insertion = 0;
  /** Whether words of the present element stay in the paragraph that is open. */
  #keepsWords = false;

  constructor(task: GroupTask) {
    this.#task = task;
    this.#text = task.a.side.text;
    this.#fates = new ItemFates(task.a, task.edits);
  }

  write(): Splice[] {
    const { paragraphs, starts } = this.#task.a;
    paragraphs.forEach((paragraph, index) => {
      this.#items = paragraph.items;
      this.#item = 0;
      this.#start = starts[index] as number;
      this.#at = this.#start;
      paragraph.elements.forEach((element, at) => {
        const isLast = at === paragraph.elements.length - 1;
        this.#writeParagraph(element, isLast ? paragraph : null, index);
      });
    });
    return this.#written;
  }

  /** `ends`: the flat paragraph whose mark this element's is, or `null` where that mark is pending removal already. */
  #writeParagraph(element: XmlElement, ends: FlatParagraph | null, index: number): void {
    this.#done = '';
    this.#content = '';
    this.#keepsWords = false;
    this.#element = element;
    this.#writeInside(element);
    let properties = this.#writtenProperties(element);
    if (ends !== null) {
      this.#flush(this.#start + ends.text.length, null);
      properties = this.#markOf(element, index);
    }
    const startTag = this.#text.slice(element.from, element.contentFrom).replace(/\s*\/>$/, '>');
    const text = `${this.#done}${startTag}${properties}${this.#content}${endTagOf(startTag)}`;
    this.#written.push({ from: element.from, to: element.to, text });
  }

  #writtenProperties(element: XmlElement): string {
    const properties = findChild(element, 'w:pPr');
    return properties === null ? '' : this.#text.slice(properties.from, properties.to);
  }

  #markOf(element: XmlElement, index: number): string {
    const { a, b, edits, copier, removing, lastMark } = this.#task;
    const ofA = findChild(element, 'w:pPr');
    const isLast = index === a.paragraphs.length - 1;
    if (isLast && lastMark === 'leave') return this.#writtenProperties(element);
    const place = isLast ? -1 : (a.starts[index + 1] as number) - 1;
    const inB = isLast ? b.text.length : (edits.marks.get(place) as number);
    if (isLast && lastMark === 'moveAway') return removedMark(ofA, this.#text, 'w:moveFrom', copier);
    if (isLast ? lastMark === 'remove' : inB < 0) {
      const joins = isLast || !this.#keepsWords ? null : this.#joined(ofA, index);
      return removedMark(ofA, this.#text, removing, copier, joins);
    }
    const after = paragraphEndingAt(b, inB);
    const ofB = propertiesIn(after.elements.at(-1) as XmlElement, 'accepted');
    const isSame = a.side.paragraphKey(ofA) === b.side.paragraphKey(ofB);
    return isSame ? this.#writtenProperties(element) : changedMark(ofA, this.#text, ofB, copier);
  }

  /** The properties of B that the words of a paragraph get when it is joined to those behind it, where they are others. */
  #joined(ofA: XmlElement | null, index: number): { ofB: XmlElement | null } | null {
    const { a, b, edits } = this.#task;
    let next = index + 1;
    while (next < a.paragraphs.length - 1 && (edits.marks.get((a.starts[next + 1] as number) - 1) as number) < 0)
      next++;
    const isLast = next === a.paragraphs.length - 1;
    const inB = isLast ? b.text.length : (edits.marks.get((a.starts[next + 1] as number) - 1) as number);
    const ofB = propertiesIn(paragraphEndingAt(b, inB).elements.at(-1) as XmlElement, 'accepted');
    return a.side.paragraphKey(ofA) === b.side.paragraphKey(ofB) ? null : { ofB };
  }

  #writeInside(parent: XmlElement): void {
    for (let child = parent.first; child !== null; child = child.next) {
      const { name } = child;
      if (name === 'w:pPr') continue;
      if (name === 'w:r') this.#writeRun(child);
      else if (child === this.#items[this.#item]?.leaf) this.#writeLoneObject(child);
      else if (isTrackedWrapper(name) && isRemovedIn('accepted', name)) this.#copy(child);
      else if (isWrapper(name)) this.#writeWrapper(child);
      else {
        // A bookmark or comment that begins here begins after what is put in here.
        if (name.endsWith('Start')) this.#flush(this.#at, null);
        this.#copy(child);
      }
    }
  }

  #copy(element: XmlElement): void {
    this.#content += this.#text.slice(element.from, element.to);
  }

  #writeWrapper(element: XmlElement): void {
    const link = element.name === 'w:hyperlink' ? this.#task.a.side.linkOf(element) : null;
    this.#flush(this.#at, null, link);
    const inner = element.contentFrom === element.to;
    if (inner) {
      this.#copy(element);
      return;
    }
    const wrapper: Wrapper = {
      element,
      startTag: this.#text.slice(element.from, element.contentFrom),
      endTag: this.#text.slice(this.#text.lastIndexOf('</', element.to - 1), element.to),
      link,
    };
    this.#content += wrapper.startTag;
    this.#open.push(wrapper);
    this.#writeInside(element);
    if (link !== null) this.#flush(this.#at, link);
    this.#open.pop();
    this.#content += wrapper.endTag;
  }

  /** A formula or simple field beside the runs. */
  #writeLoneObject(element: XmlElement): void {
    const item = this.#items[this.#item] as Item;
    this.#flush(this.#start + item.from, null);
    const { removing, keeping, copier } = this.#task;
    if (this.#fates.spanAt(this.#start + item.from).kind === 'delete') {
      const content =
        element.name === 'w:fldSimple'
          ? deletedField(element, this.#text, copier.names)
          : this.#text.slice(element.from, element.to);
      this.#content += tracked(removing, content, copier);
    } else {
      const written = this.#task.rewritten?.get(element) ?? this.#text.slice(element.from, element.to);
      this.#content += keeping === undefined ? written : tracked(keeping, written, copier);
    }
    this.#item++;
    this.#at = this.#start + item.to;
  }

  #writeRun(run: XmlElement): void {
    const first = this.#item;
    let to = first;
    while (this.#items[to]?.run === run) to++;
    if (first === to) {
      this.#copy(run);
      return;
    }
    this.#flush(this.#start + (this.#items[first] as Item).from, null);
    if (this.#isUntouched(first, to)) {
      this.#copy(run);
      this.#keepsWords = true;
      this.#item = to;
      this.#at = this.#start + (this.#items[to - 1] as Item).to;
      return;
    }
    this.#cutRun(run);
  }

  #isUntouched(first: number, to: number): boolean {
    if (this.#task.keeping !== undefined) return false;
    const from = this.#start + (this.#items[first] as Item).from;
    const end = this.#start + (this.#items[to - 1] as Item).to;
    for (let index = first; index < to; index++) {
      const item = this.#items[index] as Item;
      if (this.#fates.of(item, this.#start).kind !== 'keep' || this.#task.rewritten?.has(item.leaf)) return false;
    }
    const span = this.#fates.spanAt(from);
    if (from < end && (span.kind !== 'keep' || span.to < end)) return false;
    const next = this.#task.edits.insertions[this.#insertion];
    return next === undefined || next.at <= from || next.at >= end;
  }

  #cutRun(run: XmlElement): void {
    const chunk = new RunChunk(run, this.#text, this.#task);
    for (let child = run.first; child !== null; child = child.next) {
      if (child.name === 'w:rPr') continue;
      const item = this.#items[this.#item];
      if (item === undefined || item.leaf !== child) {
        chunk.addWidthless(this.#text.slice(child.from, child.to));
        continue;
      }
      this.#item++;
      if (child.name === 'w:t' && item.head === null) this.#cutText(item, chunk);
      else {
        const place = this.#start + item.from;
        if (item.from < item.to) this.#flushBetween(place, chunk);
        const written = this.#task.rewritten?.get(child) ?? this.#text.slice(child.from, child.to);
        chunk.add(this.#fates.of(item, this.#start), child.name, written);
        this.#at = this.#start + item.to;
      }
    }
    this.#content += chunk.close();
  }

  #cutText(item: Item, chunk: RunChunk): void {
    const { text } = item.leaf;
    const from = this.#start + item.from;
    const end = this.#start + item.to;
    let at = from;
    if (at === end) chunk.addWidthless('');
    while (at < end) {
      this.#flushBetween(at, chunk);
      const span = this.#fates.spanAt(at);
      const next = this.#task.edits.insertions[this.#insertion];
      const to = Math.min(end, span.to, next !== undefined && next.at > at ? next.at : end);
      chunk.addText(span, text.slice(at - from, to - from));
      if (span.kind !== 'delete') this.#keepsWords = true;
      at = to;
      this.#at = at;
    }
  }

  /** Puts in what is due inside a run. */
  #flushBetween(place: number, chunk: RunChunk): void {
    const next = this.#task.edits.insertions[this.#insertion];
    if (next === undefined || next.at > place) return;
    this.#content += chunk.close();
    this.#flush(place, null);
  }

  /**
   * Writes the insertions due up to a place. With `inside` only those that belong to that link, whose element is about to close; with
   * `entering` all but those, because its element is about to open.
   */
  #flush(place: number, inside: Link | null, entering: Link | null = null): void {
    // Nothing may come between the parts of a field.
    if (this.#items[this.#item]?.head) return;
    const { insertions } = this.#task.edits;
    for (
      let next = insertions[this.#insertion];
      next !== undefined && next.at <= place;
      next = insertions[this.#insertion]
    ) {
      const link = this.#firstLinkOf(next);
      if (inside !== null && link !== inside.key) return;
      if (entering !== null && link === entering.key) return;
      this.#insertion++;
      this.#insert(next);
    }
  }

  #firstLinkOf({ bFrom }: Insertion): string | null {
    const { b } = this.#task;
    for (const { item } of stretchesOf(b, bFrom, bFrom + 1)) return item.link?.key ?? null;
    return null;
  }

  #insert({ bFrom, bTo }: Insertion): void {
    const { b } = this.#task;
    let at = bFrom;
    for (let feed = b.text.indexOf('\n', at); feed >= 0 && feed < bTo; feed = b.text.indexOf('\n', at)) {
      this.#insertWords(at, feed);
      this.#insertMark(feed);
      at = feed + 1;
    }
    this.#insertWords(at, bTo);
  }

  #insertWords(from: number, to: number): void {
    const { b, adding, copier } = this.#task;
    if (from === to) return;
    const moved = this.#task.arrivals?.find((each) => each.from === from && each.to === to);
    if (moved !== undefined) this.#content += moved.start;
    for (const { link, xml } of insertedWords(
      stretchesOf(b, from, to),
      moved === undefined ? adding : 'w:moveTo',
      copier,
    )) {
      const inside = link !== null && this.#isInside(link);
      const from = this.#open.findIndex(
        ({ element, link: around }) => isTrackedWrapper(element.name) || (around !== null && !inside),
      );
      const around = from < 0 ? [] : this.#open.slice(from);
      const written = link === null || inside ? xml : linked(link, xml, copier);
      this.#content += closing(around) + written + this.#reopening(around);
    }
    if (moved !== undefined) this.#content += moved.end;
  }

  /** The start tags of wrappers that go on after a cut; a tracked change that is cut in two has two ids. */
  #reopening(wrappers: readonly Wrapper[]): string {
    const { stamp } = this.#task.copier;
    return wrappers
      .map(({ element, startTag }) =>
        isTrackedWrapper(element.name) ? withNewId(startTag, String(stamp.nextId())) : startTag,
      )
      .join('');
  }

  /** Whether what is written now stands in that link already: in its element, or in its field. */
  #isInside({ key }: Link): boolean {
    if (this.#open.some((wrapper) => wrapper.link?.key === key)) return true;
    const before = linkAround(this.#items[this.#item - 1]);
    const after = linkAround(this.#items[this.#item]);
    return before !== null && before.key === key && before.owner === after?.owner && before.owner.name === 'w:fldChar';
  }

  /** Ends the paragraph that is open with a mark that is put in; what follows begins the next. */
  #insertMark(feed: number): void {
    const { b, adding, copier } = this.#task;
    if (this.#open.some(({ element }) => element.name.startsWith('w:sdt'))) throw new CannotSplit();
    const after = paragraphEndingAt(b, feed);
    const properties = propertiesIn(after.elements.at(-1) as XmlElement, 'accepted');
    const name = copier.names.get('w:p');
    // The first part of a paragraph that is cut in two: it was as the whole was, for programs that keep the first part's properties.
    const ofA = this.#done === '' && this.#keepsWords ? this.#element : null;
    const before = ofA === null ? null : findChild(ofA, 'w:pPr');
    const isOther = ofA !== null && this.#task.a.side.paragraphKey(before) !== b.side.paragraphKey(properties);
    const change = isOther ? changeFrom(before, this.#text, copier) : '';
    this.#done += `<${name}>${insertedMark(properties, adding, copier, change)}${this.#content}${closing(this.#open)}</${name}>`;
    this.#content = this.#reopening(this.#open);
    this.#keepsWords = false;
  }
}

function linkAround(item: Item | undefined): Link | null {
  return item === undefined ? null : (item.chromeOf ?? item.link);
}

function closing(wrappers: readonly Wrapper[]): string {
  return wrappers
    .map(({ endTag }) => endTag)
    .reverse()
    .join('');
}

/** What is looked through on the way to the runs; tracked words that are removed are not. */
function isWrapper(name: string): boolean {
  return name === 'w:hyperlink' || transparentWrappers.has(name) || isTrackedWrapper(name);
}
