import type { AlignedRow, ComparedClause, ComparedRow, Comparison } from '../model/comparison.ts';
import { alignClauses } from './align.ts';
import { findJoins, joinRows } from './joins.ts';
import { clausesOfRow, joinedText } from './row-clauses.ts';
import { isOfSubstance } from './substance.ts';
import { countWords } from './tokens.ts';
import { compareWords } from './words.ts';

/** Rows compared between two reports of progress. */
const rowsPerStep = 64;

/**
 * Compares two documents clause by clause and, inside each pair whose words differ, word by word.
 * Lossless: every clause of either side stands in exactly one row, and a row's edits give its words
 * on either side to the character. Deterministic; the time is bounded whatever the texts.
 */
export function compareClauses(a: readonly ComparedClause[], b: readonly ComparedClause[]): Comparison {
  const steps = compareInSteps(a, b);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same in steps, for a long job: yields how much is done, from 0 to 1, and may be left at any of them. */
export function* compareInSteps(
  a: readonly ComparedClause[],
  b: readonly ComparedClause[],
): Generator<number, Comparison, void> {
  return yield* compareAligned(alignWithJoins(a, b), a, b);
}

/** The rows of a comparison without their words, splits and merges among them. */
export function alignWithJoins(a: readonly ComparedClause[], b: readonly ComparedClause[]): AlignedRow[] {
  const rows = alignClauses(a, b);
  return joinRows(rows, findJoins(rows, a, b));
}

/** The words of rows that are aligned already, in steps as well. */
export function* compareAligned(
  aligned: readonly AlignedRow[],
  a: readonly WordsOfClause[],
  b: readonly WordsOfClause[],
): Generator<number, Comparison, void> {
  const rows: ComparedRow[] = [];
  for (const row of aligned) {
    if (rows.length % rowsPerStep === 0) yield rows.length / aligned.length;
    rows.push(compareRow(row, a, b));
  }
  return { summary: summarize(rows), rows };
}

type WordsOfClause = Pick<ComparedClause, 'label' | 'text' | 'contentKey' | 'navigation'>;

function compareRow(row: AlignedRow, a: readonly WordsOfClause[], b: readonly WordsOfClause[]): ComparedRow {
  if (row.parts.length > 0) return compareJoined(row, a, b);
  const { kind, moved, renumbered, parts } = row;
  const before = row.a === null ? undefined : a[row.a];
  const after = row.b === null ? undefined : b[row.b];
  const edits = compareWords(before?.text ?? '', after?.text ?? '');
  const isSame = before !== undefined && after !== undefined && edits.every(({ op }) => op === 'equal');
  const reformatted = isSame && before.contentKey !== after.contentKey;
  const substance =
    kind !== 'same' &&
    isOfSubstance(row, before === undefined ? [] : [before], after === undefined ? [] : [after], edits);
  return { kind, a: row.a, b: row.b, parts, moved, renumbered, reformatted, substance, edits };
}

function compareJoined(row: AlignedRow, a: readonly WordsOfClause[], b: readonly WordsOfClause[]): ComparedRow {
  const places = clausesOfRow(row);
  const before = places.a.map((index) => a[index] as WordsOfClause);
  const after = places.b.map((index) => b[index] as WordsOfClause);
  const edits = compareWords(joinedText(before), joinedText(after));
  return { ...row, reformatted: false, substance: isOfSubstance(row, before, after, edits), edits };
}

function summarize(rows: readonly ComparedRow[]): Comparison['summary'] {
  const counts = { same: 0, edited: 0, inserted: 0, deleted: 0, moved: 0, renumbered: 0, split: 0, merged: 0 };
  let wordsInserted = 0;
  let wordsDeleted = 0;
  for (const row of rows) {
    counts[row.kind] += 1;
    for (const { op, text } of row.edits) {
      if (op === 'insert') wordsInserted += countWords(text);
      else if (op === 'delete') wordsDeleted += countWords(text);
    }
  }
  return { ...counts, substance: rows.some(({ substance }) => substance), wordsInserted, wordsDeleted };
}
