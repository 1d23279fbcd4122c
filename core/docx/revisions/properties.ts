import { applySplices, type Splice } from '../splices.ts';
import { attributeOf, findChild, type XmlElement } from '../xml.ts';
import { directionOf, formattingKindOf, isRevisionElement } from './elements.ts';
import {
  contentTo,
  isSelfClosing,
  replacement,
  startTag,
  withoutRevisions,
  writtenName,
  writtenPrefix,
} from './raw-xml.ts';
import type { Resolution } from './resolution.ts';

/**
 * Properties of runs, paragraphs, sections, tables, rows and cells (ECMA-376 part 1, 17.13.5).
 *
 * A formatting change keeps the properties of the past inside those of the present: `w:pPr` holds `w:pPrChange`, which holds the
 * former `w:pPr`. Accepting drops the past. Rejecting puts it in the present's place, except for what the past does not record and
 * what tracks other changes: in a paragraph its mark's properties and its section, in a section its headers and
 * footers, in a paragraph mark, row or cell whether it was itself put in or taken away.
 */

const containers: ReadonlySet<string> = new Set([
  'w:rPr',
  'w:pPr',
  'w:sectPr',
  'w:tblPr',
  'w:tblGrid',
  'w:tblPrEx',
  'w:trPr',
  'w:tcPr',
]);
/** May not be left out, or mean something even without content. */
const staysEmpty: ReadonlySet<string> = new Set(['w:tblPr', 'w:tblGrid', 'w:sectPr']);

export function isPropertyContainer(name: string): boolean {
  return containers.has(name);
}

/** What a cell's properties must say after other cells are gone. */
export interface CellShape {
  readonly gridSpan?: number;
  readonly vMerge?: 'restart';
}

function hasShape({ gridSpan, vMerge }: CellShape): boolean {
  return gridSpan !== undefined || vMerge !== undefined;
}

interface Piece {
  readonly name: string;
  readonly text: string;
}

/** Resolves what is tracked in properties, wherever they stand in an element. */
export function resolveProperties(element: XmlElement, resolution: Resolution, splices: Splice[]): void {
  if (!containers.has(element.name)) {
    for (let child = element.first; child !== null; child = child.next) resolveProperties(child, resolution, splices);
    return;
  }
  const resolved = resolvedProperties(element, resolution);
  if (resolved !== null) splices.push(replacement(element, resolved));
}

/** The new text of a property element; `null` where it stays as it is, empty where nothing is left of it. */
export function resolvedProperties(element: XmlElement, resolution: Resolution, shape: CellShape = {}): string | null {
  if (!mayChange(element, shape)) return null;
  const { text } = resolution;
  let pieces: Piece[] = [];
  let past: XmlElement | null | undefined;
  let merge: XmlElement | null = null;
  let isChanged = hasShape(shape);
  let at = element.contentFrom;
  for (let child = element.first; child !== null; child = child.next) {
    const { name } = child;
    const before = text.slice(at, child.from);
    at = child.to;
    const inner = name === 'w:numPr' || containers.has(name) ? resolveInside(child, resolution) : null;
    if (isRevisionElement(name) && resolution.settles(child)) {
      isChanged = true;
      const isRejected = resolution.decisionOf(child) === 'reject';
      if (name === 'w:cellMerge') merge = child;
      else if (isRejected && formattingKindOf(name) !== null && name !== 'w:numberingChange') past = child.first;
    } else if (inner === null) pieces.push({ name, text: before + text.slice(child.from, child.to) });
    else {
      isChanged = true;
      if (inner !== '') pieces.push({ name, text: before + inner });
    }
  }
  if (!isChanged) return null;
  if (past !== undefined) {
    markDroppedGone(element, resolution);
    pieces = withPast(element.name, pieces, past, text);
  }
  if (merge !== null) pieces = withMerge(pieces, merge, resolution);
  pieces = withShape(pieces, shape, writtenPrefix(text, element));
  if (pieces.length === 0 && !staysEmpty.has(element.name)) return '';
  return rebuilt(element, pieces, text);
}

/** Most properties track nothing. */
function mayChange(element: XmlElement, shape: CellShape): boolean {
  if (hasShape(shape)) return true;
  for (let child = element.first; child !== null; child = child.next) {
    if (isRevisionElement(child.name)) return true;
    if ((child.name === 'w:numPr' || containers.has(child.name)) && mayChange(child, {})) return true;
  }
  return false;
}

/** `w:numPr` and property elements inside of others. */
function resolveInside(element: XmlElement, resolution: Resolution): string | null {
  if (element.name !== 'w:numPr') return resolvedProperties(element, resolution);
  const splices: Splice[] = [];
  for (let child = element.first; child !== null; child = child.next) {
    if (!isRevisionElement(child.name) || !resolution.settles(child)) continue;
    // The numbering came with the change (17.13.5.19).
    if (resolution.removes(child)) return '';
    splices.push(replacement(child));
  }
  return splices.length === 0 ? null : applySplices(resolution.text, splices, element.from, element.to);
}

function rebuilt(element: XmlElement, pieces: readonly Piece[], text: string): string {
  const inside = pieces.map((piece) => piece.text).join('');
  const end = `</${writtenName(text, element)}>`;
  if (isSelfClosing(text, element)) return `${startTag(text, element).slice(0, -2).trimEnd()}>${inside}${end}`;
  let last = element.contentFrom;
  for (let child = element.first; child !== null; child = child.next) last = child.to;
  return startTag(text, element) + inside + text.slice(last, contentTo(text, element)) + end;
}

/** Which of the present's properties the past does not record, and whether they stand before the others or behind. */
function keepsBesidePast(container: string, name: string): 'before' | 'behind' | null {
  switch (container) {
    case 'w:rPr':
      return isRevisionElement(name) ? 'before' : null;
    case 'w:pPr':
      return name === 'w:rPr' || name === 'w:sectPr' ? 'behind' : null;
    case 'w:sectPr':
      return name === 'w:headerReference' || name === 'w:footerReference' ? 'before' : null;
    case 'w:trPr':
    case 'w:tcPr':
      return isRevisionElement(name) ? 'behind' : null;
    default:
      return null;
  }
}

function withPast(container: string, present: readonly Piece[], past: XmlElement | null, text: string): Piece[] {
  const former: Piece[] = [];
  for (let child = past?.first ?? null; child !== null; child = child.next) {
    if (isRevisionElement(child.name) || keepsBesidePast(container, child.name) !== null) continue;
    former.push({ name: child.name, text: withoutRevisions(child, text) });
  }
  const kept = (place: 'before' | 'behind') =>
    present.filter(({ name }) => keepsBesidePast(container, name) === place && formattingKindOf(name) === null);
  return [...kept('before'), ...former, ...kept('behind')];
}

/** What tracked changes in the present's properties goes with them. */
function markDroppedGone(element: XmlElement, resolution: Resolution): void {
  for (let child = element.first; child !== null; child = child.next) {
    if (keepsBesidePast(element.name, child.name) === null) resolution.markAllGone(child);
  }
}

/** ECMA-376 part 1, 17.13.5.3: a cell that was merged with those above it, or is no longer. */
function withMerge(pieces: readonly Piece[], merge: XmlElement, resolution: Resolution): Piece[] {
  const isAccepted = resolution.decisionOf(merge) === 'accept';
  const merged = attributeOf(merge, isAccepted ? 'w:vMerge' : 'w:vMergeOrig');
  if (merged === null && !isAccepted) return [...pieces];
  const others = pieces.filter(({ name }) => name !== 'w:vMerge');
  if (merged === null) return others;
  const value = merged === 'rest' ? 'restart' : 'continue';
  return withProperty(others, 'w:vMerge', value, writtenPrefix(resolution.text, merge));
}

function withShape(pieces: Piece[], { gridSpan, vMerge }: CellShape, prefix: string): Piece[] {
  let shaped = pieces;
  if (gridSpan !== undefined) shaped = withProperty(shaped, 'w:gridSpan', String(gridSpan), prefix);
  if (vMerge !== undefined) shaped = withProperty(shaped, 'w:vMerge', vMerge, prefix);
  return shaped;
}

/** The order of the first properties of a cell (17.4.69); the rest stands behind them. */
const cellOrder = ['w:cnfStyle', 'w:tcW', 'w:gridSpan', 'w:hMerge', 'w:vMerge'];

function withProperty(pieces: readonly Piece[], name: string, value: string, prefix: string): Piece[] {
  const others = pieces.filter((piece) => piece.name !== name);
  const rank = cellOrder.indexOf(name);
  const at = others.findLastIndex(
    (piece) => cellOrder.indexOf(piece.name) >= 0 && cellOrder.indexOf(piece.name) < rank,
  );
  const piece = { name, text: `<${prefix}${name.slice(2)} ${prefix || 'w:'}val="${value}"/>` };
  return [...others.slice(0, at + 1), piece, ...others.slice(at + 1)];
}

/** The value of a property as it will be once a change of the properties around it is resolved, or `null`. */
export function settledValue(properties: XmlElement | null, name: string, resolution: Resolution): string | null {
  if (properties === null) return null;
  let present: XmlElement | null = properties;
  for (let child = properties.first; child !== null; child = child.next) {
    if (formattingKindOf(child.name) !== null && resolution.decisionOf(child) === 'reject') present = child.first;
  }
  const found = present === null ? null : findChild(present, name);
  return found === null ? null : (attributeOf(found, 'w:val') ?? '');
}

/** Whether a paragraph mark or row goes, by what its properties say of it. */
export function marksRemoved(properties: XmlElement | null, resolution: Resolution): boolean {
  for (let child = properties?.first ?? null; child !== null; child = child.next) {
    if (directionOf(child.name) !== null && resolution.removes(child)) return true;
  }
  return false;
}
