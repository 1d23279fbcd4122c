import type { ClauseId, DocumentId, DraftId, VersionHash } from '../core/model/ids.ts';
import type { Reader } from './connection.ts';
import type { Recorder } from './recorder.ts';
import { defineTable } from './table.ts';

/** A clause that is agreed as it stands in a draft. */
export interface Seal {
  readonly clauseId: ClauseId;
  readonly draftId: DraftId;
  readonly versionHash: VersionHash;
  readonly sealedAtMs: number;
}

type SealRow = {
  readonly clause_id: string;
  readonly draft_id: string;
  readonly version_hash: string;
  readonly sealed_at_ms: number;
};

export const sealTable = defineTable<SealRow>('seal', {
  clause_id: 'key',
  draft_id: 'value',
  version_hash: 'value',
  sealed_at_ms: 'value',
});

export function insertSeal(recorder: Recorder, seal: Seal): void {
  recorder.insert(sealTable, {
    clause_id: seal.clauseId,
    draft_id: seal.draftId,
    version_hash: seal.versionHash,
    sealed_at_ms: seal.sealedAtMs,
  });
}

export function removeSeal(recorder: Recorder, clauseId: ClauseId): void {
  recorder.remove(sealTable, { clause_id: clauseId });
}

export function findSeal(reader: Reader, clauseId: ClauseId): Seal | null {
  const row = reader.get<SealRow>('SELECT * FROM seal WHERE clause_id = :clauseId', { clauseId });
  return row === undefined ? null : rowToSeal(row);
}

/** The seals of a document, in the order in which they were set. */
export function listSeals(reader: Reader, documentId: DocumentId): Seal[] {
  const sql = `SELECT seal.* FROM clause JOIN seal ON clause_id = clause.id
    WHERE document_id = :documentId ORDER BY sealed_at_ms, clause_id`;
  return reader.all<SealRow>(sql, { documentId }).map(rowToSeal);
}

function rowToSeal(row: SealRow): Seal {
  return {
    clauseId: row.clause_id as ClauseId,
    draftId: row.draft_id as DraftId,
    versionHash: row.version_hash as VersionHash,
    sealedAtMs: row.sealed_at_ms,
  };
}
