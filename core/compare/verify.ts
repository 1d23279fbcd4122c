import { AppError } from '../error.ts';
import type { ComparedClause, Comparison, WordEdit } from '../model/comparison.ts';
import { clausesOfRow, joinedText } from './row-clauses.ts';

/** One side of a list of edits: equal and delete give A, equal and insert give B. */
export function projectEdits(edits: readonly WordEdit[], side: 'a' | 'b'): string {
  const other = side === 'a' ? 'insert' : 'delete';
  let text = '';
  for (const edit of edits) if (edit.op !== other) text += edit.text;
  return text;
}

/**
 * Checks the law of comparing: every clause of A and of B stands in exactly one row, and the row's
 * edits reproduce its words to the character (those of a split's or a merge's clauses joined by line breaks). Throws `law-broken` and names the clause otherwise,
 * so that a wrong comparison is never shown.
 */
export function verifyComparison(
  comparison: Comparison,
  a: readonly ComparedClause[],
  b: readonly ComparedClause[],
): void {
  verifySide(comparison, a, 'a');
  verifySide(comparison, b, 'b');
}

function verifySide(comparison: Comparison, clauses: readonly ComparedClause[], side: 'a' | 'b'): void {
  const seen = new Set<number>();
  for (const row of comparison.rows) {
    const places = clausesOfRow(row)[side];
    const own: ComparedClause[] = [];
    for (const index of places) {
      const clause = clauses[index];
      if (clause === undefined || seen.has(index)) throw broken(side, index, clause, 'is in two rows');
      seen.add(index);
      own.push(clause);
    }
    const index = places[0];
    if (index !== undefined && projectEdits(row.edits, side) !== joinedText(own)) {
      throw broken(side, index, own[0], 'is not reproduced');
    }
  }
  const missing = clauses.findIndex((_, index) => !seen.has(index));
  if (missing >= 0) throw broken(side, missing, clauses[missing], 'is in no row');
}

function broken(side: 'a' | 'b', index: number, clause: ComparedClause | undefined, what: string): AppError {
  const place = clause?.label ?? `number ${index + 1}`;
  return new AppError(
    'law-broken',
    `The comparison was refused: clause ${place} of side ${side.toUpperCase()} ${what}.`,
    {
      details: { side, index, label: clause?.label ?? '' },
    },
  );
}
