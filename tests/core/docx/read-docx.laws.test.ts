import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDocx } from '../../../core/docx/read-docx.ts';
import { AppError } from '../../../core/error.ts';
import { blockText, type Mark, marks, type Run } from '../../../core/model/content.ts';
import { nodePlatform } from '../../../engine/platform.ts';
import { buildZip, by, docxFile, docxItems, p, r, row, t } from '../../support/docx.ts';
import { readContent } from '../../support/read-docx.ts';

/** A stretch of a paragraph: its XML, and the runs that it must be read as. */
interface Piece {
  readonly xml: string;
  readonly runs: readonly Run[];
}

const markXml: Readonly<Record<Mark, string>> = {
  bold: '<w:b/>',
  italic: '<w:i/>',
  underline: '<w:u w:val="single"/>',
  strike: '<w:strike/>',
  superscript: '<w:vertAlign w:val="superscript"/>',
  subscript: '<w:vertAlign w:val="subscript"/>',
  'small-caps': '<w:smallCaps/>',
  caps: '<w:caps/>',
  hidden: '<w:vanish/>',
};

/** Any characters that XML can hold. */
const words = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .map((text) => text.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, 'x'));
const markSets = fc
  .subarray([...marks], { maxLength: 3 })
  .filter((set) => !(set.includes('superscript') && set.includes('subscript')));

const plain: fc.Arbitrary<Piece> = fc.tuple(words, markSets).map(([text, set]) => ({
  xml: r(t(text), set.map((mark) => markXml[mark]).join('')),
  runs: [{ text, ...(set.length === 0 ? {} : { marks: set }) }],
}));
const special: fc.Arbitrary<Piece> = fc.constantFrom(
  { xml: r('<w:tab/>'), runs: [{ text: '\t' }] },
  { xml: r('<w:br/>'), runs: [{ text: '\n' }] },
  { xml: r('<w:noBreakHyphen/>'), runs: [{ text: '\u2011' }] },
  { xml: r('<w:sym w:font="Symbol" w:char="F0B0"/>'), runs: [{ text: '°' }] },
  { xml: '<w:bookmarkStart w:id="1" w:name="b"/><w:proofErr/>', runs: [] },
);

const { piece } = fc.letrec<{ piece: Piece }>((tie) => {
  const inner = tie('piece');
  const wrap = (open: string, close: string) =>
    inner.map((each) => ({ xml: open + each.xml + close, runs: each.runs }));
  const drop = (open: string, close: string) => inner.map((each) => ({ xml: open + each.xml + close, runs: [] }));
  const character = (type: string) => r(`<w:fldChar w:fldCharType="${type}"/>`);
  return {
    piece: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'piece' },
      plain,
      special,
      wrap('<w:smartTag>', '</w:smartTag>'),
      wrap('<w:sdt><w:sdtPr/><w:sdtContent>', '</w:sdtContent></w:sdt>'),
      wrap(`<w:ins ${by('A')}>`, '</w:ins>'),
      wrap(`<w:moveTo ${by('A')}>`, '</w:moveTo>'),
      drop(`<w:del ${by('B')}>`, '</w:del>'),
      drop(`<w:moveFrom ${by('B')}>`, '</w:moveFrom>'),
      wrap(
        `${character('begin')}<w:r><w:instrText>REF x</w:instrText></w:r>${character('separate')}`,
        character('end'),
      ),
      drop(`${character('begin')}<w:r><w:instrText>IF </w:instrText></w:r>`, character('end')),
      inner.map(({ xml, runs }) => ({
        xml: `<w:hyperlink w:anchor="here">${xml}</w:hyperlink>`,
        runs: runs.map((run) => ({ ...run, href: run.href ?? '#here' })),
      })),
      fc.tuple(inner, inner).map(([a, b]) => ({
        xml: `<mc:AlternateContent><mc:Choice Requires="wps">${a.xml}</mc:Choice><mc:Fallback>${b.xml}</mc:Fallback></mc:AlternateContent>`,
        runs: a.runs,
      })),
    ),
  };
});

interface WrittenParagraph extends Piece {
  readonly markDeleted: boolean;
}
const paragraphs: fc.Arbitrary<WrittenParagraph> = fc
  .tuple(fc.array(piece, { maxLength: 5 }), fc.boolean())
  .map(([pieces, markDeleted]) => ({
    xml: p(
      pieces.map(({ xml }) => xml).join('') || '<w:proofErr/>',
      markDeleted ? `<w:rPr><w:del ${by('B')}/></w:rPr>` : '',
    ),
    runs: pieces.flatMap(({ runs }) => runs),
    markDeleted,
  }));
const end: WrittenParagraph = { xml: p('end'), runs: [{ text: 'end' }], markDeleted: false };
type WrittenBlock = readonly WrittenParagraph[] | { readonly cells: readonly (readonly WrittenParagraph[])[] };
const blocks: fc.Arbitrary<WrittenBlock> = fc.oneof(
  fc.array(paragraphs, { minLength: 1, maxLength: 4 }),
  fc.record({ cells: fc.array(fc.array(paragraphs, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 3 }) }),
);

function xmlOf(block: WrittenBlock): string {
  if (!('cells' in block)) return block.map(({ xml }) => xml).join('');
  return `<w:tbl>${row(block.cells.map((cell) => cell.map(({ xml }) => xml).join('')))}</w:tbl>`;
}

function merge(runs: readonly Run[]): Run[] {
  const merged: Run[] = [];
  for (const run of runs) {
    const last = merged.at(-1);
    const same = last !== undefined && last.href === run.href && `${last.marks}` === `${run.marks}`;
    if (same) merged[merged.length - 1] = { ...last, text: last.text + run.text };
    else merged.push(run);
  }
  return merged;
}

/** What a sequence of paragraphs is read as: joined where a mark was deleted, without empty ones. */
function expectedParagraphs(written: readonly WrittenParagraph[]): Run[][] {
  const expected: Run[][] = [];
  let open: Run[] = [];
  written.forEach((each, index) => {
    open.push(...each.runs);
    if (each.markDeleted && index < written.length - 1) return;
    expected.push(merge(open));
    open = [];
  });
  return expected.filter(hasWords);
}

function hasWords(runs: readonly Run[]): boolean {
  return (
    runs.some(({ text }) => text.trim() !== '') &&
    runs
      .map(({ text }) => text)
      .join('')
      .trim() !== ''
  );
}

/** Paragraphs that follow one another are one story: a deleted mark joins across. */
function expectedBlocks(written: readonly WrittenBlock[]): unknown[] {
  const expected: unknown[] = [];
  let story: WrittenParagraph[] = [];
  const closeStory = () => {
    for (const runs of expectedParagraphs(story)) expected.push({ type: 'paragraph', runs });
    story = [];
  };
  for (const block of written) {
    if (!('cells' in block)) {
      story.push(...block);
      continue;
    }
    closeStory();
    const cells = block.cells.map((cell) => ({
      paragraphs: expectedParagraphs(cell).map((runs) => ({ type: 'paragraph', runs })),
    }));
    if (cells.some(({ paragraphs }) => paragraphs.length > 0)) expected.push({ type: 'row', cells });
  }
  closeStory();
  return expected;
}

test('what is written is read back: the words to the character, their marks and links, and nothing that was deleted', () => {
  fc.assert(
    fc.property(fc.array(blocks, { minLength: 1, maxLength: 5 }), fc.boolean(), (written, strict) => {
      const whole = [...written, [end]];
      const body = whole.map(xmlOf).join('');
      const document = readContent({ body, strict });
      expect(document.blocks.map(({ block }) => block)).toEqual(expectedBlocks(whole));
      const total = body.match(/<w:p>/g)?.length ?? 0;
      let from = 0;
      for (const { block, source } of document.blocks) {
        expect(blockText(block).trim()).not.toBe('');
        expect(source.from).toBeGreaterThanOrEqual(from);
        expect(source.to).toBeGreaterThan(source.from);
        from = source.to;
      }
      expect(from).toBe(total);
    }),
    { numRuns: 300 },
  );
});

/** Reads, and fails for every error but the ones a user can be told. */
function readOrRefuse(bytes: Uint8Array): void {
  try {
    readDocx({ name: 'draft.docx', bytes }, nodePlatform);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(['not-a-docx', 'legacy-doc', 'encrypted', 'damaged', 'too-large', 'no-text']).toContain(error.code);
    expect(error.details).toEqual({ file: 'draft.docx', reason: expect.any(String) });
  }
}

const rich = {
  body: `${p('a')}<w:tbl>${row(['x', p(r('<w:footnoteReference w:id="1"/>'))])}</w:tbl>${p('b', '<w:pStyle w:val="S"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>')}<w:sectPr/>`,
  styles:
    '<w:style w:type="paragraph" w:styleId="S"><w:name w:val="heading 1"/><w:basedOn w:val="S"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
  numbering:
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="1"><w:start w:val="3"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
  footnotes: `<w:footnote w:id="1">${p('note')}</w:footnote>`,
  settings: '<w:footnotePr><w:numStart w:val="2"/></w:footnotePr>',
};

test('a file of which any bytes were changed is read or refused, never a crash', () => {
  const { bytes } = docxFile(rich);
  const change = fc.record({ at: fc.nat(bytes.length - 1), byte: fc.nat(255) });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), fc.nat(20), (changes, cut) => {
      const changed = bytes.slice(0, bytes.length - (cut > 15 ? cut * 13 : 0));
      for (const { at, byte } of changes) changed[Math.min(at, changed.length - 1)] = byte;
      readOrRefuse(changed);
    }),
    { numRuns: 500 },
  );
});

test('a package of which any XML was changed is read or refused, never a crash', () => {
  const items = docxItems(rich);
  const snippets = fc.constantFrom(
    '',
    '<',
    '>',
    '"',
    '&',
    '-1',
    '9999999999',
    'w:val=""',
    '<w:p>',
    '</w:p>',
    '<w:tbl>',
    '<w:tc/>',
    '<w:r/>',
    '<w:fldChar w:fldCharType="begin"/>',
    '<w:sectPr/>',
    '<mc:AlternateContent/>',
    '\ufeff',
    '\0',
  );
  const change = fc.record({
    item: fc.nat(items.length - 1),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(20),
    snippet: snippets,
  });
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
      const changed = items.map((item) => ({ ...item, data: String(item.data) }));
      for (const { item, at, length, snippet } of changes) {
        const target = changed[item] as (typeof changed)[0];
        const from = Math.floor(at * target.data.length);
        target.data = target.data.slice(0, from) + snippet + target.data.slice(from + length);
      }
      readOrRefuse(buildZip(changed));
    }),
    { numRuns: 500 },
  );
});
