import { childValue } from '../properties.ts';
import { attributeOf, type XmlElement } from '../xml.ts';

/** The id of the style that Word gives the mark of a comment, where the document has it. `styles`: the root of the styles part. */
export function findReferenceStyle(styles: XmlElement | null): string | null {
  return findStyle(styles, 'character', 'annotation reference');
}

/** The id of the style that Word gives the words of a comment, where the document has it. */
export function findCommentStyle(styles: XmlElement | null): string | null {
  return findStyle(styles, 'paragraph', 'annotation text');
}

/** Names of built-in styles are the same in every language of Word, and in either case (ECMA-376 part 1, 17.7.4.9). */
function findStyle(styles: XmlElement | null, type: string, name: string): string | null {
  for (let style = styles?.first ?? null; style !== null; style = style.next) {
    if (style.name !== 'w:style' || attributeOf(style, 'w:type') !== type) continue;
    if (childValue(style, 'w:name')?.toLowerCase() === name) return attributeOf(style, 'w:styleId');
  }
  return null;
}
