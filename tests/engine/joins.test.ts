import { expect, test } from 'vitest';
import { clauseWith, contract, importText, makeMatter, openTestEngine } from '../support/engine.ts';

const notice = 'The Vendor shall give notice of every incident within two Business Days.';
const remedy = 'It shall then remedy the cause at its own expense and report on the measures taken.';
const law = 'The law of the seat of the Department governs this agreement.';

test('a clause that was split is one row in any comparison across the split, and keeps its identity', async () => {
  const engine = openTestEngine();
  const matter = await makeMatter(engine);
  const first = await importText(engine, matter, 'ours', contract(`${notice} ${remedy}`, law));
  const second = await importText(engine, matter, 'theirs', contract(notice, remedy, law));
  expect(second.summary).toMatchObject({ split: 1, inserted: 0, wordsInserted: 0, wordsDeleted: 0 });
  const third = await importText(engine, matter, 'ours', contract(notice, remedy.replace('own', 'sole'), law));

  const whole = await clauseWith(engine, first.draft.id, `${notice} ${remedy}`);
  const parts = [await clauseWith(engine, second.draft.id, notice), await clauseWith(engine, second.draft.id, remedy)];
  expect(parts.map(({ clauseId }) => clauseId)).toContain(whole.clauseId);

  for (const [a, b, kind] of [
    [first.draft.id, third.draft.id, 'split'],
    [third.draft.id, first.draft.id, 'merged'],
  ] as const) {
    const { rows, summary } = await engine.ask('draft.compare', { aDraftId: a, bDraftId: b });
    expect(summary).toMatchObject({ [kind]: 1, inserted: 0, deleted: 0, wordsInserted: 1, wordsDeleted: 1 });
    const row = rows.find((each) => each.kind === kind);
    expect(row?.parts.map(({ label }) => label)).toEqual(['1', '2']);
  }
  const after = await engine.ask('draft.compare', { aDraftId: second.draft.id, bDraftId: third.draft.id });
  expect(after.summary).toMatchObject({ split: 0, merged: 0, edited: 1 });

  const fourth = await importText(engine, matter, 'theirs', contract(`${notice} ${remedy}`, law));
  expect(fourth.summary).toMatchObject({ merged: 1, deleted: 0 });
  const merged = await clauseWith(engine, fourth.draft.id, `${notice} ${remedy}`);
  expect(parts.map(({ clauseId }) => clauseId)).toContain(merged.clauseId);
});
