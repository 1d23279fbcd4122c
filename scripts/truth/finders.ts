import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ClauseTree } from '../../core/model/clause.ts';
import { projectFolder } from '../project.ts';

/** What a finder of definitions gives, as far as it is scored: UTF-16 offsets in the clause's text, of the term or more around it. */
export interface FoundDefinition {
  readonly clause: number;
  readonly from: number;
  readonly to: number;
  readonly term: string;
}

/** What a finder of references gives, as far as it is scored. */
export interface FoundReference {
  readonly clause: number;
  readonly from: number;
  readonly to: number;
  /** Index of a clause; `null` when it points outside the contract or at nothing, which `reason` tells apart. */
  readonly target: number | null;
  readonly reason?: string | null;
}

/** The finders there are; `null` for what Parley cannot find yet. */
export interface Finders {
  readonly listDefinitions: ((tree: ClauseTree) => readonly FoundDefinition[]) | null;
  readonly listReferences: ((tree: ClauseTree) => readonly FoundReference[]) | null;
}

/** Loads the finders by path, so that the boundaries can be scored in a tree that has none. */
export async function loadFinders(): Promise<Finders> {
  const definitions = await load<{ listDefinitions: Finders['listDefinitions'] }>('definitions.ts');
  const references = await load<{ listReferences: Finders['listReferences'] }>('references.ts');
  return {
    listDefinitions: definitions?.listDefinitions ?? null,
    listReferences: references?.listReferences ?? null,
  };
}

async function load<T>(name: string): Promise<T | null> {
  const path = join(projectFolder, 'core', 'contract', name);
  return existsSync(path) ? ((await import(pathToFileURL(path).href)) as T) : null;
}
