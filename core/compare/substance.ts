import type { AlignedRow, WordEdit } from '../model/comparison.ts';

/**
 * Whether a change says anything: not where only blank space, characters that are not seen, the shape of a quotation mark,
 * the lines of a contents list, navigation or page furniture came or went. Where it is in doubt it is one of substance:
 * a date, an address of a page, a full stop, a clause that stands elsewhere or has another number.
 */
export interface JudgedClause {
  readonly label: string | null;
  readonly text: string;
  /** Lines of the text that lead about and say nothing (core/contract/navigation.ts); asked only where a clause changed. */
  readonly navigation?: () => ReadonlySet<string>;
}

const noLines: ReadonlySet<string> = new Set();

/** Whether something of substance changed between these clauses of A and those of B, which one row of a comparison pairs. */
export function isOfSubstance(
  row: Pick<AlignedRow, 'kind' | 'moved'>,
  a: readonly JudgedClause[],
  b: readonly JudgedClause[],
  edits: readonly WordEdit[],
): boolean {
  if (row.kind === 'same') return false;
  if (isPlainlyOfSubstance(a, b, edits)) return true;
  const before = a.map(substanceOf).join(' ').trim();
  const after = b.map(substanceOf).join(' ').trim();
  if (before !== after) return true;
  if (a.length === 0 || b.length === 0 || before === '') return false;
  return row.moved || (a.length === 1 && b.length === 1 && !isSamePlace(a[0]?.label ?? null, b[0]?.label ?? null));
}

/** No line of this length is one of a contents list or of a page. */
const longestFurniture = 250;

/**
 * Where a long clause of one line had words put in or taken out that are not the same but for their shape: so it is with
 * nearly all that change, and only the words that did are looked at.
 */
function isPlainlyOfSubstance(
  a: readonly JudgedClause[],
  b: readonly JudgedClause[],
  edits: readonly WordEdit[],
): boolean {
  const isLong = ({ text }: JudgedClause) => text.length > longestFurniture && !text.includes('\n');
  if (!a.every(isLong) || !b.every(isLong)) return false;
  let deleted = '';
  let inserted = '';
  for (const { op, text } of edits) {
    if (op === 'delete') deleted += text;
    else if (op === 'insert') inserted += text;
  }
  if (linkNote.test(inserted) || linkNote.test(deleted)) return false;
  if (a.length === 0 || b.length === 0) return [...a, ...b].every(({ navigation }) => navigation === undefined);
  return shapeless(deleted) !== shapeless(inserted);
}

/** Words without blank space and what is not seen, their quotation marks all alike. */
function shapeless(text: string): string {
  return text
    .replace(invisible, '')
    .replace(/\s+/g, '')
    .replace(/[’‘ʼ]/g, "'")
    .replace(/[«»“”]/g, '"');
}

/** The words without what is not of substance, as one line. */
function substanceOf({ text, navigation }: JudgedClause): string {
  const lines = navigation?.() ?? noLines;
  return text
    .split('\n')
    .filter((line) => !lines.has(line))
    .map((line) => withoutLinkNote(line.replace(invisible, '')).replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '' && !isFurniture(line))
    .join(' ')
    .replace(/[’‘ʼ]/g, "'")
    .replace(/«\s*|\s*»|[“”]/g, '"');
}

/** Zero-width characters, joiners, soft hyphens, marks of direction. */
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;
/** What a page adds to its links for those who cannot see them. */
const opensElsewhere =
  /\s*\(?(?:opens in (?:a )?new (?:tab|window)|s['’]ouvre dans (?:un nouvel onglet|une nouvelle fenêtre))\)?/gi;

const linkNote = /pens in|ouvre dans/i;

/** The expression is slow on a long line, and hardly ever matches. */
function withoutLinkNote(line: string): string {
  return linkNote.test(line) ? line.replace(opensElsewhere, '') : line;
}

/** Whether a line is part of a page and not of the contract. */
function isFurniture(line: string): boolean {
  return contentsLine.test(line) || pageNumber.test(line) || pageWords.test(line);
}

/** `4.2 Fees ........ 12`. */
const contentsLine = /^.{1,200}?(?:\.{4,}|(?:\s\.){4,}|…{2,})\s*\d{1,4}$/;
const pageNumber = /^(?:page\s+)?[-–—]?\s*\d{1,4}\s*(?:(?:of|de|sur|\/)\s*\d{1,4}|[-–—])$|^page\s+\d{1,4}$/i;
const pageWords = new RegExp(
  `^(?:${[
    'skip to (?:main )?content',
    '(?:table of )?contents',
    'on this page',
    'back to (?:the )?top',
    'print(?: this page)?',
    'share(?: this page)?',
    'download (?:as |the )?pdf',
    'aller au contenu(?: principal)?',
    'sommaire',
    'table des matières',
    'sur cette page',
    'retour en haut(?: de (?:la )?page)?',
    'imprimer(?: cette page)?',
    'partager(?: cette page)?',
    'télécharger (?:en |le )?pdf',
  ].join('|')})$`,
  'i',
);

/** Whether two labels number the same place, one of them with what it stands under or in letters: `1.`, `A.1`, `(a)`. */
function isSamePlace(a: string | null, b: string | null): boolean {
  if (a === b) return true;
  if (a === null || b === null) return false;
  const [one, other] = [numbersOf(a), numbersOf(b)];
  const length = Math.min(one.length, other.length);
  return length > 0 && one.slice(-length).join('.') === other.slice(-length).join('.');
}

/** `I.2.a` as I, 2 and 1. */
function numbersOf(label: string): string[] {
  return label
    .split(/[\s.()]+/)
    .filter((part) => part !== '')
    .map((part) => (/^[a-z]$/.test(part) ? String(part.charCodeAt(0) - 96) : part));
}
