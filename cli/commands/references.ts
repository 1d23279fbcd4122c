import { alignClauses } from '../../core/compare/align.ts';
import { type BrokenReference, brokenReferences } from '../../core/contract/broken-references.ts';
import { listReferences, type Reference } from '../../core/contract/references.ts';
import { clauseText } from '../../core/model/clause.ts';
import { headingText } from '../../core/model/content.ts';
import type { Command } from '../command.ts';
import { type ContractFile, fieldReferencesOf, readContract, toComparedClause } from '../contract-file.ts';
import { printJson, printLine } from '../terminal.ts';

/** `parley references`: where a contract points, what is wrong with it, and what a new draft broke. */
export const references: Command = {
  name: 'references',
  usage: 'FILE [--before FILE] [--json]',
  summary:
    'the cross-references of a contract: dead ones, wrong titles, and, against an earlier draft, what renumbering broke',
  positionals: ['FILE'],
  options: { before: { type: 'string' } },
  async run(args, terminal) {
    const contract = readContract(args.positional(0));
    const listed = listReferences(contract.tree, fieldReferencesOf(contract));
    const beforePath = args.find('before');
    const before = beforePath === null ? null : readContract(beforePath);
    const broken = before === null ? [] : listBroken(before, contract);
    if (args.flag('json')) {
      printJson(terminal, {
        schema: 'parley.references/1',
        file: { name: contract.name, sha256: contract.sha256, format: contract.source.format },
        before: before === null ? null : { name: before.name, sha256: before.sha256, format: before.source.format },
        language: contract.tree.language,
        references: listed.map((reference) => referenceToJson(contract, reference)),
        broken: broken.map((found) => brokenToJson(contract, before as ContractFile, found)),
      });
      return;
    }
    for (const reference of listed) printLine(terminal, referenceLine(contract, reference));
    for (const found of broken) printLine(terminal, brokenLine(contract, found));
    const wrong = listed.filter(({ reason }) => reason !== undefined && reason !== 'external').length;
    printLine(
      terminal,
      `${listed.length} references, ${wrong} to look at${before === null ? '' : `, ${broken.length} broken since ${before.name}`}.`,
    );
  },
};

function listBroken(before: ContractFile, after: ContractFile): BrokenReference[] {
  const rows = alignClauses(before.tree.clauses.map(toComparedClause), after.tree.clauses.map(toComparedClause));
  return brokenReferences(before.tree, after.tree, rows);
}

function referenceToJson(contract: ContractFile, reference: Reference): unknown {
  const { clause, from, to, target, kind, reason, title } = reference;
  return {
    clause: clauseId(clause),
    from,
    to,
    text: wordsOf(contract, reference),
    kind,
    target: target === null ? null : clauseId(target),
    reason: reason ?? null,
    title: title ?? null,
  };
}

function brokenToJson(contract: ContractFile, before: ContractFile, found: BrokenReference): unknown {
  const { reference, meantBefore, meansNow, repair } = found;
  return {
    ...(referenceToJson(contract, reference) as object),
    meantBefore: { id: clauseId(meantBefore), label: before.tree.clauses[meantBefore]?.label ?? null },
    meansNow: meansNow === null ? null : clauseId(meansNow),
    repair: repair === null ? null : { from: repair.from, to: repair.to, text: repair.text },
  };
}

const reasons = {
  dead: 'nothing has that number',
  external: 'outside the contract',
  'title-differs': 'the title is another one',
  'part-missing': 'the clause is there, the part cited is not',
  'lost-field': 'the field lost its target',
  'stale-number': 'the field shows the number of another clause',
} as const;

function referenceLine(contract: ContractFile, reference: Reference): string {
  const { target, reason, title } = reference;
  const words = wordsOf(contract, reference).replace(/\s+/g, ' ');
  const where = target === null ? '' : ` → ${clauseName(contract, target)}`;
  const called = title === undefined ? '' : ` (${title})`;
  const why = reason === undefined ? '' : `  [${reasons[reason]}]`;
  return `${clauseName(contract, reference.clause)}: ${words}${called}${where}${why}`;
}

function brokenLine(contract: ContractFile, { reference, meansNow, repair }: BrokenReference): string {
  const words = wordsOf(contract, reference).replace(/\s+/g, ' ');
  const meant = meansNow === null ? 'its clause is gone' : `it meant ${clauseName(contract, meansNow)}`;
  const offer = repair === null ? '' : `; write ${repair.text}`;
  return `broken: ${clauseName(contract, reference.clause)}: ${words}: ${meant}${offer}`;
}

function wordsOf({ tree }: ContractFile, { clause, from, to }: Reference): string {
  const node = tree.clauses[clause];
  return node === undefined ? '' : clauseText(node).slice(from, to);
}

function clauseName({ tree }: ContractFile, index: number): string {
  const clause = tree.clauses[index];
  if (clause === undefined) return clauseId(index);
  const heading = headingText(clause)?.replace(/\s+/g, ' ').slice(0, 60) ?? '';
  return [clause.label, heading].filter(Boolean).join(' ') || clauseId(index);
}

function clauseId(index: number): string {
  return `c${index + 1}`;
}
