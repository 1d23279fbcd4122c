import { applySplices, type Splice } from '../splices.ts';
import { findChild, type XmlElement } from '../xml.ts';
import { isAnchor, isContentChange, rangeMarkOf } from './elements.ts';
import { findBrokenFields } from './fields.ts';
import { InlineResolver, type StoryResolver } from './inline.ts';
import { marksRemoved, resolvedProperties, resolveProperties } from './properties.ts';
import { contentOf, contentTo, isSelfClosing, replacement, unwrapping, writtenName, writtenPrefix } from './raw-xml.ts';
import { type Remains, remainsOf } from './remains.ts';
import type { Resolution } from './resolution.ts';
import { resolveTable } from './table.ts';

/**
 * Resolves the blocks of a story: the body, a cell, a note, a text box, a header (ECMA-376 part 1, 17.13.5.15, 17.13.5.20).
 *
 * A paragraph's mark is its end and carries its properties. Where a mark goes, the paragraph runs on into the next one, so what is
 * left of it is moved there, and the element of the mark that remains stays with its properties and ids. (Moving the last
 * mark's properties up instead would give the same text; but comment threads hang on the id of a comment's last paragraph.)
 *
 * - Paragraphs run on across the bounds of content controls, but never across a table, not even one that goes (nor do they in
 *   LibreOffice): where no paragraph follows, the last of those that run on keeps its mark.
 * - A paragraph of which nothing is left, mark included, is gone, wherever it stands.
 * - A story ends in a paragraph, whatever goes: if need be an empty one stays.
 * - Content controls and tables of which all blocks go are gone too.
 */
export class StoryReviser implements StoryResolver {
  readonly resolution: Resolution;
  readonly brokenFields: ReadonlySet<XmlElement>;

  constructor(resolution: Resolution) {
    this.resolution = resolution;
    this.brokenFields = findBrokenFields(resolution.root, resolution);
  }

  resolveStory(container: XmlElement, splices: Splice[]): void {
    const nodes = this.#gather(container);
    const leaves = flatten(nodes);
    this.#joinParagraphs(leaves);
    const needsParagraph = this.#keepLastParagraph(container, leaves);
    for (const leaf of leaves) {
      if (leaf.type === 'paragraph' && leaf.fate === 'vanishes')
        leaf.remains = remainsOf(leaf.element, this.resolution);
    }
    const comments = placeComments(leaves);
    this.#emit(nodes, splices);
    if (needsParagraph) splices.push(this.#addedParagraph(container, comments));
  }

  #gather(parent: XmlElement): Node[] {
    const nodes: Node[] = [];
    for (let child = parent.first; child !== null; child = child.next) {
      const node = this.#nodeOf(child);
      if (node !== null) nodes.push(node);
    }
    return nodes;
  }

  #nodeOf(element: XmlElement): Node | null {
    const { resolution } = this;
    const { name } = element;
    switch (name) {
      case 'w:p':
        return this.#paragraphNode(element);
      case 'w:tbl': {
        const { splices, survives, comments } = resolveTable(element, this);
        return { type: 'block', splices, survives, isBarrier: true, comments };
      }
      case 'w:sdt':
      case 'w:customXml': {
        const content = contentOf(element);
        const nodes = content === null ? [] : this.#gather(content);
        return { type: 'group', element, nodes, dissolves: resolution.dissolves(element), isChange: false };
      }
      case 'mc:AlternateContent':
        return this.#branchesNode(element);
      case 'w:tcPr':
        return null;
    }
    if (isContentChange(name)) {
      if (!resolution.removes(element)) {
        const dissolves = resolution.settles(element);
        return { type: 'group', element, nodes: this.#gather(element), dissolves, isChange: true };
      }
      const { anchors, comments } = remainsOf(element, resolution);
      const splices = [replacement(element, anchors)];
      return { type: 'block', splices, survives: false, isBarrier: false, comments };
    }
    if (rangeMarkOf(name) !== null && resolution.settles(element)) {
      return { type: 'other', splices: [replacement(element)] };
    }
    if (isAnchor(name) || rangeMarkOf(name) !== null) return { type: 'anchor', element, isMoved: false };
    const splices: Splice[] = [];
    if (name.startsWith('m:')) {
      const inline = new InlineResolver(this, splices);
      const { had, left } = inline.resolveChild(element);
      return { type: 'block', splices, survives: left > 0 || had === 0, isBarrier: true, comments: '' };
    }
    if (name === 'w:altChunk') return { type: 'block', splices, survives: true, isBarrier: true, comments: '' };
    resolveProperties(element, resolution, splices);
    return splices.length === 0 ? null : { type: 'other', splices };
  }

  #paragraphNode(element: XmlElement): ParagraphNode {
    const splices: Splice[] = [];
    const { left } = new InlineResolver(this, splices).resolve(element);
    const properties = findChild(element, 'w:pPr');
    const mark = properties === null ? null : findChild(properties, 'w:rPr');
    return {
      type: 'paragraph',
      element,
      properties,
      splices,
      hasContent: left > 0,
      isMarkRemoved: marksRemoved(mark, this.resolution),
      fate: 'stays',
      remains: null,
      joined: '',
      comments: '',
      appended: '',
    };
  }

  /** Each branch is a story without the others. */
  #branchesNode(element: XmlElement): Node {
    const splices: Splice[] = [];
    for (let branch = element.first; branch !== null; branch = branch.next) this.resolveStory(branch, splices);
    return { type: 'block', splices, survives: true, isBarrier: true, comments: '' };
  }

  #joinParagraphs(leaves: readonly Leaf[]): void {
    let open: (ParagraphNode | AnchorNode)[] = [];
    for (const leaf of leaves) {
      if (leaf.type === 'anchor') {
        if (open.length > 0) open.push(leaf);
      } else if (leaf.type !== 'paragraph') {
        if (leaf.type === 'other' || !leaf.isBarrier) continue;
        this.#closeOpen(open);
        open = [];
      } else if (leaf.isMarkRemoved) open.push(leaf);
      else {
        this.#join(open, leaf);
        open = [];
      }
    }
    this.#closeOpen(open);
  }

  /** No paragraph follows: what is left of these stays in the last of them. */
  #closeOpen(open: readonly (ParagraphNode | AnchorNode)[]): void {
    const last = open.findLastIndex(({ type }) => type === 'paragraph');
    const host = open[last];
    if (host?.type !== 'paragraph') return;
    if (open.some((leaf) => leaf.type === 'paragraph' && leaf.hasContent)) this.#join(open.slice(0, last), host);
    else for (const leaf of open) if (leaf.type === 'paragraph') leaf.fate = 'vanishes';
  }

  #join(open: readonly (ParagraphNode | AnchorNode)[], host: ParagraphNode): void {
    const { text } = this.resolution;
    let joined = '';
    for (const leaf of open) {
      if (leaf.type === 'anchor') {
        // Between words that run on, and so among them.
        if (joined === '') continue;
        joined += text.slice(leaf.element.from, leaf.element.to);
        leaf.isMoved = true;
        continue;
      }
      leaf.fate = 'joined';
      joined += leaf.hasContent ? this.#contentOf(leaf) : remainsOf(leaf.element, this.resolution).inline;
      if (leaf.properties !== null) this.resolution.markAllGone(leaf.properties);
      this.resolution.release(leaf.element);
    }
    host.joined = joined + host.joined;
  }

  #contentOf({ element, properties, splices }: ParagraphNode): string {
    const { text } = this.resolution;
    const cut = properties === null ? splices : [...splices, replacement(properties)];
    return applySplices(text, cut, element.contentFrom, contentTo(text, element));
  }

  /** A story must end in a paragraph. Returns whether one must be put in, because all were in what is gone. */
  #keepLastParagraph(container: XmlElement, leaves: readonly Leaf[]): boolean {
    const lastLeft = leaves.findLastIndex(survives);
    const gone = leaves.findLast((leaf) => leaf.type === 'paragraph' && leaf.fate === 'vanishes');
    const isGoneLast = gone !== undefined && leaves.indexOf(gone) > lastLeft;
    const endsInParagraph = leaves[lastLeft]?.type === 'paragraph';
    // A thread hangs on the id of its comment's last paragraph ([MS-DOCX], commentEx).
    if (gone?.type === 'paragraph' && isGoneLast && (!endsInParagraph || container.name === 'w:comment')) {
      gone.fate = 'stays';
      return false;
    }
    if (endsInParagraph || container.name.startsWith('mc:')) return false;
    return leaves.some((leaf, index) => index > lastLeft && leaf.type === 'block' && !leaf.survives);
  }

  #addedParagraph(container: XmlElement, content: string): Splice {
    const { text, root } = this.resolution;
    const prefix = writtenPrefix(text, root);
    const at = findChild(container, 'w:sectPr')?.from ?? contentTo(text, container);
    return { from: at, to: at, text: content === '' ? `<${prefix}p/>` : `<${prefix}p>${content}</${prefix}p>` };
  }

  /** Returns whether any block is left of these, or `null` when there was none. */
  #emit(nodes: readonly Node[], splices: Splice[]): boolean | null {
    let isLeft: boolean | null = null;
    for (const node of nodes) {
      let left: boolean | null = null;
      if (node.type === 'paragraph') left = this.#emitParagraph(node, splices);
      else if (node.type === 'block') {
        for (const splice of node.splices) splices.push(splice);
        left = node.survives;
      } else if (node.type === 'other') for (const splice of node.splices) splices.push(splice);
      else if (node.type === 'group') left = this.#emitGroup(node, splices);
      else if (node.isMoved) splices.push(replacement(node.element));
      if (left !== null) isLeft = isLeft === true || left;
    }
    return isLeft;
  }

  #emitGroup(group: GroupNode, splices: Splice[]): boolean | null {
    const { element, nodes, dissolves, isChange } = group;
    const left = this.#emit(nodes, splices);
    if (left === false || dissolves) {
      this.resolution.release(element);
      if (isChange) this.resolution.markGone(element);
      splices.push(...unwrapping(this.resolution.text, element));
    } else if (!isChange) {
      const properties = findChild(element, 'w:sdtPr');
      if (properties !== null) resolveProperties(properties, this.resolution, splices);
    }
    return left;
  }

  #emitParagraph(node: ParagraphNode, splices: Splice[]): boolean {
    const { element, properties, fate } = node;
    const { text } = this.resolution;
    if (fate === 'joined') {
      splices.push(replacement(element));
      return false;
    }
    if (fate === 'vanishes') {
      splices.push(replacement(element, node.remains?.anchors));
      return false;
    }
    const resolved = properties === null ? null : resolvedProperties(properties, this.resolution);
    if (properties !== null && resolved !== null) splices.push(replacement(properties, resolved));
    const before = node.comments + node.joined;
    if (isSelfClosing(text, element)) {
      const content = before + node.appended;
      if (content !== '') {
        const end = `>${content}</${writtenName(text, element)}>`;
        splices.push({ from: element.to - 2, to: element.to, text: end });
      }
      return true;
    }
    const from = properties?.to ?? element.contentFrom;
    if (before !== '') splices.push({ from, to: from, text: before });
    for (const splice of node.splices) splices.push(splice);
    const to = contentTo(text, element);
    if (node.appended !== '') splices.push({ from: to, to, text: node.appended });
    return true;
  }
}

interface ParagraphNode {
  readonly type: 'paragraph';
  readonly element: XmlElement;
  readonly properties: XmlElement | null;
  readonly splices: readonly Splice[];
  readonly hasContent: boolean;
  readonly isMarkRemoved: boolean;
  fate: 'stays' | 'joined' | 'vanishes';
  /** What outlives it when it vanishes. */
  remains: Remains | null;
  /** What is left of the paragraphs that run on into this one. */
  joined: string;
  /** Runs that show comments whose place before or behind it is gone. */
  comments: string;
  appended: string;
}

/** A mark between blocks. */
interface AnchorNode {
  readonly type: 'anchor';
  readonly element: XmlElement;
  isMoved: boolean;
}

/** A table or anything else that is no paragraph. */
interface BlockNode {
  readonly type: 'block';
  readonly splices: readonly Splice[];
  readonly survives: boolean;
  /** Whether it is a block of its own, which paragraphs do not run on across. */
  readonly isBarrier: boolean;
  readonly comments: string;
}

/** Marks and properties that change, of no weight for the blocks around. */
interface OtherNode {
  readonly type: 'other';
  readonly splices: readonly Splice[];
}

interface GroupNode {
  readonly type: 'group';
  readonly element: XmlElement;
  readonly nodes: readonly Node[];
  readonly dissolves: boolean;
  /** Around blocks, a tracked change instead of a content control. */
  readonly isChange: boolean;
}

type Leaf = ParagraphNode | AnchorNode | BlockNode | OtherNode;
type Node = Leaf | GroupNode;

function flatten(nodes: readonly Node[], leaves: Leaf[] = []): Leaf[] {
  for (const node of nodes) {
    if (node.type === 'group') flatten(node.nodes, leaves);
    else leaves.push(node);
  }
  return leaves;
}

function survives(leaf: Leaf): boolean {
  if (leaf.type === 'paragraph') return leaf.fate === 'stays';
  return leaf.type === 'block' && leaf.survives;
}

/** Shows comments whose place is gone in the next paragraph, or else in the one before; returns those for which there is none. */
function placeComments(leaves: readonly Leaf[]): string {
  let homeless = '';
  let last: ParagraphNode | null = null;
  for (const leaf of leaves) {
    if (leaf.type === 'block') homeless += leaf.comments;
    if (leaf.type !== 'paragraph') continue;
    if (leaf.fate === 'vanishes') homeless += leaf.remains?.comments ?? '';
    if (leaf.fate !== 'stays') continue;
    leaf.comments = homeless;
    homeless = '';
    last = leaf;
  }
  if (last === null) return homeless;
  last.appended = homeless;
  return '';
}
