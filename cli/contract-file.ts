import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { readSource } from '../core/contract/read-source.ts';
import { splitContract } from '../core/contract/split-contract.ts';
import { AppError } from '../core/error.ts';
import { type ClauseNode, type ClauseTree, clauseText } from '../core/model/clause.ts';
import type { ComparedClause } from '../core/model/comparison.ts';
import { canonicalContent, headingText } from '../core/model/content.ts';
import type { SourceDocument, SourceFile } from '../core/model/source.ts';
import { nodePlatform } from '../engine/platform.ts';

/** A contract read from a file, without a workspace. */
export interface ContractFile {
  readonly name: string;
  readonly sha256: string;
  readonly source: SourceDocument;
  readonly tree: ClauseTree;
}

/** Reads a file's bytes; throws `io` and names the file when it cannot be read. */
export function readFileOrThrow(path: string): SourceFile {
  try {
    return { name: basename(path), bytes: readFileSync(path) };
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    const reason =
      code === 'ENOENT'
        ? 'there is no such file'
        : code === 'EISDIR'
          ? 'it is a folder'
          : `it cannot be read (${code})`;
    throw new AppError('io', `${path}: ${reason}.`, { cause, details: { file: path, reason } });
  }
}

export function readContract(path: string): ContractFile {
  const file = readFileOrThrow(path);
  const source = readSource(file, nodePlatform);
  return { name: file.name, sha256: nodePlatform.sha256(file.bytes), source, tree: splitContract(source) };
}

/** A clause as the JSON of `split` and `compare` shows it; see docs/json.md. */
export interface ClauseJson {
  readonly id: string;
  readonly parent: string | null;
  readonly label: string | null;
  readonly heading: string | null;
  readonly level: number;
  readonly kind: string;
  readonly prefix: string;
  readonly text: string;
  /** Only where a document has two languages in turns. */
  readonly language?: string;
}

export function clauseToJson(clause: ClauseNode, index: number): ClauseJson {
  return {
    id: clauseNumber(index),
    parent: clause.parent === null ? null : clauseNumber(clause.parent),
    label: clause.label,
    heading: headingText(clause),
    level: clause.level,
    kind: clause.kind,
    prefix: clause.prefix,
    text: clauseText(clause),
    ...(clause.language === undefined ? {} : { language: clause.language }),
  };
}

export function toComparedClause(clause: ClauseNode): ComparedClause {
  const { label, level, headingTo } = clause;
  return { label, level, headingTo, text: clauseText(clause), contentKey: canonicalContent(clause) };
}

/** Outside a workspace a clause has no lasting identity: it is named by its place, from 1. */
function clauseNumber(index: number): string {
  return `c${index + 1}`;
}
