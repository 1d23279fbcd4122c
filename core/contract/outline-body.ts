import { sameNumber } from './bilingual.ts';
import { type BlockFacts, breaksOff, leadsIn } from './block-facts.ts';
import { headingEnd, runInHeading } from './headings.ts';
import { parseLabel } from './labels.ts';
import { type OutlineContext, paragraphOf } from './outline-context.ts';
import { isMeaningOf } from './outline-definitions.ts';
import { headingOf, isUnit, type OutlineNode, type OutlineTree } from './outline-tree.ts';
import { startParent } from './sequence.ts';
import { partyPhrase } from './vocabulary.ts';

/** The clause or heading that a paragraph without a number stands in. */
export function ownerOf(tree: OutlineTree): OutlineNode | null {
  return tree.scopes().find((scope) => scope === null || isUnit(scope)) ?? null;
}

/** The heading over recitals or parties that is open, if any. */
export function openingContainer(tree: OutlineTree): OutlineNode | null {
  return tree.scopes().find((scope) => scope?.isHeadingOnly === true && scope.role !== 'title') ?? null;
}

/** The heading that a recital stands under: "Recitals", or "Preamble", and not one over the parties. */
export function recitalContainer(tree: OutlineTree): OutlineNode | null {
  const isOver = (node: OutlineNode): boolean => node.role === 'recital' || isPreamble(node);
  return tree.scopes().find((scope) => scope?.isHeadingOnly === true && isOver(scope)) ?? null;
}

function isPreamble(node: OutlineNode): boolean {
  return node.role === 'opening' && /^(?:preamble|pr[ée]ambule|introduction)/iu.test(headingOf(node));
}

/** Whether the block goes on with the sentence or list item before it. */
export function goesOn(tree: OutlineTree, fact: BlockFacts, last: OutlineNode): boolean {
  if (last.role === 'title' || last.role === 'contents' || last.isHeadingOnly) return false;
  const { block } = fact.source;
  if (block.type === 'paragraph' && block.listLevel !== undefined && fact.label === null)
    return last.listLevel !== null;
  const { lastText } = tree;
  if (last.role === 'opening' && partyPhrase.test(fact.text)) return true;
  if (breaksOff(lastText) || (last.role === 'definition' && isMeaningOf(lastText, fact.text))) return true;
  return /^[\p{Ll}),;]/u.test(fact.text) && !leadsIn(lastText);
}

/** Puts a translation below what it translates, with its number where it has the same. */
export function placeTranslation(tree: OutlineTree, fact: BlockFacts): void {
  const { last } = tree;
  const isNumber = fact.label !== null && fact.label.style !== 'bullet' && fact.label.style !== 'schedule';
  const isSame = last?.label != null && sameNumber(fact.label?.label ?? '', last.label.label);
  const label = fact.labelIsCertain || isSame || (isNumber && fact.label.style === 'keyword') ? fact.label : null;
  const paragraph = paragraphOf(fact);
  const from = label?.prefix.length ?? 0;
  const words = fact.text.slice(from);
  const isHeading = last?.startsAsHeading === true && fact.isTitle;
  const headingTo = isHeading ? headingEnd(words) : runInHeading(paragraph, from, label !== null);
  tree.addTranslation(fact, { label, headingTo });
}

/** What a bullet stands in: an open list of the same bullets goes on; deeper bullets stand under shallower ones. */
export function bulletParent(context: OutlineContext, series: string, fact: BlockFacts): OutlineNode | null {
  for (const scope of context.tree.scopes()) {
    if (scope?.role !== 'bullet') break;
    if (scope.reading?.series === series) return scope.parent;
    if (fact.listLevel === null || scope.listLevel === null) break;
    if (scope.listLevel < fact.listLevel) return scope;
  }
  return startParent(context.tree, fact, null, context.labels);
}

/** In "4. (a) The Vendor …" and "(2)(i)(A) …" the inner numbers begin series that the next paragraphs go on with. */
export function openInline(node: OutlineNode, words: string): void {
  let rest = words.trimStart();
  for (let depth = 0; depth < 3 && rest.startsWith('('); depth += 1) {
    const label = parseLabel(rest);
    if (label?.style !== 'list') return;
    for (const { series, value } of label.readings) if (value === 1) node.series.set(series, value);
    rest = rest.slice(label.prefix.length);
  }
}
