import { openPackage } from '../../core/docx/package.ts';
import { attributeOf, decodeXml, parseXml, type XmlElement } from '../../core/docx/xml.ts';
import { openZip } from '../../core/docx/zip.ts';
import type { SourceFile } from '../../core/model/source.ts';
import { nodePlatform } from '../../engine/platform.ts';
import { BrokenRedlineLaw, redlineAuthor } from './redline-laws.ts';

/**
 * Whether a redline is sound as a package and as WordprocessingML, whatever it says: what a word processor would stumble over
 * and no compare of words would notice. `settled`: the redline with all of our changes accepted, and rejected. Throws
 * `BrokenRedlineLaw`.
 */
export function requireSoundRedline(base: SourceFile, redline: SourceFile, settled: readonly SourceFile[]): void {
  requireSoundPackage(redline);
  const docx = openPackage(redline, nodePlatform);
  const before = openPackage(base, nodePlatform);
  requireUniqueIds(
    before.listStoryParts().flatMap((part) => listIds(before.getXml(part))),
    docx.listStoryParts().flatMap((part) => listIds(docx.getXml(part))),
  );
  const whole = before.listStoryParts().filter((part) => !hasBrokenField(before.getXml(part)));
  for (const part of docx.listStoryParts()) {
    const root = docx.getXml(part);
    requireOrder(part, root);
    requireDeletedText(part, root, false);
    requireMoves(part, root);
  }
  for (const file of settled) {
    const after = openPackage(file, nodePlatform);
    for (const part of whole) {
      if (hasBrokenField(after.getXml(part)))
        throw new BrokenRedlineLaw('fields stay whole', `${part} of ${file.name}`);
    }
  }
}

// ---- The package --------------------------------------------------------------------------------

function requireSoundPackage(file: SourceFile): void {
  const law = 'the package is whole';
  const archive = openZip(file, nodePlatform);
  const names = new Set<string>();
  for (const entry of archive.entries) {
    if (names.has(entry.name)) throw new BrokenRedlineLaw(law, `${entry.name} is there twice`);
    names.add(entry.name);
    if (!/\.(?:xml|rels)$/.test(entry.name)) continue;
    const bytes = archive.read(entry);
    const text = decodeXml(bytes, nodePlatform) ?? '';
    const declared = /^<\?xml[^>]*\sencoding\s*=\s*["']([^"']*)/.exec(text)?.[1] ?? '';
    const isWide = bytes[0] === 0xff || bytes[0] === 0xfe || bytes[0] === 0 || bytes[1] === 0;
    if (declared !== '' && isWide !== /^utf-16/i.test(declared)) {
      throw new BrokenRedlineLaw(law, `${entry.name} says that it is in ${declared} and is not`);
    }
    parseXml(text);
  }
  const docx = openPackage(file, nodePlatform);
  for (const part of docx.listStoryParts()) {
    const relationships = docx.relationshipsOf(part);
    forEachElement(docx.getXml(part), ({ attributes }) => {
      for (let i = 0; attributes !== null && i < attributes.length; i += 2) {
        const [name, id] = [attributes[i] as string, attributes[i + 1] as string];
        if (!name.startsWith('r:')) continue;
        const found = relationships.get(id);
        if (found === undefined) throw new BrokenRedlineLaw(law, `${part} has no relationship ${id}`);
        if (!found.external && !names.has(found.target)) throw new BrokenRedlineLaw(law, `there is no ${found.target}`);
      }
    });
  }
}

// ---- Ids ----------------------------------------------------------------------------------------

interface Signed {
  readonly id: string;
  readonly isOurs: boolean;
}

/** The ids of tracked changes, their ranges included. */
function listIds(root: XmlElement): Signed[] {
  const ids: Signed[] = [];
  forEachElement(root, (element) => {
    const author = attributeOf(element, 'w:author');
    if (author === null || element.name === 'w:comment') return;
    ids.push({ id: attributeOf(element, 'w:id') ?? '', isOurs: author === redlineAuthor });
  });
  return ids;
}

/** Ours are nobody else's, and those of others stay unique where they were. */
function requireUniqueIds(before: readonly Signed[], after: readonly Signed[]): void {
  const wereUnique = new Set(before.map(({ id }) => id)).size === before.length;
  const seen = new Set<string>();
  for (const { id, isOurs } of after) {
    if (seen.has(id) && (isOurs || wereUnique)) throw new BrokenRedlineLaw('ids of changes are unique', id);
    seen.add(id);
  }
}

// ---- What the schema wants ----------------------------------------------------------------------

/** The children of `w:pPr` in their order (ECMA-376 part 1, 17.3.1.26). */
const paragraphProperties = (
  'pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs ' +
  'suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd ' +
  'snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment ' +
  'textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange'
)
  .split(' ')
  .map((name) => `w:${name}`);
/** Of a run or mark, and of a row; `*` is everything else, in any order (17.3.2.28, 17.4.81). */
const runProperties = ['w:ins', 'w:del', 'w:moveFrom', 'w:moveTo', '*', 'w:rPrChange'];
const rowProperties = ['*', 'w:ins', 'w:del', 'w:trPrChange'];
/** What the former properties of a paragraph cannot hold (17.13.5.29). */
const notFormer = new Set(['w:rPr', 'w:sectPr', 'w:pPrChange']);

function requireOrder(part: string, root: XmlElement): void {
  forEachElement(root, (element, parent) => {
    const names = childrenOf(element).map(({ name }) => name);
    const isLawful =
      element.name === 'w:pPr'
        ? isOrdered(names, paragraphProperties) &&
          !(parent?.name === 'w:pPrChange' && names.some((name) => notFormer.has(name)))
        : element.name === 'w:rPr'
          ? isOrdered(names, runProperties)
          : element.name === 'w:trPr'
            ? isOrdered(names, rowProperties)
            : element.name !== 'w:tc' || names.at(-1) === 'w:p' || names.at(-1) === 'w:sdt';
    if (!isLawful) {
      throw new BrokenRedlineLaw(
        'properties and cells are as the schema wants',
        `${part}: ${element.name} of ${names.join(' ')}`,
      );
    }
  });
}

function isOrdered(names: readonly string[], order: readonly string[]): boolean {
  let last = -1;
  for (const name of names) {
    const at = order.includes(name) ? order.indexOf(name) : order.indexOf('*');
    if (at < last || (at === last && order[at] !== '*')) return false;
    last = at;
  }
  return true;
}

/** Deleted words stand in `w:delText` and `w:delInstrText`, and nothing else does (17.3.3.7, 17.16.13). */
function requireDeletedText(part: string, element: XmlElement, isDeleted: boolean): void {
  for (const child of childrenOf(element)) {
    const isWrong = isDeleted
      ? child.name === 'w:t' || child.name === 'w:instrText'
      : child.name === 'w:delText' || child.name === 'w:delInstrText';
    if (isWrong)
      throw new BrokenRedlineLaw('only deleted words are written as deleted', `${part}: ${child.name} “${child.text}”`);
    requireDeletedText(part, child, child.name === 'w:del' || (isDeleted && child.name !== 'w:txbxContent'));
  }
}

/** A move has both ends, and each range its end behind its beginning (17.13.5.23 and following). */
function requireMoves(part: string, root: XmlElement): void {
  const law = 'moves have both ends';
  const names: Record<'From' | 'To', Set<string>> = { From: new Set(), To: new Set() };
  const open = new Set<string>();
  forEachElement(root, (element) => {
    const [, end, edge] = /^w:move(From|To)Range(Start|End)$/.exec(element.name) ?? [];
    if (end === undefined) return;
    const id = attributeOf(element, 'w:id') ?? '';
    if (edge === 'Start') {
      names[end as 'From' | 'To'].add(attributeOf(element, 'w:name') ?? '');
      open.add(id);
    } else if (!open.delete(id)) throw new BrokenRedlineLaw(law, `${part}: range ${id} ends and did not begin`);
  });
  if (open.size > 0) throw new BrokenRedlineLaw(law, `${part}: range ${[...open][0]} has no end`);
  const lone = [...names.From]
    .filter((name) => !names.To.has(name))
    .concat([...names.To].filter((name) => !names.From.has(name)));
  if (lone.length > 0) throw new BrokenRedlineLaw(law, `${part}: ${lone[0]} has one end`);
}

// ---- Fields -------------------------------------------------------------------------------------

/**
 * Whether a field lacks its beginning or its end, or begins in one hyperlink and ends in another. Deletions of others
 * count as done.
 */
function hasBrokenField(root: XmlElement): boolean {
  const open: { isSeparated: boolean; readonly link: XmlElement | null }[] = [];
  let isBroken = false;
  const visit = (element: XmlElement, link: XmlElement | null) => {
    for (const child of childrenOf(element)) {
      if (child.name === 'w:del' || child.name === 'w:moveFrom') continue;
      if (child.name === 'w:txbxContent') {
        if (hasBrokenField(child)) isBroken = true;
        continue;
      }
      const field = open.at(-1);
      if (child.name === 'w:instrText' && field?.isSeparated !== false) isBroken = true;
      else if (child.name === 'w:fldChar') {
        const type = attributeOf(child, 'w:fldCharType');
        if (type === 'begin') open.push({ isSeparated: false, link });
        else if (field === undefined) isBroken = true;
        else if (type === 'separate') {
          if (field.isSeparated) isBroken = true;
          field.isSeparated = true;
        } else if (open.pop()?.link !== link) isBroken = true;
      } else visit(child, child.name === 'w:hyperlink' ? child : link);
    }
  };
  visit(root, null);
  return isBroken || open.length > 0;
}

// ---- Trees --------------------------------------------------------------------------------------

function childrenOf(element: XmlElement): XmlElement[] {
  const children: XmlElement[] = [];
  for (let child = element.first; child !== null; child = child.next) children.push(child);
  return children;
}

function forEachElement(
  element: XmlElement,
  onElement: (element: XmlElement, parent: XmlElement | null) => void,
  parent: XmlElement | null = null,
): void {
  onElement(element, parent);
  for (let child = element.first; child !== null; child = child.next) forEachElement(child, onElement, element);
}
