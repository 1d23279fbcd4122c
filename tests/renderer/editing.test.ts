import { deleteSelection, joinBackward, selectAll } from 'prosemirror-commands';
import { type Command, type EditorState, TextSelection } from 'prosemirror-state';
import { expect, test } from 'vitest';
import { type Block, contentText } from '../../core/model/content.ts';
import { blocksFromDoc } from '../../renderer/matter/editor/convert.ts';
import {
  createEditorState,
  redoOr,
  splitParagraph,
  undoOr,
  withoutStyles,
} from '../../renderer/matter/editor/editing.ts';

const nothing = () => {};
const keys = { close: nothing, undoBeyond: nothing, redoBeyond: nothing };

function run(state: EditorState, command: Command): EditorState {
  let next = state;
  command(state, (transaction) => {
    next = state.apply(transaction);
  });
  return next;
}

function caretAt(state: EditorState, text: string): EditorState {
  let at = -1;
  state.doc.descendants((node, pos) => {
    if (at < 0 && node.isText && node.text?.includes(text)) at = pos + (node.text?.indexOf(text) ?? 0);
  });
  return state.apply(state.tr.setSelection(TextSelection.create(state.doc, at)));
}

const listItem: Block = {
  type: 'paragraph',
  runs: [{ text: 'fees and costs' }],
  label: '(a)',
  listLevel: 1,
  headingLevel: 2,
};
const row: Block = {
  type: 'row',
  cells: ['Fee', '10 %'].map((text) => ({ paragraphs: [{ type: 'paragraph', runs: [{ text }] }] })),
};

test('a new paragraph stands in the same list, without the number of the one it came from', () => {
  const state = caretAt(createEditorState([listItem], 0, keys), ' and costs');
  expect(blocksFromDoc(run(state, splitParagraph).doc)).toEqual([
    { ...listItem, runs: [{ text: 'fees' }] },
    { type: 'paragraph', runs: [{ text: ' and costs' }], listLevel: 1, headingLevel: 2 },
  ]);
});

test('a table keeps its shape: no key joins its cells or takes them away', () => {
  const before: Block = { type: 'paragraph', runs: [{ text: 'before' }] };
  const state = createEditorState([before, row], 0, keys);
  const atCell = caretAt(state, '10 %');
  expect(run(atCell, joinBackward).doc.eq(state.doc)).toBe(true);
  const everything = run(state, selectAll);
  expect(run(everything, deleteSelection).doc.eq(state.doc)).toBe(true);
});

test('words of a cell can be edited', () => {
  const state = createEditorState([row], 0, keys);
  const typed = state.apply(caretAt(state, '10 %').tr.insertText('about '));
  expect(contentText(blocksFromDoc(typed.doc))).toBe('Fee\tabout 10 %');
});

test('undo is the editor’s until it has nothing left, then it calls on', () => {
  let beyond = 0;
  const callOn = () => {
    beyond += 1;
  };
  const start = createEditorState([listItem], 0, keys);
  const typed = start.apply(start.tr.insertText('All ', 1));
  const undone = run(typed, undoOr(callOn));
  expect(undone.doc.eq(start.doc)).toBe(true);
  expect(beyond).toBe(0);
  run(undone, undoOr(callOn));
  expect(beyond).toBe(1);
  expect(run(undone, redoOr(callOn)).doc.eq(typed.doc)).toBe(true);
  expect(beyond).toBe(1);
});

test('pasted styles are left behind, words that look like them are not', () => {
  const html =
    '<style>p { color: red }</style><p class="a" style="margin: 0">He wrote <b style=\'x\'>style="bold"</b>.</p>';
  expect(withoutStyles(html)).toBe('<p class="a">He wrote <b>style="bold"</b>.</p>');
});
