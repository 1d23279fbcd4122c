import { z } from 'zod';
import { wordEdit } from './comparison.ts';
import { clauseId, documentId, draftId, partyId, versionHash } from './ids.ts';

/** A later draft that does not have a sealed clause as it was agreed. */
export const sealBreach = z
  .object({
    draftId,
    round: z.number().int(),
    partyId,
    /** `pending`: the draft reads as agreed, and its file has tracked changes pending in the clause. */
    kind: z.enum(['changed', 'reformatted', 'removed', 'pending']),
    /** From the agreed words to those of the draft; empty unless `changed`. */
    edits: z.array(wordEdit).readonly(),
  })
  .readonly();
export type SealBreach = z.infer<typeof sealBreach>;

export const sealView = z
  .object({
    documentId,
    clauseId,
    /** As it was called where it was agreed. */
    label: z.string().nullable(),
    heading: z.string().nullable(),
    /** The draft in which it was agreed, and the version that the seal holds fast. */
    draftId,
    round: z.number().int(),
    versionHash,
    sealedAtMs: z.number().int(),
    /** In every later draft that breaks it, the oldest first. */
    breaches: z.array(sealBreach).readonly(),
  })
  .readonly();
export type SealView = z.infer<typeof sealView>;
