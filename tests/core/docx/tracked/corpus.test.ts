import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readDocx } from '../../../../core/docx/read-docx.ts';
import { readRedline } from '../../../../core/docx/tracked/read-redline.ts';
import { AppError } from '../../../../core/error.ts';
import { blockText } from '../../../../core/model/content.ts';
import type { SourceBlock } from '../../../../core/model/source.ts';
import { viewOf } from '../../../../core/redline/view.ts';
import { nodePlatform } from '../../../../engine/platform.ts';

const corpus = process.env.PARLEY_CORPUS ?? resolve(import.meta.dirname, '../../../../../shared/corpus');
const isThere = existsSync(corpus);
if (!isThere) console.log(`tracked/corpus.test.ts is skipped: there is no corpus at ${corpus}`);

function listDocx(folder: string): string[] {
  const all = readdirSync(join(corpus, folder), { recursive: true }).map(String);
  return all.filter((name) => name.endsWith('.docx')).map((name) => join(corpus, folder, name));
}

function fileAt(path: string) {
  return { name: basename(path), bytes: readFileSync(path) };
}

/** Some files of the corpus hold a picture or a formula and no words. */
function readOrNothing(path: string): readonly SourceBlock[] {
  try {
    return readDocx(fileAt(path), nodePlatform).blocks;
  } catch (error) {
    if (error instanceof AppError && error.code === 'no-text') return [];
    throw error;
  }
}

test
  .skipIf(!isThere)
  .each(['commercial-docx', 'french-docx-rounds', 'redline-pairs', 'redline-fixtures', 'manual-redlines'])(
  'the view after of every document of %s is what the reader of accepted changes makes of it',
  (folder) => {
    const paths = listDocx(folder);
    expect(paths.length).toBeGreaterThan(0);
    for (const path of paths) {
      expect(viewOf(readRedline(fileAt(path), nodePlatform), 'after'), basename(path)).toEqual(readOrNothing(path));
    }
  },
);

test.skipIf(!isThere)('the view before of a tracked document reads like its rejected twin, words and labels', () => {
  const rejected = listDocx('redline-pairs/RP').filter((path) => path.endsWith('-Rejected.docx'));
  expect(rejected.length).toBeGreaterThan(0);
  const lines = (blocks: readonly SourceBlock[]) =>
    blocks.map(({ block }) => `${block.type === 'paragraph' ? (block.label ?? '-') : '|'} ${blockText(block)}`);
  for (const path of rejected) {
    const tracked = path.replace('-Rejected', '');
    const view = viewOf(readRedline(fileAt(tracked), nodePlatform), 'before');
    expect(lines(view), basename(tracked)).toEqual(lines(readOrNothing(path)));
  }
});
