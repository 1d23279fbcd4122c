import { ListLabels } from '../list-labels.ts';
import { indexNotes } from '../notes.ts';
import { mayHoldRevisions } from '../revisions/elements.ts';
import { findChild, type XmlElement } from '../xml.ts';
import { type Block, BlockReader, type NoteReference } from './blocks.ts';
import type { KnownBlocks } from './known-blocks.ts';
import { collectSections, pagesOfSections, type SectionPages, sectionKey } from './sections.ts';
import type { OpenDocument } from './session.ts';
import type { Side, View } from './side.ts';
import type { Gap } from './unchanged-stretches.ts';

/** A story: the body, one note, one header or footer (ECMA-376 part 1, 11.3). */
export interface Story {
  readonly part: string;
  readonly blocks: readonly Block[];
  /** Where something may be put in when it has no block. */
  readonly emptyAt: number;
}

export interface Stories {
  readonly body: Story;
  /** What each section shows, by `header first` and the like. */
  readonly sections: readonly SectionPages[];
  /** What is equal for sections of the same page size, columns and numbering. */
  readonly sectionKeys: readonly string[];
  /** A header or footer by its part. */
  getPage(part: string): Story;
  /** A note by its reference; `null` when the document has none of that id. */
  findNote(reference: NoteReference): Story | null;
  /** Whether anything in it may be a tracked change; found out when it is first asked. */
  readonly hasRevisions: boolean;
}

/** What may be taken over from another reading of the body, or kept for one. */
export interface Reuse {
  /** Blocks of a body in which the same characters mean the same. */
  readonly known?: KnownBlocks | null;
  /** Rows of them that were taken out of the body's text. */
  readonly gaps?: ReadonlyMap<number, Gap>;
  /** Takes up what is read here. */
  readonly collect?: KnownBlocks;
}

/** Reads every story of a document in one view. `sideOf` gives the side of each part. */
export function readStories(
  document: OpenDocument,
  sideOf: (part: string) => Side,
  view: View,
  reuse: Reuse = {},
): Stories {
  const [stories] = readViews(document, sideOf, [view], reuse);
  return stories as Stories;
}

/** The same in several views, with the body gone through once. */
export function readViews(
  document: OpenDocument,
  sideOf: (part: string) => Side,
  views: readonly View[],
  reuse: Reuse = {},
): Stories[] {
  const { docx } = document;
  const bodies = readBodies(document, sideOf(docx.mainPart), views, reuse);
  return views.map((view, index) => assemble(document, sideOf, view, bodies[index] as Body));
}

const noGaps: ReadonlyMap<number, Gap> = new Map();

/** A gap does not stand behind a known block of the body: the text has to be read as a whole. */
export class GapMissed extends Error {
  override readonly name = 'GapMissed';
}

interface Body extends Story {
  readonly sections: readonly XmlElement[];
}

function readBodies(
  { docx, styles }: OpenDocument,
  side: Side,
  views: readonly View[],
  { known = null, gaps = noGaps, collect }: Reuse,
): Body[] {
  const namespaces = docx.rootNamespaces(side.part);
  const readers = views.map((view) => new BlockReader(side, view, new ListLabels(styles.language)));
  const sections = views.map((): XmlElement[] => []);
  const isWaiting = () => readers.some((reader) => reader.isWaiting);
  const search = known === null ? null : known.search(side.text);
  let emptyAt = -1;
  let gapsMet = 0;

  const read = (element: XmlElement, around: readonly string[]) => {
    if (around[1] !== 'w:body') return;
    if (emptyAt < 0) emptyAt = element.from;
    const counts = readers.map((reader) => reader.blocks.length);
    const isAlone = !isWaiting();
    readers.forEach((reader, index) => {
      collectSections(element, views[index] as View, sections[index] as XmlElement[]);
      reader.read(element, namespaces);
    });
    const [first] = readers as [BlockReader];
    const blocks = first.blocks.slice(counts[0]);
    const isPlain = element.name === 'w:p' || element.name === 'w:tbl';
    if (isPlain && isAlone && !isWaiting() && blocks.length > 0 && blocks.every(isReusable)) {
      collect?.add({ from: element.from, to: element.to, blocks });
    }
  };
  const findEnd = (from: number, around: readonly string[]) => {
    if (search === null || known === null || around[1] !== 'w:body' || isWaiting()) return -1;
    const gap = gaps.get(from);
    const found = gap === undefined ? search.find(from) : search.jump(from, gap.before, gap.end);
    if (found === null) return -1;
    if (emptyAt < 0) emptyAt = from;
    const to = from + found.to - found.from;
    for (const reader of readers) reader.addKnown(found.blocks, from - found.from);
    if (gap !== undefined) {
      gapsMet += 1;
      const row = known.elements.slice(gap.before + 1, gap.end);
      for (const { blocks } of row) for (const reader of readers) reader.addKnown(blocks, 0);
    }
    return to;
  };
  const root = docx.streamXml(side.part, 2, read, search === null ? null : findEnd);
  if (gapsMet !== gaps.size) throw new GapMissed('blocks that were taken out of a text are not put back');
  if (emptyAt < 0) emptyAt = findChild(root, 'w:body')?.contentFrom ?? root.contentFrom;
  return readers.map((reader, index) => {
    reader.close();
    return { part: side.part, blocks: reader.blocks, emptyAt, sections: sections[index] as XmlElement[] };
  });
}

/** What reads the same in every view, and says nothing of sections or notes, whose ids are another document's. */
function isReusable(block: Block): boolean {
  return !block.hasRevisions && !(block.kind === 'paragraph' && block.endsSection);
}

function assemble(document: OpenDocument, sideOf: (part: string) => Side, view: View, body: Body): Stories {
  const { docx, styles } = document;
  const notes = new Map<string, { root: ReadonlyMap<string, XmlElement>; side: Side }>();
  const known = new Map<string, Story | null>();

  function notesOf(kind: NoteReference['kind']) {
    let found = notes.get(kind);
    const [part] = docx.listRelated(docx.mainPart, `${kind}s`);
    if (found === undefined && part !== undefined) {
      const side = sideOf(part);
      found = { root: indexNotes(document.treeOf(part), kind), side };
      notes.set(kind, found);
    }
    return found;
  }

  const pages = pagesOfSections(docx, body.sections);
  function getPage(part: string): Story {
    let story = known.get(part);
    if (story === undefined || story === null) {
      story = readStory(document.treeOf(part), sideOf(part), view, new ListLabels(styles.language));
      known.set(part, story);
    }
    return story;
  }
  const shown = new Set(pages.flatMap((page) => [...page.values()]));
  function findNote(reference: NoteReference): Story | null {
    const key = `${reference.kind} ${reference.id}`;
    let story = known.get(key);
    if (story === undefined) {
      const part = notesOf(reference.kind);
      const note = part?.root.get(reference.id);
      story =
        part === undefined || note === undefined
          ? null
          : readStory(note, part.side, view, new ListLabels(styles.language));
      known.set(key, story);
    }
    return story;
  }

  const notesParts = ['footnotes', 'endnotes'].flatMap((type) => docx.listRelated(docx.mainPart, type));
  let hasRevisions: boolean | null = null;
  const sectionKeys = body.sections.map(sectionKey);
  return {
    body,
    sections: pages,
    sectionKeys,
    getPage,
    findNote,
    get hasRevisions() {
      hasRevisions ??= [docx.mainPart, ...shown, ...notesParts].some((part) => mayHoldRevisions(docx.getText(part)));
      return hasRevisions;
    },
  };
}

function readStory(root: XmlElement, side: Side, view: View, labels: ListLabels): Story {
  const reader = new BlockReader(side, view, labels);
  reader.readInside(root, side.docx.rootNamespaces(side.part));
  reader.close();
  return { part: side.part, blocks: reader.blocks, emptyAt: root.contentFrom };
}
