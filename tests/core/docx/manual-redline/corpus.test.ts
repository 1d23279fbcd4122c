import { describe, expect, test } from 'vitest';
import { convertManualRedline } from '../../../../core/docx/manual-redline/convert.ts';
import { recogniseManualRedline } from '../../../../core/docx/manual-redline/recognise.ts';
import { openPackage } from '../../../../core/docx/package.ts';
import { readDocx } from '../../../../core/docx/read-docx.ts';
import { nodePlatform } from '../../../../engine/platform.ts';
import { fileAt, isCorpusThere, listCorpus, sayWithoutCorpus } from '../../../support/corpus.ts';

sayWithoutCorpus('manual-redline/corpus.test.ts is skipped');

const recognise = (file: { name: string; bytes: Uint8Array }) =>
  recogniseManualRedline(openPackage(file, nodePlatform));

describe.skipIf(!isCorpusThere)('drafts with struck and bracketed words', () => {
  test('every one with struck words is recognised, and converted without a loss', () => {
    const files = listCorpus('manual-redlines').map(fileAt);
    let recognised = 0;
    for (const file of files) {
      const isStruck = readDocx(file, nodePlatform).notes.some(({ code }) => code === 'struck-text-read-as-live');
      const redline = recognise(file);
      expect(redline !== null, file.name).toBe(isStruck);
      if (redline === null) continue;
      recognised++;
      // The conversion checks the words of every paragraph itself.
      const { report } = convertManualRedline(file, { author: 'A', date: '2026-03-01T00:00:00Z' }, nodePlatform);
      expect(report.unclosed, file.name).toBe(0);
    }
    expect(recognised).toBeGreaterThan(files.length / 2);
  });

  test.each(['commercial-docx', 'french-docx-rounds', 'redline-pairs'])(
    'no document of %s is taken for one',
    (folder) => {
      const files = listCorpus(folder).map(fileAt);
      expect(files.length).toBeGreaterThan(0);
      expect(files.filter((file) => recognise(file) !== null).map(({ name }) => name)).toEqual([]);
    },
  );
});
