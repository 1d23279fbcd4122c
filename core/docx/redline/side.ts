import type { Numbering } from '../numbering.ts';
import type { DocxPackage } from '../package.ts';
import type { StyleSheet } from '../styles.ts';
import { attributeOf, type XmlElement } from '../xml.ts';
import { canonicalKey, isUnreadBranch } from './canonical.ts';
import { flattenParagraph, type Link } from './flat-paragraph.ts';
import { isDrawing, shownKey, wordsShown } from './object-frames.ts';
import type { Boxed, ObjectCharacters } from './objects.ts';
import { targetKey } from './part-key.ts';
import { strictWords, styleReferences } from './same-names.ts';

/** A document as it reads with every pending change accepted, or with every one rejected. */
export type View = 'accepted' | 'rejected';

/**
 * One side of a compare, as far as one part of it goes: what makes two runs, paragraphs or objects equal although the two
 * files name styles, lists and pictures each in its own way. The keys are strings in the terms of side A: styles and
 * lists of B are named by what they became in A's package (package-merger.ts).
 */
export interface Side {
  readonly docx: DocxPackage;
  readonly part: string;
  readonly text: string;
  readonly styles: StyleSheet;
  readonly numbering: Numbering;
  readonly objects: ObjectCharacters;
  /** What a run looks like, from its `w:rPr`; empty for nothing in particular. */
  formatKey(properties: XmlElement): string;
  /** What a paragraph looks like, from its `w:pPr` (`null`: none), without its mark's formatting and section. */
  paragraphKey(properties: XmlElement | null): string;
  /** What a table or a cell looks like, from its properties, widths left out. */
  looksKey(properties: XmlElement): string;
  /** What an object is in a view; its ids and its place in the file play no part. */
  objectKey(leaf: XmlElement, view: View): string;
  /** The text boxes in an object: each is a story of its own, compared apart from its frame. */
  boxesIn(leaf: XmlElement): readonly XmlElement[];
  /** The same boxes as they are written once more for older programs (`mc:Fallback`): never compared, but written alike. */
  boxCopiesIn(leaf: XmlElement): readonly XmlElement[];
  /** What an object that holds text boxes says in a view, whatever its frame; `null` for any other. */
  boxedIn(leaf: XmlElement, view: View): Boxed | null;
  fieldKey(instruction: string, result: string, looks: string): string;
  linkOf(hyperlink: XmlElement): Link;
}

/** How a side's names are turned into A's. */
export interface Naming {
  styleOf(id: string): string;
  listOf(numId: string): string;
  /** The list that a paragraph must name itself although its style would, or `null`. */
  ownListOf(properties: XmlElement | null): ListOfItsOwn | null;
}

/** `numId` as B knows it, '0' for none; `level` `null` where there is none to name. */
export interface ListOfItsOwn {
  readonly numId: string;
  readonly level: number | null;
}

export interface SideSource {
  readonly docx: DocxPackage;
  readonly styles: StyleSheet;
  readonly numbering: Numbering;
  readonly objects: ObjectCharacters;
  readonly naming: Naming;
}

export function sideOfPart(source: SideSource, part: string): Side {
  const { docx, styles, numbering, objects, naming } = source;
  const relationships = docx.relationshipsOf(part);
  const text = docx.getText(part);
  const formats = new Map<string, string>();
  const paragraphs = new Map<string, string>();
  /** Those met last, each at the place that its characters say. */
  const lasts: { known: Map<string, string>; written: string; key: string }[] = [];

  const namedValue = (element: XmlElement, name: string, value: string): string | null => {
    if (name.startsWith('r:')) return targetKey(relationships.get(value), docx);
    if (name === 'w:val') {
      if (styleReferences.has(element.name)) return naming.styleOf(value);
      if (element.name === 'w:numId') return naming.listOf(value);
      if (element.name === 'w:jc') return strictWords.get(value) ?? value;
      return onOffValues.has(value) ? (onOffValues.get(value) as string | null) : value;
    }
    // Notes are compared as stories of their own, wherever their references are.
    if (name === 'w:id' && noteReferences.has(element.name)) return null;
    return volatileAttributes.has(name) ? null : value;
  };

  /** Equal text has an equal key, and most properties of a contract are written in the same few ways. */
  function propertiesKey(properties: XmlElement, skips: (name: string) => boolean, known: Map<string, string>): string {
    const { from, to } = properties;
    const written = text.slice(from, to);
    const slot = (Math.imul(to - from, 31) + text.charCodeAt((from + to) >> 1) + text.charCodeAt(from + 30)) & lastSlot;
    const last = lasts[slot];
    // Comparing is several times faster than the look-up, which goes through the characters to make a number of them.
    if (last !== undefined && last.known === known && last.written === written) return last.key;
    let key = known.get(written);
    if (key === undefined) {
      const children: string[] = [];
      for (let child = properties.first; child !== null; child = child.next) {
        if (!skips(child.name)) children.push(canonicalKey(child, namedValue, skips, 'accepted'));
      }
      key = children.sort().join('\u0001');
      known.set(written, key);
    }
    lasts[slot] = { known, written, key };
    return key;
  }

  const side: Side = {
    docx,
    part,
    text,
    styles,
    numbering,
    objects,
    formatKey: (properties) => propertiesKey(properties, isNoLook, formats),
    paragraphKey(properties) {
      const key = properties === null ? '' : propertiesKey(properties, isNoParagraphProperty, paragraphs);
      const own = naming.ownListOf(properties);
      return own === null ? key : withList(key, own, naming);
    },
    fieldKey: (instruction, result, looks) => `field ${instruction.trim().replace(/\s+/g, ' ')}\n${result}\n${looks}`,
    linkOf(hyperlink) {
      const relationship = relationships.get(attributeOf(hyperlink, 'r:id') ?? '');
      const anchor = attributeOf(hyperlink, 'w:anchor') ?? '';
      return { key: (relationship?.target ?? '') + (anchor === '' ? '' : `#${anchor}`), owner: hyperlink };
    },
    looksKey: (properties) => canonicalKey(properties, namedValue, isNoTableLook, 'accepted'),
    objectKey(leaf, view) {
      if (leaf.name === 'w:fldSimple') return simpleFieldKey(leaf, view);
      // Half a field, whose other half stands in another paragraph.
      if (leaf.name === 'w:instrText' || leaf.name === 'w:delInstrText') return `instruction ${leaf.text}`;
      return canonicalKey(leaf, namedValue, isNoPartOfObject, view);
    },
    boxesIn(leaf) {
      const boxes: XmlElement[] = [];
      collectBoxes(leaf, 'read', boxes);
      return boxes;
    },
    boxedIn(leaf, view) {
      if (!isDrawing(leaf.name) || side.boxesIn(leaf).length === 0) return null;
      const shown = shownKey(leaf, (id) => targetKey(relationships.get(id), docx));
      return { shown, words: wordsShown(leaf, view), document: docx };
    },
    boxCopiesIn(leaf) {
      const boxes: XmlElement[] = [];
      collectBoxes(leaf, 'unread', boxes);
      return boxes;
    },
  };
  return side;

  /** As of a complex field, which is what it is written as when it is tracked. */
  function simpleFieldKey(leaf: XmlElement, view: View): string {
    const result = flattenParagraph([leaf], side, view);
    return side.fieldKey(attributeOf(leaf, 'w:instr') ?? '', result.text, result.looks);
  }
}

/** The key that the properties have once they name the list themselves. */
function withList(key: string, { numId, level }: ListOfItsOwn, naming: Naming): string {
  const written = (value: string) => (onOffValues.has(value) ? onOffValues.get(value) : value);
  const valueKey = (value: string | null | undefined) =>
    value === null || value === undefined ? '' : ` w:val="${value}"`;
  const levelKey = level === null ? '' : `<w:ilvl${valueKey(written(String(level)))}></>`;
  const list = `<w:numPr>${levelKey}<w:numId${valueKey(naming.listOf(numId))}></></>`;
  return [...(key === '' ? [] : key.split('\u0001')), list].sort().join('\u0001');
}

const lastSlot = 0xff;

/** Boxes in the branches that are read, or in those that are not: Word writes a text box twice, for itself and for older programs. */
function collectBoxes(element: XmlElement, branches: 'read' | 'unread', boxes: XmlElement[]): void {
  if (element.name === 'w:txbxContent') {
    if (branches === 'read') boxes.push(element);
    return;
  }
  for (let child = element.first; child !== null; child = child.next) {
    if (!isUnreadBranch(child, element)) collectBoxes(child, branches, boxes);
    else if (branches === 'unread' && child.name === 'mc:Fallback') collectBoxes(child, 'read', boxes);
  }
}

const noteReferences: ReadonlySet<string> = new Set(['w:footnoteReference', 'w:endnoteReference']);

/** Switched on is the same as present (ECMA-376 part 1, 17.17.4). */
const onOffValues: ReadonlyMap<string, string | null> = new Map([
  ['1', null],
  ['true', null],
  ['on', null],
  ['false', '0'],
  ['off', '0'],
]);

/** Attributes that name an object or a saving, and say nothing of what is seen. */
const volatileAttributes: ReadonlySet<string> = new Set([
  'w14:paraId',
  'w14:textId',
  'wp14:anchorId',
  'wp14:editId',
  'id',
  'name',
  'w:dirty',
  'xml:space',
  'w14:anchorId',
  'o:spid',
  // A cache that Word keeps of a shape, and the name of the file that a picture once came from.
  'o:gfxdata',
  'o:title',
  'ShapeID',
  'ObjectID',
]);

const trackedNames: ReadonlySet<string> = new Set(['w:ins', 'w:del', 'w:moveFrom', 'w:moveTo']);

/** Of a run's properties: language and proofing change no look. */
function isNoLook(name: string): boolean {
  return name === 'w:lang' || name === 'w:noProof' || name === 'w:rPrChange' || trackedNames.has(name);
}

function isNoParagraphProperty(name: string): boolean {
  return (
    name === 'w:rPr' ||
    name === 'w:sectPr' ||
    name === 'w:pPrChange' ||
    name === 'w:numberingChange' ||
    name === 'w:ins'
  );
}

const noTableLooks: ReadonlySet<string> = new Set([
  'w:tcW',
  'w:tblLook',
  'w:tblLayout',
  'w:gridSpan',
  'w:vMerge',
  'w:hMerge',
  'w:tblPrChange',
  'w:tcPrChange',
  'w:trPrChange',
  'w:ins',
  'w:del',
  'w:cellIns',
  'w:cellDel',
  'w:cellMerge',
]);

function isNoTableLook(name: string): boolean {
  return noTableLooks.has(name);
}

const noPartsOfObjects: ReadonlySet<string> = new Set([
  'w:lang',
  'w:noProof',
  'w:proofErr',
  'w:lastRenderedPageBreak',
  'w:bookmarkStart',
  'w:bookmarkEnd',
  'w:commentRangeStart',
  'w:commentRangeEnd',
  'w:commentReference',
  'w:permStart',
  'w:permEnd',
  'w:rPrChange',
  'w:pPrChange',
  // Word writes the kind of shape out before the first shape of the kind only; every shape names its kind.
  'v:shapetype',
]);

function isNoPartOfObject(name: string): boolean {
  return noPartsOfObjects.has(name);
}
