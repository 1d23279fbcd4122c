import { AppError } from '../../core/error.ts';
import type { PositionId } from '../../core/model/ids.ts';
import type { Position } from '../../core/model/negotiation.ts';
import { listParties } from '../../db/party.ts';
import { appendPosition, findCurrentPosition, listPositionHistory } from '../../db/position.ts';
import type { Handlers } from '../context.ts';
import { ensureTerm, getTermRecord } from '../term-record.ts';
import { withoutUndefined } from '../without-undefined.ts';

/** A side's first position on a term, where nothing more is said. */
const firstPosition = {
  wanted: '',
  source: '',
  certainty: 'stated',
  redLine: '',
  reasons: '',
  priority: null,
  privileged: false,
} as const;

export const positionHandlers: Handlers<'position.set' | 'position.history'> = {
  'position.set': (context, { matterId, termId, partyId, ...given }) => {
    const { reader, platform } = context;
    const record = getTermRecord(reader, matterId, termId);
    if (!listParties(reader, matterId).some((party) => party.id === partyId)) {
      throw new AppError('not-found', `There is no party ${partyId} in this matter.`, { details: { id: partyId } });
    }
    const current = findCurrentPosition(reader, termId, partyId);
    const position: Position = {
      ...firstPosition,
      ...current,
      ...withoutUndefined(given),
      ...{ id: platform.newId() as PositionId, termId, partyId, recordedAtMs: platform.nowMs() },
    };
    if (current !== null && saysTheSame(current, position)) return { positionId: current.id };
    context.write(matterId, (recorder) => {
      ensureTerm(recorder, record, platform);
      appendPosition(recorder, position);
    });
    return { positionId: position.id };
  },

  'position.history': ({ reader }, { matterId, termId, partyId }) => {
    getTermRecord(reader, matterId, termId);
    return listPositionHistory(reader, termId, partyId);
  },
};

/** Whether recording the second after the first would add nothing to the history. */
function saysTheSame(a: Position, b: Position): boolean {
  const fields = ['stance', 'wanted', 'source', 'certainty', 'redLine', 'reasons', 'priority', 'privileged'] as const;
  return fields.every((field) => a[field] === b[field]);
}
