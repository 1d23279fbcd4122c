import { AppError } from '../../core/error.ts';
import type { MatterId } from '../../core/model/ids.ts';
import { getMatter, listMatters, renameMatter } from '../../db/matter.ts';
import type { Handlers } from '../context.ts';
import { getMatterView, summarizeMatter } from '../matter-view.ts';
import { saveMatter } from '../save-matter.ts';

export const matterHandlers: Handlers<'matter.list' | 'matter.get' | 'matter.create' | 'matter.rename'> = {
  'matter.list': ({ reader }) => listMatters(reader).map((matter) => summarizeMatter(reader, matter)),

  'matter.get': ({ reader }, { matterId }) => getMatterView(reader, matterId),

  'matter.create': (context, input) => {
    if (input.parties.filter((party) => party.isOurs).length !== 1) {
      throw new AppError('invalid-input', 'Exactly one of the parties is ours.');
    }
    const names = input.parties.map((party) => party.name.toLocaleLowerCase());
    if (new Set(names).size < names.length) {
      throw new AppError('invalid-input', 'Two parties have the same name.');
    }
    const matterId = context.platform.newId() as MatterId;
    context.write(matterId, (recorder) => saveMatter(recorder, { id: matterId, ...input }, context.platform), 'create');
    return getMatterView(context.reader, matterId);
  },

  'matter.rename': (context, { matterId, title }) => {
    getMatter(context.reader, matterId);
    context.write(matterId, (recorder) => renameMatter(recorder, matterId, title));
    return {};
  },
};
