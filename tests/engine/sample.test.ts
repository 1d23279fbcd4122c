import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTestEngine, sampleDir } from '../support/engine.ts';
import { temporaryFolder } from '../support/workspace.ts';

test.each(['en', 'fr'] as const)(
  'the sample matter in %s has three rounds and three contested terms',
  async (language) => {
    const engine = openTestEngine();
    const { matterId } = await engine.ask('sample.create', { language });
    const matter = await engine.ask('matter.get', { matterId });
    expect(matter).toMatchObject({ round: 3, contestedCount: 3 });
    const drafts = matter.documents.flatMap((document) => document.drafts);
    expect(drafts.map((draft) => [draft.round, draft.language, draft.state])).toEqual(
      [1, 2, 3].map((round) => [round, language, 'exchanged']),
    );
    const terms = await engine.ask('term.list', { matterId });
    expect(terms).toHaveLength(3);
    for (const term of terms) {
      expect(term).toMatchObject({ contested: true, origin: 'derived' });
      expect(term.positions.map((position) => position.partyId)).toEqual(matter.parties.map((party) => party.id));
      const histories = await Promise.all(
        matter.parties.map((party) => engine.ask('position.history', { matterId, termId: term.id, partyId: party.id })),
      );
      for (const history of histories) {
        const days = history.map((position) => position.recordedAtMs);
        expect(days).toEqual([...days].sort((a, b) => b - a));
      }
    }
    const positions = terms.flatMap((term) => term.positions);
    expect(new Set(positions.map((position) => position.privileged))).toEqual(new Set([true, false]));
  },
);

test('the making of the sample is one step that is not undone from inside it', async () => {
  const engine = openTestEngine();
  const { matterId } = await engine.ask('sample.create', { language: 'en' });
  expect(await engine.ask('history.state', { matterId })).toEqual({ undo: null, redo: null });
  await expect(engine.ask('history.undo', { matterId })).rejects.toMatchObject({ code: 'nothing-to-undo' });
  expect(await engine.ask('history.verify', {})).toEqual({ batches: 1, brokenAt: null });
});

test('the very first start makes both samples and opens the one in the user’s language; no later start makes any', async () => {
  const directory = temporaryFolder();
  const engine = openTestEngine({ workspace: directory });
  await engine.ask('setting.set', { key: 'language', value: 'fr' });
  const { matterId } = await engine.ask('sample.ensure', { language: 'fr' });
  const matters = await engine.ask('matter.list', {});
  expect(matters).toHaveLength(2);
  expect(matters[0]?.id).toBe(matterId);
  expect(matters[0]?.parties.map((party) => party.name)).toEqual(['le Fournisseur', 'le Ministère']);
  expect(await engine.ask('sample.ensure', { language: 'en' })).toEqual({ matterId: null });
  engine.close();
  const again = openTestEngine({ workspace: directory });
  expect(await again.ask('sample.ensure', { language: 'fr' })).toEqual({ matterId: null });
  expect(await again.ask('matter.list', {})).toHaveLength(2);
});

test('a workspace in which someone has made a matter gets no sample by itself', async () => {
  const engine = openTestEngine();
  await engine.ask('matter.create', {
    title: 'T',
    parties: [
      { name: 'a', isOurs: true },
      { name: 'b', isOurs: false },
    ],
  });
  expect(await engine.ask('sample.ensure', { language: 'en' })).toEqual({ matterId: null });
});

test('a sample that is not there is an error that names the file, and nothing is made', async () => {
  const missing = join(sampleDir, 'nowhere');
  const engine = openTestEngine({ sampleDir: missing });
  await expect(engine.ask('sample.create', { language: 'en' })).rejects.toMatchObject({
    code: 'io',
    message: expect.stringContaining(join(missing, 'en', 'matter.json')) as string,
  });
  await expect(engine.ask('sample.ensure', { language: 'en' })).rejects.toMatchObject({ code: 'io' });
  expect(await engine.ask('matter.list', {})).toEqual([]);
});
