import { expect } from 'vitest';
import { type ExitCode, run } from '../../cli/run.ts';

export interface TerminalRun {
  readonly code: ExitCode;
  readonly out: string;
  readonly err: string;
}

/** Runs one command line in this process, on the given workspace, on 31 March 2026. */
export async function parley(workspace: string, ...argv: string[]): Promise<TerminalRun> {
  let out = '';
  let err = '';
  const code = await run([...argv, '--workspace', workspace], {
    out: (text) => {
      out += text;
    },
    error: (text) => {
      err += text;
    },
    today: () => '2026-03-31',
  });
  return { code, out, err };
}

/** What a command prints that must end well, without the last line's end. */
export async function parleyDone(workspace: string, ...argv: string[]): Promise<string> {
  const { code, out, err } = await parley(workspace, ...argv);
  expect(err).toBe('');
  expect(code).toBe(0);
  return out.trim();
}
