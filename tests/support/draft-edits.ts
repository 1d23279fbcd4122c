import fc from 'fast-check';
import type { DraftBlock } from '../../core/docx/draft/draft-block.ts';
import type { Block, Paragraph, Run } from '../../core/model/content.ts';
import type { SourceBlock } from '../../core/model/source.ts';
import { normalBlocks } from '../../engine/normal-blocks.ts';

/** One thing that somebody does to a draft; `at` and `word` are taken modulo what there is. */
export interface DraftEdit {
  readonly kind: 'put' | 'drop' | 'replace' | 'mark' | 'link' | 'cut' | 'join' | 'new' | 'delete' | 'move';
  readonly at: number;
  readonly word: number;
  readonly words: string;
  readonly mark: 'bold' | 'italic' | 'underline' | 'strike';
}

export const draftEdits: fc.Arbitrary<readonly DraftEdit[]> = fc.array(
  fc.record({
    kind: fc.constantFrom<DraftEdit['kind']>(
      ...(['put', 'drop', 'replace', 'mark', 'link', 'cut', 'join', 'new', 'delete', 'move'] as const),
    ),
    at: fc.nat(10_000),
    word: fc.nat(200),
    words: fc.constantFrom(
      'thirty days',
      'the Vendor & its agents',
      'a\ttab',
      'two\nlines',
      ' ',
      'x',
      '“quoted” < 5 %',
    ),
    mark: fc.constantFrom('bold' as const, 'italic' as const, 'underline' as const, 'strike' as const),
  }),
  { minLength: 1, maxLength: 6 },
);

/** The reading of a file as a draft that nobody has edited yet. */
export function draftOf(blocks: readonly SourceBlock[]): DraftBlock[] {
  return blocks.map(({ block, source }) => ({ block, typed: '', source }));
}

/** The draft after the edits; kinds in `without` are left out. Paragraphs of notes are neither cut, joined, moved nor deleted. */
export function applyEdits(
  blocks: readonly DraftBlock[],
  edits: readonly DraftEdit[],
  without: ReadonlySet<DraftEdit['kind']> = new Set(),
): DraftBlock[] {
  let draft = [...blocks];
  for (const edit of edits) if (!without.has(edit.kind) && draft.length > 1) draft = applyEdit(draft, edit);
  return draft.map((each) => ({ ...each, block: normalBlocks([each.block])[0] as Block }));
}

function applyEdit(draft: DraftBlock[], edit: DraftEdit): DraftBlock[] {
  const at = edit.at % draft.length;
  const each = draft[at] as DraftBlock;
  const { block } = each;
  if (block.type === 'row') {
    const cell = edit.word % block.cells.length;
    const cells = block.cells.map(({ paragraphs }, index) =>
      index !== cell || paragraphs.length === 0
        ? { paragraphs }
        : { paragraphs: [editRuns(paragraphs[0] as Paragraph, edit), ...paragraphs.slice(1)] },
    );
    return draft.with(at, { ...each, block: { ...block, cells } });
  }
  const next = draft[at + 1];
  const isText = (other: DraftBlock | undefined) => other?.block.type === 'paragraph' && other.block.role === undefined;
  switch (edit.kind) {
    case 'cut': {
      const [before, after] = cutRuns(block.runs, place(block, edit));
      if (!isText(each) || !hasWords(before) || !hasWords(after)) return draft;
      const { label: _, ...facts } = block;
      return draft
        .with(at, { ...each, block: { ...block, runs: before } })
        .toSpliced(at + 1, 0, { block: { ...facts, runs: after }, typed: '', source: null });
    }
    case 'join': {
      if (!isText(each) || !isText(next) || next?.block.type !== 'paragraph') return draft;
      return draft
        .with(at, { ...each, block: { ...block, runs: [...block.runs, { text: ' ' }, ...next.block.runs] } })
        .toSpliced(at + 1, 1);
    }
    case 'new': {
      if (!isText(each) || (next !== undefined && !isText(next))) return draft;
      const { label: _, headingLevel: __, ...facts } = block;
      const runs = [{ text: `New: ${edit.words}` }, { text: ' and more', marks: [edit.mark] }];
      return draft.toSpliced(at + 1, 0, { block: { ...facts, runs }, typed: '', source: null });
    }
    case 'delete':
      return isText(each) ? draft.toSpliced(at, 1) : draft;
    case 'move': {
      if (!isText(each)) return draft;
      const rest = draft.toSpliced(at, 1);
      return rest.toSpliced(edit.word % rest.length, 0, each);
    }
    default:
      return draft.with(at, { ...each, block: editRuns(block, edit) });
  }
}

/** The paragraph with one of its words changed; it is never left without words. */
export function editRuns(paragraph: Paragraph, edit: DraftEdit): Paragraph {
  const from = place(paragraph, edit);
  const [before, rest] = cutRuns(paragraph.runs, from);
  const text = rest.map((run) => run.text).join('');
  const length = /^\s*\S+/.exec(text)?.[0].length ?? 0;
  const [word, after] = cutRuns(rest, length);
  const put = { ...before.at(-1), text: edit.words };
  const runs: Record<string, readonly Run[]> = {
    put: [...before, put, ...rest],
    replace: [...before, put, ...after],
    drop: [...before, ...after],
    mark: [...before, ...word.map((run) => ({ ...run, marks: [edit.mark] })), ...after],
    link: [...before, ...word.map((run) => ({ ...run, href: 'https://example.org/a?b=1&c' })), ...after],
  };
  const changed = runs[edit.kind] ?? runs.replace ?? [];
  return hasWords(changed) ? { ...paragraph, runs: changed } : paragraph;
}

function hasWords(runs: readonly Run[]): boolean {
  return runs.some(({ text }) => text.trim() !== '');
}

/** The beginning of a word. */
function place(paragraph: Paragraph, edit: DraftEdit): number {
  const text = paragraph.runs.map((run) => run.text).join('');
  const starts = [0, ...Array.from(text.matchAll(/\s(?=\S)/g), (match) => match.index + 1)];
  return starts[edit.word % starts.length] as number;
}

function cutRuns(runs: readonly Run[], at: number): [before: Run[], after: Run[]] {
  const before: Run[] = [];
  const after: Run[] = [];
  let from = 0;
  for (const run of runs) {
    const cut = Math.max(0, Math.min(run.text.length, at - from));
    if (cut > 0) before.push({ ...run, text: run.text.slice(0, cut) });
    if (cut < run.text.length) after.push({ ...run, text: run.text.slice(cut) });
    from += run.text.length;
  }
  return [before, after];
}
