import { diffArrays } from 'diff';
import type { WordEdit } from '../model/comparison.ts';
import { matchWords } from './match-words.ts';
import { type WordSpans, wordSpans } from './tokens.ts';

/**
 * Comparing two texts word by word so that a lawyer reads phrases.
 *
 * The words alone are aligned, by the shortest edit script; white space and punctuation play no
 * part in that choice. A script over all tokens would be as lossless, but it is shorter when it
 * keeps a space than when it keeps a word, so it marks words that never changed and leaves lone
 * spaces and commas standing between the marks. Here the words marked are the fewest possible, and
 * what lies between two marked words is marked with them. Three things are then free to choose, and
 * none of them marks another word: where in a run of repeated words an insertion is said to begin
 * (at a paragraph, a sentence, a comma rather than in the middle), how separators at its edges are
 * shared, and whether a closing bracket goes with the bracket it closes.
 *
 * `diff`'s own `diffWordsWithSpace` was turned down: its tokens split numbers and elisions and its
 * clean-up marks whole words. Semantic clean-up as in diff-match-patch was turned down because it
 * marks equal words as changed.
 */

/**
 * The words of `b` against the words of `a`. The texts of `equal` and `delete` in order are `a`, those of
 * `equal` and `insert` are `b`, to the character. No edit is empty, no two neighbours have the same
 * `op`, and a `delete` stands before the `insert` that replaces it. Two empty texts give no edits.
 */
export function compareWords(a: string, b: string): WordEdit[] {
  if (a === b) return a === '' ? [] : [{ op: 'equal', text: a }];
  if (a === '') return [{ op: 'insert', text: b }];
  if (b === '') return [{ op: 'delete', text: a }];
  const sideA = textWords(a);
  const sideB = textWords(b);
  const edits = new EditList();
  writeEdits(sideA, sideB, changedWords(sideA, sideB), edits);
  return edits.list;
}

/** A text with its words. */
export interface TextWords extends WordSpans {
  readonly text: string;
}

export function textWords(text: string): TextWords {
  return { text, ...wordSpans(text) };
}

/**
 * The stretches of words that differ, in order, as `compareWords` marks them; between two of them each word of A is the
 * next word of B.
 */
export function changedWords(a: TextWords, b: TextWords): readonly WordBlock[] {
  const blocks = changedBlocks(a, b, matchWords(a.words, b.words));
  for (const [index, block] of blocks.entries()) {
    const least = index > 0 ? (blocks[index - 1] as WordBlock).aTo + 1 : 0;
    slideBlock(a, b, block, least, (blocks[index + 1]?.aFrom ?? a.words.length + 1) - 1);
  }
  return blocks;
}

/** Whether white space is all that changed, as where a line was broken elsewhere: nothing of substance. */
export function changesOnlyWhiteSpace(edits: readonly WordEdit[]): boolean {
  return edits.every(({ op, text }) => op === 'equal' || text.trim() === '');
}

// ---- Which stretches are changed -------------------------------------------------------------

/** Words of A replaced by words of B, half-open; either side may be empty, not both. */
export interface WordBlock {
  aFrom: number;
  aTo: number;
  bFrom: number;
  bTo: number;
}

function changedBlocks(a: WordSpans, b: WordSpans, partner: Int32Array): WordBlock[] {
  const blocks: WordBlock[] = [];
  let i = 0;
  let j = 0;
  while (i < a.words.length || j < b.words.length) {
    let aTo = i;
    while (aTo < a.words.length && partner[aTo] === -1) aTo += 1;
    const bTo = aTo < a.words.length ? (partner[aTo] as number) : b.words.length;
    if (aTo > i || bTo > j) blocks.push({ aFrom: i, aTo, bFrom: j, bTo });
    i = aTo + 1;
    j = bTo + 1;
  }
  return blocks;
}

/**
 * Shifts a pure insertion or deletion within its run of repeated words to where it begins most
 * naturally; of equally natural places the first. `A b. A c.` with `A d.` in between reads as a
 * sentence put in, not as `d. A`.
 */
function slide(text: string, spans: WordSpans, from: number, to: number, least: number, most: number): number {
  let best = 0;
  let bestScore = -1;
  const consider = (shift: number) => {
    const score = breakBefore(text, spans, from + shift) + breakBefore(text, spans, to + shift);
    if (score > bestScore || (score === bestScore && shift < best)) {
      best = shift;
      bestScore = score;
    }
  };
  consider(0);
  for (let shift = -1; from + shift >= least && sameWordAndGap(text, spans, from + shift, to + shift); shift -= 1) {
    consider(shift);
  }
  for (let shift = 1; to + shift <= most && sameWordAndGap(text, spans, from + shift - 1, to + shift - 1); shift += 1) {
    consider(shift);
  }
  return best;
}

function sameWordAndGap(text: string, spans: WordSpans, left: number, right: number): boolean {
  return (
    spans.words[left] === spans.words[right] && gapBefore(text, spans, left + 1) === gapBefore(text, spans, right + 1)
  );
}

/** What stands between word `index - 1` and word `index`. */
function gapBefore(text: string, spans: WordSpans, index: number): string {
  return text.slice(index > 0 ? spans.to[index - 1] : 0, index < spans.from.length ? spans.from[index] : text.length);
}

/** How natural a beginning the place before a word is. */
function breakBefore(text: string, spans: WordSpans, index: number): number {
  if (index === 0 || index === spans.words.length) return 4;
  const gap = gapBefore(text, spans, index);
  if (/[\n\t]/.test(gap)) return 4;
  if (/[.!?]/.test(gap)) return 3;
  if (/[;:]/.test(gap)) return 2;
  return /[^\s]/.test(gap) ? 1 : 0;
}

// ---- Writing the edits -----------------------------------------------------------------------

function writeEdits(a: TextWords, b: TextWords, blocks: readonly WordBlock[], edits: EditList): void {
  let i = 0;
  let j = 0;
  // Everything before these offsets is written.
  let aAt = 0;
  let bAt = 0;
  for (const block of blocks) {
    if (block.aFrom > i) {
      writeMatched(a, b, i, block.aFrom, j, aAt, bAt, edits);
      aAt = a.to[block.aFrom - 1] as number;
      bAt = b.to[block.bFrom - 1] as number;
    }
    const aEnd = block.aTo < a.words.length ? (a.from[block.aTo] as number) : a.text.length;
    const bEnd = block.bTo < b.words.length ? (b.from[block.bTo] as number) : b.text.length;
    writeChanged(a.text.slice(aAt, aEnd), b.text.slice(bAt, bEnd), edits);
    aAt = aEnd;
    bAt = bEnd;
    i = block.aTo;
    j = block.bTo;
  }
  writeMatched(a, b, i, a.words.length, j, aAt, bAt, edits);
  const aTail = a.words.length > i ? (a.to[a.words.length - 1] as number) : aAt;
  const bTail = b.words.length > j ? (b.to[b.words.length - 1] as number) : bAt;
  writeGap(a.text.slice(aTail), b.text.slice(bTail), edits);
}

/** Shifts a block that only inserts or only deletes; it stays between words `aLeast` and `aMost` of A. */
function slideBlock(a: TextWords, b: TextWords, block: WordBlock, aLeast: number, aMost: number): void {
  const insertion = block.aFrom === block.aTo;
  if (!insertion && block.bFrom !== block.bTo) return;
  const [side, from, to] = insertion ? [b, block.bFrom, block.bTo] : [a, block.aFrom, block.aTo];
  const shift = slide(side.text, side, from, to, from - (block.aFrom - aLeast), to + (aMost - block.aTo));
  block.aFrom += shift;
  block.aTo += shift;
  block.bFrom += shift;
  block.bTo += shift;
}

/** Words `aFrom` to `aTo` of A, all matched in order with those of B from `bFrom`, and the gap before each. */
function writeMatched(
  a: TextWords,
  b: TextWords,
  aFrom: number,
  aTo: number,
  bFrom: number,
  aStart: number,
  bStart: number,
  edits: EditList,
): void {
  if (aFrom === aTo) return;
  const aText = a.text.slice(aStart, a.to[aTo - 1]);
  if (aText === b.text.slice(bStart, b.to[bFrom + aTo - aFrom - 1])) {
    edits.equal(aText);
    return;
  }
  let aAt = aStart;
  let bAt = bStart;
  for (let step = 0; aFrom + step < aTo; step += 1) {
    const i = aFrom + step;
    const j = bFrom + step;
    writeGap(a.text.slice(aAt, a.from[i]), b.text.slice(bAt, b.from[j]), edits);
    edits.equal(a.words[i] as string);
    aAt = a.to[i] as number;
    bAt = b.to[j] as number;
  }
}

/**
 * A changed stretch with the separators around it. Where both sides have the same paragraph and
 * cell breaks inside, each paragraph or cell is changed for itself.
 */
function writeChanged(a: string, b: string, edits: EditList): void {
  const breaks = /[\n\t]/g;
  const aBreaks = a.match(breaks);
  if (aBreaks !== null && aBreaks.join('') === b.match(breaks)?.join('')) {
    const aParts = a.split(breaks);
    const bParts = b.split(breaks);
    aParts.forEach((part, index) => {
      if (index > 0) edits.equal(aBreaks[index - 1] as string);
      writePhrase(part, bParts[index] as string, edits);
    });
    return;
  }
  writePhrase(a, b, edits);
}

/**
 * One phrase for another; the separators that both begin or both end with stay. A mark that both have
 * next to their words stays too, where only the white space beyond it differs.
 */
function writePhrase(a: string, b: string, edits: EditList): void {
  const aWords = wordSpans(a);
  const bWords = wordSpans(b);
  const head = commonPrefix(a, b, Math.min(aWords.from[0] ?? a.length, bWords.from[0] ?? b.length));
  const aTail = a.length - Math.max(head, aWords.to.at(-1) ?? 0);
  const bTail = b.length - Math.max(head, bWords.to.at(-1) ?? 0);
  let tail = commonSuffix(a, b, Math.min(aTail, bTail));
  const takesBracket = closesBracket(a.slice(head), tail) && closesBracket(b.slice(head), tail);
  if (takesBracket) tail -= 1;

  const aAfter = a.slice(a.length - aTail, a.length - tail);
  const bAfter = b.slice(b.length - bTail, b.length - tail);
  edits.equal(a.slice(0, head));
  if (!takesBracket && shareMark(aAfter, bAfter)) {
    edits.replace(a.slice(head, a.length - aTail), b.slice(head, b.length - bTail));
    writeGap(aAfter, bAfter, edits);
  } else edits.replace(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  edits.equal(a.slice(a.length - tail));
}

/** Whether two gaps have a character in common that is not white space. */
function shareMark(a: string, b: string): boolean {
  for (const mark of a) if (mark.trim() !== '' && b.includes(mark)) return true;
  return false;
}

/** Whether the first character of the shared tail closes a bracket or quotation that the changed words opened. */
function closesBracket(text: string, tail: number): boolean {
  const closing = text.charAt(text.length - tail);
  const opening = closing === ')' ? '(' : closing === ']' ? '[' : closing === '”' ? '“' : closing === '»' ? '«' : null;
  if (tail === 0 || opening === null) return false;
  let open = 0;
  for (let at = 0; at < text.length - tail; at += 1) {
    const character = text.charAt(at);
    if (character === opening) open += 1;
    else if (character === closing) open -= 1;
  }
  return open > 0;
}

/** Separators between two matched words: no word is in either text. */
function writeGap(a: string, b: string, edits: EditList): void {
  if (a === b) {
    edits.equal(a);
    return;
  }
  const head = commonPrefix(a, b, Math.min(a.length, b.length));
  const tail = commonSuffix(a, b, Math.min(a.length, b.length) - head);
  edits.equal(a.slice(0, head));
  writeSeparators(a.slice(head, a.length - tail), b.slice(head, b.length - tail), edits);
  edits.equal(a.slice(a.length - tail));
}

/** The longest edit script looked for in a gap, such as a row of dots; a gap that needs more is replaced. */
const mostEditsInGap = 250;

/** Marks that stay are kept apart; white space between two changed marks is changed with them. */
function writeSeparators(a: string, b: string, edits: EditList): void {
  const changes =
    a === '' || b === '' ? undefined : diffArrays(Array.from(a), Array.from(b), { maxEditLength: mostEditsInGap });
  if (changes === undefined) {
    edits.replace(a, b);
    return;
  }
  for (const change of changes) {
    const text = change.value.join('');
    if (change.removed) edits.replace(text, '');
    else if (change.added) edits.replace('', text);
    else if (text.trim() === '') edits.replace(text, text);
    else edits.equal(text);
  }
}

/** Characters that both texts begin with, at most `most`; never half a surrogate pair. */
function commonPrefix(a: string, b: string, most: number): number {
  let length = 0;
  while (length < most && a.charCodeAt(length) === b.charCodeAt(length)) length += 1;
  return length > 0 && isHighSurrogate(a.charCodeAt(length - 1)) ? length - 1 : length;
}

function commonSuffix(a: string, b: string, most: number): number {
  let length = 0;
  while (length < most && a.charCodeAt(a.length - 1 - length) === b.charCodeAt(b.length - 1 - length)) length += 1;
  return length > 0 && isLowSurrogate(a.charCodeAt(a.length - length)) ? length - 1 : length;
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

/** Collects edits: leaves out empty ones, joins neighbours of one kind, puts deletions first. */
class EditList {
  readonly #written: WordEdit[] = [];
  #equal = '';
  #deleted = '';
  #inserted = '';

  equal(text: string): void {
    if (text === '') return;
    if (this.#deleted !== '' || this.#inserted !== '') this.#flush();
    this.#equal += text;
  }

  replace(deleted: string, inserted: string): void {
    this.#deleted += deleted;
    this.#inserted += inserted;
  }

  /** The edits so far. */
  get list(): WordEdit[] {
    this.#flush();
    return this.#written;
  }

  #flush(): void {
    if (this.#equal !== '') this.#written.push({ op: 'equal', text: this.#equal });
    if (this.#deleted !== '') this.#written.push({ op: 'delete', text: this.#deleted });
    if (this.#inserted !== '') this.#written.push({ op: 'insert', text: this.#inserted });
    this.#equal = '';
    this.#deleted = '';
    this.#inserted = '';
  }
}
