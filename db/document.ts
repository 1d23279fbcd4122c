import { AppError } from '../core/error.ts';
import type { DocumentId, MatterId } from '../core/model/ids.ts';
import type { Reader } from './connection.ts';
import type { Recorder } from './recorder.ts';
import { defineTable } from './table.ts';

/** One contract in a matter. */
export interface ContractDocument {
  readonly id: DocumentId;
  readonly matterId: MatterId;
  /** Its place among the matter's documents, from 0. */
  readonly ordinal: number;
  readonly title: string;
  readonly createdAtMs: number;
}

type DocumentRow = {
  readonly id: string;
  readonly matter_id: string;
  readonly ordinal: number;
  readonly title: string;
  readonly created_at_ms: number;
};

export const documentTable = defineTable<DocumentRow>('document', {
  id: 'key',
  matter_id: 'value',
  ordinal: 'value',
  title: 'value',
  created_at_ms: 'value',
});

export function insertDocument(recorder: Recorder, document: ContractDocument): void {
  recorder.insert(documentTable, documentToRow(document));
}

/** Throws `not-found`. */
export function getDocument(reader: Reader, id: DocumentId): ContractDocument {
  const row = reader.get<DocumentRow>('SELECT * FROM document WHERE id = :id', { id });
  if (row === undefined) throw new AppError('not-found', `There is no document ${id}.`, { details: { id } });
  return rowToDocument(row);
}

/** A matter's documents in order. */
export function listDocuments(reader: Reader, matterId: MatterId): ContractDocument[] {
  return reader
    .all<DocumentRow>('SELECT * FROM document WHERE matter_id = :matterId ORDER BY ordinal', { matterId })
    .map(rowToDocument);
}

function documentToRow(document: ContractDocument): DocumentRow {
  return {
    id: document.id,
    matter_id: document.matterId,
    ordinal: document.ordinal,
    title: document.title,
    created_at_ms: document.createdAtMs,
  };
}

function rowToDocument(row: DocumentRow): ContractDocument {
  return {
    id: row.id as DocumentId,
    matterId: row.matter_id as MatterId,
    ordinal: row.ordinal,
    title: row.title,
    createdAtMs: row.created_at_ms,
  };
}
