import { childValue } from '../properties.ts';
import { applyMarks, type MarkSet, readMarks } from '../run-marks.ts';
import type { ParagraphStyle, StyleSheet } from '../styles.ts';
import { findChild, type XmlElement } from '../xml.ts';
import { escapeText, type PartNames } from '../xml-writer.ts';
import { type Field, type FlatRuns, type Leaf, paragraphEnd } from './flat-runs.ts';
import { writeRunProperties } from './run-format.ts';
import type { Put, WordStep } from './word-steps.ts';

/** What writing in one part needs. */
export interface PartWriting {
  readonly text: string;
  readonly names: PartNames;
  readonly styles: StyleSheet;
  /** A stretch of the part's text, with what was written inside it (text boxes) in place. */
  raw(from: number, to: number): string;
  /** The attributes of a `w:hyperlink` to that target. */
  hyperlinkTo(href: string): string;
}

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

export interface WrittenParagraph {
  /** `w:pPr`, or empty. */
  readonly properties: string;
  readonly style: ParagraphStyle;
}

/** The XML that stands in place of the elements: what the steps do not touch is copied as it is written. */
export function rewriteParagraphs(group: RewrittenParagraphs, part: PartWriting): string {
  return new Rewriter(group, part).write();
}

/** Runs in the words of a draft, for a paragraph that is new; `donor` lends its properties. */
export function writePut(
  put: Pick<Put, 'text' | 'marks'>,
  donor: Leaf | null,
  inLink: boolean,
  style: ParagraphStyle,
  part: PartWriting,
): string {
  const { names, styles, text } = part;
  const properties = donor?.run == null ? null : findChild(donor.run, 'w:rPr');
  // What makes a link look like one does not go with words that are none.
  const leavesStyle = donor !== null && donor.href !== null && !inLink;
  const styleId = properties === null || leavesStyle ? null : childValue(properties, 'w:rStyle');
  const inherited = styles.marks(style, styleId);
  const xml = writeRunProperties(
    {
      ...{ properties, text, inherited, wanted: put.marks },
      now: applyMarks(inherited, readMarks(properties)),
      without: leavesStyle ? notOfNewWords.with : notOfNewWords.without,
    },
    names,
  );
  const run = names.get('w:r');
  return `<${run}>${xml}${writeWords(put.text, names)}</${run}>`;
}

const notOfNewWords = {
  without: new Set(['w:rPrChange']),
  with: new Set(['w:rPrChange', 'w:rStyle']),
};

/** Text as `w:t`, with tabs and line breaks as the elements that they are. */
function writeWords(text: string, names: PartNames): string {
  let xml = '';
  for (const piece of text.split(/([\t\n])/)) {
    if (piece === '\t') xml += `<${names.get('w:tab')}/>`;
    else if (piece === '\n') xml += `<${names.get('w:br')}/>`;
    else if (piece !== '') xml += writeText(piece, names);
  }
  return xml;
}

function writeText(text: string, names: PartNames): string {
  const name = names.get('w:t');
  return `<${name}${/^\s|\s$|\s\s/.test(text) ? ' xml:space="preserve"' : ''}>${escapeText(text)}</${name}>`;
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

type Segment = Exclude<WordStep, Put> | Put;

const rangeMarks: ReadonlySet<string> = new Set([
  'w:bookmarkStart',
  'w:bookmarkEnd',
  'w:commentRangeStart',
  'w:commentRangeEnd',
  'w:permStart',
  'w:permEnd',
]);

const wrappers: ReadonlySet<string> = new Set([
  'w:sdt',
  'w:sdtContent',
  'w:smartTag',
  'w:customXml',
  'w:dir',
  'w:bdo',
  'w:ins',
  'w:moveTo',
]);

class Rewriter {
  readonly #group: RewrittenParagraphs;
  readonly #part: PartWriting;
  readonly #segments = new Map<Leaf, Segment[]>();
  /** What is put in behind an element; behind `null` at the very start. */
  readonly #puts = new Map<XmlElement | null, Put[]>();
  readonly #dissolved = new Set<Field>();
  /** Offsets in the part at which something changes, in order. */
  readonly #touched: number[] = [];
  readonly #links = new Map<string, Link>();
  readonly #words: readonly Leaf[];
  #pieces: Piece[] = [];
  #paragraph = 0;
  #xml = '';

  constructor(group: RewrittenParagraphs, part: PartWriting) {
    this.#group = group;
    this.#part = part;
    this.#words = group.flat.leaves.filter((leaf) => leaf.to > leaf.from);
    this.#dissolveFields();
    this.#distribute();
    this.#touched.sort((a, b) => a - b);
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
      const isKept = end !== undefined && this.#segments.get(end)?.every(({ type }) => type === 'keep');
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

  // ---- What changes -----------------------------------------------------------------------------

  /** A field whose result is changed becomes the words that are left: brought up to date, it would take the change back. */
  #dissolveFields(): void {
    const { flat, steps } = this.#group;
    for (const field of flat.fields) {
      if (field.from === field.to) continue;
      const isChanged = steps.some((step) => {
        if (step.type === 'put') return step.at > field.from && step.at < field.to && !isOfLink(step.href, field);
        if (step.from >= field.to || step.to <= field.from) return false;
        if (step.type === 'keep') return field.href !== null && step.href !== field.href;
        return field.href === null || (step.from <= field.from && step.to >= field.to);
      });
      if (isChanged) this.#dissolved.add(field);
    }
    for (const [element, field] of flat.fieldOf) if (this.#dissolved.has(field)) this.#touched.push(element.from);
  }

  /** Tells each leaf its steps. */
  #distribute(): void {
    const leaves = this.#words;
    let index = 0;
    for (const step of this.#group.steps) {
      if (step.type === 'put') {
        this.#place(step, leaves, index);
        continue;
      }
      for (let at = step.from; at < step.to; ) {
        while ((leaves[index] as Leaf).to <= at) index++;
        const leaf = leaves[index] as Leaf;
        const to = Math.min(step.to, leaf.to);
        this.#addSegment(leaf, { ...step, from: at, to });
        at = to;
      }
    }
  }

  #addSegment(leaf: Leaf, segment: Segment): void {
    const known = this.#segments.get(leaf);
    if (known === undefined) this.#segments.set(leaf, [segment]);
    else known.push(segment);
    if (leaf.kind === 'end') return;
    const changes = segment.type !== 'keep' || segment.marks !== leaf.marks || segment.href !== this.#naturalHref(leaf);
    if (changes) this.#touched.push(leaf.element.from);
  }

  #place(put: Put, leaves: readonly Leaf[], hint: number): void {
    let index = hint;
    while (index > 0 && (leaves[index] as Leaf).from >= put.at) index--;
    while (index < leaves.length - 1 && (leaves[index] as Leaf).to < put.at) index++;
    const leaf = leaves[index];
    if (put.at === 0 || leaf === undefined) {
      this.#addPut(null, put);
    } else if (put.at < leaf.to && leaf.kind === 'text') {
      this.#addSegment(leaf, put);
    } else {
      const field = leaf.fields.find(
        (each) => each.to === put.at && !this.#dissolved.has(each) && !(each.href !== null && each.href === put.href),
      );
      this.#addPut(field?.end ?? leaf.element, put);
    }
  }

  #addPut(anchor: XmlElement | null, put: Put): void {
    const known = this.#puts.get(anchor);
    if (known === undefined) this.#puts.set(anchor, [put]);
    else known.push(put);
    if (anchor !== null) this.#touched.push(anchor.from);
  }

  #naturalHref(leaf: Leaf): string | null {
    const isLoose = leaf.fields.some((field) => field.href === leaf.href && this.#dissolved.has(field));
    return isLoose ? leaf.plainHref : leaf.href;
  }

  #isTouched(element: XmlElement): boolean {
    let low = 0;
    let high = this.#touched.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#touched[middle] as number) < element.from) low = middle + 1;
      else high = middle;
    }
    return low < this.#touched.length && (this.#touched[low] as number) < element.to;
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
    else if (child.name === 'w:r' && (this.#isTouched(child) || this.#changesStyle)) this.#writeRun(child, link);
    else if (!this.#isTouched(child)) this.#push(this.#part.raw(child.from, child.to), link, child.name === 'w:r');
    else if (child.name === 'w:fldSimple') this.#writeSimpleField(child, link);
    else if (wrappers.has(child.name)) this.#writeWrapper(child, link);
    else if (!this.#isDropped(child)) this.#push(this.#part.raw(child.from, child.to), link, true);
  }

  /** Whether the paragraph that is written has another style than the one that was read, which gives other marks. */
  get #changesStyle(): boolean {
    return this.#group.paragraphs.length > 1 || this.#group.elements.length > 1;
  }

  #isDropped(element: XmlElement): boolean {
    const leaf = this.#group.flat.leafOf.get(element);
    return leaf !== undefined && (this.#segments.get(leaf)?.every(({ type }) => type === 'drop') ?? false);
  }

  #writeSimpleField(element: XmlElement, link: Link | null): void {
    const field = this.#group.flat.fieldOf.get(element);
    if (field !== undefined && this.#dissolved.has(field)) this.#walk(element, link);
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
      if (field !== undefined && this.#dissolved.has(field)) {
        // Its characters go, its result stays.
      } else if (leaf === undefined || leaf.from === leaf.to)
        add(this.#part.raw(child.from, child.to), null, look.link);
      else {
        for (const segment of this.#segments.get(leaf) ?? []) {
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
          add(xml, segment.marks, this.#linkFor(segment.href, this.#naturalHref(leaf), link));
        }
      }
      if (this.#puts.has(child)) {
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
    for (const put of this.#puts.get(anchor) ?? []) this.#put(put, link, leaf);
  }

  #put(put: Put, link: Link | null, leaf: Leaf | null): void {
    const around = leaf === null ? (link?.href ?? null) : this.#naturalHref(leaf);
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

function isOfLink(href: string | null, field: Field): boolean {
  return field.href !== null && field.href === href;
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

function closing(startTag: string): string {
  const name = /^<([^\s/>]+)/.exec(startTag)?.[1] ?? '';
  return `</${name}>`;
}

function listRangeMarks(element: XmlElement, found: XmlElement[] = []): XmlElement[] {
  for (let child = element.first; child !== null; child = child.next) {
    if (rangeMarks.has(child.name)) found.push(child);
    else listRangeMarks(child, found);
  }
  return found;
}
