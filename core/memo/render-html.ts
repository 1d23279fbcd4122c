import { htmlHead } from '../html-page.ts';
import { cssString, escapeHtml } from '../html-text.ts';
import type { Platform } from '../platform.ts';
import { deleted, hairline, ink, inserted, muted, privilegedTint, sharedTint, sideLook, sideLooks } from './palette.ts';
import { staysOnOnePage } from './row-length.ts';
import type { Block, Cell, Fact, Memo, Paragraph, Section, Span, Table } from './shape.ts';
import { dayInWords, type MemoWords, memoWords } from './words.ts';

/**
 * A memo as one HTML file that needs nothing else and runs nothing: no script, no reference to
 * anything outside, and a policy that lets the browser apply exactly the one style sheet in it, known by
 * its SHA-256. No style attributes, so that the policy need not allow them.
 *
 * On paper the page's margin boxes carry the matter, the audience and the page numbers (Chromium 131
 * and later; before, they stay empty). Their text is part of the style sheet, where every character but
 * letters, digits and spaces is written as a code, because a title can hold `</style>`.
 */
export function renderHtml(memo: Memo, platform: Pick<Platform, 'sha256'>): string {
  const words = memoWords[memo.language];
  const style = styleSheet(memo, words);
  return [
    '<!DOCTYPE html>',
    `<html lang="${memo.language}">`,
    ...htmlHead(`${memo.title} – ${memo.kind}`, style, `'sha256-${base64OfHex(platform.sha256(style))}'`),
    '<body>',
    '<header>',
    `<p class="audience ${memo.audience}">${escapeHtml(memo.audienceLine)}</p>`,
    `<p class="kind">${escapeHtml(memo.kind)}</p>`,
    `<h1>${escapeHtml(memo.title)}</h1>`,
    factList(memo.facts),
    '</header>',
    '<main>',
    ...memo.sections.map((section) => sectionHtml(section, 2)),
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function sectionHtml(section: Section, level: 2 | 3 | 4): string {
  const inner = level === 2 ? 3 : 4;
  return [
    '<section>',
    `<h${level}>${escapeHtml(section.heading)}</h${level}>`,
    ...section.blocks.map(blockHtml),
    ...section.sections.map((part) => sectionHtml(part, inner)),
    '</section>',
  ].join('\n');
}

function blockHtml(block: Block): string {
  if (block.type === 'paragraph') return paragraphHtml(block);
  return block.type === 'facts' ? factList(block.facts) : tableHtml(block);
}

function factList(facts: readonly Fact[]): string {
  const entries = facts.map(
    ({ label, value }) => `<div><dt>${escapeHtml(label)}</dt><dd>${value.map(paragraphHtml).join('')}</dd></div>`,
  );
  return `<dl>\n${entries.join('\n')}\n</dl>`;
}

function tableHtml(table: Table): string {
  const head = table.columns.map(({ heading }) =>
    heading.length === 0 ? '<td></td>' : `<th scope="col"${sideClass(heading)}>${heading.map(spanHtml).join('')}</th>`,
  );
  const rows = table.rows.map((row) => {
    const cells = row.map((cell, index) => cellHtml(cell, index, table));
    const isLong = !staysOnOnePage(row, table.columns);
    return `<tr${isLong ? ' class="long"' : ''}>${cells.join('\n')}</tr>`;
  });
  return [
    `<div class="table"><table class="${table.reading}">`,
    `<colgroup>${table.columns.map(({ share }) => `<col class="w${Math.round(share)}">`).join('')}</colgroup>`,
    `<thead><tr>${head.join('')}</tr></thead>`,
    `<tbody>\n${rows.join('\n')}\n</tbody>`,
    '</table></div>',
  ].join('\n');
}

/** On a narrow screen the columns' headings are out of sight, and each cell says its own. */
function cellHtml(cell: Cell, index: number, table: Table): string {
  const body = cell.map(paragraphHtml).join('');
  if (index === 0 && table.hasRowHeadings) return `<th scope="row">${body}</th>`;
  const heading = table.columns[index]?.heading.map(spanText).join('') ?? '';
  return `<td${table.reading === 'grid' ? '' : ` data-column="${escapeHtml(heading)}"`}>${body}</td>`;
}

function spanText(span: Span): string {
  return span.side === undefined ? span.text : `${sideLook(span.side).shape}\u00a0${span.text}`;
}

function sideClass(heading: readonly Span[]): string {
  const side = heading.find((span) => span.side !== undefined)?.side;
  return side === undefined ? '' : ` class="side s${lookOf(side)}"`;
}

function paragraphHtml(paragraph: Paragraph): string {
  const language = paragraph.language === undefined ? '' : ` lang="${paragraph.language}"`;
  const voice = paragraph.voice === 'memo' ? '' : ` class="${paragraph.voice}"`;
  return `<p${voice}${language}>${paragraph.spans.map(spanHtml).join('')}</p>`;
}

const tags = { inserted: 'ins', deleted: 'del', strong: 'strong' } as const;

function spanHtml(span: Span): string {
  const text = escapeHtml(span.text);
  if (span.side !== undefined) {
    return `<span class="side s${lookOf(span.side)}"><span aria-hidden="true">${sideLook(span.side).shape}</span>\u00a0${text}</span>`;
  }
  return span.mark === undefined ? text : `<${tags[span.mark]}>${text}</${tags[span.mark]}>`;
}

/** Sides that look alike share a class. */
function lookOf(ordinal: number): number {
  return ordinal === 0 ? 0 : ((ordinal - 1) % (sideLooks - 1)) + 1;
}

const serif = '"Source Serif 4", "Source Serif 4 Variable", "Source Serif Pro", Georgia, "Times New Roman", serif';
const sans = 'Inter, "Inter Variable", system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif';

const base64Digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function base64OfHex(hex: string): string {
  const bytes = hex.match(/../g) ?? [];
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const group = bytes.slice(at, at + 3);
    const bits = Number.parseInt(group.join('').padEnd(6, '0'), 16);
    const digits = [18, 12, 6, 0].map((shift) => base64Digits[(bits >> shift) & 63]);
    text += digits
      .slice(0, group.length + 1)
      .join('')
      .padEnd(4, '=');
  }
  return text;
}

function styleSheet(memo: Memo, words: MemoWords): string {
  const [beforePage = '', betweenPages = '', afterPages = ''] = words.pageOf.split(/\{page\}|\{pages\}/);
  const pages = [
    cssString(beforePage),
    'counter(page)',
    cssString(betweenPages),
    'counter(pages)',
    cssString(afterPages),
  ];
  const sides = Array.from({ length: sideLooks }, (_, ordinal) => {
    const { colour, tint } = sideLook(ordinal);
    return `.s${ordinal} { color: ${colour}; } th.s${ordinal} { background: ${tint}; }`;
  });
  const widths = [...columnShares(memo)].map((share) => `.w${share} { width: ${share}%; }`);
  const edge = `font: 8pt/1.3 ${sans}; color: ${muted};`;
  return `
:root { color-scheme: light; }
* { box-sizing: border-box; }
html { background: #fffefb; color: ${ink}; font: 15px/1.55 ${sans}; }
body { max-width: 56rem; margin: 0 auto; padding: 3rem 1.5rem 5rem; overflow-wrap: break-word; font-variant-numeric: tabular-nums; }
h1 { font-size: 1.75rem; line-height: 1.25; font-weight: 650; margin: 0 0 1rem; }
h2 { font-size: 1.25rem; line-height: 1.3; font-weight: 650; margin: 2.75rem 0 0.75rem; padding-top: 1.25rem; border-top: 1px solid ${hairline}; }
h3 { font-size: 1rem; line-height: 1.4; font-weight: 650; margin: 1.75rem 0 0.5rem; }
h4 { font-size: 0.875rem; line-height: 1.4; font-weight: 650; margin: 1.25rem 0 0.5rem; }
p { margin: 0 0 0.5em; white-space: pre-wrap; tab-size: 6; }
p:last-child { margin-bottom: 0; }
.contract { font: 1rem/1.55 ${serif}; }
.audience { font-size: 0.8125rem; font-weight: 600; margin: 0 0 2rem; padding: 0.5rem 0.75rem; border-left: 4px solid ${muted}; background: ${sharedTint}; }
.audience.internal { border-color: ${deleted}; background: ${privilegedTint}; color: #8c1d18; }
.kind { font-size: 0.8125rem; color: ${muted}; margin: 0 0 0.25rem; }
.aside { font-size: 0.8125rem; line-height: 1.5; color: ${muted}; }
dl { margin: 0 0 1rem; font-size: 0.875rem; }
dl div { display: grid; grid-template-columns: 10rem 1fr; gap: 0 1rem; padding: 0.2rem 0; }
dt { color: ${muted}; }
dd { margin: 0; }
.table { margin: 0 0 1rem; overflow-x: auto; }
table { width: 100%; table-layout: fixed; border-collapse: collapse; font-size: 0.8125rem; line-height: 1.5; }
th, td { text-align: left; vertical-align: top; padding: 0.45rem 0.75rem 0.45rem 0; border-bottom: 1px solid ${hairline}; }
th { font-weight: 600; }
thead th { color: ${muted}; border-bottom-color: #a39f97; }
.by-column thead th, .by-column td { padding-left: 0.75rem; }
.by-column td { border-left: 1px solid ${hairline}; }
.by-column td:first-child { border-left: 0; }
.side { font-weight: 600; }
${sides.join('\n')}
ins { color: ${inserted}; text-decoration: underline double; text-underline-offset: 0.15em; }
del { color: ${deleted}; text-decoration: line-through; }
${widths.join('\n')}
@media screen and (max-width: 44rem) {
  body { padding: 1.5rem 1rem 3rem; }
  dl div { grid-template-columns: 1fr; }
  .grid { min-width: 30rem; }
  .by-column, .by-column :is(tbody, tr, th, td), .by-row, .by-row :is(tbody, tr, th, td) { display: block; width: auto; }
  :is(.by-column, .by-row) thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  :is(.by-column, .by-row) tr { padding: 0.5rem 0; border-bottom: 1px solid ${hairline}; }
  :is(.by-column, .by-row) :is(th, td) { border: 0; padding: 0.2rem 0; }
  :is(.by-column, .by-row) td::before { content: attr(data-column); display: block; font: 600 0.75rem/1.5 ${sans}; color: ${muted}; }
}
@page {
  size: A4; margin: 24mm 20mm 22mm;
  @top-left { content: ${cssString(memo.title)}; width: 44%; ${edge} }
  @top-right { content: ${cssString(memo.audienceLine)}; width: 56%; ${edge} }
  @bottom-left { content: ${cssString(dayInWords(memo.madeOn, memo.language))}; ${edge} }
  @bottom-right { content: ${pages.join(' ')}; ${edge} }
}
@media print {
  html { background: none; font-size: 10pt; }
  body { max-width: none; padding: 0; }
  h1, h2, h3, h4 { break-after: avoid; }
  .table { overflow: visible; }
  thead { display: table-header-group; }
  tr, dl div { break-inside: avoid; }
  tr.long { break-inside: auto; }
  section > dl, section > dl div { break-after: avoid; }
  p { orphans: 3; widows: 3; }
  .audience, th { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
}

function columnShares(memo: Memo): Set<number> {
  const shares = new Set<number>();
  const visit = (section: Section): void => {
    for (const block of section.blocks) {
      if (block.type === 'table') for (const { share } of block.columns) shares.add(Math.round(share));
    }
    section.sections.forEach(visit);
  };
  memo.sections.forEach(visit);
  return shares;
}
