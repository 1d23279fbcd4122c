import fc from 'fast-check';
import type {
  ClauseOutline,
  DocumentOutline,
  MatterOutline,
  PositionOutline,
  RoundOutline,
  TermOutline,
} from './snapshot.ts';

/**
 * Matters at random, with a secret in every field that the other side may not see. A secret is made of
 * words that begin with `zqx` and seven digits, so that one of them anywhere in a file for the other side is a leak, whole
 * or in pieces. Working drafts lie between exchanged ones, their words are earlier words with secrets
 * put in, and positions are now shared, now privileged.
 */

/** The seed of the memo's property tests; a run that fails prints it with its counterexample. */
export const seed = 20_261_124;

/** One word of any secret. */
export const secretWord = /zqx\d{7}/i;

const secret = fc
  .array(fc.integer({ min: 1_000_000, max: 9_999_999 }), { minLength: 1, maxLength: 9 })
  .map((numbers) => numbers.map((number) => `zqx${number}`).join(' '));
/** Secrets among words that anyone may know. */
const mixed = fc
  .tuple(fc.boolean(), secret)
  .map(([isAlone, words]) => (isAlone ? words : `we would accept ${words} in the end`));

const openWord = fc.constantFrom(
  ...[
    'the',
    'Supplier',
    'shall',
    'not',
    'pay',
    'fees',
    'within',
    '30',
    'days',
    'of',
    'notice,',
    'unless',
    'l\u2019article',
  ],
  ...['liability.', '(a)', '5,000', 'contract', 'year;', '<b>', '&amp;', '*', '~~', '\t', '\n', '\n\n', '\u00a0'],
);
export const openText = fc.array(openWord, { minLength: 3, maxLength: 24 }).map((words) => words.join(' '));

const day = fc
  .integer({ min: 0, max: 700 })
  .map((days) => new Date(Date.UTC(2025, 0, 1 + days)).toISOString().slice(0, 10));

const clauseNames = ['aaa', 'bbb', 'ccc'] as const;

function round(sides: number): fc.Arbitrary<RoundOutline> {
  return fc
    .record({
      by: fc.nat(sides - 1),
      wantsWorking: fc.boolean(),
      datedOn: day,
      hasFile: fc.boolean(),
      secret,
      clauses: fc.tuple(...clauseNames.map(() => fc.option(fc.tuple(fc.boolean(), openText, mixed), { freq: 5 }))),
    })
    .map(({ by, wantsWorking, datedOn, hasFile, secret, clauses }) => {
      const working = wantsWorking && by === 0;
      const present = clauses.flatMap((clause, index): [string, ClauseOutline][] => {
        if (clause === null) return [];
        const [isLabelled, text, ours] = clause;
        const label = isLabelled ? (working ? secret : `${index + 4}.2`) : null;
        return [[clauseNames[index] ?? '', { label, text: working ? `${text} ${ours}\n${text}` : text }]];
      });
      const file = hasFile ? (working ? `${secret}.docx` : 'draft.docx') : null;
      return { by, working, datedOn, file, noted: secret, clauses: Object.fromEntries(present) };
    });
}

function position(sides: number): fc.Arbitrary<PositionOutline> {
  return fc.record({
    by: fc.nat(sides - 1),
    recordedOn: day,
    stance: fc.constantFrom('accept', 'accept-if', 'open', 'oppose'),
    certainty: fc.constantFrom('stated', 'reported'),
    privileged: fc.boolean(),
    priority: fc.constantFrom(null, 'must', 'should', 'trade'),
    wanted: fc.oneof(mixed, mixed, fc.constant('')),
    source: mixed,
    redLine: mixed,
    reasons: mixed,
  });
}

/** Sides' current positions that the other side may see get words that it may see. */
function withSharedWords(positions: readonly PositionOutline[], words: string): PositionOutline[] {
  return positions.map((one, index) => {
    const isCurrent = !positions.slice(index + 1).some((later) => later.by === one.by);
    const isShown = isCurrent && one.privileged === false && (one.by === 0 || one.certainty === 'stated');
    return isShown ? { ...one, wanted: `shown ${words}`, source: `known from ${words}` } : one;
  });
}

function term(sides: number): fc.Arbitrary<TermOutline> {
  return fc
    .record({
      clause: fc.constantFrom(...clauseNames),
      origin: fc.constantFrom('derived' as const, 'manual' as const),
      title: mixed,
      heading: fc.option(secret),
      quote: fc.option(secret),
      status: fc.constantFrom('open', 'narrowing', 'parked', 'agreed', 'deadlocked'),
      owner: mixed,
      note: mixed,
      positions: fc.array(position(sides), { maxLength: 5 }),
      words: openText,
    })
    .map(({ words, positions, ...rest }) => ({ ...rest, positions: withSharedWords(positions, words) }));
}

function document(sides: number): fc.Arbitrary<DocumentOutline> {
  return fc
    .record({
      title: fc.constantFrom('Main agreement', 'Annex on <data> & security'),
      hidden: secret,
      language: fc.constantFrom('en', 'fr'),
      rounds: fc.array(round(sides), { maxLength: 6 }),
      terms: fc.array(term(sides), { maxLength: 4 }),
    })
    .map(({ title, hidden, language, rounds, terms }) => {
      const isUnsent = rounds.every((one) => one.working === true);
      const once = terms.filter(
        (one, index) =>
          one.origin === 'manual' ||
          terms.findIndex((other) => other.clause === one.clause && other.origin !== 'manual') === index,
      );
      return { title: isUnsent ? hidden : title, language, rounds, terms: once };
    });
}

export const randomMatter: fc.Arbitrary<MatterOutline> = fc.integer({ min: 2, max: 4 }).chain((sides) =>
  fc.record({
    title: fc.constantFrom('Hosting', 'Réseau & énergie', 'A <script>alert(1)</script> matter'),
    parties: fc.constant(['the Supplier', '<script>', 'the Grid & Co', 'l\u2019Office'].slice(0, sides)),
    madeOn: day,
    documents: fc.array(document(sides), { minLength: 1, maxLength: 2 }),
  }),
);
