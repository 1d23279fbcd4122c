import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface CorpusPair {
  readonly id: string;
  /** Paths of the files. */
  readonly a: string;
  readonly b: string;
}

/** What is compared with what, group by group; a group whose folder is missing is empty. */
export function listPairs(corpus: string): ReadonlyMap<string, readonly CorpusPair[]> {
  return new Map([
    ['redline-pairs', beforeAndAfter(join(corpus, 'redline-pairs'))],
    ['french-docx-rounds', foldersOf(join(corpus, 'french-docx-rounds')).flatMap(neighbours)],
    ['commercial-docx', foldersOf(join(corpus, 'commercial-docx')).flatMap(neighbours)],
  ]);
}

/** The pairs that `pairs.tsv` names, each once though several of its tests may use it; the id is that of the first. */
function beforeAndAfter(folder: string): CorpusPair[] {
  const list = join(folder, 'pairs.tsv');
  if (!existsSync(list)) return [];
  const pairs = new Map<string, CorpusPair>();
  const [, ...rows] = readFileSync(list, 'utf8').trim().split('\n');
  for (const row of rows) {
    const [, id = '', base = '', revised = ''] = row.split('\t');
    const key = `${base}\t${revised}`;
    if (!pairs.has(key)) pairs.set(key, { id, a: join(folder, base), b: join(folder, revised) });
  }
  return [...pairs.values()];
}

/** Each file of a folder, in the order of their names, with the one before it. */
function neighbours(folder: string): CorpusPair[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.docx'))
    .sort();
  return files.slice(1).map((name, index) => {
    const before = files[index] as string;
    return { id: nameOfPair(before, name), a: join(folder, before), b: join(folder, name) };
  });
}

/** `Type1-template v001–v006`, `csa-with-ai–csa-with-sla`. */
function nameOfPair(before: string, after: string): string {
  const version = /^(.*)\.(v\d+)\./;
  const [, document = '', from = ''] = version.exec(before) ?? [];
  const [, , to = ''] = version.exec(after) ?? [];
  if (document !== '') return `${document} ${from}–${to}`;
  const short = (name: string) => name.replace(/^(?:common-paper|bonterms)-|\.docx$/g, '');
  return `${short(before)}–${short(after)}`;
}

function foldersOf(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isDirectory());
}
