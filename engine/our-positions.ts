import { addComments, type BlockComment, type CommentedView } from '../core/docx/comments/add-comments.ts';
import { openPackage, relationshipsPartOf } from '../core/docx/package.ts';
import { rewriteZip } from '../core/docx/write-zip.ts';
import { encodeXml } from '../core/docx/xml.ts';
import { escapeAttribute } from '../core/docx/xml-writer.ts';
import { type PositionComment, positionComments } from '../core/memo/position-comments.ts';
import { refuseLeaksInParts } from '../core/memo/render-memo.ts';
import { type MemoSource, toShared } from '../core/memo/source.ts';
import { blockText } from '../core/model/content.ts';
import type { ClauseId } from '../core/model/ids.ts';
import type { InterfaceLanguage } from '../core/model/matter.ts';
import type { SourceFile } from '../core/model/source.ts';
import type { Platform } from '../core/platform.ts';
import type { Reader } from '../db/connection.ts';
import type { ContractDocument } from '../db/document.ts';
import type { Draft } from '../db/draft.ts';
import { listClauseContents } from '../db/draft-clause.ts';
import type { DraftFile } from './draft-file.ts';
import { collectMemoSource } from './memo-source.ts';

/**
 * Our positions in a draft that is sent, as comments.
 *
 * They pass the same wall as a memo for the other side: the words are made from the shared snapshot, which has nothing of ours that is
 * privileged, and what was written is searched with the whole one. The comments are put in before names and dates are scrubbed, because
 * only then are the places known; so that no other comment of ours slips through with them, they carry a name
 * that nobody has until scrubbing is done.
 */
export interface OurPositions {
  /** Our side's name, which signs the comments. */
  readonly author: string;
  readonly comments: readonly PositionComment[];
  readonly inDraft: ClausePlaces;
  /** Of the draft that a redline is against: where clauses stand that the draft no longer has. */
  readonly inBase: ClausePlaces | null;
  /** For the search for leaks. */
  readonly everything: MemoSource;
}

interface ClausePlaces {
  readonly blockCount: number;
  /** The first block of each clause that has words. */
  readonly blocks: ReadonlyMap<ClauseId, number>;
}

/** Read at once with the draft. Throws `law-broken` when the snapshot cannot be shared. */
export function readOurPositions(
  reader: Reader,
  document: ContractDocument,
  { draft, against }: { readonly draft: Draft; readonly against: Draft | null },
  language: InterfaceLanguage,
  platform: Platform,
): OurPositions {
  const everything = collectMemoSource(reader, document.matterId, platform.nowMs());
  const shared = toShared(everything);
  const ofDocument = { ...shared, terms: shared.terms.filter(({ documentId }) => documentId === document.id) };
  const ours = shared.parties.find(({ isOurs }) => isOurs);
  if (ours === undefined) throw new Error(`no party of matter ${document.matterId} is ours`);
  return {
    author: ours.name,
    comments: positionComments(ofDocument, language),
    inDraft: placesIn(reader, draft),
    inBase: against === null ? null : placesIn(reader, against),
    everything,
  };
}

function placesIn(reader: Reader, draft: Draft): ClausePlaces {
  const blocks = new Map<ClauseId, number>();
  let blockCount = 0;
  for (const clause of listClauseContents(reader, draft.id)) {
    const first = clause.blocks.findIndex((block) => blockText(block).trim() !== '');
    if (first >= 0) blocks.set(clause.clauseId, blockCount + first);
    blockCount += clause.blocks.length;
  }
  return { blockCount, blocks };
}

/** The file with the comments, finished by scrubbing, and how many found their clause. */
export function withOurPositions<Finished extends { readonly bytes: Uint8Array }>(
  file: SourceFile,
  { file: draftFile, base }: { readonly file: DraftFile; readonly base: DraftFile | null },
  positions: OurPositions,
  date: string,
  finish: (file: SourceFile, keepCommentsBy: string) => Finished,
  platform: Platform,
): { readonly finished: Finished; readonly written: number; readonly left: number } {
  const { comments, inDraft, inBase, author } = positions;
  const { views, left } = placeComments(comments, { file: draftFile.file, places: inDraft }, baseOf(base, inBase));
  const mark = freeName(file, platform);
  const added = addComments(file, views, { author: mark, date }, platform);
  const finished = finish({ name: file.name, bytes: added.bytes }, mark);
  const signed = signedBy({ name: file.name, bytes: finished.bytes }, mark, author, platform);
  return { finished: { ...finished, bytes: signed }, written: added.written, left: left + added.left };
}

interface PlacedFile {
  readonly file: SourceFile;
  readonly places: ClausePlaces;
}

function baseOf(base: DraftFile | null, places: ClausePlaces | null): PlacedFile | null {
  return base === null || places === null ? null : { file: base.file, places };
}

/** On the clause in the draft; where the draft has dropped it, on the words that the redline strikes. */
function placeComments(comments: readonly PositionComment[], draft: PlacedFile, base: PlacedFile | null) {
  const inDraft: BlockComment[] = [];
  const inBase: BlockComment[] = [];
  let left = 0;
  for (const { clauseId, lines } of comments) {
    const block = draft.places.blocks.get(clauseId);
    const struck = base?.places.blocks.get(clauseId);
    if (block !== undefined) inDraft.push({ block, paragraphs: lines });
    else if (struck !== undefined) inBase.push({ block: struck, paragraphs: lines });
    else left++;
  }
  const view = (of: PlacedFile, which: CommentedView['view'], found: readonly BlockComment[]): CommentedView => ({
    ...{ file: of.file, view: which, blockCount: of.places.blockCount, comments: found },
  });
  const views = [view(draft, 'accepted', inDraft), ...(base === null ? [] : [view(base, 'rejected', inBase)])];
  return { views, left };
}

/** A name that stands nowhere among the file's comments. */
function freeName(file: SourceFile, platform: Platform): string {
  const docx = openPackage(file, platform);
  const texts = docx.listStoryParts().map((part) => docx.getText(part));
  let name = 'our-positions';
  for (let number = 1; texts.some((text) => text.includes(name)); number++) name = `our-positions-${number}`;
  return name;
}

function signedBy(file: SourceFile, mark: string, author: string, platform: Platform): Uint8Array {
  const docx = openPackage(file, platform);
  const changes = new Map<string, Uint8Array>();
  for (const part of docx.listRelated(docx.mainPart, 'comments')) {
    const text = docx.getText(part);
    const signed = text.replaceAll(`="${mark}"`, () => `="${escapeAttribute(author)}"`);
    if (signed !== text) changes.set(part, encodeXml(signed, platform));
  }
  return changes.size === 0 ? file.bytes : rewriteZip(docx.archive, changes, platform);
}

/** Searches the comments, and what leads to them, for words of ours. Throws `law-broken`, naming the term and the field. */
export function refuseLeakingComments(file: SourceFile, { everything }: OurPositions, platform: Platform): void {
  const docx = openPackage(file, platform);
  const comments = docx.listRelated(docx.mainPart, 'comments');
  const names = comments.length === 0 ? [] : [...comments, relationshipsPartOf(docx.mainPart), '[Content_Types].xml'];
  const parts = names.map((name) => ({ name, text: docx.getText(name) }));
  refuseLeaksInParts(parts, 'docx', everything, 'draft');
}
