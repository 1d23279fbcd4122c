import { wordSpans } from '../../core/compare/tokens.ts';
import {
  isInAfter,
  isInBefore,
  type RedlineBlock,
  type RedlineDocument,
  type RedlineParagraph,
  type TrackedChange,
} from '../../core/model/redline-document.ts';

/**
 * How minimal a redline is, in words.
 *
 * `changed` counts the words of both sides that the redline does not keep; a word is kept when all its letters stand in the redline
 * unmarked and are one word on both sides. It is held against two bounds:
 *
 * - `leastAnywhere`: words of both sides less twice the longest common subsequence of all words of a story (body, each note,
 *   header and footer). No redline that keeps words in their order changes fewer. It cannot always be had by sense: a deleted
 *   paragraph and an unrelated new one share words such as “the”, which the bound keeps and no reader would. A move is two changes in both.
 * - `leastInPlace`: the same, with the longest common subsequence taken inside each edit, which is the paragraphs between two marks
 *   that stay; a paragraph gone or new as a whole is an edit of its own. `changed` above it means that a
 *   word was deleted and inserted again in one and the same clause without need.
 */
export interface RedlineWords {
  readonly before: number;
  readonly after: number;
  readonly changed: number;
  readonly leastAnywhere: number;
  readonly leastInPlace: number;
}

export function measureWords(redline: RedlineDocument): RedlineWords {
  const total = { before: 0, after: 0, changed: 0, leastAnywhere: 0, leastInPlace: 0 };
  for (const story of redline.stories) {
    const edits: Edit[] = [];
    collectEdits(story.blocks, [], edits);
    const whole = new Edit();
    for (const edit of edits) {
      total.leastInPlace += edit.least();
      whole.append(edit);
    }
    total.before += whole.before.length;
    total.after += whole.after.length;
    total.changed += whole.before.length + whole.after.length - 2 * whole.kept;
    total.leastAnywhere += whole.least();
  }
  return total;
}

class Edit {
  readonly before: string[] = [];
  readonly after: string[] = [];
  kept = 0;

  append(edit: Edit): void {
    for (const word of edit.before) this.before.push(word);
    for (const word of edit.after) this.after.push(word);
    this.kept += edit.kept;
  }

  least(): number {
    return this.before.length + this.after.length - 2 * commonLength(this.before, this.after);
  }
}

function collectEdits(blocks: readonly RedlineBlock[], around: readonly TrackedChange[], edits: Edit[]): void {
  let open: RedlineParagraph[] = [];
  const close = () => {
    if (open.length > 0) edits.push(readEdit(open, around));
    open = [];
  };
  for (const block of blocks) {
    if (block.type === 'paragraph') {
      if (isWhole(block)) close();
      open.push(block);
      if (block.mark.length === 0 || isWhole(block)) close();
      for (const box of block.textBoxes) collectEdits(box.blocks, [...around, ...box.changes], edits);
    } else {
      close();
      if (block.type !== 'table') continue;
      for (const row of block.rows) {
        for (const cell of row.cells) collectEdits(cell.blocks, [...around, ...row.changes, ...cell.changes], edits);
      }
    }
  }
  close();
}

/** Gone or new from its first letter to its mark. */
function isWhole({ runs, mark }: RedlineParagraph): boolean {
  return mark.length > 0 && runs.every((run) => run.text === '' || run.changes.length > 0);
}

function readEdit(paragraphs: readonly RedlineParagraph[], around: readonly TrackedChange[]): Edit {
  const before = new Side();
  const after = new Side();
  let at = 0;
  const add = (text: string, changes: readonly TrackedChange[]) => {
    const all = changes.length === 0 ? around : [...around, ...changes];
    if (isInBefore(all)) before.add(text, at);
    if (isInAfter(all)) after.add(text, at);
    at += text.length;
  };
  for (const { runs, mark } of paragraphs) {
    for (const run of runs) if (run.text !== '') add(run.text, run.changes);
    add('\n', mark);
  }
  const edit = new Edit();
  const places = new Set<string>();
  for (const { word, place } of before.words()) {
    edit.before.push(word);
    if (place !== null) places.add(place);
  }
  for (const { word, place } of after.words()) {
    edit.after.push(word);
    if (place !== null && places.has(place)) edit.kept++;
  }
  return edit;
}

/** The text of one side, which knows where in the redline its characters stand. */
class Side {
  #text = '';
  /** Places in the redline by places in the text: where each stretch begins. */
  readonly #stretches: { readonly from: number; readonly at: number }[] = [];

  add(text: string, at: number): void {
    const last = this.#stretches.at(-1);
    if (last === undefined || last.at - last.from !== at - this.#text.length) {
      this.#stretches.push({ from: this.#text.length, at });
    }
    this.#text += text;
  }

  /** Each word with its place in the redline: the same on both sides only when it is kept; `null` where others' letters are in it. */
  *words(): Generator<{ word: string; place: string | null }> {
    let stretch = 0;
    const placeOf = (from: number): number => {
      while ((this.#stretches[stretch + 1]?.from ?? Number.POSITIVE_INFINITY) <= from) stretch++;
      const { from: stretchFrom = 0, at = 0 } = this.#stretches[stretch] ?? {};
      return at + from - stretchFrom;
    };
    const spans = wordSpans(this.#text);
    for (const [index, word] of spans.words.entries()) {
      const first = placeOf(spans.from[index] ?? 0);
      const last = placeOf((spans.to[index] ?? 0) - 1);
      yield { word, place: last - first + 1 === word.length ? `${first} ${last}` : null };
    }
  }
}

/**
 * The length of the longest common subsequence, exactly. Bit-parallel (Hyyrö 2004): a bit for each word of A, so a word of B costs a
 * few steps for each place where A has it; millions of steps where a table would take hundreds of millions.
 */
export function commonLength(a: readonly string[], b: readonly string[]): number {
  const masks = new Map<string, Map<number, number>>();
  for (const [index, word] of a.entries()) {
    const mask = masks.get(word) ?? new Map<number, number>();
    mask.set(index >>> 5, ((mask.get(index >>> 5) ?? 0) | (1 << (index & 31))) >>> 0);
    masks.set(word, mask);
  }
  const length = (a.length + 31) >>> 5;
  const bits = new Uint32Array(length).fill(0xffffffff);
  for (const word of b) {
    const mask = masks.get(word);
    if (mask === undefined) continue;
    let carry = 0;
    let carryAt = -1;
    for (const [at, matches] of mask) {
      // A carry runs on through the words of bits in between.
      for (; carry !== 0 && carryAt < at; carryAt++) carry = addTo(bits, carryAt, 0, carry);
      carry = addTo(bits, at, matches, carryAt === at ? carry : 0);
      carryAt = at + 1;
    }
    for (; carry !== 0 && carryAt < length; carryAt++) carry = addTo(bits, carryAt, 0, carry);
  }
  let zeros = 0;
  for (let index = 0; index < a.length; index++) if (((bits[index >>> 5] ?? 0) & (1 << (index & 31))) === 0) zeros++;
  return zeros;
}

function addTo(bits: Uint32Array, at: number, matches: number, carry: number): number {
  const value = bits[at] ?? 0;
  const sum = value + ((value & matches) >>> 0) + carry;
  bits[at] = (sum >>> 0) | (value & ~matches);
  return sum > 0xffffffff ? 1 : 0;
}
