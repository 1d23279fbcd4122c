import type { ClauseId, MatterId, PartyId, PositionId } from '../core/model/ids.ts';
import type { Platform } from '../core/platform.ts';
import type { Reader } from '../db/connection.ts';
import { insertTerm } from '../db/contested-term.ts';
import { listDocuments } from '../db/document.ts';
import { listDrafts } from '../db/draft.ts';
import { listDraftClauses } from '../db/draft-clause.ts';
import { appendPosition } from '../db/position.ts';
import type { Recorder } from '../db/recorder.ts';
import { findDraftPlace } from './draft-place.ts';
import { prepareDraftAtOnce } from './prepare-draft.ts';
import type { Sample, SampleMatter } from './sample-files.ts';
import { saveDraft } from './save-draft.ts';
import { saveMatter } from './save-matter.ts';
import { derivedRecord } from './terms.ts';

/** Writes the sample matter in a batch that is under way, through the same steps as a matter that someone works on. */
export function saveSample(recorder: Recorder, matterId: MatterId, sample: Sample, platform: Platform): void {
  const { matter, files } = sample;
  const named = matter.parties.map(({ name, ours }) => ({ name, isOurs: ours }));
  const { title } = matter;
  const saved = saveMatter(
    recorder,
    { id: matterId, title, parties: named, documentTitle: matter.document.title },
    platform,
  );
  const partyOf = (key: string): PartyId => {
    const name = matter.parties.find((party) => party.key === key)?.name;
    return existing(saved.find((party) => party.name === name)?.id, `party ${key}`);
  };
  for (const [index, { party, datedOn }] of matter.drafts.entries()) {
    const place = findDraftPlace(recorder.reader, { matterId, partyId: partyOf(party) });
    const file = existing(files[index], `draft ${index + 1}`);
    saveDraft(recorder, prepareDraftAtOnce(recorder.reader, place, file, datedOn, platform), platform);
  }
  for (const term of matter.terms) saveTerm(recorder, matterId, term, partyOf, platform);
}

function saveTerm(
  recorder: Recorder,
  matterId: MatterId,
  term: SampleMatter['terms'][number],
  partyOf: (key: string) => PartyId,
  platform: Platform,
): void {
  const document = existing(listDocuments(recorder.reader, matterId)[0], 'document');
  const clauseId = findClauseByLabel(recorder.reader, document.id, term.clauseLabel);
  const { title, status, owner, note } = term;
  const record = { ...derivedRecord(matterId, document.id, clauseId), title, status, owner, note };
  insertTerm(recorder, { ...record, createdAtMs: platform.nowMs() });
  for (const { party, recordedOn, ...position } of term.positions) {
    appendPosition(recorder, {
      ...position,
      id: platform.newId() as PositionId,
      termId: record.id,
      partyId: partyOf(party),
      recordedAtMs: Date.parse(`${recordedOn}T12:00:00Z`),
    });
  }
}

/** The clause that has this number in the newest draft that has one. */
function findClauseByLabel(reader: Reader, documentId: Parameters<typeof listDrafts>[1], label: string): ClauseId {
  for (const draft of listDrafts(reader, documentId).reverse()) {
    const found = listDraftClauses(reader, draft.id).find((clause) => clause.label === label);
    if (found !== undefined) return found.clauseId;
  }
  throw new Error(`the sample names a clause ${label} that none of its drafts has`);
}

function existing<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the sample names a ${what} that it does not have`);
  return value;
}
