import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { openPackage } from '../../../../core/docx/package.ts';
import { listRevisions, resolveRevisions } from '../../../../core/docx/revisions/resolve-revisions.ts';
import type { Block } from '../../../../core/model/content.ts';
import { nodePlatform } from '../../../../engine/platform.ts';
import { corpus, isCorpusThere, readOrNothing, sayWithoutCorpus } from '../../../support/corpus.ts';
import { outlineDocx } from '../../../support/outline-docx.ts';

sayWithoutCorpus('revisions/corpus.test.ts is skipped');

const twins = { accept: '-Accepted.docx', reject: '-Rejected.docx' } as const;
const pairs = isCorpusThere ? listTwins() : [];

interface TwinPair {
  readonly tracked: string;
  readonly decision: 'accept' | 'reject';
  readonly twin: string;
}

function listTwins(): TwinPair[] {
  const folder = join(corpus, 'redline-pairs/RP');
  const names = readdirSync(folder);
  return (['accept', 'reject'] as const).flatMap((decision) =>
    names
      .filter((name) => name.endsWith(twins[decision]))
      .map((name) => ({
        tracked: join(folder, name.replace(twins[decision], '.docx')),
        decision,
        twin: join(folder, name),
      })),
  );
}

function settle(bytes: Uint8Array, decision: 'accept' | 'reject'): Uint8Array {
  return resolveRevisions(openPackage({ name: 'tracked.docx', bytes }, nodePlatform), () => decision, nodePlatform)
    .bytes;
}

function blocksOf(bytes: Uint8Array): readonly Block[] {
  return readOrNothing({ name: 'read.docx', bytes }).map(({ block }) => block);
}

function labels(bytes: Uint8Array): string[] {
  return blocksOf(bytes).map((block) => (block.type === 'paragraph' ? (block.label ?? '-') : '|'));
}

test.skipIf(!isCorpusThere)('there are twins to compare with', () => {
  expect(pairs.filter(({ decision }) => decision === 'accept')).toHaveLength(53);
  expect(pairs.filter(({ decision }) => decision === 'reject')).toHaveLength(51);
});

test.skipIf(!isCorpusThere).each(pairs.map((pair) => [`${pair.decision} ${basename(pair.tracked)}`, pair] as const))(
  '%s gives its twin: every paragraph of every story, the shape of the tables, the numbers',
  (_, { tracked, decision, twin }) => {
    const settled = settle(readFileSync(tracked), decision);
    expect(outlineDocx(settled)).toEqual(outlineDocx(readFileSync(twin)));
    expect(labels(settled)).toEqual(labels(readFileSync(twin)));
  },
);

test.skipIf(!isCorpusThere)(
  'every tracked document: nothing is left pending, and the reader reads it like the accepted one',
  () => {
    const all = readdirSync(corpus, { recursive: true }).map(String);
    const paths = all.filter((name) => /\.do[ct][xm]$/.test(name));
    expect(paths.length).toBeGreaterThan(0);
    for (const path of paths) {
      const bytes = new Uint8Array(readFileSync(join(corpus, path)));
      const docx = openPackage({ name: path, bytes }, nodePlatform);
      const revisions = listRevisions(docx);
      expect(new Set(revisions.map(({ id }) => id)).size, path).toBe(revisions.length);
      expect(resolveRevisions(docx, () => 'keep', nodePlatform).bytes, path).toBe(bytes);
      if (revisions.length === 0) continue;
      for (const decision of ['accept', 'reject'] as const) {
        const settled = settle(bytes, decision);
        expect(listRevisions(openPackage({ name: path, bytes: settled }, nodePlatform)), `${decision} ${path}`).toEqual(
          [],
        );
        if (decision === 'accept') expect(blocksOf(settled), path).toEqual(blocksOf(bytes));
      }
    }
  },
);
