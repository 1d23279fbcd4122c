import { z } from 'zod';

/**
 * Branded identifiers, so that a clause's id is never handed where a draft's is wanted. The text
 * form is made by `Platform.newId`, or, for content, the lower-case hexadecimal SHA-256.
 */
const id = z.string().regex(/^[0-9a-z]{8,40}$/);
const hash = z.string().regex(/^[0-9a-f]{64}$/);

export const matterId = id.brand<'matter'>();
export type MatterId = z.infer<typeof matterId>;
export const partyId = id.brand<'party'>();
export type PartyId = z.infer<typeof partyId>;
export const documentId = id.brand<'document'>();
export type DocumentId = z.infer<typeof documentId>;
export const draftId = id.brand<'draft'>();
export type DraftId = z.infer<typeof draftId>;
export const clauseId = id.brand<'clause'>();
export type ClauseId = z.infer<typeof clauseId>;
export const positionId = id.brand<'position'>();
export type PositionId = z.infer<typeof positionId>;

/** A contested term. A derived term has the id of its clause; one flagged by hand has an id of its own. */
export const termId = id.brand<'term'>();
export type TermId = z.infer<typeof termId>;

/** SHA-256 of a clause version's content (see `contentHash`). */
export const versionHash = hash.brand<'version'>();
export type VersionHash = z.infer<typeof versionHash>;
/** SHA-256 of an original file, byte for byte. */
export const fileHash = hash.brand<'file'>();
export type FileHash = z.infer<typeof fileHash>;
