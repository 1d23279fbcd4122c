import { transparentWrappers } from '../inline-wrappers.ts';
import { childValue } from '../properties.ts';
import { isAnchor } from '../revisions/elements.ts';
import { applyMarks, type MarkSet, readMarks } from '../run-marks.ts';
import { findChild, type XmlElement } from '../xml.ts';
import { type FlatRuns, type Leaf, paragraphEnd } from './flat-runs.ts';
import { writePut, writeText } from './new-words.ts';
import type { PartWriting, WrittenParagraph } from './part-writing.ts';
import { writeRunProperties } from './run-format.ts';
import { WordChanges } from './word-changes.ts';
import type { Put, WordStep } from './word-steps.ts';

/** Paragraphs that stand one after the other, and the steps to the words that are to stand in their place. */
export interface RewrittenParagraphs {
  readonly elements: readonly XmlElement[];
  readonly flat: FlatRuns;
  readonly steps: readonly WordStep[];
  /** Of each paragraph that is written. */
  readonly paragraphs: readonly WrittenParagraph[];
  /** The elements read as one paragraph (a drop cap and what follows): their ends stay where they are. */
  readonly runOn: boolean;
}

/** The XML that stands in place of the elements: what the steps do not touch is copied as it is written. */
export function rewriteParagraphs(group: RewrittenParagraphs, part: PartWriting): string {
  return new Rewriter(group, part).write();
}

interface Link {
  readonly href: string | null;
  readonly start: string;
  readonly end: string;
}

interface Piece {
  readonly xml: string;
  readonly link: Link | null;
  readonly isWords: boolean;
}

class Rewriter {
  readonly #group: RewrittenParagraphs;
  readonly #part: PartWriting;
  readonly #changes: WordChanges;
  readonly #links = new Map<string, Link>();
  readonly #words: readonly Leaf[];
  #pieces: Piece[] = [];
  #paragraph = 0;
  #xml = '';

  constructor(group: RewrittenParagraphs, part: PartWriting) {
    this.#group = group;
    this.#part = part;
    this.#words = group.flat.leaves.filter((leaf) => leaf.to > leaf.from);
    this.#changes = new WordChanges(group.flat, this.#words, group.steps);
  }

  write(): string {
    const { elements, runOn } = this.#group;
    const [first] = elements as [XmlElement];
    this.#xml = this.#startTag(first) + (runOn ? this.#ownProperties(first) : this.#written.properties);
    this.#putAfter(null, null, null);
    for (const [index, element] of elements.entries()) {
      this.#walk(element, null);
      const next = elements[index + 1];
      if (next === undefined) break;
      const end = this.#group.flat.leafOf.get(element);
      const isKept = end !== undefined && this.#changes.segments.get(end)?.every(({ type }) => type === 'keep');
      if (runOn || isKept) {
        this.#flush();
        this.#xml += this.#endTag() + this.#part.raw(element.to, next.from) + this.#startTag(next);
        this.#paragraph += runOn ? 0 : 1;
        this.#xml += runOn ? this.#ownProperties(next) : this.#written.properties;
      }
      this.#putAfter(element, null, null);
    }
    this.#flush();
    return this.#xml + this.#endTag();
  }

  get #written(): WrittenParagraph {
    const written = this.#group.paragraphs[this.#paragraph];
    if (written === undefined) throw new Error('more paragraphs were written than there are');
    return written;
  }

  #startTag(element: XmlElement): string {
    const tag = this.#part.text.slice(element.from, element.contentFrom);
    return tag.endsWith('/>') ? `${tag.slice(0, -2)}>` : tag;
  }

  #endTag(): string {
    return `</${this.#part.names.get('w:p')}>`;
  }

  #ownProperties(element: XmlElement): string {
    const properties = findChild(element, 'w:pPr');
    return properties === null ? '' : this.#part.raw(properties.from, properties.to);
  }

  // ---- Writing ------------------------------------------------------------------------------------

  #walk(parent: XmlElement, link: Link | null): void {
    for (let child = parent.first; child !== null; child = child.next) {
      if (child.name === 'w:pPr') continue;
      this.#writeInline(child, link);
      if (child.name !== 'w:r') this.#putAfter(child, link, null);
    }
  }

  #writeInline(child: XmlElement, link: Link | null): void {
    if (child.name === 'w:hyperlink') this.#walk(child, this.#linkOf(child));
    else if (child.name === 'w:r' && (this.#changes.isTouched(child) || this.#changesStyle))
      this.#writeRun(child, link);
    else if (!this.#changes.isTouched(child))
      this.#push(this.#part.raw(child.from, child.to), link, child.name === 'w:r');
    else if (child.name === 'w:fldSimple') this.#writeSimpleField(child, link);
    else if (isWrapper(child.name)) this.#writeWrapper(child, link);
    else if (!this.#isDropped(child)) this.#push(this.#part.raw(child.from, child.to), link, true);
  }

  /** Whether the paragraph that is written has another style than the one that was read, which gives other marks. */
  get #changesStyle(): boolean {
    return this.#group.paragraphs.length > 1 || this.#group.elements.length > 1;
  }

  #isDropped(element: XmlElement): boolean {
    const leaf = this.#group.flat.leafOf.get(element);
    return leaf !== undefined && (this.#changes.segments.get(leaf)?.every(({ type }) => type === 'drop') ?? false);
  }

  #writeSimpleField(element: XmlElement, link: Link | null): void {
    const field = this.#group.flat.fieldOf.get(element);
    if (field !== undefined && this.#changes.dissolved.has(field)) this.#walk(element, link);
    else this.#writeWrapper(element, link);
  }

  /** A wrapper whose words are all gone goes too. */
  #writeWrapper(element: XmlElement, link: Link | null): void {
    const outer = this.#pieces;
    this.#pieces = [];
    this.#walk(element, link);
    const pieces = this.#pieces;
    this.#pieces = outer;
    const tag = this.#part.text.slice(element.from, element.contentFrom);
    const isEmptied = !pieces.some((piece) => piece.isWords) && this.#holdsWords(element);
    if (isEmptied) {
      for (const mark of listRangeMarks(element)) this.#push(this.#part.raw(mark.from, mark.to), link, false);
      return;
    }
    const hasWords = pieces.some((piece) => piece.isWords);
    this.#push(tag + joinPieces(pieces, link) + closing(tag), link, hasWords);
  }

  #holdsWords(element: XmlElement): boolean {
    return this.#words.some(({ element: inner }) => inner.from >= element.from && inner.to <= element.to);
  }

  #writeRun(run: XmlElement, link: Link | null): void {
    const { flat } = this.#group;
    const tag = this.#part.text.slice(run.from, run.contentFrom);
    let buffer = '';
    let hasWords = false;
    let look: { marks: MarkSet | null; link: Link | null } = { marks: null, link };
    const flush = () => {
      if (buffer !== '') {
        this.#push(tag + this.#runProperties(run, look.marks) + buffer + closing(tag), look.link, hasWords);
      }
      buffer = '';
      hasWords = false;
    };
    const add = (xml: string, marks: MarkSet | null, to: Link | null) => {
      const differs = to !== look.link || (marks !== null && look.marks !== null && marks !== look.marks);
      if (differs) flush();
      look = { marks: differs ? marks : (marks ?? look.marks), link: to };
      buffer += xml;
      hasWords ||= marks !== null;
    };
    for (let child = run.first; child !== null; child = child.next) {
      if (child.name === 'w:rPr') continue;
      const leaf = flat.leafOf.get(child);
      const field = flat.fieldOf.get(child);
      if (field !== undefined && this.#changes.dissolved.has(field)) {
        // Its characters go, its result stays.
      } else if (leaf === undefined || leaf.from === leaf.to)
        add(this.#part.raw(child.from, child.to), null, look.link);
      else {
        for (const segment of this.#changes.segments.get(leaf) ?? []) {
          if (segment.type === 'drop') continue;
          if (segment.type === 'put') {
            flush();
            this.#put(segment, link, leaf);
            look = { marks: null, link };
            continue;
          }
          const isWhole = segment.from === leaf.from && segment.to === leaf.to;
          const xml = isWhole
            ? this.#part.raw(child.from, child.to)
            : leaf.kind === 'text'
              ? writeText(child.text.slice(segment.from - leaf.from, segment.to - leaf.from), this.#part.names)
              : '';
          add(xml, segment.marks, this.#linkFor(segment.href, this.#changes.naturalHref(leaf), link));
        }
      }
      if (this.#changes.puts.has(child)) {
        flush();
        this.#putAfter(child, link, leaf ?? null);
        look = { marks: null, link };
      }
    }
    flush();
  }

  /** `marks`: what the run is to show, `null` where it holds no words. */
  #runProperties(run: XmlElement, marks: MarkSet | null): string {
    const properties = findChild(run, 'w:rPr');
    if (marks === null) return properties === null ? '' : this.#part.raw(properties.from, properties.to);
    const { styles, text, names } = this.#part;
    const styleId = properties === null ? null : childValue(properties, 'w:rStyle');
    const inherited = styles.marks(this.#written.style, styleId);
    const own = applyMarks(inherited, readMarks(properties));
    // The mark of a note is raised by what it is, whatever its run says.
    const citation = this.#words.find((leaf) => leaf.run === run && leaf.kind === 'citation');
    const now = citation === undefined ? own : marks;
    return writeRunProperties({ properties, text, now, inherited, wanted: marks }, names);
  }

  #putAfter(anchor: XmlElement | null, link: Link | null, leaf: Leaf | null): void {
    for (const put of this.#changes.puts.get(anchor) ?? []) this.#put(put, link, leaf);
  }

  #put(put: Put, link: Link | null, leaf: Leaf | null): void {
    const around = leaf === null ? (link?.href ?? null) : this.#changes.naturalHref(leaf);
    const to = this.#linkFor(put.href, around, link);
    const pieces = put.text.split(paragraphEnd);
    for (const [index, text] of pieces.entries()) {
      if (index > 0) {
        this.#flush();
        this.#paragraph++;
        this.#xml += `${this.#endTag()}<${this.#part.names.get('w:p')}>${this.#written.properties}`;
      }
      if (text === '') continue;
      const donor = this.#donorFor(put);
      this.#push(
        writePut({ text, marks: put.marks }, donor, put.href !== null, this.#written.style, this.#part),
        to,
        true,
      );
    }
  }

  /** The words whose properties new ones take: those that they replace, else those before, else those behind. */
  #donorFor(put: Put): Leaf | null {
    const texts = this.#words;
    const at = (place: number) => texts.find((leaf) => leaf.kind === 'text' && leaf.from <= place && leaf.to > place);
    const near = [put.replacesFrom < put.at ? at(put.replacesFrom) : undefined, at(put.at - 1), at(put.at)];
    const candidates = near.filter((leaf) => leaf !== undefined);
    const sameLink = candidates.filter((leaf) => leaf.href === put.href);
    const chosen = sameLink.length > 0 ? sameLink : candidates;
    return (
      chosen.find((leaf) => leaf.marks === put.marks) ?? chosen[0] ?? texts.find((leaf) => leaf.kind === 'text') ?? null
    );
  }

  #linkOf(element: XmlElement): Link {
    const start = this.#part.text.slice(element.from, element.contentFrom);
    const inside = this.#words.find((leaf) => leaf.element.from >= element.from && leaf.element.to <= element.to);
    return { href: inside?.plainHref ?? null, start, end: closing(start) };
  }

  #linkFor(href: string | null, natural: string | null, link: Link | null): Link | null {
    if (href === natural) return link;
    if (href === null) return null;
    let made = this.#links.get(href);
    if (made === undefined) {
      const name = this.#part.names.get('w:hyperlink');
      made = { href, start: `<${name} ${this.#part.hyperlinkTo(href)}>`, end: `</${name}>` };
      this.#links.set(href, made);
    }
    return made;
  }

  #push(xml: string, link: Link | null, isWords: boolean): void {
    if (xml !== '') this.#pieces.push({ xml, link, isWords });
  }

  #flush(): void {
    this.#xml += joinPieces(this.#pieces, null);
    this.#pieces = [];
  }
}

/** Pieces of the same link stand in one hyperlink; one that has lost its words is gone. */
function joinPieces(pieces: readonly Piece[], base: Link | null): string {
  let xml = '';
  for (let from = 0; from < pieces.length; ) {
    const { link } = pieces[from] as Piece;
    let to = from;
    while (to < pieces.length && (pieces[to] as Piece).link === link) to++;
    const group = pieces.slice(from, to);
    const inner = group.map((piece) => piece.xml).join('');
    const isBare = link === null || link === base || !group.some((piece) => piece.isWords);
    xml += isBare ? inner : link.start + inner + link.end;
    from = to;
  }
  return xml;
}

/** What holds words of the draft: what others have pending in it is taken as accepted. */
function isWrapper(name: string): boolean {
  return transparentWrappers.has(name) || name === 'w:ins' || name === 'w:moveTo';
}

function closing(startTag: string): string {
  const name = /^<([^\s/>]+)/.exec(startTag)?.[1] ?? '';
  return `</${name}>`;
}

function listRangeMarks(element: XmlElement, found: XmlElement[] = []): XmlElement[] {
  for (let child = element.first; child !== null; child = child.next) {
    if (isAnchor(child.name)) found.push(child);
    else listRangeMarks(child, found);
  }
  return found;
}
