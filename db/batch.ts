/**
 * A batch and its changes as the log keeps them, and the text that a batch's hash is taken of.
 */
export type BatchKind =
  /** Brings a matter into being; there is nothing inside the matter before it to go back to, so it is not undone. */
  'create' | 'do' | 'undo' | 'redo';

/** What a batch was for. */
export interface BatchOrigin {
  /** `null` for what belongs to no matter, such as settings. */
  readonly matterId: string | null;
  readonly kind: BatchKind;
  /** The method that was called; for undo and redo the method that is taken back or brought again. */
  readonly method: string;
  /** For undo and redo the batch that is taken back or brought again. */
  readonly target: number | null;
}

/** `hash` covers everything else, the changes, and the hash of the batch before. */
export type BatchRow = {
  readonly id: number;
  readonly matter_id: string | null;
  readonly kind: BatchKind;
  readonly method: string;
  readonly target: number | null;
  readonly at_ms: number;
  readonly previous_hash: string;
  readonly hash: string;
};

/** `row_key`, `before` and `after` are JSON; `null` stands for no row. */
export type ChangeRow = {
  readonly id: number;
  readonly batch_id: number;
  readonly table_name: string;
  readonly row_key: string;
  readonly before: string;
  readonly after: string;
};

/** The hash before the first batch. */
export const firstHash = '0'.repeat(64);

/**
 * The hashed text is this line, then one `changeLine` for each change, joined by line feeds. Every
 * field of a change is JSON on one line or a plain name, so none has a tab or a line feed of its
 * own; with the number of changes in the first line no two different batches have the same text.
 */
export function batchLine(batch: Omit<BatchRow, 'hash'>, changes: number): string {
  const { previous_hash, id, matter_id, kind, method, target, at_ms } = batch;
  return JSON.stringify([previous_hash, id, matter_id, kind, method, target, at_ms, changes]);
}

export function changeLine(change: Omit<ChangeRow, 'batch_id'>): string {
  return [change.id, change.table_name, change.row_key, change.before, change.after].join('\t');
}
