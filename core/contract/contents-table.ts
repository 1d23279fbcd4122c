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
const comparedLength = 120;

/** The indexes of the blocks that are tables of contents. */
export function findContents(facts: readonly BlockFacts[]): Set<number> {
  const contents = new Set<number>();
  const later = new LaterText(facts);
  // Looking for a run at every block would cost the square of a document made of nothing but such lines.
  let steps = 2_000 + facts.length * 4;
  for (let i = 0; i < facts.length; i += 1) {
    const fact = facts[i];
    if (fact === undefined || contents.has(i)) continue;
    if (/^(?:toc|tm|contents|table of contents|table des matières)\b/i.test(fact.source.style ?? '')) contents.add(i);
    else if (isRunOnContents(fact.text)) contents.add(i);
    else if (contentsHeading.test(fact.text.slice(0, 60))) {
      const to = endOfTable(facts, i + 1, later);
      if (to > i + 1) for (let k = i; k < to; k += 1) contents.add(k);
    } else if (i < Math.max(60, facts.length * earlyPart) && steps > 0) {
      const { to, seen } = endOfRun(facts, i, later);
      steps -= seen;
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
    const text = later.text(i);
    // The table's first entry again: here the document itself begins.
    if (first !== null && text === first) break;
    const isEntry =
      fact.text.length > longestLine
        ? contentsEntries(fact.text) >= fact.text.length / 130
        : endsInPage(fact.text) || later.place(i) !== -1;
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

/** Where a run of lines that come back later ends: `from` when it is too short, or when they are no table. */
function endOfRun(facts: readonly BlockFacts[], from: number, later: LaterText): { to: number; seen: number } {
  const none = { to: from, seen: 1 };
  const start = facts[from];
  if (start === undefined || isSkipped(start) || !mayBeEntry(start) || later.place(from) === -1) return none;
  const places: number[] = [];
  let misses = 0;
  let to = from;
  let i = from;
  for (; i < facts.length && places.length < longestRun; i += 1) {
    const fact = facts[i];
    if (fact === undefined) break;
    if (isSkipped(fact)) continue;
    if ((i > from && later.text(i) === later.text(from)) || !mayBeEntry(fact)) break;
    const place = later.place(i);
    if (place === -1) {
      misses += 1;
      if (misses > 2) break;
      continue;
    }
    misses = 0;
    places.push(place);
    to = i + 1;
  }
  const seen = i - from + 1;
  const spread = Math.max(...places) - Math.min(...places);
  // Lines that come back without any text between them are a form that repeats.
  const isTable = places.length >= fewestWithoutHeading && spread >= places.length * 1.5 && Math.max(...places) > to;
  return { to: isTable ? to : from, seen };
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
  const start = text.slice(0, comparedLength);
  // Looking for a page number costs more than to see that there is none.
  const title = /[\divxl]\s*$/.test(start.slice(-4)) ? start.replace(/[\s.…_]+(?:\d{1,4}|[ivxl]{1,6})\s*$/, '') : start;
  return title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Finds where a line of a table comes back as the whole or the beginning of a later block. */
class LaterText {
  private readonly texts: string[] = [];
  /** The last block with exactly this text. */
  private readonly lastPlace = new Map<string, number>();
  /** By the first letters, the last few blocks that begin with them. */
  private readonly byStart = new Map<string, number[]>();

  constructor(facts: readonly BlockFacts[]) {
    for (const fact of facts) {
      const text = fact.kind === 'paragraph' ? comparable(fact.text) : '';
      this.texts.push(text);
      if (text.length < 3) continue;
      this.lastPlace.set(text, fact.index);
      const start = text.slice(0, startLength);
      const known = this.byStart.get(start);
      if (known === undefined) this.byStart.set(start, [fact.index]);
      else {
        known.push(fact.index);
        if (known.length > mostStarts) known.shift();
      }
    }
  }

  /** The comparable text of a block. */
  text(index: number): string {
    return this.texts[index] ?? '';
  }

  /** The last block after this one that it is the whole or the beginning of, or -1. */
  place(index: number): number {
    const text = this.text(index);
    if (text.length < 3) return -1;
    const exact = this.lastPlace.get(text) ?? -1;
    if (exact > index) return exact;
    if (text.length < 8) return -1;
    for (const other of this.byStart.get(text.slice(0, startLength)) ?? []) {
      if (other > index && this.text(other).startsWith(text)) return other;
    }
    return -1;
  }
}

const startLength = 10;
const mostStarts = 64;
