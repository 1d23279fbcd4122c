import { canonicalContent } from '../../core/model/content.ts';
import type {
  ClauseId,
  DocumentId,
  DraftId,
  FileHash,
  MatterId,
  PartyId,
  PositionId,
  TermId,
  VersionHash,
} from '../../core/model/ids.ts';
import type { Position } from '../../core/model/negotiation.ts';
import type { Platform } from '../../core/platform.ts';
import { insertClause } from '../../db/clause.ts';
import { insertClauseVersionOnce } from '../../db/clause-version.ts';
import { insertDocument } from '../../db/document.ts';
import { type Draft, insertDraft } from '../../db/draft.ts';
import { insertDraftClause } from '../../db/draft-clause.ts';
import { insertFileOnce } from '../../db/file.ts';
import type { Recorder } from '../../db/recorder.ts';
import type { Workspace } from '../../db/workspace.ts';
import { saveMatter } from '../../engine/save-matter.ts';

/** A matter between us and them, written straight into the tables; no file is read and nothing is aligned. */
export interface StoredMatter {
  readonly matterId: MatterId;
  readonly ours: PartyId;
  readonly theirs: PartyId;
  readonly documentId: DocumentId;
}

export function storeMatter(workspace: Workspace, platform: Platform): StoredMatter {
  const matterId = platform.newId() as MatterId;
  const documentId = platform.newId() as DocumentId;
  const parties = [
    { name: 'the Department', isOurs: false },
    { name: 'the Vendor', isOurs: true },
  ];
  const { value } = workspace.write({ matterId, method: 'matter.create', kind: 'create' }, (recorder) => {
    const saved = saveMatter(recorder, { id: matterId, title: 'Supply', parties }, platform);
    insertDocument(recorder, { id: documentId, matterId, ordinal: 0, title: 'Agreement', createdAtMs: 0 });
    return saved;
  });
  const [ours, theirs] = value;
  if (ours === undefined || theirs === undefined) throw new Error('two parties were saved');
  return { matterId, documentId, ours: ours.id, theirs: theirs.id };
}

/** A clause for `storeDraft`: an id that the test chose, and its words. */
export type StoredClause = readonly [clauseId: string, text: string, label?: string];

/** Writes a draft in a batch of its own; clauses that the document does not know yet are added to it. */
export function storeDraft(
  workspace: Workspace,
  platform: Platform,
  matter: StoredMatter,
  draft: { readonly round: number; readonly partyId: PartyId; readonly state?: Draft['state'] },
  clauses: readonly StoredClause[],
): DraftId {
  const id = platform.newId() as DraftId;
  const bytes = platform.encodeUtf8(clauses.map(([, text]) => text).join('\n'));
  workspace.write({ matterId: matter.matterId, method: 'draft.import' }, (recorder) => {
    const sha256 = platform.sha256(bytes) as FileHash;
    insertFileOnce(recorder, { sha256, bytes });
    insertDraft(recorder, {
      id,
      documentId: matter.documentId,
      state: 'exchanged',
      datedOn: `2026-04-${String(draft.round).padStart(2, '0')}`,
      baseDraftId: null,
      file: { sha256, name: `round-${draft.round}.txt` },
      format: 'text',
      language: 'en',
      notes: [],
      createdAtMs: platform.nowMs(),
      ...draft,
    });
    for (const [ordinal, clause] of clauses.entries()) storeClause(recorder, platform, matter, id, ordinal, clause);
  });
  return id;
}

function storeClause(
  recorder: Recorder,
  platform: Platform,
  { documentId }: StoredMatter,
  draftId: DraftId,
  ordinal: number,
  [id, text, label]: StoredClause,
): void {
  const clauseId = id as ClauseId;
  const known = recorder.reader.get('SELECT id FROM clause WHERE id = :clauseId', { clauseId });
  if (known === undefined) insertClause(recorder, clauseId, documentId);
  insertDraftClause(recorder, {
    draftId,
    ordinal,
    clauseId,
    versionHash: storeVersion(recorder, platform, text),
    parentOrdinal: null,
    level: 0,
    kind: 'clause',
    label: label ?? null,
    prefix: '',
    sources: [],
  });
}

export function storeVersion(recorder: Recorder, platform: Platform, text: string): VersionHash {
  const content = { headingTo: 0, blocks: [{ type: 'paragraph', runs: text === '' ? [] : [{ text }] }] } as const;
  const hash = platform.sha256(canonicalContent(content)) as VersionHash;
  insertClauseVersionOnce(recorder, { hash, ...content });
  return hash;
}

/** A position with nothing in it but who, on what, and a stance. */
export function plainPosition(platform: Platform, termId: TermId, partyId: PartyId): Position {
  return {
    id: platform.newId() as PositionId,
    termId,
    partyId,
    stance: 'open',
    wanted: '',
    source: '',
    certainty: 'stated',
    redLine: '',
    reasons: '',
    priority: null,
    privileged: false,
    recordedAtMs: platform.nowMs(),
  };
}
