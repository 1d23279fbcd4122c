import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createEngine, type Engine } from '../engine/engine.ts';
import { nodePlatform } from '../engine/platform.ts';
import type { Arguments } from './command.ts';

/** The folder the desktop application keeps its workspace in on this system. */
export function defaultWorkspace(
  env: NodeJS.ProcessEnv = process.env,
  system: NodeJS.Platform = process.platform,
): string {
  if (env.PARLEY_WORKSPACE) return resolve(env.PARLEY_WORKSPACE);
  return join(applicationData(env, system), 'Parley', 'workspace');
}

function applicationData(env: NodeJS.ProcessEnv, system: NodeJS.Platform): string {
  if (system === 'win32') return env.APPDATA ?? join(homedir(), 'AppData', 'Roaming');
  if (system === 'darwin') return join(homedir(), 'Library', 'Application Support');
  return env.XDG_CONFIG_HOME || join(homedir(), '.config');
}

/** Runs `work` on the engine of the workspace that the arguments name, and closes it whatever happens. */
export async function withEngine<T>(args: Arguments, work: (engine: Engine) => Promise<T>): Promise<T> {
  const named = args.find('workspace');
  const engine = createEngine({
    workspace: named === null ? defaultWorkspace() : resolve(named),
    platform: nodePlatform,
    sampleDir: fileURLToPath(new URL('../engine/sample/', import.meta.url)),
  });
  try {
    return await work(engine);
  } finally {
    engine.close();
  }
}
