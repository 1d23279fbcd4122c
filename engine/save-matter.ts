import type { DocumentId, MatterId, PartyId } from '../core/model/ids.ts';
import type { Party } from '../core/model/matter.ts';
import type { Platform } from '../core/platform.ts';
import { insertDocument } from '../db/document.ts';
import { insertMatter } from '../db/matter.ts';
import { insertParty } from '../db/party.ts';
import type { Recorder } from '../db/recorder.ts';

/** A matter to be made: its parties in any order, exactly one of them ours. */
export interface NewMatter {
  readonly id: MatterId;
  readonly title: string;
  readonly parties: readonly { readonly name: string; readonly isOurs: boolean }[];
  /** Makes the first document already; otherwise it is made with the first draft and named after it. */
  readonly documentTitle?: string | undefined;
}

/** Writes a new matter; answers its parties, ours first, the others in the order given. */
export function saveMatter(recorder: Recorder, matter: NewMatter, platform: Platform): Party[] {
  const createdAtMs = platform.nowMs();
  insertMatter(recorder, { id: matter.id, title: matter.title, createdAtMs });
  const ordered = [...matter.parties].sort((a, b) => Number(b.isOurs) - Number(a.isOurs));
  const parties = ordered.map(({ name, isOurs }, ordinal): Party => {
    const party = { id: platform.newId() as PartyId, name, isOurs, ordinal };
    insertParty(recorder, matter.id, party);
    return party;
  });
  if (matter.documentTitle !== undefined) {
    insertDocument(recorder, {
      id: platform.newId() as DocumentId,
      matterId: matter.id,
      ordinal: 0,
      title: matter.documentTitle,
      createdAtMs,
    });
  }
  return parties;
}
