import { cssString } from '../html-text.ts';
import type { InterfaceLanguage } from '../model/matter.ts';
import { redlineWords } from './words.ts';

const serif = '"Source Serif 4", "Source Serif 4 Variable", "Source Serif Pro", Georgia, "Times New Roman", serif';
const sans = 'Inter, "Inter Variable", system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif';
const ink = '#1d1c1a';
const muted = '#5f5c57';
const hairline = '#d9d5cd';
const inserted = '#1748c9';
const deleted = '#b3261e';
const moved = '#1b6e3f';

/**
 * How a redline looks, on the screen and on paper (A4). Words that were live underline or strikethrough before anyone tracked a change are
 * drawn with one thin grey line, so that nobody takes them for changes. `title` and `kind` stand on the edge of every page.
 */
export function redlineStyle(title: string, kind: string, language: InterfaceLanguage): string {
  const [beforePage = '', betweenPages = '', afterPages = ''] =
    redlineWords[language].pageOf.split(/\{page\}|\{pages\}/);
  const pages = `${cssString(beforePage)} counter(page) ${cssString(betweenPages)} counter(pages) ${cssString(afterPages)}`;
  const edge = `font: 8pt/1.3 ${sans}; color: ${muted};`;
  const indents = Array.from({ length: 9 }, (_, level) => `.i${level} { margin-left: ${level * 1.25}rem; }`).join(' ');
  return `
:root { color-scheme: light; }
* { box-sizing: border-box; }
html { background: #fffefb; color: ${ink}; font: 15px/1.55 ${sans}; }
body { max-width: 52rem; margin: 0 auto; padding: 3rem 1.5rem 5rem; overflow-wrap: break-word; font-variant-numeric: tabular-nums; }
h1 { font-size: 1.75rem; line-height: 1.25; font-weight: 650; margin: 0 0 1rem; }
h2 { font-size: 1.25rem; line-height: 1.3; font-weight: 650; margin: 2.75rem 0 0.75rem; padding-top: 1.25rem; border-top: 1px solid ${hairline}; }
.what { font-size: 0.8125rem; color: ${muted}; margin: 0 0 0.25rem; }
dl { margin: 0 0 1.25rem; font-size: 0.875rem; }
dl div { display: grid; grid-template-columns: 7rem 1fr; gap: 0 1rem; padding: 0.2rem 0; }
dt { color: ${muted}; }
dd { margin: 0; }
.table { margin: 0 0 1rem; overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 0.8125rem; line-height: 1.5; }
th, td { text-align: left; vertical-align: top; padding: 0.4rem 0.75rem 0.4rem 0; border-bottom: 1px solid ${hairline}; }
th { font-weight: 600; }
thead th { color: ${muted}; border-bottom-color: #a39f97; }
.counts :is(th, td):not(:first-child) { text-align: right; }
.counts tfoot :is(th, td) { font-weight: 600; border-bottom: 0; }
.changes { table-layout: fixed; }
.changes th:nth-child(1) { width: 6%; }
.changes th:nth-child(2) { width: 16%; }
.changes th:nth-child(3) { width: 16%; }
.changes th:last-child { width: 15%; }
.changes .words { white-space: pre-wrap; font: 0.8125rem/1.5 ${serif}; }
.context { color: ${muted}; }
.heading { display: block; color: ${muted}; }
.redline { font: 1rem/1.6 ${serif}; }
.redline :is(h3, h4, h5, h6) { font: 650 1rem/1.45 ${serif}; margin: 1.25em 0 0.4em; }
.redline h3 { font-size: 1.125rem; }
.redline p { margin: 0 0 0.6em; }
.redline :is(p, h3, h4, h5, h6) { white-space: pre-wrap; tab-size: 4; }
${indents}
.label { font-variant-numeric: tabular-nums; margin-right: 0.4em; }
ins { color: ${inserted}; text-decoration: underline double; text-underline-offset: 0.15em; }
del { color: ${deleted}; text-decoration: line-through; }
ins > del, del > ins { text-decoration-thickness: 1px; }
.moved { color: ${moved}; }
.formatted { border-bottom: 1.5px dotted ${muted}; }
.underline { text-decoration: underline; text-decoration-color: #8a867f; }
.strike { text-decoration: line-through; text-decoration-color: #8a867f; }
.caps { text-transform: uppercase; }
.small-caps { font-variant-caps: small-caps; }
.hidden { outline: 1px dotted ${muted}; }
sup, sub { line-height: 0; }
.number, .comment-mark { font: 600 0.625rem/1 ${sans}; color: ${muted}; text-decoration: none; vertical-align: super; margin: 0 0.15em; }
.number:hover, .comment-mark:hover { text-decoration: underline; }
.changes .number, .note .number { vertical-align: baseline; font-size: 0.75rem; }
.moved-sign { font: 0.75rem/1 ${sans}; color: ${moved}; margin-right: 0.3em; }
.object { font: 0.8125rem/1.4 ${sans}; color: ${muted}; }
ins .object, del .object { color: inherit; }
.redline .note { font: 0.75rem/1.45 ${sans}; color: ${muted}; margin: -0.3em 0 0.7em 1.25rem; padding-left: 0.6em; border-left: 2px dotted #a39f97; white-space: normal; }
.box { border: 1px solid #a39f97; padding: 0.5rem 0.75rem; margin: 0 0 0.75rem; }
.grid { font: 0.9375rem/1.5 ${serif}; }
.grid td { border: 1px solid ${hairline}; padding: 0.35rem 0.6rem; }
.grid td.continues { border-top: 0; }
.grid td.came { border-left: 3px double ${inserted}; }
.grid td.went { border-left: 3px solid ${deleted}; }
.grid p:last-child { margin-bottom: 0; }
.row-numbers { float: left; }
.redline .title { font-size: 1.375rem; line-height: 1.3; font-weight: 650; }
.story { font: 600 0.8125rem/1.5 ${sans}; color: ${muted}; margin: 1.75rem 0 0.5rem; }
.footnote { display: grid; grid-template-columns: 2rem 1fr; font-size: 0.875rem; }
.comments { list-style: none; padding: 0; margin: 0; font-size: 0.875rem; }
.comments li { padding: 0.5rem 0; border-bottom: 1px solid ${hairline}; }
.comments li.answer { margin-left: 2rem; }
.comments p { margin: 0.2rem 0 0; white-space: pre-wrap; }
.by { color: ${muted}; font-size: 0.8125rem; }
.legend { font-size: 0.8125rem; color: ${muted}; }
.legend > span { margin-right: 1.25em; white-space: nowrap; }
@media screen and (max-width: 44rem) {
  body { padding: 1.5rem 1rem 3rem; }
  dl div { grid-template-columns: 1fr; }
  .changes { min-width: 44rem; }
}
@page {
  size: A4; margin: 24mm 20mm 22mm;
  @top-left { content: ${cssString(title)}; width: 70%; ${edge} }
  @top-right { content: ${cssString(kind)}; width: 30%; ${edge} }
  @bottom-right { content: ${pages}; ${edge} }
}
@media print {
  html { background: none; font-size: 10pt; }
  body { max-width: none; padding: 0; }
  h2, h3, h4, h5, h6, .story { break-after: avoid; }
  section.page { break-before: page; }
  section.page > h2 { border-top: 0; padding-top: 0; margin-top: 0; }
  .table { overflow: visible; }
  thead { display: table-header-group; }
  .changes tr.short, .counts tr, .grid tr.short, .footnote, .comments li { break-inside: avoid; }
  .redline .note { break-before: avoid; }
  p { orphans: 3; widows: 3; }
  a { color: inherit; text-decoration: none; }
  ins, del, td { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
}
