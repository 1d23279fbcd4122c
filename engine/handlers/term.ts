import { AppError } from '../../core/error.ts';
import type { TermId } from '../../core/model/ids.ts';
import type { TermStatus } from '../../core/model/negotiation.ts';
import type { Platform } from '../../core/platform.ts';
import { checkClauseOf } from '../../db/clause.ts';
import { insertTerm, type TermRecord, updateTerm } from '../../db/contested-term.ts';
import { getDocument } from '../../db/document.ts';
import { getMatter } from '../../db/matter.ts';
import type { Recorder } from '../../db/recorder.ts';
import type { Handlers } from '../context.ts';
import { sealClause, unsealClause } from '../seals.ts';
import { ensureTerm, getTermRecord } from '../term-record.ts';
import { collectTerm, collectTerms } from '../terms.ts';
import { withoutUndefined } from '../without-undefined.ts';

export const termHandlers: Handlers<'term.list' | 'term.get' | 'term.flag' | 'term.update'> = {
  'term.list': ({ reader }, { matterId }) => {
    getMatter(reader, matterId);
    return collectTerms(reader, matterId);
  },

  'term.get': ({ reader }, { matterId, termId }) => collectTerm(reader, getTermRecord(reader, matterId, termId)),

  'term.flag': (context, { matterId, documentId, clauseId, title, quote }) => {
    const { reader, platform } = context;
    if (getDocument(reader, documentId).matterId !== matterId) {
      throw new AppError('not-found', `There is no document ${documentId} in this matter.`, {
        details: { id: documentId },
      });
    }
    checkClauseOf(reader, clauseId, documentId);
    const termId = platform.newId() as TermId;
    context.write(matterId, (recorder) =>
      insertTerm(recorder, {
        ...{ id: termId, matterId, documentId, clauseId, title, quote },
        origin: 'manual',
        status: 'open',
        owner: '',
        note: '',
        createdAtMs: platform.nowMs(),
      }),
    );
    return { termId };
  },

  'term.update': (context, { matterId, termId, ...change }) => {
    const record = getTermRecord(context.reader, matterId, termId);
    context.write(matterId, (recorder) => {
      ensureTerm(recorder, record, context.platform);
      updateTerm(recorder, termId, withoutUndefined(change));
      if (change.status !== undefined) followStatus(recorder, record, change.status, context.platform);
    });
    return {};
  },
};

/** A whole clause that is agreed is sealed, unless it was agreed that it goes, and its seal is lifted when it is not agreed any more; words flagged by hand are no clause. */
function followStatus(recorder: Recorder, record: TermRecord, status: TermStatus, platform: Platform): void {
  const isAgreed = status === 'agreed';
  if (record.quote !== null || isAgreed === (record.status === 'agreed')) return;
  if (isAgreed) sealClause(recorder, record.documentId, record.clauseId, platform);
  else unsealClause(recorder, record.clauseId);
}
