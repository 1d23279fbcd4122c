import { alignClauses } from '../../compare/align.ts';
import { countWords } from '../../compare/tokens.ts';
import type { AlignedRow, ComparedClause } from '../../model/comparison.ts';
import { type Block, isSameBlock } from './blocks.ts';
import { isAddedWhole, joinSteps } from './join-steps.ts';

/**
 * What becomes of the blocks of a story, in the order in which the redline shows them.
 *
 * Paragraphs are paired as clauses are (core/compare/align.ts): the surest first, the rest inside the gaps. Then three things
 * that only documents have: a paragraph that was split or joined is one edit over several paragraphs; a moved paragraph must say
 * enough to be called so; and the last paragraph's mark can be neither deleted nor inserted, so the two last
 * paragraphs always end up in one edit.
 */
export type Step =
  | { readonly kind: 'same'; readonly a: number; readonly b: number }
  /** Paragraphs of A that became paragraphs of B; the mark of the last stays. `arrivals`: those of them that moved here, whole. */
  | {
      readonly kind: 'edit';
      readonly a: readonly number[];
      readonly b: readonly number[];
      readonly arrivals?: readonly Arrival[];
    }
  | { readonly kind: 'table'; readonly a: number; readonly b: number }
  | { readonly kind: 'delete'; readonly a: number }
  | { readonly kind: 'insert'; readonly b: number }
  /** `move` numbers the moves of a story from 0; neighbours that moved together share one. */
  | { readonly kind: 'moveFrom'; readonly a: number; readonly b: number; readonly move: number }
  | { readonly kind: 'moveTo'; readonly a: number; readonly b: number; readonly move: number };

/** A paragraph of B that moved, and its move. */
export interface Arrival {
  readonly b: number;
  readonly move: number;
}

/** Words that a moved paragraph must have; with fewer it is deleted and inserted. */
const leastWordsMoved = 4;

/** `endsWithMark`: the story's last paragraph must stay, as everywhere but between the blocks of a content control. */
export function alignBlocks(a: readonly Block[], b: readonly Block[]): Step[] {
  const { bOf, moveOf } = pairBlocks(a, b);
  const tail = pairLast(a, b, bOf, moveOf);
  const steps = orderSteps(a, b, bOf, moveOf, tail);
  return joinSteps(a, b, steps);
}

interface Pairs {
  /** For each block of A its counterpart in order, or -1. */
  readonly bOf: Int32Array;
  /** For each block of A the place in B it moved to, or -1. */
  readonly moveOf: Int32Array;
}

function pairBlocks(a: readonly Block[], b: readonly Block[]): Pairs {
  const bOf = new Int32Array(a.length).fill(-1);
  const moveOf = new Int32Array(a.length).fill(-1);
  for (const row of alignClauses(a.map(comparedBlock), b.map(comparedBlock))) pairRow(row, a, b, bOf, moveOf);
  return { bOf, moveOf };
}

function pairRow(row: AlignedRow, a: readonly Block[], b: readonly Block[], bOf: Int32Array, moveOf: Int32Array): void {
  if (row.a === null || row.b === null) return;
  const before = a[row.a] as Block;
  const after = b[row.b] as Block;
  if (before.kind !== after.kind || (before.kind === 'other' && !isSameBlock(before, after))) return;
  if (!row.moved) bOf[row.a] = row.b;
  else if (
    before.kind === 'paragraph' &&
    countWords(before.text) >= leastWordsMoved &&
    countWords(after.text) >= leastWordsMoved
  ) {
    moveOf[row.a] = row.b;
  }
}

/** A section break is part of what makes a paragraph what it is, above all of one that is otherwise empty. */
const sectionSign = ' \u00a7\u00a7 section break \u00a7\u00a7';

function comparedBlock(block: Block): ComparedClause {
  const text = block.kind === 'paragraph' && block.endsSection ? block.text + sectionSign : block.text;
  return { label: block.label === '' ? null : block.label, level: 0, headingTo: 0, text, contentKey: '' };
}

/** Blocks of B that stand behind the counterpart of A's last paragraph and become part of its edit, or none. */
type Tail = { readonly a: number; readonly b: readonly number[] } | null;

/** Sees to it that the last paragraphs of both sides are in one edit. */
function pairLast(a: readonly Block[], b: readonly Block[], bOf: Int32Array, moveOf: Int32Array): Tail {
  const lastA = a.length - 1;
  const lastB = b.length - 1;
  if (a[lastA]?.kind !== 'paragraph' || b[lastB]?.kind !== 'paragraph' || bOf[lastA] === lastB) return null;
  const unmove = (fromA: number, fromB: number, stays: (i: number, j: number) => boolean = () => false) => {
    for (let i = 0; i < a.length; i++) {
      const j = moveOf[i] as number;
      if (j >= 0 && (i >= fromA || j >= fromB) && !stays(i, j)) moveOf[i] = -1;
    }
  };
  const counterpart = bOf[lastA] as number;
  if (counterpart >= 0) {
    // A table among what was added at the end has its paragraph behind it, which goes with its own mark.
    if (!onlyParagraphs(b, counterpart)) return null;
    // Otherwise A's last mark becomes the mark of the last paragraph that was added.
    const isWhole = isAddedWhole(a[lastA] as Block, b[counterpart] as Block, b.slice(counterpart + 1));
    unmove(lastA, counterpart, (i, j) => isWhole && isSameBlock(a[i] as Block, b[j] as Block));
    return { a: lastA, b: range(counterpart, b.length) };
  }
  const partner = bOf.indexOf(lastB);
  if (partner >= 0) {
    // Paragraphs were taken away at the end: orderSteps makes one edit of them.
    if (onlyParagraphs(a, partner)) unmove(partner, lastB);
    return null;
  }
  unmove(lastA, lastB);
  bOf[lastA] = lastB;
  return null;
}

function onlyParagraphs(blocks: readonly Block[], from: number): boolean {
  return blocks.slice(from).every(({ kind }) => kind === 'paragraph');
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

/** Between two pairs what was deleted stands before what was inserted. */
function orderSteps(a: readonly Block[], b: readonly Block[], bOf: Int32Array, moveOf: Int32Array, tail: Tail): Step[] {
  const movedTo = new Map<number, number>();
  for (let i = 0; i < a.length; i++) if ((moveOf[i] as number) >= 0) movedTo.set(moveOf[i] as number, i);
  const moveNumbers = numberMoves(moveOf);
  const takenFrom = firstTakenAtEnd(a, b, bOf);
  const steps: Step[] = [];
  let j = 0;
  const insertUpTo = (to: number) => {
    for (; j < to; j++) {
      const from = movedTo.get(j);
      if (from === undefined) steps.push({ kind: 'insert', b: j });
      else steps.push({ kind: 'moveTo', a: from, b: j, move: moveNumbers.get(from) as number });
    }
  };
  for (let i = 0; i < a.length; i++) {
    const to = bOf[i] as number;
    if (tail !== null && tail.a === i) {
      insertUpTo(tail.b[0] as number);
      const arrivals = tail.b.flatMap((index) => {
        const from = movedTo.get(index);
        return from === undefined ? [] : [{ b: index, move: moveNumbers.get(from) as number }];
      });
      steps.push({ kind: 'edit', a: [tail.a], b: tail.b, arrivals });
      return steps;
    }
    if (to >= 0) {
      insertUpTo(to);
      steps.push(pairStep(a[i] as Block, b[to] as Block, i, to));
      j = to + 1;
    } else if ((moveOf[i] as number) >= 0) {
      steps.push({ kind: 'moveFrom', a: i, b: moveOf[i] as number, move: moveNumbers.get(i) as number });
    } else if (i >= takenFrom) {
      joinToLast(steps, i, b.length - 1);
    } else steps.push({ kind: 'delete', a: i });
  }
  insertUpTo(b.length);
  return steps;
}

/** Where the paragraphs behind the counterpart of B's last begin: their words go, and the mark that stays is the last of theirs. */
function firstTakenAtEnd(a: readonly Block[], b: readonly Block[], bOf: Int32Array): number {
  if (a[a.length - 1]?.kind !== 'paragraph' || b[b.length - 1]?.kind !== 'paragraph') return a.length;
  const partner = bOf.indexOf(b.length - 1);
  return partner >= 0 && onlyParagraphs(a, partner) ? partner + 1 : a.length;
}

function joinToLast(steps: Step[], i: number, lastB: number): void {
  const last = steps.pop() as Step;
  const before = last.kind === 'edit' ? last.a : [(last as { a: number }).a];
  steps.push({ kind: 'edit', a: [...before, i], b: [lastB] });
}

function pairStep(before: Block, after: Block, a: number, b: number): Step {
  if (isSameBlock(before, after)) return { kind: 'same', a, b };
  if (before.kind === 'table') return { kind: 'table', a, b };
  return { kind: 'edit', a: [a], b: [b] };
}

/** Neighbours that moved to neighbours are one move. */
function numberMoves(moveOf: Int32Array): Map<number, number> {
  const numbers = new Map<number, number>();
  let count = 0;
  for (let i = 0; i < moveOf.length; i++) {
    if ((moveOf[i] as number) < 0) continue;
    const follows = i > 0 && (moveOf[i - 1] as number) >= 0 && moveOf[i] === (moveOf[i - 1] as number) + 1;
    numbers.set(i, follows ? count - 1 : count++);
  }
  return numbers;
}
