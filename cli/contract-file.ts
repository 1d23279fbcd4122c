import { navigationLines } from '../core/contract/navigation.ts';
import { readSource } from '../core/contract/read-source.ts';
import { splitContract } from '../core/contract/split-contract.ts';
import { type FieldReference, listFieldReferences } from '../core/docx/field-references.ts';
import { openPackage } from '../core/docx/package.ts';
import { type ClauseNode, type ClauseTree, clauseText } from '../core/model/clause.ts';
import type { ComparedClause } from '../core/model/comparison.ts';
import { canonicalContent, headingText } from '../core/model/content.ts';
import type { SourceDocument, SourceFile } from '../core/model/source.ts';
import { nodePlatform } from '../engine/platform.ts';
import { readSourceFile } from '../engine/source-file.ts';

/** A contract read from a file, without a workspace. */
export interface ContractFile {
  readonly file: SourceFile;
  readonly name: string;
  readonly sha256: string;
  readonly source: SourceDocument;
  readonly tree: ClauseTree;
}

export function readContract(path: string): ContractFile {
  const file = readSourceFile(path);
  const source = readSource(file, nodePlatform);
  return { file, name: file.name, sha256: nodePlatform.sha256(file.bytes), source, tree: splitContract(source) };
}

/** What a Word document itself knows of its references; nothing for other formats. */
export function fieldReferencesOf({ file, source }: ContractFile): readonly FieldReference[] {
  return source.format === 'docx' ? listFieldReferences(openPackage(file, nodePlatform)) : [];
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
  const navigation = () => navigationLines(clause.blocks);
  return { label, level, headingTo, text: clauseText(clause), contentKey: canonicalContent(clause), navigation };
}

/** Outside a workspace a clause has no lasting identity: it is named by its place, from 1. */
export function clauseNumber(index: number): string {
  return `c${index + 1}`;
}
