import { checkClauseOf } from '../../db/clause.ts';
import { getClauseContent } from '../../db/clause-version.ts';
import { getDocument } from '../../db/document.ts';
import { getDraftSummary } from '../../db/draft.ts';
import { collectClauseAncestry } from '../ancestry.ts';
import { collectClauseHistory } from '../clause-history.ts';
import type { Handlers } from '../context.ts';
import { editClause } from '../edit-clause.ts';

export const clauseHandlers: Handlers<'clause.history' | 'clause.ancestry' | 'clause.version' | 'clause.edit'> = {
  'clause.history': ({ reader }, { documentId, clauseId }) => {
    getDocument(reader, documentId);
    checkClauseOf(reader, clauseId, documentId);
    return collectClauseHistory(reader, documentId, clauseId);
  },

  'clause.ancestry': ({ reader }, { documentId, clauseId }) => {
    getDocument(reader, documentId);
    checkClauseOf(reader, clauseId, documentId);
    return collectClauseAncestry(reader, documentId, clauseId);
  },

  'clause.version': ({ reader }, { versionHash }) => getClauseContent(reader, versionHash),

  'clause.edit': (context, { documentId, clauseId, basedOn, blocks }) => {
    const document = getDocument(context.reader, documentId);
    const { draft, versionHash } = context.write(document.matterId, (recorder) =>
      editClause(recorder, document, { clauseId, basedOn, blocks }, context.platform),
    );
    return { draft: getDraftSummary(context.reader, draft), versionHash };
  },
};
