import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { readRedline } from '../../../../core/docx/tracked/read-redline.ts';
import { blockText } from '../../../../core/model/content.ts';
import type { SourceBlock } from '../../../../core/model/source.ts';
import { viewOf } from '../../../../core/redline/view.ts';
import { nodePlatform } from '../../../../engine/platform.ts';
import { fileAt, isCorpusThere, listCorpus, readOrNothing, sayWithoutCorpus } from '../../../support/corpus.ts';

sayWithoutCorpus('tracked/corpus.test.ts is skipped');

test
  .skipIf(!isCorpusThere)
  .each(['commercial-docx', 'french-docx-rounds', 'redline-pairs', 'redline-fixtures', 'manual-redlines'])(
  'the view after of every document of %s is what the reader of accepted changes makes of it',
  (folder) => {
    const paths = listCorpus(folder);
    expect(paths.length).toBeGreaterThan(0);
    for (const path of paths) {
      expect(viewOf(readRedline(fileAt(path), nodePlatform), 'after'), basename(path)).toEqual(
        readOrNothing(fileAt(path)),
      );
    }
  },
);

test.skipIf(!isCorpusThere)(
  'the view before of a tracked document reads like its rejected twin, words and labels',
  () => {
    const rejected = listCorpus('redline-pairs/RP').filter((path) => path.endsWith('-Rejected.docx'));
    expect(rejected.length).toBeGreaterThan(0);
    const lines = (blocks: readonly SourceBlock[]) =>
      blocks.map(({ block }) => `${block.type === 'paragraph' ? (block.label ?? '-') : '|'} ${blockText(block)}`);
    for (const path of rejected) {
      const tracked = path.replace('-Rejected', '');
      const view = viewOf(readRedline(fileAt(tracked), nodePlatform), 'before');
      expect(lines(view), basename(tracked)).toEqual(lines(readOrNothing(fileAt(path))));
    }
  },
);
