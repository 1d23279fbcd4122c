import { attributeOf, findChild, type XmlElement } from '../xml.ts';
import { escapeText, type PartNames } from '../xml-writer.ts';
import type { ContentCopier } from './content-copier.ts';
import type { Item } from './flat-paragraph.ts';

/** How words or a mark are tracked: by these elements (ECMA-376 part 1, 17.13.5). */
export type Tracking = 'w:ins' | 'w:del' | 'w:moveFrom' | 'w:moveTo';

/** A stretch of a group of B, with the item it is part of; `text` is what of the item's text it covers. */
export interface Stretch {
  readonly item: Item;
  readonly text: string;
}

/** Wraps runs in a tracked change. */
export function tracked(tracking: Tracking, content: string, { names, stamp }: ContentCopier): string {
  const name = names.get(tracking);
  return `<${name}${stamp.next(names)}>${content}</${name}>`;
}

/** The runs of words of B, without any tracking around them; neighbours of one run stay one run. */
export function copyRuns(stretches: readonly Stretch[], copier: ContentCopier): string {
  const { names } = copier;
  let xml = '';
  let run: XmlElement | null = null;
  let content = '';
  const close = () => {
    if (run !== null && content !== '') {
      xml += `<${names.get('w:r')}>${copyRunProperties(run, copier)}${content}</${names.get('w:r')}>`;
    }
    run = null;
    content = '';
  };
  for (const { item, text } of stretches) {
    if (item.run === null) {
      close();
      xml += item.leaf.name === 'w:fldSimple' ? copiedField(item.leaf, copier) : copier.copy(item.leaf);
      continue;
    }
    if (item.run !== run) close();
    run = item.run;
    const isCut = item.leaf.name === 'w:t' && item.head === null && text.length < item.leaf.text.length;
    content += isCut ? textElement('w:t', text, copier) : copier.copy(item.leaf);
  }
  close();
  return xml;
}

/** `w:rPr` of a run of B, without a pending formatting change; empty when there is none. */
export function copyRunProperties(run: XmlElement, copier: ContentCopier): string {
  const content = copyLooks(findChild(run, 'w:rPr'), copier);
  const name = copier.names.get('w:rPr');
  return content === '' ? '' : `<${name}>${content}</${name}>`;
}

/** What stands in a `w:rPr` of B, tracking left out. */
export function copyLooks(properties: XmlElement | null, copier: ContentCopier): string {
  return copier.copyProperties(properties, isTracking);
}

function isTracking(name: string): boolean {
  return name === 'w:rPrChange' || name === 'w:ins' || name === 'w:del' || name === 'w:moveFrom' || name === 'w:moveTo';
}

/** A text element whose outer spaces count. */
export function textElement(canonical: 'w:t' | 'w:delText', text: string, { names }: ContentCopier): string {
  const name = names.get(canonical);
  return `<${name} xml:space="preserve">${escapeText(text)}</${name}>`;
}

/**
 * A simple field as the runs of a complex one (ECMA-376 part 1, 17.16.18 and 17.16.19): only runs can be tracked.
 * `instructionName` is `w:delInstrText` inside a deletion; `result` is the XML of the runs that show.
 */
export function complexField(
  field: XmlElement,
  names: PartNames,
  instructionName: 'w:instrText' | 'w:delInstrText',
  result: string,
): string {
  const run = (content: string) => `<${names.get('w:r')}>${content}</${names.get('w:r')}>`;
  const character = (type: string) => run(`<${names.get('w:fldChar')} ${names.get('w:fldCharType')}="${type}"/>`);
  const code = names.get(instructionName);
  const words = escapeText(attributeOf(field, 'w:instr') ?? '');
  return `${character('begin')}${run(`<${code} xml:space="preserve">${words}</${code}>`)}${character('separate')}${result}${character('end')}`;
}

/** A simple field of B as runs. */
function copiedField(field: XmlElement, copier: ContentCopier): string {
  let result = '';
  for (let child = field.first; child !== null; child = child.next) {
    result += child.name === 'w:fldSimple' ? copiedField(child, copier) : copier.copy(child);
  }
  return complexField(field, copier.names, 'w:instrText', result);
}

/** A simple field of A as the runs of a deletion; `text` is the part that it stands in. */
export function deletedField(field: XmlElement, text: string, names: PartNames): string {
  let result = '';
  for (let child = field.first; child !== null; child = child.next) {
    result +=
      child.name === 'w:fldSimple' ? deletedField(child, text, names) : deletedText(text.slice(child.from, child.to));
  }
  return complexField(field, names, 'w:delInstrText', result);
}

/** XML in which `w:t` is `w:delText` and `w:instrText` is `w:delInstrText` (ECMA-376 part 1, 17.3.3.7, 17.16.13). */
export function deletedText(written: string): string {
  return written.replace(
    /(<\/?(?:[^\s<>/:]+:)?)(t|instrText)(?=[\s>/])/g,
    (_, start: string, name: string) => start + (name === 't' ? 'delText' : 'delInstrText'),
  );
}
