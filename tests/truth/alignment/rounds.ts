import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readContract, toComparedClause } from '../../../cli/contract-file.ts';
import { alignWithJoins } from '../../../core/compare/compare.ts';
import type { ComparedClause } from '../../../core/model/comparison.ts';
import { nodePlatform } from '../../../engine/platform.ts';
import { pairsOf, type Score, score } from '../../support/alignment-score.ts';
import { corpus } from '../../support/corpus.ts';

/**
 * Successive drafts of real contracts with the right pairing of their clauses, found by reading: what an alignment
 * proposed was read row by row wherever a clause came, went, moved, was split, merged or much changed, and put right.
 * Of the contracts' words nothing is kept but a hash of each clause, by which a clause is known again where the cutting
 * into clauses has changed since: pairs of clauses that are cut otherwise now are left out, and counted.
 */
export interface MarkedRound {
  /** In the corpus. */
  readonly folder: string;
  readonly a: string;
  readonly b: string;
  /** The clauses of a side in order, six hexadecimal digits of the hash of each one's words. */
  readonly aClauses: string;
  readonly bClauses: string;
  /** Runs of pairs: from this clause of A and that of B on, so many. */
  readonly pairs: readonly (readonly [a: number, b: number, count: number])[];
}

export interface RoundScore {
  readonly round: MarkedRound;
  readonly pairs: Score;
  /** Pairs that cannot be looked for, because a clause of theirs is cut otherwise now. */
  readonly leftOut: number;
}

const digits = 6;

export function listMarkedRounds(): readonly MarkedRound[] {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'rounds.json'), 'utf8')) as MarkedRound[];
}

/** The hashes of clauses as `MarkedRound` keeps them. */
export function hashClauses(clauses: readonly Pick<ComparedClause, 'text'>[]): string {
  return clauses.map(({ text }) => nodePlatform.sha256(text).slice(0, digits)).join('');
}

/** Aligns the two drafts and looks how much of it is right; `null` where the corpus does not have them. */
export function scoreRound(round: MarkedRound): RoundScore | null {
  const [aFile, bFile] = [round.a, round.b].map((name) => join(corpus, round.folder, name)) as [string, string];
  if (!existsSync(aFile) || !existsSync(bFile)) return null;
  const [a, b] = [aFile, bFile].map((file) => readContract(file).tree.clauses.map(toComparedClause)) as [
    ComparedClause[],
    ComparedClause[],
  ];
  const placeInA = findPlaces(round.aClauses, hashClauses(a));
  const placeInB = findPlaces(round.bClauses, hashClauses(b));
  const expected = new Set<string>();
  let leftOut = 0;
  for (const [from, to, count] of round.pairs) {
    for (let step = 0; step < count; step += 1) {
      const [i, j] = [placeInA[from + step] ?? -1, placeInB[to + step] ?? -1];
      if (i < 0 || j < 0) leftOut += 1;
      else expected.add(`${i}:${j}`);
    }
  }
  const [knownA, knownB] = [new Set(placeInA), new Set(placeInB)];
  const found = new Set<string>();
  for (const pair of pairsOf(alignWithJoins(a, b))) {
    const [i, j] = pair.split(':').map(Number) as [number, number];
    if (knownA.has(i) && knownB.has(j)) found.add(pair);
  }
  return { round, pairs: score(found, expected), leftOut };
}

/** Where each marked clause stands now, or -1: the nth of the same words is the nth. */
function findPlaces(marked: string, now: string): number[] {
  const places = new Map<string, number[]>();
  const cut = (hashes: string) => hashes.match(new RegExp(`.{${digits}}`, 'g')) ?? [];
  for (const [place, hash] of cut(now).entries()) places.set(hash, [...(places.get(hash) ?? []), place]);
  return cut(marked).map((hash) => places.get(hash)?.shift() ?? -1);
}
