import { AppError } from '../../error.ts';
import type { RedlineOptions } from '../../model/redline.ts';
import type { SourceBlock, SourceFile } from '../../model/source.ts';
import type { Platform } from '../../platform.ts';
import { findPlaces, type Place } from '../draft/find-places.ts';
import { openPackage } from '../package.ts';
import { readDocx } from '../read-docx.ts';
import { PackageMerger } from '../redline/package-merger.ts';
import { prepareForWriting } from '../redline/prepare-package.ts';
import { type OpenDocument, openDocument, RedlineSession } from '../redline/session.ts';
import type { View } from '../redline/side.ts';
import { readStories } from '../redline/stories.ts';
import { applySplices, type Splice } from '../splices.ts';
import { rewriteZip } from '../write-zip.ts';
import { encodeXml, type XmlElement } from '../xml.ts';
import { escapeAttribute, escapeText, type PartNames } from '../xml-writer.ts';
import { type Anchor, anchorComments } from './anchor-marks.ts';
import { CommentParts } from './comment-parts.ts';
import { findCommentStyle, findReferenceStyle } from './comment-styles.ts';
import { placeOf, type ViewedBody } from './word-places.ts';

/** A comment on a block of a file, by the block's index as `readDocx` lists them. */
export interface BlockComment {
  readonly block: number;
  /** One line each. */
  readonly paragraphs: readonly string[];
}

/** Comments on a file that reads as the target does in a view: a redline accepted is the revised file, rejected it is the base. */
export interface CommentedView {
  readonly file: SourceFile;
  readonly view: View;
  /** How many blocks the file has, as whoever numbered them counted. */
  readonly blockCount: number;
  readonly comments: readonly BlockComment[];
}

export interface AddedComments {
  readonly bytes: Uint8Array;
  readonly written: number;
  /** Their blocks stand in notes or text boxes, or in no paragraph of the target. */
  readonly left: number;
}

/**
 * Puts comments of one author into a file (ECMA-376 part 1, 17.13.4), beside those that it has, each anchored at a whole paragraph. Words,
 * formatting and tracked changes stay as they are: a comment is none of them. The same input gives the same bytes.
 * Throws `law-broken` when a view is not of the file it names.
 */
export function addComments(
  target: SourceFile,
  views: readonly CommentedView[],
  { author, date }: RedlineOptions,
  platform: Platform,
): AddedComments {
  const document = openDocument(openPackage(target, platform));
  const { docx } = document;
  prepareForWriting(docx);
  const merger = new PackageMerger(docx, docx, platform);
  const parts = new CommentParts(docx, merger);
  const style = findCommentStyle(document.stylesRoot);
  const markStyle = findReferenceStyle(document.stylesRoot);
  const splices = new Map<string, readonly Splice[]>();
  let nextId: number | null = null;
  let left = 0;
  for (const view of views) {
    if (view.comments.length === 0) continue;
    const session = sessionOf(document, view.file, { author, date }, platform);
    nextId ??= session.stamp.nextId();
    const found = findAnchors(session, view, nextId, platform);
    nextId += view.comments.length;
    const body = readStories(document, (part) => session.sideA(part), view.view).body;
    if (body.blocks.length !== found.blockCount) throw notItsView(target, view);
    const viewed = { story: body, side: session.sideA(docx.mainPart), view: view.view };
    const names = session.namesOfPart(docx.mainPart);
    const written = anchorComments(viewed, found.anchors, names, markStyle, () => {
      throw new Error('a whole paragraph is commented on, so no run is cut');
    });
    const missing = new Set(written.missing.map(({ id }) => id));
    for (const { id } of found.anchors) {
      const comment = found.comments.get(id);
      if (comment === undefined || missing.has(id)) continue;
      const content = contentOf(comment, parts.names, style);
      parts.add({ id, author, initials: null, date, content });
    }
    left += view.comments.length - (found.anchors.length - missing.size);
    splices.set(docx.mainPart, [...(splices.get(docx.mainPart) ?? []), ...written.splices]);
  }
  for (const [part, added] of parts.write()) splices.set(part, added);
  const changes = new Map<string, Uint8Array>(merger.changes());
  for (const [part, added] of splices) {
    if (added.length > 0) changes.set(part, encodeXml(applySplices(docx.getText(part), added), platform));
  }
  const all = views.reduce((count, { comments }) => count + comments.length, 0);
  const bytes = changes.size === 0 ? target.bytes : rewriteZip(docx.archive, changes, platform);
  return { bytes, written: all - left, left };
}

function sessionOf(target: OpenDocument, file: SourceFile, signed: RedlineOptions, platform: Platform): RedlineSession {
  return new RedlineSession(target, openDocument(openPackage(file, platform)), signed, true, platform);
}

function findAnchors(
  session: RedlineSession,
  { file, view, comments, blockCount }: CommentedView,
  firstId: number,
  platform: Platform,
) {
  const { docx } = session.b;
  const { blocks } = readDocx(file, platform);
  if (blocks.length !== blockCount) {
    throw new AppError(
      'law-broken',
      `The comments were not written: ${file.name} does not have the blocks they are about.`,
      {
        details: { file: file.name, expected: blockCount, found: blocks.length },
      },
    );
  }
  const places = findPlaces(docx, blocks, new Set(comments.map(({ block }) => block)));
  const { body } = readStories(session.b, (part) => session.sideB(part), view);
  const viewed = { story: body, side: session.sideB(docx.mainPart), view };
  const byId = new Map<string, BlockComment>();
  const anchors = comments.flatMap((comment, index): Anchor[] => {
    const id = String(firstId + index);
    const anchor = anchorAt(viewed, id, blocks[comment.block], places.get(comment.block));
    if (anchor !== null) byId.set(id, comment);
    return anchor === null ? [] : [anchor];
  });
  return { anchors, comments: byId, blockCount: body.blocks.length };
}

/** A whole paragraph; of a row of a table its first one. */
function anchorAt(
  body: ViewedBody,
  id: string,
  block: SourceBlock | undefined,
  place: Place | undefined,
): Anchor | null {
  if (block === undefined || place === undefined || place.part !== body.side.part) return null;
  const [first] = place.elements;
  const paragraph = place.isRow && first !== undefined ? firstParagraph(first) : null;
  const start = (paragraph ?? first)?.from;
  const end = (paragraph ?? place.elements.at(-1))?.to;
  if (start === undefined || end === undefined) return null;
  const from = placeOf(body, start, 'start');
  const to = placeOf(body, end, 'end');
  if (from === null || to === null || from.path.join() !== to.path.join()) return null;
  return { id, from, to: to.at > from.at ? to : null };
}

function firstParagraph(element: XmlElement): XmlElement | null {
  if (element.name === 'w:p') return element;
  for (let child = element.first; child !== null; child = child.next) {
    const found = firstParagraph(child);
    if (found !== null) return found;
  }
  return null;
}

function contentOf({ paragraphs }: BlockComment, names: PartNames, style: string | null): string {
  const [p, pPr, r, t] = ['w:p', 'w:pPr', 'w:r', 'w:t'].map((name) => names.get(name));
  const properties =
    style === null
      ? ''
      : `<${pPr}><${names.get('w:pStyle')} ${names.get('w:val')}="${escapeAttribute(style)}"/></${pPr}>`;
  return paragraphs
    .map((words) => `<${p}>${properties}<${r}><${t} xml:space="preserve">${escapeText(words)}</${t}></${r}></${p}>`)
    .join('');
}

function notItsView(target: SourceFile, { file, view }: CommentedView): AppError {
  return new AppError(
    'law-broken',
    `The comments were not written: ${target.name} with every change ${view} is not ${file.name}.`,
    { details: { file: target.name, view } },
  );
}
