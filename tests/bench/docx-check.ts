import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SaxesParser } from 'saxes';
import { unzip } from '../../scripts/unzip.ts';

/**
 * What a redline says when all its changes are accepted or rejected, read without a line of the code that wrote
 * it: this reader knows just what the bench's contracts hold. A change inside a change, a text box or a field
 * with a tracked instruction is beyond it.
 *
 * ECMA-376-1: 17.13.5 (revisions), 17.13.5.15 (a deleted paragraph mark joins the paragraph with the next).
 */

/** Paragraphs one a line, tables as lines `[table`, `[row`, `[cell` and `]`; footnotes in the order of their marks. */
export interface SettledText {
  readonly body: readonly string[];
  readonly notes: readonly string[];
  /** A paragraph a line: `>` for an indent of its own; then for each stretch of one look how it looks and how long it is. */
  readonly looks: readonly string[];
  readonly words: ChangedWords;
}

/** Words inside tracked changes; a moved word counts once on each side. */
export interface ChangedWords {
  readonly inserted: number;
  readonly deleted: number;
  readonly moved: number;
}

export type Settling = 'accept' | 'reject';

/** Reads the document of a file. Throws when the zip or the XML is damaged. */
export async function readSettled(path: string, settling: Settling): Promise<SettledText> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'));
  try {
    await unzip(path, folder, (name) => (/^word\/(document|footnotes)\.xml$/.test(name) ? name : null));
    const body = new StoryReader(settling).read(readFileSync(join(folder, 'word/document.xml'), 'utf8'));
    const notesPath = join(folder, 'word/footnotes.xml');
    const notes = new StoryReader(settling);
    if (existsSync(notesPath)) notes.read(readFileSync(notesPath, 'utf8'));
    return {
      body: body.lines,
      notes: body.noteIds.map((id) => (notes.notes.get(id) ?? ['NO FOOTNOTE']).join('\n')),
      looks: body.looks,
      words: body.words,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What is wrong, from the worst: words, footnotes, tables' shape and empty paragraphs, formatting. */
export interface Fault {
  readonly kind: 'text' | 'footnote' | 'shape' | 'formatting';
  readonly message: string;
}

export interface Verdict {
  readonly faults: readonly Fault[];
  readonly words: ChangedWords;
}

/** Whether rejecting all of the redline gives A and accepting all gives B. */
export async function checkRedline(redline: string, a: string, b: string): Promise<Verdict> {
  const rejected = await readSettled(redline, 'reject');
  const accepted = await readSettled(redline, 'accept');
  // A and B have no changes: both ways to settle them give what they are.
  const faults = [
    ...findFaults('reject-all', rejected, await readSettled(a, 'accept')),
    ...findFaults('accept-all', accepted, await readSettled(b, 'accept')),
  ];
  return { faults, words: accepted.words };
}

function findFaults(which: string, got: SettledText, wanted: SettledText): Fault[] {
  const faults: Fault[] = [];
  const compare = (kind: Fault['kind'], gotLines: readonly string[], wantedLines: readonly string[]) => {
    const at = firstDifference(gotLines, wantedLines);
    if (at === null) return;
    const place = `${kind} ${at + 1} of ${wantedLines.length}`;
    faults.push({ kind, message: `${which}: ${place} is ${contrast(gotLines[at], wantedLines[at])}` });
  };
  compare('text', got.body.filter(hasWords), wanted.body.filter(hasWords));
  if (faults.length === 0) compare('shape', got.body, wanted.body);
  compare('footnote', got.notes, wanted.notes);
  if (faults.every(({ kind }) => kind === 'footnote')) compare('formatting', got.looks, wanted.looks);
  return faults;
}

function hasWords(line: string): boolean {
  return line !== '' && line !== ']' && !line.startsWith('[');
}

function firstDifference(got: readonly string[], wanted: readonly string[]): number | null {
  const length = Math.max(got.length, wanted.length);
  for (let index = 0; index < length; index += 1) if (got[index] !== wanted[index]) return index;
  return null;
}

/** Both lines from a little before the place where they part. */
function contrast(got: string | undefined, wanted: string | undefined): string {
  let at = 0;
  while (at < (got?.length ?? 0) && got?.[at] === wanted?.[at]) at += 1;
  const quote = (line: string | undefined) =>
    line === undefined ? 'missing' : `“${line.slice(Math.max(0, at - 12), at + 24)}”`;
  return `${quote(got)}, not ${quote(wanted)}`;
}

// ---- One part ----------------------------------------------------------------------------------

/** Where a row or table began, and whether the settling takes it away. */
interface Frame {
  readonly linesAt: number;
  readonly looksAt: number;
  isGone: boolean;
}

type Change = 'w:ins' | 'w:del' | 'w:moveFrom' | 'w:moveTo';
const insertions: ReadonlySet<string> = new Set<Change>(['w:ins', 'w:moveTo']);
const deletions: ReadonlySet<string> = new Set<Change>(['w:del', 'w:moveFrom']);
const cellChanges: Readonly<Record<string, Change>> = { 'w:cellIns': 'w:ins', 'w:cellDel': 'w:del' };
const toggles: Readonly<Record<string, string>> = { 'w:b': 'b', 'w:i': 'i', 'w:u': 'u' };
const frameNames = new Set(['w:tbl', 'w:tr', 'w:tc']);

function isChange(name: string): name is Change {
  return insertions.has(name) || deletions.has(name);
}

class StoryReader {
  readonly lines: string[] = [];
  readonly looks: string[] = [];
  readonly noteIds: string[] = [];
  /** Of the part with the footnotes: its lines by id. */
  readonly notes = new Map<string, string[]>();
  readonly #gone: ReadonlySet<string>;
  readonly #isAccepting: boolean;
  readonly #path: string[] = [];
  readonly #frames: Frame[] = [];
  readonly #counts: Record<Change, number> = { 'w:ins': 0, 'w:del': 0, 'w:moveFrom': 0, 'w:moveTo': 0 };
  /** Elements deep inside what settling takes away, or inside properties that are not the ones left. */
  #goneDepth = 0;
  readonly #changes: Change[] = [];
  /** Text of a paragraph whose mark is gone: it goes on in the next. */
  #joined: { text: string; looks: [string, number][] } | null = null;
  #text = '';
  #looksOfParagraph: [string, number][] = [];
  #look = '';
  #isIndented = false;
  #isMarkGone = false;
  #textOf: string | null = null;

  constructor(settling: Settling) {
    this.#isAccepting = settling === 'accept';
    this.#gone = this.#isAccepting ? deletions : insertions;
  }

  get words(): ChangedWords {
    const { 'w:ins': inserted, 'w:del': deleted, 'w:moveTo': moved } = this.#counts;
    return { inserted, deleted, moved };
  }

  read(xml: string): this {
    const parser = new SaxesParser();
    parser.on('error', (error) => {
      throw error;
    });
    parser.on('opentag', ({ name, attributes }) => this.#open(name, attributes));
    parser.on('text', (text) => this.#addText(text));
    parser.on('closetag', ({ name }) => this.#close(name));
    parser.write(xml).close();
    return this;
  }

  #open(name: string, attributes: Readonly<Record<string, string>>): void {
    const parent = this.#path.at(-1) ?? '';
    const grandparent = this.#path.at(-2) ?? '';
    this.#path.push(name);
    if (this.#goneDepth > 0) {
      this.#goneDepth += 1;
      if (name === 'w:t' || name === 'w:delText') this.#textOf = name;
      return;
    }
    if (name.endsWith('Change')) this.#openOldProperties(name);
    else if (isChange(name)) this.#openChange(name, parent, grandparent);
    else if (name in cellChanges) this.#dropFrame(cellChanges[name]);
    else if (frameNames.has(name)) this.#openFrame(name);
    else if (name === 'w:p') this.#openParagraph();
    else if (name === 'w:r') this.#look = '';
    else if (name === 'w:t' || name === 'w:delText') this.#textOf = name;
    else if (parent === 'w:r') this.#addMark(name, attributes);
    else if (parent === 'w:rPr' && toggles[name] !== undefined && this.#isOfRun()) {
      const isOff = /^(0|false|off|none)$/.test(String(attributes['w:val'] ?? ''));
      if (!isOff) this.#look += toggles[name];
    } else if (name === 'w:ind' && parent === 'w:pPr') this.#isIndented = true;
    else if (name === 'w:footnote') {
      this.lines.length = 0;
      this.#joined = null;
      this.notes.set(String(attributes['w:id']), []);
    }
  }

  #isOfRun(): boolean {
    const at = this.#path.lastIndexOf('w:r');
    return at >= 0 && this.#path.slice(at).every((name) => !name.startsWith('w:p'));
  }

  /** The properties before a change: on rejecting they are the ones that count (17.13.5.29, 17.13.5.31). */
  #openOldProperties(name: string): void {
    if (this.#isAccepting) this.#goneDepth = 1;
    else if (name === 'w:rPrChange' && this.#isOfRun()) this.#look = '';
    else if (name === 'w:pPrChange') this.#isIndented = false;
  }

  #openChange(name: Change, parent: string, grandparent: string): void {
    const isGone = this.#gone.has(name);
    if (parent === 'w:trPr') this.#dropFrame(name);
    else if (parent === 'w:rPr' && grandparent === 'w:pPr') this.#isMarkGone ||= isGone;
    else {
      this.#changes.push(name);
      if (isGone) this.#goneDepth = 1;
    }
  }

  #dropFrame(change: Change | undefined): void {
    const frame = this.#frames.at(-1);
    if (frame !== undefined && change !== undefined && this.#gone.has(change)) frame.isGone = true;
  }

  #openFrame(name: string): void {
    if (name === 'w:tbl') this.#endJoined();
    this.#frames.push({ linesAt: this.lines.length, looksAt: this.looks.length, isGone: false });
    this.lines.push(`[${{ 'w:tbl': 'table', 'w:tr': 'row', 'w:tc': 'cell' }[name]}`);
  }

  #closeFrame(name: string): void {
    this.#endJoined();
    const frame = this.#frames.pop();
    if (frame === undefined) return;
    const isEmpty = this.lines.length === frame.linesAt + 1;
    // A cell keeps a paragraph whatever is deleted from it; rows and tables go with the last of what they hold.
    if (isEmpty && name === 'w:tc') this.lines.push('');
    if (frame.isGone || (isEmpty && name !== 'w:tc')) {
      this.lines.length = frame.linesAt;
      this.looks.length = frame.looksAt;
    } else this.lines.push(']');
  }

  #openParagraph(): void {
    this.#text = '';
    this.#looksOfParagraph = [];
    this.#isIndented = false;
    this.#isMarkGone = false;
  }

  #closeParagraph(): void {
    const text = (this.#joined?.text ?? '') + this.#text;
    const looks = [...(this.#joined?.looks ?? []), ...this.#looksOfParagraph];
    this.#joined = { text, looks };
    if (!this.#isMarkGone) this.#endJoined(true);
  }

  /** A paragraph that was to be joined with a next one but has none is gone if nothing is left in it. */
  #endJoined(isMarked = false): void {
    const joined = this.#joined;
    this.#joined = null;
    if (joined === null || (!isMarked && joined.text === '')) return;
    this.lines.push(joined.text);
    let looks = this.#isIndented ? '>' : '';
    joined.looks.forEach(([look, length], index) => {
      const isSame = joined.looks[index + 1]?.[0] === look;
      if (isSame) (joined.looks[index + 1] as [string, number])[1] += length;
      else looks += `${look}${length} `;
    });
    this.looks.push(looks);
  }

  #addMark(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'w:tab') this.#append('\t');
    else if (name === 'w:br') this.#append('\n');
    else if (name === 'w:footnoteReference') {
      this.#append('¹');
      this.noteIds.push(String(attributes['w:id']));
    }
  }

  #addText(text: string): void {
    if (this.#textOf === null) return;
    this.#countWords(text);
    if (this.#goneDepth === 0) this.#append(text);
  }

  #append(text: string): void {
    this.#text += text;
    const last = this.#looksOfParagraph.at(-1);
    if (last?.[0] === this.#look) last[1] += text.length;
    else this.#looksOfParagraph.push([this.#look, text.length]);
  }

  #countWords(text: string): void {
    const change = this.#changes.at(-1);
    if (change !== undefined) this.#counts[change] += text.match(/\S+/g)?.length ?? 0;
  }

  #close(name: string): void {
    this.#path.pop();
    this.#textOf = null;
    if (this.#goneDepth > 0) this.#goneDepth -= 1;
    if (this.#changes.at(-1) === name && !['w:trPr', 'w:rPr'].includes(this.#path.at(-1) ?? '')) this.#changes.pop();
    if (this.#goneDepth > 0) return;
    if (frameNames.has(name)) this.#closeFrame(name);
    else if (name === 'w:p') this.#closeParagraph();
    else if (name === 'w:body') this.#endJoined();
    else if (name === 'w:footnote') {
      this.#endJoined();
      const id = [...this.notes.keys()].at(-1) ?? '';
      this.notes.set(id, [...this.lines]);
    }
  }
}
