/**
 * The binary that users run: the one that belongs to the `electron` package, downloaded by that
 * package's own installer, which checks it against the checksums in the package.
 *
 * The installer has no time limit: behind a firewall that swallows packets it can wait for
 * minutes, and a fixed limit would punish a slow line. So it is stopped when nothing has arrived
 * for twenty seconds, which is seen by the size of its temporary folder.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lastLines } from '../command.ts';
import { projectFolder } from '../project.ts';

const stallLimitMs = 20_000;
const packageFolder = join(projectFolder, 'node_modules', 'electron');

export interface OfficialElectron {
  readonly executable: string;
  readonly version: string;
  /** The folder electron-builder packages from. */
  readonly distFolder: string;
}

/** The binary if it is already there, else `null`. */
export async function findOfficialElectron(): Promise<OfficialElectron | null> {
  const distFolder = join(packageFolder, 'dist');
  const version = await officialVersion();
  const installed = await readFile(join(distFolder, 'version'), 'utf8').catch(() => '');
  const place = await readFile(join(packageFolder, 'path.txt'), 'utf8').catch(() => null);
  if (installed.trim().replace(/^v/, '') !== version || place === null) return null;
  const executable = join(distFolder, place);
  return existsSync(executable) ? { executable, version, distFolder } : null;
}

/** Downloads the binary; answers why it could not, in a few words, when it could not. */
export async function downloadOfficialElectron(): Promise<
  { readonly ok: true; readonly electron: OfficialElectron } | { readonly ok: false; readonly reason: string }
> {
  const temporary = await mkdtemp(join(tmpdir(), 'parley-electron-'));
  try {
    const reason = await runInstaller(temporary);
    const electron = await findOfficialElectron();
    if (electron !== null) return { ok: true, electron };
    return { ok: false, reason: reason ?? 'its installer left no binary' };
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function officialVersion(): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8'));
  return (manifest as { version: string }).version;
}

function runInstaller(temporary: string): Promise<string | null> {
  return new Promise((resolve) => {
    const usesProxy = process.env.HTTPS_PROXY !== undefined || process.env.HTTP_PROXY !== undefined;
    const child = spawn(process.execPath, [join(packageFolder, 'install.js')], {
      env: {
        ...process.env,
        TMPDIR: temporary,
        TEMP: temporary,
        ELECTRON_GET_NO_PROGRESS: '1',
        ...(usesProxy ? { ELECTRON_GET_USE_PROXY: '1' } : {}),
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const chunks: Buffer[] = [];
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    let stalled = false;
    let bytesSeen = -1;
    let lastProgressMs = Date.now();
    const watch = setInterval(async () => {
      const bytes = (await bytesIn(temporary)) + (await bytesIn(join(packageFolder, 'dist')));
      if (bytes !== bytesSeen) lastProgressMs = Date.now();
      bytesSeen = bytes;
      if (Date.now() - lastProgressMs > stallLimitMs) {
        stalled = true;
        child.kill();
      }
    }, 1_000);
    const finish = (reason: string | null): void => {
      clearInterval(watch);
      resolve(reason);
    };
    child.once('error', (error) => finish(error.message));
    child.once('close', (code) => {
      if (stalled) finish(`nothing arrived for ${stallLimitMs / 1_000} seconds`);
      else finish(code === 0 ? null : firstError(Buffer.concat(chunks).toString('utf8')));
    });
  });
}

function firstError(stderr: string): string {
  if (stderr.includes('fetch failed')) return 'its server could not be reached';
  const line = stderr.split('\n').find((text) => /error|fail/i.test(text)) ?? lastLines(stderr, 1);
  return line.trim() || 'its installer failed';
}

async function bytesIn(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => [] as string[]);
  let bytes = 0;
  for (const name of names) {
    bytes += await stat(join(folder, name)).then(
      (found) => found.size,
      () => 0,
    );
  }
  return bytes;
}
