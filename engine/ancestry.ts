import type { ClauseAncestry, DraftAncestry, WordDraft, WordSpan } from '../core/model/ancestry.ts';
import type { ClauseId, DocumentId, DraftId } from '../core/model/ids.ts';
import { type Ancestry, type AncestryDraft, type OriginSpan, traceAncestry } from '../core/negotiation/ancestry.ts';
import type { Kinship } from '../core/negotiation/compare-drafts.ts';
import type { Reader } from '../db/connection.ts';
import { type Draft, listDrafts } from '../db/draft.ts';
import { type DraftClauseWords, listClausesIn, listVersionsIn } from '../db/draft-clause.ts';
import { type Lineage, listKin } from '../db/lineage.ts';
import { toKinship } from './kinship.ts';

/** A clause and the history of its words in every draft of its document; only its own family is read. */
export function collectClauseAncestry(reader: Reader, documentId: DocumentId, clauseId: ClauseId): ClauseAncestry {
  const drafts = listDrafts(reader, documentId);
  const kin = listAllKin(reader, documentId, drafts);
  const family = familyOf(clauseId, kin.map(toKinship));
  const ids = drafts.map(({ id }) => id);
  const clauses = new Map<DraftId, DraftClauseWords[]>(ids.map((id) => [id, []]));
  for (const clause of listClausesIn(reader, ids, [...family])) clauses.get(clause.draftId)?.push(clause);
  const own = kin.filter(({ clauseId: id }) => family.has(id));
  const ancestry = traceAncestry(toAncestryDrafts(drafts, (id) => clauses.get(id) ?? [], own));
  let before: string | null = null;
  return {
    clauseId,
    kin: [...family].filter((id) => id !== clauseId),
    versions: drafts.map((draft, index) => {
      const clause = clauses.get(draft.id)?.find((each) => each.clauseId === clauseId);
      const text = clause?.text ?? null;
      const changed = text !== before;
      before = text;
      return {
        ...toWordDraft(draft),
        datedOn: draft.datedOn,
        state: draft.state,
        label: clause?.label ?? null,
        versionHash: clause?.versionHash ?? null,
        text,
        changed,
        spans: spansOf(ancestry, drafts, index, clauseId),
      };
    }),
  };
}

/** The history of every word of a draft. */
export function collectDraftAncestry(reader: Reader, draft: Draft): DraftAncestry {
  const drafts = listDrafts(reader, draft.documentId).filter(({ round }) => round <= draft.round);
  const kin = listAllKin(reader, draft.documentId, drafts);
  const clauses = listVersionsIn(
    reader,
    drafts.map(({ id }) => id),
  );
  const ancestry = traceAncestry(toAncestryDrafts(drafts, (id) => clauses.get(id) ?? [], kin));
  const last = drafts.length - 1;
  return {
    draftId: draft.id,
    clauses: (clauses.get(draft.id) ?? []).map(({ clauseId }) => ({
      clauseId,
      spans: spansOf(ancestry, drafts, last, clauseId),
    })),
  };
}

function listAllKin(reader: Reader, documentId: DocumentId, drafts: readonly Draft[]): Lineage[] {
  return listKin(reader, documentId, { after: 0, to: drafts.at(-1)?.round ?? 0 });
}

function toAncestryDrafts(
  drafts: readonly Draft[],
  clausesOf: (draftId: DraftId) => AncestryDraft['clauses'],
  kin: readonly Lineage[],
): AncestryDraft[] {
  const kinOf = new Map<DraftId, Kinship[]>(drafts.map(({ id }) => [id, []]));
  for (const row of kin) kinOf.get(row.draftId)?.push(toKinship(row));
  return drafts.map(({ id }) => ({ clauses: clausesOf(id), kin: kinOf.get(id) ?? [] }));
}

/** The clause and all that splits and merges tie to it, however far. */
function familyOf(clauseId: ClauseId, kin: readonly Kinship[]): Set<ClauseId> {
  const kinOf = new Map<ClauseId, ClauseId[]>();
  for (const { whole, part } of kin) {
    kinOf.set(whole, [...(kinOf.get(whole) ?? []), part]);
    kinOf.set(part, [...(kinOf.get(part) ?? []), whole]);
  }
  const family = new Set([clauseId]);
  for (const id of family) for (const other of kinOf.get(id) ?? []) family.add(other);
  return family;
}

function spansOf(ancestry: Ancestry, drafts: readonly Draft[], index: number, clauseId: ClauseId): WordSpan[] {
  return ancestry.spansOf(index, clauseId).map((span) => toWordSpan(span, drafts, index));
}

function toWordSpan(span: OriginSpan, drafts: readonly Draft[], index: number): WordSpan {
  const { from, to, words, firstDraft, lastDraft, timesBack } = span;
  const broughtIn = drafts[lastDraft] as Draft;
  // From the draft that brought them in on, every one up to this has the words.
  const accepted = drafts
    .slice(lastDraft + 1, index + 1)
    .findLast(({ partyId, state }) => partyId !== broughtIn.partyId && state === 'exchanged');
  return {
    ...{ from, to, words, timesBack },
    first: toWordDraft(drafts[firstDraft] as Draft),
    putBack: timesBack === 0 ? null : toWordDraft(broughtIn),
    accepted: accepted === undefined ? null : toWordDraft(accepted),
  };
}

function toWordDraft({ id, round, partyId }: Draft): WordDraft {
  return { draftId: id, round, partyId };
}
