import { AppError } from '../../../core/error.ts';
import type { WordEdit } from '../../../core/model/comparison.ts';
import type { Block, Mark, Paragraph, TableRow } from '../../../core/model/content.ts';
import type { Highlight } from './highlights.ts';
import type { Origin } from './origins.ts';

/**
 * A clause as it is set on the sheet: lines of pieces. A comparison speaks of plain words, a sheet
 * needs their formatting and paragraphs too, so the two sides' content is walked in step with the
 * edits: equal and inserted words take their formatting from B, deleted words from A. Where a side
 * breaks a paragraph, the sheet breaks it; a break that only one side has is shown as a mark.
 *
 * Laws (tests/renderer/clause-lines.test.ts): the pieces that are not inserted, joined, are A's text to
 * the character, and those that are not deleted are B's. Rendering the edits as plain text was
 * turned down: a redline that loses bold, lists and tables cannot be read as the contract.
 */
export interface Piece {
  readonly op: WordEdit['op'];
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly href: string | null;
  /** It belongs to the clause's heading. */
  readonly heading: boolean;
  /** Which change of the clause it belongs to, from 0; `null` for equal words. */
  readonly change: number | null;
  readonly highlight: Setting | null;
  /** The line or cell ends here; the text is then the one character that separates them. */
  readonly ends: 'line' | 'cell' | null;
}

/** What sets a range of a clause's words off from the rest. */
export type Setting = Highlight | Origin;

export interface Line {
  readonly type: Block['type'];
  /** What its pieces have in common, `equal` when they differ. */
  readonly op: WordEdit['op'];
  readonly paragraph: Omit<Paragraph, 'type' | 'runs'>;
  /** One for a paragraph, one a cell for a row. */
  readonly cells: readonly (readonly Piece[])[];
}

/** What a side's content brings to a sheet. */
export interface SheetContent {
  readonly headingTo: number;
  readonly blocks: readonly Block[];
}

/** A clause as it stands, with highlighted ranges of its text. */
export function plainLines(content: SheetContent, highlights: readonly Setting[]): Line[] {
  const composer = new LineComposer(content, content);
  for (const unit of cutAt(unitsOf(content), highlights)) composer.add('b', unit, 'equal', null);
  return composer.finish();
}

/** A clause's two versions in one, as a redline. `edits` must reproduce both texts. */
export function redlineLines(a: SheetContent | null, b: SheetContent | null, edits: readonly WordEdit[]): Line[] {
  const composer = new LineComposer(a, b);
  const aCursor = new Cursor(a === null ? [] : unitsOf(a));
  const bCursor = new Cursor(b === null ? [] : unitsOf(b));
  let change = -1;
  let previous: WordEdit['op'] = 'equal';
  for (const edit of edits) {
    if (edit.op !== 'equal' && previous === 'equal') change += 1;
    previous = edit.op;
    const from = edit.op === 'delete' ? 'a' : 'b';
    if (edit.op === 'equal') composer.pass('a', aCursor.take(edit.text));
    for (const unit of (from === 'a' ? aCursor : bCursor).take(edit.text)) {
      composer.add(from, unit, edit.op, edit.op === 'equal' ? null : change);
    }
  }
  aCursor.end();
  bCursor.end();
  return composer.finish();
}

/**
 * The classes of a paragraph in the sheet and in the editor. Only one with a number of its own is
 * set in like a list: the clause itself stands in its list already.
 */
export function lineClasses({ label, listLevel, role }: Omit<Paragraph, 'type' | 'runs'>): string {
  const classes = ['line'];
  if (label !== undefined && role === undefined) classes.push(`list-${Math.min(listLevel ?? 0, 3)}`);
  if (role !== undefined) classes.push('is-note');
  return classes.join(' ');
}

/** How many changes a redline of these edits shows. */
export function changeCount(edits: readonly WordEdit[]): number {
  return edits.filter((edit, index) => edit.op !== 'equal' && (edits[index - 1]?.op ?? 'equal') === 'equal').length;
}

/** A stretch of a clause's text with one formatting, or one separator. */
interface Unit {
  readonly text: string;
  /** Where it starts in the clause's text. */
  readonly at: number;
  readonly marks: readonly Mark[];
  readonly href: string | null;
  readonly heading: boolean;
  readonly separates: 'block' | 'cell' | null;
  readonly highlight: Setting | null;
}

function unitsOf(content: SheetContent): Unit[] {
  const units: Unit[] = [];
  let at = 0;
  const push = (text: string, marks: readonly Mark[], href: string | null, separates: Unit['separates']) => {
    if (text === '') return;
    const cut = Math.max(0, Math.min(text.length, content.headingTo - at));
    for (const [part, heading] of [
      [text.slice(0, cut), true],
      [text.slice(cut), false],
    ] as const) {
      if (part === '') continue;
      units.push({ text: part, at, marks, href, heading, separates, highlight: null });
      at += part.length;
    }
  };
  const pushParagraph = (paragraph: Paragraph) => {
    for (const run of paragraph.runs) push(run.text, run.marks ?? [], run.href ?? null, null);
  };
  const pushCells = (row: TableRow) => {
    row.cells.forEach((cell, cellIndex) => {
      if (cellIndex > 0) push('\t', [], null, 'cell');
      cell.paragraphs.forEach((paragraph, index) => {
        if (index > 0) push('\n', [], null, null);
        pushParagraph(paragraph);
      });
    });
  };
  content.blocks.forEach((block, blockIndex) => {
    if (blockIndex > 0) push('\n', [], null, 'block');
    if (block.type === 'paragraph') pushParagraph(block);
    else pushCells(block);
  });
  return units;
}

/** The units cut where highlights, which are in order and do not overlap, begin and end. */
function cutAt(units: readonly Unit[], highlights: readonly Setting[]): Unit[] {
  const cut: Unit[] = [];
  let next = 0;
  for (const unit of units) {
    const to = unit.at + unit.text.length;
    let from = unit.at;
    for (let highlight = highlights[next]; highlight !== undefined; highlight = highlights[next]) {
      const isPoint = highlight.from === highlight.to;
      if (highlight.from > to || (highlight.from === to && !isPoint)) break;
      const start = Math.max(from, highlight.from);
      const end = Math.min(to, highlight.to);
      if (start > from) cut.push(slice(unit, from, start, null));
      if (isPoint) cut.push({ ...unit, text: '', at: start, separates: null, highlight });
      else if (start < end) cut.push(slice(unit, start, end, highlight));
      from = end;
      if (highlight.to > to) break;
      next += 1;
    }
    if (from < to) cut.push(slice(unit, from, to, null));
  }
  return cut;
}

function slice(unit: Unit, from: number, to: number, highlight: Setting | null): Unit {
  return { ...unit, text: unit.text.slice(from - unit.at, to - unit.at), at: from, highlight };
}

/** Walks one side's units by counts of characters, and checks that they are the ones the edits name. */
class Cursor {
  private readonly units: readonly Unit[];
  private index = 0;
  private offset = 0;

  constructor(units: readonly Unit[]) {
    this.units = units;
  }

  take(text: string): Unit[] {
    const taken: Unit[] = [];
    let done = 0;
    while (done < text.length) {
      const unit = this.units[this.index];
      if (unit === undefined) throw new AppError('law-broken', 'The edits go beyond the clause.');
      const part = unit.text.slice(this.offset, this.offset + text.length - done);
      if (!text.startsWith(part, done)) throw new AppError('law-broken', 'The edits do not reproduce the clause.');
      taken.push({ ...unit, text: part, at: unit.at + this.offset });
      done += part.length;
      this.offset += part.length;
      if (this.offset === unit.text.length) {
        this.index += 1;
        this.offset = 0;
      }
    }
    return taken;
  }

  end(): void {
    if (this.index < this.units.length) throw new AppError('law-broken', 'The edits end before the clause does.');
  }
}

type Side = 'a' | 'b';

class LineComposer {
  private readonly blocks: Readonly<Record<Side, readonly Block[]>>;
  /** The block each side is in. */
  private readonly at: Record<Side, number> = { a: 0, b: 0 };
  private readonly lines: Line[] = [];
  private cells: Piece[][] = [[]];
  /** The side whose block gives the line its looks: B as soon as it has a piece in it. */
  private looks: { side: Side; block: number } | null = null;

  constructor(a: SheetContent | null, b: SheetContent | null) {
    this.blocks = { a: a?.blocks ?? [], b: b?.blocks ?? [] };
  }

  add(side: Side, unit: Unit, op: WordEdit['op'], change: number | null): void {
    if (this.looks === null || (this.looks.side === 'a' && side === 'b')) {
      this.looks = { side, block: this.at[side] };
    }
    const ends = unit.separates === 'block' ? 'line' : unit.separates;
    const { text, marks, href, heading, highlight } = unit;
    this.cells.at(-1)?.push({ op, text, marks, href, heading, change, highlight, ends });
    if (unit.separates === 'cell') this.cells.push([]);
    if (unit.separates === 'block') {
      this.at[side] += 1;
      this.endLine();
    }
  }

  /** Moves a side on over words that are shown as the other side has them. */
  pass(side: Side, units: readonly Unit[]): void {
    this.at[side] += units.filter((unit) => unit.separates === 'block').length;
  }

  finish(): Line[] {
    this.endLine();
    return this.lines;
  }

  private endLine(): void {
    const looks = this.looks ?? { side: this.blocks.b.length > 0 ? 'b' : 'a', block: this.at.b };
    const block = this.blocks[looks.side][looks.block];
    const { type: _type, runs: _runs, ...paragraph } = block?.type === 'paragraph' ? block : emptyParagraph;
    const ops = new Set(this.cells.flat().map((piece) => piece.op));
    const [only] = ops;
    this.lines.push({
      type: this.cells.length > 1 || block?.type === 'row' ? 'row' : 'paragraph',
      op: ops.size === 1 && only !== undefined ? only : 'equal',
      paragraph,
      cells: this.cells,
    });
    this.cells = [[]];
    this.looks = null;
  }
}

const emptyParagraph: Paragraph = { type: 'paragraph', runs: [] };
