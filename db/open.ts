import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../core/error.ts';
import type { Platform } from '../core/platform.ts';
import { Connection, type Reader } from './connection.ts';
import { applicationId, type Migration, migrate, readVersion } from './migrate.ts';
import { Workspace } from './workspace.ts';

export interface OpenOptions {
  /** The workspace's folder, made when it is missing; `:memory:` for a workspace that is gone when closed. */
  readonly directory: string;
  readonly platform: Pick<Platform, 'nowMs' | 'sha256'>;
  /** The file of better-sqlite3's native addon, where the one of its package does not fit the runtime. */
  readonly nativeBinding?: string | undefined;
  /** How long to wait for another process before giving up with `busy`; five seconds when left out. */
  readonly busyTimeoutMs?: number | undefined;
  /** For tests of migrating. */
  readonly migrations?: readonly Migration[];
}

/** The name of the one file that holds a workspace. */
export const workspaceFileName = 'parley.db';

/**
 * Opens a workspace, or makes it. Throws `workspace-damaged` for a file that is no Parley workspace
 * or fails SQLite's own check, `newer-workspace`, `busy`, or `io`, always naming the file; a refused
 * file is left as it was.
 */
export function openWorkspace({ directory, platform, migrations, ...connect }: OpenOptions): Workspace {
  const path = directory === ':memory:' ? directory : join(makeFolder(directory), workspaceFileName);
  const connection = new Connection({ path, ...connect });
  try {
    const isNew = !refuseForeign(connection);
    connection.exec('PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;');
    if (!isNew && fileSize(path) <= checkedBytes) checkSoundness(connection);
    migrate(connection, {
      ...(migrations === undefined ? {} : { list: migrations }),
      backUp: (fromVersion) => backUp(connection, fromVersion),
    });
    turnOnWriteAheadLog(connection);
    return new Workspace(connection, platform);
  } catch (error) {
    connection.close();
    throw error;
  }
}

function makeFolder(directory: string): string {
  try {
    mkdirSync(directory, { recursive: true });
    return directory;
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new AppError('io', `The workspace folder ${directory} could not be made (${reason}).`, {
      cause,
      details: { file: directory, reason },
    });
  }
}

/** Answers false for an empty file; throws for another program's database. */
function refuseForeign(connection: Connection): boolean {
  const isParley = Number(connection.pragma('application_id')) === applicationId;
  const tables = connection.get<{ count: number }>('SELECT count(*) AS count FROM sqlite_schema')?.count ?? 0;
  if (isParley && tables > 0) return true;
  if (tables === 0 && readVersion(connection) === 0) return false;
  throw new AppError('workspace-damaged', `${connection.path} is a database, but not a Parley workspace.`, {
    details: { file: connection.path, reason: 'not a Parley workspace' },
  });
}

/**
 * SQLite's check reads the whole file, about 200 MB in half a second; a larger one would keep its user
 * waiting at every start, so there damage shows where it is met.
 */
const checkedBytes = 200 * 1024 * 1024;

function fileSize(path: string): number {
  return path === ':memory:' ? 0 : statSync(path).size;
}

/** A file cut short or overwritten is found now, not in the middle of someone's work. */
function checkSoundness(connection: Connection): void {
  const found = String(connection.pragma('quick_check(1)'));
  if (found === 'ok') return;
  throw new AppError('workspace-damaged', `The workspace ${connection.path} is damaged: ${found}.`, {
    details: { file: connection.path, reason: found },
  });
}

/** Keeps the file as it is beside itself, under a name that no earlier backup has. */
function backUp(connection: Connection, fromVersion: number): void {
  if (connection.path === ':memory:') return;
  const nameOf = (count: number) =>
    connection.path.replace(/\.db$/, `.before-version-${fromVersion + 1}${count === 1 ? '' : `-${count}`}.db`);
  let count = 1;
  while (existsSync(nameOf(count))) count += 1;
  connection.run('VACUUM INTO ?', nameOf(count));
}

/** Readers and a writer do not wait for each other, and a commit is on the disk when it returns. */
function turnOnWriteAheadLog(connection: Connection): void {
  const mode = connection.pragma('journal_mode = WAL');
  if (mode !== 'wal' && connection.path !== ':memory:') {
    throw new AppError('io', `The workspace ${connection.path} lies where SQLite cannot keep a write-ahead log.`, {
      details: { file: connection.path, reason: `journal mode ${mode}` },
    });
  }
  connection.exec('PRAGMA synchronous = FULL;');
}

/** The release of SQLite that is compiled in. */
export function getSqliteVersion(reader: Reader): string {
  return reader.get<{ version: string }>('SELECT sqlite_version() AS version')?.version ?? '';
}
