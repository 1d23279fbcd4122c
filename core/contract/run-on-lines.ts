import type { TextLine } from './text-lines.ts';

/**
 * Paragraphs of texts that lost their line ends.
 *
 * Text taken from web pages and filings often has whole pages on one line. Two traces of
 * the paragraphs are left, and only these are used:
 *
 * - a run of three or more spaces between the end of a sentence (or a title in capitals) and a new one. The same
 *   run inside a sentence is the indent of a line that was wrapped, so what stands on both sides decides;
 * - in a line longer than any paragraph should be, numbers that carry the sequence of the document on: `… as follows: 1. Services. …
 *   writing. 2. Term. …`. A number out of sequence, a number inside a sentence and every bracketed letter stay where they are: an
 *   enumeration inside a sentence is the writer's own choice and looks just the same.
 *
 * Nothing is added or reordered: a cut replaces white space by the end of a paragraph.
 */

const shortestWithGaps = 160;
const shortestRunOn = 900;

/** Cuts lines where paragraphs were lost; lines that need no cut are returned as they are. */
export function cutRunOnLines(lines: readonly TextLine[]): TextLine[] {
  const sequence = new NumberSequence();
  const cut: TextLine[] = [];
  for (const line of lines) {
    const cuts = line.text.length >= shortestWithGaps ? gapCuts(line.text) : [];
    for (const piece of pieces(line, cuts)) {
      if (isRunOnContents(piece.text)) {
        cut.push(piece);
        continue;
      }
      sequence.follow(piece.text);
      if (piece.text.length < shortestRunOn) cut.push(piece);
      else cut.push(...pieces(piece, sequence.cuts(piece.text)));
    }
  }
  return cut;
}

/** A table of contents on one line: a page number and the next entry's number, again and again. */
export function isRunOnContents(text: string): boolean {
  const entries = text.length < 200 ? 0 : contentsEntries(text);
  return entries >= 4 && text.length / entries < 130;
}

/** How many times a page number is followed by the number and title of the next entry. */
export function contentsEntries(text: string): number {
  let entries = 0;
  for (const _ of text.matchAll(nextEntry)) entries += 1;
  return entries;
}

const nextEntry =
  /\s\d{1,3}\s+(?:(?:ARTICLE|Article|SECTION|Section)\s)?(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,6})\.?\s+\p{Lu}/gu;

/** `cuts` are ranges of white space. */
function* pieces(line: TextLine, cuts: readonly { from: number; to: number }[]): Generator<TextLine> {
  let from = 0;
  for (const cut of [...cuts, { from: line.text.length, to: line.text.length }]) {
    const text = line.text.slice(from, cut.from);
    if (cuts.length === 0) yield line;
    else if (text !== '') {
      const start = line.from + from;
      yield {
        text,
        from: start,
        to: start + text.length,
        indent: from === 0 ? line.indent : 0,
        afterGap: from === 0 ? line.afterGap : true,
      };
    }
    from = cut.to;
  }
}

function gapCuts(text: string): { from: number; to: number }[] {
  const cuts: { from: number; to: number }[] = [];
  let pieceFrom = 0;
  for (const match of text.matchAll(/\s{3,}/g)) {
    const to = match.index + match[0].length;
    if (!isParagraphGap(text, pieceFrom, match.index, text.slice(to, to + 60))) continue;
    cuts.push({ from: match.index, to });
    pieceFrom = to;
  }
  return cuts;
}

/** Whether a gap after the words from `from` to `to` ends a paragraph, `right` being the next words. */
function isParagraphGap(text: string, from: number, to: number, right: string): boolean {
  const length = to - from;
  if (length < 4 || !/^["“«'([•*\d\p{Lu}]/u.test(right) || /^(?:means|shall mean|désigne)\b/i.test(right)) return false;
  const left = length <= 120 ? text.slice(from, to) : '';
  // A number, or a term and what it means: the gap is a column's.
  if (/^\S{1,10}$/.test(left) || /^["“«][^"”»]{1,80}["”»]$/.test(left)) return false;
  if (/[.;:!?]["”»)]?$|[.;]\s(?:and|or|et|ou)$/u.test(text.slice(Math.max(from, to - 8), to))) return true;
  if (left.length <= 80 && scheduleStart.test(left)) return true;
  return left.length >= 8 && left === left.toUpperCase() && /\p{Lu}{3}/u.test(left);
}

const scheduleStart = /^(?:schedule|exhibit|appendix|annexe?|attachment)\s[\dA-Z]{1,3}\b/iu;
const openingFormula = /^(?:WHEREAS|NOW,? THEREFORE|IN WITNESS WHEREOF|ATTENDU QUE|CONSIDÉRANT QUE)\b/;
const numberStart =
  /^(?:((?:ARTICLE|Article)\s)([IVXL]{1,6}|\d{1,2})\b[.:]?(?:\s[-–—])?|((?:SECTION|Section)\s)?(\d{1,2}(?:\.\d{1,2}){0,3})(\.?))(?=\s+["“(\p{Lu}]|\s*$)/u;

/** Follows a document's numbers and tells which ones inside a line carry them on. */
class NumberSequence {
  /** The last number at each depth of a decimal number: `4.2` is [4, 2]. */
  private last: number[] = [];
  private lastArticle = 0;

  /** Takes note of the number that a line begins with. */
  follow(text: string): void {
    const match = numberStart.exec(text.slice(0, 40));
    if (match !== null) this.take(match, true);
  }

  cuts(text: string): { from: number; to: number }[] {
    const cuts: { from: number; to: number }[] = [];
    for (const match of text.matchAll(/\s+/g)) {
      const to = match.index + match[0].length;
      const right = text.slice(to, to + 40);
      if (!/^[\p{Lu}\d]/u.test(right)) continue;
      const left = text.slice(Math.max(0, match.index - 40), match.index);
      if (match.index > 0 && this.startsParagraph(left, right)) cuts.push({ from: match.index, to });
    }
    return cuts;
  }

  private startsParagraph(left: string, right: string): boolean {
    const ended = /[.;:!?\])]["”»)]?$|[.;]\s(?:and|or)$|^[^\p{Ll}]{12,}$/u.test(left);
    if (ended && openingFormula.test(right)) return true;
    const match = numberStart.exec(right);
    if (match === null) return false;
    const keyword = match[1] ?? match[3];
    if (keyword === undefined && !ended) return false;
    // "as set out in Section 2.1 The …": a reference, unless a sentence or a title ended before it.
    if (keyword !== undefined && !ended && !/[\p{Lu}\d”"]$/u.test(left)) return false;
    if (keyword === undefined && match[5] === '' && !match[4]?.includes('.')) return false;
    return this.take(match, false);
  }

  private take(match: RegExpExecArray, anyway: boolean): boolean {
    if (match[2] !== undefined) {
      const value = /^\d/.test(match[2]) ? Number(match[2]) : romanValue(match[2]);
      if (!anyway && value !== this.lastArticle + 1) return false;
      this.lastArticle = value;
      return true;
    }
    const path = (match[4] ?? '').split('.').map(Number);
    if (!anyway && !this.isNext(path)) return false;
    this.last = path;
    return true;
  }

  private isNext(path: readonly number[]): boolean {
    const depth = path.length - 1;
    const value = path[depth] ?? 0;
    if (value > 1) return this.last[depth] === value - 1 && path.slice(0, depth).every((n, i) => n === this.last[i]);
    if (depth === 0) return this.last.length === 0;
    const parent = path.slice(0, depth);
    return (
      parent.every((n, i) => n === this.last[i]) ||
      parent[0] === this.lastArticle ||
      (depth === 1 && parent[0] === (this.last[0] ?? 0) + 1)
    );
  }
}

function romanValue(text: string): number {
  const values: Record<string, number> = { I: 1, V: 5, X: 10, L: 50 };
  let total = 0;
  for (let i = 0; i < text.length; i += 1) {
    const value = values[text[i] ?? ''] ?? 0;
    total += value < (values[text[i + 1] ?? ''] ?? 0) ? -value : value;
  }
  return total;
}
