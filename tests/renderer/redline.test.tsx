// @vitest-environment jsdom
import { cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { WordEdit } from '../../core/model/comparison.ts';
import type { Block } from '../../core/model/content.ts';
import type { PartyId } from '../../core/model/ids.ts';
import { TextProvider } from '../../renderer/i18n/text.tsx';
import { type Line, plainLines, redlineLines } from '../../renderer/matter/sheet/clause-lines.ts';
import type { Highlight } from '../../renderer/matter/sheet/highlights.ts';
import { Lines } from '../../renderer/matter/sheet/Lines.tsx';

afterEach(cleanup);

const sides = { partyOf: () => undefined, nameOf: () => 'the Department', classOf: () => 'side-1' };

function show(lines: readonly Line[], currentChange: number | null = null): void {
  render(
    <TextProvider language="en">
      <Lines lines={lines} sides={sides} currentChange={currentChange} />
    </TextProvider>,
  );
}

function redline(a: readonly Block[] | null, b: readonly Block[] | null, edits: readonly WordEdit[]): Line[] {
  const content = (blocks: readonly Block[] | null) => (blocks === null ? null : { headingTo: 0, blocks });
  return redlineLines(content(a), content(b), edits);
}

const paragraph = (text: string): Block => ({ type: 'paragraph', runs: [{ text }] });

test('changed words are insertions and deletions, each read out as such', () => {
  show(
    redline(
      [paragraph('thirty (30) days')],
      [paragraph('ninety (90) days')],
      [
        { op: 'delete', text: 'thirty (30)' },
        { op: 'insert', text: 'ninety (90)' },
        { op: 'equal', text: ' days' },
      ],
    ),
    0,
  );
  const deletion = screen.getByRole('deletion');
  const insertion = screen.getByRole('insertion');
  expect(deletion.textContent).toBe('thirty (30)');
  expect(insertion.textContent).toBe('ninety (90)');
  expect(deletion.dataset.before).toBe('[deleted: ');
  expect(insertion.getAttribute('aria-current')).toBe('true');
  expect(deletion.closest('p')?.textContent).toBe('thirty (30)ninety (90) days');
});

test('a clause that is gone is one deletion, with its formatting', () => {
  const gone: Block = { type: 'paragraph', runs: [{ text: 'No ' }, { text: 'audit', marks: ['bold'] }] };
  show(redline([gone], null, [{ op: 'delete', text: 'No audit' }]));
  const deletion = screen.getByRole('deletion');
  expect(deletion.textContent).toBe('No audit');
  expect(within(deletion).getByText('audit').tagName).toBe('STRONG');
});

test('rows of a table stay a table', () => {
  const row = (...texts: string[]): Block => ({
    type: 'row',
    cells: texts.map((text) => ({ paragraphs: [{ type: 'paragraph', runs: [{ text }] }] })),
  });
  show(
    redline(
      [row('Fee', '10'), row('Term', '1 year')],
      [row('Fee', '12'), row('Term', '1 year')],
      [
        { op: 'equal', text: 'Fee\t' },
        { op: 'delete', text: '10' },
        { op: 'insert', text: '12' },
        { op: 'equal', text: '\nTerm\t1 year' },
      ],
    ),
  );
  const cells = screen.getAllByRole('cell').map((cell) => cell.textContent);
  expect(cells).toEqual(['Fee', '1012', 'Term', '1 year']);
});

test('contested words say whose they are and what the other side has instead', () => {
  const ours: Highlight = {
    from: 0,
    to: 6,
    kind: 'contested',
    partyId: 'department' as PartyId,
    words: 'thirty',
  };
  show(plainLines({ headingTo: 0, blocks: [paragraph('ninety days')] }, [ours]));
  const mark = screen.getByText('ninety');
  expect(mark.title).toBe('Words of one side only (the Department); the other has: “thirty”');
  expect(mark.className).toContain('side-1');
});
