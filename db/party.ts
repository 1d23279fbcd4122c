import type { MatterId, PartyId } from '../core/model/ids.ts';
import type { Party } from '../core/model/matter.ts';
import type { Reader } from './connection.ts';
import type { Recorder } from './recorder.ts';
import { defineTable } from './table.ts';

type PartyRow = {
  readonly id: string;
  readonly matter_id: string;
  readonly ordinal: number;
  readonly name: string;
  readonly is_ours: number;
};

export const partyTable = defineTable<PartyRow>('party', {
  id: 'key',
  matter_id: 'value',
  ordinal: 'value',
  name: 'value',
  is_ours: 'value',
});

export function insertParty(recorder: Recorder, matterId: MatterId, party: Party): void {
  recorder.insert(partyTable, partyToRow(matterId, party));
}

/** A matter's parties, ours first. */
export function listParties(reader: Reader, matterId: MatterId): Party[] {
  return reader
    .all<PartyRow>('SELECT * FROM party WHERE matter_id = :matterId ORDER BY ordinal', { matterId })
    .map(rowToParty);
}

function partyToRow(matterId: MatterId, party: Party): PartyRow {
  return {
    id: party.id,
    matter_id: matterId,
    ordinal: party.ordinal,
    name: party.name,
    is_ours: party.isOurs ? 1 : 0,
  };
}

function rowToParty(row: PartyRow): Party {
  return { id: row.id as PartyId, name: row.name, isOurs: row.is_ours === 1, ordinal: row.ordinal };
}
