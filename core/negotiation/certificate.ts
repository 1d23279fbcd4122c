import { compareClauses } from '../compare/compare.ts';
import { fileKind } from '../contract/file-kind.ts';
import { readSource } from '../contract/read-source.ts';
import { splitContract } from '../contract/split-contract.ts';
import { openPackage } from '../docx/package.ts';
import { redlineDocx } from '../docx/redline/redline-docx.ts';
import { listRevisions, resolveRevisions } from '../docx/revisions/resolve-revisions.ts';
import { countByAuthor, type Decision, type Revision } from '../docx/revisions/revision.ts';
import { readRedline } from '../docx/tracked/read-redline.ts';
import { groupedBy } from '../grouped-by.ts';
import type { EditCertificate, UntrackedEdit } from '../model/certificate.ts';
import { clauseText } from '../model/clause.ts';
import type { ComparedRow } from '../model/comparison.ts';
import { canonicalContent, headingText } from '../model/content.ts';
import type { InterfaceLanguage } from '../model/matter.ts';
import type { RedlineNoteCode } from '../model/redline.ts';
import type { SourceFile } from '../model/source.ts';
import type { Platform } from '../platform.ts';
import type { ChangeRow } from '../redline/change-row.ts';
import { listChanges } from '../redline/list-changes.ts';

/**
 * The untracked-edit certificate: what came back, with their tracked changes rejected, against what was sent.
 *
 * What was sent may itself hold changes that were pending (our own redline). Those belong to both files and must not be taken
 * for theirs, so the changes of both files are matched first, by kind, author, date and words: `w:id` is no help, since
 * word processors number anew at each saving. Theirs are then rejected, ours stay, and the two files are compared as a redline
 * is, in every story and with formatting, by the engine that proves its own result. Comparing texts alone was turned down: it
 * is blind to a header, a footnote, a row, a list number or the strike-through of a word.
 *
 * A change of ours that is gone was accepted or rejected by somebody. Accepted, the words are as we wanted them and
 * nothing differs; rejected, our words are missing, and that shows among the untracked edits.
 */
export interface CertificateOptions {
  /** Names whose changes in what came back count as sent by us, when the file as sent is not kept and was a redline. */
  readonly ourAuthors: readonly string[];
  /**
   * When the file as sent is not kept: files whose pending changes may have gone out with it, under these names or others.
   * In what was sent they count as accepted, so they are no change of theirs when they come back.
   */
  readonly carried?: readonly SourceFile[];
  /** Of what the list says about things without words, such as pictures. */
  readonly language: InterfaceLanguage;
}

/** Throws what reading the files throws, and `law-broken` when they cannot be compared in full. */
export function certifyReturn(
  sent: SourceFile,
  received: SourceFile,
  options: CertificateOptions,
  platform: Platform,
): EditCertificate {
  const files = { sent: identify(sent, platform), received: identify(received, platform) };
  if (!isDocx(sent) || !isDocx(received)) return { ...files, ...compareWordsOnly(sent, received, platform) };
  const ours = new Set(options.ourAuthors);
  const carriedFiles = options.carried ?? [];
  const returned = carriedFiles.length === 0 ? received : acceptThoseOf(ours, received, platform);
  const pending = listPending(returned, platform);
  const pendingInSent = listPending(sent, platform);
  const changes = matchChanges(pendingInSent, pending);
  const known = carriedFiles.map((file) => listPending(file, platform));
  const carried = matchCarried(
    known,
    pending.filter(({ id }) => !changes.kept.has(id)),
  );
  const decide = ({ id, author }: Revision): Decision =>
    changes.kept.has(id) ? 'keep' : ours.has(author) || carried.has(id) ? 'accept' : 'reject';
  const { bytes, resolved } = resolveRevisions(openPackage(returned, platform), decide, platform);
  const theirs = resolved.filter(({ id, author }) => !ours.has(author) && !carried.has(id));
  const author = nameOfNobody([...pendingInSent, ...pending]);
  const { untracked, notCompared } = compareDocuments(
    sent,
    { name: received.name, bytes },
    { author, language: options.language },
    platform,
  );
  return {
    ...files,
    compared: 'document',
    tracked: countByAuthor(theirs),
    untracked,
    settled: changes.gone.map(toOwnChange),
    renamed: changes.renamed.map(({ before, after }) => ({ ...toOwnChange(before), authorNow: after.author })),
    notCompared,
  };
}

interface MatchedChanges {
  /** Ids in what came back of changes that were already in what was sent. */
  readonly kept: ReadonlySet<string>;
  readonly gone: readonly Revision[];
  readonly renamed: readonly { readonly before: Revision; readonly after: Revision }[];
}

/** Which changes of what came back were there when it was sent: first under the same name and date, then under another. */
function matchChanges(sent: readonly Revision[], received: readonly Revision[]): MatchedChanges {
  const same = pairUp(sent, received, ({ kind, story, author, date, text }) =>
    JSON.stringify([kind, story, author, date, text.old, text.new]),
  );
  const other = pairUp(same.restOfA, same.restOfB, ({ kind, story, text }) =>
    JSON.stringify([kind, story, text.old, text.new]),
  );
  const pairs = [...same.pairs, ...other.pairs];
  return {
    kept: new Set(pairs.map(([, { id }]) => id)),
    gone: other.restOfA,
    renamed: other.pairs.map(([before, after]) => ({ before, after })),
  };
}

/** What they changed must be looked at without our changes: a deletion of ours within an insertion takes words away from it. */
function acceptThoseOf(ours: ReadonlySet<string>, file: SourceFile, platform: Platform): SourceFile {
  const decide = ({ author }: Revision): Decision => (ours.has(author) ? 'accept' : 'keep');
  return { name: file.name, bytes: resolveRevisions(openPackage(file, platform), decide, platform).bytes };
}

/** Ids of changes that were pending in one of the files already, whoever they are said to be of; ours may have taken words from them. */
function matchCarried(files: readonly (readonly Revision[])[], received: readonly Revision[]): ReadonlySet<string> {
  const carried = new Set<string>();
  let rest = received;
  const restsOfFiles = files.map((known) => {
    const { pairs, restOfA, restOfB } = pairUp(known, rest, ({ kind, story, text }) =>
      JSON.stringify([kind, story, text.old, text.new]),
    );
    for (const [, { id }] of pairs) carried.add(id);
    rest = restOfB;
    return restOfA;
  });
  for (const { id, kind, story, text } of rest) {
    const isPartOf = (other: Revision) =>
      other.kind === kind &&
      other.story === story &&
      isLeftOf(text.old, other.text.old) &&
      isLeftOf(text.new, other.text.new);
    if (restsOfFiles.some((known) => known.some(isPartOf))) carried.add(id);
  }
  return carried;
}

/** Whether the words are what is left of others when some are taken out. */
function isLeftOf(words: string, others: string): boolean {
  let at = 0;
  for (const word of words.split(/\s+/)) {
    const found = others.indexOf(word, at);
    if (found < 0) return false;
    at = found + word.length;
  }
  return (words === '') === (others === '');
}

/** Pairs equal keys in order. */
function pairUp(a: readonly Revision[], b: readonly Revision[], keyOf: (revision: Revision) => string) {
  const waiting = groupedBy(a, keyOf);
  for (const queue of waiting.values()) queue.reverse();
  const pairs: [Revision, Revision][] = [];
  const restOfB: Revision[] = [];
  for (const revision of b) {
    const partner = waiting.get(keyOf(revision))?.pop();
    if (partner === undefined) restOfB.push(revision);
    else pairs.push([partner, revision]);
  }
  const paired = new Set(pairs.map(([revision]) => revision));
  return { pairs, restOfA: a.filter((revision) => !paired.has(revision)), restOfB };
}

/** Notes of a redline that say nothing here: changes pending on both sides are ours and stay. */
const beside: ReadonlySet<RedlineNoteCode> = new Set(['pending-in-base', 'pending-in-revised']);
/** Changes that are made and read back at once; the date goes nowhere. */
const comparedAt = '2000-01-01T00:00:00Z';

/** `author`: a name that no change of either file has, so that the comparison's own can be told from all others. */
function compareDocuments(
  a: SourceFile,
  b: SourceFile,
  { author, language }: { readonly author: string; readonly language: InterfaceLanguage },
  platform: Platform,
) {
  const { bytes, report } = redlineDocx(a, b, { author, date: comparedAt }, platform);
  const rows = listChanges(readRedline({ name: a.name, bytes }, platform), language);
  return {
    untracked: rows.filter((row) => row.author === author).map(toUntrackedEdit),
    notCompared: report.notes.filter(({ code }) => !beside.has(code)),
  };
}

/** A name that none of these changes has. */
function nameOfNobody(revisions: readonly Revision[]): string {
  const taken = new Set(revisions.map(({ author }) => author));
  let name = 'Parley';
  while (taken.has(name)) name += '′';
  return name;
}

function compareWordsOnly(sent: SourceFile, received: SourceFile, platform: Platform) {
  const read = (file: SourceFile) => splitContract(readSource(file, platform)).clauses;
  const a = read(sent);
  const b = read(received);
  const words = (clauses: typeof a) =>
    clauses.map((clause) => ({ ...clause, text: clauseText(clause), contentKey: canonicalContent(clause) }));
  const { rows } = compareClauses(words(a), words(b));
  const nameOf = (row: ComparedRow) => {
    const clause = row.a === null ? b[row.b ?? 0] : a[row.a];
    return clause === undefined ? null : { label: clause.label, heading: headingText(clause) };
  };
  return {
    compared: 'words' as const,
    tracked: [],
    untracked: rows.flatMap((row) => toEdits(row, nameOf(row))),
    settled: [],
    renamed: [],
    notCompared: [],
  };
}

function toEdits(row: ComparedRow, clause: UntrackedEdit['clause']): UntrackedEdit[] {
  if (row.kind === 'same' || row.kind === 'renumbered') return [];
  const isMove = row.kind === 'moved';
  // A clause that moved is told whole, as it was and as it is: its words may have changed on the way.
  const words = (op: 'insert' | 'delete') =>
    row.edits
      .flatMap((edit) => (edit.op === op || (isMove && edit.op === 'equal') ? [edit.text] : []))
      .join(isMove ? '' : ' … ');
  const [before, after] = [words('delete'), words('insert')];
  const kind = isMove ? 'move' : before === '' ? 'insertion' : after === '' ? 'deletion' : 'replacement';
  return [{ kind, story: 'body', clause, before, after, lead: '', tail: '', formatting: [] }];
}

function toUntrackedEdit({ kind, story, clause, before, after, lead, tail, formatting }: ChangeRow): UntrackedEdit {
  return { kind, story: story.kind, clause, before, after, lead, tail, formatting };
}

function toOwnChange({ kind, author, text }: Revision) {
  return { kind, author, old: text.old, new: text.new };
}

function listPending(file: SourceFile, platform: Platform): readonly Revision[] {
  return listRevisions(openPackage(file, platform));
}

function isDocx(file: SourceFile): boolean {
  return fileKind(file.bytes).kind === 'zip';
}

function identify({ name, bytes }: SourceFile, platform: Platform) {
  return { name, sha256: platform.sha256(bytes) };
}
