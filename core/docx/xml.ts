import type { Platform } from '../platform.ts';
import { XmlBudget, xmlLimits } from './xml-budget.ts';
import { XmlScanner } from './xml-scanner.ts';

/**
 * XML parts as a light tree, handed over piece by piece.
 *
 * Streaming handlers alone would be fastest and unreadable: tracked changes, alternate content, fields and
 * nested tables each need to look around. A tree of a whole contract is readable and costs as much again
 * as the parsing, in memory that outlives the young generation. So `streamXml` builds the tree of one block
 * (a paragraph, a table) at a time and lets go of it; small parts come as one tree through `parseXml`.
 *
 * Names come with this project's prefixes, since what a file declares as `w` is its own affair. Revision save ids
 * (`w:rsid…`) are passed over: they say nothing of the text and would make most start tags different.
 *
 * Elements know where they stand in the part's text (`from`, `contentFrom`, `to`), so that a writer can
 * replace one paragraph and leave every other character of the part as it was. Siblings are linked
 * instead of kept in arrays, which takes half the memory:
 *
 *     for (let child = element.first; child !== null; child = child.next) …
 */
export interface XmlElement {
  /** The name with this project's prefix for its namespace, such as `w:p` (see namespaces.ts). */
  readonly name: string;
  /** Names and values by turns; `attributeOf` reads them. */
  readonly attributes: readonly string[] | null;
  readonly first: XmlElement | null;
  readonly next: XmlElement | null;
  /** The namespaces that it declares itself, by prefix as written; the default one by the empty string. */
  readonly namespaces: ReadonlyMap<string, string> | null;
  /** The characters that stand directly in it, with entities resolved. */
  readonly text: string;
  /** How many elements of its name begin before it in the part. */
  readonly ordinal: number;
  /** UTF-16 offsets in the part's text: its start tag, what follows the start tag, what follows the element. */
  readonly from: number;
  readonly contentFrom: number;
  readonly to: number;
}

/** The value of an attribute, by its name with this project's prefix, or `null`. */
export function attributeOf(element: XmlElement, name: string): string | null {
  const { attributes } = element;
  if (attributes === null) return null;
  for (let i = 0; i < attributes.length; i += 2) if (attributes[i] === name) return attributes[i + 1] as string;
  return null;
}

/** The first child of that name, or `null`. */
export function findChild(element: XmlElement, name: string): XmlElement | null {
  for (let child = element.first; child !== null; child = child.next) if (child.name === name) return child;
  return null;
}

/** The namespaces that a part's root declares, by prefix as written; the default one by the empty string. Throws `XmlError`. */
export function readRootNamespaces(text: string): ReadonlyMap<string, string> {
  return scan(text, new XmlBudget(xmlLimits)).readRootNamespaces();
}

/**
 * Parses the one element that stands in [from, to) of a part's text, where these namespaces are in scope, by prefix. Its
 * offsets are those of the whole text; its ordinals begin at 0. Throws `XmlError`.
 */
export function parseFragment(
  text: string,
  from: number,
  to: number,
  namespaces: ReadonlyMap<string, string>,
): XmlElement {
  return new XmlScanner(text, from, to, namespaces, new XmlBudget(xmlLimits)).readFragment();
}

/** Parses a whole part, as `streamXml` does. Throws `XmlError`. */
export function parseXml(text: string, budget?: XmlBudget): XmlElement {
  return streamXml(text, 0, () => {}, budget);
}

/** Takes a block when it is complete, with the names of the elements around it from the root inwards. */
export type OnBlock = (element: XmlElement, around: readonly string[]) => void;

/**
 * Says where the block that begins at an offset ends when the caller knows it already, because the same characters were
 * read before; otherwise -1. Such a block is not parsed again, not handed over, and not counted in ordinals.
 */
export type KnownEnd = (from: number, around: readonly string[]) => number;

/**
 * Parses a part and hands over each element at `depth` (the root is at 0) when it is complete, with the names of
 * the elements around it from the root inwards; what was handed over is not kept. Returns the root, without
 * them. Parts that are given the same `budget` share it. Throws `XmlError`, also after elements were handed over.
 */
export function streamXml(
  text: string,
  depth: number,
  onElement: OnBlock,
  budget: XmlBudget = new XmlBudget(xmlLimits),
  knownEnd: KnownEnd | null = null,
): XmlElement {
  return scan(text, budget).readPart(depth, onElement, knownEnd);
}

function scan(text: string, budget: XmlBudget): XmlScanner {
  return new XmlScanner(text, 0, text.length, new Map(), budget);
}

/** Decodes a part: UTF-8 or UTF-16 (ECMA-376 part 2, 6.2.5), or `null` when it is neither. */
export function decodeXml(bytes: Uint8Array, platform: Platform): string | null {
  const [a, b] = bytes;
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return platform.decodeText(bytes, 'utf-16le');
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return platform.decodeText(bytes, 'utf-16be');
  return platform.decodeText(bytes, 'utf-8');
}

/** Encodes a part as UTF-8; a declaration of the encoding in which it was read is put right. */
export function encodeXml(text: string, platform: Platform): Uint8Array {
  return platform.encodeUtf8(declareUtf8(text));
}

/** The text of a part, or its beginning, with the declaration that it is in UTF-16 put right. */
export function declareUtf8(text: string): string {
  return text.replace(/^(<\?xml[^>]*?\sencoding\s*=\s*)(["'])utf-16[a-z]*\2/i, '$1$2UTF-8$2');
}
