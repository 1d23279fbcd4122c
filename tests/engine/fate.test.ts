import { expect, test } from 'vitest';
import type { TermId } from '../../core/model/ids.ts';
import { contract, importText, makeMatter, openTestEngine } from '../support/engine.ts';

const due = (count: string) => `The fees of the Vendor are due ${count} days after the date of a correct invoice.`;
const law = 'The law of the seat of the Department governs this agreement.';

test('asks are listed with their clause, their words and what became of them; a position that accepts is heard', async () => {
  const engine = openTestEngine();
  const matter = await makeMatter(engine);
  await importText(engine, matter, 'ours', contract(due('thirty'), law));
  await importText(engine, matter, 'theirs', contract(due('sixty'), law));
  await importText(engine, matter, 'ours', contract(due('sixty'), law));
  const [ask] = await engine.ask('ask.list', { matterId: matter.id });
  const theirs = matter.parties.find(({ isOurs }) => !isOurs);
  const ours = matter.parties.find(({ isOurs }) => isOurs);
  if (ask === undefined || ours === undefined) throw new Error('there is an ask and our side');
  expect(ask).toMatchObject({ round: 2, partyId: theirs?.id, label: '1', fate: 'silently-accepted', termId: null });
  expect(ask.changes).toEqual([{ before: 'thirty', after: 'sixty' }]);
  expect(ask.answers.map(({ round, state }) => [round, state])).toEqual([[3, 'kept']]);

  const termId = ask.clauseId as string as TermId;
  await engine.ask('position.set', { matterId: matter.id, termId, partyId: ours.id, stance: 'accept' });
  const [said] = await engine.ask('ask.list', { matterId: matter.id });
  expect(said).toMatchObject({ fate: 'accepted', termId, stances: [{ partyId: ours.id, stance: 'accept' }] });
});
