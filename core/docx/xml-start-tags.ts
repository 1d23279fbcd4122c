import { asciiNameParts, character } from './xml-characters.ts';
import { longestName, type XmlLexer } from './xml-lexer.ts';
import {
  type AttributeName,
  checkDeclaration,
  declaredPrefix,
  type ElementName,
  type Scope,
  shorten,
} from './xml-names.ts';

/** A start tag taken apart. */
export interface StartTag {
  readonly characters: string;
  /** The scope it was read in, and that of its own declarations. */
  readonly outer: Scope;
  readonly inner: Scope;
  /** The element's name as written. */
  readonly written: string;
  readonly element: ElementName;
  /** As `XmlElement` has them. */
  readonly attributes: readonly string[] | null;
  readonly namespaces: ReadonlyMap<string, string> | null;
  readonly isEmpty: boolean;
}

/** More than an element of any document has. */
const mostAttributes = 200;

/**
 * Reads start tags, each one once: see xml-scanner.ts. Both tables have one place for a hash and forget what was there
 * before, so that they never grow; what they find is compared character by character.
 */
export class StartTagReader {
  readonly #lexer: XmlLexer;
  readonly #tags: (StartTag | null)[];
  readonly #names: (WrittenName | null)[];
  /** The attributes of the tag that is being read. */
  readonly #attributeNames: WrittenName[] = [];
  readonly #values: string[] = [];
  #tagCount = 0;

  constructor(lexer: XmlLexer) {
    this.#lexer = lexer;
    // A single paragraph is often read alone; tables that are mostly empty would cost more than it does.
    const slots = lexer.text.length < 4_000 ? 1 << 6 : lexer.text.length < 60_000 ? 1 << 8 : 1 << 12;
    this.#tags = new Array(slots).fill(null);
    this.#names = new Array(Math.min(slots, 1 << 8)).fill(null);
  }

  /** The start tag at a place; `lexer.at` is where it ends. */
  tagAt(from: number, scope: Scope): StartTag {
    const { text } = this.#lexer;
    // Values may hold a >, but not those of the tags in the table.
    const to = text.indexOf('>', from) + 1;
    const length = to - from;
    const hash =
      Math.imul(text.charCodeAt(from + 3), 31) +
      Math.imul(text.charCodeAt(from + (length >> 1)), 37) +
      Math.imul(text.charCodeAt(to - 3), 41) +
      Math.imul(text.charCodeAt(to - 4), 47) +
      Math.imul(length, 97);
    const slot = (hash ^ (hash >>> 15)) & (this.#tags.length - 1);
    const known = this.#tags[slot] as StartTag | null;
    if (
      known !== null &&
      known.outer === scope &&
      known.characters.length === length &&
      text.slice(from, to) === known.characters
    ) {
      this.#lexer.at = to;
      return known;
    }
    const tag = this.#readTag(from, scope);
    if (this.#lexer.at === to) this.#tags[slot] = tag;
    return tag;
  }

  /** Productions 40 and 44, `STag` and `EmptyElemTag`. */
  #readTag(from: number, scope: Scope): StartTag {
    const lexer = this.#lexer;
    const elementName = this.#readName(from + 1, 'tag name');
    let at = lexer.at;
    let count = 0;
    let isEmpty = false;
    let declares = false;
    for (;;) {
      const spaceFrom = at;
      at = lexer.skipSpace(at);
      const code = lexer.codeAt(at);
      if (code === character.greaterThan) break;
      if (code === character.slash) {
        at += 1;
        if (lexer.codeAt(at) !== character.greaterThan) throw lexer.error(at, 'a slash in a start tag');
        isEmpty = true;
        break;
      }
      if (at === spaceFrom) {
        throw lexer.error(at, count === 0 ? 'disallowed character in tag name' : 'no white space between attributes');
      }
      if (count === mostAttributes) throw lexer.error(at, `an element with more than ${mostAttributes} attributes`);
      const attributeName = this.#readName(at, 'attribute name');
      at = lexer.skipSpace(lexer.at);
      if (lexer.codeAt(at) !== character.equals) throw lexer.error(at, 'attribute without value');
      this.#values[count] = lexer.readValue(lexer.skipSpace(at + 1));
      at = lexer.at;
      this.#attributeNames[count] = attributeName;
      if (attributeName.declaredPrefix !== null) declares = true;
      count += 1;
    }
    // Those of known tags cost nothing.
    lexer.countMarkup(count);

    lexer.at = from;
    const namespaces = declares ? this.#readNamespaces(count) : null;
    const inner = namespaces === null ? scope : scope.inner(namespaces, lexer.fail);
    const element = this.#elementName(elementName, inner);
    const attributes = this.#readAttributes(count, inner, element.name);
    lexer.at = at + 1;
    const characters = lexer.text.slice(from, at + 1);
    const { written } = elementName;
    return { characters, outer: scope, inner, written, element, attributes, namespaces, isEmpty };
  }

  #readNamespaces(count: number): ReadonlyMap<string, string> {
    const namespaces = new Map<string, string>();
    for (let i = 0; i < count; i++) {
      const { declaredPrefix: prefix } = this.#attributeNames[i] as WrittenName;
      if (prefix === null) continue;
      const namespace = this.#values[i] as string;
      checkDeclaration(prefix, namespace, this.#lexer.fail);
      namespaces.set(prefix, namespace);
    }
    return namespaces;
  }

  #readAttributes(count: number, scope: Scope, elementName: string): readonly string[] | null {
    const { fail } = this.#lexer;
    const tag = ++this.#tagCount;
    let kept = 0;
    for (let i = 0; i < count; i++) {
      const name = this.#attributeName(this.#attributeNames[i] as WrittenName, scope);
      if (name.tag === tag) fail(`duplicate attribute ${shorten(name.name)}`);
      name.tag = tag;
      if (!name.isPassedOver) kept += 1;
    }
    if (kept === 0) return null;
    const attributes = new Array<string>(2 * kept);
    let at = 0;
    for (let i = 0; i < count; i++) {
      const { attribute } = this.#attributeNames[i] as { attribute: AttributeName };
      if (attribute.isPassedOver) continue;
      const value = this.#values[i] as string;
      const listsPrefixes = attribute.name === 'Requires' && elementName === 'mc:Choice';
      attributes[at++] = attribute.name;
      attributes[at++] = listsPrefixes ? scope.canonicalPrefixes(value, fail) : value;
    }
    return attributes;
  }

  #readName(from: number, what: string): WrittenName {
    const lexer = this.#lexer;
    const { text } = lexer;
    let hash = 0;
    let to = from;
    let code = 0;
    while (to < text.length) {
      code = text.charCodeAt(to);
      if (code >= 0x80 || asciiNameParts[code] === 0 || to - from > longestName) break;
      hash = (Math.imul(hash, 31) + code) | 0;
      to += 1;
    }
    const slot = (hash ^ (hash >>> 8)) & (this.#names.length - 1);
    const known = this.#names[slot] as WrittenName | null;
    if (code < 0x80 && known !== null && known.written.length === to - from && text.startsWith(known.written, from)) {
      lexer.at = to;
      return known;
    }
    to = lexer.nameEnd(from, what);
    const written = text.slice(from, to);
    const name = new WrittenName(written, declaredPrefix(written));
    this.#names[slot] = name;
    lexer.at = to;
    return name;
  }

  #elementName(written: WrittenName, scope: Scope): ElementName {
    if (written.element === null || written.elementScope !== scope) {
      written.element = scope.elementName(written.written, this.#lexer.fail);
      written.elementScope = scope;
    }
    return written.element;
  }

  #attributeName(written: WrittenName, scope: Scope): AttributeName {
    if (written.attribute === null || written.attributeScope !== scope) {
      written.attribute = scope.attributeName(written.written, this.#lexer.fail);
      written.attributeScope = scope;
    }
    return written.attribute;
  }
}

/** A name as written, with what it last meant. */
class WrittenName {
  readonly written: string;
  readonly declaredPrefix: string | null;
  element: ElementName | null = null;
  elementScope: Scope | null = null;
  attribute: AttributeName | null = null;
  attributeScope: Scope | null = null;

  constructor(written: string, declaredPrefix: string | null) {
    this.written = written;
    this.declaredPrefix = declaredPrefix;
  }
}
