import { AppError } from '../core/error.ts';
import { type BatchRow, batchLine, type ChangeRow, firstHash } from './batch.ts';
import { isConstraintError, type Reader } from './connection.ts';
import type { Recorder } from './recorder.ts';
import type { Row, Table } from './table.ts';
import { getTable } from './tables.ts';
import type { Workspace } from './workspace.ts';

/**
 * The log of every change: history, audit trail, and undo. The stacks of undo and redo are not kept
 * anywhere: they follow from the batches of a matter, so they survive a restart and are the same for
 * every process that has the workspace open. A batch is undone when the newest batch that has it as
 * its target is an `undo`. What undo takes back is the newest batch that is done; what redo brings
 * again is the oldest that was undone after the newest `do`, because a new change forgets the
 * undone ones before it.
 */
export interface UndoableBatch {
  readonly id: number;
  readonly method: string;
}

const selectUndoable = `
  SELECT id, method FROM batch
  WHERE matter_id = :matterId AND kind = 'do' AND coalesce(
    (SELECT later.kind FROM batch AS later WHERE later.target = batch.id ORDER BY later.id DESC LIMIT 1), 'redo') <> 'undo'
  ORDER BY id DESC LIMIT 1`;

const selectRedoable = `
  SELECT min(undone.id) AS id, undone.method FROM batch AS undone
  JOIN batch AS undoing ON undoing.target = undone.id AND undoing.kind = 'undo' AND undoing.matter_id = :matterId
  WHERE undoing.id > coalesce((SELECT max(id) FROM batch WHERE matter_id = :matterId AND kind = 'do'), 0)
    AND undoing.id = (SELECT max(later.id) FROM batch AS later WHERE later.target = undone.id)`;

/** What undo would take back in a matter, or `null`. */
export function findUndoable(reader: Reader, matterId: string): UndoableBatch | null {
  return reader.get<UndoableBatch>(selectUndoable, { matterId }) ?? null;
}

/** What redo would bring again in a matter, or `null`. */
export function findRedoable(reader: Reader, matterId: string): UndoableBatch | null {
  const found = reader.get<{ id: number | null; method: string }>(selectRedoable, { matterId });
  return found === undefined || found.id === null ? null : { id: found.id, method: found.method };
}

/**
 * Takes back the newest change of a matter by writing its inverse as a new batch; answers it.
 * Throws `nothing-to-undo`, or `conflict` when a row has moved on since; then nothing is changed.
 */
export function undo(workspace: Workspace, matterId: string): UndoableBatch {
  return workspace.atomically(() => {
    const target = findUndoable(workspace.reader, matterId);
    if (target === null) throw new AppError('nothing-to-undo', 'There is nothing to undo in this matter.');
    const changes = listChanges(workspace.reader, target.id).reverse();
    const origin = { matterId, method: target.method, kind: 'undo', target: target.id } as const;
    workspace.write(origin, (recorder) => {
      for (const change of changes) replaceRow(recorder, change, change.after, change.before, target);
    });
    return target;
  });
}

/**
 * Brings again the change that was undone last; answers it. Throws `nothing-to-redo`, or `conflict`
 * when a row has moved on since; then nothing is changed.
 */
export function redo(workspace: Workspace, matterId: string): UndoableBatch {
  return workspace.atomically(() => {
    const target = findRedoable(workspace.reader, matterId);
    if (target === null) throw new AppError('nothing-to-redo', 'There is nothing to redo in this matter.');
    const origin = { matterId, method: target.method, kind: 'redo', target: target.id } as const;
    workspace.write(origin, (recorder) => {
      for (const change of listChanges(workspace.reader, target.id)) {
        replaceRow(recorder, change, change.before, change.after, target);
      }
    });
    return target;
  });
}

/** Whether any matter was ever made in this workspace. */
export function hasEverHadMatter(reader: Reader): boolean {
  return reader.get("SELECT id FROM batch WHERE kind = 'create' ORDER BY id LIMIT 1") !== undefined;
}

/** The changes of a batch, in the order in which they were made. */
export function listChanges(reader: Reader, batchId: number): ChangeRow[] {
  return reader.all<ChangeRow>(
    'SELECT id, batch_id, table_name, row_key, before, after FROM change WHERE batch_id = :batchId ORDER BY id',
    { batchId },
  );
}

/** Turns the row that a change names from what it should hold into what it shall hold. */
function replaceRow(recorder: Recorder, change: ChangeRow, from: string, to: string, target: UndoableBatch): void {
  const table = getTable(change.table_name);
  if (table.contentAddressed) return;
  const parse = (json: string) => JSON.parse(json) as Row | null;
  try {
    if (recorder.replace(table, parse(change.row_key) ?? {}, parse(from), parse(to))) return;
  } catch (cause) {
    throw isConstraintError(cause) ? movedOn(table, target, cause) : cause;
  }
  throw movedOn(table, target);
}

function movedOn(table: Table, target: UndoableBatch, cause?: unknown): AppError {
  return new AppError(
    'conflict',
    `This change (${target.method}) cannot be taken back or brought again: what it wrote (${table.name}) has been changed since. Nothing was changed.`,
    { cause, details: { method: target.method, table: table.name } },
  );
}

export interface ChainState {
  /** Batches checked so far, of how many. */
  readonly batches: number;
  readonly total: number;
  readonly brokenAt: number | null;
}

/**
 * Recomputes the chain of hashes from the first batch on, a batch a step, and stops at the first
 * that does not have the hash of what is stored. The bytes are hashed as they lie in the file. Changes that belong
 * to no batch break the chain at the batch they name.
 */
export function* verifyChain(workspace: Workspace): Generator<ChainState> {
  const { reader } = workspace;
  const stray = reader.get<{ id: number | null }>(
    'SELECT min(batch_id) AS id FROM change WHERE batch_id NOT IN (SELECT id FROM batch)',
  );
  const total = reader.get<{ count: number }>('SELECT count(*) AS count FROM batch')?.count ?? 0;
  let previous: Pick<BatchRow, 'id' | 'hash'> = { id: 0, hash: firstHash };
  for (let batches = 0; ; batches += 1) {
    const batch = reader.get<BatchRow>('SELECT * FROM batch WHERE id > :id ORDER BY id LIMIT 1', { id: previous.id });
    if (batch === undefined) break;
    const isSound =
      batch.id === previous.id + 1 &&
      batch.previous_hash === previous.hash &&
      batch.hash === hashOf(workspace, batch) &&
      batch.id !== stray?.id;
    yield { batches: batches + 1, total, brokenAt: isSound ? null : batch.id };
    if (!isSound) return;
    previous = batch;
  }
  if (typeof stray?.id === 'number') yield { batches: previous.id, total, brokenAt: stray.id };
}

/** The hash of a batch as it is stored. */
function hashOf(workspace: Workspace, batch: BatchRow): string {
  const changes = workspace.reader.all<{ id: number; line: Uint8Array }>(
    `SELECT id, CAST(id || char(9) || table_name || char(9) || row_key || char(9) || before || char(9) || after AS BLOB) AS line
     FROM change WHERE batch_id = :batchId ORDER BY id`,
    { batchId: batch.id },
  );
  const parts = [new TextEncoder().encode(batchLine(batch, changes.length)), ...changes.map(({ line }) => line)];
  const bytes = new Uint8Array(parts.reduce((total, part) => total + part.byteLength + 1, -1));
  let at = 0;
  for (const part of parts) {
    if (at > 0) bytes[at++] = 10;
    bytes.set(part, at);
    at += part.byteLength;
  }
  return workspace.sha256(bytes);
}
