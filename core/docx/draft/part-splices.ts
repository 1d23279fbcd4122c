import type { Numbering } from '../numbering.ts';
import type { DocxPackage } from '../package.ts';
import { applySplices, type Splice } from '../splices.ts';
import type { StyleSheet } from '../styles.ts';
import { escapeAttribute, PartNames } from '../xml-writer.ts';
import type { PartWriting } from './part-writing.ts';

/** The file, as far as writing blocks needs it. */
export interface DraftPackage {
  readonly docx: DocxPackage;
  readonly styles: StyleSheet;
  readonly numbering: Numbering;
  /** The id of a relationship of a part to a place outside. */
  relationshipTo(part: string, target: string): string;
  /** The error for what cannot be written. */
  refuse(reason: string): Error;
}

/**
 * The splices that are made on the parts of a file, gathered while its blocks are written. One may lie in another, as the words of a
 * text box in those of the paragraph that it hangs on; the outer one then holds the inner one's work.
 */
export class PartSplices {
  readonly #package: DraftPackage;
  readonly #splices = new Map<string, Splice[]>();
  readonly #writings = new Map<string, PartWriting>();

  constructor(source: DraftPackage) {
    this.#package = source;
  }

  /** By part, with those inside others already in them. */
  listSplices(): ReadonlyMap<string, readonly Splice[]> {
    return new Map(Array.from(this.#splices, ([part, splices]) => [part, withoutNested(splices)]));
  }

  text(part: string): string {
    return this.#package.docx.getText(part);
  }

  add(part: string, from: number, to: number, text: string): void {
    const known = this.#splices.get(part);
    if (known === undefined) this.#splices.set(part, [{ from, to, text }]);
    else known.push({ from, to, text });
  }

  /** A stretch of a part with what was already written in it, as into the text box of a paragraph. */
  raw(part: string, from: number, to: number): string {
    const slice = this.text(part).slice(from, to);
    return slice.includes('txbxContent') ? this.withWork(part, from, to) : slice;
  }

  withWork(part: string, from: number, to: number): string {
    const inside = (this.#splices.get(part) ?? []).filter((splice) => splice.from >= from && splice.to <= to);
    return applySplices(this.text(part), withoutNested(inside), from, to);
  }

  writing(part: string): PartWriting {
    let writing = this.#writings.get(part);
    if (writing === undefined) {
      const { docx, styles } = this.#package;
      const names = new PartNames(docx.rootNamespaces(part));
      writing = {
        ...{ text: this.text(part), names, styles },
        raw: (from, to) => this.raw(part, from, to),
        hyperlinkTo: (href) => this.#hyperlinkTo(part, href, names),
      };
      this.#writings.set(part, writing);
    }
    return writing;
  }

  #hyperlinkTo(part: string, href: string, names: PartNames): string {
    const hash = href.indexOf('#');
    const [address, anchor] = hash < 0 ? [href, ''] : [href.slice(0, hash), href.slice(hash + 1)];
    const attributes: string[] = [];
    if (address !== '') {
      const id = this.#package.relationshipTo(part, address);
      const own = names.find('r:id');
      attributes.push(own === null ? `xmlns:r="${relationshipsNamespace}" r:id="${id}"` : `${own}="${id}"`);
    }
    if (anchor !== '') attributes.push(`${names.get('w:anchor')}="${escapeAttribute(anchor)}"`);
    return attributes.join(' ');
  }
}

const relationshipsNamespace = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** Of splices that lie in one another the outermost, and of two of one stretch the last, which hold the others' work. */
function withoutNested(splices: readonly Splice[]): readonly Splice[] {
  const order = splices.map((_, index) => index);
  const at = (index: number) => splices[index] as Splice;
  order.sort((a, b) => at(a).from - at(b).from || at(b).to - at(a).to || b - a);
  const nested = new Set<Splice>();
  let outer: Splice = { from: -1, to: -1, text: '' };
  for (const index of order) {
    const splice = at(index);
    const isInside = splice.to > splice.from ? splice.to <= outer.to : splice.from > outer.from && splice.to < outer.to;
    if (isInside) nested.add(splice);
    else if (splice.to > splice.from) outer = splice;
  }
  return nested.size === 0 ? splices : splices.filter((splice) => !nested.has(splice));
}
