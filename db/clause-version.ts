import { AppError } from '../core/error.ts';
import { type Block, type ClauseContent, contentText } from '../core/model/content.ts';
import type { VersionHash } from '../core/model/ids.ts';
import type { Reader } from './connection.ts';
import type { Recorder } from './recorder.ts';
import { defineTable } from './table.ts';

/** What a clause says, addressed by the hash of its canonical content. */
export interface ClauseVersion extends ClauseContent {
  readonly hash: VersionHash;
}

type ClauseVersionRow = {
  readonly hash: string;
  readonly heading_to: number;
  /** The blocks, as JSON. */
  readonly content: string;
  /** The words, derived from the blocks. */
  readonly text: string;
};

export const clauseVersionTable = defineTable<ClauseVersionRow>(
  'clause_version',
  { hash: 'key', heading_to: 'value', content: 'value', text: 'value' },
  { contentAddressed: true },
);

export function insertClauseVersionOnce(recorder: Recorder, version: ClauseVersion): void {
  recorder.insertOnce(clauseVersionTable, clauseVersionToRow(version));
}

/** Throws `not-found`. */
export function getClauseContent(reader: Reader, hash: VersionHash): ClauseContent {
  const row = reader.get<ClauseVersionRow>('SELECT * FROM clause_version WHERE hash = :hash', { hash });
  if (row === undefined) throw new AppError('not-found', `There is no clause version ${hash}.`, { details: { hash } });
  return { headingTo: row.heading_to, blocks: contentToBlocks(row.content) };
}

/** The blocks that the column `content` holds. */
export function contentToBlocks(content: string): Block[] {
  return JSON.parse(content) as Block[];
}

function clauseVersionToRow(version: ClauseVersion): ClauseVersionRow {
  return {
    hash: version.hash,
    heading_to: version.headingTo,
    content: JSON.stringify(version.blocks),
    text: contentText(version.blocks),
  };
}
