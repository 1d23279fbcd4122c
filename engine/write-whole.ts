import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { AppError } from '../core/error.ts';

/** Writes a file whole or not at all; throws `io` and names the file. */
export function writeWhole(path: string, content: string | Uint8Array): void {
  const target = resolve(path);
  const beside = `${target}.${process.pid}.part`;
  try {
    writeFileSync(beside, content);
    renameSync(beside, target);
  } catch (cause) {
    rmSync(beside, { force: true });
    const reason = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw new AppError('io', `${path}: it could not be written (${reason}).`, {
      cause,
      details: { file: path, reason },
    });
  }
}
