import { type Paragraph, paragraphText } from '../../model/content.ts';
import { chosenBranch } from '../alternate-content.ts';
import { FieldTracker, formFieldText, hyperlinkOf } from '../fields.ts';
import type { Relationship } from '../package.ts';
import { childValue, isAttributeOn } from '../properties.ts';
import { applyMarks, type MarkSet, readMarks, superscript } from '../run-marks.ts';
import type { ParagraphStyle, StyleSheet } from '../styles.ts';
import { symbolCharacter } from '../symbols.ts';
import { textElementWords } from '../text-element.ts';
import { attributeOf, findChild, type XmlElement } from '../xml.ts';

/**
 * A paragraph's words as `readDocx` reads them, and for every stretch of them the element that it stands in, so that a writer
 * can change words and leave everything between them where it is. redline/flat-paragraph.ts does the like for a compare, where
 * objects and fields are characters; here the words must be those of the reader, to the character.
 */
export interface FlatRuns {
  readonly leaves: readonly Leaf[];
  readonly leafOf: ReadonlyMap<XmlElement, Leaf>;
  readonly fields: readonly Field[];
  /** The characters and instructions of `fields`. */
  readonly fieldOf: ReadonlyMap<XmlElement, Field>;
}

/** An element with width: a text, a tab, a break, the mark of a note; or a paragraph's end between two that are written as one. */
export interface Leaf {
  readonly element: XmlElement;
  readonly run: XmlElement | null;
  readonly kind: 'text' | 'whole' | 'citation' | 'end';
  readonly from: number;
  readonly to: number;
  readonly marks: MarkSet;
  /** The target of the link around it, and the same without links that are fields. */
  readonly href: string | null;
  readonly plainHref: string | null;
  /** The fields that begin and end here and have it in their result. */
  readonly fields: readonly Field[];
}

/** A complex field (ECMA-376 part 1, 17.16.18) or a simple one (17.16.19) that begins and ends in the paragraph. */
export interface Field {
  /** The last of its elements. */
  end: XmlElement | null;
  href: string | null;
  from: number;
  to: number;
}

/** Stands between paragraphs that are written as one; in no word of a contract. */
export const paragraphEnd = '\u2029';

/** `null` when the elements do not read as the words that were read from them. */
export function flattenRuns(
  elements: readonly XmlElement[],
  paragraphs: readonly Paragraph[],
  styles: StyleSheet,
  relationships: ReadonlyMap<string, Relationship>,
): FlatRuns | null {
  const words = paragraphs.map(paragraphText).join(paragraphEnd);
  let flattener = new Flattener(styles, relationships, new Set());
  flattener.readAll(elements, paragraphs.length);
  const unclosed = flattener.listUnclosed();
  if (unclosed.length > 0) {
    flattener = new Flattener(styles, relationships, new Set(unclosed));
    flattener.readAll(elements, paragraphs.length);
  }
  return flattener.finish(words);
}

interface Draft {
  readonly element: XmlElement;
  readonly run: XmlElement | null;
  readonly kind: Leaf['kind'];
  /** `null`: the mark of a note, which only the reading of the whole document knows. */
  text: string | null;
  readonly marks: MarkSet;
  readonly href: string | null;
  readonly plainHref: string | null;
  readonly fields: readonly Field[];
}

interface OpenField extends Field {
  readonly elements: XmlElement[];
  readonly first: number;
  instruction: string;
  resultFrom: number | null;
}

class Flattener {
  readonly #styles: StyleSheet;
  readonly #relationships: ReadonlyMap<string, Relationship>;
  readonly #tracker: FieldTracker;
  readonly #passedOver: ReadonlySet<number>;
  readonly #drafts: Draft[] = [];
  readonly #open: OpenField[] = [];
  readonly #closed: { readonly field: Field; readonly first: number; readonly last: number }[] = [];
  readonly #fieldOf = new Map<XmlElement, Field>();
  #style: ParagraphStyle;
  #layoutBreak: Draft | null = null;
  #hasText = false;

  constructor(styles: StyleSheet, relationships: ReadonlyMap<string, Relationship>, passedOver: ReadonlySet<number>) {
    this.#styles = styles;
    this.#relationships = relationships;
    this.#passedOver = passedOver;
    this.#tracker = new FieldTracker(passedOver);
    this.#style = styles.paragraphStyle(null);
  }

  /** `count`: how many paragraphs the elements make; when it is one, further elements run on. */
  readAll(elements: readonly XmlElement[], count: number): void {
    const last = elements.at(-1);
    for (const [index, element] of elements.entries()) {
      const properties = findChild(count > 1 ? element : (last as XmlElement), 'w:pPr');
      this.#style = this.#styles.paragraphStyle(childValue(properties, 'w:pStyle'));
      this.#walk(element, null);
      if (count > 1 && index < elements.length - 1) this.#closeParagraph(element);
    }
  }

  listUnclosed(): readonly number[] {
    return this.#tracker.listUnclosed();
  }

  finish(words: string): FlatRuns | null {
    const texts = this.#texts(words);
    if (texts === null || texts.join('') !== words) return null;
    const leaves: Leaf[] = [];
    const leafOf = new Map<XmlElement, Leaf>();
    const starts: number[] = [];
    let at = 0;
    for (const [index, { element, run, kind, marks, href, plainHref, fields }] of this.#drafts.entries()) {
      const from = at;
      at += (texts[index] as string).length;
      starts.push(from);
      const known = fields.filter((field) => field.end !== null);
      const leaf: Leaf = { element, run, kind, from, to: at, marks, href, plainHref, fields: known };
      leaves.push(leaf);
      leafOf.set(element, leaf);
    }
    starts.push(at);
    for (const { field, first, last } of this.#closed) {
      field.from = starts[first] as number;
      field.to = starts[last] as number;
    }
    const fieldOf = new Map([...this.#fieldOf].filter(([, field]) => field.end !== null));
    return { leaves, leafOf, fields: this.#closed.map(({ field }) => field), fieldOf };
  }

  /** The marks of notes are found between the words that are known. */
  #texts(words: string): readonly string[] | null {
    if (this.#drafts.every(({ text }) => text !== null)) return this.#drafts.map(({ text }) => text as string);
    const pattern = this.#drafts.map(({ text }) => (text === null ? '(\\S{1,16}?)' : escapePattern(text))).join('');
    const found = new RegExp(`^${pattern}$`, 's').exec(words);
    if (found === null) return null;
    let citation = 0;
    return this.#drafts.map(({ text }) => text ?? (found[++citation] as string));
  }

  #closeParagraph(element: XmlElement): void {
    this.#layoutBreak = null;
    this.#hasText = false;
    this.#drafts.push({
      ...{ element, run: null, kind: 'end', text: paragraphEnd, marks: 0 },
      ...{ href: null, plainHref: null, fields: [...this.#open] },
    });
  }

  #walk(parent: XmlElement, href: string | null): void {
    for (let child = parent.first; child !== null; child = child.next) {
      switch (child.name) {
        case 'w:r':
          this.#walkRun(child, href);
          break;
        case 'w:hyperlink':
          this.#walk(child, this.#targetOf(child) ?? href);
          break;
        case 'w:fldSimple':
          this.#walkSimpleField(child, href);
          break;
        case 'w:ins':
        case 'w:moveTo':
        case 'w:sdt':
        case 'w:sdtContent':
        case 'w:smartTag':
        case 'w:customXml':
        case 'w:dir':
        case 'w:bdo':
          this.#walk(child, href);
          break;
        case 'mc:AlternateContent': {
          const text = textInside(chosenBranch(child));
          if (text !== '') this.#add(child, null, 'whole', text, 0, href);
          break;
        }
      }
    }
  }

  #walkSimpleField(element: XmlElement, href: string | null): void {
    const own = hyperlinkOf(attributeOf(element, 'w:instr') ?? '');
    const field: OpenField = {
      ...{ end: null, href: own, from: 0, to: 0, elements: [element], first: this.#drafts.length },
      ...{ instruction: '', resultFrom: this.#drafts.length },
    };
    this.#open.push(field);
    this.#walk(element, href);
    this.#close(field, element);
  }

  #walkRun(run: XmlElement, href: string | null): void {
    const properties = findChild(run, 'w:rPr');
    const styleId = properties === null ? null : childValue(properties, 'w:rStyle');
    const inherited = this.#styles.marks(this.#style, styleId);
    const marks = properties === null ? inherited : applyMarks(inherited, readMarks(properties));
    for (let child = run.first; child !== null; child = child.next) {
      switch (child.name) {
        case 'w:t':
          this.#add(child, run, 'text', textElementWords(child), marks, href);
          break;
        case 'w:tab':
        case 'w:ptab':
          this.#add(child, run, 'whole', '\t', marks, href);
          break;
        case 'w:br':
          if (isLayoutBreak(child)) this.#addLayoutBreak(child, run, marks, href);
          else this.#add(child, run, 'whole', '\n', marks, href);
          break;
        case 'w:cr':
          this.#add(child, run, 'whole', '\n', marks, href);
          break;
        case 'w:noBreakHyphen':
          this.#add(child, run, 'whole', '\u2011', marks, href);
          break;
        case 'w:softHyphen':
          this.#add(child, run, 'whole', '\u00ad', marks, href);
          break;
        case 'w:sym':
          this.#add(child, run, 'whole', readSymbol(child), marks, href);
          break;
        case 'w:instrText':
          this.#tracker.addInstruction(child.text);
          this.#addInstruction(child);
          break;
        case 'w:fldChar':
          this.#add(child, run, 'whole', formFieldText(child) ?? '', marks, href);
          this.#followField(child);
          break;
        case 'w:footnoteReference':
        case 'w:endnoteReference':
          if (isAttributeOn(child, 'w:customMarkFollows')) break;
          this.#add(child, run, 'citation', null, marks | superscript, href);
          break;
        case 'w:ruby':
          this.#add(child, run, 'whole', textInside(findChild(child, 'w:rubyBase')), marks, href);
          break;
        case 'mc:AlternateContent':
          this.#add(child, run, 'whole', textInside(chosenBranch(child)), marks, href);
          break;
      }
    }
  }

  #add(
    element: XmlElement,
    run: XmlElement | null,
    kind: Leaf['kind'],
    text: string | null,
    marks: MarkSet,
    href: string | null,
  ): void {
    if (text === '' || this.#tracker.inInstruction) return;
    if (this.#layoutBreak !== null) {
      if (this.#hasText) this.#layoutBreak.text = '\n';
      this.#layoutBreak = null;
    }
    this.#hasText = true;
    this.#drafts.push(this.#draft(element, run, kind, text, marks, href));
  }

  #draft(
    element: XmlElement,
    run: XmlElement | null,
    kind: Leaf['kind'],
    text: string | null,
    marks: MarkSet,
    plainHref: string | null,
  ): Draft {
    const fieldHref = this.#open.findLast((field) => field.href !== null && field.elements[0]?.name === 'w:fldSimple');
    const href = fieldHref?.href ?? plainHref ?? this.#tracker.href;
    return { element, run, kind, text, marks, href, plainHref, fields: [...this.#open] };
  }

  /** A page or column break counts between words only, and several in a row count once. */
  #addLayoutBreak(element: XmlElement, run: XmlElement, marks: MarkSet, href: string | null): void {
    if (this.#tracker.inInstruction || this.#layoutBreak !== null) return;
    this.#layoutBreak = this.#draft(element, run, 'whole', '', marks, href);
    this.#drafts.push(this.#layoutBreak);
  }

  #targetOf(link: XmlElement): string | null {
    const id = attributeOf(link, 'r:id');
    const relationship = id === null ? undefined : this.#relationships.get(id);
    const anchor = attributeOf(link, 'w:anchor');
    const target = (relationship?.target ?? '') + (anchor === null || anchor === '' ? '' : `#${anchor}`);
    return target === '' ? null : target;
  }

  #followField(character: XmlElement): void {
    this.#tracker.follow(character);
    const type = attributeOf(character, 'w:fldCharType');
    if (type === 'begin') {
      if (this.#passedOver.has(character.ordinal)) return;
      this.#open.push({
        ...{ end: null, href: null, from: 0, to: 0, elements: [character], first: this.#drafts.length },
        ...{ instruction: '', resultFrom: null },
      });
      return;
    }
    const field = this.#open.at(-1);
    if (field === undefined) return;
    field.elements.push(character);
    if (type === 'separate' && field.resultFrom === null) {
      field.resultFrom = this.#drafts.length;
      field.href = hyperlinkOf(field.instruction);
    } else if (type === 'end') this.#close(field, character);
  }

  #addInstruction(element: XmlElement): void {
    const field = this.#open.at(-1);
    if (field === undefined || field.resultFrom !== null) return;
    field.instruction += element.text;
    field.elements.push(element);
  }

  #close(field: OpenField, end: XmlElement): void {
    this.#open.pop();
    field.end = end;
    this.#closed.push({ field, first: field.resultFrom ?? this.#drafts.length, last: this.#drafts.length });
    for (const element of field.elements) this.#fieldOf.set(element, field);
  }
}

function isLayoutBreak(element: XmlElement): boolean {
  const type = attributeOf(element, 'w:type');
  return type === 'page' || type === 'column';
}

function readSymbol(symbol: XmlElement): string {
  const code = Number.parseInt(attributeOf(symbol, 'w:char') ?? '', 16);
  return symbolCharacter(attributeOf(symbol, 'w:font') ?? '', code);
}

/** The words in something that is kept or taken away as a whole; those of its text boxes are paragraphs of their own. */
function textInside(element: XmlElement | null): string {
  if (element === null || element.name === 'w:txbxContent') return '';
  if (element.name === 'w:t') return textElementWords(element);
  if (element.name === 'w:tab') return '\t';
  let text = '';
  for (let child = element.first; child !== null; child = child.next) text += textInside(child);
  return text;
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
