/**
 * What was pending in a draft's file, change by change, and how the draft reads it: base, accepted and authorship stay apart
 * although the file is stored once and the clauses hold one text. Drafts from before have no rows; their files were read
 * with everything accepted.
 *
 * `draft_reading` is there for drafts whose file was taken for a redline made by hand: whose name its changes got.
 */
export function createPendingChanges(database: { exec(script: string): void }): void {
  database.exec(`
    CREATE TABLE pending_change (
      draft_id TEXT NOT NULL REFERENCES draft (id),
      ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
      revision_id TEXT NOT NULL,
      author TEXT NOT NULL,
      kind TEXT NOT NULL,
      dated TEXT,
      old_words TEXT NOT NULL,
      new_words TEXT NOT NULL,
      clause_id TEXT REFERENCES clause (id),
      decision TEXT NOT NULL CHECK (decision IN ('accepted', 'rejected')),
      PRIMARY KEY (draft_id, ordinal)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX pending_change_clause ON pending_change (clause_id);

    CREATE TABLE draft_reading (
      draft_id TEXT NOT NULL PRIMARY KEY REFERENCES draft (id),
      by_hand_author TEXT NOT NULL,
      by_hand_date TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TRIGGER pending_change_not_updated BEFORE UPDATE ON pending_change
      BEGIN SELECT RAISE (ABORT, 'what was pending in a file never changes'); END;
    CREATE TRIGGER draft_reading_not_updated BEFORE UPDATE ON draft_reading
      BEGIN SELECT RAISE (ABORT, 'how a file was read never changes'); END;
  `);
}
