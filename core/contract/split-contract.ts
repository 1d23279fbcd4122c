import type { ClauseKind, ClauseNode, ClauseTree } from '../model/clause.ts';
import { contentText } from '../model/content.ts';
import type { SourceDocument } from '../model/source.ts';
import { type Bilingual, findBilingual } from './bilingual.ts';
import { documentText } from './document-text.ts';
import { wordCount } from './headings.ts';
import { detectLanguage } from './language.ts';
import { outlineOf } from './outline.ts';
import { isItem, isOuterHeading, type OutlineNode } from './outline-tree.ts';

/**
 * Cuts a document into its tree of clauses. Law: the clauses joined again are the document's text to the character
 * (`joinClauses(tree.clauses) === documentText(source)`), and their sources are the blocks' sources, each once and in order.
 * Never throws; a document without blocks has no clauses. Time grows with the length of the text.
 */
export function splitContract(source: SourceDocument): ClauseTree {
  const bilingual = findBilingual(source.blocks);
  const nodes = outlineOf(source, bilingual);
  const kinds = kindsOf(nodes);
  const clauses: ClauseNode[] = [];
  const places = new Map<OutlineNode, number>();
  for (const node of nodes) {
    const parent = node.parent === null ? null : (places.get(node.parent) ?? null);
    const level = parent === null ? 0 : (clauses[parent]?.level ?? 0) + 1;
    const kind = kinds.get(node) ?? 'clause';
    const language = bilingual?.form === 'turns' ? { language: languageOf(node, bilingual) } : {};
    const kept = isTooLong(node) ? leadingBlocks(node) : node.blocks.length;
    places.set(node, clauses.length);
    clauses.push({
      parent,
      level,
      kind: kept < node.blocks.length && node.startsAsHeading ? 'section' : kind,
      label: node.label?.label ?? null,
      prefix: node.label?.prefix ?? '',
      headingTo: node.headingTo,
      blocks: node.blocks.slice(0, kept),
      sources: node.sources.slice(0, kept),
      ...language,
    });
    const index = clauses.length - 1;
    for (let i = kept; i < node.blocks.length; i += 1) {
      clauses.push({
        parent: index,
        level: level + 1,
        kind: kind === 'schedule' || kind === 'section' ? 'clause' : kind,
        label: null,
        prefix: '',
        headingTo: 0,
        blocks: node.blocks.slice(i, i + 1),
        sources: node.sources.slice(i, i + 1),
        ...language,
      });
    }
  }
  return { language: bilingual?.first ?? detectLanguage(documentText(source)), clauses };
}

function languageOf(node: OutlineNode, { first, second }: Bilingual): 'en' | 'fr' {
  return node.role === 'translation' ? second : first;
}

/** A numbered clause with more words than this, in several blocks, is cut into its paragraphs. */
const longestClause = 600;
const fewestParagraphs = 4;

function isTooLong(node: OutlineNode): boolean {
  if (['title', 'contents', 'signature'].includes(node.role) || node.blocks.length <= fewestParagraphs) return false;
  const text = contentText(node.blocks);
  return text.length > longestClause * 2 && wordCount(text) > longestClause;
}

/** The blocks that stay: the heading when it has one of its own, and otherwise the first paragraph. */
function leadingBlocks(node: OutlineNode): number {
  let length = 0;
  let count = 0;
  for (const block of node.blocks) {
    count += 1;
    length += contentText([block]).length + 1;
    if (length > node.headingTo && length > 1) break;
  }
  return count;
}

/** The share of a document that can be preamble, in characters. */
const mostOpening = 0.4;

function openingShare(nodes: readonly OutlineNode[]): number {
  let opening = 0;
  let all = 0;
  for (const node of nodes) {
    const length = contentText(node.blocks).length;
    all += length;
    let outermost = node;
    while (outermost.parent !== null) outermost = outermost.parent;
    if (outermost.role === 'opening') opening += length;
  }
  return all === 0 ? 0 : opening / all;
}

function kindsOf(nodes: readonly OutlineNode[]): Map<OutlineNode, ClauseKind> {
  const kinds = new Map<OutlineNode, ClauseKind>();
  const hasClauses = new Set<OutlineNode>();
  const hasBody = openingShare(nodes) < mostOpening;
  for (const node of nodes)
    if (node.parent !== null && node.role !== 'translation' && !isItem(node)) hasClauses.add(node.parent);
  for (const node of nodes) kinds.set(node, kindOf(node, kinds, hasClauses, hasBody));
  return kinds;
}

function kindOf(
  node: OutlineNode,
  kinds: ReadonlyMap<OutlineNode, ClauseKind>,
  hasClauses: ReadonlySet<OutlineNode>,
  hasBody: boolean,
): ClauseKind {
  const above = node.parent === null ? null : kinds.get(node.parent);
  if (above === 'recital' || (above === 'preamble' && hasBody && node.role !== 'recital')) return above;
  switch (node.role) {
    case 'title':
    case 'signature':
    case 'recital':
    case 'schedule':
      return node.role;
    case 'contents':
      return 'preamble';
    case 'opening':
      // A letter or policy with neither numbers nor headings is nothing but clauses.
      return hasBody ? 'preamble' : 'clause';
    case 'heading':
      return 'section';
    case 'bullet':
      return 'item';
    case 'translation':
      return above ?? 'clause';
    case 'number':
      if (isItem(node)) return 'item';
      return isOuterHeading(node) || (node.startsAsHeading && hasClauses.has(node)) ? 'section' : 'clause';
    default:
      return 'clause';
  }
}
