import type { JobStep } from '../core/api.ts';
import { verifyComparison } from '../core/compare/verify.ts';
import { documentText } from '../core/contract/document-text.ts';
import { readSource } from '../core/contract/read-source.ts';
import { splitContract } from '../core/contract/split-contract.ts';
import { AppError } from '../core/error.ts';
import { type ClauseTree, joinClauses } from '../core/model/clause.ts';
import type { Comparison } from '../core/model/comparison.ts';
import type { FileHash } from '../core/model/ids.ts';
import type { DraftReading } from '../core/model/pending.ts';
import type { SourceDocument, SourceFile } from '../core/model/source.ts';
import { compareDraftsInSteps } from '../core/negotiation/compare-drafts.ts';
import type { Platform } from '../core/platform.ts';
import type { Reader } from '../db/connection.ts';
import { type DraftClauseWords, listClauseWords, listFormerClauses } from '../db/draft-clause.ts';
import { listParties } from '../db/party.ts';
import { withNavigation } from './clause-navigation.ts';
import type { DraftPlace } from './draft-place.ts';
import { addressClauses, type IdentifiedClause, identifyClauses, kinshipOf } from './identify-clauses.ts';
import { type IncomingReading, readIncoming } from './read-incoming.ts';

/** All that is written for an incoming draft, computed beforehand. */
export interface PreparedDraft {
  readonly place: DraftPlace;
  readonly datedOn: string;
  readonly file: SourceFile;
  readonly fileHash: FileHash;
  /** What was read, which is the file unless some of its changes were not to be taken. */
  readonly incoming: IncomingReading;
  readonly source: SourceDocument;
  readonly tree: ClauseTree;
  /** One for each clause of the tree. */
  readonly clauses: readonly IdentifiedClause[];
  /** Against the draft before, by the identity of clauses; `null` for a first draft. */
  readonly comparison: Comparison | null;
}

/** What comes next, and how much of the whole is done, from 0 to 1. */
export interface PreparationStep {
  readonly step: JobStep;
  readonly done: number;
}

/**
 * Reads a file and finds out what it says and which of its clauses are which, a step at a time, so
 * that a job can report and stop between steps. Nothing is written; errors name the file.
 */
export function* prepareDraft(
  reader: Reader,
  place: DraftPlace,
  file: SourceFile,
  datedOn: string,
  platform: Platform,
  reading: DraftReading = { accepting: 'all', byHand: false },
): Generator<PreparationStep, PreparedDraft, void> {
  yield { step: 'reading', done: 0 };
  const author = listParties(reader, place.matterId).find(({ id }) => id === place.partyId)?.name ?? '';
  const incoming = readIncoming(file, reading, { author, date: `${datedOn}T00:00:00Z` }, platform);
  const source = readSource(incoming.file, platform);
  const fileHash = platform.sha256(file.bytes) as FileHash;
  yield { step: 'splitting', done: 0.3 };
  const tree = splitContract(source);
  verifySplit(tree, source, file);
  const addressed = addressClauses(tree, platform);
  yield { step: 'aligning', done: 0.5 };
  const { base } = place;
  const before = base === null ? [] : listClauseWords(reader, base.id).map((clause) => withNavigation(reader, clause));
  const listFormer = () => (base === null ? [] : listFormerClauses(reader, base.documentId, base.id));
  const clauses = identifyClauses(addressed, before, listFormer, platform);
  const comparison = base === null ? null : yield* compareWithBase(before, clauses);
  yield { step: 'saving', done: 0.8 };
  return { place, datedOn, file, fileHash, incoming, source, tree, clauses, comparison };
}

/** Throws `law-broken` when the clauses joined again are not the document's text: a draft that has lost words is not kept. */
function verifySplit(tree: ClauseTree, source: SourceDocument, file: SourceFile): void {
  if (joinClauses(tree.clauses) === documentText(source)) return;
  throw new AppError('law-broken', `${file.name} was refused: its clauses joined again would not be its text.`, {
    details: { file: file.name },
  });
}

/** The comparison of a draft with the one before; throws `law-broken` when it does not give both sides back. */
function* compareWithBase(
  before: readonly DraftClauseWords[],
  clauses: readonly IdentifiedClause[],
): Generator<PreparationStep, Comparison, void> {
  const steps = compareDraftsInSteps(before, clauses, kinshipOf(clauses));
  let step = steps.next();
  while (!step.done) {
    yield { step: 'checking', done: 0.7 + step.value * 0.1 };
    step = steps.next();
  }
  const a = before.map((clause) => ({ ...clause, contentKey: clause.versionHash }));
  verifyComparison(step.value, a, clauses);
  return step.value;
}

/** The same without a pause. */
export function prepareDraftAtOnce(...args: Parameters<typeof prepareDraft>): PreparedDraft {
  const steps = prepareDraft(...args);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
