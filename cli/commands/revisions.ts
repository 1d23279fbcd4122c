import { openPackage } from '../../core/docx/package.ts';
import { listLeftAlone } from '../../core/docx/revisions/resolve-revisions.ts';
import { countByAuthor, type Revision } from '../../core/docx/revisions/revision.ts';
import { listRevisionsInClauses, type RevisionInClause } from '../../core/docx/revisions/revision-clauses.ts';
import { nodePlatform } from '../../engine/platform.ts';
import { readSourceFile } from '../../engine/source-file.ts';
import type { Command } from '../command.ts';
import { printJson, printLine } from '../terminal.ts';

/** `parley revisions`: the tracked changes that are pending in a file. */
export const revisions: Command = {
  name: 'revisions',
  usage: 'FILE [--json]',
  summary: 'the tracked changes pending in a Word document: what, by whom, in which clause',
  positionals: ['FILE'],
  options: {},
  async run(args, terminal) {
    const file = readSourceFile(args.positional(0));
    const listed = listRevisionsInClauses(file, nodePlatform);
    const leftAlone = listLeftAlone(openPackage(file, nodePlatform));
    if (args.flag('json')) {
      printJson(terminal, {
        schema: 'parley.revisions/1',
        file: { name: file.name, sha256: nodePlatform.sha256(file.bytes) },
        authors: countByAuthor(listed),
        revisions: listed.map(revisionToJson),
        leftAlone,
      });
      return;
    }
    for (const revision of listed) printLine(terminal, revisionLine(revision));
    printLine(terminal, summaryLine(listed));
    for (const part of leftAlone) printLine(terminal, leftAloneLine(part));
  },
};

/** A change as the JSON of `revisions` shows it; see docs/json.md. */
export interface RevisionJson extends Omit<RevisionInClause, 'places'> {
  readonly places: readonly { part: string; side: string; paragraph: number | null }[];
}

function revisionToJson({ places, ...revision }: RevisionInClause): RevisionJson {
  return { ...revision, places: places.map(({ part, side, paragraph }) => ({ part, side, paragraph })) };
}

/** Says of a part that its changes are neither listed nor resolved. */
export function leftAloneLine(part: string): string {
  return `note: ${part} holds building blocks with tracked changes, which are left as they are`;
}

function revisionLine({ id, kind, author, date, clause, story, text }: RevisionInClause): string {
  const place = clause?.label ?? clause?.heading ?? (story === 'body' ? '·' : story);
  const who = [author || 'unknown', date?.slice(0, 10)].filter(Boolean).join(' ');
  return `${id}  ${place}  ${kind}  ${who}  ${wordsLine(kind, text)}`.trimEnd();
}

function wordsLine(kind: Revision['kind'], { old, new: put }: Revision['text']): string {
  if (kind === 'insertion' && put === '') return '(taken away again)';
  if (kind === 'move') return `→ ${shorten(put || old)}`;
  if (old === put) return shorten(put);
  return [old && `[-${shorten(old)}-]`, put && `{+${shorten(put)}+}`].filter(Boolean).join(' ');
}

function shorten(words: string): string {
  const line = words.replace(/\n$/, '¶').replace(/\s+/g, ' ');
  return line.length <= 60 ? line : `${line.slice(0, 59)}…`;
}

function summaryLine(listed: readonly Revision[]): string {
  if (listed.length === 0) return 'no tracked changes';
  const authors = countByAuthor(listed).map(({ author, count }) => `${author || 'unknown'} ${count}`);
  return `${listed.length} tracked changes: ${authors.join(', ')}`;
}
