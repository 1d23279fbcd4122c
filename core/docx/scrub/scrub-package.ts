import { AppError } from '../../error.ts';
import type { Platform } from '../../platform.ts';
import { type DocxPackage, type Relationship, relationshipsPartOf } from '../package.ts';
import { applySplices } from '../splices.ts';
import { readStyles, type StyleSheet } from '../styles.ts';
import type { XmlElement } from '../xml.ts';
import type { ZipEntry } from '../zip.ts';
import type { ScrubKind } from './choices.ts';
import { cleanImage } from './image-metadata.ts';
import { PartEdits } from './part-edits.ts';
import { foldType, isDocumentProperties, isExplicit, whyDropped } from './relationship-rules.ts';
import { ElementScrubber } from './scrub-elements.ts';
import type { PartWork, ScrubJob } from './scrub-job.ts';
import { scrubMarkup } from './scrub-markup.ts';
import { scrubProperties } from './scrub-properties.ts';

/** A package's parts after scrubbing, still under their old names. */
export interface ScrubbedParts {
  /** What stays, with the parts that nothing leads to when those stay; without relationships and content types. */
  readonly parts: ReadonlyMap<string, Uint8Array>;
  /** The text of the XML parts among them. */
  readonly texts: ReadonlyMap<string, string>;
  /** The ids of the relationships that go, by the part that has them; the package itself is the empty string. */
  readonly droppedRelationships: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Follows the relationships from the package on and scrubs each part it comes to; where a relationship goes, what only
 * it leads to is never reached. The order matters: notes and comments come after the stories that cite them, and the
 * settings last, because their switches matter only where there are tracked changes.
 */
export function scrubParts(job: ScrubJob, platform: Platform): ScrubbedParts {
  const walk = new PackageWalk(job, platform);
  walk.visitAll();
  walk.accountForTheRest();
  return walk;
}

/** The turns in which parts come, by the type of relationship that leads there. */
const turns = new Map([
  ['officedocument', 0],
  ['header', 1],
  ['footer', 1],
  ['footnotes', 2],
  ['endnotes', 2],
  ['comments', 3],
  ['commentsextended', 4],
  ['commentsids', 4],
  ['commentsextensible', 4],
  ['settings', 6],
]);
const commentsTurn = 3;
const otherTurn = 5;
const lastTurn = 6;

class PackageWalk implements ScrubbedParts {
  readonly parts = new Map<string, Uint8Array>();
  readonly texts = new Map<string, string>();
  readonly droppedRelationships = new Map<string, Set<string>>();
  readonly #job: ScrubJob;
  readonly #docx: DocxPackage;
  readonly #platform: Platform;
  readonly #styles = new Map<string | undefined, { sheet: StyleSheet; mayHide: boolean }>();
  readonly #waiting: { readonly part: string; readonly relationship: Relationship }[][] = Array.from(
    { length: lastTurn + 1 },
    () => [],
  );
  readonly #visited = new Set<string>();
  /** Parts that a relationship led to that went, with the reason. */
  readonly #dropped = new Map<string, ScrubKind>();

  constructor(job: ScrubJob, platform: Platform) {
    this.#job = job;
    this.#docx = job.docx;
    this.#platform = platform;
  }

  visitAll(): void {
    this.#follow('', this.#dropByType(''), null);
    let storiesAreRead = false;
    for (let turn = this.#nextTurn(); turn <= lastTurn; turn = this.#nextTurn()) {
      if (turn >= commentsTurn && !storiesAreRead) {
        storiesAreRead = true;
        if (this.#job.removes('unreferenced')) this.#job.comments.removeUncited(this.#job.cited.comment);
      }
      const [next] = this.#waiting[turn]?.splice(0, 1) ?? [];
      if (next !== undefined) this.#visit(next.part, next.relationship);
    }
  }

  #nextTurn(): number {
    const turn = this.#waiting.findIndex((waiting) => waiting.length > 0);
    return turn < 0 ? lastTurn + 1 : turn;
  }

  #visit(part: string, relationship: Relationship): void {
    if (this.#visited.has(part)) return;
    this.#visited.add(part);
    const dropped = this.#dropByType(part);
    const usedIds = this.#scrub(part, relationship, dropped);
    if (usedIds !== 'gone') this.#follow(part, dropped, usedIds);
  }

  /** The relationships of a part that go whatever it says. */
  #dropByType(source: string): Map<string, ScrubKind> {
    const dropped = new Map<string, ScrubKind>();
    for (const relationship of this.#docx.relationshipsOf(source).values()) {
      const contentType = relationship.external ? '' : this.#docx.contentTypeOf(relationship.target);
      const kind = whyDropped(this.#job, relationship, contentType);
      if (kind === null) continue;
      dropped.set(relationship.id, kind);
      this.#drop(source, relationship, kind);
    }
    return dropped;
  }

  #drop(source: string, relationship: Relationship, kind: ScrubKind): void {
    const ids = this.droppedRelationships.get(source) ?? new Set();
    this.droppedRelationships.set(source, ids);
    ids.add(relationship.id);
    if (relationship.external) {
      this.#job.ledger.removed(kind, source, `relationship ${relationship.type}`, relationship.target);
      return;
    }
    const entry = this.#docx.archive.findEntry(relationship.target);
    if (entry !== null && !this.#dropped.has(entry.name)) this.#dropped.set(entry.name, kind);
  }

  /** `usedIds`: what the source's content names; `null` when it has no content. */
  #follow(source: string, dropped: ReadonlyMap<string, ScrubKind>, usedIds: ReadonlySet<string> | null): void {
    for (const relationship of this.#docx.relationshipsOf(source).values()) {
      if (dropped.has(relationship.id)) continue;
      const { ledger } = this.#job;
      const contentType = relationship.external ? '' : this.#docx.contentTypeOf(relationship.target);
      const isUnused = isExplicit(relationship, contentType) && usedIds?.has(relationship.id) !== true;
      if (isUnused && this.#job.removes('unreferenced')) {
        this.#drop(source, relationship, 'unreferenced');
        continue;
      }
      if (!/^R?(?:rId)?[0-9a-f]*$/i.test(relationship.id)) {
        ledger.left('relationship-ids', source, 'relationship', relationship.id);
      }
      if (relationship.external) {
        const kind = relationship.type === 'hyperlink' ? 'hyperlinks' : 'external-links';
        ledger.left(kind, source, `relationship ${relationship.type}`, relationship.target);
        continue;
      }
      const entry = this.#docx.archive.findEntry(relationship.target);
      if (entry === null) this.#drop(source, relationship, 'unreferenced');
      else this.#waiting[turnOf(relationship)]?.push({ part: entry.name, relationship });
    }
  }

  /** Returns the relationships that the part's content names, `null` for a part that names none, `gone` for one that goes. */
  #scrub(
    part: string,
    relationship: Relationship,
    dropped: ReadonlyMap<string, ScrubKind>,
  ): ReadonlySet<string> | null | 'gone' {
    const { archive, contentTypeOf } = this.#docx;
    const contentType = contentTypeOf(part);
    const entry = archive.findEntry(part) as ZipEntry;
    const type = foldType(relationship.type);
    if (type === 'customxml' && contentType !== 'application/inkml+xml') {
      // Its content is anybody's, so nothing is known of it.
      this.#job.ledger.left('other-parts', part, 'custom XML', null);
      this.parts.set(part, archive.read(entry));
      return null;
    }
    if (contentType === 'image/svg+xml') return this.#scrubSvg(part, entry, dropped);
    if (type !== 'afchunk' && /(?:\+|\/)xml$/i.test(contentType)) return this.#scrubXml(part, relationship, dropped);
    this.#scrubBinary(part, archive.read(entry), type, contentType);
    return null;
  }

  #scrubXml(
    part: string,
    relationship: Relationship,
    dropped: ReadonlyMap<string, ScrubKind>,
  ): ReadonlySet<string> | 'gone' {
    const work = this.#workOn(part, dropped);
    if (isDocumentProperties(relationship)) {
      if (!scrubProperties(work)) {
        this.#dropped.set(part, 'properties');
        return 'gone';
      }
    } else {
      const elements = new ElementScrubber(work);
      if (part === this.#docx.mainPart) this.#scrubByBlocks(part, elements);
      else elements.scrub(this.#docx.getXml(part));
      elements.finish();
    }
    scrubMarkup(work);
    const text = asUtf8(applySplices(work.text, work.edits.listSplices()));
    this.texts.set(part, text);
    this.parts.set(part, this.#platform.encodeUtf8(text));
    return work.usedIds;
  }

  /** The main document, of which one block is in memory at a time, and the one before it. */
  #scrubByBlocks(part: string, elements: ElementScrubber): void {
    const waiting: XmlElement[] = [];
    const root = this.#docx.streamXml(part, 2, (block) => {
      const before = waiting.pop();
      if (before !== undefined) elements.scrub(before, block.name);
      waiting.push(block);
    });
    for (const last of waiting) elements.scrub(last);
    elements.scrub(root);
  }

  #workOn(part: string, dropped: ReadonlyMap<string, ScrubKind>): PartWork {
    const text = this.#docx.getText(part);
    const { sheet, mayHide } = this.#stylesFor(part);
    return {
      job: this.#job,
      part,
      text,
      edits: new PartEdits(),
      styles: sheet,
      mayHide: mayHide || text.includes('vanish'),
      dropped,
      usedIds: new Set(),
    };
  }

  /** Building blocks have styles of their own; all other parts go by those of the main document. */
  #stylesFor(part: string): { sheet: StyleSheet; mayHide: boolean } {
    const docx = this.#docx;
    const [stylesPart] = [...docx.listRelated(part, 'styles'), ...docx.listRelated(docx.mainPart, 'styles')];
    let known = this.#styles.get(stylesPart);
    if (known === undefined) {
      known =
        stylesPart === undefined
          ? { sheet: readStyles(null), mayHide: false }
          : { sheet: readStyles(docx.getXml(stylesPart)), mayHide: docx.getText(stylesPart).includes('vanish') };
      this.#styles.set(stylesPart, known);
    }
    return known;
  }

  /** A drawing of the web: XML that other programs wrote, often with a document type, which is not read. */
  #scrubSvg(
    part: string,
    entry: ZipEntry,
    dropped: ReadonlyMap<string, ScrubKind>,
  ): ReadonlySet<string> | null | 'gone' {
    try {
      return this.#scrubXml(part, { id: '', type: 'image', typeUri: '', target: part, external: false }, dropped);
    } catch (cause) {
      if (!(cause instanceof AppError) || cause.code !== 'damaged') throw cause;
      this.#job.ledger.left('images-not-cleaned', part, 'image/svg+xml', null);
      this.parts.set(part, this.#docx.archive.read(entry));
      return null;
    }
  }

  #scrubBinary(part: string, bytes: Uint8Array, type: string, contentType: string): void {
    const { ledger } = this.#job;
    const isImage = contentType.startsWith('image/') || type === 'image';
    const cleaned = this.#job.removes('image-metadata') ? cleanImage(bytes) : null;
    this.parts.set(part, cleaned?.bytes ?? bytes);
    if (cleaned !== null) {
      for (const { what, values } of cleaned.removed) {
        ledger.removed('image-metadata', part, what, values.join(' | '));
      }
      if (cleaned.hasColourProfile) ledger.left('colour-profiles', part, 'ICC profile', null);
    } else if (type === 'font') ledger.left('embedded-fonts', part, contentType, null);
    else if (type === 'oleobject' || type === 'package' || type.startsWith('activex')) {
      ledger.left('embedded-objects', part, contentType, null);
    } else if (type === 'afchunk') ledger.left('imported-content', part, contentType, null);
    else if (isImage) ledger.left('images-not-cleaned', part, contentType, null);
    else ledger.left('other-parts', part, contentType, null);
  }

  /** Says what became of the entries that were not come to. */
  accountForTheRest(): void {
    for (const [part, kind] of [...this.#dropped]) this.#accountFor(part, kind);
    const { entries, read } = this.#docx.archive;
    const known = new Set(['[content_types].xml']);
    for (const part of ['', ...this.#visited, ...this.#dropped.keys()])
      known.add(relationshipsPartOf(part).toLowerCase());
    for (const entry of entries) {
      const { name } = entry;
      if (name.endsWith('/') || known.has(name.toLowerCase())) continue;
      if (this.parts.has(name) || this.#dropped.has(name)) continue;
      if (this.#job.removes('unreferenced')) this.#job.ledger.removed('unreferenced', name, 'part', null);
      else {
        this.parts.set(name, read(entry));
        this.#job.ledger.left('other-parts', name, 'part that nothing leads to', null);
      }
    }
  }

  /** A part that went, and what only it led to. */
  #accountFor(part: string, kind: ScrubKind): void {
    if (this.parts.has(part)) return;
    const waiting = [part];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (this.parts.has(next) || (next !== part && this.#dropped.has(next))) continue;
      this.#dropped.set(next, kind);
      this.#job.ledger.removed(kind, next, 'part', this.#contentForReport(next, kind));
      for (const { external, target } of this.#relationshipsOfGone(next)) {
        const entry = external ? null : this.#docx.archive.findEntry(target);
        if (entry !== null) waiting.push(entry.name);
      }
    }
  }

  #relationshipsOfGone(part: string): Iterable<Relationship> {
    try {
      return this.#docx.relationshipsOf(part).values();
    } catch (cause) {
      // What goes need not be in order.
      if (cause instanceof AppError) return [];
      throw cause;
    }
  }

  #contentForReport(part: string, kind: ScrubKind): string | null {
    if (kind !== 'custom-xml' && kind !== 'authors' && part !== 'docMetadata/LabelInfo.xml') return null;
    try {
      return this.#docx.getText(part).replace(/^<\?xml.*?\?>\s*/s, '');
    } catch (cause) {
      if (cause instanceof AppError) return null;
      throw cause;
    }
  }
}

function turnOf(relationship: Relationship): number {
  return turns.get(foldType(relationship.type)) ?? otherTurn;
}

/** What is written is UTF-8, whatever it was read from. */
export function asUtf8(text: string): string {
  return text.replace(/^(<\?xml[^>]*?\sencoding\s*=\s*)(["'])(?!utf-8\2)[^"']*\2/i, '$1$2UTF-8$2');
}
