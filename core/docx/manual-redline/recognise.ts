import type { DocxPackage } from '../package.ts';
import { readStyles, type StyleSheet } from '../styles.ts';
import { countLabels, decideFates, type PartFates, stretches } from './fates.ts';
import { findLegend } from './legend.ts';
import { type LiveParagraph, type LivePart, readLivePart } from './live-text.ts';
import { fate, findBracketSpans, type InsertionSign, isInsertedRun, lookAt } from './spans.ts';

/**
 * Recognises a redline that was made by hand: words struck through by formatting, new ones set off in brackets, in bold, by
 * a colour or underline. To an importer all of it is live text, and the contract says "thirty sixty days".
 *
 * It is only offered, never done in silence, and yet a false offer costs trust: defined terms are bold, headings underlined,
 * blanks to be filled in stand in brackets. So without struck words or a legend nothing is recognised; and a way of marking insertions
 * counts only when a legend states it, or when it stands next to struck words here and is not mostly
 * used for something else. Struck words alone are offered as deletions alone.
 */
export interface ManualRedline {
  /** `sure`: a legend or the document's own use shows how insertions are marked. `deletions-only`: nothing shows it. */
  readonly confidence: 'sure' | 'deletions-only';
  /** How insertions are marked; `null` when there is no sign of any. */
  readonly insertionSign: InsertionSign | null;
  /** Whether the text itself says of some words that they were deleted or inserted, `[Deleted: thirty]`. */
  readonly hasLabels: boolean;
  /** The sentence of the document that states the convention, or `null`. */
  readonly legend: string | null;
  /** Stretches of struck and of inserted words. */
  readonly deletions: number;
  readonly insertions: number;
  /** Brackets that look like an insertion that never ends; their words stay live. */
  readonly unclosed: number;
  /** The first few changes with the words before them. */
  readonly examples: readonly ManualChange[];
}

export interface ManualChange {
  readonly lead: string;
  readonly deleted: string;
  readonly inserted: string;
}

/** `null`: not recognised. Reads the document part, headers, footers and notes; time grows with their length. */
export function recogniseManualRedline(docx: DocxPackage): ManualRedline | null {
  return studyManualRedline(docx)?.redline ?? null;
}

/** What was recognised, and where. */
export function studyManualRedline(docx: DocxPackage): { redline: ManualRedline; parts: readonly PartFates[] } | null {
  const styles = readStylesOf(docx);
  const parts = docx
    .listStoryParts()
    .filter((part) => !docx.listRelated(docx.mainPart, 'comments').includes(part))
    .map((part) => readLivePart(docx, part, styles));
  const paragraphs = parts.flatMap((part) => part.paragraphs);
  const legend = findLegend(paragraphs.map(({ text }) => text));
  const struck = countStruck(paragraphs);
  const labels = countLabels(paragraphs);
  if (struck === 0 && labels.deletions === 0 && legend === null) return null;

  const insertionSign = legend?.sign ?? findSign(parts);
  const hasLabels = labels.deletions > 0;
  const fates = parts.map((part) => decideFates(part, insertionSign, hasLabels));
  const counts = countChanges(fates);
  if (counts.deletions + counts.insertions === 0) return null;
  return {
    redline: {
      confidence: counts.insertions > 0 ? 'sure' : 'deletions-only',
      insertionSign,
      hasLabels,
      legend: legend?.words ?? null,
      ...counts,
      unclosed: fates.reduce((sum, { unclosed }) => sum + unclosed, 0),
      examples: listExamples(fates),
    },
    parts: fates,
  };
}

function readStylesOf(docx: DocxPackage): StyleSheet {
  const [part] = docx.listRelated(docx.mainPart, 'styles');
  return readStyles(part === undefined ? null : docx.getXml(part));
}

function countStruck(paragraphs: readonly LiveParagraph[]): number {
  let count = 0;
  for (const { text, runs } of paragraphs) {
    for (const { look, from, to } of runs) if (look.struck && /[\p{L}\p{N}]/u.test(text.slice(from, to))) count++;
  }
  return count;
}

const plain: InsertionSign = { brackets: false, bold: false, underline: 'none', colour: null };

/** The ways to mark insertions that are tried, the most telling first. */
function listSigns(paragraphs: readonly LiveParagraph[]): readonly InsertionSign[] {
  const colours = new Set<string>();
  for (const { runs } of paragraphs) {
    for (const { look } of runs) if (look.colour !== null && !look.struck && !look.inLink) colours.add(look.colour);
  }
  const coloured = [...colours].slice(0, 8);
  return [
    { ...plain, brackets: true, bold: true },
    { ...plain, brackets: true, underline: 'single' },
    ...coloured.map((colour) => ({ ...plain, brackets: true, colour })),
    { ...plain, underline: 'double' },
    ...coloured.map((colour) => ({ ...plain, colour })),
    { ...plain, underline: 'single' },
    { ...plain, brackets: true },
  ];
}

interface SignUse {
  readonly all: number;
  readonly besideDeletions: number;
}

/** The first sign that the document uses next to struck words and for little else. */
function findSign(parts: readonly LivePart[]): InsertionSign | null {
  for (const sign of listSigns(parts.flatMap((part) => part.paragraphs))) {
    let use: SignUse = { all: 0, besideDeletions: 0 };
    for (const part of parts) {
      const found = sign.brackets ? bracketUse(part.paragraphs, sign) : runUse(part.paragraphs, sign);
      use = { all: use.all + found.all, besideDeletions: use.besideDeletions + found.besideDeletions };
    }
    if (isConvention(sign, use)) return sign;
  }
  return null;
}

/**
 * Brackets that look like the words in them are rarely anything else, and one beside struck words will do. Looks alone, and
 * brackets alone, have other uses: most of them must stand beside struck words, and more than one.
 */
function isConvention(sign: InsertionSign, { all, besideDeletions }: SignUse): boolean {
  if (sign.brackets && (sign.bold || sign.underline !== 'none' || sign.colour !== null)) {
    return besideDeletions >= 1 && besideDeletions * 20 >= all;
  }
  if (sign.underline === 'double') return besideDeletions >= 1 && besideDeletions * 4 >= all;
  return besideDeletions >= 2 && besideDeletions * 2 >= all;
}

function bracketUse(paragraphs: readonly LiveParagraph[], sign: InsertionSign): SignUse {
  const { spans } = findBracketSpans(paragraphs, sign);
  let besideDeletions = 0;
  for (const { from, to } of spans) {
    const first = paragraphs[from.paragraph] as LiveParagraph;
    const last = paragraphs[to.paragraph] as LiveParagraph;
    if (isStruckBefore(first, from.offset) || isStruckAfter(last, to.offset + 1)) besideDeletions++;
  }
  return { all: spans.length, besideDeletions };
}

function runUse(paragraphs: readonly LiveParagraph[], sign: InsertionSign): SignUse {
  let all = 0;
  let besideDeletions = 0;
  for (const paragraph of paragraphs) {
    for (const { from, to } of joinRuns(paragraph, (run) => isInsertedRun(run, sign))) {
      if (!/[\p{L}\p{N}]/u.test(paragraph.text.slice(from, to))) continue;
      all++;
      if (isStruckBefore(paragraph, from) || isStruckAfter(paragraph, to)) besideDeletions++;
    }
  }
  return { all, besideDeletions };
}

/** Stretches of runs that a test picks, one after the other. */
function joinRuns(
  { runs }: LiveParagraph,
  picks: (run: LiveParagraph['runs'][number]) => boolean,
): { from: number; to: number }[] {
  const joined: { from: number; to: number }[] = [];
  for (const run of runs) {
    if (run.from === run.to || !picks(run)) continue;
    const last = joined.at(-1);
    if (last?.to === run.from) last.to = run.to;
    else joined.push({ from: run.from, to: run.to });
  }
  return joined;
}

const skipped = /[\s()“”"'«»]/;

function isStruckBefore({ text, runs }: LiveParagraph, offset: number): boolean {
  let at = offset - 1;
  while (at >= 0 && skipped.test(text[at] as string) && !lookAt(runs, at).struck) at--;
  return at >= 0 && lookAt(runs, at).struck;
}

function isStruckAfter({ text, runs }: LiveParagraph, offset: number): boolean {
  let at = offset;
  while (at < text.length && skipped.test(text[at] as string) && !lookAt(runs, at).struck) at++;
  return at < text.length && lookAt(runs, at).struck;
}

function countChanges(parts: readonly PartFates[]): { deletions: number; insertions: number } {
  let deletions = 0;
  let insertions = 0;
  for (const { live, characters, spans } of parts) {
    for (const [index, each] of characters.entries()) {
      const { text } = live.paragraphs[index] as LiveParagraph;
      for (const stretch of stretches(each)) {
        if (text.slice(stretch.from, stretch.to).trim() === '') continue;
        if (stretch.fate === fate.deleted) deletions++;
        if (stretch.fate === fate.inserted) insertions++;
      }
    }
    // What one pair of brackets inserts over several paragraphs is one insertion.
    for (const { from, to } of spans) insertions -= Math.max(0, countFilled(live, from.paragraph, to.paragraph) - 1);
  }
  return { deletions, insertions };
}

function countFilled({ paragraphs }: LivePart, from: number, to: number): number {
  let count = 0;
  for (let index = from; index <= to; index++) if (paragraphs[index]?.text.trim() !== '') count++;
  return count;
}

const mostExamples = 5;
const leadLength = 40;

function listExamples(parts: readonly PartFates[]): readonly ManualChange[] {
  const examples: ManualChange[] = [];
  for (const { live, characters } of parts) {
    for (const [index, each] of characters.entries()) {
      const { text } = live.paragraphs[index] as LiveParagraph;
      let lead = '';
      let change = { deleted: '', inserted: '' };
      const close = () => {
        if (change.deleted.trim() !== '' || change.inserted.trim() !== '') examples.push({ lead, ...change });
        change = { deleted: '', inserted: '' };
      };
      for (const { from, to, fate: found } of stretches(each)) {
        const words = text.slice(from, to);
        if (found === fate.deleted) change.deleted += words;
        else if (found === fate.inserted) change.inserted += words;
        else if (found === fate.kept && words.trim() !== '') {
          close();
          lead = words.slice(-leadLength);
        }
        if (examples.length >= mostExamples) return examples;
      }
      close();
    }
  }
  return examples.slice(0, mostExamples);
}
