import { expect, test } from 'vitest';
import type { MatterId } from '../../core/model/ids.ts';
import type { BatchRow, ChangeRow } from '../../db/batch.ts';
import { fileTable } from '../../db/file.ts';
import { insertMatter, matterTable, renameMatter } from '../../db/matter.ts';
import { settingTable } from '../../db/setting.ts';
import type { Workspace } from '../../db/workspace.ts';
import { dumpTables, openRaw, openTestWorkspace, temporaryFolder } from '../support/workspace.ts';

const id = 'matter0001' as MatterId;
const origin = { matterId: id, method: 'matter.create' };

function withMatter(): Workspace {
  const workspace = openTestWorkspace();
  workspace.write(origin, (recorder) => insertMatter(recorder, { id, title: 'Lease', createdAtMs: 5 }));
  return workspace;
}

const changes = (workspace: Workspace, batchId: number | null) =>
  workspace.reader.all<ChangeRow>('SELECT * FROM change WHERE batch_id = :batchId ORDER BY id', { batchId });

test('a batch holds what each row held before and after', () => {
  const workspace = withMatter();
  const { batchId } = workspace.write({ matterId: id, method: 'matter.rename' }, (recorder) => {
    renameMatter(recorder, id, 'Sublease');
    recorder.insert(settingTable, { key: 'theme', value: 'dark' });
    recorder.remove(settingTable, { key: 'theme' });
  });
  expect(changes(workspace, batchId)).toMatchObject([
    {
      table_name: 'matter',
      row_key: '{"id":"matter0001"}',
      before: '{"id":"matter0001","title":"Lease","created_at_ms":5}',
      after: '{"id":"matter0001","title":"Sublease","created_at_ms":5}',
    },
    { table_name: 'setting', before: 'null', after: '{"key":"theme","value":"dark"}' },
    { table_name: 'setting', before: '{"key":"theme","value":"dark"}', after: 'null' },
  ]);
  const batches = workspace.reader.all<BatchRow>('SELECT * FROM batch ORDER BY id');
  expect(batches).toMatchObject([
    { id: 1, matter_id: id, kind: 'do', method: 'matter.create', target: null, previous_hash: '0'.repeat(64) },
    { id: 2, matter_id: id, kind: 'do', method: 'matter.rename', target: null, previous_hash: batches[0]?.hash },
  ]);
});

test('a write that changes nothing leaves no batch', () => {
  const workspace = withMatter();
  const { batchId } = workspace.write({ matterId: id, method: 'matter.rename' }, (recorder) =>
    renameMatter(recorder, id, 'Lease'),
  );
  expect(batchId).toBeNull();
  expect(workspace.reader.all('SELECT id FROM batch')).toEqual([{ id: 1 }]);
});

test('a write that throws leaves neither rows nor a batch', () => {
  const workspace = withMatter();
  const before = dumpTables(workspace);
  expect(() =>
    workspace.write({ matterId: id, method: 'matter.rename' }, (recorder) => {
      renameMatter(recorder, id, 'Sublease');
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(dumpTables(workspace)).toEqual(before);
  expect(workspace.reader.all('SELECT id FROM batch')).toEqual([{ id: 1 }]);
  expect(workspace.write(origin, (recorder) => renameMatter(recorder, id, 'After')).batchId).toBe(2);
});

test('a batch within a batch is refused, and so is a recorder used after its batch', () => {
  const workspace = withMatter();
  expect(() => workspace.write(origin, () => workspace.write(origin, () => {}))).toThrow('a batch inside another');
  const { value: leaked } = workspace.write(origin, (recorder) => {
    renameMatter(recorder, id, 'Once');
    return recorder;
  });
  expect(() => renameMatter(leaked, id, 'Twice')).toThrow('finished');
});

test('reading cannot write', () => {
  const { reader } = withMatter();
  expect(() => reader.all('DELETE FROM matter')).toThrow('writes');
  expect(() => reader.get("UPDATE matter SET title = 'x' RETURNING title")).toThrow('writes');
});

test('what is addressed by content is stored and logged once, without its bytes, and never removed', () => {
  const workspace = withMatter();
  const file = { sha256: 'a'.repeat(64), byte_length: 3, bytes: new Uint8Array([1, 2, 3]) };
  const first = workspace.write(origin, (recorder) => recorder.insertOnce(fileTable, file));
  const second = workspace.write(origin, (recorder) => recorder.insertOnce(fileTable, file));
  expect([first.value, second.value, second.batchId]).toEqual([true, false, null]);
  expect(changes(workspace, first.batchId)).toMatchObject([
    { after: `{"sha256":"${'a'.repeat(64)}","byte_length":3}` },
  ]);
  expect(() => workspace.write(origin, (recorder) => recorder.remove(fileTable, file))).toThrow('never removed');
  expect(() => workspace.write(origin, (recorder) => recorder.insertOnce(matterTable, {} as never))).toThrow(
    'not addressed by content',
  );
});

test('text that is no well-formed Unicode is stored and logged alike', () => {
  const workspace = withMatter();
  const write = () =>
    workspace.write(origin, (recorder) => renameMatter(recorder, id, 'Lease \ud83d of \0 \u2028 “x”'));
  expect(write().batchId).toBe(2);
  expect(write().batchId, 'the same again changes nothing').toBeNull();
  const [stored] = workspace.reader.all<{ title: string }>('SELECT title FROM matter');
  expect(stored?.title).toBe('Lease \ufffd of \0 \u2028 “x”');
  expect(JSON.parse(changes(workspace, 2)[0]?.after ?? '')).toMatchObject({ title: stored?.title });
});

test.each([
  ["UPDATE batch SET method = 'x'", 'never altered'],
  ['DELETE FROM batch', 'never altered'],
  ["UPDATE change SET after = 'null'", 'never altered'],
  ['DELETE FROM change', 'never altered'],
])('even past the recorder, %s is refused', (sql, reason) => {
  const directory = temporaryFolder();
  const workspace = openTestWorkspace({ directory });
  workspace.write(origin, (recorder) => insertMatter(recorder, { id, title: 'Lease', createdAtMs: 5 }));
  expect(() => openRaw(directory).exec(sql)).toThrow(reason);
});
