import { readDocx } from '../../core/docx/read-docx.ts';
import { blockText, type Run } from '../../core/model/content.ts';
import type { SourceDocument } from '../../core/model/source.ts';
import { nodePlatform } from '../../engine/platform.ts';
import { type DocxContent, docxFile } from './docx.ts';

/** A built document as the reader gives it. */
export function readContent(content: DocxContent | string): SourceDocument {
  return readDocx(docxFile(content), nodePlatform);
}

/** The blocks' words. */
export function readLines(content: DocxContent | string): string[] {
  return readContent(content).blocks.map(({ block }) => blockText(block));
}

/** The paragraphs' labels, a space and their words; `-` for none. */
export function readLabels(content: DocxContent | string): string[] {
  return readContent(content).blocks.map(({ block }) => {
    const label = block.type === 'paragraph' ? block.label : undefined;
    return `${label ?? '-'} ${blockText(block)}`;
  });
}

/** The runs of the only paragraph. */
export function readRuns(content: DocxContent | string): readonly Run[] {
  const { blocks } = readContent(content);
  const [only] = blocks;
  if (blocks.length !== 1 || only?.block.type !== 'paragraph') throw new Error('one paragraph was expected');
  return only.block.runs;
}

/** Counts by note code. */
export function readNotes(content: DocxContent | string): Record<string, number> {
  return Object.fromEntries(readContent(content).notes.map(({ code, count }) => [code, count]));
}
