import type { ClauseId } from '../model/ids.ts';
import type { Kinship } from './compare-drafts.ts';

/** Clauses that splits and merges of one draft tie together. */
export class KinGroups {
  readonly #rootOf = new Map<ClauseId, ClauseId>();
  readonly #members = new Map<ClauseId, ClauseId[]>();

  constructor(kin: readonly Kinship[]) {
    for (const { whole, part } of kin) this.#join(whole, part);
  }

  roots(): Iterable<ClauseId> {
    return this.#members.keys();
  }

  members(root: ClauseId): readonly ClauseId[] {
    return this.#members.get(root) ?? [];
  }

  rootOf(id: ClauseId): ClauseId | null {
    return this.#rootOf.get(id) ?? null;
  }

  #join(whole: ClauseId, part: ClauseId): void {
    const [a, b] = [this.#added(whole), this.#added(part)];
    if (a === b) return;
    const moved = this.#members.get(b) ?? [];
    this.#members.get(a)?.push(...moved);
    this.#members.delete(b);
    for (const id of moved) this.#rootOf.set(id, a);
  }

  #added(id: ClauseId): ClauseId {
    const known = this.#rootOf.get(id);
    if (known !== undefined) return known;
    this.#rootOf.set(id, id);
    this.#members.set(id, [id]);
    return id;
  }
}
