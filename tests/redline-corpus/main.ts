import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { projectFolder } from '../../scripts/project.ts';
import { findLibreOffice, type LibreOffice, openLibreOffice } from '../support/libreoffice.ts';
import { OfficeWitness } from '../support/office-opinion.ts';
import { checkPair, type PairResult } from './check-pair.ts';
import { listPairs } from './pairs.ts';
import { pageOf, rowOf, tableHead, totalOf, totalText } from './table.ts';

/**
 * `npm run corpus:redlines`: writes the redline of every pair of documents in the corpus that lies beside the project (or where
 * `PARLEY_CORPUS` says), checks the laws, measures how minimal it is and asks LibreOffice; see docs/redline-corpus.md, which
 * a whole run writes. Ends with 1 when a law is broken or more than 2 % are refused.
 *
 *     --verbose  notes and differences of every pair    --only SUBSTRING  pairs whose id has it    --no-office  without LibreOffice
 */
const mayBeRefused = 0.02;

const args = process.argv.slice(2);
const isVerbose = args.includes('--verbose');
const withOffice = !args.includes('--no-office');
const onlyAt = args.indexOf('--only');
const only = onlyAt < 0 ? '' : (args[onlyAt + 1] ?? '');
const corpus = resolve(process.env.PARLEY_CORPUS ?? join(projectFolder, '..', 'shared', 'corpus'));
const widths = [44, 8, 15, 8, 7, 6, 9, 8];

if (existsSync(corpus)) process.exitCode = await run();
else console.log(`corpus: skipped, there is no folder ${corpus}`);

async function run(): Promise<number> {
  let office: LibreOffice | null = null;
  if (withOffice && findLibreOffice() === null) console.log('There is no LibreOffice here, so it is not asked.');
  else if (withOffice) office = await openLibreOffice();
  const witness = office === null ? null : new OfficeWitness(office);
  const groups = new Map<string, PairResult[]>();
  try {
    for (const [group, pairs] of listPairs(corpus)) {
      const chosen = pairs.filter(({ id }) => id.includes(only));
      if (chosen.length === 0) continue;
      console.log(`\n${group}: ${chosen.length} pairs\n${columns(tableHead)}`);
      const results: PairResult[] = [];
      groups.set(group, results);
      for (const pair of chosen) {
        const result = await checkPair(pair, witness);
        results.push(result);
        console.log(columns(rowOf(result)));
        if (isVerbose) explain(result);
      }
    }
  } finally {
    await office?.close();
  }
  return sumUp(groups);
}

function sumUp(groups: ReadonlyMap<string, readonly PairResult[]>): number {
  console.log('');
  for (const [group, results] of groups) console.log(`${group}: ${totalText(totalOf(results))}`);
  const totals = totalOf([...groups.values()].flat());
  console.log(`All: ${totalText(totals)}`);
  if (only === '' && totals.agrees + totals.blind + totals.disagrees > 0) {
    const page = join(projectFolder, 'docs', 'redline-corpus.md');
    writeFileSync(page, pageOf(groups));
    console.log(`Written: ${page}`);
  }
  return totals.failed > 0 || totals.refused > mayBeRefused * totals.pairs ? 1 : 0;
}

function explain({ detail, notes, office, ms }: PairResult): void {
  const lines = [
    `${ms.toFixed(0)} ms, checks included`,
    ...(detail === '' ? [] : [detail]),
    ...notes.map((note) => `not tracked or not compared: ${note}`),
    ...(office?.differences ?? []).map((difference) => `LibreOffice: ${difference}`),
    ...(office?.verdict === 'agrees' && !office.agreesOnFormatting ? ['LibreOffice: formatting differs'] : []),
  ];
  for (const line of lines) console.log(`      ${line}`);
}

function columns(cells: readonly string[]): string {
  return `  ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' ')}`.trimEnd();
}
