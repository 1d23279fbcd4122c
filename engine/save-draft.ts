import { contentText, headingText } from '../core/model/content.ts';
import type { DocumentId, DraftId } from '../core/model/ids.ts';
import type { Platform } from '../core/platform.ts';
import { insertClause } from '../db/clause.ts';
import { insertClauseVersionOnce } from '../db/clause-version.ts';
import { type ContractDocument, insertDocument, listDocuments } from '../db/document.ts';
import { type Draft, insertDraft } from '../db/draft.ts';
import { type DraftClauseWords, insertDraftClause, listClauseWords } from '../db/draft-clause.ts';
import { insertDraftReading } from '../db/draft-reading.ts';
import { insertFileOnce } from '../db/file.ts';
import { insertLineage, type LineageRelation } from '../db/lineage.ts';
import { insertPendingChange } from '../db/pending-change.ts';
import type { Recorder } from '../db/recorder.ts';
import { checkStillThere } from './draft-place.ts';
import { oneLine } from './one-line.ts';
import type { PreparedDraft } from './prepare-draft.ts';
import { storedChanges } from './read-incoming.ts';

/**
 * Writes a prepared draft in a batch that is under way: the file, the document when it is the first,
 * the draft with its clauses, and where they came from. Throws `conflict` when the matter has moved
 * on since the draft was prepared.
 */
export function saveDraft(recorder: Recorder, prepared: PreparedDraft, platform: Platform): Draft {
  const { place, tree, clauses } = prepared;
  checkStillThere(recorder.reader, place);
  const document = place.document ?? makeDocument(recorder, prepared, platform);
  const draft: Draft = {
    id: platform.newId() as DraftId,
    documentId: document.id,
    round: (place.base?.round ?? 0) + 1,
    partyId: place.partyId,
    state: 'exchanged',
    datedOn: prepared.datedOn,
    baseDraftId: place.base?.id ?? null,
    file: { sha256: prepared.fileHash, name: prepared.file.name },
    format: prepared.source.format,
    language: tree.language,
    notes: prepared.source.notes,
    createdAtMs: platform.nowMs(),
  };
  insertFileOnce(recorder, { sha256: prepared.fileHash, bytes: prepared.file.bytes });
  insertDraft(recorder, draft);
  for (const [ordinal, clause] of clauses.entries()) {
    const node = tree.clauses[ordinal];
    if (node === undefined) throw new Error(`clause ${ordinal} was identified and is not in the tree`);
    if (clause.isNew) insertClause(recorder, clause.clauseId, document.id);
    insertClauseVersionOnce(recorder, { hash: clause.versionHash, headingTo: node.headingTo, blocks: node.blocks });
    insertDraftClause(recorder, {
      draftId: draft.id,
      ordinal,
      clauseId: clause.clauseId,
      versionHash: clause.versionHash,
      parentOrdinal: node.parent,
      level: node.level,
      kind: node.kind,
      label: node.label,
      prefix: node.prefix,
      sources: node.sources,
    });
  }
  saveReading(recorder, draft, prepared);
  saveLineage(recorder, draft, prepared);
  return draft;
}

/** What was pending in the file, and how it was read. */
function saveReading(recorder: Recorder, draft: Draft, { incoming, tree, clauses }: PreparedDraft): void {
  if (incoming.byHand !== null) insertDraftReading(recorder, draft.id, incoming.byHand);
  const changes = storedChanges(
    incoming,
    tree,
    clauses.map(({ clauseId }) => clauseId),
  );
  for (const [ordinal, change] of changes.entries()) insertPendingChange(recorder, draft.id, ordinal, change);
}

function makeDocument(recorder: Recorder, prepared: PreparedDraft, platform: Platform): ContractDocument {
  const { matterId } = prepared.place;
  const document: ContractDocument = {
    id: platform.newId() as DocumentId,
    matterId,
    ordinal: listDocuments(recorder.reader, matterId).length,
    title: titleOf(prepared),
    createdAtMs: platform.nowMs(),
  };
  insertDocument(recorder, document);
  return document;
}

/** The contract's own title, or its file's name without the ending. */
function titleOf({ tree, file }: PreparedDraft): string {
  const titled = tree.clauses.find((clause) => clause.kind === 'title');
  const own = titled === undefined ? null : (headingText(titled) ?? contentText(titled.blocks).trim().split('\n')[0]);
  return oneLine(own ?? '') || oneLine(file.name.replace(/\.[^.]+$/, '')) || oneLine(file.name);
}

function saveLineage(recorder: Recorder, draft: Draft, { place, clauses, comparison }: PreparedDraft): void {
  if (place.base === null || comparison === null) return;
  const before = listClauseWords(recorder.reader, place.base.id);
  const insert = (index: number, from: DraftClauseWords, relation: LineageRelation) => {
    const clause = clauses[index];
    if (clause === undefined) throw new Error(`row ${index} of the comparison has no clause`);
    insertLineage(recorder, {
      draftId: draft.id,
      clauseId: clause.clauseId,
      versionHash: clause.versionHash,
      fromDraftId: from.draftId,
      fromClauseId: from.clauseId,
      fromVersionHash: from.versionHash,
      relation,
    });
  };
  for (const row of comparison.rows) {
    if (row.b === null) continue;
    const returned = clauses[row.b]?.returned ?? null;
    const from = row.a === null ? undefined : before[row.a];
    if (returned !== null) insert(row.b, returned, 'returned');
    else if (from === undefined || row.kind === 'inserted' || row.kind === 'deleted') continue;
    else if (row.parts.length > 0) insert(row.b, from, row.moved ? 'moved' : 'edited');
    else if (row.kind !== 'same') insert(row.b, from, row.kind as LineageRelation);
    else if (row.reformatted) insert(row.b, from, 'reformatted');
  }
  for (const [index, { splitFrom, mergedFrom }] of clauses.entries()) {
    if (splitFrom !== null) insert(index, splitFrom, 'split');
    for (const from of mergedFrom) insert(index, from, 'merged');
  }
}
