import { navigationLines } from '../core/contract/navigation.ts';
import { getClauseContent } from '../db/clause-version.ts';
import type { Reader } from '../db/connection.ts';
import type { DraftClauseWords } from '../db/draft-clause.ts';

/** A stored clause with its lines that lead about and say nothing; its content is read only where they are asked for. */
export function withNavigation(
  reader: Reader,
  clause: DraftClauseWords,
): DraftClauseWords & { navigation(): ReadonlySet<string> } {
  return { ...clause, navigation: () => navigationLines(getClauseContent(reader, clause.versionHash).blocks) };
}
