import type { InterfaceLanguage } from '../model/matter.ts';
import type { RedlineBlock, RedlineObject, RedlineRun, TrackedChange } from '../model/redline-document.ts';
import { redlineWords } from './words.ts';

/** What a run says in a table of changes: its text, or what stands in its place, such as `[image: a bridge]`. */
export function runWords(run: RedlineRun, language: InterfaceLanguage): string {
  if (run.note !== null) return `[note ${run.text}]`;
  return run.object === null ? run.text : objectWords(run.object, language);
}

export function objectWords({ kind, words }: RedlineObject, language: InterfaceLanguage): string {
  if (kind === 'page-break' || kind === 'column-break') return '';
  const name = redlineWords[language].objects[kind];
  const said = words.trim().replace(/\s+/g, ' ');
  const colon = language === 'fr' ? '\u00a0: ' : ': ';
  return said === '' ? `[${name}]` : `[${name}${colon}${said}]`;
}

/**
 * The words of blocks, paragraphs joined by newlines, cells by tabs. `changes`: only words that share one of these authors' kinds of
 * change, or that nobody changed (the words of an inserted row, without what another author deleted in it); all when empty.
 */
export function blocksText(
  blocks: readonly RedlineBlock[],
  changes: readonly TrackedChange[],
  language: InterfaceLanguage,
): string {
  const lines: string[] = [];
  for (const block of blocks) {
    if (block.type === 'paragraph') {
      const shown = block.runs.filter((run) => run.object?.kind !== 'field-code' && belongs(run, changes));
      lines.push(shown.map((run) => runWords(run, language)).join(''));
    } else if (block.type === 'table') {
      for (const row of block.rows) {
        lines.push(row.cells.map((cell) => blocksText(cell.blocks, changes, language)).join('\t'));
      }
    }
  }
  return lines.join('\n');
}

/** A deleted row held what was there before it was deleted; an inserted one holds what is there now. */
function belongs(run: RedlineRun, changes: readonly TrackedChange[]): boolean {
  return run.changes.every((each) =>
    changes.every(({ kind }) => (isRemoval(kind) ? isRemoval(each.kind) : !isRemoval(each.kind))),
  );
}

function isRemoval(kind: TrackedChange['kind']): boolean {
  return kind === 'deletion' || kind === 'moveFrom';
}
