/**
 * The first tables. Frozen once shipped: what changes later is a migration of its own, and nothing
 * here imports code that may change.
 *
 * Ids are the 26 characters of `Platform.newId`, hashes 64 hexadecimal characters, days
 * `2026-03-31`, times milliseconds since 1970. A clause stands in a draft at most once; its parent
 * is named by its place, so that a draft's tree is a run of rows and needs no index of its own.
 *
 * Lists of words that will grow (stances, relations, formats) are checked in code, because SQLite
 * cannot change a CHECK without writing the table anew; those that the rules below rest on are checked here.
 */
export function createTables(database: { exec(script: string): void }): void {
  database.exec(`
    CREATE TABLE matter (
      id TEXT NOT NULL PRIMARY KEY,
      title TEXT NOT NULL CHECK (title <> ''),
      created_at_ms INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE party (
      id TEXT NOT NULL PRIMARY KEY,
      matter_id TEXT NOT NULL REFERENCES matter (id),
      ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
      name TEXT NOT NULL CHECK (name <> ''),
      is_ours INTEGER NOT NULL CHECK (is_ours IN (0, 1)),
      UNIQUE (matter_id, ordinal)
    ) STRICT;
    CREATE UNIQUE INDEX party_ours ON party (matter_id) WHERE is_ours = 1;

    CREATE TABLE document (
      id TEXT NOT NULL PRIMARY KEY,
      matter_id TEXT NOT NULL REFERENCES matter (id),
      ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
      title TEXT NOT NULL CHECK (title <> ''),
      created_at_ms INTEGER NOT NULL,
      UNIQUE (matter_id, ordinal)
    ) STRICT;

    CREATE TABLE file (
      sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(sha256) = 64),
      byte_length INTEGER NOT NULL,
      bytes BLOB NOT NULL,
      CHECK (length(bytes) = byte_length)
    ) STRICT;

    CREATE TABLE draft (
      id TEXT NOT NULL PRIMARY KEY,
      document_id TEXT NOT NULL REFERENCES document (id),
      round INTEGER NOT NULL CHECK (round >= 1),
      party_id TEXT NOT NULL REFERENCES party (id),
      state TEXT NOT NULL CHECK (state IN ('working', 'exchanged')),
      dated_on TEXT NOT NULL,
      base_draft_id TEXT REFERENCES draft (id),
      file_sha256 TEXT REFERENCES file (sha256),
      file_name TEXT,
      format TEXT NOT NULL,
      language TEXT NOT NULL,
      notes TEXT NOT NULL CHECK (json_valid(notes)),
      created_at_ms INTEGER NOT NULL,
      UNIQUE (document_id, round),
      CHECK ((file_sha256 IS NULL) = (file_name IS NULL))
    ) STRICT;
    CREATE UNIQUE INDEX draft_working ON draft (document_id) WHERE state = 'working';
    CREATE INDEX draft_party ON draft (party_id);
    CREATE INDEX draft_base ON draft (base_draft_id);

    CREATE TABLE clause (
      id TEXT NOT NULL PRIMARY KEY,
      document_id TEXT NOT NULL REFERENCES document (id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX clause_document ON clause (document_id);

    CREATE TABLE clause_version (
      hash TEXT NOT NULL PRIMARY KEY CHECK (length(hash) = 64),
      heading_to INTEGER NOT NULL CHECK (heading_to >= 0),
      content TEXT NOT NULL CHECK (json_valid(content)),
      text TEXT NOT NULL
    ) STRICT;

    CREATE TABLE draft_clause (
      draft_id TEXT NOT NULL REFERENCES draft (id),
      ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
      clause_id TEXT NOT NULL REFERENCES clause (id),
      version_hash TEXT NOT NULL REFERENCES clause_version (hash),
      parent_ordinal INTEGER CHECK (parent_ordinal < ordinal),
      level INTEGER NOT NULL CHECK (level >= 0),
      kind TEXT NOT NULL,
      label TEXT,
      prefix TEXT NOT NULL,
      sources TEXT NOT NULL CHECK (json_valid(sources)),
      PRIMARY KEY (draft_id, ordinal)
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX draft_clause_clause ON draft_clause (clause_id, draft_id);

    CREATE TABLE lineage (
      draft_id TEXT NOT NULL REFERENCES draft (id),
      clause_id TEXT NOT NULL REFERENCES clause (id),
      version_hash TEXT NOT NULL REFERENCES clause_version (hash),
      from_draft_id TEXT NOT NULL REFERENCES draft (id),
      from_clause_id TEXT NOT NULL REFERENCES clause (id),
      from_version_hash TEXT NOT NULL REFERENCES clause_version (hash),
      relation TEXT NOT NULL,
      PRIMARY KEY (draft_id, clause_id, from_draft_id, from_clause_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX lineage_clause ON lineage (clause_id);
    CREATE INDEX lineage_from_draft ON lineage (from_draft_id);
    CREATE INDEX lineage_from_clause ON lineage (from_clause_id);

    CREATE TABLE contested_term (
      id TEXT NOT NULL PRIMARY KEY,
      matter_id TEXT NOT NULL REFERENCES matter (id),
      document_id TEXT NOT NULL REFERENCES document (id),
      clause_id TEXT NOT NULL REFERENCES clause (id),
      origin TEXT NOT NULL CHECK (origin IN ('derived', 'manual')),
      title TEXT CHECK (title <> ''),
      quote TEXT,
      status TEXT NOT NULL,
      owner TEXT NOT NULL,
      note TEXT NOT NULL,
      created_at_ms INTEGER NOT NULL,
      CHECK (origin = 'manual' OR id = clause_id),
      CHECK (origin = 'derived' OR title IS NOT NULL)
    ) STRICT;
    CREATE INDEX contested_term_matter ON contested_term (matter_id);
    CREATE INDEX contested_term_document ON contested_term (document_id);
    CREATE INDEX contested_term_clause ON contested_term (clause_id);

    CREATE TABLE position (
      id TEXT NOT NULL PRIMARY KEY,
      term_id TEXT NOT NULL REFERENCES contested_term (id),
      party_id TEXT NOT NULL REFERENCES party (id),
      ordinal INTEGER NOT NULL CHECK (ordinal >= 1),
      stance TEXT NOT NULL,
      wanted TEXT NOT NULL,
      source TEXT NOT NULL,
      certainty TEXT NOT NULL,
      red_line TEXT NOT NULL,
      reasons TEXT NOT NULL,
      priority TEXT,
      privileged INTEGER NOT NULL CHECK (privileged IN (0, 1)),
      recorded_at_ms INTEGER NOT NULL,
      UNIQUE (term_id, party_id, ordinal)
    ) STRICT;
    CREATE INDEX position_party ON position (party_id);

    CREATE TABLE setting (
      key TEXT NOT NULL PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE batch (
      id INTEGER NOT NULL PRIMARY KEY CHECK (id >= 1),
      matter_id TEXT,
      kind TEXT NOT NULL CHECK (kind IN ('create', 'do', 'undo', 'redo')),
      method TEXT NOT NULL,
      target INTEGER REFERENCES batch (id),
      at_ms INTEGER NOT NULL,
      previous_hash TEXT NOT NULL CHECK (length(previous_hash) = 64),
      hash TEXT NOT NULL CHECK (length(hash) = 64),
      CHECK ((kind IN ('undo', 'redo')) = (target IS NOT NULL))
    ) STRICT;
    CREATE INDEX batch_matter ON batch (matter_id, kind, id);
    CREATE INDEX batch_target ON batch (target, id);

    CREATE TABLE change (
      id INTEGER NOT NULL PRIMARY KEY CHECK (id >= 1),
      batch_id INTEGER NOT NULL REFERENCES batch (id),
      table_name TEXT NOT NULL,
      row_key TEXT NOT NULL,
      before TEXT NOT NULL,
      after TEXT NOT NULL
    ) STRICT;
    CREATE INDEX change_batch ON change (batch_id);

    CREATE TRIGGER batch_not_updated BEFORE UPDATE ON batch
      BEGIN SELECT RAISE (ABORT, 'the change log is never altered'); END;
    CREATE TRIGGER batch_not_deleted BEFORE DELETE ON batch
      BEGIN SELECT RAISE (ABORT, 'the change log is never altered'); END;
    CREATE TRIGGER change_not_updated BEFORE UPDATE ON change
      BEGIN SELECT RAISE (ABORT, 'the change log is never altered'); END;
    CREATE TRIGGER change_not_deleted BEFORE DELETE ON change
      BEGIN SELECT RAISE (ABORT, 'the change log is never altered'); END;

    CREATE TRIGGER file_not_updated BEFORE UPDATE ON file
      BEGIN SELECT RAISE (ABORT, 'a file is addressed by its content and never changes'); END;
    CREATE TRIGGER file_not_deleted BEFORE DELETE ON file
      BEGIN SELECT RAISE (ABORT, 'a file is addressed by its content and never removed'); END;
    CREATE TRIGGER clause_version_not_updated BEFORE UPDATE ON clause_version
      BEGIN SELECT RAISE (ABORT, 'a clause version is addressed by its content and never changes'); END;
    CREATE TRIGGER clause_version_not_deleted BEFORE DELETE ON clause_version
      BEGIN SELECT RAISE (ABORT, 'a clause version is addressed by its content and never removed'); END;
    CREATE TRIGGER position_not_updated BEFORE UPDATE ON position
      BEGIN SELECT RAISE (ABORT, 'positions are added and never overwritten'); END;

    CREATE TRIGGER draft_exchanged BEFORE UPDATE ON draft
      WHEN OLD.state = 'exchanged' AND NEW.state = 'exchanged'
      BEGIN SELECT RAISE (ABORT, 'an exchanged draft never changes'); END;
    CREATE TRIGGER draft_clause_exchanged BEFORE UPDATE ON draft_clause
      WHEN (SELECT state FROM draft WHERE id = OLD.draft_id) = 'exchanged'
      BEGIN SELECT RAISE (ABORT, 'an exchanged draft never changes'); END;
  `);
}
