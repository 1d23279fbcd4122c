import type { ClauseName } from '../contract/clause-name.ts';
import { htmlHead } from '../html-page.ts';
import { escapeHtml } from '../html-text.ts';
import type { InterfaceLanguage } from '../model/matter.ts';
import type { RedlineComment, RedlineDocument, RedlineStory } from '../model/redline-document.ts';
import { type ChangeKind, type ChangeRow, changeKinds } from './change-row.ts';
import { formattingWords } from './formatting-words.ts';
import { numberChanges } from './list-changes.ts';
import { blocksText } from './spoken-words.ts';
import { redlineStyle } from './style-sheet.ts';
import { numberComments, TextWriter } from './text-html.ts';
import { type RedlineWords, redlineWords } from './words.ts';

export interface RedlineHtmlOptions {
  /** What the document is called, on the first page and on every page's edge. */
  readonly title: string;
  /** Of the words that are not the contract's. */
  readonly language: InterfaceLanguage;
  /** The names of the drafts before and after, where the redline compares two files. */
  readonly aName?: string;
  readonly bName?: string;
}

/**
 * A redline as one HTML file in the legal convention: insertions blue with a double underline, deletions red and struck through, what moved
 * green, with a summary before and a table of changes behind. It needs nothing else and runs nothing; its links lead
 * inside. On paper it is A4 with the title and page numbers on the edges.
 */
export function renderRedlineHtml(document: RedlineDocument, options: RedlineHtmlOptions): string {
  const { language, title } = options;
  const words = redlineWords[language];
  const { rows, starts, contractLanguage } = numberChanges(document, language);
  const comments = numberComments(document);
  const writer = new TextWriter({ rows, starts, comments }, language);
  const textLanguage = contractLanguage === 'und' ? '' : ` lang="${contractLanguage}"`;
  return [
    '<!DOCTYPE html>',
    `<html lang="${language}">`,
    ...htmlHead(`${title} – ${words.redline}`, redlineStyle(title, words.redline, language)),
    '<body>',
    '<header>',
    `<p class="what">${escapeHtml(words.redline)}</p>`,
    `<h1>${escapeHtml(title)}</h1>`,
    factsHtml(document, options, words),
    countsHtml(rows, words),
    legendHtml(words),
    '</header>',
    '<main>',
    `<section class="page redline" id="text"><h2>${escapeHtml(words.text)}</h2>`,
    `<div${textLanguage}>`,
    ...document.stories.map((story) => storyHtml(story, writer, words)),
    '</div></section>',
    commentsHtml(document, comments, words, language),
    tableHtml(rows, words, language, textLanguage),
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function factsHtml(document: RedlineDocument, { aName, bName }: RedlineHtmlOptions, words: RedlineWords): string {
  const facts: [string, string][] = [];
  if (aName !== undefined) facts.push([words.before, aName]);
  if (bName !== undefined) facts.push([words.after, bName]);
  if (facts.length === 0) facts.push([words.file, document.name]);
  const entries = facts.map(([name, value]) => `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd></div>`);
  return `<dl>${entries.join('')}</dl>`;
}

/** How many changes of each kind each author made, in the order in which they first appear. */
function countsHtml(rows: readonly ChangeRow[], words: RedlineWords): string {
  if (rows.length === 0) return `<p>${escapeHtml(words.noChanges)}</p>`;
  const authors = new Map<string, Map<ChangeKind, number>>();
  for (const { author, kind } of rows) {
    const counts = authors.get(author) ?? new Map<ChangeKind, number>();
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    authors.set(author, counts);
  }
  const kinds = changeKinds.filter((kind) => rows.some((row) => row.kind === kind));
  const head = [words.author, ...kinds.map((kind) => words.plurals[kind]), words.total];
  const line = (name: string, count: (kind: ChangeKind) => number) => {
    const counts = kinds.map(count);
    const cells = [...counts, counts.reduce((sum, each) => sum + each, 0)];
    return `<tr><th scope="row">${escapeHtml(name)}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  };
  const body = [...authors].map(([author, counts]) => line(author || words.unnamed, (kind) => counts.get(kind) ?? 0));
  const total = line(words.total, (kind) => rows.filter((row) => row.kind === kind).length);
  return [
    '<div class="table"><table class="counts">',
    `<thead><tr>${head.map((cell) => `<th scope="col">${escapeHtml(cell)}</th>`).join('')}</tr></thead>`,
    `<tbody>${body.join('')}</tbody>`,
    authors.size > 1 ? `<tfoot>${total}</tfoot>` : '',
    '</table></div>',
  ].join('\n');
}

function legendHtml(words: RedlineWords): string {
  return [
    `<p class="legend" aria-label="${escapeHtml(words.legend)}">`,
    `<span><ins>${escapeHtml(words.legendInserted)}</ins></span>`,
    `<span><del>${escapeHtml(words.legendDeleted)}</del></span>`,
    `<span><ins class="moved">${escapeHtml(words.legendMovedTo)}</ins></span>`,
    `<span><del class="moved">${escapeHtml(words.legendMovedFrom)}</del></span>`,
    `<span><span class="formatted">${escapeHtml(words.legendFormatted)}</span></span>`,
    `<span>${escapeHtml(words.legendNumbers)}</span>`,
    '</p>',
  ].join('');
}

function storyHtml(story: RedlineStory, writer: TextWriter, words: RedlineWords): string {
  const html = writer.blocks(story.blocks, 3);
  if (story.kind === 'body') return html;
  if (!/[^\s]/.test(html.replace(/<[^>]*>/g, ''))) return '';
  if (story.kind === 'footnote' || story.kind === 'endnote') {
    const name = escapeHtml(`${words.stories[story.kind]} ${story.noteMark}`.trim());
    return `<div class="footnote" role="note" aria-label="${name}"><sup>${escapeHtml(story.noteMark)}</sup><div>${html}</div></div>`;
  }
  return `<p class="story">${escapeHtml(storyName(story, words))}</p>\n${html}`;
}

/** `Header, section 2, first page`. */
function storyName(
  { kind, pages, sections, noteMark }: Pick<RedlineStory, 'kind' | 'pages' | 'sections' | 'noteMark'>,
  words: RedlineWords,
): string {
  const name = words.stories[kind];
  if (kind === 'footnote' || kind === 'endnote') return `${name} ${noteMark}`.trim();
  if (kind === 'body') return name;
  const where = sections.length === 0 ? words.unused : words.section.replace('{sections}', sections.join(', '));
  return [name, where, pages === null ? '' : words.pages[pages]].filter((part) => part !== '').join(', ');
}

function commentsHtml(
  document: RedlineDocument,
  numbers: ReadonlyMap<string, number>,
  words: RedlineWords,
  language: InterfaceLanguage,
): string {
  if (document.comments.length === 0) return '';
  const items = inThreads(document.comments).map(({ comment, isAnswer }) => {
    const number = numbers.get(comment.id) ?? 0;
    const by = [comment.author || words.unnamed, comment.date?.slice(0, 10), isAnswer ? words.answer : undefined];
    if (comment.isResolved) by.push(words.resolved);
    if (!isAnswer && comment.quote.trim() !== '') {
      by.push(words.commentOn.replace('{quote}', () => comment.quote.trim().replace(/\s+/g, ' ')));
    }
    const said = escapeHtml(by.filter((part) => part !== undefined).join(', '));
    const text = escapeHtml(blocksText(comment.blocks, [], language));
    const kind = isAnswer ? ' class="answer"' : '';
    return `<li id="k${number}"${kind}><a class="number" href="#at-k${number}">[${number}]</a><span class="by">${said}</span><p dir="auto">${text}</p></li>`;
  });
  return `<section><h2>${escapeHtml(words.comments)}</h2><ul class="comments">${items.join('\n')}</ul></section>`;
}

/** Each comment with its answers behind it; answers to none that is there, or in a circle, stand for themselves. */
function inThreads(comments: readonly RedlineComment[]): readonly { comment: RedlineComment; isAnswer: boolean }[] {
  const answers = new Map<string, RedlineComment[]>();
  for (const comment of comments) {
    if (comment.parentId === null) continue;
    const same = answers.get(comment.parentId);
    if (same === undefined) answers.set(comment.parentId, [comment]);
    else same.push(comment);
  }
  const listed: { comment: RedlineComment; isAnswer: boolean }[] = [];
  const written = new Set<RedlineComment>();
  const write = (root: RedlineComment) => {
    const waiting = [root];
    for (let comment = waiting.pop(); comment !== undefined; comment = waiting.pop()) {
      if (written.has(comment)) continue;
      written.add(comment);
      listed.push({ comment, isAnswer: comment !== root });
      waiting.push(...(answers.get(comment.id) ?? []).toReversed());
    }
  };
  for (const comment of comments) if (comment.parentId === null) write(comment);
  for (const comment of comments) write(comment);
  return listed;
}

function tableHtml(
  rows: readonly ChangeRow[],
  words: RedlineWords,
  language: InterfaceLanguage,
  textLanguage: string,
): string {
  if (rows.length === 0) return '';
  const head = [words.number, words.clause, words.kind, words.oldWords, words.newWords, words.authorAndDate];
  const body = rows.map((row) => rowHtml(row, words, language, textLanguage));
  return [
    `<section class="page" id="table"><h2>${escapeHtml(words.table)}</h2>`,
    '<div class="table"><table class="changes">',
    `<thead><tr>${head.map((cell) => `<th scope="col">${escapeHtml(cell)}</th>`).join('')}</tr></thead>`,
    `<tbody>${body.join('\n')}</tbody>`,
    '</table></div></section>',
  ].join('\n');
}

function rowHtml(row: ChangeRow, words: RedlineWords, language: InterfaceLanguage, textLanguage: string): string {
  const { number, kind, unit, author, date } = row;
  const what = [words.kinds[kind], unit === 'row' ? words.wholeRow : unit === 'cell' ? words.wholeCell : ''];
  const by = [author || words.unnamed, date?.slice(0, 10) ?? ''].filter((part) => part !== '');
  const isShort = row.before.length + row.after.length < 600;
  return [
    `<tr id="r${number}"${isShort ? ' class="short"' : ''}>`,
    `<td><a class="number" href="#c${number}">${number}</a></td>`,
    `<td>${placeHtml(row, words)}</td>`,
    `<td>${escapeHtml(what.filter((part) => part !== '').join(', '))}</td>`,
    wordsHtml(row, words, language, textLanguage),
    `<td>${by.map(escapeHtml).join('<br>')}</td>`,
    '</tr>',
  ].join('');
}

function placeHtml({ story, clause, fromClause, kind }: ChangeRow, words: RedlineWords): string {
  const parts: string[] = [];
  if (story.kind !== 'body') parts.push(`<span>${escapeHtml(storyName(story, words))}</span><br>`);
  if (story.kind === 'body' || clause !== null) parts.push(clauseHtml(clause, words));
  if (kind === 'move' && fromClause !== null && fromClause.label !== clause?.label && fromClause.label !== null) {
    const from = words.movedFrom.replace('{clause}', () => fromClause.label ?? '');
    parts.push(`<span class="heading">${escapeHtml(from)}</span>`);
  }
  return parts.join('');
}

function clauseHtml(clause: ClauseName | null, words: RedlineWords): string {
  const label = clause?.label ?? null;
  const heading = clause?.heading ?? null;
  if (label === null && heading === null) return words.noClause;
  const parts = [label === null ? '' : escapeHtml(label)];
  if (heading !== null) parts.push(`<span class="heading">${escapeHtml(shorten(heading, 80))}</span>`);
  return parts.join('');
}

function wordsHtml(row: ChangeRow, words: RedlineWords, language: InterfaceLanguage, textLanguage: string): string {
  const { kind, before, after, lead, tail, scope } = row;
  if (kind === 'formatting') {
    const said = `${scope === null ? '' : `${words.scopes[scope]} – `}${formattingWords(row.formatting, language)}`;
    const about =
      after === '' ? '' : `<span class="words"${textLanguage}>${escapeHtml(shorten(after, 160))}</span><br>`;
    return `<td colspan="2">${about}${escapeHtml(said)}</td>`;
  }
  const moved = kind === 'move' ? ' class="moved"' : '';
  const cell = (tag: 'del' | 'ins', text: string) => {
    if (text === '') return '<td></td>';
    const shown = escapeHtml(text.replaceAll('\n', '¶\n').replace(/^¶\n$/, '¶'));
    const context = (part: string) => (part === '' ? '' : `<span class="context">${escapeHtml(part)}</span>`);
    return `<td class="words"${textLanguage} dir="auto">${context(lead)}<${tag}${moved}>${shown}</${tag}>${context(tail)}</td>`;
  };
  return cell('del', before) + cell('ins', after);
}

function shorten(text: string, length: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= length ? line : `${line.slice(0, length - 1)}…`;
}
