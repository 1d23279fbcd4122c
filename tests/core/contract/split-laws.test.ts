import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { documentText } from '../../../core/contract/document-text.ts';
import { readMarkdown } from '../../../core/contract/read-markdown.ts';
import { readText } from '../../../core/contract/read-text.ts';
import { splitContract } from '../../../core/contract/split-contract.ts';
import { clauseText, joinClauses } from '../../../core/model/clause.ts';
import { type Block, marks, type Paragraph } from '../../../core/model/content.ts';
import type { SourceDocument } from '../../../core/model/source.ts';
import { testPlatform } from '../../support/platform.ts';
import { expectLaws } from './outline-text.ts';

/** A failing run prints the seed with its counterexample. */
const seed = 20_260_331;

const labels = [
  ...[
    '1. ',
    '2. ',
    '1.1 ',
    '1.2. ',
    '4.2 ',
    '10.',
    '(a) ',
    '(b) ',
    '(i) ',
    '(ii)',
    '(A) ',
    'a) ',
    'A. ',
    'I. ',
    'II – ',
    '1° ',
  ],
  ...[
    'Article 1er',
    'ARTICLE II – ',
    'Article 3. ',
    'Section 2.03 ',
    '§ 5 ',
    'Titre I',
    'Exhibit A',
    'ANNEXE 1 : ',
    '- ',
    '• ',
    '',
  ],
];
const words = [
  ...[
    'The Vendor shall deliver.',
    'Bulk data. The Models.',
    'DEFINITIONS',
    '“Term” means a term;',
    'and',
    'Objet',
    'RECITALS',
  ],
  ...[
    'WHEREAS, it is so;',
    'IN WITNESS WHEREOF',
    'By: ____',
    'TABLE OF CONTENTS',
    'Definitions ........ 3',
    '12',
    'of this Agreement',
  ],
  ...[
    'Livrable : un document',
    'Entre les soussignés',
    'a line that breaks off in the middle of a sentence without any stop at',
    '',
  ],
];
const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.string({ maxLength: 40 }));
const contractWords = fc.tuple(fc.constantFrom(...labels), fc.constantFrom(...words)).map((parts) => parts.join(''));
const runText = fc.oneof({ weight: 4, arbitrary: contractWords }, { weight: 1, arbitrary: anyText });

const run = fc.record({ text: runText, marks: fc.subarray([...marks]) }).map(({ text, marks: own }) => ({
  text,
  ...(own.length > 0 ? { marks: own } : {}),
}));
const paragraph: fc.Arbitrary<Paragraph> = fc
  .record(
    {
      runs: fc.array(run, { maxLength: 3 }),
      label: fc.constantFrom('1.', '1.1', '(a)', '(i)', '•', 'Article 2', '?', ''),
      listLevel: fc.integer({ min: 0, max: 8 }),
      headingLevel: fc.integer({ min: 0, max: 8 }),
      role: fc.constantFrom('footnote' as const, 'endnote' as const),
    },
    { requiredKeys: ['runs'] },
  )
  .map((parts) => ({ type: 'paragraph', ...parts }));
const block: fc.Arbitrary<Block> = fc.oneof(
  { weight: 9, arbitrary: paragraph },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.record({ paragraphs: fc.array(paragraph, { maxLength: 2 }) }), { maxLength: 3 })
      .map((cells) => ({ type: 'row' as const, cells })),
  },
);
const document: fc.Arbitrary<SourceDocument> = fc.record({
  format: fc.constantFrom('docx' as const, 'markdown' as const, 'text' as const),
  notes: fc.constant([]),
  blocks: fc
    .array(fc.tuple(block, fc.option(fc.constantFrom('Title', 'Heading 1', 'TOC 2', 'Normal'), { nil: null })), {
      maxLength: 30,
    })
    .map((blocks) =>
      blocks.map(([each, style], from) => ({
        block: each,
        source: { part: '', from, to: from + 1 },
        ...(style === null ? {} : { style }),
      })),
    ),
});

const english = 'The Vendor shall do this for the Department under the Agreement.';
const french = 'Le Fournisseur fait cela pour le Ministère dans le cadre du contrat.';
const inTwoLanguages: fc.Arbitrary<SourceDocument> = fc
  .record({
    isTable: fc.boolean(),
    pairs: fc.array(fc.tuple(contractWords, contractWords, fc.option(block, { freq: 6 })), {
      minLength: 4,
      maxLength: 20,
    }),
  })
  .map(({ isTable, pairs }) => {
    const plain = (text: string): Paragraph => ({ type: 'paragraph', runs: [{ text }] });
    const blocks = pairs.flatMap(([first, second, other]): Block[] => {
      const texts = [plain(`${first} ${english}`), plain(`${second} ${french}`)];
      const pair: Block[] = isTable ? [{ type: 'row', cells: texts.map((text) => ({ paragraphs: [text] })) }] : texts;
      return other === null ? pair : [...pair, other];
    });
    return {
      format: 'docx' as const,
      notes: [],
      blocks: blocks.map((each, from) => ({ block: each, source: { part: '', from, to: from + 1 } })),
    };
  });

describe('the law of splitting', () => {
  test('a document in two languages, in columns or in turns', () => {
    fc.assert(
      fc.property(inTwoLanguages, (source) => expectLaws(source, splitContract(source))),
      { seed, numRuns: 300 },
    );
  });

  test('any document joined again is its text, every block once and in order, in a tree', () => {
    fc.assert(
      fc.property(document, (source) => expectLaws(source, splitContract(source))),
      { seed, numRuns: 1_500 },
    );
  });

  test('text and Markdown of any kind', () => {
    const line = fc.oneof(
      { weight: 5, arbitrary: contractWords },
      { weight: 1, arbitrary: anyText },
      { weight: 1, arbitrary: fc.constantFrom('', '   ', '# ', '> ', '| a | b |', '---') },
    );
    const platform = testPlatform();
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 40 }),
        fc.constantFrom('\n', '\n\n', '\r\n', '   ', '  \n'),
        (lines, end) => {
          const file = {
            name: 'contract',
            bytes: new TextEncoder().encode(`x\n\n${lines.join(end).replaceAll('\0', '')}`),
          };
          for (const read of [readText, readMarkdown]) {
            const source = read(file, platform);
            expectLaws(source, splitContract(source));
            let at = 0;
            for (const { source: range } of source.blocks) {
              expect(range.from).toBeGreaterThanOrEqual(at);
              expect(range.to).toBeGreaterThanOrEqual(range.from);
              at = range.from;
            }
          }
        },
      ),
      { seed, numRuns: 400 },
    );
  });

  test('every character of a text file that is no white space is in its clauses, in order', () => {
    const platform = testPlatform();
    fc.assert(
      fc.property(fc.array(fc.oneof(contractWords, anyText), { minLength: 1, maxLength: 30 }), (lines) => {
        const text = `x\n${lines.join('\n').replaceAll('\0', '')}`;
        const source = readText({ name: 'contract.txt', bytes: new TextEncoder().encode(text) }, platform);
        const words = splitContract(source)
          .clauses.map((clause) => clause.prefix + clauseText(clause))
          .join('\n');
        const decoded = new TextDecoder().decode(new TextEncoder().encode(text));
        expect(words.replace(/\s+/g, '')).toBe(decoded.replace(/\s+/g, ''));
      }),
      { seed, numRuns: 400 },
    );
  });
});

describe('hostile input ends', () => {
  // Each would run for minutes if any step were more than linear in it, and the test run has a limit.
  const many = 300_000;
  test.each([
    ['brackets', '('.repeat(many)],
    ['numbers in one line', '1.1.'.repeat(many)],
    ['numbers in lines', '1.1\n'.repeat(many / 4)],
    ['the same letter', '(a) x\n\n'.repeat(many / 8)],
    ['lists in lists', '(a) x:\n\n(1) y:\n\n'.repeat(many / 16)],
    ['white space inside a line', `x${' '.repeat(many)}1. Foo`],
    ['wide gaps', 'End.    Next '.repeat(many / 8)],
    ['capitals', 'A '.repeat(many)],
    ['quotes', '“'.repeat(many)],
    ['numerals', 'i'.repeat(many)],
    [
      'a table of contents that never comes back',
      Array.from({ length: many / 20 }, (_, i) => `Title ${i % 7}`).join('\n\n'),
    ],
    ['dots', `Contents\n\n${'. '.repeat(many)}`],
    ['nested bullets', Array.from({ length: 4_000 }, (_, i) => `${' '.repeat((i % 40) * 2)}- x`).join('\n')],
    ['open emphasis', '**a '.repeat(many / 10)],
    ['open comments', '<!-- '.repeat(many / 10)],
    ['open links', '[a]('.repeat(many / 30)],
    ['headings over headings', '# A\n\n## B\n\n'.repeat(many / 20)],
  ])('%s', (_, text) => {
    const platform = testPlatform();
    const file = { name: 'contract', bytes: new TextEncoder().encode(text) };
    for (const read of [readText, readMarkdown]) {
      const source = read(file, platform);
      const { clauses } = splitContract(source);
      expect(joinClauses(clauses) === documentText(source)).toBe(true);
    }
  });
});
