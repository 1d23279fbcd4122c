import type { OfficeBlock, OfficeDocument, OfficeParagraph, OfficeStory } from './libreoffice.ts';

/**
 * Whether LibreOffice reads two documents alike: words, list labels and tables' shape of every story.
 *
 * What it makes of the same document in two ways is evened out: a table that floats is in the body or in a frame of its own; what
 * was anchored in tracked text leaves zero-width spaces, an empty tracked row a joiner; frames come in any order, and
 * shapes, headers and footers without words are passed over.
 */
export interface OfficeReading {
  readonly lines: readonly string[];
  /** The same without regard to where the blocks of body and frames stand. */
  readonly sortedLines: readonly string[];
}

export interface OfficeReadingOptions {
  /** Runs with their marks as well. */
  readonly formatting?: boolean;
  /** Which headers and footers are read; all when absent. */
  readonly pages?: boolean;
}

export function readingOf(document: OfficeDocument, options: OfficeReadingOptions = {}): OfficeReading {
  const stories = document.stories.filter(({ kind, blocks }) => {
    if (options.pages === false && (kind === 'header' || kind === 'footer')) return false;
    return kind === 'body' || kind === 'footnote' || kind === 'endnote' || blocks.some(holdsWords);
  });
  const blocksOf = ({ blocks }: OfficeStory, name: string) =>
    blocks.map((block) => blockText(block, options)).map((text) => `${name}: ${text}`);
  const of = (kinds: readonly OfficeStory['kind'][]) => stories.filter(({ kind }) => kinds.includes(kind));
  const notes = of(['footnote', 'endnote']).flatMap((story) => blocksOf(story, story.kind));
  // The pages of a section that came or went show the same header again.
  const pages = new Set(of(['header', 'footer']).map((story) => blocksOf(story, nameOf(story)).join('\n')));
  const placed = [...notes, ...[...pages].sort()];
  const body = of(['body']).flatMap((story) => blocksOf(story, 'body'));
  const frames = of(['frame', 'shape']).map((story) => blocksOf(story, 'frame').join('\n'));
  const placeless = of(['body', 'frame', 'shape']).flatMap((story) => blocksOf(story, ''));
  return { lines: [...body, ...placed, ...frames.sort()], sortedLines: [...placeless.sort(), ...placed] };
}

function nameOf({ kind, label }: OfficeStory): string {
  return `${kind} ${label}`;
}

function holdsWords(block: OfficeBlock): boolean {
  return block.type === 'paragraph' ? block.text !== '' : block.cells.some(({ blocks }) => blocks.some(holdsWords));
}

/** The first difference as LibreOffice sees it, or `null`. */
export function findOfficeDifference(
  expected: OfficeDocument,
  found: OfficeDocument,
  options: OfficeReadingOptions = {},
): string | null {
  const a = readingOf(expected, options);
  const b = readingOf(found, options);
  if (sameLines(a.lines, b.lines) || sameLines(a.sortedLines, b.sortedLines)) return null;
  const index = a.lines.findIndex((line, at) => line !== b.lines[at]);
  const at = index < 0 ? a.lines.length : index;
  return `block ${at + 1} of ${a.lines.length} (${b.lines.length}): ${around(a.lines[at], b.lines[at])}`;
}

/** How many blocks only one of them has, whatever their order. */
export function countApart(a: OfficeDocument, b: OfficeDocument, options: OfficeReadingOptions = {}): number {
  const counts = new Map<string, number>();
  for (const line of readingOf(a, options).sortedLines) counts.set(line, (counts.get(line) ?? 0) + 1);
  for (const line of readingOf(b, options).sortedLines) counts.set(line, (counts.get(line) ?? 0) - 1);
  let apart = 0;
  for (const count of counts.values()) apart += Math.abs(count);
  return apart;
}

function around(expected: string | undefined, found: string | undefined): string {
  if (expected === undefined || found === undefined) {
    return `expected ${JSON.stringify(expected?.slice(0, 80) ?? null)}, found ${JSON.stringify(found?.slice(0, 80) ?? null)}`;
  }
  let from = 0;
  while (from < expected.length && expected[from] === found[from]) from++;
  from = Math.max(0, from - 20);
  const cut = (text: string) => JSON.stringify(text.slice(from, from + 80));
  return `expected …${cut(expected)}, found …${cut(found)}`;
}

function sameLines(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((line, index) => line === b[index]);
}

function blockText(block: OfficeBlock, options: OfficeReadingOptions): string {
  if (block.type === 'paragraph') return paragraphText(block, options);
  const cells = block.cells.map(
    ({ name, blocks }) => `${name} ${blocks.map((each) => blockText(each, options)).join(' ¶ ')}`,
  );
  return `table ${cells.join(' | ')}`;
}

function paragraphText({ label, text, runs }: OfficeParagraph, { formatting }: OfficeReadingOptions): string {
  const words =
    runs.length === 0 ? text : runs.map((run) => (formatting === true ? `<${run.marks}>` : '') + run.text).join('');
  return `[${label}] ${words.replace(/[\u200b\u200d]/g, '')}`;
}
