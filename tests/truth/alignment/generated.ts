import { alignWithJoins } from '../../../core/compare/compare.ts';
import { pairsOf, type Score, score } from '../../support/alignment-score.ts';
import { toCompared } from '../../support/generate-contract.ts';
import { negotiateRound, type RoundSize } from '../../support/negotiated-contract.ts';

/** What an alignment made of a generated round whose truth is known. */
export interface RoundScores {
  readonly pairs: Score;
  readonly moves: Score;
  readonly splits: Score;
  readonly merges: Score;
}

export function scoreGenerated(size: RoundSize): RoundScores {
  const round = negotiateRound(size);
  const rows = alignWithJoins(toCompared(round.a), toCompared(round.b));
  const names = (kind: 'split' | 'merged', side: 'a' | 'b') =>
    new Set(rows.filter((row) => row.kind === kind).map((row) => String(row[side])));
  return {
    pairs: score(pairsOf(rows), round.pairs),
    moves: score(
      pairsOf(rows, ({ moved }) => moved),
      round.moves,
    ),
    splits: score(names('split', 'a'), new Set(round.splits.map(String))),
    merges: score(names('merged', 'b'), new Set(round.merges.map(String))),
  };
}
