export interface XmlLimits {
  /** Elements inside elements. */
  readonly depth: number;
  /** Elements that are handed over one by one. */
  readonly blocks: number;
  /** Elements, comments and references, and the attributes of start tags that are unlike others, in all that is read. */
  readonly markup: number;
  /** The same in all large trees together. */
  readonly inLargeTrees: number;
  /** A tree with more than this is a large one. Smaller ones are gone before they take up memory. */
  readonly smallTree: number;
}

/**
 * A file that was made to be too much costs no more than two seconds and 500 MB, together with what zip.ts allows: an
 * element takes some hundred bytes, and what a large tree took stays taken for a while after it was let go of. A contract
 * of 2,000 pages has some 40,000 paragraphs and with many runs two million elements.
 */
export const xmlLimits: XmlLimits = {
  // Word itself stops far below; a reader may recurse safely to here.
  depth: 500,
  blocks: 100_000,
  markup: 2_500_000,
  inLargeTrees: 1_000_000,
  smallTree: 10_000,
};

/** What is left of the limits, for one part or for several together. */
export class XmlBudget {
  readonly limits: XmlLimits;
  markup: number;
  inLargeTrees: number;

  constructor(limits: XmlLimits) {
    this.limits = limits;
    this.markup = limits.markup;
    this.inLargeTrees = limits.inLargeTrees;
  }
}
