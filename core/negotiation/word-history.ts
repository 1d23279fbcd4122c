/** A word in its place, with its history. */
export interface Word {
  readonly text: string;
  readonly firstDraft: number;
  lastDraft: number;
  timesBack: number;
  /** The draft that left it out, or `here`. */
  outSince: number;
  /** Whether its family has it in mind; a word that came back may be there still. */
  isRemembered: boolean;
  /** What it stood between when it went out. */
  before: Word | null;
  after: Word | null;
}

/** As `outSince`: the word has not gone out. */
export const here = -1;

/** The words that went out of a clause and of those it was split from or merged with. */
export class Family {
  #joined: Family | null = null;
  #out = new Map<string, Word[]>();

  get root(): Family {
    let root: Family = this;
    while (root.#joined !== null) root = root.#joined;
    return root;
  }

  join(other: Family): void {
    const [a, b] = [this.root, other.root];
    if (a === b) return;
    const [small, large] = a.#out.size < b.#out.size ? [a, b] : [b, a];
    for (const [text, words] of small.#out) large.#out.set(text, [...(large.#out.get(text) ?? []), ...words]);
    small.#joined = large;
    small.#out = new Map();
  }

  remember(word: Word): void {
    if (word.isRemembered) return;
    word.isRemembered = true;
    const { root } = this;
    const known = root.#out.get(word.text);
    if (known === undefined) root.#out.set(word.text, [word]);
    else known.push(word);
  }

  /** The words of these letters that are out, the last to go first, so many at most. */
  listOut(text: string, most: number): readonly Word[] {
    const { root } = this;
    const known = root.#out.get(text);
    if (known === undefined) return [];
    const out: Word[] = [];
    let skipped = 0;
    for (let at = known.length - 1; at >= 0 && out.length < most; at -= 1) {
      const word = known[at] as Word;
      if (word.outSince === here) skipped += 1;
      else out.push(word);
    }
    if (skipped > most) {
      for (const word of known) word.isRemembered = word.outSince !== here;
      root.#out.set(
        text,
        known.filter(({ isRemembered }) => isRemembered),
      );
    }
    return out;
  }
}

/** A word that a draft puts in. */
export function newWord(text: string, draft: number): Word {
  const history = { firstDraft: draft, lastDraft: draft, timesBack: 0 };
  return { text, ...history, outSince: here, isRemembered: false, before: null, after: null };
}
