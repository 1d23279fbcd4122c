import { relationshipsPartOf } from '../package.ts';
import type { Block } from './blocks.ts';
import type { OpenDocument } from './session.ts';

/**
 * The blocks of a body by the characters that they were read from.
 *
 * Most of a redline, and most of the revised draft, is the base to the character: there what was read from the base is taken over after
 * one comparison of strings, instead of parsing the same XML again. Nothing is assumed about what changed: a block is
 * known when all of its characters are the same, and what is not known is read.
 */
export class KnownBlocks {
  readonly text: string;
  readonly #elements: KnownElement[] = [];

  constructor(text: string) {
    this.text = text;
  }

  /** What is known, in order. */
  get elements(): readonly KnownElement[] {
    return this.#elements;
  }

  /** Takes up an element of the body, the blocks that were read from it. */
  add(element: KnownElement): void {
    this.#elements.push(element);
  }

  /** A search that goes through another text from its beginning to its end. */
  search(text: string): KnownSearch {
    return new KnownSearch(this.text, this.#elements, text);
  }
}

export interface KnownElement {
  /** Where it stands in the text it was read from. */
  readonly from: number;
  readonly to: number;
  readonly blocks: readonly Block[];
}

/** How many elements are tried ahead and, after a jump too far, behind. */
const usuallyTried = 8;
const mostTried = 256;

class KnownSearch {
  readonly #known: string;
  readonly #elements: readonly KnownElement[];
  readonly #text: string;
  #next = 0;
  /** How many blocks in a row were not found: as many of the known ones may have been passed. */
  #misses = 0;

  constructor(known: string, elements: readonly KnownElement[], text: string) {
    this.#known = known;
    this.#elements = elements;
    this.#text = text;
  }

  /** The element whose characters stand at that place, or `null`; places go forward. */
  find(at: number): KnownElement | null {
    const reach = Math.min(usuallyTried + 2 * this.#misses, mostTried);
    const index =
      this.#findBetween(at, this.#next, this.#next + reach) ?? this.#findBetween(at, this.#next - reach, this.#next);
    if (index === null) {
      this.#misses++;
      return null;
    }
    this.#misses = 0;
    this.#next = index + 1;
    return this.#elements[index] as KnownElement;
  }

  /** The element of that number if its characters stand at that place, or `null`; the search goes on behind number `end`. */
  jump(at: number, index: number, end: number): KnownElement | null {
    const element = this.#elements[index] as KnownElement;
    if (!this.#standsAt(element, at)) return null;
    this.#next = end;
    this.#misses = 0;
    return element;
  }

  #findBetween(at: number, from: number, to: number): number | null {
    const end = Math.min(to, this.#elements.length);
    for (let index = Math.max(0, from); index < end; index++) {
      if (this.#standsAt(this.#elements[index] as KnownElement, at)) return index;
    }
    return null;
  }

  #standsAt({ from, to }: KnownElement, at: number): boolean {
    // Not `startsWith`, which engines do character by character: slices are compared many characters at once.
    return this.#text.slice(at, at + to - from) === this.#known.slice(from, to);
  }
}

/**
 * Whether the same characters in two bodies mean the same: styles, lists and relationships are the same byte for byte, and so is
 * every part that a body shows (pictures, charts), with what that part refers to in turn.
 */
export function readAlike(a: OpenDocument, b: OpenDocument): boolean {
  const namespaces = ({ docx }: OpenDocument) => JSON.stringify([...docx.rootNamespaces(docx.mainPart)]);
  if (a.docx.mainPart !== b.docx.mainPart || namespaces(a) !== namespaces(b)) return false;
  const parts = new Set([a.stylesPart, a.numberingPart, b.stylesPart, b.numberingPart].filter((part) => part !== null));
  collectShown(a, a.docx.mainPart, parts);
  return [...parts].every((part) => isSamePart(a, b, part));
}

/** Relationships of a body whose parts say nothing of what stands in it. */
const notShown: ReadonlySet<string> = new Set([
  'settings',
  'webSettings',
  'theme',
  'fontTable',
  'footnotes',
  'endnotes',
  'header',
  'footer',
  'comments',
  'commentsExtended',
  'commentsIds',
  'commentsExtensible',
  'people',
  'glossaryDocument',
  'customXml',
]);

function collectShown(document: OpenDocument, part: string, parts: Set<string>): void {
  parts.add(relationshipsPartOf(part));
  for (const { type, target, external } of document.docx.relationshipsOf(part).values()) {
    if (external || notShown.has(type) || parts.has(target)) continue;
    parts.add(target);
    collectShown(document, target, parts);
  }
}

function isSamePart(a: OpenDocument, b: OpenDocument, part: string): boolean {
  const inA = a.docx.archive.findEntry(part);
  const inB = b.docx.archive.findEntry(part);
  if (inA === null || inB === null) return inA === inB;
  return inA.crc32 === inB.crc32 && inA.size === inB.size;
}
