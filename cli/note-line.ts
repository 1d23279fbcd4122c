import type { DraftSummary } from '../core/model/matter.ts';

/** One line on what the user must know of how a file was read. */
export function noteLine(note: DraftSummary['notes'][number]): string {
  const { code, count, detail, byHand } = note;
  const said = byHand === undefined ? detail : redlineByHand(byHand);
  return `note: ${code} × ${count}${said ? ` (${said})` : ''}`;
}

function redlineByHand({ deletions, insertions }: { deletions: number; insertions: number }): string {
  const counts = `${counted(deletions, 'deletion')}, ${counted(insertions, 'insertion')}`;
  return `this looks like a redline made by hand: ${counts}; “parley track” makes tracked changes of it`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
