import type { ClauseId, DraftId } from '../core/model/ids.ts';
import type { PendingChange } from '../core/model/pending.ts';
import type { Reader } from './connection.ts';
import type { Recorder } from './recorder.ts';
import { defineTable } from './table.ts';

/** A change pending in a draft's file, with the name that core/docx/revisions gives it there. */
export interface StoredPendingChange extends PendingChange {
  readonly revisionId: string;
}

type PendingChangeRow = {
  readonly draft_id: string;
  readonly ordinal: number;
  readonly revision_id: string;
  readonly author: string;
  readonly kind: string;
  readonly dated: string | null;
  readonly old_words: string;
  readonly new_words: string;
  readonly clause_id: string | null;
  readonly decision: string;
};

export const pendingChangeTable = defineTable<PendingChangeRow>('pending_change', {
  draft_id: 'key',
  ordinal: 'key',
  revision_id: 'value',
  author: 'value',
  kind: 'value',
  dated: 'value',
  old_words: 'value',
  new_words: 'value',
  clause_id: 'value',
  decision: 'value',
});

export function insertPendingChange(
  recorder: Recorder,
  draftId: DraftId,
  ordinal: number,
  change: StoredPendingChange,
): void {
  recorder.insert(pendingChangeTable, {
    draft_id: draftId,
    ordinal,
    revision_id: change.revisionId,
    author: change.author,
    kind: change.kind,
    dated: change.date,
    old_words: change.oldWords,
    new_words: change.newWords,
    clause_id: change.clauseId,
    decision: change.decision,
  });
}

/** In the order of the file. */
export function listPendingChanges(reader: Reader, draftId: DraftId): StoredPendingChange[] {
  return reader
    .all<PendingChangeRow>('SELECT * FROM pending_change WHERE draft_id = :draftId ORDER BY ordinal', { draftId })
    .map((row) => ({
      revisionId: row.revision_id,
      author: row.author,
      kind: row.kind as PendingChange['kind'],
      date: row.dated,
      oldWords: row.old_words,
      newWords: row.new_words,
      clauseId: row.clause_id as ClauseId | null,
      decision: row.decision as PendingChange['decision'],
    }));
}

/** What was pending in a draft's clause is told of another clause: it was taken for the wrong one. */
export function setClauseOfPendingChanges(recorder: Recorder, draftId: DraftId, from: ClauseId, to: ClauseId): void {
  const rows = recorder.reader.all<Pick<PendingChangeRow, 'ordinal'>>(
    'SELECT ordinal FROM pending_change WHERE draft_id = :draftId AND clause_id = :from ORDER BY ordinal',
    { draftId, from },
  );
  for (const { ordinal } of rows) {
    recorder.update(pendingChangeTable, { draft_id: draftId, ordinal }, { clause_id: to });
  }
}
