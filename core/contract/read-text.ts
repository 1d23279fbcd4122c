import type { SourceBlock, SourceDocument, SourceFile } from '../model/source.ts';
import type { Platform } from '../platform.ts';
import { decodeFile } from './decode-file.ts';
import { cutRunOnLines } from './run-on-lines.ts';
import { textLines } from './text-lines.ts';
import { continuesParagraph, joinWrapped, wrapWidth } from './wrapped-lines.ts';

/**
 * Reads a plain text file. Every block is a paragraph with one run without marks; `source` counts UTF-16
 * units of the decoded text. Throws AppError `too-large`, `binary` or `no-text`.
 */
export function readText(file: SourceFile, platform: Platform): SourceDocument {
  const { text, notes } = decodeFile(file, platform);
  return { format: 'text', blocks: textBlocks(text), notes };
}

/** The paragraphs of decoded text: lines that only a page's width separates are joined with a space. */
export function textBlocks(text: string): SourceBlock[] {
  const written = textLines(text);
  const width = wrapWidth(written);
  const lines = cutRunOnLines(written);
  const blocks: SourceBlock[] = [];
  for (let i = 0; i < lines.length; ) {
    let line = lines[i];
    if (line === undefined) break;
    const from = line.from;
    let words = line.text;
    for (i += 1; i < lines.length; i += 1) {
      const next = lines[i];
      if (next === undefined || !continuesParagraph(line, next, width)) break;
      words = joinWrapped(words, next.text);
      line = next;
    }
    blocks.push({
      block: { type: 'paragraph', runs: [{ text: words }] },
      source: { part: '', from, to: line.to },
    });
  }
  return blocks;
}
