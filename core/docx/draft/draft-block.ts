import type { Block, Paragraph, Run, SourceRange, TableRow } from '../../model/content.ts';

/** A block of a draft and the place in the original that it descends from. */
export interface DraftBlock {
  readonly block: Block;
  /** The characters typed before its words, such as `4.2 `, which drafts keep apart from them. */
  readonly typed: string;
  /** A range that the reading of the original names; `null` for a block that is new. */
  readonly source: SourceRange | null;
}

/** A paragraph's runs without empty ones and with equal neighbours joined. */
export function joinRuns(runs: readonly Run[]): readonly Run[] {
  const joined: Run[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (run.text === '') continue;
    if (last !== undefined && hasSameLook(last, run))
      joined[joined.length - 1] = { ...last, text: last.text + run.text };
    else joined.push(run);
  }
  return joined;
}

/** The words and their looks alone: equal for paragraphs that are written alike. */
export function runsKey(paragraph: Paragraph): string {
  return JSON.stringify(joinRuns(paragraph.runs).map(({ text, marks, href }) => [text, marks ?? [], href ?? null]));
}

/** As `runsKey`, of a paragraph or a row. */
export function blockKey(block: Block): string {
  if (block.type === 'paragraph') return `${block.role ?? ''}${runsKey(block)}`;
  return JSON.stringify(block.cells.map(({ paragraphs }) => paragraphs.map(runsKey)));
}

/** Whether two blocks have the same key; quick where their runs are the same. */
export function saysAlike(a: Block, b: Block): boolean {
  if (a === b) return true;
  if (a.type === 'paragraph' && b.type === 'paragraph' && a.role === b.role && hasSameRuns(a.runs, b.runs)) return true;
  return blockKey(a) === blockKey(b);
}

function hasSameRuns(a: readonly Run[], b: readonly Run[]): boolean {
  if (a.length !== b.length) return false;
  return a.every((run, index) => run.text === b[index]?.text && hasSameLook(run, b[index]));
}

/** The draft's paragraph as it stands in a file: with the typed characters, which look as they do in the original. */
export function withTyped(block: Block, typed: string, original: Block | null): Block {
  if (typed === '') return block;
  if (block.type === 'row') return rowWithTyped(block, typed, original);
  return { ...block, runs: joinRuns([...typedRuns(typed, original), ...block.runs]) };
}

/** A row's typed characters stand at its very beginning. */
function rowWithTyped(row: TableRow, typed: string, original: Block | null): TableRow {
  const [first, ...others] = row.cells;
  const [lead, ...rest] = first?.paragraphs ?? [];
  if (lead === undefined) return row;
  const from = original?.type === 'row' ? (original.cells[0]?.paragraphs[0] ?? null) : null;
  const whole = { ...lead, runs: joinRuns([...typedRuns(typed, from), ...lead.runs]) };
  return { ...row, cells: [{ paragraphs: [whole, ...rest] }, ...others] };
}

function typedRuns(typed: string, original: Block | null): readonly Run[] {
  if (original?.type !== 'paragraph') return [{ text: typed }];
  const runs: Run[] = [];
  let left = typed;
  for (const run of original.runs) {
    if (left === '') break;
    const text = run.text.slice(0, left.length);
    if (!left.startsWith(text)) return [{ text: typed }];
    runs.push({ ...run, text });
    left = left.slice(text.length);
  }
  return left === '' ? runs : [{ text: typed }];
}

function hasSameLook(a: Run, b: Run): boolean {
  if (a.href !== b.href) return false;
  return a.marks === b.marks || (a.marks ?? []).join() === (b.marks ?? []).join();
}
