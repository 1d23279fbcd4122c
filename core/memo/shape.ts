import type { MemoAudience } from '../api.ts';
import type { InterfaceLanguage } from '../model/matter.ts';

/**
 * A memo as data: what it says and what each part is, without a word on how it looks. The builders
 * (memo.ts) make it, the renderers (render-html.ts, render-markdown.ts, render-docx.ts) set it. Text in it is
 * printable: no line ends inside a span, no character that XML cannot carry.
 */
export interface Memo {
  readonly language: InterfaceLanguage;
  readonly audience: MemoAudience;
  /** What kind of memo it is, in its language. */
  readonly kind: string;
  readonly title: string;
  /** Who may read it, in its language. */
  readonly audienceLine: string;
  readonly madeOn: string;
  readonly facts: readonly Fact[];
  readonly sections: readonly Section[];
}

/** For our side only. */
export interface InternalMemo extends Memo {
  readonly audience: 'internal';
}

/** Made from a shared snapshot. Rendered by `renderSharedMemo` alone, which searches the result for leaks. */
export interface SharedMemo extends Memo {
  readonly audience: 'counterparty';
}

/** A section has a block or a section in it. */
export interface Section {
  readonly heading: string;
  readonly blocks: readonly Block[];
  readonly sections: readonly Section[];
}

export type Block = Paragraph | Facts | Table;

export interface Paragraph {
  readonly type: 'paragraph';
  readonly spans: readonly Span[];
  /** `contract` is the contract's own wording or wording for it; `aside` explains the memo itself. */
  readonly voice: 'memo' | 'contract' | 'aside';
  /** The language of the words, where it is known and is not the memo's. */
  readonly language?: InterfaceLanguage;
}

export interface Span {
  readonly text: string;
  /** How it stands out; `inserted` and `deleted` as lawyers mark them. */
  readonly mark?: 'inserted' | 'deleted' | 'strong';
  /** A side's name: the party's ordinal, from which its colour and shape follow. */
  readonly side?: number;
}

export interface Facts {
  readonly type: 'facts';
  readonly facts: readonly Fact[];
}

export interface Fact {
  readonly label: string;
  readonly value: readonly Paragraph[];
}

export interface Table {
  readonly type: 'table';
  /**
   * How it reads: a `grid` of short cells; `by-column`, texts set side by side; `by-row`, one entry after
   * the other. A format without room for long cells follows this order.
   */
  readonly reading: 'grid' | 'by-column' | 'by-row';
  readonly columns: readonly Column[];
  /** The first cell of each row names the row. */
  readonly hasRowHeadings: boolean;
  readonly rows: readonly (readonly Cell[])[];
}

export interface Column {
  readonly heading: readonly Span[];
  /** Its part of the table's width; a table's shares sum to 100. */
  readonly share: number;
}

export type Cell = readonly Paragraph[];

/** Whatever ends a line in a contract's text: paragraphs, line and page breaks. */
export const lineEnd = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;

/** The text with characters that XML 1.0 (2.2, Char) cannot carry shown as U+FFFD. */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to find.
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udfff]/gu, '\ufffd');
}

/** A name or title as one printable line. */
export function oneLine(text: string): string {
  return printable(text.split(lineEnd).join(' '));
}

/** One line of the memo's own words, or of a name or title. */
export function line(text: string): Paragraph {
  return { type: 'paragraph', spans: [{ text: oneLine(text) }], voice: 'memo' };
}

/** Prose someone typed, one paragraph a line; blank lines only part them. */
export function prose(text: string, voice: Paragraph['voice'] = 'memo'): Paragraph[] {
  return text
    .split(lineEnd)
    .filter((words) => words.trim() !== '')
    .map((words) => ({ type: 'paragraph', spans: [{ text: printable(words) }], voice }));
}

/** A section, or nothing when there would be nothing in it. */
export function section(
  heading: string,
  blocks: readonly (Block | null)[],
  sections: readonly (Section | null)[] = [],
): Section | null {
  const present = {
    blocks: blocks.filter((block) => block !== null),
    sections: sections.filter((part) => part !== null),
  };
  return present.blocks.length + present.sections.length === 0 ? null : { heading: oneLine(heading), ...present };
}

/** The facts that have a value, or nothing. */
export function facts(entries: readonly Fact[]): Facts | null {
  const known = entries.filter((entry) => entry.value.length > 0);
  return known.length === 0 ? null : { type: 'facts', facts: known };
}
