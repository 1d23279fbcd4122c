import { type OfficeBlindSpot, officeBlindSpots } from '../support/office-blind-spots.ts';
import type { RedlineWords } from '../support/redline-words.ts';
import type { PairResult } from './check-pair.ts';

export const tableHead = [
  'pair',
  'outcome',
  'words',
  'changed',
  'least',
  'ratio',
  'in place',
  'changes',
  'LibreOffice',
];

/** The cells of a pair's row. */
export function rowOf({ pair, outcome, reason, words, revisions, office }: PairResult): string[] {
  const verdict = outcome === 'failed' ? `FAILED: ${reason}` : outcome === 'refused' ? `refused: ${reason}` : 'ok';
  if (words === null) return [pair.id, verdict, '', '', '', '', '', '', ''];
  return [
    pair.id,
    verdict,
    `${words.before} → ${words.after}`,
    String(words.changed),
    String(words.leastAnywhere),
    ratioText(words.changed, words.leastAnywhere),
    ratioText(words.changed, words.leastInPlace),
    String(revisions),
    office === null ? '' : officeText(office),
  ];
}

function officeText(opinion: NonNullable<PairResult['office']>): string {
  const { verdict, shown, seen, blindSpots, differences, apart } = opinion;
  const what = shown === 'all' ? '' : ' without shapes';
  if (verdict === 'agrees') return `agrees${what}, ${seen}`;
  const blocks = `${apart.accepted + apart.rejected} of ${apart.of} blocks apart`;
  if (verdict === 'blind') return `blind${what}, ${blocks}: ${blindSpots.join(', ')}`;
  return `disagrees${what}, ${blocks}: ${differences.map((each) => each.replace(/:.*/s, '')).join('; ')}`;
}

function ratioText(changed: number, least: number): string {
  if (least === 0) return changed === 0 ? '1.00' : '∞';
  return (changed / least).toFixed(2);
}

export interface Totals {
  readonly pairs: number;
  readonly ok: number;
  readonly refused: number;
  readonly failed: number;
  readonly words: RedlineWords;
  readonly changes: number;
  readonly agrees: number;
  readonly blind: number;
  readonly disagrees: number;
  readonly formattingDiffers: number;
}

export function totalOf(results: readonly PairResult[]): Totals {
  const count = (is: (result: PairResult) => boolean) => results.filter(is).length;
  const sum = (key: keyof RedlineWords) => results.reduce((total, { words }) => total + (words?.[key] ?? 0), 0);
  return {
    pairs: results.length,
    ok: count(({ outcome }) => outcome === 'ok'),
    refused: count(({ outcome }) => outcome === 'refused'),
    failed: count(({ outcome }) => outcome === 'failed'),
    words: {
      before: sum('before'),
      after: sum('after'),
      changed: sum('changed'),
      leastAnywhere: sum('leastAnywhere'),
      leastInPlace: sum('leastInPlace'),
    },
    changes: results.reduce((total, { revisions }) => total + revisions, 0),
    agrees: count(({ office }) => office?.verdict === 'agrees'),
    blind: count(({ office }) => office?.verdict === 'blind'),
    disagrees: count(({ office }) => office?.verdict === 'disagrees'),
    formattingDiffers: count(({ office }) => office?.verdict === 'agrees' && !office.agreesOnFormatting),
  };
}

export function totalText(totals: Totals): string {
  const { words } = totals;
  const asked = totals.agrees + totals.blind + totals.disagrees;
  const office =
    asked === 0
      ? 'LibreOffice was not asked'
      : `LibreOffice agrees on ${totals.agrees} of ${asked}, is blind on ${totals.blind}, disagrees on ${totals.disagrees}; where it agrees, its formatting differs on ${totals.formattingDiffers}`;
  return (
    `${totals.pairs} pairs: ${totals.ok} ok, ${totals.refused} refused, ${totals.failed} failed; ` +
    `${words.changed} words changed, ${ratioText(words.changed, words.leastAnywhere)} of the least anywhere, ` +
    `${ratioText(words.changed, words.leastInPlace)} of the least in place; ${totals.changes} changes. ${office}.`
  );
}

/** The page that is kept. */
export function pageOf(groups: ReadonlyMap<string, readonly PairResult[]>): string {
  const all = [...groups.values()].flat();
  const spots = new Set(all.flatMap(({ office }) => (office?.verdict === 'blind' ? office.blindSpots : [])));
  const lines = [
    '# Redlines of the corpus',
    '',
    'Written by `npm run corpus:redlines`; not by hand. Each row is a pair of real documents, A and B, of which Parley wrote',
    'the redline. `ok`: every law held, checked without the writer’s own check: rejecting all gives A and accepting all gives B (every',
    'story, paragraph by paragraph: words, run formatting, styles, numbering labels, tables’ shape), untouched parts are the same',
    'bytes, comparing A with itself changes nothing, the same input gives the same bytes. `refused`: Parley’s own check',
    'found that it would hand over a wrong redline, and it wrote none.',
    '',
    '- **words**: of A and B, all stories.',
    '- **changed**: words of A that the redline deletes and words of B that it inserts; a move counts at both ends.',
    '- **least**: words of both less twice the longest common subsequence of all words of a story, exactly. No redline that keeps',
    '  words in order changes fewer; where paragraphs were replaced it is too low to be had, since it keeps every “the” that two unrelated',
    '  paragraphs share.',
    '- **ratio**: changed over least. **in place**: changed over the least with the subsequence taken inside each edited paragraph: above 1.00',
    '  a word was deleted and inserted again in the same clause without need.',
    '- **changes**: tracked changes of ours as a reader counts them; a move is one.',
    '- **LibreOffice**: `agrees, n`: it opens the redline, sees the n changes that the file holds by its own way of merging neighbours, and its',
    '  accept-all and reject-all give B and A as it reads them. `blind`: it disagrees, and the changes run into what LibreOffice 7.4 is',
    '  known not to read; see below. `without shapes`: it was shown the documents without pictures, shapes and text boxes, since it tracks',
    '  those wrongly. `blocks apart`: paragraphs and tables that only one of both has, accepted against B and rejected against A together.',
    '- **reported**: what the redline’s own report says it did not track or compare, and how often. `different-styles`: styles that B defines',
    '  otherwise; A’s definitions stay, so there the run formatting of the accepted redline is not held against B.',
    '',
    totalText(totalOf(all)),
  ];
  for (const [group, results] of groups) {
    lines.push('', `## ${group}`, '', totalText(totalOf(results)), '');
    const head = [...tableHead, 'reported'];
    lines.push(markdownRow(head), markdownRow(head.map(() => '---')));
    for (const result of results) lines.push(markdownRow([...rowOf(result), result.notes.join(', ')]));
  }
  if (spots.size > 0) lines.push('', '## Where LibreOffice is blind', '');
  for (const spot of [...spots].sort() as OfficeBlindSpot[]) lines.push(`- ${spot}: ${officeBlindSpots[spot]}`);
  return `${lines.join('\n')}\n`;
}

function markdownRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
