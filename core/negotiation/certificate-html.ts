import { htmlHead } from '../html-page.ts';
import { escapeHtml } from '../html-text.ts';
import type { EditCertificate, UntrackedEdit } from '../model/certificate.ts';
import type { InterfaceLanguage } from '../model/matter.ts';
import { formattingWords } from '../redline/formatting-words.ts';
import { redlineStyle } from '../redline/style-sheet.ts';
import { redlineWords } from '../redline/words.ts';
import {
  certificateFindings,
  certificateNote,
  certificateWords,
  editsTitle,
  placeName,
  storyName,
} from './certificate-words.ts';

type Row = readonly string[];

/** The certificate as one HTML file that needs nothing else and runs nothing; on paper A4, as a redline is. */
export function renderCertificateHtml(certificate: EditCertificate, language: InterfaceLanguage): string {
  const words = certificateWords[language];
  const { columns } = words;
  const { tracked, untracked, renamed, settled, notCompared } = certificate;
  const nameOf = (author: string) => escapeHtml(author || words.noName);
  return [
    '<!DOCTYPE html>',
    `<html lang="${language}">`,
    ...htmlHead(words.title, redlineStyle(words.title, '', language)),
    '<body>',
    `<header><h1>${escapeHtml(words.title)}</h1>`,
    `<dl>${fileHtml(words.sent, certificate.sent)}${fileHtml(words.received, certificate.received)}</dl>`,
    ...certificateFindings(certificate, language).map((finding) => `<p><strong>${escapeHtml(finding)}</strong></p>`),
    `<p>${escapeHtml(words.method[certificate.compared])}</p>`,
    '</header>',
    '<main>',
    tableHtml(
      editsTitle(certificate, language),
      [columns.clause, columns.change, columns.before, columns.after],
      untracked.map((edit) => editRow(edit, language)),
    ),
    tableHtml(
      words.renamedTitle,
      [columns.author, columns.now, columns.before, columns.after],
      renamed.map((change) => [
        nameOf(change.author),
        nameOf(change.authorNow),
        struck(change.old, change.new),
        inserted(change.old, change.new),
      ]),
    ),
    tableHtml(
      words.settledTitle,
      [columns.author, columns.before, columns.after],
      settled.map((change) => [
        nameOf(change.author),
        struck(change.old, change.new),
        inserted(change.old, change.new),
      ]),
    ),
    tableHtml(
      words.trackedTitle,
      [columns.author, columns.count],
      tracked.map(({ author, count }) => [nameOf(author), String(count)]),
    ),
    certificate.compared === 'document' && tracked.length === 0 ? `<p>${escapeHtml(words.noTracked)}</p>` : '',
    notCompared.length === 0
      ? ''
      : `<section><h2>${escapeHtml(words.notComparedTitle)}</h2><ul>${notCompared.map((note) => `<li>${escapeHtml(certificateNote(note, language))}</li>`).join('')}</ul></section>`,
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function fileHtml(name: string, { name: file, sha256 }: EditCertificate['sent']): string {
  return `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(file)}<br>SHA-256 <code>${sha256}</code></dd></div>`;
}

/** Cells are HTML. */
function tableHtml(title: string, head: readonly string[], rows: readonly Row[]): string {
  if (rows.length === 0) return '';
  const cells = (row: Row) => row.map((cell) => `<td class="words">${cell}</td>`).join('');
  return [
    `<section><h2>${escapeHtml(title)}</h2><div class="table"><table>`,
    `<thead><tr>${head.map((cell) => `<th scope="col">${escapeHtml(cell)}</th>`).join('')}</tr></thead>`,
    `<tbody>${rows.map((row) => `<tr>${cells(row)}</tr>`).join('\n')}</tbody>`,
    '</table></div></section>',
  ].join('\n');
}

function editRow(edit: UntrackedEdit, language: InterfaceLanguage): Row {
  const words = redlineWords[language];
  const place = [storyName(edit.story, language), placeName(edit)].map(escapeHtml).filter(Boolean).join('<br>');
  if (edit.kind === 'formatting') {
    return [
      place,
      escapeHtml(words.kinds.formatting),
      escapeHtml(edit.before),
      escapeHtml(formattingWords(edit.formatting, language)),
    ];
  }
  const around = (html: string) => (html === '' ? '' : `${escapeHtml(edit.lead)}${html}${escapeHtml(edit.tail)}`);
  return [
    place,
    escapeHtml(words.kinds[edit.kind]),
    around(struck(edit.before, edit.kind === 'move' ? '' : edit.after)),
    around(inserted(edit.kind === 'move' ? '' : edit.before, edit.after)),
  ];
}

/** Words on both sides are not struck: they are only what a change of formatting is about. */
function struck(before: string, after: string): string {
  const shown = escapeHtml(withMarks(before));
  return before === '' || before === after ? shown : `<del>${shown}</del>`;
}

function inserted(before: string, after: string): string {
  const shown = escapeHtml(withMarks(after));
  return after === '' || before === after ? shown : `<ins>${shown}</ins>`;
}

function withMarks(text: string): string {
  return text.replaceAll('\n', '¶\n').trimEnd();
}
