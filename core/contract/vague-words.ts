import { nextWord, tokenEnd } from '../compare/tokens.ts';
import { AppError } from '../error.ts';
import type { ContractLanguage } from '../model/clause.ts';
import { WordAnswers, type WordPlaces, WordTable } from './contract-words.ts';
import { englishVagueWords } from './vague-words/en.ts';
import { frenchVagueWords } from './vague-words/fr.ts';
import { plainLetters } from './word-forms.ts';

/**
 * Words that leave room for interpretation, and the lists they come from.
 *
 * A list is plain text that a lawyer can edit, not code: an entry a line, a star for any ending. Stemming was turned down: it would
 * find "materials" under "material", and whoever edits the list could not tell what it finds.
 */
export const vagueKinds = ['standard', 'time', 'degree', 'scope', 'condition', 'discretion'] as const;
/** What is left open: how well, when, how much, which or for what, on what condition, who decides. */
export type VagueKind = (typeof vagueKinds)[number];

/** A list as `parseVagueWords` reads it, made for looking words up. */
export interface VagueWordList {
  readonly entries: number;
  readonly tries: VagueTrie;
}

/** One place; `from`/`to` are UTF-16 units in the text, `entry` the words of the list that found it. */
export interface VagueWords {
  readonly from: number;
  readonly to: number;
  readonly kind: VagueKind;
  readonly entry: string;
}

interface VagueTrie {
  /** What follows, by the whole word. */
  readonly words: Map<string, VagueTrie>;
  /** What follows, by the first letters of a word, its ending being open. */
  readonly stems: Map<string, VagueTrie>;
  /** The entry that ends here; `kind` is `null` where the words are taken out again. */
  end: { readonly kind: VagueKind | null; readonly entry: string } | null;
}

/**
 * Reads a list: `kind: words` a line, `- words` for what is no vague word after all, `#` and what follows is a remark. Throws
 * `invalid-input` naming the line when a line is none of these.
 */
export function parseVagueWords(list: string): VagueWordList {
  const tries = emptyTrie();
  let entries = 0;
  for (const [index, raw] of list.split('\n').entries()) {
    const line = raw.replace(/#.*$/, '').trim();
    if (line === '') continue;
    const [, name, entry = ''] = /^(?:-|([a-z]+)\s*:)\s*(.+)$/.exec(line) ?? [];
    const kind = name === undefined && line.startsWith('-') ? null : vagueKinds.find((known) => known === name);
    if (kind === undefined || !addEntry(tries, entry, kind)) {
      throw new AppError(
        'invalid-input',
        `Line ${index + 1} of the list of vague words is neither “kind: words” (${vagueKinds.join(', ')}) nor “- words”: ${line}`,
        { details: { line: index + 1, words: line } },
      );
    }
    entries += 1;
  }
  return { entries, tries };
}

const ownLists = new Map<string, VagueWordList>();

/** Parley's own list for a language; text of no known language is looked through in English. */
export function vagueWordList(language: ContractLanguage): VagueWordList {
  const key = language === 'fr' ? 'fr' : 'en';
  const known = ownLists.get(key);
  if (known !== undefined) return known;
  const list = parseVagueWords(key === 'fr' ? frenchVagueWords : englishVagueWords);
  ownLists.set(key, list);
  return list;
}

/** The vague words of a text in order, none overlapping another; the longest entry that begins at a word counts. */
export function listVagueWords(text: string, list: VagueWordList): VagueWords[] {
  const table = new WordTable();
  const places = table.read(text);
  return new VagueWordFinder(table, list).find(places);
}

/** Looks many texts through whose words were cut together; see `listVagueWords`. */
export class VagueWordFinder {
  readonly #table: WordTable;
  /** The entries that begin with a word. */
  readonly #first: WordAnswers<readonly VagueTrie[]>;

  constructor(table: WordTable, list: VagueWordList) {
    this.#table = table;
    this.#first = new WordAnswers(table.words, (_, id) => stepsOf(list.tries, table.plain.of(id)));
  }

  find(places: WordPlaces): VagueWords[] {
    const found: VagueWords[] = [];
    const { ids, from, to } = places;
    for (let i = 0; i < ids.length; ) {
      const first = this.#first.of(ids[i] as number);
      const match = first.length === 0 ? null : this.#longestEntry(places, i, first);
      if (match !== null && match.kind !== null) {
        const { last, kind, entry } = match;
        found.push({ from: from[i] as number, to: to[last] as number, kind, entry });
      }
      i = match === null ? i + 1 : match.last + 1;
    }
    return found;
  }

  #longestEntry({ text, ids, from, to }: WordPlaces, at: number, first: readonly VagueTrie[]) {
    let nodes = first;
    let longest: { readonly last: number; readonly kind: VagueKind | null; readonly entry: string } | null = null;
    for (let i = at; nodes.length > 0; ) {
      const end = nodes.find((node) => node.end !== null)?.end;
      if (end !== undefined && end !== null) longest = { last: i, ...end };
      const id = ids[i + 1];
      if (id === undefined || nodes.every(isLeaf)) break;
      const gap = text.slice(to[i], from[i + 1]);
      if (gap !== ' ' && (!/^[\s,’'-]*$/u.test(gap) || /\n\s*\n/.test(gap))) break;
      const word = this.#table.plain.of(id);
      nodes = nodes.length === 1 ? stepsOf(nodes[0] as VagueTrie, word) : nodes.flatMap((node) => stepsOf(node, word));
      i += 1;
    }
    return longest;
  }
}

function isLeaf({ words, stems }: VagueTrie): boolean {
  return words.size === 0 && stems.size === 0;
}

const longestStem = 20;

/** Where a word leads: by itself before by its beginning, by a longer beginning before a shorter one. */
function stepsOf(node: VagueTrie, word: string): VagueTrie[] {
  const steps: VagueTrie[] = [];
  const whole = node.words.get(word);
  if (whole !== undefined) steps.push(whole);
  if (node.stems.size === 0) return steps;
  for (let length = Math.min(word.length, longestStem); length >= 0; length -= 1) {
    const stem = node.stems.get(word.slice(0, length));
    if (stem !== undefined) steps.push(stem);
  }
  return steps;
}

function addEntry(tries: VagueTrie, entry: string, kind: VagueKind | null): boolean {
  let node = tries;
  let isEmpty = true;
  for (let from = nextWord(entry, 0); from < entry.length; ) {
    const to = tokenEnd(entry, from);
    const isOpen = entry.charAt(to) === '*';
    node = childOf(isOpen ? node.stems : node.words, plainLetters(entry.slice(from, to)));
    isEmpty = false;
    from = nextWord(entry, to);
  }
  if (isEmpty) return false;
  node.end = { kind, entry };
  return true;
}

function childOf(children: Map<string, VagueTrie>, word: string): VagueTrie {
  const known = children.get(word);
  if (known !== undefined) return known;
  const child = emptyTrie();
  children.set(word, child);
  return child;
}

function emptyTrie(): VagueTrie {
  return { words: new Map(), stems: new Map(), end: null };
}
