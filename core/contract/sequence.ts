import { type BlockFacts, breaksOff, endsWell, leadsIn } from './block-facts.ts';
import type { LabelReading, TypedLabel } from './labels.ts';
import { isOuterHeading, type OutlineNode, type OutlineTree } from './outline-tree.ts';

/**
 * Which numbers number something, and where they belong.
 *
 * A number at the beginning of a paragraph is judged by what was numbered before: under every node that is still open there
 * may be a series ("1, 2, 3", "(a), (b)", "4.1, 4.2") that it continues; or it is the first of a new series; or it is
 * no label at all ("30 days", a year, a reference that was wrapped onto a new line). Every way to understand it gets
 * points and the best wins if its form is clear enough for so many points: "Article 7" needs few, a bare "7 Payment"
 * needs to be exactly next.
 *
 * `(i)` after `(h)` is the letter when `(j)` comes sooner than `(ii)`, otherwise the first roman numeral: the labels further down
 * are looked up in an index, so the whole document is still read once.
 *
 * Turned down: fixed levels for each form of number (contracts nest `(1)` in `(a)` and `(a)` in `(1)`), and
 * deciding by indent (plain text and half of the DOCX files have none).
 */

export interface Choice {
  /** The open node that it becomes a child of; `null` is the document itself. */
  readonly parent: OutlineNode | null;
  readonly reading: LabelReading;
}

/** Where each label could stand in the document, for looking ahead. */
export class LabelIndex {
  private readonly places = new Map<string, number[]>();

  constructor(facts: readonly BlockFacts[]) {
    for (const { label, index } of facts) {
      for (const { series, value } of label?.readings ?? []) {
        this.note(`${series}#${value}`, index);
        // The same number in a list of whatever depth.
        const depth = series.indexOf(' @');
        if (depth !== -1) this.note(`${series.slice(0, depth)}#${value}`, index);
      }
    }
  }

  private note(key: string, index: number): void {
    const known = this.places.get(key);
    if (known === undefined) this.places.set(key, [index]);
    else known.push(index);
  }

  /** The first block after `index` that could carry this label, or Infinity. */
  next(series: string, value: number, index: number): number {
    const places = this.places.get(`${series}#${value}`) ?? [];
    let low = 0;
    let high = places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((places[middle] ?? 0) <= index) low = middle + 1;
      else high = middle;
    }
    return places[low] ?? Number.POSITIVE_INFINITY;
  }

  /** Whether the series of this label goes on after `index` before it starts again. */
  goesOn(reading: LabelReading, index: number): boolean {
    const next = this.next(reading.series, reading.value + 1, index);
    return next < this.next(reading.series, 1, index);
  }
}

const certainlyNext = 100;
const firstUnderItsNumber = 95;
const firstOfSeries = 80;
const elsewhereContinued = 72;
const forwardJump = 58;
const repeated = 44;
const backwards = 12;

/** How the label at the beginning of this block is to be understood, or `null` when it is none. */
export function chooseLabel(tree: OutlineTree, fact: BlockFacts, index: LabelIndex): Choice | null {
  const { label } = fact;
  if (label === null || label.readings.length === 0) return null;
  const required = fact.labelIsCertain ? Number.NEGATIVE_INFINITY : pointsRequired(tree, fact, label);
  let best: { points: number; choice: Choice } | null = null;
  for (const reading of label.readings) {
    const ahead = label.readings.length > 1 ? pointsFromAhead(label, reading, fact.index, index) : 0;
    for (const option of options(tree, fact, reading, index)) {
      const points = option.points + ahead;
      if (best === null || points > best.points) best = { points, choice: { parent: option.parent, reading } };
    }
  }
  return best !== null && best.points >= required ? best.choice : null;
}

/** How sure a label must be, given its form and what surrounds it. */
function pointsRequired(tree: OutlineTree, fact: BlockFacts, label: TypedLabel): number {
  const impossible = 1000;
  const lowerCase = /^["“«'(]?\p{Ll}/u.test(fact.words) && !/^\(\w{1,4}\)/.test(fact.words);
  const before = tree.lastText;
  const afterBreak = before !== '' && breaksOff(before) && !/^\P{Ll}+$/u.test(before);
  if (lowerCase) {
    const isLetter = label.style === 'list' && !/\d/.test(label.label);
    if (!label.separated || (!isLetter && countsSomething.test(fact.words)))
      return label.style === 'path' && endsWell(before) ? 95 : impossible;
    // "(b) above, the …" at the start of a line is a reference unless a list item ended before it.
    if (before.length >= 60 && !endsWell(before)) return refersBack.test(fact.words) ? impossible : 90;
    return label.style === 'list' || label.style === 'path' ? 50 : 75;
  }
  if (label.style === 'number' && !label.separated) return fact.isTitle && !/\d/.test(fact.words) ? 78 : impossible;
  // A list whose next item comes is one, though the words before it break off without a colon.
  if (afterBreak) return label.style === 'list' && /^\(/.test(label.label) ? 86 : label.separated ? 90 : 95;
  if (label.style === 'capital' || (label.style === 'list' && /^\p{L}\.?$/u.test(label.label))) return 82;
  if (label.style === 'keyword' && !label.separated && !fact.isTitle) return endsWell(before) ? 50 : 78;
  if (label.style === 'keyword') return 20;
  return 50;
}

const countsSomething =
  /^(?:millions?|billions?|milliards?|thousand|percent|per\s?cent|%|days?|months?|years?|hours?|weeks?|jours?|mois|ans?|années?|heures?|semaines?|euros?|dollars?|times?|fois|km|kg|x)\b/iu;
const refersBack =
  /^(?:above|below|hereof|of\s+(?:this|the|section|article)|and\s|or\s|ci-dessus|ci-après|du\s|de\s|et\s|ou\s)/iu;

interface Option {
  readonly points: number;
  readonly parent: OutlineNode | null;
}

function* options(tree: OutlineTree, fact: BlockFacts, reading: LabelReading, index: LabelIndex): Generator<Option> {
  const scopes = tree.scopes();
  if (reading.parentKey !== null) {
    const parent = scopes.find((scope) => scope?.reading?.key === reading.parentKey) ?? null;
    if (parent !== null) {
      yield { parent, points: pointsUnder(parent.series.get(reading.series), reading.value) };
      return;
    }
    // 4.2.1 where 4.2 was never written: under 4, if that is open.
    const above = reading.parentKey.slice(0, Math.max(0, reading.parentKey.lastIndexOf('.')));
    const ancestor = scopes.find((scope) => scope !== null && above !== '' && scope.reading?.key === above) ?? null;
    if (ancestor !== null)
      yield { parent: ancestor, points: pointsUnder(ancestor.series.get(reading.series), reading.value) - 20 };
  }
  let distance = 0;
  let crossed = 0;
  for (const parent of scopes) {
    const last = tree.seriesOf(parent).get(reading.series);
    if (last !== undefined && canHold(parent, fact)) {
      const points = pointsAfter(last, reading.value);
      if (points > 0) yield { parent, points: points - distance - crossed };
    }
    distance += 1;
    // Numbers inside a schedule are its own: leaving it needs the exact next number of the main part.
    if (parent?.role === 'schedule') crossed += 25;
  }
  const parent = startParent(tree, fact, reading, index);
  const goesOn = index.goesOn(reading, fact.index);
  if (reading.value <= 1) {
    const base = reading.parentKey === null ? firstOfSeries : firstOfSeries - 5;
    yield { parent, points: base + (leadsIn(tree.lastText) ? 8 : 0) + (goesOn ? 6 : 0) };
  } else if (tree.lastOfSeries.get(reading.series) === reading.value - 1) {
    yield { parent, points: elsewhereContinued };
  } else {
    const inlineBefore = reading.value === 2 && hasInlineFirst(tree.lastText, fact.label);
    // A document may be cut out of a longer one, and begin with any number.
    const isExcerpt = tree.lastText === '' && reading.parentKey !== null;
    yield { parent, points: inlineBefore ? 85 : goesOn || isExcerpt ? 54 : 24 };
  }
}

function pointsUnder(last: number | undefined, value: number): number {
  if (last !== undefined) return pointsAfter(last, value);
  if (value <= 1) return firstUnderItsNumber;
  return value <= 3 ? 60 : 30;
}

function pointsAfter(last: number, value: number): number {
  if (value === last + 1) return certainlyNext;
  if (value > last && value <= last + 5) return forwardJump;
  if (value === last) return repeated;
  return value > last ? 22 : backwards;
}

/** Where depths are written down (lists in Markdown, heading levels), nothing stands under its own depth. */
function canHold(parent: OutlineNode | null, fact: BlockFacts): boolean {
  if (parent === null) return true;
  if (fact.headingLevel !== null && parent.headingLevel !== null && parent.headingLevel >= fact.headingLevel)
    return false;
  return fact.listLevel === null || parent.listLevel === null || parent.listLevel < fact.listLevel;
}

/** The letter and the roman reading of the same characters: which goes on sooner further down? */
function pointsFromAhead(label: TypedLabel, reading: LabelReading, at: number, index: LabelIndex): number {
  const nearest = Math.min(...label.readings.map(({ series, value }) => index.next(series, value + 1, at)));
  if (!Number.isFinite(nearest)) return 0;
  return index.next(reading.series, reading.value + 1, at) === nearest ? 25 : 0;
}

const inlineFirsts = new Map([
  ['(b)', '(a) '],
  ['(ii)', '(i) '],
  ['(2)', '(1) '],
  ['(B)', '(A) '],
  ['B', ' A. '],
]);

/** The paragraph before holds the first item inside its sentence: "… shall (a) keep …;" and then "(b) …". */
function hasInlineFirst(text: string, label: TypedLabel | null): boolean {
  const first = inlineFirsts.get(label?.label ?? '');
  return first !== undefined && text.includes(first);
}

/** How far out a form of number usually stands: lower is further out. */
function usualRank(label: TypedLabel | null): number {
  switch (label?.style) {
    case 'schedule':
      return 1;
    case 'keyword':
      return label.rank;
    case 'capital':
      return 26;
    case 'number':
      return 30;
    case 'path':
      return 32;
    case 'bullet':
      return 60;
    default:
      return 45;
  }
}

/** The open node under which a new series begins. */
export function startParent(
  tree: OutlineTree,
  fact: BlockFacts,
  reading: LabelReading | null,
  index: LabelIndex,
): OutlineNode | null {
  const scopes = tree.scopes();
  // Numbers that begin again without a word that announces them begin beside the old ones, not inside.
  if (reading !== null && usualRank(fact.label) <= 30 && !leadsIn(tree.lastText)) {
    for (const scope of scopes) {
      if (scope?.reading?.series === reading.series) return scope.parent;
      if (scope?.role === 'schedule' || scope?.role === 'heading') break;
    }
  }
  // A number of several parts whose first part is not open stands under no other number.
  if (reading?.parentKey != null) {
    return (
      scopes.find((scope) => scope === null || ['heading', 'schedule'].includes(scope.role) || isOuterHeading(scope)) ??
      null
    );
  }
  for (const scope of scopes) {
    if (scope === null || !isLeft(scope, fact, reading, index)) return scope;
  }
  return null;
}

/** Whether a new series is not inside this node. */
function isLeft(node: OutlineNode, fact: BlockFacts, reading: LabelReading | null, index: LabelIndex): boolean {
  if (node.role === 'title' || node.role === 'contents' || node.role === 'signature') return true;
  const rank = usualRank(fact.label);
  if (node.role === 'schedule') return rank <= 1;
  if (fact.listLevel !== null && node.listLevel !== null && node.listLevel >= fact.listLevel && rank !== 32)
    return true;
  if (fact.listLevel === null && node.listLevel !== null && fact.label?.style !== 'list' && rank < 60) return true;
  if (fact.headingLevel !== null && node.headingLevel !== null && node.headingLevel >= fact.headingLevel) return true;
  if (fact.headingLevel !== null && node.headingLevel === null && !node.isHeadingOnly) return true;
  const announces = leadsIn(node.lastText) || !endsWell(node.lastText);
  switch (node.role) {
    case 'bullet':
      return !announces;
    case 'paragraph':
      return !(announces && rank >= 26);
    case 'definition':
      return !(announces && rank >= 26) && rank < 40;
    case 'opening':
    case 'recital':
      return node.isHeadingOnly ? rank < 26 : !(announces && rank >= 40);
    case 'heading':
      return false;
    default:
      break;
  }
  const own = usualRank(node.label);
  if (fact.label?.style === 'keyword') return own >= rank && !(node.isHeadingOnly && own > 24);
  if (node.isHeadingOnly || own < rank) return false;
  if (node.reading !== null && node.reading.series === reading?.series) return !(announces && own <= 32);
  if (own === rank) return false;
  return !announces && !(node.reading !== null && index.goesOn(node.reading, fact.index));
}
