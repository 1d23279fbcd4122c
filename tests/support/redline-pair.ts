import { openPackage } from '../../core/docx/package.ts';
import type { RedlineReport } from '../../core/model/redline.ts';
import type { SourceFile } from '../../core/model/source.ts';
import { listChanges } from '../../core/redline/list-changes.ts';
import { nodePlatform } from '../../engine/platform.ts';
import { type DocxContent, docxFile, r } from './docx.ts';
import { makeLawfulRedline, redlineAuthor, settleOurs } from './redline-laws.ts';
import { requireSoundRedline } from './redline-shape.ts';
import { requireSameMarkup } from './same-markup.ts';

/**
 * The redline of two small documents, written so that a test can show all of it: where we sign a change stands ` ours`
 * instead of id, author and date. Every law is checked on the way.
 */
export interface PairRedline {
  /** What stands in `w:body`, without an empty last `w:sectPr`. */
  readonly body: string;
  readonly report: RedlineReport;
  /** Kind, words before and words after of each change as a reader counts them. */
  readonly changes: readonly (readonly [kind: string, before: string, after: string])[];
  readonly file: SourceFile;
  /** What stands in the root of another part; throws when there is no such part. */
  partOf(name: string): string;
}

/** A body given as a string gets an empty section. */
export function redlinePair(a: DocxContent | string, b: DocxContent | string): PairRedline {
  return redlineFiles(docxFile(withSection(a)), docxFile(withSection(b)));
}

export function redlineFiles(fileA: SourceFile, fileB: SourceFile): PairRedline {
  const { file, report, document } = makeLawfulRedline(fileA, fileB);
  const rejected = settleOurs(file, 'reject');
  requireSoundRedline(fileA, file, [settleOurs(file, 'accept'), rejected]);
  requireSameMarkup('rejecting our changes leaves those of others as they were', fileA, rejected);
  const docx = openPackage(file, nodePlatform);
  const partOf = (name: string) => {
    const text = docx.getText(name);
    return withoutSignatures(/^(?:<\?xml[^>]*>\s*)?<[^>]*>([\s\S]*)<\/[^>]*>\s*$/.exec(text)?.[1] ?? '');
  };
  return {
    body: partOf(docx.mainPart)
      .replace(/^<w:body>|<\/w:body>$/g, '')
      .replace(/<w:sectPr\/>$/, ''),
    report,
    changes: listChanges(document)
      .filter(({ author }) => author === redlineAuthor)
      .map(({ kind, before, after }) => [kind, before, after] as const),
    file,
    partOf,
  };
}

const isWhole = /^<(?:\?xml|w:document)/;

function withSection(content: DocxContent | string): DocxContent | string {
  return typeof content !== 'string' || isWhole.test(content) ? content : `${content}<w:sectPr/>`;
}

function withoutSignatures(text: string): string {
  const signature = ` w:id="(\\d+)" w:author="${redlineAuthor}" w:date="[^"]*"`;
  const ranges = new RegExp(`<w:move(?:From|To)RangeStart${signature}`, 'g');
  const ids = Array.from(text.matchAll(ranges), ([, id]) => id).join('|');
  return text
    .replace(new RegExp(`(<w:move(?:From|To)RangeEnd) w:id="(?:${ids})"`, 'g'), '$1')
    .replace(new RegExp(signature, 'g'), ' ours')
    .replace(/(<w:move(?:From|To)RangeStart ours w:name="move)\d+"/g, '$1"')
    .replaceAll('<w:pPr></w:pPr>', '<w:pPr/>');
}

/** Runs that we put in: words, or runs as they stand. */
export function inserted(content: string, properties = ''): string {
  return `<w:ins ours>${content.startsWith('<w:r>') ? content : r(content, properties)}</w:ins>`;
}

/** A run that we took out. */
export function deleted(text: string, properties = ''): string {
  const content = text.startsWith('<') ? text : `<w:delText xml:space="preserve">${text}</w:delText>`;
  return `<w:del ours>${r(content, properties)}</w:del>`;
}

/** Formatting of a paragraph's mark that we put in or took out. */
export const insertedMark = '<w:rPr><w:ins ours/></w:rPr>';
export const deletedMark = '<w:rPr><w:del ours/></w:rPr>';

/** What the properties of a run or paragraph were. */
export function formerly(of: 'rPr' | 'pPr', properties: string): string {
  const former = properties === '' ? `<w:${of}/>` : `<w:${of}>${properties}</w:${of}>`;
  return `<w:${of}Change ours>${former}</w:${of}Change>`;
}
