import type { MatterId } from '../../core/model/ids.ts';
import { type ChainState, findRedoable, findUndoable, redo, undo, verifyChain } from '../../db/change-log.ts';
import type { Reader } from '../../db/connection.ts';
import { getMatter } from '../../db/matter.ts';
import type { Handlers } from '../context.ts';

/** Batches of the change log that are checked between two checkpoints. */
const batchesAStep = 50;

export const historyHandlers: Handlers<'history.state' | 'history.undo' | 'history.redo' | 'history.verify'> = {
  'history.state': ({ reader }, { matterId }) => getUndoState(reader, matterId),

  'history.undo': (context, { matterId }) => {
    getMatter(context.reader, matterId);
    const undone = undo(context.workspace, matterId);
    context.changedMatters.add(matterId);
    return { ...getUndoState(context.reader, matterId), undone: undone.method };
  },

  'history.redo': (context, { matterId }) => {
    getMatter(context.reader, matterId);
    const redone = redo(context.workspace, matterId);
    context.changedMatters.add(matterId);
    return { ...getUndoState(context.reader, matterId), redone: redone.method };
  },

  'history.verify': async ({ workspace }, _input, job) => {
    let state: ChainState = { batches: 0, total: 0, brokenAt: null };
    for (state of verifyChain(workspace)) {
      if (state.batches % batchesAStep !== 0) continue;
      job.progress(state.batches / state.total, 'checking');
      await job.checkpoint();
    }
    return { batches: state.batches, brokenAt: state.brokenAt };
  },
};

function getUndoState(reader: Reader, matterId: MatterId): { undo: string | null; redo: string | null } {
  getMatter(reader, matterId);
  return {
    undo: findUndoable(reader, matterId)?.method ?? null,
    redo: findRedoable(reader, matterId)?.method ?? null,
  };
}
