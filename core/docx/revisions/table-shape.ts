import { readInteger } from '../properties.ts';
import { attributeOf, findChild, type XmlElement } from '../xml.ts';
import { type CellShape, marksRemoved, settledValue } from './properties.ts';
import type { Resolution } from './resolution.ts';

/**
 * Keeps a table's cells in their columns when rows or cells go.
 *
 * - A cell merged with those below has its words in the first row of the merge (`w:vMerge`, ECMA-376 part 1, 17.4.84). When that
 *   row goes, the next cell of the merge becomes its first; else it would join whatever stands above.
 * - Word merges cells side by side by deleting all but the first and widening that one, and leaves out how many columns it now
 *   spans (`w:gridSpan`, 17.4.17). Its width says so: it takes in as many columns of the deleted cells as fit into it.
 *   Deleted cells that no width accounts for leave their row shorter, as when the others were shifted to the left.
 */
export function planShape(table: XmlElement, resolution: Resolution): ReadonlyMap<XmlElement, CellShape> {
  const plan = new Map<XmlElement, CellShape>();
  const rows = listInside(table, 'w:tr').map((row) => ({
    isRemoved: isRowRemoved(row, resolution),
    cells: listInside(row, 'w:tc').map((cell) => ({ cell, isRemoved: isCellRemoved(cell, resolution) })),
  }));
  if (rows.some((row) => row.isRemoved)) planMerges(rows, resolution, plan);
  const grid = gridOf(table, resolution);
  if (grid === null) return plan;
  for (const { isRemoved, cells } of rows) {
    if (!isRemoved && cells.some((cell) => cell.isRemoved)) planSpans(cells, grid, resolution, plan);
  }
  return plan;
}

export function isRowRemoved(row: XmlElement, resolution: Resolution): boolean {
  return marksRemoved(findChild(row, 'w:trPr'), resolution);
}

export function isCellRemoved(cell: XmlElement, resolution: Resolution): boolean {
  return marksRemoved(findChild(cell, 'w:tcPr'), resolution);
}

interface PlannedCell {
  readonly cell: XmlElement;
  readonly isRemoved: boolean;
}

function planMerges(
  rows: readonly { readonly isRemoved: boolean; readonly cells: readonly PlannedCell[] }[],
  resolution: Resolution,
  plan: Map<XmlElement, CellShape>,
): void {
  /** Columns of which the first cell of a merge is gone. */
  const headless = new Set<number>();
  for (const { isRemoved, cells } of rows) {
    let column = 0;
    for (const { cell } of cells) {
      const properties = findChild(cell, 'w:tcPr');
      const merge = mergeOf(properties, resolution);
      if (isRemoved) {
        if (merge === 'restart') headless.add(column);
        else if (merge === null) headless.delete(column);
      } else {
        if (merge === 'continue' && headless.has(column)) plan.set(cell, { vMerge: 'restart' });
        headless.delete(column);
      }
      column += spanOf(properties, resolution);
    }
  }
}

function mergeOf(properties: XmlElement | null, resolution: Resolution): 'restart' | 'continue' | null {
  const change = properties === null ? null : findChild(properties, 'w:cellMerge');
  if (change !== null && resolution.decisionOf(change) === 'accept') {
    const value = attributeOf(change, 'w:vMerge');
    return value === null ? null : value === 'rest' ? 'restart' : 'continue';
  }
  const value = settledValue(properties, 'w:vMerge', resolution);
  return value === null ? null : value === 'restart' ? 'restart' : 'continue';
}

function spanOf(properties: XmlElement | null, resolution: Resolution): number {
  return Math.max(1, readInteger(settledValue(properties, 'w:gridSpan', resolution)) ?? 1);
}

/** The widths of the columns in twentieths of a point; `null` where a former grid comes back, which the cells' former properties fit. */
function gridOf(table: XmlElement, resolution: Resolution): readonly number[] | null {
  const grid = findChild(table, 'w:tblGrid');
  if (grid === null) return null;
  const widths: number[] = [];
  for (let child = grid.first; child !== null; child = child.next) {
    if (child.name === 'w:gridCol') widths.push(readInteger(attributeOf(child, 'w:w')) ?? 0);
    else if (resolution.decisionOf(child) === 'reject') return null;
  }
  return widths;
}

/** Widths in files are rounded. */
const tolerance = 30;

function planSpans(
  cells: readonly PlannedCell[],
  grid: readonly number[],
  resolution: Resolution,
  plan: Map<XmlElement, CellShape>,
): void {
  let column = 0;
  let grown: { cell: XmlElement; width: number; from: number; span: number } | null = null;
  for (const { cell, isRemoved } of cells) {
    const properties = findChild(cell, 'w:tcPr');
    const span = spanOf(properties, resolution);
    if (!isRemoved) {
      const width = widthOf(properties, resolution);
      grown = width === null ? null : { cell, width, from: column, span };
    } else if (grown !== null) {
      const to = grown.from + grown.span + span;
      const taken = grid.slice(grown.from, to).reduce((sum, each) => sum + each, 0);
      if (to <= grid.length && taken <= grown.width + tolerance) {
        grown.span += span;
        plan.set(grown.cell, { ...plan.get(grown.cell), gridSpan: grown.span });
      }
    }
    column += span;
  }
}

function widthOf(properties: XmlElement | null, resolution: Resolution): number | null {
  const width = properties === null ? null : findChild(properties, 'w:tcW');
  const change = properties === null ? null : findChild(properties, 'w:tcPrChange');
  if (width === null || (change !== null && resolution.decisionOf(change) === 'reject')) return null;
  return attributeOf(width, 'w:type') === 'dxa' ? readInteger(attributeOf(width, 'w:w')) : null;
}

/** The rows of a table or the cells of a row, also inside content controls and custom XML. */
function listInside(parent: XmlElement, name: string): XmlElement[] {
  const found: XmlElement[] = [];
  const walk = (element: XmlElement) => {
    for (let child = element.first; child !== null; child = child.next) {
      if (child.name === name) found.push(child);
      else if (child.name === 'w:sdt' || child.name === 'w:sdtContent' || child.name === 'w:customXml') walk(child);
    }
  };
  walk(parent);
  return found;
}
