import { verifyComparison } from '../../core/compare/verify.ts';
import { AppError } from '../../core/error.ts';
import { headingText } from '../../core/model/content.ts';
import type { ClauseView, DraftComparisonRow } from '../../core/model/matter.ts';
import { compareDrafts } from '../../core/negotiation/compare-drafts.ts';
import { getDocument } from '../../db/document.ts';
import { getDraft, getDraftSummary, markExchanged } from '../../db/draft.ts';
import {
  type DraftClauseContent,
  type DraftClauseWords,
  listClauseContents,
  listClauseWords,
} from '../../db/draft-clause.ts';
import type { Handlers } from '../context.ts';
import { findDraftPlace } from '../draft-place.ts';
import { prepareDraft } from '../prepare-draft.ts';
import { saveDraft } from '../save-draft.ts';

export const draftHandlers: Handlers<'draft.import' | 'draft.get' | 'draft.compare' | 'draft.send'> = {
  'draft.import': async (context, { matterId, documentId, partyId, datedOn, source }, job) => {
    const { reader, workspace, platform } = context;
    const place = workspace.reading(() => findDraftPlace(reader, { matterId, documentId, partyId }));
    const file = 'token' in source ? context.services.stagedFiles.take(source.token) : source;
    const preparation = prepareDraft(reader, place, file, datedOn, platform);
    let step = preparation.next();
    while (!step.done) {
      job.progress(step.value.done, step.value.step);
      await job.checkpoint();
      step = preparation.next();
    }
    const prepared = step.value;
    const draft = context.write(matterId, (recorder) => saveDraft(recorder, prepared, platform));
    return { draft: getDraftSummary(reader, draft), matterId, summary: prepared.comparison?.summary ?? null };
  },

  'draft.get': ({ reader }, { draftId }) => {
    const draft = getDraft(reader, draftId);
    const clauses = listClauseContents(reader, draftId);
    return {
      draft: getDraftSummary(reader, draft),
      clauses: clauses.map((clause) => toClauseView(clause, clauses)),
    };
  },

  'draft.compare': ({ reader }, { aDraftId, bDraftId }) => {
    const drafts = [getDraft(reader, aDraftId), getDraft(reader, bDraftId)] as const;
    if (drafts[0].documentId !== drafts[1].documentId) {
      throw new AppError('invalid-input', 'Only drafts of the same document can be compared.');
    }
    const a = listClauseWords(reader, aDraftId);
    const b = listClauseWords(reader, bDraftId);
    const { summary, rows } = compareDrafts(a, b);
    verifyComparison({ summary, rows }, a.map(toCompared), b.map(toCompared));
    return {
      summary,
      rows: rows.map(({ a: aIndex, b: bIndex, ...row }) => ({ ...row, a: toPlace(a, aIndex), b: toPlace(b, bIndex) })),
    };
  },

  'draft.send': (context, { draftId, datedOn }) => {
    const { reader } = context;
    const draft = getDraft(reader, draftId);
    if (draft.state !== 'working') {
      throw new AppError('conflict', `The draft of round ${draft.round} has been sent already.`, {
        details: { id: draftId, round: draft.round },
      });
    }
    const { matterId } = getDocument(reader, draft.documentId);
    context.write(matterId, (recorder) => markExchanged(recorder, draftId, datedOn));
    return getDraftSummary(reader, getDraft(reader, draftId));
  },
};

function toClauseView(clause: DraftClauseContent, clauses: readonly DraftClauseContent[]): ClauseView {
  const { clauseId, parentOrdinal, level, kind, label, prefix, headingTo, versionHash, blocks } = clause;
  const parentClauseId = parentOrdinal === null ? null : (clauses[parentOrdinal]?.clauseId ?? null);
  return {
    ...{ clauseId, parentClauseId, level, kind, label, prefix, headingTo, versionHash, blocks },
    heading: headingText(clause),
  };
}

function toCompared(clause: DraftClauseWords) {
  return { ...clause, contentKey: clause.versionHash };
}

function toPlace(clauses: readonly DraftClauseWords[], index: number | null): DraftComparisonRow['a'] {
  const clause = index === null ? undefined : clauses[index];
  if (index === null || clause === undefined) return null;
  const { clauseId, label, level, kind, headingTo, text } = clause;
  return { index, clauseId, label, heading: text.slice(0, headingTo).trim() || null, level, kind };
}
