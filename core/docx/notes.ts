import { formatNumber } from './number-format.ts';
import type { DocxPackage } from './package.ts';
import { childValue, readLevel } from './properties.ts';
import { attributeOf, findChild, type XmlElement } from './xml.ts';

export type NoteKind = 'footnote' | 'endnote';

/** How the notes of a kind are numbered in a section (`w:footnotePr`, ECMA-376 part 1, 17.11.11). */
interface NoteRules {
  readonly format: string;
  readonly start: number;
  /** `w:numRestart`. Where pages begin is not in the file, so `eachPage` counts on like `continuous`. */
  readonly restartsEachSection: boolean;
}

interface Section {
  /** Where the section's properties stand in the part's text; what stands before belongs to it. */
  readonly to: number;
  readonly rules: Readonly<Record<NoteKind, NoteRules>>;
}

/** Numbers the notes of a document in the order in which they are cited. */
export class NoteMarks {
  readonly #language: string;
  readonly #sections: readonly Section[];
  readonly #counts: Record<NoteKind, number | null> = { footnote: null, endnote: null };
  #section = 0;

  constructor(sections: readonly Section[], language: string) {
    this.#sections = sections;
    this.#language = language;
  }

  /** The mark of the next note, cited at that offset in the part's text; offsets never go back. */
  next(kind: NoteKind, at: number): string {
    while (this.#section < this.#sections.length - 1 && at > (this.#sections[this.#section] as Section).to) {
      this.#section++;
      for (const each of ['footnote', 'endnote'] as const) {
        if (this.#rules(each).restartsEachSection) this.#counts[each] = null;
      }
    }
    const { start, format } = this.#rules(kind);
    const previous = this.#counts[kind];
    const count = previous === null ? start : previous + 1;
    this.#counts[kind] = count;
    return formatNumber(count, format, this.#language);
  }

  #rules(kind: NoteKind): NoteRules {
    return (this.#sections[this.#section] as Section).rules[kind];
  }
}

/**
 * The sections of the main document with their rules for notes. Section properties stand at a section's end, after the
 * notes that they rule, so a document that has such rules is looked through once beforehand.
 */
export function readNoteSections(docx: DocxPackage, settings: XmlElement | null): readonly Section[] {
  const defaults = {
    footnote: readRules(settings, 'w:footnotePr', { format: 'decimal', start: 1, restartsEachSection: false }),
    endnote: readRules(settings, 'w:endnotePr', { format: 'lowerRoman', start: 1, restartsEachSection: false }),
  };
  const sections: Section[] = [];
  if (docx.getText(docx.mainPart).includes('notePr')) {
    docx.streamXml(docx.mainPart, 2, (block) => collectSections(block, defaults, sections));
  }
  return sections.length > 0 ? sections : [{ to: Number.POSITIVE_INFINITY, rules: defaults }];
}

function collectSections(element: XmlElement, defaults: Section['rules'], sections: Section[]): void {
  if (element.name === 'w:sectPr') {
    sections.push({
      to: element.from,
      rules: {
        footnote: readRules(element, 'w:footnotePr', defaults.footnote),
        endnote: readRules(element, 'w:endnotePr', defaults.endnote),
      },
    });
    return;
  }
  // The section properties before a tracked change are no section.
  if (element.name === 'w:pPrChange') return;
  for (let child = element.first; child !== null; child = child.next) collectSections(child, defaults, sections);
}

function readRules(parent: XmlElement | null, name: string, inherited: NoteRules): NoteRules {
  const properties = parent === null ? null : findChild(parent, name);
  if (properties === null) return inherited;
  const restart = childValue(properties, 'w:numRestart');
  return {
    format: childValue(properties, 'w:numFmt') ?? inherited.format,
    start: readLevel(childValue(properties, 'w:numStart'), 32_767) ?? inherited.start,
    restartsEachSection: restart === null ? inherited.restartsEachSection : restart === 'eachSect',
  };
}

/** The notes of a part (17.11.15, 17.11.8) by their id. */
export function indexNotes(root: XmlElement, kind: NoteKind): ReadonlyMap<string, XmlElement> {
  const byId = new Map<string, XmlElement>();
  for (let note = root.first; note !== null; note = note.next) {
    if (note.name === `w:${kind}`) byId.set(attributeOf(note, 'w:id') ?? '', note);
  }
  return byId;
}
