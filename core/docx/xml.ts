import { SaxesParser, type SaxesTagPlain } from 'saxes';
import type { Platform } from '../platform.ts';
import { canonicalName, canonicalPrefix } from './namespaces.ts';

/**
 * XML parts as a light tree, handed over piece by piece.
 *
 * Streaming handlers alone would be fastest and unreadable: tracked changes, alternate content, fields and
 * nested tables each need to look around. A tree of a whole contract is readable and costs as much again
 * as the parsing, in memory that outlives the young generation. So `streamXml` builds the tree of one block
 * (a paragraph, a table) at a time and lets go of it; small parts come as one tree through `parseXml`.
 *
 * saxes checks well-formedness. Its namespace mode costs half as much time again, because it makes an object for
 * every attribute and resolves every name anew; here a name is resolved once per scope and then looked up. DTDs are refused,
 * and with them every entity besides the five of XML; revision save ids (`w:rsid…`) are passed over.
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
  /** The characters that stand directly in it, with entities resolved. */
  readonly text: string;
  /** How many elements of its name begin before it in the part. */
  readonly ordinal: number;
  /** UTF-16 offsets in the part's text: its start tag, what follows the start tag, what follows the element. */
  readonly from: number;
  readonly contentFrom: number;
  readonly to: number;
}

/** XML that is refused; `message` says what is wrong with it, without a full stop. */
export class XmlError extends Error {
  override readonly name = 'XmlError';
  /** `too-large` when the tree would not fit in memory, otherwise `damaged`. */
  readonly code: 'damaged' | 'too-large';

  constructor(code: 'damaged' | 'too-large', message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

export interface XmlLimits {
  /** Elements inside elements. */
  readonly depth: number;
  /** Elements in one tree. */
  readonly elements: number;
}

export const xmlLimits: XmlLimits = {
  // Word itself stops far below; a reader may recurse safely to here.
  depth: 500,
  // Some 250 MB. A thousand pages of shredded runs in one content control are half of that.
  elements: 2_000_000,
};

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

/** Parses a whole part. Throws `XmlError`. */
export function parseXml(text: string): XmlElement {
  return streamXml(text, 0, () => {});
}

/**
 * Parses a part and hands over each element at `depth` (the root is at 0) when it is complete, with the names of
 * the elements around it from the root inwards; what was handed over is not kept. Returns the root, without
 * them. Throws `XmlError`, also after elements were handed over.
 */
export function streamXml(
  text: string,
  depth: number,
  onElement: (element: XmlElement, around: readonly string[]) => void,
  limits: XmlLimits = xmlLimits,
): XmlElement {
  return new TreeBuilder(text, depth, onElement, limits).build();
}

/** Decodes a part: UTF-8 or UTF-16 (ECMA-376 part 2, 6.2.5), or `null` when it is neither. */
export function decodeXml(bytes: Uint8Array, platform: Platform): string | null {
  const [a, b] = bytes;
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return platform.decodeText(bytes, 'utf-16le');
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return platform.decodeText(bytes, 'utf-16be');
  return platform.decodeText(bytes, 'utf-8');
}

interface Name {
  readonly name: string;
  count: number;
}

/** What the prefixes mean at some place in the part. */
interface Scope {
  readonly outer: Scope | null;
  /** The namespaces declared here, by prefix. */
  readonly declared: ReadonlyMap<string, string>;
  readonly elements: Map<string, Name>;
  readonly attributes: Map<string, string | null>;
}

class Node implements XmlElement {
  readonly name: string;
  readonly attributes: readonly string[] | null;
  first: Node | null = null;
  next: Node | null = null;
  last: Node | null = null;
  text = '';
  readonly ordinal: number;
  readonly from: number;
  readonly contentFrom: number;
  to = 0;

  constructor(name: string, attributes: readonly string[] | null, ordinal: number, from: number, contentFrom: number) {
    this.name = name;
    this.attributes = attributes;
    this.ordinal = ordinal;
    this.from = from;
    this.contentFrom = contentFrom;
  }
}

class TreeBuilder {
  readonly #text: string;
  readonly #depth: number;
  readonly #onElement: (element: XmlElement, around: readonly string[]) => void;
  readonly #limits: XmlLimits;
  readonly #names = new Map<string, Name>();
  readonly #open: Node[] = [];
  readonly #openNames: string[] = [];
  readonly #scopes: Scope[] = [];
  #scope: Scope = newScope(null, new Map([['xml', 'http://www.w3.org/XML/1998/namespace']]));
  #rawAttributes: string[] = [];
  #declares = false;
  #root: Node | null = null;
  #from = 0;
  #alive = 0;

  constructor(
    text: string,
    depth: number,
    onElement: (element: XmlElement, around: readonly string[]) => void,
    limits: XmlLimits,
  ) {
    this.#text = text;
    this.#depth = depth;
    this.#onElement = onElement;
    this.#limits = limits;
  }

  build(): XmlElement {
    const parser = new SaxesParser();
    parser.ENTITIES = Object.assign(Object.create(null), { amp: '&', gt: '>', lt: '<', quot: '"', apos: "'" });
    parser.on('doctype', () => {
      throw new XmlError('damaged', 'it has a document type definition, which is not allowed');
    });
    parser.on('opentagstart', () => {
      // The parser has read the name and one character more.
      this.#from = this.#text.lastIndexOf('<', parser.position - 1);
    });
    parser.on('attribute', ({ name, value }) => {
      if (name.startsWith('xmlns') && (name.length === 5 || name[5] === ':')) this.#declares = true;
      this.#rawAttributes.push(name, value);
    });
    parser.on('opentag', (tag) => this.#openElement(tag, parser.position));
    parser.on('closetag', () => this.#closeElement(parser.position));
    parser.on('text', (characters) => this.#addText(characters));
    parser.on('cdata', (characters) => this.#addText(characters));
    try {
      parser.write(this.#text).close();
    } catch (cause) {
      if (cause instanceof XmlError || !(cause instanceof Error) || !/^\d+:\d+: /.test(cause.message)) throw cause;
      const [place, ...reason] = cause.message.split(': ');
      throw new XmlError('damaged', `XML error at ${place}: ${reason.join(': ').replace(/\.$/, '')}`, cause);
    }
    if (this.#root === null) throw new XmlError('damaged', 'it is empty');
    return this.#root;
  }

  #openElement(tag: SaxesTagPlain, position: number): void {
    this.#scopes.push(this.#scope);
    if (this.#declares) this.#scope = this.#innerScope();
    const name = this.#elementName(tag.name);
    const node = new Node(name.name, this.#takeAttributes(name.name), name.count++, this.#from, position);
    const depth = this.#open.length;
    if (depth > this.#limits.depth) {
      throw new XmlError('damaged', `its elements are nested more than ${this.#limits.depth} deep`);
    }
    if (++this.#alive > this.#limits.elements) {
      throw new XmlError('too-large', `it holds a table or other block of more than ${this.#limits.elements} elements`);
    }
    const parent = this.#open[depth - 1];
    if (parent === undefined) this.#root = node;
    else if (this.#depth === 0 || depth !== this.#depth) {
      if (parent.last === null) parent.first = node;
      else parent.last.next = node;
      parent.last = node;
    }
    this.#open.push(node);
    this.#openNames.push(node.name);
  }

  #closeElement(position: number): void {
    const node = this.#open.pop() as Node;
    this.#openNames.pop();
    this.#scope = this.#scopes.pop() as Scope;
    node.to = position;
    if (this.#open.length === this.#depth && this.#depth > 0) {
      this.#alive = 0;
      this.#onElement(node, this.#openNames);
    }
  }

  #addText(characters: string): void {
    const node = this.#open[this.#open.length - 1];
    if (node !== undefined && this.#open.length > this.#depth) node.text += characters;
  }

  #elementName(qualified: string): Name {
    let name = this.#scope.elements.get(qualified);
    if (name === undefined) {
      const colon = qualified.indexOf(':');
      const namespace = this.#namespaceOf(colon < 0 ? '' : qualified.slice(0, colon));
      const canonical = canonicalName(namespace, qualified.slice(colon + 1));
      name = this.#names.get(canonical);
      if (name === undefined) {
        name = { name: canonical, count: 0 };
        this.#names.set(canonical, name);
      }
      this.#scope.elements.set(qualified, name);
    }
    return name;
  }

  /** The attribute's name, or `null` for one that is passed over: namespace declarations and revision save ids. */
  #attributeName(qualified: string): string | null {
    let name = this.#scope.attributes.get(qualified);
    if (name === undefined) {
      const colon = qualified.indexOf(':');
      const prefix = colon < 0 ? '' : qualified.slice(0, colon);
      if (prefix === 'xmlns' || qualified === 'xmlns') name = null;
      else name = prefix === '' ? qualified : canonicalName(this.#namespaceOf(prefix), qualified.slice(colon + 1));
      if (name?.startsWith('w:rsid')) name = null;
      this.#scope.attributes.set(qualified, name);
    }
    return name;
  }

  #namespaceOf(prefix: string): string {
    const namespace = findNamespace(this.#scope, prefix);
    if (namespace === null && prefix !== '') {
      throw new XmlError('damaged', `it uses the prefix ${prefix}, which it does not declare`);
    }
    return namespace ?? '';
  }

  #takeAttributes(elementName: string): readonly string[] | null {
    const raw = this.#rawAttributes;
    if (raw.length === 0) return null;
    let kept = 0;
    for (let i = 0; i < raw.length; i += 2) {
      const name = this.#attributeName(raw[i] as string);
      if (name === null) continue;
      raw[kept] = name;
      raw[kept + 1] = raw[i + 1] as string;
      kept += 2;
    }
    if (elementName === 'mc:Choice') {
      for (let i = 0; i < kept; i += 2) if (raw[i] === 'Requires') raw[i + 1] = this.#requires(raw[i + 1] as string);
    }
    const attributes = kept === 0 ? null : raw.slice(0, kept);
    raw.length = 0;
    return attributes;
  }

  /** The value names prefixes as the file declares them here; outside of the parser only ours mean anything. */
  #requires(value: string): string {
    const named = value.split(/\s+/).filter((prefix) => prefix !== '');
    return named.map((prefix) => canonicalPrefix(this.#namespaceOf(prefix))).join(' ');
  }

  #innerScope(): Scope {
    this.#declares = false;
    const declared = new Map<string, string>();
    for (let i = 0; i < this.#rawAttributes.length; i += 2) {
      const name = this.#rawAttributes[i] as string;
      const uri = this.#rawAttributes[i + 1] as string;
      const prefix = name === 'xmlns' ? '' : name.startsWith('xmlns:') ? name.slice('xmlns:'.length) : null;
      if (prefix !== null && findNamespace(this.#scope, prefix) !== uri) declared.set(prefix, uri);
    }
    return declared.size === 0 ? this.#scope : newScope(this.#scope, declared);
  }
}

function newScope(outer: Scope | null, declared: ReadonlyMap<string, string>): Scope {
  return { outer, declared, elements: new Map(), attributes: new Map() };
}

function findNamespace(scope: Scope, prefix: string): string | null {
  for (let at: Scope | null = scope; at !== null; at = at.outer) {
    const namespace = at.declared.get(prefix);
    if (namespace !== undefined) return namespace;
  }
  return null;
}
