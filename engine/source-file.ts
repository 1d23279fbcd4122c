import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { AppError } from '../core/error.ts';
import type { SourceFile } from '../core/model/source.ts';

/** A file larger than this is no contract; it is refused before it is read. */
const maxFileBytes = 200 * 1024 * 1024;

/** Reads a file whole. Throws `io` or, before anything is read, `too-large`; both name it. */
export function readSourceFile(path: string): SourceFile {
  measureSourceFile(path);
  try {
    const { buffer, byteOffset, byteLength } = readFileSync(path);
    return { name: basename(path), bytes: new Uint8Array(buffer, byteOffset, byteLength) };
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

/** How many bytes it has. Throws what `readSourceFile` throws, as far as that can be told without reading. */
export function measureSourceFile(path: string): number {
  let stats: ReturnType<typeof statSync>;
  try {
    stats = statSync(path);
  } catch (cause) {
    throw unreadable(path, cause);
  }
  if (stats.isDirectory()) throw unreadable(path, 'it is a folder');
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
  const reason = typeof cause === 'string' ? cause : reasonOf(cause);
  return new AppError('io', `${path}: ${reason}.`, { cause, details: { file: basename(path), reason } });
}

function reasonOf(cause: unknown): string {
  const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
  return code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`;
}
