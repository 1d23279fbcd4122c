import type { ClauseId } from '../../../core/model/ids.ts';
import type { ClauseView } from '../../../core/model/matter.ts';
import type { ContestedTerm } from '../../../core/model/negotiation.ts';
import type { SealView } from '../../../core/model/seal.ts';
import type { SealsByClause } from '../seals.ts';

/** A line of the outline: a clause worth finding, and how hot it and what it holds are. */
export interface OutlineEntry {
  readonly clauseId: ClauseId;
  /** Its number, `Article` cut to `Art.` */
  readonly label: string | null;
  readonly name: string;
  readonly depth: number;
  /** The entry that holds this one; `null` at the top. */
  readonly parent: ClauseId | null;
  readonly hasChildren: boolean;
  /** The terms of the clause and, where it holds others, of all it holds. */
  readonly terms: readonly ContestedTerm[];
  /** The seal of the clause itself. */
  readonly seal: SealView | null;
  /** The seals of the clause and, where it holds others, of all it holds. */
  readonly seals: readonly SealView[];
}

const nameLength = 60;

/**
 * The outline of a draft: what has a heading, what holds such, and every contested or sealed clause. A
 * contract without headings is listed by its top clauses and their first words.
 */
export function outlineOf(
  clauses: readonly ClauseView[],
  terms: ReadonlyMap<ClauseId, readonly ContestedTerm[]>,
  seals: SealsByClause,
): OutlineEntry[] {
  const byId = new Map(clauses.map((clause) => [clause.clauseId, clause]));
  const listed = new Set<ClauseId>();
  for (const clause of clauses) {
    if (!seals.has(clause.clauseId) && !isWorthListing(clause, terms)) continue;
    for (let at: ClauseView | undefined = clause; at !== undefined && !listed.has(at.clauseId); ) {
      listed.add(at.clauseId);
      at = at.parentClauseId === null ? undefined : byId.get(at.parentClauseId);
    }
  }
  const termsWithin = new Map<ClauseId, ContestedTerm[]>();
  const sealsWithin = new Map<ClauseId, SealView[]>();
  const holders = new Set<ClauseId>();
  for (const clause of clauses) {
    const own = terms.get(clause.clauseId) ?? [];
    const seal = seals.get(clause.clauseId);
    let at: ClauseView | undefined = clause;
    while (at !== undefined) {
      if (own.length > 0) termsWithin.set(at.clauseId, [...(termsWithin.get(at.clauseId) ?? []), ...own]);
      if (seal !== undefined) sealsWithin.set(at.clauseId, [...(sealsWithin.get(at.clauseId) ?? []), seal]);
      const parent: ClauseView | undefined = at.parentClauseId === null ? undefined : byId.get(at.parentClauseId);
      if (parent !== undefined && listed.has(at.clauseId)) holders.add(parent.clauseId);
      at = parent;
    }
  }
  const depths = new Map<ClauseId, number>();
  return clauses
    .filter((clause) => listed.has(clause.clauseId))
    .map((clause) => {
      const parent = clause.parentClauseId;
      const depth = parent === null ? 0 : (depths.get(parent) ?? -1) + 1;
      depths.set(clause.clauseId, depth);
      return {
        clauseId: clause.clauseId,
        label: clause.label?.replace(/^article(?= )/i, 'Art.') ?? null,
        name: nameOf(clause),
        depth,
        parent,
        hasChildren: holders.has(clause.clauseId),
        terms: termsWithin.get(clause.clauseId) ?? [],
        seal: seals.get(clause.clauseId) ?? null,
        seals: sealsWithin.get(clause.clauseId) ?? [],
      };
    });
}

/** The entries in sight when only some are open. */
export function visibleEntries(entries: readonly OutlineEntry[], open: ReadonlySet<ClauseId>): OutlineEntry[] {
  const hidden = new Set<ClauseId>();
  return entries.filter((entry) => {
    if (entry.parent !== null && (hidden.has(entry.parent) || !open.has(entry.parent))) {
      hidden.add(entry.clauseId);
      return false;
    }
    return true;
  });
}

/** The clause's entry and all that hold it, from the top. */
export function pathTo(
  entries: readonly OutlineEntry[],
  clauses: readonly ClauseView[],
  clauseId: ClauseId,
): ClauseId[] {
  const listed = new Map(entries.map((entry) => [entry.clauseId, entry]));
  const byId = new Map(clauses.map((clause) => [clause.clauseId, clause]));
  const path: ClauseId[] = [];
  for (let at = byId.get(clauseId); at !== undefined; ) {
    if (listed.has(at.clauseId)) path.unshift(at.clauseId);
    at = at.parentClauseId === null ? undefined : byId.get(at.parentClauseId);
  }
  return path;
}

/** A clause's heading, or its first words. */
export function nameOf(clause: Pick<ClauseView, 'heading' | 'blocks'>): string {
  if (clause.heading !== null) return clause.heading.replace(/[\s.:—–-]+$/u, '');
  for (const block of clause.blocks) {
    const runs = block.type === 'paragraph' ? block.runs : (block.cells[0]?.paragraphs[0]?.runs ?? []);
    const words = runs
      .map((run) => run.text)
      .join('')
      .replace(/\s+/g, ' ')
      .trim();
    if (words !== '') return words.length > nameLength ? `${words.slice(0, nameLength - 1).trimEnd()}…` : words;
  }
  return '';
}

function isWorthListing(clause: ClauseView, terms: ReadonlyMap<ClauseId, readonly ContestedTerm[]>): boolean {
  if (terms.has(clause.clauseId)) return true;
  if (clause.kind === 'title' || clause.kind === 'preamble' || clause.kind === 'signature') return false;
  return clause.heading !== null || (clause.level === 0 && clause.kind !== 'item' && clause.kind !== 'recital');
}
