import type { XmlElement } from '../xml.ts';
import type { Field, FlatRuns, Leaf } from './flat-runs.ts';
import type { Put, WordStep } from './word-steps.ts';

export type Segment = Exclude<WordStep, Put> | Put;

/** What steps from words to words mean for the elements that hold them: which leaf is kept, cut or gone, and what is put in behind which. */
export class WordChanges {
  readonly segments = new Map<Leaf, Segment[]>();
  /** What is put in behind an element; behind `null` at the very start. */
  readonly puts = new Map<XmlElement | null, Put[]>();
  /** Fields that become words. */
  readonly dissolved = new Set<Field>();
  /** Offsets in the part at which something changes, in order. */
  readonly #touched: number[] = [];

  /** `words`: the leaves that hold some. */
  constructor(flat: FlatRuns, words: readonly Leaf[], steps: readonly WordStep[]) {
    this.#dissolveFields(flat, steps);
    this.#distribute(words, steps);
    this.#touched.sort((a, b) => a - b);
  }

  /** A field whose result is changed becomes the words that are left: brought up to date, it would take the change back. */
  #dissolveFields(flat: FlatRuns, steps: readonly WordStep[]): void {
    for (const field of flat.fields) {
      if (field.from === field.to) continue;
      const isChanged = steps.some((step) => {
        if (step.type === 'put') return step.at > field.from && step.at < field.to && !isOfLink(step.href, field);
        if (step.from >= field.to || step.to <= field.from) return false;
        if (step.type === 'keep') return field.href !== null && step.href !== field.href;
        return field.href === null || (step.from <= field.from && step.to >= field.to);
      });
      if (isChanged) this.dissolved.add(field);
    }
    for (const [element, field] of flat.fieldOf) if (this.dissolved.has(field)) this.#touched.push(element.from);
  }

  /** Tells each leaf its steps. */
  #distribute(leaves: readonly Leaf[], steps: readonly WordStep[]): void {
    let index = 0;
    for (const step of steps) {
      if (step.type === 'put') {
        this.#place(step, leaves, index);
        continue;
      }
      for (let at = step.from; at < step.to; ) {
        while ((leaves[index] as Leaf).to <= at) index++;
        const leaf = leaves[index] as Leaf;
        const to = Math.min(step.to, leaf.to);
        this.#addSegment(leaf, { ...step, from: at, to });
        at = to;
      }
    }
  }

  #addSegment(leaf: Leaf, segment: Segment): void {
    const known = this.segments.get(leaf);
    if (known === undefined) this.segments.set(leaf, [segment]);
    else known.push(segment);
    if (leaf.kind === 'end') return;
    const changes = segment.type !== 'keep' || segment.marks !== leaf.marks || segment.href !== this.naturalHref(leaf);
    if (changes) this.#touched.push(leaf.element.from);
  }

  #place(put: Put, leaves: readonly Leaf[], hint: number): void {
    let index = hint;
    while (index > 0 && (leaves[index] as Leaf).from >= put.at) index--;
    while (index < leaves.length - 1 && (leaves[index] as Leaf).to < put.at) index++;
    const leaf = leaves[index];
    if (put.at === 0 || leaf === undefined) {
      this.#addPut(null, put);
    } else if (put.at < leaf.to && leaf.kind === 'text') {
      this.#addSegment(leaf, put);
    } else {
      const field = leaf.fields.find(
        (each) => each.to === put.at && !this.dissolved.has(each) && !(each.href !== null && each.href === put.href),
      );
      this.#addPut(field?.end ?? leaf.element, put);
    }
  }

  #addPut(anchor: XmlElement | null, put: Put): void {
    const known = this.puts.get(anchor);
    if (known === undefined) this.puts.set(anchor, [put]);
    else known.push(put);
    if (anchor !== null) this.#touched.push(anchor.from);
  }

  /** Where the words of a leaf lead by themselves, once fields are words. */
  naturalHref(leaf: Leaf): string | null {
    const isLoose = leaf.fields.some((field) => field.href === leaf.href && this.dissolved.has(field));
    return isLoose ? leaf.plainHref : leaf.href;
  }

  /** Whether anything changes inside an element. */
  isTouched(element: XmlElement): boolean {
    let low = 0;
    let high = this.#touched.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#touched[middle] as number) < element.from) low = middle + 1;
      else high = middle;
    }
    return low < this.#touched.length && (this.#touched[low] as number) < element.to;
  }
}

function isOfLink(href: string | null, field: Field): boolean {
  return field.href !== null && field.href === href;
}
