import { fileKind } from '../core/contract/file-kind.ts';
import { convertManualRedline } from '../core/docx/manual-redline/convert.ts';
import { openPackage } from '../core/docx/package.ts';
import { type ParagraphTrace, traceParagraphs } from '../core/docx/revisions/paragraph-trace.ts';
import { listRevisions, resolveRevisions } from '../core/docx/revisions/resolve-revisions.ts';
import type { Decide, Revision } from '../core/docx/revisions/revision.ts';
import type { ClauseTree } from '../core/model/clause.ts';
import type { ClauseId } from '../core/model/ids.ts';
import type { DraftReading, PendingChange } from '../core/model/pending.ts';
import type { SourceFile } from '../core/model/source.ts';
import type { Platform } from '../core/platform.ts';
import type { ByHand } from '../db/draft-reading.ts';
import type { StoredPendingChange } from '../db/pending-change.ts';

/** A file as a draft reads it. */
export interface IncomingReading {
  /** The file itself, or what the reading made of it: rejected changes are gone, accepted ones still pending in it. */
  readonly file: SourceFile;
  readonly pending: readonly PendingRevision[];
  readonly byHand: ByHand | null;
  /** Where the paragraphs that the changes stand in are in `file`; `null` where they are where they were. */
  readonly trace: ParagraphTrace | null;
}

export interface PendingRevision {
  readonly revision: Revision;
  readonly decision: PendingChange['decision'];
}

/** Whether the file is a Word document, which alone has changes pending. */
export function mayHavePending(file: SourceFile): boolean {
  return fileKind(file.bytes).kind === 'zip';
}

/** Throws what reading a DOCX throws, and `invalid-input` when it is no redline made by hand. */
export function readIncoming(
  file: SourceFile,
  reading: DraftReading,
  byHand: ByHand,
  platform: Platform,
): IncomingReading {
  if (!mayHavePending(file)) return { file, pending: [], byHand: null, trace: null };
  const tracked = reading.byHand ? asTracked(file, byHand, platform) : file;
  const pending = listRevisions(openPackage(tracked, platform)).map((revision) => ({
    revision,
    decision: decisionOn(revision, reading),
  }));
  const rejected = new Set(pending.flatMap(({ revision, decision }) => (decision === 'rejected' ? [revision.id] : [])));
  return {
    file: withoutRejected(tracked, rejected, platform),
    pending,
    byHand: reading.byHand ? byHand : null,
    trace: rejected.size === 0 ? null : traceParagraphs(tracked, rejecting(rejected), platform),
  };
}

/** The file of a stored draft as the draft reads it. */
export function readStored(
  file: SourceFile,
  pending: readonly Pick<StoredPendingChange, 'revisionId' | 'decision'>[],
  byHand: ByHand | null,
  platform: Platform,
): SourceFile {
  const tracked = byHand === null ? file : asTracked(file, byHand, platform);
  const rejected = new Set(
    pending.flatMap(({ revisionId, decision }) => (decision === 'rejected' ? [revisionId] : [])),
  );
  return withoutRejected(tracked, rejected, platform);
}

/**
 * What is stored of the changes, each with the clause it stands in. A change in a paragraph that the reading leaves nothing of is in
 * the clause that follows; one outside of clauses, as in a header, is in none.
 */
export function storedChanges(
  { pending, trace }: IncomingReading,
  tree: ClauseTree,
  clauseIds: readonly ClauseId[],
): StoredPendingChange[] {
  const clauseAt = new Map<string, ClauseId>();
  for (const [index, { sources }] of tree.clauses.entries()) {
    for (const { part, from, to } of sources) {
      for (let ordinal = from; ordinal < to; ordinal++)
        clauseAt.set(`${part} ${ordinal}`, clauseIds[index] as ClauseId);
    }
  }
  const clauseOf = ({ places }: Revision): ClauseId | null => {
    const place = places.at(-1);
    if (place === undefined || place.paragraph === null) return null;
    const ordinal = trace === null ? place.paragraph : trace.find(place.part, place.paragraph);
    return ordinal === null ? null : (clauseAt.get(`${place.part} ${ordinal}`) ?? null);
  };
  return pending.map(({ revision, decision }) => {
    const { id, author, kind, date, text } = revision;
    const words = { oldWords: text.old, newWords: text.new };
    return { revisionId: id, author, kind, date, ...words, clauseId: clauseOf(revision), decision };
  });
}

function decisionOn({ author }: Revision, { accepting }: DraftReading): PendingChange['decision'] {
  if (accepting === 'all') return 'accepted';
  if (accepting === 'none') return 'rejected';
  return author === accepting.author ? 'accepted' : 'rejected';
}

function asTracked(file: SourceFile, byHand: ByHand, platform: Platform): SourceFile {
  return { name: file.name, bytes: convertManualRedline(file, byHand, platform).bytes };
}

function withoutRejected(file: SourceFile, rejected: ReadonlySet<string>, platform: Platform): SourceFile {
  if (rejected.size === 0) return file;
  const { bytes } = resolveRevisions(openPackage(file, platform), rejecting(rejected), platform);
  return { name: file.name, bytes };
}

function rejecting(rejected: ReadonlySet<string>): Decide {
  return ({ id }) => (rejected.has(id) ? 'reject' : 'keep');
}
