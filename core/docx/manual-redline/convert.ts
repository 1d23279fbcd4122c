import { AppError } from '../../error.ts';
import type { RedlineOptions } from '../../model/redline.ts';
import type { SourceFile } from '../../model/source.ts';
import type { Platform } from '../../platform.ts';
import { type DocxPackage, openPackage } from '../package.ts';
import { Stamp } from '../redline/stamp.ts';
import { contentTo, isSelfClosing, startTag } from '../revisions/raw-xml.ts';
import { applySplices, type Splice } from '../splices.ts';
import { rewriteZip } from '../write-zip.ts';
import { findChild, type XmlElement } from '../xml.ts';
import { PartNames } from '../xml-writer.ts';
import { checkConversion } from './check.ts';
import type { PartFates } from './fates.ts';
import type { LiveParagraph, LivePiece, LiveRun } from './live-text.ts';
import { decideMarks } from './marks-of-paragraphs.ts';
import { type ManualRedline, studyManualRedline } from './recognise.ts';
import { RunWriter, strikes, type WrittenRun } from './run-writer.ts';
import { type Fate, fate, type InsertionSign } from './spans.ts';

/** What was made of a redline by hand. */
export interface Conversion {
  readonly bytes: Uint8Array;
  readonly report: ConversionReport;
}

export interface ConversionReport extends Pick<ManualRedline, 'confidence' | 'insertionSign' | 'legend' | 'unclosed'> {
  /** Tracked changes written. */
  readonly changes: number;
  /** Stretches of words deleted and inserted. */
  readonly deletions: number;
  readonly insertions: number;
  /** Paragraphs and table rows that come or go whole. */
  readonly paragraphs: number;
  readonly rows: number;
  /** Characters that were markup and are in no reading any more: brackets, and words such as `Deleted:`. */
  readonly markupCharacters: number;
}

/**
 * Writes a redline that was made by hand as tracked changes: struck runs as `w:del`, inserted ones as `w:ins` (ECMA-376 part 1, 17.13.5),
 * brackets that only marked them gone, formatting that only marked them taken off. Every other character of the file stays as it is.
 *
 * Before it is handed over every paragraph is read again: with changes rejected it must be its kept and struck words, with changes accepted
 * its kept and inserted ones. Throws `invalid-input` when the file is no redline made by hand, `law-broken` when that check
 * fails, and what `openPackage` throws.
 */
export function convertManualRedline(file: SourceFile, options: RedlineOptions, platform: Platform): Conversion {
  const docx = openPackage(file, platform);
  const study = studyManualRedline(docx);
  if (study === null) {
    const reason = 'it has no struck words, or nothing that shows how insertions are marked';
    throw new AppError('invalid-input', `${file.name} is not a redline made by hand: ${reason}.`, {
      details: { file: file.name, reason },
    });
  }
  const stamp = new Stamp(options, firstFreeId(docx));
  const changes = new Map<string, Uint8Array>();
  const counts = { paragraphs: 0, rows: 0, markupCharacters: 0 };
  for (const part of study.parts) {
    const writer = new PartWriter(docx, part, study.redline.insertionSign, stamp);
    const xml = writer.write();
    if (xml === null) continue;
    checkConversion(file.name, part, xml);
    changes.set(docx.archive.findEntry(part.live.part)?.name ?? part.live.part, platform.encodeUtf8(asUtf8(xml)));
    counts.paragraphs += writer.paragraphs;
    counts.rows += writer.rows;
    counts.markupCharacters += writer.markupCharacters;
  }
  const { confidence, insertionSign, legend, unclosed, deletions, insertions } = study.redline;
  return {
    bytes: rewriteZip(docx.archive, changes, platform),
    report: { confidence, insertionSign, legend, unclosed, changes: stamp.count, deletions, insertions, ...counts },
  };
}

/** A part that was UTF-16 is written in UTF-8 and must say so. */
function asUtf8(xml: string): string {
  return xml.replace(/^(<\?xml[^>]*encoding=)(["'])[^"']*\2/, '$1$2UTF-8$2');
}

function firstFreeId(docx: DocxPackage): number {
  let last = 0;
  for (const part of docx.listStoryParts()) {
    for (const [, id = ''] of docx.getText(part).matchAll(/\bid="(\d{1,9})"/g)) last = Math.max(last, Number(id));
  }
  return last + 1;
}

class PartWriter {
  paragraphs = 0;
  rows = 0;
  markupCharacters = 0;
  readonly #part: PartFates;
  readonly #sign: InsertionSign | null;
  readonly #stamp: Stamp;
  readonly #names: PartNames;
  readonly #runs: RunWriter;
  readonly #splices: Splice[] = [];

  constructor(docx: DocxPackage, part: PartFates, sign: InsertionSign | null, stamp: Stamp) {
    this.#part = part;
    this.#sign = sign;
    this.#stamp = stamp;
    this.#names = new PartNames(docx.rootNamespaces(part.live.part));
    this.#runs = new RunWriter(part.live.xml, this.#names);
  }

  /** The part's new text; `null` when nothing in it changes. */
  write(): string | null {
    const { live, characters } = this.#part;
    const marks = decideMarks(this.#part);
    for (const [index, row] of live.rows.entries()) this.#writeRow(row.element, marks.rows[index] as Fate);
    for (const [index, paragraph] of live.paragraphs.entries()) {
      const fates = characters[index] as Uint8Array;
      const mark = marks.paragraphs[index] as Fate;
      if (mark !== fate.kept) this.#writeMark(paragraph, mark);
      if (fates.some((each) => each !== fate.kept)) this.#writeRuns(paragraph, fates);
    }
    return this.#splices.length === 0 ? null : applySplices(live.xml, this.#splices);
  }

  #open(found: Fate): { start: string; end: string } {
    const name = this.#names.get(found === fate.deleted ? 'w:del' : 'w:ins');
    return { start: `<${name}${this.#stamp.next(this.#names)}>`, end: `</${name}>` };
  }

  #empty(found: Fate): string {
    return `<${this.#names.get(found === fate.deleted ? 'w:del' : 'w:ins')}${this.#stamp.next(this.#names)}/>`;
  }

  /** ECMA-376 part 1, 17.13.5.12 and 17.13.5.16. */
  #writeRow(row: XmlElement, found: Fate): void {
    if (found === fate.kept) return;
    this.rows++;
    const { xml } = this.#part.live;
    const properties = findChild(row, 'w:trPr');
    const name = this.#names.get('w:trPr');
    if (properties === null) {
      // After exceptions to the table's properties, before the cells.
      const exceptions = findChild(row, 'w:tblPrEx');
      const at = exceptions === null ? row.contentFrom : exceptions.to;
      this.#splices.push({ from: at, to: at, text: `<${name}>${this.#empty(found)}</${name}>` });
    } else this.#appendInside(xml, properties, this.#empty(found));
  }

  /** ECMA-376 part 1, 17.13.5.15 and 17.13.5.20: in the properties of the paragraph's mark, first. */
  #writeMark({ element, properties }: LiveParagraph, found: Fate): void {
    this.paragraphs++;
    const { xml } = this.#part.live;
    const change = this.#empty(found);
    const markName = this.#names.get('w:rPr');
    const mark = properties === null ? null : findChild(properties, 'w:rPr');
    if (properties === null) {
      const name = this.#names.get('w:pPr');
      const content = `<${name}><${markName}>${change}</${markName}></${name}>`;
      this.#prependInside(xml, element, content);
    } else if (mark === null) {
      const after = findChild(properties, 'w:sectPr') ?? findChild(properties, 'w:pPrChange');
      const content = `<${markName}>${change}</${markName}>`;
      if (after === null) this.#appendInside(xml, properties, content);
      else this.#splices.push({ from: after.from, to: after.from, text: content });
    } else {
      for (let child = mark.first; child !== null; child = child.next) {
        if (strikes.has(child.name)) this.#splices.push({ from: child.from, to: child.to, text: '' });
      }
      this.#prependInside(xml, mark, change);
    }
  }

  #prependInside(xml: string, element: XmlElement, content: string): void {
    if (isSelfClosing(xml, element)) this.#fill(xml, element, content);
    else this.#splices.push({ from: element.contentFrom, to: element.contentFrom, text: content });
  }

  #appendInside(xml: string, element: XmlElement, content: string): void {
    if (isSelfClosing(xml, element)) this.#fill(xml, element, content);
    else {
      const at = contentTo(xml, element);
      this.#splices.push({ from: at, to: at, text: content });
    }
  }

  /** `<w:p/>` becomes `<w:p>…</w:p>`. */
  #fill(xml: string, element: XmlElement, content: string): void {
    const tag = startTag(xml, element);
    const name = this.#names.get(element.name);
    this.#splices.push({
      from: element.from,
      to: element.to,
      text: `${tag.slice(0, -2).trimEnd()}>${content}</${name}>`,
    });
  }

  #writeRuns(paragraph: LiveParagraph, fates: Uint8Array): void {
    for (const each of fates) if (each === fate.markup) this.markupCharacters++;
    const sign = this.#signOf(paragraph, fates);
    const fateOf = (run: LiveRun) => (piece: LivePiece) => this.#fateOfObject(run, piece, fates);
    let group: LiveRun[] = [];
    const flush = () => {
      const first = group[0];
      const last = group.at(-1);
      if (first !== undefined && last !== undefined) {
        const written = group.flatMap((run) => this.#runs.write(run, fates, fateOf(run), sign));
        this.#splices.push({ from: first.element.from, to: last.element.to, text: this.#wrap(written) });
      }
      group = [];
    };
    for (const run of paragraph.runs) {
      if (!this.#isTouched(run, fates)) {
        flush();
        continue;
      }
      if (group.length > 0 && group.at(-1)?.element.to !== run.element.from) flush();
      group.push(run);
    }
    flush();
  }

  #isTouched(run: LiveRun, fates: Uint8Array): boolean {
    for (let at = run.from; at < run.to; at++) if (fates[at] !== fate.kept) return true;
    return run.pieces.some((piece) => this.#fateOfObject(run, piece, fates) !== fate.kept && piece.from === piece.to);
  }

  /** One change for runs that stand side by side. */
  #wrap(runs: readonly WrittenRun[]): string {
    let xml = '';
    for (let index = 0; index < runs.length; ) {
      const { fate: found } = runs[index] as WrittenRun;
      const { start, end } = found === fate.kept ? { start: '', end: '' } : this.#open(found);
      xml += start;
      for (; index < runs.length && runs[index]?.fate === found; index++) xml += (runs[index] as WrittenRun).xml;
      xml += end;
    }
    return xml;
  }

  /** A picture or note goes with a struck run, and comes with the inserted words that it stands in. Fields stay whole (`heldFields`). */
  #fateOfObject(run: LiveRun, { element, from }: LivePiece, fates: Uint8Array): Fate {
    if (run.look.struck) return this.#heldFields.has(element) ? fate.kept : fate.deleted;
    const isInside = fates[from - 1] === fate.inserted || fates[from] === fate.inserted;
    return isInside && !this.#heldFields.has(element) ? fate.inserted : fate.kept;
  }

  /** Where the words around are set in the look of insertions as well, that look is no markup here: a bold heading stays bold. */
  #signOf({ text, runs }: LiveParagraph, fates: Uint8Array): InsertionSign | null {
    const sign = this.#sign;
    if (sign === null || !sign.bold) return sign;
    let around = 0;
    let boldAround = 0;
    for (const { from, to, look } of runs) {
      for (let at = from; at < to; at++) {
        if (fates[at] === fate.inserted || fates[at] === fate.markup || (text[at] as string).trim() === '') continue;
        around++;
        if (look.bold) boldAround++;
      }
    }
    return around > 0 && boldAround * 2 > around ? { ...sign, bold: false } : sign;
  }

  /** The characters of fields that would not come or go as a whole. */
  get #heldFields(): ReadonlySet<XmlElement> {
    this.#held ??= findHeldFields(this.#part);
    return this.#held;
  }
  #held: ReadonlySet<XmlElement> | null = null;
}

/**
 * A field is several elements (ECMA-376 part 1, 17.16.18) that must come and go together, or the text after it becomes its instruction. Those of
 * a field whose parts do not share one fate are held back.
 */
function findHeldFields({ live, characters }: PartFates): ReadonlySet<XmlElement> {
  const held = new Set<XmlElement>();
  const open: { elements: XmlElement[]; fates: Set<Fate> }[] = [];
  for (const [index, { runs }] of live.paragraphs.entries()) {
    const fates = characters[index] as Uint8Array;
    for (const run of runs) {
      for (const { element, from } of run.pieces) {
        if (element.name !== 'w:fldChar' && element.name !== 'w:instrText') continue;
        const type = element.attributes?.[element.attributes.indexOf('w:fldCharType') + 1];
        const isInside = fates[from - 1] === fate.inserted || fates[from] === fate.inserted;
        const found = run.look.struck ? fate.deleted : isInside ? fate.inserted : fate.kept;
        if (element.name === 'w:fldChar' && type === 'begin') open.push({ elements: [], fates: new Set() });
        const field = open.at(-1);
        field?.elements.push(element);
        field?.fates.add(found);
        if (element.name === 'w:fldChar' && type === 'end') {
          open.pop();
          if (field !== undefined && field.fates.size > 1) for (const each of field.elements) held.add(each);
        }
      }
    }
  }
  for (const { elements } of open) for (const each of elements) held.add(each);
  return held;
}
