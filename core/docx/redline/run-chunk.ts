import { findChild, type XmlElement } from '../xml.ts';
import type { Span } from './group-edits.ts';
import type { GroupTask } from './group-writer.ts';
import { copyLooks, deletedText, textElement, tracked } from './tracked-xml.ts';

/** A start tag, or XML that begins with one, whose first id is another. */
export function withNewId(written: string, id: string): string {
  return written.replace(/(\bid=)(["'])[^"']*\2/, `$1$2${id}$2`);
}

/** The end tag for a start tag as written. */
export function endTagOf(startTag: string): string {
  return `</${startTag.slice(1).split(/[\s/>]/, 1)[0]}>`;
}

/** The part of a run that shares one fate. */
export class RunChunk {
  readonly #run: XmlElement;
  readonly #text: string;
  readonly #task: GroupTask;
  readonly #startTag: string;
  #span: Span | null = null;
  #content = '';
  #done = '';
  #isFirst = true;

  constructor(run: XmlElement, text: string, task: GroupTask) {
    this.#run = run;
    this.#text = text;
    this.#task = task;
    this.#startTag = text.slice(run.from, run.contentFrom);
  }

  addText(span: Span, text: string): void {
    this.#enter(span);
    this.#content += textElement(
      span.kind === 'delete' && this.#deletes ? 'w:delText' : 'w:t',
      text,
      this.#task.copier,
    );
  }

  add(span: Span, name: string, written: string): void {
    this.#enter(span);
    const isDeleted = span.kind === 'delete' && this.#deletes && (name === 'w:instrText' || name === 'w:t');
    this.#content += isDeleted ? deletedText(written) : written;
  }

  /** What has no width goes with what stands before it. */
  addWidthless(written: string): void {
    this.#content += written;
  }

  /** Everything so far as XML; the run may go on. */
  close(): string {
    this.#closeSpan();
    const done = this.#done;
    this.#done = '';
    return done;
  }

  get #deletes(): boolean {
    return this.#task.removing === 'w:del';
  }

  #enter(span: Span): void {
    if (this.#span !== null && !sharesFate(this.#span, span)) this.#closeSpan();
    this.#span = span;
  }

  #closeSpan(): void {
    if (this.#content !== '') {
      const { copier, removing } = this.#task;
      const span = this.#span;
      const run = `${this.#startTag}${this.#properties(span)}${this.#content}${endTagOf(this.#startTag)}`;
      const tracking = span === null ? undefined : span.kind === 'delete' ? removing : this.#task.keeping;
      this.#done += tracking === undefined ? run : tracked(tracking, run, copier);
    }
    this.#content = '';
    this.#span = null;
    this.#isFirst = false;
  }

  /** As written; where the run is cut, a pending change of its look has an id of its own on each part. */
  #writtenProperties(properties: XmlElement): string {
    const change = findChild(properties, 'w:rPrChange');
    const { from, to } = properties;
    if (change === null || this.#isFirst) return this.#text.slice(from, to);
    const id = String(this.#task.copier.stamp.nextId());
    return this.#text.slice(from, change.from) + withNewId(this.#text.slice(change.from, to), id);
  }

  #properties(span: Span | null): string {
    const properties = findChild(this.#run, 'w:rPr');
    const written = properties === null ? '' : this.#writtenProperties(properties);
    if (span?.kind !== 'format' || span.item.run === null || this.#task.keeping !== undefined) return written;
    const { names, stamp } = this.#task.copier;
    const pending = properties === null ? null : findChild(properties, 'w:rPrChange');
    const name = names.get('w:rPrChange');
    const change =
      pending !== null
        ? this.#text.slice(pending.from, pending.to)
        : `<${name}${stamp.next(names)}>${written === '' ? `<${names.get('w:rPr')}/>` : written}</${name}>`;
    const looks = copyLooks(findChild(span.item.run, 'w:rPr'), this.#task.copier);
    return `<${names.get('w:rPr')}>${looks}${change}</${names.get('w:rPr')}>`;
  }
}

function sharesFate(a: Span, b: Span): boolean {
  if (a.kind !== b.kind) return false;
  return a.kind !== 'format' || b.kind !== 'format' || a.item.run === b.item.run;
}
