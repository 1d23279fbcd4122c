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
