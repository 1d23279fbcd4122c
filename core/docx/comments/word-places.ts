import { type Block, elementsOf, flatOf, type ParagraphBlock, readRows } from '../redline/blocks.ts';
import type { FlatParagraph, Item } from '../redline/flat-paragraph.ts';
import type { Side, View } from '../redline/side.ts';
import type { Story } from '../redline/stories.ts';
import type { XmlElement } from '../xml.ts';

/**
 * Places among the words of a body, as it reads in one view.
 *
 * Two files that read alike (a revised draft, and the redline against it with every change accepted) have the same paragraphs with the
 * same words, however differently they are written. So a place is named by the way to its paragraph and the number of
 * characters before it there, and what one file has at a place is found in the other without any search for
 * words, which would be ambiguous. Notes and text boxes have no places: Word takes no comments in text boxes.
 */
export interface WordPlace {
  /** The block; in a table also row, cell and block in it, and so on inwards. */
  readonly path: readonly number[];
  /** Characters of the flat text (flat-paragraph.ts) before it. */
  readonly at: number;
}

/** A body in one view, with the part that it stands in. */
export interface ViewedBody {
  readonly story: Story;
  readonly side: Side;
  readonly view: View;
}

/** Which way a place that falls into a gap, between paragraphs or into something of no width, is moved. */
export type Edge = 'start' | 'end';

/** A paragraph with its way, laid flat. */
interface FoundParagraph {
  readonly path: readonly number[];
  readonly flat: FlatParagraph;
}

/** The place in the view that an offset in the part's text stands for; `null` when it stands in an object or where nothing is left. */
export function placeOf(body: ViewedBody, offset: number, edge: Edge): WordPlace | null {
  const found = findParagraph(body.story.blocks, offset, edge, body);
  if (found === null) return null;
  const at = charactersBefore(found.flat, offset, edge);
  return at === null ? null : { path: found.path, at };
}

/** The paragraph of that way, laid flat; `null` when the body has none there. */
export function paragraphAt(body: ViewedBody, path: readonly number[]): FlatParagraph | null {
  let { blocks } = body.story;
  for (let depth = 0; ; depth += 3) {
    const block = blocks[path[depth] ?? -1];
    if (block === undefined) return null;
    if (depth === path.length - 1) {
      return block.kind === 'paragraph' ? flatOf(block, body.side, body.view) : null;
    }
    const cell = rowsOf(block, body)[path[depth + 1] as number]?.cells[path[depth + 2] as number];
    if (cell === undefined) return null;
    blocks = cell.blocks;
  }
}

/** Below zero when `a` stands before `b`. */
export function comparePlaces(a: WordPlace, b: WordPlace): number {
  for (let depth = 0; depth < Math.min(a.path.length, b.path.length); depth++) {
    const difference = (a.path[depth] as number) - (b.path[depth] as number);
    if (difference !== 0) return difference;
  }
  return a.path.length - b.path.length || a.at - b.at;
}

/** At the start edge the first paragraph that ends behind the offset, at the end edge the last that begins before it. */
function findParagraph(blocks: readonly Block[], offset: number, edge: Edge, body: ViewedBody): FoundParagraph | null {
  const first = edge === 'start' ? firstEndingBehind(blocks, offset) : lastBeginningBefore(blocks, offset);
  const step = edge === 'start' ? 1 : -1;
  for (let index = first; index >= 0 && index < blocks.length; index += step) {
    const found = findInBlock(blocks[index] as Block, offset, edge, body);
    if (found !== null) return { ...found, path: [index, ...found.path] };
  }
  return null;
}

function findInBlock(block: Block, offset: number, edge: Edge, body: ViewedBody): FoundParagraph | null {
  if (block.kind === 'paragraph') {
    return { path: [], flat: flatOf(block as ParagraphBlock, body.side, body.view) };
  }
  const rows = rowsOf(block, body);
  const cells = rows.flatMap(({ cells: inRow }, row) => inRow.map((cell, index) => ({ row, index, cell })));
  if (edge === 'end') cells.reverse();
  for (const { row, index, cell } of cells) {
    const isPassed = edge === 'start' ? cell.element.to <= offset : cell.element.from >= offset;
    const found = isPassed ? null : findParagraph(cell.blocks, offset, edge, body);
    if (found !== null) return { ...found, path: [row, index, ...found.path] };
  }
  return null;
}

function rowsOf(block: Block, { side, view }: ViewedBody) {
  const [table] = block.kind === 'table' ? elementsOf(block, side) : [];
  return table === undefined ? [] : readRows(table, side, view, block.namespaces);
}

function firstEndingBehind(blocks: readonly Block[], offset: number): number {
  let from = 0;
  let to = blocks.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (((blocks[middle] as Block).ranges.at(-1)?.to ?? 0) > offset) to = middle;
    else from = middle + 1;
  }
  return from;
}

function lastBeginningBefore(blocks: readonly Block[], offset: number): number {
  let from = 0;
  let to = blocks.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (((blocks[middle] as Block).ranges[0]?.from ?? 0) < offset) from = middle + 1;
    else to = middle;
  }
  return from - 1;
}

function charactersBefore({ items, text }: FlatParagraph, offset: number, edge: Edge): number | null {
  if (items.some(({ leaf }) => leaf.from < offset && offset < leaf.to && leaf.name !== 'w:t')) return null;
  // The parts of a field are one object, which is never cut.
  const whole = (item: Item) => item.head ?? item;
  if (edge === 'start') {
    const next = items.find(({ leaf }) => leaf.from >= offset);
    return next === undefined ? text.length : whole(next).from;
  }
  const last = items.findLast(({ leaf }) => leaf.to <= offset);
  return last === undefined ? 0 : whole(last).to;
}

/** The elements around an offset, from the outermost inwards: those in whose content it stands. */
export function elementsAround(root: XmlElement, offset: number): XmlElement[] {
  const around: XmlElement[] = [];
  for (let element: XmlElement | null = root; element !== null; ) {
    if (offset <= element.from || offset >= element.to) break;
    around.push(element);
    let inner: XmlElement | null = null;
    for (let child: XmlElement | null = element.first; child !== null; child = child.next) {
      if (child.from < offset && offset < child.to) inner = child;
    }
    element = inner;
  }
  return around;
}
