import { checkContract, type Finding, findingAreas } from '../../core/contract/check-contract.ts';
import { parseVagueWords } from '../../core/contract/vague-words.ts';
import { readSourceFile } from '../../engine/source-file.ts';
import { ClausePlaces } from '../clause-place.ts';
import type { Command } from '../command.ts';
import { fieldReferencesOf, readContract } from '../contract-file.ts';
import { findingSentence } from '../finding-sentence.ts';
import { tableLines } from '../table.ts';
import { printJson, printLine } from '../terminal.ts';

/** `parley check`: everything in a contract that a reader should look at. */
export const check: Command = {
  name: 'check',
  usage: `FILE [--only ${findingAreas.join('|')}] [--vague-words LIST] [--json]`,
  summary:
    'what to look at in a contract: terms not defined or not used, dead references, figures that disagree, vague words',
  positionals: ['FILE'],
  options: { only: { type: 'string' }, 'vague-words': { type: 'string' } },
  async run(args, terminal) {
    const contract = readContract(args.positional(0));
    const { name, sha256, source, tree } = contract;
    const only = args.find('only') === null ? null : args.choice('only', findingAreas);
    const list = args.find('vague-words');
    const vagueWords = list === null ? {} : { vagueWords: parseVagueWords(textOf(list)) };
    const fields = fieldReferencesOf(contract);
    const found = checkContract(tree, { ...vagueWords, fields }).filter(({ area }) => only === null || area === only);
    const places = new ClausePlaces(tree);
    if (args.flag('json')) {
      printJson(terminal, {
        schema: 'parley.check/1',
        file: { name, sha256, format: source.format },
        language: tree.language,
        counts: countsOf(found),
        findings: found.map(({ area, code, words, details, others, ...place }) => ({
          area,
          code,
          ...places.toJson(place),
          words,
          details,
          others: others.map((other) => places.toJson(other)),
        })),
      });
      return;
    }
    const rows = found.map((finding) => {
      const elsewhere = finding.others.map(({ clause }) => places.nameOf(clause));
      return [places.nameOf(finding.clause), finding.code, findingSentence(finding, elsewhere)];
    });
    for (const line of tableLines(rows)) printLine(terminal, line);
    const counts = Object.entries(countsOf(found)).map(([code, count]) => `${count} ${code}`);
    printLine(
      terminal,
      found.length === 0
        ? 'nothing found'
        : `${found.length} ${found.length === 1 ? 'finding' : 'findings'}: ${counts.join(', ')}`,
    );
  },
};

/** Throws `io` when the list cannot be read. */
function textOf(path: string): string {
  return new TextDecoder().decode(readSourceFile(path).bytes);
}

function countsOf(found: readonly Finding[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { code } of found) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}
