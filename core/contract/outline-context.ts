import type { Paragraph } from '../model/content.ts';
import type { SourceDocument } from '../model/source.ts';
import { type Bilingual, listTranslations } from './bilingual.ts';
import { type BlockFacts, readFacts } from './block-facts.ts';
import { findContents } from './contents-table.ts';
import { type OutlineNode, OutlineTree } from './outline-tree.ts';
import { LabelIndex } from './sequence.ts';

/** What every decision of the outline may look at: the tree so far and the blocks to come. */
export class OutlineContext {
  readonly tree = new OutlineTree();
  readonly facts: readonly BlockFacts[];
  /** The blocks that are tables of contents. */
  readonly contents: ReadonlySet<number>;
  readonly labels: LabelIndex;
  /** The blocks that translate the one before them into the second language of the document. */
  readonly translations: ReadonlySet<number>;

  constructor(source: SourceDocument, bilingual: Bilingual | null) {
    this.facts = readFacts(source, bilingual?.form === 'columns');
    this.translations = bilingual?.form === 'turns' ? listTranslations(this.facts, bilingual) : new Set();
    this.contents = findContents(this.facts);
    this.labels = new LabelIndex(this.facts.filter(({ index }) => !this.isPassed(index)));
  }

  /** The next block with words of its own, among the few that follow. */
  nextParagraph(index: number): BlockFacts | null {
    for (let i = index + 1; i < this.facts.length && i < index + 8; i += 1) {
      const fact = this.facts[i];
      if (fact === undefined || this.translations.has(i)) continue;
      if (fact.kind !== 'empty' && fact.kind !== 'furniture') return fact;
    }
    return null;
  }

  /** Its label is no part of the document's numbering. */
  private isPassed(index: number): boolean {
    return this.contents.has(index) || this.translations.has(index);
  }

  /**
   * The scope whose numbers the next label carries on (`null` is the document itself); `undefined` when that label begins
   * others, or there is none for a long while.
   */
  seriesGoingOn(index: number): OutlineNode | null | undefined {
    for (let i = index + 1; i < this.facts.length && i <= index + 60; i += 1) {
      const label = this.isPassed(i) ? null : (this.facts[i]?.label ?? null);
      if (label === null || label.readings.length === 0 || label.style === 'schedule') continue;
      for (const { series, value } of label.readings) {
        if (value < 2) continue;
        for (const scope of this.tree.scopes()) {
          if (this.tree.seriesOf(scope).get(series) === value - 1) return scope;
          if (scope?.role === 'schedule') break;
        }
      }
      return undefined;
    }
    return undefined;
  }
}

/** The block as a paragraph; of a row only its lead has words. */
export function paragraphOf(fact: BlockFacts): Paragraph {
  const { block } = fact.source;
  return block.type === 'paragraph' ? block : (fact.lead ?? { type: 'paragraph', runs: [] });
}

export function prefixLength(fact: BlockFacts): number {
  return fact.label?.prefix.length ?? 0;
}

/** Its label could be the first of a series. */
export function isFirst(fact: BlockFacts): boolean {
  return fact.label?.readings.some(({ value }) => value === 1) === true;
}
