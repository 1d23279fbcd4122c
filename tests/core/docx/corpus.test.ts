import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { blockText } from '../../../core/model/content.ts';
import { fileAt, isCorpusThere, listCorpus, readOrNothing, sayWithoutCorpus } from '../../support/corpus.ts';

sayWithoutCorpus('corpus.test.ts is skipped');

test
  .skipIf(!isCorpusThere)
  .each(['commercial-docx', 'french-docx-rounds', 'redline-pairs', 'redline-fixtures', 'manual-redlines'])(
  'every document of %s is read, or holds no words',
  (folder) => {
    const paths = listCorpus(folder);
    expect(paths.length).toBeGreaterThan(0);
    for (const path of paths) readOrNothing(fileAt(path));
  },
);

test.skipIf(!isCorpusThere)('a document with tracked changes reads like its accepted twin, words and labels', () => {
  const accepted = listCorpus('redline-pairs/RP').filter((path) => path.endsWith('-Accepted.docx'));
  expect(accepted.length).toBeGreaterThan(0);
  const lines = (path: string) =>
    readOrNothing(fileAt(path)).map(
      ({ block }) => `${block.type === 'paragraph' ? (block.label ?? '-') : '|'} ${blockText(block)}`,
    );
  for (const path of accepted) {
    const tracked = path.replace('-Accepted', '');
    expect(lines(tracked), basename(tracked)).toEqual(lines(path));
  }
});
