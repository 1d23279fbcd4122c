import { symbolCharacter } from '../symbols.ts';
import { textElementWords } from '../text-element.ts';
import { attributeOf, type XmlElement } from '../xml.ts';

/** Whether anything stands in a run besides its properties, what the layout left there, and the mark of a comment. */
export function holdsContent(run: XmlElement): boolean {
  for (let child = run.first; child !== null; child = child.next) if (isContent(child.name)) return true;
  return false;
}

/** Whether a child of a run is content. */
export function isContent(name: string): boolean {
  return name !== 'w:rPr' && name !== 'm:rPr' && name !== 'w:lastRenderedPageBreak' && name !== 'w:commentReference';
}

const object = '\ufffc';

/** What a child of a run is in a list of changes: its words, or a mark for an object (ECMA-376 part 1, 17.3.3). */
export function wordsOfRunChild(element: XmlElement): string {
  switch (element.name) {
    case 'w:t':
    case 'w:delText':
    case 'm:t':
      return textElementWords(element);
    case 'w:tab':
    case 'w:ptab':
      return '\t';
    case 'w:br':
    case 'w:cr':
      return '\n';
    case 'w:noBreakHyphen':
      return '\u2011';
    case 'w:softHyphen':
      return '\u00ad';
    case 'w:sym': {
      const code = Number.parseInt(attributeOf(element, 'w:char') ?? '', 16);
      return symbolCharacter(attributeOf(element, 'w:font') ?? '', code);
    }
    case 'w:drawing':
    case 'w:pict':
    case 'w:object':
    case 'mc:AlternateContent':
      return object;
    default:
      return '';
  }
}
