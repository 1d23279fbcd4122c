import { AppError } from '../core/error.ts';
import type { DocumentId, MatterId, PartyId } from '../core/model/ids.ts';
import type { Reader } from '../db/connection.ts';
import { type ContractDocument, getDocument, listDocuments } from '../db/document.ts';
import { type Draft, findLatestDraft } from '../db/draft.ts';
import { getMatter } from '../db/matter.ts';
import { listParties } from '../db/party.ts';

/** Where an incoming draft goes: the document, and the draft it follows. Both `null` for a document's first. */
export interface DraftPlace {
  readonly matterId: MatterId;
  readonly partyId: PartyId;
  readonly document: ContractDocument | null;
  readonly base: Draft | null;
}

/**
 * Finds where a draft goes. Without a `documentId` it is the matter's only document, or a new one.
 * Throws `not-found`, `invalid-input` where the matter has several documents and none is named, and
 * `conflict` while we hold an unsent draft: an incoming draft answers what was exchanged, and would
 * otherwise either be compared with words the other side never saw or leave our edits behind unseen.
 */
export function findDraftPlace(
  reader: Reader,
  wanted: { readonly matterId: MatterId; readonly documentId?: DocumentId | undefined; readonly partyId: PartyId },
): DraftPlace {
  const { matterId, partyId } = wanted;
  getMatter(reader, matterId);
  if (!listParties(reader, matterId).some((party) => party.id === partyId)) {
    throw new AppError('not-found', `There is no party ${partyId} in this matter.`, { details: { id: partyId } });
  }
  const document = findDocument(reader, matterId, wanted.documentId);
  const base = document === null ? null : findLatestDraft(reader, document.id);
  if (document !== null && base?.state === 'working') {
    throw new AppError(
      'conflict',
      `“${document.title}” has a draft of ours that was not sent (round ${base.round}): send it or undo its edits, then add this draft.`,
      { details: { document: document.title, round: base.round } },
    );
  }
  return { matterId, partyId, document, base };
}

/** Throws `conflict` when the place found earlier is no longer where the draft goes. */
export function checkStillThere(reader: Reader, place: DraftPlace): void {
  const now = findDraftPlace(reader, { ...place, documentId: place.document?.id });
  if (now.document?.id === place.document?.id && now.base?.id === place.base?.id) return;
  throw new AppError('conflict', 'The matter got another draft while this one was being read: add this one again.');
}

function findDocument(reader: Reader, matterId: MatterId, id: DocumentId | undefined): ContractDocument | null {
  if (id !== undefined) {
    const document = getDocument(reader, id);
    if (document.matterId === matterId) return document;
    throw new AppError('not-found', `There is no document ${id} in this matter.`, { details: { id } });
  }
  const documents = listDocuments(reader, matterId);
  if (documents.length > 1) {
    throw new AppError('invalid-input', 'This matter has several documents: say which one the draft belongs to.');
  }
  return documents[0] ?? null;
}
