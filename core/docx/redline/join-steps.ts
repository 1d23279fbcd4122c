import { countWords, wordSpans } from '../../compare/tokens.ts';
import { compareWords } from '../../compare/words.ts';
import type { Step } from './align-blocks.ts';
import { type Block, isSameBlock, type ParagraphBlock } from './blocks.ts';

/**
 * Pairs of paragraphs are not all there is to a document: here steps of an alignment are joined where together they mark less, or where
 * a mark cannot come or go alone.
 */
export function joinSteps(a: readonly Block[], b: readonly Block[], steps: readonly Step[]): Step[] {
  return joinBeforeTables(a, b, joinSplits(a, b, replaceInPlace(a, b, pairLoneTables(a, b, steps))));
}

// ---- One for one -------------------------------------------------------------------------------

/**
 * Where one paragraph alone went and one alone came, and they look alike or one of them is empty, the words are replaced in the paragraph
 * that is there: its mark stays.
 */
function replaceInPlace(a: readonly Block[], b: readonly Block[], steps: readonly Step[]): Step[] {
  const replaced: Step[] = [];
  const comesOrGoes = (step: Step | undefined) => step?.kind === 'delete' || step?.kind === 'insert';
  for (let index = 0; index < steps.length; index++) {
    const step = steps[index] as Step;
    const next = steps[index + 1];
    const isAlone = !comesOrGoes(steps[index - 1]) && !comesOrGoes(steps[index + 2]);
    if (
      step.kind === 'delete' &&
      next?.kind === 'insert' &&
      isAlone &&
      canReplace(a[step.a] as Block, b[next.b] as Block)
    ) {
      replaced.push({ kind: 'edit', a: [step.a], b: [next.b] });
      index++;
    } else replaced.push(step);
  }
  return replaced;
}

/** Where one table alone went and one alone came between two pairs, they are one table, however few of its rows are left. */
function pairLoneTables(a: readonly Block[], b: readonly Block[], steps: readonly Step[]): Step[] {
  const paired: Step[] = [];
  let gap: (Deletion | Insertion)[] = [];
  const closeGap = () => {
    paired.push(...pairTableOf(gap, a, b));
    gap = [];
  };
  for (const step of steps) {
    if (step.kind === 'delete' || step.kind === 'insert') gap.push(step);
    else {
      closeGap();
      paired.push(step);
    }
  }
  closeGap();
  return paired;
}

type Edit = Extract<Step, { kind: 'edit' }>;
type Deletion = Extract<Step, { kind: 'delete' }>;
type Arriving = Extract<Step, { kind: 'moveTo' }>;
type Insertion = Extract<Step, { kind: 'insert' }>;

function pairTableOf(
  gap: readonly (Deletion | Insertion)[],
  a: readonly Block[],
  b: readonly Block[],
): readonly Step[] {
  const deleted = gap.filter((step) => step.kind === 'delete');
  const inserted = gap.filter((step) => step.kind === 'insert');
  const gone = deleted.filter((step) => (a[step.a] as Block).kind === 'table');
  const come = inserted.filter((step) => (b[step.b] as Block).kind === 'table');
  const [before] = gone;
  const [after] = come;
  if (gone.length !== 1 || come.length !== 1 || before === undefined || after === undefined) return gap;
  return [
    ...deleted.filter((step) => step.a < before.a),
    ...inserted.filter((step) => step.b < after.b),
    { kind: 'table', a: before.a, b: after.b },
    ...deleted.filter((step) => step.a > before.a),
    ...inserted.filter((step) => step.b > after.b),
  ];
}

function canReplace(before: Block, after: Block): boolean {
  if (before.kind !== 'paragraph' || after.kind !== 'paragraph') return false;
  return before.text === '' || after.text === '' || before.paragraphKey === after.paragraphKey;
}

// ---- Before tables ------------------------------------------------------------------------------

/**
 * The mark of a paragraph right before a table cannot go: nothing follows that the paragraph could join. So what comes or goes there
 * becomes part of the edit of the paragraph before it, whose mark is tracked in its place, as Word does it.
 */
function joinBeforeTables(a: readonly Block[], b: readonly Block[], steps: readonly Step[]): Step[] {
  const joined: Step[] = [];
  steps.forEach((step, index) => {
    // What goes may as well stand behind a table that comes, where a paragraph follows that it can join.
    const next = steps[index + 1];
    const isKeptNext = next !== undefined && !isTable(next, a, b) && (next.kind === 'same' || next.kind === 'edit');
    const behind = step.kind === 'insert' && isTable(step, a, b) && isKeptNext ? takeDeletions(joined, a) : [];
    if (isTable(step, a, b)) joinLastParagraphs(joined, a, b);
    joined.push(step, ...behind);
  });
  return joined;
}

/** Takes the paragraphs that go, for good or elsewhere, at the end of the steps away from there. */
function takeDeletions(steps: Step[], a: readonly Block[]): Step[] {
  let from = steps.length;
  for (; from > 0; from--) {
    const step = steps[from - 1] as Step;
    const goes = step.kind === 'delete' || step.kind === 'moveFrom';
    if (!goes || (a[step.a] as Block).kind !== 'paragraph') break;
  }
  return steps.splice(from);
}

function isTable(step: Step, a: readonly Block[], b: readonly Block[]): boolean {
  if (step.kind === 'table') return true;
  if (step.kind === 'same' || step.kind === 'delete') return (a[step.a] as Block).kind === 'table';
  return step.kind === 'insert' && (b[step.b] as Block).kind === 'table';
}

/**
 * Whether a paragraph stays as it is and the paragraphs behind it are put in one by one, when they are compared as one text: then each of them
 * may have moved there, unless a word changed on the way.
 */
export function isAddedWhole(before: Block, after: Block, added: readonly Block[]): boolean {
  if (!isSameBlock(before, after)) return false;
  const edits = compareWords(before.text, [after, ...added].map(({ text }) => text).join('\n'));
  return edits.length === (before.text === '' ? 1 : 2) && edits.at(-1)?.op === 'insert';
}

/** The same where paragraphs moved here, as they were, among those that come. */
function joinArrivals(steps: Step[], a: readonly Block[], b: readonly Block[]): boolean {
  let from = steps.length;
  while (from > 0 && bringsParagraph(steps[from - 1] as Step, a, b)) from--;
  const kept = steps[from - 1];
  const come = steps.slice(from) as (Insertion | Arriving)[];
  const arrivals = come.flatMap((step) => (step.kind === 'moveTo' ? [{ b: step.b, move: step.move }] : []));
  if (arrivals.length === 0 || kept?.kind !== 'same' || isTable(kept, a, b)) return false;
  const added = come.map((step) => b[step.b] as Block);
  if (!isAddedWhole(a[kept.a] as Block, b[kept.b] as Block, added)) return false;
  steps.length = from - 1;
  steps.push({ kind: 'edit', a: [kept.a], b: [kept.b, ...come.map((step) => step.b)], arrivals });
  return true;
}

/** Whether a paragraph is put in, or arrives as it was. */
function bringsParagraph(step: Step, a: readonly Block[], b: readonly Block[]): boolean {
  if (step.kind === 'moveTo') return isSameBlock(a[step.a] as Block, b[step.b] as Block);
  return step.kind === 'insert' && (b[step.b] as Block).kind === 'paragraph';
}

function joinLastParagraphs(steps: Step[], a: readonly Block[], b: readonly Block[]): void {
  if (joinArrivals(steps, a, b)) return;
  let from = steps.length;
  while (from > 0 && isParagraphThatComesOrGoes(steps[from - 1] as Step, a, b)) from--;
  const kept = steps[from - 1];
  if (from === steps.length || kept === undefined || isTable(kept, a, b)) return;
  if (kept.kind !== 'same' && kept.kind !== 'edit') return;
  const edit = { a: kept.kind === 'same' ? [kept.a] : [...kept.a], b: kept.kind === 'same' ? [kept.b] : [...kept.b] };
  for (const step of steps.slice(from)) {
    if (step.kind === 'delete') edit.a.push(step.a);
    else if (step.kind === 'insert') edit.b.push(step.b);
  }
  steps.length = from - 1;
  steps.push({ kind: 'edit', ...edit });
}

function isParagraphThatComesOrGoes(step: Step, a: readonly Block[], b: readonly Block[]): boolean {
  if (step.kind === 'delete') return (a[step.a] as Block).kind === 'paragraph';
  return step.kind === 'insert' && (b[step.b] as Block).kind === 'paragraph';
}

// ---- Splits and joins ---------------------------------------------------------------------------

/** A neighbour is taken into an edit when that spares marking this share of its words, and at least this many. */
const leastShareSpared = 0.5;
const leastWordsSpared = 3;
/** Longest text, in UTF-16 units, that is tried. */
const longestTried = 20_000;

/**
 * Takes paragraphs that were only deleted or only inserted into the edit beside them where that marks fewer words: the
 * other half of a paragraph that was cut in two, or of two that became one.
 */
function joinSplits(a: readonly Block[], b: readonly Block[], steps: readonly Step[]): Step[] {
  const joined = joinEmptied(a, b, steps);
  for (let index = 0; index < joined.length; index++) {
    const step = joined[index] as Step;
    // What moved here is put in whole: nothing else may become part of it.
    if (step.kind !== 'edit' || hasArrivals(step)) continue;
    while (joinNeighbour(a, b, joined, index, 1) || joinNeighbour(a, b, joined, index, -1)) {
      // A neighbour before the edit was removed from the list when it was taken in.
      while ((joined[index] as Step | undefined)?.kind !== 'edit') index--;
    }
  }
  return joined;
}

/**
 * Two neighbours that became one may leave an empty paragraph behind, and one that became two may use one that was empty: then the
 * alignment has an edit that takes out or puts in all words of a paragraph, beside the edit that they went to or came from.
 */
function joinEmptied(a: readonly Block[], b: readonly Block[], steps: readonly Step[]): Step[] {
  const joined: Step[] = [];
  for (const step of steps) {
    const last = joined.at(-1);
    const taken =
      last?.kind === 'edit' && step.kind === 'edit' && !hasArrivals(step) ? joinedEdit(a, b, last, step) : null;
    if (taken === null) joined.push(step);
    else joined[joined.length - 1] = taken;
  }
  return joined;
}

function hasArrivals({ arrivals }: Edit): boolean {
  return arrivals !== undefined && arrivals.length > 0;
}

/** Both as one edit, where that spares most words of the one that lost or got all of its words; otherwise `null`. */
function joinedEdit(a: readonly Block[], b: readonly Block[], first: Edit, second: Edit): Edit | null {
  const texts = (edit: Edit) => ({ before: textsOf(a, edit.a), after: textsOf(b, edit.b) });
  const sides = [texts(first), texts(second)] as const;
  const emptied = sides.find(({ before, after }) => countWords(before) === 0 || countWords(after) === 0);
  const other = sides.find((side) => side !== emptied);
  if (emptied === undefined || other === undefined) return null;
  const words = emptied.before + emptied.after;
  if (!sharesWords(words, emptied.before === words ? other.after : other.before)) return null;
  const edit: Edit = { kind: 'edit', a: [...first.a, ...second.a], b: [...first.b, ...second.b] };
  const { before, after } = texts(edit);
  if (before.length + after.length > longestTried) return null;
  const apart = countWords(words) + changedWords(other.before, other.after);
  const spared = apart - changedWords(before, after);
  return spared >= Math.max(leastWordsSpared, leastShareSpared * countWords(words)) ? edit : null;
}

function joinNeighbour(
  a: readonly Block[],
  b: readonly Block[],
  steps: Step[],
  index: number,
  direction: 1 | -1,
): boolean {
  const edit = steps[index] as Edit;
  for (let at = index + direction; ; at += direction) {
    const step = steps[at];
    if (step === undefined || (step.kind !== 'delete' && step.kind !== 'insert')) return false;
    const taken = takeIn(edit, step, direction);
    if (taken === null) continue;
    const neighbour = (step.kind === 'delete' ? a[step.a] : b[step.b]) as Block;
    if (neighbour.kind !== 'paragraph' || !sparesWords(a, b, edit, taken, neighbour)) return false;
    steps[index] = taken;
    steps.splice(at, 1);
    return true;
  }
}

/** The edit with that step's paragraph, or `null` when it does not stand next to it on its side. */
function takeIn(edit: Edit, step: Step, direction: 1 | -1): Edit | null {
  if (step.kind === 'delete') {
    const next = direction > 0 ? (edit.a.at(-1) as number) + 1 : (edit.a[0] as number) - 1;
    if (step.a !== next) return null;
    return { ...edit, a: direction > 0 ? [...edit.a, next] : [next, ...edit.a] };
  }
  if (step.kind !== 'insert') return null;
  const next = direction > 0 ? (edit.b.at(-1) as number) + 1 : (edit.b[0] as number) - 1;
  if (step.b !== next) return null;
  return { ...edit, b: direction > 0 ? [...edit.b, next] : [next, ...edit.b] };
}

function sparesWords(
  a: readonly Block[],
  b: readonly Block[],
  edit: Edit,
  taken: Edit,
  neighbour: ParagraphBlock,
): boolean {
  const before = textsOf(a, taken.a);
  const after = textsOf(b, taken.b);
  if (before.length + after.length > longestTried) return false;
  const words = countWords(neighbour.text);
  if (
    words === 0 ||
    !sharesWords(neighbour.text, taken.a.length > edit.a.length ? textsOf(b, edit.b) : textsOf(a, edit.a))
  ) {
    return false;
  }
  const apart = changedWords(textsOf(a, edit.a), textsOf(b, edit.b)) + words;
  const spared = apart - changedWords(before, after);
  // Of a heading of one word, cut off or joined, every word must be spared: marked neither as deleted nor as inserted.
  return words < leastWordsSpared
    ? spared >= 2 * words
    : spared >= Math.max(leastWordsSpared, leastShareSpared * words);
}

/** Whether half of the words of a text occur in another at all: cheap, and enough to say no. */
function sharesWords(text: string, other: string): boolean {
  const known = new Set(wordSpans(other).words);
  const { words } = wordSpans(text);
  let shared = 0;
  for (const word of words) if (known.has(word)) shared++;
  return shared >= leastShareSpared * words.length;
}

function changedWords(before: string, after: string): number {
  let words = 0;
  for (const { op, text } of compareWords(before, after)) if (op !== 'equal') words += countWords(text);
  return words;
}

/** Paragraphs joined by line feeds, as an edit compares them. */
function textsOf(blocks: readonly Block[], indexes: readonly number[]): string {
  return indexes.map((index) => (blocks[index] as Block).text).join('\n');
}
