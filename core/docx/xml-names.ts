import { canonicalName, canonicalPrefix } from './namespaces.ts';
import { isNameStart } from './xml-characters.ts';

/** Ends reading with a reason, placed where the reader is. */
export type Fail = (reason: string) => never;

/** An element's name with this project's prefix, and how many elements of a part had it so far. */
export interface ElementName {
  readonly name: string;
  count: number;
}

/** An attribute's name with this project's prefix. */
export interface AttributeName {
  readonly name: string;
  /** Namespace declarations and revision save ids are checked and passed over. */
  readonly isPassedOver: boolean;
  /** The number of the last start tag that had it, by which one that has it twice is found. */
  tag: number;
}

export const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';
const declarationNamespace = 'http://www.w3.org/2000/xmlns/';

/** More and longer ones are no document's: together they would fill memory with `{namespace}name`. */
const longestNamespace = 1_000;
const mostNames = 10_000;
const mostScopes = 10_000;

/** All names of a part, each once, however the part's prefixes write them. */
export class NameTable {
  readonly #elements = new Map<string, ElementName>();
  readonly #attributes = new Map<string, AttributeName>();
  #scopes = 0;

  element(name: string, fail: Fail): ElementName {
    let known = this.#elements.get(name);
    if (known === undefined) {
      this.#refuseTooMany(fail);
      known = { name, count: 0 };
      this.#elements.set(name, known);
    }
    return known;
  }

  attribute(name: string, isPassedOver: boolean, fail: Fail): AttributeName {
    let known = this.#attributes.get(name);
    if (known === undefined) {
      this.#refuseTooMany(fail);
      known = { name, isPassedOver, tag: 0 };
      this.#attributes.set(name, known);
    }
    return known;
  }

  /** Namespaces declared anew, in a combination that was not there before. */
  countScope(fail: Fail): void {
    this.#scopes += 1;
    if (this.#scopes > mostScopes) fail(`more than ${mostScopes} different namespace declarations`);
  }

  #refuseTooMany(fail: Fail): void {
    if (this.#elements.size + this.#attributes.size >= mostNames) fail(`more than ${mostNames} different names`);
  }
}

/**
 * What the prefixes mean at some place in the part (Namespaces in XML 1.0). A name is resolved once in a
 * scope and then looked up as it is written.
 */
export class Scope {
  readonly #names: NameTable;
  readonly #outer: Scope | null;
  readonly #declared: ReadonlyMap<string, string>;
  readonly #elements = new Map<string, ElementName>();
  readonly #attributes = new Map<string, AttributeName>();
  readonly #inner = new Map<string, Scope>();

  /** `declared`: namespaces by prefix, the default one by the empty string. */
  constructor(names: NameTable, outer: Scope | null, declared: ReadonlyMap<string, string>) {
    this.#names = names;
    this.#outer = outer;
    this.#declared = declared;
  }

  /** The scope inside an element with these declarations; the same one for the same declarations. */
  inner(declared: ReadonlyMap<string, string>, fail: Fail): Scope {
    const differing = [...declared].filter(([prefix, namespace]) => this.#findNamespace(prefix) !== namespace);
    if (differing.length === 0) return this;
    const key = differing.map(([prefix, namespace]) => `${prefix} ${namespace}`).join('\n');
    let scope = this.#inner.get(key);
    if (scope === undefined) {
      this.#names.countScope(fail);
      scope = new Scope(this.#names, this, new Map(differing));
      this.#inner.set(key, scope);
    }
    return scope;
  }

  /** The element's name, by how it is written. */
  elementName(written: string, fail: Fail): ElementName {
    let known = this.#elements.get(written);
    if (known === undefined) {
      const [prefix, local] = splitName(written, fail);
      if (prefix === 'xmlns') fail('an element with the prefix xmlns');
      known = this.#names.element(canonicalName(this.#namespaceOf(prefix, fail), local), fail);
      this.#elements.set(written, known);
    }
    return known;
  }

  /** The attribute's name, by how it is written. */
  attributeName(written: string, fail: Fail): AttributeName {
    let known = this.#attributes.get(written);
    if (known === undefined) {
      const [prefix, local] = splitName(written, fail);
      if (prefix === 'xmlns' || written === 'xmlns') {
        // No name with this project's prefix begins with a space.
        known = this.#names.attribute(` ${written}`, true, fail);
      } else {
        const name = prefix === '' ? written : canonicalName(this.#namespaceOf(prefix, fail), local);
        known = this.#names.attribute(name, name.startsWith('w:rsid'), fail);
      }
      this.#attributes.set(written, known);
    }
    return known;
  }

  /** A list of prefixes, such as `mc:Choice` has one, as ours: outside of the part only those mean anything. */
  canonicalPrefixes(list: string, fail: Fail): string {
    const prefixes = list.split(/\s+/).filter((prefix) => prefix !== '');
    return prefixes.map((prefix) => canonicalPrefix(this.#namespaceOf(prefix, fail))).join(' ');
  }

  #namespaceOf(prefix: string, fail: Fail): string {
    const namespace = this.#findNamespace(prefix);
    if (namespace === null && prefix !== '') fail(`undeclared prefix ${shorten(prefix)}`);
    return namespace ?? '';
  }

  #findNamespace(prefix: string): string | null {
    for (let scope: Scope | null = this; scope !== null; scope = scope.#outer) {
      const namespace = scope.#declared.get(prefix);
      if (namespace !== undefined) return namespace;
    }
    return null;
  }
}

/** The prefix that an attribute declares, the empty string for the default namespace, or `null`. */
export function declaredPrefix(written: string): string | null {
  if (!written.startsWith('xmlns')) return null;
  if (written.length === 'xmlns'.length) return '';
  return written.startsWith('xmlns:') ? written.slice('xmlns:'.length) : null;
}

/** Namespaces in XML 1.0, 2.2 and 3: what may not be declared. */
export function checkDeclaration(prefix: string, namespace: string, fail: Fail): void {
  if (namespace.length > longestNamespace) fail(`a namespace name of more than ${longestNamespace} characters`);
  if (namespace === '' && prefix !== '') fail(`the prefix ${shorten(prefix)} declared as nothing`);
  if (prefix === 'xmlns' || namespace === declarationNamespace || (prefix === 'xml') !== (namespace === xmlNamespace)) {
    fail('a namespace declaration that XML does not allow');
  }
}

function splitName(written: string, fail: Fail): [prefix: string, local: string] {
  const colon = written.indexOf(':');
  if (colon < 0) return ['', written];
  const localStart = written.codePointAt(colon + 1);
  if (colon === 0 || localStart === undefined || !isNameStart(localStart) || written.includes(':', colon + 1)) {
    fail(`malformed name ${shorten(written)}`);
  }
  return [written.slice(0, colon), written.slice(colon + 1)];
}

/** For messages. */
export function shorten(name: string): string {
  return name.length <= 60 ? name : `${name.slice(0, 60)}…`;
}
