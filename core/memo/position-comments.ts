import type { ClauseId } from '../model/ids.ts';
import type { InterfaceLanguage } from '../model/matter.ts';
import type { SharedMemoPosition, SharedMemoSource, SharedMemoTerm } from './source.ts';
import { fill, type MemoWords, memoWords } from './words.ts';

/** What a comment says of our position on a clause; one line each. */
export interface PositionComment {
  readonly clauseId: ClauseId;
  readonly lines: readonly string[];
}

/**
 * Our own positions that may be shown, as words for comments, in the order of the memo's terms. It takes what the other side may see and nothing else,
 * so a red line, a reason or a priority has no way in (source.ts); what was written is searched for leaks all the same
 * (`refuseLeaksInParts` of render-memo.ts).
 */
export function positionComments(source: SharedMemoSource, language: InterfaceLanguage): PositionComment[] {
  const ours = new Set(source.parties.filter(({ isOurs }) => isOurs).map(({ id }) => id));
  return source.terms.flatMap((term) =>
    term.positions
      .filter(({ partyId }) => ours.has(partyId))
      .map((position) => ({ clauseId: term.clauseId, lines: linesOf(term, position, memoWords[language]) })),
  );
}

function linesOf(
  { quote }: SharedMemoTerm,
  { stance, wanted, source }: SharedMemoPosition,
  words: MemoWords,
): string[] {
  const field = (label: string, value: string | null) =>
    value === null || value.trim() === '' ? [] : fill(words.field, { label, value: value.trim() }).split(/\r\n|\r|\n/);
  return [
    ...field(words.flagged, quote),
    ...field(words.stance, words.stances[stance]),
    ...field(words.wanted, wanted),
    ...field(words.source, source),
  ].filter((line) => line.trim() !== '');
}
