import { AppError } from '../core/error.ts';
import type { Connection, SqlParameters, SqlValue } from './connection.ts';
import { createTables } from './migrations/001-tables.ts';
import { createPendingChanges } from './migrations/002-pending-changes.ts';
import { allowCorrectedPairings } from './migrations/003-corrected-pairings.ts';
import { createSeals } from './migrations/004-seals.ts';

/** What a migration may use. It stands alone: no table descriptions, no mappers, no other current code. */
export interface MigratedDatabase {
  exec(script: string): void;
  run(sql: string, ...parameters: readonly SqlValue[]): number;
  all<Row>(sql: string, parameters?: SqlParameters): Row[];
}

export type Migration = (database: MigratedDatabase) => void;

/** In order; a migration's index + 1 is the `user_version` it leads to. A shipped one is never changed. */
export const migrations: readonly Migration[] = [
  createTables,
  createPendingChanges,
  allowCorrectedPairings,
  createSeals,
];

/** The version of the tables that this code works with. */
export const schemaVersion = migrations.length;

/** Marks a SQLite file as Parley's (`PRAGMA application_id`): the letters `Prly`. */
export const applicationId = 0x50726c79;

export interface MigrateOptions {
  readonly list?: readonly Migration[];
  /** Copies the file as it is, before anything is changed; called at most once, and never for a new file. */
  readonly backUp: (fromVersion: number, toVersion: number) => void;
}

/**
 * Brings the tables up to date: each migration in a transaction of its own, with a check of the
 * foreign keys before it is kept. Another process may be doing the same; whoever comes second finds
 * the work done. Throws `newer-workspace` for a file that a newer Parley wrote.
 */
export function migrate(connection: Connection, { list = migrations, backUp }: MigrateOptions): void {
  const from = readVersion(connection);
  refuseNewer(connection, from, list.length);
  if (from > 0 && from < list.length) backUp(from, list.length);
  for (const [index, migration] of list.entries()) {
    if (readVersion(connection) > index) continue;
    connection.writing(() => {
      const version = readVersion(connection);
      refuseNewer(connection, version, list.length);
      if (version > index) return;
      migration(connection);
      const broken = connection.all<{ table: string; parent: string }>('PRAGMA foreign_key_check');
      if (broken[0] !== undefined) {
        throw new Error(
          `migration ${index + 1} leaves rows of ${broken[0].table} without their ${broken[0].parent} in ${connection.path}`,
        );
      }
      connection.exec(`PRAGMA user_version = ${index + 1}; PRAGMA application_id = ${applicationId};`);
    });
  }
}

export function readVersion(connection: Connection): number {
  return Number(connection.pragma('user_version'));
}

function refuseNewer(connection: Connection, version: number, newestKnown: number): void {
  if (version <= newestKnown) return;
  throw new AppError(
    'newer-workspace',
    `The workspace ${connection.path} was written by a newer Parley (its tables are version ${version}, this Parley knows ${newestKnown}); it was left as it is.`,
    { details: { file: connection.path, version, known: newestKnown } },
  );
}
