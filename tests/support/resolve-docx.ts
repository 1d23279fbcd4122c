import { openPackage } from '../../core/docx/package.ts';
import { listRevisions, resolveRevisions } from '../../core/docx/revisions/resolve-revisions.ts';
import type { Decide, Decision, Revision } from '../../core/docx/revisions/revision.ts';
import { nodePlatform } from '../../engine/platform.ts';
import { type DocxContent, docxFile } from './docx.ts';

/** What stands in the body, or in the root of another part, once it is decided on. */
export function resolveBody(body: string, decide: Decide | Decision): string {
  return resolveContent({ body }, decide).body;
}

/** As `resolveBody`, for the parts that a document may have; what it does not have is empty. */
export function resolveContent(content: DocxContent, decide: Decide | Decision) {
  const docx = openPackage(docxFile(content), nodePlatform);
  const resolved = resolveRevisions(docx, typeof decide === 'string' ? () => decide : decide, nodePlatform);
  const after = openPackage({ name: 'resolved.docx', bytes: resolved.bytes }, nodePlatform);
  const inside = (type: string) => {
    const [part] = after.listRelated(after.mainPart, type);
    return part === undefined ? '' : rootContent(after.getText(part));
  };
  const main = rootContent(after.getText(after.mainPart));
  return {
    ...resolved,
    body: main.replace(/^<w:body>/, '').replace(/<\/w:body>$/, ''),
    footnotes: inside('footnotes'),
    endnotes: inside('endnotes'),
    comments: inside('comments'),
    header: inside('header'),
    styles: inside('styles'),
    numbering: inside('numbering'),
  };
}

function rootContent(text: string): string {
  return text.replace(/^(<\?xml.*?\?>\s*)?<[^>]*>/s, '').replace(/<\/[^>]*>$/, '');
}

/** The tracked changes of a document. */
export function revisionsOf(content: DocxContent | string): readonly Revision[] {
  return listRevisions(openPackage(docxFile(content), nodePlatform));
}
