import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { AppError } from '../core/error.ts';
import type { SourceFile } from '../core/model/source.ts';
import type { Platform } from '../core/platform.ts';

const lifetimeMs = 60 * 60 * 1_000;

/** A file larger than this is no contract; it is refused before it is read. */
const maxFileBytes = 200 * 1024 * 1024;

/**
 * Files that the shell has let the engine take: once each, within the hour. A window is given the
 * token and never the path.
 */
export class StagedFiles {
  readonly #platform: Pick<Platform, 'nowMs' | 'newId'>;
  readonly #files = new Map<string, { readonly path: string; readonly untilMs: number }>();

  constructor(platform: Pick<Platform, 'nowMs' | 'newId'>) {
    this.#platform = platform;
  }

  /** Throws `io` or `too-large`, naming the file. */
  stage(path: string): { token: string; name: string; byteLength: number } {
    this.#forgetOld();
    const byteLength = fileSize(path);
    const token = this.#platform.newId();
    this.#files.set(token, { path, untilMs: this.#platform.nowMs() + lifetimeMs });
    return { token, name: basename(path), byteLength };
  }

  /** Reads a staged file and forgets its token. Throws `not-found` for a token that was used or is too old. */
  take(token: string): SourceFile {
    const file = this.peek(token);
    this.#files.delete(token);
    return file;
  }

  /** Reads a staged file; it can still be taken. Throws as `take` does. */
  peek(token: string): SourceFile {
    this.#forgetOld();
    const staged = this.#files.get(token);
    if (staged === undefined) {
      throw new AppError('not-found', 'This file was chosen too long ago or has been read already: choose it again.');
    }
    fileSize(staged.path);
    try {
      return { name: basename(staged.path), bytes: new Uint8Array(readFileSync(staged.path)) };
    } catch (cause) {
      throw unreadable(staged.path, cause);
    }
  }

  #forgetOld(): void {
    const nowMs = this.#platform.nowMs();
    for (const [token, staged] of this.#files) if (staged.untilMs < nowMs) this.#files.delete(token);
  }
}

function fileSize(path: string): number {
  let stats: ReturnType<typeof statSync>;
  try {
    stats = statSync(path);
  } catch (cause) {
    throw unreadable(path, cause);
  }
  if (!stats.isFile()) throw unreadable(path, 'it is not a file');
  if (stats.size > maxFileBytes) {
    const limit = Math.round(maxFileBytes / 1024 / 1024);
    throw new AppError('too-large', `${path}: it is larger than ${limit} MB, the most that Parley reads.`, {
      details: { file: basename(path), limit },
    });
  }
  return stats.size;
}

function unreadable(path: string, cause: unknown): AppError {
  const reason = typeof cause === 'string' ? cause : ((cause as NodeJS.ErrnoException).code ?? String(cause));
  return new AppError('io', `${path}: it could not be read (${reason}).`, {
    cause,
    details: { file: basename(path), reason },
  });
}
