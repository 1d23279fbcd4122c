import {
  editContract,
  type GeneratedClause,
  generateContract,
  newArticle,
  renumberContract,
} from '../support/generate-contract.ts';
import { SeededRandom } from '../support/seeded-random.ts';

/**
 * Pairs of drafts as two sides of a negotiation send them to each other, before they are files: a generated
 * contract with tables and footnotes, and what a round does to it. Which runs Word has left in a
 * paragraph is part of a draft too: its `history` says where they are cut.
 */

/** What can happen to a contract between two files, in known amounts. */
export const edits = {
  light: 'one edit in twenty clauses',
  heavy: 'a third of the clauses rewritten, put in, taken out or moved',
  renumbered: 'an article put in at the front, all typed numbers and references changed',
  formatting: 'formatting only, in one of twenty clauses',
} as const;
export type Edit = keyof typeof edits;

export interface DraftParagraph extends GeneratedClause {
  /** The seed of the places where its runs are cut. */
  readonly history: number;
  /** The words of a footnote that hangs on the paragraph's end. */
  readonly note: string | null;
  /** A table that stands after the paragraph, as rows of cells. */
  readonly table: readonly (readonly string[])[] | null;
  /** What someone has formatted by hand: words counted from 0, half-open. */
  readonly marked: { readonly from: number; readonly to: number; readonly look: Look } | null;
  readonly isIndented: boolean;
}
export type Look = 'bold' | 'italic' | 'underlined';

export interface Draft {
  /** Whether numbers are words of the text; else the word processor counts. */
  readonly hasTypedNumbers: boolean;
  readonly paragraphs: readonly DraftParagraph[];
}

const seed = 20_261_123;
/** Of the paragraphs that did not change, how many Word has cut in other places when it saved the file again. */
const recut = 1 / 3;

/** Both drafts of a pair; the same for the same size and edit. */
export function makeDrafts(pages: number, edit: Edit): { a: Draft; b: Draft } {
  const a = firstDraft(generateContract({ seed, pages }), edit === 'renumbered');
  switch (edit) {
    case 'light':
      return { a, b: nextDraft(a, 1 / 20) };
    case 'heavy':
      return { a, b: nextDraft(a, 1 / 3) };
    case 'renumbered':
      return { a, b: renumberedDraft(a) };
    default:
      return { a, b: formattedDraft(a, 1 / 20) };
  }
}

function firstDraft(clauses: readonly GeneratedClause[], hasTypedNumbers: boolean): Draft {
  const random = new SeededRandom(seed + 1);
  const paragraphs = clauses.map((clause): DraftParagraph => {
    const isClause = clause.kind === 'clause';
    return {
      ...clause,
      history: random.below(0, 2 ** 31),
      note: isClause && random.chance(1 / 30) ? noteText(random) : null,
      table: isClause && random.chance(1 / 50) ? tableOfFees(random) : null,
      marked: null,
      isIndented: false,
    };
  });
  return { hasTypedNumbers, paragraphs };
}

/** The other side's next draft: `touched` of the clauses, the footnotes and the tables are changed. */
function nextDraft(draft: Draft, touched: number): Draft {
  const random = new SeededRandom(seed + 2);
  const clauses = editContract(draft.paragraphs, { seed: seed + 3, touched });
  const paragraphs = clauses.map((clause): DraftParagraph => {
    const old = draft.paragraphs[clause.origin];
    if (old === undefined) return newParagraph(random, clause);
    const { note, table } = old;
    return {
      ...old,
      ...clause,
      history: historyOf(random, old),
      note: note !== null && random.chance(touched) ? noteText(random) : note,
      table: table !== null && random.chance(touched) ? editTable(random, table) : table,
    };
  });
  return { ...draft, paragraphs };
}

function renumberedDraft(draft: Draft): Draft {
  const random = new SeededRandom(seed + 4);
  const [title, preamble, ...articles] = renumberContract(draft.paragraphs).map((clause): DraftParagraph => {
    const old = draft.paragraphs[clause.origin] as DraftParagraph;
    return { ...old, ...clause, history: historyOf(random, old) };
  });
  const inserted = newArticle(seed + 5, 3).map((clause) => newParagraph(random, clause));
  return { ...draft, paragraphs: [title, preamble, ...inserted, ...articles] as DraftParagraph[] };
}

/** Every word as it was; some of them bold, italic or underlined, some paragraphs indented. */
function formattedDraft(draft: Draft, touched: number): Draft {
  const random = new SeededRandom(seed + 6);
  const paragraphs = draft.paragraphs.map((old): DraftParagraph => {
    const history = historyOf(random, old);
    if (old.kind === 'title' || !random.chance(touched)) return { ...old, history };
    if (random.chance(1 / 4)) return { ...old, history, isIndented: true };
    const words = old.text.split(' ').length;
    const from = random.below(0, words);
    const to = Math.min(words, from + random.below(1, 12));
    return { ...old, history, marked: { from, to, look: random.pick(['bold', 'italic', 'underlined'] as const) } };
  });
  return { ...draft, paragraphs };
}

function newParagraph(random: SeededRandom, clause: GeneratedClause): DraftParagraph {
  return { ...clause, history: random.below(0, 2 ** 31), note: null, table: null, marked: null, isIndented: false };
}

function historyOf(random: SeededRandom, old: DraftParagraph): number {
  return random.chance(recut) ? random.below(0, 2 ** 31) : old.history;
}

function noteText(random: SeededRandom): string {
  const drafter = random.pick(['The Vendor', 'The Customer', 'The Agency']);
  const matter = random.pick(['the amount', 'the period', 'the definition', 'the list of sites', 'this wording']);
  return `${drafter} to confirm ${matter} before signature; see item ${random.below(1, 90)} of the issues list.`;
}

const services = ['Hosting', 'Support', 'Migration', 'Training', 'Evaluation', 'Monitoring', 'Retention', 'Export'];

function tableOfFees(random: SeededRandom): string[][] {
  const rows = Array.from({ length: random.below(3, 8) }, () => feeRow(random));
  return [['Service', 'Unit', 'Fee', 'Remarks'], ...rows];
}

function feeRow(random: SeededRandom): string[] {
  const remarks = ['payable quarterly in advance', 'invoiced on acceptance', 'subject to indexation', 'capped', ''];
  const unit = random.pick(['per month', 'per seat', 'once', 'per gigabyte']);
  return [random.pick(services), unit, `USD ${random.below(1, 900)},${random.below(100, 999)}`, random.pick(remarks)];
}

/** Another fee, a row more or a row less. */
function editTable(random: SeededRandom, table: readonly (readonly string[])[]): (readonly string[])[] {
  const at = random.below(1, table.length);
  const rows = [...table];
  const kind = random.below(0, 4);
  if (kind === 0) rows.splice(at, 0, feeRow(random));
  else if (kind === 1 && rows.length > 2) rows.splice(at, 1);
  else rows[at] = (rows[at] ?? []).map((cell, column) => (column === 2 ? `USD ${random.below(1, 900)},000` : cell));
  return rows;
}
