import { z } from 'zod';
import { clauseKind } from '../../core/model/clause.ts';

/**
 * What is known of one contract, in numbers: none of its words are kept. Every place is the number of letters and digits
 * before it in the document's text (see letters.ts); ranges are half-open.
 */
const place = z.number().int().min(0);
const range = z.tuple([place, place]);

export const truthClause = z.object({
  at: place,
  /** As it would be cited at that place, without a final stop; absent when it has none. */
  label: z.string().optional(),
  kind: clauseKind,
  heading: range.optional(),
  /** Whether it has a heading, and where that ends, is a matter of taste. */
  anyHeading: z.literal(true).optional(),
});
export type TruthClause = z.infer<typeof truthClause>;

/** `free`: a finder may or may not report it; neither right nor wrong. */
export const truthDefinition = z.object({ term: range, free: z.literal(true).optional() });
export type TruthDefinition = z.infer<typeof truthDefinition>;

export const truthReference = z.object({
  at: range,
  /** Index of the clause pointed at; `external` for another document or a law; `dead` when nothing is there. */
  target: z.union([place, z.literal('external'), z.literal('dead')]),
  free: z.literal(true).optional(),
});
export type TruthReference = z.infer<typeof truthReference>;

export const truthContract = z.object({
  /** Path in the corpus. */
  file: z.string(),
  sha256: z.string().length(64),
  language: z.enum(['en', 'fr']),
  /** Letters and digits of the whole text. */
  letters: place,
  clauses: z.array(truthClause),
  /** Where a boundary is neither right nor wrong: from a place up to and with another. */
  free: z.array(range),
  definitions: z.array(truthDefinition),
  references: z.array(truthReference),
});
export type TruthContract = z.infer<typeof truthContract>;

/** The truth as JSON with one mark a line, so that a correction shows as one line. */
export function truthToJson(truth: TruthContract): string {
  const { clauses, free, definitions, references, ...head } = truth;
  const lines = Object.entries(head).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  for (const [key, marks] of Object.entries({ clauses, free, definitions, references })) {
    const rows = marks.map((mark) => `    ${spaced(mark)}`);
    lines.push(`  ${JSON.stringify(key)}: [${rows.length === 0 ? '' : `\n${rows.join(',\n')}\n  `}]`);
  }
  return `{\n${lines.join(',\n')}\n}\n`;
}

/** JSON on one line with the spaces that the formatter puts. */
function spaced(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spaced).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return `{ ${entries.map(([key, item]) => `${JSON.stringify(key)}: ${spaced(item)}`).join(', ')} }`;
}
