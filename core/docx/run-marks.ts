import { type Mark, marks } from '../model/content.ts';
import { isOn } from './properties.ts';
import { attributeOf, type XmlElement } from './xml.ts';

/**
 * A set of marks as bits, in the order of `marks`, because a contract has a hundred thousand runs and a
 * dozen combinations.
 */
export type MarkSet = number;

const bit = (mark: Mark): MarkSet => 1 << marks.indexOf(mark);

/** The set of one mark. */
export function setOf(mark: Mark): MarkSet {
  return bit(mark);
}

const bold = bit('bold');
const italic = bit('italic');
const underline = bit('underline');
const strike = bit('strike');
export const superscript = bit('superscript');
const subscript = bit('subscript');
const smallCaps = bit('small-caps');
const caps = bit('caps');
export const hidden = bit('hidden');

/** Properties that a style inside a style switches back (ECMA-376 part 1, 17.7.3). */
const toggles: MarkSet = bold | italic | strike | smallCaps | caps | hidden;

/** What run properties say outright: marks on, marks off; the rest is inherited. */
export interface MarkChange {
  readonly on: MarkSet;
  readonly off: MarkSet;
}

export const noChange: MarkChange = { on: 0, off: 0 };

/** Reads `w:rPr` (ECMA-376 part 1, 17.3.2.28). */
export function readMarks(properties: XmlElement | null): MarkChange {
  if (properties === null) return noChange;
  let on = 0;
  let off = 0;
  for (let child = properties.first; child !== null; child = child.next) {
    const touched = markOf(child.name);
    if (touched !== 0) {
      if (isOn(child)) on |= touched;
      else off |= touched;
    } else if (child.name === 'w:u') {
      if ((attributeOf(child, 'w:val') ?? 'single') === 'none') off |= underline;
      else on |= underline;
    } else if (child.name === 'w:vertAlign') {
      const value = attributeOf(child, 'w:val');
      on |= value === 'superscript' ? superscript : value === 'subscript' ? subscript : 0;
      off |= superscript | subscript;
    }
  }
  return on === 0 && off === 0 ? noChange : { on, off: off & ~on };
}

function markOf(name: string): MarkSet {
  switch (name) {
    case 'w:b':
      return bold;
    case 'w:i':
      return italic;
    case 'w:strike':
    case 'w:dstrike':
      return strike;
    case 'w:smallCaps':
      return smallCaps;
    case 'w:caps':
      return caps;
    case 'w:vanish':
      return hidden;
    default:
      return 0;
  }
}

/** The change that results when `inner` stands inside or is based on `outer`: `inner` wins. */
export function overlay(outer: MarkChange, inner: MarkChange): MarkChange {
  const untouched = ~(inner.on | inner.off);
  return { on: inner.on | (outer.on & untouched), off: inner.off | (outer.off & untouched) };
}

/**
 * The marks that styles give: a toggle property set by both the paragraph style and the character style is off
 * again, unless the document's defaults have it; for the others the innermost wins.
 */
export function marksOfStyles(defaults: MarkChange, paragraphStyle: MarkChange, characterStyle: MarkChange): MarkSet {
  const innermost = overlay(overlay(defaults, paragraphStyle), characterStyle).on;
  const toggled = (paragraphStyle.on ^ characterStyle.on) | defaults.on;
  return (toggled & toggles) | (innermost & ~toggles);
}

/** Direct formatting over what the styles give. */
export function applyMarks(inherited: MarkSet, direct: MarkChange): MarkSet {
  return (inherited & ~direct.off) | direct.on;
}

const lists = new Map<MarkSet, readonly Mark[]>();

/** The marks in their order, the same array for the same set. */
export function listMarks(set: MarkSet): readonly Mark[] {
  let list = lists.get(set);
  if (list === undefined) {
    list = Object.freeze(marks.filter((mark) => set & bit(mark)));
    lists.set(set, list);
  }
  return list;
}
