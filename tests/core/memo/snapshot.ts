import { compareWords } from '../../../core/compare/words.ts';
import type { MemoSource, MemoTerm } from '../../../core/memo/source.ts';
import type {
  ClauseId,
  DocumentId,
  DraftId,
  FileHash,
  MatterId,
  PartyId,
  PositionId,
  TermId,
  VersionHash,
} from '../../../core/model/ids.ts';
import type { ClauseHistoryEntry, DocumentView, DraftSummary, Party } from '../../../core/model/matter.ts';
import type { Position } from '../../../core/model/negotiation.ts';
import {
  contestedSpansOf,
  type ExchangedDraft,
  lastMover,
  latestDraftBySide,
  wordsBySide,
} from '../../../core/negotiation/contested.ts';
import { nodePlatform } from '../../../engine/platform.ts';

/** A matter in short, from which `snapshotOf` makes what a memo is made from. Sides are counted from 0, ours first. */
export interface MatterOutline {
  readonly title: string;
  readonly parties: readonly string[];
  readonly madeOn: string;
  readonly documents: readonly DocumentOutline[];
}

export interface DocumentOutline {
  readonly title: string;
  readonly language: 'en' | 'fr';
  /** In the order of rounds. */
  readonly rounds: readonly RoundOutline[];
  readonly terms: readonly TermOutline[];
}

export interface RoundOutline {
  readonly by: number;
  readonly working?: boolean;
  readonly datedOn: string;
  readonly file: string | null;
  /** What the reading of the file noted. */
  readonly noted?: string;
  /** The clauses by name: their label and their words. */
  readonly clauses: Readonly<Record<string, ClauseOutline>>;
}

export interface ClauseOutline {
  readonly label: string | null;
  readonly text: string;
}

export interface TermOutline {
  readonly clause: string;
  readonly title: string;
  readonly origin?: 'derived' | 'manual';
  readonly heading?: string | null;
  readonly quote?: string | null;
  readonly status?: MemoTerm['term']['status'];
  readonly owner?: string;
  readonly note?: string;
  /** Oldest first: the last of each side is its current one. */
  readonly positions?: readonly PositionOutline[];
}

export interface PositionOutline extends Partial<Omit<Position, 'id' | 'termId' | 'partyId' | 'recordedAtMs'>> {
  readonly by: number;
  readonly recordedOn: string;
}

/** The snapshot, put together as the engine does: words, differences and movers come from core/negotiation. */
export function snapshotOf(outline: MatterOutline): MemoSource {
  const parties = outline.parties.map(
    (name, ordinal): Party => ({ id: `party${pad(ordinal)}` as PartyId, name, isOurs: ordinal === 0, ordinal }),
  );
  const documents = outline.documents.map((document, index) => documentOf(document, index, parties));
  return {
    matterTitle: outline.title,
    parties,
    documents,
    terms: outline.documents.flatMap((document, index) => termsOf(document, index, documents[index], parties)),
    madeOn: outline.madeOn,
  };
}

function documentOf(outline: DocumentOutline, index: number, parties: readonly Party[]): DocumentView {
  const id = `document${pad(index)}` as DocumentId;
  const drafts = outline.rounds.map((round, at): DraftSummary => {
    const party = partyAt(parties, round.by);
    const words = JSON.stringify(round.clauses);
    return {
      id: `draft${pad(index)}${pad(at)}` as DraftId,
      documentId: id,
      round: at + 1,
      partyId: party.id,
      state: round.working === true ? 'working' : 'exchanged',
      datedOn: round.datedOn,
      direction: party.isOurs ? 'sent' : 'received',
      baseDraftId: null,
      file:
        round.file === null
          ? null
          : { name: round.file, sha256: nodePlatform.sha256(words) as FileHash, byteLength: words.length },
      format: round.file === null ? 'parley' : 'markdown',
      language: outline.language,
      notes:
        round.noted === undefined ? [] : [{ code: 'tracked-changes-accepted' as const, count: 1, detail: round.noted }],
      clauseCount: Object.keys(round.clauses).length,
    };
  });
  return { id, matterId: 'matter0001' as MatterId, title: outline.title, drafts };
}

function termsOf(
  outline: DocumentOutline,
  index: number,
  document: DocumentView | undefined,
  parties: readonly Party[],
): MemoTerm[] {
  if (document === undefined) throw new Error('each outline has its document');
  const idOf = (clause: string) => `clause${pad(index)}${clause}` as ClauseId;
  const exchanged = document.drafts.flatMap((draft, at): ExchangedDraft[] => {
    const clauses = Object.entries(outline.rounds[at]?.clauses ?? {});
    if (draft.state === 'working') return [];
    const known = clauses.map(
      ([name, { label, text }]) => [idOf(name), { versionHash: hashOf(text), label, text }] as const,
    );
    return [{ id: draft.id, round: draft.round, partyId: draft.partyId, clauses: new Map(known) }];
  });
  return outline.terms.map((term, at): MemoTerm => {
    const clauseId = idOf(term.clause);
    const origin = term.origin ?? 'derived';
    const id = (origin === 'derived' ? clauseId : `term${pad(index)}${pad(at)}`) as string as TermId;
    const history = historyOf(term.clause, outline, document);
    const newest = history.findLast((entry) => entry.text !== null);
    const sides = wordsBySide(parties, latestDraftBySide(exchanged), clauseId);
    const positions = (term.positions ?? []).map((position, place) =>
      positionOf(position, `${id}p${pad(place)}`, id, parties),
    );
    return {
      term: {
        id,
        matterId: document.matterId,
        documentId: document.id,
        clauseId,
        origin,
        title: term.title,
        quote: term.quote ?? null,
        status: term.status ?? 'open',
        owner: term.owner ?? '',
        note: term.note ?? '',
        contested: new Set(sides.filter((side) => side.draftId !== null).map((side) => side.text)).size > 1,
        label: newest?.label ?? null,
        heading: term.heading ?? null,
        lastMovedPartyId: lastMover(exchanged, clauseId),
        sides,
        spans: contestedSpansOf(sides, partyAt(parties, 0).id),
        positions: parties.flatMap((party) => positions.findLast((position) => position.partyId === party.id) ?? []),
      },
      positions,
      history,
    };
  });
}

/** The clause in every draft, working ones included, each compared with its last words before. */
function historyOf(clause: string, outline: DocumentOutline, document: DocumentView): ClauseHistoryEntry[] {
  let before: ClauseOutline | undefined;
  let lastWords = '';
  return document.drafts.map((draft, at): ClauseHistoryEntry => {
    const now = outline.rounds[at]?.clauses[clause];
    const change = changeOf(before, now, at);
    const edits = change === 'first' || change === 'absent' ? [] : compareWords(lastWords, now?.text ?? '');
    before = now;
    lastWords = now?.text ?? lastWords;
    const { id: draftId, round, partyId, state, datedOn } = draft;
    const versionHash = now === undefined ? null : hashOf(now.text);
    return {
      ...{ draftId, round, partyId, state, datedOn, change, versionHash, edits },
      label: now?.label ?? null,
      text: now?.text ?? null,
    };
  });
}

function changeOf(
  before: ClauseOutline | undefined,
  now: ClauseOutline | undefined,
  at: number,
): ClauseHistoryEntry['change'] {
  if (now === undefined) return before === undefined ? 'absent' : 'deleted';
  if (at === 0) return 'first';
  if (before === undefined) return 'inserted';
  if (before.text !== now.text) return 'edited';
  return before.label === now.label ? 'same' : 'renumbered';
}

function positionOf(
  { by, recordedOn, ...fields }: PositionOutline,
  id: string,
  termId: TermId,
  parties: readonly Party[],
): Position {
  return {
    id: id as PositionId,
    termId,
    partyId: partyAt(parties, by).id,
    stance: 'open',
    wanted: '',
    source: '',
    certainty: 'stated',
    redLine: '',
    reasons: '',
    priority: null,
    privileged: false,
    recordedAtMs: Date.parse(`${recordedOn}T12:00:00Z`),
    ...fields,
  };
}

function partyAt(parties: readonly Party[], ordinal: number): Party {
  const party = parties[ordinal];
  if (party === undefined) throw new Error(`there is no side ${ordinal}`);
  return party;
}

function hashOf(text: string): VersionHash {
  return nodePlatform.sha256(text) as VersionHash;
}

function pad(index: number): string {
  return String(index).padStart(4, '0');
}
