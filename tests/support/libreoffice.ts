import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { SourceFile } from '../../core/model/source.ts';
import { isOnPath } from '../../scripts/system-packages.ts';

/**
 * LibreOffice as a second opinion on a redline: what it reads, how many tracked changes it sees, and what accepting or
 * rejecting them all gives.
 *
 * One headless LibreOffice serves many questions, since its start takes a second. It is asked through files: a Basic
 * macro in a profile of our own (`libreoffice.bas`) waits in its main loop for a job and writes the answer. The
 * usual way, Python with the UNO bridge, was turned down: it is one more package, often missing beside LibreOffice,
 * and each of the thousands of calls that read a document would cross between processes.
 */

/** What happens to the tracked changes before the document is read or stored. */
export type Settlement = 'accept' | 'reject' | 'as-is';

export interface OfficeDocument {
  /** The body first, then footnotes, endnotes, headers and footers of each page style in use, frames and shapes. */
  readonly stories: readonly OfficeStory[];
  /** The tracked changes that LibreOffice sees on opening, in its order. */
  readonly changes: readonly OfficeChange[];
  /** What is left of them once settled. */
  readonly changesLeft: readonly OfficeChange[];
  /** Milliseconds of work by step: `open`, `accept` or `reject`, `describe`. */
  readonly ms: Readonly<Record<string, number>>;
}

/** `type` is LibreOffice's word: `Insert`, `Delete`, `Format`, `ParagraphFormat`, `TextTable` and others. */
export interface OfficeChange {
  readonly type: string;
  readonly author: string;
}

export interface OfficeStory {
  readonly kind: 'body' | 'footnote' | 'endnote' | 'header' | 'footer' | 'frame' | 'shape';
  /** A note's mark; for headers and footers `default`, `even` or `first`. */
  readonly label: string;
  readonly blocks: readonly OfficeBlock[];
}

export type OfficeBlock = OfficeParagraph | OfficeTable;

export interface OfficeParagraph {
  readonly type: 'paragraph';
  /** The label that its list computes, such as `1.2.`; empty outside lists. */
  readonly label: string;
  /** The paragraph style's name as LibreOffice has it. */
  readonly style: string;
  /** With fields as they show and notes by their marks. */
  readonly text: string;
  /** Only where formatting was asked for: neighbours with the same marks are one; numbers of pages are `#`. */
  readonly runs: readonly OfficeRun[];
}

/** `marks`: letters for bold, italic, underlined, struck, `^` raised, `_` lowered, hidden. */
export interface OfficeRun {
  readonly marks: string;
  readonly text: string;
}

export interface OfficeTable {
  readonly type: 'table';
  /** Row by row; the names (`A1`, `B1`, `A1.1.2` in a split cell) are the table's shape. */
  readonly cells: readonly { readonly name: string; readonly blocks: readonly OfficeBlock[] }[];
}

export interface LibreOffice {
  /** Such as `7.4.7.2`. */
  readonly version: string;
  /** The process group it runs in; `null` when it does not run. */
  readonly processId: number | null;
  /** Opens a document, settles its changes and reads it. Throws `LibreOfficeError`. */
  read(
    file: SourceFile,
    options: { readonly changes: Settlement; readonly formatting?: boolean },
  ): Promise<OfficeDocument>;
  /** Opens a document, settles its changes and stores it as DOCX. */
  settle(file: SourceFile, changes: Settlement): Promise<Uint8Array>;
  convertToPdf(file: SourceFile): Promise<Uint8Array>;
  /** LibreOffice's own compare: opens B, compares it with A, stores the redline; milliseconds of each step. */
  compare(a: SourceFile, b: SourceFile): Promise<OfficeComparison>;
  /** Ends it and removes its profile. */
  close(): Promise<void>;
}

export interface OfficeComparison {
  readonly bytes: Uint8Array;
  readonly ms: { readonly open: number; readonly compare: number; readonly store: number };
}

/** LibreOffice did not open a file, broke down over it or took too long; the next question starts it anew. */
export class LibreOfficeError extends Error {}

export interface LibreOfficeOptions {
  /** For one job, start included; 60 s when absent. */
  readonly timeoutMs?: number;
}

/** The LibreOffice program on the search path (or `PARLEY_SOFFICE`), or `null`. */
export function findLibreOffice(): string | null {
  const named = process.env.PARLEY_SOFFICE;
  if (named !== undefined) return existsSync(named) ? named : null;
  return ['soffice', 'libreoffice'].find((program) => isOnPath(program)) ?? null;
}

const wordFilter = 'MS Word 2007 XML';

/** Starts LibreOffice. Throws where there is none: ask `findLibreOffice` first. */
export async function openLibreOffice(options: LibreOfficeOptions = {}): Promise<LibreOffice> {
  const program = findLibreOffice();
  if (program === null) throw new LibreOfficeError('There is no LibreOffice on the search path');
  const timeoutMs = options.timeoutMs ?? 60_000;
  const folder = mkdtempSync(join(tmpdir(), 'parley-office-'));
  let office: OfficeProcess | null = null;
  let isClosed = false;
  let lastJob: Promise<unknown> = Promise.resolve();

  const clear = () => {
    office?.kill();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  process.once('exit', clear);

  async function ask(job: readonly string[]): Promise<string[][]> {
    const untilMs = Date.now() + timeoutMs;
    try {
      office ??= await OfficeProcess.start(program ?? '', join(folder, 'office'), untilMs);
      return await office.ask(job, untilMs);
    } catch (error) {
      if (office?.isRunning !== true || error instanceof OutOfTime) {
        office?.kill();
        office = null;
      }
      throw error;
    }
  }

  /** One job at a time. */
  function enqueue<T>(work: () => Promise<T>): Promise<T> {
    const result = lastJob.then(() => {
      if (isClosed) throw new LibreOfficeError('LibreOffice was closed');
      return work();
    });
    lastJob = result.catch(() => {});
    return result;
  }

  function write(name: string, file: SourceFile): string {
    const path = join(folder, name);
    writeFileSync(path, file.bytes);
    return path;
  }

  async function store(file: SourceFile, changes: Settlement, filter: string, name: string): Promise<Uint8Array> {
    const stored = join(folder, name);
    rmSync(stored, { force: true });
    await naming(file, ask(['store', write('document.docx', file), changes, stored, filter]));
    return new Uint8Array(readFileSync(stored));
  }

  const about = await enqueue(() => ask(['ready'])).catch((error: unknown) => {
    process.removeListener('exit', clear);
    clear();
    throw error;
  });
  return {
    version: about.find(([word]) => word === 'version')?.[1] ?? '',
    get processId() {
      return office?.isRunning === true ? office.processId : null;
    },
    read: (file, { changes, formatting }) =>
      enqueue(async () => {
        const job = ['read', write('document.docx', file), changes, formatting === true ? 'formatting' : ''];
        return parseDocument(await naming(file, ask(job)));
      }),
    settle: (file, changes) => enqueue(() => store(file, changes, wordFilter, 'stored.docx')),
    convertToPdf: (file) => enqueue(() => store(file, 'as-is', 'writer_pdf_Export', 'stored.pdf')),
    compare: (a, b) =>
      enqueue(async () => {
        const stored = join(folder, 'stored.docx');
        rmSync(stored, { force: true });
        const job = ['compare', write('a.docx', a), write('b.docx', b), stored, wordFilter];
        const { open = 0, compare = 0, store = 0 } = readTimes(await naming(b, ask(job)));
        return { bytes: new Uint8Array(readFileSync(stored)), ms: { open, compare, store } };
      }),
    close: () =>
      enqueue(async () => {
        isClosed = true;
        await office?.end();
        process.removeListener('exit', clear);
        clear();
      }),
  };
}

async function naming<T>(file: SourceFile, work: Promise<T>): Promise<T> {
  return await work.catch((error: unknown) => {
    if (error instanceof LibreOfficeError)
      throw new LibreOfficeError(`${file.name}: ${error.message}`, { cause: error });
    throw error;
  });
}

class OutOfTime extends LibreOfficeError {}

/** The running program and the folder through which it is asked. */
class OfficeProcess {
  readonly #child: ChildProcess;
  readonly #folder: string;
  #output = '';
  #hasEnded = false;

  private constructor(child: ChildProcess, folder: string) {
    this.#child = child;
    this.#folder = folder;
    const collect = (chunk: Buffer) => {
      this.#output = (this.#output + chunk.toString('utf8')).slice(0, 20_000);
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.once('error', (error) => {
      this.#hasEnded = true;
      this.#output += error.message;
    });
    child.once('exit', () => {
      this.#hasEnded = true;
    });
  }

  static async start(program: string, folder: string, untilMs: number): Promise<OfficeProcess> {
    rmSync(folder, { recursive: true, force: true });
    const profile = join(folder, 'profile');
    const jobs = join(folder, 'jobs');
    mkdirSync(jobs, { recursive: true });
    writeProfile(profile);
    const args = [
      '--headless',
      '--norestore',
      '--nologo',
      '--nodefault',
      '--nolockcheck',
      `-env:UserInstallation=${pathToFileURL(profile).href}`,
      `macro:///Standard.Parley.Serve("${jobs}","${process.pid}")`,
    ];
    // A group of its own, so that the launcher and what it launches end together.
    const child = spawn(program, args, {
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, HOME: folder, SAL_USE_VCLPLUGIN: 'svp' },
    });
    const office = new OfficeProcess(child, jobs);
    try {
      await office.#takeAnswer(untilMs);
    } catch (error) {
      office.kill();
      throw error;
    }
    return office;
  }

  get processId(): number | null {
    return this.#child.pid ?? null;
  }

  get isRunning(): boolean {
    return !this.#hasEnded;
  }

  /** Hands over a job and waits for its answer, a list of fields a line. */
  async ask(job: readonly string[], untilMs: number): Promise<string[][]> {
    this.#hand(job);
    return await this.#takeAnswer(untilMs);
  }

  #hand(job: readonly string[]): void {
    const path = join(this.#folder, 'job');
    writeFileSync(`${path}.part`, `${job.join('\n')}\n`);
    renameSync(`${path}.part`, path);
  }

  async #takeAnswer(untilMs: number): Promise<string[][]> {
    const path = join(this.#folder, 'answer');
    while (!existsSync(path)) {
      if (this.#hasEnded) throw new LibreOfficeError(`LibreOffice ended unasked: ${lastWords(this.#output)}`);
      if (Date.now() > untilMs) throw new OutOfTime('LibreOffice took too long');
      await sleep(3);
    }
    const text = readFileSync(path, 'utf8');
    rmSync(path);
    const lines = text.split('\n').map((line) => line.split('\t').map(unescapeField));
    lines.pop();
    const last = lines.pop() ?? [];
    if (last[0] === 'failed') throw new LibreOfficeError(last[1] ?? '');
    if (last[0] !== 'done') throw new LibreOfficeError('LibreOffice gave half an answer');
    return lines;
  }

  /** Asks it to end, and makes it when it does not. */
  async end(): Promise<void> {
    if (this.isRunning) this.#hand(['end']);
    for (const untilMs = Date.now() + 5_000; this.isRunning && Date.now() < untilMs; ) await sleep(20);
    this.kill();
  }

  kill(): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // The group is gone already.
    }
  }
}

/** What it said on ending, without the list of addresses. */
function lastWords(output: string): string {
  const lines = output
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('/') && !line.startsWith('Warning: '));
  return lines.slice(0, 3).join('; ');
}

const unescaped: Readonly<Record<string, string>> = { '\\\\': '\\', '\\t': '\t', '\\n': '\n', '\\r': '\r' };

function unescapeField(field: string): string {
  return field.includes('\\') ? field.replace(/\\[\\tnr]/g, (pair) => unescaped[pair] ?? pair) : field;
}

function readTimes(lines: readonly (readonly string[])[]): Record<string, number> {
  return Object.fromEntries(lines.filter(([word]) => word === 'ms').map(([, step = '', ms]) => [step, Number(ms)]));
}

function parseDocument(lines: readonly (readonly string[])[]): OfficeDocument {
  const stories: OfficeStory[] = [];
  const changes: OfficeChange[] = [];
  const changesLeft: OfficeChange[] = [];
  let blocks: OfficeBlock[] = [];
  let runs: OfficeRun[] = [];
  const open: { blocks: OfficeBlock[]; cells: { name: string; blocks: OfficeBlock[] }[] }[] = [];
  for (const [word = '', first = '', second = '', third = ''] of lines) {
    if (word === 'change') changes.push({ type: first, author: second });
    if (word === 'left') changesLeft.push({ type: first, author: second });
    if (word === 'story') {
      blocks = [];
      stories.push({ kind: first as OfficeStory['kind'], label: second, blocks });
    }
    if (word === 'p') {
      runs = [];
      blocks.push({ type: 'paragraph', label: first, style: second, text: third, runs });
    }
    if (word === 'r') addRun(runs, first, second);
    if (word === 'table') {
      const cells: { name: string; blocks: OfficeBlock[] }[] = [];
      blocks.push({ type: 'table', cells });
      open.push({ blocks, cells });
    }
    if (word === 'cell') {
      blocks = [];
      open.at(-1)?.cells.push({ name: first, blocks });
    }
    if (word === 'end') blocks = open.pop()?.blocks ?? [];
  }
  return { stories, changes, changesLeft, ms: readTimes(lines) };
}

function addRun(runs: OfficeRun[], marks: string, text: string): void {
  const last = runs.at(-1);
  if (last?.marks === marks) runs[runs.length - 1] = { marks, text: last.text + text };
  else runs.push({ marks, text });
}

/** A profile with our macro, which LibreOffice takes for one set up before: it would overwrite the macro otherwise. */
function writeProfile(profile: string): void {
  const basic = join(profile, 'user', 'basic');
  const library = join(basic, 'Standard');
  mkdirSync(library, { recursive: true });
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
  const doctype = (root: string, name: string) =>
    `<!DOCTYPE ${root} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "${name}.dtd">\n`;
  const source = readFileSync(join(import.meta.dirname, 'libreoffice.bas'), 'utf8');
  const escaped = source.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
  writeFileSync(
    join(profile, 'user', 'registrymodifications.xcu'),
    `${declaration}<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/Office"><prop oor:name="ooSetupInstCompleted" oor:op="fuse"><value>true</value></prop></item></oor:items>`,
  );
  writeFileSync(
    join(basic, 'script.xlc'),
    `${declaration}${doctype('library:libraries', 'libraries')}<library:libraries xmlns:library="http://openoffice.org/2000/library"><library:library library:name="Standard" library:link="false"/></library:libraries>`,
  );
  writeFileSync(
    join(library, 'script.xlb'),
    `${declaration}${doctype('library:library', 'library')}<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false"><library:element library:name="Parley"/></library:library>`,
  );
  writeFileSync(
    join(library, 'Parley.xba'),
    `${declaration}${doctype('script:module', 'module')}<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Parley" script:language="StarBasic">${escaped}</script:module>`,
  );
}
