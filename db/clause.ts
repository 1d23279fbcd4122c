import { AppError } from '../core/error.ts';
import type { ClauseId, DocumentId } from '../core/model/ids.ts';
import type { Reader } from './connection.ts';
import type { Recorder } from './recorder.ts';
import { defineTable } from './table.ts';

type ClauseRow = { readonly id: string; readonly document_id: string };

/** The identities of clauses; what a clause says is in its versions, where it stands in `draft_clause`. */
export const clauseTable = defineTable<ClauseRow>('clause', { id: 'key', document_id: 'value' });

export function insertClause(recorder: Recorder, id: ClauseId, documentId: DocumentId): void {
  recorder.insert(clauseTable, { id, document_id: documentId });
}

/** The document that a clause belongs to, or `null` when there is no such clause. */
export function findDocumentOfClause(reader: Reader, id: ClauseId): DocumentId | null {
  const row = reader.get<ClauseRow>('SELECT id, document_id FROM clause WHERE id = :id', { id });
  return row === undefined ? null : (row.document_id as DocumentId);
}

/** Throws `not-found` unless the clause belongs to the document. */
export function checkClauseOf(reader: Reader, id: ClauseId, documentId: DocumentId): void {
  if (findDocumentOfClause(reader, id) !== documentId) {
    throw new AppError('not-found', `There is no clause ${id} in this document.`, { details: { id } });
  }
}
