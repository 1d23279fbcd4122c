import type { RedlineOptions } from '../../model/redline.ts';
import { escapeAttribute, type PartNames } from '../xml-writer.ts';

/** Numbers and signs the tracked changes of one redline. Ids go up from what the package uses already, so the same input gives the same ids. */
export class Stamp {
  readonly #options: RedlineOptions;
  readonly #firstId: number;
  #nextId: number;
  /** How many changes were signed. */
  count = 0;
  /** How many paragraphs had a pending change of their properties that now stands for this redline's as well. */
  mergedProperties = 0;

  constructor(options: RedlineOptions, firstId: number) {
    this.#options = options;
    this.#firstId = firstId;
    this.#nextId = firstId;
  }

  /** The attributes of a change (ECMA-376 part 1, 17.13.5): ` w:id="…" w:author="…" w:date="…"`. */
  next(names: PartNames): string {
    this.count++;
    return this.sign(names, this.nextId());
  }

  /** The same for an id that is used twice, as at both ends of a move. */
  sign(names: PartNames, id: number): string {
    return ` ${names.get('w:id')}="${id}" ${this.signature(names)}`;
  }

  /** Author and date as every change of this redline has them. */
  signature(names: PartNames): string {
    return this.#signatureOf(names, this.#options.date);
  }

  /** The same two minutes later; `null` where the date is none. See separate-insertions.ts for what it is good for. */
  laterSignature(names: PartNames): string | null {
    const dateMs = Date.parse(this.#options.date);
    if (Number.isNaN(dateMs)) return null;
    return this.#signatureOf(names, new Date(dateMs + twoMinutesMs).toISOString().replace('.000Z', 'Z'));
  }

  /** Whether this redline gave out that id; those of A's own changes are lower. */
  gaveOut(id: number): boolean {
    return id >= this.#firstId;
  }

  #signatureOf(names: PartNames, date: string): string {
    const author = escapeAttribute(this.#options.author);
    return `${names.get('w:author')}="${author}" ${names.get('w:date')}="${escapeAttribute(date)}"`;
  }

  nextId(): number {
    return this.#nextId++;
  }
}

const twoMinutesMs = 120_000;
