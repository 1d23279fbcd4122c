import { chosenBranch } from '../alternate-content.ts';
import { findChild, type XmlElement } from '../xml.ts';
import { isRemovedIn, isTrackedWrapper } from './flat-paragraph.ts';
import { strictWords } from './same-names.ts';
import type { View } from './side.ts';

/**
 * A key that is equal for elements that mean the same: attributes in order of their names, children in the order they
 * have, switched-on values written one way. `namedValue` may give another value for an attribute (a style by its name, a relationship by its
 * target) or `null` to leave it out; `skips` leaves out children. Tracked content is there or not as the view has it;
 * what a text box says is left out. Of alternatives only the one that is read counts: the others say the same for older
 * programs, and Word writes them anew at every saving.
 */
export function canonicalKey(
  element: XmlElement,
  namedValue: NamedValue,
  skips: (name: string) => boolean,
  view: View,
): string {
  if (element.name === 'w:txbxContent') return '<w:txbxContent>';
  let key = `<${element.name}`;
  const { attributes } = element;
  if (attributes !== null) {
    const pairs: string[] = [];
    for (let i = 0; i < attributes.length; i += 2) {
      const name = attributes[i] as string;
      const value = namedValue(element, name, attributes[i + 1] as string);
      if (value !== null) pairs.push(` ${strictWords.get(name) ?? name}="${value}"`);
    }
    if (pairs.length > 1) pairs.sort();
    key += pairs.join('');
  }
  key += '>';
  return `${key}${contentKey(element, namedValue, skips, view)}${element.text}</>`;
}

type NamedValue = (element: XmlElement, name: string, value: string) => string | null;

function contentKey(element: XmlElement, namedValue: NamedValue, skips: (name: string) => boolean, view: View): string {
  let key = '';
  for (let child = element.first; child !== null; child = child.next) {
    const { name } = child;
    if (isTrackedWrapper(name)) {
      if (!isRemovedIn(view, name)) key += contentKey(child, namedValue, skips, view);
    } else if (isUnreadBranch(child, element)) continue;
    else if (name === 'w:delText') key += `<w:t>${child.text}</>`;
    else if (!skips(name) && !isFormulaRemoved(child, view)) key += canonicalKey(child, namedValue, skips, view);
  }
  return key;
}

/** Whether the element is a branch of `mc:AlternateContent` that is not read (ECMA-376 part 3, 7.5). */
export function isUnreadBranch(element: XmlElement, parent: XmlElement): boolean {
  return parent.name === 'mc:AlternateContent' && chosenBranch(parent) !== element;
}

/** A piece of a formula says in its run properties that it was put in or taken out (ECMA-376 part 1, 22.1.2.87). */
function isFormulaRemoved(element: XmlElement, view: View): boolean {
  if (element.name !== 'm:r') return false;
  const properties = findChild(element, 'w:rPr');
  return properties !== null && findChild(properties, view === 'accepted' ? 'w:del' : 'w:ins') !== null;
}
