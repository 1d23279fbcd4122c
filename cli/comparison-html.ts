import { escapeHtml } from '../core/html-text.ts';
import type { ComparisonSummary, WordEdit } from '../core/model/comparison.ts';
import type { RowJson } from './commands/compare.ts';

/**
 * A comparison as one HTML file, in the legal convention: insertions blue and double-underlined,
 * deletions red and struck through, moved clauses green. No script, nothing loaded from elsewhere.
 */
export function comparisonToHtml(
  aName: string,
  bName: string,
  language: string,
  summary: ComparisonSummary,
  rows: readonly RowJson[],
): string {
  const title = `${escapeHtml(aName)} → ${escapeHtml(bName)}`;
  const counts = `${summary.edited} edited, ${summary.inserted} inserted, ${summary.deleted} deleted, ${summary.moved} moved, ${summary.renumbered} renumbered, ${summary.split} split, ${summary.merged} merged, ${summary.same} the same`;
  return `<!doctype html>
<html lang="${language === 'und' ? 'en' : language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${css}</style>
</head>
<body>
<header><h1>${title}</h1><p>${counts}; ${summary.wordsInserted} words inserted, ${summary.wordsDeleted} deleted</p></header>
<main>
${rows.map(rowToHtml).join('\n')}
</main>
</body>
</html>
`;
}

const css = `
body { margin: 0; background: #f6f5f2; color: #1d1c1a; font: 16px/26px "Source Serif 4", Georgia, serif; }
header, main { max-width: 46rem; margin: 0 auto; padding: 24px 48px; }
header { font-family: Inter, system-ui, sans-serif; font-size: 13px; line-height: 19px; }
h1 { font-size: 16px; overflow-wrap: anywhere; }
main { background: #fffefb; border: 1px solid #e4e1da; }
.row { display: grid; grid-template-columns: 5rem 1fr; padding: 4px 0; }
.row p { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.label { color: #6d6a64; font-variant-numeric: tabular-nums; }
.moved p { color: #1d7a46; }
ins { color: #1748c9; text-decoration: underline double; }
del { color: #b3261e; text-decoration: line-through; }
@media print { body { background: none; } main { border: 0; } .row { break-inside: avoid; } }
`;

function rowToHtml(row: RowJson): string {
  const level = Math.min((row.b ?? row.a)?.level ?? 0, 6);
  const moved = row.moved ? ' moved' : '';
  return `<div class="row ${row.kind}${moved}" data-level="${level}"><span class="label">${labelToHtml(row)}</span><p>${row.edits.map(editToHtml).join('')}</p></div>`;
}

function labelToHtml(row: RowJson): string {
  const a = row.a?.label ?? '';
  const b = row.b?.label ?? '';
  if (row.a === null) return `<ins>${escapeHtml(b)}</ins>`;
  if (row.b === null) return `<del>${escapeHtml(a)}</del>`;
  return a === b ? escapeHtml(b) : `<del>${escapeHtml(a)}</del> <ins>${escapeHtml(b)}</ins>`;
}

function editToHtml(edit: WordEdit): string {
  const text = escapeHtml(edit.text);
  if (edit.op === 'insert') return `<ins>${text}</ins>`;
  if (edit.op === 'delete') return `<del>${text}</del>`;
  return text;
}
