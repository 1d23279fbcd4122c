import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ClauseId, TermId } from '../../core/model/ids.ts';
import { stances, termStatuses } from '../../core/model/negotiation.ts';
import type { Platform } from '../../core/platform.ts';
import { findRedoable, findUndoable, redo, undo, verifyChain } from '../../db/change-log.ts';
import { findTerm, insertTerm, updateTerm } from '../../db/contested-term.ts';
import { findLatestDraft, listDrafts, markExchanged } from '../../db/draft.ts';
import { findDraftClause, listDraftClauses, setVersion } from '../../db/draft-clause.ts';
import { insertLineage, listLineage, removeLineage } from '../../db/lineage.ts';
import { renameMatter } from '../../db/matter.ts';
import { appendPosition } from '../../db/position.ts';
import type { Workspace } from '../../db/workspace.ts';
import { plainPosition, type StoredMatter, storeDraft, storeMatter, storeVersion } from '../support/negotiation.ts';
import { testPlatform } from '../support/platform.ts';
import {
  dumpTables,
  dumpUndoable,
  openRaw,
  openTestWorkspace,
  replayLog,
  temporaryFolder,
} from '../support/workspace.ts';

/** One write of a random sequence; what does not fit the state as it is then is left out. */
type Write = (workspace: Workspace, matter: StoredMatter, platform: Platform) => void;

const words = fc.string({ unit: 'binary', maxLength: 12 });
const clauseIds = fc.constantFrom('clause01', 'clause02', 'clause03', 'clause04');

const writes: fc.Arbitrary<Write> = fc.oneof(
  words.map(
    (title): Write =>
      (workspace, { matterId }) => {
        workspace.write({ matterId, method: 'matter.rename' }, (recorder) =>
          renameMatter(recorder, matterId, `${title}.`),
        );
      },
  ),
  fc
    .record({
      clauses: fc.uniqueArray(fc.tuple(clauseIds, words), { selector: ([id]) => id }),
      ours: fc.boolean(),
      open: fc.boolean(),
    })
    .map(
      ({ clauses, ours, open }): Write =>
        (workspace, matter, platform) => {
          const latest = findLatestDraft(workspace.reader, matter.documentId);
          if (latest?.state === 'working') return;
          const draft = {
            round: (latest?.round ?? 0) + 1,
            partyId: ours ? matter.ours : matter.theirs,
            state: open ? ('working' as const) : ('exchanged' as const),
          };
          storeDraft(workspace, platform, matter, draft, clauses);
        },
    ),
  fc.tuple(clauseIds, words).map(
    ([id, text]): Write =>
      (workspace, matter, platform) => {
        const draft = findLatestDraft(workspace.reader, matter.documentId);
        const clause = draft && findDraftClause(workspace.reader, draft.id, id as ClauseId);
        if (draft?.state !== 'working' || !clause) return;
        workspace.write({ matterId: matter.matterId, method: 'clause.edit' }, (recorder) => {
          setVersion(recorder, clause, storeVersion(recorder, platform, text));
        });
      },
  ),
  fc.constant<Write>((workspace, matter) => {
    const draft = findLatestDraft(workspace.reader, matter.documentId);
    if (draft?.state !== 'working') return;
    workspace.write({ matterId: matter.matterId, method: 'draft.send' }, (recorder) =>
      markExchanged(recorder, draft.id, '2026-12-24'),
    );
  }),
  clauseIds.map(
    (id): Write =>
      (workspace, matter) => {
        const [from, to] = listDrafts(workspace.reader, matter.documentId);
        if (from === undefined || to === undefined) return;
        const a = listDraftClauses(workspace.reader, from.id).find((clause) => clause.clauseId === id);
        const b = findDraftClause(workspace.reader, to.id, id as ClauseId);
        if (a === undefined || b === null) return;
        const known = listLineage(workspace.reader, b.clauseId);
        workspace.write({ matterId: matter.matterId, method: 'clause.pair' }, (recorder) => {
          if (known[0] !== undefined) removeLineage(recorder, known[0]);
          else {
            const place = { draftId: b.draftId, clauseId: b.clauseId, versionHash: b.versionHash };
            const origin = { fromDraftId: a.draftId, fromClauseId: a.clauseId, fromVersionHash: a.versionHash };
            insertLineage(recorder, { ...place, ...origin, relation: 'edited' });
          }
        });
      },
  ),
  fc
    .record({
      id: clauseIds,
      status: fc.constantFrom(...termStatuses),
      note: words,
      stance: fc.constantFrom(...stances),
    })
    .map(
      ({ id, status, note, stance }): Write =>
        (workspace, matter, platform) => {
          const { matterId, documentId } = matter;
          const termId = id as TermId;
          const isStored = workspace.reader.get('SELECT id FROM clause WHERE id = :id', { id }) !== undefined;
          if (!isStored) return;
          workspace.write({ matterId, method: 'position.set' }, (recorder) => {
            if (findTerm(recorder.reader, termId) === null) {
              const said = { title: null, quote: null, status, owner: '', note, createdAtMs: platform.nowMs() };
              insertTerm(recorder, {
                id: termId,
                matterId,
                documentId,
                clauseId: id as ClauseId,
                origin: 'derived',
                ...said,
              });
            } else updateTerm(recorder, termId, { status, note });
            appendPosition(recorder, { ...plainPosition(platform, termId, matter.theirs), stance, reasons: note });
          });
        },
    ),
);

function verify(workspace: Workspace): { batches: number; brokenAt: number | null } {
  let state = { batches: 0, brokenAt: null as number | null };
  for (state of verifyChain(workspace));
  return state;
}

function play(sequence: readonly Write[], directory = ':memory:') {
  const platform = testPlatform();
  const workspace = openTestWorkspace({ directory, platform });
  const matter = storeMatter(workspace, platform);
  const empty = dumpUndoable(workspace);
  for (const write of sequence) write(workspace, matter, platform);
  return { workspace, matter, empty };
}

/** A run that fails prints it with its counterexample. */
const seed = 20_260_331;

const sequences = fc.array(writes, { maxLength: 25 });

test('undoing everything gives the tables of the beginning, and redoing everything those of the end', () => {
  fc.assert(
    fc.property(sequences, (sequence) => {
      const { workspace, matter, empty } = play(sequence);
      const end = dumpTables(workspace);
      const steps: Record<string, unknown>[] = [];
      while (findUndoable(workspace.reader, matter.matterId) !== null) {
        steps.push(dumpUndoable(workspace));
        undo(workspace, matter.matterId);
      }
      expect(dumpUndoable(workspace)).toEqual(empty);
      while (findRedoable(workspace.reader, matter.matterId) !== null) {
        redo(workspace, matter.matterId);
        expect(dumpUndoable(workspace)).toEqual(steps.pop());
      }
      expect(steps).toEqual([]);
      expect(dumpTables(workspace)).toEqual(end);
      expect(verify(workspace).brokenAt).toBeNull();
    }),
    { seed },
  );
});

test('the log replayed into an empty workspace gives the same tables, undo and redo included', () => {
  const mixed = fc.array(
    fc.oneof({ arbitrary: writes, weight: 3 }, { arbitrary: fc.constantFrom('undo', 'redo'), weight: 2 }),
    {
      maxLength: 30,
    },
  );
  fc.assert(
    fc.property(mixed, (sequence) => {
      const { workspace } = play(
        sequence.map((step): Write => {
          if (step === 'undo') {
            return (each, { matterId }) => findUndoable(each.reader, matterId) && undo(each, matterId);
          }
          if (step === 'redo') {
            return (each, { matterId }) => findRedoable(each.reader, matterId) && redo(each, matterId);
          }
          return step;
        }),
      );
      const copy = openTestWorkspace();
      replayLog(workspace, copy);
      expect(dumpTables(copy)).toEqual(dumpTables(workspace));
      expect(verify(workspace).brokenAt).toBeNull();
    }),
    { seed },
  );
});

const tamperings: readonly (readonly [what: string, sql: string])[] = [
  ['a method', "UPDATE batch SET method = method || 'x' WHERE id = :batch"],
  ['a kind', "UPDATE batch SET kind = iif(kind = 'do', 'create', 'do') WHERE id = :batch"],
  ['a matter', "UPDATE batch SET matter_id = 'matter9999' WHERE id = :batch"],
  ['a matter made none', 'UPDATE batch SET matter_id = NULL WHERE id = :batch'],
  ['a time', 'UPDATE batch SET at_ms = at_ms + 1 WHERE id = :batch'],
  ['a hash', "UPDATE batch SET hash = substr(hash, 2) || '0' WHERE id = :batch"],
  ['a previous hash', "UPDATE batch SET previous_hash = substr(previous_hash, 2) || 'f' WHERE id = :batch"],
  ['a batch left out', 'DELETE FROM change WHERE batch_id = :batch; DELETE FROM batch WHERE id = :batch'],
  ['a change left out', 'DELETE FROM change WHERE id = :change'],
  ['a change put in', "INSERT INTO change VALUES (99999, :batch, 'setting', '{\"key\":\"a\"}', 'null', 'null')"],
  ['a change of no batch', "INSERT INTO change VALUES (99999, 77777, 'setting', '{\"key\":\"a\"}', 'null', 'null')"],
  [
    'a change moved to another batch',
    'UPDATE change SET batch_id = batch_id % (SELECT max(id) FROM batch) + 1 WHERE id = :change',
  ],
  ['a change renumbered', 'UPDATE change SET id = 99999 WHERE id = :change'],
  ['a table', "UPDATE change SET table_name = table_name || 's' WHERE id = :change"],
  ['a key', "UPDATE change SET row_key = row_key || ' ' WHERE id = :change"],
  ['a row before', "UPDATE change SET before = before || ' ' WHERE id = :change"],
  ['a row after', "UPDATE change SET after = replace(after, '\"', '''') || ' ' WHERE id = :change"],
  [
    'a separator moved',
    "UPDATE change SET row_key = row_key || char(9) || before, before = after, after = '' WHERE id = :change",
  ],
  [
    'a byte that is no UTF-8',
    "UPDATE change SET after = CAST(CAST(after AS BLOB) || x'ff' AS TEXT) WHERE id = :change",
  ],
];

test.each(tamperings)('the chain of hashes finds %s', (_what, sql) => {
  fc.assert(
    fc.property(sequences, fc.nat(), (sequence, pick) => {
      const directory = temporaryFolder();
      const { workspace } = play([...sequence, renameLast], directory);
      expect(verify(workspace).brokenAt).toBeNull();
      const raw = openRaw(directory);
      const { batches } = verify(workspace);
      const changes = raw.prepare('SELECT max(id) FROM change').pluck().get() as number;
      // The last batch left out whole is the one thing that a chain cannot know.
      const batch = 1 + (pick % Math.max(1, sql.startsWith('DELETE FROM change WHERE batch') ? batches - 1 : batches));
      const change = 1 + (pick % changes);
      raw.pragma('foreign_keys = OFF');
      for (const name of ['batch_not_updated', 'batch_not_deleted', 'change_not_updated', 'change_not_deleted']) {
        raw.exec(`DROP TRIGGER ${name}`);
      }
      for (const statement of sql.split(';')) {
        const bound = {
          ...(statement.includes(':batch') && { batch }),
          ...(statement.includes(':change') && { change }),
        };
        raw.prepare(statement).run(bound);
      }
      expect(verify(workspace).brokenAt).not.toBeNull();
    }),
    { seed, numRuns: 8 },
  );
});

/** So that there are always two batches. */
function renameLast(workspace: Workspace, { matterId }: StoredMatter): void {
  workspace.write({ matterId, method: 'matter.rename' }, (recorder) => renameMatter(recorder, matterId, 'last'));
}
