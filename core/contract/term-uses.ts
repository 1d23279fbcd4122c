import { nextWord, tokenEnd } from '../compare/tokens.ts';
import { groupedBy, pushTo } from '../grouped-by.ts';
import type { ClauseTree, ContractLanguage } from '../model/clause.ts';
import { ContractWords, WordAnswers, type WordPlaces } from './contract-words.ts';
import type { Definition } from './definitions.ts';
import { lastAtMost } from './sentences.ts';
import { possessiveLength, wordStem } from './word-forms.ts';

/** A term with all its definitions, "Party" and "Parties" being one. */
export interface DefinedTerm {
  /** As its first definition has it. */
  readonly term: string;
  /** The same for all forms of the term, in all drafts of one language. */
  readonly key: string;
  /** In document order, at least one. */
  readonly definitions: readonly Definition[];
  /** In document order; the places where it is defined are no uses. */
  readonly uses: readonly TermUse[];
}

/** A place where a defined term is used. Offsets are UTF-16 units in the clause's text. */
export interface TermUse {
  readonly clause: number;
  readonly from: number;
  readonly to: number;
  /** The `key` of its term. */
  readonly key: string;
}

/** The defined terms of a contract with their uses, in the order of their first definitions. */
export function listTerms(
  tree: ClauseTree,
  definitions: readonly Definition[],
  words: ContractWords = new ContractWords(tree),
): DefinedTerm[] {
  const uses = groupedBy(listUses(tree, definitions, words), ({ key }) => key);
  const terms = groupedBy(definitions, ({ term }) => keyOfTerm(term, tree.language));
  return Array.from(terms, ([key, of]) => ({
    term: of[0]?.term ?? '',
    key,
    definitions: of,
    uses: uses.get(key) ?? [],
  }));
}

/** What all forms of a term share; equal terms of two drafts in one language have equal keys. */
export function keyOfTerm(term: string, language: ContractLanguage): string {
  return wordsOf(term)
    .map(({ word }) => wordStem(word, language))
    .join(' ');
}

/**
 * Every use of every defined term, in document order, none overlapping another: where one term holds another ("Customer Data",
 * "Data"), the longest that begins there is used. Whole words; plural, possessive and French feminine count as the term. Where the
 * term has a capital the use has one too. Time grows with the length of the text, however many terms there are.
 */
export function listUses(
  tree: ClauseTree,
  definitions: readonly Definition[],
  words: ContractWords = new ContractWords(tree),
): TermUse[] {
  const candidates = candidatesOf(definitions, tree.language);
  const none: readonly Candidate[] = [];
  const startingWith = new WordAnswers(words.table.words, (_, id) => candidates.get(words.stems.of(id)) ?? none);
  const defined = new Map<number, number[]>();
  for (const { clause, from } of definitions) pushTo(defined, clause, from);
  const uses: TermUse[] = [];
  for (const [clause, places] of words.clauses.entries()) {
    const own = defined.get(clause) ?? [];
    for (let i = 0; i < places.ids.length; ) {
      const starting = startingWith.of(places.ids[i] ?? 0);
      const found = starting.length === 0 ? null : longestAt(places, i, starting, words);
      if (found === null) {
        i += 1;
        continue;
      }
      const { key, last } = found;
      const from = places.from[i] ?? 0;
      const end = places.to[last] ?? 0;
      const to = end - possessiveLength(places.text.slice(places.from[last], end));
      const isDefinition = own.length > 0 && lastAtMost(own, to - 1, -1) >= from;
      if (!isDefinition) uses.push({ clause, from, to, key });
      i = last + 1;
    }
  }
  return uses;
}

interface Word {
  readonly word: string;
  readonly from: number;
  readonly to: number;
}

/** The words of a term; the endings of « Document(s) » are none. */
function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (let from = nextWord(text, 0); from < text.length; ) {
    const to = tokenEnd(text, from);
    if (!isEnding(text, from, to)) words.push({ word: text.slice(from, to), from, to });
    from = nextWord(text, to);
  }
  return words;
}

/** « (s) », « (e) » right after a word. */
function isEnding(text: string, from: number, to: number): boolean {
  if (to - from > 2 || text.charAt(from - 1) !== '(' || text.charAt(to) !== ')') return false;
  return endings.test(text.slice(from, to)) && /\p{L}/u.test(text.charAt(from - 2));
}

const endings = /^(?:s|e|es|x)$/i;

interface Candidate {
  readonly key: string;
  readonly stems: readonly string[];
  /** How each word must be written: with a capital, in capitals (an abbreviation), or in any way. */
  readonly cases: readonly ('any' | 'capital' | 'capitals')[];
  /** What stands between its words where that is more than a space. */
  readonly gaps: readonly string[];
  /** Whether a word of the term itself is a possessive. */
  readonly possessives: readonly boolean[];
}

/** Terms by the stem of their first word, longest first. */
function candidatesOf(definitions: readonly Definition[], language: ContractLanguage): Map<string, Candidate[]> {
  const byFirst = new Map<string, Candidate[]>();
  const seen = new Set<string>();
  for (const { term } of definitions) {
    if (seen.has(term)) continue;
    seen.add(term);
    const words = wordsOf(term);
    const [first] = words;
    if (first === undefined) continue;
    const stems = words.map(({ word }) => wordStem(word, language));
    pushTo(byFirst, stems[0] ?? '', {
      key: stems.join(' '),
      stems,
      cases: words.map(({ word }) => caseOf(word)),
      possessives: words.map(({ word }) => possessiveLength(word) > 0),
      gaps: words.slice(1).map(({ from }, i) => term.slice(words[i]?.to ?? 0, from)),
    });
  }
  for (const [first, list] of byFirst) {
    // Where "Notice" is defined, "a reference to a “notice”" elsewhere does not make every notice a use.
    const capitalised = new Set(list.filter(({ cases }) => !isInLowerCase(cases)).map(({ key }) => key));
    const kept = list.filter(({ key, cases }) => !isInLowerCase(cases) || !capitalised.has(key));
    byFirst.set(
      first,
      kept.sort((a, b) => b.stems.length - a.stems.length),
    );
  }
  return byFirst;
}

function isInLowerCase(cases: Candidate['cases']): boolean {
  return cases.every((wanted) => wanted === 'any');
}

function caseOf(word: string): 'any' | 'capital' | 'capitals' {
  if (!/^\p{Lu}/u.test(word)) return 'any';
  // "IT" and "US" are words as well; a longer word in capitals may be a term that is shouted where it is defined.
  const isAbbreviation = /^(?:(?:\p{Lu}|\p{N}){2,3}|[B-DF-HJ-NP-TV-XZ\p{N}]{4,6})s?$/u.test(word);
  return isAbbreviation ? 'capitals' : 'capital';
}

function longestAt(
  places: WordPlaces,
  at: number,
  candidates: readonly Candidate[],
  words: ContractWords,
): { readonly key: string; readonly last: number } | null {
  for (const candidate of candidates) {
    const last = lastWordOf(candidate, places, at, words);
    if (last !== null) return { key: candidate.key, last };
  }
  return null;
}

/** The word with which the term ends that begins at word `at`, or `null` where it does not stand there. */
function lastWordOf(
  { stems, cases, gaps, possessives }: Candidate,
  places: WordPlaces,
  at: number,
  words: ContractWords,
): number | null {
  const { text, ids, from, to } = places;
  let next = at;
  for (let i = 0; i < stems.length; i += 1) {
    if (i > 0) {
      next += 1;
      if (isEnding(text, from[next] ?? 0, to[next] ?? 0)) next += 1;
    }
    const start = from[next];
    if (start === undefined) return null;
    if (i > 0 && words.stems.of(ids[next] ?? 0) !== stems[i]) return null;
    const word = words.table.words[ids[next] ?? 0] ?? '';
    if (cases[i] === 'capital' && !/^\p{Lu}/u.test(word)) return null;
    if (cases[i] === 'capitals' && !/^(?:\p{Lu}|\p{N}){2}/u.test(word)) return null;
    // The “Customer’s Data” are some of the Customer’s, and no “Customer Data”.
    if (i < stems.length - 1 && possessiveLength(word) > 0 && possessives[i] !== true) return null;
    if (i === 0) continue;
    const gap = text.slice(to[next - 1], start);
    if (gap !== ' ' && !looseGap.test(gap) && gap !== gaps[i - 1]) return null;
  }
  return next;
}

/** What may stand between the words of a term: white space, also a line end, and marks that join. */
const looseGap = /^\)?\s*[-–/&®™*]?\s*$/u;
