import { certainties, priorities, stances } from '../../core/model/negotiation.ts';
import type { Arguments, Command } from '../command.ts';
import { getMatter, getSide, getTerm } from '../matter-arguments.ts';
import { printJson, printLine } from '../terminal.ts';
import { withEngine } from '../workspace.ts';

/** `parley position set`: where a side stands on a term from now on; what it said before is kept. */
export const positionSet: Command = {
  name: 'position set',
  usage:
    '--matter ID --term ID --side NAME --stance S [--wanted T] [--red-line T] [--reason T] [--priority P] [--source T] [--certainty C] [--privileged | --shared]',
  summary: 'where a side stands on a contested term',
  positionals: [],
  options: {
    matter: { type: 'string' },
    term: { type: 'string' },
    side: { type: 'string' },
    stance: { type: 'string' },
    wanted: { type: 'string' },
    'red-line': { type: 'string' },
    reason: { type: 'string' },
    priority: { type: 'string' },
    source: { type: 'string' },
    certainty: { type: 'string' },
    privileged: { type: 'boolean' },
    shared: { type: 'boolean' },
  },
  async run(args, terminal) {
    const stance = args.choice('stance', stances);
    const result = await withEngine(args, async (engine) => {
      const matter = await getMatter(engine, args);
      const side = getSide(matter, args);
      const term = await getTerm(engine, matter, args);
      const place = { matterId: matter.id, termId: term.id, partyId: side.id };
      return engine.ask('position.set', { ...place, stance, ...givenFields(args) });
    });
    if (args.flag('json')) printJson(terminal, { schema: 'parley.position/1', ...result });
    else printLine(terminal, result.positionId);
  },
};

/** Only what was named: the side's other fields stay as they are. */
function givenFields(args: Arguments) {
  const text = {
    wanted: args.find('wanted'),
    redLine: args.find('red-line'),
    reasons: args.find('reason'),
    source: args.find('source'),
  };
  const given = Object.fromEntries(
    Object.entries(text).filter((entry): entry is [string, string] => entry[1] !== null),
  );
  return {
    ...given,
    ...(args.find('priority') === null ? {} : { priority: args.choice('priority', priorities) }),
    ...(args.find('certainty') === null ? {} : { certainty: args.choice('certainty', certainties) }),
    ...(args.flag('privileged') ? { privileged: true } : args.flag('shared') ? { privileged: false } : {}),
  };
}
