import type { SealBreach, SealView } from '../../core/model/seal.ts';
import type { Command } from '../command.ts';
import { askAboutMatter, sideNames } from '../matter-arguments.ts';
import { shortLine } from '../table.ts';
import { printJson, printLine } from '../terminal.ts';

/** `parley seals`: the agreed clauses and the drafts that broke them. */
export const seals: Command = {
  name: 'seals',
  usage: '--matter ID [--json]',
  summary: 'the agreed clauses, and every later draft that says something else',
  positionals: [],
  options: { matter: { type: 'string' } },
  async run(args, terminal) {
    const { matter, found } = await askAboutMatter(args, (engine, { id }) => engine.ask('seal.list', { matterId: id }));
    if (args.flag('json')) {
      printJson(terminal, { schema: 'parley.seals/1', matterId: matter.id, parties: matter.parties, seals: found });
      return;
    }
    if (found.length === 0) printLine(terminal, 'No clause is sealed.');
    const name = sideNames(matter);
    for (const seal of found) {
      printLine(
        terminal,
        `${nameOf(seal)}  sealed in round ${seal.round}${seal.breaches.length === 0 ? ', whole' : ''}`,
      );
      for (const breach of seal.breaches) {
        printLine(terminal, `  BROKEN in round ${breach.round} by ${name(breach.partyId)}: ${breachWords(breach)}`);
      }
    }
  },
};

function nameOf({ label, heading, clauseId }: SealView): string {
  return shortLine([label, heading].filter(Boolean).join(' ')) || clauseId;
}

function breachWords({ kind, edits }: SealBreach): string {
  if (kind === 'removed') return 'the clause is gone';
  if (kind === 'reformatted') return 'other formatting';
  if (kind === 'pending') return 'tracked changes pending in it';
  return edits
    .map(({ op, text }) => (op === 'insert' ? `{+${text}+}` : op === 'delete' ? `[-${text}-]` : shorten(text)))
    .join('')
    .replace(/\s+/g, ' ');
}

/** Words that are as agreed are shown by their ends. */
function shorten(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 28)} … ${text.slice(-28)}`;
}
