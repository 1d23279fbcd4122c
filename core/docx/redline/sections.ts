import type { DocxPackage } from '../package.ts';
import { applySplices, type Splice } from '../splices.ts';
import { attributeOf, findChild, type XmlElement } from '../xml.ts';
import { escapeAttribute, PartNames } from '../xml-writer.ts';
import { isMarkRemoved } from './blocks.ts';
import { canonicalKey } from './canonical.ts';
import type { View } from './side.ts';

export type PageKind = 'header' | 'footer';
export type PageType = 'default' | 'first' | 'even';

/** The headers and footers of a section: the name of the part of each, those handed on by the section before included. */
export type SectionPages = ReadonlyMap<string, string>;

const kinds: readonly PageKind[] = ['header', 'footer'];
const types: readonly PageType[] = ['default', 'first', 'even'];

/** `header first`: the key of a place in `SectionPages`. */
function pageKey(kind: PageKind, type: PageType): string {
  return `${kind} ${type}`;
}

/** Collects the `w:sectPr` elements of a body block; a section break is there when the mark that holds it is. */
export function collectSections(element: XmlElement, view: View, sections: XmlElement[]): void {
  if (element.name === 'w:sectPr') {
    sections.push(element);
    return;
  }
  const properties = element.name === 'w:p' ? findChild(element, 'w:pPr') : null;
  const section = properties === null ? null : findChild(properties, 'w:sectPr');
  if (section !== null && !isMarkRemoved(element, view)) sections.push(section);
  if (element.name !== 'w:sdt' && element.name !== 'w:sdtContent') return;
  for (let child = element.first; child !== null; child = child.next) collectSections(child, view, sections);
}

/** What each section shows (ECMA-376 part 1, 17.10.5 and 17.10.2): its own references, else those of the section before. */
export function pagesOfSections(docx: DocxPackage, sections: readonly XmlElement[]): SectionPages[] {
  const relationships = docx.relationshipsOf(docx.mainPart);
  const pages: Map<string, string>[] = [];
  for (const section of sections) {
    const shown = new Map(pages.at(-1));
    for (let child = section.first; child !== null; child = child.next) {
      const kind = kinds.find((each) => child.name === `w:${each}Reference`);
      const type = types.find((each) => each === (attributeOf(child, 'w:type') ?? 'default'));
      const target = relationships.get(attributeOf(child, 'r:id') ?? '')?.target;
      if (kind === undefined || type === undefined || target === undefined) continue;
      if (docx.archive.findEntry(target) !== null) shown.set(pageKey(kind, type), target);
    }
    pages.push(shown);
  }
  return pages;
}

/**
 * Makes every section name its headers and footers itself, so that a section before it may come or go without changing what it shows.
 * The document reads the same.
 */
export function nameHeadersEverywhere(docx: DocxPackage): void {
  const sections: XmlElement[] = [];
  docx.streamXml(docx.mainPart, 2, (element, around) => {
    if (around[1] === 'w:body') collectSections(element, 'accepted', sections);
  });
  const names = new PartNames(docx.rootNamespaces(docx.mainPart));
  const idOf = names.find('r:id');
  if (idOf === null) return;
  const relationships = Array.from(docx.relationshipsOf(docx.mainPart).values());
  const pages = pagesOfSections(docx, sections);
  const splices: Splice[] = [];
  sections.forEach((section, index) => {
    const isEmpty = section.contentFrom === section.to;
    let references = '';
    for (const [key, part] of pages[index] as SectionPages) {
      const [kind, type] = key.split(' ') as [PageKind, PageType];
      if (hasReference(section, kind, type)) continue;
      const relationship = relationships.find((each) => each.target === part && each.type === kind);
      if (relationship === undefined) continue;
      references += `<${names.get(`w:${kind}Reference`)} ${names.get('w:type')}="${type}" ${idOf}="${escapeAttribute(relationship.id)}"/>`;
    }
    if (references === '' || isEmpty) return;
    splices.push({ from: section.contentFrom, to: section.contentFrom, text: references });
  });
  if (splices.length > 0) docx.setText(docx.mainPart, applySplices(docx.getText(docx.mainPart), splices));
}

function hasReference(section: XmlElement, kind: PageKind, type: PageType): boolean {
  for (let child = section.first; child !== null; child = child.next) {
    if (child.name === `w:${kind}Reference` && (attributeOf(child, 'w:type') ?? 'default') === type) return true;
  }
  return false;
}

/** Equal for sections that lay out their pages alike; which headers they show is another matter. */
export function sectionKey(section: XmlElement): string {
  const isNoLayout = (name: string) =>
    name === 'w:headerReference' ||
    name === 'w:footerReference' ||
    name === 'w:sectPrChange' ||
    name === 'w:printerSettings';
  return canonicalKey(section, (_, name, value) => (name.startsWith('r:') ? null : value), isNoLayout, 'accepted');
}
