import { canonicalPrefix } from '../namespaces.ts';
import type { DocxPackage } from '../package.ts';
import type { PackageMerger } from '../redline/package-merger.ts';
import type { Splice } from '../splices.ts';
import { attributeOf, type XmlElement } from '../xml.ts';
import { escapeAttribute, PartNames } from '../xml-writer.ts';

/** A comment to be put into a package. */
export interface NewComment {
  readonly id: string;
  readonly author: string;
  /** As written in the file it comes from; `null` for none. */
  readonly initials: string | null;
  /** ISO 8601; `null` for none. */
  readonly date: string | null;
  /** Its paragraphs, in the names of the comments part. */
  readonly content: string;
}

/** What `commentsExtended` says of a comment, by the ids of paragraphs ([MS-DOCX] 2.5.1.1). */
export interface ThreadEntry {
  readonly paragraphId: string;
  readonly parent: string | null;
  readonly isResolved: boolean;
}

/** Eight hexadecimal digits below 80000000 ([MS-DOCX] 2.6.2.3). */
const paragraphIds = /\bparaId\s*=\s*["']([0-9A-Fa-f]{8})["']/g;
const firstParagraphId = 0x4c000000;

/**
 * Puts comments into a package (ECMA-376 part 1, 11.3.2), beside those that it has: into its own parts, in their prefixes, or into new parts
 * that declare the prefixes of the main part. Threads and lasting ids stand in two parts of Microsoft's, which are
 * written only when there is something to say.
 */
export class CommentParts {
  /** The comments part's name, its own or that of the new one, and the names it uses. */
  readonly part: string;
  readonly namespaces: ReadonlyMap<string, string>;
  readonly names: PartNames;
  readonly #docx: DocxPackage;
  readonly #merger: PackageMerger;
  readonly #isNew: boolean;
  readonly #comments: string[] = [];
  readonly #threads: ThreadEntry[] = [];
  readonly #durableIds: { readonly paragraphId: string; readonly durableId: string }[] = [];
  readonly #splices: Splice[] = [];
  #usedParagraphIds: Set<string> | null = null;
  #nextParagraphId = firstParagraphId;

  constructor(docx: DocxPackage, merger: PackageMerger) {
    const [own] = docx.listRelated(docx.mainPart, 'comments');
    this.#docx = docx;
    this.#merger = merger;
    this.#isNew = own === undefined;
    this.part = own ?? merger.freeName(beside(docx.mainPart, 'comments.xml'));
    this.namespaces = own === undefined ? namespacesForNew(docx) : docx.rootNamespaces(own);
    this.names = new PartNames(this.namespaces);
  }

  add({ id, author, initials, date, content }: NewComment): void {
    const { names } = this;
    const attribute = (name: string, value: string | null) =>
      value === null ? '' : ` ${names.get(name)}="${escapeAttribute(value)}"`;
    const name = names.get('w:comment');
    this.#comments.push(
      `<${name}${attribute('w:id', id)}${attribute('w:author', author)}${attribute('w:date', date)}${attribute('w:initials', initials)}>${content}</${name}>`,
    );
  }

  addThread(entry: ThreadEntry): void {
    this.#threads.push(entry);
  }

  /** A lasting id, unless the package has it already. */
  addDurableId(paragraphId: string, durableId: string): void {
    const [part] = this.#docx.listRelated(this.#docx.mainPart, 'commentsIds');
    const isTaken =
      part !== undefined && this.#docx.getText(part).toUpperCase().includes(`"${durableId.toUpperCase()}"`);
    if (!isTaken) this.#durableIds.push({ paragraphId, durableId });
  }

  /** A paragraph id that the package does not use; the same package gives the same ids. */
  nextParagraphId(): string {
    this.#usedParagraphIds ??= usedParagraphIds(this.#docx);
    let id = '';
    do id = (this.#nextParagraphId++).toString(16).toUpperCase();
    while (this.#usedParagraphIds.has(id));
    return id;
  }

  /** The attribute by which threads name a paragraph. */
  paragraphIdAttribute(id: string): string {
    const own = this.names.find('w14:paraId');
    return own === null || !own.includes(':') ? ` xmlns:w14="${w14}" w14:paraId="${id}"` : ` ${own}="${id}"`;
  }

  /** Gives a paragraph of a comment that the package has an id. */
  giveParagraphId(paragraph: XmlElement, id: string): void {
    const text = this.#docx.getText(this.part);
    const at =
      paragraph.from + (/^<[^\s<>/]+/.exec(text.slice(paragraph.from, paragraph.contentFrom))?.[0].length ?? 0);
    this.#splices.push({ from: at, to: at, text: this.paragraphIdAttribute(id) });
  }

  /** Splices on the parts that the package has; parts that it did not have are handed to the merger. */
  write(): Map<string, Splice[]> {
    const splices = new Map<string, Splice[]>();
    if (this.#splices.length > 0) splices.set(this.part, this.#splices);
    if (this.#comments.length > 0) {
      this.#append(splices, this.#isNew ? null : this.part, this.#comments.join(''), () => {
        const root = this.names.get('w:comments');
        const declared = Array.from(this.namespaces, ([prefix, uri]) => ` xmlns:${prefix}="${escapeAttribute(uri)}"`);
        const ignorable = this.names.find('w14:x')?.split(':')[0] ?? '';
        const start = `<${root}${declared.join('')} ${this.names.get('mc:Ignorable')}="${ignorable}">`;
        this.#merger.addPart(
          this.#docx.mainPart,
          'comments',
          this.part,
          'application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml',
          `${declaration}${start}${this.#comments.join('')}</${root}>`,
        );
      });
    }
    this.#writeEntries(
      splices,
      extended,
      this.#threads.map(({ paragraphId, parent, isResolved }) => [
        ['paraId', paragraphId],
        ...(parent === null ? [] : [['paraIdParent', parent] as const]),
        ['done', isResolved ? '1' : '0'],
      ]),
    );
    this.#writeEntries(
      splices,
      lasting,
      this.#durableIds.map(({ paragraphId, durableId }) => [
        ['paraId', paragraphId],
        ['durableId', durableId],
      ]),
    );
    return splices;
  }

  #writeEntries(splices: Map<string, Splice[]>, kind: EntryPart, entries: readonly Entry[]): void {
    if (entries.length === 0) return;
    const { type, prefix, namespace, element, root, contentType, fileName, relationship } = kind;
    const [own] = this.#docx.listRelated(this.#docx.mainPart, type);
    const found = own === undefined ? prefix : prefixOf(this.#docx.rootNamespaces(own), namespace);
    const used = found ?? prefix;
    const declared = found === null ? ` xmlns:${prefix}="${namespace}"` : '';
    const xml = entries
      .map((entry) => {
        const attributes = entry.map(([name, value]) => ` ${used}:${name}="${escapeAttribute(value)}"`).join('');
        return `<${used}:${element}${declared}${attributes}/>`;
      })
      .join('');
    this.#append(splices, own ?? null, xml, () => {
      const part = this.#merger.freeName(beside(this.#docx.mainPart, fileName));
      const data = `${declaration}<${prefix}:${root} xmlns:${prefix}="${namespace}">${xml}</${prefix}:${root}>`;
      this.#merger.addPart(this.#docx.mainPart, relationship, part, contentType, data);
    });
  }

  #append(splices: Map<string, Splice[]>, part: string | null, xml: string, addNew: () => void): void {
    if (part === null) {
      addNew();
      return;
    }
    const known = splices.get(part) ?? [];
    splices.set(part, [...known, ...atRootsEnd(this.#docx.getText(part), xml)]);
  }
}

type Entry = readonly (readonly [name: string, value: string])[];

interface EntryPart {
  readonly type: string;
  readonly prefix: string;
  readonly namespace: string;
  readonly root: string;
  readonly element: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly relationship: string;
}

/** [MS-DOCX] 2.1 and 2.5.1.1. */
const extended: EntryPart = {
  type: 'commentsExtended',
  prefix: 'w15',
  namespace: 'http://schemas.microsoft.com/office/word/2012/wordml',
  root: 'commentsEx',
  element: 'commentEx',
  fileName: 'commentsExtended.xml',
  contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml',
  relationship: 'http://schemas.microsoft.com/office/2011/relationships/commentsExtended',
};

/** [MS-DOCX] 2.7.1.1. */
const lasting: EntryPart = {
  type: 'commentsIds',
  prefix: 'w16cid',
  namespace: 'http://schemas.microsoft.com/office/word/2016/wordml/cid',
  root: 'commentsIds',
  element: 'commentId',
  fileName: 'commentsIds.xml',
  contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.commentsIds+xml',
  relationship: 'http://schemas.microsoft.com/office/2016/09/relationships/commentsIds',
};

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const w14 = 'http://schemas.microsoft.com/office/word/2010/wordml';
const mc = 'http://schemas.openxmlformats.org/markup-compatibility/2006';

/** What a new comments part declares: the main part's own prefixes, as far as comments need them. */
function namespacesForNew(docx: DocxPackage): ReadonlyMap<string, string> {
  const namespaces = new Map<string, string>();
  for (const [prefix, uri] of docx.rootNamespaces(docx.mainPart)) {
    if (prefix !== '' && /^(?:w|r|mc|w14)$/.test(canonicalPrefix(uri))) namespaces.set(prefix, uri);
  }
  for (const [prefix, uri] of [
    ['mc', mc],
    ['w14', w14],
  ] as const) {
    if ([...namespaces.values()].includes(uri)) continue;
    let free: string = prefix;
    for (let number = 1; namespaces.has(free); number++) free = `${prefix}${number}`;
    namespaces.set(free, uri);
  }
  return namespaces;
}

/** A prefix that attributes can use; `null` when the root declares none. */
function prefixOf(namespaces: ReadonlyMap<string, string>, namespace: string): string | null {
  for (const [prefix, uri] of namespaces) if (uri === namespace && prefix !== '') return prefix;
  return null;
}

function usedParagraphIds(docx: DocxPackage): Set<string> {
  const used = new Set<string>();
  for (const part of docx.listStoryParts()) {
    for (const [, id] of docx.getText(part).matchAll(paragraphIds)) used.add((id as string).toUpperCase());
  }
  return used;
}

function beside(part: string, fileName: string): string {
  return part.slice(0, part.lastIndexOf('/') + 1) + fileName;
}

/** Elements behind the last one in a part's root, which may be written as one tag. */
function atRootsEnd(text: string, xml: string): Splice[] {
  const end = text.lastIndexOf('</');
  if (end >= 0) return [{ from: end, to: end, text: xml }];
  const close = text.lastIndexOf('/>');
  const name = /<([^\s<>/?!]+)[^<>]*\/>\s*$/.exec(text)?.[1] ?? '';
  return [{ from: close, to: close + 2, text: `>${xml}</${name}>` }];
}

/** The last paragraph of a comment, by whose id threads know it; `null` when it has none. */
export function lastParagraphOf(comment: XmlElement): XmlElement | null {
  let last: XmlElement | null = null;
  for (let child = comment.first; child !== null; child = child.next) if (child.name === 'w:p') last = child;
  return last;
}

/** The comments of a document, in the order of its parts. */
export function listCommentElements(docx: DocxPackage): { readonly part: string; readonly element: XmlElement }[] {
  return docx.listRelated(docx.mainPart, 'comments').flatMap((part) => {
    const found: { part: string; element: XmlElement }[] = [];
    for (let child = docx.getXml(part).first; child !== null; child = child.next) {
      if (child.name === 'w:comment') found.push({ part, element: child });
    }
    return found;
  });
}

/** The id of a comment (ECMA-376 part 1, 17.13.4.2); empty when it has none. */
export function commentId(comment: XmlElement): string {
  return attributeOf(comment, 'w:id') ?? '';
}
