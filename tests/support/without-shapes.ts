import { openPackage } from '../../core/docx/package.ts';
import { applySplices, type Splice } from '../../core/docx/splices.ts';
import { rewriteZip } from '../../core/docx/write-zip.ts';
import type { XmlElement } from '../../core/docx/xml.ts';
import type { SourceFile } from '../../core/model/source.ts';
import { nodePlatform } from '../../engine/platform.ts';

const shapes = new Set(['mc:AlternateContent', 'w:drawing', 'w:pict', 'w:object']);

/** The document without its pictures, shapes and embedded objects, and so without the words of text boxes. */
export function withoutShapes(file: SourceFile): SourceFile {
  const docx = openPackage(file, nodePlatform);
  const changes = new Map<string, Uint8Array>();
  for (const part of docx.listStoryParts()) {
    const splices: Splice[] = [];
    collectShapes(docx.getXml(part), splices);
    if (splices.length === 0) continue;
    const text = applySplices(docx.getText(part), splices).replace(
      /^(<\?xml[^>]*?encoding=)(["'])[^"']*\2/,
      '$1$2UTF-8$2',
    );
    changes.set(part, nodePlatform.encodeUtf8(text));
  }
  return { name: `${file.name}, without shapes`, bytes: rewriteZip(docx.archive, changes, nodePlatform) };
}

function collectShapes(element: XmlElement, splices: Splice[]): void {
  for (let child = element.first; child !== null; child = child.next) {
    // What held nothing else goes along, or an empty run would be left to be tracked.
    if (shapes.has(child.name) || (holdsShape(child) && wrappers.has(child.name) && !holdsWords(child))) {
      splices.push({ from: child.from, to: child.to, text: '' });
    } else {
      collectShapes(child, splices);
    }
  }
}

const wrappers = new Set(['w:r', 'w:ins', 'w:del', 'w:moveFrom', 'w:moveTo']);
const notWords = new Set(['w:rPr', 'w:lastRenderedPageBreak']);

function holdsShape(element: XmlElement): boolean {
  for (let child = element.first; child !== null; child = child.next) {
    if (shapes.has(child.name) || holdsShape(child)) return true;
  }
  return false;
}

/** Whether a run, or what is around runs, holds anything besides shapes. */
function holdsWords(element: XmlElement): boolean {
  for (let child = element.first; child !== null; child = child.next) {
    if (shapes.has(child.name) || notWords.has(child.name)) continue;
    if (!wrappers.has(child.name) || holdsWords(child)) return true;
  }
  return false;
}
