import { headingIn } from '../core/model/content.ts';
import type { ClauseId, DocumentId, DraftId, MatterId, TermId } from '../core/model/ids.ts';
import type { Party } from '../core/model/matter.ts';
import type { ContestedTerm, Position } from '../core/model/negotiation.ts';
import {
  contestedClauses,
  contestedSpansOf,
  type ExchangedClause,
  type ExchangedDraft,
  lastMover,
  latestDraftBySide,
  wordsBySide,
  wordsDiffer,
} from '../core/negotiation/contested.ts';
import type { Reader } from '../db/connection.ts';
import { listTerms, type TermRecord } from '../db/contested-term.ts';
import { listDocuments } from '../db/document.ts';
import { type Draft, listDrafts } from '../db/draft.ts';
import { type DraftClauseWords, listClausesIn, listDifferingClauses } from '../db/draft-clause.ts';
import { listParties } from '../db/party.ts';
import { listPositionsOfMatter } from '../db/position.ts';
import { oneLine } from './one-line.ts';

/**
 * The contested terms of a matter, put together from what the drafts say (never stored) and what
 * people have said about them (`contested_term`, `position`). SQL first narrows a document to the
 * clauses whose versions are not the same in the sides' latest drafts, without reading a word; only
 * those few are read and judged by core/negotiation.
 */

/** Every term that is contested now, was flagged by hand, or that somebody has said something about; in the order of the documents. */
export function collectTerms(reader: Reader, matterId: MatterId): ContestedTerm[] {
  const parties = listParties(reader, matterId);
  const records = listTerms(reader, matterId);
  const positions = currentPositions(reader, matterId);
  return listDocuments(reader, matterId).flatMap((document) => {
    const drafts = listExchanged(reader, document.id);
    const ofDocument = records.filter((record) => record.documentId === document.id);
    const known = new Set<string>(ofDocument.map((record) => record.id));
    const derived = listContestedClauses(reader, drafts)
      .filter((clauseId) => !known.has(clauseId))
      .map((clauseId) => derivedRecord(matterId, document.id, clauseId));
    return describeTerms(reader, parties, drafts, [...derived, ...ofDocument], positions);
  });
}

/** One term: one that has a row, or the derived term of a clause that nobody has said anything about. */
export function collectTerm(reader: Reader, record: TermRecord): ContestedTerm {
  const parties = listParties(reader, record.matterId);
  const drafts = listExchanged(reader, record.documentId);
  const [term] = describeTerms(reader, parties, drafts, [record], currentPositions(reader, record.matterId));
  if (term === undefined) throw new Error(`term ${record.id} was not described`);
  return term;
}

/** How many terms a negotiator has before them: clauses on which the sides' words differ, and what was flagged by hand and is not agreed. */
export function countContested(reader: Reader, matterId: MatterId): number {
  const manual = listTerms(reader, matterId).filter(
    (record) => record.origin === 'manual' && record.status !== 'agreed',
  );
  return listDocuments(reader, matterId).reduce(
    (count, document) => count + listContestedClauses(reader, listExchanged(reader, document.id)).length,
    manual.length,
  );
}

/** What a derived term is before anyone has said anything about it. */
export function derivedRecord(matterId: MatterId, documentId: DocumentId, clauseId: ClauseId): TermRecord {
  return {
    id: clauseId as string as TermId,
    matterId,
    documentId,
    clauseId,
    origin: 'derived',
    title: null,
    quote: null,
    status: 'open',
    owner: '',
    note: '',
    createdAtMs: 0,
  };
}

function listExchanged(reader: Reader, documentId: DocumentId): Draft[] {
  return listDrafts(reader, documentId).filter((draft) => draft.state === 'exchanged');
}

function listContestedClauses(reader: Reader, drafts: readonly Draft[]): ClauseId[] {
  const latest = latestDraftBySide(drafts);
  if (latest.length < 2) return [];
  const differing = listDifferingClauses(
    reader,
    latest.map((draft) => draft.id),
  );
  return contestedClauses(withClauses(latest, differing));
}

function describeTerms(
  reader: Reader,
  parties: readonly Party[],
  drafts: readonly Draft[],
  records: readonly TermRecord[],
  positions: ReadonlyMap<TermId, Position[]>,
): ContestedTerm[] {
  const clauseIds = [...new Set(records.map((record) => record.clauseId))];
  const rows = listClausesIn(
    reader,
    drafts.map((draft) => draft.id),
    clauseIds,
  );
  const exchanged = withClauses(drafts, rows);
  const latest = latestDraftBySide(exchanged);
  const newest = newestPlaces(drafts, rows);
  const place = (record: TermRecord) => newest.get(record.clauseId)?.ordinal ?? Number.MAX_SAFE_INTEGER;
  return [...records]
    .sort((a, b) => place(a) - place(b))
    .map((record) => {
      const sides = wordsBySide(parties, latest, record.clauseId);
      const ours = parties.find((party) => party.isOurs);
      if (ours === undefined) throw new Error(`matter ${record.matterId} has no party that is ours`);
      const clause = newest.get(record.clauseId);
      const heading = clause === undefined ? null : headingIn(clause.text, clause.headingTo);
      const { id, matterId, documentId, clauseId, origin, quote, status, owner, note } = record;
      return {
        ...{ id, matterId, documentId, clauseId, origin, quote, status, owner, note },
        title: record.title ?? nameOf(heading, clause),
        contested: wordsDiffer(latest, clauseId),
        label: clause?.label ?? null,
        heading,
        lastMovedPartyId: lastMover(exchanged, clauseId),
        sides,
        spans: contestedSpansOf(sides, ours.id),
        positions: positions.get(id) ?? [],
      };
    });
}

type DraftWithClauses = ExchangedDraft & { readonly clauses: Map<ClauseId, ExchangedClause> };

/** The drafts with those of their clauses that were read. */
function withClauses(drafts: readonly Draft[], rows: readonly DraftClauseWords[]): DraftWithClauses[] {
  const byDraft = new Map<DraftId, DraftWithClauses>(
    drafts.map(({ id, round, partyId }) => [id, { id, round, partyId, clauses: new Map() }]),
  );
  for (const row of rows) byDraft.get(row.draftId)?.clauses.set(row.clauseId, row);
  return [...byDraft.values()];
}

/** Each clause as it stands in the newest draft that has it. */
function newestPlaces(drafts: readonly Draft[], rows: readonly DraftClauseWords[]): Map<ClauseId, DraftClauseWords> {
  const roundOf = new Map(drafts.map((draft) => [draft.id, draft.round]));
  const newest = new Map<ClauseId, DraftClauseWords>();
  for (const row of rows) {
    const known = newest.get(row.clauseId);
    if (known === undefined || (roundOf.get(known.draftId) ?? 0) < (roundOf.get(row.draftId) ?? 0)) {
      newest.set(row.clauseId, row);
    }
  }
  return newest;
}

/** What a term is called while nobody has given it a title: its clause's heading, first words, or number. */
function nameOf(heading: string | null, clause: DraftClauseWords | undefined): string {
  const words = oneLine(clause?.text ?? '');
  const first = words.length <= 80 ? words : `${words.slice(0, 80).replace(/\s+\S*$/, '')}…`;
  return oneLine(heading ?? '') || first || oneLine(clause?.label ?? '') || '…';
}

/** Each side's current position on each term of the matter. */
function currentPositions(reader: Reader, matterId: MatterId): Map<TermId, Position[]> {
  const current = new Map<TermId, Position[]>();
  for (const position of listPositionsOfMatter(reader, matterId)) {
    const ofTerm = current.get(position.termId) ?? [];
    if (!ofTerm.some((known) => known.partyId === position.partyId)) ofTerm.push(position);
    current.set(position.termId, ofTerm);
  }
  return current;
}
