import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDocx } from '../../../../core/docx/read-docx.ts';
import { readRedline } from '../../../../core/docx/tracked/read-redline.ts';
import { viewOf } from '../../../../core/redline/view.ts';
import { nodePlatform } from '../../../../engine/platform.ts';
import { by, docxFile, inList, list, listLevel, p, r, row, t } from '../../../support/docx.ts';

/**
 * The law of reading a redline: with all changes rejected it is the document that was there before, with all accepted the one
 * after, to the run and to the label. Documents are generated in three forms: tracked, before and after.
 */

type Change = 'kept' | 'ins' | 'del' | 'moveFrom' | 'moveTo' | 'ins-del';

interface Piece {
  readonly words: string;
  readonly change: Change;
  /** Bold now, and not before. */
  readonly formatted: boolean;
}

interface Paragraph {
  readonly type: 'paragraph';
  readonly pieces: readonly Piece[];
  readonly mark: Change;
  /** In a list at that level, or not at all; its level before, where that was tracked. */
  readonly level: number | null;
  readonly levelBefore: number | null | 'same';
  readonly style: string;
}

interface Table {
  readonly type: 'table';
  readonly rows: readonly { readonly change: 'kept' | 'ins' | 'del'; readonly paragraphs: readonly Paragraph[] }[];
}

type View = 'before' | 'after';

const isThere = (change: Change, view: View) =>
  change === 'kept' || (view === 'after' ? ['ins', 'moveTo'] : ['del', 'moveFrom']).includes(change);

const changes = fc.constantFrom<Change>('kept', 'kept', 'kept', 'ins', 'del', 'moveFrom', 'moveTo', 'ins-del');
const piece = fc.record({
  words: fc.string({ unit: fc.constantFrom('a', 'b', ' ', '&', 'é', '<'), minLength: 1, maxLength: 6 }),
  change: changes,
  formatted: fc.boolean(),
});
const level = fc.constantFrom(null, 0, 1);
const paragraph: fc.Arbitrary<Paragraph> = fc.record({
  type: fc.constant('paragraph' as const),
  pieces: fc.array(piece, { maxLength: 4 }),
  mark: changes,
  level,
  levelBefore: fc.constantFrom('same' as const, 'same' as const, null, 0, 1),
  style: fc.constantFrom('Normal', 'Heading1', 'Strong'),
});
const table: fc.Arbitrary<Table> = fc.record({
  type: fc.constant('table' as const),
  rows: fc.array(
    fc.record({
      change: fc.constantFrom('kept' as const, 'ins' as const, 'del' as const),
      paragraphs: fc.array(paragraph, { minLength: 1, maxLength: 2 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
});
const documents = fc.array(fc.oneof({ arbitrary: paragraph, weight: 5 }, { arbitrary: table, weight: 1 }), {
  maxLength: 8,
});

const element = { ins: 'ins', del: 'del', moveFrom: 'moveFrom', moveTo: 'moveTo' } as const;

function trackedPiece({ words, change, formatted }: Piece): string {
  const properties = formatted ? `<w:b/><w:rPrChange ${by('A')}><w:rPr/></w:rPrChange>` : '';
  const run = r(t(words), properties);
  const deletedRun = r(
    `<w:delText xml:space="preserve">${words.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</w:delText>`,
    properties,
  );
  if (change === 'kept') return run;
  if (change === 'ins-del') return `<w:ins ${by('A')}><w:del ${by('B')}>${deletedRun}</w:del></w:ins>`;
  return `<w:${element[change]} ${by('A')}>${change === 'del' ? deletedRun : run}</w:${element[change]}>`;
}

function markChange(mark: Change): string {
  if (mark === 'kept') return '';
  const names = mark === 'ins-del' ? ['ins', 'del'] : [mark];
  return `<w:rPr>${names.map((name) => `<w:${name} ${by('A')}/>`).join('')}</w:rPr>`;
}

const properties = (style: string, listLevel: number | null) =>
  `<w:pStyle w:val="${style}"/>${listLevel === null ? '' : inList(1, listLevel)}`;

function trackedParagraph({ pieces, mark, level, levelBefore, style }: Paragraph): string {
  const change =
    levelBefore === 'same'
      ? ''
      : `<w:pPrChange ${by('A')}><w:pPr>${properties(style, levelBefore)}</w:pPr></w:pPrChange>`;
  return p(pieces.map(trackedPiece).join('') || '<w:r/>', properties(style, level) + markChange(mark) + change);
}

/** The paragraphs of a flow as they are in a view: where a mark is not there, words go on in the next paragraph. */
function plainParagraphs(paragraphs: readonly Paragraph[], view: View): string {
  let xml = '';
  let words: Piece[] = [];
  for (const [index, each] of paragraphs.entries()) {
    words = [...words, ...each.pieces.filter(({ change }) => isThere(change, view))];
    if (!isThere(each.mark, view) && index < paragraphs.length - 1) continue;
    const listLevel = view === 'before' && each.levelBefore !== 'same' ? each.levelBefore : each.level;
    const runs = words.map((piece) => r(t(piece.words), piece.formatted && view === 'after' ? '<w:b/>' : ''));
    xml += p(runs.join('') || '<w:r/>', properties(each.style, listLevel));
    words = [];
  }
  return xml;
}

function bodies(blocks: readonly (Paragraph | Table)[]): { tracked: string; before: string; after: string } {
  let tracked = '';
  const plain = { before: '', after: '' };
  let flow: Paragraph[] = [];
  const flush = () => {
    tracked += flow.map(trackedParagraph).join('');
    for (const view of ['before', 'after'] as const) plain[view] += plainParagraphs(flow, view);
    flow = [];
  };
  for (const block of blocks) {
    if (block.type === 'paragraph') {
      flow.push(block);
      continue;
    }
    flush();
    const cell = (paragraphs: string) => [`${paragraphs}`];
    tracked += `<w:tbl>${block.rows
      .map(({ change, paragraphs }) =>
        row(cell(paragraphs.map(trackedParagraph).join('')), change === 'kept' ? '' : `<w:${change} ${by('A')}/>`),
      )
      .join('')}</w:tbl>`;
    for (const view of ['before', 'after'] as const) {
      const rows = block.rows.filter(({ change }) => isThere(change, view));
      plain[view] +=
        `<w:tbl>${rows.map(({ paragraphs }) => row(cell(plainParagraphs(paragraphs, view)))).join('')}</w:tbl>`;
    }
  }
  flow.push(end);
  flush();
  return { tracked, ...plain };
}

/** No document is without words, in either view. */
const end: Paragraph = {
  type: 'paragraph',
  pieces: [{ words: 'The end.', change: 'kept', formatted: false }],
  mark: 'kept',
  level: null,
  levelBefore: 'same',
  style: 'Normal',
};

const styles = `<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/><w:i/></w:rPr></w:style>`;
const numbering = list(1, listLevel(0, 'decimal', '%1.'), listLevel(1, 'decimal', '%1.%2'));
const file = (body: string) => docxFile({ body, styles, numbering });

test('a redline is the document before with its changes rejected, and the one after with them accepted', () => {
  fc.assert(
    fc.property(documents, (blocks) => {
      const { tracked, before, after } = bodies(blocks);
      const redline = readRedline(file(tracked), nodePlatform);
      const read = (body: string) =>
        readDocx(file(body), nodePlatform).blocks.map(({ block, style }) => ({ block, style }));
      const view = (name: View) => viewOf(redline, name).map(({ block, style }) => ({ block, style }));
      expect(view('before')).toEqual(read(before));
      expect(view('after')).toEqual(read(after));
    }),
    { numRuns: 300 },
  );
});

test('the view after is what the reader of accepted changes makes of the same file', () => {
  fc.assert(
    fc.property(documents, (blocks) => {
      const { tracked } = bodies(blocks);
      const found = viewOf(readRedline(file(tracked), nodePlatform), 'after');
      expect(found).toEqual(readDocx(file(tracked), nodePlatform).blocks);
    }),
    { numRuns: 200 },
  );
});
