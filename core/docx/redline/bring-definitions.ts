import { childValue } from '../properties.ts';
import { applySplices, type Splice } from '../splices.ts';
import { attributeOf, type XmlElement } from '../xml.ts';
import type { ContentCopier } from './content-copier.ts';
import type { NameInA } from './names-in-a.ts';
import type { RedlineSession } from './session.ts';

/**
 * Writes the styles and lists that the redline names and that A did not have into A's definitions; a part that A does not have is
 * made after B's, with nothing else in it. Styles name lists and lists name styles, so both are gone through until neither names
 * anything new.
 */
export function bringDefinitions(session: RedlineSession): Map<string, string> {
  const styles = new StyleDefinitions(session);
  const lists = new ListDefinitions(session);
  while (styles.copyNew() + lists.copyNew() > 0);
  const changed = new Map<string, string>();
  for (const definitions of [styles, lists]) {
    const part = definitions.write();
    if (part !== null) changed.set(part.name, part.text);
  }
  return changed;
}

/** A part of A's package as it is to be written. */
interface ChangedPart {
  readonly name: string;
  readonly text: string;
}

/** What a part for definitions is copied with: into A's own, or into one that is made after B's. */
function openPart(session: RedlineSession, own: string | null, partOfB: string | null) {
  if (partOfB === null) return null;
  const name = own ?? session.newPart(partOfB);
  return { name, copier: session.copier(name, partOfB), isNew: own === null, partOfB };
}

type OpenPart = NonNullable<ReturnType<typeof openPart>>;

/** A part made after B's with other content in its root. */
function makePart(session: RedlineSession, part: OpenPart, type: 'styles' | 'numbering', content: string): void {
  const { docx } = session.b;
  const root = type === 'styles' ? session.b.stylesRoot : session.b.numberingRoot;
  const text = docx.getText(part.partOfB);
  const inner = { from: (root as XmlElement).contentFrom, to: text.lastIndexOf('</'), text: content };
  const contentType = docx.contentTypeOf(part.partOfB);
  session.merger.addPart(session.a.docx.mainPart, type, part.name, contentType, applySplices(text, [inner]));
}

class StyleDefinitions {
  readonly #session: RedlineSession;
  readonly #done = new Set<string>();
  #part: OpenPart | null = null;
  #xml = '';

  constructor(session: RedlineSession) {
    this.#session = session;
  }

  /** Copies what was named since the last time; returns how many. */
  copyNew(): number {
    const session = this.#session;
    const fresh = [...session.usedStyles].filter((id) => !this.#done.has(id));
    if (fresh.length === 0) return 0;
    this.#part ??= openPart(session, session.a.stylesPart, session.b.stylesPart);
    for (const id of fresh) {
      this.#done.add(id);
      if (this.#part !== null) this.#xml += this.#copy(id, this.#part.copier);
    }
    return fresh.length;
  }

  write(): ChangedPart | null {
    const { a } = this.#session;
    if (this.#part === null || this.#xml === '') return null;
    if (this.#part.isNew) {
      makePart(this.#session, this.#part, 'styles', this.#xml);
      return null;
    }
    const { name } = this.#part;
    return { name, text: appendToRoot(a.docx.getText(name), a.stylesRoot as XmlElement, this.#xml) };
  }

  /** No style that is brought along may become A's default. */
  #copy(id: string, copier: ContentCopier): string {
    const { names } = copier;
    const { id: own, missing } = this.#session.names.styles.get(id) as NameInA;
    const copied = copier.copy(missing as XmlElement);
    const isDefault = new RegExp(` ${names.get('w:default')}="[^"]*"`);
    return renamed(copied, names.get('w:styleId'), id, own).replace(isDefault, '');
  }
}

class ListDefinitions {
  readonly #session: RedlineSession;
  readonly #done = new Set<string>();
  readonly #abstractIds = new Map<string, string>();
  #part: OpenPart | null = null;
  #nextAbstract = 0;
  #abstractLists = '';
  #lists = '';

  constructor(session: RedlineSession) {
    this.#session = session;
    this.#nextAbstract = highestAbstract(session.a.numberingRoot) + 1;
  }

  /** Copies what was named since the last time; returns how many. */
  copyNew(): number {
    const session = this.#session;
    const fresh = [...session.usedLists].filter((id) => !this.#done.has(id));
    if (fresh.length === 0) return 0;
    this.#part ??= openPart(session, session.a.numberingPart, session.b.numberingPart);
    for (const id of fresh) {
      this.#done.add(id);
      if (this.#part !== null) this.#copy(id, this.#part.copier);
    }
    return fresh.length;
  }

  write(): ChangedPart | null {
    const { a } = this.#session;
    if (this.#part === null || this.#lists === '') return null;
    if (this.#part.isNew) {
      makePart(this.#session, this.#part, 'numbering', this.#abstractLists + this.#lists);
      return null;
    }
    const { name } = this.#part;
    const text = a.docx.getText(name);
    const root = a.numberingRoot as XmlElement;
    if (root.contentFrom === root.to)
      return { name, text: appendToRoot(text, root, this.#abstractLists + this.#lists) };
    return { name, text: applySplices(text, listSplices(root, this.#abstractLists, this.#lists)) };
  }

  #copy(numId: string, copier: ContentCopier): void {
    const { names } = copier;
    const { id, missing, abstractId: ofA } = this.#session.names.lists.get(numId) as NameInA;
    const list = missing as XmlElement;
    const abstractId = childValue(list, 'w:abstractNumId') ?? '';
    const own = ofA ?? this.#abstractIds.get(abstractId) ?? this.#copyAbstract(abstractId, copier);
    const reference = `<${names.get('w:abstractNumId')} ${names.get('w:val')}=`;
    this.#lists += renamed(copier.copy(list), names.get('w:numId'), numId, id).replace(
      `${reference}"${abstractId}"`,
      `${reference}"${own}"`,
    );
  }

  #copyAbstract(abstractId: string, copier: ContentCopier): string {
    const own = String(this.#nextAbstract++);
    this.#abstractIds.set(abstractId, own);
    const definition = findAbstract(this.#session.b.numberingRoot, abstractId);
    if (definition !== null) {
      // `w:nsid` says that two lists are one list for Word, which these are not.
      const copied = copier.copy(definition).replace(/<[^<>]*\bnsid [^<>]*\/>/, '');
      this.#abstractLists += renamed(copied, copier.names.get('w:abstractNumId'), abstractId, own);
    }
    return own;
  }
}

/** XML whose first attribute of that name has another value. */
function renamed(xml: string, attribute: string, from: string, to: string): string {
  return xml.replace(`${attribute}="${from}"`, `${attribute}="${to}"`);
}

/** Content put in before the end of a part's root, which may be written as an empty element. */
export function appendToRoot(text: string, root: Pick<XmlElement, 'from' | 'contentFrom' | 'to'>, xml: string): string {
  if (root.contentFrom !== root.to) {
    const end = text.lastIndexOf('</', root.to - 1);
    return applySplices(text, [{ from: end, to: end, text: xml }]);
  }
  const name = /^<([^\s/>]+)/.exec(text.slice(root.from, root.to))?.[1] ?? '';
  const slash = text.lastIndexOf('/', root.to - 1);
  return applySplices(text, [{ from: slash, to: root.to, text: `>${xml}</${name}>` }]);
}

/** Abstract lists stand before lists (ECMA-376 part 1, 17.9.16). */
function listSplices(root: XmlElement, abstractLists: string, lists: string): Splice[] {
  let afterAbstract = root.contentFrom;
  let afterLists = root.contentFrom;
  for (let child = root.first; child !== null; child = child.next) {
    if (child.name === 'w:abstractNum' || child.name === 'w:numPicBullet') afterAbstract = child.to;
    if (child.name !== 'w:numIdMacAtCleanup') afterLists = child.to;
  }
  return [
    { from: afterAbstract, to: afterAbstract, text: abstractLists },
    { from: afterLists, to: afterLists, text: lists },
  ];
}

function findAbstract(root: XmlElement | null, id: string): XmlElement | null {
  for (let child = root?.first ?? null; child !== null; child = child.next) {
    if (child.name === 'w:abstractNum' && attributeOf(child, 'w:abstractNumId') === id) return child;
  }
  return null;
}

function highestAbstract(root: XmlElement | null): number {
  let highest = -1;
  for (let child = root?.first ?? null; child !== null; child = child.next) {
    if (child.name !== 'w:abstractNum') continue;
    highest = Math.max(highest, Number(attributeOf(child, 'w:abstractNumId')) || 0);
  }
  return highest;
}
