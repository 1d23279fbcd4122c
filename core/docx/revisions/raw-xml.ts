import { applySplices, type Splice } from '../splices.ts';
import { findChild, type XmlElement } from '../xml.ts';
import { isRevisionElement } from './elements.ts';

/**
 * Elements as characters of their part's text: where their tags are, and what to cut.
 */

/** `<w:p/>`, without an end tag. */
export function isSelfClosing(text: string, element: XmlElement): boolean {
  return element.contentFrom === element.to && text[element.to - 2] === '/';
}

/** Where the end tag begins; the element's end when it has none. */
export function contentTo(text: string, element: XmlElement): number {
  return isSelfClosing(text, element) ? element.to : text.lastIndexOf('</', element.to - 1);
}

/** The name as written, such as `w:p`. */
export function writtenName(text: string, element: XmlElement): string {
  let to = element.from + 1;
  while (!nameEnds.has(text[to] as string)) to++;
  return text.slice(element.from + 1, to);
}
const nameEnds: ReadonlySet<string> = new Set([' ', '\t', '\n', '\r', '/', '>']);

/** What stands before an element's local name: `w:`, or nothing. */
export function writtenPrefix(text: string, element: XmlElement): string {
  const name = writtenName(text, element);
  return name.slice(0, name.indexOf(':') + 1);
}

export function startTag(text: string, element: XmlElement): string {
  return text.slice(element.from, element.contentFrom);
}

/** An element cut away whole, or replaced. */
export function replacement(element: XmlElement, text = ''): Splice {
  return { from: element.from, to: element.to, text };
}

/** Where the content of a content control stands, or of any other element; `null` for a control that has none. */
export function contentOf(element: XmlElement): XmlElement | null {
  return element.name === 'w:sdt' ? findChild(element, 'w:sdtContent') : element;
}

/** An element's start and end cut away, with whatever properties stand at its beginning, so that its content stays. */
export function unwrapping(text: string, element: XmlElement): readonly Splice[] {
  let inner = element;
  let openTo = element.contentFrom;
  for (let child = element.first; child !== null; child = child.next) {
    if (child.name === 'w:sdtContent') {
      inner = child;
      openTo = child.contentFrom;
      break;
    }
    if (wrapperProperties.has(child.name)) openTo = child.to;
    else if (element.name !== 'w:sdt') break;
  }
  if (element.name === 'w:sdt' && inner === element) return [replacement(element)];
  const closeFrom = contentTo(text, inner);
  if (openTo >= closeFrom) return [replacement(element)];
  return [
    { from: element.from, to: openTo, text: '' },
    { from: closeFrom, to: element.to, text: '' },
  ];
}
const wrapperProperties: ReadonlySet<string> = new Set([
  'w:sdtPr',
  'w:sdtEndPr',
  'w:customXmlPr',
  'w:smartTagPr',
  'w:fldData',
]);

/** A tag under another local name, with everything else in it as it was: `w:delText` to `w:t`. */
export function renaming(text: string, element: XmlElement, local: string): readonly Splice[] {
  const name = writtenName(text, element);
  const renamed = name.slice(0, name.indexOf(':') + 1) + local;
  const splices: Splice[] = [{ from: element.from + 1, to: element.from + 1 + name.length, text: renamed }];
  if (!isSelfClosing(text, element)) {
    const from = contentTo(text, element) + 2;
    splices.push({ from, to: from + name.length, text: renamed });
  }
  return splices;
}

/** An element as written, without anything in it that tracks changes. */
export function withoutRevisions(element: XmlElement, text: string): string {
  const splices: Splice[] = [];
  const walk = (inner: XmlElement) => {
    for (let child = inner.first; child !== null; child = child.next) {
      if (isRevisionElement(child.name)) splices.push(replacement(child));
      else walk(child);
    }
  };
  walk(element);
  return applySplices(text, splices, element.from, element.to);
}
