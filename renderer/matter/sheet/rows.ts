import type { ClauseKind } from '../../../core/model/clause.ts';
import type { ClauseId } from '../../../core/model/ids.ts';
import type { ClauseView, DraftComparisonRow } from '../../../core/model/matter.ts';
import { changeCount, type SheetContent } from './clause-lines.ts';
import type { Origins } from './origins.ts';

/** One clause on the sheet: as the chosen draft has it, or as the earlier draft had it where it is gone. */
export interface SheetRow {
  readonly clause: ClauseView;
  /** Steps to the right: how many numbered clauses and list items it stands in. */
  readonly indent: number;
  /** How it came to be so since the earlier draft; `null` in the clean view. */
  readonly comparison: DraftComparisonRow | null;
  /** As the earlier draft has it. */
  readonly base: ClauseView | null;
  /** What the two sides of its redline say: of a split or a merge all its clauses. */
  readonly sides: { readonly a: SheetContent | null; readonly b: SheetContent | null };
  /** How many changes it shows. */
  readonly changes: number;
}

const indenting: ReadonlySet<ClauseKind> = new Set(['clause', 'item', 'recital']);
const deepestIndent = 5;

/** The rows of the clean view, in the draft's order. */
export function cleanRows(clauses: readonly ClauseView[]): SheetRow[] {
  const indents = indentsOf(clauses);
  return clauses.map((clause) => ({
    clause,
    indent: indents.get(clause.clauseId) ?? 0,
    comparison: null,
    base: null,
    sides: { a: null, b: clause },
    changes: 0,
  }));
}

/** The rows of a redline, in the chosen draft's order with deleted clauses where they stood. */
export function redlineRows(
  aClauses: readonly ClauseView[],
  bClauses: readonly ClauseView[],
  compared: readonly DraftComparisonRow[],
): SheetRow[] {
  const aIndents = indentsOf(aClauses);
  const bIndents = indentsOf(bClauses);
  return compared.flatMap((comparison) => {
    const a = comparison.a === null ? null : (aClauses[comparison.a.index] ?? null);
    const b = comparison.b === null ? null : (bClauses[comparison.b.index] ?? null);
    const clause = b ?? a;
    if (clause === null) return [];
    const indent = (b === null ? aIndents : bIndents).get(clause.clauseId) ?? 0;
    const parts = comparison.parts.flatMap(
      ({ index }) => (comparison.kind === 'split' ? bClauses : aClauses)[index] ?? [],
    );
    const joined = { headingTo: parts[0]?.headingTo ?? 0, blocks: parts.flatMap(({ blocks }) => blocks) };
    const sides = { a: comparison.kind === 'merged' ? joined : a, b: comparison.kind === 'split' ? joined : b };
    return [{ clause, indent, comparison, base: a, sides, changes: changesOf(comparison) }];
  });
}

/** A clause that came, went or moved is one change, whatever its words; otherwise each changed stretch of words is. */
function changesOf(comparison: DraftComparisonRow): number {
  if (comparison.kind === 'inserted' || comparison.kind === 'deleted') return 1;
  const inWords = changeCount(comparison.edits);
  return inWords === 0 && comparison.moved ? 1 : inWords;
}

/** A place to stop at with j and k: a change of a row. */
export interface Stop {
  readonly row: number;
  readonly change: number;
}

/** Every change in order. */
export function changeStops(rows: readonly SheetRow[]): Stop[] {
  return rows.flatMap((row, index) => Array.from({ length: row.changes }, (_, change) => ({ row: index, change })));
}

/** Every stretch of words of one origin, in order. */
export function originStops(rows: readonly SheetRow[], origins: Origins | null): Stop[] {
  return rows.flatMap((row, index) =>
    (origins?.get(row.clause.clauseId) ?? []).map((_, change) => ({ row: index, change })),
  );
}

/** The clauses worth stopping at in the clean view: the contested ones. */
export function contestedStops(rows: readonly SheetRow[], contested: ReadonlySet<ClauseId>): Stop[] {
  return rows.flatMap((row, index) => (contested.has(row.clause.clauseId) ? [{ row: index, change: 0 }] : []));
}

/** The stop after, or before, the current one; from the focused row when there is no current one; `null` at the end. */
export function nextStop(
  stops: readonly Stop[],
  current: Stop | null,
  focusedRow: number,
  direction: 1 | -1,
): Stop | null {
  const here = current ?? { row: focusedRow, change: direction === 1 ? -1 : 0 };
  const isBeyond = (stop: Stop) =>
    (stop.row - here.row) * direction > 0 || (stop.row === here.row && (stop.change - here.change) * direction > 0);
  return (direction === 1 ? stops.find(isBeyond) : stops.findLast(isBeyond)) ?? null;
}

function indentsOf(clauses: readonly ClauseView[]): Map<ClauseId, number> {
  const indents = new Map<ClauseId, number>();
  const byId = new Map(clauses.map((clause) => [clause.clauseId, clause]));
  for (const clause of clauses) {
    const parent = clause.parentClauseId === null ? undefined : byId.get(clause.parentClauseId);
    const inherited = parent === undefined ? 0 : (indents.get(parent.clauseId) ?? 0);
    indents.set(
      clause.clauseId,
      Math.min(
        deepestIndent,
        inherited + (parent !== undefined && parent.label !== null && indenting.has(parent.kind) ? 1 : 0),
      ),
    );
  }
  return indents;
}

/** Lines of a paragraph this wide hold about so many characters; used to guess heights before they are measured. */
const charactersPerLine = 68;
const lineHeight = 26;

/** About how tall a row will be, in pixels; its measured height replaces the guess. */
export function guessHeight(row: SheetRow): number {
  let lines = 0;
  for (const block of row.clause.blocks) {
    if (block.type === 'row') {
      lines += 2;
      continue;
    }
    let length = 0;
    for (const run of block.runs) length += run.text.length;
    lines += Math.max(1, Math.ceil(length / (charactersPerLine - row.indent * 4)));
  }
  return lines * lineHeight + 16;
}
