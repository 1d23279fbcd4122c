import fc from 'fast-check';
import { type Block, type Mark, marks, type Paragraph, type Run } from '../../core/model/content.ts';
import { contractText } from '../support/contract-text.ts';

const anyMarks: fc.Arbitrary<readonly Mark[]> = fc
  .subarray([...marks])
  .map((some) => marks.filter((mark) => some.includes(mark)));

const anyRun: fc.Arbitrary<Run> = fc
  .tuple(fc.oneof(contractText, fc.string()), anyMarks, fc.option(fc.webUrl(), { freq: 5 }))
  .map(([text, kept, href]) => ({
    text,
    ...(kept.length === 0 ? {} : { marks: kept }),
    ...(href === null ? {} : { href }),
  }));

const anyParagraph: fc.Arbitrary<Paragraph> = fc
  .record(
    {
      runs: fc.array(anyRun, { maxLength: 5 }),
      label: fc.constantFrom('(a)', '1.', '•'),
      listLevel: fc.integer({ min: 0, max: 8 }),
      headingLevel: fc.integer({ min: 0, max: 8 }),
      role: fc.constantFrom('footnote' as const, 'endnote' as const),
    },
    { requiredKeys: ['runs'] },
  )
  .map((fields) => ({ type: 'paragraph', ...fields }));

const anyRow: fc.Arbitrary<Block> = fc
  .array(fc.record({ paragraphs: fc.array(anyParagraph, { maxLength: 3 }) }), { minLength: 1, maxLength: 4 })
  .map((cells) => ({ type: 'row', cells }));

/** The blocks of a clause: any formatting, list items, notes, table rows; runs as a file has them, alike ones side by side too. */
export const anyBlocks: fc.Arbitrary<Block[]> = fc.array(fc.oneof({ weight: 3, arbitrary: anyParagraph }, anyRow), {
  minLength: 1,
  maxLength: 5,
});

/** Blocks with runs of equal formatting joined and empty ones left out: what an editor can tell apart. */
export function joined(blocks: readonly Block[]): Block[] {
  return blocks.map((block) =>
    block.type === 'paragraph'
      ? joinedParagraph(block)
      : { ...block, cells: block.cells.map((cell) => ({ paragraphs: cell.paragraphs.map(joinedParagraph) })) },
  );
}

function joinedParagraph(paragraph: Paragraph): Paragraph {
  const runs: Run[] = [];
  for (const run of paragraph.runs) {
    const last = runs.at(-1);
    if (run.text === '') continue;
    if (last !== undefined && last.href === run.href && String(last.marks ?? '') === String(run.marks ?? '')) {
      runs[runs.length - 1] = { ...last, text: last.text + run.text };
    } else runs.push(run);
  }
  return { ...paragraph, runs };
}
