import { findChild } from '../xml.ts';
import type { PartFates } from './fates.ts';
import type { LiveParagraph, LiveRow } from './live-text.ts';
import { type Fate, fate } from './spans.ts';

/** What happens to the ends of paragraphs, and to rows of tables, by the index of the paragraph or row. */
export interface MarkFates {
  readonly paragraphs: readonly Fate[];
  readonly rows: readonly Fate[];
}

/**
 * Decides which paragraphs come or go whole, mark and all, so that no empty paragraph is left behind when the redline is accepted or
 * rejected. Of words inserted from the middle of one paragraph to the middle of another, the marks between are inserted; where they end
 * with a paragraph, its mark is, and the first one's stays where it was.
 *
 * White space around the words of such a paragraph shares their fate: `characters` is changed accordingly.
 */
export function decideMarks(part: PartFates): MarkFates {
  const { live, characters } = part;
  const { paragraphs } = live;
  const insides = insideSpans(part);
  const found: Fate[] = paragraphs.map((paragraph, index) => {
    const whole = wholeFate(paragraph, characters[index] as Uint8Array, insides.has(index));
    return paragraph.canJoinNext ? whole : fate.kept;
  });
  for (const chain of chainsOf(part)) insertMarks(chain, paragraphs, found);
  const rows = live.rows.map((row) => rowFate(row, part, insides));
  for (const [index, mark] of found.entries()) {
    const each = characters[index] as Uint8Array;
    if (mark !== fate.kept && !hasKeptWords(paragraphs[index] as LiveParagraph, each)) {
      for (let at = 0; at < each.length; at++) if (each[at] === fate.kept) each[at] = mark;
    }
  }
  return { paragraphs: found, rows };
}

/** Paragraphs, one after the other, whose marks lie inside insertions, and the one in which the last of these ends. */
function chainsOf({ live, spans }: PartFates): readonly (readonly number[])[] {
  const chains: number[][] = [];
  for (const { from, to } of spans) {
    if (from.paragraph === to.paragraph) continue;
    const { container } = live.paragraphs[from.paragraph] as LiveParagraph;
    const last = chains.at(-1);
    const chain = last?.at(-1) === from.paragraph ? last : [from.paragraph];
    if (chain !== last) chains.push(chain);
    for (let index = from.paragraph + 1; index <= to.paragraph; index++) {
      if (live.paragraphs[index]?.container === container) chain.push(index);
    }
  }
  return chains;
}

/**
 * `found` has the fates of paragraphs that hold nothing but what came, or went; those of the others in the chain are decided here. Where the
 * chain ends with a paragraph, that one's mark is inserted instead of the mark of the last one with other words.
 */
function insertMarks(chain: readonly number[], paragraphs: readonly LiveParagraph[], found: Fate[]): void {
  const last = chain.at(-1) as number;
  const mixed = chain
    .slice(0, -1)
    .filter((index) => found[index] === fate.kept && paragraphs[index]?.canJoinNext === true);
  if (found[last] === fate.inserted) mixed.pop();
  for (const index of mixed) found[index] = fate.inserted;
}

/** Paragraphs that lie inside an insertion, neither its first nor its last. */
function insideSpans({ spans }: PartFates): ReadonlySet<number> {
  const inside = new Set<number>();
  for (const { from, to } of spans)
    for (let index = from.paragraph + 1; index < to.paragraph; index++) inside.add(index);
  return inside;
}

/** The one fate of all words of a paragraph. */
function wholeFate(paragraph: LiveParagraph, characters: Uint8Array, isInside: boolean): Fate {
  const { text } = paragraph;
  let deleted = false;
  let inserted = false;
  for (let at = 0; at < text.length; at++) {
    if ((text[at] as string).trim() === '' || characters[at] === fate.markup) continue;
    if (characters[at] === fate.deleted) deleted = true;
    else if (characters[at] === fate.inserted) inserted = true;
    else return fate.kept;
  }
  if (holdsKeptObject(paragraph)) return fate.kept;
  if (deleted !== inserted) return deleted ? fate.deleted : fate.inserted;
  if (deleted || inserted) return fate.kept;
  if (isInside) return fate.inserted;
  return hasStruckMark(paragraph) ? fate.deleted : fate.kept;
}

/** An empty line whose own mark was struck, as when several paragraphs were selected and struck at once. */
function hasStruckMark({ properties }: LiveParagraph): boolean {
  const mark = properties === null ? null : findChild(properties, 'w:rPr');
  return mark !== null && (findChild(mark, 'w:strike') !== null || findChild(mark, 'w:dstrike') !== null);
}

const objects: ReadonlySet<string> = new Set([
  ...['w:drawing', 'w:pict', 'w:object', 'w:footnoteReference', 'w:endnoteReference', 'mc:AlternateContent'],
]);

function holdsKeptObject({ runs }: LiveParagraph): boolean {
  return runs.some(({ look, pieces }) => !look.struck && pieces.some(({ element }) => objects.has(element.name)));
}

function hasKeptWords({ text }: LiveParagraph, characters: Uint8Array): boolean {
  for (let at = 0; at < text.length; at++) {
    if (characters[at] === fate.kept && (text[at] as string).trim() !== '') return true;
  }
  return false;
}

/** A row comes or goes when all of its words do; an empty one when it lies inside an insertion. */
function rowFate({ from, to }: LiveRow, { live, characters }: PartFates, insides: ReadonlySet<number>): Fate {
  let found: Fate | null = null;
  for (let index = from; index < to; index++) {
    const paragraph = live.paragraphs[index] as LiveParagraph;
    if (paragraph.text.trim() === '') continue;
    const whole = wholeFate(paragraph, characters[index] as Uint8Array, false);
    if (found !== null && whole !== found) return fate.kept;
    found = whole;
  }
  if (found !== null) return found;
  return from < to && insides.has(from) && insides.has(to - 1) ? fate.inserted : fate.kept;
}
