import { type ClauseName, nameClauses } from '../core/contract/clause-name.ts';
import type { ClauseTree } from '../core/model/clause.ts';
import { clauseNumber } from './contract-file.ts';
import { shortLine } from './table.ts';

/** A place in a clause as the JSON of `terms` and `check` shows it: offsets are UTF-16 units in the clause's `text`. */
export interface PlaceJson {
  readonly clause: string;
  readonly label: string | null;
  readonly from: number;
  readonly to: number;
}

/** Names places of one contract, for tables and for JSON. */
export class ClausePlaces {
  readonly #names: readonly ClauseName[];

  constructor(tree: ClauseTree) {
    this.#names = nameClauses(tree);
  }

  /** The clause's number, else the start of its nearest heading, else its place in the document. */
  nameOf(clause: number): string {
    const { label = null, heading = null } = this.#names[clause] ?? {};
    return label ?? (heading === null ? clauseNumber(clause) : shortLine(heading, 24));
  }

  toJson({ clause, from, to }: { readonly clause: number; readonly from: number; readonly to: number }): PlaceJson {
    return { clause: clauseNumber(clause), label: this.#names[clause]?.label ?? null, from, to };
  }
}
