import {
  type FormattingChange,
  isInAfter,
  isInBefore,
  type ParagraphLook,
  type RedlineBlock,
  type RedlineCell,
  type RedlineParagraph,
  type RedlineRow,
  type RedlineTable,
  type TrackedChange,
} from '../../model/redline-document.ts';
import { chosenBranch } from '../alternate-content.ts';
import { type InlineContext, isMarkHidden, readInline } from '../inline.ts';
import { findListPlace, type ListLabels, type ListPlace } from '../list-labels.ts';
import type { Numbering } from '../numbering.ts';
import { childValue, readLevel } from '../properties.ts';
import { forEachInside, headingLevelOf, isDropCap, isSectionBreak, paragraphsIn } from '../story.ts';
import type { ParagraphStyle } from '../styles.ts';
import { attributeOf, findChild, type XmlElement } from '../xml.ts';
import { authorship, readFormattingChange } from './formatting-changes.ts';
import type { TrackedPlace } from './place.ts';
import { type PassedOverFields, TrackedFields } from './tracked-fields.ts';
import { TrackedParagraph, type TrackedStyles } from './tracked-paragraph.ts';

/**
 * Reads the blocks of a story with every tracked change in it (ECMA-376 part 1, 17.13.5).
 *
 * A paragraph stays the paragraph that it is in the file, but what it looks like depends on its neighbours: where
 * a mark was deleted, the words before it belong, after, to the paragraph whose mark remains, and have that one's
 * style and number; where a mark was inserted, the same holds before. So paragraphs wait until one comes whose mark
 * nobody touched, and are then read together. Each view is numbered by itself.
 */
export interface TrackedContext extends Omit<InlineContext, 'fields'> {
  readonly numbering: Numbering;
  readonly labels: { readonly before: ListLabels; readonly after: ListLabels };
  readonly textBoxLabels: { readonly before: ListLabels; readonly after: ListLabels };
  readonly place: TrackedPlace;
  readonly passedOverFields: PassedOverFields;
  /** Told of the section properties met, in order, and of fields without an end. */
  readonly onSection: (section: XmlElement) => void;
  readonly onUnclosedFields: (ordinals: {
    readonly before: readonly number[];
    readonly after: readonly number[];
  }) => void;
}

export class TrackedStoryReader {
  readonly #context: TrackedContext;
  readonly #fields: TrackedFields;
  readonly #ownsFields: boolean;
  #blocks: RedlineBlock[] = [];
  #waiting: (WaitingParagraph | WaitingRange)[] = [];
  /** Changed content controls that begin before the next paragraph. */
  #controls: XmlElement[] = [];

  /** `fields`: those of the story around, for a cell, which is part of it. */
  constructor(context: TrackedContext, fields: TrackedFields | null = null) {
    this.#context = context;
    this.#ownsFields = fields === null;
    this.#fields = fields ?? new TrackedFields(context.place, context.passedOverFields);
  }

  readBlocks(parent: XmlElement): void {
    for (let child = parent.first; child !== null; child = child.next) this.readBlock(child);
  }

  readBlock(element: XmlElement): void {
    const { place } = this.#context;
    switch (element.name) {
      case 'w:p':
        this.#readParagraph(element);
        break;
      case 'w:tbl':
        this.#readWaiting();
        this.#blocks.push(this.#readTable(element));
        break;
      case 'w:sdt':
      case 'w:sdtContent':
      case 'w:customXml':
        this.readBlocks(element);
        break;
      case 'w:ins':
      case 'w:moveTo':
      case 'w:del':
      case 'w:moveFrom': {
        const change = place.readChange(element);
        place.enter(...(change === null ? [] : [change]));
        this.readBlocks(element);
        place.leave();
        break;
      }
      case 'w:sectPr': {
        this.#readWaiting();
        this.#context.onSection(element);
        const formatting = readFormattingChange(element, 'section', 'w:sectPrChange');
        if (formatting.length > 0) this.#blocks.push({ type: 'section', formatting });
        break;
      }
      case 'mc:AlternateContent': {
        const branch = chosenBranch(element);
        if (branch !== null) this.readBlocks(branch);
        break;
      }
      default:
        // Around content controls too, whose change is shown at the beginning of the paragraph that follows.
        if (this.#waiting.length > 0 || element.name.startsWith('w:customXml')) this.#waiting.push({ range: element });
        else place.follow(element);
    }
  }

  /** What was read, once; must be called at the story's end. */
  close(): readonly RedlineBlock[] {
    this.#readWaiting();
    if (this.#ownsFields) this.#context.onUnclosedFields(this.#fields.listUnclosed());
    const blocks = this.#blocks;
    this.#blocks = [];
    return blocks;
  }

  /** The words wait with the looks: they inherit marks from the style. */
  #readParagraph(element: XmlElement): void {
    const properties = findChild(element, 'w:pPr');
    const markProperties = properties === null ? null : findChild(properties, 'w:rPr');
    const { changes } = this.#context.place;
    const waiting: WaitingParagraph = {
      element,
      properties,
      changes,
      isDropCap: isDropCap(element),
      joins: {
        before: !isInBefore(changes) || has(markProperties, 'w:ins', 'w:moveTo'),
        after: !isInAfter(changes) || has(markProperties, 'w:del', 'w:moveFrom'),
      },
    };
    this.#waiting.push(waiting);
    if (!waiting.joins.before && !waiting.joins.after && !waiting.isDropCap) this.#readWaiting();
  }

  #readWaiting(): void {
    const waiting = this.#waiting;
    if (waiting.length === 0) return;
    this.#waiting = [];
    const paragraphs = waiting.filter((each): each is WaitingParagraph => 'joins' in each);
    const looks = {
      before: this.#looksOf(paragraphs, 'before'),
      after: this.#looksOf(paragraphs, 'after'),
    };
    const read: ReadParagraph[] = [];
    for (const each of waiting) {
      if ('joins' in each) {
        const index = read.length;
        const before = looks.before[index] as OwnedLook;
        const after = looks.after[index] as OwnedLook;
        read.push(this.#readWords(each, { before: before.style, after: after.style }));
      } else if (each.range.name.startsWith('w:customXml')) this.#controls.push(each.range);
      else this.#context.place.follow(each.range);
    }
    this.#label(read, looks.before, 'before');
    this.#label(read, looks.after, 'after');
    for (const [index, each] of read.entries()) {
      const before = finishLook(looks.before[index] as OwnedLook);
      const after = finishLook(looks.after[index] as OwnedLook);
      this.#blocks.push({ ...each.paragraph, before: sameLook(before, after) ? after : before, after });
    }
  }

  /** What each paragraph looks like in a view: like the one that its words end in there. */
  #looksOf(paragraphs: readonly WaitingParagraph[], view: View): OwnedLook[] {
    const { styles, numbering } = this.#context;
    const looks: OwnedLook[] = [];
    for (let index = paragraphs.length - 1; index >= 0; index--) {
      const paragraph = paragraphs[index] as WaitingParagraph;
      const next = looks[index + 1];
      if (next !== undefined && (paragraph.joins[view] || paragraph.isDropCap)) {
        looks[index] = { ...next, owner: next.owner, label: null };
        continue;
      }
      const { properties, numberedBy } = propertiesOf(paragraph, view);
      const style = styles.paragraphStyle(childValue(properties, 'w:pStyle'));
      looks[index] = {
        owner: index,
        style,
        place: findListPlace(numberedBy, style, numbering),
        headingLevel: headingLevelOf(properties, style.headingLevel),
        label: null,
        hasNumberWhenEmpty: !(
          isSectionBreak(paragraph.properties) || isMarkHidden(paragraph.properties, style, styles)
        ),
      };
    }
    return looks;
  }

  #readWords(waiting: WaitingParagraph, styles: TrackedStyles): ReadParagraph {
    const { place } = this.#context;
    const { element, properties } = waiting;
    const open = new TrackedParagraph(styles, this.#context.styles, place);
    place.enter(...waiting.changes);
    place.beginParagraph();
    for (const control of this.#controls) open.appendControl(control);
    this.#controls = [];
    this.#fields.onChangedInstruction = (words) => open.appendObject({ kind: 'field-code', words });
    readInline(element, open, { ...this.#context, fields: this.#fields });
    const markProperties = properties === null ? null : findChild(properties, 'w:rPr');
    const mark = [...place.changes, ...place.readChanges(markProperties)];
    const isPresent = { before: place.isInBefore, after: place.isInAfter };
    const section = properties === null ? null : findChild(properties, 'w:sectPr');
    if (section !== null) this.#context.onSection(section);
    const textBoxes = open.readTextBoxes((box) => this.#readTextBox(box));
    place.leave();
    return {
      isPresent,
      isVisible: open.hasVisibleText,
      paragraph: {
        type: 'paragraph',
        runs: open.takeRuns(),
        mark: mark.length === 0 ? none : mark,
        isDropCap: waiting.isDropCap,
        formatting: [
          ...readFormattingChange(properties, 'paragraph', 'w:pPrChange'),
          ...readNumberingChange(properties),
          ...readFormattingChange(markProperties, 'mark', 'w:rPrChange'),
          ...readFormattingChange(section, 'section', 'w:sectPrChange'),
        ],
        textBoxes,
        ordinal: element.ordinal,
      },
    };
  }

  /** Counts the paragraphs of a view; the number stands where its words begin. */
  #label(paragraphs: readonly ReadParagraph[], looks: readonly OwnedLook[], view: View): void {
    let from = 0;
    for (let to = 0; to < looks.length; to++) {
      const look = looks[to] as OwnedLook;
      if (look.owner !== to) continue;
      const group = paragraphs.slice(from, to + 1);
      const visible = group.findIndex((each) => each.isVisible[view]);
      const isThere = group.some((each) => each.isPresent[view]);
      if (look.place !== null && isThere && (visible >= 0 || look.hasNumberWhenEmpty)) {
        const label = this.#context.labels[view].next(look.place);
        const shownAt = looks[visible < 0 ? to : from + visible] as OwnedLook;
        shownAt.label = label === '' ? null : label;
      }
      from = to + 1;
    }
  }

  #readTextBox(box: XmlElement): readonly RedlineBlock[] {
    const reader = new TrackedStoryReader({ ...this.#context, labels: this.#context.textBoxLabels });
    reader.readBlocks(box);
    return reader.close();
  }

  #readTable(table: XmlElement): RedlineTable {
    const rows: RedlineRow[] = [];
    forEachInside(table, 'w:tr', (row) => rows.push(this.#readRow(row)));
    return {
      type: 'table',
      rows,
      formatting: [
        ...readFormattingChange(findChild(table, 'w:tblPr'), 'table', 'w:tblPrChange'),
        ...readFormattingChange(findChild(table, 'w:tblGrid'), 'table', 'w:tblGridChange'),
      ],
    };
  }

  /** ECMA-376 part 1, 17.13.5.12 and 17.13.5.16 to 17.13.5.37: rows inserted and deleted, and changes of their properties. */
  #readRow(row: XmlElement): RedlineRow {
    const { place } = this.#context;
    const properties = findChild(row, 'w:trPr');
    const changes = [...place.changes, ...place.readChanges(properties)];
    const cells: RedlineCell[] = [];
    place.within(changes, () => forEachInside(row, 'w:tc', (cell) => cells.push(this.#readCell(cell))));
    return {
      changes: changes.length === 0 ? none : changes,
      formatting: [
        ...readFormattingChange(properties, 'row', 'w:trPrChange'),
        ...readFormattingChange(findChild(row, 'w:tblPrEx'), 'row', 'w:tblPrExChange'),
      ],
      cells,
      ...paragraphsIn(row),
    };
  }

  #readCell(cell: XmlElement): RedlineCell {
    const properties = findChild(cell, 'w:tcPr');
    const changes = readCellChanges(properties);
    const blocks = this.#context.place.within(changes, () => {
      const reader = new TrackedStoryReader(this.#context, this.#fields);
      reader.readBlocks(cell);
      return reader.close();
    });
    const merge = properties === null ? null : findChild(properties, 'w:vMerge');
    return {
      changes,
      formatting: [...readFormattingChange(properties, 'cell', 'w:tcPrChange'), ...readCellMerge(properties)],
      columns: readLevel(childValue(properties, 'w:gridSpan'), 63) ?? 1,
      continues: merge !== null && attributeOf(merge, 'w:val') !== 'restart',
      blocks,
    };
  }
}

type View = 'before' | 'after';

const none: readonly TrackedChange[] = [];

interface WaitingParagraph {
  readonly element: XmlElement;
  readonly properties: XmlElement | null;
  /** The changes around it. */
  readonly changes: readonly TrackedChange[];
  readonly isDropCap: boolean;
  /** Whether it runs on into the next one, in each view. */
  readonly joins: Readonly<Record<View, boolean>>;
}

/** The beginning or end of a range between paragraphs that wait. */
interface WaitingRange {
  readonly range: XmlElement;
}

interface OwnedLook {
  /** The paragraph whose properties these are. */
  readonly owner: number;
  readonly style: ParagraphStyle;
  readonly place: ListPlace | null;
  readonly headingLevel: number | null;
  readonly hasNumberWhenEmpty: boolean;
  label: string | null;
}

interface ReadParagraph {
  readonly isPresent: Readonly<Record<View, boolean>>;
  readonly isVisible: Readonly<Record<View, boolean>>;
  readonly paragraph: Omit<RedlineParagraph, 'before' | 'after'>;
}

function finishLook({ style, label, place, headingLevel }: OwnedLook): ParagraphLook {
  return { style: style.name, label, listLevel: place === null ? null : place.level, headingLevel };
}

function sameLook(a: ParagraphLook, b: ParagraphLook): boolean {
  return a.style === b.style && a.label === b.label && a.listLevel === b.listLevel && a.headingLevel === b.headingLevel;
}

/** `numberedBy`: where to look for the paragraph's own list; a list that was given to it by a tracked change is not there before. */
function propertiesOf(
  { properties }: WaitingParagraph,
  view: View,
): { properties: XmlElement | null; numberedBy: XmlElement | null } {
  if (view === 'after' || properties === null) return { properties, numberedBy: properties };
  const change = findChild(properties, 'w:pPrChange');
  if (change !== null) return { properties: change.first, numberedBy: change.first };
  const numbering = findChild(properties, 'w:numPr');
  const isInserted = numbering !== null && findChild(numbering, 'w:ins') !== null;
  return { properties, numberedBy: isInserted ? null : properties };
}

function has(properties: XmlElement | null, ...names: readonly string[]): boolean {
  return properties !== null && names.some((name) => findChild(properties, name) !== null);
}

/** ECMA-376 part 1, 17.13.5.19 (a number given to a paragraph) and 17.13.5.25 (numbers as older programs tracked them). */
function readNumberingChange(properties: XmlElement | null): readonly FormattingChange[] {
  const numbering = properties === null ? null : findChild(properties, 'w:numPr');
  if (numbering === null) return [];
  const changes: FormattingChange[] = [];
  const inserted = findChild(numbering, 'w:ins');
  if (inserted !== null) {
    const differences = [{ property: 'numPr', before: null, after: 'on' }];
    changes.push({ ...authorship(inserted), scope: 'numbering', differences });
  }
  const changed = findChild(numbering, 'w:numberingChange');
  if (changed !== null) {
    const differences = [{ property: 'numPr', before: attributeOf(changed, 'w:original'), after: null }];
    changes.push({ ...authorship(changed), scope: 'numbering', differences });
  }
  return changes;
}

/** ECMA-376 part 1, 17.13.5.1 and 17.13.5.2. */
function readCellChanges(properties: XmlElement | null): readonly TrackedChange[] {
  const inserted = properties === null ? null : findChild(properties, 'w:cellIns');
  const deleted = properties === null ? null : findChild(properties, 'w:cellDel');
  const changes: TrackedChange[] = [];
  if (inserted !== null) changes.push({ ...authorship(inserted), kind: 'insertion', move: null });
  if (deleted !== null) changes.push({ ...authorship(deleted), kind: 'deletion', move: null });
  return changes.length === 0 ? none : changes;
}

/** ECMA-376 part 1, 17.13.5.3: cells merged or split in a column. */
function readCellMerge(properties: XmlElement | null): readonly FormattingChange[] {
  const merge = properties === null ? null : findChild(properties, 'w:cellMerge');
  if (merge === null) return [];
  const before = attributeOf(merge, 'w:vMergeOrig');
  const after = attributeOf(merge, 'w:vMerge');
  return [{ ...authorship(merge), scope: 'cell', differences: [{ property: 'vMerge', before, after }] }];
}
