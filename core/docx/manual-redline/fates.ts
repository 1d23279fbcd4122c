import type { LiveParagraph, LivePart } from './live-text.ts';
import { type BracketSpan, type Fate, fate, findBracketSpans, type InsertionSign, isInsertedRun } from './spans.ts';

/** What becomes of a part's text when a redline made by hand is read as one. */
export interface PartFates {
  readonly live: LivePart;
  /** By paragraph: one `Fate` for each character of its text. */
  readonly characters: readonly Uint8Array[];
  /** Insertions in brackets, outermost, in order. */
  readonly spans: readonly BracketSpan[];
  /** How many brackets look like an insertion that never ends. */
  readonly unclosed: number;
}

/**
 * Decides the fate of every character. `labels`: words in brackets that say themselves that they were deleted or inserted,
 * `[Deleted: thirty]`.
 */
export function decideFates(live: LivePart, sign: InsertionSign | null, labels: boolean): PartFates {
  const { paragraphs } = live;
  const characters = paragraphs.map(({ text }) => new Uint8Array(text.length));
  if (labels)
    for (const [index, paragraph] of paragraphs.entries()) markLabels(paragraph, characters[index] as Uint8Array);
  let spans: readonly BracketSpan[] = [];
  let unclosed = 0;
  if (sign?.brackets === true) {
    const found = findBracketSpans(paragraphs, sign);
    spans = found.spans.filter((span) => isFree(span, characters));
    unclosed = found.unclosed.length;
    for (const span of spans) markSpan(span, paragraphs, characters);
  } else if (sign !== null) {
    for (const [index, { runs }] of paragraphs.entries()) {
      for (const run of runs) {
        if (isInsertedRun(run, sign)) (characters[index] as Uint8Array).fill(fate.inserted, run.from, run.to);
      }
    }
  }
  for (const [index, { runs }] of paragraphs.entries()) {
    for (const run of runs) if (run.look.struck) (characters[index] as Uint8Array).fill(fate.deleted, run.from, run.to);
  }
  return { live, characters, spans, unclosed };
}

/** English and French: what drafters put before deleted and inserted words, in brackets, where they cannot strike. */
const label =
  /\[(deleted|deletion|supprimé|suppression|inserted|insertion|added|ajouté|ajout|inséré)\s?:\s?([^[\]]+)\]/giu;
const deletionLabels = /^(?:dele|suppr)/i;

function markLabels({ text }: LiveParagraph, characters: Uint8Array): void {
  for (const found of text.matchAll(label)) {
    const [whole, name = '', words = ''] = found;
    const to = found.index + whole.length;
    characters.fill(fate.markup, found.index, to);
    characters.fill(deletionLabels.test(name) ? fate.deleted : fate.inserted, to - 1 - words.length, to - 1);
  }
}

/** How many words a text marks as deleted or inserted by saying so. */
export function countLabels(paragraphs: readonly LiveParagraph[]): { deletions: number; insertions: number } {
  const counts = { deletions: 0, insertions: 0 };
  for (const { text } of paragraphs) {
    if (!text.includes('[')) continue;
    for (const [, name = ''] of text.matchAll(label)) counts[deletionLabels.test(name) ? 'deletions' : 'insertions']++;
  }
  return counts;
}

function isFree({ from }: BracketSpan, characters: readonly Uint8Array[]): boolean {
  return characters[from.paragraph]?.[from.offset] === fate.kept;
}

function markSpan({ from, to }: BracketSpan, paragraphs: readonly LiveParagraph[], all: readonly Uint8Array[]): void {
  for (let index = from.paragraph; index <= to.paragraph; index++) {
    const start = index === from.paragraph ? from.offset : 0;
    const end = index === to.paragraph ? to.offset + 1 : (paragraphs[index] as LiveParagraph).text.length;
    all[index]?.fill(fate.inserted, start, end);
  }
  (all[from.paragraph] as Uint8Array)[from.offset] = fate.markup;
  (all[to.paragraph] as Uint8Array)[to.offset] = fate.markup;
}

/** Stretches of a paragraph with the same fate, in order. */
export function* stretches(characters: Uint8Array): Generator<{ from: number; to: number; fate: Fate }> {
  let from = 0;
  for (let to = 1; to <= characters.length; to++) {
    if (to < characters.length && characters[to] === characters[from]) continue;
    yield { from, to, fate: characters[from] as Fate };
    from = to;
  }
}
