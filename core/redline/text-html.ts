import { escapeHtml } from '../html-text.ts';
import type { InterfaceLanguage } from '../model/matter.ts';
import type {
  FormattingChange,
  ParagraphLook,
  RedlineBlock,
  RedlineDocument,
  RedlineParagraph,
  RedlineRow,
  RedlineRun,
  RedlineTable,
  TrackedChange,
} from '../model/redline-document.ts';
import type { ChangeRow } from './change-row.ts';
import { formattingWords } from './formatting-words.ts';
import { objectWords } from './spoken-words.ts';
import { type RedlineWords, redlineWords } from './words.ts';

/** What the text of a redline refers to. */
export interface TextReferences {
  readonly rows: readonly ChangeRow[];
  /** The numbers of the rows that begin at a run, a paragraph, a table row. */
  readonly starts: ReadonlyMap<object, readonly number[]>;
  /** The numbers of the comments by their ids. */
  readonly comments: ReadonlyMap<string, number>;
}

/**
 * Writes the text of a redline as HTML. Colour is never the only sign: what came has two lines under it, what left one through it, and
 * where something moved it says from or to where.
 */
export class TextWriter {
  readonly #references: TextReferences;
  readonly #language: InterfaceLanguage;
  readonly #words: RedlineWords;

  constructor(references: TextReferences, language: InterfaceLanguage) {
    this.#references = references;
    this.#language = language;
    this.#words = redlineWords[language];
  }

  /** `level`: of the HTML heading for the outermost headings. */
  blocks(blocks: readonly RedlineBlock[], level: number, around: readonly TrackedChange[] = []): string {
    return blocks.map((block) => this.#block(block, level, around)).join('\n');
  }

  #block(block: RedlineBlock, level: number, around: readonly TrackedChange[]): string {
    if (block.type === 'paragraph') return this.#paragraph(block, level, around);
    if (block.type === 'table') return this.#table(block, level, around);
    return this.#notes(block, block.formatting);
  }

  #paragraph(paragraph: RedlineParagraph, level: number, around: readonly TrackedChange[]): string {
    const label = labelHtml(paragraph, around);
    const words = this.#runs(paragraph.runs, around) + this.#mark(paragraph, around);
    const boxes = paragraph.textBoxes.map(({ changes, blocks }) => {
      const inner = [...around, ...changes];
      return `<div class="box">${this.#numbers(blocks)}${this.blocks(blocks, level, inner)}</div>`;
    });
    const notes = this.#runNotes(paragraph.runs) + this.#notes(paragraph, paragraph.formatting);
    if (label === '' && words === '') return boxes.join('') + notes;
    const look = shownLook(paragraph);
    const tag = look.headingLevel === null ? 'p' : `h${Math.min(level + look.headingLevel, 6)}`;
    const indent = label !== '' || look.listLevel !== null ? ` class="i${look.listLevel ?? 0}"` : '';
    const kind = titles.test(look.style) ? ' class="title"' : indent;
    return `<${tag}${kind} dir="auto">${label}${words}</${tag}>${boxes.join('')}${notes}`;
  }

  #runs(runs: readonly RedlineRun[], around: readonly TrackedChange[]): string {
    let html = '';
    let open: readonly TrackedChange[] = [];
    let pending = '';
    const close = () => {
      if (pending !== '') html += wrapChanges(pending, open, this.#authorship);
      pending = '';
    };
    for (const run of runs) {
      const changes = joinChanges(around, run.changes);
      const numbers = this.#numbers(run);
      if (numbers !== '' || !looksAlike(changes, open)) {
        close();
        html += numbers;
        open = changes;
      }
      pending += this.#run(run);
    }
    close();
    return html;
  }

  #run(run: RedlineRun): string {
    if (run.comment !== null) return this.#commentReference(run.comment);
    if (run.object !== null) return this.#object(run);
    let html = escapeHtml(run.text);
    for (const mark of run.marks) html = markHtml(mark, html);
    if (run.formatting === null) return html;
    const said = escapeHtml(formattingWords(run.formatting.differences, this.#language));
    return `<span class="formatted" title="${said}">${html}</span>`;
  }

  #object({ object, changes }: RedlineRun): string {
    if (object === null || (object.kind === 'field-code' && changes.length > 0)) return '';
    if (object.kind === 'page-break' || object.kind === 'column-break') {
      return changes.length === 0
        ? ''
        : `<span class="object">[${escapeHtml(this.#words.objects[object.kind])}]</span>`;
    }
    return `<span class="object">${escapeHtml(objectWords(object, this.#language))}</span>`;
  }

  #commentReference(id: string): string {
    const number = this.#references.comments.get(id);
    return number === undefined ? '' : `<a class="comment-mark" id="at-k${number}" href="#k${number}">[${number}]</a>`;
  }

  /** The end of a paragraph that was cut or joined there; where the whole paragraph came or went, its words say it already. */
  #mark(paragraph: RedlineParagraph, around: readonly TrackedChange[]): string {
    const { mark, runs } = paragraph;
    const numbers = mark.length === 0 ? '' : this.#numbers(mark);
    const changes = joinChanges(around, mark);
    if (mark.length === 0) return numbers;
    const isWhole =
      runs.some((run) => run.text !== '') &&
      runs.every((run) => run.text === '' || looksAlike(joinChanges(around, run.changes), changes));
    return numbers + (isWhole ? '' : wrapChanges('¶', changes, this.#authorship));
  }

  /** Tables of their own shape; a cell that goes on from the one above has no line between. */
  #table(table: RedlineTable, level: number, around: readonly TrackedChange[]): string {
    const rows = table.rows.map((row) => this.#row(row, level, around));
    return `<div class="table"><table class="grid"><tbody>${rows.join('\n')}</tbody></table></div>${this.#notes(table, table.formatting)}`;
  }

  #row(row: RedlineRow, level: number, around: readonly TrackedChange[]): string {
    const inRow = joinChanges(around, row.changes);
    let numbers = this.#numbers(row);
    const cells = row.cells.map((cell) => {
      const inCell = joinChanges(inRow, cell.changes);
      const span = cell.columns > 1 ? ` colspan="${cell.columns}"` : '';
      const kinds = [cell.continues ? 'continues' : '', sideOf(inCell)].filter((kind) => kind !== '');
      const attributes = kinds.length === 0 ? span : `${span} class="${kinds.join(' ')}"`;
      const count = numbers + this.#numbers(cell);
      const shown = count === '' ? '' : `<span class="row-numbers">${count}</span>`;
      const html = `<td${attributes}>${shown}${this.blocks(cell.blocks, level, inCell)}${this.#notes(cell, cell.formatting)}</td>`;
      numbers = '';
      return html;
    });
    const notes = this.#notes(row, row.formatting);
    if (notes !== '' && cells.length > 0)
      cells[cells.length - 1] = `${cells.at(-1)?.slice(0, -'</td>'.length)}${notes}</td>`;
    const text = cells.join('');
    return `<tr${text.length < longestOnOnePage ? ' class="short"' : ''}>${text}</tr>`;
  }

  /** Small numbers that lead to the table of changes. Where formatting begins, its note has the number. */
  #numbers(thing: object): string {
    const numbers = this.#references.starts.get(thing) ?? [];
    return numbers
      .filter((number) => this.#rowOf(number)?.kind !== 'formatting')
      .map((number) => this.#number(number, thing))
      .join('');
  }

  #number(number: number, thing: object): string {
    const row = this.#rowOf(number);
    const link = `<a class="number" href="#r${number}">${number}</a>`;
    if (row?.kind !== 'move') return `<span id="c${number}">${link}</span>`;
    const isOldPlace = isRunOf(thing) && thing.changes.some(({ kind }) => kind === 'moveFrom');
    const other = (isOldPlace ? row.clause : row.fromClause)?.label ?? null;
    const sign = isOldPlace ? this.#words.movedAwayTo : this.#words.movedHereFrom;
    const place = other === null ? sign.nowhere : sign.somewhere.replace('{clause}', () => other);
    const id = isOldPlace ? '' : ` id="c${number}"`;
    return `<span class="moved-sign"${id}>${link}[${escapeHtml(place)}]</span>`;
  }

  #rowOf(number: number): ChangeRow | undefined {
    return this.#references.rows[number - 1];
  }

  /** Changes of formatting that begin at a paragraph, table, row or cell. */
  #notes(thing: object, formatting: readonly FormattingChange[]): string {
    if (formatting.length === 0) return '';
    return (this.#references.starts.get(thing) ?? []).map((number) => this.#note(number)).join('');
  }

  #runNotes(runs: readonly RedlineRun[]): string {
    let html = '';
    for (const run of runs) {
      if (run.formatting === null) continue;
      for (const number of this.#references.starts.get(run) ?? []) html += this.#note(number);
    }
    return html;
  }

  #note(number: number): string {
    const row = this.#rowOf(number);
    if (row === undefined || row.kind !== 'formatting' || row.scope === null) return '';
    const scope = this.#words.scopes[row.scope];
    const said = formattingWords(row.formatting, this.#language);
    return `<p class="note" id="c${number}"><a class="number" href="#r${number}">${number}</a>${escapeHtml(`${scope} – ${said}`)}</p>`;
  }

  readonly #authorship = ({ author, date }: TrackedChange): string => {
    const named = author === '' ? this.#words.unnamed : author;
    return escapeHtml(date === null ? named : `${named}, ${date.slice(0, 10)}`);
  };
}

/** Characters of HTML; a row with more may be cut between pages. */
const longestOnOnePage = 3000;

/** The style of a document's title, by its name. */
const titles = /^(?:title|titre)$/i;

/** The comments' numbers in the order of the file, from 1. */
export function numberComments(document: RedlineDocument): ReadonlyMap<string, number> {
  return new Map(document.comments.map(({ id }, index) => [id, index + 1]));
}

function isRunOf(thing: object): thing is RedlineRun {
  return 'changes' in thing;
}

/** What it looks like where it is shown: as it was when it is deleted, else as it will be. */
function shownLook(paragraph: RedlineParagraph): ParagraphLook {
  const isLeaving = paragraph.mark.some(({ kind }) => kind === 'deletion' || kind === 'moveFrom');
  return isLeaving ? paragraph.before : paragraph.after;
}

/** Its number, or both when it is numbered anew. */
function labelHtml({ before, after }: RedlineParagraph, around: readonly TrackedChange[]): string {
  const isNew = !around.every(({ kind }) => kind === 'deletion' || kind === 'moveFrom');
  const isGone = !around.every(({ kind }) => kind === 'insertion' || kind === 'moveTo');
  const old = isNew ? null : before.label;
  const current = isGone ? null : after.label;
  if (old === null && current === null) return '';
  if (old === current) return `<span class="label">${escapeHtml(old ?? '')}</span> `;
  const parts = [
    old === null ? '' : `<del>${escapeHtml(old)}</del>`,
    current === null ? '' : `<ins>${escapeHtml(current)}</ins>`,
  ];
  return `<span class="label renumbered">${parts.filter((part) => part !== '').join(' ')}</span> `;
}

/** Those around first; what is inserted in an inserted row by the same author is inserted once. */
function joinChanges(around: readonly TrackedChange[], own: readonly TrackedChange[]): readonly TrackedChange[] {
  if (around.length === 0) return own;
  if (own.length === 0) return around;
  const added = own.filter((each) => !around.some((outer) => outer.kind === each.kind && outer.author === each.author));
  return [...around, ...added];
}

function looksAlike(a: readonly TrackedChange[], b: readonly TrackedChange[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  return a.every(({ kind, author, move }, index) => {
    const other = b[index];
    return kind === other?.kind && author === other.author && move === other.move;
  });
}

const tags = {
  insertion: ['<ins', '</ins>'],
  deletion: ['<del', '</del>'],
  moveTo: ['<ins class="moved"', '</ins>'],
  moveFrom: ['<del class="moved"', '</del>'],
} as const;

function wrapChanges(
  html: string,
  changes: readonly TrackedChange[],
  title: (change: TrackedChange) => string,
): string {
  let wrapped = html;
  for (let index = changes.length - 1; index >= 0; index--) {
    const change = changes[index] as TrackedChange;
    const [from, to] = tags[change.kind];
    wrapped = `${from} title="${title(change)}">${wrapped}${to}`;
  }
  return wrapped;
}

function sideOf(changes: readonly TrackedChange[]): string {
  const last = changes.at(-1);
  if (last === undefined) return '';
  return last.kind === 'insertion' || last.kind === 'moveTo' ? 'came' : 'went';
}

function markHtml(mark: RedlineRun['marks'][number], html: string): string {
  switch (mark) {
    case 'bold':
      return `<b>${html}</b>`;
    case 'italic':
      return `<i>${html}</i>`;
    case 'superscript':
      return `<sup>${html}</sup>`;
    case 'subscript':
      return `<sub>${html}</sub>`;
    default:
      return `<span class="${mark}">${html}</span>`;
  }
}
