import type { PartyId, TermId } from '../model/ids.ts';
import type { Position } from '../model/negotiation.ts';
import { clauseName } from './memo.ts';
import {
  exchangedDraftIds,
  exchangedEntries,
  type MemoSource,
  type MemoTerm,
  mayBeShown,
  sharedPlace,
} from './source.ts';
import { dayInWords, fill, memoWords, phrasesOf } from './words.ts';

/**
 * The second lock on the wall. The first is in the types: what builds the other side's memo cannot
 * be handed anything of ours. This one trusts none of that. It takes the finished text and our full snapshot, and
 * looks for runs of words that stand in something privileged and in nothing the other side may see.
 *
 * Runs of four words, because shorter ones are common property: “without prior written consent” in a red
 * line proves nothing. A privileged text of fewer than four words (an owner's name, a figure) is looked for
 * whole. What may be seen is gathered here anew, from the snapshot and not from the shared one, so
 * that a mistake in `toShared` does not excuse itself; the memo's own phrases are in it, in both
 * languages. Words are compared in lower case, blind to punctuation, marks and line ends, so a secret that
 * was cut up by formatting or wrapped over two paragraphs is still found.
 *
 * Turned down: searching for whole sentences (one changed word and it passes) and for single
 * words (no memo would).
 */
export interface Leak {
  readonly termId: TermId | null;
  /** The term's title, or for a draft its document's. */
  readonly term: string;
  /** Whose position it is; `null` where it is nobody's. */
  readonly partyId: PartyId | null;
  readonly field: LeakField;
  /** How many words in a row were found. */
  readonly words: number;
}

export type LeakField =
  | 'red-line'
  | 'reasons'
  | 'wanted'
  | 'source'
  | 'title'
  | 'heading'
  | 'owner'
  | 'note'
  | 'quote'
  | 'working-draft'
  | 'document';

const runLength = 4;
/** A single privileged word shorter than this says too little to look for. */
const shortestWord = 3;

/** What is searched: text as it is read, or markup, whose own vocabulary makes short texts say nothing. */
export type SearchedText = 'reading' | 'markup';

/**
 * The privileged word runs found in a text made for the other side: at most one leak for each privileged
 * text, with the longest run. The text is plain, however its lines are broken.
 */
export function findLeaks(renderedText: string, source: MemoSource): Leak[] {
  return leakSearch(source)(renderedText, 'reading');
}

/** As `findLeaks`, for many texts made from one snapshot. In `markup` only runs of four words and more are looked for. */
export function leakSearch(source: MemoSource): (text: string, searched: SearchedText) => Leak[] {
  const secrets = privilegedTexts(source)
    .map(({ of, text }) => ({ of, words: wordsOf(text) }))
    .filter(({ words }) => words.length > 1 || (words[0]?.length ?? 0) >= shortestWord)
    .map(({ of, words }) => ({ of, length: Math.min(words.length, runLength), words }))
    .map(({ of, length, words }) => ({ of, length, runs: runsOf(words, length) }));
  const telling = new Set(secrets.flatMap(({ runs }) => runs));
  const beginnings = new Set(Array.from(telling, (run) => run.split(' ', 1)[0] ?? ''));
  const runsIn = (text: string) => runsAmong(wordsOf(text), telling, beginnings);
  for (const text of sharedTexts(source)) for (const run of runsIn(text)) telling.delete(run);

  return (text, searched) => {
    const rendered = runsIn(text);
    return secrets.flatMap(({ of, length, runs }) => {
      if (searched === 'markup' && length < runLength) return [];
      const inARow = longestRow(runs, rendered);
      return inARow === 0 ? [] : [{ ...of, words: inARow + length - 1 }];
    });
  };
}

/** Which of the wanted runs occur among the words; `beginnings` has the first word of each. */
function runsAmong(
  words: readonly string[],
  wanted: ReadonlySet<string>,
  beginnings: ReadonlySet<string>,
): Set<string> {
  const found = new Set<string>();
  for (const [at, word] of words.entries()) {
    if (!beginnings.has(word)) continue;
    let run = '';
    for (let length = 1; length <= runLength && at + length <= words.length; length++) {
      run = length === 1 ? word : `${run} ${words[at + length - 1]}`;
      if (wanted.has(run)) found.add(run);
    }
  }
  return found;
}

/** The most runs in a row that were found. */
function longestRow(runs: readonly string[], found: ReadonlySet<string>): number {
  let longest = 0;
  let current = 0;
  for (const run of runs) {
    current = found.has(run) ? current + 1 : 0;
    longest = Math.max(longest, current);
  }
  return longest;
}

// ---- What is privileged, and what may be seen -----------------------------------------------------

interface PrivilegedText {
  readonly of: Omit<Leak, 'words'>;
  readonly text: string;
}

function privilegedTexts(source: MemoSource): PrivilegedText[] {
  return [...source.terms.flatMap((term) => privilegedInTerm(term, source)), ...privilegedInDocuments(source)].filter(
    ({ text }) => text.trim() !== '',
  );
}

function privilegedInTerm(memoTerm: MemoTerm, source: MemoSource): PrivilegedText[] {
  const { term, history } = memoTerm;
  const exchanged = exchangedDraftIds(source);
  const secret = (field: LeakField, text: string | null, partyId: PartyId | null = null): PrivilegedText => ({
    of: { termId: term.id, term: term.title, partyId, field },
    text: text ?? '',
  });
  return [
    secret('title', term.title),
    secret('heading', term.heading),
    secret('owner', term.owner),
    secret('note', term.note),
    secret('quote', term.quote),
    ...history
      .filter((entry) => entry.state === 'working' || !exchanged.has(entry.draftId))
      .map((entry) => secret('working-draft', entry.text)),
    ...allPositions(memoTerm).flatMap((position) => {
      const always = [
        secret('red-line', position.redLine, position.partyId),
        secret('reasons', position.reasons, position.partyId),
      ];
      if (isShown(position, memoTerm, source)) return always;
      return [
        ...always,
        secret('wanted', position.wanted, position.partyId),
        secret('source', position.source, position.partyId),
      ];
    }),
  ];
}

function privilegedInDocuments(source: MemoSource): PrivilegedText[] {
  return source.documents.flatMap((document) => {
    const of = { termId: null, term: document.title, partyId: null } as const;
    const isKnown = document.drafts.some((draft) => draft.state === 'exchanged');
    return [
      ...(isKnown ? [] : [{ of: { ...of, field: 'document' as const }, text: document.title }]),
      ...document.drafts
        .filter((draft) => draft.state === 'working')
        .map((draft) => ({ of: { ...of, field: 'working-draft' as const }, text: draft.file?.name ?? '' })),
    ];
  });
}

function allPositions({ term, positions }: MemoTerm): Position[] {
  return [...new Map([...positions, ...term.positions].map((position) => [position.id, position])).values()];
}

/** It is the side's current position, and the other side may see it. */
function isShown(position: Position, { term }: MemoTerm, source: MemoSource): boolean {
  const isOurs = source.parties.some((party) => party.isOurs && party.id === position.partyId);
  return term.positions.some((current) => current.id === position.id && mayBeShown(current, isOurs));
}

/** Every text whose words the other side may see. */
function sharedTexts(source: MemoSource): string[] {
  const exchanged = exchangedDraftIds(source);
  return [
    source.matterTitle,
    ...source.parties.map((party) => party.name),
    ...phrasesOf(memoWords.en),
    ...phrasesOf(memoWords.fr),
    dayInWords(source.madeOn, 'en'),
    dayInWords(source.madeOn, 'fr'),
    ...source.documents.flatMap((document) => {
      const drafts = document.drafts.filter((draft) => draft.state === 'exchanged');
      if (drafts.length === 0) return [];
      return [
        document.title,
        ...drafts.flatMap((draft) => [
          draft.file?.name ?? '',
          dayInWords(draft.datedOn, 'en'),
          dayInWords(draft.datedOn, 'fr'),
          fill(memoWords.en.inRound, { round: draft.round }),
          fill(memoWords.fr.inRound, { round: draft.round }),
        ]),
      ];
    }),
    ...source.terms.flatMap((memoTerm) => {
      const { term } = memoTerm;
      const entries = exchangedEntries(memoTerm.history, exchanged);
      const sides = term.sides.filter((side) => side.draftId !== null && exchanged.has(side.draftId));
      const place = sharedPlace({ heading: term.heading, sides }, entries);
      const shown = term.positions.filter((position) => isShown(position, memoTerm, source));
      return [
        clauseName(place.label, place.heading, memoWords.en),
        clauseName(place.label, place.heading, memoWords.fr),
        ...[...entries, ...sides].flatMap((words) => [words.text ?? '', words.label ?? '']),
        ...shown.flatMap((position) => [position.wanted, position.source]),
      ];
    }),
  ];
}

// ---- Words -------------------------------------------------------------------------------------------

/** The words of a text: letters, marks and digits in lower case, compatibility forms folded, soft hyphens and joiners gone. */
function wordsOf(text: string): string[] {
  const folded = text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .toLowerCase();
  return folded.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

function runsOf(words: readonly string[], length: number): string[] {
  const runs: string[] = [];
  for (let at = 0; at + length <= words.length; at++) runs.push(words.slice(at, at + length).join(' '));
  return runs;
}
