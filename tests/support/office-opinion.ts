import { readRedline } from '../../core/docx/tracked/read-redline.ts';
import type { SourceFile } from '../../core/model/source.ts';
import { nodePlatform } from '../../engine/platform.ts';
import { type LibreOffice, LibreOfficeError, type OfficeDocument } from './libreoffice.ts';
import { findOfficeBlindSpots, type OfficeBlindSpot } from './office-blind-spots.ts';
import { expectedOfficeChanges } from './office-count.ts';
import { countApart, findOfficeDifference, readingOf } from './office-reading.ts';
import { withoutShapes } from './without-shapes.ts';

/** What LibreOffice makes of a redline. */
export interface OfficeOpinion {
  /** `blind`: it disagrees where it is known not to read tracked changes; see `blindSpots`. */
  readonly verdict: 'agrees' | 'disagrees' | 'blind';
  /** What it had to be shown: the documents as they are, or without pictures, shapes and objects, which it tracks wrongly. */
  readonly shown: 'all' | 'no shapes';
  readonly seen: number;
  readonly expected: number;
  /** In words, empty when it agrees. */
  readonly differences: readonly string[];
  readonly blindSpots: readonly OfficeBlindSpot[];
  /** Paragraphs and tables that it reads in B and not in the redline accepted or the other way round, and for A and rejected; of how many. */
  readonly apart: { readonly accepted: number; readonly rejected: number; readonly of: number };
  /** Accepted and rejected runs are formatted as in B and A, where its words agree. */
  readonly agreesOnFormatting: boolean;
}

export interface OpinionOptions {
  /** Whether the redline shows B's headers and footers when accepted; A's are compared always. */
  readonly pagesOfB: boolean;
}

/**
 * Asks LibreOffice for its opinion on redlines: that it opens them, sees as many changes as are in the file, and that its own accept-all
 * and reject-all give B and A as it reads them itself. What it read of A and B it remembers for the next pair.
 */
export class OfficeWitness {
  readonly #office: LibreOffice;
  readonly #known = new Map<Uint8Array, Map<string, OfficeDocument>>();
  readonly #withoutShapes = new Map<Uint8Array, SourceFile>();

  constructor(office: LibreOffice) {
    this.#office = office;
  }

  async judge(a: SourceFile, b: SourceFile, redline: SourceFile, options: OpinionOptions): Promise<OfficeOpinion> {
    const opinion = await this.#judge(a, b, redline, options);
    const isAboutShapes = opinion.blindSpots.some(
      (spot) => spot === 'floating shape or object' || spot === 'text box in a group',
    );
    if (opinion.verdict !== 'blind' || !isAboutShapes) return opinion;
    const words = [a, b].map((file) => this.#stripped(file)) as [SourceFile, SourceFile];
    return { ...(await this.#judge(...words, withoutShapes(redline), options)), shown: 'no shapes' };
  }

  async #judge(a: SourceFile, b: SourceFile, redline: SourceFile, options: OpinionOptions): Promise<OfficeOpinion> {
    const count = expectedOfficeChanges(readRedline(redline, nodePlatform));
    const blindSpots = findOfficeBlindSpots(redline, count);
    const expected = count.changes;
    const pages = { pages: options.pagesOfB };
    const differences: string[] = [];
    let seen = -1;
    let apart = { accepted: 0, rejected: 0, of: 0 };
    let agreesOnFormatting = true;
    try {
      const accepted = await this.#office.read(redline, { changes: 'accept', formatting: true });
      const rejected = await this.#office.read(redline, { changes: 'reject', formatting: true });
      const likeA = await this.#read(a, 'reject');
      const likeB = await this.#read(b, 'accept');
      seen = accepted.changes.length;
      // How it counts was measured on 7.4; what later versions merge may differ, but not that they see changes.
      const countsAlike = this.#office.version.startsWith('7.4.') ? seen === expected : seen > 0 === expected > 0;
      if (!countsAlike) differences.push(`it sees ${seen} changes, not ${expected}`);
      const left = accepted.changesLeft.length + rejected.changesLeft.length;
      if (left > 0) differences.push(`it leaves ${left} changes unsettled`);
      const notB = findOfficeDifference(likeB, accepted, pages);
      const notA = findOfficeDifference(likeA, rejected);
      if (notB !== null) differences.push(`accepted is not B: ${notB}`);
      if (notA !== null) differences.push(`rejected is not A: ${notA}`);
      apart = {
        accepted: notB === null ? 0 : countApart(likeB, accepted, pages),
        rejected: notA === null ? 0 : countApart(likeA, rejected),
        of: readingOf(likeA).lines.length + readingOf(likeB, pages).lines.length,
      };
      agreesOnFormatting =
        findOfficeDifference(likeB, accepted, { ...pages, formatting: true }) === null &&
        findOfficeDifference(likeA, rejected, { formatting: true }) === null;
    } catch (error) {
      if (!(error instanceof LibreOfficeError)) throw error;
      differences.push(error.message);
    }
    const verdict = differences.length === 0 ? 'agrees' : blindSpots.length > 0 ? 'blind' : 'disagrees';
    return { verdict, shown: 'all', seen, expected, differences, blindSpots, apart, agreesOnFormatting };
  }

  async #read(file: SourceFile, changes: 'accept' | 'reject'): Promise<OfficeDocument> {
    const known = this.#known.get(file.bytes) ?? new Map<string, OfficeDocument>();
    this.#known.set(file.bytes, known);
    const document = known.get(changes) ?? (await this.#office.read(file, { changes, formatting: true }));
    known.set(changes, document);
    // Without changes both are the same.
    if (document.changes.length === 0) known.set('accept', document).set('reject', document);
    return document;
  }

  #stripped(file: SourceFile): SourceFile {
    const stripped = this.#withoutShapes.get(file.bytes) ?? withoutShapes(file);
    this.#withoutShapes.set(file.bytes, stripped);
    return stripped;
  }
}
