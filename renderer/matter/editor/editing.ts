import { baseKeymap, chainCommands, splitBlockAs, toggleMark } from 'prosemirror-commands';
import { history, redo, redoDepth, undo, undoDepth } from 'prosemirror-history';
import { keymap } from 'prosemirror-keymap';
import { DOMParser, type Node, type ParseOptions, type Slice } from 'prosemirror-model';
import { type Command, EditorState, Plugin } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';
import type { Block } from '../../../core/model/content.ts';
import { docFromBlocks } from './convert.ts';
import { clauseSchema } from './schema.ts';

/** What the editor's keys do beyond typing. */
export interface EditingKeys {
  readonly close: () => void;
  /** There is nothing left to take back, or bring again, in this editor. */
  readonly undoBeyond: () => void;
  readonly redoBeyond: () => void;
}

/** The state of an editor on a clause's blocks; the first `headingTo` characters are set as its heading. */
export function createEditorState(blocks: readonly Block[], headingTo: number, keys: EditingKeys): EditorState {
  return EditorState.create({
    doc: docFromBlocks(blocks),
    plugins: [
      history(),
      keymap({
        Escape: run(keys.close),
        'Mod-Enter': run(keys.close),
        'Mod-z': undoOr(keys.undoBeyond),
        'Mod-y': redoOr(keys.redoBeyond),
        'Mod-Shift-z': redoOr(keys.redoBeyond),
        'Mod-b': toggleMark(clauseSchema.marks.bold),
        'Mod-i': toggleMark(clauseSchema.marks.italic),
        'Mod-u': toggleMark(clauseSchema.marks.underline),
        'Shift-Enter': insertLineBreak,
        Enter: splitParagraph,
      }),
      keymap(baseKeymap),
      headingPlugin(headingTo),
      keepRows,
    ],
  });
}

/** Takes back the last change of this editor, or calls on when it has none. */
export function undoOr(beyond: () => void): Command {
  return (state, dispatch) => (undoDepth(state) > 0 ? undo(state, dispatch) : run(beyond)(state));
}

export function redoOr(beyond: () => void): Command {
  return (state, dispatch) => (redoDepth(state) > 0 ? redo(state, dispatch) : run(beyond)(state));
}

/**
 * Pasted HTML without its styles: nothing here reads them, and the page's policy would refuse each
 * one aloud. Only tags are touched, never words.
 */
export function withoutStyles(html: string): string {
  return html
    .replace(/<style\b[^>]*>[\s\S]*?<\/style>/gi, '')
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=\s*("[^"]*"|'[^']*')/gi, ''));
}

/**
 * Reads what is pasted from elsewhere as a browser would show it: the line breaks of its source are
 * spaces, and style sheets are no words. What was copied from a clause keeps its white space.
 */
class PasteParser extends DOMParser {
  override parseSlice(dom: globalThis.Node, options: ParseOptions = {}): Slice {
    if (!options.preserveWhitespace && dom instanceof Element) tidy(dom);
    return super.parseSlice(dom, options);
  }
}

export const pasteParser = new PasteParser(clauseSchema, DOMParser.fromSchema(clauseSchema).rules);

function tidy(pasted: Element): void {
  for (const element of pasted.querySelectorAll('style, script, meta, link, title')) element.remove();
  const texts = pasted.ownerDocument.createTreeWalker(pasted, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
    text.nodeValue = (text.nodeValue ?? '').replace(/[ \t\r\n\f]+/g, ' ');
  }
}

function run(action: () => void): Command {
  return () => {
    action();
    return true;
  };
}

/** A new paragraph is in the same list, but has no number of its own yet and is no heading. */
export const splitParagraph: Command = chainCommands(
  splitBlockAs((node, atEnd) => {
    if (node.type !== clauseSchema.nodes.paragraph) return null;
    const { listLevel, headingLevel, role } = node.attrs.facts;
    const facts = {
      ...(listLevel === undefined ? {} : { listLevel }),
      ...(headingLevel === undefined || atEnd ? {} : { headingLevel }),
      ...(role === undefined ? {} : { role }),
    };
    return { type: clauseSchema.nodes.paragraph, attrs: { facts } };
  }),
);

const insertLineBreak: Command = (state, dispatch) => {
  dispatch?.(state.tr.insertText('\n').scrollIntoView());
  return true;
};

/** Refuses what would add, remove or join cells: a table keeps its shape while its words change. */
const keepRows = new Plugin({
  filterTransaction: (transaction, state) => !transaction.docChanged || shapeOf(transaction.doc) === shapeOf(state.doc),
});

function shapeOf(doc: Node): string {
  const shape: number[] = [];
  doc.forEach((node) => {
    if (node.type === clauseSchema.nodes.row) shape.push(node.childCount);
  });
  return shape.join(' ');
}

function headingPlugin(headingTo: number): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    state: {
      init: (_config, state) => {
        const first = state.doc.firstChild;
        const to = Math.min(headingTo, first?.isTextblock === true ? first.content.size : 0);
        if (to === 0) return DecorationSet.empty;
        return DecorationSet.create(state.doc, [Decoration.inline(1, 1 + to, { class: 'heading' })]);
      },
      apply: (transaction, decorations) => decorations.map(transaction.mapping, transaction.doc),
    },
    props: {
      decorations(state) {
        return this.getState(state);
      },
    },
  });
}
