import { expect, test } from 'vitest';
import { schemaVersion } from '../../db/migrate.ts';
import { allMethods, callEveryMethod } from '../support/every-method.ts';
import { openTestServices } from '../support/services.ts';
import { dumpTables, openTestWorkspace, replayLog } from '../support/workspace.ts';

test('every method of the table works, answers what its schema says, and writes nothing past the log', async () => {
  const { services, called } = await callEveryMethod();
  expect([...called].sort()).toEqual([...allMethods].sort());
  const copy = openTestWorkspace();
  replayLog(services.workspace, copy);
  expect(dumpTables(copy)).toEqual(dumpTables(services.workspace));
  for (const [table, rows] of Object.entries(dumpTables(copy))) expect(rows, table).not.toEqual([]);
});

test('what the engine is made of is told', async () => {
  const info = await openTestServices().ask('app.info', {});
  expect(info).toMatchObject({ schemaVersion, sqliteVersion: expect.stringMatching(/^3\.\d+\.\d+$/) as string });
});
