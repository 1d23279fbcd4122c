import type { ClauseName } from '../contract/clause-name.ts';
import type { InterfaceLanguage } from '../model/matter.ts';
import type { FormattingChange, FormattingDifference, RedlineStory } from '../model/redline-document.ts';
import { redlineWords } from './words.ts';

/** One row of the table of changes: what a reader would call one change. */
export interface ChangeRow {
  /** From 1, in the order of the document. */
  readonly number: number;
  readonly kind: ChangeKind;
  /** What came or went whole, apart from words. */
  readonly unit: 'words' | 'row' | 'cell';
  readonly story: Pick<RedlineStory, 'kind' | 'noteMark' | 'pages' | 'sections'>;
  /** Where it stands; of a move, the new place. `null` outside of clauses. */
  readonly clause: ClauseName | null;
  /** Of a move: the old place. */
  readonly fromClause: ClauseName | null;
  /** The words deleted and inserted; of a formatting change, in both, the words that it is about. Paragraphs end with a newline. */
  readonly before: string;
  readonly after: string;
  /** Unchanged words of the same paragraph right before and after it, at most 40 characters and an ellipsis. */
  readonly lead: string;
  readonly tail: string;
  /** Of a formatting change. */
  readonly scope: FormattingChange['scope'] | null;
  readonly formatting: readonly FormattingDifference[];
  readonly author: string;
  /** The latest of its elements' dates, ISO 8601 as written, or `null`. */
  readonly date: string | null;
  /** `w:id` of its elements. */
  readonly ids: readonly string[];
}

export const changeKinds = [
  'insertion',
  'deletion',
  'replacement',
  'move',
  /** A paragraph was cut in two. */
  'split',
  /** Two paragraphs became one. */
  'join',
  'formatting',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** A row that is still being put together. */
export interface OpenRow {
  unit: ChangeRow['unit'];
  kind: ChangeKind;
  story: RedlineStory;
  clause: ClauseName | null;
  /** Where it begins, should it be no more than the end of a paragraph. */
  firstClause: ClauseName | null;
  fromClause: ClauseName | null;
  before: string;
  after: string;
  /** The end of a paragraph came or went, which is a newline as a line break is. */
  hasEnd: boolean;
  lead: string;
  tail: string;
  scope: ChangeRow['scope'];
  formatting: readonly FormattingDifference[];
  author: string;
  date: string | null;
  readonly ids: Set<string>;
  /** What it begins at. */
  start: object;
  /** The row of the other end of the move, which speaks for both. */
  movedTo: OpenRow | null;
}

/** Characters of unchanged words kept on either side of a change. */
export const contextLength = 40;

/** No story yet. */
export const emptyStory: RedlineStory = {
  kind: 'body',
  part: '',
  sections: [],
  pages: null,
  noteId: '',
  noteMark: '',
  blocks: [],
};

/** What a new row is filled from. */
export const emptyRow: Omit<OpenRow, 'ids'> = {
  kind: 'insertion',
  unit: 'words',
  story: emptyStory,
  clause: null,
  firstClause: null,
  fromClause: null,
  before: '',
  after: '',
  hasEnd: false,
  lead: '',
  tail: '',
  scope: null,
  formatting: [],
  author: '',
  date: null,
  start: {},
  movedTo: null,
};

/** Moves whose ends share no name are paired by their words. */
export function pairMoves(
  moves: readonly { from: OpenRow | null; to: OpenRow | null }[],
): readonly { from: OpenRow | null; to: OpenRow | null }[] {
  const arrivals = new Map<string, OpenRow[]>();
  for (const { from, to } of moves) {
    if (from !== null || to === null) continue;
    const key = to.after.trim();
    const same = arrivals.get(key);
    if (same === undefined) arrivals.set(key, [to]);
    else same.push(to);
  }
  return moves.map((move) => {
    if (move.from === null || move.to !== null) return move;
    return { from: move.from, to: arrivals.get(move.from.before.trim())?.shift() ?? null };
  });
}

/** Whether nothing but line breaks came or went. */
export function isLineBreak({ unit, before, after, hasEnd }: OpenRow): boolean {
  return unit === 'words' && !hasEnd && /^\n+$/.test(before + after);
}

/** The row as it is handed over; a line break is named in that language where nothing else stands on its side. */
export function closeRow(open: OpenRow, number: number, language: InterfaceLanguage): ChangeRow {
  const { unit, clause, fromClause, scope, formatting, author, date } = open;
  const said = (words: string) =>
    unit === 'words' && !open.hasEnd && /^\n+$/.test(words) ? `[${redlineWords[language].lineBreak}]` : words;
  const before = said(open.before);
  const after = said(open.after);
  const { kind: story, noteMark, pages, sections } = open.story;
  const kind = kindOf(open);
  const isInside = unit === 'words' && kind !== 'formatting';
  const isMark = kind === 'split' || kind === 'join';
  return {
    number,
    kind,
    unit,
    story: { kind: story, noteMark, pages, sections },
    clause: isMark ? open.firstClause : clause,
    fromClause,
    before: trimBreaks(before),
    after: trimBreaks(after),
    lead: isInside && (isMark || !/^\n/.test(before || after)) ? wholeWords(open.lead, 'end') : '',
    tail: isInside && (isMark || !/\n$/.test(after || before)) ? wholeWords(firstLine(open.tail), 'beginning') : '',
    scope,
    formatting,
    author,
    date,
    ids: [...open.ids],
  };
}

/** Words stand without the paragraph ends around them; an end alone stays. */
function trimBreaks(words: string): string {
  const trimmed = words.replace(/^\n+|\n+$/g, '');
  return trimmed === '' ? words.slice(0, 1) : trimmed;
}

function kindOf({ kind, before, after, hasEnd }: OpenRow): ChangeKind {
  if (kind !== 'insertion') return kind;
  if (after === '') return hasEnd && /^\n+$/.test(before) ? 'join' : 'deletion';
  if (before === '') return hasEnd && /^\n+$/.test(after) ? 'split' : 'insertion';
  return 'replacement';
}

/** Context that was cut off is cut at a word. */
function wholeWords(context: string, kept: 'beginning' | 'end'): string {
  if (context.length < contextLength) return context;
  const whole = kept === 'end' ? context.replace(/^\S*\s+/, '') : context.replace(/\s+\S*$/, '');
  return kept === 'end' ? `…${whole}` : `${whole}…`;
}

function firstLine(text: string): string {
  const end = text.indexOf('\n');
  return end < 0 ? text : text.slice(0, end);
}
