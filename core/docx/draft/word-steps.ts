import { compareWords } from '../../compare/words.ts';
import type { WordEdit } from '../../model/comparison.ts';
import { type Mark, type Paragraph, paragraphText } from '../../model/content.ts';
import { type MarkSet, setOf } from '../run-marks.ts';
import { type Leaf, paragraphEnd } from './flat-runs.ts';

/** What becomes of the old words, in order: kept with a look, dropped; and where words are put in. */
export type WordStep = Kept | Put | { readonly type: 'drop'; readonly from: number; readonly to: number };

export interface Kept {
  readonly type: 'keep';
  readonly from: number;
  readonly to: number;
  readonly marks: MarkSet;
  readonly href: string | null;
}

export interface Put {
  readonly type: 'put';
  /** Behind that many of the old characters. */
  readonly at: number;
  readonly text: string;
  readonly marks: MarkSet;
  readonly href: string | null;
  /** Where the words begin that these replace; `at` when they replace none. */
  readonly replacesFrom: number;
}

/** The steps from some paragraphs, of which the leaves are known, to others; compared word by word. */
export function stepsBetween(
  before: readonly Paragraph[],
  after: readonly Paragraph[],
  leaves: readonly Leaf[],
): WordStep[] {
  const old = before.map(paragraphText).join(paragraphEnd);
  const looks = looksOf(after);
  const edits = sparingWholes(compareWords(old, after.map(paragraphText).join(paragraphEnd)), leaves);
  const steps: WordStep[] = [];
  let at = 0;
  let inNew = 0;
  let droppedFrom: number | null = null;
  for (const { op, text } of edits) {
    if (op === 'delete') {
      droppedFrom = at;
      steps.push({ type: 'drop', from: at, to: at + text.length });
      at += text.length;
      continue;
    }
    let taken = 0;
    while (taken < text.length) {
      const look = looks.at(inNew);
      const length = Math.min(text.length - taken, look.to - inNew);
      const { marks, href } = look;
      if (op === 'equal') steps.push({ type: 'keep', from: at, to: at + length, marks, href });
      else {
        const words = text.slice(taken, taken + length);
        steps.push({ type: 'put', at, text: words, marks, href, replacesFrom: droppedFrom ?? at });
      }
      if (op === 'equal') at += length;
      inNew += length;
      taken += length;
    }
    droppedFrom = null;
  }
  return steps;
}

/**
 * A word and the mark of the note behind it are one word to the compare. Where something that is more than letters would be
 * taken away with a word and put back as letters, only the letters that differ are changed.
 */
function sparingWholes(edits: readonly WordEdit[], leaves: readonly Leaf[]): WordEdit[] {
  const wholes = leaves.filter(({ kind }) => kind !== 'text');
  if (wholes.length === 0) return [...edits];
  const spared: WordEdit[] = [];
  let at = 0;
  for (let index = 0; index < edits.length; index++) {
    const edit = edits[index] as WordEdit;
    const next = edits[index + 1];
    const to = at + edit.text.length;
    if (edit.op === 'delete' && next?.op === 'insert' && wholes.some((leaf) => leaf.from < to && leaf.to > at)) {
      spared.push(...withCommonEnds(edit.text, next.text));
      index++;
    } else spared.push(edit);
    if (edit.op !== 'insert') at = to;
  }
  return spared;
}

function withCommonEnds(old: string, now: string): WordEdit[] {
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let end = 0;
  while (
    end < old.length - start &&
    end < now.length - start &&
    old[old.length - 1 - end] === now[now.length - 1 - end]
  ) {
    end++;
  }
  const edits: WordEdit[] = [
    { op: 'equal', text: old.slice(0, start) },
    { op: 'delete', text: old.slice(start, old.length - end) },
    { op: 'insert', text: now.slice(start, now.length - end) },
    { op: 'equal', text: old.slice(old.length - end) },
  ];
  return edits.filter(({ text }) => text !== '');
}

interface Look {
  readonly to: number;
  readonly marks: MarkSet;
  readonly href: string | null;
}

/** How each character of the paragraphs looks, asked for in order. */
function looksOf(paragraphs: readonly Paragraph[]): { at(place: number): Look } {
  const looks: Look[] = [];
  let to = 0;
  for (const [index, { runs }] of paragraphs.entries()) {
    if (index > 0) {
      to += paragraphEnd.length;
      looks.push({ to, marks: 0, href: null });
    }
    for (const run of runs) {
      to += run.text.length;
      looks.push({ to, marks: markSet(run.marks), href: run.href ?? null });
    }
  }
  let index = 0;
  return {
    at(place) {
      while ((looks[index] as Look).to <= place) index++;
      return looks[index] as Look;
    },
  };
}

export function markSet(marks: readonly Mark[] | undefined): MarkSet {
  let set = 0;
  for (const mark of marks ?? []) set |= setOf(mark);
  return set;
}
