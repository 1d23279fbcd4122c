import type { WordEdit } from '../model/comparison.ts';
import type { InterfaceLanguage } from '../model/matter.ts';
import { lineEnd, type Paragraph, printable, type Span } from './shape.ts';

/**
 * Word edits as paragraphs to be read. A line end that was itself inserted or deleted is shown as a marked
 * pilcrow where it parts or joins words that stayed; where the whole paragraph came or went the
 * marked words say it already.
 */

type Mark = 'inserted' | 'deleted' | null;

const markOf = { equal: null, insert: 'inserted', delete: 'deleted' } as const;

/** Both sides' words in one text: what left struck, what came underlined. */
export function redlineParagraphs(edits: readonly WordEdit[], language?: InterfaceLanguage): Paragraph[] {
  return layOut(edits, language);
}

/** The words of one side, to the character but for line ends, with those the other side lacks marked. */
export function sideParagraphs(edits: readonly WordEdit[], side: 'a' | 'b', language?: InterfaceLanguage): Paragraph[] {
  const other = side === 'a' ? 'insert' : 'delete';
  return layOut(
    edits.filter((edit) => edit.op !== other),
    language,
  );
}

/** The words of a contract without marks. */
export function contractParagraphs(text: string, language?: InterfaceLanguage): Paragraph[] {
  return layOut([{ op: 'equal', text }], language);
}

/** Runs of paragraphs without a mark give way to one that says so. */
export function changedParagraphs(paragraphs: readonly Paragraph[], stand: string): Paragraph[] {
  const kept: Paragraph[] = [];
  let isGap = false;
  for (const paragraph of paragraphs) {
    const isChanged = paragraph.spans.some((span) => span.mark !== undefined);
    if (isChanged) kept.push(paragraph);
    else if (!isGap) kept.push({ type: 'paragraph', spans: [{ text: stand }], voice: 'contract' });
    isGap = !isChanged;
  }
  return kept;
}

function layOut(edits: readonly WordEdit[], language: InterfaceLanguage | undefined): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let spans: Span[] = [];
  const close = (): void => {
    if (spans.some((span) => span.text.trim() !== '')) paragraphs.push(contractParagraph(spans, language));
    spans = [];
  };
  for (const edit of edits) {
    const mark = markOf[edit.op];
    for (const [index, words] of edit.text.split(lineEnd).entries()) {
      if (index > 0) {
        if (mark !== null && hasWordsMarkedOtherwise(spans, mark)) spans.push(markedSpan('¶', mark));
        close();
      }
      if (words !== '') spans.push(markedSpan(printable(words), mark));
    }
  }
  close();
  return paragraphs;
}

function hasWordsMarkedOtherwise(spans: readonly Span[], mark: Mark): boolean {
  return spans.some((span) => (span.mark ?? null) !== mark && span.text.trim() !== '');
}

function markedSpan(text: string, mark: Mark): Span {
  return mark === null ? { text } : { text, mark };
}

function contractParagraph(spans: readonly Span[], language: InterfaceLanguage | undefined): Paragraph {
  return { type: 'paragraph', spans, voice: 'contract', ...(language === undefined ? {} : { language }) };
}
