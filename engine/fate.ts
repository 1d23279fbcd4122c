import { headingIn } from '../core/model/content.ts';
import type { Ask } from '../core/model/fate.ts';
import type { ClauseId, DocumentId, MatterId } from '../core/model/ids.ts';
import { type AskingDraft, type FoundAsk, listAsks } from '../core/negotiation/fate.ts';
import type { Reader } from '../db/connection.ts';
import { listDocuments } from '../db/document.ts';
import { type Draft, listDrafts } from '../db/draft.ts';
import { listClausesIn, listVersionsIn } from '../db/draft-clause.ts';
import { listKin } from '../db/lineage.ts';
import { toKinship } from './kinship.ts';
import { collectTerms } from './terms.ts';

/** Every ask of a matter with its fate: document by document, round by round, in the order of the clauses. */
export function collectAsks(reader: Reader, matterId: MatterId): Ask[] {
  const terms = collectTerms(reader, matterId);
  const termOf = new Map(terms.map((term) => [term.clauseId, term]));
  const isSaid = (clauseId: ClauseId, partyId: string) => {
    const term = termOf.get(clauseId);
    if (term === undefined) return false;
    const position = term.positions.find((each) => each.partyId === partyId);
    return term.status === 'agreed' || position?.stance === 'accept';
  };
  return listDocuments(reader, matterId).flatMap(({ id: documentId }) => {
    const drafts = listDrafts(reader, documentId).filter(({ state }) => state === 'exchanged');
    const asks = listAsks(toAskingDrafts(reader, documentId, drafts), isSaid);
    const nameOf = clauseNames(reader, drafts, asks);
    return asks.map((found): Ask => {
      const term = termOf.get(found.clauseId);
      return {
        ...{ documentId, clauseId: found.clauseId, draftId: found.draft.draftId, round: found.draft.round },
        partyId: found.draft.partyId,
        ...nameOf(found),
        changes: found.changes,
        fate: found.fate,
        answers: found.answers.map(({ draft: { draftId, round, partyId }, state }) => ({
          ...{ draftId, round, partyId, state },
        })),
        termId: term?.id ?? null,
        stances: (term?.positions ?? [])
          .filter(({ partyId }) => partyId !== found.draft.partyId)
          .map(({ partyId, stance }) => ({ partyId, stance })),
      };
    });
  });
}

function toAskingDrafts(reader: Reader, documentId: DocumentId, drafts: readonly Draft[]): AskingDraft[] {
  const versions = listVersionsIn(
    reader,
    drafts.map(({ id }) => id),
  );
  return drafts.map(({ id, round, partyId }, index) => ({
    ...{ draftId: id, round, partyId },
    clauses: new Map((versions.get(id) ?? []).map(({ clauseId, text }) => [clauseId, text])),
    kin: listKin(reader, documentId, { after: drafts[index - 1]?.round ?? 0, to: round }).map(toKinship),
  }));
}

/** How the clause of an ask is called in the draft that asked, or in the one before where it was left out. */
function clauseNames(reader: Reader, drafts: readonly Draft[], asks: readonly FoundAsk[]) {
  const ids = drafts.map(({ id }) => id);
  const places = listClausesIn(reader, ids, [...new Set(asks.map(({ clauseId }) => clauseId))]);
  const placeAt = new Map(places.map((place) => [`${place.draftId} ${place.clauseId}`, place]));
  return ({ draft: { draftId }, clauseId }: FoundAsk) => {
    const before = ids[ids.indexOf(draftId) - 1];
    const place = placeAt.get(`${draftId} ${clauseId}`) ?? placeAt.get(`${before} ${clauseId}`);
    if (place === undefined) return { label: null, heading: null };
    return { label: place.label, heading: headingIn(place.text, place.headingTo) };
  };
}
