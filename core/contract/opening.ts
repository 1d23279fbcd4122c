import type { BlockFacts } from './block-facts.ts';
import { isCapitals, wordCount } from './headings.ts';
import {
  agreementFormula,
  hasVerb,
  linkWord,
  partyPhrase,
  preambleHeading,
  recitalHeading,
  recitalStart,
} from './vocabulary.ts';

/** More lines than this are no title page. */
const longestTitle = 30;

/**
 * How many blocks at the start are the document's title and what stands under it: the names of the parties on a title page,
 * "by and between", a date, a filing's exhibit number. It ends at the first sentence, number, or
 * heading that has text of its own.
 */
export function titleLength(facts: readonly BlockFacts[], contents: ReadonlySet<number>): number {
  let end = 0;
  let lines = 0;
  let level: number | null = null;
  for (let i = 0; i < facts.length && lines < longestTitle; i += 1) {
    const fact = facts[i];
    if (fact === undefined || contents.has(i) || fact.kind === 'row' || fact.kind === 'note') break;
    if (fact.kind === 'empty') continue;
    if (fact.kind === 'furniture') {
      if (lines === 0) continue;
      break;
    }
    if (!isTitleLine(fact, lines)) break;
    if (lines > 0 && beginsBody(fact, facts, i, level)) break;
    level ??= fact.headingLevel;
    lines += 1;
    // "Between" right above a party's description is that one's heading.
    if (!linkWord.test(fact.text)) end = i + 1;
  }
  return end;
}

/** Where in the first `end` blocks a heading or a style says that the title begins; 0 when nothing does. */
export function titleStart(facts: readonly BlockFacts[], end: number): number {
  const marked = facts
    .slice(0, end)
    .findIndex(({ headingLevel, source }) => headingLevel !== null || source.style === 'Title');
  return Math.max(0, marked);
}

function isTitleLine(fact: BlockFacts, lines: number): boolean {
  const { text, label } = fact;
  if (label !== null && (fact.labelIsCertain || !looksIncidental(fact, lines))) return false;
  if (text.length > 200 || recitalStart.test(text)) return false;
  const line = text.trim();
  if (preambleHeading.test(line) && !linkWord.test(line)) return false;
  if (recitalHeading.test(line)) return false;
  const words = wordCount(text);
  if (partyPhrase.test(line)) return false;
  if (isCapitals(text)) return words <= 30;
  if (line.endsWith(',')) return words <= 6;
  if ((words > 6 || line.endsWith(':')) && hasVerb(line)) return false;
  if (/[;:]$/.test(line)) return words <= 3;
  if (/\.$/.test(line)) return words <= (lines === 0 && !hasVerb(line) ? 20 : 8);
  if (/\s(?:in|of|by|the|and|or|to|with|under|de|du|des|la|le|les|par|et)$/.test(line)) return false;
  return words <= 24;
}

/** A number on a title page that numbers no clause: a filing's "Exhibit 10.4", a date, a street number. */
function looksIncidental(fact: BlockFacts, lines: number): boolean {
  const { label } = fact;
  if (label === null) return true;
  if (label.style === 'schedule') return lines < 3;
  return (label.style === 'number' || label.style === 'path') && !label.separated && lines > 0;
}

/** A heading under the title with text of its own under it. */
function beginsBody(fact: BlockFacts, facts: readonly BlockFacts[], index: number, level: number | null): boolean {
  const next = facts.slice(index + 1, index + 6).find(({ kind }) => kind === 'paragraph' || kind === 'row');
  const hasText = next !== undefined && (next.text.length > 200 || next.kind === 'row' || isFirstNumber(next));
  if (fact.headingLevel !== null) return level !== null && (fact.headingLevel > level || hasText);
  // Where headings are marked as such, an unmarked title-like line above a text is a heading only with a form of one.
  return (
    level !== null &&
    hasText &&
    fact.isTitle &&
    !/[\d(@]/.test(fact.text) &&
    !isWhollyLinked(fact) &&
    wordCount(fact.text) >= 2
  );
}

function isFirstNumber(fact: BlockFacts): boolean {
  return fact.label?.readings.some(({ value }) => value === 1) === true;
}

function isWhollyLinked(fact: BlockFacts): boolean {
  const { block } = fact.source;
  return block.type === 'paragraph' && block.runs.every((run) => run.href !== undefined || run.text.trim() === '');
}

/**
 * The last block before which nothing was agreed yet: the recitals, and the sentence that the parties agree as follows. -1 where
 * a contract has neither.
 */
export function agreementIndex(facts: readonly BlockFacts[]): number {
  const early = Math.max(40, facts.length * 0.3);
  let found = -1;
  for (const { index, words } of facts) {
    if (index > early) break;
    if (recitalStart.test(words) || recitalHeading.test(words.trim()) || agreementFormula.test(words)) found = index;
  }
  return found;
}
