import { Fragment, type Node } from 'prosemirror-model';
import { type Block, type Mark, marks, type Paragraph, type Run, type TableRow } from '../../../core/model/content.ts';
import { clauseSchema } from './schema.ts';

/**
 * Blocks to a ProseMirror document and back. Law (tests/renderer/convert.test.ts): what comes back
 * from an unedited document is what went in, to the character and the mark; runs that are
 * formatted alike come back as one, and empty runs not at all, unless their whole block is
 * untouched, which then comes back as the same object.
 */
export function docFromBlocks(blocks: readonly Block[]): Node {
  return clauseSchema.node(
    'doc',
    null,
    blocks.length === 0 ? clauseSchema.node('paragraph') : blocks.map(nodeFromBlock),
  );
}

/** The document's blocks; those that equal one of `originals` are that very block. */
export function blocksFromDoc(doc: Node, originals: readonly Block[] = []): Block[] {
  const originalNodes = originals.map((block) => ({ block, node: nodeFromBlock(block) }));
  const blocks: Block[] = [];
  doc.forEach((node) => {
    const same = originalNodes.find((original) => original.node.eq(node));
    blocks.push(same?.block ?? blockFromNode(node));
  });
  return blocks;
}

function nodeFromBlock(block: Block): Node {
  if (block.type === 'paragraph') return nodeFromParagraph(block);
  return clauseSchema.node(
    'row',
    null,
    block.cells.map((cell) => clauseSchema.node('cell', null, cell.paragraphs.map(nodeFromParagraph))),
  );
}

function nodeFromParagraph(paragraph: Paragraph): Node {
  const { type: _type, runs, ...facts } = paragraph;
  // `Fragment.fromArray` joins neighbours with equal marks; an empty text node does not exist.
  const content = Fragment.fromArray(runs.filter((run) => run.text !== '').map(nodeFromRun));
  return clauseSchema.node('paragraph', { facts }, content);
}

function nodeFromRun(run: Run): Node {
  const nodeMarks = (run.marks ?? []).map((mark) => clauseSchema.mark(mark));
  if (run.href !== undefined) nodeMarks.push(clauseSchema.mark('link', { href: run.href }));
  return clauseSchema.text(run.text, nodeMarks);
}

function blockFromNode(node: Node): Block {
  if (node.type === clauseSchema.nodes.paragraph) return paragraphFromNode(node);
  const cells: TableRow['cells'][number][] = [];
  node.forEach((cell) => {
    const paragraphs: Paragraph[] = [];
    cell.forEach((paragraph) => {
      paragraphs.push(paragraphFromNode(paragraph));
    });
    cells.push({ paragraphs });
  });
  return { type: 'row', cells };
}

function paragraphFromNode(node: Node): Paragraph {
  const runs: Run[] = [];
  node.forEach((child) => {
    runs.push(runFromNode(child));
  });
  return { type: 'paragraph', runs, ...(node.attrs.facts as Omit<Paragraph, 'type' | 'runs'>) };
}

function runFromNode(node: Node): Run {
  const names = new Set(node.marks.map((mark) => mark.type.name));
  const kept: Mark[] = marks.filter((mark) => names.has(mark));
  const link = node.marks.find((mark) => mark.type === clauseSchema.marks.link);
  return {
    text: node.text ?? '',
    ...(kept.length === 0 ? {} : { marks: kept }),
    ...(link === undefined ? {} : { href: link.attrs.href as string }),
  };
}
