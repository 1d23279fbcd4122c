import { alignClauses } from '../../compare/align.ts';
import { type Block, blockText } from '../../model/content.ts';
import { blockKey } from './draft-block.ts';

/**
 * Which of the old blocks of a clause each of its new ones comes from, `null` for one that is new; none is named twice. A
 * paragraph never comes from a row, nor a note from a paragraph of the text.
 */
export function pairBlocks(before: readonly Block[], after: readonly Block[]): readonly (number | null)[] {
  if (
    before.length === after.length &&
    before.every((block, index) => kindOf(block) === kindOf(after[index] as Block))
  ) {
    // Nearly always: the words changed and nothing else. In the same number of paragraphs, each is what it was.
    return before.map((_, index) => index);
  }
  const pairs: (number | null)[] = after.map(() => null);
  for (const { a, b } of alignClauses(before.map(toCompared), after.map(toCompared))) {
    if (a !== null && b !== null && kindOf(before[a] as Block) === kindOf(after[b] as Block)) pairs[b] = a;
  }
  return pairs;
}

function toCompared(block: Block) {
  return { label: null, level: 0, headingTo: 0, text: blockText(block), contentKey: blockKey(block) };
}

function kindOf(block: Block): string {
  return block.type === 'row' ? `row of ${block.cells.length}` : (block.role ?? 'paragraph');
}
