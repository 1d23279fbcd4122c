import type { MemoFormat } from '../api.ts';
import { openZip } from '../docx/zip.ts';
import { AppError } from '../error.ts';
import type { InterfaceLanguage } from '../model/matter.ts';
import type { Platform } from '../platform.ts';
import { type Leak, leakSearch, type SearchedText } from './leak-check.ts';
import { buildSharedMemo } from './memo.ts';
import { renderDocx } from './render-docx.ts';
import { renderHtml } from './render-html.ts';
import { renderMarkdown } from './render-markdown.ts';
import type { InternalMemo, Memo } from './shape.ts';
import { type MemoSource, toShared } from './source.ts';

/** Our own memo as a file. A memo for the other side has no way in here: see `renderSharedMemo`. */
export function renderMemo(memo: InternalMemo, format: MemoFormat, platform: Platform): Promise<Uint8Array> {
  return render(memo, format, platform);
}

/**
 * The memo for the other side as a file: made from what may be shared, rendered, and every part of the result
 * searched for words of ours. Throws `law-broken`, naming the term and the field, when one is found.
 */
export async function renderSharedMemo(
  source: MemoSource,
  language: InterfaceLanguage,
  format: MemoFormat,
  platform: Platform,
): Promise<Uint8Array> {
  const memo = buildSharedMemo(toShared(source), language);
  const bytes = await render(memo, format, platform);
  refuseLeaks(bytes, format, source, platform);
  return bytes;
}

async function render(memo: Memo, format: MemoFormat, platform: Platform): Promise<Uint8Array> {
  if (format === 'docx') return renderDocx(memo);
  return platform.encodeUtf8(format === 'html' ? renderHtml(memo, platform) : renderMarkdown(memo));
}

/**
 * Searches every part of a file made for the other side: a Word document's parts and their names, properties
 * included. Throws `law-broken` when a run of privileged words is in it, and does not repeat the words.
 */
export function refuseLeaks(bytes: Uint8Array, format: MemoFormat, source: MemoSource, platform: Platform): void {
  refuseLeaksInParts(partsOf(bytes, format, platform), format, source, 'memo');
}

/**
 * The same for parts of a file that is more than a memo, such as the comments of a draft, whose other words are those that are sent.
 * `what` is not written: it is named in the error.
 */
export function refuseLeaksInParts(
  parts: readonly FilePart[],
  format: MemoFormat,
  source: MemoSource,
  what: 'memo' | 'draft',
): void {
  const search = leakSearch(source);
  for (const part of parts) {
    for (const { text, searched } of textsOf(part.text, format)) {
      const [leak] = search(text, searched).sort((a, b) => b.words - a.words);
      if (leak !== undefined) throw leakError(leak, part.name, what);
    }
  }
}

function leakError(leak: Leak, part: string, what: 'memo' | 'draft'): AppError {
  const field = leak.field.replace('-', ' ');
  const place = part === '' ? '' : ` (in ${part})`;
  return new AppError(
    'law-broken',
    `The ${what} for the other side was not written: ${leak.words} privileged words would be in it${place}, from the ${field} of “${leak.term}”.`,
    { details: { termId: leak.termId ?? '', term: leak.term, field: leak.field, words: leak.words, part } },
  );
}

/** A part as text; `name` is empty where a file has no parts. */
export interface FilePart {
  readonly name: string;
  readonly text: string;
}

function partsOf(bytes: Uint8Array, format: MemoFormat, platform: Platform): FilePart[] {
  if (format !== 'docx') return [{ name: '', text: decode(bytes, platform) }];
  const archive = openZip({ name: 'memo.docx', bytes }, platform);
  const parts = archive.entries.map((entry) => ({ name: entry.name, text: decode(archive.read(entry), platform) }));
  return [...parts, { name: '', text: parts.map((part) => part.name).join('\n') }];
}

function decode(bytes: Uint8Array, platform: Platform): string {
  const text = platform.decodeText(bytes, 'utf-8');
  if (text === null) throw new AppError('internal', 'A part of the memo is not UTF-8 text.');
  return text;
}

/**
 * A part's text as it is read, and as it stands in the markup, where attributes and style sheets are. A line with
 * words both deleted and inserted is read twice, without the ones and without the others: read through,
 * they make sentences that nobody wrote.
 */
function textsOf(markup: string, format: MemoFormat): { readonly text: string; readonly searched: SearchedText }[] {
  const { inserted, deleted } = markedWords[format];
  const lines = markup
    .replace(inserted, '\u0001$1\u0002')
    .replace(deleted, '\u0003$1\u0004')
    .replace(/<([^>]*)>/g, (_, tag: string) => (inlineTags[format].test(tag) ? '' : '\n'))
    .split('\n');
  const reading = (left: RegExp) =>
    lines.map((line) => (isRedline(line) ? line.replace(left, '') : line).replace(aroundMarked, '')).join('\n');
  const texts = [
    { text: reading(insertedWords), searched: 'reading' as const },
    { text: reading(deletedWords), searched: 'reading' as const },
    { text: markup, searched: 'markup' as const },
  ];
  return texts.map(({ text, searched }) => {
    const words = decodeEntities(text);
    return { text: format === 'md' ? withoutMarkdown(words) : words, searched };
  });
}

/** Emphasis goes, characters written with a backslash are what they stand for. */
function withoutMarkdown(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])|\*/g, (_, character: string | undefined) => character ?? '');
}

/** How each format marks words; the characters set around them cannot be in a memo's text. */
const markedWords = {
  docx: {
    inserted: /<w:r><w:rPr><w:rStyle w:val="InsertedWords"\/>(.*?)<\/w:r>/gs,
    deleted: /<w:r><w:rPr><w:rStyle w:val="DeletedWords"\/>(.*?)<\/w:r>/gs,
  },
  html: { inserted: /<ins>(.*?)<\/ins>/gs, deleted: /<del>(.*?)<\/del>/gs },
  md: { inserted: /<ins>(.*?)<\/ins>/gs, deleted: /<del>(.*?)<\/del>/gs },
} satisfies Record<MemoFormat, unknown>;
// biome-ignore lint/suspicious/noControlCharactersInRegex: set around marked words just above.
const insertedWords = /\u0001[^\u0002]*\u0002/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: set around marked words just above.
const deletedWords = /\u0003[^\u0004]*\u0004/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: set around marked words just above.
const aroundMarked = /[\u0001-\u0004]/g;

function isRedline(line: string): boolean {
  return line.includes('\u0001') && line.includes('\u0003');
}

/** Tags inside a line, which hold words together; all others part them. */
const inlineTags = {
  // Everything inside a paragraph but breaks and tabs (ECMA-376 part 1, 17.3.2 and 17.3.3).
  docx: /^\/?w:(?:r|t|rPr|rStyle|rFonts|b|bCs|i|iCs|color|sz|szCs|u|strike|lang|proofErr|bookmarkStart|bookmarkEnd)\b/,
  html: /^\/?(?:span|ins|del|strong|em)\b/,
  md: /^\/?(?:ins|del)\b/,
} satisfies Record<MemoFormat, RegExp>;

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", emsp: ' ' };

function decodeEntities(markup: string): string {
  return markup.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (entity, hex, decimal, name) => {
    if (name !== undefined) return named[name] ?? entity;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
  });
}
