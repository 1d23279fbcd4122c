import type { MemoSource } from '../core/memo/source.ts';
import type { MatterId } from '../core/model/ids.ts';
import type { Reader } from '../db/connection.ts';
import { listPositionsOfMatter } from '../db/position.ts';
import { collectClauseHistory } from './clause-history.ts';
import { localDay } from './local-day.ts';
import { getMatterView } from './matter-view.ts';
import { collectTerms } from './terms.ts';

/** All that a memo of a matter is made from, as it stands now. Throws `not-found`. */
export function collectMemoSource(reader: Reader, matterId: MatterId, nowMs: number): MemoSource {
  const { title, parties, documents } = getMatterView(reader, matterId);
  const positions = listPositionsOfMatter(reader, matterId);
  return {
    matterTitle: title,
    parties,
    documents,
    terms: collectTerms(reader, matterId).map((term) => ({
      term,
      positions: positions.filter((position) => position.termId === term.id),
      history: collectClauseHistory(reader, term.documentId, term.clauseId),
    })),
    madeOn: localDay(nowMs),
  };
}
