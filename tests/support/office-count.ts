import type {
  RedlineBlock,
  RedlineDocument,
  RedlineParagraph,
  RedlineTable,
  TrackedChange,
} from '../../core/model/redline-document.ts';

/**
 * How many tracked changes LibreOffice 7.4 should see in a document that we wrote: the elements in the file, merged as it merges them.
 *
 * One change is a stretch of one kind by one author within a minute; neighbours merge across runs, bookmarks and paragraph marks, not out of a table cell or a
 * story. An insertion that another author deleted again counts as that deletion; a move end does not merge with a plain change.
 * Paragraph formatting is one change a paragraph, run formatting one a stretch. Rows count by the words in their cells; properties of
 * sections, tables, rows and cells count nothing. All of it was measured, not read up.
 */
export interface OfficeCount {
  readonly changes: number;
  /**
   * Insertions on both sides of a mark that stays, which LibreOffice takes for one: it sees fewer changes, and rejecting them takes the mark
   * along. Its fault, not the file's.
   */
  readonly aroundMarks: number;
}

export function expectedOfficeChanges(document: RedlineDocument): OfficeCount {
  const total = { changes: 0, aroundMarks: 0 };
  const citedNotes = new Set<string>();
  for (const story of document.stories) noteCitations(story.blocks, story.kind, citedNotes);
  for (const story of document.stories) {
    const isPage = story.kind === 'header' || story.kind === 'footer';
    if (isPage && story.sections.length === 0) continue;
    if (story.noteId !== '' && !citedNotes.has(`${story.kind} ${story.noteId}`)) continue;
    addTo(total, countStory(story.blocks));
  }
  return total;
}

function addTo(total: { changes: number; aroundMarks: number }, { changes, aroundMarks }: OfficeCount): void {
  total.changes += changes;
  total.aroundMarks += aroundMarks;
}

function noteCitations(blocks: readonly RedlineBlock[], story: string, cited: Set<string>): void {
  if (story === 'footnote' || story === 'endnote') return;
  for (const block of blocks) {
    if (block.type === 'paragraph') {
      for (const { note } of block.runs) if (note !== null) cited.add(`${note.kind} ${note.id}`);
    } else if (block.type === 'table') {
      for (const row of block.rows) for (const cell of row.cells) noteCitations(cell.blocks, story, cited);
    }
  }
}

function countStory(blocks: readonly RedlineBlock[]): OfficeCount {
  const counter = new Counter();
  for (const [index, block] of blocks.entries()) {
    if (block.type === 'paragraph') counter.addParagraph(block, blocks[index + 1]?.type === 'table');
    else if (block.type === 'table') counter.addTable(block);
  }
  return counter;
}

class Counter implements OfficeCount {
  changes = 0;
  aroundMarks = 0;
  /** An insertion that ended with the paragraph before, whose mark stays. */
  #beforeMark: Stretch | null = null;
  /** The stretch that ends at the place we are at, or `null` where nothing is tracked. */
  #open: Stretch | null = null;

  addParagraph({ runs, mark, formatting, textBoxes }: RedlineParagraph, isBeforeTable: boolean): void {
    const hasFormatting = formatting.some(({ scope }) => scope === 'paragraph');
    if (hasFormatting) this.changes += piecesAround(runs);
    for (const run of runs) {
      if (run.comment !== null) this.#open = null;
      if (run.text === '' && run.object === null) continue;
      const stretch = stretchOf(run.changes);
      this.#step(stretch ?? (run.formatting === null ? null : { ...run.formatting, kind: 'format' }));
    }
    // A box that came or went counts, and so does all that is in it.
    for (const { changes, blocks } of textBoxes) {
      if (changes.length > 0) this.changes++;
      addTo(this, countStory(changes.length > 0 ? blocks.map((block) => withChanges(block, changes)) : blocks));
    }
    // Between the words and the mark lies the change of the paragraph's own formatting.
    if (this.#open?.kind === 'format' || hasFormatting) this.#open = null;
    // A mark before a table that nothing tracked leads up to is passed over.
    const stretch = isBeforeTable ? null : stretchOf(mark);
    const open = this.#open;
    this.#step(stretch);
    if (stretch === null) this.#beforeMark = open?.kind === 'insertion' ? open : null;
  }

  addTable({ rows }: RedlineTable): void {
    for (const row of rows) {
      const before = this.changes;
      for (const cell of row.cells) addTo(this, countStory(withoutLastMark(cell.blocks)));
      // An empty row that came or went gets an invisible letter, and that counts.
      if (row.changes.length > 0 && this.changes === before) this.changes++;
    }
    this.#open = null;
    this.#beforeMark = null;
  }

  #step(stretch: Stretch | null): void {
    if (stretch !== null && (this.#open === null || !isOfOneHand(this.#open, stretch))) this.changes++;
    if (stretch !== null && this.#beforeMark !== null && isOfOneHand(this.#beforeMark, stretch)) this.aroundMarks++;
    this.#open = stretch;
    this.#beforeMark = null;
  }
}

/**
 * A change of a paragraph's formatting is cut by the tracked words in it: a piece for each stretch of words that stay, at least one, and
 * one more when a deletion and an insertion meet at its start.
 */
function piecesAround(runs: RedlineParagraph['runs']): number {
  const kinds: (Stretch['kind'] | null)[] = [];
  for (const { text, object, changes } of runs) {
    const kind = stretchOf(changes)?.kind ?? null;
    if ((text !== '' || object !== null) && (kinds.length === 0 || kinds.at(-1) !== kind)) kinds.push(kind);
  }
  const staying = kinds.filter((kind) => kind === null).length;
  const meetsAtStart = kinds.length > 1 && kinds[0] !== null && kinds[1] !== null;
  return Math.max(1, staying + (meetsAtStart ? 1 : 0));
}

/** A block as if each of its words and marks were tracked. */
function withChanges(block: RedlineBlock, changes: readonly TrackedChange[]): RedlineBlock {
  if (block.type === 'paragraph') {
    return { ...block, mark: changes, runs: block.runs.map((run) => ({ ...run, changes })) };
  }
  if (block.type !== 'table') return block;
  const rows = block.rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell) => ({ ...cell, blocks: cell.blocks.map((each) => withChanges(each, changes)) })),
  }));
  return { ...block, rows };
}

/** The last mark of a cell cannot go, whatever it says. */
function withoutLastMark(blocks: readonly RedlineBlock[]): readonly RedlineBlock[] {
  const last = blocks.at(-1);
  return last?.type === 'paragraph' ? [...blocks.slice(0, -1), { ...last, mark: [] }] : blocks;
}

interface Stretch {
  readonly kind: TrackedChange['kind'] | 'format';
  readonly author: string;
  readonly date: string | null;
}

function isOfOneHand(a: Stretch, b: Stretch): boolean {
  if (a.kind !== b.kind || a.author !== b.author) return false;
  const apartMs = Math.abs(Date.parse(a.date ?? '') - Date.parse(b.date ?? ''));
  return a.date === b.date || apartMs <= 60_000;
}

function stretchOf(changes: readonly TrackedChange[]): Stretch | null {
  const change = changes.at(-1);
  if (change === undefined) return null;
  // An author's deletion inside the same author's insertion is passed over.
  const [outer] = changes;
  if (changes.length > 1 && outer?.author === change.author) return null;
  return change;
}
