import { expect, test } from 'vitest';
import type { TermId } from '../../core/model/ids.ts';
import { insertTerm } from '../../db/contested-term.ts';
import { markExchanged } from '../../db/draft.ts';
import { appendPosition } from '../../db/position.ts';
import { tables } from '../../db/tables.ts';
import { plainPosition, storeDraft, storeMatter } from '../support/negotiation.ts';
import { testPlatform } from '../support/platform.ts';
import { openRaw, openTestWorkspace, temporaryFolder } from '../support/workspace.ts';

function storeRows() {
  const directory = temporaryFolder();
  const platform = testPlatform();
  const workspace = openTestWorkspace({ directory, platform });
  const matter = storeMatter(workspace, platform);
  const sent = storeDraft(workspace, platform, matter, { round: 1, partyId: matter.ours }, [['clause01', 'One.']]);
  const working = { round: 2, partyId: matter.ours, state: 'working' } as const;
  const ours = storeDraft(workspace, platform, matter, working, [['clause01', 'Two.']]);
  const termId = 'clause01' as TermId;
  workspace.write({ matterId: matter.matterId, method: 'position.set' }, (recorder) => {
    const { matterId, documentId } = matter;
    const said = { origin: 'derived', title: null, quote: null, status: 'open', owner: '', note: '' } as const;
    insertTerm(recorder, { id: termId, matterId, documentId, clauseId: 'clause01' as never, createdAtMs: 1, ...said });
    appendPosition(recorder, plainPosition(platform, termId, matter.ours));
  });
  return { directory, platform, workspace, matter, sent, ours };
}

test('every table of the file is described, column for column, keys and all', () => {
  const { reader } = openTestWorkspace();
  const inFile = reader.all<{ name: string; column: string; key: number }>(`
    SELECT listed.name AS name, info.name AS column, info.pk > 0 AS key
    FROM pragma_table_list AS listed JOIN pragma_table_info(listed.name) AS info
    WHERE listed.type = 'table' AND listed.schema = 'main' AND listed.name NOT LIKE 'sqlite_%' AND listed.name NOT IN ('batch', 'change')`);
  const described = tables.flatMap((table) =>
    Object.entries(table.columns).map(([column, role]) => ({ name: table.name, column, key: role === 'key' ? 1 : 0 })),
  );
  const byName = (a: (typeof inFile)[0], b: (typeof inFile)[0]) =>
    `${a.name}.${a.column}` < `${b.name}.${b.column}` ? -1 : 1;
  expect(described.sort(byName)).toEqual(inFile.sort(byName));
});

test.each([
  ['UPDATE file SET byte_length = byte_length', 'never changes'],
  ['DELETE FROM file', 'never removed'],
  ["UPDATE clause_version SET text = 'x'", 'never changes'],
  ['DELETE FROM clause_version', 'never removed'],
  ["UPDATE position SET stance = 'accept'", 'never overwritten'],
  ["UPDATE draft SET dated_on = '2026-01-01' WHERE state = 'exchanged'", 'an exchanged draft never changes'],
  ["UPDATE draft_clause SET label = 'x' WHERE draft_id = (SELECT id FROM draft WHERE round = 1)", 'never changes'],
  ["INSERT INTO party SELECT 'party0003', matter_id, 7, 'Other', 1 FROM party LIMIT 1", 'UNIQUE'],
  ["UPDATE draft SET state = 'working' WHERE round = 1", 'UNIQUE'],
  [
    "INSERT INTO draft_clause SELECT draft_id, 1, clause_id, version_hash, 0, 0, kind, '', '', '[]' FROM draft_clause",
    'UNIQUE',
  ],
  [
    "UPDATE draft_clause SET clause_id = 'nowhere' WHERE draft_id = (SELECT id FROM draft WHERE round = 2)",
    'FOREIGN KEY',
  ],
  ["UPDATE matter SET created_at_ms = 'yesterday'", 'cannot store TEXT'],
])('the file itself refuses %s', (sql, reason) => {
  const { directory } = storeRows();
  const raw = openRaw(directory);
  raw.pragma('foreign_keys = ON');
  expect(() => raw.exec(sql)).toThrow(reason);
});

test('a working draft may change until it is exchanged', () => {
  const { directory, workspace, matter, ours } = storeRows();
  const raw = openRaw(directory);
  raw.exec("UPDATE draft_clause SET label = 'x' WHERE draft_id = (SELECT id FROM draft WHERE round = 2)");
  const origin = { matterId: matter.matterId, method: 'draft.send' };
  workspace.write(origin, (recorder) => markExchanged(recorder, ours, '2026-05-01'));
  expect(() =>
    raw.exec("UPDATE draft_clause SET label = 'y' WHERE draft_id = (SELECT id FROM draft WHERE round = 2)"),
  ).toThrow('never changes');
});
