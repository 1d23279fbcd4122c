import type { Mark } from './content.ts';

/**
 * A tracked document with both of its readings in it: everything that was deleted and everything that was inserted, by whom and
 * when. The draft before (all changes rejected) and after (all accepted) are views of it (core/redline/view.ts).
 */
export interface RedlineDocument {
  /** The file's name. */
  readonly name: string;
  /** The body first, then headers and footers, footnotes, endnotes. */
  readonly stories: readonly RedlineStory[];
  readonly comments: readonly RedlineComment[];
}

export interface RedlineStory {
  readonly kind: 'body' | 'header' | 'footer' | 'footnote' | 'endnote';
  /** The part's name in the package. */
  readonly part: string;
  /** Of a header or footer: the sections that show it, from 1; empty when none does. */
  readonly sections: readonly number[];
  /** Of a header or footer: on which pages of its sections it stands. */
  readonly pages: 'default' | 'first' | 'even' | null;
  /** Of a note: by what its citations name it, and the mark that it is shown with; empty when it is not cited. */
  readonly noteId: string;
  readonly noteMark: string;
  readonly blocks: readonly RedlineBlock[];
}

/** A change that somebody tracked (ECMA-376 part 1, 17.13.5). */
export interface TrackedChange {
  /** `w:id`; unique in a part where the writer cared, which not all do. */
  readonly id: string;
  readonly kind: 'insertion' | 'deletion' | 'moveFrom' | 'moveTo';
  /** Empty when the file does not say. */
  readonly author: string;
  /** ISO 8601 as written, or `null`. */
  readonly date: string | null;
  /** The name that both ends of a move share, or `null`. */
  readonly move: string | null;
}

/** A tracked change of formatting, or of the shape of something. */
export interface FormattingChange {
  readonly id: string;
  readonly author: string;
  readonly date: string | null;
  readonly scope: 'run' | 'mark' | 'paragraph' | 'numbering' | 'section' | 'table' | 'row' | 'cell';
  /** What differs; empty when the change was recorded but nothing differs. */
  readonly differences: readonly FormattingDifference[];
}

export interface FormattingDifference {
  /** The property's element in the file without its prefix, such as `b`, `sz`, `ind`, `pStyle`. */
  readonly property: string;
  /** `null`: not set. `on` and `off` for switches, the value, or its attributes as `name=value, …`. */
  readonly before: string | null;
  readonly after: string | null;
}

export type RedlineBlock = RedlineParagraph | RedlineTable | RedlineSectionEnd;

export interface RedlineParagraph {
  readonly type: 'paragraph';
  /** With all changes rejected, and with all accepted; the same object when nothing differs. */
  readonly before: ParagraphLook;
  readonly after: ParagraphLook;
  readonly runs: readonly RedlineRun[];
  /** What happened to the mark at its end: when that is deleted (inserted), it runs on into the next one after (before). Outermost first. */
  readonly mark: readonly TrackedChange[];
  /** It runs on into the next one whatever happened to it: its words are that one's first letters. */
  readonly isDropCap: boolean;
  readonly formatting: readonly FormattingChange[];
  /** Text boxes anchored in it. */
  readonly textBoxes: readonly RedlineTextBox[];
  /** The place of its `w:p` among those of the part, from 0. */
  readonly ordinal: number;
}

export interface ParagraphLook {
  /** The paragraph style's name. */
  readonly style: string;
  /** The label computed by its numbering; `null` when it has none, or when it is not there in that view. */
  readonly label: string | null;
  readonly listLevel: number | null;
  readonly headingLevel: number | null;
}

/** Characters alike in formatting, changes and everything else. */
export interface RedlineRun {
  /** Empty where `object` or `comment` stands. */
  readonly text: string;
  readonly marks: readonly Mark[];
  /** The marks with all changes rejected. */
  readonly marksBefore: readonly Mark[];
  readonly href: string | null;
  /** Outermost first; empty for what nobody changed. More than one is a change in a change: an insertion that was deleted again. */
  readonly changes: readonly TrackedChange[];
  readonly formatting: FormattingChange | null;
  /** The text is the mark of a note. */
  readonly note: { readonly kind: 'footnote' | 'endnote'; readonly id: string } | null;
  readonly object: RedlineObject | null;
  /** The id of a comment that is anchored here. */
  readonly comment: string | null;
}

/** Something in a line that is no text. */
export interface RedlineObject {
  readonly kind:
    | 'image'
    | 'formula'
    | 'chart'
    | 'diagram'
    | 'embedded'
    | 'shape'
    | 'page-break'
    | 'column-break'
    /** A field's instruction that was changed. */
    | 'field-code'
    /** A content control that was inserted or deleted around what stands in it. */
    | 'control';
  /** What it says of itself: an image's description, a formula's symbols, a field's instruction. */
  readonly words: string;
}

export interface RedlineTextBox {
  readonly changes: readonly TrackedChange[];
  readonly blocks: readonly RedlineBlock[];
}

export interface RedlineTable {
  readonly type: 'table';
  readonly rows: readonly RedlineRow[];
  readonly formatting: readonly FormattingChange[];
}

export interface RedlineRow {
  readonly changes: readonly TrackedChange[];
  readonly formatting: readonly FormattingChange[];
  readonly cells: readonly RedlineCell[];
  /** The `w:p` elements of the part that it holds, nested ones included; half-open. */
  readonly from: number;
  readonly to: number;
}

export interface RedlineCell {
  readonly changes: readonly TrackedChange[];
  readonly formatting: readonly FormattingChange[];
  /** Over how many columns of the grid it stretches. */
  readonly columns: number;
  /** It goes on from the cell above. */
  readonly continues: boolean;
  readonly blocks: readonly RedlineBlock[];
}

/** The properties of the last section, when they were changed; those of others hang on their last paragraph. */
export interface RedlineSectionEnd {
  readonly type: 'section';
  readonly formatting: readonly FormattingChange[];
}

export interface RedlineComment {
  readonly id: string;
  readonly author: string;
  readonly initials: string;
  readonly date: string | null;
  /** The comment that this one answers, or `null`. */
  readonly parentId: string | null;
  readonly isResolved: boolean;
  /** The words it is about, deleted ones included; at most 200 characters. */
  readonly quote: string;
  readonly blocks: readonly RedlineBlock[];
}

/** Whether what carries these changes is there when all are accepted. */
export function isInAfter(changes: readonly TrackedChange[]): boolean {
  return changes.every(({ kind }) => kind === 'insertion' || kind === 'moveTo');
}

/** Whether what carries these changes is there when all are rejected. */
export function isInBefore(changes: readonly TrackedChange[]): boolean {
  return changes.every(({ kind }) => kind === 'deletion' || kind === 'moveFrom');
}
