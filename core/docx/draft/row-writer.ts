import type { Paragraph, TableRow } from '../../model/content.ts';
import { FieldTracker } from '../fields.ts';
import { ListLabels } from '../list-labels.ts';
import { forEachInside, type ReadParagraph, type StoryContext, StoryReader } from '../story.ts';
import type { XmlElement } from '../xml.ts';
import { type Original, type Place, paragraphPlaces } from './find-places.ts';
import { newParagraph } from './new-words.ts';
import { pairBlocks } from './pair-blocks.ts';
import { sameParagraph } from './paragraph-properties.ts';
import type { DraftPackage, PartSplices } from './part-splices.ts';
import { type DraftPlan, planDraft } from './plan-draft.ts';

/** Writes the words of table rows: each cell whose words changed is a sequence of paragraphs of its own. */
export class RowWriter {
  readonly #package: DraftPackage;
  readonly #splices: PartSplices;
  readonly #writeInside: (originals: readonly Original[], plan: DraftPlan) => void;

  constructor(
    source: DraftPackage,
    splices: PartSplices,
    writeInside: (originals: readonly Original[], plan: DraftPlan) => void,
  ) {
    this.#package = source;
    this.#splices = splices;
    this.#writeInside = writeInside;
  }

  /** Writes the words of a row in place of those of the original, which stands there. Throws when it has other cells. */
  write(place: Place, original: TableRow, row: TableRow): void {
    const [element] = place.elements as [XmlElement];
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
    this.#writeInside(originals, planDraft(before, planned));
  }

  /** An empty cell has an empty paragraph, which takes the words. */
  #fillCell(cell: XmlElement, part: string, paragraphs: readonly Paragraph[]): void {
    const [empty] = [
      ...paragraphPlaces(cell, part, { parent: cell, table: null, story: null, isTwin: false }).values(),
    ];
    const element = empty?.elements[0];
    if (element === undefined) throw this.#package.refuse('a table cell has no paragraph');
    const text = this.#splices.text(part);
    const like = sameParagraph(element, text, this.#package.styles);
    const xml = paragraphs
      .map((paragraph) => newParagraph(paragraph, like, null, this.#splices.writing(part)))
      .join('');
    this.#splices.add(part, element.from, element.to, xml);
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
}

function listCells(row: XmlElement): XmlElement[] {
  const cells: XmlElement[] = [];
  forEachInside(row, 'w:tc', (cell) => cells.push(cell));
  return cells;
}
