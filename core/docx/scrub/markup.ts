import { canonicalName } from '../namespaces.ts';

/**
 * Looks at every tag and attribute of a part as it is written: revision save ids, namespace declarations, comments and
 * processing instructions stand in no tree of `xml.ts`, and of an attribute the tree does not know the place. So structure
 * (hidden runs, fields, comments) is judged on the tree, and single attributes here.
 *
 * The text must be well-formed, which whoever calls has found out by reading it as a tree.
 */
export interface MarkupHandler {
  openTag(tag: StartTag): void;
  /** `from`: its end tag, or its start tag when it is empty; `to`: what follows the element. */
  closeTag(tag: StartTag, from: number, to: number): void;
  /** All other characters; left out by who has no use for them. */
  text?(from: number, to: number): void;
  /** Characters other than white space, directly in an element for which `holdsText` is false. */
  strayText(from: number, to: number): void;
  /** A comment or a processing instruction. */
  other(from: number, to: number): void;
}

export interface StartTag {
  readonly name: TagName;
  readonly from: number;
  readonly to: number;
  readonly attributes: readonly MarkupAttribute[];
}

/** An element's name, one object for all elements of a part that have it. */
export interface TagName {
  /** As in the tree: `w:p`. */
  readonly canonical: string;
  readonly isForeign: boolean;
  readonly holdsText: boolean;
}

export interface MarkupAttribute {
  /** As in the tree; a namespace declaration is `xmlns` or `xmlns:prefix`. */
  readonly name: string;
  readonly isForeign: boolean;
  /** The value with its references resolved. */
  readonly value: string;
  /** With the white space before it. */
  readonly from: number;
  readonly to: number;
  readonly valueFrom: number;
  readonly valueTo: number;
}

/**
 * Whether a namespace is one that Office or a standard it builds on defines. Markup of others is passed over by Word and
 * lost on its next save (ECMA-376 part 3, 7.2).
 */
export function isForeignNamespace(namespace: string): boolean {
  return !/^(?:$|http:\/\/schemas\.(?:openxmlformats\.org|microsoft\.com)\/|http:\/\/purl\.oclc\.org\/ooxml\/|urn:schemas-microsoft-com:|http:\/\/www\.w3\.org\/|http:\/\/purl\.org\/dc\/)/.test(
    namespace,
  );
}

/** Elements of WordprocessingML that hold characters; white space apart, none of the others may (ECMA-376 part 1, annex A.1). */
const textElements: ReadonlySet<string> = new Set(['w:t', 'w:delText', 'w:instrText', 'w:delInstrText', 'w:fldData']);

interface NamedAttribute {
  readonly name: string;
  readonly isForeign: boolean;
}

class Scope {
  readonly #outer: Scope | null;
  readonly #declared: ReadonlyMap<string, string>;
  readonly #tags = new Map<string, TagName>();
  readonly #attributes = new Map<string, NamedAttribute>();

  constructor(outer: Scope | null, declared: ReadonlyMap<string, string>) {
    this.#outer = outer;
    this.#declared = declared;
  }

  namespaceOf(prefix: string): string {
    for (let scope: Scope | null = this; scope !== null; scope = scope.#outer) {
      const namespace = scope.#declared.get(prefix);
      if (namespace !== undefined) return namespace;
    }
    return '';
  }

  tagName(written: string): TagName {
    let known = this.#tags.get(written);
    if (known === undefined) {
      const colon = written.indexOf(':');
      const namespace = this.namespaceOf(written.slice(0, Math.max(0, colon)));
      const canonical = canonicalName(namespace, written.slice(colon + 1));
      known = {
        canonical,
        isForeign: isForeignNamespace(namespace),
        holdsText: !canonical.startsWith('w:') || textElements.has(canonical),
      };
      this.#tags.set(written, known);
    }
    return known;
  }

  attributeName(written: string): NamedAttribute {
    let known = this.#attributes.get(written);
    if (known === undefined) {
      const colon = written.indexOf(':');
      const prefix = written.slice(0, Math.max(0, colon));
      if (written === 'xmlns' || prefix === 'xmlns') known = { name: written, isForeign: false };
      else if (prefix === '') known = { name: written, isForeign: false };
      else {
        const namespace = this.namespaceOf(prefix);
        known = { name: canonicalName(namespace, written.slice(colon + 1)), isForeign: isForeignNamespace(namespace) };
      }
      this.#attributes.set(written, known);
    }
    return known;
  }
}

const root = new Map([['xml', 'http://www.w3.org/XML/1998/namespace']]);
const noAttributes: readonly MarkupAttribute[] = [];

interface RawAttribute {
  readonly written: string;
  readonly from: number;
  readonly to: number;
  readonly valueFrom: number;
  readonly valueTo: number;
}

/** Goes through a part from its first tag to its last. */
export function walkMarkup(text: string, handler: MarkupHandler): void {
  const open: { tag: StartTag; outer: Scope }[] = [];
  let scope = new Scope(null, root);
  let at = text.startsWith('<?xml') ? text.indexOf('?>') + 2 : 0;
  let textFrom = at;
  const endText = (to: number) => {
    if (textFrom === to) return;
    handler.text?.(textFrom, to);
    const around = open.at(-1);
    if (around?.tag.name.holdsText === false && /\S/.test(decodeValue(text.slice(textFrom, to)))) {
      handler.strayText(textFrom, to);
    }
  };
  for (;;) {
    const from = text.indexOf('<', at);
    if (from < 0) return;
    const second = text[from + 1];
    if (text.startsWith('<![CDATA[', from)) {
      // Characters like others.
      at = text.indexOf(']]>', from) + 3;
      continue;
    }
    endText(from);
    if (second === '!' || second === '?') {
      at = second === '?' ? text.indexOf('?>', from) + 2 : text.indexOf('-->', from) + 3;
      handler.other(from, at);
    } else if (second === '/') {
      at = text.indexOf('>', from) + 1;
      const closed = open.pop();
      if (closed !== undefined) {
        handler.closeTag(closed.tag, from, at);
        scope = closed.outer;
      }
    } else {
      const nameTo = endOfName(text, from + 1);
      const raw = readAttributes(text, nameTo);
      const isEmpty = text[raw.to] === '/';
      at = raw.to + (isEmpty ? 2 : 1);
      const outer = scope;
      const declared = declarationsIn(text, raw.attributes);
      if (declared !== null) scope = new Scope(scope, declared);
      const inner = scope;
      const attributes = raw.attributes.length === 0 ? noAttributes : raw.attributes.map((a) => named(text, a, inner));
      const tag: StartTag = { name: scope.tagName(text.slice(from + 1, nameTo)), from, to: at, attributes };
      handler.openTag(tag);
      if (isEmpty) {
        handler.closeTag(tag, from, at);
        scope = outer;
      } else {
        open.push({ tag, outer });
      }
    }
    textFrom = at;
  }
}

function named(text: string, attribute: RawAttribute, scope: Scope): MarkupAttribute {
  const { from, to, valueFrom, valueTo } = attribute;
  const { name, isForeign } = scope.attributeName(attribute.written);
  return { name, isForeign, value: decodeValue(text.slice(valueFrom, valueTo)), from, to, valueFrom, valueTo };
}

function declarationsIn(text: string, attributes: readonly RawAttribute[]): Map<string, string> | null {
  let declared: Map<string, string> | null = null;
  for (const { written, valueFrom, valueTo } of attributes) {
    if (!written.startsWith('xmlns')) continue;
    if (written.length > 5 && written[5] !== ':') continue;
    declared ??= new Map();
    declared.set(written.slice(6), decodeValue(text.slice(valueFrom, valueTo)));
  }
  return declared;
}

function endOfName(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    // White space, / and >
    if (code <= 0x20 || code === 0x2f || code === 0x3e) return at;
    at++;
  }
}

/** The attributes behind an element's name; `to` is the `/` or `>` that ends the tag. */
function readAttributes(text: string, nameTo: number): { attributes: readonly RawAttribute[]; to: number } {
  const attributes: RawAttribute[] = [];
  let at = nameTo;
  for (;;) {
    const from = at;
    at = skipSpace(text, at);
    const code = text.charCodeAt(at);
    if (code === 0x2f || code === 0x3e) return { attributes, to: at };
    const nameFrom = at;
    while (text.charCodeAt(at) > 0x20 && text.charCodeAt(at) !== 0x3d) at++;
    const written = text.slice(nameFrom, at);
    at = skipSpace(text, skipSpace(text, at) + 1);
    const valueFrom = at + 1;
    const valueTo = text.indexOf(text[at] as string, valueFrom);
    at = valueTo + 1;
    attributes.push({ written, from, to: at, valueFrom, valueTo });
  }
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) <= 0x20) at++;
  return at;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** An attribute's value with its references resolved (XML 1.0, 3.3.3). */
export function decodeValue(written: string): string {
  if (!written.includes('&')) return written;
  return written.replace(
    /&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return entities[name] ?? whole;
      return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
    },
  );
}

/** A value to be written between quotation marks or apostrophes. */
export function encodeValue(value: string): string {
  return value.replace(/[&<>"'\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}
