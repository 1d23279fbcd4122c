import { openPackage } from '../../core/docx/package.ts';
import { type ResolvedRevisions, resolveRevisions } from '../../core/docx/revisions/resolve-revisions.ts';
import {
  isInClause,
  listRevisionsInClauses,
  type RevisionInClause,
} from '../../core/docx/revisions/revision-clauses.ts';
import { AppError } from '../../core/error.ts';
import type { SourceFile } from '../../core/model/source.ts';
import { nodePlatform } from '../../engine/platform.ts';
import { readSourceFile } from '../../engine/source-file.ts';
import { writeWhole } from '../../engine/write-whole.ts';
import type { Arguments, Command } from '../command.ts';
import { printJson, printLine } from '../terminal.ts';
import { leftAloneLine } from './revisions.ts';

type Verdict = 'accept' | 'reject';

/** `parley accept`: a file with its tracked changes, or some of them, accepted. */
export const accept: Command = resolving('accept', 'accepts tracked changes in a Word document');
/** `parley reject`: a file with its tracked changes, or some of them, rejected. */
export const reject: Command = resolving('reject', 'rejects tracked changes in a Word document');

function resolving(verdict: Verdict, summary: string): Command {
  return {
    name: verdict,
    usage: 'FILE --out F [--author NAME]… [--clause LABEL]… [--change ID]… [--json]',
    summary: `${summary}: all of them, or those of an author, a clause, or by the ids that “revisions” shows`,
    positionals: ['FILE'],
    options: {
      out: { type: 'string' },
      author: { type: 'string', multiple: true },
      clause: { type: 'string', multiple: true },
      change: { type: 'string', multiple: true },
    },
    async run(args, terminal) {
      const out = args.get('out');
      const file = readSourceFile(args.positional(0));
      const chosen = chooseChanges(file, args);
      const decide = ({ id }: { readonly id: string }) => (chosen === null || chosen.has(id) ? verdict : 'keep');
      const outcome = resolveRevisions(openPackage(file, nodePlatform), decide, nodePlatform);
      writeWhole(out, outcome.bytes);
      if (args.flag('json')) printJson(terminal, outcomeToJson(verdict, file, out, outcome));
      else {
        printLine(terminal, outcomeLine(verdict, outcome));
        for (const part of outcome.leftAlone) printLine(terminal, leftAloneLine(part));
      }
    },
  };
}

/** The ids of the changes that the options name; `null` for all. Throws `not-found` for an option that names none. */
function chooseChanges(file: SourceFile, args: Arguments): ReadonlySet<string> | null {
  const authors = args.list('author');
  const clauses = args.list('clause');
  const changes = args.list('change');
  if (authors.length + clauses.length + changes.length === 0) return null;
  const listed = listRevisionsInClauses(file, nodePlatform);
  const tests = [
    ...authors.map((author) => named('author', author, listed, (revision) => revision.author === author)),
    ...clauses.map((label) => named('clause', label, listed, ({ clause }) => isInClause(clause, label))),
    ...changes.map((id) => named('change', id, listed, (revision) => revision.id === id)),
  ];
  const kinds = new Set(tests.map(({ kind }) => kind));
  const chosen = listed.filter((revision) =>
    [...kinds].every((kind) => tests.some((test) => test.kind === kind && test.holds(revision))),
  );
  return new Set(chosen.map(({ id }) => id));
}

interface Test {
  readonly kind: 'author' | 'clause' | 'change';
  holds(revision: RevisionInClause): boolean;
}

function named(
  kind: Test['kind'],
  name: string,
  listed: readonly RevisionInClause[],
  holds: (revision: RevisionInClause) => boolean,
): Test {
  if (!listed.some(holds)) {
    const missing = {
      author: 'No pending change is by',
      clause: 'No pending change is in clause',
      change: 'There is no change',
    };
    throw new AppError('not-found', `${missing[kind]} ${name}; “parley revisions” lists them.`, {
      details: { [kind]: name },
    });
  }
  return { kind, holds };
}

const participles = { accept: 'accepted', reject: 'rejected' } as const;

function outcomeToJson(verdict: Verdict, file: SourceFile, out: string, outcome: ResolvedRevisions) {
  const ids = (revisions: readonly { readonly id: string }[]) => revisions.map(({ id }) => id);
  return {
    schema: 'parley.resolved/1',
    file: file.name,
    out,
    decision: verdict,
    resolved: ids(outcome.resolved),
    kept: ids(outcome.kept),
    swallowed: ids(outcome.swallowed),
    leftAlone: outcome.leftAlone,
  };
}

function outcomeLine(verdict: Verdict, { resolved, kept, swallowed }: ResolvedRevisions): string {
  const pending = kept.length === 0 ? 'none is pending' : `${kept.length} still pending`;
  const gone = swallowed.length === 0 ? '' : `; ${swallowed.length} more went with the words they were in`;
  return `${resolved.length} tracked changes ${participles[verdict]}, ${pending}${gone}`;
}
