import { readFileSync, writeFileSync } from 'node:fs';
import type { SourceFile } from '../../core/model/source.ts';
import { findPeakMb, findPeakOfChildrenMb } from './docx-memory.ts';

/** Two files and where the redline is to go. */
export interface RedlineJob {
  readonly a: string;
  readonly b: string;
  readonly out: string;
}

/** Each contestant loads what it needs when it starts, so that no other's process holds it. */

/** One way to make a redline, ready to work: from disk to disk. */
export interface Redliner {
  /** Answers the milliseconds of the work. */
  redline(job: RedlineJob): Promise<number>;
  /** In megabytes, of the process that does the work. */
  findPeakMb(): number | null;
  close(): Promise<void>;
}

export interface DocxContestant {
  readonly name: string;
  readonly does: string;
  /** Runs for a median, unless they are too slow. */
  readonly runs: number;
  start(): Promise<Redliner>;
}

const author = 'The Customer';
const date = '2026-03-01T09:00:00Z';

export const docxContestants = {
  parley: {
    name: 'Parley',
    does: 'reads both files, compares, writes the redline and verifies it',
    runs: 7,
    start: async () => {
      const { redlineDocx } = await import('../../core/docx/redline/redline-docx.ts');
      const { nodePlatform } = await import('../../engine/platform.ts');
      return {
        redline: async ({ a, b, out }) => {
          const startedMs = performance.now();
          const { bytes } = redlineDocx(fileAt(a), fileAt(b), { author, date }, nodePlatform);
          writeFileSync(out, bytes);
          return performance.now() - startedMs;
        },
        findPeakMb: () => findPeakMb('self'),
        close: async () => {},
      };
    },
  },
  libreOffice: {
    name: 'LibreOffice',
    does: 'opens B, compares it with A, stores the redline; its start is not counted',
    runs: 3,
    start: async () => {
      const { openLibreOffice } = await import('../support/libreoffice.ts');
      const office = await openLibreOffice({ timeoutMs: 1_200_000 });
      return {
        redline: async ({ a, b, out }) => {
          const { bytes, ms } = await office.compare(fileAt(a), fileAt(b));
          writeFileSync(out, bytes);
          return ms.open + ms.compare + ms.store;
        },
        findPeakMb: findPeakOfChildrenMb,
        close: () => office.close(),
      };
    },
  },
  docxodus: {
    name: 'docxodus',
    does: 'reads, compares, writes; the faster of its two ways, docxDiffCompare; its start is not counted',
    runs: 3,
    start: async () => {
      const { docxDiffCompare, initialize } = await import('docxodus/core');
      await initialize();
      return {
        redline: async ({ a, b, out }) => {
          const startedMs = performance.now();
          const settings = { authorForRevisions: author, dateTimeForRevisions: date };
          const bytes = await docxDiffCompare(fileAt(a).bytes, fileAt(b).bytes, settings);
          writeFileSync(out, bytes);
          return performance.now() - startedMs;
        },
        findPeakMb: () => findPeakMb('self'),
        close: async () => {},
      };
    },
  },
} as const satisfies Record<string, DocxContestant>;
export type DocxContestantName = keyof typeof docxContestants;

function fileAt(path: string): SourceFile {
  return { name: path, bytes: new Uint8Array(readFileSync(path)) };
}
