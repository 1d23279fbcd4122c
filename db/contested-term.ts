import type { ClauseId, DocumentId, MatterId, TermId } from '../core/model/ids.ts';
import type { TermStatus } from '../core/model/negotiation.ts';
import type { Reader } from './connection.ts';
import type { Recorder } from './recorder.ts';
import { defineTable } from './table.ts';

/**
 * What people have said about a contested term: a row for each one flagged by hand, and for each
 * derived one from the moment someone gives it a title, a status, an owner, a note or a position.
 * Whether the words differ is never kept here; it follows from the drafts.
 */
export interface TermRecord {
  /** For a derived term the id of its clause. */
  readonly id: TermId;
  readonly matterId: MatterId;
  readonly documentId: DocumentId;
  readonly clauseId: ClauseId;
  readonly origin: 'derived' | 'manual';
  /** `null` while nobody has given it one; then it is named after its clause. */
  readonly title: string | null;
  readonly quote: string | null;
  readonly status: TermStatus;
  readonly owner: string;
  readonly note: string;
  readonly createdAtMs: number;
}

type TermRow = {
  readonly id: string;
  readonly matter_id: string;
  readonly document_id: string;
  readonly clause_id: string;
  readonly origin: string;
  readonly title: string | null;
  readonly quote: string | null;
  readonly status: string;
  readonly owner: string;
  readonly note: string;
  readonly created_at_ms: number;
};

export const contestedTermTable = defineTable<TermRow>('contested_term', {
  id: 'key',
  matter_id: 'value',
  document_id: 'value',
  clause_id: 'value',
  origin: 'value',
  title: 'value',
  quote: 'value',
  status: 'value',
  owner: 'value',
  note: 'value',
  created_at_ms: 'value',
});

export function insertTerm(recorder: Recorder, term: TermRecord): void {
  recorder.insert(contestedTermTable, termToRow(term));
}

/** What someone may say about a term; what is left out stays. */
export type TermChange = Partial<Pick<TermRecord, 'title' | 'status' | 'owner' | 'note'>>;

export function updateTerm(recorder: Recorder, id: TermId, change: TermChange): void {
  recorder.update(contestedTermTable, { id }, change);
}

export function findTerm(reader: Reader, id: TermId): TermRecord | null {
  const row = reader.get<TermRow>('SELECT * FROM contested_term WHERE id = :id', { id });
  return row === undefined ? null : rowToTerm(row);
}

/** A matter's terms that have a row, in the order in which they got it. */
export function listTerms(reader: Reader, matterId: MatterId): TermRecord[] {
  const sql = 'SELECT * FROM contested_term WHERE matter_id = :matterId ORDER BY created_at_ms, id';
  return reader.all<TermRow>(sql, { matterId }).map(rowToTerm);
}

function termToRow(term: TermRecord): TermRow {
  return {
    id: term.id,
    matter_id: term.matterId,
    document_id: term.documentId,
    clause_id: term.clauseId,
    origin: term.origin,
    title: term.title,
    quote: term.quote,
    status: term.status,
    owner: term.owner,
    note: term.note,
    created_at_ms: term.createdAtMs,
  };
}

function rowToTerm(row: TermRow): TermRecord {
  return {
    id: row.id as TermId,
    matterId: row.matter_id as MatterId,
    documentId: row.document_id as DocumentId,
    clauseId: row.clause_id as ClauseId,
    origin: row.origin as TermRecord['origin'],
    title: row.title,
    quote: row.quote,
    status: row.status as TermStatus,
    owner: row.owner,
    note: row.note,
    createdAtMs: row.created_at_ms,
  };
}

/** What has been said about a clause. */
export function listTermsOfClause(reader: Reader, clauseId: ClauseId): TermRecord[] {
  return reader
    .all<TermRow>('SELECT * FROM contested_term WHERE clause_id = :clauseId ORDER BY id', { clauseId })
    .map(rowToTerm);
}

/**
 * What was said about one clause is said about another. A derived term goes by its clause's id: it becomes one flagged by
 * hand, under `title`, so that its positions stay with it.
 */
export function moveTerm(recorder: Recorder, term: TermRecord, clauseId: ClauseId, title: string): void {
  const change = { clause_id: clauseId, origin: 'manual', title: term.title ?? title };
  recorder.update(contestedTermTable, { id: term.id }, change);
}
