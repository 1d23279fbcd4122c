import { AppError } from '../../error.ts';
import type { Paragraph } from '../../model/content.ts';
import type { SourceDocument, SourceFile } from '../../model/source.ts';
import type { Platform } from '../../platform.ts';
import { readDocx } from '../read-docx.ts';
import type { ScrubJob } from './scrub-job.ts';

/**
 * The law of scrubbing: whoever reads the result reads the same words and the same numbers, hidden ones apart when those
 * were to go. Throws `law-broken` and names the first paragraph that differs.
 */
export function verifyScrub(file: SourceFile, bytes: Uint8Array, job: ScrubJob, platform: Platform): void {
  const removesHidden = job.removes('hidden-text');
  // Notes with a hidden citation count in our numbers, and others move up without them.
  const passesOverMarks = job.cited.hiddenNotes.size > 0;
  const read = readOrNothing(file, platform).filter(
    ({ source }) => !job.hiddenParagraphs.get(source.part)?.has(source.from),
  );
  const before = listLines(read, removesHidden, passesOverMarks);
  const after = listLines(readOrNothing({ name: file.name, bytes }, platform), false, passesOverMarks);
  const length = Math.max(before.length, after.length);
  for (let i = 0; i < length; i++) {
    if (before[i] === after[i]) continue;
    const place = (before[i] ?? after[i] ?? '').slice(0, 80);
    const reason = `the words of paragraph ${i + 1} would change: ${place}`;
    throw new AppError('law-broken', `${file.name} was not scrubbed: ${reason}.`, {
      details: { file: file.name, reason },
    });
  }
}

function readOrNothing(file: SourceFile, platform: Platform): SourceDocument['blocks'] {
  try {
    return readDocx(file, platform).blocks;
  } catch (error) {
    // A picture alone may be scrubbed as well.
    if (error instanceof AppError && error.code === 'no-text') return [];
    throw error;
  }
}

function listLines(blocks: SourceDocument['blocks'], withoutHidden: boolean, withoutMarks: boolean): string[] {
  const line = (paragraph: Paragraph) => {
    let text = '';
    for (const run of paragraph.runs) {
      if (withoutHidden && run.marks?.includes('hidden')) continue;
      if (withoutMarks && run.marks?.includes('superscript')) continue;
      text += run.text;
    }
    return text.trim() === '' ? '' : `${withoutMarks ? '' : (paragraph.label ?? '')} ${text}`;
  };
  const lines: string[] = [];
  for (const { block } of blocks) {
    if (block.type === 'paragraph') lines.push(line(block));
    else for (const cell of block.cells) for (const paragraph of cell.paragraphs) lines.push(line(paragraph));
  }
  return lines.filter((text) => text !== '');
}
