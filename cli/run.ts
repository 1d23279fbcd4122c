import { AppError, type ErrorCode } from '../core/error.ts';
import { type Command, parseArguments } from './command.ts';
import { accept, reject } from './commands/accept.ts';
import { ancestry } from './commands/ancestry.ts';
import { certificate } from './commands/certificate.ts';
import { check } from './commands/check.ts';
import { compare } from './commands/compare.ts';
import { contested } from './commands/contested.ts';
import { draftAdd, draftExport } from './commands/draft.ts';
import { fate } from './commands/fate.ts';
import { matterCreate, matterList } from './commands/matter.ts';
import { memo } from './commands/memo.ts';
import { positionSet } from './commands/position.ts';
import { redline, verify } from './commands/redline.ts';
import { references } from './commands/references.ts';
import { revisions } from './commands/revisions.ts';
import { ripple } from './commands/ripple.ts';
import { sample } from './commands/sample.ts';
import { scrub } from './commands/scrub.ts';
import { seals } from './commands/seals.ts';
import { split } from './commands/split.ts';
import { terms } from './commands/terms.ts';
import { track } from './commands/track.ts';
import { printLine, type Terminal } from './terminal.ts';

const commands: readonly Command[] = [
  split,
  terms,
  check,
  compare,
  ripple,
  redline,
  verify,
  track,
  revisions,
  accept,
  reject,
  scrub,
  references,
  certificate,
  matterCreate,
  matterList,
  draftAdd,
  draftExport,
  contested,
  fate,
  seals,
  ancestry,
  positionSet,
  memo,
  sample,
];

/** 0 done, 1 a bug, 2 wrong usage, 3 bad input, 4 refused because a law would break. */
export type ExitCode = 0 | 1 | 2 | 3 | 4;

const exitCodes: Partial<Record<ErrorCode, ExitCode>> = { usage: 2, 'law-broken': 4, internal: 1, 'unknown-method': 1 };

/** Runs one command line; errors go to `terminal.error`, one line, with a stack only with `--debug`. */
export async function run(
  argv: readonly string[],
  terminal: Terminal & { error(text: string): void },
): Promise<ExitCode> {
  try {
    await runCommand(argv, terminal);
    return 0;
  } catch (cause) {
    const error =
      cause instanceof AppError
        ? cause
        : new AppError('internal', `This is a bug in Parley: ${String(cause)}`, { cause });
    terminal.error(`parley: ${error.message.replaceAll('\n', ' ')}\n`);
    if (argv.includes('--debug')) terminal.error(`${stackOf(error)}\n`);
    return exitCodes[error.code] ?? 3;
  }
}

async function runCommand(argv: readonly string[], terminal: Terminal): Promise<void> {
  const first = argv[0];
  if (first === undefined || first === 'help' || first === '--help' || first === '-h') {
    if (first === undefined) throw new AppError('usage', `no command was given; ${hint}`);
    printHelp(terminal, commands);
    return;
  }
  const command = commands.find((candidate) => {
    const words = candidate.name.split(' ');
    return words.every((word, index) => argv[index] === word);
  });
  if (command === undefined)
    throw new AppError('usage', `there is no command “${argv.slice(0, 2).join(' ')}”; ${hint}`);
  const args = parseArguments(command, argv.slice(command.name.split(' ').length));
  if (args.flag('help')) printHelp(terminal, [command]);
  else await command.run(args, terminal);
}

const hint = '“parley help” lists them.';

function printHelp(terminal: Terminal, shown: readonly Command[]): void {
  for (const command of shown) {
    printLine(terminal, `parley ${command.name} ${command.usage}`);
    printLine(terminal, `    ${command.summary}`);
  }
  printLine(terminal, '');
  printLine(terminal, 'Everywhere: --workspace DIR (default: the folder of the desktop application), --json, --debug.');
  printLine(terminal, 'Exit: 0 done, 2 wrong usage, 3 bad input, 4 refused because a law would break, 1 a bug.');
}

function stackOf(error: Error): string {
  const cause = error.cause instanceof Error ? `\ncaused by ${stackOf(error.cause)}` : '';
  return `${error.stack ?? error.message}${cause}`;
}
