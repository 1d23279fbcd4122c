import { type Ask, type Fate, fates } from '../../core/model/fate.ts';
import type { Command } from '../command.ts';
import { getMatter } from '../matter-arguments.ts';
import { printJson, printLine } from '../terminal.ts';
import { withEngine } from '../workspace.ts';

/** `parley fate`: what every side asked for and what became of it. */
export const fate: Command = {
  name: 'fate',
  usage: '--matter ID [--json]',
  summary: 'what each side asked for in each round, and what became of it',
  positionals: [],
  options: { matter: { type: 'string' } },
  async run(args, terminal) {
    const { matter, asks } = await withEngine(args, async (engine) => {
      const matter = await getMatter(engine, args);
      return { matter, asks: await engine.ask('ask.list', { matterId: matter.id }) };
    });
    if (args.flag('json')) {
      printJson(terminal, { schema: 'parley.fate/1', matterId: matter.id, parties: matter.parties, asks });
      return;
    }
    const name = (id: string) => matter.parties.find((party) => party.id === id)?.name ?? id;
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
  return [label, heading].filter(Boolean).join(' ') || '·';
}

/** The round of the other side's latest word. */
function answeredIn({ answers, partyId }: Ask): string {
  const last = answers.findLast((answer) => answer.partyId !== partyId);
  return last === undefined ? '' : ` (round ${last.round})`;
}

function changeLine(before: string, after: string): string {
  return [before && `[-${line(before)}-]`, after && `{+${line(after)}+}`].filter(Boolean).join(' ');
}

function line(text: string): string {
  const words = text.replace(/\s+/g, ' ').trim();
  return words.length <= 160 ? words : `${words.slice(0, 159)}…`;
}
