import type { Kinship } from '../core/negotiation/compare-drafts.ts';
import type { Reader } from '../db/connection.ts';
import type { Draft } from '../db/draft.ts';
import { type Lineage, listKin } from '../db/lineage.ts';

/** The splits and merges between two drafts of one document, whichever of them came first. */
export function listKinship(reader: Reader, one: Draft, other: Draft): Kinship[] {
  const after = Math.min(one.round, other.round);
  const to = Math.max(one.round, other.round);
  return listKin(reader, one.documentId, { after, to }).map(toKinship);
}

/** A row of lineage as whole and part. */
export function toKinship({ relation, clauseId, fromClauseId }: Lineage): Kinship {
  return relation === 'split' ? { whole: fromClauseId, part: clauseId } : { whole: clauseId, part: fromClauseId };
}
