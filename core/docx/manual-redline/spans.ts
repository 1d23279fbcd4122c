import type { LiveParagraph, LiveRun, Look } from './live-text.ts';

/** What a character of a redline made by hand is. */
export const fate = { kept: 0, deleted: 1, inserted: 2, markup: 3 } as const;
export type Fate = (typeof fate)[keyof typeof fate];

/** How inserted words are marked. Where it says nothing of a property, the property does not matter. */
export interface InsertionSign {
  readonly brackets: boolean;
  readonly bold: boolean;
  readonly underline: 'none' | 'single' | 'double';
  /** RRGGBB, or `null`. */
  readonly colour: string | null;
}

/** Words in brackets: both brackets' places, from the paragraph and character of the first to those of the last. */
export interface BracketSpan {
  readonly from: Place;
  readonly to: Place;
}

export interface Place {
  readonly paragraph: number;
  readonly offset: number;
}

/** Whether a run looks as inserted words do, brackets apart. */
export function hasLook(look: Look, sign: InsertionSign): boolean {
  if (sign.bold && !look.bold) return false;
  if (sign.underline === 'double' && look.underline !== 'double') return false;
  if (sign.underline === 'single' && look.underline === 'none') return false;
  return sign.colour === null || look.colour === sign.colour;
}

/** Brackets that nobody closes are looked for no further than this, so that a hostile file costs no square. */
const limits = { paragraphs: 400, characters: 60_000, unclosed: 200 };
/** The share of letters between brackets that must look inserted, in per cent; live text swallowed by a forgotten bracket does not. */
const leastShare = 60;

/**
 * Finds the bracketed words that look inserted. Brackets inside brackets belong to the words, and struck ones to the words
 * struck. `unclosed`: brackets that look like the beginning of an insertion without an end; their words stay live.
 */
export function findBracketSpans(
  paragraphs: readonly LiveParagraph[],
  sign: InsertionSign,
): { spans: readonly BracketSpan[]; unclosed: readonly Place[] } {
  const spans: BracketSpan[] = [];
  const unclosed: Place[] = [];
  let at: Place = { paragraph: 0, offset: 0 };
  for (;;) {
    const from = findOpening(paragraphs, at, sign);
    if (from === null) break;
    const to = unclosed.length > limits.unclosed ? null : findClosing(paragraphs, from, sign);
    if (to === null) unclosed.push(from);
    else spans.push({ from, to });
    at = { paragraph: (to ?? from).paragraph, offset: (to ?? from).offset + 1 };
  }
  return { spans, unclosed };
}

function findOpening(paragraphs: readonly LiveParagraph[], at: Place, sign: InsertionSign): Place | null {
  for (let paragraph = at.paragraph; paragraph < paragraphs.length; paragraph++) {
    const { text, runs } = paragraphs[paragraph] as LiveParagraph;
    let offset = text.indexOf('[', paragraph === at.paragraph ? at.offset : 0);
    for (; offset >= 0; offset = text.indexOf('[', offset + 1)) {
      const look = lookAt(runs, offset);
      if (!look.struck && hasLook(look, sign)) return { paragraph, offset };
    }
  }
  return null;
}

/** With brackets counted first; where that leads nowhere because one was forgotten, the first one that closes plausibly. */
function findClosing(paragraphs: readonly LiveParagraph[], from: Place, sign: InsertionSign): Place | null {
  return walkToClosing(paragraphs, from, sign, true) ?? walkToClosing(paragraphs, from, sign, false);
}

function walkToClosing(
  paragraphs: readonly LiveParagraph[],
  from: Place,
  sign: InsertionSign,
  nests: boolean,
): Place | null {
  const { container } = paragraphs[from.paragraph] as LiveParagraph;
  const last = Math.min(paragraphs.length, from.paragraph + limits.paragraphs);
  let depth = 0;
  let letters = 0;
  let alike = 0;
  let characters = 0;
  for (let index = from.paragraph; index < last && characters < limits.characters; index++) {
    const paragraph = paragraphs[index] as LiveParagraph;
    const start = index === from.paragraph ? from.offset + 1 : 0;
    for (const run of paragraph.runs) {
      if (run.to <= start || run.look.struck) continue;
      const looksInserted = hasLook(run.look, sign);
      for (let offset = Math.max(run.from, start); offset < run.to; offset++) {
        const character = paragraph.text[offset] as string;
        characters++;
        if (character === '[') depth++;
        else if (character === ']') {
          if (depth > 0 && nests) depth--;
          else if (paragraph.container === container && 100 * alike >= leastShare * letters)
            return { paragraph: index, offset };
          else if (nests) return null;
        } else if (!isSpace(character)) {
          letters++;
          if (looksInserted) alike++;
        }
      }
    }
  }
  return null;
}

/** Runs that look inserted, where the convention has no brackets: their places, joined where nothing but white space is between. */
export function isInsertedRun(run: LiveRun, sign: InsertionSign): boolean {
  return !run.look.struck && !run.look.inLink && hasLook(run.look, sign);
}

export function lookAt(runs: readonly LiveRun[], offset: number): Look {
  let from = 0;
  let to = runs.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((runs[middle] as LiveRun).to <= offset) from = middle + 1;
    else to = middle;
  }
  return (runs[from] as LiveRun).look;
}

function isSpace(character: string): boolean {
  return character === ' ' || character === '\t' || character === '\n' || character === '\u00a0';
}
