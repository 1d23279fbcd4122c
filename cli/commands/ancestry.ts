import type { Output } from '../../core/api.ts';
import { AppError } from '../../core/error.ts';
import type { ClauseAncestry, WordDraft, WordSpan } from '../../core/model/ancestry.ts';
import { clauseId as clauseIdSchema, type DocumentId } from '../../core/model/ids.ts';
import type { MatterView } from '../../core/model/matter.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Arguments, Command } from '../command.ts';
import { askAboutMatter, sideNames } from '../matter-arguments.ts';
import { printJson, printLine } from '../terminal.ts';

/** `parley ancestry`: who put in every word of a clause, in which round, and who kept it. */
export const ancestry: Command = {
  name: 'ancestry',
  usage: '--matter ID --clause ID [--json]',
  summary: 'where every word of a clause comes from; ID is its id or, in the latest draft, its number',
  positionals: [],
  options: { matter: { type: 'string' }, clause: { type: 'string' } },
  async run(args, terminal) {
    const { matter, found: asked } = await askAboutMatter(args, async (engine, named) => {
      const place = await findClause(engine, named, args);
      return { documentId: place.documentId, ...(await engine.ask('clause.ancestry', place)) };
    });
    const { documentId, ...found } = asked;
    if (args.flag('json')) {
      const { id: matterId, parties } = matter;
      printJson(terminal, { schema: 'parley.ancestry/1', matterId, documentId, parties, ...found });
      return;
    }
    const name = sideNames(matter);
    for (const version of found.versions) {
      if (!version.changed) continue;
      const label = version.label === null ? '' : `  ${version.label}`;
      printLine(terminal, `Round ${version.round}, ${name(version.partyId)}, ${version.datedOn}${label}`);
      if (version.text === null) printLine(terminal, '  (not in this draft)');
    }
    const last = found.versions.findLast(({ text }) => text !== null);
    if (last === undefined) return;
    printLine(terminal, `The words of round ${last.round}:`);
    for (const span of last.spans) printSpan(span, last, name, (line) => printLine(terminal, line));
  },
};

function printSpan(
  span: WordSpan,
  { text }: ClauseAncestry['versions'][number],
  name: (id: string) => string,
  print: (line: string) => void,
): void {
  const draft = ({ round, partyId }: WordDraft) => `${name(partyId)} in round ${round}`;
  const history = [
    `put in by ${draft(span.first)}`,
    ...(span.putBack === null ? [] : [`out and back ${times(span.timesBack)}, last by ${draft(span.putBack)}`]),
    span.accepted === null ? 'kept by no other side yet' : `last kept by ${draft(span.accepted)}`,
  ];
  print(`  ${shorten((text ?? '').slice(span.from, span.to)).replaceAll('\n', ' ')}`);
  print(`      ${history.join('; ')}`);
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`;
}

function shorten(text: string): string {
  return text.length <= 160 ? text : `${text.slice(0, 75)} … ${text.slice(-75)}`;
}

/** The clause that `--clause` names: by its id, or by its number in the latest draft of the matter's documents. */
async function findClause(
  engine: Engine,
  matter: MatterView,
  args: Arguments,
): Promise<{ documentId: DocumentId; clauseId: ReturnType<typeof clauseIdSchema.parse> }> {
  const text = args.get('clause');
  const named: { documentId: DocumentId; clauseId: Output<'draft.get'>['clauses'][number]['clauseId'] }[] = [];
  const id = clauseIdSchema.safeParse(text);
  for (const { id: documentId, drafts } of matter.documents) {
    for (const [index, draft] of [...drafts].reverse().entries()) {
      const { clauses } = await engine.ask('draft.get', { draftId: draft.id });
      const byId = id.success && clauses.some(({ clauseId }) => clauseId === id.data);
      if (id.success && byId) return { documentId, clauseId: id.data };
      if (index > 0) continue;
      for (const clause of clauses) if (clause.label === text) named.push({ documentId, clauseId: clause.clauseId });
    }
  }
  const [first] = named;
  if (first !== undefined && named.length === 1) return first;
  if (first === undefined) {
    throw new AppError('not-found', `There is no clause “${text}” in this matter.`, { details: { id: text } });
  }
  const ids = named.map(({ clauseId }) => clauseId).join(', ');
  throw new AppError('usage', `Several clauses have the number ${text}; name one by its id: ${ids}.`);
}
