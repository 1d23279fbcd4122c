import type { Paragraph } from '../model/content.ts';
import { notTerms } from './defining-words.ts';
import { boldLead, wordCount } from './headings.ts';
import { listQuotedWords } from './quoted-words.ts';

/** Headings in a definitions article that define nothing. */
export const rulesOfReading =
  /^(?:general|interpretation|construction|rules?\b.*|headings?|number|gender|singular.*|references?.*|other\b.*|usage|cross.*|interpr[ée]tation|titres?|généralités)$/iu;
/** What no definition begins with. */
export const noMeaning =
  /^[\s.:–—-]*(?:this\s|in\s|if\s|unless\s|where\s|no\s|words?\s|references?\s|headings?\s|for\s|except\s|annex|schedule|exhibit|le\s+(?:présent\s+)?contrat|les?\s+titres?|sauf|dans|si\s|aucun|lorsque|pour\s)/iu;
/** The first row of a table of definitions. */
export const columnNames = /^\s*(?:defined\s+)?(?:terms?|words?|expressions?|termes?|mots?)\s*(?:defined)?\s*$/iu;

/** The term of an entry: UTF-16 units in the paragraph, from its first word on; `after` is where its meaning begins. */
export interface EntryLead {
  readonly from: number;
  readonly to: number;
  readonly after: number;
}

/** The term that a paragraph of a definitions article begins with. `start` is where `text` begins in the paragraph. */
export function entryLead(text: string, block: Paragraph, start: number, isSure: boolean): EntryLead | null {
  const bullet = /^[-–—•*·]\s+/u.exec(text)?.[0].length ?? 0;
  const words = text.slice(bullet, bullet + 400);
  const lead = /^(?:(?:the|les?|la)\s+|l[’'])?/iu.exec(words)?.[0].length ?? 0;
  const quote = listQuotedWords(words)[0];
  if (quote !== undefined && quote.outerFrom <= lead) {
    const rest = words.slice(quote.outerTo);
    if (!isSure && !/^\s*[:–—-]/u.test(rest)) return null;
    if (/^\s*$/u.test(text.slice(bullet + quote.outerTo))) return null;
    const also = /^\s*(?:\/|,|or|and|ou|et|\(ou)\s*(?=["“«])/iu.exec(rest)?.[0].length ?? 0;
    const second = also > 0 ? listQuotedWords(words.slice(quote.outerTo + also))[0] : undefined;
    const to = second !== undefined && second.outerFrom === 0 ? quote.outerTo + also + second.outerTo : quote.outerTo;
    return { from: bullet + quote.outerFrom, to: bullet + to, after: bullet + to };
  }
  const bold = boldLead(block, start + bullet);
  if (bold > 0 && bold <= longestTerm && wordCount(words.slice(0, bold)) <= 10) {
    const name = words.slice(0, bold);
    const rest = words.slice(bold);
    // "**Precedence.** The annexes prevail": a heading, and no term.
    if (
      rest.trim() !== '' &&
      !/\.\s*$/u.test(name) &&
      !/^\s*\./u.test(rest) &&
      (isSure || /[:–—]\s*$/u.test(name) || /^\s*[:–—]/u.test(rest)) &&
      /^[\s\p{Lu}{"“«]/u.test(name)
    )
      return { from: bullet, to: bullet + bold, after: bullet + bold };
  }
  if (!isSure) return null;
  const verbal =
    /^(\p{Lu}[^.:;\n"“«]{1,80}?)\s+(?=(?:means?|shall\s+mean|ha(?:s|ve)\s+the\s+(?:same\s+)?meaning|désigne(?:nt)?|signifie(?:nt)?|s[’']entend(?:ent)?)\b)/u.exec(
      words,
    )?.[1];
  if (verbal !== undefined && wordCount(verbal) <= 8 && !sentenceWords.test(verbal) && !notTerms.test(verbal))
    return { from: bullet, to: bullet + verbal.length, after: bullet + verbal.length };
  const plain = /^(\p{Lu}(?:[^.:;\n–—]|\.(?=\S)){1,80}?)\s*(?::|[–—-]\s)\s*(?=\S)/u.exec(words);
  const name = plain?.[1];
  if (plain === null || name === undefined || wordCount(name) > 8 || sentenceWords.test(name)) return null;
  return { from: bullet, to: bullet + name.length, after: bullet + plain[0].length };
}

/** Words that a sentence has and the name of a term has not. */
const sentenceWords =
  /(?<!\p{L})(?:shall|will|is|are|have|has|following|agreement:|est|sont|ont|suivante?s?|source|note|nota|remarque|ci-après|aura|auront|signification|sens)(?!\p{L})/iu;

const longestTerm = 100;
