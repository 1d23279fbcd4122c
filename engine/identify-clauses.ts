import { alignClauses } from '../core/compare/align.ts';
import { type ClauseTree, clauseText } from '../core/model/clause.ts';
import type { ComparedClause } from '../core/model/comparison.ts';
import { canonicalContent } from '../core/model/content.ts';
import type { ClauseId, VersionHash } from '../core/model/ids.ts';
import type { Platform } from '../core/platform.ts';
import type { DraftClauseWords } from '../db/draft-clause.ts';

/** A clause of an incoming draft with the hash of what it says, to which each step adds. */
export interface AddressedClause extends ComparedClause {
  readonly versionHash: VersionHash;
}

/** The clauses of a tree with the hashes of their content. */
export function addressClauses(tree: ClauseTree, platform: Pick<Platform, 'sha256'>): AddressedClause[] {
  return tree.clauses.map((clause) => {
    const { label, level, headingTo, blocks } = clause;
    const versionHash = platform.sha256(canonicalContent({ headingTo, blocks })) as VersionHash;
    return { label, level, headingTo, text: clauseText(clause), contentKey: versionHash, versionHash };
  });
}

/** An incoming clause, and which clause of the document it is. */
export interface IdentifiedClause extends AddressedClause {
  readonly clauseId: ClauseId;
  /** The clause is new to the document. */
  readonly isNew: boolean;
  /** Where it stood last, when it had been left out and has come back. */
  readonly returned: DraftClauseWords | null;
}

/**
 * Gives each clause of an incoming draft its identity: that of its counterpart in the draft before;
 * else that of a clause which an earlier draft had in the same words, and which so has come back;
 * else a new one. `listFormer` is asked only where something has no counterpart; it answers the
 * document's clauses that the draft before does not have, the newest first.
 */
export function identifyClauses(
  incoming: readonly AddressedClause[],
  before: readonly DraftClauseWords[],
  listFormer: () => readonly DraftClauseWords[],
  platform: Pick<Platform, 'newId'>,
): IdentifiedClause[] {
  const counterparts = findCounterparts(incoming, before);
  const takeFormer = counterparts.size < incoming.length ? formerByWords(listFormer()) : () => null;
  return incoming.map((clause, index) => {
    const counterpart = counterparts.get(index);
    if (counterpart !== undefined) {
      return { ...clause, clauseId: counterpart.clauseId, isNew: false, returned: null };
    }
    const returned = takeFormer(clause.text);
    const clauseId = returned?.clauseId ?? (platform.newId() as ClauseId);
    return { ...clause, clauseId, isNew: returned === null, returned };
  });
}

/** The counterparts in the draft before, by the place of the incoming clause. */
function findCounterparts(
  incoming: readonly AddressedClause[],
  before: readonly DraftClauseWords[],
): Map<number, DraftClauseWords> {
  const stored = before.map((clause) => ({ ...clause, contentKey: clause.versionHash }));
  const counterparts = new Map<number, DraftClauseWords>();
  for (const { a, b } of alignClauses(stored, incoming)) {
    const counterpart = a === null ? undefined : before[a];
    if (b !== null && counterpart !== undefined) counterparts.set(b, counterpart);
  }
  return counterparts;
}

/** Answers the newest former clause with exactly these words; each at most once, and none for a blank. */
function formerByWords(former: readonly DraftClauseWords[]): (text: string) => DraftClauseWords | null {
  const byText = new Map<string, DraftClauseWords[]>();
  for (const clause of former) {
    const known = byText.get(clause.text);
    if (known === undefined) byText.set(clause.text, [clause]);
    else known.push(clause);
  }
  return (text) => (text.trim() === '' ? null : (byText.get(text)?.shift() ?? null));
}
