import type { ClauseId, VersionHash } from '../../core/model/ids.ts';
import type { AncestryDraft } from '../../core/negotiation/ancestry.ts';
import { editContract, type GeneratedClause, generateContract } from '../support/generate-contract.ts';

/**
 * Twenty rounds of one contract, one clause in twenty touched in each, as the engine hands them to ancestry: each clause
 * with the identity of the clause it comes from.
 */
export function makeRounds(pages: number, rounds: number, seed = 20_261_123): AncestryDraft[] {
  let clauses: readonly GeneratedClause[] = generateContract({ seed, pages });
  let ids = clauses.map((_, index) => `clause${index}`);
  const drafts = [toDraft(clauses, ids)];
  for (let round = 1; round < rounds; round += 1) {
    const next = editContract(clauses, { seed: seed + round, touched: 1 / 20 });
    const before = ids;
    ids = next.map(({ origin }, index) => (origin < 0 ? `clause${round}x${index}` : (before[origin] as string)));
    clauses = next;
    drafts.push(toDraft(clauses, ids));
  }
  // A copy, because strings just put together are not in one piece yet, as what comes from a database is.
  return structuredClone(drafts);
}

function toDraft(clauses: readonly GeneratedClause[], ids: readonly string[]): AncestryDraft {
  return {
    kin: [],
    clauses: clauses.map(({ text }, index) => ({
      clauseId: ids[index] as ClauseId,
      versionHash: text as VersionHash,
      text,
    })),
  };
}
