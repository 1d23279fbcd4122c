import fc from 'fast-check';
import type { ComparedClause, WordEdit } from '../../core/model/comparison.ts';

/** The seed of every property test of compare; a run that fails prints it with its counterexample. */
export const seed = 20_261_123;

const pieces = [
  ...[
    'the',
    'Vendor',
    'shall',
    'may',
    'not',
    'fees',
    'costs',
    "Vendor's",
    'l’',
    'article',
    'third-party',
    'thirty',
    '30',
    '1,000.50',
  ],
  ...[' ', ' ', ' ', ' ', '  ', '\u00a0', '\n', '\t', ',', '.', ';', '(', ')', '“', '”', '«', '»', '—', '😀', '契'],
] as const;

/** Text out of few words, so that the two sides of a comparison share many. */
export const contractText = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(''));

/** Any UTF-16 at all, halves of surrogate pairs included, and text like a contract's. */
export const anyText = fc.oneof(
  contractText,
  fc.string({ unit: 'binary' }),
  fc.array(fc.nat(0xffff), { maxLength: 30 }).map((codes) => String.fromCharCode(...codes)),
);

/** Two texts, the second often made from the first by a few changes. */
export const textPair = fc.oneof(
  fc.tuple(anyText, anyText),
  fc
    .tuple(
      fc.array(fc.constantFrom(...pieces), { maxLength: 60 }),
      fc.array(fc.tuple(fc.nat(60), fc.nat(4), fc.constantFrom(...pieces)), { maxLength: 5 }),
    )
    .map(([parts, changes]) => {
      const changed: string[] = [...parts];
      for (const [at, removed, added] of changes) changed.splice(at, removed, added);
      return [parts.join(''), changed.join('')] as const;
    }),
);

/** Edits in one line: `[-deleted-]`, `{+inserted+}`. */
export function showEdits(edits: readonly WordEdit[]): string {
  return edits
    .map(({ op, text }) => (op === 'equal' ? text : op === 'delete' ? `[-${text}-]` : `{+${text}+}`))
    .join('');
}

/** A clause to compare: `4.2 Fees. The Customer …` as label, words, and how much of them is the heading. */
export function clause(
  label: string | null,
  text: string,
  options: { level?: number; headingTo?: number } = {},
): ComparedClause {
  return { label, text, level: options.level ?? 0, headingTo: options.headingTo ?? 0, contentKey: text };
}
