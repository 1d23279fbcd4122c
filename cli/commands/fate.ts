import { type Ask, type Fate, fates } from '../../core/model/fate.ts';
import type { Command } from '../command.ts';
import { askAboutMatter, sideNames } from '../matter-arguments.ts';
import { shortLine } from '../table.ts';
import { printJson, printLine } from '../terminal.ts';

/** `parley fate`: what every side asked for and what became of it. */
export const fate: Command = {
  name: 'fate',
  usage: '--matter ID [--json]',
  summary: 'what each side asked for in each round, and what became of it',
  positionals: [],
  options: { matter: { type: 'string' } },
  async run(args, terminal) {
    const { matter, found: asks } = await askAboutMatter(args, (engine, { id }) =>
      engine.ask('ask.list', { matterId: id }),
    );
    if (args.flag('json')) {
      printJson(terminal, { schema: 'parley.fate/1', matterId: matter.id, parties: matter.parties, asks });
      return;
    }
    const name = sideNames(matter);
    let round = 0;
    for (const ask of asks) {
      if (ask.round !== round) printLine(terminal, `Round ${ask.round}, ${name(ask.partyId)}`);
      round = ask.round;
      printLine(terminal, `  ${nameOf(ask)}  ${words[ask.fate]}${answeredIn(ask)}`);
      for (const { before, after } of ask.changes) printLine(terminal, `    ${changeLine(before, after)}`);
    }
    const counts = fates.flatMap((each) => {
      const count = asks.filter((ask) => ask.fate === each).length;
      return count === 0 ? [] : [`${count} ${words[each]}`];
    });
    printLine(terminal, asks.length === 0 ? 'Nobody has asked for anything yet.' : counts.join(', '));
  },
};

const words: Readonly<Record<Fate, string>> = {
  accepted: 'accepted',
  'silently-accepted': 'silently accepted',
  'accepted-in-part': 'accepted in part',
  countered: 'countered',
  reverted: 'reverted',
  'silently-dropped': 'silently dropped',
  unanswered: 'unanswered',
};

function nameOf({ label, heading }: Ask): string {
  return shortLine([label, heading].filter(Boolean).join(' ')) || '·';
}

/** The round of the other side's latest word. */
function answeredIn({ answers, partyId }: Ask): string {
  const last = answers.findLast((answer) => answer.partyId !== partyId);
  return last === undefined ? '' : ` (round ${last.round})`;
}

function changeLine(before: string, after: string): string {
  return [before && `[-${shortLine(before, 160)}-]`, after && `{+${shortLine(after, 160)}+}`].filter(Boolean).join(' ');
}
