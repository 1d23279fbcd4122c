import type { ScrubChoice } from './choices.ts';
import { isForeignNamespace } from './markup.ts';

/** What is done with an attribute of some element. */
export interface AttributeRule {
  readonly choice: ScrubChoice;
  readonly action: AttributeAction;
}

export type AttributeAction =
  | 'remove'
  /** Another author's name. */
  | 'author'
  /** Another instant, or removed. */
  | 'date'
  /** A name that says nothing, because one is required. */
  | 'drawing-name'
  | 'theme-name'
  /** Removed unless a thread of comments needs it. */
  | 'paragraph-id'
  /** Replaced unless something refers to it. */
  | 'shape-id'
  | 'remove-path';

const remove = (choice: ScrubChoice): AttributeRule => ({ choice, action: 'remove' });

const everywhere = new Map<string, AttributeRule>([
  // ECMA-376 part 1, 17.13.4.2, 17.13.5.
  ['w:author', { choice: 'authors', action: 'author' }],
  ['w:initials', remove('authors')],
  ['w:date', { choice: 'dates', action: 'date' }],
  // [MS-DOCX] 2.2.4 and 2.5.4.
  ['w14:paraId', { choice: 'document-ids', action: 'paragraph-id' }],
  ['w14:textId', remove('document-ids')],
  ['w14:anchorId', remove('document-ids')],
  ['w14:editId', remove('document-ids')],
  ['wp14:anchorId', remove('document-ids')],
  ['wp14:editId', remove('document-ids')],
  ['w:tplc', remove('document-ids')],
  // A packed copy of the drawing, with its names and descriptions ([MS-OI29500] 2.1.1842).
  ['o:gfxdata', remove('alt-text')],
]);

/** By the local name, for namespaces that Office adds every few years. */
const everywhereByLocalName = new Map<string, AttributeRule>([
  ['dateUtc', { choice: 'dates', action: 'date' }],
  ['storeItemChecksum', remove('document-ids')],
]);

/** What protection needs besides hashes (17.15.1.29, 17.15.1.93). */
const protectionKept: ReadonlySet<string> = new Set(['w:edit', 'w:formatting', 'w:enforcement', 'w:recommended']);

/** The rule for an attribute, by the names of element and attribute, or `null`. */
export function findAttributeRule(tag: string, attribute: string): AttributeRule | null {
  const known = everywhere.get(attribute);
  if (known !== undefined) return known;
  if (attribute.startsWith('w:rsid')) return remove('revision-ids');
  const { namespace, local } = splitName(attribute);
  if (namespace !== '' && !isForeignNamespace(namespace)) {
    const byLocalName = everywhereByLocalName.get(local);
    if (byLocalName !== undefined) return byLocalName;
  }
  if (tag === 'w:permStart' && attribute === 'w:ed') return remove('authors');
  if (tag === 'w:documentProtection' || tag === 'w:writeProtection') {
    return attribute.startsWith('xmlns') || protectionKept.has(attribute) ? null : remove('protection');
  }
  if (tag === 'w:hyperlink' && attribute === 'w:tooltip') return remove('alt-text');
  if (tag.startsWith('a:hlink') && attribute === 'tooltip') return remove('alt-text');
  if (tag === 'a:theme' && attribute === 'name') return { choice: 'company', action: 'theme-name' };
  if (/^a:(?:clr|font|fmt)Scheme$/.test(tag) && attribute === 'name')
    return { choice: 'company', action: 'theme-name' };
  if (/(?:^|[:}])(?:docPr|cNvPr)$/.test(tag)) {
    if (attribute === 'descr' || attribute === 'title') return remove('alt-text');
    if (attribute === 'name') return { choice: 'alt-text', action: 'drawing-name' };
  }
  return tag.startsWith('v:') ? vmlRule(attribute) : null;
}

function vmlRule(attribute: string): AttributeRule | null {
  if (attribute === 'alt' || attribute === 'title' || attribute === 'o:title') return remove('alt-text');
  if (attribute === 'id') return { choice: 'alt-text', action: 'shape-id' };
  if (attribute === 'src' || attribute === 'href' || attribute === 'o:href' || attribute === 'o:althref') {
    return { choice: 'paths', action: 'remove-path' };
  }
  return null;
}

/** `{namespace}local`, as names of namespaces without a prefix of ours are written; the namespace is empty for the others. */
export function splitName(name: string): { namespace: string; local: string } {
  const end = name.indexOf('}');
  if (name.startsWith('{')) return { namespace: name.slice(1, end), local: name.slice(end + 1) };
  return { namespace: '', local: name.slice(name.indexOf(':') + 1) };
}
