import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { documentText } from '../../../core/contract/document-text.ts';
import { readSource } from '../../../core/contract/read-source.ts';
import { splitContract } from '../../../core/contract/split-contract.ts';
import { type ClauseTree, clauseText, joinClauses } from '../../../core/model/clause.ts';
import type { Paragraph } from '../../../core/model/content.ts';
import type { SourceDocument } from '../../../core/model/source.ts';
import { testPlatform } from '../../support/platform.ts';

/** A file of tests/fixtures/contracts, read and cut. */
export function splitFixture(name: string): ClauseTree {
  const bytes = readFileSync(join(import.meta.dirname, '../../fixtures/contracts', name));
  return splitSource(readSource({ name, bytes: new Uint8Array(bytes) }, testPlatform()));
}

/** Plain text or, under a name that ends in `.md`, Markdown, read and cut. */
export function splitText(text: string, name = 'contract.txt'): ClauseTree {
  return splitSource(readSource({ name, bytes: new TextEncoder().encode(text) }, testPlatform()));
}

/** Paragraphs as a DOCX reader hands them over, cut: words, with what else the paragraph carries. */
export function splitParagraphs(
  ...paragraphs: readonly (string | (Partial<Paragraph> & { style?: string }))[]
): ClauseTree {
  return splitSource({
    format: 'docx',
    notes: [],
    blocks: paragraphs.map((paragraph, from) => {
      const { style, ...rest } = typeof paragraph === 'string' ? { runs: [{ text: paragraph }] } : paragraph;
      return {
        block: { type: 'paragraph', runs: [], ...rest },
        source: { part: 'word/document.xml', from, to: from + 1 },
        ...(style === undefined ? {} : { style }),
      };
    }),
  });
}

/** Cuts a document and checks every law of cutting on the way. */
export function splitSource(source: SourceDocument): ClauseTree {
  const tree = splitContract(source);
  expectLaws(source, tree);
  return tree;
}

/** What holds for any document whatever is in it. */
export function expectLaws(source: SourceDocument, tree: ClauseTree): void {
  expect(joinClauses(tree.clauses)).toBe(documentText(source));
  expect(tree.clauses.flatMap(({ sources }) => sources)).toEqual(source.blocks.map((block) => block.source));
  const ancestors: number[] = [];
  for (const [index, clause] of tree.clauses.entries()) {
    expect(clause.blocks.length).toBe(clause.sources.length);
    expect(clause.headingTo).toBeGreaterThanOrEqual(0);
    expect(clause.headingTo).toBeLessThanOrEqual(clauseText(clause).length);
    if (clause.label === null) expect(clause.prefix).toBe('');
    // A clause's descendants follow it without a gap.
    ancestors.length = clause.level;
    expect(clause.parent).toBe(ancestors.at(-1) ?? null);
    ancestors.push(index);
  }
}

/**
 * The tree in short, a clause a line: `  clause 4.2 [Bulk data] The Department shall not`. The heading is in brackets, of
 * the other words come the first five, and `+2` counts the blocks after the first.
 */
export function outlineText(tree: ClauseTree): string[] {
  return tree.clauses.map((clause) => {
    const text = clauseText(clause);
    const heading = text.slice(0, clause.headingTo).trim().replaceAll('\n', ' / ');
    const rest = text.slice(clause.headingTo).replace(/^[\s.:–—-]+/, '');
    const words = rest.split(/\s+/).filter((word) => word !== '');
    const parts = [
      clause.kind,
      clause.label ?? '·',
      heading === '' ? '' : `[${heading}]`,
      words.slice(0, 5).join(' '),
      clause.blocks.length > 1 ? `+${clause.blocks.length - 1}` : '',
    ];
    return '  '.repeat(clause.level) + parts.filter((part) => part !== '').join(' ');
  });
}
