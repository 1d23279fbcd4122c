import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareWords } from '../../core/compare/words.ts';
import { type Block, contentText } from '../../core/model/content.ts';
import type { PartyId } from '../../core/model/ids.ts';
import { changeCount, type Line, plainLines, redlineLines } from '../../renderer/matter/sheet/clause-lines.ts';
import { seed } from '../support/contract-text.ts';
import { anyBlocks } from './any-blocks.ts';

function wordsOf(lines: readonly Line[], left: 'insert' | 'delete' | null): string {
  return lines
    .flatMap((line) => line.cells.flat())
    .filter((piece) => piece.op !== left)
    .map((piece) => piece.text)
    .join('');
}

const content = (blocks: readonly Block[], headingTo = 0) => ({ blocks, headingTo });
const paragraph = (text: string): Block => ({ type: 'paragraph', runs: [{ text }] });

describe('a redline on the sheet', () => {
  test('without its insertions is A to the character, without its deletions B', () => {
    fc.assert(
      fc.property(anyBlocks, anyBlocks, fc.nat(20), (a, b, headingTo) => {
        const edits = compareWords(contentText(a), contentText(b));
        const lines = redlineLines(content(a, headingTo), content(b, headingTo), edits);
        expect(wordsOf(lines, 'insert')).toBe(contentText(a));
        expect(wordsOf(lines, 'delete')).toBe(contentText(b));
        const changes = new Set(lines.flatMap((line) => line.cells.flat()).map((piece) => piece.change));
        changes.delete(null);
        expect(changes.size).toBe(changeCount(edits));
      }),
      { seed },
    );
  });

  test('takes equal and inserted words’ formatting from B and deleted words’ from A', () => {
    const a: Block = { type: 'paragraph', runs: [{ text: 'thirty', marks: ['italic'] }, { text: ' days' }] };
    const b: Block = { type: 'paragraph', runs: [{ text: 'ninety', marks: ['bold'] }, { text: ' days' }] };
    const [line] = redlineLines(content([a]), content([b]), [
      { op: 'delete', text: 'thirty' },
      { op: 'insert', text: 'ninety' },
      { op: 'equal', text: ' days' },
    ]);
    expect(line?.cells[0]?.map(({ op, text, marks, change }) => [op, text, marks, change])).toEqual([
      ['delete', 'thirty', ['italic'], 0],
      ['insert', 'ninety', ['bold'], 0],
      ['equal', ' days', [], null],
    ]);
  });

  test('breaks the line where either side does, and shows which break only one side has', () => {
    const lines = redlineLines(content([paragraph('one'), paragraph('two')]), content([paragraph('one two')]), [
      { op: 'equal', text: 'one' },
      { op: 'delete', text: '\n' },
      { op: 'insert', text: ' ' },
      { op: 'equal', text: 'two' },
    ]);
    expect(lines).toHaveLength(2);
    expect(lines[0]?.cells[0]?.at(-1)).toMatchObject({ op: 'delete', ends: 'line' });
  });

  test('is refused when the edits are not those of the two texts', () => {
    const one = content([paragraph('one')]);
    expect(() => redlineLines(one, one, [{ op: 'equal', text: 'two' }])).toThrowError(
      expect.objectContaining({ code: 'law-broken' }),
    );
    expect(() => redlineLines(one, one, [{ op: 'equal', text: 'on' }])).toThrowError(
      expect.objectContaining({ code: 'law-broken' }),
    );
  });
});

test('highlighting loses and adds no character, and covers exactly its ranges', () => {
  const ranges = fc.array(fc.tuple(fc.nat(60), fc.nat(12)), { maxLength: 6 });
  fc.assert(
    fc.property(anyBlocks, ranges, (blocks, some) => {
      const text = contentText(blocks);
      let end = -1;
      const highlights = some
        .map(([from, length]) => ({ from, to: from + length }))
        .sort((x, y) => x.from - y.from || x.to - y.to)
        .filter(({ from, to }) => {
          const isApart = from > end && to <= text.length;
          if (isApart) end = to;
          return isApart;
        })
        .map((range) => ({ ...range, kind: 'contested' as const, partyId: 'ours0000' as PartyId, words: '' }));
      const lines = plainLines(content(blocks), highlights);
      expect(wordsOf(lines, null)).toBe(text);
      for (const highlight of highlights) {
        const covered = lines
          .flatMap((line) => line.cells.flat())
          .filter((piece) => piece.highlight === highlight)
          .map((piece) => piece.text)
          .join('');
        expect(covered).toBe(text.slice(highlight.from, highlight.to));
      }
    }),
    { seed },
  );
});
