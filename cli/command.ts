import { type ParseArgsOptionDescriptor, parseArgs } from 'node:util';
import { AppError } from '../core/error.ts';
import type { Terminal } from './terminal.ts';

/** One command of `parley`. A command is added by writing one of these and listing it in cli/main.ts. */
export interface Command {
  /** One or two words, such as `matter create`. */
  readonly name: string;
  /** What stands behind the name in the help, such as `FILE [--json]`. */
  readonly usage: string;
  readonly summary: string;
  /** The names of the positional arguments, all required. */
  readonly positionals: readonly string[];
  readonly options: Readonly<Record<string, ParseArgsOptionDescriptor>>;
  run(args: Arguments, terminal: Terminal): Promise<void>;
}

/** A command's arguments after parsing. */
export class Arguments {
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #positionals: readonly string[];

  constructor(values: Readonly<Record<string, unknown>>, positionals: readonly string[]) {
    this.#values = values;
    this.#positionals = positionals;
  }

  positional(index: number): string {
    const value = this.#positionals[index];
    if (value === undefined) throw new AppError('internal', `There is no argument ${index + 1}.`);
    return value;
  }

  flag(name: string): boolean {
    return this.#values[name] === true;
  }

  find(name: string): string | null {
    const value = this.#values[name];
    return typeof value === 'string' ? value : null;
  }

  get(name: string): string {
    const value = this.find(name);
    if (value === null || value.trim() === '') throw new AppError('usage', `--${name} is needed.`);
    return value;
  }

  list(name: string): readonly string[] {
    const value = this.#values[name];
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
  }

  /** The value of an option that takes one of a few words; throws `usage` and lists them otherwise. */
  choice<const T extends string>(name: string, choices: readonly T[]): T {
    const value = this.get(name);
    const found = choices.find((choice) => choice === value);
    if (found === undefined) {
      throw new AppError('usage', `--${name} is one of ${choices.join(', ')}; “${value}” is not.`);
    }
    return found;
  }
}

const everywhere: Readonly<Record<string, ParseArgsOptionDescriptor>> = {
  workspace: { type: 'string' },
  json: { type: 'boolean' },
  debug: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
};

/** Parses what stands behind the command's name; throws `usage` for anything the command does not take. */
export function parseArguments(command: Command, argv: readonly string[]): Arguments {
  let parsed: ReturnType<typeof parseArgs>;
  try {
    parsed = parseArgs({
      args: [...argv],
      options: { ...everywhere, ...command.options },
      allowPositionals: true,
      strict: true,
    });
  } catch (cause) {
    const reason = cause instanceof Error ? (cause.message.split('. ')[0] ?? cause.message) : String(cause);
    throw new AppError('usage', `${command.name}: ${reason}.`.replace('..', '.'), { cause });
  }
  if (parsed.values.help !== true && parsed.positionals.length !== command.positionals.length) {
    const wanted = command.positionals.length === 0 ? 'no argument' : command.positionals.join(' and ');
    throw new AppError('usage', `${command.name} takes ${wanted}; ${parsed.positionals.length} given.`);
  }
  return new Arguments(parsed.values, parsed.positionals);
}
