import { compareWords } from '../core/compare/words.ts';
import { headingIn } from '../core/model/content.ts';
import type { ClauseId, DocumentId, MatterId } from '../core/model/ids.ts';
import type { SealBreach, SealView } from '../core/model/seal.ts';
import type { Platform } from '../core/platform.ts';
import type { Reader } from '../db/connection.ts';
import { listDocuments } from '../db/document.ts';
import { type Draft, listDrafts } from '../db/draft.ts';
import { type DraftClauseWords, listClausesIn } from '../db/draft-clause.ts';
import { listPendingChanges } from '../db/pending-change.ts';
import type { Recorder } from '../db/recorder.ts';
import { findSeal, insertSeal, listSeals, removeSeal, type Seal } from '../db/seal.ts';

/**
 * Seals hold agreed clauses fast. A seal names a version by its hash, so that no word, mark or space can change unseen; what
 * breaks it is worked out from the drafts whenever somebody looks, and is never stored, so that no draft can come in past it.
 */

/**
 * Seals a clause as it stands in the latest exchanged draft, or in our working one where none was exchanged. Whether there was
 * anything to seal: that draft may not have the clause.
 */
export function sealClause(
  recorder: Recorder,
  documentId: DocumentId,
  clauseId: ClauseId,
  platform: Pick<Platform, 'nowMs'>,
): boolean {
  const { reader } = recorder;
  if (findSeal(reader, clauseId) !== null) removeSeal(recorder, clauseId);
  const drafts = listDrafts(reader, documentId);
  const latest = drafts.findLast(({ state }) => state === 'exchanged') ?? drafts.at(-1);
  const [clause] = latest === undefined ? [] : listClausesIn(reader, [latest.id], [clauseId]);
  if (latest === undefined || clause === undefined) return false;
  const { versionHash } = clause;
  insertSeal(recorder, { clauseId, draftId: latest.id, versionHash, sealedAtMs: platform.nowMs() });
  return true;
}

/** Lifts a seal; nothing when there is none. */
export function unsealClause(recorder: Recorder, clauseId: ClauseId): void {
  if (findSeal(recorder.reader, clauseId) !== null) removeSeal(recorder, clauseId);
}

/** The seals of a matter with what breaks them, document by document. */
export function collectSeals(reader: Reader, matterId: MatterId): SealView[] {
  return listDocuments(reader, matterId).flatMap(({ id }) => {
    const seals = listSeals(reader, id);
    if (seals.length === 0) return [];
    const drafts = listDrafts(reader, id);
    const clauseIds = seals.map(({ clauseId }) => clauseId);
    const places = listClausesIn(
      reader,
      drafts.map((draft) => draft.id),
      clauseIds,
    );
    const pending = new Map(drafts.map((draft) => [draft.id, pendingClauses(reader, draft)]));
    return seals.map((seal) => {
      const isPending = (draft: Draft) => pending.get(draft.id)?.has(seal.clauseId) === true;
      return toView(seal, id, drafts, places, isPending);
    });
  });
}

function pendingClauses(reader: Reader, draft: Draft): Set<ClauseId> {
  return new Set(listPendingChanges(reader, draft.id).flatMap(({ clauseId }) => (clauseId === null ? [] : [clauseId])));
}

function toView(
  seal: Seal,
  documentId: DocumentId,
  drafts: readonly Draft[],
  places: readonly DraftClauseWords[],
  isPending: (draft: Draft) => boolean,
): SealView {
  const placeIn = (draftId: string) =>
    places.find((place) => place.draftId === draftId && place.clauseId === seal.clauseId);
  const agreed = placeIn(seal.draftId);
  const sealed = drafts.find(({ id }) => id === seal.draftId);
  if (agreed === undefined || sealed === undefined) throw new Error(`clause ${seal.clauseId} is sealed in no draft`);
  const later = drafts.filter(({ round }) => round > sealed.round);
  return {
    ...seal,
    documentId,
    label: agreed.label,
    heading: headingIn(agreed.text, agreed.headingTo),
    round: sealed.round,
    breaches: later.flatMap((draft) => {
      const found = breachIn(placeIn(draft.id), agreed, isPending(draft));
      return found === null ? [] : [{ draftId: draft.id, round: draft.round, partyId: draft.partyId, ...found }];
    }),
  };
}

function breachIn(
  place: DraftClauseWords | undefined,
  agreed: DraftClauseWords,
  isPending: boolean,
): Pick<SealBreach, 'kind' | 'edits'> | null {
  if (place === undefined) return { kind: 'removed', edits: [] };
  if (place.text !== agreed.text) return { kind: 'changed', edits: compareWords(agreed.text, place.text) };
  if (place.versionHash !== agreed.versionHash) return { kind: 'reformatted', edits: [] };
  return isPending ? { kind: 'pending', edits: [] } : null;
}
