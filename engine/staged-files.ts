import { basename } from 'node:path';
import { AppError } from '../core/error.ts';
import type { SourceFile } from '../core/model/source.ts';
import type { Platform } from '../core/platform.ts';
import { measureSourceFile, readSourceFile } from './source-file.ts';

const lifetimeMs = 60 * 60 * 1_000;

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
    const byteLength = measureSourceFile(path);
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
    return readSourceFile(staged.path);
  }

  #forgetOld(): void {
    const nowMs = this.#platform.nowMs();
    for (const [token, staged] of this.#files) if (staged.untilMs < nowMs) this.#files.delete(token);
  }
}
