import type { ClauseKind } from '../core/model/clause.ts';
import type { Block, SourceRange } from '../core/model/content.ts';
import type { ClauseId, DocumentId, DraftId, VersionHash } from '../core/model/ids.ts';
import { contentToBlocks } from './clause-version.ts';
import type { Reader } from './connection.ts';
import type { Recorder } from './recorder.ts';
import { defineTable } from './table.ts';

/** A clause's place in one draft. */
export interface DraftClause {
  readonly draftId: DraftId;
  /** Its place in document order, from 0. */
  readonly ordinal: number;
  readonly clauseId: ClauseId;
  readonly versionHash: VersionHash;
  /** The place of the clause that contains it, or `null`. */
  readonly parentOrdinal: number | null;
  readonly level: number;
  readonly kind: ClauseKind;
  readonly label: string | null;
  /** The characters typed before the words. */
  readonly prefix: string;
  /** Where each block came from in the draft's file; empty in a draft made here. */
  readonly sources: readonly SourceRange[];
}

/** A clause of a draft with what comparing needs of its version. */
export interface DraftClauseWords extends Omit<DraftClause, 'sources'> {
  readonly headingTo: number;
  readonly text: string;
}

/** A clause of a draft with its whole version. */
export interface DraftClauseContent extends Omit<DraftClause, 'sources'> {
  readonly headingTo: number;
  readonly blocks: readonly Block[];
}

type DraftClauseRow = {
  readonly draft_id: string;
  readonly ordinal: number;
  readonly clause_id: string;
  readonly version_hash: string;
  readonly parent_ordinal: number | null;
  readonly level: number;
  readonly kind: string;
  readonly label: string | null;
  readonly prefix: string;
  readonly sources: string;
};

export const draftClauseTable = defineTable<DraftClauseRow>('draft_clause', {
  draft_id: 'key',
  ordinal: 'key',
  clause_id: 'value',
  version_hash: 'value',
  parent_ordinal: 'value',
  level: 'value',
  kind: 'value',
  label: 'value',
  prefix: 'value',
  sources: 'value',
});

export function insertDraftClause(recorder: Recorder, clause: DraftClause): void {
  recorder.insert(draftClauseTable, draftClauseToRow(clause));
}

/** Gives a clause of a working draft another version. */
export function setVersion(recorder: Recorder, clause: DraftClause, versionHash: VersionHash): void {
  recorder.update(
    draftClauseTable,
    { draft_id: clause.draftId, ordinal: clause.ordinal },
    { version_hash: versionHash },
  );
}

/** Says which clause of the document a clause of a draft is. */
export function setClauseId(recorder: Recorder, clause: DraftClause, clauseId: ClauseId): void {
  recorder.update(draftClauseTable, { draft_id: clause.draftId, ordinal: clause.ordinal }, { clause_id: clauseId });
}

/** A draft's clauses in document order, without what they say. */
export function listDraftClauses(reader: Reader, draftId: DraftId): DraftClause[] {
  return reader
    .all<DraftClauseRow>('SELECT * FROM draft_clause WHERE draft_id = :draftId ORDER BY ordinal', { draftId })
    .map(rowToDraftClause);
}

/** One clause of a draft, or `null`. */
export function findDraftClause(reader: Reader, draftId: DraftId, clauseId: ClauseId): DraftClause | null {
  const sql = 'SELECT * FROM draft_clause WHERE clause_id = :clauseId AND draft_id = :draftId';
  const row = reader.get<DraftClauseRow>(sql, { draftId, clauseId });
  return row === undefined ? null : rowToDraftClause(row);
}

/** One clause of a draft with its words, or `null`. */
export function findClauseWords(reader: Reader, draftId: DraftId, clauseId: ClauseId): DraftClauseWords | null {
  const sql = `SELECT ${placeColumns}, text FROM draft_clause JOIN clause_version ON hash = version_hash
    WHERE clause_id = :clauseId AND draft_id = :draftId`;
  const row = reader.get<WithWords>(sql, { draftId, clauseId });
  return row === undefined ? null : rowToWords(row);
}

const placeColumns =
  'draft_id, ordinal, clause_id, version_hash, parent_ordinal, level, kind, label, prefix, heading_to';

type WithWords = Omit<DraftClauseRow, 'sources'> & { readonly heading_to: number; readonly text: string };
type WithContent = Omit<DraftClauseRow, 'sources'> & { readonly heading_to: number; readonly content: string };

/** A draft's clauses in document order, with their words. */
export function listClauseWords(reader: Reader, draftId: DraftId): DraftClauseWords[] {
  const sql = `SELECT ${placeColumns}, text FROM draft_clause JOIN clause_version ON hash = version_hash
    WHERE draft_id = :draftId ORDER BY ordinal`;
  return reader.all<WithWords>(sql, { draftId }).map(rowToWords);
}

/** A draft's clauses in document order, with their content. */
export function listClauseContents(reader: Reader, draftId: DraftId): DraftClauseContent[] {
  const sql = `SELECT ${placeColumns}, content FROM draft_clause JOIN clause_version ON hash = version_hash
    WHERE draft_id = :draftId ORDER BY ordinal`;
  return reader
    .all<WithContent>(sql, { draftId })
    .map((row) => ({ ...rowToPlace(row), headingTo: row.heading_to, blocks: contentToBlocks(row.content) }));
}

/** The clauses that any of these drafts lacks or whose versions are not the same in all of them, draft by draft in document order. */
export function listDifferingClauses(reader: Reader, draftIds: readonly DraftId[]): DraftClauseWords[] {
  const sql = `
    WITH chosen AS MATERIALIZED (SELECT value AS id FROM json_each(:draftIds)),
    differing AS MATERIALIZED (
      SELECT clause_id FROM chosen CROSS JOIN draft_clause ON draft_id = chosen.id
      GROUP BY clause_id HAVING count(*) < :count OR min(version_hash) <> max(version_hash)
    )
    SELECT ${placeColumns}, text FROM differing CROSS JOIN chosen
      CROSS JOIN draft_clause USING (clause_id) CROSS JOIN clause_version ON hash = version_hash
    WHERE draft_id = chosen.id ORDER BY draft_id, ordinal`;
  const parameters = { draftIds: JSON.stringify(draftIds), count: draftIds.length };
  return reader.all<WithWords>(sql, parameters).map(rowToWords);
}

/** These clauses, wherever they stand in these drafts, draft by draft in document order. */
export function listClausesIn(
  reader: Reader,
  draftIds: readonly DraftId[],
  clauseIds: readonly ClauseId[],
): DraftClauseWords[] {
  const sql = `
    SELECT ${placeColumns}, text FROM json_each(:clauseIds) AS wanted CROSS JOIN json_each(:draftIds) AS chosen
      CROSS JOIN draft_clause CROSS JOIN clause_version ON hash = version_hash
    WHERE clause_id = wanted.value AND draft_id = chosen.value ORDER BY draft_id, ordinal`;
  const parameters = { draftIds: JSON.stringify(draftIds), clauseIds: JSON.stringify(clauseIds) };
  return reader.all<WithWords>(sql, parameters).map(rowToWords);
}

/** What a clause says, without its place. */
export type ClauseWording = Pick<DraftClauseWords, 'clauseId' | 'versionHash' | 'text'>;

/** What each of these drafts says, clause by clause in document order; a version that several have is read once. */
export function listVersionsIn(reader: Reader, draftIds: readonly DraftId[]): Map<DraftId, ClauseWording[]> {
  const textOf = new Map<string, string>();
  const versions = new Map<DraftId, ClauseWording[]>();
  for (const draftId of draftIds) {
    const places = reader.all<Pick<DraftClauseRow, 'clause_id' | 'version_hash'>>(
      'SELECT clause_id, version_hash FROM draft_clause WHERE draft_id = :draftId ORDER BY ordinal',
      { draftId },
    );
    const unread = places.map(({ version_hash }) => version_hash).filter((hash) => !textOf.has(hash));
    const read = reader.all<{ readonly hash: string; readonly text: string }>(
      'SELECT hash, text FROM json_each(:hashes) CROSS JOIN clause_version ON hash = value',
      { hashes: JSON.stringify(unread) },
    );
    for (const { hash, text } of read) textOf.set(hash, text);
    versions.set(
      draftId,
      places.map(({ clause_id, version_hash }) => ({
        clauseId: clause_id as ClauseId,
        versionHash: version_hash as VersionHash,
        text: textOf.get(version_hash) as string,
      })),
    );
  }
  return versions;
}

/** A document's clauses that stood in some earlier draft and do not stand in this one, as they last stood, the newest first. */
export function listFormerClauses(reader: Reader, documentId: DocumentId, draftId: DraftId): DraftClauseWords[] {
  const sql = `
    SELECT ${placeColumns}, text FROM draft JOIN draft_clause AS former ON former.draft_id = draft.id
      JOIN clause_version ON hash = version_hash
    WHERE document_id = :documentId AND draft.id <> :draftId
      AND NOT EXISTS (SELECT 1 FROM draft_clause AS kept WHERE kept.clause_id = former.clause_id AND kept.draft_id = :draftId)
    ORDER BY round DESC, ordinal`;
  const seen = new Set<string>();
  return reader
    .all<WithWords>(sql, { documentId, draftId })
    .filter((row) => !seen.has(row.clause_id) && seen.add(row.clause_id))
    .map(rowToWords);
}

function rowToWords(row: WithWords): DraftClauseWords {
  return { ...rowToPlace(row), headingTo: row.heading_to, text: row.text };
}

function rowToDraftClause(row: DraftClauseRow): DraftClause {
  return { ...rowToPlace(row), sources: JSON.parse(row.sources) as SourceRange[] };
}

function rowToPlace(row: Omit<DraftClauseRow, 'sources'>): Omit<DraftClause, 'sources'> {
  return {
    draftId: row.draft_id as DraftId,
    ordinal: row.ordinal,
    clauseId: row.clause_id as ClauseId,
    versionHash: row.version_hash as VersionHash,
    parentOrdinal: row.parent_ordinal,
    level: row.level,
    kind: row.kind as ClauseKind,
    label: row.label,
    prefix: row.prefix,
  };
}

function draftClauseToRow(clause: DraftClause): DraftClauseRow {
  return {
    draft_id: clause.draftId,
    ordinal: clause.ordinal,
    clause_id: clause.clauseId,
    version_hash: clause.versionHash,
    parent_ordinal: clause.parentOrdinal,
    level: clause.level,
    kind: clause.kind,
    label: clause.label,
    prefix: clause.prefix,
    sources: JSON.stringify(clause.sources),
  };
}
