import { AppError } from '../core/error.ts';
import type { ClauseId, MatterId, TermId } from '../core/model/ids.ts';
import type { Platform } from '../core/platform.ts';
import { findDocumentOfClause } from '../db/clause.ts';
import type { Reader } from '../db/connection.ts';
import { findTerm, insertTerm, type TermRecord } from '../db/contested-term.ts';
import { getDocument } from '../db/document.ts';
import { getMatter } from '../db/matter.ts';
import type { Recorder } from '../db/recorder.ts';
import { derivedRecord } from './terms.ts';

/**
 * What is known of a term: its row, or, for the id of a clause of the matter, the derived term that
 * the clause is, contested or not: positions are also taken on words that are agreed by now. Throws
 * `not-found`.
 */
export function getTermRecord(reader: Reader, matterId: MatterId, termId: TermId): TermRecord {
  getMatter(reader, matterId);
  const record = findTerm(reader, termId) ?? findDerived(reader, termId);
  if (record?.matterId === matterId) return record;
  throw new AppError('not-found', `There is no contested term ${termId} in this matter.`, { details: { id: termId } });
}

/** Gives a derived term its row, when it has none yet, so that something can be said about it. */
export function ensureTerm(recorder: Recorder, record: TermRecord, platform: Pick<Platform, 'nowMs'>): void {
  if (findTerm(recorder.reader, record.id) !== null) return;
  insertTerm(recorder, { ...record, createdAtMs: platform.nowMs() });
}

function findDerived(reader: Reader, termId: TermId): TermRecord | null {
  const clauseId = termId as string as ClauseId;
  const documentId = findDocumentOfClause(reader, clauseId);
  if (documentId === null) return null;
  return derivedRecord(getDocument(reader, documentId).matterId, documentId, clauseId);
}
