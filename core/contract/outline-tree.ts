import { type Block, contentText, type SourceRange } from '../model/content.ts';
import { type BlockFacts, withoutPrefix } from './block-facts.ts';
import type { LabelReading, TypedLabel } from './labels.ts';

/** What the outline took a node for; its clause kind follows from it once the tree is whole. */
export type NodeRole =
  | 'title'
  | 'contents'
  /** A paragraph before the first clause, or a heading over such paragraphs. */
  | 'opening'
  | 'recital'
  /** A heading without a number. */
  | 'heading'
  | 'schedule'
  | 'number'
  | 'bullet'
  /** A paragraph without a number that is a clause of its own. */
  | 'paragraph'
  | 'definition'
  | 'signature'
  /** A paragraph's words in the second language of the document. */
  | 'translation';

export interface OutlineNode {
  readonly parent: OutlineNode | null;
  readonly role: NodeRole;
  readonly label: TypedLabel | null;
  readonly reading: LabelReading | null;
  readonly headingLevel: number | null;
  readonly listLevel: number | null;
  readonly blocks: Block[];
  readonly sources: SourceRange[];
  /** Counts from the start of the node's text, the typed prefix left out. */
  headingTo: number;
  /** Its first block is a heading and no more. */
  startsAsHeading: boolean;
  /** None of its blocks so far is more than its heading. */
  isHeadingOnly: boolean;
  /** The last number of each series among its children. */
  readonly series: Map<string, number>;
  /** The words of its last block. */
  lastText: string;
}

export interface NodeStart {
  readonly role: NodeRole;
  /** The label that the outline accepted; its typed prefix is cut off the first block. */
  readonly label?: TypedLabel | null;
  readonly reading?: LabelReading | null;
  readonly headingTo?: number;
  readonly isHeadingOnly?: boolean;
}

/** No contract is deeper; what seems to be is hostile or broken, and must cost no more. Counts from 0. */
const deepestLevel = 15;

/**
 * The tree while it grows, always at its end: a block either goes on with the last node or begins a new one under an open
 * node, so that blocks stay in the document's order by construction.
 */
export class OutlineTree {
  readonly nodes: OutlineNode[] = [];
  /** The last number of each series wherever it stands. */
  readonly lastOfSeries = new Map<string, number>();
  /** The last words that were not page furniture. */
  lastText = '';
  private readonly rootSeries = new Map<string, number>();
  /** The nodes that can still have children, outermost first. */
  private readonly path: OutlineNode[] = [];

  private lastInSequence: OutlineNode | null = null;

  /** The last node that is no translation. */
  get last(): OutlineNode | null {
    return this.lastInSequence;
  }

  /** Nodes that can have children, innermost first; `null`, the document itself, is last. */
  scopes(): (OutlineNode | null)[] {
    return [...this.path.toReversed(), null];
  }

  seriesOf(scope: OutlineNode | null): Map<string, number> {
    return scope?.series ?? this.rootSeries;
  }

  /** `under` must be open. Below the deepest level, the node stands beside the others at that level. */
  add(under: OutlineNode | null, fact: BlockFacts, start: NodeStart): OutlineNode {
    const depth = Math.min(under === null ? 0 : this.path.indexOf(under) + 1, deepestLevel);
    const parent = this.path[depth - 1] ?? null;
    const reading = start.reading ?? null;
    const node = nodeOf(parent, fact, start);
    this.nodes.push(node);
    this.lastInSequence = node;
    this.path.length = depth;
    this.path.push(node);
    if (reading !== null) {
      // After "9 bis" comes 10.
      this.seriesOf(parent).set(reading.series, Math.floor(reading.value));
      this.lastOfSeries.set(reading.series, Math.floor(reading.value));
    }
    this.lastText = fact.text;
    return node;
  }

  /**
   * Gives the last node one more block, and returns it. Where a translation stands between them, the block begins a node below that
   * one, because blocks stay in the document's order.
   */
  append(fact: BlockFacts): OutlineNode {
    const { last } = this;
    const end = this.nodes.at(-1);
    if (last === null || end === undefined) throw new Error('There is no node to append to.');
    const isWords = fact.kind !== 'empty' && fact.kind !== 'furniture' && fact.kind !== 'note';
    if (isWords && end !== last)
      return this.add(last, fact, { role: restRoles.has(last.role) ? last.role : 'paragraph' });
    end.blocks.push(fact.source.block);
    end.sources.push(fact.source.source);
    if (isWords) {
      end.lastText = fact.text;
      this.lastText = fact.text;
    }
    return end;
  }

  /** Puts a translation below the last node, or on the end of the translation begun there; the numbering takes no notice of it. */
  addTranslation(fact: BlockFacts, start: Omit<NodeStart, 'role'>): void {
    const { last } = this;
    const end = this.nodes.at(-1);
    if (end?.role === 'translation' && (start.label ?? null) === null) {
      end.blocks.push(fact.source.block);
      end.sources.push(fact.source.source);
    } else this.nodes.push(nodeOf(last, fact, { ...start, role: 'translation' }));
  }
}

/** What goes on with these is the same. */
const restRoles: ReadonlySet<NodeRole> = new Set(['title', 'contents', 'opening', 'recital', 'signature']);

function nodeOf(parent: OutlineNode | null, fact: BlockFacts, start: NodeStart): OutlineNode {
  const label = start.label ?? null;
  const reading = start.reading ?? null;
  const isComputed = label !== null && label.prefix === '';
  const block = withoutPrefix(fact.source.block, label?.prefix.length ?? 0, isComputed);
  const node: OutlineNode = {
    parent,
    role: start.role,
    label,
    reading,
    headingLevel: fact.headingLevel,
    listLevel: fact.listLevel,
    blocks: [block],
    sources: [fact.source.source],
    headingTo: start.headingTo ?? 0,
    startsAsHeading: start.isHeadingOnly ?? false,
    isHeadingOnly: start.isHeadingOnly ?? false,
    series: new Map(),
    lastText: fact.text,
  };
  return node;
}

/** A node's heading; empty when it has none. */
export function headingOf(node: OutlineNode): string {
  return contentText(node.blocks.slice(0, 8)).slice(0, node.headingTo).trim();
}

/** Something that an unnumbered heading can stand under. */
export function isContainer(node: OutlineNode): boolean {
  return node.role === 'heading' || node.role === 'schedule' || (node.role === 'number' && node.startsAsHeading);
}

/** A list item that continues the sentence of the clause it stands in. */
export function isItem(node: OutlineNode): boolean {
  if (node.role === 'bullet') return true;
  if (node.role !== 'number' || node.headingTo > 0 || node.startsAsHeading) return false;
  const { parent } = node;
  const style = node.label?.style;
  if (style !== 'list' && style !== 'number' && style !== 'capital') return false;
  if (parent === null || parent.role === 'heading' || parent.role === 'schedule') return false;
  return parent.role !== 'number' || isItem(parent) || !parent.isHeadingOnly;
}

/** A clause or heading that unnumbered paragraphs can belong to. */
export function isUnit(node: OutlineNode): boolean {
  return node.role === 'heading' || node.role === 'schedule' || (node.role === 'number' && !isItem(node));
}

/** Titre, Chapitre, Part: a heading over articles, never a clause itself. */
export function isOuterHeading(node: OutlineNode): boolean {
  return node.label?.style === 'keyword' && node.label.rank < 20;
}
