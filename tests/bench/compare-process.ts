import { readFileSync } from 'node:fs';
import { compareClauses } from '../../core/compare/compare.ts';
import type { ComparedClause } from '../../core/model/comparison.ts';

/**
 * A whole process, as beside `git diff --word-diff`: two texts are read, a clause a paragraph with its number typed, and
 * compared; what changed is written out in git's manner.
 */
const [aFile, bFile] = process.argv.slice(2) as [string, string];

function readClauses(file: string): ComparedClause[] {
  const paragraphs = readFileSync(file, 'utf8').trimEnd().split('\n\n');
  return paragraphs.map((paragraph) => {
    const label = /^(?:\d+\.\d*|\([a-z]\))(?= )/.exec(paragraph)?.[0] ?? null;
    const text = label === null ? paragraph : paragraph.slice(label.length + 1);
    const level = label === null ? 0 : label.startsWith('(') ? 2 : label.endsWith('.') ? 0 : 1;
    return { label, level, headingTo: 0, text, contentKey: text };
  });
}

const { rows } = compareClauses(readClauses(aFile), readClauses(bFile));
const marks = { equal: ['', ''], delete: ['[-', '-]'], insert: ['{+', '+}'] } as const;
const changed = rows.filter(({ kind }) => kind !== 'same' && kind !== 'renumbered');
const lines = changed.map(({ edits }) => edits.map(({ op, text }) => `${marks[op][0]}${text}${marks[op][1]}`).join(''));
process.stdout.write(`${lines.join('\n')}\n`);
if (process.argv.includes('--memory')) {
  process.stderr.write(`${process.resourceUsage().maxRSS / 1024}\n`);
}
