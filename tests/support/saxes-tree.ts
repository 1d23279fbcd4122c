import { type SaxesAttributeNS, SaxesParser } from 'saxes';
import { canonicalName, canonicalPrefix } from '../../core/docx/namespaces.ts';
import type { XmlElement } from '../../core/docx/xml.ts';

/**
 * The tree that core/docx/xml.ts should give, built on a parser that others wrote. It differs from saxes only where the
 * recommendations are on our side, or where the part's prefixes become ours.
 */
export interface OracleElement {
  name: string;
  attributes: string[];
  namespaces: [string, string][];
  text: string;
  ordinal: number;
  from: number;
  contentFrom: number;
  to: number;
  children: OracleElement[];
}

/** Throws where XML is not to be read. */
export function readWithSaxes(text: string): OracleElement {
  // saxes lets some halves of characters pass.
  if (/\p{Surrogate}/u.test(text)) throw new Error('half a character');
  const parser = new SaxesParser({ xmlns: true, forceXMLVersion: true, defaultXMLVersion: '1.0' });
  const ordinals = new Map<string, number>();
  const open: OracleElement[] = [];
  let root: OracleElement | null = null;
  let from = 0;
  const addText = (characters: string) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += characters;
  };
  parser.on('doctype', () => {
    throw new Error('a document type definition');
  });
  parser.on('opentagstart', () => {
    from = text.lastIndexOf('<', parser.position - 1);
  });
  parser.on('opentag', (tag) => {
    refuseUnlessName(tag.local);
    const name = canonicalName(tag.uri, tag.local);
    const all = Object.values(tag.attributes) as SaxesAttributeNS[];
    const attributes: string[] = [];
    const names = new Set<string>();
    for (const attribute of all) {
      refuseUnlessName(attribute.local);
      if (attribute.prefix === 'xmlns' || attribute.name === 'xmlns') {
        // saxes takes white space off, which the recommendation does not say.
        if (attribute.value.trim() !== attribute.value) throw new OracleDiffers();
        continue;
      }
      const attributeName = attribute.prefix === '' ? attribute.name : canonicalName(attribute.uri, attribute.local);
      // Transitional and Strict are one for us.
      if (names.has(attributeName)) throw new Error('duplicate attribute');
      names.add(attributeName);
      if (attributeName.startsWith('w:rsid')) continue;
      const resolve = (prefix: string) => {
        const uri = parser.resolve(prefix);
        if (uri === undefined) throw new Error('undeclared prefix');
        return canonicalPrefix(uri);
      };
      const isRequires = name === 'mc:Choice' && attributeName === 'Requires';
      const value = isRequires ? attribute.value.split(/\s+/).filter(Boolean).map(resolve).join(' ') : attribute.value;
      attributes.push(attributeName, value);
    }
    const ordinal = ordinals.get(name) ?? 0;
    ordinals.set(name, ordinal + 1);
    const element: OracleElement = {
      name,
      attributes,
      namespaces: Object.entries(tag.ns).sort(byPrefix),
      text: '',
      ordinal,
      from,
      contentFrom: parser.position,
      to: 0,
      children: [],
    };
    const parent = open.at(-1);
    if (parent === undefined) root = element;
    else parent.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => {
    const element = open.pop() as OracleElement;
    element.to = parser.position;
  });
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(text).close();
  return root as unknown as OracleElement;
}

/** The part of a name behind its prefix is a name too (Namespaces in XML 1.0, production 11), which saxes does not see. */
function refuseUnlessName(local: string): void {
  new SaxesParser().write(`<${local}/>`).close();
}

/** Where saxes and the recommendation part and a case says nothing. */
export class OracleDiffers extends Error {}

function byPrefix([a]: [string, string], [b]: [string, string]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Our tree in the oracle's form. */
export function asOracleElement(element: XmlElement): OracleElement {
  const children: OracleElement[] = [];
  for (let child = element.first; child !== null; child = child.next) children.push(asOracleElement(child));
  const { name, text, ordinal, from, contentFrom, to } = element;
  const attributes = [...(element.attributes ?? [])];
  const namespaces = [...(element.namespaces ?? [])].sort(byPrefix);
  return { name, attributes, namespaces, text, ordinal, from, contentFrom, to, children };
}
