import { z } from 'zod';

/**
 * Structured content, from which plain text is derived and never the other way round. A clause is
 * a sequence of blocks; a block is a paragraph or a table row. The words of a clause are its
 * blocks' text joined by newlines; labels that the word processor computes are kept beside the
 * words, because a renumbering changes no word.
 */
export const marks = [
  'bold',
  'italic',
  'underline',
  'strike',
  'superscript',
  'subscript',
  'small-caps',
  'caps',
  'hidden',
] as const;
export const mark = z.enum(marks);
export type Mark = z.infer<typeof mark>;

/** Characters with the same formatting. `marks` is sorted in the order of `marks` and absent when empty. */
export const run = z
  .object({
    text: z.string(),
    marks: z.array(mark).readonly().optional(),
    /** The target of a hyperlink. */
    href: z.string().optional(),
  })
  .readonly();
export type Run = z.infer<typeof run>;

export const paragraph = z
  .object({
    type: z.literal('paragraph'),
    runs: z.array(run).readonly(),
    /** A label computed by the word processor's numbering for this paragraph, such as `(a)`; no part of the words. */
    label: z.string().optional(),
    /** Depth in its list, from 0. */
    listLevel: z.number().int().min(0).max(8).optional(),
    /** Depth as a heading, from 0 (OOXML `w:outlineLvl`, Markdown `#` is 0). */
    headingLevel: z.number().int().min(0).max(8).optional(),
    /** A footnote or endnote follows the block that cites it; `label` is its mark. */
    role: z.enum(['footnote', 'endnote']).optional(),
  })
  .readonly();
export type Paragraph = z.infer<typeof paragraph>;

export const tableRow = z
  .object({
    type: z.literal('row'),
    cells: z.array(z.object({ paragraphs: z.array(paragraph).readonly() }).readonly()).readonly(),
  })
  .readonly();
export type TableRow = z.infer<typeof tableRow>;

export const block = z.discriminatedUnion('type', [paragraph, tableRow]);
export type Block = z.infer<typeof block>;

/**
 * Where a block came from in the original file. DOCX: `part` is the part's name in the package and
 * `from`/`to` count its `w:p` elements in document order. Text and Markdown: `part` is empty and
 * `from`/`to` are UTF-16 offsets in the decoded text.
 */
export const sourceRange = z
  .object({ part: z.string(), from: z.number().int().min(0), to: z.number().int().min(0) })
  .readonly();
export type SourceRange = z.infer<typeof sourceRange>;

/** What a clause version holds; addressed by the hash of exactly this. */
export const clauseContent = z
  .object({
    /** The heading is the first `headingTo` UTF-16 units of the clause's text; 0 when it has none. */
    headingTo: z.number().int().min(0),
    blocks: z.array(block).readonly(),
  })
  .readonly();
export type ClauseContent = z.infer<typeof clauseContent>;

/** A paragraph's words. */
export function paragraphText(paragraph: Paragraph): string {
  let text = '';
  for (const run of paragraph.runs) text += run.text;
  return text;
}

/** A block's words: a row's cells are separated by tabs, the paragraphs of a cell by newlines. */
export function blockText(block: Block): string {
  if (block.type === 'paragraph') return paragraphText(block);
  return block.cells.map((cell) => cell.paragraphs.map(paragraphText).join('\n')).join('\t');
}

/** The words of a clause: its blocks' text joined by newlines. */
export function contentText(blocks: readonly Block[]): string {
  return blocks.map(blockText).join('\n');
}

/** The heading's words with outer white space removed, or `null`. */
export function headingText(content: ClauseContent): string | null {
  return content.headingTo === 0 ? null : headingIn(contentText(content.blocks), content.headingTo);
}

/** The same of a clause whose text is at hand. */
export function headingIn(text: string, headingTo: number): string | null {
  return text.slice(0, headingTo).trim() || null;
}

/**
 * The text whose SHA-256 addresses a clause version: JSON with keys in a fixed order and absent
 * values left out, so that equal content always has equal text.
 */
export function canonicalContent(content: ClauseContent): string {
  return JSON.stringify([content.headingTo, content.blocks.map(canonicalBlock)]);
}

function canonicalBlock(block: Block): unknown {
  if (block.type === 'row') return ['row', block.cells.map((cell) => cell.paragraphs.map(canonicalParagraph))];
  return canonicalParagraph(block);
}

function canonicalParagraph(paragraph: Paragraph): unknown {
  const runs = paragraph.runs.map((run) => [run.text, run.marks ?? [], run.href ?? null]);
  const { label = null, listLevel = null, headingLevel = null, role = null } = paragraph;
  return [runs, label, listLevel, headingLevel, role];
}
