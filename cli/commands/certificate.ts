import { type EditCertificate, isCleanReturn, type UntrackedEdit } from '../../core/model/certificate.ts';
import { interfaceLanguage } from '../../core/model/matter.ts';
import { certifyReturn } from '../../core/negotiation/certificate.ts';
import { renderCertificateHtml } from '../../core/negotiation/certificate-html.ts';
import { certificateFindings, certificateNote, placeName } from '../../core/negotiation/certificate-words.ts';
import { formattingWords } from '../../core/redline/formatting-words.ts';
import { nodePlatform } from '../../engine/platform.ts';
import { readSourceFile } from '../../engine/source-file.ts';
import { writeWhole } from '../../engine/write-whole.ts';
import type { Command } from '../command.ts';

import { printJson, printLine, type Terminal } from '../terminal.ts';

/** `parley certificate`: whether what came back is what was sent but for the changes that are tracked. */
export const certificate: Command = {
  name: 'certificate',
  usage: '--sent A --received B [--out C.html] [--language en|fr] [--json]',
  summary: 'what was changed in B, the file that came back, without being tracked',
  positionals: [],
  options: {
    sent: { type: 'string' },
    received: { type: 'string' },
    out: { type: 'string' },
    language: { type: 'string' },
  },
  async run(args, terminal) {
    const sent = readSourceFile(args.get('sent'));
    const received = readSourceFile(args.get('received'));
    const language = args.find('language') === null ? 'en' : args.choice('language', interfaceLanguage.options);
    const found = certifyReturn(sent, received, { ourAuthors: [], language }, nodePlatform);
    const out = args.find('out');
    if (out !== null) writeWhole(out, renderCertificateHtml(found, language));
    if (args.flag('json')) {
      printJson(terminal, { schema: 'parley.certificate/1', clean: isCleanReturn(found), ...found });
    } else printCertificate(terminal, found);
  },
};

function printCertificate(terminal: Terminal, found: EditCertificate): void {
  for (const line of certificateFindings(found, 'en')) printLine(terminal, line);
  for (const edit of found.untracked) printLine(terminal, `  ${editLine(edit)}`);
  for (const { author, count } of found.tracked) {
    printLine(terminal, `set aside: ${count} tracked by ${author || 'no name'}`);
  }
  for (const note of found.notCompared) printLine(terminal, `note: ${certificateNote(note, 'en')}`);
}

function editLine(edit: UntrackedEdit): string {
  const place = placeName(edit) || (edit.story === 'body' ? '·' : edit.story);
  if (edit.kind === 'formatting')
    return `${place}  formatting  ${line(edit.after)}: ${formattingWords(edit.formatting, 'en')}`;
  const words =
    edit.kind === 'move'
      ? line(edit.after)
      : [edit.before && `[-${line(edit.before)}-]`, edit.after && `{+${line(edit.after)}+}`].filter(Boolean).join(' ');
  return `${place}  ${edit.kind}  ${words}`;
}

function line(words: string): string {
  return words.replace(/\n$/, '¶').replace(/\s+/g, ' ');
}
