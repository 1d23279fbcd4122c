/**
 * A program that writes to the workspace in the folder it is given until it is killed, and says on its
 * output, a line each, how many batches are written.
 */
import { findLatestDraft } from '../../db/draft.ts';
import { openWorkspace } from '../../db/open.ts';
import type { Workspace } from '../../db/workspace.ts';
import { nodePlatform } from '../../engine/platform.ts';
import { type StoredMatter, storeDraft, storeMatter } from './negotiation.ts';

const [, , directory = ''] = process.argv;
const workspace = openWorkspace({ directory, platform: nodePlatform });
const matter = workspace.atomically(() => findMatter(workspace) ?? storeMatter(workspace, nodePlatform));
const resting = new Int32Array(new SharedArrayBuffer(4));
for (;;) {
  workspace.atomically(() => {
    const round = (findLatestDraft(workspace.reader, matter.documentId)?.round ?? 0) + 1;
    const clauses = Array.from(
      { length: 200 },
      (_, index) => [`clause${index}`, `Round ${round}. `.repeat(20)] as const,
    );
    storeDraft(workspace, nodePlatform, matter, { round, partyId: matter.ours }, clauses);
  });
  const batches = workspace.reader.get<{ count: number }>('SELECT count(*) AS count FROM batch')?.count;
  process.stdout.write(`${batches}\n`);
  // SQLite gives the lock to whoever asks at the right moment; one that never rests would starve the others.
  Atomics.wait(resting, 0, 0, 20);
}

function findMatter({ reader }: Workspace): StoredMatter | undefined {
  return reader.get<StoredMatter>(`
    SELECT matter.id AS matterId, document.id AS documentId, ours.id AS ours, theirs.id AS theirs
    FROM matter JOIN document ON document.matter_id = matter.id
      JOIN party AS ours ON ours.matter_id = matter.id AND ours.is_ours = 1
      JOIN party AS theirs ON theirs.matter_id = matter.id AND theirs.is_ours = 0`);
}
