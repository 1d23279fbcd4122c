import { z } from 'zod';

/** One stretch of a word-level comparison. Equal and delete in order give A, equal and insert give B. */
export const wordEdit = z.object({ op: z.enum(['equal', 'insert', 'delete']), text: z.string() }).readonly();
export type WordEdit = z.infer<typeof wordEdit>;

/** The main thing that happened to a clause; `moved`, `renumbered` and `reformatted` on a row may say more. */
export const rowKinds = ['same', 'edited', 'inserted', 'deleted', 'moved', 'renumbered', 'split', 'merged'] as const;
export const rowKind = z.enum(rowKinds);
export type RowKind = z.infer<typeof rowKind>;

/**
 * One pair of clauses, or a clause without a counterpart, or one clause and the several it was split into or merged
 * from. `a` and `b` are indexes into the two sides' clauses.
 */
export interface AlignedRow {
  readonly kind: RowKind;
  readonly a: number | null;
  readonly b: number | null;
  /**
   * Of a split the clauses of B that A's became, of a merge the clauses of A that became B's: neighbours in order, with
   * `b` or `a`, the one that keeps the identity, among them. Empty otherwise.
   */
  readonly parts: readonly number[];
  /** It stands elsewhere in B, relative to its neighbours. */
  readonly moved: boolean;
  /** Its label differs. */
  readonly renumbered: boolean;
}

export interface ComparedRow extends AlignedRow {
  /** The words are the same and the formatting is not. */
  readonly reformatted: boolean;
  /** More changed than blank space, the lines of a contents list, navigation or page furniture. */
  readonly substance: boolean;
  /**
   * The words, reproducing A's text and B's text to the character, those of `parts` joined by line breaks; one `equal`
   * edit when the same.
   */
  readonly edits: readonly WordEdit[];
}

export const comparisonSummary = z
  .object({
    same: z.number().int(),
    edited: z.number().int(),
    inserted: z.number().int(),
    deleted: z.number().int(),
    moved: z.number().int(),
    renumbered: z.number().int(),
    split: z.number().int(),
    merged: z.number().int(),
    /** Whether any row is of substance. */
    substance: z.boolean(),
    /** Words (not white space or punctuation) that were inserted and deleted. */
    wordsInserted: z.number().int(),
    wordsDeleted: z.number().int(),
  })
  .readonly();
export type ComparisonSummary = z.infer<typeof comparisonSummary>;

/** Rows are in B's order; a deleted clause stands after the row of the clause before it in A. */
export interface Comparison {
  readonly summary: ComparisonSummary;
  readonly rows: readonly ComparedRow[];
}

/** What compare needs to know of a clause. */
export interface ComparedClause {
  readonly label: string | null;
  readonly level: number;
  readonly headingTo: number;
  /** The clause's words (`clauseText`). */
  readonly text: string;
  /** Equal for equal content, formatting included; any string. */
  readonly contentKey: string;
  /** Lines of the text that lead about and say nothing (core/contract/navigation.ts); asked only where the clause changed. */
  readonly navigation?: () => ReadonlySet<string>;
}
