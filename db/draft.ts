import { AppError } from '../core/error.ts';
import type { ContractLanguage } from '../core/model/clause.ts';
import type { DocumentId, DraftId, FileHash, PartyId } from '../core/model/ids.ts';
import type { DraftSummary } from '../core/model/matter.ts';
import type { ImportNote } from '../core/model/source.ts';
import type { Reader } from './connection.ts';
import type { Recorder } from './recorder.ts';
import { defineTable } from './table.ts';

/** A draft without its clauses. */
export interface Draft {
  readonly id: DraftId;
  readonly documentId: DocumentId;
  /** Its place in the document's sequence of drafts, from 1. */
  readonly round: number;
  readonly partyId: PartyId;
  readonly state: 'working' | 'exchanged';
  /** A day, `2026-03-31`. */
  readonly datedOn: string;
  readonly baseDraftId: DraftId | null;
  readonly file: { readonly sha256: FileHash; readonly name: string } | null;
  readonly format: DraftSummary['format'];
  readonly language: ContractLanguage;
  readonly notes: readonly ImportNote[];
  readonly createdAtMs: number;
}

type DraftRow = {
  readonly id: string;
  readonly document_id: string;
  readonly round: number;
  readonly party_id: string;
  readonly state: string;
  readonly dated_on: string;
  readonly base_draft_id: string | null;
  readonly file_sha256: string | null;
  readonly file_name: string | null;
  readonly format: string;
  readonly language: string;
  readonly notes: string;
  readonly created_at_ms: number;
};

export const draftTable = defineTable<DraftRow>('draft', {
  id: 'key',
  document_id: 'value',
  round: 'value',
  party_id: 'value',
  state: 'value',
  dated_on: 'value',
  base_draft_id: 'value',
  file_sha256: 'value',
  file_name: 'value',
  format: 'value',
  language: 'value',
  notes: 'value',
  created_at_ms: 'value',
});

export function insertDraft(recorder: Recorder, draft: Draft): void {
  recorder.insert(draftTable, draftToRow(draft));
}

/** A working draft becomes an exchanged one, which never changes again. */
export function markExchanged(recorder: Recorder, id: DraftId, datedOn: string): void {
  recorder.update(draftTable, { id }, { state: 'exchanged', dated_on: datedOn });
}

/** Throws `not-found`. */
export function getDraft(reader: Reader, id: DraftId): Draft {
  const row = reader.get<DraftRow>('SELECT * FROM draft WHERE id = :id', { id });
  if (row === undefined) throw new AppError('not-found', `There is no draft ${id}.`, { details: { id } });
  return rowToDraft(row);
}

/** The document's drafts in the order of rounds. */
export function listDrafts(reader: Reader, documentId: DocumentId): Draft[] {
  return reader
    .all<DraftRow>('SELECT * FROM draft WHERE document_id = :documentId ORDER BY round', { documentId })
    .map(rowToDraft);
}

/** The draft of the last round, working or exchanged, or `null`. */
export function findLatestDraft(reader: Reader, documentId: DocumentId): Draft | null {
  const sql = 'SELECT * FROM draft WHERE document_id = :documentId ORDER BY round DESC LIMIT 1';
  const row = reader.get<DraftRow>(sql, { documentId });
  return row === undefined ? null : rowToDraft(row);
}

/** The draft as the API shows it. */
export function getDraftSummary(reader: Reader, draft: Draft): DraftSummary {
  const sql = `
    SELECT party.is_ours AS isOurs, file.byte_length AS byteLength,
      (SELECT count(*) FROM draft_clause WHERE draft_id = draft.id) AS clauseCount
    FROM draft JOIN party ON party.id = draft.party_id LEFT JOIN file ON file.sha256 = draft.file_sha256
    WHERE draft.id = :id`;
  const row = reader.get<{ isOurs: number; byteLength: number | null; clauseCount: number }>(sql, { id: draft.id });
  if (row === undefined)
    throw new AppError('not-found', `There is no draft ${draft.id}.`, { details: { id: draft.id } });
  return {
    id: draft.id,
    documentId: draft.documentId,
    round: draft.round,
    partyId: draft.partyId,
    state: draft.state,
    datedOn: draft.datedOn,
    direction: row.isOurs === 1 ? 'sent' : 'received',
    baseDraftId: draft.baseDraftId,
    file: draft.file === null ? null : { ...draft.file, byteLength: row.byteLength ?? 0 },
    format: draft.format,
    language: draft.language,
    notes: [...draft.notes],
    clauseCount: row.clauseCount,
  };
}

function draftToRow(draft: Draft): DraftRow {
  return {
    id: draft.id,
    document_id: draft.documentId,
    round: draft.round,
    party_id: draft.partyId,
    state: draft.state,
    dated_on: draft.datedOn,
    base_draft_id: draft.baseDraftId,
    file_sha256: draft.file?.sha256 ?? null,
    file_name: draft.file?.name ?? null,
    format: draft.format,
    language: draft.language,
    notes: JSON.stringify(draft.notes),
    created_at_ms: draft.createdAtMs,
  };
}

function rowToDraft(row: DraftRow): Draft {
  return {
    id: row.id as DraftId,
    documentId: row.document_id as DocumentId,
    round: row.round,
    partyId: row.party_id as PartyId,
    state: row.state as Draft['state'],
    datedOn: row.dated_on,
    baseDraftId: row.base_draft_id as DraftId | null,
    file:
      row.file_sha256 === null || row.file_name === null
        ? null
        : { sha256: row.file_sha256 as FileHash, name: row.file_name },
    format: row.format as Draft['format'],
    language: row.language as ContractLanguage,
    notes: JSON.parse(row.notes) as ImportNote[],
    createdAtMs: row.created_at_ms,
  };
}
