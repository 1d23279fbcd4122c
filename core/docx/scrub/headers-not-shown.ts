import { isOn } from '../properties.ts';
import { attributeOf, findChild, type XmlElement } from '../xml.ts';
import { textOf } from './hidden-text.ts';
import type { ScrubJob } from './scrub-job.ts';

/** What a section says of its headers and footers (ECMA-376 part 1, 17.10). */
export interface Section {
  readonly part: string;
  readonly references: readonly { readonly slot: string; readonly type: string; readonly id: string }[];
  /** Its first page has headers and footers of its own. */
  readonly hasTitlePage: boolean;
}

/** Reads `w:sectPr`. */
export function readSection(properties: XmlElement, part: string): Section {
  const references = new Map<string, { slot: string; type: string; id: string }>();
  for (let child = properties.first; child !== null; child = child.next) {
    if (child.name !== 'w:headerReference' && child.name !== 'w:footerReference') continue;
    const type = attributeOf(child, 'w:type') ?? 'default';
    const slot = `${child.name} ${type}`;
    references.set(slot, { slot, type, id: attributeOf(child, 'r:id') ?? '' });
  }
  return { part, references: [...references.values()], hasTitlePage: isOn(findChild(properties, 'w:titlePg')) };
}

/**
 * Names headers and footers with words that no page shows: of first pages where no section has a first page of its own, of
 * even pages where even pages are like odd ones. A template's forgotten words live there.
 */
export function nameHeadersNotShown(job: ScrubJob): void {
  const { docx } = job;
  const [settings] = docx.listRelated(docx.mainPart, 'settings');
  const hasEvenPages = settings !== undefined && isOn(findChild(docx.getXml(settings), 'w:evenAndOddHeaders'));
  const sections = job.sections.filter(({ part }) => part === docx.mainPart);
  const shown = new Set<string>();
  const named = new Set<string>();
  sections.forEach((section, index) => {
    for (const { slot, type, id } of section.references) {
      named.add(id);
      if (type === 'default' || (type === 'even' && hasEvenPages)) shown.add(id);
      if (type === 'first' && reachesTitlePage(sections, index, slot)) shown.add(id);
    }
  });
  for (const id of named) {
    const target = docx.relationshipsOf(docx.mainPart).get(id)?.target;
    const part = target === undefined ? undefined : docx.archive.findEntry(target)?.name;
    if (shown.has(id) || part === undefined) continue;
    const words = textOf(docx.getXml(part)).trim();
    if (words !== '') job.ledger.left('headers-not-shown', part, 'words', words);
  }
}

/** A section without a header of its own has that of the section before it (17.10.5). */
function reachesTitlePage(sections: readonly Section[], from: number, slot: string): boolean {
  for (let index = from; index < sections.length; index++) {
    const section = sections[index] as Section;
    if (index > from && section.references.some((reference) => reference.slot === slot)) return false;
    if (section.hasTitlePage) return true;
  }
  return false;
}
