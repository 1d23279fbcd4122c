/** What a tracked change does, in the words of the field (ECMA-376 part 1, 17.13.5). */
export const revisionKinds = [
  'insertion',
  'deletion',
  /** Both ends of it. */
  'move',
  /** Of runs and of paragraph marks. */
  'formatting',
  'paragraphFormatting',
  'sectionFormatting',
  /** Of a table, its grid, rows and cells. */
  'tableFormatting',
  'rowInsertion',
  'rowDeletion',
  'cellInsertion',
  'cellDeletion',
  /** Cells merged with those above them, or split again. */
  'cellMerge',
  /** Numbering that a paragraph got, or a number that changed. */
  'numbering',
  /** A content control put around words that stay, or taken away from around them. */
  'contentControlInsertion',
  'contentControlDeletion',
] as const;
export type RevisionKind = (typeof revisionKinds)[number];

export const revisionStories = [
  'body',
  'header',
  'footer',
  'footnote',
  'endnote',
  'comment',
  'styles',
  'numbering',
] as const;
export type RevisionStory = (typeof revisionStories)[number];

/** A tracked change as a reader sees it: one, in however many elements the word processor has cut it. */
export interface Revision {
  /** Names the change in this file, also after others were resolved; see identity.ts for how far that goes. */
  readonly id: string;
  readonly kind: RevisionKind;
  /** Empty when the file does not say. */
  readonly author: string;
  /** ISO 8601 as written, or `null`. */
  readonly date: string | null;
  /** The part's name. */
  readonly part: string;
  readonly story: RevisionStory;
  /** One place; for a move first where the words were taken from, then where they were put. */
  readonly places: readonly RevisionPlace[];
  /**
   * The words it concerns when it is rejected (`old`) and when it is accepted (`new`). A paragraph mark that was put
   * in or taken away is `\n`, a picture or other object U+FFFC. For formatting both are the words
   * formatted; words that another pending deletion takes are not among them.
   */
  readonly text: { readonly old: string; readonly new: string };
}

export interface RevisionPlace {
  readonly part: string;
  /** Whether the words stand there before the change, after it, or both. */
  readonly side: 'old' | 'new' | 'both';
  /** Which `w:p` of the part it begins in, or is the first in its table, row or cell, from 0; `null` outside of paragraphs. */
  readonly paragraph: number | null;
  /** UTF-16 offsets in the part's text, from its first element to its last. */
  readonly from: number;
  readonly to: number;
}

/** How many changes each author made, in the order in which the authors first appear; the author is empty where the file names none. */
export function countByAuthor(revisions: readonly Pick<Revision, 'author'>[]): { author: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { author } of revisions) counts.set(author, (counts.get(author) ?? 0) + 1);
  return Array.from(counts, ([author, count]) => ({ author, count }));
}

export type Decision = 'accept' | 'reject' | 'keep';
/** What is to become of a change; asked once for each. */
export type Decide = (revision: Revision) => Decision;
