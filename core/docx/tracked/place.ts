import { isInAfter, isInBefore, type TrackedChange } from '../../model/redline-document.ts';
import { attributeOf, type XmlElement } from '../xml.ts';
import { authorship } from './formatting-changes.ts';

/**
 * Where a reader stands in a part: in which tracked changes, between the ends of which moves, inside the words of which comments.
 * Ranges begin and end anywhere, also between paragraphs, and need not nest (ECMA-376 part 1, 17.13.4, 17.13.5.23).
 */
export class TrackedPlace {
  readonly #stack: (readonly TrackedChange[])[] = [];
  readonly #openMoves = new Map<string, string>();
  /** The last move met in the paragraph, open or not: the paragraph's mark stands before it in the file. */
  readonly #paragraphMoves = new Map<string, string>();
  readonly #openComments = new Set<string>();
  readonly #quotes: Map<string, string>;
  readonly #absent = { before: 0, after: 0 };
  #changes: readonly TrackedChange[] = noChanges;

  /** `quotes` takes the words of comments by their id. */
  constructor(quotes: Map<string, string>) {
    this.#quotes = quotes;
  }

  /** The changes around this place, outermost first; the same array for as long as it stays the same. */
  get changes(): readonly TrackedChange[] {
    return this.#changes;
  }

  get isInAfter(): boolean {
    return this.#absent.after === 0 && isInAfter(this.#changes);
  }

  get isInBefore(): boolean {
    return this.#absent.before === 0 && isInBefore(this.#changes);
  }

  /** Reads the content of a row or cell that has these changes; they are not those of the words in it. */
  within<T>(changes: readonly TrackedChange[], read: () => T): T {
    const before = isInBefore(changes) ? 0 : 1;
    const after = isInAfter(changes) ? 0 : 1;
    this.#absent.before += before;
    this.#absent.after += after;
    const result = read();
    this.#absent.before -= before;
    this.#absent.after -= after;
    return result;
  }

  enter(...changes: readonly TrackedChange[]): void {
    this.#stack.push(this.#changes);
    if (changes.length > 0) this.#changes = [...this.#changes, ...changes];
  }

  leave(): void {
    this.#changes = this.#stack.pop() ?? noChanges;
  }

  beginParagraph(): void {
    this.#paragraphMoves.clear();
  }

  /** Reads `w:ins`, `w:del`, `w:moveFrom`, `w:moveTo` (17.13.5.14 to 17.13.5.22); `null` for another element. */
  readChange(element: XmlElement): TrackedChange | null {
    const kind = kindOf(element.name);
    if (kind === null) return null;
    return { ...authorship(element), kind, move: this.#openMoves.get(kind) ?? null };
  }

  /**
   * Reads the beginning of a range around a content control that was inserted, deleted or moved (17.13.5.4 to 17.13.5.11); `null` for
   * another element. Each is recorded twice, around the start tag and, last in it, around the end tag; the second is passed over.
   */
  readControlChange(range: XmlElement): TrackedChange | null {
    const kind = controlChanges[range.name];
    if (kind === undefined || range.next === null) return null;
    return { ...authorship(range), kind, move: this.#openMoves.get(kind) ?? null };
  }

  /** The changes that stand in properties: of a row, or of a paragraph's mark, once the paragraph's words were read. */
  readChanges(properties: XmlElement | null): readonly TrackedChange[] {
    let changes: TrackedChange[] | null = null;
    for (let child = properties?.first ?? null; child !== null; child = child.next) {
      const change = this.readChange(child);
      if (change === null) continue;
      changes ??= [];
      changes.push({ ...change, move: change.move ?? this.#paragraphMoves.get(change.kind) ?? null });
    }
    return changes ?? noChanges;
  }

  /** Takes in the beginning or the end of a range; false when the element is none. */
  follow(element: XmlElement): boolean {
    switch (element.name) {
      case 'w:moveFromRangeStart':
      case 'w:moveToRangeStart': {
        const kind = element.name === 'w:moveFromRangeStart' ? 'moveFrom' : 'moveTo';
        const name = attributeOf(element, 'w:name') ?? '';
        this.#openMoves.set(kind, name);
        this.#paragraphMoves.set(kind, name);
        return true;
      }
      case 'w:moveFromRangeEnd':
        this.#openMoves.delete('moveFrom');
        return true;
      case 'w:moveToRangeEnd':
        this.#openMoves.delete('moveTo');
        return true;
      case 'w:commentRangeStart':
        this.#openComments.add(attributeOf(element, 'w:id') ?? '');
        return true;
      case 'w:commentRangeEnd':
        this.#openComments.delete(attributeOf(element, 'w:id') ?? '');
        return true;
      default:
        return false;
    }
  }

  /** Adds words to the comments that are about them. */
  quote(text: string): void {
    for (const id of this.#openComments) {
      const quoted = ((this.#quotes.get(id) ?? '') + text).slice(0, longestQuote);
      this.#quotes.set(id, quoted);
      // Ranges that nobody ends must not cost more with every word.
      if (quoted.length === longestQuote) this.#openComments.delete(id);
    }
  }
}

const longestQuote = 200;
const noChanges: readonly TrackedChange[] = [];

const controlChanges: Readonly<Record<string, TrackedChange['kind']>> = {
  'w:customXmlInsRangeStart': 'insertion',
  'w:customXmlDelRangeStart': 'deletion',
  'w:customXmlMoveFromRangeStart': 'moveFrom',
  'w:customXmlMoveToRangeStart': 'moveTo',
};

function kindOf(name: string): TrackedChange['kind'] | null {
  switch (name) {
    case 'w:ins':
      return 'insertion';
    case 'w:del':
      return 'deletion';
    case 'w:moveFrom':
    case 'w:moveTo':
      return name === 'w:moveFrom' ? 'moveFrom' : 'moveTo';
    default:
      return null;
  }
}
