import { z } from 'zod';
import { clauseId, documentId, draftId, partyId, termId } from './ids.ts';
import { stance } from './negotiation.ts';

/** What became of something that a side asked for by changing words of a clause. */
export const fates = [
  /** Its words stand in the other side's latest draft, and that side or the record says so. */
  'accepted',
  /** They stand there, and nobody has said a word about it. */
  'silently-accepted',
  /** Some of them stand there, and the rest is as it was. */
  'accepted-in-part',
  /** Other words stand in their place. */
  'countered',
  /** The words of before the ask are back. */
  'reverted',
  /** The side that asked left it out of a later draft of its own, and no other side had put it out. */
  'silently-dropped',
  /** No other side has put forward a draft since. */
  'unanswered',
] as const;
export const fate = z.enum(fates);
export type Fate = z.infer<typeof fate>;

/** How the words of an ask stand in one later draft. */
export const askStates = ['kept', 'part', 'other', 'before'] as const;
export const askState = z.enum(askStates);
export type AskState = z.infer<typeof askState>;

/** One side's change of one clause in one round, and what became of it. */
export const ask = z
  .object({
    documentId,
    clauseId,
    draftId,
    round: z.number().int(),
    partyId,
    /** The clause as it is called in that draft, or in the one before where the ask was to leave it out. */
    label: z.string().nullable(),
    heading: z.string().nullable(),
    /** The words that were to go and to come, place by place. */
    changes: z.array(z.object({ before: z.string(), after: z.string() }).readonly()).readonly(),
    fate,
    /** In every later draft, the oldest first. */
    answers: z.array(z.object({ draftId, round: z.number().int(), partyId, state: askState }).readonly()).readonly(),
    /** The contested term of the clause, when there is one, and what the other sides say of it. */
    termId: termId.nullable(),
    stances: z.array(z.object({ partyId, stance }).readonly()).readonly(),
  })
  .readonly();
export type Ask = z.infer<typeof ask>;
