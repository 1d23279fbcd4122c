import type { Run } from '../model/content.ts';
import { chosenBranch } from './alternate-content.ts';
import { type Fields, formFieldText, hyperlinkOf } from './fields.ts';
import type { NoteKind } from './notes.ts';
import type { Relationship } from './package.ts';
import { childValue, isAttributeOn, isOn } from './properties.ts';
import { applyMarks, hidden, listMarks, type MarkSet, readMarks, superscript } from './run-marks.ts';
import type { ParagraphStyle, StyleSheet } from './styles.ts';
import { symbolCharacter } from './symbols.ts';
import { textElementWords } from './text-element.ts';
import { attributeOf, findChild, type XmlElement } from './xml.ts';

/** What inline content needs to know of the story around it. */
export interface InlineContext {
  readonly styles: StyleSheet;
  readonly relationships: ReadonlyMap<string, Relationship>;
  readonly fields: Fields;
  /** The mark of a note cited here; `null` where notes cannot be cited. */
  readonly cite: ((kind: NoteKind, reference: XmlElement) => string) | null;
}

export interface NoteCitation {
  readonly kind: NoteKind;
  readonly id: string;
  /** The computed number, or the author's own mark. */
  readonly mark: string;
}

/**
 * Where the words of a paragraph go while they are read. What `OpenParagraph` passes over, because readers of the agreed words have
 * no use for it, a reader of the redline itself keeps (see tracked/tracked-paragraph.ts).
 */
export interface InlineSink {
  /** The style whose marks the run at hand inherits. */
  readonly style: ParagraphStyle;
  readonly readsDeletedText: boolean;
  /** `w:txbxContent` elements anchored in it. */
  readonly textBoxes: XmlElement[];
  append(text: string, marks: MarkSet, href: string | null): void;
  /** A page or column break. */
  appendLayoutBreak(element: XmlElement): void;
  /** The mark shown, if any, is appended next. */
  addCitation(citation: NoteCitation): void;
  /** A tracked change begins (17.13.5): whether what is in it is read. When it is, `leaveChange` follows. */
  enterChange(change: XmlElement): boolean;
  leaveChange(): void;
  enterRun(properties: XmlElement | null): void;
  /** An element that holds no words of the paragraph: a range's end, a picture, a formula, a comment. */
  pass(element: XmlElement): void;
}

/** A paragraph's words while they are read, with tracked changes taken as accepted: runs with equal formatting are joined. */
export class OpenParagraph implements InlineSink {
  readonly style: ParagraphStyle;
  readonly readsDeletedText = false;
  readonly textBoxes: XmlElement[] = [];
  readonly citations: NoteCitation[] = [];
  readonly #runs: Run[] = [];
  #text = '';
  #marks: MarkSet = 0;
  #href: string | null = null;
  #layoutBreak = false;
  #visible = false;

  constructor(style: ParagraphStyle) {
    this.style = style;
  }

  append(text: string, marks: MarkSet, href: string | null): void {
    if (text === '') return;
    if (this.#layoutBreak) {
      this.#layoutBreak = false;
      if (this.#text !== '' || this.#runs.length > 0) this.append('\n', marks, href);
    }
    if (marks !== this.#marks || href !== this.#href) {
      this.#closeRun();
      this.#marks = marks;
      this.#href = href;
    }
    this.#text += text;
    if (!(marks & hidden)) this.#visible = true;
  }

  /** A page or column break separates words, but at either end of a paragraph it is layout and no character. */
  appendLayoutBreak(): void {
    this.#layoutBreak = true;
  }

  addCitation(citation: NoteCitation): void {
    this.citations.push(citation);
  }

  /** What was inserted or moved here is text, what was deleted or moved away is not. */
  enterChange({ name }: XmlElement): boolean {
    return name === 'w:ins' || name === 'w:moveTo';
  }

  leaveChange(): void {}

  enterRun(): void {}

  pass(): void {}

  /** Whether any of its characters is not hidden. */
  get hasVisibleText(): boolean {
    return this.#visible;
  }

  takeRuns(): readonly Run[] {
    this.#closeRun();
    return this.#runs;
  }

  #closeRun(): void {
    if (this.#text === '') return;
    const run: { text: string; marks?: Run['marks']; href?: string } = { text: this.#text };
    if (this.#marks !== 0) run.marks = listMarks(this.#marks);
    if (this.#href !== null) run.href = this.#href;
    this.#runs.push(run);
    this.#text = '';
  }
}

/**
 * Reads the inline content of a paragraph or of a wrapper inside it. The sink says which tracked changes are looked into
 * (ECMA-376 part 1, 17.13.5). Wrappers without a meaning for the words (content controls, smart tags, custom XML, text direction) are looked through.
 */
export function readInline(
  parent: XmlElement,
  paragraph: InlineSink,
  context: InlineContext,
  href: string | null = null,
): void {
  for (let child = parent.first; child !== null; child = child.next) {
    switch (child.name) {
      case 'w:r':
        readRun(child, paragraph, context, href);
        break;
      case 'w:hyperlink':
        readInline(child, paragraph, context, hyperlinkTarget(child, context.relationships) ?? href);
        break;
      case 'w:fldSimple':
        readInline(child, paragraph, context, hyperlinkOf(attributeOf(child, 'w:instr') ?? '') ?? href);
        break;
      case 'w:ins':
      case 'w:moveTo':
      case 'w:del':
      case 'w:moveFrom':
        if (paragraph.enterChange(child)) {
          readInline(child, paragraph, context, href);
          paragraph.leaveChange();
        }
        break;
      case 'w:sdt':
      case 'w:sdtContent':
      case 'w:smartTag':
      case 'w:customXml':
      case 'w:dir':
      case 'w:bdo':
        readInline(child, paragraph, context, href);
        break;
      case 'mc:AlternateContent': {
        const branch = chosenBranch(child);
        if (branch !== null) readInline(branch, paragraph, context, href);
        break;
      }
      default:
        paragraph.pass(child);
    }
  }
}

/** ECMA-376 part 1, 17.16.22: an external target, a bookmark in this document, or a place in another. */
function hyperlinkTarget(link: XmlElement, relationships: ReadonlyMap<string, Relationship>): string | null {
  const id = attributeOf(link, 'r:id');
  const relationship = id === null ? undefined : relationships.get(id);
  const anchor = attributeOf(link, 'w:anchor');
  const target = (relationship?.target ?? '') + (anchor === null || anchor === '' ? '' : `#${anchor}`);
  return target === '' ? null : target;
}

function readRun(run: XmlElement, paragraph: InlineSink, context: InlineContext, href: string | null): void {
  const properties = findChild(run, 'w:rPr');
  paragraph.enterRun(properties);
  const inherited = context.styles.marks(
    paragraph.style,
    properties === null ? null : childValue(properties, 'w:rStyle'),
  );
  const marks = properties === null ? inherited : applyMarks(inherited, readMarks(properties));
  readRunContent(run, marks, paragraph, context, href);
}

/** ECMA-376 part 1, 17.3.3. */
function readRunContent(
  run: XmlElement,
  marks: MarkSet,
  paragraph: InlineSink,
  context: InlineContext,
  href: string | null,
): void {
  const { fields } = context;
  const append = (text: string, withMarks = marks) => {
    if (!fields.inInstruction) paragraph.append(text, withMarks, href ?? fields.href);
  };
  for (let child = run.first; child !== null; child = child.next) {
    switch (child.name) {
      case 'w:t':
        append(textElementWords(child));
        break;
      case 'w:delText':
        if (paragraph.readsDeletedText) append(textElementWords(child));
        break;
      case 'w:tab':
      case 'w:ptab':
        append('\t');
        break;
      case 'w:br':
        if (!isLayoutBreak(child)) append('\n');
        else if (!fields.inInstruction) paragraph.appendLayoutBreak(child);
        break;
      case 'w:cr':
        append('\n');
        break;
      case 'w:noBreakHyphen':
        append('\u2011');
        break;
      case 'w:softHyphen':
        append('\u00ad');
        break;
      case 'w:sym':
        append(readSymbol(child));
        break;
      case 'w:instrText':
      case 'w:delInstrText':
        fields.addInstruction(child.text);
        break;
      case 'w:fldChar':
        append(formFieldText(child) ?? '');
        fields.follow(child);
        break;
      case 'w:footnoteReference':
      case 'w:endnoteReference': {
        const mark = fields.inInstruction ? null : citeNote(child, run, paragraph, context);
        if (mark !== null) append(mark, marks | superscript);
        break;
      }
      case 'w:drawing':
      case 'w:pict':
      case 'w:object':
        if (!fields.inInstruction) collectTextBoxes(child, paragraph.textBoxes);
        paragraph.pass(child);
        break;
      case 'w:ruby': {
        const base = findChild(child, 'w:rubyBase');
        if (base !== null) readInline(base, paragraph, context, href);
        break;
      }
      case 'mc:AlternateContent': {
        const branch = chosenBranch(child);
        if (branch !== null) readRunContent(branch, marks, paragraph, context, href);
        break;
      }
      default:
        paragraph.pass(child);
    }
  }
}

function isLayoutBreak(element: XmlElement): boolean {
  const type = attributeOf(element, 'w:type');
  return type === 'page' || type === 'column';
}

/** Returns the mark to show; `null` when the author's own follows as text, or when notes cannot be cited here. */
function citeNote(
  reference: XmlElement,
  run: XmlElement,
  paragraph: InlineSink,
  { cite }: InlineContext,
): string | null {
  if (cite === null) return null;
  const kind: NoteKind = reference.name === 'w:footnoteReference' ? 'footnote' : 'endnote';
  const id = attributeOf(reference, 'w:id') ?? '';
  if (isAttributeOn(reference, 'w:customMarkFollows')) {
    paragraph.addCitation({ kind, id, mark: textOfRun(run) });
    return null;
  }
  const mark = cite(kind, reference);
  paragraph.addCitation({ kind, id, mark });
  return mark;
}

/** ECMA-376 part 1, 17.3.3.30. */
function readSymbol(symbol: XmlElement): string {
  const code = Number.parseInt(attributeOf(symbol, 'w:char') ?? '', 16);
  return symbolCharacter(attributeOf(symbol, 'w:font') ?? '', code);
}

function textOfRun(run: XmlElement): string {
  let text = '';
  for (let child = run.first; child !== null; child = child.next) {
    if (child.name === 'w:t') text += textElementWords(child);
    if (child.name === 'w:sym') {
      text += readSymbol(child);
    }
  }
  return text.trim();
}

function collectTextBoxes(element: XmlElement, boxes: XmlElement[]): void {
  if (element.name === 'w:txbxContent') {
    boxes.push(element);
    return;
  }
  const inside = element.name === 'mc:AlternateContent' ? chosenBranch(element) : element;
  for (let child = inside?.first ?? null; child !== null; child = child.next) collectTextBoxes(child, boxes);
}

/** Whether the paragraph's mark itself is hidden (ECMA-376 part 1, 17.3.1.29, 17.3.2.41). */
export function isMarkHidden(properties: XmlElement | null, style: ParagraphStyle, styles: StyleSheet): boolean {
  const markProperties = properties === null ? null : findChild(properties, 'w:rPr');
  if (markProperties !== null && isOn(findChild(markProperties, 'w:specVanish'))) return true;
  const inherited = styles.marks(style, markProperties === null ? null : childValue(markProperties, 'w:rStyle'));
  return (applyMarks(inherited, readMarks(markProperties)) & hidden) !== 0;
}
