import { applySplices, type Splice } from '../splices.ts';
import { attributeOf, parseXml, type XmlElement } from '../xml.ts';
import { XmlError } from '../xml-error.ts';
import { formattingKindOf, mayHoldRevisions } from './elements.ts';
import { indexRevisions } from './index-revisions.ts';
import { replacement } from './raw-xml.ts';

/**
 * Looks over a part after its changes were resolved, because what is written must be right or not be written. Broken
 * programs leave elements of tracked changes where the schema has none and nothing knows what they mean there. An empty one, or
 * one with properties of the past, is cut away; one that holds words is refused, since nobody could say what
 * becomes of them. `kept` are the signatures of the elements that are to be there.
 *
 * Throws `XmlError`.
 */
export function withoutLeftovers(part: string, text: string, kept: ReadonlySet<string>): string {
  if (kept.size === 0 && !mayHoldRevisions(text)) return text;
  const splices: Splice[] = [];
  for (const element of indexRevisions(part, text, parseXml(text)).owners.keys()) {
    if (kept.has(signatureOf(element))) continue;
    if (element.first !== null && formattingKindOf(element.name) === null) {
      throw new XmlError('damaged', `a tracked change (${element.name}) stands where none can be, around words`);
    }
    splices.push(replacement(element));
  }
  return applySplices(text, splices);
}

/** What is the same of an element before and after other changes are resolved. */
export function signatureOf(element: XmlElement): string {
  const { name } = element;
  return ['w:id', 'w:author', 'w:date'].map((attribute) => attributeOf(element, attribute) ?? '').join('\0') + name;
}
