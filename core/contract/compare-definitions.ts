import { groupedBy } from '../grouped-by.ts';
import { type ClauseTree, clauseText } from '../model/clause.ts';
import { type Definition, listDefinitions } from './definitions.ts';
import { keyOfTerm } from './term-uses.ts';

/** A term whose definitions two drafts do not share. Old side A, new side B. */
export interface DefinitionDifference {
  readonly kind: 'added' | 'removed' | 'changed';
  /** As B has it, or A where B has it not. */
  readonly term: string;
  /** The definitions on each side, in document order; empty on the side that has none. */
  readonly a: readonly Definition[];
  readonly b: readonly Definition[];
}

/**
 * The terms that two drafts define differently: first those of B in document order, changed or added, then those that only A has. White
 * space, quotation marks and the stop at the end are no difference; the items under a definition are part of its meaning. Where a term is defined several times, the meanings are compared as a list.
 */
export function compareDefinitions(a: ClauseTree, b: ClauseTree): DefinitionDifference[] {
  const before = byKey(a);
  const after = byKey(b);
  const differences: DefinitionDifference[] = [];
  for (const [key, own] of after) {
    const term = own[0]?.term ?? '';
    const old = before.get(key);
    if (old === undefined) differences.push({ kind: 'added', term, a: [], b: own });
    else if (meaningsOf(a, old) !== meaningsOf(b, own)) differences.push({ kind: 'changed', term, a: old, b: own });
  }
  for (const [key, old] of before) {
    if (!after.has(key)) differences.push({ kind: 'removed', term: old[0]?.term ?? '', a: old, b: [] });
  }
  return differences;
}

/** All that a definition says: its own words, and those of the clauses under it where they carry its sentence on. */
export function meaningOf(tree: ClauseTree, definition: Definition): string {
  const node = tree.clauses[definition.clause];
  if (node === undefined) return '';
  const text = clauseText(node);
  const own = text.slice(definition.meaningFrom, definition.meaningTo);
  const isBroken = definition.meaningTo >= text.trimEnd().length && !/[.!?]["”»)]?$/u.test(own);
  const namesWhatPrecedes = definition.form === 'parenthesis' || definition.form === 'hereinafter';
  return isBroken && !namesWhatPrecedes ? [own, ...itemsUnder(tree, definition.clause)].join('\n') : own;
}

function* itemsUnder(tree: ClauseTree, clause: number): Generator<string> {
  const level = tree.clauses[clause]?.level ?? 0;
  for (let i = clause + 1; i < tree.clauses.length; i += 1) {
    const node = tree.clauses[i];
    if (node === undefined || node.level <= level) return;
    yield `${node.label ?? ''} ${clauseText(node)}`;
  }
}

function byKey(tree: ClauseTree): Map<string, Definition[]> {
  return groupedBy(listDefinitions(tree), ({ term }) => keyOfTerm(term, tree.language));
}

function meaningsOf(tree: ClauseTree, definitions: readonly Definition[]): string {
  return definitions.map((definition) => comparable(meaningOf(tree, definition))).join('\n\n');
}

function comparable(meaning: string): string {
  return meaning
    .replace(/["“”„«»]/g, '')
    .replaceAll('’', "'")
    .replace(/\s+/gu, ' ')
    .replace(/[\s.;,]+$/u, '')
    .trim();
}
