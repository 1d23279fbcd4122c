import type { Platform } from '../../platform.ts';
import { decodeNarrowStretch, encodeNarrowXml } from '../narrow-xml.ts';
import { orderSplices, type Splice } from '../splices.ts';
import type { KnownBlocks, KnownElement } from './known-blocks.ts';

/**
 * A part that is written from A's by splices, and read back without making a text of what did not change.
 *
 * Most of a redline is A to the character. Where whole blocks of A stand in a row, the writer names them and the bytes they
 * became. Of the written file those bytes are decoded and compared with A's text, which takes no time to speak of; everything else is
 * decoded as it stands in the file and read as XML, with gaps where those blocks were. So nothing is believed: a byte is either
 * compared with A's or parsed. The first two blocks of a row are left in the text: the first may take up the words of a
 * paragraph before it whose mark is gone, and the second says where the gap is.
 */
export interface WrittenPart {
  readonly bytes: Uint8Array;
  readonly rows: readonly WrittenRow[];
}

/** Known blocks in a row, by their numbers `first` to before `end`, and the bytes that they became. */
interface WrittenRow {
  readonly first: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
}

/** A part with gaps, by the offset of the block before each, whose number is `before`: the blocks behind it up to `end` are left out. */
export interface GappedPart {
  readonly text: string;
  readonly gaps: ReadonlyMap<number, Gap>;
}

export interface Gap {
  readonly before: number;
  end: number;
}

interface Piece {
  readonly text: string;
  readonly row: { readonly first: number; readonly end: number } | null;
}

const leftInText = 2;
/** UTF-16 units that are compared at a time: short-lived strings. */
const longestRow = 1 << 16;

/** The part of A that these are the blocks of, with the splices made. Throws `RangeError` as `applySplices` does. */
export function writeSpliced(known: KnownBlocks, splices: readonly Splice[], platform: Platform): WrittenPart {
  const { text, elements } = known;
  const pieces: Piece[] = [];
  let next = 0;
  const keep = (from: number, to: number) => {
    while (next < elements.length && (elements[next] as KnownElement).from < from) next++;
    let at = from;
    while (next < elements.length && (elements[next] as KnownElement).to <= to) {
      const end = rowEnd(elements, next, to);
      for (let first = next + leftInText; first < end; ) {
        const last = lastOfLength(elements, first, end);
        const { from: rowFrom } = elements[first] as KnownElement;
        const { to: rowTo } = elements[last - 1] as KnownElement;
        if (rowFrom > at) pieces.push({ text: text.slice(at, rowFrom), row: null });
        pieces.push({ text: text.slice(rowFrom, rowTo), row: { first, end: last } });
        at = rowTo;
        first = last;
      }
      next = end;
    }
    if (at < to) pieces.push({ text: text.slice(at, to), row: null });
  };
  let at = 0;
  for (const splice of orderSplices(text, splices)) {
    keep(at, splice.from);
    pieces.push({ text: splice.text, row: null });
    at = splice.to;
  }
  keep(at, text.length);

  const { bytes, ends } = encodeNarrowXml(
    pieces.map((piece) => piece.text),
    platform,
  );
  const rows: WrittenRow[] = [];
  for (const [index, { row }] of pieces.entries()) {
    if (row !== null) rows.push({ ...row, from: ends[index - 1] ?? 0, to: ends[index] as number });
  }
  return { bytes, rows };
}

/** Behind the last of the elements that follow one another without anything between them. */
function rowEnd(elements: readonly KnownElement[], first: number, to: number): number {
  let end = first + 1;
  while (end < elements.length && (elements[end] as KnownElement).from === (elements[end - 1] as KnownElement).to) {
    if ((elements[end] as KnownElement).to > to) break;
    end++;
  }
  return end;
}

function lastOfLength(elements: readonly KnownElement[], first: number, end: number): number {
  const from = (elements[first] as KnownElement).from;
  let last = first + 1;
  while (last < end && (elements[last] as KnownElement).to - from <= longestRow) last++;
  return last;
}

/**
 * The part as it was read back from the file, without the blocks that stand in it as they do in A; `null` when not all of
 * what was said of them is so.
 */
export function findGapped(
  bytes: Uint8Array,
  rows: readonly WrittenRow[],
  known: KnownBlocks,
  platform: Platform,
): GappedPart | null {
  const { elements } = known;
  const gaps = new Map<number, Gap>();
  let gap: Gap | null = null;
  let text = '';
  let at = 0;
  for (const { first, end, from, to } of rows) {
    if (from < at || to > bytes.length) return null;
    const found = decodeNarrowStretch(bytes.subarray(from, to), platform);
    const expected = known.text.slice((elements[first] as KnownElement).from, (elements[end - 1] as KnownElement).to);
    if (found !== expected) return null;
    if (gap !== null && from === at && gap.end === first) gap.end = end;
    else {
      const before = decodeNarrowStretch(bytes.subarray(at, from), platform);
      if (before === null) return null;
      text += before;
      const last = elements[first - 1] as KnownElement;
      gap = { before: first - 1, end };
      gaps.set(text.length - (last.to - last.from), gap);
    }
    at = to;
  }
  const rest = decodeNarrowStretch(bytes.subarray(at), platform);
  return rest === null ? null : { text: text + rest, gaps };
}
