import type { XmlElement } from '../xml.ts';
import { type Draft, type Drafts, isOfSameHand } from './drafts.ts';
import type { Direction } from './elements.ts';

export interface EnclosingChange {
  readonly draft: Draft;
  readonly direction: Direction;
  /** A row or cell, whose change takes in the changes inside. */
  readonly isCells: boolean;
}

/** The changes around the place at hand while a part is walked through, the outermost first, and what their words are. */
export class EnclosingChanges {
  readonly #drafts: Drafts;
  readonly #all: EnclosingChange[] = [];
  /** How many of them are outside of the text box at hand. */
  #outside = 0;

  constructor(drafts: Drafts) {
    this.#drafts = drafts;
  }

  enter(draft: Draft, direction: Direction, isCells = false): void {
    this.#all.push({ draft, direction, isCells });
  }

  leave(): Draft | null {
    return this.#all.pop()?.draft ?? null;
  }

  /** Those inside the text box at hand, or all outside of boxes. */
  inStory(): readonly EnclosingChange[] {
    return this.#all.length === this.#outside ? none : this.#all.slice(this.#outside);
  }

  /** Goes into a text box, a story of its own that shares the changes around it. */
  inBox(walk: () => void): void {
    const around = this.#outside;
    this.#outside = this.#all.length;
    walk();
    this.#outside = around;
  }

  /** The row or cell around that was put in, or taken away, by the same hand. */
  findCells(element: XmlElement, direction: Direction): Draft | null {
    const cells = this.#all.findLast(
      (change) => change.isCells && change.direction === direction && isOfSameHand(change.draft, element),
    );
    return cells?.draft ?? null;
  }

  /** Words go to the changes around them, as far out as the first that takes them away; returns whether none does. */
  addWords(words: string): boolean {
    if (this.#all.length === 0) return true;
    const told = new Set<Draft>();
    for (let i = this.#all.length - 1; i >= 0; i--) {
      const { draft, direction } = this.#all[i] as EnclosingChange;
      if (!told.has(draft)) this.#drafts.addText(draft, direction, words, i < this.#outside);
      told.add(draft);
      if (direction === 'takes') return false;
    }
    return true;
  }
}

const none: readonly EnclosingChange[] = [];
