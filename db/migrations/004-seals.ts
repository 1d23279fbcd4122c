/**
 * Clauses that are agreed, sealed as they stand in some draft: whatever later draft says something else raises an alarm. A
 * seal that is lifted has no row any more; the change log knows that it was.
 */
export function createSeals(database: { exec(script: string): void }): void {
  database.exec(`
    CREATE TABLE seal (
      clause_id TEXT NOT NULL PRIMARY KEY REFERENCES clause (id),
      draft_id TEXT NOT NULL REFERENCES draft (id),
      version_hash TEXT NOT NULL REFERENCES clause_version (hash),
      sealed_at_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX seal_draft ON seal (draft_id);
    CREATE INDEX seal_version ON seal (version_hash);

    CREATE TRIGGER seal_not_updated BEFORE UPDATE ON seal
      BEGIN SELECT RAISE (ABORT, 'a seal is lifted, never changed'); END;
  `);
}
