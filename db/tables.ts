import { clauseTable } from './clause.ts';
import { clauseVersionTable } from './clause-version.ts';
import { contestedTermTable } from './contested-term.ts';
import { documentTable } from './document.ts';
import { draftTable } from './draft.ts';
import { draftClauseTable } from './draft-clause.ts';
import { draftReadingTable } from './draft-reading.ts';
import { fileTable } from './file.ts';
import { lineageTable } from './lineage.ts';
import { matterTable } from './matter.ts';
import { partyTable } from './party.ts';
import { pendingChangeTable } from './pending-change.ts';
import { positionTable } from './position.ts';
import { sealTable } from './seal.ts';
import { settingTable } from './setting.ts';
import type { Table } from './table.ts';

/** Every table that is logged, in an order in which a row's parents come before it. */
export const tables: readonly Table[] = [
  settingTable,
  matterTable,
  partyTable,
  documentTable,
  fileTable,
  draftTable,
  clauseTable,
  clauseVersionTable,
  draftClauseTable,
  draftReadingTable,
  pendingChangeTable,
  lineageTable,
  sealTable,
  contestedTermTable,
  positionTable,
];

const tablesByName = new Map(tables.map((table) => [table.name, table]));

/** The table that a change names; throws when no such table is logged. */
export function getTable(name: string): Table {
  const table = tablesByName.get(name);
  if (table === undefined) throw new Error(`the change log names an unknown table ${name}`);
  return table;
}
