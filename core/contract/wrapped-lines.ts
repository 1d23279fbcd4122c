import { parseLabel } from './labels.ts';
import type { TextLine } from './text-lines.ts';

/**
 * Which line ends are only the edge of the page.
 *
 * A program that fills lines puts as many words on a line as fit. So where a paragraph was wrapped, the first word of the
 * next line would not have fitted on this one; where the writer ended the line, it mostly would have. That
 * test needs one number, the width, and it judges every line end on its own: a wrapped
 * paragraph followed without a blank line by a list, an address or a signature comes apart where it should.
 * Deciding by block, or by average length, was turned down: short last lines and headings make both unsure.
 */

/** Line lengths that are not the work of filling. */
const narrowest = 40;
const widest = 140;
/** A shorter line without a stop may well be whole: a name, a thing in a list. */
const shortestSentence = 30;

/**
 * The width that lines were filled to, in characters, or `null` when the writer ended them.
 * Only line ends inside a block say anything.
 */
export function wrapWidth(lines: readonly TextLine[]): number | null {
  const lengths: number[] = [];
  let long = 0;
  for (let i = 0; i + 1 < lines.length; i += 1) {
    const line = lines[i];
    if (line === undefined || lines[i + 1]?.afterGap !== false) continue;
    const length = lineLength(line);
    if (length > widest) long += 1;
    else lengths.push(length);
  }
  if (lengths.length === 0 || long > lengths.length * 0.1) return null;
  lengths.sort((a, b) => a - b);
  const width = lengths[Math.floor((lengths.length - 1) * 0.95)] ?? 0;
  if (width < narrowest) return null;
  let full = 0;
  let ends = 0;
  let stopped = 0;
  for (let i = 0; i + 1 < lines.length; i += 1) {
    const line = lines[i];
    const next = lines[i + 1];
    if (line === undefined || next === undefined || next.afterGap) continue;
    ends += 1;
    if (wouldFit(line, next, width)) continue;
    full += 1;
    if (/[.;:!?]["”»)]?$/u.test(line.text)) stopped += 1;
  }
  // Lines that all end in a stop are the writer's, however alike in length.
  return full >= ends * 0.5 && stopped <= full * 0.5 ? width : null;
}

/**
 * Whether `next` only goes on with the paragraph of `line`. `width` is `wrapWidth`'s answer for the
 * whole file. A line that begins with a closing bracket or a comma is the rest of a broken one in any file.
 */
export function continuesParagraph(line: TextLine, next: TextLine, width: number | null): boolean {
  if (next.afterGap) return false;
  if (/^[),;:.!?\]»”’%](?:\s|$)/.test(next.text) || /^\(\w{1,4}\)[,;.)]/.test(next.text)) return true;
  if (/[([“«]$/.test(line.text)) return true;
  const ended = /[.;:!?]["”»)]?$/u.test(line.text);
  if (!ended && /^\(\w{1,4}\)(?:\(\w{1,4}\))*\s(?:of\s(?:this|the)|above|below|and|or)\b/.test(next.text)) return true;
  const label = startsWithClearLabel(next.text);
  // "as required by" ends no paragraph; "deliver to" may open a list.
  const goesOn = line.text.length >= shortestSentence && /\p{Ll}$/u.test(line.text) && /^\p{Ll}/u.test(next.text);
  if (!label && (endsInPreposition(line.text) || goesOn)) return true;
  if (width === null) return false;
  if (label && /[.;:,—–]$|[.;,]\s(?:and|or|et|ou)$/u.test(line.text)) return false;
  if (looksTabular(line.text) || looksTabular(next.text)) return false;
  if (!wouldFit(line, next, width)) return !(label && lineLength(line) < width * 0.9);
  return !label && lineLength(line) > width * 0.5 && /[\p{L},-]$/u.test(line.text) && /^\p{Ll}/u.test(next.text);
}

/** A number that the words after it do not count or go on from: not "30 days", not "3.2 of this Agreement". */
function startsWithClearLabel(text: string): boolean {
  const label = parseLabel(text);
  if (label === null) return false;
  const isBare = (label.style === 'number' || label.style === 'path') && !label.separated;
  return !isBare || !/^\p{Ll}/u.test(text.slice(label.prefix.length));
}

/** Joins the text of wrapped lines: with a space, and without one after an open bracket or a hyphen inside a word. */
export function joinWrapped(text: string, next: string): string {
  const isWhole = (/\p{L}-$/u.test(text) && /^\p{Ll}/u.test(next)) || /[([“]$/.test(text);
  return isWhole ? text + next : `${text} ${next}`;
}

function lineLength(line: TextLine): number {
  return line.indent + line.text.length;
}

function wouldFit(line: TextLine, next: TextLine, width: number): boolean {
  const space = next.text.search(/\s/);
  const firstWord = space === -1 ? next.text.length : space;
  return lineLength(line) + 1 + firstWord <= width;
}

const prepositions = new Set(
  'by of in at the with from under to an for which that de du des à par dans le la les un une aux au'.split(' '),
);

/** Also "Section" at the end of a line, with its number on the next. */
function endsInPreposition(text: string): boolean {
  const space = text.lastIndexOf(' ');
  const word = text.slice(space + 1);
  if (space <= 8) return false;
  return (
    prepositions.has(word) || /^(?:l['’])?(?:sections?|articles?|clauses?|paragraphs?|exhibit|schedule)$/i.test(word)
  );
}

/** Columns: a wide gap that is not the one after a number. */
function looksTabular(text: string): boolean {
  return /\S\s{4,}\S/.test(text.slice(12));
}
