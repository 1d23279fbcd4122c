import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError } from '../../core/error.ts';
import type { TermId } from '../../core/model/ids.ts';
import { stances, termStatuses } from '../../core/model/negotiation.ts';
import { contract, paragraphOf } from '../support/engine.ts';
import { type OpenServices, openTestServices } from '../support/services.ts';
import { dumpTables, dumpUndoable, openTestWorkspace, replayLog } from '../support/workspace.ts';

/** What any caller may do to a matter, at any time; what the engine refuses is refused and the sequence goes on. */
type Step = (services: OpenServices, matter: Matter) => Promise<unknown>;
type Matter = Awaited<ReturnType<typeof startMatter>>;

const seed = 20_260_331;
const texts = fc.constantFrom(
  'The fee is ten.',
  'The fee is two.',
  'Delivery is free.',
  'Notices are in writing.',
  'Law.',
);
const pick = fc.nat({ max: 6 });

async function startMatter({ ask }: OpenServices) {
  const parties = [
    { name: 'the Vendor', isOurs: true },
    { name: 'the Department', isOurs: false },
  ];
  return ask('matter.create', { title: 'Supply', parties });
}

async function latestClauses({ ask }: OpenServices, { id }: Matter) {
  const [document] = (await ask('matter.get', { matterId: id })).documents;
  const draft = document?.drafts.at(-1);
  if (document === undefined || draft === undefined) return null;
  const { clauses } = await ask('draft.get', { draftId: draft.id });
  return { documentId: document.id, draft, clauses };
}

const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ party: fc.nat({ max: 1 }), clauses: fc.array(texts, { minLength: 1, maxLength: 5 }) }).map(
      ({ party, clauses }): Step =>
        ({ ask }, matter) =>
          ask('draft.import', {
            matterId: matter.id,
            partyId: matter.parties[party]?.id as Matter['parties'][number]['id'],
            datedOn: '2026-04-01',
            source: { name: 'draft.txt', bytes: new TextEncoder().encode(contract(...clauses)) },
          }),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(pick, texts).map(
      ([at, text]): Step =>
        async (services, matter) => {
          const latest = await latestClauses(services, matter);
          const clause = latest?.clauses[at];
          if (!latest || !clause) return;
          const { clauseId, versionHash } = clause;
          const edit = { documentId: latest.documentId, clauseId, basedOn: versionHash, blocks: paragraphOf(text) };
          await services.ask('clause.edit', edit);
        },
    ),
  },
  fc.constant<Step>(async (services, matter) => {
    const latest = await latestClauses(services, matter);
    if (latest) await services.ask('draft.send', { draftId: latest.draft.id, datedOn: '2026-04-02' });
  }),
  fc.tuple(pick, fc.option(texts)).map(
    ([at, quote]): Step =>
      async (services, matter) => {
        const latest = await latestClauses(services, matter);
        const clause = latest?.clauses[at];
        if (!latest || !clause) return;
        const place = { matterId: matter.id, documentId: latest.documentId, clauseId: clause.clauseId };
        await services.ask('term.flag', { ...place, title: 'Flagged', quote });
      },
  ),
  fc.tuple(pick, fc.constantFrom(...termStatuses), texts).map(
    ([at, status, note]): Step =>
      async (services, matter) => {
        const terms = await services.ask('term.list', { matterId: matter.id });
        const clause = (await latestClauses(services, matter))?.clauses[at];
        const termId = terms[at]?.id ?? (clause?.clauseId as string as TermId | undefined);
        if (termId !== undefined) await services.ask('term.update', { matterId: matter.id, termId, status, note });
      },
  ),
  fc.tuple(pick, fc.nat({ max: 1 }), fc.constantFrom(...stances)).map(
    ([at, party, stance]): Step =>
      async (services, matter) => {
        const clause = (await latestClauses(services, matter))?.clauses[at];
        const partyId = matter.parties[party]?.id;
        if (!clause || !partyId) return;
        const termId = clause.clauseId as string as TermId;
        await services.ask('position.set', { matterId: matter.id, termId, partyId, stance });
      },
  ),
  texts.map(
    (title): Step =>
      ({ ask }, { id }) =>
        ask('matter.rename', { matterId: id, title }),
  ),
  fc.constantFrom<Step>(
    ({ ask }, { id }) => ask('history.undo', { matterId: id }),
    ({ ask }, { id }) => ask('history.redo', { matterId: id }),
  ),
  texts.map(
    (value): Step =>
      ({ ask }) =>
        ask('setting.set', { key: 'theme', value }),
  ),
);

/** A refusal is an answer; anything else is a bug and fails the property. */
async function take(step: Promise<unknown>): Promise<void> {
  try {
    await step;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

const sequences = fc.array(steps, { maxLength: 14 });

test('whatever was done to a matter, undoing it all gives its beginning back, redoing it all its end, and the log tells the same story', async () => {
  await fc.assert(
    fc.asyncProperty(sequences, async (sequence) => {
      const services = openTestServices();
      const { ask, workspace } = services;
      const matter = await startMatter(services);
      const { setting: _before, ...beginning } = dumpUndoable(workspace);
      for (const step of sequence) await take(step(services, matter));
      while ((await ask('history.state', { matterId: matter.id })).redo !== null) {
        await ask('history.redo', { matterId: matter.id });
      }
      const end = dumpTables(workspace);
      while ((await ask('history.state', { matterId: matter.id })).undo !== null) {
        await ask('history.undo', { matterId: matter.id });
      }
      const { setting: _after, ...undone } = dumpUndoable(workspace);
      expect(undone).toEqual(beginning);
      while ((await ask('history.state', { matterId: matter.id })).redo !== null) {
        await ask('history.redo', { matterId: matter.id });
      }
      expect(dumpTables(workspace)).toEqual(end);
      expect((await ask('history.verify', {})).brokenAt).toBeNull();
      const copy = openTestWorkspace();
      replayLog(workspace, copy);
      expect(dumpTables(copy)).toEqual(end);
    }),
    { seed, numRuns: 60 },
  );
});

test('two matters in one workspace do not touch each other', async () => {
  await fc.assert(
    fc.asyncProperty(sequences, sequences, async (mine, yours) => {
      const together = openTestServices();
      const alone = openTestServices();
      const [one, two] = [await startMatter(together), await startMatter(together)];
      const only = await startMatter(alone);
      for (let at = 0; at < Math.max(mine.length, yours.length); at += 1) {
        const [a, b] = [mine[at], yours[at]];
        if (a !== undefined) await take(a(together, one));
        if (b !== undefined) await take(b(together, two));
        if (a !== undefined) await take(a(alone, only));
      }
      const words = async ({ ask }: OpenServices, { id }: Matter) => {
        const { documents, title } = await ask('matter.get', { matterId: id });
        const drafts = documents.flatMap((document) => document.drafts);
        const views = await Promise.all(drafts.map((draft) => ask('draft.get', { draftId: draft.id })));
        const terms = await ask('term.list', { matterId: id });
        return [
          title,
          views.map(({ draft, clauses }) => [draft.round, draft.state, clauses.map((clause) => clause.versionHash)]),
          terms.map(({ origin, status, note, contested, positions }) => [
            origin,
            status,
            note,
            contested,
            positions.length,
          ]),
        ];
      };
      expect(await words(together, one)).toEqual(await words(alone, only));
    }),
    { seed, numRuns: 30 },
  );
});
