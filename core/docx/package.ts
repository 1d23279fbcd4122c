import type { SourceFile } from '../model/source.ts';
import type { Platform } from '../platform.ts';
import { type RefusalCode, refusal } from './refusal.ts';
import { refuseUnlessZip } from './sniff.ts';
import {
  attributeOf,
  decodeXml,
  type KnownEnd,
  type OnBlock,
  parseXml,
  readRootNamespaces,
  streamXml,
  type XmlElement,
} from './xml.ts';
import { XmlBudget, xmlLimits } from './xml-budget.ts';
import { XmlError } from './xml-error.ts';
import { openZip, type ZipArchive } from './zip.ts';

/**
 * The package (ECMA-376 part 2, Open Packaging Conventions): parts, what they contain, and how they refer to one
 * another. Parts are found through relationships and never by their usual names, because the names are
 * free: Word itself writes `word/document2.xml` after some conversions.
 *
 * Part names are written without the leading slash, as zip entries are: `word/document.xml`.
 */
export interface Relationship {
  readonly id: string;
  /** The last segment of the type, which Transitional and Strict share: `styles`, `footnotes`, `hyperlink`. */
  readonly type: string;
  /** The type as written, a URI. */
  readonly typeUri: string;
  /** A part's name, or for an external relationship the target as written. */
  readonly target: string;
  readonly external: boolean;
}

export interface DocxPackage {
  /** The file's name, for messages. */
  readonly file: string;
  readonly archive: ZipArchive;
  /** The main document part's name (ECMA-376 part 1, 11.3.10). */
  readonly mainPart: string;
  /** The part's relationships by id; empty when it has none. */
  relationshipsOf(part: string): ReadonlyMap<string, Relationship>;
  /** The names of the parts that a part refers to with that type, in order of appearance; missing ones left out. */
  listRelated(part: string, type: string): readonly string[];
  /** The text of an XML part. Throws `damaged` or `too-large`. */
  getText(part: string): string;
  /** Gives an XML part another text, for everything that is read from now on; the archive stays what it is. */
  setText(part: string, text: string): void;
  /** The root of an XML part. Throws `damaged` or `too-large`. */
  getXml(part: string): XmlElement;
  /** As `streamXml` does, with errors that name the file and the part. */
  streamXml(part: string, depth: number, onElement: OnBlock, knownEnd?: KnownEnd | null): XmlElement;
  /** The namespaces that the root of an XML part declares, by prefix. */
  rootNamespaces(part: string): ReadonlyMap<string, string>;
  /** The parts that hold a story: the main document, headers, footers, footnotes, endnotes, comments. */
  listStoryParts(): readonly string[];
  /** A part's content type; empty when the package gives it none (ECMA-376 part 2, 6.2.3). */
  contentTypeOf(part: string): string;
  /** The error for a fault of this package. */
  refuse(code: RefusalCode, reason: string, cause?: unknown): Error;
}

/**
 * Opens a `.docx`, `.docm` or `.dotx`, Transitional or Strict. `decode` makes the texts of its parts (narrow-xml.ts has
 * another way). Throws `not-a-docx`, `legacy-doc`, `encrypted`, `damaged` or `too-large`.
 */
export function openPackage(file: SourceFile, platform: Platform, decode = decodeXml): DocxPackage {
  refuseUnlessZip(file);
  const archive = openZip(file, platform);
  const refuse = (code: RefusalCode, reason: string, cause?: unknown) => refusal(file.name, code, reason, cause);
  const texts = new Map<string, string>();
  const relationships = new Map<string, ReadonlyMap<string, Relationship>>();

  function getText(part: string): string {
    const known = texts.get(part);
    if (known !== undefined) return known;
    const entry = archive.findEntry(part);
    if (entry === null) throw refuse('damaged', `the part ${part} is missing`);
    const bytes = archive.read(entry);
    const text = decode(bytes, platform);
    // Megabytes beside their text; a stored entry is a view into the file.
    if (entry.method !== 0) platform.release(bytes);
    if (text === null) throw refuse('damaged', `the part ${part} is neither UTF-8 nor UTF-16`);
    texts.set(part, text);
    return text;
  }

  function explainXmlErrors<T>(part: string, parse: (text: string) => T): T {
    const text = getText(part);
    try {
      return parse(text);
    } catch (cause) {
      if (cause instanceof XmlError)
        throw refuse(cause.code, `the part ${part} cannot be read: ${cause.message}`, cause);
      throw cause;
    }
  }

  /** Everything that is in the package counts once: parts that are read again cost what they cost before. */
  const budget = new XmlBudget(xmlLimits);
  const counted = new Set<string>();
  function budgetFor(part: string): XmlBudget {
    if (counted.has(part)) return new XmlBudget(xmlLimits);
    counted.add(part);
    return budget;
  }

  const getXml = (part: string) => explainXmlErrors(part, (text) => parseXml(text, budgetFor(part)));

  function relationshipsOf(part: string): ReadonlyMap<string, Relationship> {
    let known = relationships.get(part);
    if (known === undefined) {
      const rels = relationshipsPartOf(part);
      known = archive.findEntry(rels) === null ? new Map() : readRelationships(getXml(rels), part);
      if (known.size > mostRelationships) throw refuse('too-large', `the part ${part} refers to ${known.size} others`);
      relationships.set(part, known);
    }
    return known;
  }

  function listRelated(part: string, type: string): readonly string[] {
    const parts = new Set<string>();
    for (const relationship of relationshipsOf(part).values()) {
      if (relationship.type !== type || relationship.external) continue;
      const entry = archive.findEntry(relationship.target);
      if (entry !== null) parts.add(entry.name);
    }
    return [...parts];
  }

  const hasContentTypes = archive.findEntry('[Content_Types].xml') !== null;
  if (!hasContentTypes) throw refuse('not-a-docx', describeOtherZip(archive));
  const [mainPart] = listRelated('', 'officeDocument');
  if (mainPart === undefined) throw refuse('not-a-docx', 'it has no main document part');
  const contentTypes = getXml('[Content_Types].xml');
  refuseOtherOfficeFiles(contentTypeOf(contentTypes, mainPart).toLowerCase(), refuse);

  return {
    file: file.name,
    archive,
    mainPart,
    relationshipsOf,
    listRelated,
    getText,
    setText: (part, text) => texts.set(part, text),
    getXml,
    rootNamespaces: (part) => explainXmlErrors(part, readRootNamespaces),
    listStoryParts: () => [mainPart, ...storyTypes.flatMap((type) => listRelated(mainPart, type))],
    contentTypeOf: (part) => contentTypeOf(contentTypes, part),
    streamXml: (part, depth, onElement, knownEnd = null) =>
      explainXmlErrors(part, (text) => streamXml(text, depth, onElement, budgetFor(part), knownEnd)),
    refuse,
  };
}

const storyTypes = ['header', 'footer', 'footnotes', 'endnotes', 'comments'] as const;

function describeOtherZip(archive: ZipArchive): string {
  if (archive.findEntry('mimetype') !== null && archive.findEntry('content.xml') !== null) {
    return 'it is an OpenDocument file; save it as .docx first';
  }
  return 'it is a zip archive, but not of an Office file';
}

function refuseOtherOfficeFiles(contentType: string, refuse: (code: RefusalCode, reason: string) => Error): void {
  if (contentType.includes('spreadsheetml') || contentType.includes('ms-excel')) {
    throw refuse('not-a-docx', 'it is an Excel workbook');
  }
  if (contentType.includes('presentationml') || contentType.includes('ms-powerpoint')) {
    throw refuse('not-a-docx', 'it is a PowerPoint presentation');
  }
}

/** ECMA-376 part 2, 6.2.3: an override for the part, else the default of its extension, else nothing. */
function contentTypeOf(types: XmlElement, part: string): string {
  const name = `/${part}`.toLowerCase();
  const extension = name.slice(name.lastIndexOf('.') + 1);
  let byExtension = '';
  for (let type = types.first; type !== null; type = type.next) {
    const contentType = attributeOf(type, 'ContentType') ?? '';
    if (attributeOf(type, 'PartName')?.toLowerCase() === name) return contentType;
    if (attributeOf(type, 'Extension')?.toLowerCase() === extension) byExtension = contentType;
  }
  return byExtension;
}

/** `word/document.xml` → `word/_rels/document.xml.rels`; the package itself, named by the empty string → `_rels/.rels`. */
export function relationshipsPartOf(part: string): string {
  const slash = part.lastIndexOf('/') + 1;
  return `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`;
}

/** A long contract has some thousands, most of them links. */
const mostRelationships = 100_000;

/** No entry of a package has such a name (see zip.ts), so nothing stands there. */
const longestTarget = 4_000;

function readRelationships(root: XmlElement, source: string): ReadonlyMap<string, Relationship> {
  const byId = new Map<string, Relationship>();
  for (let child = root.first; child !== null; child = child.next) {
    if (child.name !== 'rel:Relationship') continue;
    const id = attributeOf(child, 'Id') ?? '';
    const type = attributeOf(child, 'Type') ?? '';
    const target = attributeOf(child, 'Target') ?? '';
    const external = attributeOf(child, 'TargetMode') === 'External';
    byId.set(id, {
      id,
      type: type.slice(type.lastIndexOf('/') + 1),
      typeUri: type,
      target: external ? target : resolveTarget(source, target),
      external,
    });
  }
  return byId;
}

/** A relative reference against the part that makes it (ECMA-376 part 2, 6.5.3.4 and RFC 3986, 5.2). */
function resolveTarget(source: string, target: string): string {
  if (target.length > longestTarget) return target;
  const path = decodePercent(target.replace(/[?#].*$/s, ''));
  const segments = path.startsWith('/') ? [] : source.split('/').slice(0, -1);
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return segments.join('/');
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not percent-encoded after all; such a name is then looked for as it stands.
    return text;
  }
}
