import type { ClauseTree } from '../model/clause.ts';
import { checkDefinitions, type DefinitionProblem } from './check-definitions.ts';
import { ContractWords } from './contract-words.ts';
import { type Definition, listDefinitions } from './definitions.ts';
import type { FieldTarget } from './field-targets.ts';
import { listFigures } from './figures.ts';
import { listReferences } from './references.ts';
import { type DefinedTerm, listTerms } from './term-uses.ts';
import { VagueWordFinder, type VagueWordList, vagueWordList } from './vague-words.ts';

/** What a finding is about; each area has its own reader. */
export const findingAreas = ['definitions', 'references', 'figures', 'vague-words'] as const;
export type FindingArea = (typeof findingAreas)[number];

/** What was found; of vague words `details.kind` says which room they leave. */
export type FindingCode =
  | DefinitionProblem
  | 'dead-reference'
  | 'title-differs'
  | 'part-missing'
  | 'lost-field'
  | 'stale-number'
  | 'words-and-digits-differ'
  | 'doubtful-date'
  | 'vague-words';

/** A stretch of a clause's text, in UTF-16 units. */
export interface FindingPlace {
  readonly clause: number;
  readonly from: number;
  readonly to: number;
}

/** One thing in a contract that a reader should look at. Nothing in it says that the contract is wrong. */
export interface Finding extends FindingPlace {
  readonly area: FindingArea;
  readonly code: FindingCode;
  /** The words of the place. */
  readonly words: string;
  /** The other places it is about, such as an earlier definition, in document order. */
  readonly others: readonly FindingPlace[];
  /** Values that a sentence about it needs, such as `term` or `kind`. */
  readonly details: Readonly<Record<string, string | number>>;
}

export interface CheckOptions {
  /** Instead of Parley's own list for the contract's language. */
  readonly vagueWords?: VagueWordList;
  /** What the file itself says of its references; only a Word document does. */
  readonly fields?: readonly FieldTarget[];
}

/** What every check may look at, worked out once. */
interface Checked {
  readonly tree: ClauseTree;
  readonly words: ContractWords;
  readonly definitions: readonly Definition[];
  readonly terms: readonly DefinedTerm[];
  readonly vagueWords: VagueWordList;
  readonly fields: readonly FieldTarget[];
}

/** One check: findings without their words, in any order. A new one is written below and listed here. */
type Check = (checked: Checked) => Iterable<Omit<Finding, 'words'>>;
const checks: readonly Check[] = [findInDefinitions, findInReferences, findInFigures, findVagueWords];

/** Everything that is found in one contract, in document order. Time grows with the length of the text. */
export function checkContract(tree: ClauseTree, options: CheckOptions = {}): Finding[] {
  const definitions = listDefinitions(tree);
  const words = new ContractWords(tree);
  const checked: Checked = {
    tree,
    words,
    definitions,
    terms: listTerms(tree, definitions, words),
    vagueWords: options.vagueWords ?? vagueWordList(tree.language),
    fields: options.fields ?? [],
  };
  const findings = checks.flatMap((check) => Array.from(check(checked)));
  return findings
    .map((finding) => ({
      ...finding,
      words: (words.clauses[finding.clause]?.text ?? '').slice(finding.from, finding.to),
    }))
    .sort((a, b) => a.clause - b.clause || a.from - b.from || a.to - b.to);
}

function* findInDefinitions({ tree, words, definitions, terms }: Checked): Generator<Omit<Finding, 'words'>> {
  for (const { problem, term, clause, from, to, others } of checkDefinitions(tree, definitions, words, terms)) {
    yield { area: 'definitions', code: problem, clause, from, to, others, details: { term } };
  }
}

function* findInReferences({ tree, fields }: Checked): Generator<Omit<Finding, 'words'>> {
  for (const { clause, from, to, reason, target, title } of listReferences(tree, fields)) {
    if (reason === undefined || reason === 'external') continue;
    const code = reason === 'dead' ? 'dead-reference' : reason;
    const others = target === null ? [] : [{ clause: target, from: 0, to: tree.clauses[target]?.headingTo ?? 0 }];
    yield { area: 'references', code, clause, from, to, others, details: title === undefined ? {} : { title } };
  }
}

function* findInFigures({ tree, words }: Checked): Generator<Omit<Finding, 'words'>> {
  for (const [clause, { text }] of words.clauses.entries()) {
    for (const { from, to, value, digits, isDoubtful } of listFigures(text, tree.language)) {
      const place = { area: 'figures', clause, from, to, others: [] } as const;
      if (digits !== undefined) yield { ...place, code: 'words-and-digits-differ', details: { value, digits } };
      if (isDoubtful === true) yield { ...place, code: 'doubtful-date', details: { value } };
    }
  }
}

function* findVagueWords({ words, vagueWords }: Checked): Generator<Omit<Finding, 'words'>> {
  const finder = new VagueWordFinder(words.table, vagueWords);
  for (const [clause, places] of words.clauses.entries()) {
    for (const { from, to, kind, entry } of finder.find(places)) {
      yield { area: 'vague-words', code: 'vague-words', clause, from, to, others: [], details: { kind, entry } };
    }
  }
}
