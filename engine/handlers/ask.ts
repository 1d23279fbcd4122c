import { getMatter } from '../../db/matter.ts';
import type { Handlers } from '../context.ts';
import { collectAsks } from '../fate.ts';

export const askHandlers: Handlers<'ask.list'> = {
  'ask.list': ({ reader }, { matterId }) => {
    getMatter(reader, matterId);
    return collectAsks(reader, matterId);
  },
};
