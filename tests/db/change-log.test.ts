import { expect, test } from 'vitest';
import type { TermId } from '../../core/model/ids.ts';
import { findRedoable, findUndoable, redo, undo } from '../../db/change-log.ts';
import { insertTerm } from '../../db/contested-term.ts';
import { renameMatter } from '../../db/matter.ts';
import { appendPosition } from '../../db/position.ts';
import { setSetting } from '../../db/setting.ts';
import type { Workspace } from '../../db/workspace.ts';
import { plainPosition, type StoredMatter, storeDraft, storeMatter } from '../support/negotiation.ts';
import { testPlatform } from '../support/platform.ts';
import { dumpTables, dumpUndoable, openRaw, openTestWorkspace, temporaryFolder } from '../support/workspace.ts';

function start(directory = ':memory:') {
  const platform = testPlatform();
  const workspace = openTestWorkspace({ directory, platform });
  return { platform, workspace, matter: storeMatter(workspace, platform) };
}

function rename(workspace: Workspace, { matterId }: StoredMatter, title: string): void {
  workspace.write({ matterId, method: 'matter.rename' }, (recorder) => renameMatter(recorder, matterId, title));
}

const titleOf = ({ reader }: Workspace, { matterId }: StoredMatter) =>
  reader.get<{ title: string }>('SELECT title FROM matter WHERE id = :matterId', { matterId })?.title;

const state = ({ reader }: Workspace, { matterId }: StoredMatter) => [
  findUndoable(reader, matterId)?.id ?? null,
  findRedoable(reader, matterId)?.id ?? null,
];

test('a new matter has nothing to undo: its making is not undone from inside it', () => {
  const { workspace, matter } = start();
  expect(state(workspace, matter)).toEqual([null, null]);
  expect(() => undo(workspace, matter.matterId)).toThrow(expect.objectContaining({ code: 'nothing-to-undo' }));
  expect(() => redo(workspace, matter.matterId)).toThrow(expect.objectContaining({ code: 'nothing-to-redo' }));
});

test('undo and redo go back and forth one step at a time, and a new change forgets what was undone', () => {
  const { workspace, matter } = start();
  const { matterId } = matter;
  for (const title of ['b', 'c', 'd']) rename(workspace, matter, title);
  expect(state(workspace, matter)).toEqual([4, null]);
  expect([undo(workspace, matterId).id, undo(workspace, matterId).id, titleOf(workspace, matter)]).toEqual([4, 3, 'b']);
  expect(state(workspace, matter)).toEqual([2, 3]);
  expect([redo(workspace, matterId).id, titleOf(workspace, matter)]).toEqual([3, 'c']);
  expect(state(workspace, matter)).toEqual([3, 4]);
  expect([undo(workspace, matterId).id, undo(workspace, matterId).id, titleOf(workspace, matter)]).toEqual([
    3,
    2,
    'Supply',
  ]);
  expect(state(workspace, matter)).toEqual([null, 2]);
  expect([redo(workspace, matterId).id, titleOf(workspace, matter)]).toEqual([2, 'b']);
  rename(workspace, matter, 'e');
  expect(state(workspace, matter).at(1)).toBeNull();
  expect([undo(workspace, matterId).method, titleOf(workspace, matter)]).toEqual(['matter.rename', 'b']);
  expect([undo(workspace, matterId).id, titleOf(workspace, matter)]).toEqual([2, 'Supply']);
  expect(() => undo(workspace, matterId)).toThrow(expect.objectContaining({ code: 'nothing-to-undo' }));
});

test('the stacks are those of one matter, and settings belong to none', () => {
  const { workspace, matter, platform } = start();
  const other = storeMatter(workspace, platform);
  rename(workspace, matter, 'mine');
  rename(workspace, other, 'yours');
  workspace.write({ matterId: null, method: 'setting.set' }, (recorder) => setSetting(recorder, 'theme', 'dark'));
  undo(workspace, matter.matterId);
  expect([titleOf(workspace, matter), titleOf(workspace, other)]).toEqual(['Supply', 'yours']);
  expect(workspace.reader.all('SELECT key, value FROM setting')).toEqual([{ key: 'theme', value: 'dark' }]);
});

test('the stacks survive closing, and another process sees the same', () => {
  const directory = temporaryFolder();
  const { workspace, matter } = start(directory);
  rename(workspace, matter, 'b');
  rename(workspace, matter, 'c');
  undo(workspace, matter.matterId);
  const second = openTestWorkspace({ directory });
  expect(state(second, matter)).toEqual(state(workspace, matter));
  redo(second, matter.matterId);
  expect(titleOf(workspace, matter)).toBe('c');
  expect(state(workspace, matter)).toEqual([3, null]);
});

test('an undone draft leaves no clause behind, and comes back whole', () => {
  const { workspace, matter, platform } = start();
  const before = dumpUndoable(workspace);
  const clauses = [
    ['clause01', 'One.'],
    ['clause02', 'Two.'],
  ] as const;
  storeDraft(workspace, platform, matter, { round: 1, partyId: matter.ours }, clauses);
  const after = dumpTables(workspace);
  undo(workspace, matter.matterId);
  expect(dumpUndoable(workspace)).toEqual(before);
  expect(dumpTables(workspace).clause_version, 'what is addressed by content stays').toEqual(after.clause_version);
  redo(workspace, matter.matterId);
  expect(dumpTables(workspace)).toEqual(after);
});

test('a row that has moved on since is a conflict, and nothing is changed', () => {
  const directory = temporaryFolder();
  const { workspace, matter } = start(directory);
  rename(workspace, matter, 'b');
  openRaw(directory).exec("UPDATE matter SET title = 'by another hand'");
  const before = dumpTables(workspace);
  expect(() => undo(workspace, matter.matterId)).toThrow(
    expect.objectContaining({ code: 'conflict', details: { method: 'matter.rename', table: 'matter' } }),
  );
  expect(dumpTables(workspace)).toEqual(before);
  expect(workspace.reader.get('SELECT count(*) AS count FROM batch')).toEqual({ count: 2 });
});

test('a row that another row has come to need is a conflict', () => {
  const directory = temporaryFolder();
  const { workspace, matter, platform } = start(directory);
  const termId = platform.newId() as TermId;
  storeDraft(workspace, platform, matter, { round: 1, partyId: matter.ours }, [['clause01', 'One.']]);
  workspace.write({ matterId: matter.matterId, method: 'term.flag' }, (recorder) => {
    const { matterId, documentId } = matter;
    const said = { origin: 'manual', title: 'T', quote: null, status: 'open', owner: '', note: '' } as const;
    insertTerm(recorder, { id: termId, matterId, documentId, clauseId: 'clause01' as never, createdAtMs: 1, ...said });
  });
  const { value: position } = { value: plainPosition(platform, termId, matter.ours) };
  const elsewhere = openTestWorkspace({ directory, platform });
  // Written under no matter, so that it is on no stack of this one.
  elsewhere.write({ matterId: null, method: 'position.set' }, (recorder) => appendPosition(recorder, position));
  const before = dumpTables(workspace);
  expect(() => undo(workspace, matter.matterId)).toThrow(expect.objectContaining({ code: 'conflict' }));
  expect(dumpTables(workspace)).toEqual(before);
});

test('redo of a row that is there already is a conflict', () => {
  const directory = temporaryFolder();
  const { workspace, matter, platform } = start(directory);
  storeDraft(workspace, platform, matter, { round: 1, partyId: matter.ours }, []);
  const row = { ...dumpTables(workspace).draft?.[0] };
  undo(workspace, matter.matterId);
  const columns = Object.keys(row);
  openRaw(directory)
    .prepare(`INSERT INTO draft (${columns.join(', ')}) VALUES (${columns.map((column) => `:${column}`).join(', ')})`)
    .run(row);
  expect(() => redo(workspace, matter.matterId)).toThrow(expect.objectContaining({ code: 'conflict' }));
});
