/**
 * What is downloaded or compiled once and kept between runs. Every entry is made in a sibling
 * folder and renamed into place when it is whole, so a run that is killed leaves nothing half done
 * under the entry's name, and of two runs at once the first to finish wins and the other drops its
 * copy. A lock file was turned down: it outlives the process that was killed.
 */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** `PARLEY_CACHE`, else `$XDG_CACHE_HOME/parley`, else `~/.cache/parley`. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env.PARLEY_CACHE) return resolve(env.PARLEY_CACHE);
  if (env.XDG_CACHE_HOME) return resolve(env.XDG_CACHE_HOME, 'parley');
  return join(homedir(), '.cache', 'parley');
}

/**
 * Answers `entry`, a folder, made by `make` in a partial folder if it does not exist yet. When
 * `make` throws, the partial folder is removed and the error passed on.
 */
export async function cachedFolder(entry: string, make: (partial: string) => Promise<void>): Promise<string> {
  if (existsSync(entry)) return entry;
  const parent = dirname(entry);
  await mkdir(parent, { recursive: true });
  await removeAbandoned(parent);
  const partial = await mkdtemp(join(parent, `.partial-${process.pid}-`));
  try {
    await make(partial);
    await rename(partial, entry);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    if (isOccupied(error) && existsSync(entry)) return entry;
    throw error;
  }
  return entry;
}

/** Removes the partial folders of runs that are no longer there. */
async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = /^\.partial-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) await rm(join(folder, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function isOccupied(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ENOTEMPTY' || code === 'EEXIST';
}
