import { childValue } from '../properties.ts';
import type { StyleSheet } from '../styles.ts';
import { findChild, type XmlElement } from '../xml.ts';
import type { WrittenParagraph } from './part-writing.ts';

/** Belongs to the one paragraph that has it: its section break, the record of a change, its frame as a drop cap. */
const notLent: ReadonlySet<string> = new Set(['w:sectPr', 'w:pPrChange', 'w:framePr', 'w:divId']);
const notOfMark: ReadonlySet<string> = new Set(['w:ins', 'w:del', 'w:moveFrom', 'w:moveTo', 'w:rPrChange']);

/** A paragraph with the properties of another, or without any (`null`). */
export function likeParagraph(model: XmlElement | null, text: string, styles: StyleSheet): WrittenParagraph {
  const properties = model === null ? null : findChild(model, 'w:pPr');
  const style = styles.paragraphStyle(childValue(properties, 'w:pStyle'));
  if (properties === null) return { properties: '', style };
  let xml = '';
  for (let child = properties.first; child !== null; child = child.next) {
    if (notLent.has(child.name)) continue;
    xml += child.name === 'w:rPr' ? markProperties(child, text) : text.slice(child.from, child.to);
  }
  return { properties: around(properties, xml, text), style };
}

/** The paragraph as it is. */
export function sameParagraph(element: XmlElement, text: string, styles: StyleSheet): WrittenParagraph {
  const properties = findChild(element, 'w:pPr');
  return {
    properties: properties === null ? '' : text.slice(properties.from, properties.to),
    style: styles.paragraphStyle(childValue(properties, 'w:pStyle')),
  };
}

/** `w:sectPr` of a paragraph that ends a section, as written; empty for others. */
export function sectionOf(element: XmlElement, text: string): string {
  const properties = findChild(element, 'w:pPr');
  const section = properties === null ? null : findChild(properties, 'w:sectPr');
  return section === null ? '' : text.slice(section.from, section.to);
}

/** The properties with a section break put at their end, where the schema has it. */
export function withSection(properties: string, section: string, name: string): string {
  if (section === '') return properties;
  if (properties === '' || properties.endsWith('/>')) return `<${name}>${section}</${name}>`;
  const end = properties.lastIndexOf('</');
  return properties.slice(0, end) + section + properties.slice(end);
}

function markProperties(properties: XmlElement, text: string): string {
  let xml = '';
  for (let child = properties.first; child !== null; child = child.next) {
    if (!notOfMark.has(child.name)) xml += text.slice(child.from, child.to);
  }
  return around(properties, xml, text);
}

function around(element: XmlElement, inside: string, text: string): string {
  if (inside === '') return '';
  const tag = text.slice(element.from, element.contentFrom);
  return tag + inside + text.slice(text.lastIndexOf('</', element.to - 1), element.to);
}
