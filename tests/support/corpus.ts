import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { readDocx } from '../../core/docx/read-docx.ts';
import { AppError } from '../../core/error.ts';
import type { SourceBlock, SourceFile } from '../../core/model/source.ts';
import { nodePlatform } from '../../engine/platform.ts';

/** Real documents that lie beside the project, or where `PARLEY_CORPUS` says; tests on them are skipped where they are not. */
export const corpus = process.env.PARLEY_CORPUS ?? resolve(import.meta.dirname, '../../../shared/corpus');
export const isCorpusThere = existsSync(corpus);

/** Says in one line what a test file leaves out where there is no corpus. */
export function sayWithoutCorpus(leftOut: string): void {
  if (!isCorpusThere) console.log(`${leftOut}: there is no corpus at ${corpus}`);
}

/** The paths of the Word documents in a folder of the corpus and below, in order. */
export function listCorpus(folder: string, pattern = /\.docx$/): string[] {
  const names = readdirSync(join(corpus, folder), { recursive: true }).map(String);
  return names
    .filter((name) => pattern.test(name))
    .sort()
    .map((name) => join(corpus, folder, name));
}

export function fileAt(path: string): SourceFile {
  return { name: basename(path), bytes: new Uint8Array(readFileSync(path)) };
}

/** A document's blocks; some files of the corpus hold a picture or a formula and no words. */
export function readOrNothing(file: SourceFile): readonly SourceBlock[] {
  try {
    return readDocx(file, nodePlatform).blocks;
  } catch (error) {
    if (error instanceof AppError && error.code === 'no-text') return [];
    throw error;
  }
}
