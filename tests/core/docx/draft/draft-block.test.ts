import { expect, test } from 'vitest';
import { withTyped } from '../../../../core/docx/draft/draft-block.ts';
import type { Run, TableRow } from '../../../../core/model/content.ts';

function row(...runs: readonly Run[]): TableRow {
  return {
    type: 'row',
    cells: [
      {
        paragraphs: [
          { type: 'paragraph', runs },
          { type: 'paragraph', runs: [{ text: 'Below.' }] },
        ],
      },
      { paragraphs: [] },
    ],
  };
}

test('what was typed before the words of a row stands at its beginning again, and looks as it did', () => {
  const original = row({ text: 'Annex A: ', marks: ['bold'] }, { text: 'Data' });
  expect(withTyped(row({ text: 'More data' }), 'Annex A: ', original)).toEqual(
    row({ text: 'Annex A: ', marks: ['bold'] }, { text: 'More data' }),
  );
  expect(withTyped(row({ text: 'Data' }), 'Annex A: ', null)).toEqual(row({ text: 'Annex A: Data' }));
});
