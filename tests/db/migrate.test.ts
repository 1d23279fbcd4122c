import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { ClauseId } from '../../core/model/ids.ts';
import { insertClause } from '../../db/clause.ts';
import { draftClauseTable, findDraftClause, setClauseId } from '../../db/draft-clause.ts';
import { findByHand } from '../../db/draft-reading.ts';
import { type Migration, migrations, schemaVersion } from '../../db/migrate.ts';
import { openWorkspace } from '../../db/open.ts';
import { insertPendingChange, listPendingChanges, type StoredPendingChange } from '../../db/pending-change.ts';
import type { Recorder } from '../../db/recorder.ts';
import { findSeal, insertSeal, listSeals, removeSeal, sealTable } from '../../db/seal.ts';
import { storeDraft, storeMatter } from '../support/negotiation.ts';
import { testPlatform } from '../support/platform.ts';
import { dumpTables, openRaw, openTestWorkspace, temporaryFolder } from '../support/workspace.ts';

/** The shipped migrations with one more, as the next version will have. */
const withNext = (next: Migration): readonly Migration[] => [...migrations, next];
const addColour: Migration = (database) => {
  database.exec('ALTER TABLE party ADD COLUMN colour TEXT');
  database.run('UPDATE party SET colour = ? WHERE is_ours = 1', 'blue');
};
const backupName = `parley.before-version-${schemaVersion + 1}.db`;

function writeRows(directory: string) {
  const platform = testPlatform();
  const workspace = openWorkspace({ directory, platform });
  const matter = storeMatter(workspace, platform);
  storeDraft(workspace, platform, matter, { round: 1, partyId: matter.ours }, [['clause01', 'Words.']]);
  const tables = dumpTables(workspace);
  workspace.close();
  return tables;
}

test('an empty file becomes version 1 and takes rows; no backup is made of nothing', () => {
  const directory = temporaryFolder();
  const tables = writeRows(directory);
  expect(tables.draft_clause).toHaveLength(1);
  expect(readdirSync(directory)).toEqual(['parley.db']);
});

test('the next version keeps every row, and a backup of the file as it was stands beside it', () => {
  const directory = temporaryFolder();
  const before = writeRows(directory);
  const workspace = openTestWorkspace({ directory, migrations: withNext(addColour) });
  expect(dumpTables(workspace)).toEqual(before);
  expect(workspace.reader.all('SELECT colour FROM party ORDER BY ordinal')).toEqual([
    { colour: 'blue' },
    { colour: null },
  ]);
  const backup = new Sqlite(join(directory, backupName), { readonly: true });
  expect(backup.pragma('user_version', { simple: true })).toBe(schemaVersion);
  expect(backup.prepare('SELECT count(*) FROM draft_clause').pluck().get()).toBe(1);
  backup.close();
});

test('a file is migrated once; opening it again makes no second backup', () => {
  const directory = temporaryFolder();
  writeRows(directory);
  let runs = 0;
  const list = withNext((database) => {
    runs += 1;
    addColour(database);
  });
  openWorkspace({ directory, platform: testPlatform(), migrations: list }).close();
  openWorkspace({ directory, platform: testPlatform(), migrations: list }).close();
  expect(runs).toBe(1);
});

test('a migration that fails leaves the file as it was', () => {
  const directory = temporaryFolder();
  const before = writeRows(directory);
  const failing = withNext((database) => {
    addColour(database);
    throw new Error('the power went');
  });
  expect(() => openWorkspace({ directory, platform: testPlatform(), migrations: failing })).toThrow('the power went');
  const workspace = openTestWorkspace({ directory });
  expect(dumpTables(workspace)).toEqual(before);
  expect(workspace.reader.all("SELECT name FROM pragma_table_info('party') WHERE name = 'colour'")).toEqual([]);
  expect(existsSync(join(directory, backupName))).toBe(true);
});

test('an earlier backup is never written over', () => {
  const directory = temporaryFolder();
  writeRows(directory);
  const failing = withNext(() => {
    throw new Error('no');
  });
  for (let attempt = 0; attempt < 2; attempt += 1) {
    expect(() => openWorkspace({ directory, platform: testPlatform(), migrations: failing })).toThrow('no');
  }
  openWorkspace({ directory, platform: testPlatform(), migrations: withNext(addColour) }).close();
  const backups = readdirSync(directory).filter((name) => name.includes('before'));
  const stem = backupName.replace('.db', '');
  expect(backups.sort()).toEqual([`${stem}-2.db`, `${stem}-3.db`, backupName]);
});

test('a migration that leaves a row without its parent is refused', () => {
  const directory = temporaryFolder();
  writeRows(directory);
  const raw = openRaw(directory);
  const breaking = withNext((database) => {
    database.exec('CREATE TABLE note (clause_id TEXT REFERENCES clause (id)) STRICT');
    database.exec("PRAGMA defer_foreign_keys = ON; INSERT INTO note VALUES ('nowhere')");
  });
  expect(() => openWorkspace({ directory, platform: testPlatform(), migrations: breaking })).toThrow(
    /rows of note without their clause/,
  );
  expect(raw.pragma('user_version', { simple: true })).toBe(schemaVersion);
});

test('version 1 becomes 2: drafts keep their rows, and what is pending in a file has its place', () => {
  const directory = temporaryFolder();
  const platform = testPlatform();
  const before = openWorkspace({ directory, platform, migrations: migrations.slice(0, 1) });
  const matter = storeMatter(before, platform);
  const draftId = storeDraft(before, platform, matter, { round: 1, partyId: matter.theirs }, [['clause01', 'Words.']]);
  before.close();

  const workspace = openTestWorkspace({ directory, migrations: migrations.slice(0, 2) });
  expect(workspace.reader.all('SELECT id FROM draft')).toEqual([{ id: draftId }]);
  expect(listPendingChanges(workspace.reader, draftId)).toEqual([]);
  expect(findByHand(workspace.reader, draftId)).toBeNull();
  const change: StoredPendingChange = {
    ...{ revisionId: 'r1', author: 'the Department', kind: 'insertion', date: null, oldWords: '', newWords: 'new' },
    ...{ clauseId: 'clause01' as ClauseId, decision: 'rejected' },
  };
  workspace.write({ matterId: matter.matterId, method: 'draft.import' }, (recorder) =>
    insertPendingChange(recorder, draftId, 0, change),
  );
  expect(listPendingChanges(workspace.reader, draftId)).toEqual([change]);
});

test('version 2 becomes 3: which clause a clause is can be corrected in an exchanged draft, what it says cannot', () => {
  const directory = temporaryFolder();
  const platform = testPlatform();
  const before = openWorkspace({ directory, platform, migrations: migrations.slice(0, 2) });
  const matter = storeMatter(before, platform);
  const draftId = storeDraft(before, platform, matter, { round: 1, partyId: matter.theirs }, [['clause01', 'Words.']]);
  const rows = before.reader.all('SELECT * FROM draft_clause');
  before.close();

  const workspace = openTestWorkspace({ directory, migrations: migrations.slice(0, 3) });
  expect(workspace.reader.all('SELECT * FROM draft_clause')).toEqual(rows);
  const place = findDraftClause(workspace.reader, draftId, 'clause01' as ClauseId);
  if (place === null) throw new Error('the clause is in the draft');
  const write = (work: (recorder: Recorder) => void) =>
    workspace.write({ matterId: matter.matterId, method: 'draft.pair' }, work);
  write((recorder) => {
    insertClause(recorder, 'clause02' as ClauseId, matter.documentId);
    setClauseId(recorder, place, 'clause02' as ClauseId);
  });
  expect(findDraftClause(workspace.reader, draftId, 'clause02' as ClauseId)).toEqual({
    ...place,
    clauseId: 'clause02',
  });
  expect(() =>
    write((recorder) => recorder.update(draftClauseTable, { draft_id: draftId, ordinal: 0 }, { label: '9.' })),
  ).toThrow(/never changes/);
});

test('version 3 becomes 4: a clause can be sealed, and a seal is lifted but never changed', () => {
  const directory = temporaryFolder();
  const platform = testPlatform();
  const before = openWorkspace({ directory, platform, migrations: migrations.slice(0, 3) });
  const matter = storeMatter(before, platform);
  const draftId = storeDraft(before, platform, matter, { round: 1, partyId: matter.theirs }, [['clause01', 'Words.']]);
  before.close();

  const workspace = openTestWorkspace({ directory, migrations: migrations.slice(0, 4) });
  const clauseId = 'clause01' as ClauseId;
  const place = findDraftClause(workspace.reader, draftId, clauseId);
  if (place === null) throw new Error('the clause is in the draft');
  const write = (work: (recorder: Recorder) => void) =>
    workspace.write({ matterId: matter.matterId, method: 'clause.seal' }, work);
  const seal = { clauseId, draftId, versionHash: place.versionHash, sealedAtMs: 1 };
  write((recorder) => insertSeal(recorder, seal));
  expect(listSeals(workspace.reader, matter.documentId)).toEqual([seal]);
  expect(() => write((recorder) => recorder.update(sealTable, { clause_id: clauseId }, { sealed_at_ms: 2 }))).toThrow(
    /never changed/,
  );
  write((recorder) => removeSeal(recorder, clauseId));
  expect(findSeal(workspace.reader, clauseId)).toBeNull();
});
