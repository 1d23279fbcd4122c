import fc from 'fast-check';
import { expect, test } from 'vitest';
import { documentText } from '../../core/contract/document-text.ts';
import { textBlocks } from '../../core/contract/read-text.ts';
import { splitContract } from '../../core/contract/split-contract.ts';
import { type ClauseTree, clauseText } from '../../core/model/clause.ts';
import type { SourceDocument } from '../../core/model/source.ts';
import { type Compiled, compileMarks } from '../../scripts/truth/compile.ts';
import type { Finders } from '../../scripts/truth/finders.ts';
import { bareLabel, comparedLabel } from '../../scripts/truth/labels.ts';
import { Letters } from '../../scripts/truth/letters.ts';
import { parseMarks } from '../../scripts/truth/marks.ts';
import { scoreContract } from '../../scripts/truth/score.ts';
import { type TruthContract, truthContract, truthToJson } from '../../scripts/truth/truth-file.ts';

const written = `SUPPLY AGREEMENT

This agreement is made between the Vendor and the Department.

1. Definitions

"Goods" means what the Vendor delivers.

"Price" means what the Department pays under Section 2.1.

2. Delivery

2.1 Time. The Vendor delivers the Goods in ten days:

(a) at its own cost; and

(b) as Schedule A says.

2.2 Risk. Risk passes on delivery, see Section 2.1(b) and Section 9 of the Sales Act.
`;
const source: SourceDocument = { format: 'text', blocks: textBlocks(written), notes: [] };
const text = documentText(source);
const none: Finders = { listDefinitions: null, listReferences: null };

const marked = `file supply.txt
language en
clause - | title | SUPPLY AGREEMENT | SUPPLY AGREEMENT
clause - | preamble | This agreement
clause 1 | section | 1. Definitions | Definitions
clause - | clause | "Goods" means
clause - | clause | "Price"
clause 2 | section | 2. Delivery | Delivery
clause 2.1 | clause | 2.1 Time | Time
clause (a) | item | (a) at its
clause (b) | item | (b) as
clause 2.2 | clause | 2.2 Risk | Risk
define Goods | "Goods" means
define Price | "Price" means
ref Section 2.1 | under Section 2.1. | 2.1
ref Schedule A | as Schedule A | dead
ref Section 2.1(b) | see Section 2.1(b) | 2.1(b)
ref Section 9 | and Section 9 of | external`;

function compile(lines: string): Compiled {
  return compileMarks(parseMarks(lines), { sha256: '0'.repeat(64), text, computed: new Map() });
}

function truthOf(lines: string): TruthContract {
  const { truth, problems } = compile(lines);
  if (truth === null) throw new Error(problems.join('; '));
  return truth;
}

test('letters are counted by code point, and a place is found again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), (line, seed) => {
      const letters = new Letters(line);
      expect(letters.count).toBe([...line.matchAll(/[\p{L}\p{N}]/gu)].length);
      const index = letters.count === 0 ? 0 : seed % letters.count;
      expect(letters.before(letters.offsetOf(index))).toBe(index);
      expect(new Letters(letters.textBetween(0, index)).count).toBe(index);
    }),
    { seed: 4 },
  );
});

test('labels are compared without spaces, final stops and the case of words', () => {
  expect(comparedLabel('ARTICLE  4.')).toBe(comparedLabel('Article 4'));
  expect(comparedLabel('(A)')).not.toBe(comparedLabel('(a)'));
  expect(comparedLabel('IV.')).not.toBe(comparedLabel('iv'));
  expect(comparedLabel('•')).toBeNull();
  expect(bareLabel('section4.2')).toBe('4.2');
});

test('marks become places, and nothing of the words is kept', () => {
  const truth = truthOf(marked);
  const place = (words: string): number => new Letters(text).before(text.indexOf(words));
  expect(truth.clauses.map(({ at }) => at)).toEqual(
    ['SUPPLY', 'This', '1. D', '"Goods', '"Price', '2. D', '2.1 T', '(a)', '(b)', '2.2'].map(place),
  );
  expect(truth.clauses[6]).toEqual({
    at: place('2.1 T'),
    label: '2.1',
    kind: 'clause',
    heading: [place('Time'), place('. The')],
  });
  expect(truth.references.map(({ target }) => target)).toEqual([6, 'dead', 8, 'external']);
  expect(truthContract.parse(JSON.parse(truthToJson(truth)))).toEqual(truth);
  expect(truthToJson(truth)).not.toMatch(/Vendor|Goods|Delivery/);
});

test.each([
  ['a quote that is not there', 'clause 3 | clause | 3. Price', 'not found'],
  ['a quote inside a line', 'clause - | clause | The Vendor delivers', 'not found'],
  ['a quote that stands twice', 'define Section | Section\ndefine Sales | Sales Act', 'stands twice'],
  ['a target that is not there', 'ref Section 9 | Section 9 | 9', 'no clause has the label'],
])('%s is a problem', (_, line, problem) => {
  const { truth, problems } = compile(`file supply.txt\nlanguage en\n${line}`);
  expect(truth).toBeNull();
  expect(problems.join()).toContain(problem);
});

test('a clause tree that is as the truth has it scores in full, and one that is not does not', () => {
  const tree = splitContract(source);
  const { scores, disagreements } = scoreContract(truthOf(marked), tree, text, none);
  expect(disagreements).toEqual([]);
  expect(scores.boundaries).toEqual({ expected: 10, found: 10, right: 10 });
  expect(scores.labels).toEqual({ expected: 6, found: 6, right: 6 });
  expect(scores.definitions).toBeNull();

  const other = marked
    .replace('clause (a) | item | (a) at its\n', '')
    .replace('clause 2.2 |', 'clause 22 |')
    .replace('| Time', '| Time. The Vendor');
  const worse = scoreContract(truthOf(other.replace('2.1(b)\n', '2.1\n')), tree, text, none).scores;
  expect(worse.boundaries).toEqual({ expected: 9, found: 10, right: 9 });
  expect(worse.labels).toEqual({ expected: 5, found: 6, right: 4 });
  expect(worse.headings).toMatchObject({ right: 3 });

  const free = marked.replace('clause (a) | item | (a) at its', 'free (a) at its');
  expect(scoreContract(truthOf(free), tree, text, none).scores.boundaries).toEqual({ expected: 9, found: 9, right: 9 });
});

test('definitions and references are scored by where they stand, and targets by the clause they name', () => {
  const tree = splitContract(source);
  const finders: Finders = {
    listDefinitions: (of) => [{ ...spot(of, '"Goods"', '"Goods" means'), term: 'the Goods' }],
    listReferences: (of) => [
      { ...spot(of, 'under Section 2.1', 'Section 2.1'), target: clauseWith(of, 'Time') },
      { ...spot(of, 'as Schedule A', 'Schedule A'), target: null, reason: 'dead' },
      { ...spot(of, 'see Section 2.1(b)', '2.1(b)'), target: clauseWith(of, 'Time') },
      { ...spot(of, 'Section 9', 'Section 9'), target: null, reason: 'dead' },
      { ...spot(of, 'ten days', 'ten'), target: null, reason: 'dead' },
    ],
  };
  const { scores } = scoreContract(truthOf(marked), tree, text, finders);
  expect(scores.definitions).toEqual({ expected: 2, found: 1, right: 1 });
  expect(scores.references).toEqual({ expected: 4, found: 5, right: 4 });
  expect(scores.targets).toEqual({ expected: 4, found: 5, right: 2 });
});

function clauseWith(tree: ClauseTree, words: string): number {
  return tree.clauses.findIndex((clause) => clauseText(clause).includes(words));
}

function spot(tree: ClauseTree, context: string, words: string): { clause: number; from: number; to: number } {
  const clause = clauseWith(tree, context);
  const own = clauseText(tree.clauses[clause] ?? { blocks: [] });
  const from = own.indexOf(words, own.indexOf(context));
  return { clause, from, to: from + words.length };
}
