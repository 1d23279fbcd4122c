import {
  type Border,
  Document,
  Paragraph as DocxParagraph,
  Table as DocxTable,
  Footer,
  Header,
  Packer,
  PageNumber,
  type ParagraphLook,
  Tab,
  TableCell,
  TableRow,
  TextRun,
} from 'docx';
import type { InterfaceLanguage } from '../model/matter.ts';
import {
  characterStyles,
  headingStyles,
  hex,
  page,
  paragraphStyles,
  serif,
  shading,
  textWidth,
} from './docx-styles.ts';
import { deleted, hairline, ink, muted, privilegedTint, sharedTint, sideLook } from './palette.ts';
import { staysOnOnePage } from './row-length.ts';
import type { Block, Cell, Fact, Memo, Paragraph, Section, Span, Table } from './shape.ts';
import { dayInWords, type MemoWords, memoWords } from './words.ts';

/**
 * A memo as a Word document (ECMA-376 part 1), through the `docx` package: A4, real Title and Heading
 * styles (17.7), tables with a repeated header row (17.4.78), a header with the matter and the audience,
 * a footer with PAGE and NUMPAGES fields (17.16.5). Inserted and deleted words are two character styles and not
 * tracked changes: they show a difference, there is nothing to accept.
 *
 * The same memo gives the same bytes. The package stamps the clock into docProps/core.xml and into the
 * ZIP's entries: the part is written here instead, dated with the memo's own day and without any
 * person's name, and the entries' times are set to the earliest a ZIP can hold.
 *
 * Fonts are Times New Roman and Arial, which Windows and macOS have and for which LibreOffice brings metric
 * stand-ins, so that the pages break alike everywhere; the window's own would have to be installed by
 * whoever reads the memo.
 */
export async function renderDocx(memo: Memo): Promise<Uint8Array> {
  const words = memoWords[memo.language];
  const document = new Document({
    title: memo.title,
    styles: {
      default: {
        document: { run: { ...serif, size: 22, color: hex(ink), language: locale(memo.language) }, paragraph: {} },
        ...headingStyles,
      },
      paragraphStyles,
      characterStyles,
    },
    sections: [
      {
        properties: { page },
        headers: { default: new Header({ children: [pageHeader(memo), styled('AfterTable', [])] }) },
        footers: { default: new Footer({ children: [pageFooter(memo, words)] }) },
        children: [
          styled('Audience', [textRun(memo.audienceLine)], audienceLook(memo)),
          styled('MemoKind', [textRun(memo.kind)]),
          new DocxParagraph({ heading: 'Title', children: [textRun(memo.title)] }),
          ...memo.facts.flatMap((fact) => factParagraphs(fact)),
          ...memo.sections.flatMap((section) => sectionParts(section, 0)),
        ],
      },
    ],
  });
  const parts = [{ path: 'docProps/core.xml', data: coreProperties(memo) }];
  return withFixedTimes(await Packer.pack(document, 'uint8array', undefined, parts));
}

function audienceLook(memo: Memo): ParagraphLook {
  const isInternal = memo.audience === 'internal';
  const tint = isInternal ? privilegedTint : sharedTint;
  return {
    shading: shading(tint),
    border: {
      top: { style: 'single', size: 4, color: hex(tint), space: 3 },
      bottom: { style: 'single', size: 4, color: hex(tint), space: 3 },
      left: { style: 'single', size: 24, color: hex(isInternal ? deleted : muted), space: 6 },
    },
    indent: { left: 170 },
  };
}

function locale(language: InterfaceLanguage): { readonly value: string } {
  return { value: language === 'fr' ? 'fr-FR' : 'en-GB' };
}

// ---- Sections ----------------------------------------------------------------------------------------

type Part = DocxParagraph | DocxTable;
const headings = ['Heading1', 'Heading2', 'Heading3'] as const;

function sectionParts(section: Section, depth: number): Part[] {
  return [
    new DocxParagraph({ heading: headings[depth] ?? 'Heading3', children: [textRun(section.heading)] }),
    ...section.blocks.flatMap(blockParts),
    ...section.sections.flatMap((part) => sectionParts(part, depth + 1)),
  ];
}

const bodyStyles = { memo: 'MemoText', contract: 'Contract', aside: 'Aside' } as const;
const cellStyles = { memo: 'TableText', contract: 'TableContract', aside: 'TableAside' } as const;

function blockParts(block: Block): Part[] {
  if (block.type === 'paragraph') return [styled(bodyStyles[block.voice], runs(block))];
  if (block.type === 'facts') return block.facts.flatMap((fact) => factParagraphs(fact, { keepNext: true }));
  // Word joins tables that touch, and wants a paragraph after the last one of a part.
  return [table(block), styled('AfterTable', [])];
}

function factParagraphs(fact: Fact, look: ParagraphLook = {}): DocxParagraph[] {
  return fact.value.map((paragraph, index) => {
    const label = index === 0 ? [textRun(fact.label, { style: undefined, color: hex(muted) }), tab()] : [tab()];
    return styled('Fact', [...label, ...runs(paragraph)], look);
  });
}

function styled(style: string, children: readonly TextRun[], look: ParagraphLook = {}): DocxParagraph {
  return new DocxParagraph({ style, children, ...look });
}

// ---- Tables ------------------------------------------------------------------------------------------

const noBorder: Border = { style: 'none' };
const thinLine: Border = { style: 'single', size: 4, color: hex(hairline) };

function table(block: Table): DocxTable {
  const widths = columnWidths(block);
  const width = (index: number) => ({ size: widths[index] ?? 0, type: 'dxa' }) as const;
  const header = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: block.columns.map(({ heading }, index) => headingCell(heading, width(index))),
  });
  const rows = block.rows.map(
    (row) =>
      new TableRow({
        cantSplit: staysOnOnePage(row, block.columns),
        children: row.map((cell, index) => bodyCell(cell, width(index), index === 0 && block.hasRowHeadings)),
      }),
  );
  return new DocxTable({
    rows: [header, ...rows],
    width: { size: textWidth, type: 'dxa' },
    columnWidths: widths,
    layout: 'fixed',
    borders: {
      top: noBorder,
      bottom: thinLine,
      left: noBorder,
      right: noBorder,
      insideHorizontal: thinLine,
      insideVertical: block.reading === 'by-column' ? thinLine : noBorder,
    },
    margins: { top: 50, bottom: 50, left: 85, right: 85 },
  });
}

/** The columns' widths, which sum to the text's. */
function columnWidths(block: Table): number[] {
  const ends: number[] = [];
  let share = 0;
  for (const column of block.columns) {
    share += column.share;
    ends.push(Math.round((textWidth * share) / 100));
  }
  return ends.map((end, index) => end - (ends[index - 1] ?? 0));
}

function headingCell(heading: readonly Span[], width: { readonly size: number; readonly type: 'dxa' }): TableCell {
  const side = heading.find((span) => span.side !== undefined)?.side;
  const children = [
    styled(
      'TableHeading',
      heading.flatMap((span) => spanRuns(span)),
    ),
  ];
  return new TableCell({ children, width, ...(side === undefined ? {} : { shading: shading(sideLook(side).tint) }) });
}

function bodyCell(
  cell: Cell,
  width: { readonly size: number; readonly type: 'dxa' },
  isRowHeading: boolean,
): TableCell {
  const children = cell.map((paragraph) =>
    styled(cellStyles[paragraph.voice], runs(paragraph, isRowHeading ? { bold: true } : {})),
  );
  return new TableCell({ children: children.length === 0 ? [styled('TableText', [])] : children, width });
}

// ---- Runs ----------------------------------------------------------------------------------------------

interface RunLook {
  readonly bold?: boolean;
  readonly color?: string;
  readonly style?: string | undefined;
  readonly language?: { readonly value: string };
}

function runs(paragraph: Paragraph, look: RunLook = {}): TextRun[] {
  const language = paragraph.language === undefined ? {} : { language: locale(paragraph.language) };
  return paragraph.spans.flatMap((span) => spanRuns(span, { ...look, ...language }));
}

function spanRuns(span: Span, look: RunLook = {}): TextRun[] {
  if (span.side !== undefined) {
    const { shape, colour } = sideLook(span.side);
    return [textRun(`${shape}\u00a0${span.text}`, { ...look, bold: true, color: hex(colour) })];
  }
  const marked: RunLook =
    span.mark === undefined
      ? look
      : span.mark === 'strong'
        ? { ...look, bold: true }
        : { ...look, style: span.mark === 'inserted' ? 'InsertedWords' : 'DeletedWords' };
  // An en space before a tab: words that end just before a tab stop would touch those after it.
  return span.text
    .split('\t')
    .flatMap((text, index) => [
      ...(index === 0 ? [] : [textRun('\u2002', marked), tab()]),
      ...(text === '' ? [] : [textRun(text, marked)]),
    ]);
}

/** Words go in as `text`: a child string that reads CURRENT would become a page number. */
function textRun(text: string, { style, ...look }: RunLook = {}): TextRun {
  return new TextRun({ text, ...look, ...(style === undefined ? {} : { style }) });
}

function tab(): TextRun {
  return new TextRun({ children: [new Tab()] });
}

// ---- Header, footer, properties --------------------------------------------------------------------------

/** The matter on the left and the audience on the right, each with room to wrap. */
function pageHeader(memo: Memo): DocxTable {
  const left = Math.round(textWidth * 0.44);
  const cell = (text: string, size: number, alignment: 'left' | 'right', color: string) =>
    new TableCell({
      width: { size, type: 'dxa' },
      children: [styled('PageEdge', [textRun(text, { color: hex(color) })], { alignment })],
    });
  return new DocxTable({
    rows: [
      new TableRow({
        children: [
          cell(memo.title, left, 'left', muted),
          cell(memo.audienceLine, textWidth - left, 'right', memo.audience === 'internal' ? deleted : muted),
        ],
      }),
    ],
    width: { size: textWidth, type: 'dxa' },
    columnWidths: [left, textWidth - left],
    layout: 'fixed',
    borders: {
      top: noBorder,
      bottom: thinLine,
      left: noBorder,
      right: noBorder,
      insideHorizontal: noBorder,
      insideVertical: noBorder,
    },
    margins: { top: 0, bottom: 60, left: 0, right: 0 },
  });
}

function pageFooter(memo: Memo, words: MemoWords): DocxParagraph {
  const fields: Readonly<Record<string, string>> = {
    '{page}': PageNumber.CURRENT,
    '{pages}': PageNumber.TOTAL_PAGES,
  };
  const numbers = words.pageOf.split(/(\{pages?\})/).filter((part) => part !== '');
  return styled(
    'PageEdge',
    [
      textRun(dayInWords(memo.madeOn, memo.language)),
      tab(),
      ...numbers.map((part) => {
        const field = fields[part];
        return field === undefined ? textRun(part) : new TextRun({ children: [field] });
      }),
    ],
    { tabStops: [{ type: 'right', position: textWidth }] },
  );
}

/** Core properties (ECMA-376 part 2, 8.3): what the memo is and its day; nobody's name. */
function coreProperties(memo: Memo): string {
  const day = `${memo.madeOn}T00:00:00Z`;
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    `<dc:title>${escapeXml(memo.title)}</dc:title>`,
    `<dc:subject>${escapeXml(memo.kind)}</dc:subject>`,
    `<dc:language>${locale(memo.language).value}</dc:language>`,
    `<dcterms:created xsi:type="dcterms:W3CDTF">${day}</dcterms:created>`,
    `<dcterms:modified xsi:type="dcterms:W3CDTF">${day}</dcterms:modified>`,
    '</cp:coreProperties>',
  ].join('');
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * Sets the time of every entry to 1980-01-01 00:00, in the local headers and in the central directory
 * (APPNOTE 4.3.7, 4.3.12, 4.4.6). The ZIP is one that was just written here: no comment, no ZIP64.
 */
function withFixedTimes(zip: Uint8Array): Uint8Array {
  const fixed = zip.slice();
  const view = new DataView(fixed.buffer);
  const end = fixed.length - 22;
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  for (let entry = 0; entry < count; entry++) {
    setTime(view, view.getUint32(at + 42, true) + 10);
    setTime(view, at + 12);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  if (at !== end) throw new RangeError('The packed document is not a plain ZIP file.');
  return fixed;
}

function setTime(view: DataView, at: number): void {
  view.setUint16(at, 0, true);
  view.setUint16(at + 2, 0x0021, true);
}
