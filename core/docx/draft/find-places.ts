import type { Block } from '../../model/content.ts';
import type { SourceBlock } from '../../model/source.ts';
import type { DocxPackage } from '../package.ts';
import { paragraphsIn } from '../story.ts';
import type { XmlElement } from '../xml.ts';

/** Where a block of the text stands in its part. */
export interface Place {
  readonly part: string;
  /** The `w:p` elements that read as one paragraph, or the one `w:tr`. */
  readonly elements: readonly XmlElement[];
  readonly isRow: boolean;
  readonly around: Surroundings;
}

/** An original block and, where it is needed, its place. */
export interface Original {
  readonly block: Block;
  readonly place: Place | undefined;
}

export interface Surroundings {
  /** The element that it is a child of; `null` for the body. */
  readonly parent: XmlElement | null;
  /** The outermost table around it. */
  readonly table: XmlElement | null;
  /** The text box or the note that it is in; `null` in the body. */
  readonly story: XmlElement | null;
  /** The text box is written a second time, for older programs. */
  readonly isTwin: boolean;
}

/** The places of these blocks, by their index. Throws `damaged` or `too-large`. */
export function findPlaces(
  docx: DocxPackage,
  blocks: readonly SourceBlock[],
  wanted: ReadonlySet<number>,
): Map<number, Place> {
  const finders = new Map<string, PlaceFinder>();
  for (const index of wanted) {
    const { block, source } = blocks[index] as SourceBlock;
    let finder = finders.get(source.part);
    if (finder === undefined) {
      finder = new PlaceFinder(source.part);
      finders.set(source.part, finder);
    }
    finder.want(index, source.from, source.to, block.type === 'row');
  }
  const places = new Map<number, Place>();
  for (const [part, finder] of finders) {
    if (part === docx.mainPart) docx.streamXml(part, 2, (element) => finder.walk(element, inBody));
    else for (let note = docx.getXml(part).first; note !== null; note = note.next) finder.walk(note, inBody);
    for (const [index, place] of finder.places()) places.set(index, place);
  }
  return places;
}

const inBody: Surroundings = { parent: null, table: null, story: null, isTwin: false };

/** The `w:p` elements in an element, by their ordinal. */
export function paragraphPlaces(root: XmlElement, part: string, around: Surroundings): Map<number, Place> {
  const found = new Map<number, Place>();
  const walk = (element: XmlElement, inside: Surroundings) => {
    if (element.name === 'w:p') {
      found.set(element.ordinal, { part, elements: [element], isRow: false, around: inside });
    }
    for (let child = element.first; child !== null; child = child.next) walk(child, inner(element, inside));
  };
  walk(root, around);
  return found;
}

class PlaceFinder {
  readonly #part: string;
  readonly #paragraphs = new Map<number, number>();
  readonly #rows = new Map<string, number>();
  readonly #places = new Map<number, Place>();

  constructor(part: string) {
    this.#part = part;
  }

  want(index: number, from: number, to: number, isRow: boolean): void {
    if (isRow) this.#rows.set(`${from} ${to}`, index);
    else for (let ordinal = from; ordinal < to; ordinal++) this.#paragraphs.set(ordinal, index);
  }

  places(): ReadonlyMap<number, Place> {
    return this.#places;
  }

  walk(element: XmlElement, around: Surroundings, inRow = false): void {
    const isRow = element.name === 'w:tr' && !inRow;
    if (element.name === 'w:p') this.#takeParagraph(element, around);
    else if (isRow && this.#rows.size > 0) this.#takeRow(element, around);
    const inside = inner(element, around);
    for (let child = element.first; child !== null; child = child.next) this.walk(child, inside, inRow || isRow);
  }

  #takeParagraph(element: XmlElement, around: Surroundings): void {
    const index = this.#paragraphs.get(element.ordinal);
    if (index === undefined) return;
    const known = this.#places.get(index);
    if (known === undefined) {
      this.#places.set(index, { part: this.#part, elements: [element], isRow: false, around });
      return;
    }
    // What is nested in the paragraph, in a text box, is none of its own.
    if ((known.elements.at(-1) as XmlElement).to > element.from) return;
    this.#places.set(index, { ...known, elements: [...known.elements, element] });
  }

  #takeRow(element: XmlElement, around: Surroundings): void {
    const { from, to } = paragraphsIn(element);
    const index = this.#rows.get(`${from} ${to}`);
    if (index === undefined || this.#places.has(index)) return;
    this.#places.set(index, { part: this.#part, elements: [element], isRow: true, around });
  }
}

function inner(element: XmlElement, around: Surroundings): Surroundings {
  const { name } = element;
  if (name === 'w:p' || name === 'w:r') return around;
  if (name === 'mc:AlternateContent') return { ...around, isTwin: countBoxes(element) > 1 };
  const isStory = name === 'w:txbxContent' || name === 'w:footnote' || name === 'w:endnote';
  return {
    parent: element,
    table: around.table ?? (name === 'w:tbl' ? element : null),
    story: isStory ? element : around.story,
    isTwin: around.isTwin,
  };
}

function countBoxes(element: XmlElement): number {
  if (element.name === 'w:txbxContent') return 1;
  let count = 0;
  for (let child = element.first; child !== null; child = child.next) count += countBoxes(child);
  return count;
}
