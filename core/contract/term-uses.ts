import { nextWord, tokenEnd } from '../compare/tokens.ts';
import { type ClauseTree, type ContractLanguage, clauseText } from '../model/clause.ts';
import type { Definition } from './definitions.ts';
import { lastAtMost } from './sentences.ts';
import { possessiveLength, WordForms } from './word-forms.ts';

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
export function listTerms(tree: ClauseTree, definitions: readonly Definition[]): DefinedTerm[] {
  const forms = new WordForms(tree.language);
  const uses = new Map<string, TermUse[]>();
  for (const use of listUses(tree, definitions)) pushTo(uses, use.key, use);
  const terms = new Map<string, Definition[]>();
  for (const definition of definitions) pushTo(terms, termKey(definition.term, forms), definition);
  return Array.from(terms, ([key, of]) => ({
    term: of[0]?.term ?? '',
    key,
    definitions: of,
    uses: uses.get(key) ?? [],
  }));
}

/** What all forms of a term share; equal terms of two drafts in one language have equal keys. */
export function keyOfTerm(term: string, language: ContractLanguage): string {
  return termKey(term, new WordForms(language));
}

/**
 * Every use of every defined term, in document order, none overlapping another: where one term holds another ("Customer Data",
 * "Data"), the longest that begins there is used. Whole words; plural, possessive and French feminine count as the term. Where the
 * term has a capital the use has one too. Time grows with the length of the text, however many terms there are.
 */
export function listUses(tree: ClauseTree, definitions: readonly Definition[]): TermUse[] {
  const forms = new WordForms(tree.language);
  const candidates = candidatesOf(definitions, forms);
  const defined = new Map<number, number[]>();
  for (const { clause, from } of definitions) pushTo(defined, clause, from);
  const uses: TermUse[] = [];
  for (const [clause, node] of tree.clauses.entries()) {
    const text = clauseText(node);
    const own = defined.get(clause) ?? [];
    const words = wordsOf(text);
    for (let i = 0; i < words.length; ) {
      const found = longestAt(text, words, i, candidates, forms);
      const last = found === null ? undefined : words[found.last];
      const first = words[i];
      if (found === null || last === undefined || first === undefined) {
        i += 1;
        continue;
      }
      const to = last.to - possessiveLength(last.word);
      const isDefinition = own.length > 0 && lastAtMost(own, to - 1, -1) >= first.from;
      if (!isDefinition) uses.push({ clause, from: first.from, to, key: found.key });
      i = found.last + 1;
    }
  }
  return uses;
}

interface Word {
  readonly word: string;
  readonly from: number;
  readonly to: number;
}

/** The words of a text; the endings of « Document(s) » are none. */
function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (let from = nextWord(text, 0); from < text.length; ) {
    const to = tokenEnd(text, from);
    const isEnding =
      to - from <= 2 && text.charAt(from - 1) === '(' && text.charAt(to) === ')' && endings.test(text.slice(from, to));
    if (!isEnding || !/\p{L}/u.test(text.charAt(from - 2))) words.push({ word: text.slice(from, to), from, to });
    from = nextWord(text, to);
  }
  return words;
}

const endings = /^(?:s|e|es|x)$/i;

interface Candidate {
  readonly key: string;
  readonly stems: readonly string[];
  /** How each word must be written: with a capital, in capitals (an abbreviation), or in any way. */
  readonly cases: readonly ('any' | 'capital' | 'capitals')[];
  /** What stands between its words where that is more than a space. */
  readonly gaps: readonly string[];
}

/** Terms by the stem of their first word, longest first. */
function candidatesOf(definitions: readonly Definition[], forms: WordForms): Map<string, Candidate[]> {
  const byFirst = new Map<string, Candidate[]>();
  const seen = new Set<string>();
  for (const { term } of definitions) {
    if (seen.has(term)) continue;
    seen.add(term);
    const words = wordsOf(term);
    const [first] = words;
    if (first === undefined) continue;
    const stems = words.map(({ word }) => forms.stem(word));
    pushTo(byFirst, stems[0] ?? '', {
      key: stems.join(' '),
      stems,
      cases: words.map(({ word }) => caseOf(word)),
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

function termKey(term: string, forms: WordForms): string {
  return wordsOf(term)
    .map(({ word }) => forms.stem(word))
    .join(' ');
}

function caseOf(word: string): 'any' | 'capital' | 'capitals' {
  if (!/^\p{Lu}/u.test(word)) return 'any';
  // "IT" and "US" are words as well; a longer word in capitals may be a term that is shouted where it is defined.
  const isAbbreviation = /^(?:(?:\p{Lu}|\p{N}){2,3}|[B-DF-HJ-NP-TV-XZ\p{N}]{4,6})s?$/u.test(word);
  return isAbbreviation ? 'capitals' : 'capital';
}

function longestAt(
  text: string,
  words: readonly Word[],
  at: number,
  candidates: ReadonlyMap<string, readonly Candidate[]>,
  forms: WordForms,
): { readonly key: string; readonly last: number } | null {
  const first = words[at];
  if (first === undefined) return null;
  for (const candidate of candidates.get(forms.stem(first.word)) ?? []) {
    if (fits(text, words, at, candidate, forms)) return { key: candidate.key, last: at + candidate.stems.length - 1 };
  }
  return null;
}

function fits(text: string, words: readonly Word[], at: number, candidate: Candidate, forms: WordForms): boolean {
  for (let i = 0; i < candidate.stems.length; i += 1) {
    const word = words[at + i];
    if (word === undefined || forms.stem(word.word) !== candidate.stems[i]) return false;
    const wanted = candidate.cases[i];
    if (wanted === 'capital' && !/^\p{Lu}/u.test(word.word)) return false;
    if (wanted === 'capitals' && !/^(?:\p{Lu}|\p{N}){2}/u.test(word.word)) return false;
    if (i === 0) continue;
    const gap = text.slice(words[at + i - 1]?.to ?? 0, word.from);
    if (!looseGap.test(gap) && gap !== candidate.gaps[i - 1]) return false;
  }
  return true;
}

/** What may stand between the words of a term: white space, also a line end, and marks that join. */
const looseGap = /^(?:\s*(?:\((?:s|e|es|x)\))?\s*[-–/&®™*]?\s*)$/u;

function pushTo<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
