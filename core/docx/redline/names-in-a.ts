import type { List, Numbering } from '../numbering.ts';
import { childValue } from '../properties.ts';
import { attributeOf, type XmlElement } from '../xml.ts';
import { canonicalKey } from './canonical.ts';
import { styleReferences } from './same-names.ts';

/**
 * What styles and lists of B are called in A's package. The same style is the one of the same type and name; the same list is one
 * that is defined the same way, the same id first. What A does not have gets a free name under which it is brought along when it is used.
 */
export interface NamesInA {
  readonly styles: ReadonlyMap<string, NameInA>;
  readonly lists: ReadonlyMap<string, NameInA>;
  /** Names of styles that both have and define differently. */
  readonly differentStyles: readonly string[];
}

export interface NameInA {
  readonly id: string;
  /** The definition to bring along; `null` when A has it. */
  readonly missing: XmlElement | null;
  /** Of a missing list: the abstract list of A that it counts with, when there is one. */
  readonly abstractId?: string;
}

export function namesInA(
  stylesOfA: XmlElement | null,
  stylesOfB: XmlElement | null,
  listsOfA: ListsOf,
  listsOfB: ListsOf,
): NamesInA {
  const { styles, differentStyles } = nameStyles(stylesOfA, stylesOfB);
  return { styles, differentStyles, lists: nameLists(listsOfA, listsOfB) };
}

function nameStyles(ofA: XmlElement | null, ofB: XmlElement | null): Pick<NamesInA, 'styles' | 'differentStyles'> {
  const byId = new Map<string, XmlElement>();
  const byName = new Map<string, XmlElement>();
  forEachChild(ofA, 'w:style', (style) => {
    byId.set(attributeOf(style, 'w:styleId') ?? '', style);
    byName.set(styleName(style), style);
  });
  const styles = new Map<string, NameInA>();
  const pairs: [XmlElement, XmlElement][] = [];
  forEachChild(ofB, 'w:style', (style) => {
    const id = attributeOf(style, 'w:styleId') ?? '';
    const name = styleName(style);
    const sameId = byId.get(id);
    const found = sameId !== undefined && styleName(sameId) === name ? sameId : byName.get(name);
    if (found === undefined) {
      let free = id;
      for (let number = 1; byId.has(free); number++) free = `${id}${number}`;
      byId.set(free, style);
      styles.set(id, { id: free, missing: style });
    } else {
      styles.set(id, { id: attributeOf(found, 'w:styleId') ?? '', missing: null });
      pairs.push([found, style]);
    }
  });
  const nameOfB = (element: XmlElement, name: string, value: string) =>
    name === 'w:val' && styleReferences.has(element.name) ? (styles.get(value)?.id ?? value) : value;
  const nameOfA = (_: XmlElement, __: string, value: string) => value;
  const differentStyles = pairs
    .filter(
      ([a, b]) => canonicalKey(a, nameOfA, isNoLook, 'accepted') !== canonicalKey(b, nameOfB, isNoLook, 'accepted'),
    )
    .map(([a]) => childValue(a, 'w:name') ?? attributeOf(a, 'w:styleId') ?? '');
  return { styles, differentStyles };
}

const noLooks: ReadonlySet<string> = new Set([
  'w:rsid',
  'w:uiPriority',
  'w:semiHidden',
  'w:unhideWhenUsed',
  'w:qFormat',
  'w:locked',
  'w:lang',
  'w:noProof',
  'w:aliases',
  'w:next',
  'w:link',
  'w:autoRedefine',
]);
const isNoLook = (name: string) => noLooks.has(name);

/** Names of styles are the same in either case (ECMA-376 part 1, 17.7.4.9). */
function styleName(style: XmlElement): string {
  return `${attributeOf(style, 'w:type') ?? 'paragraph'} ${(childValue(style, 'w:name') ?? '').toLowerCase()}`;
}

/**
 * Lists that count together in B (made from one abstract list) count together in A, and those that do not do not: each abstract list of
 * B stands for one of A, and none for two.
 */
function nameLists(a: ListsOf, b: ListsOf): Map<string, NameInA> {
  const ofA = listsOf(a);
  const ofB = listsOf(b);
  const ownOf = new Map<string, string>();
  const taken = new Set<string>();
  const lists = new Map<string, NameInA>();
  const take = (inB: DefinedList, inA: DefinedList) => {
    ownOf.set(inB.list.counterKey, inA.list.counterKey);
    taken.add(inA.list.counterKey);
    lists.set(inB.list.numId, { id: inA.list.numId, missing: null });
  };
  const isFree = (inB: DefinedList, inA: DefinedList) => {
    const own = ownOf.get(inB.list.counterKey);
    return inB.key === inA.key && (own === undefined ? !taken.has(inA.list.counterKey) : own === inA.list.counterKey);
  };
  for (const inB of ofB.values()) {
    const sameId = ofA.get(inB.list.numId);
    if (sameId !== undefined && isFree(inB, sameId)) take(inB, sameId);
  }
  let highest = Math.max(0, ...Array.from(ofA.keys(), (id) => Number(id) || 0));
  for (const inB of ofB.values()) {
    if (lists.has(inB.list.numId)) continue;
    const alike = Array.from(ofA.values()).find((inA) => isFree(inB, inA));
    if (alike !== undefined) take(inB, alike);
    else lists.set(inB.list.numId, { id: String(++highest), missing: inB.element });
  }
  // A list that is brought along counts with those of A that its fellows became.
  for (const { list, element } of ofB.values()) {
    const abstractId = ownOf.get(list.counterKey);
    const name = lists.get(list.numId);
    if (name?.missing && abstractId !== undefined) lists.set(list.numId, { ...name, missing: element, abstractId });
  }
  return lists;
}

interface ListsOf {
  readonly numbering: Numbering;
  readonly root: XmlElement | null;
}

interface DefinedList {
  readonly list: List;
  readonly element: XmlElement;
  readonly key: string;
}

function listsOf({ numbering, root }: ListsOf): Map<string, DefinedList> {
  const lists = new Map<string, DefinedList>();
  forEachChild(root, 'w:num', (element) => {
    const list = numbering.findList(attributeOf(element, 'w:numId') ?? '');
    if (list !== null) lists.set(list.numId, { list, element, key: listKey(list) });
  });
  return lists;
}

/** Equal for lists that count and look alike. */
function listKey({ levels, startOverrides }: List): string {
  return JSON.stringify([levels.map(({ styleId: _, ...level }) => level), [...startOverrides]]);
}

function forEachChild(parent: XmlElement | null, name: string, onChild: (child: XmlElement) => void): void {
  for (let child = parent?.first ?? null; child !== null; child = child.next) if (child.name === name) onChild(child);
}
