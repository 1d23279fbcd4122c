import { formFieldText, hyperlinkOf } from '../fields.ts';
import { transparentWrappers } from '../inline-wrappers.ts';
import { textElementWords } from '../text-element.ts';
import { attributeOf, findChild, type XmlElement } from '../xml.ts';
import { withoutObjectCharacters } from './objects.ts';
import type { Side, View } from './side.ts';

/**
 * A paragraph laid flat: its words as one string, and for every stretch of the string the leaf of the tree it comes from.
 *
 * The compare sees the string alone, so that it does not matter into how many runs Word has cut a sentence. The writer
 * walks the tree again in the same order and meets the same leaves, so that what did not change is copied as it stands.
 *
 * - A tab is a tab, a line break U+2028, a page break U+000C, a column break U+000B; a paragraph's mark, where paragraphs are
 *   joined, is the only line feed.
 * - A field within one paragraph is one object, instruction and result together: half a field may never be deleted. A HYPERLINK field
 *   is not: its words are words with a link, as those of `w:hyperlink` are.
 * - A field that runs over several paragraphs (a table of contents) is its characters, each an object.
 * - Everything else that is not text is an object too (objects.ts).
 */
export interface FlatParagraph {
  readonly text: string;
  readonly items: readonly Item[];
  /** The `w:p` elements: several where a mark is removed in this view, so that they read as one. */
  readonly elements: readonly XmlElement[];
  /** Formatting and links by stretch, equal for equal looks. */
  readonly looks: string;
  /** Whether anything in it is neither text nor a break. */
  readonly hasObjects: boolean;
  /** Whether anything in it is a tracked change, so that its two views may differ. */
  readonly hasRevisions: boolean;
}

/** A leaf of the tree and the stretch of the flat text that it is. */
export interface Item {
  readonly leaf: XmlElement;
  /** The run around it; `null` for a formula or a simple field, which stand beside runs. */
  readonly run: XmlElement | null;
  readonly from: number;
  to: number;
  readonly format: string;
  readonly link: Link | null;
  /** The item whose fate this one shares: the first of the field it is part of; otherwise itself. */
  head: Item | null;
  /** Begin, instruction, separator and end of a HYPERLINK field: deleted when all its words are. */
  chromeOf: Link | null;
}

export interface Link {
  /** Equal for the same target. */
  readonly key: string;
  /** The `w:hyperlink` element, or the `w:fldChar` that begins the field. */
  readonly owner: XmlElement;
}

/** Lays the paragraph flat that these `w:p` elements make together in that view. */
export function flattenParagraph(elements: readonly XmlElement[], side: Side, view: View): FlatParagraph {
  const flattener = new Flattener(elements, side, view);
  for (const element of elements) flattener.walk(element, null);
  return flattener.finish(elements);
}

/** Children of a run or paragraph that have no width: they stay where they are. */
const withoutWidth: ReadonlySet<string> = new Set([
  'w:rPr',
  'w:pPr',
  'w:sdtPr',
  'w:sdtEndPr',
  'w:smartTagPr',
  'w:customXmlPr',
  'w:lastRenderedPageBreak',
  'w:commentReference',
  'w:commentRangeStart',
  'w:commentRangeEnd',
  'w:bookmarkStart',
  'w:bookmarkEnd',
  'w:permStart',
  'w:permEnd',
  'w:proofErr',
  'w:annotationRef',
  'w:delText',
  'w:delInstrText',
  'w:moveFromRangeStart',
  'w:moveFromRangeEnd',
  'w:moveToRangeStart',
  'w:moveToRangeEnd',
  'w:customXmlInsRangeStart',
  'w:customXmlInsRangeEnd',
  'w:customXmlDelRangeStart',
  'w:customXmlDelRangeEnd',
  'w:customXmlMoveFromRangeStart',
  'w:customXmlMoveFromRangeEnd',
  'w:customXmlMoveToRangeStart',
  'w:customXmlMoveToRangeEnd',
]);

/** Whether this wrapper's content is not there in that view. */
export function isRemovedIn(view: View, name: string): boolean {
  return view === 'accepted' ? name === 'w:del' || name === 'w:moveFrom' : name === 'w:ins' || name === 'w:moveTo';
}

/** Whether the element is a wrapper of tracked words. */
export function isTrackedWrapper(name: string): boolean {
  return name === 'w:ins' || name === 'w:del' || name === 'w:moveFrom' || name === 'w:moveTo';
}

interface OpenField {
  readonly begin: Item;
  readonly first: number;
  instruction: string;
  inResult: boolean;
  /** Where its result begins in the text. */
  resultFrom: number;
}

class Flattener {
  readonly #elements: readonly XmlElement[];
  readonly #side: Side;
  readonly #view: View;
  readonly #items: Item[] = [];
  readonly #open: OpenField[] = [];
  #text = '';
  #hasObjects = false;
  #hasRevisions = false;
  /** The characters of fields that begin and end in this paragraph; made at the first one met. */
  #whole: ReadonlySet<XmlElement> | null = null;

  constructor(elements: readonly XmlElement[], side: Side, view: View) {
    this.#elements = elements;
    this.#side = side;
    this.#view = view;
  }

  walk(parent: XmlElement, link: Link | null): void {
    for (let child = parent.first; child !== null; child = child.next) {
      const { name } = child;
      if (name === 'w:r') this.#walkRun(child, link);
      else if (name === 'w:hyperlink') this.walk(child, this.#side.linkOf(child));
      else if (transparentWrappers.has(name)) this.walk(child, link);
      else if (isTrackedWrapper(name)) {
        this.#hasRevisions = true;
        if (!isRemovedIn(this.#view, name)) this.walk(child, link);
      } else if (withoutWidth.has(name)) {
        if (name === 'w:pPr') this.#noticeRevisionsOfMark(child);
        else if (name.startsWith('w:move') || name.startsWith('w:customXml')) this.#hasRevisions = true;
      } else this.#addObject(child, null, '', link);
    }
  }

  finish(elements: readonly XmlElement[]): FlatParagraph {
    return {
      text: this.#text,
      items: this.#items,
      elements,
      looks: looksOf(this.#items),
      hasObjects: this.#hasObjects,
      hasRevisions: this.#hasRevisions,
    };
  }

  #walkRun(run: XmlElement, link: Link | null): void {
    const properties = findChild(run, 'w:rPr');
    const format = properties === null ? '' : this.#formatOf(properties);
    for (let child = run.first; child !== null; child = child.next) {
      const { name } = child;
      if (name === 'w:t') this.#add(child, run, withoutObjectCharacters(textElementWords(child)), format, link);
      else if (name === 'w:tab') this.#add(child, run, '\t', format, link);
      else if (name === 'w:br') this.#add(child, run, breakCharacter(child), format, link);
      else if (name === 'w:cr') this.#add(child, run, '\u2028', format, link);
      else if (name === 'w:noBreakHyphen') this.#add(child, run, '\u2011', format, link);
      else if (name === 'w:softHyphen') this.#add(child, run, '\u00ad', format, link);
      else if (name === 'w:fldChar') this.#followField(child, run, format, link);
      else if (name === 'w:instrText') this.#addInstruction(child, run, format, link);
      else if (this.#view === 'rejected' && name === 'w:delText')
        this.#add(child, run, withoutObjectCharacters(textElementWords(child)), format, link);
      else if (this.#view === 'rejected' && name === 'w:delInstrText') this.#addInstruction(child, run, format, link);
      else if (!withoutWidth.has(name)) this.#addObject(child, run, format, link);
    }
  }

  #formatOf(properties: XmlElement): string {
    const change = findChild(properties, 'w:rPrChange');
    if (change === null) return this.#side.formatKey(properties);
    this.#hasRevisions = true;
    const old = this.#view === 'rejected' ? findChild(change, 'w:rPr') : properties;
    return old === null ? '' : this.#side.formatKey(old);
  }

  #add(leaf: XmlElement, run: XmlElement | null, text: string, format: string, link: Link | null): Item {
    const from = this.#text.length;
    this.#text += text;
    const item: Item = {
      leaf,
      run,
      from,
      to: this.#text.length,
      format,
      link: link ?? this.#fieldLink(),
      head: null,
      chromeOf: null,
    };
    this.#items.push(item);
    return item;
  }

  #addObject(leaf: XmlElement, run: XmlElement | null, format: string, link: Link | null): void {
    this.#hasObjects = true;
    const { objects } = this.#side;
    const key = this.#side.objectKey(leaf, this.#view);
    this.#add(leaf, run, objects.characterOf(key, this.#side.boxedIn(leaf, this.#view)), format, link);
  }

  /** The link of the innermost HYPERLINK field whose result is open. */
  #fieldLink(): Link | null {
    for (let index = this.#open.length - 1; index >= 0; index--) {
      const field = this.#open[index] as OpenField;
      if (!field.inResult) return null;
      const target = hyperlinkOf(field.instruction);
      if (target !== null) return { key: target, owner: field.begin.leaf };
    }
    return null;
  }

  #followField(leaf: XmlElement, run: XmlElement, format: string, link: Link | null): void {
    this.#whole ??= wholeFields(this.#elements, this.#view);
    if (!this.#whole.has(leaf)) {
      this.#addObject(leaf, run, format, link);
      return;
    }
    const type = attributeOf(leaf, 'w:fldCharType');
    const item = this.#add(leaf, run, '', format, link);
    const field = this.#open.at(-1);
    if (type === 'begin') {
      this.#open.push({ begin: item, first: this.#items.length - 1, instruction: '', inResult: false, resultFrom: 0 });
    } else if (type === 'separate' && field !== undefined && !field.inResult) {
      field.inResult = true;
      field.resultFrom = this.#text.length;
    } else if (type === 'end' && field !== undefined) {
      this.#open.pop();
      this.#closeField(field);
    }
  }

  #addInstruction(leaf: XmlElement, run: XmlElement, format: string, link: Link | null): void {
    const field = this.#open.at(-1);
    if (field === undefined || field.inResult) {
      this.#addObject(leaf, run, format, link);
      return;
    }
    this.#add(leaf, run, '', format, link);
    field.instruction += leaf.text;
  }

  #closeField(field: OpenField): void {
    const items = this.#items;
    if (field.inResult && hyperlinkOf(field.instruction) !== null) {
      const link = { key: hyperlinkOf(field.instruction) as string, owner: field.begin.leaf };
      for (let index = field.first; index < items.length; index++) {
        const item = items[index] as Item;
        if (item.from === item.to && item.head === null && item.chromeOf === null) item.chromeOf = link;
      }
      return;
    }
    this.#joinField(field);
  }

  /** Makes one object of everything from the field's begin to its end. */
  #joinField(field: OpenField): void {
    const items = this.#items;
    const head = field.begin;
    // A box or a drop-down list shows what its data say and has no result.
    const shown = formFieldText(head.leaf) ?? '';
    const result = shown + (field.inResult ? this.#text.slice(field.resultFrom) : '');
    const looks = field.inResult
      ? looksOf(
          items.slice(field.first).filter((item) => item.from >= field.resultFrom),
          field.resultFrom,
        )
      : '';
    this.#text =
      this.#text.slice(0, head.from) +
      this.#side.objects.characterOf(this.#side.fieldKey(field.instruction, result, looks));
    head.to = this.#text.length;
    for (let index = field.first + 1; index < items.length; index++) {
      const item = items[index] as Item;
      items[index] = { ...item, from: head.to, to: head.to, link: head.link, head, chromeOf: null };
    }
  }

  #noticeRevisionsOfMark(properties: XmlElement): void {
    if (this.#hasRevisions) return;
    for (let child = properties.first; child !== null; child = child.next) {
      if (child.name === 'w:pPrChange') this.#hasRevisions = true;
      else if (child.name === 'w:rPr') {
        for (let mark = child.first; mark !== null; mark = mark.next) {
          if (isTrackedWrapper(mark.name) || mark.name === 'w:rPrChange') this.#hasRevisions = true;
        }
      }
    }
  }
}

/** The begin, separator and end characters of those fields that begin and end among these paragraphs. */
function wholeFields(elements: readonly XmlElement[], view: View): ReadonlySet<XmlElement> {
  const whole = new Set<XmlElement>();
  const open: XmlElement[][] = [];
  const visit = (element: XmlElement) => {
    if (element.name === 'w:fldChar') {
      const type = attributeOf(element, 'w:fldCharType');
      if (type === 'begin') open.push([element]);
      else open.at(-1)?.push(element);
      if (type === 'end') for (const character of open.pop() ?? []) whole.add(character);
      return;
    }
    // A text box or a note holds fields of its own.
    if (element.name === 'w:drawing' || element.name === 'w:pict' || element.name === 'mc:AlternateContent') return;
    if (isTrackedWrapper(element.name) && isRemovedIn(view, element.name)) return;
    for (let child = element.first; child !== null; child = child.next) visit(child);
  };
  for (const element of elements) visit(element);
  return whole;
}

function breakCharacter(element: XmlElement): string {
  const type = attributeOf(element, 'w:type');
  return type === 'page' ? '\f' : type === 'column' ? '\v' : '\u2028';
}

/** The stretches of equal formatting and link: where each ends, counted from `start`, and how it looks. */
function looksOf(items: readonly Item[], start = 0): string {
  let looks = '';
  let format = '';
  let link: string | null = null;
  let to = -1;
  for (const item of items) {
    if (item.from === item.to) continue;
    const key = item.link?.key ?? null;
    if (to >= 0 && (item.format !== format || key !== link)) looks += `${to - start}${format}${link ?? ''}\n`;
    ({ format, to } = item);
    link = key;
  }
  if (to >= 0 && (format !== '' || link !== null || looks !== '')) looks += `${to - start}${format}${link ?? ''}\n`;
  return looks;
}
