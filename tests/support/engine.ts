import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Output } from '../../core/api.ts';
import type { ClauseView, MatterView } from '../../core/model/matter.ts';
import { createEngine, type Engine, type EngineOptions } from '../../engine/engine.ts';
import { testPlatform } from './platform.ts';

export const sampleDir = join(import.meta.dirname, '../../engine/sample');

/** An engine that checks its own answers and is closed when the test is over; in memory unless a folder is given. */
export function openTestEngine(options: Partial<EngineOptions> = {}): Engine {
  const engine = createEngine({
    workspace: ':memory:',
    platform: testPlatform(),
    sampleDir,
    checkOutputs: true,
    ...options,
  });
  onTestFinished(() => engine.close());
  return engine;
}

/** A matter between the Vendor, which is us, and the Department. */
export function makeMatter(engine: Engine): Promise<MatterView> {
  const parties = [
    { name: 'the Vendor', isOurs: true },
    { name: 'the Department', isOurs: false },
  ];
  return engine.ask('matter.create', { title: 'Supply of parts', parties });
}

type Side = 'ours' | 'theirs';

export function partyOf(matter: MatterView, side: Side): MatterView['parties'][number]['id'] {
  const party = matter.parties.find((candidate) => candidate.isOurs === (side === 'ours'));
  if (party === undefined) throw new Error(`the matter has no side that is ${side}`);
  return party.id;
}

export interface TextDraft {
  readonly name?: string;
  readonly datedOn?: string;
  readonly jobId?: string;
}

/** Imports a text as a side's next draft. */
export function importText(
  engine: Engine,
  matter: MatterView,
  side: Side,
  text: string,
  { name = 'draft.txt', datedOn = '2026-04-01', jobId }: TextDraft = {},
): Promise<Output<'draft.import'>> {
  const source = { name, bytes: new TextEncoder().encode(text) };
  const input = { matterId: matter.id, partyId: partyOf(matter, side), datedOn, source };
  return engine.ask('draft.import', input, jobId === undefined ? {} : { jobId });
}

/** A contract of numbered clauses: `contract('Delivery is free.', 'The fee is ten.')` has 1. and 2. */
export function contract(...clauses: readonly string[]): string {
  return `Supply agreement\n\n${clauses.map((text, index) => `${index + 1}. ${text}`).join('\n\n')}\n`;
}

/** The clauses of a draft by their words. */
export async function clausesOf(
  engine: Engine,
  draftId: MatterView['documents'][number]['drafts'][number]['id'],
): Promise<Map<string, ClauseView>> {
  const { clauses } = await engine.ask('draft.get', { draftId });
  return new Map(clauses.map((clause) => [wordsOf(clause), clause]));
}

export function wordsOf(clause: Pick<ClauseView, 'blocks'>): string {
  return clause.blocks
    .map((block) => (block.type === 'paragraph' ? block.runs.map((run) => run.text).join('') : ''))
    .join('\n');
}

/** The clause with these words; throws when the draft has none. */
export async function clauseWith(
  engine: Engine,
  draftId: MatterView['documents'][number]['drafts'][number]['id'],
  words: string,
): Promise<ClauseView> {
  const clauses = await clausesOf(engine, draftId);
  const clause = clauses.get(words);
  if (clause === undefined) throw new Error(`no clause says “${words}”, but: ${[...clauses.keys()].join(' | ')}`);
  return clause;
}

/** Blocks of one paragraph. */
export function paragraphOf(text: string) {
  return [{ type: 'paragraph' as const, runs: [{ text }] }];
}
