import type { DraftId } from '../core/model/ids.ts';
import type { Reader } from './connection.ts';
import type { Recorder } from './recorder.ts';
import { defineTable } from './table.ts';

/** The draft's file was taken for a redline made by hand, and its changes for this author's. */
export interface ByHand {
  readonly author: string;
  /** ISO 8601, UTC. */
  readonly date: string;
}

type DraftReadingRow = { readonly draft_id: string; readonly by_hand_author: string; readonly by_hand_date: string };

export const draftReadingTable = defineTable<DraftReadingRow>('draft_reading', {
  draft_id: 'key',
  by_hand_author: 'value',
  by_hand_date: 'value',
});

export function insertDraftReading(recorder: Recorder, draftId: DraftId, { author, date }: ByHand): void {
  recorder.insert(draftReadingTable, { draft_id: draftId, by_hand_author: author, by_hand_date: date });
}

/** `null`: the file was read as it is. */
export function findByHand(reader: Reader, draftId: DraftId): ByHand | null {
  const row = reader.get<DraftReadingRow>('SELECT * FROM draft_reading WHERE draft_id = :draftId', { draftId });
  return row === undefined ? null : { author: row.by_hand_author, date: row.by_hand_date };
}
