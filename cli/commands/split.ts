import type { Command } from '../command.ts';
import { type ClauseJson, clauseToJson, readContract } from '../contract-file.ts';
import { noteLine } from '../note-line.ts';
import { printJson, printLine } from '../terminal.ts';

/** `parley split`: the clause tree of a file. */
export const split: Command = {
  name: 'split',
  usage: 'FILE [--json]',
  summary: 'the clause tree of a contract',
  positionals: ['FILE'],
  options: {},
  async run(args, terminal) {
    const contract = readContract(args.positional(0));
    const clauses = contract.tree.clauses.map(clauseToJson);
    if (args.flag('json')) {
      printJson(terminal, {
        schema: 'parley.split/1',
        file: { name: contract.name, sha256: contract.sha256, format: contract.source.format },
        language: contract.tree.language,
        notes: contract.source.notes,
        clauses,
      });
      return;
    }
    for (const clause of clauses) printLine(terminal, outlineLine(clause));
    for (const note of contract.source.notes) {
      printLine(terminal, noteLine(note));
    }
  },
};

function outlineLine(clause: ClauseJson): string {
  const words = clause.heading ?? firstWords(clause.text);
  return `${'  '.repeat(clause.level)}${[clause.label, words].filter(Boolean).join('  ') || '·'}  [${clause.kind}]`;
}

function firstWords(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= 72 ? line : `${line.slice(0, 71)}…`;
}
