import type { DraftSummary } from '../core/model/matter.ts';

/** One line on what the user must know of how a file was read. */
export function noteLine(note: DraftSummary['notes'][number]): string {
  return `note: ${note.code} × ${note.count}${note.detail ? ` (${note.detail})` : ''}`;
}
