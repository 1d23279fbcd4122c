import { AppError } from '../../error.ts';
import type { Redline, RedlineNote, RedlineNoteCode, RedlineOptions } from '../../model/redline.ts';
import type { SourceFile } from '../../model/source.ts';
import type { Platform } from '../../platform.ts';
import { decodeNarrowXml, encodeNarrowXml } from '../narrow-xml.ts';
import { type DocxPackage, openPackage } from '../package.ts';
import { applySplices, type Splice } from '../splices.ts';
import { rewriteZip } from '../write-zip.ts';
import type { Block } from './blocks.ts';
import { bringDefinitions } from './bring-definitions.ts';
import { CarriedComments } from './carry-comments.ts';
import { KnownBlocks, readAlike } from './known-blocks.ts';
import { writeNotes } from './notes-writer.ts';
import { prepareForWriting } from './prepare-package.ts';
import { nameHeadersEverywhere, type SectionPages } from './sections.ts';
import { separateInsertions } from './separate-insertions.ts';
import { type OpenDocument, openDocument, RedlineSession } from './session.ts';
import type { View } from './side.ts';
import { GapMissed, readStories, readViews, type Stories, type Story } from './stories.ts';
import { type NotePair, writeStory } from './story-writer.ts';
import { findGapped, type GappedPart, type WrittenPart, writeSpliced } from './unchanged-stretches.ts';
import { type Difference, findDifference } from './verify-redline.ts';

/**
 * Writes the changes from A to B into A's package as tracked changes. Pending changes of A stay as they are and are taken as
 * accepted for the compare, as are those of B. Before anything is handed out the result is read back: with every
 * change rejected it must be A, with every change accepted B; otherwise `law-broken` is thrown, which names
 * the construct and the place. The same input gives the same bytes.
 */
export function redlineDocx(a: SourceFile, b: SourceFile, options: RedlineOptions, platform: Platform): Redline {
  const documentA = openDocument(openPackage(a, platform, decodeNarrowXml));
  const documentB = openDocument(openPackage(b, platform, decodeNarrowXml));
  prepareForWriting(documentA.docx);
  nameHeaders(documentA, documentB);
  const attempt = (carriesSections: boolean) => {
    const session = new RedlineSession(documentA, documentB, options, carriesSections, platform);
    return new Attempt(session, a, b, platform);
  };
  const first = attempt(true);
  // A section that is put in shows headers of its own and hands them on to those behind it: where that would change what
  // another section shows, the break is left out and named in the report instead.
  return (first.difference !== null && first.carriedSections ? attempt(false) : first).finish();
}

/** Where sections come or go, those that stay must not depend on the ones before them for their headers. */
function nameHeaders(a: OpenDocument, b: OpenDocument): void {
  const count = ({ docx }: OpenDocument) => docx.getText(docx.mainPart).match(/sectPr[ >]/g)?.length ?? 0;
  if (count(a) === count(b)) return;
  nameHeadersEverywhere(a.docx);
  nameHeadersEverywhere(b.docx);
}

/** One redline, written and read back. */
class Attempt {
  readonly difference: Broken | null;
  /** Whether a section break was put in. */
  readonly carriedSections: boolean;
  readonly #notes: readonly RedlineNote[];
  readonly #session: RedlineSession;
  readonly #bytes: Uint8Array;
  readonly #names: { readonly base: string; readonly revised: string };

  constructor(session: RedlineSession, a: SourceFile, b: SourceFile, platform: Platform) {
    const known = new KnownBlocks(session.a.docx.getText(session.a.docx.mainPart));
    const storiesA = readStories(session.a, (part) => session.sideA(part), 'accepted', { collect: known });
    const storiesB = readStories(session.b, (part) => session.sideB(part), 'accepted', {
      known: readAlike(session.a, session.b) ? known : null,
    });
    const writing = new Writing(session, storiesA, storiesB, known, platform);
    const uncommented = writing.writeFile(a.bytes);
    this.#session = session;
    this.#names = { base: a.name, revised: b.name };
    this.#bytes = writing.comments.anchorIn({ name: a.name, bytes: uncommented }, storiesB, known, platform);
    this.carriedSections = writing.carriedSections;
    this.#notes = writing.listNotes();
    const written = { name: a.name, bytes: this.#bytes };
    // Where comments were anchored the rows of unchanged blocks no longer stand where they were written.
    const rows = this.#bytes === uncommented ? writing.rows : [];
    this.difference = findBroken(session, written, storiesA, storiesB, known, rows, platform);
  }

  /** Hands the redline out, or throws `law-broken`. */
  finish(): Redline {
    if (this.difference !== null) throw lawBroken(`of ${this.#names.base}`, this.difference);
    const { stamp, options } = this.#session;
    return {
      bytes: this.#bytes,
      report: { ...this.#names, ...options, revisions: stamp.count, notes: this.#notes },
    };
  }
}

class Writing {
  readonly #known: KnownBlocks;
  readonly #session: RedlineSession;
  readonly #a: Stories;
  readonly #b: Stories;
  readonly #platform: Platform;
  readonly #splices = new Map<string, Splice[]>();
  carriedSections = false;
  /** Blocks of the main part that did not change. */
  rows: WrittenPart['rows'] = [];
  readonly #notes = new Map<RedlineNoteCode, { count: number; details: Set<string> }>();
  readonly #notePairs: NotePair[] = [];
  readonly #sectionPairs: [a: Block, b: Block][] = [];
  #comments: CarriedComments | null = null;

  constructor(session: RedlineSession, a: Stories, b: Stories, known: KnownBlocks, platform: Platform) {
    this.#known = known;
    this.#session = session;
    this.#a = a;
    this.#b = b;
    this.#platform = platform;
  }

  /** Those that came along; known once everything is written. */
  get comments(): CarriedComments {
    if (this.#comments === null) throw new Error('the comments are written last');
    return this.#comments;
  }

  /** The file; `unchanged` when nothing changes. */
  writeFile(unchanged: Uint8Array): Uint8Array {
    const { docx } = this.#session.a;
    const changes = this.#write();
    if (changes.size === 0) return unchanged;
    const bytes = rewriteZip(docx.archive, changes, this.#platform);
    const main = changes.get(docx.mainPart);
    if (main !== undefined) this.#platform.release(main);
    return bytes;
  }

  /** The entries of the package that change. */
  #write(): Map<string, Uint8Array> {
    const session = this.#session;
    this.#writeStory(this.#a.body, this.#b.body);
    this.#writePages();
    for (const pair of this.#notePairs) {
      const before = this.#a.findNote({ kind: pair.kind, id: pair.a });
      const after = this.#b.findNote({ kind: pair.kind, id: pair.b });
      if (before !== null && after !== null) this.#writeStory(before, after);
    }
    writeNotes(session, this.#b, (part, splice) => this.#addSplices(part, [splice]));
    this.#comments = CarriedComments.write(session, this.#b, (part, splices) => this.#addSplices(part, splices));
    this.#noteDefinitions();

    const changes = new Map<string, Uint8Array>();
    const { docx } = session.a;
    const encode = (text: string) => encodeNarrowXml([text], this.#platform).bytes;
    for (const [part, splices] of this.#splices) {
      if (splices.length === 0) continue;
      const text = docx.getText(part);
      const signed = separateInsertions(text, splices, session.namesOfPart(part), session.stamp);
      if (part === docx.mainPart) {
        const { bytes, rows } = writeSpliced(this.#known, signed, this.#platform);
        changes.set(part, bytes);
        this.rows = rows;
      } else changes.set(part, encode(applySplices(text, signed)));
    }
    for (const [part, text] of bringDefinitions(session)) changes.set(part, encode(text));
    for (const [part, data] of session.merger.changes()) changes.set(part, data);
    return changes;
  }

  listNotes(): RedlineNote[] {
    return Array.from(this.#notes, ([code, { count, details }]) =>
      details.size === 0 ? { code, count } : { code, count, detail: [...details].join(', ') },
    );
  }

  #writeStory(a: Story, b: Story): void {
    const session = this.#session;
    const splices = writeStory(
      a.blocks,
      b.blocks,
      {
        sideA: session.sideA(a.part),
        sideB: session.sideB(b.part),
        copier: session.copier(a.part, b.part),
        onNotes: (pairs) => {
          for (const pair of pairs) this.#notePairs.push(pair);
        },
        onSection: (before, after) => this.#sectionPairs.push([before, after]),
        onSectionCarried: () => {
          this.carriedSections = true;
        },
        onUntracked: (code) => this.#note(code),
      },
      a.emptyAt,
    );
    this.#addSplices(a.part, splices);
  }

  #addSplices(part: string, splices: readonly Splice[]): void {
    const known = this.#splices.get(part) ?? [];
    for (const splice of splices) known.push(splice);
    this.#splices.set(part, known);
  }

  /** Headers and footers are compared with those that the same section shows in the same place. */
  #writePages(): void {
    const written = new Map<string, string>();
    for (const [i, j] of this.#pairedSections()) {
      const before = this.#a.sections[i] as SectionPages;
      const after = this.#b.sections[j] as SectionPages;
      for (const key of new Set([...before.keys(), ...after.keys()])) {
        this.#writePage(key, before.get(key), after.get(key), written);
      }
    }
  }

  /** Section numbers on both sides; the last ones always belong together. */
  #pairedSections(): [a: number, b: number][] {
    const numbers = (stories: Stories) =>
      new Map(stories.body.blocks.filter(endsSection).map((block, index) => [block, index]));
    const ofA = numbers(this.#a);
    const ofB = numbers(this.#b);
    const pairs = this.#sectionPairs.flatMap(([a, b]): [number, number][] => {
      const i = ofA.get(a);
      const j = ofB.get(b);
      return i === undefined || j === undefined ? [] : [[i, j]];
    });
    pairs.push([this.#a.sections.length - 1, this.#b.sections.length - 1]);
    return pairs.filter(([i, j]) => this.#a.sections[i] !== undefined && this.#b.sections[j] !== undefined);
  }

  #writePage(
    key: string,
    partOfA: string | undefined,
    partOfB: string | undefined,
    written: Map<string, string>,
  ): void {
    const a = partOfA === undefined ? null : this.#a.getPage(partOfA);
    const b = partOfB === undefined ? null : this.#b.getPage(partOfB);
    if (a === null || b === null) {
      if (hasWords(a) || hasWords(b)) this.#note('header-or-footer-without-counterpart', key);
    } else if (!written.has(a.part)) {
      written.set(a.part, b.part);
      this.#writeStory(a, b);
    } else if (written.get(a.part) !== b.part) this.#note('header-or-footer-shared', key);
  }

  #noteDefinitions(): void {
    const session = this.#session;
    for (const [i, j] of this.#pairedSections()) {
      if (this.#a.sectionKeys[i] !== this.#b.sectionKeys[j]) this.#note('section-not-carried');
    }
    for (const name of session.names.differentStyles) this.#note('different-styles', name);
    const { mergedProperties } = session.stamp;
    if (mergedProperties > 0) this.#note('merged-with-pending-formatting', undefined, mergedProperties);
    const controls = Math.abs(countControls(session.a.docx) - countControls(session.b.docx));
    if (controls > 0) this.#note('content-controls-not-carried', undefined, controls);
    const { carried, left } = this.comments;
    if (carried > 0) this.#note('comments-carried', undefined, carried);
    if (left > 0) this.#note('comments-not-carried', undefined, left);
    const objects = session.objects.countOpaque();
    if (objects > 0) this.#note('objects-compared-as-wholes', undefined, objects);
    if (this.#a.hasRevisions) this.#note('pending-in-base');
    if (this.#b.hasRevisions) this.#note('pending-in-revised');
  }

  #note(code: RedlineNoteCode, detail?: string, count = 1): void {
    const known = this.#notes.get(code) ?? { count: 0, details: new Set() };
    known.count += count;
    if (detail !== undefined) known.details.add(detail);
    this.#notes.set(code, known);
  }
}

function countControls({ getText, mainPart }: DocxPackage): number {
  const text = getText(mainPart);
  let count = 0;
  for (let at = text.indexOf('sdtContent>'); at >= 0; at = text.indexOf('sdtContent>', at + 1)) {
    if (text[at - 1] !== '/' && text.lastIndexOf('<', at) !== text.lastIndexOf('</', at)) count++;
  }
  return count;
}

function endsSection(block: Block): boolean {
  return block.kind === 'paragraph' && block.endsSection;
}

function hasWords(story: Story | null): boolean {
  return story?.blocks.some((block) => block.text !== '') === true;
}

/**
 * Checks a redline that anybody wrote against the two documents it was made from: with every change rejected it must be the base, with
 * every change accepted the revised document. Throws `law-broken` and names the place otherwise.
 */
export function verifyRedline(redline: SourceFile, a: SourceFile, b: SourceFile, platform: Platform): void {
  const unsigned = { author: '', date: '' };
  const written = openDocument(openPackage(redline, platform));
  for (const [view, file] of [
    ['accepted', b],
    ['rejected', a],
  ] as const) {
    const expected = openDocument(openPackage(file, platform));
    const session = new RedlineSession(written, expected, unsigned, true, platform);
    const difference = findDifference(
      readStories(expected, (part) => session.sideB(part), view),
      readStories(written, (part) => session.sideA(part), view),
    );
    if (difference !== null) throw lawBroken(redline.name, { view, ...difference });
  }
}

interface Broken extends Difference {
  readonly view: View;
}

/** Reads the written file back and compares it with what it must be when all is accepted, and when all is rejected. */
function findBroken(
  session: RedlineSession,
  file: SourceFile,
  a: Stories,
  b: Stories,
  known: KnownBlocks,
  rows: WrittenPart['rows'],
  platform: Platform,
): Broken | null {
  const [whenAccepted, whenRejected] = readBack(session, file, known, rows, platform);
  const accepted = findDifference(b, whenAccepted);
  if (accepted !== null) return { view: 'accepted', ...accepted };
  const base = a.hasRevisions ? readStories(session.a, (part) => session.sideA(part), 'rejected') : a;
  const rejected = findDifference(base, whenRejected);
  return rejected === null ? null : { view: 'rejected', ...rejected };
}

/** The stories of the written file, with every change accepted and with every change rejected. */
function readBack(
  session: RedlineSession,
  file: SourceFile,
  known: KnownBlocks,
  rows: WrittenPart['rows'],
  platform: Platform,
): readonly [Stories, Stories] {
  const read = (gapped: GappedPart | null, docx: DocxPackage) => {
    if (gapped !== null) docx.setText(docx.mainPart, gapped.text);
    const redline = openDocument(docx);
    const reuse = gapped === null ? { known } : { known, gaps: gapped.gaps };
    const side = (part: string) => session.sideOfRedline(redline, part);
    return readViews(redline, side, ['accepted', 'rejected'], reuse) as [Stories, Stories];
  };
  const open = () => openPackage(file, platform, decodeNarrowXml);
  const docx = open();
  const main = docx.archive.findEntry(docx.mainPart);
  if (main === null || rows.length === 0) return read(null, docx);
  const bytes = docx.archive.read(main);
  const gapped = findGapped(bytes, rows, known, platform);
  if (main.method !== 0) platform.release(bytes);
  if (gapped === null) return read(null, open());
  try {
    return read(gapped, docx);
  } catch (error) {
    // What it says of the whole is then found by reading the whole.
    if (error instanceof GapMissed || error instanceof AppError) return read(null, open());
    throw error;
  }
}

function lawBroken(file: string, { view, story, block, construct, expected, found }: Broken): AppError {
  const what = view === 'accepted' ? 'the revised document' : 'the base document';
  return new AppError(
    'law-broken',
    `The redline ${file} is refused: with every change ${view} it is not ${what}. In ${story}, block ${block}, the ${construct} should be ${expected} and is ${found}.`,
    { details: { file, view, story, block, construct, expected, found } },
  );
}
