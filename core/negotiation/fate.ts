import { tokenize } from '../compare/tokens.ts';
import { changesOnlyWhiteSpace, compareWords } from '../compare/words.ts';
import type { WordEdit } from '../model/comparison.ts';
import type { AskState, Fate } from '../model/fate.ts';
import type { ClauseId, DraftId, PartyId } from '../model/ids.ts';
import type { Kinship } from './compare-drafts.ts';

/**
 * The fate of every ask. An ask is what one side changed in one clause against the draft before; its fate is read from the words of
 * the drafts that came after.
 *
 * Each later draft is compared with the draft that asked, and the changed places are looked up in that comparison: are the
 * words that came still there, and are those that went back. Following an ask through each round in between was turned down:
 * words that go out and come back would be lost on the way, and where a side says the same again it would count as new. A
 * clause that was split is looked at with its parts.
 *
 * What words cannot say, whether somebody agreed in so many words, comes from the record (`isSaid`).
 */
export interface AskingDraft {
  readonly draftId: DraftId;
  readonly round: number;
  readonly partyId: PartyId;
  /** What each clause says, in document order. */
  readonly clauses: ReadonlyMap<ClauseId, string>;
  /** The splits and merges between the draft before and this one. */
  readonly kin: readonly Kinship[];
}

export interface AskedChange {
  readonly before: string;
  readonly after: string;
}

export interface FoundAsk {
  readonly clauseId: ClauseId;
  readonly draft: AskingDraft;
  readonly changes: readonly AskedChange[];
  readonly fate: Fate;
  readonly answers: readonly { readonly draft: AskingDraft; readonly state: AskState }[];
}

/** Whether a side, or the record, has said that it accepts a clause. */
export type IsSaid = (clauseId: ClauseId, partyId: PartyId) => boolean;

/** The asks of the exchanged drafts of a document, the oldest first, in the order in which they were made. */
export function listAsks(drafts: readonly AskingDraft[], isSaid: IsSaid): FoundAsk[] {
  return drafts.flatMap((draft, index) => {
    const before = drafts[index - 1];
    if (before === undefined) return [];
    const later = drafts.slice(index + 1);
    return changedClauses(before, draft).map((clauseId) => followAsk(clauseId, before, draft, later, isSaid));
  });
}

/** Clauses whose words are not those of before, in the order of the draft; those that it left out last. */
function changedClauses(before: AskingDraft, draft: AskingDraft): ClauseId[] {
  const kin = new Set(draft.kin.map(({ part }) => part));
  const changed = [...draft.clauses.keys()].filter(
    (id) => !kin.has(id) && wordsDiffer(before.clauses.get(id), textWithParts(draft, id, draft.kin)),
  );
  const left = [...before.clauses.keys()].filter((id) => !draft.clauses.has(id) && !kin.has(id));
  return [...changed, ...left];
}

function wordsDiffer(a: string | undefined, b: string | undefined): boolean {
  if (a === b) return false;
  return a === undefined || b === undefined || !changesOnlyWhiteSpace(compareWords(a, b));
}

function followAsk(
  clauseId: ClauseId,
  before: AskingDraft,
  draft: AskingDraft,
  later: readonly AskingDraft[],
  isSaid: IsSaid,
): FoundAsk {
  const old = before.clauses.get(clauseId) ?? null;
  const asked = draft.clauses.has(clauseId) ? textWithParts(draft, clauseId, draft.kin) : null;
  const places = changedPlaces(compareWords(old ?? '', asked ?? ''));
  const kin = [...draft.kin];
  const answers = later.map((answer) => {
    kin.push(...answer.kin);
    const text = answer.clauses.has(clauseId) ? textWithParts(answer, clauseId, kin) : null;
    return { draft: answer, state: stateOf(places, { old, asked }, text) };
  });
  return {
    clauseId,
    draft,
    changes: places.map(({ before: went, after: came }) => ({ before: went, after: came })),
    fate: fateOf(draft.partyId, answers, (partyId) => isSaid(clauseId, partyId)),
    answers,
  };
}

/** A clause with the parts that were split from it, in document order. */
function textWithParts(draft: AskingDraft, clauseId: ClauseId, kin: readonly Kinship[]): string {
  const own = draft.clauses.get(clauseId) ?? '';
  if (!kin.some(({ whole }) => whole === clauseId)) return own;
  const family = new Set([clauseId]);
  for (const id of family) for (const { whole, part } of kin) if (whole === id) family.add(part);
  return [...draft.clauses].flatMap(([id, text]) => (family.has(id) ? [text] : [])).join('\n');
}

interface Place extends AskedChange {
  /** Where the words that came stand in the asking draft's text; UTF-16 units. */
  readonly from: number;
  readonly to: number;
}

/** Neighbouring deletions and insertions are one place; white space alone is none. */
function changedPlaces(edits: readonly WordEdit[]): Place[] {
  const places: Place[] = [];
  let open: { from: number; before: string; after: string } | null = null;
  let at = 0;
  const close = () => {
    if (open !== null && (open.before + open.after).trim() !== '') places.push({ ...open, to: at });
    open = null;
  };
  for (const { op, text } of edits) {
    if (op === 'equal') {
      if (text.trim() !== '') close();
      else if (open !== null) open = { from: open.from, before: open.before + text, after: open.after + text };
      at += text.length;
      continue;
    }
    open ??= { from: at, before: '', after: '' };
    if (op === 'insert') {
      open = { ...open, after: open.after + text };
      at += text.length;
    } else open = { ...open, before: open.before + text };
  }
  close();
  return places;
}

/** How the places of an ask stand in a later text of the clause; `null` where there is no clause. */
function stateOf(
  places: readonly Place[],
  { old, asked }: { readonly old: string | null; readonly asked: string | null },
  text: string | null,
): AskState {
  if (text === null) return asked === null ? 'kept' : old === null ? 'before' : 'other';
  if (asked === null) return old !== null && !wordsDiffer(old, text) ? 'before' : 'other';
  if (!wordsDiffer(asked, text)) return 'kept';
  const states = new Set(placeStates(places, compareWords(asked, text)));
  const [only] = states;
  if (states.size <= 1) return only ?? 'kept';
  if (states.has('kept') || states.has('part')) return states.has('other') && !states.has('kept') ? 'other' : 'part';
  return 'other';
}

/** What became of each place, by the comparison of the asking text with a later one. */
function placeStates(places: readonly Place[], edits: readonly WordEdit[]): AskState[] {
  return places.map((place) => {
    let kept = '';
    let put = '';
    let at = 0;
    for (const { op, text } of edits) {
      if (op === 'insert') {
        if (at >= place.from && at <= place.to) put += text;
        continue;
      }
      const from = Math.max(at, place.from);
      const to = Math.min(at + text.length, place.to);
      if (op === 'equal' && from < to) kept += text.slice(from - at, to - at);
      at += text.length;
    }
    return placeState(place, wordsOf(kept), wordsOf(put));
  });
}

function placeState(place: Place, kept: readonly string[], put: readonly string[]): AskState {
  const came = wordsOf(place.after);
  const went = wordsOf(place.before);
  const back = commonWords(went, put);
  if (came.length === 0) {
    if (back === 0) return put.length === 0 ? 'kept' : 'other';
    return back === went.length ? 'before' : 'part';
  }
  if (kept.length === came.length) return back > 0 && back === went.length && went.length > 0 ? 'part' : 'kept';
  if (kept.length === 0) return put.length === back && back === went.length ? 'before' : 'other';
  return put.length === back || kept.length * 2 >= came.length ? 'part' : 'other';
}

/** How many words of `a` are among `b`, each counted once. */
function commonWords(a: readonly string[], b: readonly string[]): number {
  const left = new Map<string, number>();
  for (const word of b) left.set(word, (left.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of a) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    left.set(word, count - 1);
    common += 1;
  }
  return common;
}

function wordsOf(text: string): string[] {
  return tokenize(text).filter((token) => /[\p{L}\p{N}]/u.test(token));
}

function fateOf(
  asker: PartyId,
  answers: readonly { readonly draft: AskingDraft; readonly state: AskState }[],
  isSaidBy: (partyId: PartyId) => boolean,
): Fate {
  const last = answers.findLast(({ draft }) => draft.partyId !== asker);
  const own = answers.find(({ draft, state }) => draft.partyId === asker && state !== 'kept' && state !== 'part');
  const isFirstOut = own !== undefined && answers.slice(0, answers.indexOf(own)).every(({ state }) => state === 'kept');
  if (isFirstOut && last?.state !== 'kept') return 'silently-dropped';
  if (last === undefined) return 'unanswered';
  if (last.state === 'kept') return isSaidBy(last.draft.partyId) ? 'accepted' : 'silently-accepted';
  return last.state === 'part' ? 'accepted-in-part' : last.state === 'other' ? 'countered' : 'reverted';
}
