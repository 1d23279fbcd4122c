import { AppError } from '../error.ts';
import { type Block, blockText } from '../model/content.ts';
import type { SourceBlock, SourceFile } from '../model/source.ts';
import type { Platform } from '../platform.ts';
import { writeBlocks } from './draft/block-writer.ts';
import { type DraftBlock, saysAlike } from './draft/draft-block.ts';
import { findPlaces, type Original } from './draft/find-places.ts';
import { type DraftPackage, PartSplices } from './draft/part-splices.ts';
import { type DraftPlan, listNeeded, listTouched, planDraft } from './draft/plan-draft.ts';
import { type Numbering, readNumbering } from './numbering.ts';
import { type DocxPackage, openPackage } from './package.ts';
import { keepTrees } from './package-trees.ts';
import { readBlocks } from './read-docx.ts';
import { PackageMerger } from './redline/package-merger.ts';
import { mayHoldRevisions } from './revisions/elements.ts';
import { resolveParts } from './revisions/resolve-revisions.ts';
import { applySplices } from './splices.ts';
import { readStyles, type StyleSheet } from './styles.ts';
import { rewriteZip } from './write-zip.ts';
import { encodeXml } from './xml.ts';

/**
 * Writes a draft that descends from a DOCX into that file's own package.
 *
 * A file made anew from the draft's blocks would be simpler and was turned down: blocks hold words, marks and labels, and
 * everything else would be lost. So the file stays and the draft is put into it: paragraphs that say what they said stay byte for
 * byte; of those that were edited, the words that are kept keep their runs, and new words take the properties of those that they
 * replace or follow; paragraphs come, go and move. Numbers are computed by whoever opens the file, so they are not written.
 *
 * What is pending in a paragraph that is edited is taken as accepted, because that is how the draft reads it; elsewhere it stays
 * pending. Fields whose result was edited become words. Pictures, notes and comments stay with the words around them.
 *
 * The result is read back: its words and marks must be the draft's, or `law-broken` is thrown, as it is for what cannot be
 * written into this file. Throws what `readDocx` throws, too. A draft without edits is the original, to the byte.
 */
export function writeDraft(original: SourceFile, blocks: readonly DraftBlock[], platform: Platform): Uint8Array {
  const opened = openPackage(original, platform);
  // Where changes are pending the text is looked through three times, and once more when some are settled.
  const docx = mayHoldRevisions(opened.getText(opened.mainPart)) ? keepTrees(opened) : opened;
  const read = readBlocks(docx);
  const plan = planDraft(
    read.map(({ block }) => block),
    nameOriginals(original, read, blocks),
  );
  if (plan.changesNothing) return original.bytes;
  const settled = settlePending(docx, read, listTouched(plan));
  const sources = settled.size === 0 ? read : readBlocks(docx);
  if (settled.size > 0 && !saysTheSame(sources, read)) {
    throw lawBroken(original, 'it reads otherwise once the changes pending in what was edited are accepted');
  }
  const bytes = writePlan(original, docx, sources, plan, settled, platform);
  verify(original, bytes, plan, sources, platform);
  return bytes;
}

/** Which block of the reading each block of the draft comes from. */
function nameOriginals(original: SourceFile, sources: readonly SourceBlock[], blocks: readonly DraftBlock[]) {
  const indexes = new Map(sources.map(({ source }, index) => [keyOf(source), index]));
  const seen = new Set<number>();
  return blocks.map(({ block, typed, source }) => {
    if (source === null) return { block, typed, index: null };
    const index = indexes.get(keyOf(source));
    if (index === undefined || seen.has(index)) {
      throw lawBroken(original, `nothing of it, or not once, stands at ${source.part} ${source.from}`);
    }
    seen.add(index);
    return { block, typed, index };
  });
}

function keyOf({ part, from, to }: SourceBlock['source']): string {
  return `${part} ${from} ${to}`;
}

/** Accepts what is pending in these blocks, in the package; returns the parts that changed, by name. */
function settlePending(
  docx: DocxPackage,
  sources: readonly SourceBlock[],
  touched: ReadonlySet<number>,
): ReadonlySet<string> {
  const parts = new Set([...touched].map((index) => (sources[index] as SourceBlock).source.part));
  if (![...parts].some((part) => mayHoldRevisions(docx.getText(part)))) return new Set();
  const stretches = Array.from(findPlaces(docx, sources, touched).values(), ({ part, elements }) => ({
    part,
    from: elements[0]?.from ?? 0,
    to: elements.at(-1)?.to ?? 0,
  }));
  const { texts } = resolveParts(docx, ({ places }) => {
    const isTouched = places.some((place) =>
      stretches.some(({ part, from, to }) => part === place.part && place.from < to && place.to > from),
    );
    return isTouched ? 'accept' : 'keep';
  });
  for (const [part, text] of texts) docx.setText(part, text);
  return new Set(texts.keys());
}

function saysTheSame(a: readonly SourceBlock[], b: readonly SourceBlock[]): boolean {
  return a.length === b.length && a.every(({ block }, index) => saysAlike(block, (b[index] as SourceBlock).block));
}

function writePlan(
  original: SourceFile,
  docx: DocxPackage,
  sources: readonly SourceBlock[],
  plan: DraftPlan,
  settled: ReadonlySet<string>,
  platform: Platform,
): Uint8Array {
  const merger = new PackageMerger(docx, docx, platform);
  const styles = stylesOf(docx);
  const places = findPlaces(docx, sources, listNeeded(plan));
  const originals = sources.map(({ block }, index): Original => ({ block, place: places.get(index) }));
  const source: DraftPackage = {
    ...{ docx, styles, numbering: numberingOf(docx, styles) },
    relationshipTo: (part, target) => merger.externalRelationship(part, 'hyperlink', target),
    refuse: (reason) => lawBroken(original, reason),
  };
  const splices = new PartSplices(source);
  writeBlocks(source, splices, originals, plan);
  const changes = new Map<string, Uint8Array>(merger.changes());
  const byPart = splices.listSplices();
  for (const part of new Set([...settled, ...byPart.keys()])) {
    changes.set(part, encodeXml(splice(original, docx.getText(part), byPart.get(part) ?? []), platform));
  }
  return rewriteZip(docx.archive, changes, platform);
}

function splice(original: SourceFile, text: string, splices: Parameters<typeof applySplices>[1]): string {
  try {
    return applySplices(text, splices);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw lawBroken(original, 'two edits meet in one place', cause);
  }
}

function stylesOf(docx: DocxPackage): StyleSheet {
  const [part] = docx.listRelated(docx.mainPart, 'styles');
  return readStyles(part === undefined ? null : docx.getXml(part));
}

function numberingOf(docx: DocxPackage, styles: StyleSheet): Numbering {
  const [part] = docx.listRelated(docx.mainPart, 'numbering');
  return readNumbering(part === undefined ? null : docx.getXml(part), styles);
}

/**
 * The file must say what the draft says, with the numbers that it had; where paragraphs came, went or moved, whoever opens the
 * file counts them anew.
 */
function verify(
  original: SourceFile,
  bytes: Uint8Array,
  { items, deleted }: DraftPlan,
  sources: readonly SourceBlock[],
  platform: Platform,
): void {
  const read = readBlocks(openPackage({ name: original.name, bytes }, platform)).map(({ block }) => block);
  const keepsPlaces = deleted.length === 0 && items.every(({ index, isMoved }) => index !== null && !isMoved);
  for (let at = 0; at < Math.max(read.length, items.length); at++) {
    const a = read[at];
    const b = items[at]?.block;
    const saysSo = a !== undefined && b !== undefined && saysAlike(a, b);
    if (saysSo && (!keepsPlaces || labelOf(a) === labelOf((sources[at] as SourceBlock).block))) continue;
    throw lawBroken(original, `it would not read as the draft does at “${excerpt(b ?? a)}”`);
  }
}

function labelOf(block: Block): string {
  return block.type === 'paragraph' ? (block.label ?? '') : '';
}

function excerpt(block: Block | undefined): string {
  const text = block === undefined ? '' : blockText(block).replace(/\s+/g, ' ').trim();
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}

function lawBroken(original: SourceFile, reason: string, cause?: unknown): AppError {
  return new AppError('law-broken', `The draft was not written into ${original.name}: ${reason}.`, {
    cause,
    details: { file: original.name, reason },
  });
}
