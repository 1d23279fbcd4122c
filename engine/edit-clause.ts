import { compareWords } from '../core/compare/words.ts';
import { AppError } from '../core/error.ts';
import type { WordEdit } from '../core/model/comparison.ts';
import { type Block, canonicalContent, contentText } from '../core/model/content.ts';
import type { ClauseId, DraftId, VersionHash } from '../core/model/ids.ts';
import type { Platform } from '../core/platform.ts';
import { insertClauseVersionOnce } from '../db/clause-version.ts';
import type { Reader } from '../db/connection.ts';
import type { ContractDocument } from '../db/document.ts';
import { type Draft, findLatestDraft, insertDraft } from '../db/draft.ts';
import {
  type DraftClause,
  findClauseWords,
  findDraftClause,
  insertDraftClause,
  listDraftClauses,
  setVersion,
} from '../db/draft-clause.ts';
import { insertLineage, listLineage, removeLineage } from '../db/lineage.ts';
import { listParties } from '../db/party.ts';
import type { Recorder } from '../db/recorder.ts';
import { localDay } from './local-day.ts';
import { normalBlocks } from './normal-blocks.ts';

/** An edit of a clause: from the version it started from to these blocks. */
export interface ClauseEdit {
  readonly clauseId: ClauseId;
  readonly basedOn: VersionHash;
  readonly blocks: readonly Block[];
}

/**
 * Sets what a clause says in our working draft, which is begun as a copy of the document's latest
 * draft when there is none. Throws `invalid-input` for a clause emptied of words, `not-found`, and
 * `conflict` when the clause does not say any more what the edit started from. Answers the draft
 * that now has the words; nothing is written when they are the same.
 */
export function editClause(
  recorder: Recorder,
  document: ContractDocument,
  edit: ClauseEdit,
  platform: Platform,
): { readonly draft: Draft; readonly versionHash: VersionHash } {
  const { reader } = recorder;
  const blocks = normalBlocks(edit.blocks);
  if (contentText(blocks).trim() === '') {
    throw new AppError('invalid-input', 'A clause cannot be left without words.');
  }
  const latest = findLatestDraft(reader, document.id);
  const place = latest === null ? null : findClauseWords(reader, latest.id, edit.clauseId);
  if (latest === null || place === null) {
    throw new AppError('not-found', `Clause ${edit.clauseId} is not in the latest draft of “${document.title}”.`, {
      details: { id: edit.clauseId, document: document.title },
    });
  }
  if (place.versionHash !== edit.basedOn) {
    throw new AppError(
      'conflict',
      `Clause ${place.label ?? place.ordinal + 1} has been changed since this edit was begun; nothing was changed.`,
      { details: { id: edit.clauseId, label: place.label ?? '' } },
    );
  }
  const headingTo = moveHeadingEnd(place.text, place.headingTo, contentText(blocks));
  const versionHash = platform.sha256(canonicalContent({ headingTo, blocks })) as VersionHash;
  if (versionHash === place.versionHash) return { draft: latest, versionHash };
  const draft = latest.state === 'working' ? latest : beginWorkingDraft(recorder, document, latest, platform);
  const own = findDraftClause(reader, draft.id, edit.clauseId);
  if (own === null) throw new Error(`clause ${edit.clauseId} was not copied to the working draft`);
  insertClauseVersionOnce(recorder, { hash: versionHash, headingTo, blocks });
  setVersion(recorder, own, versionHash);
  recordLineage(recorder, draft, own, versionHash);
  return { draft, versionHash };
}

/** Our next draft, with every clause where it stands in the latest one. */
function beginWorkingDraft(recorder: Recorder, document: ContractDocument, latest: Draft, platform: Platform): Draft {
  const ours = listParties(recorder.reader, document.matterId).find((party) => party.isOurs);
  if (ours === undefined) throw new Error(`matter ${document.matterId} has no party that is ours`);
  const nowMs = platform.nowMs();
  const draft: Draft = {
    id: platform.newId() as DraftId,
    documentId: document.id,
    round: latest.round + 1,
    partyId: ours.id,
    state: 'working',
    datedOn: localDay(nowMs),
    baseDraftId: latest.id,
    file: null,
    format: 'parley',
    language: latest.language,
    notes: [],
    createdAtMs: nowMs,
  };
  insertDraft(recorder, draft);
  for (const clause of listDraftClauses(recorder.reader, latest.id)) {
    insertDraftClause(recorder, { ...clause, draftId: draft.id, sources: [] });
  }
  return draft;
}

/** Keeps what the clause's lineage says true: one row while its version is not that of the draft before, none otherwise. */
function recordLineage(recorder: Recorder, draft: Draft, own: DraftClause, versionHash: VersionHash): void {
  const { reader } = recorder;
  for (const lineage of listLineage(reader, own.clauseId)) {
    if (lineage.draftId === draft.id) removeLineage(recorder, lineage);
  }
  const from = draft.baseDraftId === null ? null : findDraftClause(reader, draft.baseDraftId, own.clauseId);
  if (from === null || from.versionHash === versionHash) return;
  insertLineage(recorder, {
    draftId: draft.id,
    clauseId: own.clauseId,
    versionHash,
    fromDraftId: from.draftId,
    fromClauseId: from.clauseId,
    fromVersionHash: from.versionHash,
    relation: hasSameWords(reader, draft.id, from) ? 'reformatted' : 'edited',
  });
}

function hasSameWords(reader: Reader, draftId: DraftId, from: DraftClause): boolean {
  const before = findClauseWords(reader, from.draftId, from.clauseId);
  return before !== null && before.text === findClauseWords(reader, draftId, from.clauseId)?.text;
}

/**
 * Where the heading ends after an edit. A heading that ended with its line still does; one with
 * words of the clause behind it ends where its old end became, but never beyond the line it stood on.
 */
export function moveHeadingEnd(before: string, headingTo: number, after: string): number {
  if (headingTo === 0) return 0;
  const moved = mapEnd(compareWords(before, after), headingTo);
  if (moved === 0) return 0;
  const endedLine = headingTo >= before.length || before[headingTo] === '\n';
  const isOneLine = !before.slice(0, headingTo).trim().includes('\n');
  if (endedLine) return lineEnd(after, moved);
  return isOneLine ? Math.min(moved, lineEnd(after, 0)) : moved;
}

/** The end of the line that a place is on. */
function lineEnd(text: string, place: number): number {
  const found = text.indexOf('\n', place);
  return found < 0 ? text.length : found;
}

/**
 * Where the end of a stretch of the old text is in the new one. What is put in right behind the
 * stretch does not belong to it; what replaces its last words does, unless it replaces words beyond as well.
 */
function mapEnd(edits: readonly WordEdit[], end: number): number {
  let inOld = 0;
  let inNew = 0;
  for (const [index, { op, text }] of edits.entries()) {
    if (op !== 'insert' && inOld + text.length >= end) {
      if (op === 'equal') return inNew + end - inOld;
      const next = edits[index + 1];
      return inOld + text.length === end && next?.op === 'insert' ? inNew + next.text.length : inNew;
    }
    if (op !== 'insert') inOld += text.length;
    if (op !== 'delete') inNew += text.length;
  }
  return inNew;
}
