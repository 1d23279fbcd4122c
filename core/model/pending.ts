import { z } from 'zod';
import { revisionKinds } from '../docx/revisions/revision.ts';
import { clauseId } from './ids.ts';

/** Which of the changes pending in a file its draft's words have in them; the others are as if rejected. */
export const accepting = z.union([
  z.enum(['all', 'none']),
  /** Those of one author. */
  z.object({ author: z.string() }).strict(),
]);
export type Accepting = z.infer<typeof accepting>;

/** How a file is read as a draft. The file itself is kept as it came. */
export const draftReading = z
  .object({
    accepting,
    /** Struck words and those set off beside them are taken for a redline made by hand. */
    byHand: z.boolean(),
  })
  .strict();
export type DraftReading = z.infer<typeof draftReading>;

/** A change that was pending in a draft's file. */
export const pendingChange = z
  .object({
    /** Empty when the file does not say. */
    author: z.string(),
    kind: z.enum(revisionKinds),
    /** As written, or `null`. */
    date: z.string().nullable(),
    oldWords: z.string(),
    newWords: z.string(),
    /** Where it stands, as far as that is in a clause of the draft. */
    clauseId: clauseId.nullable(),
    /** How the draft reads it. */
    decision: z.enum(['accepted', 'rejected']),
  })
  .readonly();
export type PendingChange = z.infer<typeof pendingChange>;

const count = z.number().int();

/** What a file holds beside the words that a draft takes from it. */
export const incomingFile = z
  .object({
    /** By author, in the order of appearance. */
    pending: z
      .array(
        z
          .object({ author: z.string(), insertions: count, deletions: count, moves: count, formatting: count })
          .readonly(),
      )
      .readonly(),
    /** It looks like a redline made by hand. */
    byHand: z.object({ deletions: count, insertions: count, isSure: z.boolean() }).readonly().nullable(),
    /** Word erases the authors of changes and comments when it saves the file. */
    erasesAuthors: z.boolean(),
    comments: z.array(z.object({ author: z.string(), count, resolved: count }).readonly()).readonly(),
  })
  .readonly();
export type IncomingFile = z.infer<typeof incomingFile>;
