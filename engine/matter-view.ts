import type { MatterId } from '../core/model/ids.ts';
import type { DocumentView, MatterSummary, MatterView } from '../core/model/matter.ts';
import type { Reader } from '../db/connection.ts';
import { type ContractDocument, listDocuments } from '../db/document.ts';
import { type Draft, getDraftSummary, listDrafts } from '../db/draft.ts';
import { getMatter, type Matter } from '../db/matter.ts';
import { listParties } from '../db/party.ts';
import { countContested } from './terms.ts';

/** A matter with its documents and drafts. Throws `not-found`. */
export function getMatterView(reader: Reader, matterId: MatterId): MatterView {
  const documents = listDocuments(reader, matterId).map((document) => toDocumentView(reader, document));
  return { ...summarizeMatter(reader, getMatter(reader, matterId)), documents };
}

/** A matter in one line: its sides, its round, whose turn it is. */
export function summarizeMatter(reader: Reader, matter: Matter): MatterSummary {
  const parties = listParties(reader, matter.id);
  const latest = findLatestExchanged(reader, matter.id);
  const others = parties.filter((party) => party.id !== latest?.partyId);
  const [holder] = others;
  return {
    id: matter.id,
    title: matter.title,
    createdAtMs: matter.createdAtMs,
    parties,
    round: latest?.round ?? 0,
    holderPartyId: latest === null || others.length !== 1 ? null : (holder?.id ?? null),
    heldSince: latest?.datedOn ?? null,
    contestedCount: countContested(reader, matter.id),
  };
}

function toDocumentView(reader: Reader, { id, matterId, title }: ContractDocument): DocumentView {
  return { id, matterId, title, drafts: listDrafts(reader, id).map((draft) => getDraftSummary(reader, draft)) };
}

/** Within a document the round decides; between documents the day. */
function findLatestExchanged(reader: Reader, matterId: MatterId): Draft | null {
  let latest: Draft | null = null;
  for (const document of listDocuments(reader, matterId)) {
    const draft = listDrafts(reader, document.id).findLast((candidate) => candidate.state === 'exchanged');
    if (draft !== undefined && (latest === null || latest.datedOn <= draft.datedOn)) latest = draft;
  }
  return latest;
}
