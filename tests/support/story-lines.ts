import type {
  RedlineBlock,
  RedlineDocument,
  RedlineParagraph,
  RedlineStory,
} from '../../core/model/redline-document.ts';
import { isInView, runsOn, type View } from '../../core/redline/view.ts';

/**
 * Every story of a document as lines to be compared: a paragraph with its label and style, its runs with their marks; tables by
 * rows, cells and columns. Word finds its own styles by name in either case. Empty paragraphs are lines too, which `readDocx` passes over.
 */
export interface StoryLines {
  /** The body; notes in the order of their citations. */
  readonly lines: readonly string[];
  /** Of headers and footers by what they are and the first section that shows them: `header default 1`. */
  readonly pages: ReadonlyMap<string, readonly string[]>;
}

export interface StoryLineOptions {
  /** Whether bold, italic and the like are compared. */
  readonly marks: boolean;
}

export function storyLines(document: RedlineDocument, view: View, options: StoryLineOptions): StoryLines {
  const writer = new LineWriter(view, options);
  const pages = new Map<string, readonly string[]>();
  const notes = new Map<string, RedlineStory>();
  for (const story of document.stories) {
    if (story.kind === 'body') writer.write(story.blocks, 'body');
    else if (story.noteId !== '') notes.set(`${story.kind} ${story.noteId}`, story);
    else if (story.sections.length > 0) {
      const own = new LineWriter(view, options);
      own.write(story.blocks, story.kind);
      pages.set(`${story.kind} ${story.pages ?? ''} ${story.sections[0]}`, own.lines);
    }
  }
  for (const cited of new Set(writer.citations)) {
    const note = notes.get(cited);
    if (note === undefined) continue;
    const own = new LineWriter(view, options);
    own.write(note.blocks, note.kind);
    // A note without words may have a paragraph or none.
    if (own.hasWords) writer.lines.push(...own.lines);
    else writer.lines.push(`${note.kind} without words`);
  }
  return { lines: writer.lines, pages };
}

class LineWriter {
  readonly lines: string[] = [];
  readonly citations: string[] = [];
  hasWords = false;
  readonly #view: View;
  readonly #marks: boolean;

  constructor(view: View, { marks }: StoryLineOptions) {
    this.#view = view;
    this.#marks = marks;
  }

  write(blocks: readonly RedlineBlock[], where: string): void {
    let open: RedlineParagraph[] = [];
    const close = () => {
      if (open.length > 0) this.#writeParagraph(open, where);
      open = [];
    };
    for (const block of blocks) {
      if (block.type === 'paragraph') {
        open.push(block);
        if (!runsOn(block, this.#view)) close();
      } else if (block.type === 'table') {
        close();
        const rows = block.rows.filter(({ changes }) => isInView(changes, this.#view));
        if (rows.length > 0) this.lines.push(`${where} table of ${rows.length}`);
        for (const [index, { cells }] of rows.entries()) {
          for (const cell of cells) {
            if (!isInView(cell.changes, this.#view)) continue;
            const place = `${where} row ${index + 1}`;
            this.lines.push(`${place} cell over ${cell.columns}${cell.continues ? ' from above' : ''}`);
            this.write(cell.blocks, place);
          }
        }
      }
    }
    close();
  }

  #writeParagraph(group: readonly RedlineParagraph[], where: string): void {
    const last = group.at(-1) as RedlineParagraph;
    const look = last[this.#view];
    const label = group.map((each) => each[this.#view].label).find((each) => each !== null) ?? '';
    const runs: { marks: string; text: string }[] = [];
    for (const paragraph of group) {
      for (const run of paragraph.runs) {
        if (!isInView(run.changes, this.#view)) continue;
        if (run.note !== null) this.citations.push(`${run.note.kind} ${run.note.id}`);
        const marks = this.#marks ? (this.#view === 'after' ? run.marks : run.marksBefore).join('+') : '';
        const text = run.object === null ? run.text : `{${run.object.kind}}`;
        const open = runs.at(-1);
        if (open?.marks === marks) open.text += text;
        else if (text !== '') runs.push({ marks, text });
      }
    }
    // A formula with tracked changes in it is several objects, and one without.
    const words = runs.map(({ marks, text }) => `<${marks}>${text.replace(/(?:\{formula\})+/g, '{formula}')}`).join('');
    this.hasWords ||= words !== '';
    this.lines.push(
      `${where} p [${label}] {${look.style.toLowerCase()} ${look.headingLevel ?? ''} ${look.listLevel ?? ''}} ${words}`,
    );
    for (const { textBoxes } of group) {
      for (const box of textBoxes) if (isInView(box.changes, this.#view)) this.write(box.blocks, `${where} box`);
    }
  }
}
