import { blockText, type Paragraph, paragraphText, type TableRow } from '../model/content.ts';
import type { SourceBlock } from '../model/source.ts';
import { chosenBranch } from './alternate-content.ts';
import { FieldTracker } from './fields.ts';
import { type InlineContext, isMarkHidden, type NoteCitation, OpenParagraph, readInline } from './inline.ts';
import { findListPlace, type ListLabels } from './list-labels.ts';
import type { Numbering } from './numbering.ts';
import { childValue, readLevel } from './properties.ts';
import { attributeOf, findChild, type XmlElement } from './xml.ts';
import { XmlError } from './xml-error.ts';

/**
 * Reads the blocks of a story: the body, a note, a text box, a cell (ECMA-376 part 1, 17.2 to 17.4).
 *
 * Tracked changes are taken as accepted, and that reaches beyond runs. A paragraph whose mark was deleted
 * runs on into the next one and has that one's properties, because the properties of a paragraph belong
 * to its mark; so the paragraphs before are kept waiting until the mark that remains is known. Deleted rows and
 * cells are not there.
 *
 * Numbering counts every paragraph that Word shows with a number, also the empty ones, which are not
 * handed on; it does not count empty paragraphs that hold a section break or are hidden.
 */
export interface StoryContext extends InlineContext {
  /** The part's name. */
  readonly part: string;
  readonly fields: FieldTracker;
  readonly numbering: Numbering;
  readonly labels: ListLabels;
  /** Counts the labels of text boxes, which are a story of their own. */
  readonly textBoxLabels: ListLabels;
  /** Ordinals of `w:fldChar` elements that begin nothing. */
  readonly passedOverFields: ReadonlySet<number>;
  /** Told of text boxes and of fields without an end. */
  readonly onTextBox: () => void;
  readonly onUnclosedFields: (ordinals: readonly number[]) => void;
}

/** A paragraph with its place: the `w:p` elements `from` to `to` of the part. */
export interface ReadParagraph {
  readonly paragraph: Paragraph;
  readonly from: number;
  readonly to: number;
  readonly styleName: string;
}

/** Where a story's blocks go. Empty paragraphs and rows do not arrive. */
export interface BlockSink {
  addParagraph(paragraph: ReadParagraph): void;
  /** Absent where tables are flattened into paragraphs, in reading order: in cells and notes. */
  addRow?(row: TableRow, from: number, to: number): void;
  /** The notes cited in what was added last. */
  addCitations(citations: readonly NoteCitation[]): void;
}

/** Far more than any paragraph has; they are kept in memory, which other blocks are not. */
const mostWaiting = 10_000_000;

export class StoryReader {
  readonly #context: StoryContext;
  readonly #sink: BlockSink;
  /** Paragraphs that run on into what comes next, because their mark was deleted or they are a drop cap. */
  #waiting: XmlElement[] = [];
  /** Of their XML. */
  #waitingLength = 0;

  constructor(context: StoryContext, sink: BlockSink) {
    this.#context = context;
    this.#sink = sink;
  }

  readBlocks(parent: XmlElement): void {
    for (let child = parent.first; child !== null; child = child.next) this.readBlock(child);
  }

  readBlock(element: XmlElement): void {
    switch (element.name) {
      case 'w:p':
        this.#waiting.push(element);
        if (isMarkDeleted(element) || isDropCap(element)) this.#refuseLongWait(element);
        else this.#readWaiting();
        break;
      case 'w:tbl':
        this.#readWaiting();
        this.#readTable(element);
        break;
      case 'w:sdt':
      case 'w:sdtContent':
      case 'w:customXml':
      case 'w:ins':
      case 'w:moveTo':
        this.readBlocks(element);
        break;
      case 'mc:AlternateContent': {
        const branch = chosenBranch(element);
        if (branch !== null) this.readBlocks(branch);
        break;
      }
    }
  }

  /** Must be called at the story's end: its last mark may be a deleted one. */
  close(): void {
    this.#readWaiting();
  }

  #refuseLongWait(paragraph: XmlElement): void {
    this.#waitingLength += paragraph.to - paragraph.from;
    if (this.#waitingLength > mostWaiting) {
      const reason = `paragraphs that run on into one another have more than ${mostWaiting} characters`;
      throw new XmlError('too-large', reason);
    }
  }

  #readWaiting(): void {
    const elements = this.#waiting;
    const last = elements.at(-1);
    if (last === undefined) return;
    this.#waiting = [];
    this.#waitingLength = 0;
    const { styles, numbering, labels } = this.#context;
    const properties = findChild(last, 'w:pPr');
    const style = styles.paragraphStyle(childValue(properties, 'w:pStyle'));
    const open = new OpenParagraph(style);
    for (const element of elements) readInline(element, open, this.#context);
    const runs = open.takeRuns();

    const place = findListPlace(properties, style, numbering);
    const shown = open.hasVisibleText || !(isSectionBreak(properties) || isMarkHidden(properties, style, styles));
    const label = place !== null && shown ? labels.next(place) : '';
    const headingLevel = headingLevelOf(properties, style.headingLevel);
    const paragraph: Paragraph = {
      type: 'paragraph',
      runs,
      ...(label === '' ? {} : { label }),
      ...(place === null ? {} : { listLevel: place.level }),
      ...(headingLevel === null ? {} : { headingLevel }),
    };
    if (paragraphText(paragraph).trim() !== '') {
      const from = (elements[0] as XmlElement).ordinal;
      this.#sink.addParagraph({ paragraph, from, to: last.ordinal + 1, styleName: style.name });
    }
    if (open.citations.length > 0) this.#sink.addCitations(open.citations);
    for (const box of open.textBoxes) this.#readTextBox(box);
  }

  #readTextBox(box: XmlElement): void {
    const { passedOverFields, onTextBox, onUnclosedFields, textBoxLabels } = this.#context;
    const fields = new FieldTracker(passedOverFields);
    let added = false;
    const { addRow, ...sink } = forward(this.#sink, () => {
      added = true;
    });
    const reader = new StoryReader(
      { ...this.#context, fields, labels: textBoxLabels },
      addRow === undefined ? sink : { ...sink, addRow },
    );
    reader.readBlocks(box);
    reader.close();
    if (added) onTextBox();
    onUnclosedFields(fields.listUnclosed());
  }

  #readTable(table: XmlElement): void {
    forEachInside(table, 'w:tr', (row) => {
      if (isRowDeleted(row)) return;
      if (this.#sink.addRow === undefined) forEachCell(row, (cell) => this.#readCell(cell, this.#sink));
      else this.#readRow(row);
    });
  }

  #readRow(row: XmlElement): void {
    const cells: { paragraphs: Paragraph[] }[] = [];
    const citations: NoteCitation[] = [];
    forEachCell(row, (cell) => {
      const paragraphs: Paragraph[] = [];
      cells.push({ paragraphs });
      this.#readCell(cell, {
        addParagraph: ({ paragraph }) => paragraphs.push(paragraph),
        addCitations: (more) => {
          for (const citation of more) citations.push(citation);
        },
      });
    });
    const block: TableRow = { type: 'row', cells };
    if (blockText(block).trim() !== '') {
      const { from, to } = paragraphsIn(row);
      this.#sink.addRow?.(block, from, to);
    }
    if (citations.length > 0) this.#sink.addCitations(citations);
  }

  #readCell(cell: XmlElement, sink: BlockSink): void {
    const reader = new StoryReader(this.#context, sink);
    reader.readBlocks(cell);
    reader.close();
  }
}

/** A sink that hands on what it gets and says so. */
function forward(sink: BlockSink, onAdd: () => void): BlockSink {
  const addRow = sink.addRow?.bind(sink);
  const forwarding: BlockSink = {
    addParagraph(paragraph) {
      onAdd();
      sink.addParagraph(paragraph);
    },
    addCitations: (citations) => sink.addCitations(citations),
  };
  if (addRow === undefined) return forwarding;
  return {
    ...forwarding,
    addRow(row, from, to) {
      onAdd();
      addRow(row, from, to);
    },
  };
}

/** A source block of a paragraph, in the words of the model. */
export function paragraphBlock({ paragraph, from, to, styleName }: ReadParagraph, part: string): SourceBlock {
  return { block: paragraph, source: { part, from, to }, style: styleName };
}

/** Without words of its own such a paragraph is shown as the break alone, without a number. */
export function isSectionBreak(properties: XmlElement | null): boolean {
  return properties !== null && findChild(properties, 'w:sectPr') !== null;
}

/** Deleted or moved away (ECMA-376 part 1, 17.13.5.15, 17.13.5.21). */
function isMarkDeleted(paragraph: XmlElement): boolean {
  const properties = findChild(paragraph, 'w:pPr');
  const mark = properties === null ? null : findChild(properties, 'w:rPr');
  return mark !== null && (findChild(mark, 'w:del') !== null || findChild(mark, 'w:moveFrom') !== null);
}

/** The first letters of the next paragraph, in a frame of their own (ECMA-376 part 1, 17.3.1.11). */
export function isDropCap(paragraph: XmlElement): boolean {
  const properties = findChild(paragraph, 'w:pPr');
  const frame = properties === null ? null : findChild(properties, 'w:framePr');
  const dropCap = frame === null ? null : attributeOf(frame, 'w:dropCap');
  return dropCap === 'drop' || dropCap === 'margin';
}

/** ECMA-376 part 1, 17.13.5.12. */
function isRowDeleted(row: XmlElement): boolean {
  const properties = findChild(row, 'w:trPr');
  return properties !== null && findChild(properties, 'w:del') !== null;
}

/** ECMA-376 part 1, 17.13.5.1. */
function isCellDeleted(cell: XmlElement): boolean {
  const properties = findChild(cell, 'w:tcPr');
  return properties !== null && findChild(properties, 'w:cellDel') !== null;
}

function forEachCell(row: XmlElement, onCell: (cell: XmlElement) => void): void {
  forEachInside(row, 'w:tc', (cell) => {
    if (!isCellDeleted(cell)) onCell(cell);
  });
}

/** The rows of a table or the cells of a row, also inside content controls and custom XML. */
export function forEachInside(parent: XmlElement, name: string, onElement: (element: XmlElement) => void): void {
  for (let child = parent.first; child !== null; child = child.next) {
    if (child.name === name) onElement(child);
    else if (child.name === 'w:sdt' || child.name === 'w:sdtContent' || child.name === 'w:customXml') {
      forEachInside(child, name, onElement);
    }
  }
}

/** `w:outlineLvl` of the paragraph, else its style's; 9 is body text (ECMA-376 part 1, 17.3.1.20). */
export function headingLevelOf(properties: XmlElement | null, ofStyle: number | null): number | null {
  const direct = readLevel(childValue(properties, 'w:outlineLvl'), 9);
  if (direct === null) return ofStyle;
  return direct === 9 ? null : direct;
}

/** The range of the `w:p` elements in an element, nested ones included. */
export function paragraphsIn(element: XmlElement): { from: number; to: number } {
  let from = Number.POSITIVE_INFINITY;
  let to = 0;
  const walk = (inner: XmlElement) => {
    if (inner.name === 'w:p') {
      from = Math.min(from, inner.ordinal);
      to = Math.max(to, inner.ordinal + 1);
    }
    for (let child = inner.first; child !== null; child = child.next) walk(child);
  };
  walk(element);
  return { from: Math.min(from, to), to };
}
