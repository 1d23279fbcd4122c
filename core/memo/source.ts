import { projectEdits } from '../compare/verify.ts';
import { compareWords } from '../compare/words.ts';
import { AppError } from '../error.ts';
import type { ContractLanguage } from '../model/clause.ts';
import type { WordEdit } from '../model/comparison.ts';
import type { ClauseId, DocumentId, DraftId, PartyId } from '../model/ids.ts';
import type { ClauseHistoryEntry, DocumentView, Party } from '../model/matter.ts';
import type { Certainty, ContestedTerm, Position, SideWords, Stance } from '../model/negotiation.ts';

/**
 * What a memo is made from, twice: `MemoSource` for our own side, with everything, and
 * `SharedMemoSource` for the other side. The second is made from the first by `toShared` and in no
 * other way: its types carry a mark that only this file can give, so a function that builds
 * something for the counterparty cannot be handed our own snapshot, or a copy of the shared one into
 * which something of ours was put back. It does not compile.
 *
 * `toShared` names every field it takes. Copying the snapshot and deleting what is secret was turned
 * down: a field added to a position next year would then be shown until someone remembers it. Here it
 * stays behind until someone decides otherwise.
 *
 * What the other side may see, and why the rest stays:
 *
 * - Drafts that were exchanged. A working draft, its words, its number and its file's name are ours.
 *   Where a round's redline was counted from a working draft, it is counted again from the last
 *   words exchanged.
 * - Of each side's position the current one, when it is not privileged; the other sides' only when
 *   they stated it themselves, because what we heard by other ways is our intelligence. Of that
 *   position the stance, the wording wanted, the source and the certainty. Never an earlier one.
 * - The place of a clause: its label and heading as they stand in exchanged drafts. A term's title,
 *   status, owner and note are our own record.
 * - A term flagged by hand is a mark in our margin. It is shown when there is a position on it that may
 *   be shown, or when its clause is contested and no other term says so; otherwise it would
 *   tell the other side where we are looking.
 *
 * The titles of the matter and of its documents, the names of the parties and the names of exchanged
 * files are shown as they are.
 */
export interface MemoSource {
  readonly matterTitle: string;
  readonly parties: readonly Party[];
  readonly documents: readonly DocumentView[];
  /** In the order in which the memo takes them. */
  readonly terms: readonly MemoTerm[];
  /** The day the memo is made, `2026-03-31`. */
  readonly madeOn: string;
}

export interface MemoTerm {
  readonly term: ContestedTerm;
  /** Every position each side has had on the term, the current ones included, in any order. */
  readonly positions: readonly Position[];
  /** The clause in every draft of its document, in any order. */
  readonly history: readonly ClauseHistoryEntry[];
}

declare const sharedMark: unique symbol;

/** Given by `toShared` alone. */
interface Shared {
  readonly [sharedMark]: true;
}

export interface SharedMemoSource extends Shared {
  readonly matterTitle: string;
  readonly parties: readonly SharedParty[];
  readonly documents: readonly SharedDocument[];
  readonly terms: readonly SharedMemoTerm[];
  readonly madeOn: string;
}

export interface SharedParty {
  readonly id: PartyId;
  readonly name: string;
  readonly isOurs: boolean;
  readonly ordinal: number;
}

export interface SharedDocument {
  readonly id: DocumentId;
  readonly title: string;
  readonly drafts: readonly SharedDraft[];
}

/** A draft that was sent or received. */
export interface SharedDraft {
  readonly round: number;
  readonly partyId: PartyId;
  readonly datedOn: string;
  readonly language: ContractLanguage;
  readonly file: { readonly name: string; readonly sha256: string } | null;
}

export interface SharedMemoTerm extends Shared {
  readonly documentId: DocumentId;
  readonly clauseId: ClauseId;
  readonly label: string | null;
  readonly heading: string | null;
  /** The words flagged by hand, when an exchanged draft has them. */
  readonly quote: string | null;
  readonly lastMovedPartyId: PartyId | null;
  readonly sides: readonly SharedSideWords[];
  readonly spans: readonly SharedSpans[];
  readonly positions: readonly SharedMemoPosition[];
  readonly history: readonly SharedHistoryEntry[];
}

export interface SharedSideWords {
  readonly partyId: PartyId;
  /** `null` when the side has sent nothing. */
  readonly round: number | null;
  readonly label: string | null;
  readonly text: string | null;
}

export interface SharedSpans {
  readonly aPartyId: PartyId;
  readonly bPartyId: PartyId;
  readonly edits: readonly WordEdit[];
}

export interface SharedMemoPosition extends Shared {
  readonly partyId: PartyId;
  readonly stance: Stance;
  readonly wanted: string;
  readonly source: string;
  readonly certainty: Certainty;
}

export interface SharedHistoryEntry {
  readonly round: number;
  readonly partyId: PartyId;
  readonly datedOn: string;
  readonly change: ClauseHistoryEntry['change'];
  readonly label: string | null;
  readonly text: string | null;
  readonly edits: readonly WordEdit[];
}

/**
 * Whether a side's current position may be shown to the other sides: it is not privileged, and it is
 * our own or the side stated it itself.
 */
export function mayBeShown(position: Pick<Position, 'privileged' | 'certainty'>, isOurs: boolean): boolean {
  return !position.privileged && (isOurs || position.certainty === 'stated');
}

/**
 * The snapshot as the other sides may see it. Throws `law-broken` when the words recorded as a side's
 * last come from a draft that was not exchanged, or when marked differences do not give those
 * words back to the character: such a memo would show what it must not.
 */
export function toShared(source: MemoSource): SharedMemoSource {
  const exchanged = exchangedDraftIds(source);
  const shared: Omit<SharedMemoSource, typeof sharedMark> = {
    matterTitle: source.matterTitle,
    parties: source.parties.map((party) => ({
      id: party.id,
      name: party.name,
      isOurs: party.isOurs,
      ordinal: party.ordinal,
    })),
    documents: source.documents.map(toSharedDocument).filter((document) => document.drafts.length > 0),
    terms: source.terms
      .filter((term) => isForTheOtherSide(term, source, exchanged))
      .map((term) => toSharedTerm(term, source.parties, exchanged)),
    madeOn: source.madeOn,
  };
  return shared as SharedMemoSource;
}

/** The drafts of the matter that were sent or received. */
export function exchangedDraftIds(source: MemoSource): ReadonlySet<DraftId> {
  const drafts = source.documents.flatMap((document) => document.drafts);
  return new Set(drafts.filter((draft) => draft.state === 'exchanged').map((draft) => draft.id));
}

/** The clause in exchanged drafts only, oldest first. */
export function exchangedEntries(
  history: readonly ClauseHistoryEntry[],
  exchanged: ReadonlySet<DraftId>,
): ClauseHistoryEntry[] {
  return byRound(history).filter((entry) => isExchanged(entry, exchanged));
}

function isExchanged(entry: ClauseHistoryEntry, exchanged: ReadonlySet<DraftId>): boolean {
  return entry.state === 'exchanged' && exchanged.has(entry.draftId);
}

function byRound(history: readonly ClauseHistoryEntry[]): ClauseHistoryEntry[] {
  return [...history].sort((a, b) => a.round - b.round);
}

function isForTheOtherSide(memoTerm: MemoTerm, source: MemoSource, exchanged: ReadonlySet<DraftId>): boolean {
  const { term, history } = memoTerm;
  const known =
    term.sides.some((side) => side.text !== null) ||
    exchangedEntries(history, exchanged).some((entry) => entry.text !== null);
  if (!known) return false;
  if (term.positions.some((position) => mayBeShown(position, isOurs(position.partyId, source.parties)))) return true;
  if (!sidesDiffer(term.sides)) return false;
  return (
    term.origin === 'derived' ||
    !source.terms.some(({ term: other }) => other.id !== term.id && other.clauseId === term.clauseId)
  );
}

function sidesDiffer(sides: readonly SideWords[]): boolean {
  const spoken = sides.filter((side) => side.draftId !== null);
  return new Set(spoken.map((side) => side.text)).size > 1;
}

function isOurs(partyId: PartyId, parties: readonly Party[]): boolean {
  return parties.some((party) => party.isOurs && party.id === partyId);
}

function toSharedDocument(document: DocumentView): SharedDocument {
  return {
    id: document.id,
    title: document.title,
    drafts: document.drafts
      .filter((draft) => draft.state === 'exchanged')
      .map((draft) => ({
        round: draft.round,
        partyId: draft.partyId,
        datedOn: draft.datedOn,
        language: draft.language,
        file: draft.file === null ? null : { name: draft.file.name, sha256: draft.file.sha256 },
      })),
  };
}

function toSharedTerm(
  { term, history }: MemoTerm,
  parties: readonly Party[],
  exchanged: ReadonlySet<DraftId>,
): SharedMemoTerm {
  for (const side of term.sides) refuseUnexchangedWords(term, side, exchanged);
  refuseUnlawfulSpans(term);
  const entries = toSharedHistory(history, exchanged);
  const shared: Omit<SharedMemoTerm, typeof sharedMark> = {
    documentId: term.documentId,
    clauseId: term.clauseId,
    ...sharedPlace(term, entries),
    quote: sharedQuote(term, entries),
    lastMovedPartyId: lastMover(entries),
    sides: term.sides.map(({ partyId, round, label, text }) => ({ partyId, round, label, text })),
    spans: term.spans.map(({ aPartyId, bPartyId, edits }) => ({ aPartyId, bPartyId, edits: copyEdits(edits) })),
    positions: term.positions
      .filter((position) => mayBeShown(position, isOurs(position.partyId, parties)))
      .map(toSharedPosition),
    history: entries,
  };
  return shared as SharedMemoTerm;
}

function toSharedPosition(position: Position): SharedMemoPosition {
  const shared: Omit<SharedMemoPosition, typeof sharedMark> = {
    partyId: position.partyId,
    stance: position.stance,
    wanted: position.wanted,
    source: position.source,
    certainty: position.certainty,
  };
  return shared as SharedMemoPosition;
}

/** The label of the newest exchanged draft that has the clause, and the heading if an exchanged draft's words begin with it. */
export function sharedPlace(
  term: Pick<ContestedTerm, 'heading' | 'sides'>,
  entries: readonly Pick<ClauseHistoryEntry, 'round' | 'label' | 'text'>[],
): { readonly label: string | null; readonly heading: string | null } {
  const places = [...term.sides, ...entries]
    .filter((place) => place.text !== null)
    .sort((a, b) => (b.round ?? 0) - (a.round ?? 0));
  const { heading } = term;
  const isKnown = heading !== null && places.some((place) => place.text?.trimStart().startsWith(heading) === true);
  return { label: places[0]?.label ?? null, heading: isKnown ? heading : null };
}

function sharedQuote(
  term: Pick<ContestedTerm, 'quote' | 'sides'>,
  entries: readonly SharedHistoryEntry[],
): string | null {
  const { quote } = term;
  if (quote === null) return null;
  return [...term.sides, ...entries].some((place) => place.text?.includes(quote) === true) ? quote : null;
}

function toSharedHistory(
  history: readonly ClauseHistoryEntry[],
  exchanged: ReadonlySet<DraftId>,
): SharedHistoryEntry[] {
  const entries: SharedHistoryEntry[] = [];
  let followsWorkingDraft = false;
  let before: SharedHistoryEntry | null = null;
  /** The clause's last words, also across drafts that were without it. */
  let lastWords = '';
  for (const entry of byRound(history)) {
    if (!isExchanged(entry, exchanged)) {
      followsWorkingDraft = true;
      continue;
    }
    const { round, partyId, datedOn, label, text } = entry;
    const change: SharedHistoryEntry['change'] = followsWorkingDraft ? changeBetween(before, entry) : entry.change;
    const edits = sharedEdits(entry, before, lastWords);
    const shared: SharedHistoryEntry = { round, partyId, datedOn, change, label, text, edits };
    entries.push(shared);
    before = shared;
    followsWorkingDraft = false;
    if (text !== null) lastWords = text;
  }
  return entries;
}

/** The round's edits where they lead from words that were exchanged; otherwise the edits from those words. */
function sharedEdits(
  entry: ClauseHistoryEntry,
  before: SharedHistoryEntry | null,
  lastWords: string,
): readonly WordEdit[] {
  if (before === null) return [];
  const from = projectEdits(entry.edits, 'a');
  const isFromExchanged = from === (before.text ?? '') || from === lastWords;
  if (isFromExchanged && projectEdits(entry.edits, 'b') === (entry.text ?? '')) return copyEdits(entry.edits);
  return compareWords(before.text ?? '', entry.text ?? '').map(copyEdit);
}

function changeBetween(
  before: Pick<ClauseHistoryEntry, 'label' | 'text'> | null,
  after: Pick<ClauseHistoryEntry, 'label' | 'text'>,
): ClauseHistoryEntry['change'] {
  if (after.text === null) return before === null || before.text === null ? 'absent' : 'deleted';
  if (before === null) return 'first';
  if (before.text === null) return 'inserted';
  if (before.text !== after.text) return 'edited';
  return before.label === after.label ? 'same' : 'renumbered';
}

function lastMover(entries: readonly SharedHistoryEntry[]): PartyId | null {
  let mover: PartyId | null = null;
  let words: string | null = null;
  for (const entry of entries) {
    if (entry.text !== words) mover = entry.partyId;
    words = entry.text;
  }
  return mover;
}

function copyEdits(edits: readonly WordEdit[]): WordEdit[] {
  return edits.map(copyEdit);
}

function copyEdit({ op, text }: WordEdit): WordEdit {
  return { op, text };
}

function refuseUnexchangedWords(term: ContestedTerm, side: SideWords, exchanged: ReadonlySet<DraftId>): void {
  if (side.draftId === null && side.text === null) return;
  if (side.draftId !== null && exchanged.has(side.draftId)) return;
  throw new AppError(
    'law-broken',
    `The memo for the other side was refused: words given for “${term.title}” come from a draft that was not exchanged.`,
    { details: { termId: term.id, term: term.title, field: 'working-draft' } },
  );
}

/**
 * Checks that the marked differences of a term give both sides' words back, to the character. Throws `law-broken`
 * otherwise: a memo that marks words nobody wrote is not made, for either audience.
 */
export function refuseUnlawfulSpans(term: ContestedTerm): void {
  const words = (partyId: PartyId) => term.sides.find((side) => side.partyId === partyId)?.text ?? '';
  const isLawful = term.spans.every(
    ({ aPartyId, bPartyId, edits }) =>
      projectEdits(edits, 'a') === words(aPartyId) && projectEdits(edits, 'b') === words(bPartyId),
  );
  if (isLawful) return;
  throw new AppError(
    'law-broken',
    `The memo was refused: the marked differences of “${term.title}” do not give the sides’ words back.`,
    { details: { termId: term.id, term: term.title, field: 'spans' } },
  );
}
