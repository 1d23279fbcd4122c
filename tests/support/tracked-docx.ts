import fc from 'fast-check';
import { escapeXml } from './docx.ts';

/**
 * Random documents with tracked changes of several authors inside one another, and what must be left of them once each author's
 * changes are accepted, rejected or kept: worked out from the model, which knows nothing of XML.
 */

export const authors = ['Vendor', 'Department'] as const;
export type Author = (typeof authors)[number];
/** By author; what is kept counts as it stands in the tracked document. */
export type Verdicts = Readonly<Record<Author, 'accept' | 'reject' | 'keep'>>;

/** What stands in a paragraph. */
export type Piece =
  | { readonly type: 'text'; readonly text: string; readonly formattedBy: Author | null }
  | { readonly type: 'ins' | 'del'; readonly by: Author; readonly inside: readonly Piece[] }
  | { readonly type: 'wrapper'; readonly name: keyof typeof wrappers; readonly inside: readonly Piece[] }
  | { readonly type: 'bookmark' | 'comment' | 'tab' | 'note' }
  | { readonly type: 'box'; readonly paragraphs: readonly TrackedParagraph[] };

export interface TrackedParagraph {
  readonly pieces: readonly Piece[];
  readonly insertedBy: Author | null;
  readonly deletedBy: Author | null;
  readonly formattedBy: Author | null;
}

export type TrackedBlock =
  | { readonly type: 'paragraph'; readonly paragraph: TrackedParagraph }
  | { readonly type: 'table'; readonly rows: readonly TrackedRow[] }
  | { readonly type: 'control'; readonly blocks: readonly TrackedBlock[] };

export interface TrackedRow {
  readonly insertedBy: Author | null;
  readonly deletedBy: Author | null;
  readonly cells: readonly (readonly TrackedBlock[])[];
}

const wrappers = {
  hyperlink: ['<w:hyperlink w:anchor="here">', '</w:hyperlink>'],
  control: ['<w:sdt><w:sdtPr><w:tag w:val="t"/></w:sdtPr><w:sdtContent>', '</w:sdtContent></w:sdt>'],
  field: ['<w:fldSimple w:instr="REF x">', '</w:fldSimple>'],
  smartTag: ['<w:smartTag w:element="e"><w:smartTagPr/>', '</w:smartTag>'],
} as const;

const maybeAuthor = fc.option(fc.constantFrom(...authors), { nil: null, freq: 3 });
const words = fc.constantFrom('alpha ', 'beta', ' gamma', 'delta & ', 'épsilon', '  ', 'zeta<');

const { piece } = fc.letrec<{ piece: Piece }>((tie) => ({
  piece: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.record({ type: fc.constant('text' as const), text: words, formattedBy: maybeAuthor }),
    fc.record({ type: fc.constantFrom('bookmark' as const, 'comment' as const, 'tab' as const, 'note' as const) }),
    fc.record({
      type: fc.constantFrom('ins' as const, 'del' as const),
      by: fc.constantFrom(...authors),
      inside: fc.array(tie('piece'), { maxLength: 3 }),
    }),
    fc.record({
      type: fc.constant('wrapper' as const),
      name: fc.constantFrom(...(Object.keys(wrappers) as (keyof typeof wrappers)[])),
      inside: fc.array(tie('piece'), { maxLength: 3 }),
    }),
    fc.record({
      type: fc.constant('box' as const),
      paragraphs: fc.array(paragraphOf(tie('piece')), { minLength: 1, maxLength: 2 }).map(endUntracked),
    }),
  ),
}));

function paragraphOf(pieces: fc.Arbitrary<Piece>): fc.Arbitrary<TrackedParagraph> {
  return fc.record({
    pieces: fc.array(pieces, { maxLength: 4 }),
    insertedBy: maybeAuthor,
    deletedBy: maybeAuthor,
    formattedBy: maybeAuthor,
  });
}

/** Word never tracks the mark that a story ends in, or the one before a table: there is nothing that it could run on into. */
function endUntracked(paragraphs: readonly TrackedParagraph[]): TrackedParagraph[] {
  return paragraphs.map((paragraph, index) =>
    index < paragraphs.length - 1 ? paragraph : { ...paragraph, insertedBy: null, deletedBy: null },
  );
}

const paragraphs = fc.array(paragraphOf(piece), { minLength: 1, maxLength: 4 });
const paragraphBlocks = paragraphs.map(endUntracked).map(toBlocks);
const cell = paragraphBlocks;
const table = fc.record({
  type: fc.constant('table' as const),
  rows: fc.array(
    fc.record({
      insertedBy: maybeAuthor,
      deletedBy: maybeAuthor,
      cells: fc.array(cell, { minLength: 1, maxLength: 2 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
});
const control = paragraphBlocks.map((blocks) => ({ type: 'control' as const, blocks }));

/** A body; it ends in a paragraph whose mark is not tracked. */
export const trackedBodies: fc.Arbitrary<readonly TrackedBlock[]> = fc
  .tuple(
    fc.array(
      fc.oneof(
        paragraphBlocks,
        table.map((each) => [each]),
        control.map((each) => [each]),
      ),
      { maxLength: 4 },
    ),
    paragraphBlocks,
  )
  .map(([blocks, last]) => [...blocks.flat(), ...last]);

/** As `trackedBodies`, with marks tracked wherever they may stand, as other programs leave them. */
export const looselyTrackedBodies: fc.Arbitrary<readonly TrackedBlock[]> = fc
  .tuple(
    fc.array(
      fc.oneof(
        paragraphs.map(toBlocks),
        table.map((each) => [each]),
      ),
      { maxLength: 4 },
    ),
    paragraphs.map(toBlocks),
  )
  .map(([blocks, last]) => [...blocks.flat(), ...last]);

function toBlocks(written: readonly TrackedParagraph[]): TrackedBlock[] {
  return written.map((paragraph) => ({ type: 'paragraph', paragraph }));
}

/** The blocks as WordprocessingML, with the comments and footnotes that they refer to. */
export function writeTracked(blocks: readonly TrackedBlock[]): { body: string; comments: string; footnotes: string } {
  const writer = new Writer();
  const body = writer.blocks(blocks);
  const ids = Array.from({ length: writer.ids }, (_, id) => id + 1);
  const story = (name: string, id: number) =>
    `<w:${name} w:id="${id}"><w:p><w:r><w:t>${name} ${id}</w:t></w:r></w:p></w:${name}>`;
  return {
    body,
    comments: ids
      .filter((id) => body.includes(`<w:commentReference w:id="${id}"/>`))
      .map((id) => story('comment', id))
      .join(''),
    footnotes: ids
      .filter((id) => body.includes(`<w:footnoteReference w:id="${id}"/>`))
      .map((id) => story('footnote', id))
      .join(''),
  };
}

class Writer {
  ids = 0;

  blocks(blocks: readonly TrackedBlock[]): string {
    return blocks.map((block) => this.#block(block)).join('');
  }

  #block(block: TrackedBlock): string {
    if (block.type === 'paragraph') return this.#paragraph(block.paragraph);
    if (block.type === 'control')
      return `<w:sdt><w:sdtPr/><w:sdtContent>${this.blocks(block.blocks)}</w:sdtContent></w:sdt>`;
    const rows = block.rows.map(({ insertedBy, deletedBy, cells }) => {
      const properties = this.#mark('ins', insertedBy) + this.#mark('del', deletedBy);
      const inside = cells.map((each) => `<w:tc>${this.blocks(each)}</w:tc>`).join('');
      return `<w:tr>${properties && `<w:trPr>${properties}</w:trPr>`}${inside}</w:tr>`;
    });
    return `<w:tbl><w:tblPr/><w:tblGrid/>${rows.join('')}</w:tbl>`;
  }

  #paragraph({ pieces, insertedBy, deletedBy, formattedBy }: TrackedParagraph): string {
    const mark = this.#mark('ins', insertedBy) + this.#mark('del', deletedBy);
    const change = formattedBy === null ? '' : `<w:jc w:val="center"/>`;
    const past =
      formattedBy === null
        ? ''
        : `<w:pPrChange ${this.#by(formattedBy)}><w:pPr><w:jc w:val="right"/></w:pPr></w:pPrChange>`;
    const properties = `${change}${mark && `<w:rPr>${mark}</w:rPr>`}${past}`;
    return `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}${pieces.map((each) => this.#piece(each, false)).join('')}</w:p>`;
  }

  #piece(piece: Piece, isDeleted: boolean): string {
    switch (piece.type) {
      case 'text': {
        const { text, formattedBy } = piece;
        const name = isDeleted ? 'delText' : 't';
        const change =
          formattedBy === null
            ? ''
            : `<w:rPr><w:b/><w:rPrChange ${this.#by(formattedBy)}><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr>`;
        return `<w:r>${change}<w:${name} xml:space="preserve">${escapeXml(text)}</w:${name}></w:r>`;
      }
      case 'tab':
        return '<w:r><w:tab/></w:r>';
      case 'bookmark': {
        const id = ++this.ids;
        return `<w:bookmarkStart w:id="${id}" w:name="b${id}"/><w:bookmarkEnd w:id="${id}"/>`;
      }
      case 'comment': {
        const id = ++this.ids;
        return `<w:commentRangeStart w:id="${id}"/><w:commentRangeEnd w:id="${id}"/><w:r><w:commentReference w:id="${id}"/></w:r>`;
      }
      case 'note':
        return `<w:r><w:footnoteReference w:id="${++this.ids}"/></w:r>`;
      case 'box':
        return `<w:r><w:pict><v:shape><v:textbox><w:txbxContent>${piece.paragraphs.map((each) => this.#paragraph(each)).join('')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>`;
      case 'wrapper': {
        const [open, close] = wrappers[piece.name];
        return open + piece.inside.map((each) => this.#piece(each, isDeleted)).join('') + close;
      }
      default: {
        const inside = piece.inside.map((each) => this.#piece(each, isDeleted || piece.type === 'del')).join('');
        return `<w:${piece.type} ${this.#by(piece.by)}>${inside}</w:${piece.type}>`;
      }
    }
  }

  #mark(name: 'ins' | 'del', by: Author | null): string {
    return by === null ? '' : `<w:${name} ${this.#by(by)}/>`;
  }

  #by(author: Author): string {
    return `w:id="${++this.ids}" w:author="${author}" w:date="2026-03-01T09:00:00Z"`;
  }
}

/** The lines of `outlineDocx` for the body once the verdicts are carried out; deleted words that are kept stand in brackets. */
export function outlineModel(blocks: readonly TrackedBlock[], verdicts: Verdicts): string[] {
  return new Outliner(verdicts).blocks(blocks, '');
}

interface LeftParagraph {
  text: string;
  hasContent: boolean;
  boxes: string[];
}

class Outliner {
  readonly #verdicts: Verdicts;

  constructor(verdicts: Verdicts) {
    this.#verdicts = verdicts;
  }

  blocks(blocks: readonly TrackedBlock[], indent: string): string[] {
    const lines: string[] = [];
    let open: LeftParagraph[] = [];
    let endsInParagraph = false;
    const close = () => {
      if (open.some((each) => each.hasContent)) {
        this.#add(open, indent, lines);
        endsInParagraph = true;
      }
      open = [];
    };
    for (const block of flatten(blocks)) {
      if (block.type === 'paragraph') {
        open.push(this.#paragraph(block.paragraph, indent));
        if (this.#isMarkGone(block.paragraph)) continue;
        this.#add(open, indent, lines);
        open = [];
        endsInParagraph = true;
      } else if (block.type === 'table') {
        close();
        for (const row of block.rows) {
          if (this.#isMarkGone(row)) continue;
          lines.push(`${indent}row`);
          for (const each of row.cells) lines.push(`${indent}  cell`, ...this.blocks(each, `${indent}    `));
          endsInParagraph = false;
        }
      }
    }
    close();
    if (!endsInParagraph) lines.push(`${indent}p `);
    return lines;
  }

  #add(open: readonly LeftParagraph[], indent: string, lines: string[]): void {
    lines.push(`${indent}p ${open.map(({ text }) => text).join('')}`, ...open.flatMap(({ boxes }) => boxes));
  }

  #paragraph({ pieces }: TrackedParagraph, indent: string): LeftParagraph {
    const left: LeftParagraph = { text: '', hasContent: false, boxes: [] };
    for (const each of pieces) this.#piece(each, left, indent, false);
    return left;
  }

  #piece(piece: Piece, left: LeftParagraph, indent: string, isDeleted: boolean): void {
    switch (piece.type) {
      case 'text':
        left.text += isDeleted ? `[${piece.text}]` : piece.text;
        left.hasContent = true;
        break;
      case 'tab':
        left.text += '\t';
        left.hasContent = true;
        break;
      case 'note':
        left.hasContent = true;
        break;
      case 'box':
        left.hasContent = true;
        left.boxes.push(...this.blocks(toBlocks(piece.paragraphs), `${indent}  `));
        break;
      case 'wrapper':
        for (const each of piece.inside) this.#piece(each, left, indent, isDeleted);
        break;
      case 'ins':
      case 'del': {
        const verdict = this.#verdicts[piece.by];
        if (verdict === (piece.type === 'ins' ? 'reject' : 'accept')) break;
        const staysDeleted = isDeleted || (piece.type === 'del' && verdict === 'keep');
        for (const each of piece.inside) this.#piece(each, left, indent, staysDeleted);
      }
    }
  }

  #isMarkGone({ insertedBy, deletedBy }: Pick<TrackedParagraph, 'insertedBy' | 'deletedBy'>): boolean {
    return (
      (insertedBy !== null && this.#verdicts[insertedBy] === 'reject') ||
      (deletedBy !== null && this.#verdicts[deletedBy] === 'accept')
    );
  }
}

function flatten(blocks: readonly TrackedBlock[]): TrackedBlock[] {
  return blocks.flatMap((block) => (block.type === 'control' ? flatten(block.blocks) : [block]));
}
