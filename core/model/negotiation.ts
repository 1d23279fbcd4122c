import { z } from 'zod';
import { wordEdit } from './comparison.ts';
import { clauseId, documentId, draftId, matterId, partyId, positionId, termId, versionHash } from './ids.ts';
import { title } from './matter.ts';

export const termStatuses = ['open', 'narrowing', 'parked', 'agreed', 'deadlocked'] as const;
export const termStatus = z.enum(termStatuses);
export type TermStatus = z.infer<typeof termStatus>;

export const stances = ['accept', 'accept-if', 'open', 'oppose'] as const;
export const stance = z.enum(stances);
export type Stance = z.infer<typeof stance>;

export const priorities = ['must', 'should', 'trade'] as const;
export const priority = z.enum(priorities);
export type Priority = z.infer<typeof priority>;

/** Whether a side put its position forward itself, or someone else says it did. */
export const certainties = ['stated', 'reported'] as const;
export const certainty = z.enum(certainties);
export type Certainty = z.infer<typeof certainty>;

const prose = z.string().trim().max(20_000);

/**
 * What may be shown to the other side. A position's shared fields leave our side only when the
 * position as a whole is not privileged.
 */
export const sharedPositionFields = z.object({
  stance,
  /** The wording this side wants. */
  wanted: prose,
  /** Where we have it from: a document and place, a meeting, the press. */
  source: prose,
  certainty,
});
/** What may be read on our side only, always. */
export const privilegedPositionFields = z.object({
  /** What this side will not give up. */
  redLine: prose,
  reasons: prose,
  priority: priority.nullable(),
});

export const position = sharedPositionFields
  .extend(privilegedPositionFields.shape)
  .extend({
    id: positionId,
    termId,
    partyId,
    /** True when nothing of it, not even the shared fields, may be shown to the other side. */
    privileged: z.boolean(),
    recordedAtMs: z.number().int(),
  })
  .readonly();
export type Position = z.infer<typeof position>;

/** A position as the other side may see it. */
export type SharedPosition = z.infer<typeof sharedPositionFields> & {
  readonly partyId: Position['partyId'];
  readonly recordedAtMs: number;
};

/** The last words a side put forward for a clause. `draftId` is `null` when the side has sent nothing. */
export const sideWords = z
  .object({
    partyId,
    draftId: draftId.nullable(),
    round: z.number().int().nullable(),
    versionHash: versionHash.nullable(),
    label: z.string().nullable(),
    /** `null` when the side's last draft does not have the clause. */
    text: z.string().nullable(),
  })
  .readonly();
export type SideWords = z.infer<typeof sideWords>;

/** How two sides' last words for a clause differ: from A's words to B's. */
export const contestedSpans = z
  .object({ aPartyId: partyId, bPartyId: partyId, edits: z.array(wordEdit).readonly() })
  .readonly();
export type ContestedSpans = z.infer<typeof contestedSpans>;

export const contestedTerm = z
  .object({
    id: termId,
    matterId,
    documentId,
    clauseId,
    /** `derived` from the sides' words, or `manual`: words someone selected and flagged. */
    origin: z.enum(['derived', 'manual']),
    title,
    /** The words flagged by hand; `null` when the whole clause is meant. */
    quote: z.string().nullable(),
    status: termStatus,
    /** Who looks after it on our side. Internal. */
    owner: z.string(),
    /** Internal. */
    note: z.string(),
    /** Whether the sides' last words differ now. */
    contested: z.boolean(),
    label: z.string().nullable(),
    heading: z.string().nullable(),
    /** Who put forward the clause's newest words. */
    lastMovedPartyId: partyId.nullable(),
    sides: z.array(sideWords),
    /** Our words against each other side's that differ; pairs among the other sides where we have none. */
    spans: z.array(contestedSpans),
    /** Each side's current position, at most one a side. */
    positions: z.array(position),
  })
  .readonly();
export type ContestedTerm = z.infer<typeof contestedTerm>;
