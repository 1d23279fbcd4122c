import type { MatterId, PartyId, PositionId, TermId } from '../core/model/ids.ts';
import type { Certainty, Position, Priority, Stance } from '../core/model/negotiation.ts';
import type { Reader } from './connection.ts';
import type { Recorder } from './recorder.ts';
import { defineTable } from './table.ts';

type PositionRow = {
  readonly id: string;
  readonly term_id: string;
  readonly party_id: string;
  /** Its place among the side's positions on the term, from 1; the last one is the current one. */
  readonly ordinal: number;
  readonly stance: string;
  readonly wanted: string;
  readonly source: string;
  readonly certainty: string;
  readonly red_line: string;
  readonly reasons: string;
  readonly priority: string | null;
  readonly privileged: number;
  readonly recorded_at_ms: number;
};

export const positionTable = defineTable<PositionRow>('position', {
  id: 'key',
  term_id: 'value',
  party_id: 'value',
  ordinal: 'value',
  stance: 'value',
  wanted: 'value',
  source: 'value',
  certainty: 'value',
  red_line: 'value',
  reasons: 'value',
  priority: 'value',
  privileged: 'value',
  recorded_at_ms: 'value',
});

/** Makes this the side's current position on the term; the ones before are kept. */
export function appendPosition(recorder: Recorder, position: Position): void {
  const sql = 'SELECT max(ordinal) AS last FROM position WHERE term_id = :termId AND party_id = :partyId';
  const { termId, partyId } = position;
  const last = recorder.reader.get<{ last: number | null }>(sql, { termId, partyId })?.last ?? 0;
  recorder.insert(positionTable, positionToRow(position, last + 1));
}

/** Every position a side has had on a term, the newest first. */
export function listPositionHistory(reader: Reader, termId: TermId, partyId: PartyId): Position[] {
  const sql = 'SELECT * FROM position WHERE term_id = :termId AND party_id = :partyId ORDER BY ordinal DESC';
  return reader.all<PositionRow>(sql, { termId, partyId }).map(rowToPosition);
}

/** Where a side stands on a term now, or `null`. */
export function findCurrentPosition(reader: Reader, termId: TermId, partyId: PartyId): Position | null {
  const sql = 'SELECT * FROM position WHERE term_id = :termId AND party_id = :partyId ORDER BY ordinal DESC LIMIT 1';
  const row = reader.get<PositionRow>(sql, { termId, partyId });
  return row === undefined ? null : rowToPosition(row);
}

/** Every position ever recorded on a matter's terms, by term and side, the newest of a side first. */
export function listPositionsOfMatter(reader: Reader, matterId: MatterId): Position[] {
  const sql = `
    SELECT position.* FROM contested_term JOIN position ON term_id = contested_term.id JOIN party ON party.id = party_id
    WHERE contested_term.matter_id = :matterId ORDER BY term_id, party.ordinal, position.ordinal DESC`;
  return reader.all<PositionRow>(sql, { matterId }).map(rowToPosition);
}

function positionToRow(position: Position, ordinal: number): PositionRow {
  return {
    id: position.id,
    term_id: position.termId,
    party_id: position.partyId,
    ordinal,
    stance: position.stance,
    wanted: position.wanted,
    source: position.source,
    certainty: position.certainty,
    red_line: position.redLine,
    reasons: position.reasons,
    priority: position.priority,
    privileged: position.privileged ? 1 : 0,
    recorded_at_ms: position.recordedAtMs,
  };
}

function rowToPosition(row: PositionRow): Position {
  return {
    id: row.id as PositionId,
    termId: row.term_id as TermId,
    partyId: row.party_id as PartyId,
    stance: row.stance as Stance,
    wanted: row.wanted,
    source: row.source,
    certainty: row.certainty as Certainty,
    redLine: row.red_line,
    reasons: row.reasons,
    priority: row.priority as Priority | null,
    privileged: row.privileged === 1,
    recordedAtMs: row.recorded_at_ms,
  };
}
