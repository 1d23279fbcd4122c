import { openPackage } from '../core/docx/package.ts';
import { redlineDocx } from '../core/docx/redline/redline-docx.ts';
import { listRevisions, resolveRevisions } from '../core/docx/revisions/resolve-revisions.ts';
import { counterpartyChoices, type ScrubChoices } from '../core/docx/scrub/choices.ts';
import type { ScrubItem, ScrubReport } from '../core/docx/scrub/report.ts';
import { scrubDocx } from '../core/docx/scrub/scrub-docx.ts';
import { readRedline } from '../core/docx/tracked/read-redline.ts';
import { AppError } from '../core/error.ts';
import type { ExportFormat, ExportReport, ExportRequest } from '../core/model/draft-export.ts';
import type { RedlineNote } from '../core/model/redline.ts';
import type { SourceFile } from '../core/model/source.ts';
import type { Platform } from '../core/platform.ts';
import { renderRedlineHtml } from '../core/redline/render-html.ts';
import type { Reader } from '../db/connection.ts';
import { getDocument } from '../db/document.ts';
import { type Draft, getDraft } from '../db/draft.ts';
import { listParties } from '../db/party.ts';
import { type DraftFile, getDraftFile } from './draft-file.ts';
import { fileTitle } from './file-title.ts';
import { type OurPositions, readOurPositions, refuseLeakingComments, withOurPositions } from './our-positions.ts';

export interface ExportedDraft {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly report: ExportReport;
}

/** What an export is made from: read at once, so that the work can be done in steps. */
export interface ExportSource {
  readonly draft: Draft;
  readonly against: Draft | null;
  readonly title: string;
  readonly author: string;
  readonly file: DraftFile;
  readonly base: DraftFile | null;
  /** What goes along as comments; `null` unless asked for. */
  readonly positions: OurPositions | null;
}

/** Throws `not-found`, `invalid-input` for drafts that do not go together, and `law-broken`. */
export function readExportSource(reader: Reader, request: ExportRequest, platform: Platform): ExportSource {
  const draft = getDraft(reader, request.draftId);
  const against = request.againstDraftId === undefined ? null : getDraft(reader, request.againstDraftId);
  if (request.kind === 'redline' && (against === null || against.id === draft.id)) {
    throw new AppError('invalid-input', 'A redline needs another draft that it is against.');
  }
  if (against !== null && against.documentId !== draft.documentId) {
    throw new AppError('invalid-input', 'Only drafts of the same document can be compared.');
  }
  const document = getDocument(reader, draft.documentId);
  const party = listParties(reader, document.matterId).find((each) => each.id === draft.partyId);
  if (party === undefined) throw new Error(`draft ${draft.id} is of a party that is not in its matter`);
  return {
    ...{ draft, title: document.title, author: party.name },
    against: request.kind === 'redline' ? against : null,
    file: getDraftFile(reader, draft, platform),
    base: request.kind === 'redline' && against !== null ? getDraftFile(reader, against, platform) : null,
    positions:
      request.positions === true
        ? readOurPositions(
            reader,
            document,
            { draft, against: request.kind === 'redline' ? against : null },
            request.language,
            platform,
          )
        : null,
  };
}

/**
 * Makes the file. A clean copy has no tracked changes left: what is pending in the draft's file is accepted, as the draft reads it. A
 * redline is written into the package of the draft that it is against, where what was pending stays. Throws `law-broken`
 * when the result would not be what it says it is; then there is no file.
 */
export function exportDraft(
  source: ExportSource,
  request: ExportRequest,
  format: ExportFormat,
  platform: Platform,
): ExportedDraft {
  const date = `${new Date(platform.nowMs()).toISOString().slice(0, 19)}Z`;
  const made = source.base === null ? makeClean(source, platform) : makeRedline(source, source.base, date, platform);
  const finish = (file: SourceFile, keepCommentsBy: string | null) =>
    scrubbed(file, source, request, date, keepCommentsBy, platform);
  const { positions } = source;
  const commented = positions === null ? null : withOurPositions(made.file, source, positions, date, finish, platform);
  const { bytes, scrub, extension } = commented?.finished ?? finish(made.file, null);
  if (positions !== null) refuseLeakingComments({ name: made.file.name, bytes }, positions, platform);
  const name = { name: made.file.name, bytes };
  return {
    fileName: fileNameOf(source, request, format === 'docx' ? extension : format),
    bytes: format === 'docx' ? bytes : platform.encodeUtf8(htmlOf(name, source, request, platform)),
    report: {
      ...{ author: source.author, date, revisions: made.revisions, scrub },
      positions: commented === null ? null : { written: commented.written, left: commented.left },
      pending: made.pending,
      accepted: made.accepted,
      isPlain: source.file.isPlain,
      notes: [...made.notes],
    },
  };
}

interface Made {
  readonly file: SourceFile;
  readonly accepted: number;
  readonly revisions: number;
  /** Changes that stay pending from before. */
  readonly pending: number;
  readonly notes: readonly RedlineNote[];
}

function makeClean({ file: { file } }: ExportSource, platform: Platform): Made {
  const { bytes, resolved } = resolveRevisions(openPackage(file, platform), () => 'accept', platform);
  return { file: { name: file.name, bytes }, accepted: resolved.length, revisions: 0, pending: 0, notes: [] };
}

function makeRedline({ file, author }: ExportSource, base: DraftFile, date: string, platform: Platform): Made {
  const { bytes, report } = redlineDocx(base.file, file.file, { author, date }, platform);
  const count = (each: SourceFile) => listRevisions(openPackage(each, platform)).length;
  const pending = count(base.file);
  // Counted before the names are taken out: changes of two authors who are then called alike become one.
  const redline = { name: base.file.name, bytes };
  return { file: redline, accepted: 0, revisions: count(redline) - pending, pending, notes: report.notes };
}

export interface ScrubbedFile {
  readonly bytes: Uint8Array;
  readonly scrub: ExportReport['scrub'];
  readonly extension: string;
}

/** Macros are never kept, so a file that has some goes through the scrubbing in any case. */
function scrubbed(
  file: SourceFile,
  { author }: ExportSource,
  request: ExportRequest,
  date: string,
  keepCommentsBy: string | null,
  platform: Platform,
): ScrubbedFile {
  const docx = openPackage(file, platform);
  const contentType = docx.contentTypeOf(docx.mainPart).toLowerCase();
  if (!request.scrub && !contentType.includes('macroenabled')) {
    return { bytes: file.bytes, scrub: null, extension: contentType.includes('template') ? 'dotx' : 'docx' };
  }
  // Our own changes keep our name: without one nobody could tell whose they are.
  const kept = [author, ...(keepCommentsBy === null ? [] : [keepCommentsBy])];
  const choices: ScrubChoices = {
    ...counterpartyChoices,
    ...(request.remove === undefined ? {} : { remove: new Set(request.remove) }),
    ...(request.scrub ? {} : { remove: new Set() }),
    authorNames: new Map(kept.map((name) => [name, name])),
    ...(keepCommentsBy === null ? {} : { keepCommentsBy: new Set([keepCommentsBy]) }),
    date,
  };
  const { bytes, report } = scrubDocx(file, choices, platform);
  return { bytes, scrub: summarize(report), extension: report.extension };
}

const mostValues = 5;

/** The report by kind of data; the parts it stood in are of no use to a reader. */
function summarize({ removed, left }: ScrubReport): ExportReport['scrub'] {
  const grouped = <T extends ScrubItem & { readonly kind: string }>(items: readonly T[]): T[] => {
    const byKind = new Map<string, T>();
    for (const item of items) {
      const known = byKind.get(item.kind);
      const values = [...new Set([...(known?.values ?? []), ...item.values])].slice(0, mostValues);
      byKind.set(item.kind, { ...(known ?? item), values, count: (known?.count ?? 0) + item.count });
    }
    return [...byKind.values()];
  };
  return {
    removed: grouped(withoutMarks(removed)).map(({ kind, count, values }) => ({ kind, count, values })),
    left: grouped(left).map(({ kind, count, values }) => ({ kind, count, values })),
  };
}

/** A comment counts once, not again with each of the marks that anchor it. */
function withoutMarks(removed: ScrubReport['removed']): ScrubReport['removed'] {
  const isComment = ({ kind, what }: ScrubItem & { readonly kind: string }) =>
    kind === 'comments' && what === 'comment';
  return removed.some(isComment) ? removed.filter((item) => item.kind !== 'comments' || isComment(item)) : removed;
}

function htmlOf(file: SourceFile, source: ExportSource, request: ExportRequest, platform: Platform): string {
  const { against, draft } = source;
  const round = (each: Draft) => `${words[request.language].round} ${each.round}`;
  return renderRedlineHtml(readRedline(file, platform), {
    title: source.title,
    language: request.language,
    ...(against === null ? {} : { aName: round(against), bName: round(draft) }),
  });
}

const words = {
  en: { round: 'Round', clean: 'clean', redline: 'redline' },
  fr: { round: 'Tour', clean: 'version nette', redline: 'version comparée' },
} as const;

/** `Services agreement – round 3 – redline against round 2.docx`. */
function fileNameOf(source: ExportSource, { kind, language }: ExportRequest, extension: string): string {
  const { round, clean, redline } = words[language];
  const which = (draft: Draft) => `${round.toLowerCase()} ${draft.round}`;
  const what = source.against === null || kind === 'clean' ? clean : `${redline} (${which(source.against)})`;
  return `${fileTitle(source.title)} – ${which(source.draft)} – ${what}.${extension}`;
}
