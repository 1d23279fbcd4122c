import type { ContractLanguage } from '../model/clause.ts';
import type { PartyId } from '../model/ids.ts';
import type { InterfaceLanguage } from '../model/matter.ts';
import {
  type Cell,
  type Fact,
  line,
  type Memo,
  oneLine,
  type Paragraph,
  type Section,
  type Span,
  section,
  type Table,
} from './shape.ts';
import { type Desk, type HistoryView, sideName, type TermView } from './term-section.ts';
import { dayInWords, fill, type MemoWords } from './words.ts';

/** A document and its drafts as either memo lists them. */
export interface DocumentPart {
  readonly id: string;
  readonly title: string;
  readonly drafts: readonly DraftPart[];
}

/** A draft as one line of the table of rounds. */
export interface DraftPart {
  readonly round: number;
  readonly partyId: PartyId;
  readonly datedOn: string;
  readonly language: ContractLanguage;
  readonly file: { readonly name: string; readonly sha256: string } | null;
  readonly isWorking: boolean;
  /** Whether we sent or received it; `null` in a memo that takes no side. */
  readonly direction: string | null;
}

/** The parties in their order, with the memo's language and words. */
export function deskOf(parties: Desk['parties'], language: InterfaceLanguage, words: MemoWords): Desk {
  return {
    language,
    words,
    parties: [...parties].sort((a, b) => a.ordinal - b.ordinal),
  };
}

/** All of a memo but who may read it: its title block and its sections. */
export function frame(
  source: { readonly matterTitle: string; readonly madeOn: string; readonly terms: readonly unknown[] },
  documents: readonly DocumentPart[],
  sections: readonly (Section | null)[],
  desk: Desk,
): Omit<Memo, 'audience' | 'audienceLine'> {
  const { words, language } = desk;
  const exchanged = documents.flatMap((document) => document.drafts).filter((draft) => !draft.isWorking);
  const [latest] = exchanged.sort((a, b) => compareText(b.datedOn, a.datedOn) || b.round - a.round);
  const covered = source.terms.length === 0 ? words.noTerms : String(source.terms.length);
  const facts: Fact[] = [{ label: words.date, value: [line(dayInWords(source.madeOn, language))] }];
  if (latest !== undefined) facts.push({ label: words.latestDraft, value: [latestDraftPart(latest, desk)] });
  facts.push({ label: words.termsCovered, value: [line(covered)] });
  return {
    language,
    kind: words.memo,
    title: oneLine(source.matterTitle),
    madeOn: source.madeOn,
    facts,
    sections: sections.filter((part) => part !== null),
  };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function latestDraftPart(draft: DraftPart, { words, language, parties }: Desk): Paragraph {
  const party = parties.find((candidate) => candidate.id === draft.partyId)?.name ?? '';
  return line(fill(words.roundOf, { party, round: draft.round, date: dayInWords(draft.datedOn, language) }));
}

/** Who negotiates; `ours` and `theirs` say what each is in this memo. */
export function partiesSection(
  parties: readonly { readonly id: PartyId; readonly isOurs: boolean }[],
  ours: string,
  theirs: string,
  desk: Desk,
): Section | null {
  const isOurs = (id: PartyId) => parties.some((party) => party.id === id && party.isOurs);
  return section(desk.words.parties, [
    {
      type: 'table',
      reading: 'grid',
      columns: [
        { heading: [{ text: desk.words.party }], share: 60 },
        { heading: [{ text: desk.words.role }], share: 40 },
      ],
      hasRowHeadings: true,
      rows: desk.parties.map(({ id }) => [[spansLine([sideName(id, desk)])], [line(isOurs(id) ? ours : theirs)]]),
    },
  ]);
}

/** One table of rounds a document; the documents' titles only where there are several. */
export function roundsSection(documents: readonly DocumentPart[], desk: Desk): Section | null {
  const begun = documents.filter((document) => document.drafts.length > 0);
  const [only] = begun;
  if (begun.length === 1 && only !== undefined) return section(desk.words.rounds, [roundsTable(only, desk)]);
  return section(
    desk.words.rounds,
    [],
    begun.map((document) => section(document.title, [roundsTable(document, desk)])),
  );
}

function roundsTable(document: DocumentPart, desk: Desk): Table {
  const { words, language } = desk;
  const showsDirection = document.drafts.some((draft) => draft.direction !== null);
  const columns: readonly SummaryColumn<DraftPart>[] = [
    { heading: words.round, share: 9, cell: (draft) => [line(String(draft.round))] },
    { heading: words.side, share: 23, cell: (draft) => [spansLine([sideName(draft.partyId, desk)])] },
    { heading: words.date, share: 17, cell: (draft) => [line(dayInWords(draft.datedOn, language))] },
    ...(showsDirection
      ? [{ heading: words.direction, share: 14, cell: (draft: DraftPart) => [line(draft.direction ?? '')] }]
      : []),
    {
      heading: words.file,
      share: showsDirection ? 20 : 28,
      cell: (draft) => [line(draft.file === null ? words.noFile : draft.file.name)],
    },
    {
      heading: words.fingerprint,
      share: showsDirection ? 17 : 23,
      cell: (draft) => [line(draft.file === null ? words.none : draft.file.sha256.slice(0, 12))],
    },
  ];
  return grid(
    columns,
    [...document.drafts].sort((a, b) => a.round - b.round),
  );
}

// ---- The contested terms at a glance ---------------------------------------------------------------

/** A contested term as one line of the summary, with what its own section shows. */
export interface TermRow {
  readonly documentId: string;
  readonly label: string | null;
  readonly title: string;
  readonly lastMovedPartyId: PartyId | null;
  readonly view: TermView;
}

/** A column of a table of short cells. The shares of a table's columns sum to 100. */
export interface SummaryColumn<Row> {
  readonly heading: string;
  readonly share: number;
  readonly cell: (row: Row) => Cell;
}

/** The terms in one table, and how to read the marks that follow. */
export function summarySection<Row extends TermRow>(
  rows: readonly Row[],
  columns: readonly SummaryColumn<Row>[],
  documents: readonly DocumentPart[],
  desk: Desk,
): Section | null {
  if (rows.length === 0) return null;
  const { words } = desk;
  const documentColumn: SummaryColumn<Row> = {
    heading: words.document,
    share: 20,
    cell: (row) => [line(documents.find((document) => document.id === row.documentId)?.title ?? words.none)],
  };
  const shown = documents.length > 1 ? [documentColumn, ...narrowed(columns, 80)] : columns;
  const showsMarks = rows.some(({ view }) => view.spans.length > 0 || view.history.some((entry) => hasMarks(entry)));
  return section(words.terms, [grid(shown, rows), showsMarks ? legend(words) : null]);
}

function narrowed<Row>(columns: readonly SummaryColumn<Row>[], width: number): SummaryColumn<Row>[] {
  return columns.map((column) => ({ ...column, share: (column.share * width) / 100 }));
}

function hasMarks(entry: HistoryView): boolean {
  return entry.edits.some((edit) => edit.op !== 'equal');
}

/** How to read the marks, with the marks themselves. */
function legend(words: MemoWords): Paragraph {
  const [before = '', between = '', after = ''] = words.legend.split(/\{struck\}|\{inserted\}/);
  const spans: Span[] = [
    { text: before },
    { text: words.legendStruck, mark: 'deleted' },
    { text: between },
    { text: words.legendInserted, mark: 'inserted' },
    { text: after },
  ];
  return { type: 'paragraph', spans, voice: 'aside' };
}

function grid<Row>(columns: readonly SummaryColumn<Row>[], rows: readonly Row[]): Table {
  return {
    type: 'table',
    reading: 'grid',
    columns: columns.map(({ heading, share }) => ({ heading: [{ text: heading }], share })),
    hasRowHeadings: true,
    rows: rows.map((row) => columns.map((column) => column.cell(row))),
  };
}

function spansLine(spans: readonly Span[]): Paragraph {
  return { type: 'paragraph', spans, voice: 'memo' };
}

/** Who put the newest words forward. */
export function moverLine(partyId: PartyId | null, desk: Desk): Paragraph {
  return partyId === null ? line(desk.words.none) : spansLine([sideName(partyId, desk)]);
}
