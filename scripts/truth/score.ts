import { type ClauseTree, clauseText } from '../../core/model/clause.ts';
import type { Finders } from './finders.ts';
import { comparedLabel } from './labels.ts';
import { Letters, lettersOf } from './letters.ts';
import type { TruthClause, TruthContract } from './truth-file.ts';

/** How many there are, how many were found, and how many of these are right. */
export interface Tally {
  readonly expected: number;
  readonly found: number;
  readonly right: number;
}

export const noTally: Tally = { expected: 0, found: 0, right: 0 };

export const scored = ['boundaries', 'labels', 'headings', 'kinds', 'definitions', 'references', 'targets'] as const;
export type Scored = (typeof scored)[number];

/** A score that cannot be given, because nothing finds these yet, is `null`. */
export type Scores = Readonly<Record<Scored, Tally | null>>;

/** Something that is not as the truth has it, for those who write rules. */
export interface Disagreement {
  readonly of: Scored;
  /** Letters before it. */
  readonly at: number;
  readonly what: string;
}

export interface ContractScore {
  readonly scores: Scores;
  readonly disagreements: readonly Disagreement[];
}

export function addTallies(a: Tally, b: Tally): Tally {
  return { expected: a.expected + b.expected, found: a.found + b.found, right: a.right + b.right };
}

/** Of what was found, how much is right; 1 when nothing was found. */
export function precision({ found, right }: Tally): number {
  return found === 0 ? 1 : right / found;
}

/** Of what there is, how much was found; 1 when there is nothing. */
export function recall({ expected, right }: Tally): number {
  return expected === 0 ? 1 : right / expected;
}

export function f1({ expected, found, right }: Tally): number {
  return expected + found === 0 ? 1 : (2 * right) / (expected + found);
}

/** Scores one contract as Parley splits it against its truth. `text` is the document's text. */
export function scoreContract(truth: TruthContract, tree: ClauseTree, text: string, finders: Finders): ContractScore {
  const scorer = new Scorer(truth, tree, text);
  scorer.scoreClauses();
  if (finders.listDefinitions !== null) scorer.scoreDefinitions(finders.listDefinitions(tree));
  if (finders.listReferences !== null) scorer.scoreReferences(finders.listReferences(tree));
  return { scores: scorer.scores, disagreements: scorer.disagreements.sort((a, b) => a.at - b.at) };
}

/** A clause of Parley's at its place; clauses without a letter of their own are one with the next. */
interface SplitClause {
  readonly at: number;
  readonly label: string | null;
  readonly heading: readonly [number, number] | null;
  readonly kind: string;
}

class Scorer {
  readonly disagreements: Disagreement[] = [];
  readonly scores: Record<Scored, Tally | null> = {
    boundaries: null,
    labels: null,
    headings: null,
    kinds: null,
    definitions: null,
    references: null,
    targets: null,
  };
  readonly #truth: TruthContract;
  readonly #letters: Letters;
  /** UTF-16 offset of each clause's text in the document's, after its prefix. */
  readonly #textFrom: number[] = [];
  /** Letters before each clause, its typed label included in it. */
  readonly #clauseAt: number[] = [];
  readonly #split: readonly SplitClause[];

  constructor(truth: TruthContract, tree: ClauseTree, text: string) {
    this.#truth = truth;
    this.#letters = new Letters(text);
    this.#split = this.#place(tree);
  }

  #place(tree: ClauseTree): SplitClause[] {
    const split: SplitClause[] = [];
    let offset = 0;
    for (const clause of tree.clauses) {
      const textFrom = offset + clause.prefix.length;
      const end = textFrom + clauseText(clause).length;
      const at = this.#letters.before(offset);
      this.#textFrom.push(textFrom);
      this.#clauseAt.push(at);
      const heading = this.#range(textFrom, textFrom + clause.headingTo);
      const label = comparedLabel(clause.label);
      const last = split.at(-1);
      const own = { at, label, heading: heading[0] < heading[1] ? heading : null, kind: clause.kind };
      if (last?.at === at)
        split[split.length - 1] = { ...own, label: last.label ?? own.label, heading: last.heading ?? own.heading };
      else if (at < this.#letters.before(end) || label !== null) split.push(own);
      offset = end + 1;
    }
    // What stands after the last letter has none of its own.
    return split.filter(({ at }) => at < this.#letters.count);
  }

  #range(from: number, to: number): [number, number] {
    return [this.#letters.before(from), this.#letters.before(to)];
  }

  scoreClauses(): void {
    const { clauses, free } = this.#truth;
    const known = new Map(clauses.map((clause) => [clause.at, clause]));
    const isFree = (at: number): boolean => free.some(([from, to]) => from <= at && at <= to);
    const split = this.#split.filter(({ at }) => known.has(at) || !isFree(at));
    const found = new Map(split.map((clause) => [clause.at, clause]));
    const boundaries = { expected: clauses.length, found: split.length, right: 0 };
    const labels = { expected: 0, found: 0, right: 0 };
    const headings = { expected: 0, found: 0, right: 0 };
    let kinds = 0;
    let unscored = 0;
    for (const clause of clauses) {
      const own = found.get(clause.at);
      const label = comparedLabel(clause.label);
      if (own === undefined) this.#disagree('boundaries', clause.at, `missed ${this.#named(clause)}`);
      else boundaries.right += 1;
      if (own !== undefined && comparedKind(own.kind) === comparedKind(clause.kind)) kinds += 1;
      else if (own !== undefined) this.#disagree('kinds', clause.at, `${own.kind} instead of ${clause.kind}`);
      if (label !== null) labels.expected += 1;
      if (label !== null && own?.label === label) labels.right += 1;
      else if (own !== undefined && own.label !== label)
        this.#disagree('labels', clause.at, `${own.label ?? 'none'} instead of ${label ?? 'none'}`);
      // A title is all heading, and where it ends on a cover page is nobody's business.
      if (clause.kind === 'title') {
        if (own?.heading !== undefined && own.heading !== null) unscored += 1;
        continue;
      }
      // A defined term at the head of its entry may be shown as a heading or not.
      if (clause.anyHeading || (clause.heading === undefined && this.#startsWithTerm(clause))) {
        if (own?.heading !== undefined && own.heading !== null) unscored += 1;
        continue;
      }
      if (clause.heading !== undefined) headings.expected += 1;
      if (clause.heading !== undefined && own?.heading?.join() === clause.heading.join()) headings.right += 1;
      else if (own !== undefined && (own.heading ?? []).join() !== (clause.heading ?? []).join())
        this.#disagree('headings', clause.at, `${this.#words(own.heading)} instead of ${this.#words(clause.heading)}`);
    }
    for (const clause of split) {
      if (clause.label !== null) labels.found += 1;
      if (clause.heading !== null) headings.found += 1;
      if (!known.has(clause.at))
        this.#disagree('boundaries', clause.at, `false alarm ${clause.kind} ${clause.label ?? '-'}`);
    }
    headings.found -= unscored;
    const ofMatched = { expected: boundaries.right, found: boundaries.right, right: kinds };
    Object.assign(this.scores, { boundaries, labels, headings, kinds: ofMatched });
  }

  #startsWithTerm({ at, label }: TruthClause): boolean {
    const to = at + lettersOf(label ?? '').length + longestArticle;
    return this.#truth.definitions.some(({ term }) => at <= term[0] && term[0] <= to);
  }

  scoreDefinitions(found: ReturnType<NonNullable<Finders['listDefinitions']>>): void {
    const own = found.map((definition) => ({ ...definition, range: this.#rangeIn(definition) }));
    const marks = this.#truth.definitions.map(({ term, free }) => ({ range: term, free }));
    const pairs = pairOverlapping(marks, own, (mark, definition) => {
      return comparedTerm(this.#letters.textBetween(...mark.range)) === comparedTerm(definition.term);
    });
    this.scores.definitions = this.#tallyPairs('definitions', marks, own, pairs);
  }

  scoreReferences(found: ReturnType<NonNullable<Finders['listReferences']>>): void {
    const own = found.map((reference) => ({ ...reference, range: this.#rangeIn(reference) }));
    const marks = this.#truth.references.map(({ at, target, free }) => ({ range: at, target, free }));
    const pairs = pairOverlapping(marks, own, () => true);
    const places = this.#tallyPairs('references', marks, own, pairs);
    let right = 0;
    for (const [mark, reference] of pairs) {
      if (mark.free) continue;
      const wanted = typeof mark.target === 'number' ? this.#truth.clauses[mark.target]?.at : null;
      const pointed = reference.target === null ? null : this.#truthAt(this.#clauseAt[reference.target] ?? 0);
      const isRight =
        wanted === pointed && (pointed !== null || (mark.target === 'external') === isExternal(reference.reason));
      if (isRight) right += 1;
      else
        this.#disagree(
          'targets',
          mark.range[0],
          `${this.#words(mark.range)}: ${this.#targetWords(pointed, reference.reason)} instead of ${this.#targetWords(wanted, mark.target)}`,
        );
    }
    this.scores.references = places;
    this.scores.targets = { ...places, right };
  }

  /** The place of the true clause that a clause of Parley's lies in, where the boundary between them is free. */
  #truthAt(at: number): number {
    const { clauses, free } = this.#truth;
    if (!free.some(([from, to]) => from <= at && at <= to)) return at;
    return clauses.findLast((clause) => clause.at <= at)?.at ?? at;
  }

  #tallyPairs<M extends Ranged & { free?: true | undefined }, F extends Ranged>(
    of: Scored,
    marks: readonly M[],
    found: readonly F[],
    pairs: ReadonlyMap<M, F>,
  ): Tally {
    const matched = new Set(pairs.values());
    const tally = { expected: 0, found: 0, right: 0 };
    for (const mark of marks) {
      if (mark.free) continue;
      tally.expected += 1;
      if (pairs.has(mark)) tally.right += 1;
      else this.#disagree(of, mark.range[0], `missed ${this.#words(mark.range)}`);
    }
    const free = marks.filter((mark) => mark.free);
    for (const item of found) {
      if (!matched.has(item) && free.some((mark) => overlap(mark, item))) continue;
      if ([...pairs].some(([mark, pair]) => mark.free && pair === item)) continue;
      tally.found += 1;
      if (!matched.has(item)) this.#disagree(of, item.range[0], `false alarm ${this.#words(item.range)}`);
    }
    return tally;
  }

  #rangeIn({ clause, from, to }: { clause: number; from: number; to: number }): [number, number] {
    const textFrom = this.#textFrom[clause] ?? 0;
    return this.#range(textFrom + from, textFrom + to);
  }

  #named({ label, at }: TruthClause): string {
    return `${label ?? '-'}: ${this.excerpt(at)}`;
  }

  #targetWords(at: number | null | undefined, otherwise: string | number | null | undefined): string {
    return at === null || at === undefined ? `nothing (${otherwise ?? 'no reason'})` : `“${this.excerpt(at)}”`;
  }

  #words(range: readonly [number, number] | null | undefined): string {
    return range === null || range === undefined
      ? 'none'
      : `“${this.#letters.textBetween(...range).replace(/\s+/g, ' ')}”`;
  }

  /** The words at a place, to find it again. */
  excerpt(at: number): string {
    const to = Math.min(at + 40, this.#letters.count);
    return this.#letters.textBetween(at, to).replace(/\s+/g, ' ');
  }

  #disagree(of: Scored, at: number, what: string): void {
    this.disagreements.push({ of, at, what: `${what} @ ${this.excerpt(at)}` });
  }
}

/** Letters of an article that may stand before a term. */
const longestArticle = 3;

interface Ranged {
  readonly range: readonly [number, number];
}

function overlap(a: Ranged, b: Ranged): boolean {
  return a.range[0] < b.range[1] && b.range[0] < a.range[1];
}

/** Pairs marks with what was found over the same letters, each at most once, in document order. */
function pairOverlapping<M extends Ranged, F extends Ranged>(
  marks: readonly M[],
  found: readonly F[],
  fits: (mark: M, item: F) => boolean,
): Map<M, F> {
  const pairs = new Map<M, F>();
  const taken = new Set<F>();
  for (const mark of marks) {
    const item = found.find((candidate) => !taken.has(candidate) && overlap(mark, candidate) && fits(mark, candidate));
    if (item === undefined) continue;
    pairs.set(mark, item);
    taken.add(item);
  }
  return pairs;
}

/** A term without the article that French definitions often carry along, and without the case of its letters. */
function comparedTerm(term: string): string {
  return lettersOf(term.trim().replace(/^(?:(?:the|les?|la|une?|des|an?)\s+|l['’]\s*)/iu, '')).toLowerCase();
}

/** Where a section ends and a clause begins, and where a clause an item, is a matter of taste. */
function comparedKind(kind: string): string {
  return ['section', 'clause', 'item'].includes(kind) ? 'clause' : kind;
}

function isExternal(reason: string | null | undefined): boolean {
  return reason === 'external';
}
