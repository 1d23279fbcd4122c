import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { AppError, type ErrorCode } from '../../core/error.ts';
import { schemaVersion } from '../../db/migrate.ts';
import { openWorkspace, workspaceFileName } from '../../db/open.ts';
import { storeDraft, storeMatter } from '../support/negotiation.ts';
import { testPlatform } from '../support/platform.ts';
import { dumpTables, openRaw, openTestWorkspace, temporaryFolder } from '../support/workspace.ts';

/** What opening a folder is refused with, and the file's bytes before and after. */
function refusal(directory: string, code: ErrorCode): AppError {
  const path = join(directory, workspaceFileName);
  const before = readFileSync(path);
  let refused: unknown;
  try {
    openWorkspace({ directory, platform: testPlatform(), busyTimeoutMs: 50 }).close();
  } catch (error) {
    refused = error;
  }
  expect(refused).toBeInstanceOf(AppError);
  expect((refused as AppError).code).toBe(code);
  expect((refused as AppError).message, 'the message names the file').toContain(path);
  expect(readFileSync(path).equals(before), 'a refused file is left as it was').toBe(true);
  return refused as AppError;
}

function writeWorkspace(directory: string): void {
  const platform = testPlatform();
  const workspace = openWorkspace({ directory, platform });
  const matter = storeMatter(workspace, platform);
  const clauses = Array.from(
    { length: 200 },
    (_, index) => [`clause${index}`, `Words of clause ${index}. `.repeat(20)] as const,
  );
  storeDraft(workspace, platform, matter, { round: 1, partyId: matter.ours }, clauses);
  workspace.close();
}

test('a folder that is not there is made, and what is written is there when it is opened again', () => {
  const directory = join(temporaryFolder(), 'deep', 'workspace');
  const platform = testPlatform();
  const first = openWorkspace({ directory, platform });
  storeMatter(first, platform);
  const tables = dumpTables(first);
  first.close();
  expect(dumpTables(openTestWorkspace({ directory, platform }))).toEqual(tables);
  expect(tables.party).toHaveLength(2);
});

test('the file is in write-ahead mode, fully synchronous, with foreign keys on and strict tables only', () => {
  const directory = temporaryFolder();
  const { reader } = openTestWorkspace({ directory });
  expect(reader.get('SELECT journal_mode AS mode FROM pragma_journal_mode')).toEqual({ mode: 'wal' });
  expect(reader.get('SELECT synchronous AS level FROM pragma_synchronous')).toEqual({ level: 2 });
  expect(reader.get('SELECT foreign_keys AS are FROM pragma_foreign_keys')).toEqual({ are: 1 });
  expect(reader.get('SELECT user_version AS version FROM pragma_user_version')).toEqual({ version: schemaVersion });
  const loose = "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'";
  expect(reader.all(loose)).toEqual([]);
});

test('a file that is no database is refused by name', () => {
  const directory = temporaryFolder();
  writeFileSync(join(directory, workspaceFileName), 'These are the minutes of the meeting. '.repeat(100));
  expect(refusal(directory, 'workspace-damaged').message).toContain('not a database');
});

test("another program's database is refused", () => {
  const directory = temporaryFolder();
  const sqlite = new Sqlite(join(directory, workspaceFileName));
  sqlite.exec('CREATE TABLE track (title TEXT)');
  sqlite.close();
  expect(refusal(directory, 'workspace-damaged').message).toContain('not a Parley workspace');
});

test('a file cut short is refused', () => {
  const directory = temporaryFolder();
  writeWorkspace(directory);
  const path = join(directory, workspaceFileName);
  truncateSync(path, Math.floor(readFileSync(path).byteLength / 2 / 4096) * 4096);
  refusal(directory, 'workspace-damaged');
});

test('a file with a page overwritten is refused', () => {
  const directory = temporaryFolder();
  writeWorkspace(directory);
  const path = join(directory, workspaceFileName);
  const sqlite = new Sqlite(path);
  const page = sqlite.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'draft_clause'").pluck().get() as number;
  sqlite.close();
  const bytes = readFileSync(path);
  bytes.fill(0xa5, (page - 1) * 4096, page * 4096);
  writeFileSync(path, bytes);
  refusal(directory, 'workspace-damaged');
});

test('a file that a newer Parley wrote is refused', () => {
  const directory = temporaryFolder();
  writeWorkspace(directory);
  const sqlite = new Sqlite(join(directory, workspaceFileName));
  sqlite.pragma(`user_version = ${schemaVersion + 1}`);
  sqlite.close();
  const error = refusal(directory, 'newer-workspace');
  expect(error.details).toMatchObject({ version: schemaVersion + 1, known: schemaVersion });
});

test('a file that another program holds is reported as busy', () => {
  const directory = temporaryFolder();
  writeWorkspace(directory);
  const raw = openRaw(directory);
  raw.pragma('journal_mode = DELETE');
  raw.exec('BEGIN EXCLUSIVE');
  onTestFinished(() => {
    raw.exec('ROLLBACK');
  });
  refusal(directory, 'busy');
});

test('a folder that cannot be made is an error of reading and writing', () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  expect(() => openWorkspace({ directory: join(file, 'workspace'), platform: testPlatform() })).toThrow(
    expect.objectContaining({ code: 'io', message: expect.stringContaining(join(file, 'workspace')) as string }),
  );
});

test('a workspace file that is a folder is an error of reading and writing', () => {
  const directory = temporaryFolder();
  mkdirSync(join(directory, workspaceFileName));
  expect(() => openWorkspace({ directory, platform: testPlatform() })).toThrow(expect.objectContaining({ code: 'io' }));
});

test('two processes that make the same workspace at once both get it', () => {
  const directory = temporaryFolder();
  const first = openTestWorkspace({ directory });
  const second = openTestWorkspace({ directory });
  const matter = storeMatter(first, testPlatform());
  expect(second.reader.all('SELECT id FROM matter')).toEqual([{ id: matter.matterId }]);
});
