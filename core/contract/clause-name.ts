import type { ClauseNode, ClauseTree } from '../model/clause.ts';
import { headingText } from '../model/content.ts';

/** How a clause is called: its number with those of the clauses around it that it needs, and the nearest heading. */
export interface ClauseName {
  readonly label: string | null;
  readonly heading: string | null;
}

/** The names of all clauses of a tree, in order: `4.2(b)` for an item `(b)` of clause 4.2. */
export function nameClauses(tree: ClauseTree): ClauseName[] {
  const names: ClauseName[] = [];
  for (const clause of tree.clauses) {
    const parent = clause.parent === null ? null : (tree.clauses[clause.parent] ?? null);
    const parentName = clause.parent === null ? null : (names[clause.parent] ?? null);
    names.push(nameOf(clause, parent, parentName));
  }
  return names;
}

function nameOf(clause: ClauseNode, parent: ClauseNode | null, parentName: ClauseName | null): ClauseName {
  const heading = headingText(clause) ?? parentName?.heading ?? null;
  if (clause.label === null || isBullet(clause.label)) return { label: parentName?.label ?? null, heading };
  const needsParent = parent !== null && parent.kind !== 'title' && isRelative(clause.label);
  return { label: needsParent ? joinLabels(parentName?.label ?? null, clause.label) : clause.label, heading };
}

function isBullet(label: string): boolean {
  return !/[\p{L}\p{N}]/u.test(label);
}

/** `(a)`, `ii)`, `1°`, `b.`: nothing that could be found without the clause around it. */
function isRelative(label: string): boolean {
  return /^(?:\(.*|.*\)|\d+°|[a-z]{1,4}\.?)$/u.test(label);
}

function joinLabels(outer: string | null, label: string): string {
  if (outer === null) return label;
  return label.startsWith('(') ? `${outer}${label}` : `${outer} ${label}`;
}
