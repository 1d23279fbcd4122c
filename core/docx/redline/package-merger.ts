import type { Platform } from '../../platform.ts';
import { encodeNarrowXml } from '../narrow-xml.ts';
import type { DocxPackage, Relationship } from '../package.ts';
import { relationshipsPartOf } from '../package.ts';
import { applySplices } from '../splices.ts';
import { escapeAttribute } from '../xml-writer.ts';
import { partKey } from './part-key.ts';

/**
 * What of B's package comes along into A's: relationships, and the parts they lead to (pictures, charts, embedded objects), each
 * with the parts that it refers to in turn. A part that A has already, byte for byte with all that it leads to, is used as it is.
 */
export class PackageMerger {
  readonly #a: DocxPackage;
  readonly #b: DocxPackage;
  readonly #platform: Platform;
  readonly #isStrict: boolean;
  /** Relationships to be added, by the part of A that has them. */
  readonly #added = new Map<string, AddedRelationship[]>();
  readonly #ids = new Map<string, string>();
  /** Parts of B by the name they got in A. */
  readonly #copied = new Map<string, string>();
  readonly #newParts = new Map<string, Uint8Array>();
  readonly #contentTypes = new Map<string, string>();

  constructor(a: DocxPackage, b: DocxPackage, platform: Platform) {
    this.#a = a;
    this.#b = b;
    this.#platform = platform;
    this.#isStrict = [...a.relationshipsOf('').values()].some(({ typeUri }) => typeUri.startsWith(strictBase));
  }

  /** The id, in a part of A, of the relationship that a part of B has under its id; added when A has none like it. */
  relationshipFor(partOfA: string, partOfB: string, id: string): string {
    const key = `${partOfA}\0${partOfB}\0${id}`;
    let own = this.#ids.get(key);
    if (own === undefined) {
      const relationship = this.#b.relationshipsOf(partOfB).get(id);
      own = relationship === undefined ? id : this.#findOrAdd(partOfA, relationship);
      this.#ids.set(key, own);
    }
    return own;
  }

  /** The id of a relationship of a part of A to something outside, added when it has none. */
  externalRelationship(partOfA: string, type: string, target: string): string {
    return this.#findOrAdd(partOfA, { id: '', type, target, external: true, typeUri: `${relationshipBase}/${type}` });
  }

  /**
   * Adds a part that A did not have, such as its footnotes, and the relationship to it; `type` is the last segment of a relationship type of
   * ECMA-376, or the whole URI of another.
   */
  addPart(partOfA: string, type: string, name: string, contentType: string, data: string): void {
    this.#newParts.set(name, encodeNarrowXml([data], this.#platform).bytes);
    this.#contentTypes.set(name, contentType);
    this.#add(partOfA, type.includes('/') ? type : `${relationshipBase}/${type}`, name, false);
  }

  /** The changed and new entries of A's package. */
  changes(): Map<string, Uint8Array> {
    const changes = new Map<string, Uint8Array>();
    for (const [part, added] of this.#added) {
      const rels = relationshipsPartOf(part);
      changes.set(rels, encodeNarrowXml([this.#withRelationships(rels, added)], this.#platform).bytes);
    }
    for (const [name, data] of this.#newParts) changes.set(name, data);
    if (this.#contentTypes.size > 0) {
      changes.set('[Content_Types].xml', encodeNarrowXml([this.#withContentTypes()], this.#platform).bytes);
    }
    return changes;
  }

  #findOrAdd(partOfA: string, relationship: Relationship): string {
    const target = relationship.external ? relationship.target : this.#partFor(relationship.target);
    for (const known of this.#a.relationshipsOf(partOfA).values()) {
      const isSame = known.type === relationship.type && known.external === relationship.external;
      if (isSame && known.target === target) return known.id;
    }
    const typeUri = this.#inVocabularyOfA(relationship.typeUri);
    const added = this.#added.get(partOfA)?.find((each) => each.typeUri === typeUri && each.target === target);
    return added?.id ?? this.#add(partOfA, relationship.typeUri, target, relationship.external);
  }

  #add(partOfA: string, typeAsWritten: string, target: string, external: boolean): string {
    const typeUri = this.#inVocabularyOfA(typeAsWritten);
    const added = this.#added.get(partOfA) ?? [];
    this.#added.set(partOfA, added);
    const known = this.#a.relationshipsOf(partOfA);
    let number = known.size + added.length + 1;
    while (known.has(`rId${number}`) || added.some(({ id }) => id === `rId${number}`)) number++;
    added.push({ id: `rId${number}`, typeUri, target, external });
    return `rId${number}`;
  }

  /** The part of A that is the same as that part of B, brought along when there is none. */
  #partFor(partOfB: string): string {
    const known = this.#copied.get(partOfB);
    if (known !== undefined) return known;
    const entry = this.#b.archive.findEntry(partOfB);
    if (entry === null) return partOfB;
    const same = this.#a.archive.findEntry(partOfB);
    if (same !== null && partKey(same.name, this.#a) === partKey(entry.name, this.#b)) {
      this.#copied.set(partOfB, same.name);
      return same.name;
    }
    const name = this.freeName(entry.name);
    this.#copied.set(partOfB, name);
    this.#newParts.set(name, this.#b.archive.read(entry));
    this.#contentTypes.set(name, this.#b.contentTypeOf(entry.name));
    for (const relationship of this.#b.relationshipsOf(entry.name).values()) {
      const target = relationship.external ? relationship.target : this.#partFor(relationship.target);
      const added = this.#added.get(name) ?? [];
      this.#added.set(name, added);
      added.push({
        id: relationship.id,
        typeUri: this.#inVocabularyOfA(relationship.typeUri),
        target,
        external: relationship.external,
      });
    }
    return name;
  }

  /** The name itself, or with a number when A has a part of that name. */
  freeName(name: string): string {
    const dot = name.lastIndexOf('.');
    const [stem, extension] = dot < 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot)];
    let free = name;
    for (let number = 1; this.#a.archive.findEntry(free) !== null || this.#newParts.has(free); number++) {
      free = `${stem}-${number}${extension}`;
    }
    return free;
  }

  /** Strict packages have relationship types of their own (ECMA-376 part 4, 9.1). */
  #inVocabularyOfA(typeUri: string): string {
    const [from, to] = this.#isStrict ? [relationshipBase, strictBase] : [strictBase, relationshipBase];
    return typeUri.startsWith(from) ? to + typeUri.slice(from.length) : typeUri;
  }

  #withRelationships(rels: string, added: readonly AddedRelationship[]): string {
    const xml = added
      .map(({ id, typeUri, target, external }) => {
        const mode = external ? ' TargetMode="External"' : '';
        const written = external ? target : `/${target}`;
        return `<Relationship Id="${id}" Type="${escapeAttribute(typeUri)}" Target="${escapeAttribute(written)}"${mode}/>`;
      })
      .join('');
    const namespace = 'http://schemas.openxmlformats.org/package/2006/relationships';
    if (this.#a.archive.findEntry(rels) === null) {
      return `${declaration}<Relationships xmlns="${namespace}">${xml}</Relationships>`;
    }
    return insertBeforeEnd(this.#a.getText(rels), xml, namespace);
  }

  #withContentTypes(): string {
    const xml = Array.from(
      this.#contentTypes,
      ([name, type]) => `<Override PartName="/${escapeAttribute(name)}" ContentType="${escapeAttribute(type)}"/>`,
    ).join('');
    const namespace = 'http://schemas.openxmlformats.org/package/2006/content-types';
    return insertBeforeEnd(this.#a.getText('[Content_Types].xml'), xml, namespace);
  }
}

interface AddedRelationship {
  readonly id: string;
  readonly typeUri: string;
  readonly target: string;
  readonly external: boolean;
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const relationshipBase = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const strictBase = 'http://purl.oclc.org/ooxml/officeDocument/relationships';

/** Elements put in before the root's end tag; they name their namespace themselves where the root uses a prefix for it. */
function insertBeforeEnd(text: string, xml: string, namespace: string): string {
  const end = text.lastIndexOf('</');
  const hasPrefix = /<\/[^>]*:/.test(text.slice(end));
  const own = hasPrefix ? xml.replace(/<(Relationship|Override) /g, `<$1 xmlns="${namespace}" `) : xml;
  if (end < 0) {
    // A root without content, `<Relationships …/>`.
    const close = text.lastIndexOf('/>');
    const name = /<([^\s<>/?!]+)[^<>]*\/>\s*$/.exec(text)?.[1] ?? '';
    return applySplices(text, [{ from: close, to: close + 2, text: `>${own}</${name}>` }]);
  }
  return applySplices(text, [{ from: end, to: end, text: own }]);
}
