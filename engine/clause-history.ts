import { compareWords } from '../core/compare/words.ts';
import type { ClauseId, DocumentId } from '../core/model/ids.ts';
import type { ClauseHistoryEntry } from '../core/model/matter.ts';
import type { Reader } from '../db/connection.ts';
import { listDrafts } from '../db/draft.ts';
import { type DraftClauseWords, listClausesIn } from '../db/draft-clause.ts';
import { listLineage } from '../db/lineage.ts';

/** How a clause stood in each draft of its document, the oldest first. */
export function collectClauseHistory(reader: Reader, documentId: DocumentId, clauseId: ClauseId): ClauseHistoryEntry[] {
  const drafts = listDrafts(reader, documentId);
  const places = listClausesIn(
    reader,
    drafts.map((draft) => draft.id),
    [clauseId],
  );
  const placeOf = new Map(places.map((place) => [place.draftId, place]));
  const movedIn = new Set(
    listLineage(reader, clauseId)
      .filter((lineage) => lineage.relation === 'moved')
      .map((lineage) => lineage.draftId),
  );
  let before: DraftClauseWords | undefined;
  let lastWords = '';
  return drafts.map((draft, index): ClauseHistoryEntry => {
    const place = placeOf.get(draft.id);
    const change = index === 0 ? (place ? 'first' : 'absent') : changeOf(before, place, movedIn.has(draft.id));
    const edits = change === 'first' || change === 'absent' ? [] : compareWords(lastWords, place?.text ?? '');
    before = place;
    lastWords = place?.text ?? lastWords;
    return {
      draftId: draft.id,
      round: draft.round,
      partyId: draft.partyId,
      state: draft.state,
      datedOn: draft.datedOn,
      change,
      label: place?.label ?? null,
      versionHash: place?.versionHash ?? null,
      text: place?.text ?? null,
      edits,
    };
  });
}

function changeOf(
  before: DraftClauseWords | undefined,
  after: DraftClauseWords | undefined,
  isMoved: boolean,
): ClauseHistoryEntry['change'] {
  if (after === undefined) return before === undefined ? 'absent' : 'deleted';
  if (before === undefined) return 'inserted';
  if (isMoved) return 'moved';
  if (before.text !== after.text) return 'edited';
  return before.label === after.label ? 'same' : 'renumbered';
}
