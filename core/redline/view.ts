import { blockText, type Mark, type Paragraph, paragraphText, type Run, type TableRow } from '../model/content.ts';
import {
  isInAfter,
  isInBefore,
  type RedlineBlock,
  type RedlineDocument,
  type RedlineParagraph,
  type RedlineRow,
  type RedlineRun,
  type RedlineStory,
  type RedlineTextBox,
  type TrackedChange,
} from '../model/redline-document.ts';
import type { SourceBlock } from '../model/source.ts';

/** `before`: all changes rejected; `after`: all accepted. */
export type View = 'before' | 'after';

/** Whether what carries these changes is there in the view. */
export function isInView(changes: readonly TrackedChange[], view: View): boolean {
  return view === 'after' ? isInAfter(changes) : isInBefore(changes);
}

/** Whether the paragraph runs on into the next one in the view. */
export function runsOn(paragraph: RedlineParagraph, view: View): boolean {
  return paragraph.isDropCap || !isInView(paragraph.mark, view);
}

/**
 * The body of a redline with all changes rejected or accepted, as blocks for the splitter. Law: the view after is what `readDocx` makes of
 * the same file, and the view before what it makes of the file with its changes rejected.
 */
export function viewOf(document: RedlineDocument, view: View): readonly SourceBlock[] {
  const body = document.stories.find(({ kind }) => kind === 'body');
  if (body === undefined) return [];
  const writer = new ViewWriter(document, view);
  writer.writeBody(body);
  return writer.blocks;
}

interface Sink {
  addParagraph(paragraph: Paragraph, from: number, to: number): void;
  /** Absent where tables are flattened into paragraphs. */
  addRow?(row: TableRow, from: number, to: number): void;
  addCitations(citations: readonly Citation[]): void;
}

type Citation = NonNullable<RedlineRun['note']>;

class ViewWriter {
  readonly blocks: SourceBlock[] = [];
  readonly #view: View;
  readonly #notes = new Map<string, RedlineStory>();
  readonly #cited = new Set<string>();
  #style = '';

  constructor(document: RedlineDocument, view: View) {
    this.#view = view;
    for (const story of document.stories) {
      if (story.noteId !== '') this.#notes.set(`${story.kind} ${story.noteId}`, story);
    }
  }

  writeBody({ part, blocks }: RedlineStory): void {
    this.#write(blocks, {
      addParagraph: (block, from, to) => this.blocks.push({ block, source: { part, from, to }, style: this.#style }),
      addRow: (block, from, to) => this.blocks.push({ block, source: { part, from, to } }),
      addCitations: (citations) => {
        for (const citation of citations) this.#writeNote(citation);
      },
    });
  }

  #write(blocks: readonly RedlineBlock[], sink: Sink): void {
    let waiting: RedlineParagraph[] = [];
    const flush = () => {
      if (waiting.length > 0) this.#writeParagraph(waiting, sink);
      waiting = [];
    };
    for (const block of blocks) {
      if (block.type === 'paragraph') {
        waiting.push(block);
        if (!runsOn(block, this.#view)) flush();
        continue;
      }
      flush();
      if (block.type === 'table') for (const row of block.rows) this.#writeRow(row, sink);
    }
    flush();
  }

  /** Several paragraphs that are one in this view. */
  #writeParagraph(group: readonly RedlineParagraph[], sink: Sink): void {
    const first = group[0] as RedlineParagraph;
    const last = group.at(-1) as RedlineParagraph;
    const look = last[this.#view];
    const label = group.map((each) => each[this.#view].label).find((each) => each !== null);
    const words = new Words();
    const citations: Citation[] = [];
    const boxes: RedlineTextBox[] = [];
    for (const paragraph of group) {
      for (const run of paragraph.runs) {
        if (!isInView(run.changes, this.#view)) continue;
        if (run.object?.kind === 'page-break' || run.object?.kind === 'column-break') words.addLayoutBreak();
        words.add(run, this.#view === 'after' ? run.marks : run.marksBefore);
        if (run.note !== null) citations.push(run.note);
      }
      for (const box of paragraph.textBoxes) if (isInView(box.changes, this.#view)) boxes.push(box);
    }
    const paragraph: Paragraph = {
      type: 'paragraph',
      runs: words.takeRuns(),
      ...(label === undefined ? {} : { label }),
      ...(look.listLevel === null ? {} : { listLevel: look.listLevel }),
      ...(look.headingLevel === null ? {} : { headingLevel: look.headingLevel }),
    };
    if (paragraphText(paragraph).trim() !== '') {
      this.#style = look.style;
      sink.addParagraph(paragraph, first.ordinal, last.ordinal + 1);
    }
    if (citations.length > 0) sink.addCitations(citations);
    for (const box of boxes) this.#write(box.blocks, sink);
  }

  #writeRow(row: RedlineRow, sink: Sink): void {
    if (!isInView(row.changes, this.#view)) return;
    const present = row.cells.filter(({ changes }) => isInView(changes, this.#view));
    if (sink.addRow === undefined) {
      for (const cell of present) this.#write(cell.blocks, sink);
      return;
    }
    const citations: Citation[] = [];
    const cells = present.map((cell) => {
      const paragraphs: Paragraph[] = [];
      this.#write(cell.blocks, {
        addParagraph: (paragraph) => paragraphs.push(paragraph),
        addCitations: (more) => {
          for (const citation of more) citations.push(citation);
        },
      });
      return { paragraphs };
    });
    const block: TableRow = { type: 'row', cells };
    if (blockText(block).trim() !== '') sink.addRow(block, row.from, row.to);
    if (citations.length > 0) sink.addCitations(citations);
  }

  /** A note follows what cites it first. */
  #writeNote({ kind, id }: Citation): void {
    const key = `${kind} ${id}`;
    const note = this.#notes.get(key);
    if (note === undefined || this.#cited.has(key)) return;
    this.#cited.add(key);
    const { part } = note;
    let label: string | null = note.noteMark;
    this.#write(note.blocks, {
      addParagraph: ({ label: _, ...words }, from, to) => {
        const block: Paragraph = { ...words, ...(label ? { label } : {}), role: kind };
        label = null;
        this.blocks.push({ block, source: { part, from, to }, style: this.#style });
      },
      addCitations: () => {},
    });
  }
}

/** Runs of a paragraph, joined where formatting is equal. */
class Words {
  readonly #runs: { text: string; marks: readonly Mark[]; href: string | null }[] = [];
  #isBroken = false;

  addLayoutBreak(): void {
    this.#isBroken = true;
  }

  add({ text, href }: RedlineRun, marks: readonly Mark[]): void {
    if (text === '') return;
    // At either end of a paragraph a page break is layout and no character.
    const shown = this.#isBroken && this.#runs.length > 0 ? `\n${text}` : text;
    this.#isBroken = false;
    const last = this.#runs.at(-1);
    if (last !== undefined && last.marks === marks && last.href === href) last.text += shown;
    else this.#runs.push({ text: shown, marks, href });
  }

  takeRuns(): readonly Run[] {
    return this.#runs.map(({ text, marks, href }) => ({
      text,
      ...(marks.length === 0 ? {} : { marks }),
      ...(href === null ? {} : { href }),
    }));
  }
}
