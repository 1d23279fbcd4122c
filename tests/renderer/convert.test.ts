import fc from 'fast-check';
import { EditorState, TextSelection } from 'prosemirror-state';
import { describe, expect, test } from 'vitest';
import { contentText } from '../../core/model/content.ts';
import { blocksFromDoc, docFromBlocks } from '../../renderer/matter/editor/convert.ts';
import { seed } from '../support/contract-text.ts';
import { anyBlocks, joined } from './any-blocks.ts';

describe('a clause goes into the editor and comes back', () => {
  test('to the character, the mark and the cell', () => {
    fc.assert(
      fc.property(anyBlocks, (blocks) => {
        const doc = docFromBlocks(blocks);
        doc.check();
        const back = blocksFromDoc(doc);
        expect(back).toEqual(joined(blocks));
        expect(contentText(back)).toBe(contentText(blocks));
      }),
      { seed },
    );
  });

  test('and untouched blocks come back as the very same objects', () => {
    fc.assert(
      fc.property(anyBlocks, (blocks) => {
        const back = blocksFromDoc(docFromBlocks(blocks), blocks);
        expect(blocks).toEqual(expect.arrayContaining(back));
        for (const block of back) expect(blocks).toContain(block);
      }),
      { seed },
    );
  });

  test('with typed words in their paragraph and nothing else changed', () => {
    fc.assert(
      fc.property(anyBlocks, fc.nat(), (blocks, place) => {
        const state = EditorState.create({ doc: docFromBlocks(blocks) });
        const positions: number[] = [];
        state.doc.descendants((node, pos) => {
          if (node.isTextblock) for (let at = 0; at <= node.content.size; at += 1) positions.push(pos + 1 + at);
        });
        fc.pre(positions.length > 0);
        const at = positions[place % positions.length] ?? 1;
        const typed = state.apply(state.tr.setSelection(TextSelection.create(state.doc, at)).insertText('typed')).doc;
        const untyped = EditorState.create({ doc: typed });
        const back = untyped.apply(untyped.tr.delete(at, at + 'typed'.length)).doc;
        expect(contentText(blocksFromDoc(typed))).toHaveLength(contentText(blocks).length + 'typed'.length);
        expect(blocksFromDoc(back, blocks)).toEqual(blocksFromDoc(docFromBlocks(blocks), blocks));
      }),
      { seed },
    );
  });
});
