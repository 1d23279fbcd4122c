import { bareLabel, comparedLabel, labelShape } from './labels.ts';
import { Letters, lettersOf } from './letters.ts';
import type { Marks, PlaceMark, QuoteMark } from './marks.ts';
import {
  type TruthClause,
  type TruthContract,
  type TruthDefinition,
  type TruthReference,
  truthContract,
} from './truth-file.ts';

/** What compiling gave: the truth, or `null` with what is wrong; notes are doubts about labels that do not stop it. */
export interface Compiled {
  readonly truth: TruthContract | null;
  readonly problems: readonly string[];
  readonly notes: readonly string[];
}

/** What is known of the file that the marks are about. */
export interface MarkedFile {
  readonly sha256: string;
  /** `documentText` of the file as Parley reads it. */
  readonly text: string;
  /** Labels that the numbering computes, by the letters before their paragraph. */
  readonly computed: ReadonlyMap<number, string>;
}

/**
 * Finds every quote of the marks in the text, each after the one before, and keeps only places. A quote that is not found, or that
 * also stands between its place and the next mark's, is a problem: the marker has to quote more.
 */
export function compileMarks(marks: Marks, file: MarkedFile): Compiled {
  const compiler = new Compiler(new Letters(file.text), file.computed);
  const { clauses, free } = compiler.findPlaces(marks.places);
  const definitions = compiler
    .findQuotes(marks.definitions)
    .map(({ range, mark }): TruthDefinition => ({ term: range, ...(mark.free ? { free: true } : {}) }));
  const references: TruthReference[] = [];
  for (const { range, mark } of compiler.findQuotes(marks.references)) {
    const target = compiler.findTarget(mark, range[0], clauses);
    if (target !== null) references.push({ at: range, target, ...(mark.free ? { free: true } : {}) });
  }
  const { problems, notes } = compiler;
  if (problems.length > 0) return { truth: null, problems, notes };
  const letters = new Letters(file.text).count;
  const { file: path, language } = marks;
  const truth = { file: path, sha256: file.sha256, language, letters, clauses, free, definitions, references };
  return { truth: truthContract.parse(truth), problems, notes };
}

interface FoundQuote {
  readonly range: [number, number];
  readonly mark: QuoteMark;
}

class Compiler {
  readonly problems: string[] = [];
  readonly notes: string[] = [];
  readonly #letters: Letters;
  readonly #computed: ReadonlyMap<number, string>;

  constructor(letters: Letters, computed: ReadonlyMap<number, string>) {
    this.#letters = letters;
    this.#computed = computed;
  }

  findPlaces(marks: readonly PlaceMark[]): { clauses: TruthClause[]; free: [number, number][] } {
    const clauses: TruthClause[] = [];
    const free: [number, number][] = [];
    let cursor = 0;
    let last: { mark: PlaceMark; at: number } | null = null;
    for (const mark of marks) {
      const at = this.#findPlace(mark.quote, cursor, mark.inLine);
      if (at === -1) {
        this.#problem(mark, `not found after the mark before: ${mark.quote}`);
        continue;
      }
      if (last !== null) {
        const again = this.#findPlace(last.mark.last, last.at + 1, last.mark.inLine);
        if (again !== -1 && again < at)
          this.#problem(last.mark, `stands twice before the next mark: ${last.mark.last}`);
      }
      const to = mark.last === mark.quote ? at : this.#findPlace(mark.last, at + 1, mark.inLine);
      if (to === -1) this.#problem(mark, `the last line is not found: ${mark.last}`);
      if (mark.clause === null) free.push([at, Math.max(at, to)]);
      else clauses.push(this.#clauseAt(at, mark, mark.clause));
      last = { mark, at: Math.max(at, to) };
      cursor = last.at + 1;
    }
    return { clauses, free };
  }

  #clauseAt(at: number, mark: PlaceMark, { label, kind, heading }: NonNullable<PlaceMark['clause']>): TruthClause {
    const letters = lettersOf(label ?? '');
    const typed = this.#letters.stream.slice(at, at + letters.length).toLowerCase() === letters.toLowerCase();
    const computed = comparedLabel(this.#computed.get(at));
    if (computed === null ? !typed : computed !== comparedLabel(label) && !(label !== null && typed)) {
      const found = computed === null ? 'the words do not begin with it' : `the numbering computes ${computed}`;
      this.notes.push(`line ${mark.line}: label ${label ?? '-'}: ${found}`);
    }
    const clause: TruthClause = { at, ...(label === null ? {} : { label }), kind };
    if (heading === null) return clause;
    if (heading === '?') return { ...clause, anyHeading: true };
    const from = at + (computed === null && label !== null && typed ? letters.length : 0);
    const found = this.#findWords(heading, from, from + farthestHeading);
    if (found === -1) this.#problem(mark, `the heading is not found near: ${heading}`);
    return { ...clause, heading: [found, found + lettersOf(heading).length] };
  }

  /** Where each quote's words stand, each after the one before. */
  findQuotes(marks: readonly QuoteMark[]): FoundQuote[] {
    const found: FoundQuote[] = [];
    let contextFrom = 0;
    let wordsFrom = 0;
    for (const mark of marks) {
      const place = this.#findQuote(mark, contextFrom, wordsFrom);
      if (place === null) {
        this.#problem(mark, `not found after the mark before: ${mark.words} in ${mark.context}`);
        continue;
      }
      found.push({ range: [place.from, place.to], mark });
      contextFrom = place.context;
      wordsFrom = place.to;
    }
    for (const [index, { range, mark }] of found.entries()) {
      const again = this.#findQuote(mark, 0, range[1]);
      const next = found[index + 1]?.range[0] ?? this.#letters.count;
      if (again !== null && again.from < next)
        this.#problem(mark, `stands twice before the next mark: ${mark.context}`);
    }
    return found;
  }

  #findQuote(
    { words, context }: QuoteMark,
    contextFrom: number,
    wordsFrom: number,
  ): { context: number; from: number; to: number } | null {
    const length = lettersOf(words).length;
    const around = lettersOf(context).length;
    let at = this.#findPlace(context, Math.max(contextFrom, wordsFrom - around), true);
    while (at !== -1) {
      const from = this.#findWords(words, Math.max(at, wordsFrom), at + around);
      if (from !== -1) return { context: at, from, to: from + length };
      at = this.#findPlace(context, at + 1, true);
    }
    return null;
  }

  findTarget(mark: QuoteMark, from: number, clauses: readonly TruthClause[]): TruthReference['target'] | null {
    const { target } = mark;
    if (target === 'external' || target === 'dead') return target;
    if (target === 'here')
      return Math.max(
        0,
        clauses.findLastIndex(({ at }) => at <= from),
      );
    const found = target.startsWith('=')
      ? this.#clausesOfWords(lettersOf(target.slice(1)), clauses)
      : clausesOfPath(target, clauses);
    const [only] = found;
    if (only !== undefined && found.length === 1) return only;
    const what =
      found.length === 0 ? 'no clause has the label' : `${found.length} clauses have the label; write a path`;
    this.#problem(mark, `${what}: ${target}`);
    return null;
  }

  /** Clauses whose heading, or whose first words, are these. */
  #clausesOfWords(words: string, clauses: readonly TruthClause[]): number[] {
    const { stream } = this.#letters;
    const byHeading = clauses.flatMap(({ heading }, index) =>
      heading !== undefined && stream.slice(...heading) === words ? [index] : [],
    );
    if (byHeading.length > 0) return byHeading;
    return clauses.flatMap(({ at }, index) => (stream.startsWith(words, at) ? [index] : []));
  }

  /** The next place of a quote's first words. */
  #findPlace(quote: string, from: number, inLine: boolean): number {
    const words = lettersOf(quote);
    if (words === '') return -1;
    let at = this.#letters.stream.indexOf(words, from);
    while (at !== -1 && !(inLine ? this.#letters.startsWord(at) : this.#letters.startsLine(at)))
      at = this.#letters.stream.indexOf(words, at + 1);
    return at;
  }

  /** The next place of whole words that lie before `to`. */
  #findWords(quote: string, from: number, to: number): number {
    const words = lettersOf(quote);
    if (words === '') return -1;
    const { stream, count } = this.#letters;
    const ends = (end: number): boolean => end === count || this.#letters.startsWord(end);
    let at = stream.indexOf(words, from);
    while (at !== -1 && at + words.length <= to) {
      if (this.#letters.startsWord(at) && ends(at + words.length)) return at;
      at = stream.indexOf(words, at + 1);
    }
    return -1;
  }

  #problem(mark: { line: number }, what: string): void {
    this.problems.push(`line ${mark.line}: ${what}`);
  }
}

/** Letters between a clause's beginning and its heading's: the heading may stand in the next paragraph, no farther. */
const farthestHeading = 400;

/**
 * The clauses that a target names: `4.2`, `4.2(b)`, `Annexe B > 1` (the first 1 after that annex), `4.2#2` (the second one so
 * labelled). A label without its keyword does where the whole one is not found.
 */
function clausesOfPath(target: string, clauses: readonly TruthClause[]): number[] {
  const whole = clausesOfLabel(target, clauses);
  if (whole.length > 0) return whole;
  const [first = '', ...rest] = target.split('>').flatMap((part) => {
    const trimmed = part.trim();
    if (clausesOfLabel(trimmed, clauses).length > 0) return [trimmed];
    return trimmed.split(/(?<=\S)\s*(?=\()/);
  });
  return clausesOfLabel(first, clauses).flatMap((start) => {
    let index = start;
    for (const label of rest) {
      index = labelAfter(index, label, first, clauses);
      if (index === -1) return [];
    }
    return [index];
  });
}

function clausesOfLabel(written: string, clauses: readonly TruthClause[]): number[] {
  const [, label = written, nth] = /^(.*)#(\d+)$/.exec(written) ?? [];
  const compared = comparedLabel(label);
  if (compared === null) return [];
  let found = clauses.flatMap((clause, index) => (comparedLabel(clause.label) === compared ? [index] : []));
  if (found.length === 0) {
    const bare = bareLabel(compared);
    found = clauses.flatMap((clause, index) => (bareLabel(comparedLabel(clause.label) ?? '') === bare ? [index] : []));
  }
  return nth === undefined ? found : found.slice(Number(nth) - 1, Number(nth));
}

/** The first clause so labelled after another, before the next of that one's series; -1 when there is none. */
function labelAfter(start: number, label: string, outer: string, clauses: readonly TruthClause[]): number {
  const shape = labelShape(comparedLabel(clauses[start]?.label) ?? outer);
  const compared = comparedLabel(label);
  for (let index = start + 1; index < clauses.length; index += 1) {
    const own = comparedLabel(clauses[index]?.label);
    if (own === compared || (own !== null && own === compared?.replace(/[()]/g, ''))) return index;
    if (own !== null && labelShape(own) === shape) return -1;
  }
  return -1;
}
