import { attributeOf, type XmlElement } from '../xml.ts';
import type { Direction } from './elements.ts';
import { RevisionIds } from './identity.ts';
import type { Revision, RevisionKind, RevisionPlace, RevisionStory } from './revision.ts';

/** A change while its elements are being found. */
export interface Draft {
  readonly kind: RevisionKind;
  author: string;
  date: string | null;
  /** The name that both ends of a move share, or `null`. */
  readonly moveName: string | null;
  readonly elements: XmlElement[];
  readonly old: string[];
  readonly new: string[];
  /** The words that belong to its identity: all but those of text boxes, which may have changes of their own. */
  readonly own: string[];
  /** The properties from before the change, as written: part of its identity instead of words that others may change. */
  before: string | null;
  readonly places: { -readonly [Key in keyof RevisionPlace]: RevisionPlace[Key] }[];
  /** Of changes to runs: how many runs of the paragraph stand before its end. */
  runsTo: number;
  /** In which branch of alternate content it was found; its words and places are taken from there alone. */
  readonly branch: number;
}

export function authorOf(element: XmlElement): string {
  return attributeOf(element, 'w:author') ?? '';
}

export function dateOf(element: XmlElement): string | null {
  return attributeOf(element, 'w:date');
}

/** Whether an element says that it is of the same author and time as a change. */
export function isOfSameHand(draft: Pick<Draft, 'author' | 'date'>, element: XmlElement): boolean {
  return draft.author === authorOf(element) && draft.date === dateOf(element);
}

export function sideOf(direction: Direction): 'old' | 'new' {
  return direction === 'puts' ? 'new' : 'old';
}

/** The changes of a part, in the order in which they begin. */
export class Drafts {
  readonly #part: string;
  readonly #all: Draft[] = [];
  #branches = 0;
  #branch = 0;
  /** The changes of the first branch of alternate content, which the branch at hand says again. */
  #toRepeat: Draft[] = [];

  constructor(part: string) {
    this.#part = part;
  }

  /** A change that begins with this element, or the one that it repeats. */
  begin(kind: RevisionKind, element: XmlElement, moveName: string | null = null): Draft {
    const repeated = this.#toRepeat.findIndex((draft) => draft.kind === kind && isOfSameHand(draft, element));
    if (repeated >= 0) return this.#toRepeat.splice(repeated, 1)[0] as Draft;
    const draft: Draft = {
      kind,
      author: authorOf(element),
      date: dateOf(element),
      moveName,
      elements: [],
      old: [],
      new: [],
      own: [],
      before: null,
      places: [],
      runsTo: 0,
      branch: this.#branch,
    };
    this.#all.push(draft);
    return draft;
  }

  addElement(draft: Draft, element: XmlElement, side: RevisionPlace['side'], paragraph: number | null): void {
    draft.elements.push(element);
    this.addPlace(draft, element, side, paragraph);
  }

  /** The mark where a move begins may name nobody (its author is optional in practice); the moved words then say whose it is. */
  sign(move: Draft, element: XmlElement): void {
    if (move.author !== '' || authorOf(element) === '') return;
    move.author = authorOf(element);
    move.date ??= dateOf(element);
  }

  addPlace(draft: Draft, element: XmlElement, side: RevisionPlace['side'], paragraph: number | null): void {
    if (draft.branch !== this.#branch) return;
    const known = draft.places.find((place) => place.side === side);
    if (known === undefined) {
      draft.places.push({ part: this.#part, side, paragraph, from: element.from, to: element.to });
    } else {
      known.from = Math.min(known.from, element.from);
      known.to = Math.max(known.to, element.to);
    }
  }

  addText(draft: Draft, direction: Direction, text: string, isInBox = false): void {
    if (draft.branch !== this.#branch) return;
    (direction === 'puts' ? draft.new : draft.old).push(text);
    if (!isInBox) draft.own.push(text);
  }

  /** Looks through the branches of alternate content; all but the first repeat what stands in the first. */
  forEachBranch(alternateContent: XmlElement, onBranch: (branch: XmlElement) => void): void {
    const around = { branch: this.#branch, toRepeat: this.#toRepeat };
    const from = this.#all.length;
    for (let branch = alternateContent.first; branch !== null; branch = branch.next) {
      if (branch !== alternateContent.first) {
        this.#toRepeat = this.#all.slice(from);
        this.#branch = ++this.#branches;
      }
      onBranch(branch);
    }
    this.#branch = around.branch;
    this.#toRepeat = around.toRepeat;
  }

  finish(story: RevisionStory): Map<Draft, Revision> {
    const ids = new RevisionIds();
    return new Map(this.#all.map((draft) => [draft, this.#finish(draft, story, ids)]));
  }

  #finish(draft: Draft, story: RevisionStory, ids: RevisionIds): Revision {
    const { kind, author, date, moveName, before } = draft;
    const text = { old: wordsOf(draft, draft.old), new: wordsOf(draft, draft.new) };
    const first = draft.elements[0] as XmlElement;
    const mark = attributeOf(first, 'w:id') ?? '';
    const id =
      moveName === null
        ? ids.next(this.#part, kind, author, date ?? '', mark, before ?? draft.own.join(''))
        : ids.next(...(hasBothEnds(draft) ? [this.#part] : []), 'move', authorOf(first), moveName);
    const places = [...draft.places].sort((a, b) => Number(a.side === 'new') - Number(b.side === 'new'));
    return { id, kind, author, date, part: this.#part, story, places, text };
  }
}

function wordsOf({ kind }: Draft, pieces: readonly string[]): string {
  const words = pieces.join('');
  return kind.startsWith('row') || kind.startsWith('cell') ? words.replace(/\n$/, '') : words;
}

/** Of a move whose other end is in another part, both ends get the same id. */
function hasBothEnds({ places }: Draft): boolean {
  return places.some(({ side }) => side === 'old') && places.some(({ side }) => side === 'new');
}
