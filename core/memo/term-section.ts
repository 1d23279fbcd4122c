import { projectEdits } from '../compare/verify.ts';
import type { WordEdit } from '../model/comparison.ts';
import type { PartyId } from '../model/ids.ts';
import type { ClauseHistoryEntry, InterfaceLanguage } from '../model/matter.ts';
import type { Position } from '../model/negotiation.ts';
import { changedParagraphs, contractParagraphs, redlineParagraphs, sideParagraphs } from './redline.ts';
import {
  type Cell,
  type Fact,
  line,
  oneLine,
  type Paragraph,
  prose,
  type Section,
  type Span,
  section,
  type Table,
} from './shape.ts';
import type { SharedMemoPosition } from './source.ts';
import { dayInWords, dayOf, fill, type MemoWords } from './words.ts';

/** What every part of a memo needs at hand. */
export interface Desk {
  readonly language: InterfaceLanguage;
  readonly words: MemoWords;
  /** In the order of their ordinals. */
  readonly parties: readonly { readonly id: PartyId; readonly name: string; readonly ordinal: number }[];
}

/** A contested term as either memo shows it. What only our own memo shows comes in `facts`, `positions` and `positionLog`. */
export interface TermView {
  readonly name: string;
  readonly facts: readonly Fact[];
  readonly sides: readonly SideView[];
  readonly spans: readonly SpansView[];
  readonly positions: readonly PositionView[];
  /** Every position ever recorded, newest first; empty in a memo for the other side. */
  readonly positionLog: readonly Position[];
  /** Oldest first. */
  readonly history: readonly HistoryView[];
  /** The name of an earlier term on the same clause, under which the words and the history already stand. */
  readonly wordsUnder: string | null;
  /** The contract's language, where it is known and is not the memo's. */
  readonly contractLanguage?: InterfaceLanguage;
}

export interface SideView {
  readonly partyId: PartyId;
  readonly round: number | null;
  readonly label: string | null;
  readonly text: string | null;
}

export interface SpansView {
  readonly aPartyId: PartyId;
  readonly bPartyId: PartyId;
  readonly edits: readonly WordEdit[];
}

/** A side's current position as labelled fields, in the same order for every side. */
export interface PositionView {
  readonly partyId: PartyId;
  readonly fields: readonly Fact[];
}

export interface HistoryView {
  readonly round: number;
  readonly partyId: PartyId;
  readonly datedOn: string;
  readonly change: ClauseHistoryEntry['change'];
  readonly label: string | null;
  readonly text: string | null;
  readonly edits: readonly WordEdit[];
  /** A working draft of ours, not yet sent. */
  readonly isWorking: boolean;
}

/** The name of a side as a span in its colour. */
export function sideName(partyId: PartyId, desk: Desk): Span {
  const party = desk.parties.find((candidate) => candidate.id === partyId);
  if (party === undefined) throw new TypeError(`The memo's source names a party that is not in it: ${partyId}`);
  return { text: oneLine(party.name), side: party.ordinal };
}

/** A contested term in full: the words of each side, where each side stands, how both came about. */
export function termSection(term: TermView, desk: Desk): Section | null {
  const { words } = desk;
  const own = term.facts.filter((fact) => fact.value.length > 0);
  const reference = term.wordsUnder === null ? null : line(fill(words.wordsAbove, { clause: term.wordsUnder }));
  return section(
    term.name,
    [own.length === 0 ? null : { type: 'facts', facts: own }],
    [
      section(words.words, reference === null ? wordsOfEachSide(term, desk) : [reference]),
      section(words.positions, positionTables(term.positions, desk)),
      section(words.positionHistory, [positionLogTable(term.positionLog, desk)]),
      reference === null ? section(words.clauseHistory, [clauseHistoryTable(term, desk)]) : null,
    ],
  );
}

// ---- The words of each side ----------------------------------------------------------------------

function wordsOfEachSide(term: TermView, desk: Desk): (Paragraph | Table)[] {
  const spoken = term.sides.filter((side) => side.round !== null);
  if (term.spans.length === 0) return sameWords(spoken, term, desk);
  return distinctPairs(term.spans).map((spans) => pairTable(spans, spoken, term, desk));
}

function sameWords(spoken: readonly SideView[], term: TermView, desk: Desk): (Paragraph | Table)[] {
  const [first] = spoken;
  if (first === undefined) return [];
  const text =
    first.text === null ? [aside(desk.words.withoutClause)] : contractParagraphs(first.text, term.contractLanguage);
  const heading: Paragraph = { type: 'paragraph', spans: sideHeading(spoken, desk), voice: 'memo' };
  return spoken.length > 1 ? [aside(desk.words.sameWords), ...text] : [heading, ...text];
}

/** Two sides against a third with the same words make one pair. */
function distinctPairs(spans: readonly SpansView[]): SpansView[] {
  const pairs = new Map<string, SpansView>();
  for (const pair of spans) {
    const key = JSON.stringify([projectEdits(pair.edits, 'a'), projectEdits(pair.edits, 'b')]);
    if (!pairs.has(key)) pairs.set(key, pair);
  }
  return [...pairs.values()];
}

function pairTable(pair: SpansView, spoken: readonly SideView[], term: TermView, desk: Desk): Table {
  const column = (partyId: PartyId) => {
    const text = spoken.find((side) => side.partyId === partyId)?.text ?? null;
    return { text, sides: spoken.filter((side) => side.text === text) };
  };
  const a = column(pair.aPartyId);
  const b = column(pair.bPartyId);
  const cell = (text: string | null, side: 'a' | 'b'): Cell =>
    text === null ? [aside(desk.words.withoutClause)] : sideParagraphs(pair.edits, side, term.contractLanguage);
  return {
    type: 'table',
    reading: 'by-column',
    columns: [
      { heading: sideHeading(a.sides, desk), share: 50 },
      { heading: sideHeading(b.sides, desk), share: 50 },
    ],
    hasRowHeadings: false,
    rows: [[cell(a.text, 'a'), cell(b.text, 'b')]],
  };
}

/** “● The Vendor (round 3) ■ The Department (round 2)”. */
function sideHeading(sides: readonly SideView[], desk: Desk): Span[] {
  return sides.flatMap((side, index) => [
    ...(index === 0 ? [] : [{ text: ', ' }]),
    sideName(side.partyId, desk),
    ...(side.round === null ? [] : [{ text: ` (${fill(desk.words.inRound, { round: side.round })})` }]),
  ]);
}

function aside(text: string): Paragraph {
  return { ...line(text), voice: 'aside' };
}

// ---- Positions -----------------------------------------------------------------------------------

/** A position's fields that may be shown to anyone the position may be shown to. */
export function sharedFields(position: Omit<SharedMemoPosition, symbol> | Position, words: MemoWords): Fact[] {
  return [
    { label: words.stance, value: [line(words.stances[position.stance])] },
    { label: words.wanted, value: prose(position.wanted, 'contract') },
    { label: words.source, value: prose(position.source) },
    { label: words.certainty, value: [line(words.certainties[position.certainty])] },
  ];
}

/** The sides' positions set side by side, two to a table; rows that no side fills are left out. */
function positionTables(positions: readonly PositionView[], desk: Desk): Table[] {
  const tables: Table[] = [];
  for (let at = 0; at < positions.length; at += 2) tables.push(positionTable(positions.slice(at, at + 2), desk));
  return tables;
}

function positionTable(positions: readonly PositionView[], desk: Desk): Table {
  const labels = positions[0]?.fields.map((field) => field.label) ?? [];
  const rows = labels
    .map((label, index) => ({ label, cells: positions.map((position) => position.fields[index]?.value ?? []) }))
    .filter((row) => row.cells.some((cell) => cell.length > 0));
  return {
    type: 'table',
    reading: 'by-column',
    columns: [
      { heading: [], share: 20 },
      ...positions.map((position) => ({ heading: [sideName(position.partyId, desk)], share: 80 / positions.length })),
    ],
    hasRowHeadings: true,
    rows: rows.map((row) => [
      [line(row.label)],
      ...row.cells.map((cell) => (cell.length === 0 ? [line(desk.words.none)] : cell)),
    ]),
  };
}

/** Every position ever recorded; nothing while no side has changed its own. */
function positionLogTable(log: readonly Position[], desk: Desk): Table | null {
  if (new Set(log.map((position) => position.partyId)).size === log.length) return null;
  const { words } = desk;
  return {
    type: 'table',
    reading: 'by-row',
    columns: [
      { heading: [{ text: words.date }], share: 20 },
      { heading: [{ text: words.side }], share: 20 },
      { heading: [{ text: words.position }], share: 60 },
    ],
    hasRowHeadings: true,
    rows: log.map((position) => [
      [line(dayInWords(dayOf(position.recordedAtMs), desk.language))],
      [{ type: 'paragraph', spans: [sideName(position.partyId, desk)], voice: 'memo' }],
      internalFields(position, words).flatMap((field) => labelled(field, words)),
    ]),
  };
}

/** A position's fields with those that never leave our side. */
export function internalFields(position: Position, words: MemoWords): Fact[] {
  const [stance, wanted, ...evidence] = sharedFields(position, words);
  return [
    ...[stance, wanted].filter((field) => field !== undefined),
    { label: words.redLine, value: prose(position.redLine) },
    { label: words.reasons, value: prose(position.reasons) },
    { label: words.priority, value: position.priority === null ? [] : [line(words.priorities[position.priority])] },
    ...evidence,
  ];
}

function labelled(field: Fact, words: MemoWords): Paragraph[] {
  const [first, ...rest] = field.value;
  if (first === undefined) return [];
  const label = fill(words.field, { label: field.label, value: '' });
  return [{ ...first, spans: [{ text: label, mark: 'strong' as const }, ...first.spans] }, ...rest].map(
    (paragraph) => ({
      ...paragraph,
      voice: 'memo' as const,
    }),
  );
}

// ---- The clause, round by round --------------------------------------------------------------

/** What each round did to the clause; nothing where the words above say it all. */
function clauseHistoryTable(term: TermView, desk: Desk): Table | null {
  const isToldAbove = term.history.length < 2 && term.sides.some((side) => side.round !== null);
  if (isToldAbove || term.history.every((entry) => entry.text === null)) return null;
  const { words } = desk;
  return {
    type: 'table',
    reading: 'by-row',
    columns: [
      { heading: [{ text: words.round }], share: 10 },
      { heading: [{ text: words.side }], share: 24 },
      { heading: [{ text: words.whatChanged }], share: 66 },
    ],
    hasRowHeadings: true,
    rows: term.history.map((entry) => [
      [line(String(entry.round))],
      [
        { type: 'paragraph', spans: [sideName(entry.partyId, desk)], voice: 'memo' },
        entry.isWorking ? aside(words.working) : line(dayInWords(entry.datedOn, desk.language)),
      ],
      [changeLine(entry, words), ...changedWords(entry, term, words)],
    ]),
  };
}

function changeLine(entry: HistoryView, words: MemoWords): Paragraph {
  const text = fill(words.changes[entry.change], { label: entry.label === null ? '' : oneLine(entry.label) });
  return { type: 'paragraph', spans: [{ text: text.trim(), mark: 'strong' }], voice: 'memo' };
}

function changedWords(entry: HistoryView, term: TermView, words: MemoWords): Paragraph[] {
  if (entry.change === 'first') return contractParagraphs(entry.text ?? '', term.contractLanguage);
  if (entry.edits.every((edit) => edit.op === 'equal')) return [];
  return changedParagraphs(redlineParagraphs(entry.edits, term.contractLanguage), words.unchangedParagraphs);
}
