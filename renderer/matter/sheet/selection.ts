import type { ClauseId } from '../../../core/model/ids.ts';

/** Words selected on the sheet, within one clause. */
export interface SelectedWords {
  readonly clauseId: ClauseId;
  readonly words: string;
  /** Where the selection is in the window, in pixels. */
  readonly box: DOMRect;
}

/** What is selected on the sheet; `null` when nothing is, or when it spans several clauses. Deleted words are left out. */
export function selectedWords(): SelectedWords | null {
  const selection = document.getSelection();
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const clause = clauseOf(range.startContainer);
  if (clause === null || clause !== clauseOf(range.endContainer)) return null;
  const clauseId = clause.getAttribute('data-clause');
  const words = wordsOf(range.cloneContents()).trim();
  if (clauseId === null || words === '') return null;
  return { clauseId: clauseId as ClauseId, words, box: range.getBoundingClientRect() };
}

function clauseOf(node: Node): Element | null {
  const element = node instanceof Element ? node : node.parentElement;
  if (element === null || element.closest('.editor') !== null) return null;
  return element.closest('.clause-words')?.closest('[data-clause]') ?? null;
}

function wordsOf(fragment: DocumentFragment): string {
  for (const element of fragment.querySelectorAll('del, .line-label, .break-mark')) element.remove();
  let words = '';
  const walk = (node: Node) => {
    if (node instanceof Text) words += node.data;
    const startsLine = node instanceof HTMLElement && (node.tagName === 'P' || node.tagName === 'TR');
    if (startsLine && words !== '') words += '\n';
    if (node instanceof HTMLElement && node.tagName === 'TD' && node.previousSibling !== null) words += '\t';
    for (const child of node.childNodes) walk(child);
  };
  walk(fragment);
  return words;
}
