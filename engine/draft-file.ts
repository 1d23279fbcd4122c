import type { DraftBlock } from '../core/docx/draft/draft-block.ts';
import { pairBlocks } from '../core/docx/draft/pair-blocks.ts';
import { writePlainDocx } from '../core/docx/draft/plain-package.ts';
import { writeDraft } from '../core/docx/write-draft.ts';
import { AppError } from '../core/error.ts';
import type { SourceRange } from '../core/model/content.ts';
import type { SourceFile } from '../core/model/source.ts';
import type { Platform } from '../core/platform.ts';
import type { Reader } from '../db/connection.ts';
import { type Draft, getDraft } from '../db/draft.ts';
import { type DraftClauseContent, listClauseContents, listDraftClauses } from '../db/draft-clause.ts';
import { findByHand } from '../db/draft-reading.ts';
import { getFileBytes } from '../db/file.ts';
import { listPendingChanges } from '../db/pending-change.ts';
import { readStored } from './read-incoming.ts';

/** A draft as a Word file. */
export interface DraftFile {
  readonly file: SourceFile;
  /** Made from the words alone: the draft descends from no Word file. */
  readonly isPlain: boolean;
}

/**
 * The draft as a Word file: its own file, as the draft reads it, where it came as one; else written into the file of the nearest draft before it that did;
 * else, in a matter that began as text, into a plain file. Throws `law-broken` when it cannot be written there.
 */
export function getDraftFile(reader: Reader, draft: Draft, platform: Platform): DraftFile {
  const origin = findOrigin(reader, draft);
  const clauses = listClauseContents(reader, draft.id);
  if (origin === null) {
    const blocks = clauses.flatMap((clause) => toBlocks(clause, () => null));
    return { file: { name: fileName(draft), bytes: writePlainDocx(blocks, platform) }, isPlain: true };
  }
  const { file } = origin;
  if (file === null) throw new Error(`draft ${origin.id} is a DOCX without a file`);
  const original = readStored(
    { name: file.name, bytes: getFileBytes(reader, file.sha256) },
    listPendingChanges(reader, origin.id),
    findByHand(reader, origin.id),
    platform,
  );
  if (origin.id === draft.id) return { file: original, isPlain: false };
  const bytes = writeDraft(original, descend(reader, origin, clauses), platform);
  return { file: { name: file.name, bytes }, isPlain: false };
}

/** The draft itself or the nearest before it, through drafts made here, that came as a Word file; `null` when none did. */
function findOrigin(reader: Reader, draft: Draft): Draft | null {
  let origin = draft;
  while (origin.file === null && origin.baseDraftId !== null) origin = getDraft(reader, origin.baseDraftId);
  return origin.format === 'docx' && origin.file !== null ? origin : null;
}

/** The draft's blocks with the places that they come from in the origin's file. */
function descend(reader: Reader, origin: Draft, clauses: readonly DraftClauseContent[]): DraftBlock[] {
  const places = listDraftClauses(reader, origin.id);
  const contents = listClauseContents(reader, origin.id);
  const byClause = new Map(places.map((place, index) => [place.clauseId, { place, content: contents[index] }]));
  return clauses.flatMap((clause) => {
    const { place, content } = byClause.get(clause.clauseId) ?? {};
    if (place === undefined || content === undefined) return toBlocks(clause, () => null);
    if (place.sources.length !== content.blocks.length) {
      throw new AppError(
        'law-broken',
        `The places of clause ${clause.label ?? clause.ordinal + 1} in its file are lost.`,
      );
    }
    const pairs = pairBlocks(content.blocks, clause.blocks);
    return toBlocks(clause, (index) => {
      const from = pairs[index] ?? null;
      return from === null ? null : (place.sources[from] ?? null);
    });
  });
}

function toBlocks(
  { blocks, prefix }: DraftClauseContent,
  sourceOf: (index: number) => SourceRange | null,
): DraftBlock[] {
  return blocks.map((block, index) => ({ block, typed: index === 0 ? prefix : '', source: sourceOf(index) }));
}

function fileName(draft: Draft): string {
  return `round-${draft.round}.docx`;
}
