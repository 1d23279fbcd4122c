import { AppError } from '../../core/error.ts';
import { checkClauseOf } from '../../db/clause.ts';
import { getDocument } from '../../db/document.ts';
import { getMatter } from '../../db/matter.ts';
import type { Handlers } from '../context.ts';
import { collectSeals, sealClause, unsealClause } from '../seals.ts';

export const sealHandlers: Handlers<'seal.list' | 'clause.seal' | 'clause.unseal'> = {
  'seal.list': ({ reader }, { matterId }) => {
    getMatter(reader, matterId);
    return collectSeals(reader, matterId);
  },

  'clause.seal': (context, { documentId, clauseId }) => {
    const { matterId } = getDocument(context.reader, documentId);
    checkClauseOf(context.reader, clauseId, documentId);
    context.write(matterId, (recorder) => {
      if (sealClause(recorder, documentId, clauseId, context.platform)) return;
      throw new AppError('conflict', 'The latest draft does not have this clause: there are no words to seal.');
    });
    return {};
  },

  'clause.unseal': (context, { documentId, clauseId }) => {
    const { matterId } = getDocument(context.reader, documentId);
    checkClauseOf(context.reader, clauseId, documentId);
    context.write(matterId, (recorder) => unsealClause(recorder, clauseId));
    return {};
  },
};
