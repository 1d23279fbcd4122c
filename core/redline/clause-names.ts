import { type ClauseName, nameClauses } from '../contract/clause-name.ts';
import { splitContract } from '../contract/split-contract.ts';
import type { ContractLanguage } from '../model/clause.ts';
import type { RedlineDocument } from '../model/redline-document.ts';
import { type View, viewOf } from './view.ts';

/**
 * Names the clause that a place of a redline is in. The draft before and the draft after are split each by itself, since a clause
 * that was deleted has its number in the one and a clause that was inserted in the other; each is split when it is first asked for.
 */
export class ClauseNames {
  readonly #document: RedlineDocument;
  readonly #indexes = new Map<View, ClauseIndex>();

  constructor(document: RedlineDocument) {
    this.#document = document;
  }

  /** The language of the draft after, found from its text. */
  get language(): ContractLanguage {
    return this.#index('after').language;
  }

  /** The clause of a paragraph, by its part and its ordinal; `null` outside of clauses. The same object for the same clause. */
  find(view: View, part: string, ordinal: number): ClauseName | null {
    return this.#index(view).find(part, ordinal);
  }

  #index(view: View): ClauseIndex {
    let index = this.#indexes.get(view);
    if (index === undefined) {
      index = new ClauseIndex(this.#document, view);
      this.#indexes.set(view, index);
    }
    return index;
  }
}

interface Stretch {
  readonly from: number;
  readonly name: ClauseName;
}

class ClauseIndex {
  readonly language: ContractLanguage;
  /** By part, in order. */
  readonly #stretches = new Map<string, Stretch[]>();

  constructor(document: RedlineDocument, view: View) {
    const tree = splitContract({ format: 'docx', blocks: viewOf(document, view), notes: [] });
    this.language = tree.language;
    for (const [index, name] of nameClauses(tree).entries()) {
      const clause = tree.clauses[index];
      if (clause === undefined) continue;
      for (const { part, from } of clause.sources) {
        const stretches = this.#stretches.get(part) ?? [];
        if (stretches.length === 0) this.#stretches.set(part, stretches);
        stretches.push({ from, name });
      }
    }
    for (const stretches of this.#stretches.values()) stretches.sort((a, b) => a.from - b.from);
  }

  /** Empty paragraphs are no blocks; they belong to what stands before them. */
  find(part: string, ordinal: number): ClauseName | null {
    const stretches = this.#stretches.get(part) ?? [];
    let from = 0;
    let to = stretches.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((stretches[middle] as Stretch).from <= ordinal) from = middle + 1;
      else to = middle;
    }
    return stretches[from - 1]?.name ?? null;
  }
}
