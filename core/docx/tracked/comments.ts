import type { RedlineBlock, RedlineComment } from '../../model/redline-document.ts';
import type { DocxPackage } from '../package.ts';
import { isAttributeOn } from '../properties.ts';
import { attributeOf, type XmlElement } from '../xml.ts';

/**
 * The comments of a document (ECMA-376 part 1, 17.13.4.2). What answers what, and what is resolved, stands in a part of its own
 * ([MS-DOCX] 2.5.1.1, `commentsExtended`), which names a comment by the id of its last paragraph.
 */
export function readComments(
  docx: DocxPackage,
  readBlocks: (part: string, comment: XmlElement) => readonly RedlineBlock[],
  findQuote: (id: string) => string,
): readonly RedlineComment[] {
  const [part] = docx.listRelated(docx.mainPart, 'comments');
  if (part === undefined) return [];
  const threads = readThreads(docx);
  const elements: XmlElement[] = [];
  for (let child = docx.getXml(part).first; child !== null; child = child.next) {
    if (child.name === 'w:comment') elements.push(child);
  }
  const idByParagraph = new Map<string, string>();
  for (const element of elements) {
    const id = attributeOf(element, 'w:id') ?? '';
    for (const paragraphId of paragraphIds(element)) idByParagraph.set(paragraphId, id);
  }
  return elements.map((element) => {
    const id = attributeOf(element, 'w:id') ?? '';
    const thread = paragraphIds(element)
      .map((paragraphId) => threads.get(paragraphId))
      .find((found) => found !== undefined);
    const parentId = thread?.parent === undefined ? null : (idByParagraph.get(thread.parent) ?? null);
    return {
      id,
      author: attributeOf(element, 'w:author') ?? '',
      initials: attributeOf(element, 'w:initials') ?? '',
      date: attributeOf(element, 'w:date') || null,
      parentId: parentId === id ? null : parentId,
      isResolved: thread?.isResolved === true,
      quote: findQuote(id),
      blocks: readBlocks(part, element),
    };
  });
}

interface Thread {
  /** The paragraph id of the comment that is answered. */
  readonly parent: string | undefined;
  readonly isResolved: boolean;
}

function readThreads(docx: DocxPackage): ReadonlyMap<string, Thread> {
  const threads = new Map<string, Thread>();
  for (const part of docx.listRelated(docx.mainPart, 'commentsExtended')) {
    for (let child = docx.getXml(part).first; child !== null; child = child.next) {
      if (child.name !== 'w15:commentEx') continue;
      const parent = attributeOf(child, 'w15:paraIdParent')?.toUpperCase();
      const thread = { parent, isResolved: isAttributeOn(child, 'w15:done') };
      threads.set((attributeOf(child, 'w15:paraId') ?? '').toUpperCase(), thread);
    }
  }
  return threads;
}

function paragraphIds(comment: XmlElement): readonly string[] {
  const ids: string[] = [];
  for (let child = comment.first; child !== null; child = child.next) {
    const id = child.name === 'w:p' ? attributeOf(child, 'w14:paraId') : null;
    if (id !== null) ids.push(id.toUpperCase());
  }
  return ids;
}
