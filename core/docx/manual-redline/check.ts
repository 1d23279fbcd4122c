import { AppError } from '../../error.ts';
import { chosenBranch } from '../alternate-content.ts';
import { textElementWords } from '../text-element.ts';
import { parseXml, type XmlElement } from '../xml.ts';
import type { PartFates } from './fates.ts';
import { charactersOf } from './live-text.ts';
import { fate } from './spans.ts';

/**
 * Reads the converted part again and compares each paragraph with what was decided: with its changes rejected it is its kept and struck
 * words, with its changes accepted its kept and inserted ones. Paragraphs that had tracked changes before are compared without
 * those, as the decision was made. Throws `law-broken`.
 */
export function checkConversion(file: string, { live, characters }: PartFates, xml: string): void {
  const written = paragraphsOf(parseXml(xml));
  const before = paragraphsOf(parseXml(live.xml));
  const fail = (index: number) => {
    const reason = `paragraph ${index + 1} of ${live.part} would not keep its words`;
    return new AppError('law-broken', `${file} was not converted: ${reason}.`, { details: { file, reason } });
  };
  if (written.length !== before.length) throw fail(Math.min(written.length, before.length));
  const places = new Map(live.paragraphs.map(({ element }, index) => [element.ordinal, index]));
  for (const [at, paragraph] of written.entries()) {
    const original = before[at] as ReadParagraph;
    const index = places.get(paragraph.ordinal);
    if (index === undefined) {
      if (paragraph.rejected !== original.rejected || paragraph.accepted !== original.accepted) throw fail(at);
      continue;
    }
    if (original.hasChanges) continue;
    const text = live.paragraphs[index]?.text ?? '';
    const fates = characters[index] as Uint8Array;
    const wordsOf = (side: number) =>
      Array.from({ length: text.length }, (_, i) => (fates[i] === fate.kept || fates[i] === side ? text[i] : '')).join(
        '',
      );
    if (paragraph.rejected !== wordsOf(fate.deleted) || paragraph.accepted !== wordsOf(fate.inserted)) throw fail(at);
  }
}

interface ReadParagraph {
  readonly ordinal: number;
  rejected: string;
  accepted: string;
  hasChanges: boolean;
}

/** The paragraphs of a part in order, each with the words of its own runs. */
function paragraphsOf(root: XmlElement): ReadParagraph[] {
  const paragraphs: ReadParagraph[] = [];
  const walk = (element: XmlElement, paragraph: ReadParagraph | null, isThere: { old: boolean; current: boolean }) => {
    for (let child = element.first; child !== null; child = child.next) {
      switch (child.name) {
        case 'w:p': {
          const inner = { ordinal: child.ordinal, rejected: '', accepted: '', hasChanges: false };
          paragraphs.push(inner);
          walk(child, inner, { old: true, current: true });
          break;
        }
        case 'w:ins':
        case 'w:del':
        case 'w:moveFrom':
        case 'w:moveTo': {
          const isNew = child.name === 'w:ins' || child.name === 'w:moveTo';
          if (paragraph !== null && child.first !== null) paragraph.hasChanges = true;
          walk(child, paragraph, { old: isThere.old && !isNew, current: isThere.current && isNew });
          break;
        }
        case 'w:rPr':
        case 'w:pPr':
          break;
        case 'mc:AlternateContent': {
          const branch = chosenBranch(child);
          if (branch !== null) walk(branch, paragraph, isThere);
          break;
        }
        default: {
          const words = child.name === 'w:delText' ? textElementWords(child) : charactersOf(child);
          if (paragraph !== null && isThere.old) paragraph.rejected += words;
          if (paragraph !== null && isThere.current) paragraph.accepted += words;
          walk(child, paragraph, isThere);
        }
      }
    }
  };
  walk(root, null, { old: true, current: true });
  return paragraphs;
}
