import { alignWithJoins } from '../core/compare/compare.ts';
import { clausesOfRow } from '../core/compare/row-clauses.ts';
import { navigationLines } from '../core/contract/navigation.ts';
import { type ClauseTree, clauseText } from '../core/model/clause.ts';
import type { ComparedClause } from '../core/model/comparison.ts';
import { canonicalContent } from '../core/model/content.ts';
import type { ClauseId, VersionHash } from '../core/model/ids.ts';
import type { Kinship } from '../core/negotiation/compare-drafts.ts';
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
    const navigation = () => navigationLines(blocks);
    return { label, level, headingTo, text: clauseText(clause), contentKey: versionHash, versionHash, navigation };
  });
}

/** An incoming clause, and which clause of the document it is. */
export interface IdentifiedClause extends AddressedClause {
  readonly clauseId: ClauseId;
  /** The clause is new to the document. */
  readonly isNew: boolean;
  /** Where it stood last, when it had been left out and has come back. */
  readonly returned: DraftClauseWords | null;
  /** The clause of the draft before that this one was cut off. */
  readonly splitFrom: DraftClauseWords | null;
  /** The clauses of the draft before that went into this one, besides its counterpart. */
  readonly mergedFrom: readonly DraftClauseWords[];
}

/**
 * Gives each clause of an incoming draft its identity: that of its counterpart in the draft before (of the parts of a
 * split clause one is the counterpart, and a clause merged from several has the counterpart of one);
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
  const origins = findOrigins(incoming, before);
  const isFound = origins.every(({ counterpart }) => counterpart !== null);
  const takeFormer = isFound ? () => null : formerByWords(listFormer());
  return incoming.map((clause, index) => {
    const { counterpart, ...kin } = origins[index] as Origin;
    if (counterpart !== null) {
      return { ...clause, ...kin, clauseId: counterpart.clauseId, isNew: false, returned: null };
    }
    const returned = takeFormer(clause.text);
    const clauseId = returned?.clauseId ?? (platform.newId() as ClauseId);
    return { ...clause, ...kin, clauseId, isNew: returned === null, returned };
  });
}

/** The splits and merges between the draft before and these clauses. */
export function kinshipOf(clauses: readonly IdentifiedClause[]): Kinship[] {
  return clauses.flatMap(({ clauseId, splitFrom, mergedFrom }) => [
    ...(splitFrom === null ? [] : [{ whole: splitFrom.clauseId, part: clauseId }]),
    ...mergedFrom.map((from) => ({ whole: clauseId, part: from.clauseId })),
  ]);
}

interface Origin extends Pick<IdentifiedClause, 'splitFrom' | 'mergedFrom'> {
  readonly counterpart: DraftClauseWords | null;
}

/** Where each incoming clause comes from in the draft before. */
function findOrigins(incoming: readonly AddressedClause[], before: readonly DraftClauseWords[]): Origin[] {
  const stored = before.map((clause) => ({ ...clause, contentKey: clause.versionHash }));
  const origins: Origin[] = incoming.map(() => ({ counterpart: null, splitFrom: null, mergedFrom: [] }));
  for (const row of alignWithJoins(stored, incoming)) {
    if (row.a === null) continue;
    const counterpart = before[row.a] as DraftClauseWords;
    const places = clausesOfRow(row);
    const mergedFrom = places.a.filter((index) => index !== row.a).map((index) => before[index] as DraftClauseWords);
    for (const index of places.b) {
      origins[index] =
        index === row.b
          ? { counterpart, splitFrom: null, mergedFrom }
          : { counterpart: null, splitFrom: counterpart, mergedFrom: [] };
    }
  }
  return origins;
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
