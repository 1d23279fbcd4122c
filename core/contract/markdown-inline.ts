import type { Token } from 'markdown-it';
import { type Mark, marks, type Run } from '../model/content.ts';

/** One line inside a paragraph, outer white space removed. */
export interface InlineLine {
  readonly runs: readonly Run[];
  /** The writer ended the line before this one (two spaces, a backslash, `<br>`); otherwise it was only wrapped. */
  readonly forced: boolean;
  /** Which of the paragraph's lines of source it begins on, from 0. */
  readonly at: number;
}

const markOfTag: Readonly<Record<string, Mark>> = {
  strong: 'bold',
  b: 'bold',
  em: 'italic',
  i: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strike',
  del: 'strike',
  strike: 'strike',
  sup: 'superscript',
  sub: 'subscript',
};

/** Tags whose content stands on lines of its own. */
const blockTags = new Set(
  'p div li ul ol tr table h1 h2 h3 h4 h5 h6 br hr section article blockquote dt dd'.split(' '),
);

/** Reads a paragraph's inline tokens: words, marks and links; tags are dropped and images counted. */
export function inlineLines(tokens: readonly Token[]): { lines: InlineLine[]; images: number } {
  const reader = new InlineReader();
  for (const token of tokens) reader.take(token);
  return { lines: reader.finish(), images: reader.images };
}

class InlineReader {
  images = 0;
  private readonly lines: InlineLine[] = [];
  private runs: Run[] = [];
  private readonly open = new Map<Mark, number>();
  private readonly links: (string | null)[] = [];
  private forced = false;
  private at = 0;
  private sourceLine = 0;

  take(token: Token): void {
    switch (token.type) {
      case 'text':
      case 'code_inline':
      case 'text_special':
        this.add(token.content);
        break;
      case 'softbreak':
      case 'hardbreak':
        this.sourceLine += 1;
        this.endLine(token.type === 'hardbreak');
        break;
      case 'strong_open':
      case 'em_open':
      case 's_open':
        this.mark(token.tag, 1);
        break;
      case 'strong_close':
      case 'em_close':
      case 's_close':
        this.mark(token.tag, -1);
        break;
      case 'link_open':
        this.links.push(String(token.attrGet('href') ?? '') || null);
        break;
      case 'link_close':
        this.links.pop();
        break;
      case 'image':
        this.images += 1;
        break;
      case 'html_inline':
        this.takeTag(token.content);
        break;
      default:
        this.add(token.content);
    }
  }

  finish(): InlineLine[] {
    this.endLine(false);
    return this.lines;
  }

  private takeTag(tag: string): void {
    const match = /^<(\/?)([a-z][a-z0-9]*)/i.exec(tag);
    this.sourceLine += tag.split('\n').length - 1;
    if (match === null) return;
    const name = (match[2] ?? '').toLowerCase();
    const closes = match[1] === '/';
    if (Object.hasOwn(markOfTag, name)) this.mark(name, closes ? -1 : 1);
    else if (name === 'a') {
      if (closes) this.links.pop();
      else this.links.push(/\shref\s*=\s*["']?([^"'\s>]+)/i.exec(tag)?.[1] ?? null);
    } else if (name === 'td' || name === 'th') this.add(' ');
    else if (name === 'img') this.images += 1;
    else if (blockTags.has(name)) this.endLine(true);
  }

  private mark(tag: string, change: 1 | -1): void {
    const mark = markOfTag[tag];
    if (mark !== undefined) this.open.set(mark, Math.max(0, (this.open.get(mark) ?? 0) + change));
  }

  private add(text: string): void {
    if (text === '') return;
    const active = marks.filter((mark) => (this.open.get(mark) ?? 0) > 0);
    const href = this.links.at(-1) ?? null;
    const last = this.runs.at(-1);
    if (last !== undefined && (last.marks ?? []).join() === active.join() && (last.href ?? null) === href) {
      this.runs[this.runs.length - 1] = { ...last, text: last.text + text };
      return;
    }
    this.runs.push({
      text,
      ...(active.length > 0 ? { marks: active } : {}),
      ...(href === null ? {} : { href }),
    });
  }

  private endLine(forced: boolean): void {
    const runs = trimmedRuns(this.runs);
    if (runs.length > 0) {
      this.lines.push({ runs, forced: this.forced, at: this.at });
      this.forced = forced;
    } else this.forced ||= forced;
    this.runs = [];
    this.at = this.sourceLine;
  }
}

/** Without white space at either end. */
function trimmedRuns(runs: readonly Run[]): Run[] {
  const kept = [...runs];
  while (kept.length > 0) {
    const first = kept[0];
    const text = first?.text.trimStart() ?? '';
    if (first === undefined) break;
    if (text === '') kept.shift();
    else {
      kept[0] = { ...first, text };
      break;
    }
  }
  while (kept.length > 0) {
    const last = kept.at(-1);
    const text = last?.text.trimEnd() ?? '';
    if (last === undefined) break;
    if (text === '') kept.pop();
    else {
      kept[kept.length - 1] = { ...last, text };
      break;
    }
  }
  return kept;
}
