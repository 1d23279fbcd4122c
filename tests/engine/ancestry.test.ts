import { expect, test } from 'vitest';
import type { WordSpan } from '../../core/model/ancestry.ts';
import { clauseWith, contract, importText, makeMatter, openTestEngine, paragraphOf } from '../support/engine.ts';

const law = 'The law of the seat of the Department governs this agreement.';
const days = (count: string, rest = 'after the date of a correct invoice, without deduction') =>
  `The fees of the Vendor are due ${count} days ${rest}.`;

function told(text: string, spans: readonly WordSpan[]) {
  return spans.map(({ from, to, first, putBack, timesBack, accepted }) => [
    text.slice(from, to),
    first.round,
    putBack?.round ?? null,
    timesBack,
    accepted?.round ?? null,
  ]);
}

test('of every word of a clause it is known who put it in, how often it came back and who kept it last', async () => {
  const engine = openTestEngine();
  const matter = await makeMatter(engine);
  const drafts = [
    await importText(engine, matter, 'ours', contract(days('thirty'), law)),
    await importText(engine, matter, 'theirs', contract(days('sixty'), law)),
    await importText(engine, matter, 'ours', contract(law, days('thirty'))),
    await importText(engine, matter, 'theirs', contract(law, days('thirty working'))),
  ];
  const { documentId } = drafts[0]?.draft ?? { documentId: undefined };
  const last = drafts.at(-1)?.draft;
  if (documentId === undefined || last === undefined) throw new Error('four drafts were imported');
  const { clauseId } = await clauseWith(engine, last.id, days('thirty working'));
  const { versions, kin } = await engine.ask('clause.ancestry', { documentId, clauseId });
  expect(kin).toEqual([]);
  expect(versions.map(({ round, changed, label }) => [round, changed, label])).toEqual([
    [1, true, '1'],
    [2, true, '1'],
    [3, true, '2'],
    [4, true, '2'],
  ]);
  const [, second, , fourth] = versions;
  expect(told(second?.text ?? '', second?.spans ?? [])).toEqual([
    ['The fees of the Vendor are due', 1, null, 0, 2],
    ['sixty', 2, null, 0, null],
    ['days after the date of a correct invoice, without deduction', 1, null, 0, 2],
  ]);
  expect(told(fourth?.text ?? '', fourth?.spans ?? [])).toEqual([
    ['The fees of the Vendor are due', 1, null, 0, 4],
    ['thirty', 1, 3, 1, 4],
    ['working', 4, null, 0, null],
    ['days after the date of a correct invoice, without deduction', 1, null, 0, 4],
  ]);
  const whole = await engine.ask('draft.ancestry', { draftId: last.id });
  expect(whole.clauses.find((clause) => clause.clauseId === clauseId)?.spans).toEqual(fourth?.spans);
});

test('words keep their history where their clause was split and merged again', async () => {
  const engine = openTestEngine();
  const matter = await makeMatter(engine);
  const notice = 'The Vendor shall give notice of every incident within two Business Days.';
  const remedy = 'It shall then remedy the cause at its own expense and report on the measures taken.';
  await importText(engine, matter, 'ours', contract(`${notice} ${remedy}`, law));
  await importText(engine, matter, 'theirs', contract(notice, remedy.replace('own', 'sole'), law));
  const third = await importText(engine, matter, 'ours', contract(`${notice} ${remedy}`, law));
  const { clauseId } = await clauseWith(engine, third.draft.id, `${notice} ${remedy}`);
  const { versions, kin } = await engine.ask('clause.ancestry', { documentId: third.draft.documentId, clauseId });
  expect(kin).toHaveLength(1);
  const last = versions.at(-1);
  const spans = told(last?.text ?? '', last?.spans ?? []);
  expect(spans.map(([words, first, putBack]) => [String(words).slice(-3), first, putBack])).toEqual([
    ['its', 1, null],
    ['own', 1, 3],
    ['ken', 1, null],
  ]);
});

test('our unsent draft accepts nothing', async () => {
  const engine = openTestEngine();
  const matter = await makeMatter(engine);
  await importText(engine, matter, 'ours', contract(days('thirty'), law));
  const second = await importText(engine, matter, 'theirs', contract(days('sixty'), law));
  const { clauseId, versionHash } = await clauseWith(engine, second.draft.id, days('sixty'));
  const { documentId } = second.draft;
  const blocks = paragraphOf(days('sixty', 'after the date of any invoice'));
  await engine.ask('clause.edit', { documentId, clauseId, basedOn: versionHash, blocks });
  const { versions } = await engine.ask('clause.ancestry', { documentId, clauseId });
  const span = versions.at(-1)?.spans.find(({ first }) => first.round === 2);
  expect(span?.accepted).toBeNull();
});
