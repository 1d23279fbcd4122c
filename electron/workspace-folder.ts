import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';

const switchName = '--workspace=';

/** The workspace's folder named by `--workspace=DIR` or `PARLEY_WORKSPACE`; `null` for the usual one. */
export function findNamedWorkspace(argv: readonly string[], env: NodeJS.ProcessEnv): string | null {
  const argument = argv.findLast((text) => text.startsWith(switchName))?.slice(switchName.length);
  const named = argument || env.PARLEY_WORKSPACE;
  return named ? resolve(named) : null;
}

/**
 * Where the shell keeps what belongs to a window of a named workspace: beside that of other
 * workspaces, so that each has its own lock and may be open at the same time as another.
 */
export function userDataOf(workspace: string, userData: string): string {
  const id = createHash('sha256').update(workspace).digest('hex').slice(0, 16);
  return join(userData, 'workspaces', id);
}
