import { blockText, type TableRow } from '../model/content.ts';
import type { SourceBlock } from '../model/source.ts';
import { detectLanguage, type LanguageCount, languageCount } from './language.ts';

/**
 * Contracts in two languages.
 *
 * Two forms are told: a table with one language in each of its two columns, and paragraphs in turns, each followed by its
 * translation. In both the numbers of a contract come twice, so that whoever reads them in one sequence loses it at the second
 * "1.". A contract whose translation follows as a whole is none of these: it is two texts, one after the other.
 *
 * Every document is asked, so the first question is a cheap one: whether its samples hold both languages at all. Only then is each
 * paragraph looked at.
 */
export interface Bilingual {
  readonly form: 'columns' | 'turns';
  /** The language that stands first: in the left column, or before its translation. */
  readonly first: 'en' | 'fr';
  readonly second: 'en' | 'fr';
}

/** The lesser language has at least this share of the greater one's words. */
const leastShare = 0.3;
/** The share of a document's letters that stand in rows of two languages, and of its changes of language from paragraph to paragraph. */
const leastInColumns = 0.5;
const leastInTurns = 0.6;
const fewestParagraphs = 6;
/** So much of a paragraph or cell tells its language, in characters. */
const lookedAt = 400;

/** How a document holds two languages, or `null` where it is in one. */
export function findBilingual(blocks: readonly SourceBlock[]): Bilingual | null {
  if (!holdsBoth(blocks)) return null;
  return inColumns(blocks) ?? inTurns(blocks);
}

/** Whether a row has a text in each of its two cells. */
export function isColumnPair(row: TableRow): boolean {
  return row.cells.length === 2 && row.cells.every((_, at) => /\S/.test(cellText(row, at)));
}

/** The words of one of a row's cells, its paragraphs on lines. */
export function cellText(row: TableRow, at: number): string {
  const cell = row.cells[at];
  return cell === undefined ? '' : blockText({ type: 'row', cells: [cell] });
}

/** So many paragraphs are asked, and so much of each, in characters, whether there are two languages at all. */
const sampledBlocks = 80;
const sampleLength = 200;

function holdsBoth(blocks: readonly SourceBlock[]): boolean {
  const step = Math.max(1, Math.floor(blocks.length / sampledBlocks));
  let english = 0;
  let french = 0;
  // Two neighbours at a time, or every sample could be of the same language.
  for (let i = 0; i < blocks.length; i += step * 2) {
    for (const { block } of blocks.slice(i, i + 2)) {
      const counts = (block.type === 'row' ? block.cells.map((_, at) => cellText(block, at)) : [blockText(block)]).map(
        countOf,
      );
      for (const count of counts) {
        english += count.english;
        french += count.french;
      }
    }
  }
  return Math.min(english, french) >= Math.max(8, Math.max(english, french) * leastShare);
}

function countOf(text: string): LanguageCount {
  return languageCount(text.slice(0, sampleLength));
}

function inColumns(blocks: readonly SourceBlock[]): Bilingual | null {
  const letters = { all: 0, en: 0, fr: 0 };
  for (const { block } of blocks) {
    const length = blockText(block).length;
    letters.all += length;
    if (block.type !== 'row' || !isColumnPair(block)) continue;
    const [left, right] = [0, 1].map((at) => detectLanguage(cellText(block, at).slice(0, lookedAt)));
    if (left === 'en' && right === 'fr') letters.en += length;
    if (left === 'fr' && right === 'en') letters.fr += length;
  }
  const first = letters.en >= letters.fr ? 'en' : 'fr';
  return letters[first] >= letters.all * leastInColumns ? { form: 'columns', first, second: other(first) } : null;
}

function inTurns(blocks: readonly SourceBlock[]): Bilingual | null {
  const languages = blocks.flatMap(({ block }) => {
    if (block.type === 'row') return [];
    const language = detectLanguage(blockText(block).slice(0, lookedAt));
    return language === 'und' ? [] : [language];
  });
  const first = languages[0];
  if (first === undefined || languages.length < fewestParagraphs) return null;
  const changes = languages.filter((language, i) => i > 0 && language !== languages[i - 1]).length;
  return changes >= (languages.length - 1) * leastInTurns ? { form: 'turns', first, second: other(first) } : null;
}

function other(language: 'en' | 'fr'): 'en' | 'fr' {
  return language === 'en' ? 'fr' : 'en';
}

/** What must be known of a paragraph to tell which of two languages it is in. */
export interface Turn {
  readonly index: number;
  readonly kind: string;
  readonly text: string;
  readonly label: { readonly label: string } | null;
  readonly isTitle: boolean;
}

/**
 * The indexes of the paragraphs that translate the one before them. A few words tell no language ("1. Definitions"): then an accent
 * does, or that the number comes for the second time, or that a title follows a title.
 */
export function listTranslations(turns: readonly Turn[], { first, second }: Bilingual): Set<number> {
  const translations = new Set<number>();
  let before: { turn: Turn; language: 'en' | 'fr' } | null = null;
  for (const turn of turns) {
    if (turn.kind !== 'paragraph') continue;
    const language: 'en' | 'fr' = languageOf(turn, before, first, second);
    // Nothing has been said yet that it could translate.
    if (before !== null && language === second) translations.add(turn.index);
    before = { turn, language };
  }
  return translations;
}

function languageOf(
  turn: Turn,
  before: { turn: Turn; language: 'en' | 'fr' } | null,
  first: 'en' | 'fr',
  second: 'en' | 'fr',
): 'en' | 'fr' {
  const found = detectLanguage(turn.text.slice(0, lookedAt));
  if (found !== 'und') return found;
  if (/[àâçèéêëîïôùûœ]/iu.test(turn.text)) return 'fr';
  if (before === null || before.language === second) return first;
  if (turn.label !== null) return sameNumber(turn.label.label, before.turn.label?.label ?? '') ? second : first;
  return turn.isTitle === before.turn.isTitle ? second : first;
}

/** "Article 1" and "Article 1er", "Section 4" and "Article 4", "(a)" and "a)". */
export function sameNumber(label: string, other: string): boolean {
  const [own, others] = [label, other].map((text) =>
    text
      .toLowerCase()
      .replace(/(?<=\d)(?:er|ère|re|e)$/u, '')
      .replace(/^\p{L}{3,}\s+/u, '')
      .replace(/[^\p{L}\p{N}]+/gu, '.')
      .replace(/^\.|\.$/g, ''),
  );
  return own !== '' && own === others;
}
