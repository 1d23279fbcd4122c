import type { Command } from '../command.ts';
import { readFileOrThrow } from '../contract-file.ts';
import { getMatter, getSide, readDate } from '../matter-arguments.ts';
import { noteLine } from '../note-line.ts';
import { printJson, printLine } from '../terminal.ts';
import { withEngine } from '../workspace.ts';

/** `parley draft add`: a side's draft, as the next round of the matter's document. */
export const draftAdd: Command = {
  name: 'draft add',
  usage: 'FILE --matter ID --side NAME [--date D] [--json]',
  summary: 'a draft that a side sent; prints its id and what changed',
  positionals: ['FILE'],
  options: { matter: { type: 'string' }, side: { type: 'string' }, date: { type: 'string' } },
  async run(args, terminal) {
    const datedOn = readDate(args, 'date', terminal.today());
    const source = readFileOrThrow(args.positional(0));
    const result = await withEngine(args, async (engine) => {
      const matter = await getMatter(engine, args);
      const side = getSide(matter, args);
      return engine.ask('draft.import', { matterId: matter.id, partyId: side.id, datedOn, source });
    });
    if (args.flag('json')) {
      printJson(terminal, { schema: 'parley.draft/1', ...result });
      return;
    }
    const { draft, summary } = result;
    printLine(terminal, draft.id);
    printLine(terminal, `round ${draft.round}, ${draft.clauseCount} clauses, ${draft.language}`);
    if (summary !== null) {
      const { edited, inserted, deleted, moved, renumbered, same } = summary;
      printLine(
        terminal,
        `${edited} edited, ${inserted} inserted, ${deleted} deleted, ${moved} moved, ${renumbered} renumbered, ${same} the same`,
      );
    }
    for (const note of draft.notes) {
      printLine(terminal, noteLine(note));
    }
  },
};
