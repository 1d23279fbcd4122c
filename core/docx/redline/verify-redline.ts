import { type Block, isSameBlock } from './blocks.ts';
import type { Stories, Story } from './stories.ts';

/** Where two documents that should be the same are not. */
export interface Difference {
  /** Which story, such as `body`, `footnote 3`, `header first`. */
  readonly story: string;
  /** The number of the block in it, from 1. */
  readonly block: number;
  readonly construct:
    | 'words'
    | 'formatting'
    | 'paragraph properties'
    | 'numbering label'
    | 'table'
    | 'text box'
    | 'number of paragraphs'
    | 'story';
  readonly expected: string;
  readonly found: string;
}

/**
 * The law of a redline, for one view: every story of what was written is the story that it must be: words, formatting,
 * paragraph properties and computed labels of every paragraph, and the shape of every table. The first difference, or `null`.
 */
export function findDifference(expected: Stories, found: Stories): Difference | null {
  return (
    storyDifference('body', expected.body, found.body) ??
    notesDifference(expected, found) ??
    pagesDifference(expected, found)
  );
}

function storyDifference(story: string, expected: Story, found: Story): Difference | null {
  if (isEmpty(expected) && isEmpty(found)) return null;
  const count = Math.max(expected.blocks.length, found.blocks.length);
  for (let index = 0; index < count; index++) {
    const difference = blockDifference(expected.blocks[index], found.blocks[index]);
    if (difference === null) continue;
    const { construct, expected: wanted, found: got } = difference;
    return { story, block: index + 1, construct, expected: quoted(wanted), found: quoted(got) };
  }
  return null;
}

/** A story must hold a paragraph; some programs leave that out. */
function isEmpty({ blocks }: Story): boolean {
  return blocks.length === 0 || (blocks.length === 1 && blocks[0]?.kind === 'paragraph' && blocks[0].text === '');
}

type Found = Pick<Difference, 'construct' | 'expected' | 'found'>;

function blockDifference(expected: Block | undefined, found: Block | undefined): Found | null {
  if (expected === undefined || found === undefined) {
    return { construct: 'number of paragraphs', expected: describe(expected), found: describe(found) };
  }
  if (expected.kind !== found.kind || expected.text !== found.text) {
    return { construct: 'words', expected: describe(expected), found: describe(found) };
  }
  if (expected.label !== found.label) {
    return { construct: 'numbering label', expected: expected.label, found: found.label };
  }
  if (isSameBlock(expected, found)) return null;
  if (expected.kind !== 'paragraph' || found.kind !== 'paragraph') {
    return { construct: 'table', expected: describe(expected), found: describe(found) };
  }
  if (expected.looks !== found.looks) return { construct: 'formatting', expected: expected.looks, found: found.looks };
  if (expected.boxesKey !== found.boxesKey) {
    return { construct: 'text box', expected: expected.boxesKey, found: found.boxesKey };
  }
  return { construct: 'paragraph properties', expected: expected.paragraphKey, found: found.paragraphKey };
}

function describe(block: Block | undefined): string {
  return block === undefined ? 'nothing' : `${block.kind} “${block.text}”`;
}

/** Enough to find the place in the file; objects are boxes. */
const longestQuote = 160;

function quoted(text: string): string {
  const shown = text
    .replace(/[\u{100000}-\u{10fffd}]/gu, '\u25a1')
    .replaceAll('\0', ' ')
    .replaceAll('\u0001', ' ');
  return shown.length > longestQuote ? `${shown.slice(0, longestQuote)}…` : shown;
}

/** Notes are told apart by the order in which they are referred to. */
function notesDifference(expected: Stories, found: Stories): Difference | null {
  const before = notesOf(expected);
  const after = notesOf(found);
  for (let index = 0; index < Math.max(before.length, after.length); index++) {
    const a = before[index];
    const b = after[index];
    if (a === undefined || b === undefined) {
      return { story: `note ${index + 1}`, block: 0, construct: 'story', expected: String(a), found: String(b) };
    }
    const difference = storyDifference(`note ${index + 1}`, a, b);
    if (difference !== null) return difference;
  }
  return null;
}

function notesOf(stories: Stories): Story[] {
  return stories.body.blocks.flatMap((block) =>
    block.notes.flatMap((note) => {
      const story = stories.findNote(note);
      return story === null ? [] : [story];
    }),
  );
}

/**
 * Headers and footers by section, from the last: what one side does not have at all cannot be tracked, and is named in the report.
 * So is a section break that was not carried; then only the last sections are known to be the same.
 */
function pagesDifference(expected: Stories, found: Stories): Difference | null {
  const isSameCount = expected.sections.length === found.sections.length;
  const count = isSameCount ? expected.sections.length : 1;
  for (let back = 1; back <= count; back++) {
    const before = expected.sections.at(-back);
    const after = found.sections.at(-back);
    if (before === undefined || after === undefined) continue;
    for (const [key, part] of before) {
      const other = after.get(key);
      if (other === undefined) continue;
      const difference = storyDifference(key, expected.getPage(part), found.getPage(other));
      if (difference !== null) return difference;
    }
  }
  return null;
}
