import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { splitContract } from '../core/contract/split-contract.ts';
import { blockText } from '../core/model/content.ts';
import { compileMarks } from './truth/compile.ts';
import { corpusFolder, halves, listTruths, readContract, truthFolder } from './truth/files.ts';
import { type Finders, loadFinders } from './truth/finders.ts';
import { Letters } from './truth/letters.ts';
import { parseMarks } from './truth/marks.ts';
import {
  addTallies,
  type ContractScore,
  f1,
  noTally,
  precision,
  recall,
  type Scores,
  scoreContract,
  scored,
} from './truth/score.ts';
import { truthToJson } from './truth/truth-file.ts';

/**
 * The truth set: contracts of the corpus whose clauses, definitions and references were marked by reading them (docs/truth.md).
 *
 *     npm run truth                              scores Parley on both halves, figures only
 *     npm run truth -- --open [--only ID] [--of boundaries,labels]
 *                                                the open half, with each miss and false alarm
 *     node scripts/truth.ts text FILE [MARKS]    a file's blocks, computed labels in brackets; with a marks file, what is marked where
 *     node scripts/truth.ts compile MARKS...     marks files, or folders of them, to tests/truth/<open|held>/<id>.json; the half is the
 *                                                name of the folder a marks file is in, the id the file's own
 *
 * Ends with 1 when marks cannot be compiled, and otherwise with 0, also where there is no corpus. FILE is a path in the corpus.
 */
const [command = '', ...rest] = process.argv.slice(2);
if (!existsSync(corpusFolder)) console.log(`truth: skipped, there is no folder ${corpusFolder}`);
else if (command === 'text') printBlocks(rest[0] ?? '', rest[1]);
else if (command === 'compile') process.exitCode = compileAll(rest.flatMap(listMarks)) ? 0 : 1;
else await score(process.argv.slice(2));

function printBlocks(path: string, marksPath: string | undefined): void {
  const { source, text, sha256, computed } = readContract(path);
  const letters = new Letters(text);
  const marked =
    marksPath === undefined
      ? null
      : compileMarks(parseMarks(readFileSync(marksPath, 'utf8')), { sha256, text, computed });
  for (const problem of marked?.problems ?? []) console.log(problem);
  let offset = 0;
  for (const [index, { block, style }] of source.blocks.entries()) {
    const words = blockText(block);
    const label = block.type === 'paragraph' && block.label !== undefined ? `[${block.label}] ` : '';
    const from = letters.before(offset);
    const to = letters.before(offset + words.length + 1);
    const shown = style === undefined || style === 'Normal' ? '' : `{${style}} `;
    console.log(
      `${String(index).padStart(4)} ${markedAt(marked?.truth ?? null, from, to)}${label}${shown}${words.replaceAll('\n', ' ⏎ ').replaceAll('\t', ' ⇥ ')}`,
    );
    offset += words.length + 1;
  }
}

/** What is marked in a block: its clauses' labels, F for a free place. */
function markedAt(truth: ReturnType<typeof compileMarks>['truth'], from: number, to: number): string {
  if (truth === null) return '';
  const clauses = truth.clauses.filter(({ at }) => from <= at && at < to);
  const isFree = truth.free.some((range) => range[0] < to && from <= range[1]);
  const tags = clauses.map(({ label, kind, heading }) => `${kind} ${label ?? '-'}${heading === undefined ? '' : ' H'}`);
  const definitions = truth.definitions.filter(({ term }) => from <= term[0] && term[0] < to).length;
  const references = truth.references.filter(({ at }) => from <= at[0] && at[0] < to).length;
  const counts = `${definitions === 0 ? '' : ` d${definitions}`}${references === 0 ? '' : ` r${references}`}`;
  return `<${tags.join('; ')}${tags.length === 0 && isFree ? 'F' : ''}${counts}> `;
}

function listMarks(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.marks'))
    .sort()
    .map((name) => join(path, name));
}

function compileAll(paths: readonly string[]): boolean {
  let isWhole = true;
  for (const path of paths) {
    const half = halves.find((name) => name === basename(dirname(resolve(path))));
    const marks = parseMarks(readFileSync(path, 'utf8'));
    const { truth, problems, notes } = compileMarks(marks, readContract(marks.file));
    const id = basename(path, '.marks');
    for (const note of notes) console.log(`  ${id} (doubt) ${note}`);
    for (const problem of problems) console.log(`  ${id} ${problem}`);
    if (half === undefined) console.log(`  ${id} is neither in a folder named open nor in one named held`);
    if (truth === null || half === undefined) {
      isWhole = false;
      continue;
    }
    mkdirSync(truthFolder(half), { recursive: true });
    writeFileSync(join(truthFolder(half), `${id}.json`), truthToJson(truth));
    const { clauses, free, definitions, references } = truth;
    console.log(
      `${half}/${id}: ${clauses.length} clauses, ${free.length} free places, ${definitions.length} definitions, ${references.length} references`,
    );
  }
  return isWhole;
}

async function score(options: readonly string[]): Promise<void> {
  const finders = await loadFinders();
  const isOpen = options.includes('--open');
  const only = optionOf(options, '--only');
  const of = optionOf(options, '--of')?.split(',') ?? null;
  for (const half of isOpen ? (['open'] as const) : halves) {
    console.log(`${half}${' '.repeat(30)}${scored.map((name) => name.padEnd(20)).join('')}`);
    const all: ContractScore[] = [];
    const french: ContractScore[] = [];
    for (const { id, truth } of listTruths(half)) {
      if (only !== null && !id.includes(only)) continue;
      const { source, text, sha256 } = readContract(truth.file);
      if (sha256 !== truth.sha256 || new Letters(text).count !== truth.letters) {
        console.log(`  ${id}: the file is not the one that was marked, or is read otherwise; mark it anew`);
        process.exitCode = 1;
        continue;
      }
      const result = scoreContract(truth, splitContract(source), text, finders);
      all.push(result);
      if (truth.language === 'fr') french.push(result);
      console.log(scoreLine(id, result.scores));
      if (isOpen) printDisagreements(result, of);
    }
    if (all.length === 0) continue;
    console.log(scoreLine('all', sumOf(all)));
    if (french.length > 0) console.log(scoreLine('French ones', sumOf(french)));
    console.log('');
  }
  console.log(
    'Each is F1 (precision/recall) in per cent; kinds are the share of the boundaries found that have the right one.',
  );
  for (const line of missingFinders(finders)) console.log(line);
}

function missingFinders({ listDefinitions, listReferences }: Finders): string[] {
  return [
    ...(listDefinitions === null ? ['Definitions are left out: nothing in core/contract finds them yet.'] : []),
    ...(listReferences === null ? ['References are left out: nothing in core/contract finds them yet.'] : []),
  ];
}

function printDisagreements({ disagreements }: ContractScore, of: readonly string[] | null): void {
  for (const item of disagreements) {
    if (of === null ? item.of !== 'kinds' : of.includes(item.of)) console.log(`      ${item.of}: ${item.what}`);
  }
}

function sumOf(results: readonly ContractScore[]): Scores {
  const sum = (name: (typeof scored)[number]): Scores[typeof name] => {
    const tallies = results.map(({ scores }) => scores[name]);
    return tallies.reduce((a, b) => (a === null || b === null ? null : addTallies(a, b)), noTally);
  };
  return Object.fromEntries(scored.map((name) => [name, sum(name)])) as Scores;
}

function scoreLine(id: string, scores: Scores): string {
  const cells = scored.map((name) => {
    const tally = scores[name];
    if (tally === null) return '-'.padEnd(20);
    if (tally.expected + tally.found === 0) return 'none'.padEnd(20);
    const exact = `(${percent(precision(tally))}/${percent(recall(tally))})`;
    return `${percent(f1(tally))} ${name === 'kinds' ? '' : exact}`.padEnd(20);
  });
  return `  ${id.padEnd(32)}${cells.join('')}`;
}

function percent(share: number): string {
  return (share * 100).toFixed(1);
}

function optionOf(options: readonly string[], name: string): string | null {
  const index = options.indexOf(name);
  return index === -1 ? null : (options[index + 1] ?? null);
}
