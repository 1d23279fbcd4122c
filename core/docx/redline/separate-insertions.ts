import { orderSplices, type Splice } from '../splices.ts';
import type { PartNames } from '../xml-writer.ts';
import type { Stamp } from './stamp.ts';

/**
 * Signs an insertion two minutes later where only the mark of a paragraph that stays parts it from the one before.
 *
 * LibreOffice takes changes of one kind, one author and one minute for one change when nothing but a paragraph's mark lies between them, though
 * nobody tracked that mark: words put in at the end of a paragraph and at the start of the next become a single
 * insertion, and rejecting it takes the mark along and joins both paragraphs. Measured with 7.4: dates more than a minute apart keep them
 * apart, bookmarks and empty runs do not. Word goes by the elements and does not mind. So every second one of such neighbours is signed two minutes
 * later; all other changes keep the date that was asked for. A deletion on either side parts them as well.
 *
 * This looks at what was written rather than at what is being written, because the two insertions come from different steps
 * of the alignment. `names`: those of the part whose text it is.
 */
export function separateInsertions(
  text: string,
  splices: readonly Splice[],
  names: PartNames,
  stamp: Stamp,
): readonly Splice[] {
  const later = stamp.laterSignature(names);
  if (later === null) return splices;
  const reader = new Reader(names, stamp, later);
  let at = 0;
  return orderSplices(text, splices).map((splice) => {
    if (reader.isWaiting) reader.passOver(text, at, splice.from);
    at = splice.to;
    return reader.read(splice);
  });
}

type Kind = 'ins' | 'moveTo';

/** What leads up to a place: an insertion, directly or with one mark that stays between; `isLater`: how it is signed. */
interface Before {
  readonly kind: Kind;
  readonly isLater: boolean;
  readonly isMarkBetween: boolean;
}

/** What a paragraph's own mark is; `signedAt`: where it was signed. */
interface Mark {
  readonly kind: Kind | 'other' | 'kept';
  readonly signedAt: number;
}

const keptMark: Mark = { kind: 'kept', signedAt: -1 };

class Reader {
  readonly #tags: RegExp;
  readonly #signature: string;
  readonly #later: string;
  readonly #idPattern: RegExp;
  readonly #stamp: Stamp;
  #before: Before | null = null;
  #mark = keptMark;
  /** How many `w:pPr` are open: the old one stands inside the present one. */
  #properties = 0;
  /** How many insertions of ours are open. */
  #inserting = 0;
  /** Marks of the paragraphs around the text box that is read. */
  readonly #around: Mark[] = [];
  /** Places in the present text whose signature is the later one. */
  #signedLater: number[] = [];

  constructor(names: PartNames, stamp: Stamp, later: string) {
    this.#stamp = stamp;
    this.#signature = stamp.signature(names);
    this.#later = later;
    const prefix = names.get('w:p').slice(0, -1);
    this.#tags = new RegExp(`<(/?)${prefix}(${tagNames.join('|')})(?=[\\s/>])((?:[^<>"']|"[^"]*"|'[^']*')*)>`, 'g');
    this.#idPattern = new RegExp(`${names.get('w:id')}="(\\d+)"`);
  }

  /** Whether it matters what comes next. */
  get isWaiting(): boolean {
    return this.#before !== null;
  }

  /** Reads untouched text as far as it matters. */
  passOver(text: string, from: number, to: number): void {
    this.#tags.lastIndex = from;
    for (let tag = this.#tags.exec(text); tag !== null && tag.index < to; tag = this.#tags.exec(text)) {
      this.#take(tag);
      if (this.#before === null) return;
    }
  }

  read(splice: Splice): Splice {
    const { text } = splice;
    this.#signedLater = [];
    this.#tags.lastIndex = 0;
    for (const tag of text.matchAll(this.#tags)) this.#take(tag);
    if (this.#signedLater.length === 0) return splice;
    let signed = '';
    let at = 0;
    for (const place of this.#signedLater.sort((a, b) => a - b)) {
      const from = text.indexOf(this.#signature, place);
      signed += text.slice(at, from) + this.#later;
      at = from + this.#signature.length;
    }
    return { ...splice, text: signed + text.slice(at) };
  }

  #take({ 1: slash, 2: name, 3: attributes = '', index }: RegExpExecArray): void {
    const isEnd = slash === '/';
    const isEmpty = attributes.endsWith('/');
    if (name === 'pPr') {
      if (!isEmpty) this.#properties += isEnd ? -1 : 1;
    } else if (this.#properties > 0) {
      if (this.#properties === 1 && isTracking(name)) this.#mark = this.#markOf(name, attributes, index);
    } else if (name === 'p') {
      if (isEnd || isEmpty) this.#endParagraph();
      else this.#mark = keptMark;
    } else if (name === 'txbxContent') {
      if (isEnd) this.#mark = this.#around.pop() ?? keptMark;
      else this.#around.push(this.#mark);
      this.#before = null;
    } else if (name === 'ins' || name === 'moveTo') {
      // A row says of itself that it was put in; its words say so too.
      if (isEmpty || (!isEnd && !this.#isOurs(attributes))) return;
      if (isEnd) this.#inserting = Math.max(0, this.#inserting - 1);
      else {
        this.#inserting++;
        this.#insert(name, index);
      }
    } else if (this.#inserting === 0) this.#before = null;
  }

  #markOf(name: string, attributes: string, index: number): Mark {
    const isInsertion = (name === 'ins' || name === 'moveTo') && this.#isOurs(attributes);
    return isInsertion ? { kind: name, signedAt: index } : { kind: 'other', signedAt: -1 };
  }

  #isOurs(attributes: string): boolean {
    const id = this.#idPattern.exec(attributes)?.[1];
    return id !== undefined && this.#stamp.gaveOut(Number(id)) && attributes.includes(this.#signature);
  }

  #insert(kind: Kind, signedAt: number): void {
    const before = this.#before?.kind === kind ? this.#before : null;
    const isLater = before !== null && before.isLater !== before.isMarkBetween;
    if (isLater) this.#signedLater.push(signedAt);
    this.#before = { kind, isLater, isMarkBetween: false };
  }

  #endParagraph(): void {
    const { kind, signedAt } = this.#mark;
    this.#mark = keptMark;
    if (kind === 'ins' || kind === 'moveTo') this.#insert(kind, signedAt);
    else if (kind === 'other' || this.#before?.isMarkBetween) this.#before = null;
    else if (this.#before !== null) this.#before = { ...this.#before, isMarkBetween: true };
  }
}

function isTracking(name: string | undefined): name is 'ins' | 'del' | 'moveFrom' | 'moveTo' {
  return name === 'ins' || name === 'del' || name === 'moveFrom' || name === 'moveTo';
}

/** Local names of what is put in or parts insertions: words, objects, deletions, tables. */
const tagNames: readonly string[] = [
  ...['p', 'pPr', 'ins', 'del', 'moveFrom', 'moveTo', 'txbxContent', 'tbl', 'tc', 'footnote', 'endnote'],
  ...['t', 'delText', 'tab', 'br', 'cr', 'sym', 'ptab', 'noBreakHyphen', 'softHyphen', 'drawing', 'pict', 'object'],
  ...['fldChar', 'fldSimple', 'instrText', 'delInstrText', 'footnoteReference', 'endnoteReference'],
  ...['footnoteRef', 'endnoteRef', 'commentReference', 'altChunk', 'subDoc'],
];
