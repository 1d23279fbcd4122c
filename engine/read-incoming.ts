import { fileKind } from '../core/contract/file-kind.ts';
import { convertManualRedline } from '../core/docx/manual-redline/convert.ts';
import { openPackage } from '../core/docx/package.ts';
import { listRevisions, resolveRevisions } from '../core/docx/revisions/resolve-revisions.ts';
import type { Revision } from '../core/docx/revisions/revision.ts';
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
  if (!mayHavePending(file)) return { file, pending: [], byHand: null };
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
 * What is stored of the changes. `clauses` are those of the tree; their places are those of the file that was read, so that a
 * change is found in its clause as long as nothing was rejected, which would have moved the places.
 */
export function storedChanges(
  { pending }: IncomingReading,
  tree: ClauseTree,
  clauseIds: readonly ClauseId[],
): StoredPendingChange[] {
  const isMoved = pending.some(({ decision }) => decision === 'rejected');
  const clauseAt = new Map<string, ClauseId>();
  for (const [index, { sources }] of tree.clauses.entries()) {
    for (const { part, from, to } of sources) {
      for (let ordinal = from; ordinal < to; ordinal++)
        clauseAt.set(`${part} ${ordinal}`, clauseIds[index] as ClauseId);
    }
  }
  return pending.map(({ revision, decision }) => {
    const { id, author, kind, date, text, places } = revision;
    const place = places.at(-1);
    const clauseId = isMoved || place === undefined ? null : (clauseAt.get(`${place.part} ${place.paragraph}`) ?? null);
    return { revisionId: id, author, kind, date, oldWords: text.old, newWords: text.new, clauseId, decision };
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
  const decide = ({ id }: Revision) => (rejected.has(id) ? 'reject' : 'keep');
  return { name: file.name, bytes: resolveRevisions(openPackage(file, platform), decide, platform).bytes };
}
