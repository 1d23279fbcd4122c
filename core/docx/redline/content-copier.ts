import type { NoteKind } from '../notes.ts';
import type { XmlElement } from '../xml.ts';
import { escapeAttribute, escapeText, type PartNames, splitName } from '../xml-writer.ts';
import { isRemovedIn, isTrackedWrapper } from './flat-paragraph.ts';
import { strictWords, styleReferences } from './same-names.ts';
import type { ListOfItsOwn } from './side.ts';
import type { Stamp } from './stamp.ts';

/**
 * Writes content of B as XML of one part of A's package: in that part's prefixes, with the styles, lists, notes and pictures that it names
 * brought along (session.ts), and with B's own pending changes taken as accepted.
 *
 * Left behind: ids of paragraphs and revision saves, which must be unique; bookmarks and comments, which belong to the document
 * they came from.
 */
export interface Brought {
  /** What something of B is called in A's package once the redline is written; it is brought along when A does not have it. */
  styleFor(id: string): string;
  listFor(numId: string): string;
  ownListOf(properties: XmlElement | null): ListOfItsOwn | null;
  /** Whether section breaks of B are put in with their paragraphs. */
  readonly carriesSections: boolean;
  noteFor(kind: NoteKind, id: string): string;
  relationshipFor(partOfA: string, partOfB: string, id: string): string;
  externalRelationship(partOfA: string, type: string, target: string): string;
  /** Remembers namespaces as B declares them. */
  learnNamespaces(declared: ReadonlyMap<string, string>): void;
  /** The namespace that a prefix of ours stands for. */
  namespaceOf(canonicalPrefix: string): string;
}

export class ContentCopier {
  readonly names: PartNames;
  readonly stamp: Stamp;
  readonly #brought: Brought;
  readonly #partOfA: string;
  readonly #partOfB: string;

  constructor(names: PartNames, stamp: Stamp, brought: Brought, partOfA: string, partOfB: string) {
    this.names = names;
    this.stamp = stamp;
    this.#brought = brought;
    this.#partOfA = partOfA;
    this.#partOfB = partOfB;
  }

  get carriesSections(): boolean {
    return this.#brought.carriesSections;
  }

  /** An element with everything in it. */
  copy(element: XmlElement): string {
    if (leftBehind.has(element.name)) return '';
    if (isTrackedWrapper(element.name)) return isRemovedIn('accepted', element.name) ? '' : this.copyInside(element);
    const start = this.startTag(element);
    const content = this.copyInside(element) + escapeText(element.text);
    const space = start.indexOf(' ');
    return content === '' ? `<${start}/>` : `<${start}>${content}</${space < 0 ? start : start.slice(0, space)}>`;
  }

  copyInside(element: XmlElement): string {
    let content = '';
    for (let child = element.first; child !== null; child = child.next) content += this.copy(child);
    return content;
  }

  /** The children of a properties element that are not left out. */
  copyProperties(properties: XmlElement | null, leavesOut: (name: string) => boolean): string {
    let content = '';
    for (let child = properties?.first ?? null; child !== null; child = child.next) {
      if (!leavesOut(child.name)) content += this.copy(child);
    }
    return content;
  }

  /** The properties of a paragraph of B without its mark's formatting, section and tracking, as they must stand in A. */
  copyParagraphProperties(properties: XmlElement | null): string {
    const own = this.#brought.ownListOf(properties);
    let before = '';
    let after = '';
    for (let child = properties?.first ?? null; child !== null; child = child.next) {
      if (child.name === 'w:rPr' || child.name === 'w:sectPr') continue;
      if (beforeList.has(child.name)) before += this.copy(child);
      else after += this.copy(child);
    }
    return own === null ? before + after : before + this.#listOfItsOwn(own) + after;
  }

  #listOfItsOwn({ numId, level }: ListOfItsOwn): string {
    const { names } = this;
    const property = (name: string, value: string) => `<${names.get(name)} ${names.get('w:val')}="${value}"/>`;
    const levelXml = level === null ? '' : property('w:ilvl', String(level));
    const list = property('w:numId', numId === '0' ? '0' : this.#brought.listFor(numId));
    return `<${names.get('w:numPr')}>${levelXml}${list}</${names.get('w:numPr')}>`;
  }

  /** The attributes of a `w:hyperlink` to a target as `Link.key` names it: an address, a bookmark after `#`, or both. */
  hyperlinkTo(target: string): string {
    const hash = target.indexOf('#');
    const address = hash < 0 ? target : target.slice(0, hash);
    const anchor = hash < 0 ? '' : target.slice(hash + 1);
    const attributes: string[] = [];
    if (address !== '') {
      const id = this.#brought.externalRelationship(this.#partOfA, 'hyperlink', address);
      const own = this.names.find('r:id');
      attributes.push(own === null ? `xmlns:r="${this.#brought.namespaceOf('r')}" r:id="${id}"` : `${own}="${id}"`);
    }
    if (anchor !== '') attributes.push(`${this.names.get('w:anchor')}="${escapeAttribute(anchor)}"`);
    return attributes.join(' ');
  }

  /** Name and attributes, between the angle brackets. */
  startTag(element: XmlElement): string {
    if (element.namespaces !== null) this.#brought.learnNamespaces(element.namespaces);
    const declared = new Map<string, string>();
    let tag = this.#name(element.name, declared);
    const { attributes } = element;
    for (let i = 0; attributes !== null && i < attributes.length; i += 2) {
      const name = attributes[i] as string;
      if (volatile.has(name)) continue;
      const value = this.#value(element, name, attributes[i + 1] as string, declared);
      const known = element.name === 'w:ind' ? this.#vocabulary(name) : name;
      tag += ` ${this.#name(known, declared)}="${escapeAttribute(value)}"`;
    }
    for (const [prefix, uri] of declared) tag += ` xmlns:${prefix}="${escapeAttribute(uri)}"`;
    return tag;
  }

  /** Strict files have other words for the sides of a page (ECMA-376 part 4, 9.1). */
  #vocabulary(word: string): string {
    if (this.names.isStrict) return strictWords.get(word) ?? word;
    for (const [other, strict] of strictWords) if (strict === word) return other;
    return word;
  }

  /** The part's own name; a namespace that its root does not declare is declared here. */
  #name(canonical: string, declared: Map<string, string>): string {
    const own = this.names.find(canonical);
    if (own !== null) return own;
    const { prefix, local } = splitName(canonical);
    const uri = prefix.startsWith('{') ? prefix.slice(1, -1) : this.#brought.namespaceOf(prefix);
    const short = prefix.startsWith('{') ? `x${declared.size}` : prefix;
    declared.set(short, uri);
    return `${short}:${local}`;
  }

  #value(element: XmlElement, name: string, value: string, declared: Map<string, string>): string {
    const { name: elementName } = element;
    if (name.startsWith('r:')) return this.#brought.relationshipFor(this.#partOfA, this.#partOfB, value);
    if (name === 'w:val') {
      if (elementName === 'w:jc') return this.#vocabulary(value);
      if (styleReferences.has(elementName)) return this.#brought.styleFor(value);
      if (elementName === 'w:numId') return this.#brought.listFor(value);
    }
    if (name === 'w:id' && (elementName === 'w:footnoteReference' || elementName === 'w:endnoteReference')) {
      return this.#brought.noteFor(elementName === 'w:footnoteReference' ? 'footnote' : 'endnote', value);
    }
    if (name === 'id' && (elementName === 'wp:docPr' || elementName === 'pic:cNvPr'))
      return String(this.stamp.nextId());
    if (elementName === 'mc:Choice' && name === 'Requires') {
      return value
        .split(' ')
        .map((prefix) => splitName(this.#name(`${prefix}:x`, declared)).prefix)
        .join(' ');
    }
    return value;
  }
}

/** Paragraph properties that the schema has before `w:numPr` (ECMA-376 part 1, 17.3.1.26). */
const beforeList: ReadonlySet<string> = new Set([
  'w:pStyle',
  'w:keepNext',
  'w:keepLines',
  'w:pageBreakBefore',
  'w:framePr',
  'w:widowControl',
]);

const volatile: ReadonlySet<string> = new Set(['w14:paraId', 'w14:textId', 'wp14:anchorId', 'wp14:editId']);

const leftBehind: ReadonlySet<string> = new Set([
  'w:bookmarkStart',
  'w:bookmarkEnd',
  'w:commentRangeStart',
  'w:commentRangeEnd',
  'w:commentReference',
  'w:permStart',
  'w:permEnd',
  'w:proofErr',
  'w:lastRenderedPageBreak',
  'w:rPrChange',
  'w:pPrChange',
  'w:tblPrChange',
  'w:tblGridChange',
  'w:trPrChange',
  'w:tcPrChange',
  'w:tblPrExChange',
  'w:sectPrChange',
  'w:numberingChange',
  'w:moveFromRangeStart',
  'w:moveFromRangeEnd',
  'w:moveToRangeStart',
  'w:moveToRangeEnd',
]);
