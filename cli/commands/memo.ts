import { resolve } from 'node:path';
import { AppError } from '../../core/error.ts';
import type { Command } from '../command.ts';
import { getMatter } from '../matter-arguments.ts';
import { printJson, printLine } from '../terminal.ts';
import { withEngine } from '../workspace.ts';

/** `parley memo`: the position memo of a matter, for an audience. */
export const memo: Command = {
  name: 'memo',
  usage: '--matter ID --audience internal|counterparty --out FILE.docx|.html|.md [--language en|fr]',
  summary: 'a position memo; for the counterparty, without anything privileged',
  positionals: [],
  options: {
    matter: { type: 'string' },
    audience: { type: 'string' },
    out: { type: 'string' },
    language: { type: 'string', default: 'en' },
  },
  async run(args, terminal) {
    const audience = args.choice('audience', ['internal', 'counterparty']);
    const language = args.choice('language', ['en', 'fr']);
    const path = resolve(args.get('out'));
    if (!/\.(docx|html|md)$/i.test(path)) throw new AppError('usage', '--out ends in .docx, .html or .md.');
    const written = await withEngine(args, async (engine) => {
      const matter = await getMatter(engine, args);
      return engine.ask('memo.write', { matterId: matter.id, audience, language, path });
    });
    if (args.flag('json')) printJson(terminal, { schema: 'parley.memo/1', ...written });
    else printLine(terminal, written.path);
  },
};
