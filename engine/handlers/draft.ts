import { extname } from 'node:path';
import type { ParsedInput } from '../../core/api.ts';
import { verifyComparison } from '../../core/compare/verify.ts';
import { inspectDocx } from '../../core/docx/inspect-docx.ts';
import { AppError } from '../../core/error.ts';
import { headingIn, headingText } from '../../core/model/content.ts';
import { type ExportFormat, type ExportRequest, exportFormat } from '../../core/model/draft-export.ts';
import type { DraftId } from '../../core/model/ids.ts';
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
import { listPendingChanges } from '../../db/pending-change.ts';
import { collectDraftAncestry } from '../ancestry.ts';
import { certificateFile, certifyDraft, readCertificateSource, requireSource } from '../certificate.ts';
import { withNavigation } from '../clause-navigation.ts';
import type { CallContext, Handlers } from '../context.ts';
import { pairClauses, unpairClause } from '../correct-pairing.ts';
import { findDraftPlace } from '../draft-place.ts';
import { type ExportedDraft, exportDraft, readExportSource } from '../export-draft.ts';
import type { JobContext } from '../jobs.ts';
import { listKinship } from '../kinship.ts';
import { prepareDraft } from '../prepare-draft.ts';
import { mayHavePending } from '../read-incoming.ts';
import { saveDraft } from '../save-draft.ts';
import { writeWhole } from '../write-whole.ts';

export const draftHandlers: Handlers<
  | 'draft.inspect'
  | 'draft.pending'
  | 'draft.import'
  | 'draft.get'
  | 'draft.compare'
  | 'draft.pair'
  | 'draft.unpair'
  | 'draft.ancestry'
  | 'draft.certificate'
  | 'draft.writeCertificate'
  | 'draft.renderCertificate'
  | 'draft.send'
  | 'draft.export'
  | 'draft.writeExport'
> = {
  'draft.inspect': ({ services, platform }, { source }) => {
    const file = 'token' in source ? services.stagedFiles.peek(source.token) : source;
    return mayHavePending(file)
      ? inspectDocx(file, platform)
      : { pending: [], byHand: null, erasesAuthors: false, comments: [] };
  },

  'draft.pending': ({ reader }, { draftId }) => {
    getDraft(reader, draftId);
    return listPendingChanges(reader, draftId).map(({ revisionId: _, ...change }) => change);
  },

  'draft.import': async (context, { matterId, documentId, partyId, datedOn, source, reading }, job) => {
    const { reader, workspace, platform } = context;
    const place = workspace.reading(() => findDraftPlace(reader, { matterId, documentId, partyId }));
    const file = 'token' in source ? context.services.stagedFiles.take(source.token) : source;
    const preparation = prepareDraft(reader, place, file, datedOn, platform, reading);
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
    const a = listClauseWords(reader, aDraftId).map((clause) => withNavigation(reader, clause));
    const b = listClauseWords(reader, bDraftId).map((clause) => withNavigation(reader, clause));
    const { summary, rows } = compareDrafts(a, b, listKinship(reader, ...drafts));
    verifyComparison({ summary, rows }, a.map(toCompared), b.map(toCompared));
    return {
      summary,
      rows: rows.map(({ a: aIndex, b: bIndex, parts, ...row }) => ({
        ...row,
        a: toPlace(a, aIndex),
        b: toPlace(b, bIndex),
        parts: parts.flatMap((index) => toPlace(row.kind === 'split' ? b : a, index) ?? []),
      })),
    };
  },

  'draft.pair': (context, { draftId, ...pair }) => {
    const draft = getDraft(context.reader, draftId);
    const { matterId } = getDocument(context.reader, draft.documentId);
    context.write(matterId, (recorder) => pairClauses(recorder, draft, pair, context.platform));
    return {};
  },

  'draft.unpair': (context, { draftId, clauseId }) => {
    const draft = getDraft(context.reader, draftId);
    const { matterId } = getDocument(context.reader, draft.documentId);
    return {
      clauseId: context.write(matterId, (recorder) => unpairClause(recorder, draft, clauseId, context.platform)),
    };
  },

  'draft.ancestry': ({ reader }, { draftId }) => collectDraftAncestry(reader, getDraft(reader, draftId)),

  'draft.export': async (context, { format, ...request }, job) => makeExport(context, request, format, job),

  'draft.writeExport': async (context, { path, ...request }, job) => {
    const ending = extname(path).slice(1).toLowerCase();
    const format = exportFormat.safeParse(ending === 'dotx' ? 'docx' : ending);
    if (!format.success) {
      throw new AppError('invalid-input', `${path}: an exported draft's file ends in .docx or .html.`, {
        details: { file: path },
      });
    }
    const { bytes, report } = await makeExport(context, request, format.data, job);
    writeWhole(path, bytes);
    return { path, byteLength: bytes.byteLength, report };
  },

  'draft.certificate': async (context, { draftId, language }, job) => {
    const source = await readCertificate(context, draftId, job);
    if (typeof source === 'string') return { certificate: null, against: null, reason: source };
    const certificate = certifyDraft(source, language, context.platform);
    return { certificate, against: source.againstId, reason: null };
  },

  'draft.writeCertificate': async (context, { path, ...request }, job) => {
    if (extname(path).toLowerCase() !== '.html') {
      throw new AppError('invalid-input', `${path}: a certificate's file ends in .html.`, { details: { file: path } });
    }
    const { bytes } = await makeCertificate(context, request, job);
    writeWhole(path, bytes);
    return { path, byteLength: bytes.byteLength };
  },

  'draft.renderCertificate': async (context, request, job) => makeCertificate(context, request, job),

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

/** Made from one snapshot; nothing is handed out before every law has been checked. */
async function makeExport(
  { workspace, reader, platform }: CallContext,
  request: ExportRequest,
  format: ExportFormat,
  job: JobContext,
): Promise<ExportedDraft> {
  job.progress(0, 'reading');
  await job.checkpoint();
  const source = workspace.reading(() => readExportSource(reader, request, platform));
  job.progress(0.4, 'checking');
  await job.checkpoint();
  const exported = exportDraft(source, request, format, platform);
  job.progress(0.9, 'saving');
  await job.checkpoint();
  return exported;
}

/** Read from one snapshot; other calls run before the comparison begins. */
async function readCertificate({ workspace, reader, platform }: CallContext, draftId: DraftId, job: JobContext) {
  job.progress(0, 'reading');
  await job.checkpoint();
  const source = workspace.reading(() => readCertificateSource(reader, draftId, platform));
  job.progress(0.3, 'checking');
  await job.checkpoint();
  return source;
}

async function makeCertificate(
  context: CallContext,
  { draftId, language }: ParsedInput<'draft.renderCertificate'>,
  job: JobContext,
) {
  const source = requireSource(await readCertificate(context, draftId, job), draftId);
  return certificateFile(certifyDraft(source, language, context.platform), language, context.platform);
}

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
  return { index, clauseId, label, heading: headingIn(text, headingTo), level, kind };
}
