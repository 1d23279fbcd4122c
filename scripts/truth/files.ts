import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { documentText } from '../../core/contract/document-text.ts';
import { readSource } from '../../core/contract/read-source.ts';
import type { SourceDocument } from '../../core/model/source.ts';
import { nodePlatform } from '../../engine/platform.ts';
import { projectFolder } from '../project.ts';
import { Letters } from './letters.ts';
import { type TruthContract, truthContract } from './truth-file.ts';

/** Rules may be written with an eye on the open half; of the held half only figures are ever shown. */
export const halves = ['open', 'held'] as const;
export type Half = (typeof halves)[number];

/** Where the contracts are; not part of the project. */
export const corpusFolder = resolve(process.env.PARLEY_CORPUS ?? join(projectFolder, '..', 'shared', 'corpus'));

/** A contract's file as Parley reads it, before any splitting. */
export interface ReadContract {
  readonly source: SourceDocument;
  readonly text: string;
  readonly sha256: string;
  /** Labels that the numbering computes, by the letters before their paragraph. */
  readonly computed: ReadonlyMap<number, string>;
}

/** Reads a file by its path in the corpus, or by any other path. */
export function readContract(path: string): ReadContract {
  const inCorpus = join(corpusFolder, path);
  const bytes = new Uint8Array(readFileSync(existsSync(inCorpus) ? inCorpus : path));
  const source = readSource({ name: basename(path), bytes }, nodePlatform);
  const text = documentText(source);
  const letters = new Letters(text);
  const computed = new Map<number, string>();
  let offset = 0;
  for (const item of source.blocks) {
    const { block } = item;
    const label = block.type === 'paragraph' ? block.label : undefined;
    if (label !== undefined) computed.set(letters.before(offset), label);
    offset += documentText({ blocks: [item] }).length + 1;
  }
  return { source, text, sha256: createHash('sha256').update(bytes).digest('hex'), computed };
}

export function truthFolder(half: Half): string {
  return join(projectFolder, 'tests', 'truth', half);
}

/** The marked contracts of one half by their ids, in order. */
export function listTruths(half: Half): { id: string; truth: TruthContract }[] {
  const folder = truthFolder(half);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({
      id: basename(name, '.json'),
      truth: truthContract.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))),
    }));
}
