import { blockText } from '../model/content.ts';
import type { SourceDocument } from '../model/source.ts';

/**
 * The text of a document as its reader handed it over: its blocks' words joined by newlines. Splitting keeps it to the character:
 * `joinClauses(splitContract(source).clauses) === documentText(source)`.
 */
export function documentText(source: Pick<SourceDocument, 'blocks'>): string {
  return source.blocks.map(({ block }) => blockText(block)).join('\n');
}
