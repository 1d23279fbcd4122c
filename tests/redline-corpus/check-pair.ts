import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { AppError } from '../../core/error.ts';
import type { SourceFile } from '../../core/model/source.ts';
import type { OfficeOpinion, OfficeWitness } from '../support/office-opinion.ts';
import { BrokenRedlineLaw, type LawfulRedline, makeLawfulRedline } from '../support/redline-laws.ts';
import { measureWords, type RedlineWords } from '../support/redline-words.ts';
import type { CorpusPair } from './pairs.ts';

export interface PairResult {
  readonly pair: CorpusPair;
  /** `failed`: a law is broken, or there is a bug. */
  readonly outcome: 'ok' | 'refused' | 'failed';
  /** Without words of the documents, so that it can be kept. */
  readonly reason: string;
  /** For the eyes of who looks for the fault. */
  readonly detail: string;
  readonly words: RedlineWords | null;
  readonly revisions: number;
  readonly notes: readonly string[];
  readonly office: OfficeOpinion | null;
  readonly ms: number;
}

/** Files by path, so that a draft which is in two pairs is read once. */
const files = new Map<string, SourceFile>();

function readFile(path: string): SourceFile {
  let file = files.get(path);
  if (file === undefined) {
    file = { name: basename(path), bytes: new Uint8Array(readFileSync(path)) };
    files.set(path, file);
  }
  return file;
}

export async function checkPair(pair: CorpusPair, witness: OfficeWitness | null): Promise<PairResult> {
  const startedMs = performance.now();
  const a = readFile(pair.a);
  const b = readFile(pair.b);
  const nothing = { pair, words: null, revisions: 0, notes: [], office: null };
  let redline: LawfulRedline;
  try {
    redline = makeLawfulRedline(a, b);
  } catch (error) {
    return { ...nothing, ...verdictOf(error), ms: performance.now() - startedMs };
  }
  const ms = performance.now() - startedMs;
  const notes = redline.report.notes.map(({ code, count }) => `${code} ${count}`);
  const words = measureWords(redline.document);
  const sharesPages = !notes.some((note) => /^(?:header|section)/.test(note));
  const office = witness === null ? null : await witness.judge(a, b, redline.file, { pagesOfB: sharesPages });
  return { pair, outcome: 'ok', reason: '', detail: '', words, revisions: redline.revisions, notes, office, ms };
}

function verdictOf(error: unknown): Pick<PairResult, 'outcome' | 'reason' | 'detail'> {
  if (error instanceof BrokenRedlineLaw) return { outcome: 'failed', reason: error.law, detail: error.message };
  if (error instanceof AppError && error.code !== 'internal') {
    const { view, construct } = error.details;
    const reason = construct === undefined ? error.code : `${error.code}: ${construct}, with every change ${view}`;
    return { outcome: 'refused', reason, detail: error.message };
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { outcome: 'failed', reason: 'a bug', detail };
}
