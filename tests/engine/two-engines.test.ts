import { expect, test } from 'vitest';
import { nodePlatform } from '../../engine/platform.ts';
import { clauseWith, contract, importText, makeMatter, openTestEngine, paragraphOf } from '../support/engine.ts';
import { temporaryFolder } from '../support/workspace.ts';

/** The application and the command line, say, on one workspace. */
function openTwo() {
  const workspace = temporaryFolder();
  const open = () => openTestEngine({ workspace, platform: nodePlatform });
  return [open(), open()] as const;
}

test('what one writes the other sees at once, and can take back', async () => {
  const [app, line] = openTwo();
  const matter = await makeMatter(app);
  const { draft } = await importText(line, matter, 'theirs', contract('The fee is ten.'));
  expect((await app.ask('matter.get', { matterId: matter.id })).round).toBe(1);
  await clauseWith(app, draft.id, 'The fee is ten.');
  expect(await app.ask('history.undo', { matterId: matter.id })).toMatchObject({ undone: 'draft.import', undo: null });
  expect((await line.ask('matter.get', { matterId: matter.id })).documents).toEqual([]);
  expect(await line.ask('history.redo', { matterId: matter.id })).toMatchObject({ redone: 'draft.import', redo: null });
  await clauseWith(app, draft.id, 'The fee is ten.');
});

test('two edits of one clause from the same words: the second is a conflict', async () => {
  const [app, line] = openTwo();
  const matter = await makeMatter(app);
  const { draft } = await importText(app, matter, 'theirs', contract('The fee is ten.'));
  const { clauseId, versionHash } = await clauseWith(app, draft.id, 'The fee is ten.');
  const edit = (engine: typeof app, text: string) =>
    engine.ask('clause.edit', {
      documentId: draft.documentId,
      clauseId,
      basedOn: versionHash,
      blocks: paragraphOf(text),
    });
  const outcomes = await Promise.allSettled([edit(app, 'The fee is one.'), edit(line, 'The fee is two.')]);
  expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected']);
  expect((outcomes[1] as PromiseRejectedResult).reason).toMatchObject({ code: 'conflict' });
});

test('writing by turns keeps one chain', async () => {
  const [app, line] = openTwo();
  const matter = await makeMatter(app);
  for (let turn = 0; turn < 20; turn += 1) {
    await (turn % 2 === 0 ? app : line).ask('matter.rename', { matterId: matter.id, title: `Turn ${turn}` });
  }
  expect(await line.ask('history.verify', {})).toEqual({ batches: 21, brokenAt: null });
});
