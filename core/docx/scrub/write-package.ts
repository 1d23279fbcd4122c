import type { SourceFile } from '../../model/source.ts';
import type { Platform } from '../../platform.ts';
import { type DocxPackage, type Relationship, relationshipsPartOf } from '../package.ts';
import { applySplices } from '../splices.ts';
import { readStyles } from '../styles.ts';
import { rewriteZip } from '../write-zip.ts';
import { attributeOf } from '../xml.ts';
import type { ZipArchive } from '../zip.ts';
import { encodeValue, type StartTag } from './markup.ts';
import { PartEdits } from './part-edits.ts';
import { neutralNames, relativeReference } from './part-names.ts';
import type { PartWork, ScrubJob } from './scrub-job.ts';
import { scrubMarkup } from './scrub-markup.ts';
import { asUtf8, type ScrubbedParts } from './scrub-package.ts';

/**
 * Puts the scrubbed parts into a package again: relationships and content types speak of what is there and of nothing
 * else. Every entry is packed anew, because compressed data may be followed by bytes that no program unpacks.
 */
export function writePackage(file: SourceFile, job: ScrubJob, scrubbed: ScrubbedParts, platform: Platform): Uint8Array {
  const writer = new PackageWriter(job, scrubbed, platform);
  const changes = writer.write();
  noteContainer(file, job);
  return rewriteZip(job.removes('dates') ? withoutDates(job.docx.archive) : job.docx.archive, changes, platform);
}

/** The content types of a main part with macros, and those without (ECMA-376 part 1, 11.3.10; [MS-OFFMACRO2]). */
const withoutMacros = new Map([
  [
    'application/vnd.ms-word.document.macroenabled.main+xml',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
  ],
  [
    'application/vnd.ms-word.template.macroenabledtemplate.main+xml',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml',
  ],
]);

/** The content type of the main part of the result. */
export function mainContentType(docx: DocxPackage): string {
  const given = docx.contentTypeOf(docx.mainPart);
  return withoutMacros.get(given.toLowerCase()) ?? given;
}

class PackageWriter {
  readonly #job: ScrubJob;
  readonly #docx: DocxPackage;
  readonly #scrubbed: ScrubbedParts;
  readonly #platform: Platform;
  readonly #names: ReadonlyMap<string, string>;
  /** The parts of the result under their old names, those with relationships included, in lower case. */
  readonly #present = new Set<string>();

  constructor(job: ScrubJob, scrubbed: ScrubbedParts, platform: Platform) {
    this.#job = job;
    this.#docx = job.docx;
    this.#scrubbed = scrubbed;
    this.#platform = platform;
    const taken = new Set(job.docx.archive.entries.map(({ name }) => name.toLowerCase()));
    this.#names = job.removes('paths') ? neutralNames(scrubbed.parts.keys(), taken) : new Map();
    for (const [old, name] of this.#names) job.ledger.removed('paths', name, 'part name', old);
  }

  write(): Map<string, Uint8Array | null> {
    const changes = new Map<string, Uint8Array | null>();
    for (const { name } of this.#docx.archive.entries) changes.set(name, null);
    for (const [part, bytes] of this.#scrubbed.parts) {
      changes.set(this.#nameOf(part), bytes);
      this.#present.add(part.toLowerCase());
    }
    for (const source of ['', ...this.#scrubbed.parts.keys()]) {
      const text = this.#relationships(source);
      if (text === null) continue;
      const old = this.#docx.archive.findEntry(relationshipsPartOf(source))?.name ?? '';
      const renamed = this.#names.has(source);
      changes.set(renamed ? relationshipsPartOf(this.#nameOf(source)) : old, this.#platform.encodeUtf8(text));
      this.#present.add(old.toLowerCase());
    }
    const [types] = this.#docx.archive.entries.filter(({ name }) => name.toLowerCase() === '[content_types].xml');
    changes.set(types?.name ?? '[Content_Types].xml', this.#platform.encodeUtf8(this.#contentTypes()));
    return changes;
  }

  #nameOf(part: string): string {
    return this.#names.get(part) ?? part;
  }

  /** A source's relationships that are left; `null` when there are none. */
  #relationships(source: string): string | null {
    const rels = this.#docx.archive.findEntry(relationshipsPartOf(source))?.name;
    if (rels === undefined) return null;
    const known = this.#docx.relationshipsOf(source);
    const work = this.#workOn(rels);
    let left = 0;
    for (let child = this.#docx.getXml(rels).first; child !== null; child = child.next) {
      const relationship = known.get(attributeOf(child, 'Id') ?? '');
      if (child.name === 'rel:Relationship' && this.#stays(source, relationship)) left += 1;
      else work.edits.remove(child.from, child.to);
    }
    if (left === 0 && source !== '') return null;
    scrubMarkup(work, (tag) => {
      if (tag.name.canonical !== 'rel:Relationship') return;
      const relationship = known.get(attributeValue(tag, 'Id'));
      if (relationship === undefined || relationship.external) return;
      const target = this.#docx.archive.findEntry(relationship.target)?.name ?? relationship.target;
      if (!this.#names.has(target) && !this.#names.has(source)) return;
      this.#replace(work, tag, 'Target', relativeReference(this.#nameOf(source), this.#nameOf(target)));
    });
    return asUtf8(applySplices(work.text, work.edits.listSplices()));
  }

  #stays(source: string, relationship: Relationship | undefined): boolean {
    if (relationship === undefined) return false;
    if (this.#scrubbed.droppedRelationships.get(source)?.has(relationship.id) === true) return false;
    const { external, target } = relationship;
    return external || this.#scrubbed.parts.has(this.#docx.archive.findEntry(target)?.name ?? '');
  }

  #contentTypes(): string {
    const work = this.#workOn('[Content_Types].xml');
    const root = this.#docx.getXml(work.part);
    const extensions = new Set([...this.#present].map((name) => name.slice(name.lastIndexOf('.') + 1)));
    const overridden = new Set<string>();
    for (let child = root.first; child !== null; child = child.next) {
      const part = partName(attributeOf(child, 'PartName'));
      const extension = attributeOf(child, 'Extension');
      const stays =
        child.name === 'ct:Override'
          ? this.#present.has(part)
          : child.name === 'ct:Default' && extensions.has((extension ?? '').toLowerCase());
      if (!stays) work.edits.remove(child.from, child.to);
      else if (child.name === 'ct:Override') overridden.add(part);
    }
    const main = mainContentType(this.#docx);
    const renamed = new Map(Array.from(this.#names, ([old, name]) => [old.toLowerCase(), name]));
    scrubMarkup(work, (tag) => {
      if (tag.name.canonical !== 'ct:Override') return;
      const old = partName(attributeValue(tag, 'PartName'));
      const name = renamed.get(old);
      if (name !== undefined) this.#replace(work, tag, 'PartName', `/${name}`);
      if (old === this.#docx.mainPart.toLowerCase()) this.#replace(work, tag, 'ContentType', main);
    });
    // A type that came with the extension must be said again where the name or the type is another.
    const mainIsNew = main !== this.#docx.contentTypeOf(this.#docx.mainPart);
    const added = [...this.#names.keys(), ...(mainIsNew ? [this.#docx.mainPart] : [])].filter(
      (part) => !overridden.has(part.toLowerCase()),
    );
    const prefix = /^[^\s/>]*:/.exec(work.text.slice(root.from + 1, root.contentFrom))?.[0] ?? '';
    for (const part of new Set(added)) {
      const type = part === this.#docx.mainPart ? main : this.#docx.contentTypeOf(part);
      const name = encodeValue(`/${this.#nameOf(part)}`);
      const override = `<${prefix}Override PartName="${name}" ContentType="${encodeValue(type)}"/>`;
      const end = work.text.lastIndexOf('</', root.to - 1);
      if (type !== '') work.edits.replace(end, end, override);
    }
    return asUtf8(applySplices(work.text, work.edits.listSplices()));
  }

  #replace(work: PartWork, tag: StartTag, attribute: string, value: string): void {
    const found = tag.attributes.find(({ name }) => name === attribute);
    if (found !== undefined && found.value !== value)
      work.edits.replace(found.valueFrom, found.valueTo, encodeValue(value));
  }

  #workOn(part: string): PartWork {
    const text = this.#docx.getText(part);
    const styles = readStyles(null);
    const edits = new PartEdits();
    return { job: this.#job, part, text, edits, styles, mayHide: false, dropped: new Map(), usedIds: new Set() };
  }
}

function attributeValue(tag: StartTag, attribute: string): string {
  return tag.attributes.find(({ name }) => name === attribute)?.value ?? '';
}

/** `/word/document.xml` → `word/document.xml`, in lower case. */
function partName(value: string | null): string {
  return (value ?? '').replace(/^\//, '').toLowerCase();
}

const timeAt = 12;
const extraLengthAt = 30;
const commentLengthAt = 32;
const recordLength = 46;
/** 1980-01-01, 00:00: the first moment that a zip file can name. */
const noDate = Uint8Array.from([0, 0, 0x21, 0]);

/** The same archive, of which no entry says when it was written (PKWARE APPNOTE 4.4.6). */
function withoutDates(archive: ZipArchive): ZipArchive {
  const entries = archive.entries.map((entry) => {
    const record = entry.record.slice();
    record.set(noDate, timeAt);
    return { ...entry, record };
  });
  return { ...archive, entries };
}

/** What the zip file itself said and does not say again; dates count when they go. */
function noteContainer(file: SourceFile, job: ScrubJob): void {
  const comment = commentOf(file.bytes);
  if (comment !== '') job.ledger.removed('container', '', 'comment', comment);
  for (const { name, record } of job.docx.archive.entries) {
    const view = new DataView(record.buffer, record.byteOffset, record.byteLength);
    const nameLength = view.getUint16(28, true);
    const extraLength = view.getUint16(extraLengthAt, true);
    const commentLength = view.getUint16(commentLengthAt, true);
    if (extraLength > 0) job.ledger.removed('container', '', 'extra field', null);
    if (commentLength > 0) {
      const comment = record.subarray(recordLength + nameLength + extraLength);
      job.ledger.removed('container', '', 'entry comment', String.fromCharCode(...comment.subarray(0, 300)));
    }
    const date = view.getUint16(timeAt + 2, true);
    const isReal = date !== 0 && !(date === 0x21 && view.getUint16(timeAt, true) === 0);
    if (isReal && job.removes('dates')) job.ledger.removed('dates', '', 'date of an entry', `${name} ${dayOf(date)}`);
  }
}

/** The comment at the end of a zip file (4.3.16), behind its own length. */
function commentOf(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 22 - 0xffff); at--) {
    const isEnd = view.getUint32(at, true) === 0x06054b50 && at + 22 + view.getUint16(at + 20, true) === bytes.length;
    if (isEnd) return String.fromCharCode(...bytes.subarray(at + 22, at + 322));
  }
  return '';
}

function dayOf(date: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${1980 + (date >> 9)}-${two((date >> 5) & 15)}-${two(date & 31)}`;
}
