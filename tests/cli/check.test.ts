import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parley, parleyDone } from '../support/terminal.ts';

let folder: string;
let file: string;

const text = `Services agreement

1. “Fees” means the sums due under clause 2.

2. The Department pays the Fees promptly and follows the Transition Plan.

3. “Idle” means what nobody does.
`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parley-check-'));
  file = join(folder, 'contract.txt');
  writeFileSync(file, text);
});
afterAll(() => rmSync(folder, { recursive: true }));

test('terms lists each term with its definition and its uses, then what is amiss', async () => {
  const printed = await parleyDone(folder, 'terms', file);
  expect(printed.split('\n')).toEqual([
    'Term  Defined in  Uses  Meaning',
    'Fees  1           1     means the sums due under clause 2.',
    'Idle  3           0     means what nobody does.',
    '',
    '2  “Transition Plan” is written like a defined term and is not defined',
    '3  “Idle” is defined and not used',
  ]);
});

test('terms --json gives the places in the clauses that split --json gives', async () => {
  const { terms, schema } = JSON.parse(await parleyDone(folder, 'terms', file, '--json')) as {
    schema: string;
    terms: { term: string; definitions: Place[]; uses: Place[] }[];
  };
  const { clauses } = JSON.parse(await parleyDone(folder, 'split', file, '--json')) as {
    clauses: { id: string; text: string }[];
  };
  const words = ({ clause, from, to }: Place) => clauses.find(({ id }) => id === clause)?.text.slice(from, to);
  expect(schema).toBe('parley.terms/1');
  expect(terms.map(({ definitions, uses }) => [definitions.map(words), uses.map(words)])).toEqual([
    [['Fees'], ['Fees']],
    [['Idle'], []],
  ]);
});

interface Place {
  readonly clause: string;
  readonly from: number;
  readonly to: number;
}

test('check prints all findings, and with --only those of one area', async () => {
  expect((await parleyDone(folder, 'check', file)).split('\n')).toEqual([
    '2  vague-words           “promptly” leaves open when',
    '2  used-but-not-defined  “Transition Plan” is written like a defined term and is not defined',
    '3  defined-but-not-used  “Idle” is defined and not used',
    '3 findings: 1 vague-words, 1 used-but-not-defined, 1 defined-but-not-used',
  ]);
  const { counts } = JSON.parse(await parleyDone(folder, 'check', file, '--only', 'vague-words', '--json')) as {
    counts: unknown;
  };
  expect(counts).toEqual({ 'vague-words': 1 });
});

test('check looks for the vague words of a list of one’s own', async () => {
  const list = join(folder, 'words.txt');
  writeFileSync(list, '# ours\nscope: nobody\n');
  expect(await parleyDone(folder, 'check', file, '--only', 'vague-words', '--vague-words', list)).toBe(
    '3  vague-words  “nobody” leaves open which, or for what\n1 finding: 1 vague-words',
  );
  writeFileSync(list, 'nobody\n');
  const { code, err } = await parley(folder, 'check', file, '--vague-words', list);
  expect([code, err]).toEqual([3, expect.stringContaining('Line 1 of the list of vague words')]);
});

test('a file in which nothing is defined or found', async () => {
  const empty = join(folder, 'empty.txt');
  writeFileSync(empty, 'It is done.\n');
  expect(await parleyDone(folder, 'terms', empty)).toBe('no defined terms');
  expect(await parleyDone(folder, 'check', empty)).toBe('nothing found');
  expect((await parley(folder, 'check', empty, '--only', 'spelling')).code).toBe(2);
});
