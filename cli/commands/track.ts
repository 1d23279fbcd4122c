import type { ConversionReport } from '../../core/docx/manual-redline/convert.ts';
import { convertManualRedline } from '../../core/docx/manual-redline/convert.ts';
import { nodePlatform } from '../../engine/platform.ts';
import { readSourceFile } from '../../engine/source-file.ts';
import { writeWhole } from '../../engine/write-whole.ts';
import { changeDate } from '../change-date.ts';
import type { Command } from '../command.ts';
import { printJson, printLine } from '../terminal.ts';

/** `parley track`: a redline made by hand, with struck and bracketed words, as one of tracked changes. */
export const track: Command = {
  name: 'track',
  usage: 'FILE --out F.docx [--author NAME] [--date DATE] [--json]',
  summary: 'tracked changes in place of a redline made by hand (struck words, bold words in brackets and the like)',
  positionals: ['FILE'],
  options: { out: { type: 'string' }, author: { type: 'string' }, date: { type: 'string' } },
  async run(args, terminal) {
    const file = readSourceFile(args.positional(0));
    const out = args.get('out');
    const options = { author: args.find('author') ?? 'Parley', date: changeDate(args.find('date')) };
    const { bytes, report } = convertManualRedline(file, options, nodePlatform);
    writeWhole(out, bytes);
    if (args.flag('json')) printJson(terminal, { schema: 'parley.track/1', file: file.name, out, ...report });
    else for (const line of reportLines(out, report)) printLine(terminal, line);
  },
};

function reportLines(out: string, report: ConversionReport): readonly string[] {
  const { changes, deletions, insertions, paragraphs, rows, markupCharacters, unclosed, confidence, legend } = report;
  const lines = [
    `${out}: ${changes} tracked changes; ${deletions} stretches of words deleted, ${insertions} inserted, ${paragraphs} paragraph ends and ${rows} table rows among them`,
  ];
  if (legend !== null) lines.push(`  the document says how it marks changes: ${legend}`);
  if (confidence === 'deletions-only')
    lines.push('  nothing shows how insertions are marked: only struck words were taken as changes');
  if (markupCharacters > 0)
    lines.push(
      `  ${markupCharacters} characters were only markup, such as brackets around inserted words, and are gone`,
    );
  if (unclosed > 0)
    lines.push(`  ${unclosed} brackets look like an insertion that never ends; their words stay as they were`);
  return lines;
}
