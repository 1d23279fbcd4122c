import { openPackage } from '../../core/docx/package.ts';
import { attributeOf, type XmlElement } from '../../core/docx/xml.ts';
import type { SourceFile } from '../../core/model/source.ts';
import { nodePlatform } from '../../engine/platform.ts';
import { BrokenRedlineLaw } from './redline-laws.ts';

/**
 * Whether two files hold the same markup in their stories, tracked changes of everybody included, however it is cut into
 * runs: all elements in order with their attributes but the ids of changes and paragraphs, neighbours of one kind taken together. Notes that
 * nothing refers to count for nothing, nor do comments that
 * came along. Throws `BrokenRedlineLaw`.
 */
export function requireSameMarkup(law: string, expected: SourceFile, found: SourceFile): void {
  const before = openPackage(expected, nodePlatform);
  const after = openPackage(found, nodePlatform);
  const cited = new Set<string>();
  for (const part of before.listStoryParts()) collectCited(before.getXml(part), cited);
  for (const part of before.listStoryParts()) {
    const a = write(normalize(before.getXml(part), cited));
    const b = write(normalize(after.getXml(part), cited));
    if (a === b) continue;
    let at = 0;
    while (a[at] === b[at]) at++;
    const around = (text: string) => text.slice(Math.max(0, at - 200), at + 200);
    throw new BrokenRedlineLaw(law, `${part} has …${around(b)}… instead of …${around(a)}…`);
  }
}

interface Node {
  /** Name and attributes. */
  readonly tag: string;
  readonly children: (Node | string)[];
}

function collectCited(element: XmlElement, cited: Set<string>): void {
  if (isOfComment(element)) cited.add(noteKey('comment', element));
  if (element.name.endsWith('noteReference')) cited.add(noteKey(element.name.slice(2, -9), element));
  for (let child = element.first; child !== null; child = child.next) collectCited(child, cited);
}

/** A comment, or a mark of one in the words. */
function isOfComment({ name }: XmlElement): boolean {
  return name === 'w:comment' || name.startsWith('w:commentR');
}

function noteKey(kind: string, element: XmlElement): string {
  return `${kind} ${attributeOf(element, 'w:id')}`;
}

function normalize(element: XmlElement, cited: ReadonlySet<string>): Node {
  const node: Node = { tag: tagOf(element), children: [] };
  for (let child = element.first; child !== null; child = child.next) {
    const isNote = child.name === 'w:footnote' || child.name === 'w:endnote';
    if (isOfComment(child) && !cited.has(noteKey('comment', child))) continue;
    if (child.name === 'w:proofErr' || (isNote && !cited.has(noteKey(child.name.slice(2), child)))) continue;
    if (child.name === 'w:fldSimple') for (const each of asRuns(child, cited)) append(node, each);
    else append(node, normalize(child, cited));
  }
  if (element.text !== '') append(node, element.text);
  return node;
}

/** A simple field as it is written once it was tracked. */
function asRuns(field: XmlElement, cited: ReadonlySet<string>): Node[] {
  const run = (...children: (Node | string)[]): Node => ({ tag: 'w:r', children });
  const character = (type: string) => run({ tag: `w:fldChar w:fldCharType="${type}"`, children: [] });
  const instruction = run({ tag: 'w:instrText', children: [attributeOf(field, 'w:instr') ?? ''] });
  const result = normalize(field, cited).children as Node[];
  return [character('begin'), instruction, character('separate'), ...result, character('end')];
}

/** Puts a node behind its siblings, or takes it together with the last of them. */
function append(parent: Node, node: Node | string): void {
  const last = parent.children.at(-1);
  if (typeof node === 'string') {
    if (typeof last === 'string') parent.children[parent.children.length - 1] = last + node;
    else parent.children.push(node);
    return;
  }
  if (node.children.length === 0 && emptied.has(node.tag)) return;
  const isRun = node.tag === 'w:r';
  if (isRun && node.children.every((child) => child === propertiesOf(node))) return;
  if (last === undefined || typeof last === 'string' || last.tag !== node.tag || !mergeable.test(node.tag)) {
    parent.children.push(node);
    return;
  }
  if (isRun && write(propertiesOf(last)) !== write(propertiesOf(node))) parent.children.push(node);
  else for (const child of node.children) if (!isRun || child !== propertiesOf(node)) append(last, child);
}

/** Taken together where one follows another with the same attributes. */
const mergeable = /^w:(?:r|t|delText|ins|del|moveFrom|moveTo|hyperlink)(?: |$)/;

/** The same as not there when nothing stands in them. */
const emptied: ReadonlySet<string> = new Set(['w:pPr', 'w:rPr', 'w:trPr', 'w:r', 'w:t', 'w:delText']);

function propertiesOf(run: Node): Node | null {
  const [first] = run.children;
  return typeof first === 'object' && first.tag === 'w:rPr' ? first : null;
}

function write(node: Node | string | null): string {
  if (node === null || typeof node === 'string') return node ?? '';
  return `<${node.tag}>${node.children.map(write).join('')}</>`;
}

function tagOf({ name, attributes }: XmlElement): string {
  let tag = name;
  const isSigned = attributes?.includes('w:author') === true;
  for (let i = 0; attributes !== null && i < attributes.length; i += 2) {
    const attribute = attributes[i] as string;
    if (attribute === 'xml:space' || attribute === 'w14:paraId' || (attribute === 'w:id' && isSigned)) continue;
    tag += ` ${attribute}="${attributes[i + 1]}"`;
  }
  return tag;
}
