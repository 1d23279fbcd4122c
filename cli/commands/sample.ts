import type { Command } from '../command.ts';
import { printJson, printLine } from '../terminal.ts';
import { withEngine } from '../workspace.ts';

/** `parley sample`: adds the sample matter; prints its id. */
export const sample: Command = {
  name: 'sample',
  usage: '[--language en|fr]',
  summary: 'adds the sample matter; prints its id',
  positionals: [],
  options: { language: { type: 'string', default: 'en' } },
  async run(args, terminal) {
    const language = args.choice('language', ['en', 'fr']);
    const created = await withEngine(args, (engine) => engine.ask('sample.create', { language }));
    if (args.flag('json')) printJson(terminal, { schema: 'parley.sample/1', ...created });
    else printLine(terminal, created.matterId);
  },
};
