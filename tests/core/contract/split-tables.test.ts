import { describe, expect, test } from 'vitest';
import { splitContract } from '../../../core/contract/split-contract.ts';
import type { Block, Paragraph } from '../../../core/model/content.ts';
import { outlineText, splitSource } from './outline-text.ts';

function paragraph(text: string): Paragraph {
  const isBold = text.startsWith('*');
  return { type: 'paragraph', runs: [isBold ? { text: text.slice(1), marks: ['bold'] } : { text }] };
}

/** A row of cells; a cell's paragraphs are parted by `|`, and one that begins with `*` is bold. */
function row(...cells: readonly string[]): Block {
  return {
    type: 'row',
    cells: cells.map((cell) => ({ paragraphs: cell === '' ? [] : cell.split('|').map(paragraph) })),
  };
}

function source(...blocks: readonly Block[]) {
  return {
    format: 'docx' as const,
    notes: [],
    blocks: blocks.map((block, from) => ({ block, source: { part: 'word/document.xml', from, to: from + 1 } })),
  };
}

const text = 'The Vendor processes the data only as the Department has instructed it to do in writing.';

describe('rows of a table', () => {
  test('a row with one title in it is a heading or a schedule over the rows after it', () => {
    const tree = splitSource(
      source(
        paragraph('Data Processing Agreement'),
        row(`*USING THIS AGREEMENT|${text}`),
        row('*Key Terms'),
        row('*Security Contact', 'The person whom the Vendor named.'),
        row('*Annex I(A) List of Parties'),
        row('*Data Exporter', 'The Department, at its own address.'),
        row('*Annex I(B)'),
        row('*Frequency', 'Each working day of the year.'),
      ),
    );
    expect(outlineText(tree)).toEqual([
      'title · [Data Processing Agreement]',
      'section · [USING THIS AGREEMENT] The Vendor processes the data',
      '  section · [Key Terms]',
      '    clause · [Security Contact] The person whom the Vendor',
      'schedule Annex I(A) [List of Parties]',
      '  clause · [Data Exporter] The Department, at its own',
      'schedule Annex I(B)',
      '  clause · [Frequency] Each working day of the',
    ]);
    expect(tree.clauses.find(({ label }) => label === 'Annex I(A)')?.prefix).toBe('Annex I(A) ');
  });

  test('a row of words that are no title, not set off, or beside others is none', () => {
    const tree = splitContract(
      source(
        paragraph('1. Fees'),
        row('*The Vendor shall send an invoice each month.'),
        row('Set up'),
        row('*Set up', '100'),
      ),
    );
    expect(outlineText(tree)).toEqual(['clause 1 [Fees] The Vendor shall send an +3']);
  });

  test('the table in which the parties sign begins with their names or with where they sign', () => {
    const signing = [row('*Signature', '', ''), row('*Print Name', '', ''), row('*Date', '', '')];
    const parties = row('', '*VENDOR', '*DEPARTMENT');
    const form = row('*Title', 'The title of the person who receives notices.');
    const kinds = (...blocks: readonly Block[]) =>
      splitSource(source(paragraph('1. Notices'), paragraph(text), ...blocks)).clauses.map(({ kind }) => kind);
    expect(kinds(parties, ...signing)).toEqual(['clause', 'signature']);
    expect(kinds(...signing)).toEqual(['clause', 'signature']);
    expect(kinds(form, row('*Date', 'The date of the notice that is given.'))).toEqual(['clause']);
  });

  test('a cover page that is signed closes its annexes: the terms after it are the contract’s', () => {
    const tree = splitSource(
      source(
        row('*Key Terms'),
        row('*Annex A'),
        row('*Measures', 'Those that the Vendor has described.'),
        row('', '*VENDOR', '*DEPARTMENT'),
        row('*Signature', '', ''),
        row('*Name', '', ''),
        paragraph('Standard Terms'),
        paragraph(`1. Processing. ${text}`),
        paragraph(`2. Audit. ${text}`),
      ),
    );
    expect(outlineText(tree)).toEqual([
      'section · [Key Terms]',
      'schedule Annex A',
      '  clause · [Measures] Those that the Vendor has',
      'signature · VENDOR DEPARTMENT Signature Name +2',
      'clause · Standard Terms',
      '  clause 1 [Processing] The Vendor processes the data',
      '  clause 2 [Audit] The Vendor processes the data',
    ]);
  });

  test('a title right above a table that begins with a heading is a heading', () => {
    const tree = splitSource(
      source(
        paragraph(`1. Form. ${text}`),
        paragraph('Contractor Agreement'),
        row('*Statement of Work'),
        row('*Rate', 'What the Department pays for an hour.'),
      ),
    );
    expect(outlineText(tree)).toEqual([
      'clause 1 [Form] The Vendor processes the data',
      'section · [Contractor Agreement]',
      'section · [Statement of Work]',
      '  clause · [Rate] What the Department pays for',
    ]);
  });
});
