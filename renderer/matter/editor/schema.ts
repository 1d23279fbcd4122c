import { type MarkSpec, Schema } from 'prosemirror-model';
import { type Mark, marks } from '../../../core/model/content.ts';
import { lineClasses } from '../sheet/clause-lines.ts';

/**
 * A clause as ProseMirror edits it: our blocks, one to one. A run's marks are marks; what a
 * paragraph carries beside its words (label, list and heading level, note) rides along in `facts`
 * and is never edited. Cells isolate, so that no keystroke joins two of them. White space is kept
 * as it is, because a contract's words are kept to the character.
 */
const domTags: Readonly<Record<Mark, string>> = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strike: 's',
  superscript: 'sup',
  subscript: 'sub',
  'small-caps': 'span',
  caps: 'span',
  hidden: 'span',
};

/** What pasted HTML may bring; a tag of ours stands for itself. */
const pasteTags: Partial<Record<Mark, readonly string[]>> = {
  bold: ['strong', 'b'],
  italic: ['em', 'i'],
  underline: ['u'],
  strike: ['s', 'strike'],
  superscript: ['sup'],
  subscript: ['sub'],
};

function markSpec(mark: Mark): MarkSpec {
  const tag = domTags[mark];
  const tags = pasteTags[mark];
  return {
    toDOM: () => [tag, { class: `mark-${mark}` }, 0],
    parseDOM: tags === undefined ? [{ tag: `span.mark-${mark}` }] : tags.map((name) => ({ tag: name })),
  };
}

const markSpecs = Object.fromEntries(marks.map((mark) => [mark, markSpec(mark)])) as Record<Mark, MarkSpec>;

export const clauseSchema = new Schema({
  nodes: {
    doc: { content: '(paragraph | row)+' },
    paragraph: {
      content: 'text*',
      attrs: {
        /** `{ label?, listLevel?, headingLevel?, role? }` of the paragraph. */
        facts: { default: {} },
      },
      whitespace: 'pre',
      toDOM: (node) => {
        const { facts } = node.attrs;
        return [
          'p',
          { class: lineClasses(facts), ...(facts.label === undefined ? {} : { 'data-label': facts.label }) },
          0,
        ];
      },
      parseDOM: ['p', 'li', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote'].map((tag) => ({ tag })),
    },
    row: {
      content: 'cell+',
      isolating: true,
      toDOM: () => ['div', { class: 'editor-row' }, 0],
    },
    cell: {
      content: 'paragraph*',
      isolating: true,
      toDOM: () => ['div', { class: 'editor-cell' }, 0],
    },
    text: {},
  },
  marks: {
    ...markSpecs,
    link: {
      attrs: { href: { validate: 'string' } },
      inclusive: false,
      toDOM: (mark) => ['span', { class: 'link', 'data-href': mark.attrs.href }, 0],
      parseDOM: [{ tag: 'span[data-href]', getAttrs: (element) => ({ href: element.getAttribute('data-href') }) }],
    },
  },
});
