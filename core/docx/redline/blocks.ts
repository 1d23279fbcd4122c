import { chosenBranch } from '../alternate-content.ts';
import { isMarkHidden } from '../inline.ts';
import { findListPlace, ListLabels, type ListPlace } from '../list-labels.ts';
import type { NoteKind } from '../notes.ts';
import { childValue } from '../properties.ts';
import { attributeOf, findChild, parseFragment, type XmlElement } from '../xml.ts';
import { canonicalKey } from './canonical.ts';
import { type FlatParagraph, flattenParagraph, isRemovedIn, isTrackedWrapper } from './flat-paragraph.ts';
import type { Side, View } from './side.ts';

/**
 * The blocks of a story as they read in one view. A block keeps its words and keys and lets go of its tree: of
 * a long contract most blocks are equal on both sides and are never looked at again; those that are
 * edited are parsed once more from where they stand.
 */
export type Block = ParagraphBlock | TableBlock | OtherBlock;

/** A reference to a note. */
export interface NoteReference {
  readonly kind: NoteKind;
  readonly id: string;
}

/** What counts in the numbering, in order: `null` for a paragraph without a number. */
export type Counted = readonly (ListPlace | null)[];

interface Ranges {
  readonly counted: Counted;
  /** The labels of what is counted, each followed by a line feed where there may be several. */
  readonly label: string;
  /** The notes it refers to, in order. */
  readonly notes: readonly NoteReference[];
  /** Where its elements stand in the part's text. */
  readonly ranges: readonly { readonly from: number; readonly to: number }[];
  /** The prefixes in scope there. */
  readonly namespaces: ReadonlyMap<string, string>;
}

export interface ParagraphBlock extends Ranges {
  readonly kind: 'paragraph';
  readonly text: string;
  /** Formatting and links of its words. */
  readonly looks: string;
  readonly paragraphKey: string;
  /** What the text boxes anchored in it say; empty when there are none. */
  readonly boxesKey: string;
  readonly hasRevisions: boolean;
  /** It ends a section. */
  readonly endsSection: boolean;
}

export interface TableBlock extends Ranges {
  readonly kind: 'table';
  /** The words of its cells; cells end in tabs, rows in line feeds. */
  readonly text: string;
  /** Equal for equal shape, words, formatting and paragraph properties. */
  readonly key: string;
  readonly hasRevisions: boolean;
}

/** What is neither, such as an imported chunk of another format: it is carried along and never compared word by word. */
export interface OtherBlock extends Ranges {
  readonly kind: 'other';
  readonly text: '';
  readonly key: string;
  readonly hasRevisions: boolean;
}

/** Whether two blocks are the same in everything but their labels, which follow from what stands before. */
export function isSameBlock(a: Block, b: Block): boolean {
  if (a.kind !== b.kind || a.text !== b.text) return false;
  if (a.kind !== 'paragraph' || b.kind !== 'paragraph') return (a as TableBlock).key === (b as TableBlock).key;
  return a.looks === b.looks && a.paragraphKey === b.paragraphKey && a.boxesKey === b.boxesKey;
}

/** A string that is equal for blocks that are the same. */
function blockKey(block: Block): string {
  return block.kind === 'paragraph'
    ? `${block.text}\0${block.looks}\0${block.paragraphKey}\0${block.boxesKey}`
    : `${block.kind}\0${block.key}`;
}

/** The same block where it stands in another text, with the label that it has there. */
export function blockAt(block: Block, shift: number, labels: ListLabels): Block {
  const label = labelOf(block.kind, block.counted, labels);
  if (shift === 0 && label === block.label) return block;
  const ranges =
    shift === 0 ? block.ranges : block.ranges.map(({ from, to }) => ({ from: from + shift, to: to + shift }));
  return { ...block, ranges, label };
}

function labelOf(kind: Block['kind'], counted: Counted, labels: ListLabels): string {
  const labelAt = (place: ListPlace | null) => (place === null ? '' : labels.next(place));
  if (kind === 'paragraph') return labelAt(counted[0] ?? null);
  let label = '';
  for (const place of counted) label += `${labelAt(place)}\n`;
  return label;
}

/** Reads the blocks of one story in document order; `labels` counts its numbered paragraphs. */
export class BlockReader {
  readonly blocks: Block[] = [];
  readonly #side: Side;
  readonly #view: View;
  readonly #labels: ListLabels;
  #waiting: XmlElement[] = [];
  #waitingNamespaces: ReadonlyMap<string, string> = new Map();

  constructor(side: Side, view: View, labels: ListLabels) {
    this.#side = side;
    this.#view = view;
    this.#labels = labels;
  }

  /** Reads what stands directly in an element. */
  readInside(parent: XmlElement, namespaces: ReadonlyMap<string, string>): void {
    for (let child = parent.first; child !== null; child = child.next) this.read(child, namespaces);
  }

  read(element: XmlElement, around: ReadonlyMap<string, string>): void {
    const namespaces = element.namespaces === null ? around : new Map([...around, ...element.namespaces]);
    const { name } = element;
    if (name === 'w:p') {
      this.#waiting.push(element);
      this.#waitingNamespaces = around;
      if (!isMarkRemoved(element, this.#view)) this.#readWaiting();
    } else if (name === 'w:tbl') {
      this.#dropWaiting();
      this.#readTable(element, around);
    } else if (isTrackedWrapper(name)) {
      if (!isRemovedIn(this.#view, name)) this.readInside(element, namespaces);
    } else if (name === 'w:sdt' || name === 'w:sdtContent' || name === 'w:customXml') {
      this.readInside(element, namespaces);
    } else if (name === 'mc:AlternateContent') {
      const branch = chosenBranch(element);
      if (branch !== null) this.readInside(branch, namespaces);
    } else if (name === 'w:altChunk' || name === 'w:subDoc') {
      this.#dropWaiting();
      this.#add(element, around, {
        kind: 'other',
        text: '',
        key: canonicalKey(
          element,
          (_, __, value) => value,
          () => false,
          this.#view,
        ),
        ...this.#count('other', nothingCounted),
        hasRevisions: false,
        notes: [],
      });
    }
  }

  /** Whether a paragraph is waiting for the one it runs on into. */
  get isWaiting(): boolean {
    return this.#waiting.length > 0;
  }

  /** Adds blocks that were read elsewhere from the same characters, `shift` further on here. */
  addKnown(blocks: readonly Block[], shift: number): void {
    for (const block of blocks) this.blocks.push(blockAt(block, shift, this.#labels));
  }

  /** Must be called at the story's end, where a mark that is not there goes with its paragraph only if another paragraph is left before it. */
  close(): void {
    if (this.blocks.at(-1)?.kind === 'paragraph') this.#dropWaiting();
    else this.#readWaiting();
  }

  /** Where no paragraph follows: what has words stays a paragraph; what has none and no mark either is gone. */
  #dropWaiting(): void {
    if (this.#waiting.length === 0) return;
    const flat = flattenParagraph(this.#waiting, this.#side, this.#view);
    if (flat.text === '') this.#waiting = [];
    else this.#readWaiting();
  }

  #readWaiting(): void {
    const elements = this.#waiting;
    const last = elements.at(-1);
    if (last === undefined) return;
    this.#waiting = [];
    const { styles, numbering } = this.#side;
    const flat = flattenParagraph(elements, this.#side, this.#view);
    const properties = propertiesIn(last, this.#view);
    const style = styles.paragraphStyle(childValue(properties, 'w:pStyle'));
    const place = findListPlace(properties, style, numbering);
    const endsSection =
      findChild(last, 'w:pPr') !== null && findChild(findChild(last, 'w:pPr') as XmlElement, 'w:sectPr') !== null;
    const shown = flat.text !== '' || !(endsSection || isMarkHidden(properties, style, styles));
    const boxes = readBoxes(flat, this.#side, this.#view, this.#waitingNamespaces);
    this.blocks.push({
      kind: 'paragraph',
      text: flat.text,
      looks: flat.looks,
      paragraphKey: this.#side.paragraphKey(properties),
      boxesKey: boxes
        .map((blocks) => blocks.map((block) => `${block.label}\0${blockKey(block)}`).join('\0\0'))
        .join('\0\0\0'),
      ...this.#count('paragraph', place !== null && shown ? [place] : nothingCounted),
      hasRevisions:
        flat.hasRevisions || elements.length > 1 || boxes.some((blocks) => blocks.some((block) => block.hasRevisions)),
      endsSection,
      notes: notesIn(flat),
      ranges: elements.map(({ from, to }) => ({ from, to })),
      namespaces: this.#waitingNamespaces,
    });
  }

  #count(kind: Block['kind'], counted: Counted): Pick<Block, 'counted' | 'label'> {
    return { counted, label: labelOf(kind, counted, this.#labels) };
  }

  #readTable(table: XmlElement, namespaces: ReadonlyMap<string, string>): void {
    const rows = readRows(table, this.#side, this.#view, namespaces);
    if (rows.length === 0) return;
    this.#add(table, namespaces, {
      kind: 'table',
      text: rows.map(rowText).join('\n'),
      key: rows.map(rowKey).join('\0\0'),
      ...this.#count(
        'table',
        rows.flatMap((row) => row.cells.flatMap((cell) => cell.blocks.flatMap((block) => block.counted))),
      ),
      hasRevisions: rows.some((row) => row.hasRevisions),
      notes: rows.flatMap((row) => row.cells.flatMap((cell) => cell.blocks.flatMap((block) => block.notes))),
    });
  }

  #add(
    element: XmlElement,
    namespaces: ReadonlyMap<string, string>,
    block: Omit<TableBlock, 'ranges' | 'namespaces'> | Omit<OtherBlock, 'ranges' | 'namespaces'>,
  ): void {
    this.blocks.push({ ...block, ranges: [{ from: element.from, to: element.to }], namespaces });
  }
}

export interface Row {
  readonly element: XmlElement;
  readonly cells: readonly Cell[];
  /** Spans and merges of its cells. */
  readonly shape: string;
  readonly hasRevisions: boolean;
}

export interface Cell {
  readonly element: XmlElement;
  readonly blocks: readonly Block[];
}

/** The rows of a table that are there in that view, with the blocks of their cells. */
export function readRows(table: XmlElement, side: Side, view: View, namespaces: ReadonlyMap<string, string>): Row[] {
  const rows: Row[] = [];
  let hidesRows = false;
  forEachInside(table, 'w:tr', namespaces, (row, around) => {
    const properties = findChild(row, 'w:trPr');
    if (properties !== null && findChild(properties, view === 'accepted' ? 'w:del' : 'w:ins') !== null) {
      hidesRows = true;
      return;
    }
    const cells: Cell[] = [];
    let shape = '';
    let hasRevisions =
      properties !== null && (findChild(properties, 'w:del') !== null || findChild(properties, 'w:ins') !== null);
    forEachInside(row, 'w:tc', around, (cell, inner) => {
      const cellProperties = findChild(cell, 'w:tcPr');
      if (
        cellProperties !== null &&
        (findChild(cellProperties, 'w:cellIns') ?? findChild(cellProperties, 'w:cellDel')) !== null
      ) {
        hasRevisions = true;
        if (findChild(cellProperties, view === 'accepted' ? 'w:cellDel' : 'w:cellIns') !== null) return;
      }
      // Numbers are counted by the story around the table.
      const reader = new BlockReader(side, view, new ListLabels(side.styles.language));
      reader.readInside(cell, inner);
      reader.close();
      const { blocks } = reader;
      if (blocks.some((block) => block.hasRevisions)) hasRevisions = true;
      cells.push({ element: cell, blocks });
      shape += `${cellShape(cellProperties)};`;
    });
    if (cells.length > 0) rows.push({ element: row, cells, shape, hasRevisions });
  });
  const [first] = rows;
  if (hidesRows && first !== undefined) rows[0] = { ...first, hasRevisions: true };
  return rows;
}

/** The words of a row's cells, for finding its like on the other side. */
export function rowText(row: Row): string {
  return row.cells.map((cell) => cell.blocks.map((block) => block.text).join('\n')).join('\t');
}

/** Equal for rows of equal shape and content. */
export function rowKey(row: Row): string {
  return `${row.shape}\0${row.cells.map((cell) => cell.blocks.map(blockKey).join('\0p\0')).join('\0c\0')}`;
}

function cellShape(properties: XmlElement | null): string {
  if (properties === null) return '1';
  const merge = findChild(properties, 'w:vMerge');
  const merged = merge === null ? '' : `v${attributeOf(merge, 'w:val') ?? 'continue'}`;
  return `${childValue(properties, 'w:gridSpan') ?? '1'}${merged}`;
}

function forEachInside(
  parent: XmlElement,
  name: string,
  around: ReadonlyMap<string, string>,
  onElement: (element: XmlElement, around: ReadonlyMap<string, string>) => void,
): void {
  for (let child = parent.first; child !== null; child = child.next) {
    const namespaces = child.namespaces === null ? around : new Map([...around, ...child.namespaces]);
    if (child.name === name) onElement(child, namespaces);
    else if (child.name === 'w:sdt' || child.name === 'w:sdtContent' || child.name === 'w:customXml') {
      forEachInside(child, name, namespaces, onElement);
    }
  }
}

/** The stories of the text boxes anchored in a paragraph, in the order of their elements. */
function readBoxes(
  flat: FlatParagraph,
  side: Side,
  view: View,
  namespaces: ReadonlyMap<string, string>,
): readonly (readonly Block[])[] {
  if (!flat.hasObjects) return noBoxes;
  return flat.items.flatMap(({ leaf }) => side.boxesIn(leaf).map((box) => readBox(box, side, view, namespaces)));
}

const noBoxes: readonly (readonly Block[])[] = [];

/** The blocks of one text box (`w:txbxContent`). `namespaces`: what is in scope around the object that holds it. */
export function readBox(
  box: XmlElement,
  side: Side,
  view: View,
  namespaces: ReadonlyMap<string, string>,
): readonly Block[] {
  const reader = new BlockReader(side, view, new ListLabels(side.styles.language));
  reader.readInside(box, namespaces);
  reader.close();
  return reader.blocks;
}

function notesIn(flat: FlatParagraph): readonly NoteReference[] {
  const notes: NoteReference[] = [];
  for (const { leaf } of flat.items) {
    const note = noteOf(leaf);
    if (note !== null) notes.push(note);
  }
  return notes.length === 0 ? noNotes : notes;
}

const nothingCounted: Counted = [null];

const noNotes: readonly NoteReference[] = [];

/** The note that a leaf refers to, or `null`. */
export function noteOf(leaf: XmlElement): NoteReference | null {
  if (leaf.name === 'w:footnoteReference') return { kind: 'footnote', id: attributeOf(leaf, 'w:id') ?? '' };
  if (leaf.name === 'w:endnoteReference') return { kind: 'endnote', id: attributeOf(leaf, 'w:id') ?? '' };
  return null;
}

/** The elements of a block, parsed anew from the part. */
export function elementsOf(block: Block, side: Side): XmlElement[] {
  return block.ranges.map(({ from, to }) => parseFragment(side.text, from, to, block.namespaces));
}

/** A paragraph laid flat again, with its tree. */
export function flatOf(block: ParagraphBlock, side: Side, view: View): FlatParagraph {
  return flattenParagraph(elementsOf(block, side), side, view);
}

/** `w:pPr` as it is in that view: the one before a tracked change when that is rejected. */
export function propertiesIn(paragraph: XmlElement, view: View): XmlElement | null {
  const properties = findChild(paragraph, 'w:pPr');
  if (properties === null || view === 'accepted') return properties;
  const change = findChild(properties, 'w:pPrChange');
  return change === null ? properties : findChild(change, 'w:pPr');
}

/** Whether the paragraph's mark is not there in that view (ECMA-376 part 1, 17.13.5.15, 17.13.5.20 and following). */
export function isMarkRemoved(paragraph: XmlElement, view: View): boolean {
  const properties = findChild(paragraph, 'w:pPr');
  const mark = properties === null ? null : findChild(properties, 'w:rPr');
  if (mark === null) return false;
  return view === 'accepted'
    ? findChild(mark, 'w:del') !== null || findChild(mark, 'w:moveFrom') !== null
    : findChild(mark, 'w:ins') !== null || findChild(mark, 'w:moveTo') !== null;
}
