import type { ClauseName } from '../contract/clause-name.ts';
import type { ContractLanguage } from '../model/clause.ts';
import type { InterfaceLanguage } from '../model/matter.ts';
import type {
  FormattingChange,
  RedlineBlock,
  RedlineDocument,
  RedlineParagraph,
  RedlineRow,
  RedlineRun,
  RedlineStory,
  TrackedChange,
} from '../model/redline-document.ts';
import {
  type ChangeRow,
  closeRow,
  contextLength,
  emptyRow,
  emptyStory,
  isLineBreak,
  type OpenRow,
  pairMoves,
} from './change-row.ts';
import { ClauseNames } from './clause-names.ts';
import { blocksText, runWords } from './spoken-words.ts';
import { isInView, type View } from './view.ts';

/**
 * The table of changes: one row for what a reader would call one change.
 *
 * A file records changes by the run, so that one replaced sentence can be a dozen elements. Here what one author
 * did without an unchanged character in between is one row, inside a clause; a deletion beside an insertion is a replacement; the
 * two ends of a move are one row. Where somebody deleted what somebody else had inserted, both have their row, because
 * either can be accepted or rejected alone.
 */

/** The table of changes of a document; images and the like are named in that language. Time grows with the document's length. */
export function listChanges(document: RedlineDocument, language: InterfaceLanguage = 'en'): readonly ChangeRow[] {
  return numberChanges(document, language).rows;
}

/** The table, and what a rendering of the text needs besides. */
export interface NumberedChanges {
  readonly rows: readonly ChangeRow[];
  /** The numbers of the rows that begin at a run, a paragraph's mark, a table row and so on. */
  readonly starts: ReadonlyMap<object, readonly number[]>;
  /** The contract's language, found from the draft after. */
  readonly contractLanguage: ContractLanguage;
}

export function numberChanges(document: RedlineDocument, language: InterfaceLanguage): NumberedChanges {
  const names = new ClauseNames(document);
  const collector = new ChangeCollector(names, language);
  for (const story of document.stories) collector.walkStory(story);
  return { ...collector.finish(), contractLanguage: names.language };
}

/** Something that changes can be made to: words of a run, a paragraph's mark, a whole row. */
interface Atom {
  readonly words: string;
  readonly changes: readonly TrackedChange[];
  readonly unit: ChangeRow['unit'];
  readonly thing: object;
  /** Words that only count when nothing else in the row does, such as a field's instruction. */
  readonly isAside: boolean;
  /** It is the end of a paragraph. */
  readonly isEnd?: boolean;
}

class ChangeCollector {
  readonly #names: ClauseNames;
  readonly #language: InterfaceLanguage;
  readonly #rows: OpenRow[] = [];
  readonly #open = new Map<string, OpenRow>();
  readonly #moves = new Map<string, { from: OpenRow | null; to: OpenRow | null }>();
  readonly #asides = new Map<OpenRow, { before: string; after: string }>();
  #story: RedlineStory = emptyStory;
  #clause: ClauseName | null = null;
  #lead = '';
  #ended: OpenRow[] = [];
  #formatting: OpenRow | null = null;
  /** Rows of the paragraph before, which go on when this one was changed alike; rows of the runs in this one. */
  #paragraphFormatting: OpenRow[] = [];
  #runFormatting: OpenRow[] = [];

  constructor(names: ClauseNames, language: InterfaceLanguage) {
    this.#names = names;
    this.#language = language;
  }

  walkStory(story: RedlineStory): void {
    this.#story = story;
    this.#clause = null;
    this.#walkBlocks(story.blocks, []);
    this.#breakOff();
  }

  finish(): Pick<NumberedChanges, 'rows' | 'starts'> {
    for (const { from, to } of pairMoves([...this.#moves.values()])) {
      if (from === null || to === null) continue;
      to.before = from.before;
      to.fromClause = from.fromClause;
      for (const id of from.ids) to.ids.add(id);
      from.movedTo = to;
    }
    for (const [row, aside] of this.#asides) {
      if (row.before === '' && row.after === '') Object.assign(row, aside);
    }
    const rows: ChangeRow[] = [];
    const numbers = new Map<OpenRow, number>();
    const starts = new Map<object, number[]>();
    for (const open of this.#rows) {
      const row = open.movedTo ?? open;
      let number = numbers.get(row);
      if (number === undefined) {
        number = rows.length + 1;
        numbers.set(row, number);
        rows.push(closeRow(row, number, this.#language));
      }
      starts.set(open.start, [...(starts.get(open.start) ?? []), number]);
    }
    return { rows, starts };
  }

  /** `around`: changes of a row, cell or box that speak for the words in it as well. */
  #walkBlocks(blocks: readonly RedlineBlock[], around: readonly TrackedChange[]): void {
    for (const block of blocks) {
      if (block.type === 'paragraph') this.#walkParagraph(block, around);
      else if (block.type === 'section') this.#addFormatting(block.formatting, '', block);
      else {
        const first = block.rows[0];
        if (first !== undefined) this.#enterClause(this.#clauseAt(first.from, 'after'));
        this.#addFormatting(block.formatting, '', block);
        for (const row of block.rows) this.#walkRow(row, around);
      }
    }
  }

  #walkRow(row: RedlineRow, around: readonly TrackedChange[]): void {
    const changes = withoutThose(row.changes, around);
    if (changes.length > 0) {
      this.#enterClause(this.#clauseAt(row.from, isInView(row.changes, 'after') ? 'after' : 'before'));
      const words = row.cells.map((cell) => blocksText(cell.blocks, changes, this.#language)).join('\t');
      this.#add({ words: `${words}\n`, changes, unit: 'row', thing: row, isAside: false });
    }
    this.#addFormatting(row.formatting, '', row);
    const inner = [...around, ...row.changes];
    for (const cell of row.cells) {
      const cellChanges = withoutThose(cell.changes, inner);
      if (cellChanges.length > 0) {
        const words = blocksText(cell.blocks, cellChanges, this.#language);
        this.#add({ words: `${words}\n`, changes: cellChanges, unit: 'cell', thing: cell, isAside: false });
      }
      this.#addFormatting(cell.formatting, blocksText(cell.blocks, [], this.#language), cell);
      const inCell = cellChanges.length === 0 ? inner : [...inner, ...cellChanges];
      this.#walkBlocks(cell.blocks, inCell);
      if (inCell.length === 0) this.#breakOff();
    }
  }

  #walkParagraph(paragraph: RedlineParagraph, around: readonly TrackedChange[]): void {
    // In a row that came or went, the row says where it stands.
    if (around.length === 0) this.#enterClause(this.#clauseAt(paragraph.ordinal, viewOfParagraph(paragraph)));
    this.#lead = '';
    this.#ended = [];
    this.#formatting = null;
    this.#runFormatting = [];
    for (const run of paragraph.runs) {
      const changes = this.#untold(run.changes, around);
      const words = runWords(run, this.#language);
      if (around.length === 0 || changes.length > 0)
        this.#add({ words, changes, unit: 'words', thing: run, isAside: run.object?.kind === 'field-code' });
      if (run.comment === null) this.#addRunFormatting(run, words);
    }
    for (const { changes, blocks } of paragraph.textBoxes) {
      const boxChanges = withoutThose(changes, around);
      if (boxChanges.length > 0) {
        const words = blocksText(blocks, boxChanges, this.#language);
        this.#add({ words, changes: boxChanges, unit: 'words', thing: blocks, isAside: false });
      }
      this.#walkBlocks(blocks, [...around, ...boxChanges]);
    }
    const mark = this.#untold(paragraph.mark, around);
    this.#formatting = null;
    this.#addParagraphFormatting(paragraph);
    if (around.length > 0 && mark.length === 0) return;
    this.#add({ words: '\n', changes: mark, unit: 'words', thing: paragraph.mark, isAside: false, isEnd: true });
    this.#lead = '';
    this.#ended = [];
  }

  /** The others go with the row, cell or box around them. */
  #untold(changes: readonly TrackedChange[], around: readonly TrackedChange[]): readonly TrackedChange[] {
    const untold = withoutThose(changes, around);
    if (untold.length < changes.length) {
      for (const change of changes) if (!untold.includes(change)) this.#open.get(keyOf(change))?.ids.add(change.id);
    }
    return untold;
  }

  #clauseAt(ordinal: number, view: View): ClauseName | null {
    const { kind, part } = this.#story;
    return kind === 'header' || kind === 'footer' ? null : this.#names.find(view, part, ordinal);
  }

  /** A new clause ends the rows of the one before; a paragraph mark alone goes with the words that follow it. */
  #enterClause(clause: ClauseName | null): void {
    if (clause === this.#clause) return;
    this.#clause = clause;
    this.#paragraphFormatting = [];
    for (const [key, row] of this.#open) {
      if (row.kind === 'move') continue;
      if (isLineBreak(row)) this.#open.delete(key);
      else if (row.before.trim() === '' && row.after.trim() === '' && row.unit === 'words') row.clause = clause;
      else this.#open.delete(key);
    }
  }

  /** Ends all rows: nothing goes on from one story or cell into the next. */
  #breakOff(): void {
    this.#open.clear();
    this.#formatting = null;
    this.#paragraphFormatting = [];
  }

  #add(atom: Atom): void {
    const { changes, words } = atom;
    if (words === '' && changes.length === 0) return;
    if (changes.length === 0) {
      for (const row of this.#open.values()) this.#ended.push(row);
      this.#open.clear();
      this.#ended = this.#ended.filter((row) => {
        row.tail = (row.tail + words).slice(0, contextLength);
        return row.tail.length < contextLength;
      });
      this.#lead = (this.#lead + words).slice(-contextLength);
      return;
    }
    this.#ended = [];
    const keys = changes.map(keyOf);
    // What others inserted was not there for this author to leave unchanged.
    if (isInView(changes, 'before')) {
      for (const key of this.#open.keys()) if (!keys.includes(key)) this.#open.delete(key);
    }
    for (const [index, change] of changes.entries()) this.#addChange(keys[index] as string, change, atom);
    this.#lead = '';
  }

  #addChange(key: string, change: TrackedChange, atom: Atom): void {
    let row = this.#open.get(key);
    if (row === undefined || row.unit !== atom.unit) {
      row = this.#moveRow(change) ?? this.#newRow(change, atom);
      this.#open.set(key, row);
    }
    row.ids.add(change.id);
    if (change.date !== null && (row.date === null || change.date > row.date)) row.date = change.date;
    const side = change.kind === 'deletion' || change.kind === 'moveFrom' ? 'before' : 'after';
    if (atom.isAside) {
      const aside = this.#asides.get(row) ?? { before: '', after: '' };
      aside[side] += atom.words;
      this.#asides.set(row, aside);
    } else row[side] += atom.words;
    if (atom.isEnd === true) row.hasEnd = true;
  }

  #newRow(change: TrackedChange, { unit, thing }: Atom): OpenRow {
    const isMove = change.kind === 'moveFrom' || change.kind === 'moveTo';
    const row: OpenRow = {
      ...emptyRow,
      kind: isMove ? 'move' : 'insertion',
      unit,
      story: this.#story,
      clause: this.#clause,
      firstClause: this.#clause,
      fromClause: change.kind === 'moveFrom' ? this.#clause : null,
      lead: this.#lead,
      author: change.author,
      date: change.date,
      ids: new Set(),
      start: thing,
    };
    this.#rows.push(row);
    if (isMove) {
      const end = change.kind === 'moveFrom' ? 'from' : 'to';
      const key = moveKey(change) ?? `\0${this.#moves.size}`;
      const move = this.#moves.get(key) ?? { from: null, to: null };
      move[end] = row;
      this.#moves.set(key, move);
    }
    return row;
  }

  /** A move that goes on elsewhere, in the next clause. */
  #moveRow(change: TrackedChange): OpenRow | null {
    const key = moveKey(change);
    const move = key === null ? undefined : this.#moves.get(key);
    if (move === undefined) return null;
    return change.kind === 'moveFrom' ? move.from : move.to;
  }

  #addRunFormatting(run: RedlineRun, words: string): void {
    const change = run.formatting;
    const row = this.#formatting;
    if (change === null) {
      if (words !== '') this.#formatting = null;
      return;
    }
    if (row !== null && isSameFormatting(row, change)) {
      row.before += words;
      row.after += words;
      row.ids.add(change.id);
      return;
    }
    this.#formatting = this.#newFormattingRow(change, words, run);
    this.#runFormatting.push(this.#formatting);
  }

  #addParagraphFormatting(paragraph: RedlineParagraph): void {
    const before = this.#paragraphFormatting;
    this.#paragraphFormatting = [];
    if (paragraph.formatting.length === 0) return;
    const text = blocksText([paragraph], [], this.#language);
    for (const change of paragraph.formatting) {
      // The mark is formatted along with the words before it; that is one change.
      const along =
        change.scope === 'mark' ? this.#runFormatting.find((row) => isSameFormatting(row, change)) : undefined;
      const above = before.find((row) => row.scope === change.scope && isSameFormatting(row, change));
      if (above !== undefined) {
        above.before += `\n${text}`;
        above.after += `\n${text}`;
      }
      const row = along ?? above ?? this.#newFormattingRow(change, text, paragraph);
      row.ids.add(change.id);
      if (along === undefined) this.#paragraphFormatting.push(row);
    }
  }

  #addFormatting(changes: readonly FormattingChange[], words: string, thing: object): void {
    for (const change of changes) this.#newFormattingRow(change, words, thing);
  }

  #newFormattingRow(change: FormattingChange, words: string, thing: object): OpenRow {
    const { author, date, id, scope, differences } = change;
    const row: OpenRow = {
      ...emptyRow,
      kind: 'formatting',
      story: this.#story,
      clause: this.#clause,
      before: words,
      after: words,
      scope,
      formatting: differences,
      author,
      date,
      ids: new Set([id]),
      start: thing,
    };
    this.#rows.push(row);
    return row;
  }
}

/** In which draft to look for the clause of a paragraph: after, unless its words are there before only. */
function viewOfParagraph({ runs }: RedlineParagraph): View {
  const isThere = (view: View) => runs.some((run) => run.text.trim() !== '' && isInView(run.changes, view));
  return isThere('after') || !isThere('before') ? 'after' : 'before';
}

/** Changes already told of what is around: the words of a row that was inserted are inserted with it. */
function withoutThose(changes: readonly TrackedChange[], told: readonly TrackedChange[]): readonly TrackedChange[] {
  if (changes.length === 0 || told.length === 0) return changes;
  return changes.filter((each) => !told.some(({ kind, author }) => kind === each.kind && author === each.author));
}

/** What goes into the same row: an author's deletions and insertions side by side, or one end of one move. */
function keyOf(change: TrackedChange): string {
  const isMove = change.kind === 'moveFrom' || change.kind === 'moveTo';
  return isMove ? `${change.kind} ${change.author} ${change.move ?? ''}` : `edit ${change.author}`;
}

function moveKey({ move, author }: TrackedChange): string | null {
  return move === null || move === '' ? null : `${author}\0${move}`;
}

function isSameFormatting(row: OpenRow, change: FormattingChange): boolean {
  return row.author === change.author && JSON.stringify(row.formatting) === JSON.stringify(change.differences);
}
