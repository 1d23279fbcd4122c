import { nextWord, tokenEnd } from '../compare/tokens.ts';
import { type ClauseTree, clauseText } from '../model/clause.ts';
import { plainLetters, stemOf } from './word-forms.ts';

/** The words of one text: word `i` is the text from `from[i]` to `to[i]`, and `ids[i]` names it among all words of the contract. */
export interface WordPlaces {
  readonly text: string;
  readonly ids: readonly number[];
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/**
 * The words of a contract, cut once for everything that looks at them one by one. A contract repeats its words some thirty times, so
 * whatever is asked of a word (its stem, whether it may begin a term) is worked out once for each word and looked up by its number;
 * cutting and hashing the text for each question took most of the time.
 */
export class ContractWords {
  /** By clause index. */
  readonly clauses: readonly WordPlaces[];
  readonly table = new WordTable();
  /** What the forms of each word have in common, in the contract's language. */
  readonly stems: WordAnswers<string>;

  constructor(tree: ClauseTree) {
    this.clauses = tree.clauses.map((clause) => this.table.read(clauseText(clause)));
    const { words, plain } = this.table;
    this.stems = new WordAnswers(words, (_, id) => stemOf(plain.of(id), tree.language));
  }
}

/** Gives every word that is met a number, from 0. */
export class WordTable {
  /** As they are written. */
  readonly words: string[] = [];
  /** In lower case and without accents. */
  readonly plain = new WordAnswers(this.words, plainLetters);
  readonly #ids = new Map<string, number>();

  read(text: string): WordPlaces {
    const ids: number[] = [];
    const starts: number[] = [];
    const ends: number[] = [];
    for (let from = nextWord(text, 0); from < text.length; ) {
      const to = tokenEnd(text, from);
      ids.push(this.#idOf(text.slice(from, to)));
      starts.push(from);
      ends.push(to);
      from = nextWord(text, to);
    }
    return { text, ids, from: starts, to: ends };
  }

  #idOf(word: string): number {
    const known = this.#ids.get(word);
    if (known !== undefined) return known;
    const id = this.words.length;
    this.words.push(word);
    this.#ids.set(word, id);
    return id;
  }
}

/** What is asked of a word, worked out when it is first asked. */
export class WordAnswers<T> {
  readonly #words: readonly string[];
  readonly #answer: (word: string, id: number) => T;
  readonly #known: (T | undefined)[] = [];

  constructor(words: readonly string[], answer: (word: string, id: number) => T) {
    this.#words = words;
    this.#answer = answer;
  }

  of(id: number): T {
    const known = this.#known[id];
    if (known !== undefined) return known;
    const answer = this.#answer(this.#words[id] ?? '', id);
    this.#known[id] = answer;
    return answer;
  }
}
