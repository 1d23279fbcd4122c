/**
 * `npm run build`: the window, the shell, its preload script and the engine's process, into dist/.
 * Nothing is built when nothing that goes into it has changed.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { build } from 'vite';
import { shellBuilds } from '../vite.config.shell.ts';
import { projectFolder } from './project.ts';

const distFolder = join(projectFolder, 'dist');
const stampFile = join(distFolder, 'inputs.sha256');
const inputs = [
  'core',
  'db',
  'engine',
  'electron',
  'renderer',
  'scripts/build.ts',
  'vite.config.ts',
  'vite.config.shell.ts',
  'package.json',
  'package-lock.json',
];

/** Builds the app into dist/ unless dist/ was built from the same sources. */
export async function buildApp(say: (line: string) => void): Promise<void> {
  const stamp = await hashInputs();
  const built = await readFile(stampFile, 'utf8').catch(() => null);
  if (built === stamp) return;
  say('Building the app.');
  await rm(distFolder, { recursive: true, force: true });
  await build({ configFile: join(projectFolder, 'vite.config.ts'), logLevel: 'warn' });
  for (const config of shellBuilds) await build({ ...config, configFile: false, logLevel: 'warn' });
  await copySample();
  await mkdir(distFolder, { recursive: true });
  await writeFile(stampFile, stamp);
}

/** The engine reads the sample's files beside itself at run time. */
async function copySample(): Promise<void> {
  const sample = join(projectFolder, 'engine', 'sample');
  if (!existsSync(sample)) return;
  await cp(sample, join(distFolder, 'electron', 'sample'), {
    recursive: true,
    filter: (path) => !path.endsWith('.ts'),
  });
}

async function hashInputs(): Promise<string> {
  const hash = createHash('sha256');
  for (const input of inputs) {
    const path = join(projectFolder, input);
    for (const file of await listFiles(path)) {
      hash.update(`${relative(projectFolder, file)}\0`);
      hash.update(await readFile(file));
    }
  }
  return hash.digest('hex');
}

async function listFiles(path: string): Promise<string[]> {
  if (!existsSync(path)) return [];
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => null);
  if (entries === null) return [path];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

if (import.meta.main) await buildApp((line) => console.error(line));
