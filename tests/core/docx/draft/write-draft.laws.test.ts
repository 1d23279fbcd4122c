import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blockKey } from '../../../../core/docx/draft/draft-block.ts';
import { openPackage } from '../../../../core/docx/package.ts';
import { readDocx } from '../../../../core/docx/read-docx.ts';
import { redlineDocx } from '../../../../core/docx/redline/redline-docx.ts';
import { listRevisions, resolveRevisions } from '../../../../core/docx/revisions/resolve-revisions.ts';
import { writeDraft } from '../../../../core/docx/write-draft.ts';
import type { Block } from '../../../../core/model/content.ts';
import type { SourceFile } from '../../../../core/model/source.ts';
import { nodePlatform } from '../../../../engine/platform.ts';
import { applyEdits, type DraftEdit, draftEdits, draftOf } from '../../../support/draft-edits.ts';
import { editableAgreement } from '../../../support/editable-agreement.ts';
import { trackedAgreement } from '../../../support/tracked-agreement.ts';

const original = editableAgreement();
const seed = 20_260_401;
/** Its notes and the row of a table keep a paragraph from being run on into another place. */
const structural: ReadonlySet<DraftEdit['kind']> = new Set(['cut', 'join', 'new', 'delete', 'move']);

function read(file: SourceFile) {
  return readDocx(file, nodePlatform).blocks;
}

function written(bytes: Uint8Array): SourceFile {
  return { name: 'written.docx', bytes };
}

/** The paragraphs of the main part as they are written. */
function paragraphsOf(file: SourceFile): string[] {
  const docx = openPackage(file, nodePlatform);
  const text = docx.getText(docx.mainPart);
  return text.match(/<w:p[ >].*?<\/w:p>/gs) ?? [];
}

test('a draft that nobody edited is the original, to the byte', () => {
  expect(writeDraft(original, draftOf(read(original)), nodePlatform)).toBe(original.bytes);
});

test('what is written reads as the draft: words, marks, and, while no paragraph comes or goes, numbers', () => {
  const draft = draftOf(read(original));
  fc.assert(
    fc.property(draftEdits, (edits) => {
      const edited = applyEdits(draft, edits, structural);
      const blocks = read(written(writeDraft(original, edited, nodePlatform))).map(({ block }) => block);
      expect(blocks.map(blockKey)).toEqual(edited.map(({ block }) => blockKey(block)));
      expect(blocks.map(labelsOf)).toEqual(edited.map(({ block }) => labelsOf(block)));
    }),
    { seed, numRuns: 60 },
  );
});

test('paragraphs that were not edited, and every other part, stay as they are written', () => {
  const draft = draftOf(read(original));
  const before = openPackage(original, nodePlatform).archive;
  fc.assert(
    fc.property(draftEdits, (edits) => {
      const edited = applyEdits(draft, edits, structural);
      const file = written(writeDraft(original, edited, nodePlatform));
      const changed = edited.filter(({ block }, index) => blockKey(block) !== blockKey(draft[index]?.block as Block));
      const own = new Set(paragraphsOf(file));
      const rewritten = paragraphsOf(original).filter((paragraph) => !own.has(paragraph));
      expect(rewritten.length).toBeLessThanOrEqual(changed.length);
      const after = openPackage(file, nodePlatform).archive;
      for (const entry of before.entries) {
        if (/document\.xml|notes\.xml/.test(entry.name)) continue;
        expect(after.findEntry(entry.name)?.crc32).toBe(entry.crc32);
      }
    }),
    { seed, numRuns: 40 },
  );
});

test('paragraphs that are cut, joined, put in, deleted and moved are so in the file', () => {
  const draft = draftOf(read(original));
  let wrote = 0;
  fc.assert(
    fc.property(draftEdits, (edits) => {
      const edited = applyEdits(draft, edits);
      let bytes: Uint8Array;
      try {
        bytes = writeDraft(original, edited, nodePlatform);
      } catch (error) {
        // A paragraph that is moved away from its note, or out of a table, cannot be written; it must be said.
        expect(error).toMatchObject({ code: 'law-broken' });
        return;
      }
      wrote++;
      expect(read(written(bytes)).map(({ block }) => blockKey(block))).toEqual(
        edited.map(({ block }) => blockKey(block)),
      );
    }),
    { seed, numRuns: 150 },
  );
  expect(wrote).toBeGreaterThan(120);
});

test('the redline of the edits is the original when rejected and the draft when accepted', () => {
  const draft = draftOf(read(original));
  fc.assert(
    fc.property(draftEdits, (edits) => {
      const edited = applyEdits(draft, edits, structural);
      const revised = written(writeDraft(original, edited, nodePlatform));
      const by = { author: 'the Vendor', date: '2026-03-31T09:00:00Z' };
      const redline = written(redlineDocx(original, revised, by, nodePlatform).bytes);
      const settled = (decision: 'accept' | 'reject') => {
        const docx = openPackage(redline, nodePlatform);
        return read(written(resolveRevisions(docx, () => decision, nodePlatform).bytes)).map(({ block }) =>
          blockKey(block),
        );
      };
      expect(settled('reject')).toEqual(draft.map(({ block }) => blockKey(block)));
      expect(settled('accept')).toEqual(edited.map(({ block }) => blockKey(block)));
    }),
    { seed, numRuns: 25 },
  );
});

test('what is pending in an edited paragraph is accepted, and elsewhere stays pending', () => {
  const tracked = trackedAgreement();
  const draft = draftOf(read(tracked));
  const revisions = listRevisions(openPackage(tracked, nodePlatform));
  for (const [at, { block }] of draft.entries()) {
    if (block.type !== 'paragraph') continue;
    const edited = draft.with(at, {
      ...(draft[at] as (typeof draft)[number]),
      block: { ...block, runs: [...block.runs, { text: ' as amended' }] },
    });
    const file = written(writeDraft(tracked, edited, nodePlatform));
    const left = listRevisions(openPackage(file, nodePlatform));
    expect(left.length).toBeLessThanOrEqual(revisions.length);
    expect(left.length).toBeGreaterThan(revisions.length / 3);
  }
});

function labelsOf(block: Block): string {
  return block.type === 'paragraph' ? (block.label ?? '') : '';
}
