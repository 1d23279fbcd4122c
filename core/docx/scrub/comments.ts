import type { DocxPackage } from '../package.ts';
import { attributeOf, type XmlElement } from '../xml.ts';
import type { ScrubChoices } from './choices.ts';
import { textOf } from './hidden-text.ts';
import type { ScrubLedger } from './report.ts';
import type { CommentPlan } from './scrub-job.ts';

/** Relationship types of the parts that are nothing without comments (ECMA-376 part 1, 11.3.2; [MS-DOCX] 2.1). */
export const commentParts: ReadonlySet<string> = new Set([
  'comments',
  'commentsExtended',
  'commentsIds',
  'commentsExtensible',
  'documenttasks',
]);

interface Comment {
  readonly id: string;
  readonly author: string;
  readonly element: XmlElement;
  readonly part: string;
  /** Ids of its paragraphs, by which the other parts know it, and its durable id. */
  readonly ids: Set<string>;
}

/** Decides which comments go: all, none, all but those of certain authors; later also those that nothing refers to. */
export class CommentScrubber implements CommentPlan {
  readonly #comments: readonly Comment[];
  readonly #ledger: ScrubLedger;
  readonly #removed = new Set<string>();
  readonly #removedIds = new Set<string>();

  constructor(docx: DocxPackage, choices: ScrubChoices, ledger: ScrubLedger) {
    this.#ledger = ledger;
    this.#comments = readComments(docx);
    if (!choices.remove.has('comments')) return;
    for (const comment of this.#comments) {
      if (choices.keepCommentsBy?.has(comment.author) !== true) this.#remove(comment, 'comments');
    }
  }

  get removesAll(): boolean {
    return this.#removed.size === this.#comments.length;
  }

  removes(id: string): boolean {
    return this.#removed.has(id);
  }

  removesId(id: string): boolean {
    return this.#removedIds.has(id.toUpperCase());
  }

  /** Comments without a reference in any story are shown to nobody. */
  removeUncited(cited: ReadonlySet<string>): void {
    for (const comment of this.#comments) if (!cited.has(comment.id)) this.#remove(comment, 'unreferenced');
  }

  #remove(comment: Comment, kind: 'comments' | 'unreferenced'): void {
    if (this.#removed.has(comment.id)) return;
    this.#removed.add(comment.id);
    for (const id of comment.ids) this.#removedIds.add(id);
    this.#ledger.removed(kind, comment.part, 'comment', `${comment.author}: ${textOf(comment.element)}`);
  }
}

function readComments(docx: DocxPackage): readonly Comment[] {
  const comments: Comment[] = [];
  for (const part of docx.listRelated(docx.mainPart, 'comments')) {
    for (let child = docx.getXml(part).first; child !== null; child = child.next) {
      if (child.name !== 'w:comment') continue;
      const ids = new Set<string>();
      for (let block = child.first; block !== null; block = block.next) {
        const id = attributeOf(block, 'w14:paraId');
        if (id !== null) ids.add(id.toUpperCase());
      }
      const author = attributeOf(child, 'w:author') ?? '';
      comments.push({ id: attributeOf(child, 'w:id') ?? '', author, element: child, part, ids });
    }
  }
  addDurableIds(docx, comments);
  return comments;
}

function addDurableIds(docx: DocxPackage, comments: readonly Comment[]): void {
  const byParagraph = new Map<string, Comment>();
  for (const comment of comments) for (const id of comment.ids) byParagraph.set(id, comment);
  for (const part of docx.listRelated(docx.mainPart, 'commentsIds')) {
    for (let child = docx.getXml(part).first; child !== null; child = child.next) {
      const comment = byParagraph.get((localAttribute(child, 'paraId') ?? '').toUpperCase());
      const durableId = localAttribute(child, 'durableId');
      if (comment !== undefined && durableId !== null) comment.ids.add(durableId.toUpperCase());
    }
  }
}

/** An attribute by its name without prefix: the comment parts have a namespace each. */
export function localAttribute(element: XmlElement, local: string): string | null {
  const { attributes } = element;
  if (attributes === null) return null;
  for (let i = 0; i < attributes.length; i += 2) {
    if (/[^:}]*$/.exec(attributes[i] as string)?.[0] === local) return attributes[i + 1] as string;
  }
  return null;
}
