import type { Paragraph, TableRow } from '../../model/content.ts';
import type { XmlElement } from '../xml.ts';
import type { Original, Place } from './find-places.ts';
import { type FlatRuns, flattenRuns, type Leaf } from './flat-runs.ts';
import { newParagraph } from './new-words.ts';
import { likeParagraph, sameParagraph, sectionOf, withSection } from './paragraph-properties.ts';
import type { DraftPackage, PartSplices } from './part-splices.ts';
import type { WrittenParagraph } from './part-writing.ts';
import type { DraftPlan, PlanItem } from './plan-draft.ts';
import { removeBlocks } from './remove-blocks.ts';
import { rewriteParagraphs } from './rewrite-paragraphs.ts';
import { RowWriter } from './row-writer.ts';
import { stepsBetween } from './word-steps.ts';

/**
 * Turns a plan into splices on the parts: paragraphs that are written anew where they stand, new ones behind their neighbour,
 * moved ones cut out and put in elsewhere. A sentence that was cut in two, or two that were made one, is written as one
 * paragraph to the other with its end among the words, so that notes and fields stay with their words.
 */
export function writeBlocks(
  source: DraftPackage,
  splices: PartSplices,
  originals: readonly Original[],
  plan: DraftPlan,
): void {
  new BlockWriter(source, splices, originals, plan, false).write();
}

/** At most so many deleted paragraphs on each side are taken for words that were run on into an edited one. */
const mostJoined = 2;

class BlockWriter {
  readonly #splices: PartSplices;
  readonly #package: DraftPackage;
  readonly #originals: readonly Original[];
  readonly #plan: DraftPlan;
  /** The blocks are all there is of a cell, which must not be left without a paragraph. */
  readonly #keepsOne: boolean;
  readonly #rows: RowWriter;
  readonly #deleted: Set<number>;
  /** None is cut, joined, new or gone. */
  readonly #keepsParagraphs: boolean;
  readonly #done = new Set<PlanItem>();

  constructor(
    source: DraftPackage,
    splices: PartSplices,
    originals: readonly Original[],
    plan: DraftPlan,
    keepsOne: boolean,
  ) {
    this.#splices = splices;
    this.#package = source;
    this.#originals = originals;
    this.#plan = plan;
    this.#keepsOne = keepsOne;
    this.#rows = new RowWriter(source, splices, (inside, planInside) =>
      new BlockWriter(source, splices, inside, planInside, true).write(),
    );
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
    const gone = [...this.#deleted].sort((a, b) => a - b).map((index) => this.#place(index));
    removeBlocks(gone, this.#keepsOne && items.length === 0, this.#splices);
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
    if (item.block.type === 'row') {
      this.#rows.write(place, this.#originals[item.index]?.block as TableRow, item.block);
    } else this.#rewrite(at, item, item.index, place);
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
    const sections = elements.map((element) => sectionOf(element, this.#splices.text(part)));
    const isSimple = elements.length === 1 && items.length === 1;
    const xml = rewriteParagraphs(
      {
        ...{ elements, flat, runOn: !isWhole },
        steps: stepsBetween(old, blocks, flat.leaves),
        paragraphs: isSimple || !isWhole ? paragraphs : this.#withSections(paragraphs, sections, part),
      },
      this.#splices.writing(part),
    );
    this.#splices.add(part, (elements[0] as XmlElement).from, (elements.at(-1) as XmlElement).to, xml);
  }

  /** Where paragraphs are cut or joined, the section ends with the last of them. */
  #withSections(
    paragraphs: readonly WrittenParagraph[],
    sections: readonly string[],
    part: string,
  ): WrittenParagraph[] {
    const section = sections.findLast((each) => each !== '') ?? '';
    const name = this.#splices.writing(part).names.get('w:pPr');
    return paragraphs.map((paragraph, index) =>
      index < paragraphs.length - 1
        ? paragraph
        : { ...paragraph, properties: withSection(paragraph.properties, section, name) },
    );
  }

  #propertiesOf(item: PlanItem, part: string): WrittenParagraph {
    const { styles } = this.#package;
    const text = this.#splices.text(part);
    const model = item.index ?? item.model;
    if (model === null) return likeParagraph(null, text, styles);
    const element = this.#place(model).elements.at(-1) as XmlElement;
    if (item.index === null) return likeParagraph(element, this.#splices.text(this.#place(model).part), styles);
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
      this.#splices
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

  // ---- New, moved, gone ---------------------------------------------------------------------------

  #writeNew(item: PlanItem): { xml: string; isRow: boolean; part: string } {
    const part = this.#partOfNew(item);
    if (item.block.type === 'row') throw this.#package.refuse('a table row is new');
    const model = item.model === null ? null : this.#place(item.model);
    const like = this.#propertiesOf(item, part);
    const donors = model === null || model.isRow ? null : this.#donors(model, item.model as number);
    return { xml: newParagraph(item.block, like, donors, this.#splices.writing(part)), isRow: false, part };
  }

  #partOfNew(item: PlanItem): string {
    const { docx } = this.#package;
    return item.model === null ? docx.mainPart : this.#place(item.model).part;
  }

  #donors(place: Place, index: number): readonly Leaf[] {
    const { leaves } = this.#flatten(place.elements, [this.#paragraph(index)], place.part);
    return leaves.filter((leaf) => leaf.kind === 'text');
  }

  #move(at: number, item: PlanItem): void {
    const place = this.#place(item.index as number);
    const first = place.elements[0] as XmlElement;
    const last = place.elements.at(-1) as XmlElement;
    const text = this.#splices.text(place.part);
    if (place.elements.some((element) => sectionOf(element, text) !== '')) {
      throw this.#package.refuse('a paragraph that ends a section is moved');
    }
    const xml = this.#splices.withWork(place.part, first.from, last.to);
    this.#putIn(at, { xml, isRow: place.isRow, part: place.part });
    this.#splices.add(place.part, first.from, last.to, '');
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
      this.#splices.add(part, end, end, xml);
      return;
    }
    if (behind === undefined) throw this.#package.refuse('nothing of the text stays in its place');
    const start = this.#outer(this.#place(behind.index as number), isRow, true).from;
    this.#splices.add(part, start, start, xml);
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
}
