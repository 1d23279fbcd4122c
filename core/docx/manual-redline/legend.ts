import type { InsertionSign } from './spans.ts';

/** What a document says of how it marks changes. */
export interface Legend {
  readonly words: string;
  /** How it says that insertions are marked; `null` when it speaks of deletions only. */
  readonly sign: InsertionSign | null;
}

const insertion =
  /\b(?:add(?:ed|itions?)|insert(?:ed|ions?)|new (?:text|language|words|wording))\b|\b(?:ajout|insér|insertion|nouveau texte)/i;
const deletion = /\b(?:delet(?:ed|ions?)|remov(?:ed|als?))\b|supprim|suppression/i;
const struck = /strike|struck|lined? (?:through|out)|crossed out|barré|biffé/i;
const states =
  /=|:|\b(?:are|is|in|by|as|indicat\w*|denot\w*|represent\w*|show\w*|mark\w*|signif\w*)\b|sont|est|figur|signal|indiqu|apparai/i;
const longestLegend = 300;

/**
 * Finds the sentence that states the convention, such as `[Bold in brackets] = addition, [strikethrough] = deletion`
 * or « les suppressions sont barrées, les ajouts soulignés »: short, and it names both a change and how that is shown.
 */
export function findLegend(paragraphs: readonly string[]): Legend | null {
  for (const text of paragraphs) {
    const words = text.trim();
    if (words.length > longestLegend || !states.test(words)) continue;
    const speaksOfDeletions = deletion.test(words) && struck.test(words);
    if (!speaksOfDeletions) continue;
    return { words, sign: insertion.test(words) ? signOf(words) : null };
  }
  return null;
}

function signOf(words: string): InsertionSign | null {
  const sign: InsertionSign = {
    brackets: /bracket|crochet/i.test(words),
    bold: /\bbold\b|\bgras\b/i.test(words),
    underline: /double.?underlin|soulign\S* double|double soulign/i.test(words)
      ? 'double'
      : /underlin|underscor|soulign/i.test(words)
        ? 'single'
        : 'none',
    colour: null,
  };
  return sign.brackets || sign.bold || sign.underline !== 'none' ? sign : null;
}
