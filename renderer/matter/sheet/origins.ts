import type { DraftAncestry, WordDraft, WordSpan } from '../../../core/model/ancestry.ts';
import type { ClauseId } from '../../../core/model/ids.ts';
import type { DraftSummary } from '../../../core/model/matter.ts';
import type { Text } from '../../i18n/text.tsx';
import type { SideNames } from './Lines.tsx';

/** Where the words of each clause of a draft come from, in the order of its text. */
export type Origins = ReadonlyMap<ClauseId, readonly WordSpan[]>;

/** A range of a clause's text whose words have one origin. */
export interface Origin {
  readonly kind: 'origin';
  readonly from: number;
  readonly to: number;
  /** Its place among those of its clause, from 0. */
  readonly index: number;
  readonly span: WordSpan;
  /** Rounds from the one that first showed the words to that on the sheet, 0 to `oldestAge`: older words are tinted lighter. */
  readonly age: number;
}

/** Words of this many rounds ago and of more look alike. */
export const oldestAge = 3;

export function originsOf(ancestry: DraftAncestry): Origins {
  return new Map(ancestry.clauses.map(({ clauseId, spans }) => [clauseId, spans]));
}

/** The ranges to set off in a clause of a draft of that round. Spans beyond the text belong to a version of it that is on its way. */
export function originRanges(spans: readonly WordSpan[], round: number, textLength: number): Origin[] {
  return spans.flatMap((span, index) => {
    const { from, to, first } = span;
    if (to > textLength) return [];
    const age = Math.min(oldestAge, Math.max(0, round - first.round));
    return [{ kind: 'origin', from, to, index, span, age } as const];
  });
}

/** The history of some words in sentences: who put them in and when, how often they went out and came back, who accepted them last. */
export function originSentences(
  { first, timesBack, putBack, accepted }: WordSpan,
  drafts: readonly DraftSummary[],
  sides: Pick<SideNames, 'nameOf'>,
  { say }: Text,
): string[] {
  const by = ({ draftId, round, partyId }: WordDraft) => ({
    name: sides.nameOf(partyId),
    round,
    working: drafts.find(({ id }) => id === draftId)?.state === 'working' ? 'yes' : 'no',
  });
  return [
    say('ancestry.first', by(first)),
    ...(putBack === null ? [] : [say('ancestry.put-back', { count: timesBack, ...by(putBack) })]),
    accepted === null ? say('ancestry.not-accepted') : say('ancestry.accepted', by(accepted)),
  ];
}
