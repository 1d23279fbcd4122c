import type { RevisionKind } from './revision.ts';

/**
 * The elements that track changes (ECMA-376 part 1, 17.13.5), sorted by what becomes of them.
 */

/** Around content, or in the properties of a paragraph mark or row: what stands there was put there, or is taken away. */
const directions: ReadonlyMap<string, Direction> = new Map([
  ['w:ins', 'puts'],
  ['w:moveTo', 'puts'],
  ['w:cellIns', 'puts'],
  ['w:del', 'takes'],
  ['w:moveFrom', 'takes'],
  ['w:cellDel', 'takes'],
]);
export type Direction = 'puts' | 'takes';

export function directionOf(name: string): Direction | null {
  return directions.get(name) ?? null;
}

/** `w:ins`, `w:del`, `w:moveFrom`, `w:moveTo`. */
export function isContentChange(name: string): boolean {
  return name === 'w:ins' || name === 'w:del' || name === 'w:moveFrom' || name === 'w:moveTo';
}

const formattingKinds: ReadonlyMap<string, RevisionKind> = new Map([
  ['w:rPrChange', 'formatting'],
  ['w:pPrChange', 'paragraphFormatting'],
  ['w:sectPrChange', 'sectionFormatting'],
  ['w:tblPrChange', 'tableFormatting'],
  ['w:tblGridChange', 'tableFormatting'],
  ['w:tblPrExChange', 'tableFormatting'],
  ['w:trPrChange', 'tableFormatting'],
  ['w:tcPrChange', 'tableFormatting'],
  ['w:numberingChange', 'numbering'],
]);

/** The kind of an element that keeps the properties from before a change inside the properties after it. */
export function formattingKindOf(name: string): RevisionKind | null {
  return formattingKinds.get(name) ?? null;
}

/** Marks where the words of a move, or the tags of a content control, begin or end. */
const rangeMarks: ReadonlyMap<string, RangeMark> = new Map(
  (
    [
      ['w:moveFromRange', 'move', 'takes'],
      ['w:moveToRange', 'move', 'puts'],
      ['w:customXmlInsRange', 'contentControlInsertion', 'puts'],
      ['w:customXmlDelRange', 'contentControlDeletion', 'takes'],
      ['w:customXmlMoveFromRange', 'movedContentControl', 'takes'],
      ['w:customXmlMoveToRange', 'movedContentControl', 'puts'],
    ] as const
  ).flatMap(([range, kind, direction]): [string, RangeMark][] => [
    [`${range}Start`, { range, kind, direction, starts: true }],
    [`${range}End`, { range, kind, direction, starts: false }],
  ]),
);

export interface RangeMark {
  readonly range: string;
  readonly kind: 'move' | 'contentControlInsertion' | 'contentControlDeletion' | 'movedContentControl';
  readonly direction: Direction;
  readonly starts: boolean;
}

export function rangeMarkOf(name: string): RangeMark | null {
  return rangeMarks.get(name) ?? null;
}

/** Anything that must be gone once every change is resolved. */
export function isRevisionElement(name: string): boolean {
  return directions.has(name) || formattingKinds.has(name) || rangeMarks.has(name) || name === 'w:cellMerge';
}

/** Marks that survive whatever stood around them: other parts of the document refer to them. */
export function isAnchor(name: string): boolean {
  return anchors.has(name);
}
const anchors: ReadonlySet<string> = new Set([
  'w:bookmarkStart',
  'w:bookmarkEnd',
  'w:commentRangeStart',
  'w:commentRangeEnd',
  'w:permStart',
  'w:permEnd',
]);

const trackedNames =
  /<(?:[^\s<>/:]+:)?(?:ins|del|moveFrom|moveTo|cellIns|cellDel|cellMerge|(?:rPr|pPr|sectPr|tblPr|tblGrid|tblPrEx|trPr|tcPr|numbering)Change|(?:moveFrom|moveTo|customXmlIns|customXmlDel|customXmlMoveFrom|customXmlMoveTo)Range(?:Start|End))[\s/>]/;

/** Whether a part's text can hold tracked changes at all; most parts cannot, and need not be parsed. */
export function mayHoldRevisions(text: string): boolean {
  return trackedNames.test(text);
}
