import { AppError } from '../core/error.ts';
import type { MatterId } from '../core/model/ids.ts';
import type { Reader } from './connection.ts';
import type { Recorder } from './recorder.ts';
import { defineTable } from './table.ts';

/** One negotiation. */
export interface Matter {
  readonly id: MatterId;
  readonly title: string;
  readonly createdAtMs: number;
}

type MatterRow = { readonly id: string; readonly title: string; readonly created_at_ms: number };

export const matterTable = defineTable<MatterRow>('matter', { id: 'key', title: 'value', created_at_ms: 'value' });

export function insertMatter(recorder: Recorder, matter: Matter): void {
  recorder.insert(matterTable, matterToRow(matter));
}

export function renameMatter(recorder: Recorder, id: MatterId, title: string): void {
  recorder.update(matterTable, { id }, { title });
}

/** Throws `not-found`. */
export function getMatter(reader: Reader, id: MatterId): Matter {
  const row = reader.get<MatterRow>('SELECT * FROM matter WHERE id = :id', { id });
  if (row === undefined) throw new AppError('not-found', `There is no matter ${id}.`, { details: { id } });
  return rowToMatter(row);
}

/** Every matter, the newest first. */
export function listMatters(reader: Reader): Matter[] {
  return reader.all<MatterRow>('SELECT * FROM matter ORDER BY created_at_ms DESC, id DESC').map(rowToMatter);
}

function matterToRow(matter: Matter): MatterRow {
  return { id: matter.id, title: matter.title, created_at_ms: matter.createdAtMs };
}

function rowToMatter(row: MatterRow): Matter {
  return { id: row.id as MatterId, title: row.title, createdAtMs: row.created_at_ms };
}
