import { AppError } from '../../error.ts';
import type { SourceFile } from '../../model/source.ts';
import type { Platform } from '../../platform.ts';
import { type Anchor, anchorComments } from '../comments/anchor-marks.ts';
import { CommentParts, commentId, lastParagraphOf, listCommentElements } from '../comments/comment-parts.ts';
import { findReferenceStyle } from '../comments/comment-styles.ts';
import { comparePlaces, placeOf, type ViewedBody } from '../comments/word-places.ts';
import { decodeNarrowXml, encodeNarrowXml } from '../narrow-xml.ts';
import { type DocxPackage, openPackage } from '../package.ts';
import { isAttributeOn } from '../properties.ts';
import { applySplices, type Splice } from '../splices.ts';
import { rewriteZip } from '../write-zip.ts';
import { attributeOf, type XmlElement } from '../xml.ts';
import type { KnownBlocks } from './known-blocks.ts';
import { prepareForWriting } from './prepare-package.ts';
import { openDocument, type RedlineSession } from './session.ts';
import { readStories, type Stories } from './stories.ts';

/**
 * Comments of B that A does not have come along into the redline, with their answers and whether they are resolved.
 *
 * A comment is no word, so it cannot be tracked: it stays when the changes are rejected. It is anchored where its words stand in
 * the redline as it reads with every change accepted, which is B; so the place is known exactly and nothing is searched for.
 * The words of the comments are written before the redline is, because the styles that they name must be brought along, and
 * their anchors after it. What B's pending changes delete has no place any more: such comments stay behind, as do those
 * in notes, and are counted in the report.
 */
export class CarriedComments {
  /** How many came along, and how many of B's own did not. */
  readonly carried: number;
  readonly left: number;
  readonly #session: RedlineSession;
  readonly #anchors: readonly Anchor[];

  private constructor(session: RedlineSession, anchors: readonly Anchor[], left: number) {
    this.#session = session;
    this.#anchors = anchors;
    this.carried = anchors.length;
    this.left = left;
  }

  /** Writes the comments into A's parts; `addSplices` takes what goes into parts that A has. */
  static write(
    session: RedlineSession,
    b: Stories,
    addSplices: (part: string, splices: readonly Splice[]) => void,
  ): CarriedComments {
    const { own, shared } = compareComments(session.a.docx, session.b.docx);
    if (own.length === 0) return new CarriedComments(session, [], 0);
    const body = { story: b.body, side: session.sideB(session.b.docx.mainPart), view: 'accepted' } as const;
    const anchors = findAnchors(session.b.docx, body, new Set(own.map(({ element }) => commentId(element))));
    const placed = own.filter(({ element }) => anchors.has(commentId(element)));
    const left = own.length - placed.length;
    if (placed.length === 0) return new CarriedComments(session, [], left);
    const ids = new CommentWriter(session, shared).write(placed, addSplices);
    const inRedline = placed.map(({ element }) => {
      const anchor = anchors.get(commentId(element)) as Anchor;
      return { ...anchor, id: ids.get(commentId(element)) as string };
    });
    return new CarriedComments(session, inRedline, left);
  }

  /** The redline with the comments anchored; `known`: what was read of A. Throws `law-broken` when a place of B is not in it. */
  anchorIn(redline: SourceFile, b: Stories, known: KnownBlocks, platform: Platform): Uint8Array {
    if (this.#anchors.length === 0) return redline.bytes;
    const docx = openPackage(redline, platform, decodeNarrowXml);
    prepareForWriting(docx);
    const document = openDocument(docx);
    const side = (part: string) => this.#session.sideOfRedline(document, part);
    const { body } = readStories(document, side, 'accepted', { known });
    // What is no redline of B is refused when it is read back, with its place.
    if (body.blocks.length !== b.body.blocks.length) return redline.bytes;
    const viewed = { story: body, side: side(docx.mainPart), view: 'accepted' } as const;
    const names = this.#session.namesOfPart(this.#session.a.docx.mainPart);
    const style = findReferenceStyle(document.stylesRoot);
    const nextId = () => this.#session.stamp.nextId();
    const { splices, missing } = anchorComments(viewed, this.#anchors, names, style, nextId);
    if (missing.length > 0) {
      throw new AppError(
        'law-broken',
        `The redline of ${redline.name} is refused: ${missing.length} comments of the revised document have no place in it.`,
        { details: { file: redline.name, construct: 'comment' } },
      );
    }
    const text = applySplices(docx.getText(docx.mainPart), splices);
    return rewriteZip(docx.archive, new Map([[docx.mainPart, encodeNarrowXml([text], platform).bytes]]), platform);
  }
}

interface FoundComment {
  readonly part: string;
  readonly element: XmlElement;
}

/** Comments of the same author, date and words are the same; of several alike in B as many are its own as A has fewer. */
function compareComments(a: DocxPackage, b: DocxPackage) {
  const ofA = new Map<string, XmlElement[]>();
  for (const { element } of listCommentElements(a)) {
    const key = commentKey(element);
    ofA.set(key, [...(ofA.get(key) ?? []), element]);
  }
  const own: FoundComment[] = [];
  /** Elements of A by the ids of the same comments in B. */
  const shared = new Map<string, XmlElement>();
  for (const found of listCommentElements(b)) {
    const same = ofA.get(commentKey(found.element))?.shift();
    if (same === undefined) own.push(found);
    else shared.set(commentId(found.element), same);
  }
  return { own, shared };
}

function commentKey(comment: XmlElement): string {
  return `${attributeOf(comment, 'w:author')}\0${attributeOf(comment, 'w:date')}\0${wordsOf(comment)}`;
}

function wordsOf(element: XmlElement): string {
  let words = element.name === 'w:t' ? element.text : element.name === 'w:p' ? '\n' : '';
  for (let child = element.first; child !== null; child = child.next) words += wordsOf(child);
  return words;
}

/** The words of B's body that these comments are about, by the comments' ids; those without a place are left out. */
function findAnchors(docx: DocxPackage, body: ViewedBody, ids: ReadonlySet<string>): Map<string, Anchor> {
  const text = docx.getText(docx.mainPart);
  const marks = new Map<string, { start?: number; end?: number; reference?: number }>();
  for (const mark of text.matchAll(anchorMarks)) {
    const id = mark[3] as string;
    if (!ids.has(id)) continue;
    const known = marks.get(id) ?? {};
    marks.set(id, known);
    const behind = mark.index + mark[0].length;
    if (mark[1] === 'RangeStart') known.start ??= behind;
    else if (mark[1] === 'RangeEnd') known.end ??= mark.index;
    else known.reference ??= behind;
  }
  const anchors = new Map<string, Anchor>();
  for (const [id, { start, end, reference }] of marks) {
    const anchor =
      start === undefined || end === undefined || end <= start
        ? pointAt(body, id, reference)
        : (rangeBetween(body, id, start, end) ?? (holdsWords(text.slice(start, end)) ? null : pointAt(body, id, end)));
    if (anchor !== null) anchors.set(id, anchor);
  }
  return anchors;
}

const anchorMarks =
  /<(?:[^\s<>/:]+:)?comment(RangeStart|RangeEnd|Reference)\s(?:[^<>]*?[\s:])?id\s*=\s*(["'])(-?\d+)\2[^<>]*>/g;

function rangeBetween(body: ViewedBody, id: string, start: number, end: number): Anchor | null {
  const from = placeOf(body, start, 'start');
  const to = placeOf(body, end, 'end');
  return from === null || to === null || comparePlaces(from, to) >= 0 ? null : { id, from, to };
}

function pointAt(body: ViewedBody, id: string, offset: number | undefined): Anchor | null {
  const from = offset === undefined ? null : placeOf(body, offset, 'start');
  return from === null ? null : { id, from, to: null };
}

/** Whether anything that somebody could comment on stands between two marks. */
function holdsWords(xml: string): boolean {
  return /<(?:[^\s<>/:]+:)?(?:t|delText|drawing|pict|object)[\s>]/.test(xml);
}

class CommentWriter {
  readonly #session: RedlineSession;
  readonly #parts: CommentParts;
  /** A's own comments by the ids that the same have in B. */
  readonly #shared: ReadonlyMap<string, XmlElement>;
  readonly #threadsOfB: Threads;
  readonly #threadsOfA: Threads;
  /** By comment of B: the id of its last paragraph in A. */
  readonly #paragraphIds = new Map<string, string>();

  constructor(session: RedlineSession, shared: ReadonlyMap<string, XmlElement>) {
    this.#session = session;
    this.#shared = shared;
    this.#parts = new CommentParts(session.a.docx, session.merger);
    session.namePart(this.#parts.part, this.#parts.namespaces);
    this.#threadsOfB = readThreads(session.b.docx);
    this.#threadsOfA = readThreads(session.a.docx);
  }

  /** The ids in A by those in B. */
  write(
    comments: readonly FoundComment[],
    addSplices: (part: string, splices: readonly Splice[]) => void,
  ): ReadonlyMap<string, string> {
    const ids = new Map<string, string>();
    const own = new Set(comments.map(({ element }) => commentId(element)));
    for (const { element } of comments) this.#nameParagraph(element);
    for (const comment of comments) {
      const id = String(this.#session.stamp.nextId());
      ids.set(commentId(comment.element), id);
      this.#add(comment, id);
      this.#addThread(comment.element, own);
    }
    for (const [part, splices] of this.#parts.write()) addSplices(part, splices);
    return ids;
  }

  #nameParagraph(element: XmlElement): void {
    const isThreaded = this.#threadsOfB.byParagraph.has(paragraphIdOf(element) ?? '');
    if (isThreaded) this.#paragraphIds.set(commentId(element), this.#parts.nextParagraphId());
  }

  #add({ part, element }: FoundComment, id: string): void {
    const copier = this.#session.copier(this.#parts.part, part);
    const last = lastParagraphOf(element);
    const paragraphId = this.#paragraphIds.get(commentId(element));
    let content = '';
    for (let child = element.first; child !== null; child = child.next) {
      const copied = copier.copy(child);
      const isNamed = child === last && paragraphId !== undefined;
      content += isNamed
        ? copied.replace(/^<[^\s<>/]+/, (tag) => tag + this.#parts.paragraphIdAttribute(paragraphId))
        : copied;
    }
    this.#parts.add({
      id,
      author: attributeOf(element, 'w:author') ?? '',
      initials: attributeOf(element, 'w:initials'),
      date: attributeOf(element, 'w:date'),
      content,
    });
  }

  #addThread(element: XmlElement, own: ReadonlySet<string>): void {
    const paragraphId = this.#paragraphIds.get(commentId(element));
    const inB = paragraphIdOf(element) ?? '';
    const thread = this.#threadsOfB.byParagraph.get(inB);
    if (paragraphId === undefined || thread === undefined) return;
    const parent = thread.parent === null ? null : this.#parentInA(thread.parent, own);
    this.#parts.addThread({ paragraphId, parent, isResolved: thread.isResolved });
    const durableId = this.#threadsOfB.durableIds.get(inB);
    if (durableId !== undefined) this.#parts.addDurableId(paragraphId, durableId);
  }

  /** The paragraph id in A of a comment of B that is answered; A's own comment is given one where it has none. */
  #parentInA(paragraphInB: string, own: ReadonlySet<string>): string | null {
    const parent = this.#threadsOfB.commentOf(paragraphInB);
    if (parent === null) return null;
    if (own.has(parent)) return this.#paragraphIds.get(parent) ?? null;
    const inA = this.#shared.get(parent);
    const last = inA === undefined ? null : lastParagraphOf(inA);
    if (inA === undefined || last === null) return null;
    let id = this.#paragraphIds.get(parent) ?? paragraphIdOf(inA);
    if (id === null) {
      id = this.#parts.nextParagraphId();
      this.#parts.giveParagraphId(last, id);
    }
    const isKnown = this.#threadsOfA.byParagraph.has(id) || this.#paragraphIds.has(parent);
    if (!isKnown) this.#parts.addThread({ paragraphId: id, parent: null, isResolved: false });
    this.#paragraphIds.set(parent, id);
    return id;
  }
}

/** What the parts beside the comments say of them, by the upper-case id of a comment's last paragraph. */
interface Threads {
  readonly byParagraph: ReadonlyMap<string, { readonly parent: string | null; readonly isResolved: boolean }>;
  readonly durableIds: ReadonlyMap<string, string>;
  /** The comment with a paragraph of that id. */
  commentOf(paragraphId: string): string | null;
}

function readThreads(docx: DocxPackage): Threads {
  const byParagraph = new Map<string, { parent: string | null; isResolved: boolean }>();
  forEachEntry(docx, 'commentsExtended', (entry) => {
    byParagraph.set((attributeOf(entry, 'w15:paraId') ?? '').toUpperCase(), {
      parent: attributeOf(entry, 'w15:paraIdParent')?.toUpperCase() ?? null,
      isResolved: isAttributeOn(entry, 'w15:done'),
    });
  });
  const durableIds = new Map<string, string>();
  forEachEntry(docx, 'commentsIds', (entry) => {
    const durableId = attributeOf(entry, `${cid}durableId`);
    const paragraphId = attributeOf(entry, `${cid}paraId`);
    if (durableId !== null && paragraphId !== null) durableIds.set(paragraphId.toUpperCase(), durableId);
  });
  const comments = new Map<string, string>();
  for (const { element } of listCommentElements(docx)) {
    for (let child = element.first; child !== null; child = child.next) {
      const id = attributeOf(child, 'w14:paraId');
      if (id !== null) comments.set(id.toUpperCase(), commentId(element));
    }
  }
  return { byParagraph, durableIds, commentOf: (paragraphId) => comments.get(paragraphId) ?? null };
}

const cid = '{http://schemas.microsoft.com/office/word/2016/wordml/cid}';

function forEachEntry(docx: DocxPackage, type: string, onEntry: (entry: XmlElement) => void): void {
  for (const part of docx.listRelated(docx.mainPart, type)) {
    for (let child = docx.getXml(part).first; child !== null; child = child.next) onEntry(child);
  }
}

function paragraphIdOf(comment: XmlElement): string | null {
  const last = lastParagraphOf(comment);
  return last === null ? null : (attributeOf(last, 'w14:paraId')?.toUpperCase() ?? null);
}
