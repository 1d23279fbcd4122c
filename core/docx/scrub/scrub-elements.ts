import { chosenBranch } from '../alternate-content.ts';
import { childValue } from '../properties.ts';
import type { ParagraphStyle } from '../styles.ts';
import { attributeOf, findChild, type XmlElement } from '../xml.ts';
import type { ScrubKind } from './choices.ts';
import { ElementJudge } from './element-judge.ts';
import { propertyElements } from './element-rules.ts';
import { FieldScrubber, isInstruction, judgeField } from './field-scrubber.ts';
import { holds, isDrawingHidden, isParagraphHidden, isRowHidden, isRunHidden, textOf, wordsOf } from './hidden-text.ts';
import { encodeValue } from './markup.ts';
import { noteWhatStays } from './note-what-stays.ts';
import { type Container, containerOf, fixed, Remover } from './removal.ts';
import type { PartWork } from './scrub-job.ts';
import { shortName } from './scrub-markup.ts';

/**
 * The first look at a part: which elements go, with what is in them, and which go while their content stays. One walk
 * for all kinds of parts, because a rule goes by an element's name and that is the same in a header and in a comment.
 *
 * What must stay balanced decides how much goes with hidden words: the characters of a field stay unless the whole
 * field is hidden, and a paragraph whose mark is hidden stays when a bookmark hangs in it or nothing follows that
 * the mark would join it to.
 */
export class ElementScrubber {
  readonly #work: PartWork;
  readonly #remover: Remover;
  readonly #judge: ElementJudge;
  readonly #removesHidden: boolean;
  readonly #mayHideDrawings: boolean;
  readonly #mayHoldInk: boolean;
  /** Namespaces that an element must declare itself, because one around it that did so goes: by its place. */
  readonly #inherited = new Map<number, ReadonlyMap<string, string>>();
  #fields: FieldScrubber;
  #style: ParagraphStyle;
  /** The hidden words of the open stretch. */
  #hiddenWords = '';

  constructor(work: PartWork) {
    this.#work = work;
    this.#remover = new Remover(work.edits);
    this.#judge = new ElementJudge(work);
    this.#fields = new FieldScrubber(work, this.#remover);
    this.#style = work.styles.paragraphStyle(null);
    const removes = work.job.removes('hidden-text');
    this.#removesHidden = removes && work.mayHide;
    this.#mayHideDrawings = removes && /hidden/i.test(work.text);
    this.#mayHoldInk = work.job.removes('ink') && work.text.includes('contentPart');
  }

  /** `next`: the name of the element that follows it, when that is not linked. */
  scrub(element: XmlElement, next: string | null = null): void {
    this.#walk(element, fixed, next);
  }

  /** Must be called at the end of the part. */
  finish(): void {
    this.#endHiddenWords();
    this.#fields.close();
  }

  #walk(element: XmlElement, container: Container, next: string | null = element.next?.name ?? null): void {
    const kind = this.#judge.judge(element);
    if (kind !== null) {
      this.#remove(kind, element, container);
      return;
    }
    switch (element.name) {
      case 'w:p':
        this.#scrubParagraph(element, container, next);
        return;
      case 'w:r':
        this.#scrubRun(element, container);
        return;
      case 'm:r':
        if (this.#removesHidden && isRunHidden(element, this.#style, this.#work.styles)) {
          this.#remove('hidden-text', element, container, 'hidden formula', textOf(element));
          return;
        }
        break;
      case 'w:ins':
      case 'w:del':
      case 'w:moveFrom':
      case 'w:moveTo':
      case 'w:dir':
      case 'w:bdo':
      case 'w:tbl':
        this.#walkChildren(element, containerOf(element, container, true));
        return;
      case 'w:tr':
        if (this.#removesHidden && isRowHidden(element, this.#work.styles)) {
          this.#remove('hidden-text', element, container, 'hidden row', textOf(element));
          return;
        }
        break;
      case 'w:sdt':
        this.#scrubContentControl(element, container);
        return;
      case 'w:smartTag':
      case 'w:customXml':
        if (this.#work.job.removes('custom-xml')) {
          this.#work.job.ledger.removed('custom-xml', this.#work.part, element.name, describeAttributes(element));
          this.#unwrap(element, container);
        } else {
          this.#walkChildren(element, containerOf(element, container, true));
        }
        return;
      case 'w:hyperlink':
        this.#scrubHyperlink(element, container);
        return;
      case 'w:fldSimple':
        this.#scrubSimpleField(element, container);
        return;
      case 'mc:AlternateContent':
        if (this.#removeWholeDrawing(element, container)) return;
        this.#removeOtherBranches(element);
        break;
      case 'w:drawing':
      case 'w:pict':
        if (this.#removeWholeDrawing(element, container)) return;
        break;
      case 'w:sectPrChange':
        // The section that was is none.
        for (let child = element.first; child !== null; child = child.next) this.#walkChildren(child, fixed);
        return;
      case 'w:txbxContent':
        this.#scrubTextBox(element);
        return;
      default:
        noteWhatStays(this.#work, element);
    }
    this.#walkChildren(element, fixed);
  }

  #walkChildren(element: XmlElement, container: Container): void {
    for (let child = element.first; child !== null; child = child.next) this.#walk(child, container);
  }

  #remove(kind: ScrubKind, element: XmlElement, container: Container, what?: string, value?: string): void {
    this.#remover.remove(element, container);
    const { job, part } = this.#work;
    if (kind === 'hidden-text') this.#noteHiddenParagraphs(element);
    job.ledger.removed(kind, part, what ?? shortName(element.name), value ?? describe(element));
  }

  #noteHiddenParagraphs(element: XmlElement): void {
    const { job, part } = this.#work;
    if (element.name === 'w:p') {
      const ordinals = job.hiddenParagraphs.get(part) ?? new Set();
      job.hiddenParagraphs.set(part, ordinals.add(element.ordinal));
    }
    for (let child = element.first; child !== null; child = child.next) this.#noteHiddenParagraphs(child);
  }

  #scrubParagraph(paragraph: XmlElement, container: Container, next: string | null): void {
    const { styles } = this.#work;
    const around = this.#style;
    const properties = findChild(paragraph, 'w:pPr');
    this.#style = styles.paragraphStyle(childValue(properties, 'w:pStyle'));
    // Between two tables, or at the end of a cell, a paragraph must stand.
    const isRemovable = this.#removesHidden && next === 'w:p' && isParagraphHidden(paragraph, styles);
    this.#walkChildren(paragraph, containerOf(paragraph, container, isRemovable));
    this.#endHiddenWords();
    this.#style = around;
  }

  #scrubRun(run: XmlElement, outer: Container): void {
    const container = containerOf(run, outer, true);
    const isHidden = this.#removesHidden && isRunHidden(run, this.#style, this.#work.styles);
    if (!isHidden) this.#endHiddenWords();
    for (let child = run.first; child !== null; child = child.next) {
      if (child.name === 'w:rPr') this.#walk(child, fixed);
      else if (child.name === 'w:fldChar') {
        this.#fields.follow(child, container, isHidden);
        this.#walk(child, fixed);
      } else this.#scrubRunContent(child, container, isHidden);
    }
  }

  #scrubRunContent(child: XmlElement, container: Container, isHidden: boolean): void {
    const { job } = this.#work;
    const { name } = child;
    if (isInstruction(child) && !this.#fields.inInstruction && job.removes('fields')) {
      this.#remove('fields', child, container, 'instruction outside a field', child.text);
      return;
    }
    this.#fields.addContent(child, container, isHidden);
    if (isHidden && !isInstruction(child) && !keptInHiddenRuns.has(name)) {
      this.#hiddenWords += textOf(child) || (drawings.has(name) ? '[picture]' : '');
      this.#citeHiddenNote(child);
      this.#noteHiddenParagraphs(child);
      this.#remover.remove(child, container);
      return;
    }
    if (name === 'w:footnoteReference' || name === 'w:endnoteReference' || name === 'w:commentReference') {
      const cited = name === 'w:commentReference' ? job.cited.comment : job.cited[noteKind(name)];
      cited.add(attributeOf(child, 'w:id') ?? '');
    }
    this.#walk(child, container);
  }

  #citeHiddenNote(reference: XmlElement): void {
    if (reference.name !== 'w:footnoteReference' && reference.name !== 'w:endnoteReference') return;
    this.#work.job.cited.hiddenNotes.add(`${noteKind(reference.name)} ${attributeOf(reference, 'w:id') ?? ''}`);
  }

  #endHiddenWords(): void {
    if (this.#hiddenWords === '') return;
    this.#work.job.ledger.removed('hidden-text', this.#work.part, 'hidden words', this.#hiddenWords);
    this.#hiddenWords = '';
  }

  #scrubContentControl(control: XmlElement, outer: Container): void {
    const content = findChild(control, 'w:sdtContent');
    const container = { ...containerOf(control, outer, true), left: 0 };
    for (let child = control.first; child !== null; child = child.next) {
      if (child === content) {
        const inner = containerOf(content, outer, true);
        container.left = inner.left;
        this.#walkChildren(content, container);
      } else this.#walk(child, fixed);
    }
  }

  /** A link to a file becomes plain words. */
  #scrubHyperlink(link: XmlElement, container: Container): void {
    const id = attributeOf(link, 'r:id');
    if (id !== null && this.#work.dropped.has(id)) this.#unwrap(link, container);
    else this.#walkChildren(link, containerOf(link, container, true));
  }

  #scrubSimpleField(field: XmlElement, container: Container): void {
    const instruction = attributeOf(field, 'w:instr') ?? '';
    if (judgeField(this.#work, instruction, textOf(field)) !== null) this.#unwrap(field, container);
    else this.#walkChildren(field, containerOf(field, container, true));
  }

  /** A story of its own: the fields around it go on behind it. */
  #scrubTextBox(content: XmlElement): void {
    const outer = this.#fields;
    const words = this.#hiddenWords;
    this.#fields = new FieldScrubber(this.#work, this.#remover);
    this.#hiddenWords = '';
    this.#walkChildren(content, fixed);
    this.#fields.close();
    this.#fields = outer;
    this.#hiddenWords = words;
  }

  /** Handwriting and drawings that are switched off go with all their branches. */
  #removeWholeDrawing(element: XmlElement, container: Container): boolean {
    if (this.#mayHoldInk && (holds(element, 'w14:contentPart') || holds(element, 'contentPart'))) {
      this.#remove('ink', element, container, 'drawing by hand', '');
      return true;
    }
    if (!this.#mayHideDrawings || !isDrawingHidden(element)) return false;
    this.#remove('hidden-text', element, container, 'hidden drawing', textOf(element));
    return true;
  }

  /** A branch that nobody is shown may say something else than the one that is (ECMA-376 part 3, 7.5). */
  #removeOtherBranches(alternateContent: XmlElement): void {
    const { job, part, edits } = this.#work;
    const chosen = job.removes('hidden-text') ? chosenBranch(alternateContent) : null;
    if (chosen === null || chosen.name !== 'mc:Choice') return;
    const words = wordsOf(chosen);
    for (let branch = alternateContent.first; branch !== null; branch = branch.next) {
      if (branch === chosen) continue;
      const others = wordsOf(branch);
      if (others === '' || others === words) continue;
      edits.remove(branch.from, branch.to);
      job.ledger.removed('hidden-text', part, branch.name, textOf(branch));
    }
  }

  /** The tags go, the content stays. */
  #unwrap(element: XmlElement, outer: Container): void {
    const { text, edits } = this.#work;
    if (element.contentFrom === element.to) {
      this.#remover.remove(element, outer);
      return;
    }
    const declared = new Map([...(this.#inherited.get(element.from) ?? []), ...(element.namespaces ?? [])]);
    edits.remove(element.from, element.contentFrom);
    edits.remove(text.lastIndexOf('</', element.to - 1), element.to);
    const container = containerOf(element, outer, true);
    for (let child = element.first; child !== null; child = child.next) {
      if (declared.size > 0) this.#declare(child, declared);
      // Custom XML has its properties as children.
      this.#walk(child, propertyElements.has(child.name) ? fixed : container);
    }
    if (container.left === 0 && element.first === null) this.#remover.remove(element, outer);
  }

  #declare(element: XmlElement, namespaces: ReadonlyMap<string, string>): void {
    this.#inherited.set(element.from, namespaces);
    const { text, edits } = this.#work;
    const nameTo =
      element.from + 1 + (/^[^\s/>]+/.exec(text.slice(element.from + 1, element.from + 1_100))?.[0].length ?? 0);
    let declarations = '';
    for (const [prefix, namespace] of namespaces) {
      if (element.namespaces?.has(prefix)) continue;
      declarations += ` xmlns${prefix === '' ? '' : `:${prefix}`}="${encodeValue(namespace)}"`;
    }
    if (declarations !== '') edits.replace(nameTo, nameTo, declarations);
  }
}

/** Without these a field, a note or a comment would lose a part of itself. */
const keptInHiddenRuns: ReadonlySet<string> = new Set([
  'w:commentReference',
  'w:annotationRef',
  'w:footnoteRef',
  'w:endnoteRef',
  'w:separator',
  'w:continuationSeparator',
]);

const drawings: ReadonlySet<string> = new Set(['w:drawing', 'w:pict', 'w:object', 'mc:AlternateContent']);

function noteKind(reference: string): 'footnote' | 'endnote' {
  return reference === 'w:footnoteReference' ? 'footnote' : 'endnote';
}

/** The values and words of an element, for the report. */
function describe(element: XmlElement): string {
  const own = describeAttributes(element);
  const words = textOf(element);
  let inner = '';
  for (let child = element.first; child !== null && inner.length < 300; child = child.next) {
    inner += ` ${describeAttributes(child)}`;
  }
  return [own, words === '' ? inner.trim() : words].filter((piece) => piece !== '').join(' ');
}

function describeAttributes(element: XmlElement): string {
  return (element.attributes ?? []).filter((_, index) => index % 2 === 1).join(' ');
}
