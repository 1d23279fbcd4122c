import fc from 'fast-check';
import type { SourceFile } from '../../core/model/source.ts';
import { type ChangedWords, editAtRandom, type RandomEdit } from './random-edits.ts';
import { acceptPending, randomModel, writeModel } from './random-model.ts';

/**
 * Pairs of drafts: a random document, and the same after random edits, written anew with other ids, other cuts into runs
 * and other names. A failing case shrinks by its blocks, constructs and edits.
 */
export interface RandomPair {
  readonly seed: number;
  /** How many blocks the body of A begins with. */
  readonly size: number;
  readonly constructs: readonly Construct[];
  readonly edits: readonly RandomEdit[];
}

export const constructs = [
  'looks',
  'lists',
  'links',
  'fields',
  'notes',
  'tables',
  'boxes',
  'pictures',
  'breaks',
  'pending',
  'headers',
] as const;
export type Construct = (typeof constructs)[number];

export const editKinds = [
  'word',
  'words put in',
  'words taken out',
  'sentence',
  'look',
  'properties',
  'list',
  'split',
  'join',
  'move',
  'paragraph put in',
  'paragraph taken out',
  'row put in',
  'row taken out',
  'table put in',
  'table taken out',
  'note put in',
  'object put in',
  'object taken out',
  'link target',
  'header',
] as const;

export const randomEdits: fc.Arbitrary<RandomEdit> = fc.record({
  // What is hardest to write happens most.
  kind: fc.constantFrom(...editKinds, 'move', 'move', 'join', 'split', 'paragraph taken out', 'row taken out'),
  where: fc.nat(10_000),
  what: fc.nat(10_000),
});

export const randomPairs: fc.Arbitrary<RandomPair> = fc.record({
  seed: fc.nat(1_000_000),
  size: fc.integer({ min: 1, max: 14 }),
  constructs: fc.subarray([...constructs]),
  edits: fc.array(randomEdits, { maxLength: 8, size: 'max' }),
});

export interface DraftPair extends ChangedWords {
  readonly a: SourceFile;
  readonly b: SourceFile;
}

/** The two drafts of a random pair; the same for the same one. */
export function draftPair({ seed, size, constructs: used, edits }: RandomPair): DraftPair {
  const model = randomModel(seed, size, new Set(used));
  const revised = acceptPending(model);
  const words = editAtRandom(revised, edits);
  return {
    a: { name: 'first.docx', bytes: writeModel(model, { seed, isRevised: false }) },
    b: { name: 'second.docx', bytes: writeModel(revised, { seed: seed + 1, isRevised: true }) },
    ...words,
  };
}
