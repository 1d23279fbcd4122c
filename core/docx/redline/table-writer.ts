import { alignClauses } from '../../compare/align.ts';
import type { Splice } from '../splices.ts';
import { findChild, type XmlElement } from '../xml.ts';
import { type Cell, elementsOf, type Row, readRows, rowText, type TableBlock } from './blocks.ts';
import type { ContentCopier } from './content-copier.ts';
import type { Side } from './side.ts';
import { insertedBlock, removeParagraph, type StoryTask, writeStory } from './story-writer.ts';

/**
 * Tables. Rows are paired as clauses are; in a pair of rows of equal shape each cell is a story of its own. A row of another shape
 * (cells put in, merged or split) is a row deleted and a row inserted: Word can track single cells (`w:cellIns`), but
 * other programs do not read that and would show a wrong table after accepting or rejecting.
 */
export function writeTable(a: TableBlock, b: TableBlock, task: StoryTask): Splice[] {
  const rowsOfA = rowsOf(a, task.sideA);
  const rowsOfB = rowsOf(b, task.sideB);
  noteTableLooks(a, b, task);
  const splices: Splice[] = [];
  const bOf = pairRows(rowsOfA, rowsOfB);
  let at = (rowsOfA[0] as Row).element.from;
  let j = 0;
  const insertUpTo = (to: number) => {
    for (; j < to; j++) splices.push({ from: at, to: at, text: insertedRow(rowsOfB[j] as Row, task) });
  };
  rowsOfA.forEach((row, i) => {
    const other = bOf[i] as number;
    if (other >= 0) {
      insertUpTo(other);
      j = other + 1;
      writeCells(row, rowsOfB[other] as Row, task, splices);
    } else splices.push(...deleteRow(row, task));
    at = row.element.to;
  });
  insertUpTo(rowsOfB.length);
  return splices;
}

/** Borders, shading and the like are not tracked; where they differ that is said. */
export function noteTableLooks(a: TableBlock, b: TableBlock, task: StoryTask): void {
  const written = ({ ranges: [range] }: TableBlock, side: Side) => side.text.slice(range?.from, range?.to);
  if (written(a, task.sideA) === written(b, task.sideB)) return;
  if (looksOf(a, task.sideA) !== looksOf(b, task.sideB)) task.onUntracked('table-properties');
}

/** What the table, its rows and its cells look like, apart from widths, which word processors compute. */
function looksOf(table: TableBlock, side: Side): string {
  const [element] = elementsOf(table, side) as [XmlElement];
  const looks = new Set<string>();
  const collect = (inside: XmlElement) => {
    for (let child = inside.first; child !== null; child = child.next) {
      if (child.name === 'w:tblPr' || child.name === 'w:trPr' || child.name === 'w:tcPr')
        looks.add(side.looksKey(child));
      else if (child.name === 'w:tr' || child.name === 'w:tc') collect(child);
    }
  };
  collect(element);
  return [...looks].sort().join('\n');
}

/** Every row goes. */
export function deleteTable(table: TableBlock, task: StoryTask): Splice[] {
  return rowsOf(table, task.sideA).flatMap((row) => deleteRow(row, task));
}

/** A table of B with every row put in. */
export function insertedTable(table: TableBlock, task: StoryTask): string {
  const { copier, sideB } = task;
  const [element] = elementsOf(table, sideB) as [XmlElement];
  const name = copier.names.get('w:tbl');
  const frame = ['w:tblPr', 'w:tblGrid'].map((child) => copyChild(element, child, copier)).join('');
  const rows = rowsOf(table, sideB).map((row) => insertedRow(row, task));
  return `<${name}>${frame}${rows.join('')}</${name}>`;
}

function copyChild(element: XmlElement, name: string, copier: ContentCopier): string {
  const child = findChild(element, name);
  return child === null ? '' : copier.copy(child);
}

function rowsOf(table: TableBlock, side: Side): Row[] {
  const [element] = elementsOf(table, side) as [XmlElement];
  return readRows(element, side, 'accepted', table.namespaces);
}

/** For each row of A its counterpart in order, or -1. */
function pairRows(a: readonly Row[], b: readonly Row[]): Int32Array {
  const bOf = new Int32Array(a.length).fill(-1);
  for (const { a: i, b: j, moved } of alignClauses(a.map(comparedRow), b.map(comparedRow))) {
    if (i !== null && j !== null && !moved && (a[i] as Row).shape === (b[j] as Row).shape) bOf[i] = j;
  }
  return bOf;
}

function comparedRow(row: Row) {
  return { label: null, level: 0, headingTo: 0, text: rowText(row), contentKey: '' };
}

function writeCells(a: Row, b: Row, task: StoryTask, splices: Splice[]): void {
  a.cells.forEach((cell, index) => {
    const other = b.cells[index] as Cell;
    splices.push(...writeStory(cell.blocks, other.blocks, task, cell.element.contentFrom));
  });
}

/** The row's mark and all its words. */
function deleteRow(row: Row, task: StoryTask): Splice[] {
  const { copier, sideA } = task;
  const { names, stamp } = copier;
  const sign = `<${names.get('w:del')}${stamp.next(names)}/>`;
  const splices: Splice[] = [rowMark(row.element, sideA.text, sign, copier)];
  for (const cell of row.cells) {
    for (const block of cell.blocks) {
      if (block.kind === 'paragraph') splices.push(...removeParagraph(block, task, 'w:del'));
      else if (block.kind === 'table') splices.push(...deleteTable(block, task));
    }
  }
  return splices;
}

/** Puts a sign into `w:trPr`, which is made when there is none (ECMA-376 part 1, 17.4.81). */
function rowMark(row: XmlElement, text: string, sign: string, { names }: ContentCopier): Splice {
  const properties = findChild(row, 'w:trPr');
  const name = names.get('w:trPr');
  if (properties === null) {
    const before = findChild(row, 'w:tblPrEx')?.to ?? row.contentFrom;
    return { from: before, to: before, text: `<${name}>${sign}</${name}>` };
  }
  if (properties.contentFrom === properties.to) {
    return { from: properties.from, to: properties.to, text: `<${name}>${sign}</${name}>` };
  }
  // Tracking stands behind the properties, before a tracked change of them.
  const change = findChild(properties, 'w:trPrChange');
  const at = change?.from ?? text.lastIndexOf('</', properties.to - 1);
  return { from: at, to: at, text: sign };
}

function insertedRow(row: Row, task: StoryTask): string {
  const { copier } = task;
  const { names, stamp } = copier;
  const sign = `<${names.get('w:ins')}${stamp.next(names)}/>`;
  const properties = copier.copyProperties(
    findChild(row.element, 'w:trPr'),
    (name) => name === 'w:ins' || name === 'w:del',
  );
  const exceptions = copyChild(row.element, 'w:tblPrEx', copier);
  const cells = row.cells.map((cell) => insertedCell(cell, task));
  const rowName = names.get('w:tr');
  const propertiesName = names.get('w:trPr');
  return `<${rowName}>${exceptions}<${propertiesName}>${properties}${sign}</${propertiesName}>${cells.join('')}</${rowName}>`;
}

function insertedCell(cell: Cell, task: StoryTask): string {
  const { copier } = task;
  const name = copier.names.get('w:tc');
  const properties = findChild(cell.element, 'w:tcPr');
  const cellName = copier.names.get('w:tcPr');
  const content = copier.copyProperties(properties, isCellTracking);
  const written = content === '' ? '' : `<${cellName}>${content}</${cellName}>`;
  const blocks = cell.blocks.map((block) => insertedBlock(block, task));
  return `<${name}>${written}${blocks.join('')}</${name}>`;
}

function isCellTracking(name: string): boolean {
  return name === 'w:cellIns' || name === 'w:cellDel' || name === 'w:cellMerge' || name === 'w:tcPrChange';
}
