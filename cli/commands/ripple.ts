import { compareClauses } from '../../core/compare/compare.ts';
import { listRipples, type Ripple, type RippleCause } from '../../core/contract/ripple.ts';
import { clauseText } from '../../core/model/clause.ts';
import { ClausePlaces } from '../clause-place.ts';
import type { Command } from '../command.ts';
import { type ContractFile, readContract, toComparedClause } from '../contract-file.ts';
import { shortLine } from '../table.ts';
import { printJson, printLine } from '../terminal.ts';

/** `parley ripple`: the clauses that mean something else although their words did not change. */
export const ripple: Command = {
  name: 'ripple',
  usage: 'A B [--json]',
  summary: 'unchanged clauses that a changed definition or figure reaches',
  positionals: ['A', 'B'],
  options: {},
  async run(args, terminal) {
    const a = readContract(args.positional(0));
    const b = readContract(args.positional(1));
    const { rows } = compareClauses(a.tree.clauses.map(toComparedClause), b.tree.clauses.map(toComparedClause));
    const ripples = listRipples(a.tree, b.tree, rows);
    const places = { a: new ClausePlaces(a.tree), b: new ClausePlaces(b.tree) };
    if (args.flag('json')) {
      printJson(terminal, {
        schema: 'parley.ripple/1',
        a: { name: a.name, sha256: a.sha256 },
        b: { name: b.name, sha256: b.sha256 },
        ripples: ripples.map(({ cause, reached }) => ({
          cause: causeToJson(cause, a, b),
          reached: reached.map(({ reason, through, ...place }) => ({ ...places.b.toJson(place), reason, through })),
        })),
      });
      return;
    }
    if (ripples.length === 0) printLine(terminal, 'No change reaches a clause that did not change.');
    for (const { cause, reached } of ripples) {
      printLine(terminal, causeLine(cause, a, b, places));
      // A clause that uses a term many times is told once.
      for (const line of new Set(reached.map((reach) => reachLine(reach, b, places.b))))
        printLine(terminal, `  ${line}`);
    }
  },
};

type Places = { readonly a: ClausePlaces; readonly b: ClausePlaces };

function wordsAt({ tree }: ContractFile, clause: number, from: number, to: number): string {
  const node = tree.clauses[clause];
  return node === undefined ? '' : clauseText(node).slice(from, to);
}

function causeToJson(cause: RippleCause, a: ContractFile, b: ContractFile) {
  if (cause.kind === 'definition') return cause;
  const { before, after } = cause;
  return {
    ...cause,
    before: { ...before, words: wordsAt(a, cause.a, before.from, before.to) },
    after: { ...after, words: wordsAt(b, cause.b, after.from, after.to) },
  };
}

function causeLine(cause: RippleCause, a: ContractFile, b: ContractFile, places: Places): string {
  if (cause.kind === 'definition') {
    const place = cause.b === null ? places.a.nameOf(cause.a) : places.b.nameOf(cause.b);
    return `${place}  “${cause.term}” ${cause.change === 'removed' ? 'is no longer defined' : 'is defined differently'}`;
  }
  const before = wordsAt(a, cause.a, cause.before.from, cause.before.to);
  const after = wordsAt(b, cause.b, cause.after.from, cause.after.to);
  return `${places.b.nameOf(cause.b)}  ${shortLine(before)} is now ${shortLine(after)}`;
}

function reachLine(reach: Ripple['reached'][number], b: ContractFile, places: ClausePlaces): string {
  const words = shortLine(wordsAt(b, reach.clause, reach.from, reach.to));
  const how = {
    uses: `uses “${words}”${reach.through.length === 0 ? '' : `, through ${reach.through.map((term) => `“${term}”`).join(', ')}`}`,
    refers: `refers to it: ${words}`,
    'same-figure': `still says ${words}`,
  };
  return `${places.nameOf(reach.clause)}  ${how[reach.reason]}`;
}
