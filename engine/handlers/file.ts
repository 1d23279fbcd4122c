import { AppError } from '../../core/error.ts';
import { getDraft } from '../../db/draft.ts';
import { getFileBytes } from '../../db/file.ts';
import type { Handlers } from '../context.ts';

export const fileHandlers: Handlers<'file.stage' | 'file.get'> = {
  'file.stage': ({ services }, { path }) => services.stagedFiles.stage(path),

  'file.get': ({ reader }, { draftId }) => {
    const { file, round } = getDraft(reader, draftId);
    if (file === null) {
      throw new AppError('not-found', `The draft of round ${round} was made here: there is no file.`, {
        details: { id: draftId, round },
      });
    }
    return { name: file.name, bytes: getFileBytes(reader, file.sha256) };
  },
};
