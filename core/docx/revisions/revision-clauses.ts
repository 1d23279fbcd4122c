import type { ClauseName } from '../../contract/clause-name.ts';
import type { SourceFile } from '../../model/source.ts';
import type { Platform } from '../../platform.ts';
import { ClauseNames } from '../../redline/clause-names.ts';
import { openPackage } from '../package.ts';
import { readRedline } from '../tracked/read-redline.ts';
import { listRevisions } from './resolve-revisions.ts';
import type { Revision } from './revision.ts';

/** A tracked change and the clause that it stands in; `null` outside of clauses, as in headers. */
export interface RevisionInClause extends Revision {
  readonly clause: ClauseName | null;
}

/**
 * The tracked changes of a file with their clauses. A clause has the number that it has when all changes are accepted; what stands in a
 * paragraph that is then gone, or was moved away, is in the clause that it was in before. Throws as `openPackage` does.
 */
export function listRevisionsInClauses(file: SourceFile, platform: Platform): readonly RevisionInClause[] {
  const revisions = listRevisions(openPackage(file, platform));
  if (revisions.length === 0) return [];
  const names = new ClauseNames(readRedline(file, platform));
  const gone = new Set<string>();
  for (const { text, places } of revisions) {
    const [place] = places;
    if (place?.side === 'old' && text.old.endsWith('\n')) gone.add(`${place.part} ${place.paragraph}`);
  }
  return revisions.map((revision) => ({ ...revision, clause: clauseOf(revision, names, gone) }));
}

function clauseOf({ kind, places, story }: Revision, names: ClauseNames, gone: ReadonlySet<string>): ClauseName | null {
  const place = places.at(-1);
  if (place === undefined || place.paragraph === null || story === 'header' || story === 'footer') return null;
  const isGone = kind === 'rowDeletion' || gone.has(`${place.part} ${place.paragraph}`);
  return names.find(place.side === 'old' && isGone ? 'before' : 'after', place.part, place.paragraph);
}

/** Whether a clause is the one with that label or stands in it: `4.2(a)` and `4.2.1` are in `4.2`, and `4.20` is not. */
export function isInClause(clause: ClauseName | null, label: string): boolean {
  if (clause === null || clause.label === null) return false;
  const [inner, outer] = [clause.label, label].map((each) => each.trim().replace(/\.$/, '').toLowerCase()) as [
    string,
    string,
  ];
  return inner === outer || (inner.startsWith(outer) && /^[.( ]/.test(inner.slice(outer.length)));
}
