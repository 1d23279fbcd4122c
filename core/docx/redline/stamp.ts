import type { RedlineOptions } from '../../model/redline.ts';
import { escapeAttribute, type PartNames } from '../xml-writer.ts';

/** Numbers and signs the tracked changes of one redline. Ids go up from what the package uses already, so the same input gives the same ids. */
export class Stamp {
  readonly #options: RedlineOptions;
  #nextId: number;
  /** How many changes were signed. */
  count = 0;
  /** How many paragraphs had a pending change of their properties that now stands for this redline's as well. */
  mergedProperties = 0;

  constructor(options: RedlineOptions, firstId: number) {
    this.#options = options;
    this.#nextId = firstId;
  }

  /** The attributes of a change (ECMA-376 part 1, 17.13.5): ` w:id="…" w:author="…" w:date="…"`. */
  next(names: PartNames): string {
    this.count++;
    return this.sign(names, this.nextId());
  }

  /** The same for an id that is used twice, as at both ends of a move. */
  sign(names: PartNames, id: number): string {
    const { author, date } = this.#options;
    return ` ${names.get('w:id')}="${id}" ${names.get('w:author')}="${escapeAttribute(author)}" ${names.get('w:date')}="${escapeAttribute(date)}"`;
  }

  nextId(): number {
    return this.#nextId++;
  }
}
