import type { IncomingFile } from '../model/pending.ts';
import type { SourceFile } from '../model/source.ts';
import type { Platform } from '../platform.ts';
import { recogniseManualRedline } from './manual-redline/recognise.ts';
import { type DocxPackage, openPackage } from './package.ts';
import { isOn } from './properties.ts';
import { listRevisions } from './revisions/resolve-revisions.ts';
import type { RevisionKind } from './revisions/revision.ts';
import { readRedline } from './tracked/read-redline.ts';
import { findChild } from './xml.ts';

type Pending = { author: string; insertions: number; deletions: number; moves: number; formatting: number };

/** What somebody should know of a file before it becomes a draft. Throws what `readRedline` throws. */
export function inspectDocx(file: SourceFile, platform: Platform): IncomingFile {
  const docx = openPackage(file, platform);
  const pending = new Map<string, Pending>();
  for (const { author, kind } of listRevisions(docx)) {
    const known = pending.get(author) ?? { author, insertions: 0, deletions: 0, moves: 0, formatting: 0 };
    known[countedAs[kind]] += 1;
    pending.set(author, known);
  }
  const byHand = recogniseManualRedline(docx);
  return {
    pending: [...pending.values()],
    byHand:
      byHand === null
        ? null
        : { deletions: byHand.deletions, insertions: byHand.insertions, isSure: byHand.confidence === 'sure' },
    erasesAuthors: erasesAuthors(docx),
    comments: countComments(docx, file, platform),
  };
}

const countedAs: Readonly<Record<RevisionKind, 'insertions' | 'deletions' | 'moves' | 'formatting'>> = {
  insertion: 'insertions',
  deletion: 'deletions',
  move: 'moves',
  formatting: 'formatting',
  paragraphFormatting: 'formatting',
  sectionFormatting: 'formatting',
  tableFormatting: 'formatting',
  rowInsertion: 'insertions',
  rowDeletion: 'deletions',
  cellInsertion: 'insertions',
  cellDeletion: 'deletions',
  cellMerge: 'formatting',
  numbering: 'formatting',
  contentControlInsertion: 'insertions',
  contentControlDeletion: 'deletions',
};

/** ECMA-376 part 1, 17.15.1.68. */
function erasesAuthors(docx: DocxPackage): boolean {
  const [part] = docx.listRelated(docx.mainPart, 'settings');
  return part !== undefined && isOn(findChild(docx.getXml(part), 'w:removePersonalInformation'));
}

function countComments(docx: DocxPackage, file: SourceFile, platform: Platform): IncomingFile['comments'] {
  if (docx.listRelated(docx.mainPart, 'comments').length === 0) return [];
  const byAuthor = new Map<string, { author: string; count: number; resolved: number }>();
  for (const { author, isResolved } of readRedline(file, platform).comments) {
    const known = byAuthor.get(author) ?? { author, count: 0, resolved: 0 };
    known.count += 1;
    if (isResolved) known.resolved += 1;
    byAuthor.set(author, known);
  }
  return [...byAuthor.values()];
}
