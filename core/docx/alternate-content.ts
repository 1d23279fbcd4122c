import { understoodPrefixes } from './namespaces.ts';
import { attributeOf, type XmlElement } from './xml.ts';

/**
 * The one branch of `mc:AlternateContent` that is read (ECMA-376 part 3, 7.5): the first choice of which
 * every namespace is understood, else the fallback, else none. Word writes a text box twice, as
 * a drawing and as VML, and reading both would double its words.
 */
export function chosenBranch(alternateContent: XmlElement): XmlElement | null {
  for (let branch = alternateContent.first; branch !== null; branch = branch.next) {
    if (branch.name === 'mc:Fallback') return branch;
    if (branch.name === 'mc:Choice' && isUnderstood(branch)) return branch;
  }
  return null;
}

function isUnderstood(choice: XmlElement): boolean {
  const required = attributeOf(choice, 'Requires') ?? '';
  return required !== '' && required.split(' ').every((prefix) => understoodPrefixes.has(prefix));
}
