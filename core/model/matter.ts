import { z } from 'zod';
import { clauseKind, contractLanguage } from './clause.ts';
import { rowKind, wordEdit } from './comparison.ts';
import { block } from './content.ts';
import { clauseId, documentId, draftId, fileHash, matterId, partyId, versionHash } from './ids.ts';
import { importNoteCodes } from './source.ts';

/** Names and titles: one line, trimmed, not empty. */
export const title = z
  .string()
  .trim()
  .min(1)
  .max(300)
  .regex(/^[^\n\r\0]*$/);
/** A calendar day, `2026-03-31`. */
export const isoDate = z.iso.date();
export const interfaceLanguage = z.enum(['en', 'fr']);
export type InterfaceLanguage = z.infer<typeof interfaceLanguage>;

export const party = z
  .object({
    id: partyId,
    name: title,
    /** Exactly one party of a matter is ours. */
    isOurs: z.boolean(),
    /** Place among the matter's parties, from 0, ours first; the other sides' colour and shape follow from it. */
    ordinal: z.number().int().min(0),
  })
  .readonly();
export type Party = z.infer<typeof party>;

export const draftState = z.enum([
  /** Being edited on our side; not put forward yet. */
  'working',
  /** Sent or received; it never changes again. */
  'exchanged',
]);

export const importNote = z
  .object({
    code: z.enum(importNoteCodes),
    count: z.number().int(),
    detail: z.string().optional(),
    byHand: z.object({ deletions: z.number().int(), insertions: z.number().int() }).readonly().optional(),
  })
  .readonly();

export const draftSummary = z
  .object({
    id: draftId,
    documentId,
    /** Its place in the document's sequence of drafts, from 1. */
    round: z.number().int().min(1),
    partyId,
    state: draftState,
    /** The day it was sent or received; a working draft has the day it was begun. */
    datedOn: isoDate,
    /** `sent` when it is our side's draft, otherwise `received`. */
    direction: z.enum(['sent', 'received']),
    /** The draft it was aligned with when it came in, or was made from; `null` for the first. */
    baseDraftId: draftId.nullable(),
    /** The original file; `null` for a draft made here. */
    file: z.object({ name: z.string(), sha256: fileHash, byteLength: z.number().int() }).nullable(),
    format: z.enum(['docx', 'markdown', 'text', 'parley']),
    language: contractLanguage,
    notes: z.array(importNote),
    clauseCount: z.number().int(),
  })
  .readonly();
export type DraftSummary = z.infer<typeof draftSummary>;

export const documentView = z.object({ id: documentId, matterId, title, drafts: z.array(draftSummary) }).readonly();
export type DocumentView = z.infer<typeof documentView>;

export const matterSummary = z
  .object({
    id: matterId,
    title,
    createdAtMs: z.number().int(),
    parties: z.array(party),
    /** The latest exchanged draft's round, 0 before the first. */
    round: z.number().int(),
    /** The side whose turn it is: the one that did not send the latest exchanged draft; `null` before the first or with more than two sides. */
    holderPartyId: partyId.nullable(),
    /** The day of the latest exchanged draft. */
    heldSince: isoDate.nullable(),
    contestedCount: z.number().int(),
  })
  .readonly();
export type MatterSummary = z.infer<typeof matterSummary>;

export const matterView = matterSummary
  .unwrap()
  .extend({ documents: z.array(documentView) })
  .readonly();
export type MatterView = z.infer<typeof matterView>;

/** A clause as it stands in one draft. */
export const clauseView = z
  .object({
    clauseId,
    parentClauseId: clauseId.nullable(),
    level: z.number().int(),
    kind: clauseKind,
    label: z.string().nullable(),
    prefix: z.string(),
    heading: z.string().nullable(),
    headingTo: z.number().int(),
    versionHash,
    blocks: z.array(block).readonly(),
  })
  .readonly();
export type ClauseView = z.infer<typeof clauseView>;

export const draftView = z.object({ draft: draftSummary, clauses: z.array(clauseView) }).readonly();
export type DraftView = z.infer<typeof draftView>;

/** A clause's place on one side of a comparison. `index` counts the clauses of that draft, from 0. */
const comparedPlace = z.object({
  index: z.number().int(),
  clauseId,
  label: z.string().nullable(),
  heading: z.string().nullable(),
  level: z.number().int(),
  kind: clauseKind,
});

export const draftComparisonRow = z
  .object({
    kind: rowKind,
    moved: z.boolean(),
    renumbered: z.boolean(),
    reformatted: z.boolean(),
    substance: z.boolean(),
    a: comparedPlace.nullable(),
    b: comparedPlace.nullable(),
    /** Of a split the clauses of B, of a merge those of A, neighbours in order, `b` or `a` among them; empty otherwise. */
    parts: z.array(comparedPlace).readonly(),
    edits: z.array(wordEdit).readonly(),
  })
  .readonly();
export type DraftComparisonRow = z.infer<typeof draftComparisonRow>;

/** How a clause stood in each draft of its document, oldest first. */
export const clauseHistoryEntry = z
  .object({
    draftId,
    round: z.number().int(),
    partyId,
    state: draftState,
    datedOn: isoDate,
    /** What happened to it since the draft before; `absent` when it is not in this draft and was not in the one before. */
    change: z.enum(['first', 'same', 'edited', 'inserted', 'deleted', 'moved', 'renumbered', 'absent']),
    label: z.string().nullable(),
    versionHash: versionHash.nullable(),
    /** The words, or `null` where the draft does not have the clause. */
    text: z.string().nullable(),
    /** Against the clause's last words before; empty for the first. */
    edits: z.array(wordEdit).readonly(),
  })
  .readonly();
export type ClauseHistoryEntry = z.infer<typeof clauseHistoryEntry>;
