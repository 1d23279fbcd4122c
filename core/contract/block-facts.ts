import { type Block, blockText, type Paragraph, paragraphText, type TableRow } from '../model/content.ts';
import type { SourceBlock, SourceDocument } from '../model/source.ts';
import { cellText, isColumnPair } from './bilingual.ts';
import { isTitle, type Shape, shapeOf } from './headings.ts';
import { parseLabel, readComputedLabel, type TypedLabel } from './labels.ts';
import { signatureLine } from './vocabulary.ts';

/** What can be said of one block without knowing the others, but for lines that repeat. */
export interface BlockFacts {
  readonly index: number;
  readonly source: SourceBlock;
  readonly text: string;
  readonly kind: 'empty' | 'note' | 'row' | 'paragraph' | 'furniture';
  /** The label it would carry, typed or computed. */
  readonly label: TypedLabel | null;
  /** The label was computed, or is an item of a Markdown list: it is one for certain. */
  readonly labelIsCertain: boolean;
  /** The words after the typed label. */
  readonly words: string;
  readonly headingLevel: number | null;
  readonly listLevel: number | null;
  readonly shape: Shape | null;
  /** The words read as a title. */
  readonly isTitle: boolean;
  /**
   * Of a row with words in its first cell only, the first of them standing out as a title: that first paragraph. The text, label, words,
   * shape and title of such a row are this paragraph's.
   */
  readonly lead: Paragraph | null;
}

/** Longest text that can be a heading of any kind, in characters. */
const longestHeading = 220;

/** `inColumns` says that rows of two cells hold a text in two languages, of which the first counts. */
export function readFacts(source: SourceDocument, inColumns = false): BlockFacts[] {
  const texts = source.blocks.map(({ block }) => blockText(block));
  const furniture = source.format === 'docx' ? new Set<number>() : pageFurniture(source.blocks, texts);
  return source.blocks.map(
    (sourceBlock, index) =>
      (inColumns ? columnFacts(sourceBlock, index, source.format) : null) ??
      factsOf(sourceBlock, index, texts[index] ?? '', furniture.has(index), source.format),
  );
}

function factsOf(
  source: SourceBlock,
  index: number,
  text: string,
  isFurniture: boolean,
  format: SourceDocument['format'],
): BlockFacts {
  const { block } = source;
  const plain = { index, source, text, label: null, labelIsCertain: false, words: text, lead: null } as const;
  const none = { ...plain, headingLevel: null, listLevel: null, shape: null, isTitle: false } as const;
  if (block.type === 'row') return { ...none, ...leadFacts(block), kind: 'row' };
  if (block.role !== undefined) return { ...none, kind: 'note' };
  if (isFurniture || ruleLine.test(text)) return { ...none, kind: 'furniture' };
  if (!/\S/.test(text)) {
    // A heading that is only its computed number ("Article 1") has no words of its own.
    if (block.label === undefined) return { ...none, kind: 'empty' };
  }
  const { label, isCertain } = labelOf(block, text, format);
  const words = text.slice(label?.prefix.length ?? 0);
  const couldBeHeading = words.length <= longestHeading;
  const headingLevel = block.headingLevel ?? styleLevel(source.style);
  return {
    ...plain,
    kind: 'paragraph',
    label,
    labelIsCertain: isCertain,
    words,
    headingLevel: couldBeHeading ? headingLevel : null,
    // Word's list levels say how a number looks; only a bullet's says how deep it stands.
    listLevel: format === 'markdown' || label?.style === 'bullet' ? (block.listLevel ?? null) : null,
    shape: couldBeHeading ? shapeOf(block, text.length - words.length) : null,
    isTitle: couldBeHeading && isTitle(words),
  };
}

/** A row of two languages as the paragraph in its first cell; `null` for any other block. */
function columnFacts(source: SourceBlock, index: number, format: SourceDocument['format']): BlockFacts | null {
  const { block } = source;
  const lead = block.type === 'row' ? block.cells[0]?.paragraphs[0] : undefined;
  if (block.type !== 'row' || !isColumnPair(block) || lead === undefined) return null;
  const text = cellText(block, 0);
  const facts = factsOf({ ...source, block: lead }, index, paragraphText(lead), false, format);
  if (facts.kind !== 'paragraph') return null;
  const isWhole = text === facts.text;
  const words = text.slice(facts.label?.prefix.length ?? 0);
  return {
    ...facts,
    source,
    text,
    words,
    lead,
    isTitle: isWhole && facts.isTitle,
    shape: isWhole ? facts.shape : null,
  };
}

/** What a row is as a heading over the rows after it; nothing where it is none. */
function leadFacts(row: TableRow): Partial<BlockFacts> {
  const [first, ...others] = row.cells;
  const lead = first?.paragraphs[0];
  if (lead === undefined || others.some((cell) => /\S/.test(blockText({ type: 'row', cells: [cell] })))) return {};
  const text = paragraphText(lead);
  const label = parseLabel(text);
  const words = text.slice(label?.prefix.length ?? 0);
  const shape = text.length > longestHeading ? null : shapeOf(lead, text.length - words.length);
  const titled = isTitle(words) || (label?.style === 'schedule' && words.trim() === '');
  if (!titled || (label !== null && label.style !== 'schedule')) return {};
  // A schedule's heading stands out by its name; any other needs to be set off.
  if (shapeOf(lead, 0) === null && !(label !== null && first?.paragraphs.length === 1)) return {};
  return { text, label, words, shape: shape ?? shapeOf(lead, 0), isTitle: true, lead };
}

/** A computed number, or else a typed one: a bullet that a number follows is only how the number was set. */
function labelOf(
  block: Paragraph,
  text: string,
  format: SourceDocument['format'],
): { label: TypedLabel | null; isCertain: boolean } {
  const typed = parseLabel(text);
  if (block.label === undefined) {
    if (format !== 'markdown' || block.listLevel === undefined || typed === null)
      return { label: typed, isCertain: false };
    // The reader sets the marker of a list item as a run of its own.
    const isMarker = typed.prefix.trim() !== '' && block.runs[0]?.text.trim() === typed.prefix.trim();
    return { label: ofList(typed, block.listLevel), isCertain: isMarker };
  }
  const computed = readComputedLabel(block.label);
  // A bullet before "Section 1: General" or "Exhibit A" makes it one line of a list of them.
  const numbers = typed !== null && !['bullet', 'keyword', 'schedule'].includes(typed.style);
  if (computed.style === 'bullet' && numbers) return { label: typed, isCertain: false };
  return { label: ofList(computed, block.listLevel), isCertain: true };
}

/** Lists at different depths count for themselves, even when their numbers look the same. */
function ofList(label: TypedLabel | null, level: number | undefined): TypedLabel | null {
  if (label === null || level === undefined || label.style === 'keyword' || label.style === 'schedule') return label;
  const readings = label.readings.map((reading) =>
    reading.parentKey === null ? { ...reading, series: `${reading.series} @${level}` } : reading,
  );
  return { ...label, readings };
}

function styleLevel(style: string | undefined): number | null {
  const match = style === undefined ? null : /^(?:heading|titre|überschrift)\s?([1-9])$/i.exec(style);
  return match === null ? null : Number(match[1]) - 1;
}

/** A line that only parts: dashes, stars; not underscores, over which someone signs. */
const ruleLine = /^\s*[=~*–—•·-][\s=~*–—•·-]{2,}$/;
const pageNumber =
  /^[\s[(–—-]*(?:page\s*)?(?:\d{1,4}|[ivxl]{1,7}|[A-Z]-\d{1,3})(?:\s*(?:\/|of|sur|de)\s*\d{1,4})?[\s\])–—-]*$/i;

/**
 * What a page prints and a contract does not say: page numbers, and lines that come back on many pages.
 * They stay in the text, inside the clause that the page ended in.
 */
function pageFurniture(blocks: readonly SourceBlock[], texts: readonly string[]): Set<number> {
  const furniture = new Set<number>();
  const places = new Map<string, number[]>();
  for (const [i, text] of texts.entries()) {
    const { block } = blocks[i] as SourceBlock;
    if (text.length === 0 || text.length > 250 || block.type === 'row' || block.headingLevel !== undefined) continue;
    if (pageNumber.test(text) && !/^[ivxl]$/.test(text)) furniture.add(i);
    else {
      const key = text.replace(/\d+/g, '0');
      const known = places.get(key);
      if (known === undefined) places.set(key, [i]);
      else known.push(i);
    }
  }
  for (const [text, indexes] of places) {
    if (indexes.length < 3 || signatureLine.test(text) || parseLabel(text) !== null) continue;
    const besideNumber = indexes.filter((i) => furniture.has(i - 1) || furniture.has(i + 1)).length;
    const running = besideNumber * 2 > indexes.length;
    if (running || (indexes.length >= 4 && !isTitle(text) && /\d|\*{2}/.test(text)))
      for (const i of indexes) furniture.add(i);
  }
  return furniture;
}

/** The text ends where a sentence or list item ends. */
export function endsWell(text: string): boolean {
  return /[.;:!?…—–,][\s"”»)\]*_]*$|[)\]"”»]\s*$|[.;,]\s*(?:and|or|et|ou|and\/or|et\/ou)\s*$/iu.test(text.slice(-24));
}

/** The text announces what follows. */
export function leadsIn(text: string): boolean {
  return /[:—–]\s*$/.test(text.slice(-8));
}

/** The text breaks off inside a sentence, as at the bottom of a page. */
export function breaksOff(text: string): boolean {
  return (
    text.length >= 60 &&
    /[\p{L},\d]\s*$/u.test(text.slice(-8)) &&
    !/[.;,]\s*(?:and|or|et|ou)\s*$/u.test(text.slice(-12))
  );
}

/** A label is typed at the very beginning of a row, in its first cell's first paragraph. */
function rowWithoutPrefix(row: TableRow, length: number): TableRow {
  const [first, ...others] = row.cells;
  const [lead, ...rest] = first?.paragraphs ?? [];
  if (lead === undefined) return row;
  const cut = withoutPrefix(lead, length, false) as Paragraph;
  return { ...row, cells: [{ paragraphs: [cut, ...rest] }, ...others] };
}

/** Cuts the first `length` characters off a block: a paragraph's runs, or those of the paragraph that a row begins with. */
export function withoutPrefix(block: Block, length: number, dropLabel: boolean): Block {
  if (block.type === 'row') return length === 0 ? block : rowWithoutPrefix(block, length);
  const { label, ...rest } = block;
  const kept = dropLabel || label === undefined ? rest : block;
  if (length === 0) return kept;
  const runs = [];
  let left = length;
  for (const run of block.runs) {
    if (left >= run.text.length) {
      left -= run.text.length;
      continue;
    }
    runs.push(left === 0 ? run : { ...run, text: run.text.slice(left) });
    left = 0;
  }
  return { ...kept, runs };
}
