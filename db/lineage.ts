import type { ClauseId, DocumentId, DraftId, VersionHash } from '../core/model/ids.ts';
import type { Reader } from './connection.ts';
import type { Recorder } from './recorder.ts';
import { defineTable } from './table.ts';

/** What became of a clause on its way from one draft to the next. */
export type LineageRelation =
  | 'edited'
  | 'moved'
  | 'renumbered'
  /** The words are the same and the formatting is not. */
  | 'reformatted'
  /** It was gone from the draft before, and came back as it stood in an earlier one. */
  | 'returned'
  /** It was cut off another clause, which stays beside it. */
  | 'split'
  /** Another clause went into it. */
  | 'merged';

/**
 * Which version of a clause came from which. A clause that stands in a draft as it stood in the
 * draft before has no row: it is its own ancestor. Of what happened between a clause and itself the main
 * relation is kept, in the order of `LineageRelation`; a split or a merge has a row of its own for each part.
 */
export interface Lineage {
  readonly draftId: DraftId;
  readonly clauseId: ClauseId;
  readonly versionHash: VersionHash;
  readonly fromDraftId: DraftId;
  readonly fromClauseId: ClauseId;
  readonly fromVersionHash: VersionHash;
  readonly relation: LineageRelation;
}

type LineageRow = {
  readonly draft_id: string;
  readonly clause_id: string;
  readonly version_hash: string;
  readonly from_draft_id: string;
  readonly from_clause_id: string;
  readonly from_version_hash: string;
  readonly relation: string;
};

export const lineageTable = defineTable<LineageRow>('lineage', {
  draft_id: 'key',
  clause_id: 'key',
  version_hash: 'value',
  from_draft_id: 'key',
  from_clause_id: 'key',
  from_version_hash: 'value',
  relation: 'value',
});

export function insertLineage(recorder: Recorder, lineage: Lineage): void {
  recorder.insert(lineageTable, lineageToRow(lineage));
}

export function removeLineage(recorder: Recorder, lineage: Lineage): void {
  recorder.remove(lineageTable, lineageToRow(lineage));
}

/** Where a clause's versions came from, in every draft. */
export function listLineage(reader: Reader, clauseId: ClauseId): Lineage[] {
  return reader
    .all<LineageRow>('SELECT * FROM lineage WHERE clause_id = :clauseId ORDER BY draft_id, from_draft_id', { clauseId })
    .map(rowToLineage);
}

/** Where the clauses of a draft came from. */
export function listLineageOfDraft(reader: Reader, draftId: DraftId): Lineage[] {
  return reader.all<LineageRow>('SELECT * FROM lineage WHERE draft_id = :draftId', { draftId }).map(rowToLineage);
}

/**
 * The splits and merges of a document, in the order of rounds, in the drafts after round `after` up to round `to`.
 */
export function listKin(
  reader: Reader,
  documentId: DocumentId,
  rounds: { readonly after: number; readonly to: number },
): Lineage[] {
  const sql = `SELECT lineage.* FROM draft JOIN lineage ON draft_id = draft.id
    WHERE document_id = :documentId AND round > :after AND round <= :to AND relation IN ('split', 'merged')
    ORDER BY round, clause_id, from_clause_id`;
  return reader.all<LineageRow>(sql, { documentId, ...rounds }).map(rowToLineage);
}

function lineageToRow(lineage: Lineage): LineageRow {
  return {
    draft_id: lineage.draftId,
    clause_id: lineage.clauseId,
    version_hash: lineage.versionHash,
    from_draft_id: lineage.fromDraftId,
    from_clause_id: lineage.fromClauseId,
    from_version_hash: lineage.fromVersionHash,
    relation: lineage.relation,
  };
}

function rowToLineage(row: LineageRow): Lineage {
  return {
    draftId: row.draft_id as DraftId,
    clauseId: row.clause_id as ClauseId,
    versionHash: row.version_hash as VersionHash,
    fromDraftId: row.from_draft_id as DraftId,
    fromClauseId: row.from_clause_id as ClauseId,
    fromVersionHash: row.from_version_hash as VersionHash,
    relation: row.relation as LineageRelation,
  };
}
