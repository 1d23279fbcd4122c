import { type Block, marks, type Paragraph, type Run } from '../core/model/content.ts';

/**
 * Blocks in the one form that content is addressed by: no empty runs, no two neighbouring runs with
 * the same formatting, marks in their order and absent when there are none. An editor splits runs as
 * it likes; without this the same words in the same formatting would have several hashes.
 */
export function normalBlocks(blocks: readonly Block[]): Block[] {
  return blocks.map((block) =>
    block.type === 'paragraph'
      ? normalParagraph(block)
      : {
          type: 'row',
          cells: block.cells.map((cell) => ({ paragraphs: cell.paragraphs.map(normalParagraph) })),
        },
  );
}

function normalParagraph(paragraph: Paragraph): Paragraph {
  const runs: Run[] = [];
  for (const run of paragraph.runs.map(normalRun)) {
    const last = runs.at(-1);
    if (run.text === '') continue;
    if (last !== undefined && hasSameFormat(last, run)) runs[runs.length - 1] = { ...last, text: last.text + run.text };
    else runs.push(run);
  }
  return { ...paragraph, runs };
}

function normalRun(run: Run): Run {
  const sorted = marks.filter((mark) => run.marks?.includes(mark));
  return {
    text: run.text,
    ...(sorted.length === 0 ? {} : { marks: sorted }),
    ...(run.href === undefined ? {} : { href: run.href }),
  };
}

function hasSameFormat(a: Run, b: Run): boolean {
  return a.href === b.href && (a.marks ?? []).join() === (b.marks ?? []).join();
}
