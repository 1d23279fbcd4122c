import { checkDefinitions, type DefinitionFinding } from '../../core/contract/check-definitions.ts';
import { meaningOf } from '../../core/contract/compare-definitions.ts';
import { type Definition, listDefinitions } from '../../core/contract/definitions.ts';
import { type DefinedTerm, listTerms } from '../../core/contract/term-uses.ts';
import { ClausePlaces } from '../clause-place.ts';
import type { Command } from '../command.ts';
import { readContract } from '../contract-file.ts';
import { definitionSentence } from '../finding-sentence.ts';
import { shortLine, tableLines } from '../table.ts';
import { printJson, printLine } from '../terminal.ts';

/** `parley terms`: the defined terms of a contract, where they are defined and how often they are used. */
export const terms: Command = {
  name: 'terms',
  usage: 'FILE [--json]',
  summary: 'the defined terms of a contract: where each is defined, how often it is used, and what is amiss',
  positionals: ['FILE'],
  options: {},
  async run(args, terminal) {
    const { name, sha256, source, tree } = readContract(args.positional(0));
    const definitions = listDefinitions(tree);
    const listed = listTerms(tree, definitions);
    const findings = checkDefinitions(tree, definitions, undefined, listed);
    const places = new ClausePlaces(tree);
    if (args.flag('json')) {
      const definitionJson = (definition: Definition) => ({
        ...places.toJson(definition),
        form: definition.form,
        meaning: meaningOf(tree, definition),
      });
      printJson(terminal, {
        schema: 'parley.terms/1',
        file: { name, sha256, format: source.format },
        language: tree.language,
        terms: listed.map((term) => ({
          term: term.term,
          definitions: term.definitions.map(definitionJson),
          uses: term.uses.map((use) => places.toJson(use)),
        })),
        findings: findings.map(({ problem, term, others, ...place }) => ({
          code: problem,
          term,
          ...places.toJson(place),
          others: others.map((other) => places.toJson(other)),
        })),
      });
      return;
    }
    const header = ['Term', 'Defined in', 'Uses', 'Meaning'];
    const rows = listed.map((term) => [
      term.term.replace(/\s+/g, ' '),
      definedIn(term, places),
      String(term.uses.length),
      shortLine(term.definitions[0] === undefined ? '' : meaningOf(tree, term.definitions[0]), 70),
    ]);
    if (listed.length === 0) printLine(terminal, 'no defined terms');
    else for (const line of tableLines([header, ...rows])) printLine(terminal, line);
    if (findings.length > 0) printLine(terminal, '');
    for (const line of tableLines(findings.map((finding) => findingRow(finding, places)))) printLine(terminal, line);
  },
};

function definedIn({ definitions }: DefinedTerm, places: ClausePlaces): string {
  const [first, ...others] = definitions.map(({ clause }) => places.nameOf(clause));
  return others.length === 0 ? (first ?? '') : `${first} and ${others.length} more`;
}

function findingRow({ problem, term, others, clause }: DefinitionFinding, places: ClausePlaces): string[] {
  const elsewhere = others.map((other) => places.nameOf(other.clause));
  return [places.nameOf(clause), definitionSentence(problem, term.replace(/\s+/g, ' '), elsewhere)];
}
