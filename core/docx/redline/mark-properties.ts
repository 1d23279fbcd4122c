import { findChild, type XmlElement } from '../xml.ts';
import type { ContentCopier } from './content-copier.ts';
import { copyLooks, type Tracking } from './tracked-xml.ts';

/**
 * The properties of a paragraph (`w:pPr`, ECMA-376 part 1, 17.3.1.26), which belong to its mark: what stood there, what of it changed, and
 * whether the mark itself is put in or taken away. Their order is the schema's: properties, the mark's formatting, the
 * section, the tracked change.
 */

/** A paragraph put in, as B has it. `tracking` is `null` where the mark is not tracked itself; `change`: what to add about the past. */
export function insertedMark(
  ofB: XmlElement | null,
  tracking: Tracking | null,
  copier: ContentCopier,
  change = '',
): string {
  const looks = copyLooks(ofB === null ? null : findChild(ofB, 'w:rPr'), copier);
  const { names, stamp } = copier;
  const sign = tracking === null ? '' : `<${names.get(tracking)}${stamp.next(names)}/>`;
  const mark = sign + looks === '' ? '' : `<${names.get('w:rPr')}>${sign}${looks}</${names.get('w:rPr')}>`;
  const section = ofB === null || !copier.carriesSections ? null : findChild(ofB, 'w:sectPr');
  const sectionXml = section === null ? '' : copier.copy(section);
  return wrapProperties(copier.copyParagraphProperties(ofB) + mark + sectionXml + change, copier);
}

/** The tracked change that says what the properties of a paragraph of A were. */
export function changeFrom(ofA: XmlElement | null, text: string, copier: ContentCopier): string {
  const { names, stamp } = copier;
  const pieces = takeApart(ofA, text);
  if (pieces.change !== '') {
    stamp.mergedProperties++;
    return pieces.change;
  }
  const name = names.get('w:pPrChange');
  return `<${name}${stamp.next(names)}><${names.get('w:pPr')}>${pieces.properties}</${names.get('w:pPr')}></${name}>`;
}

/**
 * A paragraph of A whose mark goes; everything else of its properties stays as written. With `joins` its words stay and become part
 * of a paragraph with those properties of B: Word gives them the properties of the mark that remains, other
 * programs those of the first paragraph, so both are told.
 */
export function removedMark(
  ofA: XmlElement | null,
  text: string,
  tracking: Tracking,
  copier: ContentCopier,
  joins: { readonly ofB: XmlElement | null } | null = null,
): string {
  const { names, stamp } = copier;
  const sign = `<${names.get(tracking)}${stamp.next(names)}/>`;
  const pieces = takeApart(ofA, text);
  const mark = ofA === null ? null : findChild(ofA, 'w:rPr');
  // A mark's tracking has an order of its own, before its formatting (ECMA-376 part 1, 17.3.1.29).
  const before = trackingOrder.slice(0, trackingOrder.indexOf(tracking));
  const first = mark === null ? '' : childrenOf(mark, text, ({ name }) => before.includes(name));
  const rest = mark === null ? '' : childrenOf(mark, text, ({ name }) => !before.includes(name));
  const looks = `<${names.get('w:rPr')}>${first}${sign}${rest}</${names.get('w:rPr')}>`;
  if (joins === null) return wrapProperties(pieces.properties + looks + pieces.section + pieces.change, copier);
  const properties = copier.copyParagraphProperties(joins.ofB);
  return wrapProperties(properties + looks + pieces.section + changeFrom(ofA, text, copier), copier);
}

/** A paragraph of A that stays, with the properties that B gives it, tracked; a change that is pending already keeps what it was before. */
export function changedMark(
  ofA: XmlElement | null,
  text: string,
  ofB: XmlElement | null,
  copier: ContentCopier,
): string {
  const { mark, section } = takeApart(ofA, text);
  const change = changeFrom(ofA, text, copier);
  return wrapProperties(copier.copyParagraphProperties(ofB) + mark + section + change, copier);
}

/** `w:pPr` around its children; nothing around nothing. */
function wrapProperties(content: string, { names }: ContentCopier): string {
  return content === '' ? '' : `<${names.get('w:pPr')}>${content}</${names.get('w:pPr')}>`;
}

/** The pieces of a `w:pPr` as written. */
function takeApart(
  properties: XmlElement | null,
  text: string,
): { properties: string; mark: string; section: string; change: string } {
  const pieces = { properties: '', mark: '', section: '', change: '' };
  for (let child = properties?.first ?? null; child !== null; child = child.next) {
    const written = text.slice(child.from, child.to);
    if (child.name === 'w:rPr') pieces.mark += written;
    else if (child.name === 'w:sectPr') pieces.section += written;
    else if (child.name === 'w:pPrChange') pieces.change += written;
    else pieces.properties += written;
  }
  return pieces;
}

const trackingOrder: readonly string[] = ['w:ins', 'w:del', 'w:moveFrom', 'w:moveTo'];

function childrenOf(element: XmlElement, text: string, keeps: (child: XmlElement) => boolean): string {
  let written = '';
  for (let child = element.first; child !== null; child = child.next) {
    if (keeps(child)) written += text.slice(child.from, child.to);
  }
  return written;
}
