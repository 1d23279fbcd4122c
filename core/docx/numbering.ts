import { childValue, isAttributeOn, isOn, readInteger, readLevel } from './properties.ts';
import type { StyleSheet } from './styles.ts';
import { attributeOf, findChild, type XmlElement } from './xml.ts';

/** One level of a list (`w:lvl`, ECMA-376 part 1, 17.9.6). */
export interface ListLevel {
  readonly start: number;
  /** `w:numFmt`, such as `decimal`. */
  readonly format: string;
  /** `%1.%2`: where the numbers of which levels stand; for bullets, the bullet. */
  readonly text: string;
  /** `w:lvlRestart`: 0 never restarts, n restarts after a paragraph of level n (counted from 1) or above; `null` after any above. */
  readonly restart: number | null;
  /** All numbers in it are shown in decimal digits (`w:isLgl`). */
  readonly legal: boolean;
  /** The paragraph style that stands for this level. */
  readonly styleId: string | null;
  /** The font of a bullet. */
  readonly font: string;
}

/** A list as a paragraph refers to it (`w:num`). */
export interface List {
  readonly numId: string;
  /** Lists with the same key count together. */
  readonly counterKey: string;
  readonly levels: readonly ListLevel[];
  /** `w:startOverride` by level: the list begins anew there with its first paragraph of that level. */
  readonly startOverrides: ReadonlyMap<number, number>;
}

export interface Numbering {
  /** `null` when no list has that id, and for '0', which means no list. */
  findList(numId: string): List | null;
}

/** Every list has nine levels (17.9.6). */
export const listDepth = 9;

/**
 * Reads the numbering part (ECMA-376 part 1, 17.9). Lists refer to abstract lists, which may in turn refer to a
 * numbering style and through it to another list (17.9.21, 17.9.27); what a list overrides is already in
 * its levels.
 */
export function readNumbering(root: XmlElement | null, styles: StyleSheet): Numbering {
  const abstractLists = new Map<string, AbstractList>();
  const byStyleLink = new Map<string, AbstractList>();
  const lists = new Map<string, XmlElement>();
  for (let child = root?.first ?? null; child !== null; child = child.next) {
    if (child.name === 'w:abstractNum') {
      const abstractList = readAbstractList(child);
      abstractLists.set(abstractList.id, abstractList);
      const styleLink = childValue(child, 'w:styleLink');
      if (styleLink !== null) byStyleLink.set(styleLink, abstractList);
    } else if (child.name === 'w:num') lists.set(attributeOf(child, 'w:numId') ?? '', child);
  }

  const findAbstractListOf = (list: XmlElement | undefined): AbstractList | null =>
    abstractLists.get((list && childValue(list, 'w:abstractNumId')) ?? '') ?? null;

  function followLink(abstractList: AbstractList): AbstractList {
    const { numStyleLink } = abstractList;
    if (numStyleLink === null) return abstractList;
    const linked = findAbstractListOf(lists.get(styles.findNumIdOfStyle(numStyleLink) ?? ''));
    // The linked list must hold its levels itself, so a circle of links ends here.
    if (linked !== null && linked.numStyleLink === null) return linked;
    return byStyleLink.get(numStyleLink) ?? abstractList;
  }

  function makeList(numId: string): List | null {
    const list = numId === '0' ? undefined : lists.get(numId);
    const abstractList = findAbstractListOf(list);
    return list === undefined || abstractList === null ? null : readList(numId, list, followLink(abstractList));
  }

  const known = new Map<string, List | null>();
  return {
    findList(numId) {
      let list = known.get(numId);
      if (list === undefined) {
        list = makeList(numId);
        known.set(numId, list);
      }
      return list;
    },
  };
}

/** `w:abstractNum`: what lists are made from. */
interface AbstractList {
  readonly id: string;
  readonly levels: readonly ListLevel[];
  /** The numbering style that it stands in for; it then has no levels of its own. */
  readonly numStyleLink: string | null;
}

function readAbstractList(element: XmlElement): AbstractList {
  const levels = Array.from({ length: listDepth }, () => emptyLevel);
  readLevels(element, levels);
  return {
    id: attributeOf(element, 'w:abstractNumId') ?? '',
    levels,
    numStyleLink: childValue(element, 'w:numStyleLink'),
  };
}

function readList(numId: string, element: XmlElement, abstractList: AbstractList): List {
  const levels = [...abstractList.levels];
  const startOverrides = new Map<number, number>();
  for (let child = element.first; child !== null; child = child.next) {
    if (child.name !== 'w:lvlOverride') continue;
    const level = readLevel(attributeOf(child, 'w:ilvl'), listDepth - 1);
    const start = readInteger(childValue(child, 'w:startOverride'));
    if (level !== null && start !== null) startOverrides.set(level, start);
    readLevels(child, levels);
  }
  return { numId, counterKey: abstractList.id, levels, startOverrides };
}

/** Word takes fewer characters; a label is made for every paragraph, so it must not be a megabyte long. */
const longestText = 255;

/** A level that the list does not define shows nothing. */
const emptyLevel: ListLevel = {
  start: 0,
  format: 'none',
  text: '',
  restart: null,
  legal: false,
  styleId: null,
  font: '',
};

function readLevels(parent: XmlElement, levels: ListLevel[]): void {
  for (let child = parent.first; child !== null; child = child.next) {
    if (child.name !== 'w:lvl') continue;
    const level = readLevel(attributeOf(child, 'w:ilvl'), listDepth - 1);
    if (level !== null) levels[level] = readListLevel(child);
  }
}

function readListLevel(element: XmlElement): ListLevel {
  const text = findChild(element, 'w:lvlText');
  const runProperties = findChild(element, 'w:rPr');
  const fonts = runProperties === null ? null : findChild(runProperties, 'w:rFonts');
  return {
    start: readInteger(childValue(element, 'w:start')) ?? 0,
    format: readFormat(element),
    text:
      text === null || isAttributeOn(text, 'w:null') ? '' : (attributeOf(text, 'w:val') ?? '').slice(0, longestText),
    restart: readInteger(childValue(element, 'w:lvlRestart')),
    legal: isOn(findChild(element, 'w:isLgl')),
    styleId: childValue(element, 'w:pStyle'),
    font: (fonts === null ? null : (attributeOf(fonts, 'w:ascii') ?? attributeOf(fonts, 'w:hAnsi'))) ?? '',
  };
}

/**
 * `w:numFmt`. Formats that came after the standard stand in alternate content with `w:val="custom"` and a pattern,
 * `001, 002, 003, ...` (see [MS-DOCX] 2.2.6 on padded numbers); `padded:3` is our name for that one.
 */
function readFormat(level: XmlElement): string {
  let format = findChild(level, 'w:numFmt');
  const alternatives = findChild(level, 'mc:AlternateContent');
  if (format === null && alternatives !== null) {
    const choice = findChild(alternatives, 'mc:Choice');
    const fallback = findChild(alternatives, 'mc:Fallback');
    format = (choice && findChild(choice, 'w:numFmt')) ?? (fallback && findChild(fallback, 'w:numFmt'));
  }
  if (format === null) return 'decimal';
  const name = attributeOf(format, 'w:val') ?? 'decimal';
  const padded = name === 'custom' ? /^(0{1,8}1), /.exec(attributeOf(format, 'w:format') ?? '') : null;
  return padded === null ? name : `padded:${(padded[1] as string).length}`;
}
