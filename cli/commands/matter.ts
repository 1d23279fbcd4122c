import { AppError } from '../../core/error.ts';
import type { Command } from '../command.ts';
import { printJson, printLine } from '../terminal.ts';
import { withEngine } from '../workspace.ts';

/** `parley matter create`: a new matter; prints its id. */
export const matterCreate: Command = {
  name: 'matter create',
  usage: '--title T --side ours=NAME --side theirs=NAME [--side theirs=NAME …]',
  summary: 'a new matter; prints its id',
  positionals: [],
  options: { title: { type: 'string' }, side: { type: 'string', multiple: true } },
  async run(args, terminal) {
    const title = args.get('title');
    const parties = args.list('side').map(readSide);
    if (parties.filter((party) => party.isOurs).length !== 1 || parties.length < 2) {
      throw new AppError(
        'usage',
        'matter create takes exactly one --side ours=NAME and at least one --side theirs=NAME.',
      );
    }
    const matter = await withEngine(args, (engine) => engine.ask('matter.create', { title, parties }));
    if (args.flag('json')) printJson(terminal, { schema: 'parley.matter/1', ...matter });
    else printLine(terminal, matter.id);
  },
};

/** `parley matter list`: every matter of the workspace. */
export const matterList: Command = {
  name: 'matter list',
  usage: '[--json]',
  summary: 'every matter of the workspace',
  positionals: [],
  options: {},
  async run(args, terminal) {
    const matters = await withEngine(args, (engine) => engine.ask('matter.list', {}));
    if (args.flag('json')) {
      printJson(terminal, { schema: 'parley.matters/1', matters });
      return;
    }
    for (const matter of matters) {
      const sides = matter.parties.map((party) => party.name).join(' / ');
      printLine(
        terminal,
        `${matter.id}  ${matter.title}  (${sides}; round ${matter.round}, ${matter.contestedCount} contested)`,
      );
    }
  },
};

function readSide(text: string): { name: string; isOurs: boolean } {
  const [role, ...rest] = text.split('=');
  const name = rest.join('=').trim();
  if ((role !== 'ours' && role !== 'theirs') || name === '') {
    throw new AppError('usage', `--side is ours=NAME or theirs=NAME; “${text}” is neither.`);
  }
  return { name, isOurs: role === 'ours' };
}
