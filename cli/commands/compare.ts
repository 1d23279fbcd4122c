import { compareClauses } from '../../core/compare/compare.ts';
import { verifyComparison } from '../../core/compare/verify.ts';
import { type ComparedRow, type ComparisonSummary, rowKinds } from '../../core/model/comparison.ts';
import { writeWhole } from '../../engine/write-whole.ts';
import type { Command } from '../command.ts';
import { comparisonToHtml } from '../comparison-html.ts';
import { type ClauseJson, type ContractFile, clauseToJson, readContract, toComparedClause } from '../contract-file.ts';
import { printJson, printLine, type Terminal } from '../terminal.ts';

/** A row of `compare --json`; see docs/json.md. */
export interface RowJson
  extends Pick<ComparedRow, 'kind' | 'moved' | 'renumbered' | 'reformatted' | 'substance' | 'edits'> {
  readonly a: ClauseJson | null;
  readonly b: ClauseJson | null;
  /** Of a split the clauses of B, of a merge those of A; empty otherwise. */
  readonly parts: readonly ClauseJson[];
}

/** `parley compare`: two files, clause by clause and word by word. */
export const compare: Command = {
  name: 'compare',
  usage: 'A B [--json] [--out FILE.html]',
  summary: 'what changed from A to B, by clause and word',
  positionals: ['A', 'B'],
  options: { out: { type: 'string' } },
  async run(args, terminal) {
    const a = readContract(args.positional(0));
    const b = readContract(args.positional(1));
    const aClauses = a.tree.clauses.map(toComparedClause);
    const bClauses = b.tree.clauses.map(toComparedClause);
    const comparison = compareClauses(aClauses, bClauses);
    verifyComparison(comparison, aClauses, bClauses);
    const rows = comparison.rows.map((row) => rowToJson(row, a, b));

    const out = args.find('out');
    if (out !== null) writeWhole(out, comparisonToHtml(a.name, b.name, b.tree.language, comparison.summary, rows));
    if (args.flag('json')) {
      printJson(terminal, {
        schema: 'parley.compare/1',
        a: fileToJson(a),
        b: fileToJson(b),
        summary: comparison.summary,
        rows,
      });
    } else {
      printRows(terminal, rows, comparison.summary);
    }
  },
};

function rowToJson(row: ComparedRow, a: ContractFile, b: ContractFile): RowJson {
  const { kind, moved, renumbered, reformatted, substance, edits } = row;
  const parts = row.parts.flatMap((index) => clauseAt(kind === 'split' ? b : a, index) ?? []);
  const sides = { a: clauseAt(a, row.a), b: clauseAt(b, row.b), parts };
  return { kind, moved, renumbered, reformatted, substance, ...sides, edits };
}

function clauseAt(contract: ContractFile, index: number | null): ClauseJson | null {
  const clause = index === null ? undefined : contract.tree.clauses[index];
  return clause === undefined || index === null ? null : clauseToJson(clause, index);
}

function fileToJson(contract: ContractFile) {
  return {
    name: contract.name,
    sha256: contract.sha256,
    format: contract.source.format,
    language: contract.tree.language,
    notes: contract.source.notes,
  };
}

function printRows(terminal: Terminal, rows: readonly RowJson[], summary: ComparisonSummary): void {
  for (const row of rows) {
    if (row.kind === 'same' && !row.reformatted) continue;
    const label = row.b?.label ?? row.a?.label ?? '';
    const from = row.renumbered ? ` (was ${row.a?.label ?? 'unnumbered'})` : '';
    const parts = row.parts.length === 0 ? '' : ` (${row.kind === 'split' ? 'into' : 'from'} ${labelsOf(row.parts)})`;
    printLine(terminal, `${row.kind}${row.reformatted ? ' (formatting)' : ''}  ${label}${from}${parts}`);
    if (row.kind !== 'renumbered' && row.kind !== 'same') {
      printLine(terminal, `  ${row.edits.map(editToText).join('').replaceAll('\n', '\n  ')}`);
    }
  }
  const counts = rowKinds
    .filter((kind) => summary[kind] > 0 || (kind !== 'split' && kind !== 'merged'))
    .map((kind) => `${summary[kind]} ${kind}`)
    .join(', ');
  printLine(terminal, `${counts}; ${summary.wordsInserted} words in, ${summary.wordsDeleted} words out`);
  if (!summary.substance) printLine(terminal, 'No change of substance.');
}

function labelsOf(clauses: readonly ClauseJson[]): string {
  return clauses.map(({ label }) => label ?? 'unnumbered').join(', ');
}

function editToText(edit: { op: string; text: string }): string {
  if (edit.op === 'insert') return `{+${edit.text}+}`;
  if (edit.op === 'delete') return `[-${edit.text}-]`;
  return edit.text;
}
