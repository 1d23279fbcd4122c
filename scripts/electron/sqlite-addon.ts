/**
 * better-sqlite3 for an Electron whose Node-API is older than the one its prebuilt files ask for.
 *
 * Its prebuilt files need Node-API 10; the fallback Electron has 9, and loading them there ends the
 * process. The source compiles for 9 when the two features it uses from 10 are taken as the
 * experimental ones they then were. Asking for `NAPI_VERSION` 8 or 9 does not do: the addon keeps
 * references to strings, which those versions refuse. Rebuilding with electron-rebuild does not
 * either: it would download Electron's headers, which are not needed for a Node-API addon.
 */
import { existsSync, realpathSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cachedFolder, cacheFolder } from '../cache-folder.ts';
import { lastLines, runCommand } from '../command.ts';
import { projectFolder } from '../project.ts';

const sourceFolder = join(projectFolder, 'node_modules', 'better-sqlite3');
const addonName = 'better_sqlite3.node';
const askedFor = "'NAPI_VERSION=10'";
const askFor = "'NAPI_EXPERIMENTAL=1', 'NODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT=1'";
/** -O3 takes nearly twice as long to compile SQLite as the -O2 its own build uses. */
const optimisation = { asked: "'-O3'", used: "'-O2'" };

/** The addon's path in the cache, whether it is there yet or not. */
export async function sqliteAddonPath(electronVersion: string): Promise<string> {
  return join(await addonFolder(electronVersion), addonName);
}

/** Answers the addon's path, compiling it first if the cache lacks it (one to two minutes). Needs python3, make and g++. */
export async function getSqliteAddon(electronVersion: string): Promise<string> {
  const entry = await addonFolder(electronVersion);
  await cachedFolder(entry, async (partial) => {
    const source = join(partial, 'source', 'node_modules', 'better-sqlite3');
    await mkdir(dirname(source), { recursive: true });
    for (const part of ['binding.gyp', 'package.json', 'src', 'lib', 'deps']) {
      await cp(join(sourceFolder, part), join(source, part), { recursive: true });
    }
    await cp(join(projectFolder, 'node_modules', 'node-addon-api'), join(source, '..', 'node-addon-api'), {
      recursive: true,
    });
    await replaceIn(join(source, 'binding.gyp'), askedFor, askFor);
    await replaceIn(join(source, 'deps', 'common.gypi'), optimisation.asked, optimisation.used);
    await compile(source);
    await rename(join(source, 'build', 'Release', addonName), join(partial, addonName));
    await rm(join(partial, 'source'), { recursive: true });
  });
  return join(entry, addonName);
}

async function replaceIn(path: string, from: string, to: string): Promise<void> {
  const text = await readFile(path, 'utf8');
  if (!text.includes(from)) throw new Error(`${path} of better-sqlite3 no longer says ${from}.`);
  await writeFile(path, text.replace(from, to));
}

async function addonFolder(electronVersion: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(sourceFolder, 'package.json'), 'utf8'));
  const { version } = manifest as { version: string };
  return join(
    cacheFolder(),
    `better-sqlite3-${version}-electron-${electronVersion}-${process.platform}-${process.arch}`,
  );
}

async function compile(source: string): Promise<void> {
  const nodeGyp = join(projectFolder, 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');
  const nodeFolder = findNodeHeaders();
  const result = await runCommand(
    process.execPath,
    [
      nodeGyp,
      'rebuild',
      '--release',
      '--force_build=1',
      '--jobs=2',
      ...(nodeFolder === null ? [] : [`--nodedir=${nodeFolder}`]),
    ],
    { cwd: source },
  );
  if (result.code !== 0) {
    throw new Error(`better-sqlite3 could not be compiled for the fallback:\n${lastLines(result.output, 15)}`);
  }
}

/**
 * A folder in which `include/node` holds the headers of some Node: the one npm is told to use, or
 * the one beside the Node that runs npm. Any version's headers serve, as the addon uses Node-API alone.
 * `null` leaves it to node-gyp, which downloads them.
 */
function findNodeHeaders(): string | null {
  const candidates = [process.env.npm_config_nodedir];
  const nodeOfNpm = process.env.npm_node_execpath;
  if (nodeOfNpm !== undefined && existsSync(nodeOfNpm)) candidates.push(dirname(dirname(realpathSync(nodeOfNpm))));
  candidates.push('/usr', '/usr/local');
  return candidates.find((folder) => folder !== undefined && hasHeaders(folder)) ?? null;
}

function hasHeaders(folder: string): boolean {
  return ['node_api.h', 'common.gypi'].every((name) => existsSync(join(folder, 'include', 'node', name)));
}
