import { AppError } from '../core/error.ts';
import type { ClauseId } from '../core/model/ids.ts';
import { compareDrafts } from '../core/negotiation/compare-drafts.ts';
import type { Platform } from '../core/platform.ts';
import { insertClause } from '../db/clause.ts';
import { listTermsOfClause, moveTerm } from '../db/contested-term.ts';
import { type Draft, listDrafts } from '../db/draft.ts';
import {
  type DraftClause,
  type DraftClauseWords,
  findDraftClause,
  listClauseWords,
  setClauseId,
} from '../db/draft-clause.ts';
import { insertLineage, type LineageRelation, listLineageOfDraft, removeLineage } from '../db/lineage.ts';
import { setClauseOfPendingChanges } from '../db/pending-change.ts';
import type { Recorder } from '../db/recorder.ts';
import { findSeal, insertSeal, removeSeal } from '../db/seal.ts';
import { listKinship } from './kinship.ts';

/**
 * A pairing that someone corrects. Which clause a clause is was decided once, when its draft came in, and is written in
 * every draft since; so the correction is written there too, and everything that goes by the identity of clauses
 * (comparisons, histories, what is contested, the draft that comes next) follows it. A list of corrections beside the
 * drafts was turned down: every reader would have to apply it, and one that forgets would contradict the others.
 */

/**
 * The clause of the draft becomes that clause of the draft before. What had been taken for it is a clause of its own from
 * then on. Throws `not-found`, and `invalid-input` for a document's first draft.
 */
export function pairClauses(
  recorder: Recorder,
  draft: Draft,
  pair: { readonly clauseId: ClauseId; readonly fromClauseId: ClauseId },
  platform: Platform,
): void {
  const { base, since } = findDrafts(recorder, draft);
  const { clauseId, fromClauseId } = pair;
  const clause = getPlace(recorder, draft, clauseId);
  getPlace(recorder, base, fromClauseId);
  if (clauseId === fromClauseId) return;
  if (since.some(({ id }) => findDraftClause(recorder.reader, id, fromClauseId) !== null)) {
    rename(recorder, since, fromClauseId, makeClause(recorder, draft, platform));
  }
  rename(recorder, since, clauseId, fromClauseId);
  const remains = listDrafts(recorder.reader, draft.documentId).some(
    ({ id }) => findDraftClause(recorder.reader, id, clauseId) !== null,
  );
  if (!remains) {
    for (const term of listTermsOfClause(recorder.reader, clauseId)) {
      moveTerm(recorder, term, fromClauseId, clause.label ?? 'Unnumbered');
    }
  }
  writeOrigin(recorder, base, draft, fromClauseId);
}

/** The clause of the draft comes from none of the draft before: it is a new one from this draft on. Answers its identity. */
export function unpairClause(recorder: Recorder, draft: Draft, clauseId: ClauseId, platform: Platform): ClauseId {
  const { since } = findDrafts(recorder, draft);
  getPlace(recorder, draft, clauseId);
  const own = makeClause(recorder, draft, platform);
  rename(recorder, since, clauseId, own);
  for (const lineage of listLineageOfDraft(recorder.reader, draft.id)) {
    if (lineage.clauseId === own) removeLineage(recorder, lineage);
  }
  return own;
}

/** The draft before, and this one with all that came after it. */
function findDrafts(recorder: Recorder, draft: Draft): { base: Draft; since: Draft[] } {
  const drafts = listDrafts(recorder.reader, draft.documentId);
  const base = drafts.findLast(({ round }) => round < draft.round);
  if (base === undefined) {
    throw new AppError('invalid-input', 'The first draft of a document comes from no other: nothing can be paired.', {
      details: { id: draft.id },
    });
  }
  return { base, since: drafts.filter(({ round }) => round >= draft.round) };
}

function getPlace(recorder: Recorder, draft: Draft, clauseId: ClauseId): DraftClause {
  const place = findDraftClause(recorder.reader, draft.id, clauseId);
  if (place !== null) return place;
  throw new AppError('not-found', `Clause ${clauseId} is not in the draft of round ${draft.round}.`, {
    details: { id: clauseId, round: draft.round },
  });
}

function makeClause(recorder: Recorder, draft: Draft, platform: Platform): ClauseId {
  const id = platform.newId() as ClauseId;
  insertClause(recorder, id, draft.documentId);
  return id;
}

/** Everything that these drafts say of a clause they say of another, which none of them has. */
function rename(recorder: Recorder, drafts: readonly Draft[], from: ClauseId, to: ClauseId): void {
  const { reader } = recorder;
  const renamed = new Set<string>(drafts.map(({ id }) => id));
  const seal = findSeal(reader, from);
  if (seal !== null && renamed.has(seal.draftId)) {
    removeSeal(recorder, from);
    if (findSeal(reader, to) === null) insertSeal(recorder, { ...seal, clauseId: to });
  }
  for (const draft of drafts) {
    const place = findDraftClause(reader, draft.id, from);
    if (place !== null) setClauseId(recorder, place, to);
    setClauseOfPendingChanges(recorder, draft.id, from, to);
    for (const lineage of listLineageOfDraft(reader, draft.id)) {
      const clauseId = lineage.clauseId === from ? to : lineage.clauseId;
      const isFrom = lineage.fromClauseId === from && renamed.has(lineage.fromDraftId);
      const fromClauseId = isFrom ? to : lineage.fromClauseId;
      if (clauseId === lineage.clauseId && fromClauseId === lineage.fromClauseId) continue;
      removeLineage(recorder, lineage);
      insertLineage(recorder, { ...lineage, clauseId, fromClauseId });
    }
  }
}

/** Makes the lineage of the corrected clauses say what the comparison of the two drafts shows now. */
function writeOrigin(recorder: Recorder, base: Draft, draft: Draft, clauseId: ClauseId): void {
  const { reader } = recorder;
  const before = listClauseWords(reader, base.id);
  const after = listClauseWords(reader, draft.id);
  const inBefore = new Set(before.map((each) => each.clauseId));
  for (const lineage of listLineageOfDraft(reader, draft.id)) {
    // What is a clause of its own now has no origin; what was said of the pair before is said anew below.
    const isOfNone = lineage.fromDraftId === base.id && !inBefore.has(lineage.clauseId) && !isKin(lineage.relation);
    if (lineage.clauseId === clauseId || isOfNone) removeLineage(recorder, lineage);
  }
  const row = compareDrafts(before, after, listKinship(reader, base, draft)).rows.find(
    ({ b }) => b !== null && after[b]?.clauseId === clauseId,
  );
  const from = before[row?.a ?? -1];
  const to = after[row?.b ?? -1];
  if (row === undefined || from === undefined || to === undefined) return;
  const relation = relationOf(row, from, to);
  if (relation === null) return;
  insertLineage(recorder, {
    draftId: draft.id,
    clauseId,
    versionHash: to.versionHash,
    fromDraftId: base.id,
    fromClauseId: clauseId,
    fromVersionHash: from.versionHash,
    relation,
  });
}

function isKin(relation: LineageRelation): boolean {
  return relation === 'split' || relation === 'merged';
}

function relationOf(
  row: { readonly moved: boolean; readonly renumbered: boolean },
  from: DraftClauseWords,
  to: DraftClauseWords,
): LineageRelation | null {
  if (row.moved) return 'moved';
  if (from.text !== to.text) return 'edited';
  if (row.renumbered) return 'renumbered';
  return from.versionHash === to.versionHash ? null : 'reformatted';
}
