import type { ClauseId, DocumentId, MatterId } from '../../core/model/ids.ts';
import type { DraftSummary } from '../../core/model/matter.ts';
import type { SealBreach, SealView } from '../../core/model/seal.ts';
import { asAppError, call } from '../engine-client.ts';
import type { Text } from '../i18n/text.tsx';
import { errorWords } from '../ui/ErrorNote.tsx';
import { showToast } from '../ui/toasts.tsx';

export type SealsByClause = ReadonlyMap<ClauseId, SealView>;

/** The seals of a document by their clauses. */
export function sealsOf(seals: readonly SealView[], documentId: DocumentId | null): SealsByClause {
  return new Map(seals.filter((seal) => seal.documentId === documentId).map((seal) => [seal.clauseId, seal]));
}

/** How the newest draft breaks a seal, or `null`; what an earlier draft broke and a later one set right is the past. */
export function breachNow(seal: SealView, newest: Pick<DraftSummary, 'id'> | null): SealBreach | null {
  return seal.breaches.find(({ draftId }) => draftId === newest?.id) ?? null;
}

/** `A sealed clause is broken: 4.2 (changed).`, or `null` when the draft breaks no seal. */
export function brokenSentence(seals: readonly SealView[], draft: Pick<DraftSummary, 'id'>, text: Text): string | null {
  const broken = seals.flatMap((seal) => {
    const breach = breachNow(seal, draft);
    return breach === null ? [] : [`${sealName(seal)} (${text.say(`seal-short.${breach.kind}`)})`];
  });
  return broken.length === 0 ? null : text.say('seal.broken-by', { count: broken.length, clauses: text.list(broken) });
}

/** The number of a sealed clause, or its heading where it has none. */
export function sealName({ label, heading }: Pick<SealView, 'label' | 'heading'>): string {
  return label ?? heading ?? '·';
}

/** Raises the alarm for the seals that a draft which came in breaks. */
export async function tellBrokenSeals(matterId: MatterId, draft: DraftSummary, text: Text): Promise<void> {
  try {
    const sentence = brokenSentence(await call('seal.list', { matterId }), draft, text);
    if (sentence !== null) showToast(sentence, { id: 'seals', lines: [text.say('seal.look')], tone: 'alarm' });
  } catch (cause) {
    const words = errorWords(asAppError(cause), text);
    showToast(words.what, { lines: [words.next], tone: 'alarm' });
  }
}
