import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readDocx } from '../../../core/docx/read-docx.ts';
import { AppError } from '../../../core/error.ts';
import { blockText } from '../../../core/model/content.ts';
import type { SourceBlock } from '../../../core/model/source.ts';
import { nodePlatform } from '../../../engine/platform.ts';

const corpus = process.env.PARLEY_CORPUS ?? resolve(import.meta.dirname, '../../../../shared/corpus');
const isThere = existsSync(corpus);
if (!isThere) console.log(`corpus.test.ts is skipped: there is no corpus at ${corpus}`);

function listDocx(folder: string): string[] {
  const all = readdirSync(join(corpus, folder), { recursive: true }).map(String);
  return all.filter((name) => name.endsWith('.docx')).map((name) => join(corpus, folder, name));
}

/** Some files of the corpus hold a picture or a formula and no words. */
function readOrNothing(path: string): readonly SourceBlock[] {
  try {
    return readDocx({ name: basename(path), bytes: readFileSync(path) }, nodePlatform).blocks;
  } catch (error) {
    if (error instanceof AppError && error.code === 'no-text') return [];
    throw error;
  }
}

test
  .skipIf(!isThere)
  .each(['commercial-docx', 'french-docx-rounds', 'redline-pairs', 'redline-fixtures', 'manual-redlines'])(
  'every document of %s is read, or holds no words',
  (folder) => {
    const paths = listDocx(folder);
    expect(paths.length).toBeGreaterThan(0);
    for (const path of paths) readOrNothing(path);
  },
);

test.skipIf(!isThere)('a document with tracked changes reads like its accepted twin, words and labels', () => {
  const accepted = listDocx('redline-pairs/RP').filter((path) => path.endsWith('-Accepted.docx'));
  expect(accepted.length).toBeGreaterThan(0);
  const lines = (path: string) =>
    readOrNothing(path).map(
      ({ block }) => `${block.type === 'paragraph' ? (block.label ?? '-') : '|'} ${blockText(block)}`,
    );
  for (const path of accepted) {
    const tracked = path.replace('-Accepted', '');
    expect(lines(tracked), basename(tracked)).toEqual(lines(path));
  }
});
