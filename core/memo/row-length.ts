import type { Cell, Column } from './shape.ts';

/** About a third of a page. */
const mostLines = 20;
/** How many characters fill a line of a table as wide as the text, at the memo's sizes. */
const charactersAcross = 100;

/**
 * Whether a table's row is short enough to be kept on one page. A longer one may go on overleaf: kept
 * together it would leave half a page white, and past a whole page it cannot be kept. An
 * estimate from the number of characters, the same for every format.
 */
export function staysOnOnePage(row: readonly Cell[], columns: readonly Column[]): boolean {
  return row.every((cell, index) => {
    const charactersInLine = Math.max(8, ((columns[index]?.share ?? 0) * charactersAcross) / 100);
    const lines = cell.map(({ spans }) => {
      const length = spans.reduce((sum, span) => sum + span.text.length, 0);
      return Math.ceil(length / charactersInLine);
    });
    return lines.reduce((sum, count) => sum + count, 0) <= mostLines;
  });
}
