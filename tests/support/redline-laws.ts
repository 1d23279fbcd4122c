import { openPackage } from '../../core/docx/package.ts';
import { readDocx } from '../../core/docx/read-docx.ts';
import { redlineDocx } from '../../core/docx/redline/redline-docx.ts';
import { listRevisions, resolveRevisions } from '../../core/docx/revisions/resolve-revisions.ts';
import type { Decision } from '../../core/docx/revisions/revision.ts';
import { readRedline } from '../../core/docx/tracked/read-redline.ts';
import { openZip } from '../../core/docx/zip.ts';
import { AppError } from '../../core/error.ts';
import { type Block, blockText, canonicalContent, type Paragraph, paragraphText } from '../../core/model/content.ts';
import type { RedlineReport } from '../../core/model/redline.ts';
import type { RedlineDocument } from '../../core/model/redline-document.ts';
import type { SourceFile } from '../../core/model/source.ts';
import { nodePlatform } from '../../engine/platform.ts';
import { type StoryLineOptions, storyLines } from './story-lines.ts';

/**
 * The laws of a redline, checked without the writer's own check: what it wrote is accepted and rejected by the code that does
 * so for users, and read by both readers.
 */

/** Nobody's name, so that our changes are told from those that were pending in A. */
export const redlineAuthor = 'Parley Redline';
export const redlineOptions = { author: redlineAuthor, date: '2026-03-01T09:00:00Z' } as const;

/** `law` names what does not hold; the message says where. */
export class BrokenRedlineLaw extends Error {
  readonly law: string;

  constructor(law: string, where: string) {
    super(`${law}: ${where}`);
    this.law = law;
  }
}

export interface LawfulRedline {
  readonly file: SourceFile;
  readonly report: RedlineReport;
  /** What the tracked document says, pending changes of others included. */
  readonly document: RedlineDocument;
  /** Our changes as a reader counts them: a move is one. */
  readonly revisions: number;
}

/** Writes the redline of B against A and checks every law. Throws `BrokenRedlineLaw`, or what the writer throws when it refuses. */
export function makeLawfulRedline(a: SourceFile, b: SourceFile): LawfulRedline {
  const { bytes, report } = redlineDocx(a, b, redlineOptions, nodePlatform);
  const file: SourceFile = { name: `redline of ${a.name}`, bytes };
  const document = readRedline(file, nodePlatform);
  const revisions = listRevisions(openPackage(file, nodePlatform)).filter(({ author }) => author === redlineAuthor);

  // Where a style is defined otherwise in B, A's stays and the report says so: there words in it cannot look as in B.
  const hasOtherStyles = report.notes.some(({ code }) => code === 'different-styles');
  requireSame('rejecting all gives A', settleOurs(file, 'reject'), a, { marks: true });
  requireSame('accepting all gives B', settleOurs(file, 'accept'), b, { marks: !hasOtherStyles });
  requireUntouchedParts(
    a,
    file,
    report.notes.some(({ code }) => code === 'comments-carried'),
  );
  requireNothingToCompare(a);
  const again = redlineDocx(a, b, redlineOptions, nodePlatform).bytes;
  if (!sameBytes(bytes, again)) throw new BrokenRedlineLaw('the same input gives the same bytes', a.name);
  return { file, report, document, revisions: revisions.length };
}

/** The file with our changes accepted or rejected and those of others as they were. */
export function settleOurs(file: SourceFile, decision: Decision): SourceFile {
  const docx = openPackage(file, nodePlatform);
  const { bytes, kept } = resolveRevisions(
    docx,
    ({ author }) => (author === redlineAuthor ? decision : 'keep'),
    nodePlatform,
  );
  const left = kept.filter(({ author }) => author === redlineAuthor);
  if (left.length > 0) throw new BrokenRedlineLaw(`every change can be ${decision}ed`, left[0]?.kind ?? '');
  return { name: `${file.name}, ${decision}ed`, bytes };
}

function requireSame(law: string, found: SourceFile, expected: SourceFile, options: StoryLineOptions): void {
  requireEqualLists(law, blocksOf(expected, options), blocksOf(found, options));
  const a = storyLines(readRedline(expected, nodePlatform), 'after', options);
  const b = storyLines(readRedline(found, nodePlatform), 'after', options);
  requireEqualLists(law, a.lines, b.lines);
  // A header that only one of them has cannot be tracked; the report names it.
  for (const [page, lines] of a.pages) {
    const others = b.pages.get(page);
    if (others !== undefined) requireEqualLists(`${law} (${page})`, lines, others);
  }
}

function requireEqualLists(law: string, expected: readonly string[], found: readonly string[]): void {
  const count = Math.max(expected.length, found.length);
  for (let index = 0; index < count; index++) {
    const a = expected[index] ?? 'nothing';
    const b = found[index] ?? 'nothing';
    if (a === b) continue;
    let at = 0;
    while (at < a.length && a[at] === b[at]) at++;
    const cut = (text: string) => JSON.stringify(text.slice(Math.max(0, at - 40), at + 120));
    throw new BrokenRedlineLaw(
      law,
      `line ${index + 1} of ${expected.length} (${found.length}) is ${cut(b)} instead of ${cut(a)}`,
    );
  }
}

function blocksOf(file: SourceFile, { marks }: StoryLineOptions): string[] {
  try {
    return readDocx(file, nodePlatform).blocks.map(({ block, style = '' }) => {
      const content = marks ? block : withoutMarks(block);
      const all = canonicalContent({ headingTo: 0, blocks: [content] });
      return [style.toLowerCase(), blockText(block), all].join(' | ');
    });
  } catch (error) {
    if (error instanceof AppError && error.code === 'no-text') return [];
    throw error;
  }
}

function withoutMarks(block: Block): Block {
  if (block.type === 'row') {
    return { ...block, cells: block.cells.map((cell) => ({ paragraphs: cell.paragraphs.map(plain) })) };
  }
  return plain(block);
}

function plain(paragraph: Paragraph): Paragraph {
  return { ...paragraph, runs: [{ text: paragraphText(paragraph) }] };
}

/** Every part of A is in the redline; those with the same content are the same compressed bytes; what nobody compares is the same. */
function requireUntouchedParts(a: SourceFile, redline: SourceFile, hasNewComments: boolean): void {
  const law = 'untouched parts are the same bytes';
  const before = openZip(a, nodePlatform);
  const after = openZip(redline, nodePlatform);
  for (const entry of before.entries) {
    const other = after.findEntry(entry.name);
    if (other === null) throw new BrokenRedlineLaw(law, `${entry.name} is gone`);
    if (sameBytes(entry.data, other.data)) continue;
    if (sameBytes(before.read(entry), after.read(other))) {
      throw new BrokenRedlineLaw(law, `${entry.name} was packed anew without a change`);
    }
    const isExpected = mayChange.test(entry.name) || (hasNewComments && /(?:^|\/)comments\w*\.xml$/.test(entry.name));
    if (!isExpected) throw new BrokenRedlineLaw(law, `${entry.name} was changed`);
  }
}

/** Stories, and what they need to know of what came in with B. */
const mayChange =
  /^\[Content_Types\]\.xml$|\.rels$|(?:^|\/)(?:document\d*|header\d*|footer\d*|footnotes|endnotes|styles|numbering|settings)\.xml$/;

function requireNothingToCompare(a: SourceFile): void {
  const { bytes } = redlineDocx(a, a, redlineOptions, nodePlatform);
  if (!sameBytes(bytes, a.bytes))
    throw new BrokenRedlineLaw('comparing a document with itself changes nothing', a.name);
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
