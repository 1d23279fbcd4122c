import { romanValue } from './numerals.ts';
import type { TextLine } from './text-lines.ts';

/**
 * Paragraphs of texts that lost their line ends.
 *
 * Text taken from web pages and filings often has whole pages on one line. These traces of the paragraphs are left, and
 * only these are used:
 *
 * - a run of three or more spaces between the end of a sentence (or a title in capitals) and a new one. The same
 *   run inside a sentence is the indent of a line that was wrapped, so what stands on both sides decides;
 * - a number that carries the sequence of the document on, after the end of a sentence: `… as follows: 1. Services. …
 *   writing. 2. Term. …`, and `A. … B. …` under an article. A number of one part without a title in capitals counts only in a line longer
 *   than any paragraph should be;
 * - the formulas that open and sign an agreement.
 *
 * A number out of sequence, a number inside a sentence and every bracketed letter stay where they are: an
 * enumeration inside a sentence is the writer's own choice and looks just the same.
 *
 * Nothing is added or reordered: a cut replaces white space by the end of a paragraph.
 */

const shortestWithGaps = 160;
const shortestWithNumbers = 80;
const shortestRunOn = 900;

/** Cuts lines where paragraphs were lost; lines that need no cut are returned as they are. */
export function cutRunOnLines(lines: readonly TextLine[]): TextLine[] {
  const sequence = new NumberSequence();
  const cut: TextLine[] = [];
  for (const [index, line] of lines.entries()) {
    const gaps = line.text.length >= shortestWithGaps ? gapCuts(line.text) : [];
    for (const part of pieces(line, gaps)) {
      for (const piece of pieces(part, index < mostOpeningLines ? openingCut(part.text) : [])) {
        if (isRunOnContents(piece.text)) {
          cut.push(piece);
          continue;
        }
        sequence.follow(piece.text);
        if (piece.text.length < shortestWithNumbers) cut.push(piece);
        else cut.push(...pieces(piece, sequence.cuts(piece.text, lines.slice(index + 1, index + 1 + linesAhead))));
      }
    }
  }
  return cut;
}

/** Below the first lines "This Agreement" begins any sentence. */
const mostOpeningLines = 4;
const linesAhead = 3;
const longestTitle = 200;
const longestHeading = 100;
const openingSentence =
  /\s+(?=(?:This|THIS)\s(?:is\sto\sconfirm|(?:[\p{L}-]+\s){0,8}?(?:Agreement|AGREEMENT|Contract|CONTRACT)\b)|(?:Le\sprésent|La\sprésente)\s(?:contrat|convention|accord|avenant)\b)/u;

/** Where the first sentence begins after a title on the same line. */
function openingCut(text: string): { from: number; to: number }[] {
  const match = openingSentence.exec(text.slice(0, longestTitle * 2));
  if (match === null || match.index < 8 || match.index > longestTitle) return [];
  if (hasSmallWords(text.slice(0, match.index))) return [];
  return [{ from: match.index, to: match.index + match[0].length }];
}

/** A title in English has no words of some length in small letters, a sentence does. */
function hasSmallWords(text: string): boolean {
  return /(?<![\p{L}’'])\p{Ll}{4,}|[,;]$/u.test(text);
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
const openingFormula =
  /^(?:WHEREAS,|NOW,? THEREFORE|IN WITNESS WHEREOF|In Witness Whereof|ATTENDU QUE|CONSIDÉRANT QUE|EN FOI DE QUOI)(?![\p{L}])/u;
const numberStart =
  /^(?:((?:ARTICLE|Article)\s)([IVXL]{1,6}|\d{1,2})\b[.:]?(?:\s[-–—])?|((?:SECTION|Section)\s)?(\d{1,2}(?:\.\d{1,2}){0,3})(\.?))(?=\s+["“(\p{Lu}]|\s*$)/u;
const letterStart = /^([A-Z])\.\s+["“]?\p{Lu}\p{L}/u;
const sentenceEnd = /[.;:!?\])]["”»)]?$|[.;]\s(?:and|or|et|ou)$|^[^\p{Ll}]{12,}$/u;

/** Follows a document's numbers and tells which ones inside a line carry them on. */
class NumberSequence {
  /** The last number at each depth of a decimal number: `4.2` is [4, 2]. */
  private last: number[] = [];
  private lastArticle = 0;
  /** The last letter of an open series `A.`, `B.`, counted from 1; 0 where none is open. */
  private lastLetter = 0;

  /** Takes note of the number that a line begins with. */
  follow(text: string): void {
    const match = numberStart.exec(text.slice(0, 40));
    if (match !== null) this.take(match, true);
    const letter = letterAt(text.slice(0, 40));
    if (letter === 1 || letter === this.lastLetter + 1) this.lastLetter = letter;
  }

  /** Where paragraphs begin in a line, as the white space before them; `ahead` are the lines after it. */
  cuts(text: string, ahead: readonly TextLine[]): { from: number; to: number }[] {
    const cuts: { from: number; to: number }[] = [];
    let pieceFrom = 0;
    for (const match of text.matchAll(candidates)) {
      const to = match.index + match[0].length;
      if (match.index === 0) continue;
      const right = text.slice(to, to + 40);
      const left = text.slice(Math.max(0, match.index - 40), match.index);
      const starts =
        this.startsParagraph(left, right, text.length >= shortestRunOn) ||
        this.startsFirstChild(text.slice(pieceFrom, Math.min(match.index, pieceFrom + longestHeading)), right) ||
        this.startsLetter(left, right, match.index - pieceFrom, () => continuesWithB(text.slice(to), ahead));
      if (!starts) continue;
      cuts.push({ from: match.index, to });
      pieceFrom = to;
    }
    return cuts;
  }

  private startsParagraph(left: string, right: string, isLong: boolean): boolean {
    const ended = sentenceEnd.test(left);
    if (ended && openingFormula.test(right)) return true;
    const match = numberStart.exec(right);
    if (match === null) return false;
    const keyword = match[1] ?? match[3];
    if (keyword === undefined && !ended) return false;
    // "as set out in Section 2.1 The …": a reference, unless a sentence or a title ended before it.
    if (keyword !== undefined && !ended && (!isLong || !/[\p{Lu}\d”"]$/u.test(left))) return false;
    if (keyword === undefined && match[5] === '' && !match[4]?.includes('.')) return false;
    const isPlain = keyword === undefined && !match[4]?.includes('.');
    // In a line that could be one paragraph, "2. The" may be anything; "2. TERM" is a title.
    if (!isLong && isPlain && !/^\d+\.\s+\p{Lu}{3,}|^\d+\.\s+\p{Lu}{2}\s\p{Lu}{3,}/u.test(right)) return false;
    return this.take(match, false);
  }

  /** "Section 5 Consideration 5.1 Royalties. …": no stop ends a title, but its first number says that it is over. */
  private startsFirstChild(title: string, right: string): boolean {
    const child = numberStart.exec(right);
    if (child?.[4] === undefined || !/\.0?1$/.test(child[4]) || hasSmallWords(title)) return false;
    return title.length < longestHeading && numberStart.test(title.slice(0, 40)) && this.take(child, false);
  }

  /** "ARTICLE X. GENERAL. A. Entire Agreement: … B. Conflict: …"; a first letter counts when the second comes. */
  private startsLetter(left: string, right: string, length: number, goesOn: () => boolean): boolean {
    const letter = letterAt(right);
    // "J. A. Smith" has initials.
    if (letter === 0 || !sentenceEnd.test(left) || /(?<!\p{L})\p{Lu}\.$/u.test(left)) return false;
    if (letter > 1 ? letter !== this.lastLetter + 1 : !((length < 100 || left.endsWith(':')) && goesOn())) return false;
    this.lastLetter = letter;
    return true;
  }

  private take(match: RegExpExecArray, anyway: boolean): boolean {
    if (match[2] !== undefined) {
      const value = /^\d/.test(match[2]) ? Number(match[2]) : (romanValue(match[2]) ?? 0);
      if (!anyway && value !== this.lastArticle + 1) return false;
      this.lastArticle = value;
      this.lastLetter = 0;
      return true;
    }
    const path = (match[4] ?? '').split('.').map(Number);
    if (!anyway && !this.isNext(path)) return false;
    this.last = path;
    this.lastLetter = 0;
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

/** White space before what could be a number, a letter or a formula: few places of a text, so that the rest is passed quickly. */
const candidates =
  /\s+(?=\d{1,2}\.|[A-Z]\.\s|(?:ARTICLE|Article|SECTION|Section)\s|WHEREAS|NOW|IN WITNESS|In Witness|ATTENDU|CONSIDÉRANT|EN FOI)/g;

/** The place in the alphabet of the letter that numbers the words, or 0. */
function letterAt(text: string): number {
  const letter = letterStart.exec(text)?.[1];
  return letter === undefined ? 0 : letter.charCodeAt(0) - 64;
}

/** Whether `B.` begins a sentence in the rest of the line or one of the lines after it. */
function continuesWithB(rest: string, ahead: readonly TextLine[]): boolean {
  return (
    /[.;:]["”)]?\s+(?:and\s+)?B\.\s+["“]?\p{Lu}\p{L}/u.test(rest) || ahead.some(({ text }) => letterAt(text) === 2)
  );
}
