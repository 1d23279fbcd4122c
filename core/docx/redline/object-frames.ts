import { attributeOf, type XmlElement } from '../xml.ts';
import { type Block, elementsOf } from './blocks.ts';
import { isUnreadBranch } from './canonical.ts';
import { isRemovedIn } from './flat-paragraph.ts';
import type { Side, View } from './side.ts';

/** Whether it is an object that may hold text boxes and pictures (ECMA-376 part 1, 17.3.3.9 and 17.3.3.21; part 3, 7.5). */
export function isDrawing(name: string): boolean {
  return name === 'w:drawing' || name === 'w:pict' || name === 'mc:AlternateContent';
}

/**
 * What an object shows besides the words of its boxes: how many boxes, which pictures and other parts, which words drawn as
 * shapes. How large, where and with which border is left out, and so is in which markup. `partOf` gives what is equal for equal
 * targets of a relationship.
 */
export function shownKey(leaf: XmlElement, partOf: (relationshipId: string) => string): string {
  const shown: string[] = [];
  const visit = (element: XmlElement) => {
    if (element.name === 'w:txbxContent') {
      shown.push('box');
      return;
    }
    if (element.name === 'v:textpath') shown.push(`words ${attributeOf(element, 'string') ?? ''}`);
    const { attributes } = element;
    for (let i = 0; attributes !== null && i < attributes.length; i += 2) {
      if ((attributes[i] as string).startsWith('r:')) shown.push(partOf(attributes[i + 1] as string));
    }
    for (let child = element.first; child !== null; child = child.next) {
      // What programs add for themselves.
      if (child.name !== 'a:extLst' && !isUnreadBranch(child, element)) visit(child);
    }
  };
  visit(leaf);
  return shown.join('\n');
}

/** The words in the boxes of an object, in one view. */
export function wordsShown(leaf: XmlElement, view: View): string {
  let words = '';
  const visit = (parent: XmlElement) => {
    for (let child = parent.first; child !== null; child = child.next) {
      if (isRemovedIn(view, child.name) || isUnreadBranch(child, parent)) continue;
      if (child.name === 'w:t' || (child.name === 'w:delText' && view === 'rejected')) words += child.text;
      else if (child.name === 'w:p' || child.name === 'w:tab' || child.name === 'w:br') words += ' ';
      visit(child);
    }
  };
  visit(leaf);
  return words;
}

/** How many objects of blocks that are otherwise the same have another frame: they stay as they are in A. */
export function countOtherFrames(a: Block, sideA: Side, b: Block, sideB: Side): number {
  if (!/[\u{100000}-\u{10fffd}]/u.test(a.text)) return 0;
  const written = ({ ranges }: Block, side: Side) => ranges.map(({ from, to }) => side.text.slice(from, to)).join('');
  if (written(a, sideA) === written(b, sideB)) return 0;
  const before = framesIn(elementsOf(a, sideA), sideA);
  const after = framesIn(elementsOf(b, sideB), sideB);
  return before.filter((key, index) => key !== after[index]).length;
}

/** The keys of all objects, those in boxes of others too, as accepted. */
function framesIn(elements: readonly XmlElement[], side: Side): string[] {
  const frames: string[] = [];
  const visit = (element: XmlElement, isInside: boolean) => {
    if (isRemovedIn('accepted', element.name)) return;
    const isObject = isDrawing(element.name);
    if (isObject && !isInside) frames.push(side.objectKey(element, 'accepted'));
    const isStillInside = (isInside || isObject) && element.name !== 'w:txbxContent';
    for (let child = element.first; child !== null; child = child.next) {
      if (!isUnreadBranch(child, element)) visit(child, isStillInside);
    }
  };
  for (const element of elements) visit(element, false);
  return frames;
}
