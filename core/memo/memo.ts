import type { InterfaceLanguage } from '../model/matter.ts';
import type { Position } from '../model/negotiation.ts';
import {
  type DocumentPart,
  deskOf,
  frame,
  moverLine,
  partiesSection,
  roundsSection,
  summarySection,
  type TermRow,
} from './front.ts';
import { type Fact, type InternalMemo, line, prose, type SharedMemo } from './shape.ts';
import {
  type MemoSource,
  type MemoTerm,
  mayBeShown,
  refuseUnlawfulSpans,
  type SharedMemoPosition,
  type SharedMemoSource,
  type SharedMemoTerm,
} from './source.ts';
import { type Desk, internalFields, sharedFields, type TermView, termSection } from './term-section.ts';
import { dayInWords, dayOf, fill, type MemoWords, memoWords } from './words.ts';

/**
 * The two memos. They share the parts that show what both sides know, and each part takes only the
 * fields it shows. What is ours alone is put in by `buildInternalMemo` and nowhere else;
 * `buildSharedMemo` takes a `SharedMemoSource`, in which it does not exist.
 */

/** The memo for our side: everything there is. Throws `law-broken` when marked differences do not give the sides' words back. */
export function buildInternalMemo(source: MemoSource, language: InterfaceLanguage): InternalMemo {
  const desk = deskOf(source.parties, language, memoWords[language]);
  const { words } = desk;
  const documents: DocumentPart[] = source.documents.map(({ id, title, drafts }) => ({
    id,
    title,
    drafts: drafts.map(({ round, partyId, datedOn, language, file, direction, state }) => ({
      round,
      partyId,
      datedOn,
      language,
      file,
      isWorking: state === 'working',
      direction: words.directions[state === 'working' ? 'working' : direction],
    })),
  }));
  const rows = source.terms.map((term) => internalTerm(term, source, documents, desk));
  const sections = [
    partiesSection(source.parties, words.roles.ours, words.roles.theirs, desk),
    roundsSection(documents, desk),
    summarySection(
      rows,
      [
        { heading: words.clause, share: 14, cell: (row) => [line(row.label ?? words.none)] },
        { heading: words.term, share: 42, cell: (row) => [line(row.title)] },
        { heading: words.status, share: 18, cell: (row) => [line(words.statuses[row.term.status])] },
        { heading: words.lastMoved, share: 26, cell: (row) => [moverLine(row.lastMovedPartyId, desk)] },
      ],
      documents,
      desk,
    ),
    ...rows.map((row) => termSection(row.view, desk)),
  ];
  return { ...frame(source, documents, sections, desk), audience: 'internal', audienceLine: words.audience.internal };
}

/** The memo for the other side. Render it with `renderSharedMemo`, which searches what it wrote for leaks. */
export function buildSharedMemo(source: SharedMemoSource, language: InterfaceLanguage): SharedMemo {
  const desk = deskOf(source.parties, language, memoWords[language]);
  const { words } = desk;
  const documents: DocumentPart[] = source.documents.map(({ id, title, drafts }) => ({
    id,
    title,
    drafts: drafts.map(({ round, partyId, datedOn, language, file }) => ({
      round,
      partyId,
      datedOn,
      language,
      file,
      isWorking: false,
      direction: null,
    })),
  }));
  const rows = source.terms.map((term) => sharedTerm(term, source, documents, desk));
  const sections = [
    partiesSection(source.parties, words.roles.author, words.roles.other, desk),
    roundsSection(documents, desk),
    summarySection(
      rows,
      [
        { heading: words.clause, share: 18, cell: (row) => [line(row.label ?? words.none)] },
        { heading: words.term, share: 52, cell: (row) => [line(row.title)] },
        { heading: words.lastMoved, share: 30, cell: (row) => [moverLine(row.lastMovedPartyId, desk)] },
      ],
      documents,
      desk,
    ),
    ...rows.map((row) => termSection(row.view, desk)),
  ];
  return {
    ...frame(source, documents, sections, desk),
    audience: 'counterparty',
    audienceLine: words.audience.counterparty,
  };
}

/**
 * What the other side's memo calls a clause: “4.2 – Permitted uses”, “Clause 4.2”, or “Unnumbered clause”.
 */
export function clauseName(label: string | null, heading: string | null, words: MemoWords): string {
  if (label === null) return heading ?? words.clauseUnnumbered;
  if (heading !== null) return `${label} – ${heading}`;
  return /^\p{L}{2}/u.test(label) ? label : fill(words.clauseLabelled, { label });
}

// ---- A contested term, for our side and for the other ----------------------------------------------

function internalTerm(
  memoTerm: MemoTerm,
  source: MemoSource,
  documents: readonly DocumentPart[],
  desk: Desk,
): TermRow & Pick<MemoTerm, 'term'> {
  const { term } = memoTerm;
  const { words } = desk;
  refuseUnlawfulSpans(term);
  const earlier = source.terms.slice(0, source.terms.indexOf(memoTerm)).find((other) => isSameClause(other.term, term));
  const facts: Fact[] = [
    ...documentFact(term.documentId, documents, words),
    { label: words.status, value: [line(words.statuses[term.status])] },
    { label: words.lastMoved, value: term.lastMovedPartyId === null ? [] : [moverLine(term.lastMovedPartyId, desk)] },
    { label: words.owner, value: prose(term.owner) },
    { label: words.note, value: prose(term.note) },
    { label: words.flagged, value: prose(term.quote ?? '', 'contract') },
  ];
  const view: TermView = {
    name: internalName(memoTerm),
    facts,
    sides: term.sides,
    spans: term.spans,
    positions: desk.parties.flatMap(({ id }) =>
      term.positions
        .filter((position) => position.partyId === id)
        .map((position) => ({ partyId: id, fields: ourFields(position, source, desk) })),
    ),
    positionLog: [...memoTerm.positions].sort((a, b) => b.recordedAtMs - a.recordedAtMs),
    history: [...memoTerm.history]
      .sort((a, b) => a.round - b.round)
      .map((entry) => ({ ...entry, isWorking: entry.state === 'working' })),
    wordsUnder: earlier === undefined ? null : internalName(earlier),
    ...contractLanguage(term.documentId, documents, desk),
  };
  return {
    term,
    documentId: term.documentId,
    label: term.label,
    title: term.title,
    lastMovedPartyId: term.lastMovedPartyId,
    view,
  };
}

function ourFields(position: Position, source: MemoSource, { words, language }: Desk): Fact[] {
  const isOurs = source.parties.some((party) => party.isOurs && party.id === position.partyId);
  const disclosure = mayBeShown(position, isOurs) ? 'shared' : position.privileged ? 'privileged' : 'intelligence';
  return [
    ...internalFields(position, words),
    { label: words.disclosure, value: [line(words.disclosures[disclosure])] },
    { label: words.recordedOn, value: [line(dayInWords(dayOf(position.recordedAtMs), language))] },
  ];
}

/** “4.2 – Limits on use”: the label and our own title. */
function internalName({ term }: MemoTerm): string {
  const { label, title } = term;
  return label === null || title.startsWith(label) ? title : `${label} – ${title}`;
}

function sharedTerm(
  term: SharedMemoTerm,
  source: SharedMemoSource,
  documents: readonly DocumentPart[],
  desk: Desk,
): TermRow {
  const { words } = desk;
  const name = clauseName(term.label, term.heading, words);
  const earlier = source.terms.slice(0, source.terms.indexOf(term)).find((other) => isSameClause(other, term));
  const facts: Fact[] = [
    ...documentFact(term.documentId, documents, words),
    { label: words.lastMoved, value: term.lastMovedPartyId === null ? [] : [moverLine(term.lastMovedPartyId, desk)] },
    { label: words.flagged, value: prose(term.quote ?? '', 'contract') },
  ];
  const view: TermView = {
    name,
    facts,
    sides: term.sides,
    spans: term.spans,
    positions: desk.parties.flatMap(({ id }) =>
      term.positions
        .filter((position) => position.partyId === id)
        .map((position) => ({ partyId: id, fields: theirFields(position, source, words) })),
    ),
    positionLog: [],
    history: term.history.map((entry) => ({ ...entry, isWorking: false })),
    wordsUnder: earlier === undefined ? null : clauseName(earlier.label, earlier.heading, words),
    ...contractLanguage(term.documentId, documents, desk),
  };
  return {
    documentId: term.documentId,
    label: term.label,
    title: term.heading ?? (term.label === null ? words.clauseUnnumbered : words.none),
    lastMovedPartyId: term.lastMovedPartyId,
    view,
  };
}

/** How certain it is says something of the other sides' positions only: our own we put there ourselves. */
function theirFields(position: SharedMemoPosition, source: SharedMemoSource, words: MemoWords): Fact[] {
  const isOurs = source.parties.some((party) => party.isOurs && party.id === position.partyId);
  return sharedFields(position, words).map((field) =>
    isOurs && field.label === words.certainty ? { ...field, value: [] } : field,
  );
}

function isSameClause(
  a: { readonly documentId: string; readonly clauseId: string },
  b: { readonly documentId: string; readonly clauseId: string },
): boolean {
  return a.documentId === b.documentId && a.clauseId === b.clauseId;
}

function documentFact(documentId: string, documents: readonly DocumentPart[], words: MemoWords): Fact[] {
  const document = documents.find((candidate) => candidate.id === documentId);
  return documents.length > 1 && document !== undefined
    ? [{ label: words.document, value: [line(document.title)] }]
    : [];
}

function contractLanguage(
  documentId: string,
  documents: readonly DocumentPart[],
  desk: Desk,
): { contractLanguage?: InterfaceLanguage } {
  const drafts = documents.find((document) => document.id === documentId)?.drafts ?? [];
  const language = drafts.map((draft) => draft.language).findLast((found) => found !== 'und');
  return language === undefined || language === desk.language ? {} : { contractLanguage: language };
}
