/**
 * Which clause of a document a clause of a draft is can be corrected, also in a draft that was exchanged: what the draft
 * says never changes, what it is taken for may. Until now nothing of its rows could.
 */
export function allowCorrectedPairings(database: { exec(script: string): void }): void {
  database.exec(`
    DROP TRIGGER draft_clause_exchanged;
    CREATE TRIGGER draft_clause_exchanged
      BEFORE UPDATE OF draft_id, ordinal, version_hash, parent_ordinal, level, kind, label, prefix, sources ON draft_clause
      WHEN (SELECT state FROM draft WHERE id = OLD.draft_id) = 'exchanged'
      BEGIN SELECT RAISE (ABORT, 'an exchanged draft never changes'); END;

    DROP TRIGGER pending_change_not_updated;
    CREATE TRIGGER pending_change_not_updated
      BEFORE UPDATE OF draft_id, ordinal, revision_id, author, kind, dated, old_words, new_words, decision ON pending_change
      BEGIN SELECT RAISE (ABORT, 'what was pending in a file never changes'); END;
  `);
}
