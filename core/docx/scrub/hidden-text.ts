import { isMarkHidden } from '../inline.ts';
import { childValue, isAttributeOn } from '../properties.ts';
import { applyMarks, hidden, readMarks } from '../run-marks.ts';
import type { ParagraphStyle, StyleSheet } from '../styles.ts';
import { attributeOf, findChild, type XmlElement } from '../xml.ts';

/** Whether a run's words are hidden, by itself or by its styles (ECMA-376 part 1, 17.3.2.41). */
export function isRunHidden(run: XmlElement, style: ParagraphStyle, styles: StyleSheet): boolean {
  const properties = findChild(run, 'w:rPr');
  const inherited = styles.marks(style, properties === null ? null : childValue(properties, 'w:rStyle'));
  return (applyMarks(inherited, readMarks(properties)) & hidden) !== 0;
}

/**
 * Whether a paragraph may go altogether once its words are gone: its mark is hidden, so the reader sees no line,
 * and nothing else hangs on the mark: no section, no tracked change.
 */
export function isParagraphHidden(paragraph: XmlElement, styles: StyleSheet): boolean {
  const properties = findChild(paragraph, 'w:pPr');
  const style = styles.paragraphStyle(childValue(properties, 'w:pStyle'));
  if (!isMarkHidden(properties, style, styles)) return false;
  const mark = properties === null ? null : findChild(properties, 'w:rPr');
  if (mark !== null && markChanges.some((name) => findChild(mark, name) !== null)) return false;
  return (
    properties === null || (findChild(properties, 'w:sectPr') === null && findChild(properties, 'w:pPrChange') === null)
  );
}

const markChanges = ['w:ins', 'w:del', 'w:moveFrom', 'w:moveTo', 'w:rPrChange'];

/** What may stand in a row of a table that goes as a whole. */
const rowContent: ReadonlySet<string> = new Set(
  `trPr tblPrEx tc tcPr p pPr r t tab br cr sym noBreakHyphen softHyphen proofErr lastRenderedPageBreak`
    .split(/\s+/)
    .map((name) => `w:${name}`),
);

/** Whether no reader sees a row: every paragraph in it is hidden, words and mark, and nothing else stands in it. */
export function isRowHidden(row: XmlElement, styles: StyleSheet): boolean {
  let paragraphs = 0;
  const isHidden = (element: XmlElement): boolean => {
    for (let child = element.first; child !== null; child = child.next) {
      if (!rowContent.has(child.name)) return false;
      if (child.name === 'w:p') {
        paragraphs += 1;
        if (!isParagraphHidden(child, styles) || !hasHiddenRunsAlone(child, styles)) return false;
      } else if (child.name === 'w:tc' && !isHidden(child)) return false;
      else if (child.name === 'w:trPr' && (findChild(child, 'w:ins') ?? findChild(child, 'w:del')) !== null)
        return false;
    }
    return true;
  };
  return isHidden(row) && paragraphs > 0;
}

function hasHiddenRunsAlone(paragraph: XmlElement, styles: StyleSheet): boolean {
  const style = styles.paragraphStyle(childValue(findChild(paragraph, 'w:pPr'), 'w:pStyle'));
  for (let child = paragraph.first; child !== null; child = child.next) {
    if (!rowContent.has(child.name)) return false;
    if (child.name !== 'w:r') continue;
    if (!isRunHidden(child, style, styles)) return false;
    for (let inner = child.first; inner !== null; inner = inner.next) {
      if (inner.name !== 'w:rPr' && !rowContent.has(inner.name)) return false;
    }
  }
  return true;
}

/** Whether a drawing or picture is switched off as a whole (20.4.2.5 `hidden`; VML `visibility`). */
export function isDrawingHidden(element: XmlElement): boolean {
  for (let child = element.first; child !== null; child = child.next) {
    if (child.name === 'wp:docPr') return isAttributeOn(child, 'hidden');
    if (child.name.startsWith('v:') && child.name !== 'v:shapetype') {
      return /(?:^|;)\s*visibility\s*:\s*hidden/i.test(attributeOf(child, 'style') ?? '');
    }
    if (drawingWrappers.has(child.name) && isDrawingHidden(child)) return true;
  }
  return false;
}

const drawingWrappers: ReadonlySet<string> = new Set(['w:drawing', 'wp:inline', 'wp:anchor', 'mc:Choice']);

/** The words that stand in an element, deleted ones included. */
export function textOf(element: XmlElement): string {
  switch (element.name) {
    case 'w:t':
    case 'w:delText':
    case 'a:t':
    case 'm:t':
      return element.text;
    case 'w:tab':
      return element.first === null && attributeOf(element, 'w:val') === null ? '\t' : '';
    case 'w:br':
    case 'w:cr':
      return '\n';
  }
  let text = '';
  for (let child = element.first; child !== null; child = child.next) {
    const inner = textOf(child);
    text += child.name === 'w:p' && text !== '' ? `\n${inner}` : inner;
  }
  return text;
}

/** The same without line ends and spaces that differ between two ways to write the same thing. */
export function wordsOf(element: XmlElement): string {
  return textOf(element).replace(/\s+/g, ' ').trim();
}

/** Whether an element is of that name or one in it is, with this project's prefix or in a namespace that has none. */
export function holds(element: XmlElement, name: string): boolean {
  if (element.name === name || element.name.endsWith(`}${name}`)) return true;
  for (let child = element.first; child !== null; child = child.next) if (holds(child, name)) return true;
  return false;
}
