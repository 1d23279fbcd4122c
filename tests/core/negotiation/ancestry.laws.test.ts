import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ClauseId, VersionHash } from '../../../core/model/ids.ts';
import { type AncestryDraft, traceAncestry } from '../../../core/negotiation/ancestry.ts';
import type { Kinship } from '../../../core/negotiation/compare-drafts.ts';
import { seed } from '../../support/contract-text.ts';
import { SeededRandom } from '../../support/seeded-random.ts';

/**
 * The law of ancestry against a slow, obvious model. Every word that is put in anywhere is one of its own (`w17`), so
 * that its history can be read off the drafts: it was first shown by the first draft in which it stands anywhere, it
 * went out and came back as often as it is missing in between, and it last came in where its last run of drafts begins.
 * The drafts are made by what happens in a negotiation: words put in, taken out, carried elsewhere in their clause and
 * put back, clauses taken out, put back and moved, split and merged. A word comes back only within the family of its
 * clause, which is what ancestry promises.
 */
interface Clause {
  readonly id: string;
  readonly family: { members: Set<string> };
  words: string[];
}

class Negotiation {
  readonly drafts: AncestryDraft[] = [];
  readonly #random: SeededRandom;
  #clauses: Clause[] = [];
  #gone: Clause[] = [];
  #words = 0;
  #ids = 0;

  constructor(seedOfRounds: number, rounds: number) {
    this.#random = new SeededRandom(seedOfRounds);
    for (let count = this.#random.below(1, 6); count > 0; count -= 1) this.#clauses.push(this.#newClause());
    this.#send([]);
    for (let round = 1; round < rounds; round += 1) this.#play();
  }

  #play(): void {
    const kin: Kinship[] = [];
    const touched = new Set<Clause>();
    for (let acts = this.#random.below(0, 6); acts > 0; acts -= 1) {
      const clause = this.#clauses[this.#random.below(0, Math.max(1, this.#clauses.length))];
      const act = this.#random.below(0, 8);
      if (act === 0) this.#clauses.splice(this.#random.below(0, this.#clauses.length + 1), 0, this.#newClause());
      else if (act === 1) this.#putBackClause();
      else if (clause === undefined) continue;
      else if (act === 2 && !touched.has(clause)) this.#split(clause, kin, touched);
      else if (act === 3 && !touched.has(clause)) this.#merge(clause, kin, touched);
      else if (act === 4 && !touched.has(clause)) this.#takeOutClause(clause);
      else if (act === 5) this.#move(clause);
      else this.#edit(clause);
    }
    this.#send(kin);
  }

  #newClause(): Clause {
    const clause: Clause = { id: `clause${this.#ids++}`, family: { members: new Set() }, words: [] };
    for (let count = this.#random.below(1, 9); count > 0; count -= 1) clause.words.push(this.#newWord(clause));
    return clause;
  }

  #newWord({ family }: Clause): string {
    const word = `w${this.#words++}`;
    family.members.add(word);
    return word;
  }

  #edit(clause: Clause): void {
    const { words } = clause;
    const at = this.#random.below(0, words.length + 1);
    switch (this.#random.below(0, 4)) {
      case 0:
        for (let count = this.#random.below(1, 4); count > 0; count -= 1) words.splice(at, 0, this.#newWord(clause));
        break;
      case 1:
        words.splice(at, this.#random.below(1, 4));
        break;
      case 2:
        words.splice(this.#random.below(0, words.length + 1), 0, ...words.splice(at, this.#random.below(1, 3)));
        break;
      default: {
        const shown = new Set(this.#clauses.flatMap((each) => each.words));
        const out = [...clause.family.members].filter((word) => !shown.has(word));
        if (out.length > 0) words.splice(at, 0, this.#random.pick(out));
      }
    }
  }

  #split(clause: Clause, kin: Kinship[], touched: Set<Clause>): void {
    if (clause.words.length < 2 || !this.#stoodBefore(clause)) return;
    const cut = this.#random.below(1, clause.words.length);
    const part: Clause = { id: `clause${this.#ids++}`, family: clause.family, words: clause.words.splice(cut) };
    this.#clauses.splice(this.#clauses.indexOf(clause) + 1, 0, part);
    kin.push({ whole: clause.id as ClauseId, part: part.id as ClauseId });
    touched.add(clause).add(part);
  }

  #merge(clause: Clause, kin: Kinship[], touched: Set<Clause>): void {
    const next = this.#clauses[this.#clauses.indexOf(clause) + 1];
    if (next === undefined || touched.has(next) || !this.#stoodBefore(next) || !this.#stoodBefore(clause)) return;
    this.#clauses.splice(this.#clauses.indexOf(next), 1);
    clause.words.push(...next.words);
    this.#join(clause.family, next.family);
    kin.push({ whole: clause.id as ClauseId, part: next.id as ClauseId });
    touched.add(clause).add(next);
  }

  /** What is split or merged stands in the draft before, where its kin are looked for. */
  #stoodBefore({ id }: Clause): boolean {
    return this.drafts.at(-1)?.clauses.some(({ clauseId }) => clauseId === id) ?? false;
  }

  #join(family: Clause['family'], other: Clause['family']): void {
    if (family === other) return;
    const members = new Set([...family.members, ...other.members]);
    family.members = members;
    other.members = members;
  }

  #takeOutClause(clause: Clause): void {
    this.#clauses.splice(this.#clauses.indexOf(clause), 1);
    this.#gone.push(clause);
  }

  /** As it was, but for the words that others of its family have by now. */
  #putBackClause(): void {
    const clause = this.#gone.shift();
    if (clause === undefined) return;
    const shown = new Set(this.#clauses.flatMap((each) => each.words));
    clause.words = clause.words.filter((word) => !shown.has(word));
    this.#clauses.splice(this.#random.below(0, this.#clauses.length + 1), 0, clause);
  }

  #move(clause: Clause): void {
    this.#clauses.splice(this.#clauses.indexOf(clause), 1);
    this.#clauses.splice(this.#random.below(0, this.#clauses.length + 1), 0, clause);
  }

  #send(kin: readonly Kinship[]): void {
    this.drafts.push({
      kin,
      clauses: this.#clauses.map(({ id, words }) => {
        const text = words.join(' ');
        return { clauseId: id as ClauseId, versionHash: text as VersionHash, text };
      }),
    });
  }
}

/** The history of a word up to a draft, read off the drafts. */
function historyOf(word: string, upTo: number, wordsOf: readonly ReadonlySet<string>[]) {
  const isIn = wordsOf.slice(0, upTo + 1).map((words) => words.has(word));
  const starts = isIn.flatMap((shown, draft) => (shown && isIn[draft - 1] !== true ? [draft] : []));
  return { firstDraft: starts[0], lastDraft: starts.at(-1), timesBack: starts.length - 1 };
}

test('replaying the rounds gives, for each word of each draft, the draft that first shows it', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 9 }), (seedOfRounds, rounds) => {
      const { drafts } = new Negotiation(seedOfRounds, rounds);
      const ancestry = traceAncestry(drafts);
      const wordsOf = drafts.map(({ clauses }) => new Set(clauses.flatMap(({ text }) => text.split(' '))));
      for (const [draft, { clauses }] of drafts.entries()) {
        for (const { clauseId, text } of clauses) {
          const found = ancestry.spansOf(draft, clauseId).flatMap(({ from, to, words: count, ...history }) => {
            const words = text.slice(from, to).split(' ');
            expect(words).toHaveLength(count);
            return words.map((word) => ({ word, ...history }));
          });
          const expected = text
            .split(' ')
            .filter((word) => word !== '')
            .map((word) => ({ word, ...historyOf(word, draft, wordsOf) }));
          expect(found).toEqual(expected);
        }
      }
    }),
    { seed, numRuns: 500 },
  );
});
