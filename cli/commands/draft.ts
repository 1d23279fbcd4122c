import { resolve } from 'node:path';
import { AppError } from '../../core/error.ts';
import { draftId } from '../../core/model/ids.ts';
import { readSourceFile } from '../../engine/source-file.ts';
import type { Arguments, Command } from '../command.ts';
import { getMatter, getSide, readDate } from '../matter-arguments.ts';
import { noteLine } from '../note-line.ts';
import { printJson, printLine } from '../terminal.ts';
import { withEngine } from '../workspace.ts';

/** `parley draft add`: a side's draft, as the next round of the matter's document. */
export const draftAdd: Command = {
  name: 'draft add',
  usage: 'FILE --matter ID --side NAME [--date D] [--json]',
  summary: 'a draft that a side sent; prints its id and what changed',
  positionals: ['FILE'],
  options: { matter: { type: 'string' }, side: { type: 'string' }, date: { type: 'string' } },
  async run(args, terminal) {
    const datedOn = readDate(args, 'date', terminal.today());
    const source = readSourceFile(args.positional(0));
    const result = await withEngine(args, async (engine) => {
      const matter = await getMatter(engine, args);
      const side = getSide(matter, args);
      return engine.ask('draft.import', { matterId: matter.id, partyId: side.id, datedOn, source });
    });
    if (args.flag('json')) {
      printJson(terminal, { schema: 'parley.draft/1', ...result });
      return;
    }
    const { draft, summary } = result;
    printLine(terminal, draft.id);
    printLine(terminal, `round ${draft.round}, ${draft.clauseCount} clauses, ${draft.language}`);
    if (summary !== null) {
      const { edited, inserted, deleted, moved, renumbered, same } = summary;
      printLine(
        terminal,
        `${edited} edited, ${inserted} inserted, ${deleted} deleted, ${moved} moved, ${renumbered} renumbered, ${same} the same`,
      );
    }
    for (const note of draft.notes) {
      printLine(terminal, noteLine(note));
    }
  },
};

/** `parley draft export`: a draft as a file to be sent, clean or as a redline against another of the same document. */
export const draftExport: Command = {
  name: 'draft export',
  usage: 'DRAFT --out FILE.docx|.html [--against DRAFT] [--positions] [--keep-data] [--language en|fr] [--json]',
  summary:
    'a draft as a file: clean, or the changes against another, with our positions as comments; names, dates and other comments are removed',
  positionals: ['DRAFT'],
  options: {
    out: { type: 'string' },
    against: { type: 'string' },
    'keep-data': { type: 'boolean' },
    positions: { type: 'boolean' },
    language: { type: 'string', default: 'en' },
  },
  async run(args, terminal) {
    const path = resolve(args.get('out'));
    if (!/\.(docx|dotx|html)$/i.test(path)) throw new AppError('usage', '--out ends in .docx or .html.');
    const against = args.find('against');
    const request = {
      draftId: readDraftId(args.positional(0)),
      ...(against === null ? {} : { againstDraftId: readDraftId(against) }),
      kind: against === null ? 'clean' : 'redline',
      scrub: !args.flag('keep-data'),
      positions: args.flag('positions'),
      language: readLanguage(args),
    } as const;
    const written = await withEngine(args, (engine) => engine.ask('draft.writeExport', { ...request, path }));
    if (args.flag('json')) {
      printJson(terminal, { schema: 'parley.export/1', ...written });
      return;
    }
    const { report } = written;
    printLine(terminal, written.path);
    printLine(
      terminal,
      against === null
        ? `${report.accepted} changes accepted`
        : `${report.revisions} tracked changes by ${report.author}`,
    );
    if (report.positions !== null) {
      const { written: along, left } = report.positions;
      const without = left === 0 ? '' : `, ${left} without their clause in the file left out`;
      printLine(terminal, `${along} of our positions as comments${without}`);
    }
    for (const { code, count, detail } of report.notes) {
      printLine(terminal, `${code}: ${count}${detail === undefined ? '' : ` (${detail})`}`);
    }
    for (const { kind, count } of report.scrub?.removed ?? []) printLine(terminal, `removed ${kind}: ${count}`);
    for (const { kind, count } of report.scrub?.left ?? []) printLine(terminal, `left ${kind}: ${count}`);
  },
};

function readLanguage(args: Arguments): 'en' | 'fr' {
  return args.choice('language', ['en', 'fr']);
}

function readDraftId(text: string) {
  const id = draftId.safeParse(text);
  if (!id.success) throw new AppError('usage', `“${text}” is not the id of a draft.`);
  return id.data;
}
