import { canonicalPrefix } from './namespaces.ts';

/** Characters that may not stand as they are in text and in attributes (XML 1.0, 2.4, and line ends, which a parser would change). */
export function escapeText(text: string): string {
  return /[&<>\r]/.test(text) ? text.replace(/[&<>\r]/g, (character) => references[character] as string) : text;
}

export function escapeAttribute(text: string): string {
  return /[&<>"\t\r\n]/.test(text)
    ? text.replace(/[&<>"\t\r\n]/g, (character) => references[character] as string)
    : text;
}

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/**
 * The names that a part uses for what the rest of core/docx calls `w:p`, `r:id`: its own prefixes, as its root declares them.
 * A namespace that the root does not declare is declared on the element that needs it.
 */
export class PartNames {
  readonly #prefixes = new Map<string, string>();
  readonly #names = new Map<string, string>();
  /** Whether the part is in the Strict vocabulary, which says start and end where Transitional says left and right. */
  readonly isStrict: boolean;

  /** `namespaces`: what the part's root declares, by prefix. */
  constructor(namespaces: ReadonlyMap<string, string>) {
    for (const [prefix, uri] of namespaces) {
      const canonical = canonicalPrefix(uri);
      // Attributes cannot use the default namespace, so a prefix is preferred to none.
      if (prefix !== '' || !this.#prefixes.has(canonical)) this.#prefixes.set(canonical, prefix);
    }
    this.#prefixes.set('xml', 'xml');
    this.isStrict = [...namespaces.values()].some((uri) =>
      uri.startsWith('http://purl.oclc.org/ooxml/wordprocessingml'),
    );
  }

  /** The part's own name for a canonical one; `null` when its root declares no prefix for that namespace. */
  find(canonical: string): string | null {
    const known = this.#names.get(canonical);
    if (known !== undefined) return known;
    const { prefix, local } = splitName(canonical);
    if (prefix === '') return canonical;
    const own = this.#prefixes.get(prefix);
    if (own === undefined) return null;
    const name = own === '' ? local : `${own}:${local}`;
    this.#names.set(canonical, name);
    return name;
  }

  /** The same for a name of WordprocessingML, which every part of a document declares. */
  get(canonical: string): string {
    const name = this.find(canonical);
    if (name === null) throw new RangeError(`the part declares no prefix for ${canonical}`);
    return name;
  }
}

/** `w:p` → `w` and `p`; `{uri}name` → `{uri}` and `name`. */
export function splitName(canonical: string): { prefix: string; local: string } {
  if (canonical.startsWith('{')) {
    const end = canonical.indexOf('}') + 1;
    return { prefix: canonical.slice(0, end), local: canonical.slice(end) };
  }
  const colon = canonical.indexOf(':');
  return { prefix: canonical.slice(0, Math.max(0, colon)), local: canonical.slice(colon + 1) };
}
