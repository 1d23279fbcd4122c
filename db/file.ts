import { AppError } from '../core/error.ts';
import type { FileHash } from '../core/model/ids.ts';
import type { Reader } from './connection.ts';
import type { Recorder } from './recorder.ts';
import { defineTable } from './table.ts';

/** A file as it came in, byte for byte, addressed by its SHA-256 and stored once. */
export interface KeptFile {
  readonly sha256: FileHash;
  readonly bytes: Uint8Array;
}

type FileRow = { readonly sha256: string; readonly byte_length: number; readonly bytes: Uint8Array };

export const fileTable = defineTable<FileRow>(
  'file',
  { sha256: 'key', byte_length: 'value', bytes: 'unlogged' },
  { contentAddressed: true },
);

export function insertFileOnce(recorder: Recorder, file: KeptFile): void {
  recorder.insertOnce(fileTable, { sha256: file.sha256, byte_length: file.bytes.byteLength, bytes: file.bytes });
}

/** Throws `not-found`. */
export function getFileBytes(reader: Reader, sha256: FileHash): Uint8Array {
  const row = reader.get<Pick<FileRow, 'bytes'>>('SELECT bytes FROM file WHERE sha256 = :sha256', { sha256 });
  if (row === undefined) throw new AppError('not-found', `There is no file ${sha256}.`, { details: { sha256 } });
  return new Uint8Array(row.bytes);
}
