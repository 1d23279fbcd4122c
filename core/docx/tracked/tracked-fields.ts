import { type Fields, FieldTracker } from '../fields.ts';
import type { XmlElement } from '../xml.ts';
import type { TrackedPlace } from './place.ts';

/** Ordinals of the `w:fldChar` elements that begin nothing, with all changes rejected and accepted. */
export interface PassedOverFields {
  readonly before: ReadonlySet<number>;
  readonly after: ReadonlySet<number>;
}

/**
 * Fields of a story with tracked changes: a part of a field can be deleted or inserted, so that it is
 * a field in one view and none, or another, in the other.
 */
export class TrackedFields implements Fields {
  readonly #place: TrackedPlace;
  readonly #before: FieldTracker;
  readonly #after: FieldTracker;
  /** Told of instructions, or parts of them, that were inserted or deleted. */
  onChangedInstruction: (instruction: string) => void = () => {};

  constructor(place: TrackedPlace, passedOver: PassedOverFields) {
    this.#place = place;
    this.#before = new FieldTracker(passedOver.before);
    this.#after = new FieldTracker(passedOver.after);
  }

  get inInstruction(): boolean {
    return this.#current.inInstruction;
  }

  get href(): string | null {
    return this.#current.href;
  }

  get #current(): FieldTracker {
    return this.#place.isInAfter ? this.#after : this.#before;
  }

  follow(fieldCharacter: XmlElement): void {
    if (this.#place.isInBefore) this.#before.follow(fieldCharacter);
    if (this.#place.isInAfter) this.#after.follow(fieldCharacter);
  }

  addInstruction(text: string): void {
    if (this.#place.isInBefore) this.#before.addInstruction(text);
    if (this.#place.isInAfter) this.#after.addInstruction(text);
    if (this.#place.changes.length > 0) this.onChangedInstruction(text);
  }

  listUnclosed(): { readonly before: readonly number[]; readonly after: readonly number[] } {
    return { before: this.#before.listUnclosed(), after: this.#after.listUnclosed() };
  }
}
