import { type Block, contentText, type Paragraph } from '../model/content.ts';

/**
 * Lines of a contract that lead about in it, or in the place it was published, and say nothing in it: a contents list that
 * links to its headings, the trail of links above a page. Found by their links, not by their words: `Fees` is a heading
 * in one place and a line of the contents in another.
 */
export function navigationLines(blocks: readonly Block[]): ReadonlySet<string> {
  const lines = new Set<string>();
  for (const block of blocks) {
    if (block.type === 'paragraph' && isNavigation(block)) lines.add(contentText([block]));
  }
  return lines;
}

/** What may stand between two links of a trail. */
const separators = /^[\s>/|»›→·•,-]*$/;
/** A trail ends with the name of the page one is on. */
const longestPageName = 120;

function isNavigation({ runs }: Paragraph): boolean {
  const linked = runs.filter(({ href, text }) => href !== undefined && text.trim() !== '');
  const plain = runs.filter(({ href }) => href === undefined);
  if (linked.length === 0) return false;
  if (plain.every(({ text }) => separators.test(text))) {
    return linked.length > 1 || linked.every(({ href }) => href?.startsWith('#') === true);
  }
  // A sentence that begins with two links in a row and says nothing between them is a trail as well.
  const last = runs.at(-1);
  const between = plain.filter((run) => run !== last);
  const name = last?.href === undefined ? (last?.text ?? '') : '';
  const isName = name.length <= longestPageName && !/[.;!?]\s|[.;:,]$/.test(name.trim());
  return (
    linked.length > 1 && runs[0]?.href !== undefined && between.every(({ text }) => separators.test(text)) && isName
  );
}
