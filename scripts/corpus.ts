import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { compareClauses } from '../core/compare/compare.ts';
import { clausesOfRow, joinedText } from '../core/compare/row-clauses.ts';
import { projectEdits } from '../core/compare/verify.ts';
import { documentText } from '../core/contract/document-text.ts';
import { readSource } from '../core/contract/read-source.ts';
import { splitContract } from '../core/contract/split-contract.ts';
import { AppError } from '../core/error.ts';
import { type ClauseTree, clauseText } from '../core/model/clause.ts';
import { type ComparedClause, type Comparison, type RowKind, rowKinds } from '../core/model/comparison.ts';
import { canonicalContent } from '../core/model/content.ts';
import { nodePlatform } from '../engine/platform.ts';

/**
 * `npm run corpus`: tries Parley on a folder of real contracts that lies beside the project (or where
 * `PARLEY_CORPUS` says). Every file of the first list is read and cut into clauses, or says why not;
 * every draft of the second is compared with the one before it. Two laws are checked on each:
 *
 * - the clauses joined again are the document's text;
 * - the edits of a comparison, taken for one side and joined in that side's order with the typed
 *   numbers, are that side's text, to the character.
 *
 * Ends with 1 when a law was broken, with 0 otherwise, also where there is no corpus. `--verbose` names every
 * file and pair.
 */

const importFolders = ['commercial-docx', 'french-docx-rounds', 'edgar-contracts', 'csa-rounds'];
const roundFolders = [
  'procurement-rounds',
  'policy-rounds',
  'french-terms-rounds',
  'csa-rounds',
  'french-freelance-rounds',
  'ai-vendor-rounds',
  'french-docx-rounds',
];
const extensions = /\.(?:docx|md|txt)$/i;

interface Contract {
  readonly text: string;
  readonly tree: ClauseTree;
  readonly compared: readonly ComparedClause[];
}

/** A law that does not hold; anything else that is thrown is a bug as well and ends the run. */
class BrokenLaw extends Error {}

const corpus = resolve(process.env.PARLEY_CORPUS ?? join(import.meta.dirname, '..', '..', 'shared', 'corpus'));
const isVerbose = process.argv.includes('--verbose');
const broken: string[] = [];

if (existsSync(corpus)) run();
else console.log(`corpus: skipped, there is no folder ${corpus}`);

function run(): void {
  console.log('Import');
  for (const folder of importFolders) importFolder(folder);
  console.log('\nCompare, each draft with the one before');
  for (const folder of roundFolders) compareFolder(folder);
  console.log(broken.length === 0 ? '\nEvery law held.' : `\n${broken.length} broken laws:\n  ${broken.join('\n  ')}`);
  process.exitCode = broken.length === 0 ? 0 : 1;
}

function importFolder(folder: string): void {
  const files = listFiles(join(corpus, folder));
  let imported = 0;
  let clauses = 0;
  const refusals: string[] = [];
  for (const file of files) {
    const read = attempt(file, () => readContract(file));
    if (read === null) continue;
    if (read instanceof AppError) {
      refusals.push(`${relative(corpus, file)}: ${read.message}`);
      continue;
    }
    imported += 1;
    clauses += read.tree.clauses.length;
    if (isVerbose)
      console.log(`    ${relative(corpus, file)}: ${read.tree.clauses.length} clauses, ${read.tree.language}`);
  }
  console.log(`  ${folder.padEnd(24)} ${imported} of ${files.length} files, ${clauses} clauses`);
  for (const refusal of refusals) console.log(`    refused: ${refusal}`);
}

function compareFolder(folder: string): void {
  const pairs = documentsOf(join(corpus, folder)).flatMap((files) =>
    files.slice(1).map((file, index) => [files[index] as string, file] as const),
  );
  const rows = { same: 0, edited: 0, inserted: 0, deleted: 0, moved: 0, renumbered: 0, split: 0, merged: 0 };
  let reproduced = 0;
  let slowestMs = 0;
  for (const [before, after] of pairs) {
    const done = attempt(after, () => {
      const a = readContract(before);
      const b = readContract(after);
      const startedMs = performance.now();
      const comparison = compareClauses(a.compared, b.compared);
      slowestMs = Math.max(slowestMs, performance.now() - startedMs);
      checkSide(comparison, a, 'a', before);
      checkSide(comparison, b, 'b', after);
      return comparison.summary;
    });
    if (done === null) continue;
    if (done instanceof AppError) {
      console.log(`    refused: ${relative(corpus, after)}: ${done.message}`);
      continue;
    }
    reproduced += 1;
    for (const kind of Object.keys(rows) as (keyof typeof rows)[]) rows[kind] += done[kind];
    if (isVerbose) console.log(`    ${relative(corpus, after)}: ${countsText(done)}`);
  }
  console.log(
    `  ${folder.padEnd(24)} ${reproduced} of ${pairs.length} pairs reproduced; ${countsText(rows)}; slowest ${slowestMs.toFixed(0)} ms`,
  );
}

/** What the work gives, or the reason Parley gave for refusing; `null` when a law was broken, which is noted. */
function attempt<T>(file: string, work: () => T): T | AppError | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof AppError) return error;
    if (!(error instanceof BrokenLaw)) throw error;
    broken.push(`${relative(corpus, file)}: ${error.message}`);
    return null;
  }
}

function readContract(file: string): Contract {
  const source = readSource({ name: relative(corpus, file), bytes: readFileSync(file) }, nodePlatform);
  const tree = splitContract(source);
  const text = documentText(source);
  const compared = tree.clauses.map((clause) => ({
    label: clause.label,
    level: clause.level,
    headingTo: clause.headingTo,
    text: clauseText(clause),
    contentKey: canonicalContent(clause),
  }));
  if (
    joinTexts(
      tree,
      compared.map((clause) => clause.text),
    ) !== text
  )
    throw new BrokenLaw('the clauses joined again are not its text');
  return { text, tree, compared };
}

function checkSide({ rows }: Comparison, contract: Contract, side: 'a' | 'b', file: string): void {
  const { text, tree, compared } = contract;
  const texts = new Array<string | undefined>(tree.clauses.length);
  for (const row of rows) {
    const places = clausesOfRow(row)[side];
    const own = places.map((index) => compared[index] as ComparedClause);
    const projected = places.length === 0 ? '' : projectEdits(row.edits, side);
    for (const [at, index] of places.entries()) {
      if (texts[index] !== undefined)
        throw new BrokenLaw(`clause ${index} of ${relative(corpus, file)} is in two rows`);
      // A split's and a merge's clauses are one text in the row: each is taken from it where it stands.
      const from = joinedText(own.slice(0, at)).length + (at > 0 ? 1 : 0);
      const to = at === places.length - 1 ? projected.length : from + (own[at] as ComparedClause).text.length;
      texts[index] = projected.slice(from, to);
    }
  }
  const missing = texts.indexOf(undefined);
  if (missing >= 0) throw new BrokenLaw(`clause ${missing} of ${relative(corpus, file)} is in no row`);
  if (joinTexts(tree, texts as string[]) !== text) throw new BrokenLaw(`${relative(corpus, file)} is not reproduced`);
}

function joinTexts(tree: ClauseTree, texts: readonly string[]): string {
  return tree.clauses.map((clause, index) => clause.prefix + texts[index]).join('\n');
}

function countsText(rows: Readonly<Record<RowKind, number>>): string {
  return rowKinds.map((kind) => `${rows[kind]} ${kind}`).join(', ');
}

/** The drafts of each document, in order: one document a folder, its files named so that they sort. */
function documentsOf(folder: string): string[][] {
  if (!existsSync(folder)) return [];
  const documents = new Map<string, string[]>();
  for (const file of listFiles(folder)) {
    const parent = join(file, '..');
    documents.set(parent, [...(documents.get(parent) ?? []), file]);
  }
  return [...documents.values()];
}

function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => extensions.test(name))
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile())
    .sort();
}
