import type { ImportNote, ImportNoteCode } from '../model/source.ts';
import { importNoteCodes } from '../model/source.ts';
import { chosenBranch } from './alternate-content.ts';
import type { Revision } from './revisions/revision.ts';
import type { XmlElement } from './xml.ts';

const removing: ReadonlySet<string> = new Set(['w:del', 'w:moveFrom']);

/**
 * Counts what a document holds besides the words that are read, so that the user is told. One walk over the tree apart from the
 * reading, because most of it stands where the reader never looks: in the properties of runs, rows and sections.
 */
export class Survey {
  readonly #counts = new Map<ImportNoteCode, number>();
  readonly #authors = new Set<string>();

  add(code: ImportNoteCode, count = 1): void {
    if (count > 0) this.#counts.set(code, (this.#counts.get(code) ?? 0) + count);
  }

  /** Starts anew, before a second reading. */
  forget(): void {
    this.#counts.clear();
    this.#authors.clear();
  }

  /** The changes pending in the whole file, as all lists of them count them: headers and comments count, though they are not read. */
  addRevisions(revisions: readonly Revision[]): void {
    this.add('tracked-changes-accepted', revisions.length);
    for (const { author } of revisions) if (author !== '') this.#authors.add(author);
  }

  /** Looks through an element and everything in it; of alternate content only the branch that is read. */
  walk(element: XmlElement): void {
    this.#walk(element, false);
  }

  #walk(element: XmlElement, removed: boolean): void {
    const { name } = element;
    const passedOver = removed ? null : codeOf(name);
    if (passedOver !== null) this.add(passedOver);
    // The picture of an embedded object, or the formulas of a formula, are no further losses.
    if (passedOver === 'embedded-objects-not-read' || passedOver === 'math-not-read') return;
    const inside = name === 'mc:AlternateContent' ? chosenBranch(element) : element;
    const innerRemoved = removed || removing.has(name);
    for (let child = inside?.first ?? null; child !== null; child = child.next) this.#walk(child, innerRemoved);
  }

  /** In the order of `importNoteCodes`. */
  listNotes(): readonly ImportNote[] {
    const notes: ImportNote[] = [];
    for (const code of importNoteCodes) {
      const count = this.#counts.get(code);
      if (count === undefined) continue;
      const detail = code === 'tracked-changes-accepted' ? [...this.#authors].join(', ') : '';
      notes.push(detail === '' ? { code, count } : { code, count, detail });
    }
    return notes;
  }
}

function codeOf(name: string): ImportNoteCode | null {
  switch (name) {
    case 'w:commentReference':
      return 'comments-not-read';
    case 'pic:pic':
    case 'v:imagedata':
      return 'images-not-read';
    case 'm:oMath':
      return 'math-not-read';
    case 'w:object':
    case 'w:altChunk':
    case 'w:subDoc':
    case 'c:chart':
    case 'cx:chart':
    case 'dgm:relIds':
      return 'embedded-objects-not-read';
    default:
      return null;
  }
}
