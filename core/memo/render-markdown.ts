import type { Block, Cell, Fact, Memo, Paragraph, Section, Span, Table } from './shape.ts';
import { fill, type MemoWords, memoWords } from './words.ts';

/**
 * A memo as Markdown for people who read it as it is and for GitHub and pandoc. Inserted and deleted
 * words are `<ins>` and `<del>`. `**` and `~~` were turned down: by CommonMark's flanking rules
 * they do not open before a comma that follows a letter, which is where redlines often begin, and the reader would
 * see asterisks where a word was contested.
 *
 * Long cells do not fit a pipe table: texts set side by side follow one another, each as a quotation, and a
 * history is one entry after the other. Lines are not wrapped.
 */
export function renderMarkdown(memo: Memo): string {
  const words = memoWords[memo.language];
  const parts = [
    `# ${headingText(memo.title)}`,
    `**${escapeText(memo.kind)}**`,
    `> **${escapeText(memo.audienceLine)}**`,
    factList(memo.facts, words),
    ...memo.sections.flatMap((section) => sectionParts(section, 2, words)),
  ];
  return `${parts.join('\n\n')}\n`;
}

function sectionParts(section: Section, level: number, words: MemoWords): string[] {
  return [
    `${'#'.repeat(level)} ${headingText(section.heading)}`,
    ...section.blocks.flatMap((block) => blockParts(block, words)),
    ...section.sections.flatMap((part) => sectionParts(part, level + 1, words)),
  ];
}

function blockParts(block: Block, words: MemoWords): string[] {
  if (block.type === 'paragraph') return [paragraphMarkdown(block)];
  if (block.type === 'facts') return [factList(block.facts, words)];
  if (block.reading === 'grid') return [pipeTable(block)];
  return block.reading === 'by-column' ? columnParts(block, words) : rowParts(block);
}

function paragraphMarkdown(paragraph: Paragraph): string {
  const text = lineStart(spansMarkdown(paragraph.spans));
  if (paragraph.voice === 'contract') return `> ${text}`;
  return paragraph.voice === 'aside' ? `*${text}*` : text;
}

/** Paragraphs in the same voice as one quotation, others as they come. */
function cellParts(cell: Cell): string[] {
  const parts: string[] = [];
  let quoted: string[] = [];
  const endQuotation = (): void => {
    if (quoted.length > 0) parts.push(quoted.join('\n>\n'));
    quoted = [];
  };
  for (const paragraph of cell) {
    if (paragraph.voice === 'contract') quoted.push(paragraphMarkdown(paragraph));
    else {
      endQuotation();
      parts.push(paragraphMarkdown(paragraph));
    }
  }
  endQuotation();
  return parts;
}

function factList(facts: readonly Fact[], words: MemoWords): string {
  return facts.map((fact) => listItem(fact.label, fact.value, words)).join('\n');
}

function listItem(label: string, value: Cell, words: MemoWords): string {
  const [first, ...rest] = value.map((paragraph) => spansMarkdown(paragraph.spans));
  const head = `- ${strong(fill(words.field, { label: escapeText(label), value: '' }))}${first ?? ''}`;
  return [head, ...rest.map((paragraph) => `  ${lineStart(paragraph)}`)].join('\n\n');
}

function pipeTable(table: Table): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    row(table.columns.map(({ heading }) => spansMarkdown(heading))),
    row(table.columns.map(() => '---')),
    ...table.rows.map((cells) =>
      row(cells.map((cell) => cell.map((paragraph) => spansMarkdown(paragraph.spans)).join('<br>'))),
    ),
  ].join('\n');
}

function columnParts(table: Table, words: MemoWords): string[] {
  return table.columns.flatMap(({ heading }, index) => {
    if (index === 0 && table.hasRowHeadings) return [];
    const title = heading.map((span) =>
      span.side === undefined ? escapeText(span.text) : strong(escapeText(span.text)),
    );
    const cells = table.rows.map((row) => ({ name: rowName(row), cell: row[index] ?? [] }));
    const filled = cells.filter(
      ({ cell }) => cell.map((paragraph) => spansMarkdown(paragraph.spans)).join() !== words.none,
    );
    const body = table.hasRowHeadings
      ? [filled.map(({ name, cell }) => listItem(name, cell, words)).join('\n')]
      : cells.flatMap(({ cell }) => cellParts(cell));
    return [title.join(''), ...body];
  });
}

function rowName(row: readonly Cell[]): string {
  return row[0]?.map((paragraph) => paragraph.spans.map((span) => span.text).join('')).join(' ') ?? '';
}

function rowParts(table: Table): string[] {
  return table.rows.flatMap((row) => {
    const short = row.slice(0, -1).flatMap((cell, index) => {
      const texts = cell.map((paragraph) => spansMarkdown(paragraph.spans));
      const heading = table.columns[index]?.heading.map((span) => escapeText(span.text)).join('') ?? '';
      return texts.map((text) => (/^\d+$/.test(text) ? `${heading} ${text}` : text));
    });
    return [strong(short.join(' · ')), ...cellParts(row.at(-1) ?? [])];
  });
}

function spansMarkdown(spans: readonly Span[]): string {
  return spans.map(spanMarkdown).join('');
}

function spanMarkdown(span: Span): string {
  const text = escapeText(span.text);
  if (span.mark === 'inserted') return `<ins>${text}</ins>`;
  if (span.mark === 'deleted') return `<del>${text}</del>`;
  return span.mark === 'strong' ? strong(text) : text;
}

/** White space at the ends stays outside, where emphasis allows it. */
function strong(markdown: string): string {
  const words = markdown.trim();
  if (words === '') return markdown;
  const [before = '', after = ''] = markdown.split(words);
  return `${before}**${words}**${after}`;
}

/** Words as words: nothing in them is markup for CommonMark, GitHub or pandoc. */
function escapeText(text: string): string {
  return text
    .replace(/[\\`*_[\]<>|~^$]/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/\t/g, '&emsp;');
}

/** As `escapeText`; number signs at the end of a heading would be taken for its closing. */
function headingText(text: string): string {
  return escapeText(text).replace(/#+$/, '\\$&');
}

/** What would begin a list, a heading, a definition or indented code at the start of a line. */
function lineStart(markdown: string): string {
  return markdown
    .trimStart()
    .replace(/^[#+\-=:%(]/, '\\$&')
    .replace(/^(\d{1,9}|[A-Za-z]|[ivxlcdm]{1,7}|[IVXLCDM]{1,7})([.)])(?=\s|$)/, '$1\\$2');
}
