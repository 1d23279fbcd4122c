import type { RedlineOptions } from '../../model/redline.ts';
import type { Platform } from '../../platform.ts';
import { findListPlace } from '../list-labels.ts';
import { canonicalPrefix } from '../namespaces.ts';
import type { NoteKind } from '../notes.ts';
import { type Numbering, readNumbering } from '../numbering.ts';
import type { DocxPackage } from '../package.ts';
import { childValue } from '../properties.ts';
import { readStyles, type StyleSheet } from '../styles.ts';
import { findChild, type XmlElement } from '../xml.ts';
import { PartNames } from '../xml-writer.ts';
import { type Brought, ContentCopier } from './content-copier.ts';
import { type NamesInA, namesInA } from './names-in-a.ts';
import { ObjectCharacters } from './objects.ts';
import { PackageMerger } from './package-merger.ts';
import { type ListOfItsOwn, type Naming, type Side, type SideSource, sideOfPart } from './side.ts';
import { Stamp } from './stamp.ts';

/** A package with its definitions read. */
export interface OpenDocument {
  readonly docx: DocxPackage;
  readonly styles: StyleSheet;
  readonly stylesPart: string | null;
  readonly stylesRoot: XmlElement | null;
  readonly numbering: Numbering;
  readonly numberingPart: string | null;
  readonly numberingRoot: XmlElement | null;
  /** The tree of a small part, such as the notes; made once. */
  treeOf(part: string): XmlElement;
}

export function openDocument(docx: DocxPackage): OpenDocument {
  const stylesPart = docx.listRelated(docx.mainPart, 'styles')[0] ?? null;
  const numberingPart = docx.listRelated(docx.mainPart, 'numbering')[0] ?? null;
  const stylesRoot = stylesPart === null ? null : docx.getXml(stylesPart);
  const numberingRoot = numberingPart === null ? null : docx.getXml(numberingPart);
  const styles = readStyles(stylesRoot);
  const numbering = readNumbering(numberingRoot, styles);
  const trees = new Map<string, XmlElement>();
  function treeOf(part: string): XmlElement {
    const tree = trees.get(part) ?? docx.getXml(part);
    trees.set(part, tree);
    return tree;
  }
  return { docx, styles, stylesPart, stylesRoot, numbering, numberingPart, numberingRoot, treeOf };
}

/** What one redline is made with: both documents, what of B was brought along, and who signs. */
export class RedlineSession implements Brought {
  readonly a: OpenDocument;
  readonly b: OpenDocument;
  readonly names: NamesInA;
  readonly merger: PackageMerger;
  readonly stamp: Stamp;
  readonly objects = new ObjectCharacters();
  /** Notes of B that were put in, by kind and id, with the id they have in A. */
  readonly broughtNotes = new Map<string, string>();
  readonly #sides = new Map<OpenDocument, Map<string, Side>>();
  readonly #ownLists = new Map<string | null, ListOfItsOwn | null>();
  /** Styles and lists of B that were named and that A does not have, by their ids in B; bring-definitions.ts writes them. */
  readonly usedStyles = new Set<string>();
  readonly usedLists = new Set<string>();
  readonly #namesOfParts = new Map<string, PartNames>();
  readonly #namespaces = new Map<string, string>();
  readonly #nextNote = new Map<string, number>();

  readonly options: RedlineOptions;
  /** Whether section breaks of B are put in with their paragraphs. */
  readonly carriesSections: boolean;

  constructor(a: OpenDocument, b: OpenDocument, options: RedlineOptions, carriesSections: boolean, platform: Platform) {
    this.carriesSections = carriesSections;
    this.a = a;
    this.b = b;
    this.names = namesInA(
      a.stylesRoot,
      b.stylesRoot,
      { numbering: a.numbering, root: a.numberingRoot },
      { numbering: b.numbering, root: b.numberingRoot },
    );
    this.merger = new PackageMerger(a.docx, b.docx, platform);
    this.options = options;
    this.stamp = new Stamp(options, highestId(a.docx) + 1);
  }

  sideA(part: string): Side {
    return this.#sideOf(this.a, part, namesOfItsOwn);
  }

  sideB(part: string): Side {
    return this.#sideOf(this.b, part, {
      styleOf: (id) => this.names.styles.get(id)?.id ?? id,
      listOf: (id) => this.#listOf(id),
      ownListOf: (properties) => this.ownListOf(properties),
    });
  }

  /** R is in A's terms. */
  sideOfRedline(redline: OpenDocument, part: string): Side {
    return this.#sideOf(redline, part, namesOfItsOwn);
  }

  #sideOf(document: OpenDocument, part: string, naming: Naming): Side {
    let sides = this.#sides.get(document);
    if (sides === undefined) {
      sides = new Map();
      this.#sides.set(document, sides);
    }
    let side = sides.get(part);
    if (side === undefined) {
      side = sideOfPart(this.#source(document, naming), part);
      sides.set(part, side);
    }
    return side;
  }

  #source(document: OpenDocument, naming: SideSource['naming']): SideSource {
    return {
      docx: document.docx,
      styles: document.styles,
      numbering: document.numbering,
      objects: this.objects,
      naming,
    };
  }

  /** Copies content of a part of B into a part of A. */
  copier(partOfA: string, partOfB: string): ContentCopier {
    this.learnNamespaces(this.b.docx.rootNamespaces(partOfB));
    return new ContentCopier(this.namesOfPart(partOfA), this.stamp, this, partOfA, partOfB);
  }

  namesOfPart(partOfA: string): PartNames {
    let names = this.#namesOfParts.get(partOfA);
    if (names === undefined) {
      names = new PartNames(this.a.docx.rootNamespaces(partOfA));
      this.#namesOfParts.set(partOfA, names);
    }
    return names;
  }

  learnNamespaces(declared: ReadonlyMap<string, string>): void {
    for (const uri of declared.values()) this.#namespaces.set(canonicalPrefix(uri), uri);
  }

  namespaceOf(canonical: string): string {
    const uri = this.#namespaces.get(canonical);
    if (uri === undefined) throw new RangeError(`no namespace is known for ${canonical}`);
    return uri;
  }

  styleFor(id: string): string {
    const name = this.names.styles.get(id);
    if (name?.missing) this.usedStyles.add(id);
    return name?.id ?? id;
  }

  listFor(numId: string): string {
    const name = this.names.lists.get(numId);
    if (name?.missing) this.usedLists.add(numId);
    return this.#listOf(numId);
  }

  /** A list that B refers to and does not define is none, whatever A has under that number. */
  #listOf(numId: string): string {
    return this.names.lists.get(numId)?.id ?? '0';
  }

  /**
   * The list that a paragraph of B is in through its style, where the style of that name in A says otherwise: it must then
   * be named by the paragraph itself, for its label to stay what it is in B.
   */
  ownListOf(properties: XmlElement | null): ListOfItsOwn | null {
    if (properties !== null && findChild(properties, 'w:numPr') !== null) return null;
    const id = childValue(properties, 'w:pStyle');
    let own = this.#ownLists.get(id);
    if (own === undefined) {
      own = this.#compareListsOfStyle(id);
      this.#ownLists.set(id, own);
    }
    return own;
  }

  #compareListsOfStyle(id: string | null): ListOfItsOwn | null {
    const name = id === null ? undefined : this.names.styles.get(id);
    if (name?.missing) return null;
    const inA = findListPlace(
      null,
      this.a.styles.paragraphStyle(id === null ? null : (name?.id ?? id)),
      this.a.numbering,
    );
    const inB = findListPlace(null, this.b.styles.paragraphStyle(id), this.b.numbering);
    if (inB === null) return inA === null ? null : { numId: '0', level: null };
    const numId = this.#listOf(inB.list.numId);
    if (inA !== null && inA.list.numId === numId && inA.level === inB.level) return null;
    return { numId: inB.list.numId, level: inB.level };
  }

  noteFor(kind: NoteKind, id: string): string {
    const key = `${kind} ${id}`;
    let own = this.broughtNotes.get(key);
    if (own === undefined) {
      const next = this.#nextNote.get(kind) ?? this.#highestNote(kind) + 1;
      this.#nextNote.set(kind, next + 1);
      own = String(next);
      this.broughtNotes.set(key, own);
    }
    return own;
  }

  relationshipFor(partOfA: string, partOfB: string, id: string): string {
    return this.merger.relationshipFor(partOfA, partOfB, id);
  }

  externalRelationship(partOfA: string, type: string, target: string): string {
    return this.merger.externalRelationship(partOfA, type, target);
  }

  /** A's part for notes of a kind, or `null` when it has none. */
  findNotesPart(kind: NoteKind): string | null {
    return this.a.docx.listRelated(this.a.docx.mainPart, `${kind}s`)[0] ?? null;
  }

  /** A free name for a part that is made after a part of B. */
  newPart(partOfB: string): string {
    const part = this.merger.freeName(partOfB);
    this.namePart(part, this.b.docx.rootNamespaces(partOfB));
    return part;
  }

  /** Says what the root of a part that is made here declares. */
  namePart(part: string, namespaces: ReadonlyMap<string, string>): void {
    this.#namesOfParts.set(part, new PartNames(namespaces));
  }

  #highestNote(kind: NoteKind): number {
    // A part that A does not have is made after B's, with the separators that B has.
    const own = this.findNotesPart(kind);
    const [ofB] = this.b.docx.listRelated(this.b.docx.mainPart, `${kind}s`);
    const text = own !== null ? this.a.docx.getText(own) : ofB === undefined ? '' : this.b.docx.getText(ofB);
    let highest = 0;
    for (const [, id] of text.matchAll(/\bid=["'](\d{1,9})["']/g)) highest = Math.max(highest, Number(id));
    return highest;
  }
}

const namesOfItsOwn: Naming = { styleOf: (id) => id, listOf: (id) => id, ownListOf: () => null };

/** The highest number that a tracked change, comment or bookmark of the main part has for an id. */
function highestId(docx: DocxPackage): number {
  let highest = 0;
  for (const part of docx.listStoryParts()) {
    for (const [, id] of docx.getText(part).matchAll(/\bid=["'](\d{1,9})["']/g))
      highest = Math.max(highest, Number(id));
  }
  return highest;
}
