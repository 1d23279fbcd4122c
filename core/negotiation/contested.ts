import { compareWords } from '../compare/words.ts';
import type { ClauseId, DraftId, PartyId, VersionHash } from '../model/ids.ts';
import type { Party } from '../model/matter.ts';
import type { ContestedSpans, SideWords } from '../model/negotiation.ts';

/**
 * A clause is contested while the latest words that each side put forward for it differ. A side
 * puts words forward by exchanging a draft, and stands by its last one until it sends another; a
 * side that has sent nothing has no words and contests nothing. A clause missing from a side's last
 * draft counts as the side's wish to be without it. Labels, formatting and white space are not words:
 * a draft that came back as plain text with its lines wrapped contests nothing by that.
 */

/** One exchanged draft of a document, with its clauses. */
export interface ExchangedDraft {
  readonly id: DraftId;
  readonly round: number;
  readonly partyId: PartyId;
  readonly clauses: ReadonlyMap<ClauseId, ExchangedClause>;
}

export interface ExchangedClause {
  readonly versionHash: VersionHash;
  readonly label: string | null;
  readonly text: string;
}

/** The last exchanged draft of each side that has sent one, in the order of rounds. */
export function latestDraftBySide<D extends { readonly round: number; readonly partyId: PartyId }>(
  drafts: readonly D[],
): D[] {
  const latest = new Map<PartyId, D>();
  for (const draft of drafts) {
    const known = latest.get(draft.partyId);
    if (known === undefined || known.round < draft.round) latest.set(draft.partyId, draft);
  }
  return [...latest.values()].sort((a, b) => a.round - b.round);
}

/** The clauses on which the latest drafts differ in words, in the order of the newest draft that has them. */
export function contestedClauses(latestDrafts: readonly ExchangedDraft[]): ClauseId[] {
  const contested: ClauseId[] = [];
  const seen = new Set<ClauseId>();
  for (const draft of [...latestDrafts].reverse()) {
    for (const clauseId of draft.clauses.keys()) {
      if (seen.has(clauseId)) continue;
      seen.add(clauseId);
      if (wordsDiffer(latestDrafts, clauseId)) contested.push(clauseId);
    }
  }
  return contested;
}

/** Whether at least two sides' latest words for the clause differ. */
export function wordsDiffer(latestDrafts: readonly ExchangedDraft[], clauseId: ClauseId): boolean {
  const words = new Set(latestDrafts.map((draft) => wordsOf(draft.clauses.get(clauseId)?.text)));
  return words.size > 1;
}

/** What every party, ours first, last put forward for a clause. */
export function wordsBySide(
  parties: readonly Party[],
  latestDrafts: readonly ExchangedDraft[],
  clauseId: ClauseId,
): SideWords[] {
  return parties.map((party) => {
    const draft = latestDrafts.find((candidate) => candidate.partyId === party.id);
    const clause = draft?.clauses.get(clauseId);
    return {
      partyId: party.id,
      draftId: draft?.id ?? null,
      round: draft?.round ?? null,
      versionHash: clause?.versionHash ?? null,
      label: clause?.label ?? null,
      text: clause?.text ?? null,
    };
  });
}

/** Our words against each other side's that differ; where we have sent nothing, each pair among the others. */
export function contestedSpansOf(sides: readonly SideWords[], ourPartyId: PartyId): ContestedSpans[] {
  const spoken = sides.filter((side) => side.draftId !== null);
  const ours = spoken.filter((side) => side.partyId === ourPartyId);
  const others = spoken.filter((side) => side.partyId !== ourPartyId);
  const pairs = ours.length > 0 ? ours.flatMap((a) => others.map((b) => [a, b] as const)) : pairsAmong(others);
  return pairs
    .filter(([a, b]) => wordsOf(a.text) !== wordsOf(b.text))
    .map(([a, b]) => ({
      aPartyId: a.partyId,
      bPartyId: b.partyId,
      edits: compareWords(a.text ?? '', b.text ?? ''),
    }));
}

/** Who put forward the clause's newest words: the side whose draft, seen from the first on, last changed them. */
export function lastMover(drafts: readonly ExchangedDraft[], clauseId: ClauseId): PartyId | null {
  let mover: PartyId | null = null;
  let words: string | null = null;
  for (const draft of [...drafts].sort((a, b) => a.round - b.round)) {
    const put = wordsOf(draft.clauses.get(clauseId)?.text);
    if (put !== words) mover = draft.partyId;
    words = put;
  }
  return mover;
}

/** What is compared of a clause's text; `null` where there is no clause. */
function wordsOf(text: string | null | undefined): string | null {
  return text == null ? null : text.replace(/\s+/g, ' ').trim();
}

function pairsAmong<T>(items: readonly T[]): [T, T][] {
  return items.flatMap((a, index) => items.slice(index + 1).map((b): [T, T] => [a, b]));
}
