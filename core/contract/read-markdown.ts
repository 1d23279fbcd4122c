import MarkdownIt, { type Token } from 'markdown-it';
import type { Block, Paragraph, Run } from '../model/content.ts';
import type { ImportNote, SourceBlock, SourceDocument, SourceFile } from '../model/source.ts';
import type { Platform } from '../platform.ts';
import { decodeFile } from './decode-file.ts';
import { startsWithLabel } from './labels.ts';
import { type InlineLine, inlineLines } from './markdown-inline.ts';
import { hasOnlyLinkTargets, preparedMarkdown } from './markdown-lines.ts';

/**
 * Markdown as contracts use it. The words and numbers must be those of the file, so list numbers are kept as they were typed instead of being
 * counted anew, nothing is made typographic, and no line may vanish: indented code blocks are switched off (in
 * a contract an indented line is a clause that is set in), HTML is read for its words, and a link target that could be a sentence is
 * kept as one. `source` counts UTF-16 units of the decoded text and covers whole lines, which is what the parser knows.
 *
 * Rendering to HTML and reading that back was turned down: it loses the typed numbers and the places.
 */
export function readMarkdown(file: SourceFile, platform: Platform): SourceDocument {
  const { text, notes } = decodeFile(file, platform);
  const reader = new MarkdownReader(text);
  return { format: 'markdown', blocks: reader.read(), notes: [...notes, ...reader.notes()] };
}

const deepestList = 8;

class MarkdownReader {
  private readonly lines: { from: number; to: number }[] = [];
  private readonly prepared: string;
  private readonly blocks: SourceBlock[] = [];
  private images = 0;
  /** The typed number or bullet of each open list item, until its first paragraph has taken it. */
  private readonly items: {
    level: number;
    marker: string | null;
    ordered: boolean;
    place: readonly [number, number];
  }[] = [];
  private readonly listOrdered: boolean[] = [];
  private row: Paragraph[][] | null = null;

  constructor(text: string) {
    let from = 0;
    for (const match of text.matchAll(/\r\n|\n|\r/g)) {
      this.lines.push({ from, to: match.index });
      from = match.index + match[0].length;
    }
    this.lines.push({ from, to: text.length });
    this.prepared = preparedMarkdown(text.replace(/\r\n?/g, '\n'));
  }

  read(): SourceBlock[] {
    // Emphasis, links and tables as in GitHub's Markdown; HTML tags arrive as tokens of their own inside paragraphs.
    const markdown = new MarkdownIt({ html: true, linkify: false, typographer: false });
    markdown.disable(['code', 'html_block', ...(hasOnlyLinkTargets(this.prepared) ? [] : ['reference'])]);
    let heading: number | null = null;
    let place: readonly [number, number] = [0, 1];
    for (const token of markdown.parse(this.prepared, {})) {
      if (token.map !== null) place = token.map;
      switch (token.type) {
        case 'heading_open':
          heading = Number(token.tag.slice(1)) - 1;
          break;
        case 'heading_close':
          heading = null;
          break;
        case 'ordered_list_open':
        case 'bullet_list_open':
          this.listOrdered.push(token.type === 'ordered_list_open');
          break;
        case 'ordered_list_close':
        case 'bullet_list_close':
          this.listOrdered.pop();
          break;
        case 'list_item_open':
          this.openItem(token, place);
          break;
        case 'list_item_close':
          this.closeItem();
          break;
        case 'tr_open':
          this.row = [];
          break;
        case 'tr_close':
          this.closeRow(place);
          break;
        case 'inline':
          this.addInline(token, heading, place);
          break;
        case 'fence':
          this.addFence(token, place);
          break;
        default:
          break;
      }
    }
    return this.blocks;
  }

  notes(): ImportNote[] {
    return this.images === 0 ? [] : [{ code: 'images-not-read', count: this.images }];
  }

  private openItem(token: Token, place: readonly [number, number]): void {
    const ordered = this.listOrdered.at(-1) === true;
    const marker = ordered ? `${token.info}${token.markup} ` : '';
    const level = Math.min(this.listOrdered.length - 1, deepestList);
    this.items.push({ level, marker, ordered, place: [place[0], place[0] + 1] });
  }

  /** An item without words still shows its number. */
  private closeItem(): void {
    const item = this.items.pop();
    if (item?.marker == null || !item.ordered) return;
    this.addBlock({ type: 'paragraph', runs: [{ text: item.marker.trimEnd() }], listLevel: item.level }, item.place);
  }

  private closeRow(place: readonly [number, number]): void {
    const cells = this.row ?? [];
    this.row = null;
    if (cells.some((paragraphs) => paragraphs.some(({ runs }) => runs.length > 0))) {
      this.addBlock({ type: 'row', cells: cells.map((paragraphs) => ({ paragraphs })) }, place);
    }
  }

  private addInline(token: Token, heading: number | null, place: readonly [number, number]): void {
    const { lines, images } = inlineLines(token.children ?? []);
    this.images += images;
    if (this.row !== null) {
      this.row.push(lines.map(({ runs }): Paragraph => ({ type: 'paragraph', runs })));
      return;
    }
    for (const paragraph of joinedLines(lines, heading !== null)) {
      if (paragraph.runs.length === 0) continue;
      const from = Math.min(place[0] + paragraph.from, place[1] - 1);
      const to = Math.min(Math.max(place[0] + paragraph.to, from + 1), place[1]);
      const block: Paragraph = { type: 'paragraph', runs: paragraph.runs };
      this.addBlock(this.inList(heading === null ? block : { ...block, headingLevel: heading }), [from, to]);
    }
  }

  private addFence(token: Token, place: readonly [number, number]): void {
    for (const [i, line] of token.content.split('\n').entries()) {
      const text = line.trim();
      if (text === '') continue;
      const at = Math.min(place[0] + 1 + i, place[1] - 1);
      this.addBlock(this.inList({ type: 'paragraph', runs: [{ text }] }), [at, at + 1]);
    }
  }

  /** Gives a paragraph the list level it stands at, and the marker if it is the first of its item. */
  private inList(paragraph: Paragraph): Paragraph {
    const item = this.items.at(-1);
    if (item === undefined) return paragraph;
    let typed = '';
    let isBullet = false;
    for (const open of this.items) {
      if (open.marker === null) continue;
      if (open.ordered) typed += open.marker;
      else isBullet = open === item;
      open.marker = null;
    }
    const runs = typed === '' ? paragraph.runs : [{ text: typed }, ...paragraph.runs];
    // A numbered line further down in an item is one deeper, though Markdown has no word for it.
    const isNested = typed === '' && !isBullet && startsWithLabel(textOf(runs));
    const level = Math.min(item.level + (isNested ? 1 : 0), deepestList);
    return { ...paragraph, runs, listLevel: level, ...(isBullet ? { label: '•' } : {}) };
  }

  private addBlock(block: Block, [from, to]: readonly [number, number]): void {
    const start = this.lines[from]?.from ?? 0;
    const end = this.lines[Math.max(from, to - 1)]?.to ?? start;
    this.blocks.push({ block, source: { part: '', from: start, to: end } });
  }
}

interface JoinedLine {
  readonly runs: Run[];
  /** Lines of the token, half-open. */
  readonly from: number;
  to: number;
}

/**
 * A paragraph's lines as paragraphs: a line end that the writer forced parts them, one that only wraps does not, unless a number
 * begins the next line ("a. Except as …" under a clause is an item that Markdown has no word for). A heading stays one paragraph.
 */
function joinedLines(lines: readonly InlineLine[], isHeading: boolean): JoinedLine[] {
  const joined: JoinedLine[] = [];
  let before = '';
  for (const line of lines) {
    const last = joined.at(-1);
    const text = textOf(line.runs);
    const isItem = /[.;:,]\s*(?:and|or|et|ou)?$/u.test(before) && startsWithLabel(text);
    before = text.slice(-24);
    if (last === undefined || (!isHeading && (line.forced || isItem))) {
      joined.push({ runs: [...line.runs], from: line.at, to: line.at + 1 });
      continue;
    }
    appendWrapped(last.runs, line.runs);
    last.to = line.at + 1;
  }
  return joined;
}

/** Adds a wrapped line after a space; runs with the same formatting become one, the space taking on theirs. */
function appendWrapped(runs: Run[], line: readonly Run[]): void {
  const [first, ...rest] = line;
  const last = runs.at(-1);
  if (first === undefined || last === undefined) return;
  if (sameFormat(last, first)) runs[runs.length - 1] = { ...last, text: `${last.text} ${first.text}` };
  else runs.push({ text: ' ' }, first);
  runs.push(...rest);
}

function textOf(runs: readonly Run[]): string {
  return runs.map(({ text }) => text).join('');
}

function sameFormat(a: Run, b: Run): boolean {
  return a.href === b.href && (a.marks ?? []).join() === (b.marks ?? []).join();
}
