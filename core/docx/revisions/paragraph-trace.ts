import type { SourceFile } from '../../model/source.ts';
import type { Platform } from '../../platform.ts';
import { openPackage } from '../package.ts';
import { applySplices, type Splice } from '../splices.ts';
import { attributeOf, parseXml, type XmlElement } from '../xml.ts';
import { mayHoldRevisions } from './elements.ts';
import { resolveParts } from './resolve-revisions.ts';
import type { Decide } from './revision.ts';

/**
 * Where the paragraphs of a file are once its tracked changes are resolved.
 *
 * Each `w:p` (ECMA-376 part 1, 17.3.1.22) is given an attribute with its ordinal, the file is resolved, and the attributes that are left
 * say who stayed. Counting along while paragraphs are joined and removed was turned down: it would be a second account of the same
 * rules, in bodies, cells, notes and text boxes, that could differ from the first.
 */
export interface ParagraphTrace {
  /**
   * The ordinal that a `w:p` of a part as it came has in the resolved file. One that is gone is where its words ran on, in the
   * next that stayed; `null` when none follows.
   */
  find(part: string, ordinal: number): number | null;
}

const mark = 'parley-ordinal';

/** `decide` as for `resolveRevisions`, for the same file. Throws as that does. */
export function traceParagraphs(file: SourceFile, decide: Decide, platform: Platform): ParagraphTrace {
  const docx = openPackage(file, platform);
  const counts = new Map<string, number>();
  for (const part of docx.listStoryParts()) {
    const text = docx.getText(part);
    if (!mayHoldRevisions(text)) continue;
    const marks = markParagraphs(text, docx.getXml(part));
    counts.set(part, marks.length);
    docx.setText(part, applySplices(text, marks));
  }
  const { texts } = resolveParts(docx, decide);
  const traces = new Map<string, readonly (number | null)[]>();
  for (const [part, count] of counts) {
    const text = texts.get(part);
    if (text !== undefined) traces.set(part, placesAfter(parseXml(text), count));
  }
  return {
    find(part, ordinal) {
      const trace = traces.get(part);
      return trace === undefined ? ordinal : (trace[ordinal] ?? null);
    },
  };
}

function markParagraphs(text: string, root: XmlElement): Splice[] {
  const splices: Splice[] = [];
  forEachParagraph(root, ({ from, ordinal }) => {
    let at = from + 1;
    while (!/[\s/>]/.test(text[at] as string)) at++;
    splices.push({ from: at, to: at, text: ` ${mark}="${ordinal}"` });
  });
  return splices;
}

function placesAfter(root: XmlElement, count: number): (number | null)[] {
  const places = new Array<number | null>(count).fill(null);
  forEachParagraph(root, (paragraph) => {
    const before = attributeOf(paragraph, mark);
    if (before !== null) places[Number(before)] = paragraph.ordinal;
  });
  let next: number | null = null;
  for (let ordinal = count - 1; ordinal >= 0; ordinal--) {
    next = places[ordinal] ?? next;
    places[ordinal] = next;
  }
  return places;
}

function forEachParagraph(element: XmlElement, visit: (paragraph: XmlElement) => void): void {
  if (element.name === 'w:p') visit(element);
  for (let child = element.first; child !== null; child = child.next) forEachParagraph(child, visit);
}
