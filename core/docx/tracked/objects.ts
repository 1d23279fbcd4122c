import type { RedlineObject, TrackedChange } from '../../model/redline-document.ts';
import { chosenBranch } from '../alternate-content.ts';
import { attributeOf, type XmlElement } from '../xml.ts';

/** What a drawing, picture or embedded object is (ECMA-376 part 1, 17.3.3.9, 17.3.3.19, 17.3.3.21); `null` when it only holds a text box. */
export function readObject(element: XmlElement): RedlineObject | null {
  const found = { kind: element.name === 'w:object' ? ('embedded' as const) : null, words: '', holdsText: false };
  const kind = look(element, found) ?? found.kind;
  if (kind === null && found.holdsText) return null;
  return { kind: kind ?? 'shape', words: found.words };
}

function look(element: XmlElement, found: { words: string; holdsText: boolean }): RedlineObject['kind'] | null {
  switch (element.name) {
    case 'w:txbxContent':
      found.holdsText = true;
      return null;
    case 'wp:docPr':
      found.words ||= attributeOf(element, 'descr') || attributeOf(element, 'title') || '';
      break;
    case 'v:shape':
    case 'v:rect':
      found.words ||= attributeOf(element, 'alt') ?? '';
      break;
  }
  let kind = kindOf(element.name);
  const inside = element.name === 'mc:AlternateContent' ? chosenBranch(element) : element;
  for (let child = inside?.first ?? null; child !== null; child = child.next) kind = look(child, found) ?? kind;
  return kind;
}

function kindOf(name: string): RedlineObject['kind'] | null {
  switch (name) {
    case 'pic:pic':
    case 'v:imagedata':
      return 'image';
    case 'c:chart':
    case 'cx:chart':
      return 'chart';
    case 'dgm:relIds':
      return 'diagram';
    case 'o:OLEObject':
    case 'w:object':
      return 'embedded';
    default:
      return null;
  }
}

/**
 * The symbols of a formula in the order of the file (ECMA-376 part 1, 22.1), in pieces that share their tracked changes: these
 * stand around runs of mathematical text, or in the properties of a fraction, a root and so on.
 */
export function readFormula(
  formula: XmlElement,
  readChange: (element: XmlElement) => TrackedChange | null,
  onPiece: (words: string, changes: readonly TrackedChange[]) => void,
): void {
  const none: readonly TrackedChange[] = [];
  let words = '';
  let current = none;
  const flush = () => {
    if (words !== '') onPiece(words, current);
    words = '';
  };
  const walk = (element: XmlElement, changes: readonly TrackedChange[]) => {
    if (element.name === 'm:t' || element.name === 'w:t' || element.name === 'w:delText') {
      if (changes !== current) {
        flush();
        current = changes;
      }
      words += element.text;
      return;
    }
    for (let child = element.first; child !== null; child = child.next) {
      const change = readChange(child);
      if (change === null) walk(child, changes);
      else if (child.first === null) {
        flush();
        onPiece('', [...changes, change]);
      } else walk(child, [...changes, change]);
    }
  };
  walk(formula, none);
  flush();
}
