import { longestIncreasing } from '../../compare/increasing.ts';
import { type Block, type Paragraph, paragraphText } from '../../model/content.ts';
import { saysAlike, withTyped } from './draft-block.ts';

/** A block of what is written, and which of the original's blocks it is. */
export interface PlanItem {
  readonly block: Block;
  /** `null`: new. */
  readonly index: number | null;
  /** It says what it said, in the same looks. */
  readonly isSame: boolean;
  /** It stands elsewhere among its neighbours. */
  readonly isMoved: boolean;
  /** Of a new paragraph: whose properties it takes; `null` where there is none. */
  readonly model: number | null;
}

export interface DraftPlan {
  readonly items: readonly PlanItem[];
  /** Originals that are not there any more, in order. */
  readonly deleted: readonly number[];
  readonly changesNothing: boolean;
}

/** A block that is to be written, before its place is known. */
export interface PlannedBlock {
  readonly block: Block;
  readonly typed: string;
  readonly index: number | null;
}

/** What is to be done to get from the original's blocks to these; the order of both is that of reading. */
export function planDraft(originals: readonly Block[], blocks: readonly PlannedBlock[]): DraftPlan {
  const order = blocks.flatMap(({ index }) => (index === null ? [] : [index]));
  const inPlace = new Set(longestIncreasing(order).map((at) => order[at]));
  const present = new Set<number>();
  let reference: number | null = null;
  const items = blocks.map(({ block, typed, index }, at): PlanItem => {
    const original = index === null ? null : (originals[index] as Block);
    const written = withTyped(block, typed, original);
    if (index !== null) present.add(index);
    reference = index ?? reference;
    const isNew = index === null && block.type === 'paragraph';
    return {
      block: written,
      index,
      isSame: original !== null && saysAlike(original, written),
      isMoved: index !== null && !inPlace.has(index),
      model: isNew ? findModel(originals, block, reference ?? nextIndex(blocks, at)) : null,
    };
  });
  const deleted = originals.flatMap((_, index) => (present.has(index) ? [] : [index]));
  const changesNothing = deleted.length === 0 && items.every(({ isSame, isMoved }) => isSame && !isMoved);
  return { items, deleted, changesNothing };
}

function nextIndex(blocks: readonly PlannedBlock[], from: number): number {
  for (let at = from; at < blocks.length; at++) {
    const index = blocks[at]?.index ?? null;
    if (index !== null) return index;
  }
  return 0;
}

/** The nearest paragraph of the same kind and level, those before first; else one that is as like as can be. */
function findModel(originals: readonly Block[], block: Paragraph, near: number): number | null {
  const tests: ((other: Paragraph) => boolean)[] = [
    (other) => isLike(block, other) && other.headingLevel === block.headingLevel,
    (other) => isLike(block, other),
    (other) => block.role === other.role,
  ];
  for (const test of tests) {
    for (let distance = 0; distance < originals.length; distance++) {
      for (const index of distance === 0 ? [near] : [near - distance, near + distance]) {
        const other = originals[index];
        if (other?.type === 'paragraph' && test(other)) return index;
      }
    }
  }
  return null;
}

function isLike(a: Paragraph, b: Paragraph): boolean {
  return a.role === b.role && a.listLevel === b.listLevel && paragraphText(b).trim() !== '';
}

/** The originals whose elements are needed: those that change, and the neighbours and models of what is put in. */
export function listNeeded({ items, deleted }: DraftPlan): Set<number> {
  const needed = new Set(deleted);
  let before: number | null = null;
  let waits = false;
  for (const { index, isSame, isMoved, model } of items) {
    if (model !== null) needed.add(model);
    if (index !== null && (!isSame || isMoved)) needed.add(index);
    if (index === null || isMoved) {
      if (before !== null) needed.add(before);
      waits = true;
      continue;
    }
    if (waits) needed.add(index);
    waits = false;
    before = index;
  }
  return needed;
}

/** The originals that are written anew, moved or taken away: what is pending in them is taken as accepted. */
export function listTouched({ items, deleted }: DraftPlan): Set<number> {
  const touched = new Set(deleted);
  for (const { index, isSame, isMoved } of items) if (index !== null && (!isSame || isMoved)) touched.add(index);
  return touched;
}
