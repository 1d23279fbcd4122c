import { z } from 'zod';
import { clauseId, draftId, partyId, versionHash } from './ids.ts';
import { draftState, isoDate } from './matter.ts';

/** A draft as the one that did something to a word: its round and the side that sent it. */
export const wordDraft = z.object({ draftId, round: z.number().int(), partyId }).readonly();
export type WordDraft = z.infer<typeof wordDraft>;

/** Words of a clause that stand together and have one history, as one draft shows them. */
export const wordSpan = z
  .object({
    /** UTF-16 units of the clause's text, from the first word to the end of the last. */
    from: z.number().int(),
    to: z.number().int(),
    words: z.number().int(),
    /** The draft that first shows the words. */
    first: wordDraft,
    /** The draft that brought them back last; `null` while they never went out. */
    putBack: wordDraft.nullable(),
    /** How often they went out and came back, up to the draft that is looked at. */
    timesBack: z.number().int(),
    /** The last draft, up to the one looked at, in which another side than the one that brought them in last kept them. */
    accepted: wordDraft.nullable(),
  })
  .readonly();
export type WordSpan = z.infer<typeof wordSpan>;

/** A clause in one draft, with the history of its words. */
export const clauseAncestryVersion = wordDraft
  .unwrap()
  .extend({
    datedOn: isoDate,
    state: draftState,
    label: z.string().nullable(),
    /** `null` where the draft does not have the clause. */
    versionHash: versionHash.nullable(),
    text: z.string().nullable(),
    /** Whether the words are not those of the draft before. */
    changed: z.boolean(),
    spans: z.array(wordSpan).readonly(),
  })
  .readonly();

export const clauseAncestry = z
  .object({
    clauseId,
    /** The clauses it was split from, that were split from it, or that were merged with it, in any round. */
    kin: z.array(clauseId).readonly(),
    /** One for each draft of the document, the oldest first. */
    versions: z.array(clauseAncestryVersion).readonly(),
  })
  .readonly();
export type ClauseAncestry = z.infer<typeof clauseAncestry>;

export const draftAncestry = z
  .object({
    draftId,
    /** In document order. */
    clauses: z.array(z.object({ clauseId, spans: z.array(wordSpan).readonly() }).readonly()).readonly(),
  })
  .readonly();
export type DraftAncestry = z.infer<typeof draftAncestry>;
