import type { NoteKind } from '../notes.ts';
import { applySplices, type Splice } from '../splices.ts';
import type { XmlElement } from '../xml.ts';
import { alignBlocks, type Step } from './align-blocks.ts';
import { type Block, flatOf, noteOf, type ParagraphBlock, propertiesIn, readBox, type TableBlock } from './blocks.ts';
import type { ContentCopier } from './content-copier.ts';
import type { FlatParagraph } from './flat-paragraph.ts';
import { compareGroups, type Group, type GroupEdits, groupOf, replaceGroup } from './group-edits.ts';
import { CannotSplit, type MovedWords, writeGroup } from './group-writer.ts';
import { insertedContent } from './inserted-words.ts';
import { insertedMark } from './mark-properties.ts';
import { countOtherFrames, isDrawing } from './object-frames.ts';
import type { Side } from './side.ts';
import { deleteTable, insertedTable, noteTableLooks, writeTable } from './table-writer.ts';
import type { Tracking } from './tracked-xml.ts';

/** What a story of A and its counterpart of B are written with. */
export interface StoryTask {
  readonly sideA: Side;
  readonly sideB: Side;
  readonly copier: ContentCopier;
  /** Told of the note references that stay, as pairs of ids: their notes are compared next. */
  readonly onNotes: (pairs: readonly NotePair[]) => void;
  /** Told of section breaks that stay: the blocks that hold them. */
  readonly onSection: (a: Block, b: Block) => void;
  /** Told when a section break of B is put in. */
  readonly onSectionCarried: () => void;
  /** Told of what cannot be tracked. */
  readonly onUntracked: (code: 'other-block' | 'section-not-carried' | 'table-properties' | 'object-frames') => void;
}

export interface NotePair {
  readonly kind: NoteKind;
  readonly a: string;
  readonly b: string;
}

/** The splices that turn the blocks of A into a redline against those of B. `emptyAt`: where to write when A has no block. */
export function writeStory(a: readonly Block[], b: readonly Block[], task: StoryTask, emptyAt: number): Splice[] {
  const writer = new StoryWriter(a, b, task, emptyAt);
  for (const step of alignBlocks(a, b)) writer.write(step);
  return writer.finish();
}

class StoryWriter {
  readonly #a: readonly Block[];
  readonly #b: readonly Block[];
  readonly #task: StoryTask;
  readonly #splices: Splice[] = [];
  readonly #moves = new Map<number, MoveRange>();
  /** Where the next insertion goes: behind the last block of A that was passed. */
  #at: number;

  constructor(a: readonly Block[], b: readonly Block[], task: StoryTask, emptyAt: number) {
    this.#a = a;
    this.#b = b;
    this.#task = task;
    this.#at = a[0] === undefined ? emptyAt : startOf(a[0]);
  }

  write(step: Step): void {
    switch (step.kind) {
      case 'same':
        this.#task.onNotes(pairNotes(this.#a[step.a] as Block, this.#b[step.b] as Block));
        this.#pairSections([step.a], [step.b]);
        this.#noteLooks(this.#a[step.a] as Block, this.#b[step.b] as Block);
        this.#pass(step.a);
        break;
      case 'edit':
        this.#edit(step);
        break;
      case 'table':
        this.#splices.push(...writeTable(this.#a[step.a] as TableBlock, this.#b[step.b] as TableBlock, this.#task));
        this.#pass(step.a);
        break;
      case 'delete':
        this.#delete(this.#a[step.a] as Block);
        this.#pass(step.a);
        break;
      case 'insert':
        this.#insert(insertedBlock(this.#b[step.b] as Block, this.#task));
        break;
      case 'moveFrom':
      case 'moveTo':
        this.#move(step);
        break;
    }
  }

  finish(): Splice[] {
    return this.#splices;
  }

  #pass(index: number): void {
    this.#at = endOf(this.#a[index] as Block);
  }

  #insert(xml: string): void {
    if (xml !== '') this.#splices.push({ from: this.#at, to: this.#at, text: xml });
  }

  #edit({ a, b, arrivals }: Extract<Step, { kind: 'edit' }>): void {
    const { sideA, sideB, copier } = this.#task;
    const before = groupFrom(this.#a, a, sideA);
    const after = groupFrom(this.#b, b, sideB);
    const task = {
      ...({ a: before, b: after, copier, removing: 'w:del', adding: 'w:ins', lastMark: 'keep' } as const),
      arrivals: (arrivals ?? []).map((arrival) => this.#movedWords(after, b.indexOf(arrival.b), arrival.move)),
    };
    const edits = compareGroups(before, after);
    const namespaces = (this.#a[a[0] as number] as Block).namespaces;
    const namespacesOfB = (this.#b[b[0] as number] as Block).namespaces;
    const rewritten = this.#writeBoxes(edits, namespaces, namespacesOfB);
    try {
      this.#splices.push(...writeGroup({ ...task, edits, rewritten }));
      this.#task.onNotes(keptNotes(edits));
    } catch (error) {
      if (!(error instanceof CannotSplit)) throw error;
      this.#splices.push(...writeGroup({ ...task, edits: replaceGroup(before, after) }));
    }
    this.#pairSections(a, b);
    for (const index of a) this.#pass(index);
  }

  /** Objects that stay and whose text boxes say something else, as they become. */
  #writeBoxes(
    edits: GroupEdits,
    ofA: ReadonlyMap<string, string>,
    ofB: ReadonlyMap<string, string>,
  ): ReadonlyMap<XmlElement, string> {
    const { sideA, sideB } = this.#task;
    const rewritten = new Map<XmlElement, string>();
    for (const { a, b } of edits.keptObjects) {
      if (isDrawing(a.leaf.name) && sideA.objectKey(a.leaf, 'accepted') !== sideB.objectKey(b.leaf, 'accepted')) {
        this.#task.onUntracked('object-frames');
      }
      const write = (ofBoxA: readonly XmlElement[], ofBoxB: readonly XmlElement[], task: StoryTask) =>
        ofBoxA.flatMap((box, index) => {
          const before = readBox(box, sideA, 'accepted', ofA);
          const after = readBox(ofBoxB[index] as XmlElement, sideB, 'accepted', ofB);
          return writeStory(before, after, task, box.contentFrom);
        });
      const boxes = sideB.boxesIn(b.leaf);
      const splices = write(sideA.boxesIn(a.leaf), boxes, this.#task);
      if (splices.length === 0) continue;
      const copiesOfA = sideA.boxCopiesIn(a.leaf);
      const copies = [sideB.boxCopiesIn(b.leaf), boxes].find(({ length }) => length === copiesOfA.length);
      if (copies !== undefined) splices.push(...write(copiesOfA, copies, { ...this.#task, onUntracked: () => {} }));
      const { from, to } = a.leaf;
      const inside = splices.map((splice) => ({ ...splice, from: splice.from - from, to: splice.to - from }));
      rewritten.set(a.leaf, applySplices(sideA.text.slice(from, to), inside));
    }
    return rewritten;
  }

  #noteLooks(a: Block, b: Block): void {
    const { sideA, sideB, onUntracked } = this.#task;
    if (a.kind === 'table' && b.kind === 'table') noteTableLooks(a, b, this.#task);
    for (let count = countOtherFrames(a, sideA, b, sideB); count > 0; count--) onUntracked('object-frames');
  }

  #pairSections(a: readonly number[], b: readonly number[]): void {
    const before = sectionEnd(this.#a, a);
    const after = sectionEnd(this.#b, b);
    if (before !== undefined && after !== undefined) this.#task.onSection(before, after);
    else if (before !== undefined || after !== undefined) this.#task.onUntracked('section-not-carried');
  }

  #delete(block: Block): void {
    if (block.kind === 'table') this.#splices.push(...deleteTable(block, this.#task));
    else if (block.kind === 'paragraph') {
      // When nothing is left of a story its last mark stays, as it must.
      const isLone = this.#b.length === 0 && block === this.#a.at(-1);
      this.#splices.push(...removeParagraph(block, this.#task, 'w:del', isLone ? 'leave' : 'remove'));
    } else this.#task.onUntracked('other-block');
  }

  #movedWords({ starts, paragraphs }: Group, index: number, move: number): MovedWords {
    const from = starts[index] as number;
    const { start, finish } = this.#moveRange(move, 'moveTo');
    return { from, to: from + (paragraphs[index] as FlatParagraph).text.length, start, end: finish };
  }

  /** What stands around the words of a move at one of its ends (ECMA-376 part 1, 17.13.5.23 to 17.13.5.28). */
  #moveRange(number: number, end: 'moveFrom' | 'moveTo'): { start: string; finish: string } {
    const { names, stamp } = this.#task.copier;
    let move = this.#moves.get(number);
    if (move === undefined) {
      move = { name: `move${stamp.nextId()}` };
      this.#moves.set(number, move);
    }
    const id = stamp.nextId();
    const start = names.get(`w:${end}RangeStart`);
    const finish = names.get(`w:${end}RangeEnd`);
    return {
      start: `<${start}${stamp.sign(names, id)} ${names.get('w:name')}="${move.name}"/>`,
      finish: `<${finish} ${names.get('w:id')}="${id}"/>`,
    };
  }

  #move(step: Extract<Step, { kind: 'moveFrom' | 'moveTo' }>): void {
    const before = this.#a[step.a] as ParagraphBlock;
    const after = this.#b[step.b] as ParagraphBlock;
    const range = (end: 'moveFrom' | 'moveTo', content: string) => {
      const { start, finish } = this.#moveRange(step.move, end);
      return start + content + finish;
    };
    if (step.kind === 'moveFrom') {
      for (const { from, to, text } of movedAway(before, after, this.#task)) {
        this.#splices.push({ from, to, text: range('moveFrom', text) });
      }
      this.#pass(step.a);
    } else this.#insert(range('moveTo', movedHere(before, after, this.#task)));
  }
}

interface MoveRange {
  readonly name: string;
}

/** The paragraph among these that ends a section. */
function sectionEnd(blocks: readonly Block[], indexes: readonly number[]): Block | undefined {
  const index = indexes.find((each) => {
    const block = blocks[each] as Block;
    return block.kind === 'paragraph' && block.endsSection;
  });
  return index === undefined ? undefined : blocks[index];
}

function startOf(block: Block): number {
  return (block.ranges[0] as { from: number }).from;
}

function endOf(block: Block): number {
  return (block.ranges.at(-1) as { to: number }).to;
}

function groupFrom(blocks: readonly Block[], indexes: readonly number[], side: Side): Group {
  return groupOf(
    indexes.map((index) => flatOf(blocks[index] as ParagraphBlock, side, 'accepted')),
    side,
  );
}

/** A paragraph of A whose words and mark go. */
export function removeParagraph(
  block: ParagraphBlock,
  { sideA, copier }: StoryTask,
  removing: Tracking,
  lastMark: 'remove' | 'leave' = 'remove',
): Splice[] {
  const a = groupOf([flatOf(block, sideA, 'accepted')], sideA);
  const b = groupOf([], sideA);
  return writeGroup({ a, b, edits: replaceGroup(a, b), copier, removing, adding: 'w:ins', lastMark });
}

/** A paragraph of A at the place that it leaves: what arrives elsewhere is moved, the rest is deleted. */
function movedAway(before: ParagraphBlock, after: ParagraphBlock, task: StoryTask): Splice[] {
  const { a, b, edits } = compareMoved(before, after, task);
  return writeGroup({
    a,
    b,
    edits: { ...edits, insertions: [] },
    copier: task.copier,
    removing: 'w:del',
    adding: 'w:ins',
    keeping: 'w:moveFrom',
    lastMark: 'moveAway',
  });
}

/** The same paragraph where it arrives: what came along is moved, the rest is inserted. */
function movedHere(before: ParagraphBlock, after: ParagraphBlock, task: StoryTask): string {
  const { copier } = task;
  const { b, edits } = compareMoved(before, after, task);
  let words = '';
  let at = 0;
  for (const { bFrom, bTo } of edits.insertions) {
    words += insertedContent(b, at, bFrom, 'w:moveTo', copier) + insertedContent(b, bFrom, bTo, 'w:ins', copier);
    at = bTo;
  }
  words += insertedContent(b, at, b.text.length, 'w:moveTo', copier);
  const properties = propertiesOfLast(b);
  const name = copier.names.get('w:p');
  return `<${name}>${insertedMark(properties, 'w:moveTo', copier)}${words}</${name}>`;
}

function compareMoved(before: ParagraphBlock, after: ParagraphBlock, { sideA, sideB }: StoryTask) {
  const a = groupOf([flatOf(before, sideA, 'accepted')], sideA);
  const b = groupOf([flatOf(after, sideB, 'accepted')], sideB);
  return { a, b, edits: compareGroups(a, b) };
}

function propertiesOfLast({ paragraphs }: Group): XmlElement | null {
  const elements = paragraphs.at(-1)?.elements ?? [];
  const last = elements.at(-1);
  return last === undefined ? null : propertiesIn(last, 'accepted');
}

/** A block of B that is put in. */
export function insertedBlock(block: Block, task: StoryTask): string {
  if (block.kind === 'table') return insertedTable(block, task);
  if (block.kind === 'paragraph') return insertedParagraph(block, task, 'w:ins');
  task.onUntracked('other-block');
  return '';
}

/** The same for the last paragraph of a note, whose mark cannot be tracked. */
export function lastInsertedParagraph(block: ParagraphBlock, task: StoryTask): string {
  return insertedParagraph(block, task, 'w:ins', null);
}

/** A paragraph of B with its words and mark put in. */
function insertedParagraph(
  block: ParagraphBlock,
  task: StoryTask,
  adding: Tracking,
  mark: Tracking | null = adding,
): string {
  const { sideB, copier } = task;
  if (block.endsSection && copier.carriesSections) task.onSectionCarried();
  else if (block.endsSection) task.onUntracked('section-not-carried');
  const group = groupOf([flatOf(block, sideB, 'accepted')], sideB);
  const properties = propertiesOfLast(group);
  const name = copier.names.get('w:p');
  const words = insertedContent(group, 0, group.text.length, adding, copier);
  return `<${name}>${insertedMark(properties, mark, copier)}${words}</${name}>`;
}

function pairNotes(a: Block, b: Block): NotePair[] {
  return a.notes.flatMap((note, index) => {
    const other = b.notes[index];
    return other === undefined ? [] : [{ kind: note.kind, a: note.id, b: other.id }];
  });
}

/** The references that are the same on both sides of an edit. */
function keptNotes({ keptObjects }: GroupEdits): NotePair[] {
  return keptObjects.flatMap(({ a, b }) => {
    const note = noteOf(a.leaf);
    const other = noteOf(b.leaf);
    return note === null || other === null ? [] : [{ kind: note.kind, a: note.id, b: other.id }];
  });
}
