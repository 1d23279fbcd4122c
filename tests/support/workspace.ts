import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import type { Platform } from '../../core/platform.ts';
import type { BatchRow } from '../../db/batch.ts';
import { listChanges } from '../../db/change-log.ts';
import { type OpenOptions, openWorkspace, workspaceFileName } from '../../db/open.ts';
import type { Row } from '../../db/table.ts';
import { getTable, tables } from '../../db/tables.ts';
import type { Workspace } from '../../db/workspace.ts';
import { testPlatform } from './platform.ts';

/** A folder that is gone when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'parley-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A workspace that is closed when the test is over; in memory unless a folder is given. */
export function openTestWorkspace(options: Partial<OpenOptions> & { readonly platform?: Platform } = {}): Workspace {
  const workspace = openWorkspace({ directory: ':memory:', platform: testPlatform(), ...options });
  onTestFinished(() => workspace.close());
  return workspace;
}

/** The workspace's file opened past the recorder, to look at it or to do what no code of ours does. */
export function openRaw(directory: string): Sqlite.Database {
  const sqlite = new Sqlite(join(directory, workspaceFileName));
  onTestFinished(() => {
    sqlite.close();
  });
  return sqlite;
}

/** Every row of every table but the log, by table; files by hash and length. */
export function dumpTables(workspace: Pick<Workspace, 'reader'>): Record<string, Row[]> {
  return Object.fromEntries(
    tables.map((table) => {
      const columns = Object.keys(table.columns).filter((column) => table.columns[column] !== 'unlogged');
      const keys = columns.filter((column) => table.columns[column] === 'key').join(', ');
      return [
        table.name,
        workspace.reader.all<Row>(`SELECT ${columns.join(', ')} FROM "${table.name}" ORDER BY ${keys}`),
      ];
    }),
  );
}

/** The tables without those that undo leaves alone, whose rows are addressed by what they hold. */
export function dumpUndoable(workspace: Pick<Workspace, 'reader'>): Record<string, Row[]> {
  const { file: _file, clause_version: _versions, ...rest } = dumpTables(workspace);
  return rest;
}

/** Makes every logged change of one workspace in another, empty one, as a second machine would. */
export function replayLog(from: Workspace, into: Workspace): void {
  for (const batch of from.reader.all<BatchRow>('SELECT * FROM batch ORDER BY id')) {
    into.write({ matterId: batch.matter_id, method: batch.method }, (recorder) => {
      for (const change of listChanges(from.reader, batch.id)) {
        const table = getTable(change.table_name);
        const key = JSON.parse(change.row_key) as Row;
        const after = JSON.parse(change.after) as Row | null;
        if (after === null) recorder.remove(table, key);
        else if (change.before !== 'null') recorder.update(table, key, after);
        else recorder.insert(table, table.name === 'file' ? { ...after, ...bytesOf(from, key) } : after);
      }
    });
  }
}

/** A file's bytes are not in the log; a second machine is handed them by hash. */
function bytesOf(from: Workspace, key: Row): Row {
  return from.reader.get<Row>('SELECT bytes FROM file WHERE sha256 = :sha256', { sha256: key.sha256 ?? null }) ?? {};
}
