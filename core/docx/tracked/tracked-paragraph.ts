import type {
  FormattingChange,
  RedlineObject,
  RedlineRun,
  RedlineTextBox,
  TrackedChange,
} from '../../model/redline-document.ts';
import type { InlineSink, NoteCitation } from '../inline.ts';
import { childValue } from '../properties.ts';
import { applyMarks, hidden, listMarks, type MarkSet, readMarks, superscript } from '../run-marks.ts';
import type { ParagraphStyle, StyleSheet } from '../styles.ts';
import { attributeOf, findChild, type XmlElement } from '../xml.ts';
import { readFormattingChange } from './formatting-changes.ts';
import { readFormula, readObject } from './objects.ts';
import type { TrackedPlace } from './place.ts';

/** The styles of a paragraph with all changes rejected and accepted. */
export interface TrackedStyles {
  readonly before: ParagraphStyle;
  readonly after: ParagraphStyle;
}

interface OpenRun {
  readonly marks: MarkSet;
  readonly marksBefore: MarkSet;
  readonly href: string | null;
  readonly changes: readonly TrackedChange[];
  readonly formatting: FormattingChange | null;
  readonly note: RedlineRun['note'];
  text: string;
}

/** A paragraph of a tracked document while it is read: what was inserted and what was deleted are both kept, and who did it. */
export class TrackedParagraph implements InlineSink {
  readonly readsDeletedText = true;
  readonly textBoxes: XmlElement[] = [];
  readonly #styles: TrackedStyles;
  readonly #styleSheet: StyleSheet;
  readonly #place: TrackedPlace;
  readonly #runs: RedlineRun[] = [];
  readonly #textBoxChanges: (readonly TrackedChange[])[] = [];
  #open: OpenRun | null = null;
  #formatting: FormattingChange | null = null;
  #directBefore: XmlElement | null = null;
  #inheritedBefore: MarkSet | null = null;
  #note: RedlineRun['note'] = null;
  #visibleBefore = false;
  #visibleAfter = false;

  constructor(styles: TrackedStyles, styleSheet: StyleSheet, place: TrackedPlace) {
    this.#styles = styles;
    this.#styleSheet = styleSheet;
    this.#place = place;
  }

  get style(): ParagraphStyle {
    return this.#place.isInAfter ? this.#styles.after : this.#styles.before;
  }

  /** Whether any of its characters is there and not hidden, with all changes rejected, or accepted. */
  get hasVisibleText(): { readonly before: boolean; readonly after: boolean } {
    return { before: this.#visibleBefore, after: this.#visibleAfter };
  }

  append(text: string, marks: MarkSet, href: string | null): void {
    if (text === '') return;
    const { changes } = this.#place;
    const note = this.#note;
    const marksBefore = this.#marksBefore(marks) | (note === null ? 0 : marks & superscript);
    this.#note = null;
    const open = this.#open;
    if (
      open !== null &&
      open.marks === marks &&
      open.marksBefore === marksBefore &&
      open.href === href &&
      open.changes === changes &&
      open.formatting === this.#formatting &&
      open.note === null &&
      note === null
    ) {
      open.text += text;
    } else {
      this.#closeRun();
      this.#open = { marks, marksBefore, href, changes, formatting: this.#formatting, note, text };
    }
    this.#place.quote(text);
    if (this.#place.isInAfter && !(marks & hidden)) this.#visibleAfter = true;
    if (this.#place.isInBefore && !(marksBefore & hidden)) this.#visibleBefore = true;
  }

  appendLayoutBreak(element: XmlElement): void {
    const kind = attributeOf(element, 'w:type') === 'column' ? 'column-break' : 'page-break';
    this.appendObject({ kind, words: '' });
  }

  appendObject(object: RedlineObject, inside: readonly TrackedChange[] = []): void {
    const { changes } = this.#place;
    this.#pushRun({ object, changes: inside.length === 0 ? changes : [...changes, ...inside] });
  }

  /** A content control was inserted, deleted or moved around what stands in it. */
  appendControl(range: XmlElement): void {
    const change = this.#place.readControlChange(range);
    if (change === null) return;
    this.#formatting = null;
    this.appendObject({ kind: 'control', words: '' }, [change]);
  }

  addCitation({ kind, id }: NoteCitation): void {
    this.#note = { kind, id };
  }

  enterChange(element: XmlElement): boolean {
    const change = this.#place.readChange(element);
    this.#place.enter(...(change === null ? [] : [change]));
    return true;
  }

  leaveChange(): void {
    this.#place.leave();
  }

  enterRun(properties: XmlElement | null): void {
    this.#inheritedBefore = null;
    this.#formatting = readFormattingChange(properties, 'run', 'w:rPrChange')[0] ?? null;
    const change = properties === null ? null : findChild(properties, 'w:rPrChange');
    this.#directBefore = change === null ? properties : change.first;
  }

  pass(element: XmlElement): void {
    if (this.#place.follow(element)) return;
    switch (element.name) {
      case 'w:commentReference':
        this.#pushRun({ comment: attributeOf(element, 'w:id') ?? '', changes: this.#place.changes });
        break;
      case 'm:oMath':
      case 'm:oMathPara':
        this.#formatting = null;
        readFormula(
          element,
          (inner) => this.#place.readChange(inner),
          (words, changes) => this.appendObject({ kind: 'formula', words }, changes),
        );
        break;
      case 'w:drawing':
      case 'w:pict':
      case 'w:object': {
        const object = readObject(element);
        if (object !== null) this.appendObject(object);
        while (this.#textBoxChanges.length < this.textBoxes.length) this.#textBoxChanges.push(this.#place.changes);
        break;
      }
      default:
        if (element.name.startsWith('w:customXml')) this.appendControl(element);
    }
  }

  takeRuns(): readonly RedlineRun[] {
    this.#closeRun();
    return this.#runs;
  }

  /** The text boxes with the changes around their anchors, each read by `readBlocks`. */
  readTextBoxes(readBlocks: (box: XmlElement) => RedlineTextBox['blocks']): readonly RedlineTextBox[] {
    return this.textBoxes.map((box, index) => ({
      changes: this.#textBoxChanges[index] ?? [],
      blocks: readBlocks(box),
    }));
  }

  /** With all changes rejected the same characters can have other marks: the paragraph's style, or their own properties, changed. */
  #marksBefore(marks: MarkSet): MarkSet {
    if (this.#styles.before === this.#styles.after && this.#formatting === null) return marks;
    this.#inheritedBefore ??= applyMarks(
      this.#styleSheet.marks(this.#styles.before, childValue(this.#directBefore, 'w:rStyle')),
      readMarks(this.#directBefore),
    );
    return this.#inheritedBefore;
  }

  #pushRun(run: Partial<RedlineRun> & Pick<RedlineRun, 'changes'>): void {
    this.#closeRun();
    this.#runs.push({ ...emptyRun, formatting: this.#formatting, ...run });
  }

  #closeRun(): void {
    const open = this.#open;
    if (open === null) return;
    this.#open = null;
    const { text, href, changes, formatting, note } = open;
    const marks = listMarks(open.marks);
    const marksBefore = listMarks(open.marksBefore);
    this.#runs.push({ text, marks, marksBefore, href, changes, formatting, note, object: null, comment: null });
  }
}

const emptyRun: RedlineRun = {
  text: '',
  marks: [],
  marksBefore: [],
  href: null,
  changes: [],
  formatting: null,
  note: null,
  object: null,
  comment: null,
};
