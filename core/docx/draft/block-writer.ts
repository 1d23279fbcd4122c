import type { Block, Paragraph, TableRow } from '../../model/content.ts';
import { FieldTracker } from '../fields.ts';
import { ListLabels } from '../list-labels.ts';
import type { Numbering } from '../numbering.ts';
import type { DocxPackage } from '../package.ts';
import { applySplices, type Splice } from '../splices.ts';
import { forEachInside, type ReadParagraph, type StoryContext, StoryReader } from '../story.ts';
import type { StyleSheet } from '../styles.ts';
import { findChild, type XmlElement } from '../xml.ts';
import { escapeAttribute, PartNames } from '../xml-writer.ts';
import { type Place, paragraphPlaces } from './find-places.ts';
import { type FlatRuns, flattenRuns, type Leaf } from './flat-runs.ts';
import { pairBlocks } from './pair-blocks.ts';
import { likeParagraph, sameParagraph, sectionOf, withSection } from './paragraph-properties.ts';
import { type DraftPlan, type PlanItem, planDraft } from './plan-draft.ts';
import { type PartWriting, rewriteParagraphs, type WrittenParagraph, writePut } from './rewrite-paragraphs.ts';
import { markSet, stepsBetween } from './word-steps.ts';

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

/** An original block and, where it is needed, its place. */
export interface Original {
  readonly block: Block;
  readonly place: Place | undefined;
}

/**
 * Turns a plan into splices on the parts: paragraphs that are written anew where they stand, new ones behind their neighbour,
 * moved ones cut out and put in elsewhere. A sentence that was cut in two, or two that were made one, is written as one
 * paragraph to the other with its end among the words, so that notes and fields stay with their words.
 */
export class BlockWriter {
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

  /** `keepsOne`: the blocks are all there is of a cell, which must not be left without a paragraph. */
  write(originals: readonly Original[], plan: DraftPlan, keepsOne: boolean): void {
    new SequenceWriter(this, this.#package, originals, plan, keepsOne).write();
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

/** At most so many deleted paragraphs on each side are taken for words that were run on into an edited one. */
const mostJoined = 2;

class SequenceWriter {
  readonly #writer: BlockWriter;
  readonly #package: DraftPackage;
  readonly #originals: readonly Original[];
  readonly #plan: DraftPlan;
  readonly #keepsOne: boolean;
  readonly #deleted: Set<number>;
  /** None is cut, joined, new or gone. */
  readonly #keepsParagraphs: boolean;
  readonly #done = new Set<PlanItem>();

  constructor(
    writer: BlockWriter,
    source: DraftPackage,
    originals: readonly Original[],
    plan: DraftPlan,
    keepsOne: boolean,
  ) {
    this.#writer = writer;
    this.#package = source;
    this.#originals = originals;
    this.#plan = plan;
    this.#keepsOne = keepsOne;
    this.#deleted = new Set(plan.deleted);
    this.#keepsParagraphs = plan.deleted.length === 0 && plan.items.every(({ index }) => index !== null);
  }

  write(): void {
    const { items } = this.#plan;
    // What is nested in a paragraph, in a text box, comes behind it and is written first.
    for (let at = items.length - 1; at >= 0; at--) this.#writeChanged(at);
    for (const [at, item] of items.entries()) {
      if (item.index === null && !this.#done.has(item)) this.#putIn(at, this.#writeNew(item));
      else if (item.isMoved) this.#move(at, item);
    }
    this.#remove();
  }

  #place(index: number): Place {
    const place = this.#originals[index]?.place;
    if (place === undefined) throw new Error(`the place of block ${index} was not looked for`);
    return place;
  }

  #paragraph(index: number): Paragraph {
    const block = this.#originals[index]?.block;
    if (block?.type !== 'paragraph') throw this.#package.refuse('a paragraph stands where a table row was');
    return block;
  }

  // ---- Where it stands --------------------------------------------------------------------------

  #writeChanged(at: number): void {
    const item = this.#plan.items[at] as PlanItem;
    if (item.index === null || item.isSame) return;
    const place = this.#place(item.index);
    if (place.around.isTwin) throw this.#package.refuse('it changes a text box that the file holds twice');
    if (item.block.type === 'row') this.#writeRow(place, item.index, item.block);
    else this.#rewrite(at, item, item.index, place);
  }

  #rewrite(at: number, item: PlanItem, index: number, place: Place): void {
    const { part } = place;
    const isWhole = place.elements.length === 1;
    const before = isWhole && !item.isMoved ? this.#takeDeleted(index, -1) : [];
    const after = isWhole && !item.isMoved ? this.#takeDeleted(index, 1) : [];
    const indexes = [...before, index, ...after];
    const elements = indexes.flatMap((each) => this.#place(each).elements);
    const [from, to] = isWhole && !item.isMoved ? this.#rangeOfNew(at) : [at, at + 1];
    const items = this.#plan.items.slice(from, to);
    for (const each of items) this.#done.add(each);

    const old = indexes.map((each) => this.#paragraph(each));
    const flat = this.#flatten(elements, old, part);
    const blocks = items.map(({ block }) => block as Paragraph);
    const paragraphs = items.map((each) => this.#propertiesOf(each, part));
    const sections = elements.map((element) => sectionOf(element, this.#writer.text(part)));
    const isSimple = elements.length === 1 && items.length === 1;
    const xml = rewriteParagraphs(
      {
        ...{ elements, flat, runOn: !isWhole },
        steps: stepsBetween(old, blocks, flat.leaves),
        paragraphs: isSimple || !isWhole ? paragraphs : this.#withSections(paragraphs, sections, part),
      },
      this.#writer.writing(part),
    );
    this.#writer.add(part, (elements[0] as XmlElement).from, (elements.at(-1) as XmlElement).to, xml);
  }

  /** Where paragraphs are cut or joined, the section ends with the last of them. */
  #withSections(
    paragraphs: readonly WrittenParagraph[],
    sections: readonly string[],
    part: string,
  ): WrittenParagraph[] {
    const section = sections.findLast((each) => each !== '') ?? '';
    const name = this.#writer.writing(part).names.get('w:pPr');
    return paragraphs.map((paragraph, index) =>
      index < paragraphs.length - 1
        ? paragraph
        : { ...paragraph, properties: withSection(paragraph.properties, section, name) },
    );
  }

  #propertiesOf(item: PlanItem, part: string): WrittenParagraph {
    const { styles } = this.#package;
    const text = this.#writer.text(part);
    const model = item.index ?? item.model;
    if (model === null) return likeParagraph(null, text, styles);
    const element = this.#place(model).elements.at(-1) as XmlElement;
    if (item.index === null) return likeParagraph(element, this.#writer.text(this.#place(model).part), styles);
    return this.#keepsParagraphs || !sectionOf(element, text)
      ? sameParagraph(element, text, styles)
      : this.#sameWithoutSection(element, text);
  }

  #sameWithoutSection(element: XmlElement, text: string): WrittenParagraph {
    const same = sameParagraph(element, text, this.#package.styles);
    return { ...same, properties: same.properties.replace(sectionOf(element, text), '') };
  }

  #flatten(elements: readonly XmlElement[], paragraphs: readonly Paragraph[], part: string): FlatRuns {
    const { styles, docx } = this.#package;
    const flat = flattenRuns(elements, paragraphs, styles, docx.relationshipsOf(part));
    if (flat === null) throw this.#package.refuse('a paragraph holds something that cannot be written around');
    return flat;
  }

  /** Deleted paragraphs that stand right beside one, the nearest first taken: their words may have been run on into it. */
  #takeDeleted(index: number, direction: 1 | -1): number[] {
    const taken: number[] = [];
    for (let at = index + direction; taken.length < mostJoined && this.#deleted.has(at); at += direction) {
      const place = this.#place(at);
      const beside = this.#place(at - direction);
      if (this.#roleOf(at) !== this.#roleOf(at - direction)) break;
      if (!this.#standsBeside(direction === 1 ? beside : place, direction === 1 ? place : beside)) break;
      this.#deleted.delete(at);
      if (direction === 1) taken.push(at);
      else taken.unshift(at);
    }
    return taken;
  }

  #standsBeside(first: Place, second: Place): boolean {
    if (first.isRow || second.isRow || first.part !== second.part) return false;
    if (first.elements.length > 1 || second.elements.length > 1 || second.around.isTwin) return false;
    const end = (first.elements[0] as XmlElement).to;
    return (
      this.#writer
        .text(first.part)
        .slice(end, (second.elements[0] as XmlElement).from)
        .trim() === ''
    );
  }

  #roleOf(index: number): Paragraph['role'] {
    const block = this.#originals[index]?.block;
    return block?.type === 'paragraph' ? block.role : undefined;
  }

  /** The item at a place and the new paragraphs right before and behind it, which may have been cut off it. */
  #rangeOfNew(at: number): [from: number, to: number] {
    const { items } = this.#plan;
    const role = ((items[at] as PlanItem).block as Paragraph).role;
    const isNew = (item: PlanItem | undefined) =>
      item !== undefined &&
      item.index === null &&
      !this.#done.has(item) &&
      item.block.type === 'paragraph' &&
      item.block.role === role;
    let from = at;
    let to = at + 1;
    while (isNew(items[from - 1])) from--;
    while (isNew(items[to])) to++;
    return [from, to];
  }

  // ---- Rows -------------------------------------------------------------------------------------

  #writeRow(place: Place, index: number, row: TableRow): void {
    const [element] = place.elements as [XmlElement];
    const original = this.#originals[index]?.block as TableRow;
    const cells = listCells(element);
    if (cells.length !== row.cells.length || cells.length !== original.cells.length) {
      throw this.#package.refuse('a table row has other cells than it had');
    }
    for (const [at, cell] of cells.entries()) {
      const before = original.cells[at]?.paragraphs ?? [];
      const after = row.cells[at]?.paragraphs ?? [];
      if (JSON.stringify(before) !== JSON.stringify(after)) this.#writeCell(cell, place, before, after);
    }
  }

  #writeCell(cell: XmlElement, row: Place, before: readonly Paragraph[], after: readonly Paragraph[]): void {
    const filled = after.filter(({ runs }) => runs.some(({ text }) => text.trim() !== ''));
    const read = this.#readCell(cell, row.part);
    if (read.length !== before.length) throw this.#package.refuse('a table cell reads otherwise than it did');
    const byOrdinal = paragraphPlaces(cell, row.part, { ...row.around, parent: cell });
    const originals = before.map((block, at): Original => {
      const { from, to } = read[at] as ReadParagraph;
      const places = [];
      for (let ordinal = from; ordinal < to; ordinal++) places.push(byOrdinal.get(ordinal) as Place);
      const [first] = places as [Place];
      return { block, place: { ...first, elements: places.flatMap(({ elements }) => elements) } };
    });
    if (originals.length === 0 && filled.length > 0) {
      this.#fillCell(cell, row.part, filled);
      return;
    }
    const pairs = pairBlocks(before, filled);
    const planned = filled.map((block, at) => ({ block, typed: '', index: pairs[at] ?? null }));
    this.#writer.write(originals, planDraft(before, planned), true);
  }

  /** An empty cell has an empty paragraph, which takes the words. */
  #fillCell(cell: XmlElement, part: string, paragraphs: readonly Paragraph[]): void {
    const [empty] = [
      ...paragraphPlaces(cell, part, { parent: cell, table: null, story: null, isTwin: false }).values(),
    ];
    const element = empty?.elements[0];
    if (element === undefined) throw this.#package.refuse('a table cell has no paragraph');
    const text = this.#writer.text(part);
    const like = sameParagraph(element, text, this.#package.styles);
    const xml = paragraphs.map((paragraph) => this.#paragraphXml(paragraph, like, null, part)).join('');
    this.#writer.add(part, element.from, element.to, xml);
  }

  #readCell(cell: XmlElement, part: string): ReadParagraph[] {
    const { docx, styles, numbering } = this.#package;
    const read: ReadParagraph[] = [];
    const context: StoryContext = {
      ...{ part, styles, numbering, relationships: docx.relationshipsOf(part) },
      ...{ labels: new ListLabels(''), textBoxLabels: new ListLabels('') },
      ...{ fields: new FieldTracker(new Set()), passedOverFields: new Set<number>() },
      ...{ cite: () => '1', onTextBox: () => {}, onUnclosedFields: () => {} },
    };
    const reader = new StoryReader(context, { addParagraph: (each) => read.push(each), addCitations: () => {} });
    reader.readBlocks(cell);
    reader.close();
    return read;
  }

  // ---- New, moved, gone ---------------------------------------------------------------------------

  #writeNew(item: PlanItem): { xml: string; isRow: boolean; part: string } {
    const part = this.#partOfNew(item);
    if (item.block.type === 'row') throw this.#package.refuse('a table row is new');
    const model = item.model === null ? null : this.#place(item.model);
    const like = this.#propertiesOf(item, part);
    const donors = model === null || model.isRow ? null : this.#donors(model, item.model as number);
    return { xml: this.#paragraphXml(item.block, like, donors, part), isRow: false, part };
  }

  #partOfNew(item: PlanItem): string {
    const { docx } = this.#package;
    return item.model === null ? docx.mainPart : this.#place(item.model).part;
  }

  #donors(place: Place, index: number): readonly Leaf[] {
    const { leaves } = this.#flatten(place.elements, [this.#paragraph(index)], place.part);
    return leaves.filter((leaf) => leaf.kind === 'text');
  }

  #paragraphXml(paragraph: Paragraph, like: WrittenParagraph, donors: readonly Leaf[] | null, part: string): string {
    const writing = this.#writer.writing(part);
    const name = writing.names.get('w:p');
    let xml = '';
    for (const { text, marks, href } of paragraph.runs) {
      const wanted = markSet(marks);
      const donor = donors?.find((leaf) => leaf.marks === wanted && leaf.href === null) ?? donors?.[0] ?? null;
      const run = writePut({ text, marks: wanted }, donor, href !== undefined, like.style, writing);
      const link = writing.names.get('w:hyperlink');
      xml += href === undefined ? run : `<${link} ${writing.hyperlinkTo(href)}>${run}</${link}>`;
    }
    return `<${name}>${like.properties}${xml}</${name}>`;
  }

  #move(at: number, item: PlanItem): void {
    const place = this.#place(item.index as number);
    const first = place.elements[0] as XmlElement;
    const last = place.elements.at(-1) as XmlElement;
    const text = this.#writer.text(place.part);
    if (place.elements.some((element) => sectionOf(element, text) !== '')) {
      throw this.#package.refuse('a paragraph that ends a section is moved');
    }
    const xml = this.#writer.withWork(place.part, first.from, last.to);
    this.#putIn(at, { xml, isRow: place.isRow, part: place.part });
    this.#writer.add(place.part, first.from, last.to, '');
  }

  /** Behind the block before it that stays in its place, or else before the first one that does. */
  #putIn(at: number, { xml, isRow, part }: { xml: string; isRow: boolean; part: string }): void {
    const { items } = this.#plan;
    const isAnchor = ({ index, isMoved }: PlanItem) =>
      index !== null && !isMoved && this.#originals[index]?.place?.part === part;
    const before = items.slice(0, at).findLast(isAnchor);
    const behind = items.slice(at + 1).find(isAnchor);
    this.#refuseBetweenRows(before, behind, isRow);
    if (before !== undefined) {
      const place = this.#place(before.index as number);
      const end = this.#outer(place, isRow).to;
      this.#writer.add(part, end, end, xml);
      return;
    }
    if (behind === undefined) throw this.#package.refuse('nothing of the text stays in its place');
    const start = this.#outer(this.#place(behind.index as number), isRow, true).from;
    this.#writer.add(part, start, start, xml);
  }

  /** A table holds rows and nothing between them, and a row stands in a table. */
  #refuseBetweenRows(before: PlanItem | undefined, behind: PlanItem | undefined, isRow: boolean): void {
    const places = [before, behind].map((item) => (item === undefined ? null : this.#place(item.index as number)));
    const [above, below] = places.map((place) => (place?.isRow === true ? place.around.table : null));
    if (isRow && !above && !below) throw this.#package.refuse('a table row is moved out of its table');
    if (!isRow && above && above === below)
      throw this.#package.refuse('a paragraph is put between two rows of a table');
  }

  /** Beside a row stand rows, and beside a paragraph in a text box what stands beside the box. */
  #outer(place: Place, isRow: boolean, first = false): XmlElement {
    const element = (first ? place.elements[0] : place.elements.at(-1)) as XmlElement;
    if (!place.isRow || isRow) return element;
    return place.around.table ?? element;
  }

  #remove(): void {
    const gone = [...this.#deleted].sort((a, b) => a - b);
    const isEmptied = this.#keepsOne && this.#plan.items.length === 0;
    for (const index of gone) {
      const place = this.#place(index);
      if (place.isRow) this.#removeRow(place);
      else this.#removeParagraph(place, isEmptied && index === gone.at(-1));
    }
  }

  #removeParagraph(place: Place, isLast: boolean): void {
    const { part, around } = place;
    const text = this.#writer.text(part);
    // A note whose words are all gone is one that is not cited any more; it holds on to its paragraph.
    const keeps = isLast || around.story !== null;
    for (const element of place.elements) {
      const section = sectionOf(element, text);
      if (!keeps && section === '') this.#writer.add(part, element.from, element.to, looseMarks(element, text));
      else this.#emptyParagraph(element, part);
    }
  }

  #emptyParagraph(element: XmlElement, part: string): void {
    const text = this.#writer.text(part);
    const properties = findChild(element, 'w:pPr');
    const from = properties === null ? element.contentFrom : properties.to;
    const to = text.lastIndexOf('</', element.to - 1);
    this.#writer.add(part, from, to, looseMarks(element, text));
  }

  #removeRow(place: Place): void {
    const [row] = place.elements as [XmlElement];
    const { table } = place.around;
    const rows: XmlElement[] = [];
    if (table !== null) forEachInside(table, 'w:tr', (each) => rows.push(each));
    const goneRows = new Set([...this.#deleted].map((index) => this.#place(index).elements[0]?.from));
    const isLast = table !== null && rows.every((each) => goneRows.has(each.from));
    if (!isLast) this.#writer.add(place.part, row.from, row.to, '');
    else if (row.from === rows[0]?.from) this.#writer.add(place.part, table.from, table.to, '');
  }
}

/** Bookmarks and comments that begin or end in a paragraph that goes and have their other end elsewhere. */
function looseMarks(element: XmlElement, text: string): string {
  const open = new Map<string, XmlElement>();
  const walk = (inner: XmlElement) => {
    const kind = /^w:(bookmark|commentRange|perm)(Start|End)$/.exec(inner.name)?.[1];
    const { attributes } = inner;
    const at = attributes?.indexOf('w:id') ?? -1;
    if (kind !== undefined && at >= 0) {
      const key = `${kind} ${attributes?.[at + 1]}`;
      if (open.has(key)) open.delete(key);
      else open.set(key, inner);
    }
    for (let child = inner.first; child !== null; child = child.next) walk(child);
  };
  walk(element);
  return [...open.values()].map((mark) => text.slice(mark.from, mark.to)).join('');
}

function listCells(row: XmlElement): XmlElement[] {
  const cells: XmlElement[] = [];
  forEachInside(row, 'w:tc', (cell) => cells.push(cell));
  return cells;
}
