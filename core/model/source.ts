import type { Block, SourceRange } from './content.ts';

/** A file as it came in: its name, for messages, and its bytes. */
export interface SourceFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A file's content as its reader hands it over, before it is cut into clauses. */
export interface SourceDocument {
  readonly format: 'docx' | 'markdown' | 'text';
  readonly blocks: readonly SourceBlock[];
  /** What the user must be told about the reading, such as tracked changes taken as accepted. */
  readonly notes: readonly ImportNote[];
}

export interface SourceBlock {
  /** In a reader's output a paragraph's `label` is the one its numbering computed; typed labels are still in its runs. */
  readonly block: Block;
  readonly source: SourceRange;
  /** The paragraph style's name, where the format has styles (for instance `Heading 1`, `TOC 2`, `Title`). */
  readonly style?: string;
}

/** Something of the file that was read in a way the user must know, or that was not read. */
export interface ImportNote {
  readonly code: ImportNoteCode;
  /** How many times it occurs. */
  readonly count: number;
  /** For instance the authors of tracked changes, or the encoding found. */
  readonly detail?: string;
  /** Of struck words: what they and the words set off beside them look like, a redline made by hand; it can be made one of tracked changes. */
  readonly byHand?: { readonly deletions: number; readonly insertions: number };
}

export const importNoteCodes = [
  /** Insertions, deletions, moves or formatting changes were pending; read as if accepted. */
  'tracked-changes-accepted',
  'comments-not-read',
  'headers-footers-not-read',
  'text-boxes-read-in-place',
  'images-not-read',
  'math-not-read',
  'embedded-objects-not-read',
  /** Struck-through words that are live text: perhaps a redline made by hand. */
  'struck-text-read-as-live',
  'hidden-text-read',
  /** The text was not UTF-8; `detail` names the encoding it was read in. */
  'encoding',
  /** The document is in two languages, one in each column of a table; the left one numbers the clauses. */
  'two-languages-in-columns',
  /** The document is in two languages, each paragraph followed by its translation, which is a clause below it. */
  'two-languages-in-turns',
] as const;
export type ImportNoteCode = (typeof importNoteCodes)[number];
