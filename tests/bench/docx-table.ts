import type { Verdict } from './docx-check.ts';
import type { Edit } from './docx-drafts.ts';
import type { RunStyle } from './docx-files.ts';
import type { DocxMeasure, DocxOutcome } from './docx-process.ts';

/** How a contestant did in one case; no verdict where nothing came out. */
export interface Performance {
  readonly outcome: DocxOutcome;
  readonly verdict: Verdict | null;
}

export interface CaseResult {
  readonly pages: number;
  readonly runs: RunStyle;
  readonly edit: Edit;
  readonly parley: Performance;
  readonly wholeProcess: Performance;
  /** `null` where it was not asked. */
  readonly libreOffice: Performance | null;
  readonly docxodus: Performance | null;
}

/** What was promised: shares of the others' medians from so many pages up, megabytes, and growth. */
export const aims = { fromPages: 100, ofLibreOffice: 0.1, ofDocxodus: 0.06, peakMb: 250, growth: 1.1 } as const;

/** A line a case; a `!` stands behind what misses its aim. */
export function printTable(results: readonly CaseResult[]): void {
  console.log('\nMedians in seconds; first: the first run in a fresh process; command: all of `parley redline`;');
  console.log('peak: megabytes of a fresh process after one redline, the worse of Parley and command.');
  const header = [
    'pages',
    'runs',
    'edit',
    'Parley',
    'first',
    'command',
    'peak',
    'LibreOffice',
    'ratio',
    'docxodus',
    'ratio',
  ];
  const lines = results.map((result) => {
    const { pages, runs, edit, parley, wholeProcess, libreOffice, docxodus } = result;
    return [
      String(pages),
      runs,
      edit,
      seconds(medianOf(parley)) + mark(parley),
      seconds(measureOf(parley)?.timing.first),
      seconds(medianOf(wholeProcess)) + mark(wholeProcess),
      withAim(peakOf(result), aims.peakMb, 0),
      seconds(medianOf(libreOffice)) + mark(libreOffice),
      withAim(ratio(parley, libreOffice), pages < aims.fromPages ? null : aims.ofLibreOffice, 3),
      seconds(medianOf(docxodus)) + mark(docxodus),
      withAim(ratio(parley, docxodus), pages < aims.fromPages ? null : aims.ofDocxodus, 3),
    ];
  });
  const widths = header.map((title, column) =>
    Math.max(...[header, ...lines].map((line) => (line[column] ?? title).length)),
  );
  for (const line of [header, ...lines]) {
    const cells = line.map((cell, column) => {
      const width = widths[column] ?? 0;
      return column === 1 || column === 2 ? cell.padEnd(width) : cell.padStart(width);
    });
    console.log(`  ${cells.join('  ')}`.trimEnd());
  }
  console.log(
    '  x: wrong words, of footnotes too; t: words right, tables or empty paragraphs wrong; f: formatting; !: misses its aim',
  );
}

/** What was reached of each aim. */
export function printAims(results: readonly CaseResult[]): void {
  const large = results.filter(({ pages }) => pages >= aims.fromPages);
  console.log('\nAims');
  const ofLibreOffice = large.map(({ parley, libreOffice }) => ratio(parley, libreOffice));
  const ofDocxodus = large.map(({ parley, docxodus }) => ratio(parley, docxodus));
  printAim(
    `at most ${aims.ofLibreOffice} of LibreOffice from ${aims.fromPages} pages up`,
    ofLibreOffice,
    aims.ofLibreOffice,
  );
  printAim(`at most ${aims.ofDocxodus} of docxodus from ${aims.fromPages} pages up`, ofDocxodus, aims.ofDocxodus);
  printAim(`peak memory under ${aims.peakMb} MB`, results.map(peakOf), aims.peakMb);
  for (const runs of ['plain', 'cut'] as const) {
    const sizes = results.filter((result) => result.runs === runs && result.edit === 'light');
    sizes.slice(1).forEach((larger, index) => {
      const smaller = sizes[index] as CaseResult;
      const times = (medianOf(larger.parley) ?? Number.NaN) / (medianOf(smaller.parley) ?? Number.NaN);
      if (Number.isNaN(times) || smaller.pages < aims.fromPages) return;
      const pages = larger.pages / smaller.pages;
      printAim(
        `${runs}, ${smaller.pages} to ${larger.pages} pages: time for pages, at most ${aims.growth}`,
        [times / pages],
        aims.growth,
      );
    });
  }
  const verdicts = results
    .flatMap(({ parley, wholeProcess }) => [parley, wholeProcess])
    .flatMap(({ verdict }) => verdict ?? []);
  console.log(
    `  ${verdicts.filter(({ faults }) => faults.length === 0).length} of ${verdicts.length} redlines of Parley's are right`,
  );
}

function printAim(name: string, figures: readonly (number | null)[], most: number): void {
  const known = figures.filter((figure) => figure !== null);
  if (known.length === 0) return;
  const worst = Math.max(...known);
  const met = known.filter((figure) => figure <= most).length;
  console.log(
    `  ${name}: ${met === known.length ? 'met' : 'MISSED'}, in ${met} of ${known.length}; at worst ${round(worst)}`,
  );
}

function measureOf(performance: Performance | null): DocxMeasure | null {
  return performance === null || 'skipped' in performance.outcome ? null : performance.outcome;
}

function medianOf(performance: Performance | null): number | null {
  return measureOf(performance)?.timing.median ?? null;
}

function ratio(parley: Performance, other: Performance | null): number | null {
  const own = medianOf(parley);
  const theirs = medianOf(other);
  return own === null || theirs === null ? null : own / theirs;
}

function peakOf({ parley, wholeProcess }: CaseResult): number | null {
  const peaks = [parley, wholeProcess].flatMap((performance) => measureOf(performance)?.peakMb.first ?? []);
  return peaks.length === 0 ? null : Math.max(...peaks);
}

/** A letter for the worst that is wrong. */
function mark(performance: Performance | null): string {
  const kinds = new Set(performance?.verdict?.faults.map(({ kind }) => kind));
  if (kinds.has('text') || kinds.has('footnote')) return 'x';
  if (kinds.has('shape')) return 't';
  return kinds.has('formatting') ? 'f' : ' ';
}

function withAim(figure: number | null, most: number | null, digits: number): string {
  if (figure === null) return '- ';
  return `${figure.toFixed(digits)}${most !== null && figure > most ? '!' : ' '}`;
}

function seconds(ms: number | null | undefined): string {
  return ms === null || ms === undefined ? '-' : (ms / 1_000).toFixed(ms < 1_000 ? 3 : 2);
}

function round(figure: number): string {
  return figure.toFixed(figure < 10 ? 3 : 0);
}
