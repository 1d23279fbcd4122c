import { realpathSync } from 'node:fs';
import {
  counterpartyChoices,
  type ScrubChoice,
  type ScrubChoices,
  scrubChoices,
} from '../../core/docx/scrub/choices.ts';
import type { ScrubItem, ScrubReport } from '../../core/docx/scrub/report.ts';
import { scrubDocx } from '../../core/docx/scrub/scrub-docx.ts';
import { AppError } from '../../core/error.ts';
import { nodePlatform } from '../../engine/platform.ts';
import { readSourceFile } from '../../engine/source-file.ts';
import { writeWhole } from '../../engine/write-whole.ts';
import { changeDate } from '../change-date.ts';
import type { Arguments, Command } from '../command.ts';
import { printJson, printLine, type Terminal } from '../terminal.ts';

/** `parley scrub`: a Word document without what its words do not say. */
export const scrub: Command = {
  name: 'scrub',
  usage: 'FILE --out F.docx [--keep KIND]… [--remove KIND]… [--author NAME] [--rename OLD=NEW]… [--date DATE] [--json]',
  summary: `a Word document for the other side, and a report of what was removed and left; KIND: ${scrubChoices.join(', ')}`,
  positionals: ['FILE'],
  options: {
    out: { type: 'string' },
    keep: { type: 'string', multiple: true },
    remove: { type: 'string', multiple: true },
    author: { type: 'string' },
    rename: { type: 'string', multiple: true },
    date: { type: 'string' },
  },
  async run(args, terminal) {
    const path = args.positional(0);
    const out = args.get('out');
    const choices = readChoices(args);
    const file = readSourceFile(path);
    refuseSameFile(path, out);
    const { bytes, report } = scrubDocx(file, choices, nodePlatform);
    refuseOtherExtension(out, report);
    writeWhole(out, bytes);
    if (args.flag('json')) printJson(terminal, { schema: 'parley.scrub/1', file: file.name, out, ...report });
    else printReport(terminal, out, report);
  },
};

function readChoices(args: Arguments): ScrubChoices {
  const remove = new Set(counterpartyChoices.remove);
  for (const name of args.list('remove')) remove.add(readChoice('remove', name));
  for (const name of args.list('keep')) remove.delete(readChoice('keep', name));
  const date = args.find('date');
  return {
    remove,
    author: args.find('author') ?? counterpartyChoices.author,
    authorNames: new Map(args.list('rename').map(readRename)),
    date: date === null ? null : changeDate(date),
  };
}

function readChoice(option: string, name: string): ScrubChoice {
  const choice = scrubChoices.find((known) => known === name);
  if (choice !== undefined) return choice;
  throw new AppError('usage', `--${option} is one of ${scrubChoices.join(', ')}; “${name}” is not.`);
}

function readRename(pair: string): [string, string] {
  const at = pair.indexOf('=');
  if (at > 0 && at < pair.length - 1) return [pair.slice(0, at), pair.slice(at + 1)];
  throw new AppError('usage', `--rename is OLD=NEW, such as --rename "A. Writer=The Vendor"; “${pair}” is not.`);
}

/** What was scrubbed cannot be got back from the result. */
function refuseSameFile(path: string, out: string): void {
  let same = false;
  try {
    same = realpathSync(path) === realpathSync(out);
  } catch (cause) {
    // There is nothing there yet.
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
  }
  if (same) throw new AppError('usage', `--out ${out} is the file itself: choose another name, so that it is kept.`);
}

function refuseOtherExtension(out: string, { extension }: ScrubReport): void {
  if (out.toLowerCase().endsWith(`.${extension}`)) return;
  throw new AppError(
    'usage',
    `--out must end in .${extension}: Word does not open this document under another ending.`,
  );
}

function printReport(terminal: Terminal, out: string, report: ScrubReport): void {
  printLine(terminal, `${out}: scrubbed, ${report.trackedChanges} tracked changes stay`);
  for (const [kind, items] of grouped(report.removed)) {
    printLine(terminal, `removed ${kind}: ${items.map(itemText).join('; ')}`);
  }
  for (const [kind, items] of grouped(report.left)) {
    printLine(terminal, `left ${kind}: ${items.map(itemText).join('; ')}: ${items[0]?.reason ?? ''}`);
  }
  if (report.kept.length > 0) printLine(terminal, `not asked for: ${report.kept.join(', ')}`);
  const line = privacyLine(report.privacy);
  if (line !== null) printLine(terminal, line);
}

function privacyLine({ removePersonalInformation, removeDateAndTime, cleared }: ScrubReport['privacy']): string | null {
  const found = [
    ...(removePersonalInformation ? ['removePersonalInformation'] : []),
    ...(removeDateAndTime ? ['removeDateAndTime'] : []),
  ];
  if (found.length === 0) return null;
  const outcome = cleared ? 'taken out' : 'still there';
  return `${found.join(' and ')}: ${outcome}; Word would erase authors and dates when it saves the file`;
}

function grouped<T extends ScrubItem & { readonly kind: string }>(items: readonly T[]): Map<string, T[]> {
  const byKind = new Map<string, T[]>();
  for (const item of items) byKind.set(item.kind, [...(byKind.get(item.kind) ?? []), item]);
  return byKind;
}

const mostValues = 5;

/** `w:author × 12 in word/document.xml (A. Writer, B. Reader)`. */
function itemText({ part, what, count, values, moreValues }: ScrubItem): string {
  const shown = values.slice(0, mostValues).map(oneLine);
  const more = values.length - shown.length + moreValues;
  const list = [...shown, ...(more > 0 ? [`${more} more`] : [])].join(', ');
  return `${oneLine(what)} × ${count}${part === '' ? '' : ` in ${oneLine(part)}`}${list === '' ? '' : ` (${list})`}`;
}

/** Values come from the file and may hold what a terminal would obey. */
function oneLine(value: string): string {
  const line = value.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return line.length <= 120 ? line : `${line.slice(0, 119)}…`;
}
