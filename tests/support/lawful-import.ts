import { expect } from 'vitest';
import { projectEdits } from '../../core/compare/verify.ts';
import { importText, makeMatter, openTestEngine, wordsOf } from './engine.ts';
import { editContract, generateContract, toMarkdown } from './generate-contract.ts';

/** Imports three rounds of a generated contract and checks what must hold of each draft and each pair of drafts. */
export async function lawfulImport({ pages, seed }: { readonly pages: number; readonly seed: number }): Promise<void> {
  const engine = openTestEngine();
  const matter = await makeMatter(engine);
  let contract = generateContract({ seed, pages });
  const drafts = [];
  for (const round of [1, 2, 3]) {
    const text = toMarkdown(contract);
    const imported = await importText(engine, matter, round % 2 === 1 ? 'ours' : 'theirs', text, { name: 'round.md' });
    const { clauses } = await engine.ask('draft.get', { draftId: imported.draft.id });
    expect(new Set(clauses.map((clause) => clause.clauseId)).size).toBe(clauses.length);
    expect(clauses.map((clause) => clause.prefix + wordsOf(clause)).join('\n')).toBe(
      text.replace(/^#+ /gm, '').trim().replace(/\n\n/g, '\n'),
    );
    drafts.push({ id: imported.draft.id, clauses });
    contract = editContract(contract, { seed: seed + round, touched: 0.33 });
  }
  for (const a of drafts) {
    for (const b of drafts) {
      const { rows } = await engine.ask('draft.compare', { aDraftId: a.id, bDraftId: b.id });
      const sideA = [...rows].filter((row) => row.a !== null).sort((x, y) => (x.a?.index ?? 0) - (y.a?.index ?? 0));
      expect(sideA.map((row) => projectEdits(row.edits, 'a'))).toEqual(a.clauses.map(wordsOf));
      const sideB = rows.filter((row) => row.b !== null);
      expect(sideB.map((row) => projectEdits(row.edits, 'b'))).toEqual(b.clauses.map(wordsOf));
    }
  }
}
