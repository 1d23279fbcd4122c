import { type Block, paragraphText } from '../model/content.ts';
import { type BlockFacts, breaksOff } from './block-facts.ts';
import { definedTerm, headingEnd, wordCount } from './headings.ts';
import { type OutlineContext, paragraphOf, prefixLength } from './outline-context.ts';
import { headingOf, isUnit, type OutlineNode } from './outline-tree.ts';
import { definitionsHeading } from './vocabulary.ts';

const meaning = /^(?:means?|shall mean|has the meaning|désigne|signifie)\b/iu;

/** Nothing but a quoted term. */
export function isTermAlone(text: string): boolean {
  return /^["“«][^"“”«»]{1,80}["”»]$/u.test(text.trim());
}

/** In a table of definitions that became paragraphs: what the term before it means. */
export function isMeaningOf(term: string, text: string): boolean {
  return meaning.test(text) && isTermAlone(term);
}

/**
 * Whether the paragraph is a definition, and how long its term is (0 where it stands among definitions but defines in no way that is
 * known); `null` when it is none.
 */
export function definitionIn(context: OutlineContext, fact: BlockFacts, inBody: boolean): number | null {
  const section = definitionsSection(context);
  if (section === null && !inBody) return null;
  if (isMeaningOf(context.tree.lastText, fact.text)) return null;
  const next = context.nextParagraph(fact.index);
  if (next !== null && isMeaningOf(fact.text, next.text)) return fact.text.length;
  const term = definedTerm(paragraphOf(fact), prefixLength(fact), section !== null);
  if (term > 0) return term;
  const standsAlone = !breaksOff(context.tree.lastText) && !/^\p{Ll}/u.test(fact.words);
  return section !== null && fact.label === null && standsAlone ? 0 : null;
}

/** Where a definition belongs: beside the one before, also after that one's items; otherwise in the clause it stands in. */
export function definitionParent(context: OutlineContext): OutlineNode | null {
  const scopes = context.tree.scopes();
  const beside = scopes.find((scope) => scope?.series.has(definitionSeries));
  return beside ?? scopes.find((scope) => scope === null || isUnit(scope)) ?? null;
}

export const definitionSeries = 'definition';

/** The open heading over definitions ("Definitions", « Lexique », a schedule of defined terms), or `null`. */
function definitionsSection(context: OutlineContext): OutlineNode | null {
  for (const scope of context.tree.scopes()) {
    if (scope === null) return null;
    if (scope.headingTo > 0 && definitionsHeading.test(headingOf(scope))) return scope;
    if (scope.role === 'schedule' || (scope.role === 'number' && scope.startsAsHeading)) return null;
  }
  return null;
}

/** The length of what the first of two cells names, when the second says something about it; otherwise 0. */
export function namedRow(block: Block): number {
  if (block.type !== 'row') return 0;
  const cells = block.cells.map(({ paragraphs }) => paragraphs.map(paragraphText).join('\n'));
  const [name = '', value = ''] = cells;
  if (cells.length < 2 || cells.length > 3 || wordCount(value) < 3) return 0;
  const firstLine = name.split('\n', 1)[0] ?? '';
  return /^\p{Lu}/u.test(firstLine) && wordCount(firstLine) <= 8 && wordCount(name) <= 30 ? headingEnd(firstLine) : 0;
}
