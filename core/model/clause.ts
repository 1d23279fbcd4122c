import { z } from 'zod';
import { type Block, contentText, type SourceRange } from './content.ts';

export const clauseKinds = [
  /** The document's title and what stands under it. */
  'title',
  /** Text before the first numbered or headed clause: parties, preamble. */
  'preamble',
  'recital',
  /** A heading with clauses under it: Article, Section, Part, Titre, Chapitre. */
  'section',
  'clause',
  /** A list item inside a clause: (a), (i), 1°, a bullet. */
  'item',
  /** Schedule, Exhibit, Annex, Appendix, Annexe. */
  'schedule',
  'signature',
] as const;
export const clauseKind = z.enum(clauseKinds);
export type ClauseKind = z.infer<typeof clauseKind>;

/** The language of a contract's text, found from the text itself; of one in two languages, the one that stands first. */
export const contractLanguage = z.enum(['en', 'fr', 'und']);
export type ContractLanguage = z.infer<typeof contractLanguage>;

/**
 * One clause as the splitter cuts it, in document order.
 *
 * The law of splitting: for all clauses in order, `prefix + text` joined by newlines is the
 * document's text (`documentText`), where `text` is `contentText(blocks)`.
 */
export interface ClauseNode {
  /** Index of the clause that contains this one, or `null`. Always smaller than its own index. */
  readonly parent: number | null;
  /** Depth in the tree, from 0. */
  readonly level: number;
  readonly kind: ClauseKind;
  /** The number as it is shown: `4.2`, `(a)`, `Article 4`, `Annex B`; `null` when it has none. */
  readonly label: string | null;
  /** The characters typed before the words, such as `4.2 ` with its space; empty when the label is computed or absent. */
  readonly prefix: string;
  /** The heading is the first `headingTo` UTF-16 units of the text; 0 when it has none. */
  readonly headingTo: number;
  /** The clause's own blocks, without its children's; the typed prefix is cut off the first. */
  readonly blocks: readonly Block[];
  /** Where each of `blocks` came from, in the same order. */
  readonly sources: readonly SourceRange[];
  /** Only where a document has two languages in turns: which of them the clause is in. A translation is a child of what it translates. */
  readonly language?: Exclude<ContractLanguage, 'und'>;
}

export interface ClauseTree {
  readonly language: ContractLanguage;
  readonly clauses: readonly ClauseNode[];
}

/** The words of a clause without its number. */
export function clauseText(clause: Pick<ClauseNode, 'blocks'>): string {
  return contentText(clause.blocks);
}

/** A clause tree joined again: the document's text to the character. */
export function joinClauses(clauses: readonly Pick<ClauseNode, 'prefix' | 'blocks'>[]): string {
  return clauses.map((clause) => clause.prefix + contentText(clause.blocks)).join('\n');
}
