import type { BlockFacts } from './block-facts.ts';
import { contentsEntries, isRunOnContents } from './run-on-lines.ts';
import { contentsHeading, signatureLine } from './vocabulary.ts';

/**
 * Tables of contents. Their lines look like the headings they list, numbers included, and would pair with them in a
 * comparison; so they are found first and kept out of the numbering, as one clause of the preamble.
 *
 * A block belongs to a table when its style says so (`TOC 2`), when it stands under a heading such as "Sommaire" and ends in a
 * page number or comes back further down, or, without any heading, when it is one of several lines in a row that
 * come back further down.
 */

const longestLine = 240;
const fewestWithoutHeading = 4;
/** A table without a heading stands in this part of the document, and is no longer than this many lines. */
const earlyPart = 0.3;
const longestRun = 400;
const comparedLength = 160;

/** The indexes of the blocks that are tables of contents. */
export function findContents(facts: readonly BlockFacts[]): Set<number> {
  const contents = new Set<number>();
  const later = new LaterText(facts);
  for (let i = 0; i < facts.length; i += 1) {
    const fact = facts[i];
    if (fact === undefined || contents.has(i)) continue;
    if (/^(?:toc|tm|contents|table of contents|table des matières)\b/i.test(fact.source.style ?? '')) contents.add(i);
    else if (isRunOnContents(fact.text)) contents.add(i);
    else if (contentsHeading.test(fact.text.slice(0, 60))) {
      const to = endOfTable(facts, i + 1, later);
      if (to > i + 1) for (let k = i; k < to; k += 1) contents.add(k);
    } else if (i < Math.max(60, facts.length * earlyPart)) {
      const to = endOfRun(facts, i, later);
      for (let k = i; k < to; k += 1) contents.add(k);
    }
  }
  return contents;
}

/** Where the table under a heading ends: `from` when there is none. */
function endOfTable(facts: readonly BlockFacts[], from: number, later: LaterText): number {
  let to = from;
  let misses = 0;
  let first: string | null = null;
  for (let i = from; i < facts.length; i += 1) {
    const fact = facts[i];
    if (fact === undefined) break;
    if (isSkipped(fact)) continue;
    if (/^(?:toc|tm)\b/i.test(fact.source.style ?? '')) {
      to = i + 1;
      continue;
    }
    const text = comparable(fact.text);
    // The table's first entry again: here the document itself begins.
    if (first !== null && text === first) break;
    const isEntry =
      fact.text.length > longestLine
        ? contentsEntries(fact.text) >= fact.text.length / 130
        : endsInPage(fact.text) || later.has(fact.text, i);
    if (text === '' || !isEntry) {
      if (/^(?:pages?|article|section|clause)s?:?$/i.test(fact.text)) continue;
      misses += 1;
      if (misses > 1) break;
      continue;
    }
    misses = 0;
    first ??= text;
    to = i + 1;
  }
  return to;
}

/** Where a run of lines that all come back later ends: `from` when it is too short. */
function endOfRun(facts: readonly BlockFacts[], from: number, later: LaterText): number {
  const start = facts[from];
  if (start === undefined || isSkipped(start) || !mayBeEntry(start) || !later.has(start.text, from)) return from;
  const first = comparable(start.text);
  let entries = 0;
  let misses = 0;
  let to = from;
  let place = -1;
  for (let i = from; i < facts.length && entries < longestRun; i += 1) {
    const fact = facts[i];
    if (fact === undefined) break;
    if (isSkipped(fact)) continue;
    if (i > from && comparable(fact.text) === first) break;
    if (!mayBeEntry(fact)) break;
    if (!later.has(fact.text, i)) {
      misses += 1;
      if (misses > 2) break;
      continue;
    }
    misses = 0;
    place = Math.max(place, later.place(fact.text, Math.max(i, place)));
    entries += 1;
    to = i + 1;
  }
  // Lines that come back right here are a form that repeats, not a table.
  return entries >= fewestWithoutHeading && place > to ? to : from;
}

function isSkipped(fact: BlockFacts): boolean {
  return fact.kind === 'empty' || fact.kind === 'furniture' || fact.kind === 'note';
}

function mayBeEntry(fact: BlockFacts): boolean {
  if (fact.kind !== 'paragraph' || fact.text.length > longestLine || fact.label?.style === 'bullet') return false;
  if (fact.label === null && !fact.isTitle) return false;
  return (
    !signatureLine.test(fact.text) && !/[;,:]$/.test(fact.text) && /\p{L}{3}/u.test(fact.text) && fact.words !== ''
  );
}

function endsInPage(text: string): boolean {
  return (
    /(?:[.…_]{3,}|\t|\s{2,}|\S\s)\s*(?:\d{1,4}|[ivxl]{1,6}|[A-Z]-\d{1,3})$/.test(text.slice(-40)) ||
    /[.…_]{6,}/.test(text)
  );
}

/** Letters and digits only, without the page number at the end; entries are told apart by their first words. */
function comparable(text: string): string {
  return text
    .slice(0, comparedLength)
    .replace(/[\s.…_]+(?:\d{1,4}|[ivxl]{1,6})\s*$/, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Finds where a line of a table comes back as the whole or the beginning of a later block. */
class LaterText {
  /** By the first letters of the comparable text, in document order. */
  private readonly byStart = new Map<string, { index: number; text: string }[]>();

  constructor(facts: readonly BlockFacts[]) {
    for (const fact of facts) {
      if (fact.kind !== 'paragraph') continue;
      const text = comparable(fact.text);
      if (text.length < 3) continue;
      const key = text.slice(0, 10);
      const known = this.byStart.get(key);
      if (known === undefined) this.byStart.set(key, [{ index: fact.index, text }]);
      else if (known.length < 64) known.push({ index: fact.index, text });
    }
  }

  has(text: string, index: number): boolean {
    return this.place(text, index) !== -1;
  }

  /** The first block after `index` that begins with this line, or -1. */
  place(line: string, index: number): number {
    const text = comparable(line);
    if (text.length < 3) return -1;
    for (const other of this.byStart.get(text.slice(0, 10)) ?? []) {
      if (other.index <= index) continue;
      if (other.text === text || (text.length >= 8 && other.text.startsWith(text))) return other.index;
    }
    return -1;
  }
}
