import { joinedText } from '../compare/row-clauses.ts';
import { changedWords, type TextWords, textWords } from '../compare/words.ts';
import type { ClauseId, VersionHash } from '../model/ids.ts';
import type { Kinship } from './compare-drafts.ts';
import { KinGroups } from './kin-groups.ts';
import { Family, here, newWord, type Word } from './word-history.ts';

/**
 * Where every word comes from: in which draft it was first put in, in which it last came in, and how
 * often it went out and came back in between.
 *
 * The drafts are replayed in order. Each clause is compared with what it said before, through the
 * same word compare that its redline shows; a word that both have keeps its history, and one that
 * went out is kept in mind by its family: the clause and all that were split from it or merged with
 * it. A word put in is looked for there before it counts as new, so that words which come back,
 * into their old place or into another part of a split clause, are the words they were. That asks for
 * more than the letters: `the` and `of` come back only with the words they went out with, or into the
 * very place they left.
 *
 * A clause that says what it said costs a look at its hash, and words are read only where a clause
 * changes: twenty drafts of five hundred pages cost what their changes cost. To compare each draft
 * with all before it was turned down: quadratic in the rounds, and it finds the same.
 */
export interface AncestryDraft {
  readonly clauses: readonly AncestryClause[];
  /** The splits and merges between the draft before and this one. */
  readonly kin: readonly Kinship[];
}

export interface AncestryClause {
  readonly clauseId: ClauseId;
  readonly versionHash: VersionHash;
  readonly text: string;
}

/** Words that stand together and have one history. Drafts are named by their index in the sequence. */
export interface OriginSpan {
  /** UTF-16 units of the clause's text, from the first word to the end of the last. */
  readonly from: number;
  readonly to: number;
  readonly words: number;
  /** The draft that first shows the words. */
  readonly firstDraft: number;
  /** The draft in which they came in last: `firstDraft`, or that which put them back. */
  readonly lastDraft: number;
  /** How often they went out and came back. */
  readonly timesBack: number;
}

/** Replays the drafts of one document, the oldest first. */
export function traceAncestry(drafts: readonly AncestryDraft[]): Ancestry {
  const replay = new Replay();
  for (const draft of drafts) replay.add(draft);
  return new Ancestry(replay.versions);
}

/** The history of the words of every clause in every draft. */
export class Ancestry {
  readonly #versions: ReadonlyMap<ClauseId, readonly Version[]>;

  constructor(versions: ReadonlyMap<ClauseId, readonly Version[]>) {
    this.#versions = versions;
  }

  /** The words of a clause as a draft has it, in order; empty where the draft does not have it. */
  spansOf(draft: number, clauseId: ClauseId): readonly OriginSpan[] {
    const version = this.#versions.get(clauseId)?.findLast(({ since }) => since <= draft);
    if (version === undefined) return [];
    version.spans ??= wholeSpan(version);
    return version.spans;
  }
}

/** What a clause says from a draft on. */
interface Version {
  readonly since: number;
  /** `null` from the draft on that does not have the clause. */
  readonly text: string | null;
  /** `null` until asked for, where all words came in with the clause. */
  spans: OriginSpan[] | null;
}

function wholeSpan({ text, since }: Version): OriginSpan[] {
  if (text === null) return [];
  const { words, from, to } = textWords(text);
  if (words.length === 0) return [];
  const origin = { firstDraft: since, lastDraft: since, timesBack: 0 };
  return [{ from: from[0] as number, to: to.at(-1) as number, words: words.length, ...origin }];
}

/** A clause as it stood last. */
interface State {
  readonly clauseId: ClauseId;
  versionHash: VersionHash;
  text: string;
  /** The draft in which all its words came in, while `words` is `null`. */
  readonly since: number;
  words: Word[] | null;
  family: Family;
  /** The last draft that had it. */
  seenIn: number;
}

/** Clauses that became clauses; without kin one of each at most. */
interface Group {
  readonly sources: readonly State[];
  readonly targets: readonly AncestryClause[];
}

/** The words of a group's clauses as a draft has them. */
class NewWords {
  readonly after: TextWords;
  readonly family: Family;
  /** By word of `after` its history; `null` where it was put in and its history is not found yet. */
  readonly histories: (Word | null)[];
  #times: Map<string, number> | null = null;

  constructor(after: TextWords, family: Family) {
    this.after = after;
    this.family = family;
    this.histories = new Array<Word | null>(after.words.length).fill(null);
  }

  text(at: number): string {
    return this.after.words[at] as string;
  }

  /** How often these letters stand there. */
  timesOf(text: string): number {
    if (this.#times === null) {
      this.#times = new Map();
      for (const word of this.after.words) this.#times.set(word, (this.#times.get(word) ?? 0) + 1);
    }
    return this.#times.get(text) ?? 0;
  }
}

/** Words of a group that no word before became, half-open. */
interface PutIn {
  readonly words: NewWords;
  readonly from: number;
  readonly to: number;
}

/** So many words that went out together come back as what they were. */
const leastReturning = 3;
/** A word of more letters than this says something. */
const smallWord = 3;
/** Candidates looked at for one word. */
const mostCandidates = 8;

class Replay {
  readonly versions = new Map<ClauseId, Version[]>();
  readonly #states = new Map<ClauseId, State>();
  #draft = -1;
  /** The clauses of the draft before, in its order. */
  #before: readonly State[] = [];

  add({ clauses, kin }: AncestryDraft): void {
    this.#draft += 1;
    const groups = this.#groupsOf(clauses, kin);
    // First all that goes out, then what comes in: words may have gone from one part of a family to another.
    const putIn: PutIn[] = [];
    const words = groups.map((group) => this.#carryOver(group, putIn));
    this.#takeOut(clauses, groups);
    for (const stretch of putIn) this.#bringIn(stretch);
    for (const [index, group] of groups.entries()) this.#write(group, words[index] ?? null);
    this.#before = clauses.map(({ clauseId }) => this.#states.get(clauseId) as State);
  }

  /** The clauses that are not what they were, with what they came from. */
  #groupsOf(clauses: readonly AncestryClause[], kin: readonly Kinship[]): Group[] {
    const groups: Group[] = [];
    const kinOf = new KinGroups(kin);
    const byKin = new Map<ClauseId, { sources: State[]; targets: AncestryClause[] }>();
    for (const root of kinOf.roots()) byKin.set(root, { sources: [], targets: [] });
    if (byKin.size > 0) {
      for (const state of this.#before) byKin.get(kinOf.rootOf(state.clauseId) ?? state.clauseId)?.sources.push(state);
    }
    for (const clause of clauses) {
      const state = this.#states.get(clause.clauseId);
      const kinGroup = byKin.get(kinOf.rootOf(clause.clauseId) ?? clause.clauseId);
      if (kinGroup !== undefined) kinGroup.targets.push(clause);
      else if (state === undefined) groups.push({ sources: [], targets: [clause] });
      else if (!this.#wasThere(state) || !saysTheSame(state, clause))
        groups.push({ sources: [state], targets: [clause] });
      else state.seenIn = this.#draft;
    }
    return [...groups, ...byKin.values()];
  }

  #wasThere(state: State): boolean {
    return state.seenIn === this.#draft - 1;
  }

  /** Gives the words that stay their histories, and takes out those that went; `null` where all are new. */
  #carryOver({ sources, targets }: Group, putIn: PutIn[]): NewWords | null {
    const [first] = sources;
    if (first === undefined) return null;
    for (const source of sources) first.family.join(source.family);
    const words = new NewWords(textWords(joinedText(targets)), first.family);
    const old = sources.length === 1 ? wordsOf(first) : sources.flatMap(wordsOf);
    const isBack = !this.#wasThere(first);
    const stay = (word: Word, at: number) => {
      // Of a clause that was gone a word may be at home in another by now.
      if (isBack && word.outSince === here) putIn.push({ words, from: at, to: at + 1 });
      else {
        if (isBack) this.#bringBack(word);
        words.histories[at] = word;
      }
    };
    let i = 0;
    let j = 0;
    for (const block of changedWords(textWords(joinedText(sources)), words.after)) {
      for (; i < block.aFrom; i += 1, j += 1) stay(old[i] as Word, j);
      for (; i < block.aTo; i += 1) this.#goOut(old, i, first.family);
      if (block.bTo > block.bFrom) putIn.push({ words, from: block.bFrom, to: block.bTo });
      j = block.bTo;
    }
    for (; i < old.length; i += 1, j += 1) stay(old[i] as Word, j);
    return words;
  }

  #goOut(words: readonly Word[], at: number, family: Family): void {
    const word = words[at] as Word;
    if (word.outSince !== here) return;
    word.outSince = this.#draft;
    word.before = words[at - 1] ?? null;
    word.after = words[at + 1] ?? null;
    family.remember(word);
  }

  #bringBack(word: Word): void {
    // A word that left one place of its family for another in the same draft was never out.
    if (word.outSince !== this.#draft) {
      word.timesBack += 1;
      word.lastDraft = this.#draft;
    }
    word.outSince = here;
  }

  /** The clauses that the draft does not have any more; what others took over of them is theirs. */
  #takeOut(clauses: readonly AncestryClause[], groups: readonly Group[]): void {
    const stay = new Set(clauses.map(({ clauseId }) => clauseId));
    const taken = new Set(groups.flatMap(({ sources }) => sources));
    for (const state of this.#before) {
      if (stay.has(state.clauseId)) continue;
      this.versions.get(state.clauseId)?.push({ since: this.#draft, text: null, spans: null });
      if (taken.has(state)) continue;
      const words = wordsOf(state);
      for (let at = 0; at < words.length; at += 1) this.#goOut(words, at, state.family);
    }
  }

  /** Words put in are those that went out, where that can be said, or new. */
  #bringIn(stretch: PutIn): void {
    const { words, from, to } = stretch;
    for (let at = from; at < to; ) {
      const returning = findReturning(stretch, at);
      for (const [step, word] of returning.entries()) {
        this.#bringBack(word);
        words.histories[at + step] = word;
      }
      if (returning.length === 0) words.histories[at] = newWord(words.text(at), this.#draft);
      at += Math.max(1, returning.length);
    }
  }

  #write({ targets }: Group, words: NewWords | null): void {
    const ownFamily = words?.family ?? new Family();
    let at = 0;
    let offset = 0;
    for (const target of targets) {
      if (words === null) {
        this.#store(target, null, ownFamily, null);
        continue;
      }
      const { after, histories } = words;
      const end = offset + target.text.length;
      let to = at;
      while (to < histories.length && (after.from[to] as number) < end) to += 1;
      const own = histories.slice(at, to) as Word[];
      this.#store(target, own, ownFamily, spansOf(own, after, at, offset));
      at = to;
      offset = end + 1;
    }
  }

  #store(target: AncestryClause, words: Word[] | null, family: Family, spans: OriginSpan[] | null): void {
    const { clauseId, versionHash, text } = target;
    const version: Version = { since: this.#draft, text, spans };
    const known = this.versions.get(clauseId);
    if (known === undefined) this.versions.set(clauseId, [version]);
    else known.push(version);
    // A part that had been cut off before, and comes back from its whole, is of both families.
    this.#states.get(clauseId)?.family.join(family);
    const state = { clauseId, versionHash, text, since: this.#draft, words, family, seenIn: this.#draft };
    this.#states.set(clauseId, state);
  }
}

/** The longest run of words that went out together and stand at `at` again; empty when there is none to be sure of. */
function findReturning({ words, from, to }: PutIn, at: number): readonly Word[] {
  let longest: readonly Word[] = [];
  for (const candidate of words.family.listOut(words.text(at), mostCandidates)) {
    const run = new Set([candidate]);
    for (let next = candidate.after; next !== null && at + run.size < to; next = next.after) {
      if (next.outSince === here || next.text !== words.text(at + run.size) || run.has(next)) break;
      run.add(next);
    }
    if (run.size > longest.length) longest = [...run];
  }
  const first = longest[0];
  const last = longest.at(-1);
  if (first === undefined || last === undefined || longest.length >= leastReturning) return longest;
  const isWhole = at === from && at + longest.length === to;
  const standsBehind = first.before === (words.histories[from - 1] ?? null);
  const standsBefore = last.after === (words.histories[to] ?? null);
  if (isWhole && (standsBehind || standsBefore)) return longest;
  return longest.some(({ text }) => isTelling(text, words)) ? longest : [];
}

/** Whether a word that says something went out once and stands in the clause once: it can be no other. */
function isTelling(text: string, words: NewWords): boolean {
  const saysSomething = text.length > smallWord || /\d/.test(text);
  return saysSomething && words.timesOf(text) === 1 && words.family.listOut(text, 2).length === 1;
}

/** A look at the hash is enough for most; where only the formatting changed the words are the same too. */
function saysTheSame(state: State, clause: AncestryClause): boolean {
  if (state.versionHash === clause.versionHash) return true;
  if (state.text !== clause.text) return false;
  state.versionHash = clause.versionHash;
  return true;
}

function wordsOf(state: State): Word[] {
  state.words ??= textWords(state.text).words.map((text) => newWord(text, state.since));
  return state.words;
}

/** Words `at` and on of `after` as spans of the text that begins at `offset`. */
function spansOf(words: readonly Word[], after: TextWords, at: number, offset: number): OriginSpan[] {
  const spans: { -readonly [K in keyof OriginSpan]: OriginSpan[K] }[] = [];
  for (const [index, { firstDraft, lastDraft, timesBack }] of words.entries()) {
    const from = (after.from[at + index] as number) - offset;
    const to = (after.to[at + index] as number) - offset;
    const last = spans.at(-1);
    if (last?.firstDraft === firstDraft && last.lastDraft === lastDraft && last.timesBack === timesBack) {
      last.to = to;
      last.words += 1;
    } else spans.push({ from, to, words: 1, firstDraft, lastDraft, timesBack });
  }
  return spans;
}
