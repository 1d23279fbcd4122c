import { redlineDocx, verifyRedline } from '../../core/docx/redline/redline-docx.ts';
import { readRedline } from '../../core/docx/tracked/read-redline.ts';
import { AppError } from '../../core/error.ts';
import type { Redline, RedlineOptions, RedlineReport } from '../../core/model/redline.ts';
import type { SourceFile } from '../../core/model/source.ts';
import { listChanges, numberChanges } from '../../core/redline/list-changes.ts';
import { renderRedlineHtml } from '../../core/redline/render-html.ts';
import { nodePlatform } from '../../engine/platform.ts';
import { readSourceFile } from '../../engine/source-file.ts';
import { writeWhole } from '../../engine/write-whole.ts';
import { changeDate } from '../change-date.ts';
import type { Command } from '../command.ts';
import { printJson, printLine, type Terminal } from '../terminal.ts';

/** `parley redline`: the changes from A to B as tracked changes in A's own file. */
export const redline: Command = {
  name: 'redline',
  usage: 'A B --out R.docx [--author NAME] [--date DATE] [--report R.json] [--html R.html] [--json]',
  summary: 'the changes from A to B as tracked changes in A’s own file',
  positionals: ['A', 'B'],
  options: {
    out: { type: 'string' },
    author: { type: 'string' },
    date: { type: 'string' },
    report: { type: 'string' },
    html: { type: 'string' },
  },
  async run(args, terminal) {
    const a = readSourceFile(args.positional(0));
    const b = readSourceFile(args.positional(1));
    const out = args.get('out');
    const options = { author: args.find('author') ?? 'Parley', date: changeDate(args.find('date')) };
    const reportPath = args.find('report');
    const { bytes, report } = redlineOrReport(a, b, options, reportPath);
    const needsChanges = reportPath !== null || args.find('html') !== null || args.flag('json');
    const document = needsChanges ? readRedline({ name: a.name, bytes }, nodePlatform) : null;
    const json = document === null ? null : { schema: 'parley.redline/1', ...report, changes: listChanges(document) };

    writeWhole(out, bytes);
    if (reportPath !== null) writeWhole(reportPath, `${JSON.stringify(json, null, 2)}\n`);
    const html = args.find('html');
    if (html !== null && document !== null) {
      const language = numberChanges(document, 'en').contractLanguage === 'fr' ? 'fr' : 'en';
      writeWhole(html, renderRedlineHtml(document, { title: a.name, language, aName: a.name, bName: b.name }));
    }
    if (args.flag('json')) printJson(terminal, json);
    else printReport(terminal, out, report);
  },
};

/** The redline; when it is refused, the report that was asked for says what would be wrong and where. */
function redlineOrReport(a: SourceFile, b: SourceFile, options: RedlineOptions, reportPath: string | null): Redline {
  try {
    return redlineDocx(a, b, options, nodePlatform);
  } catch (error) {
    if (error instanceof AppError && error.code === 'law-broken' && reportPath !== null) {
      const { file: _, ...refused } = error.details;
      const report = { schema: 'parley.redline/1', base: a.name, revised: b.name, ...options, refused };
      writeWhole(reportPath, `${JSON.stringify(report, null, 2)}\n`);
    }
    throw error;
  }
}

/** `parley verify`: whether a redline is what it says. */
export const verify: Command = {
  name: 'verify',
  usage: 'R --base A --revised B [--json]',
  summary: 'whether a redline gives A when rejected and B when accepted',
  positionals: ['R'],
  options: { base: { type: 'string' }, revised: { type: 'string' } },
  async run(args, terminal) {
    const file = readSourceFile(args.positional(0));
    const base = readSourceFile(args.get('base'));
    const revised = readSourceFile(args.get('revised'));
    verifyRedline(file, base, revised, nodePlatform);
    if (args.flag('json')) {
      printJson(terminal, { schema: 'parley.verify/1', redline: file.name, base: base.name, revised: revised.name });
    } else printLine(terminal, `${file.name}: rejected it is ${base.name}, accepted it is ${revised.name}.`);
  },
};

function printReport(terminal: Terminal, out: string, report: RedlineReport): void {
  printLine(terminal, `${out}: ${report.revisions} tracked changes by ${report.author}`);
  for (const { code, count, detail } of report.notes) {
    printLine(terminal, `  ${code}: ${count}${detail === undefined ? '' : ` (${detail})`}`);
  }
}
