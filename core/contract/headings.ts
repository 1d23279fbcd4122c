import type { Paragraph } from '../model/content.ts';
import { paragraphText } from '../model/content.ts';
import { determiner, hasVerb } from './vocabulary.ts';

/**
 * What makes words a heading where no style says so: they are short, name a thing instead of saying something about it, and
 * stand out (capitals, bold, underlining). Two places are looked at: a paragraph of its own, and the beginning of a
 * paragraph ("Bulk data. The Models …").
 *
 * No single sign is enough: party names are in capitals, whole clauses are in bold, and "Neither party is
 * liable." is as short as a title. So a title needs the form and must lack what only sentences have: a verb, a comma or
 * semicolon at the end.
 */

/** Longest text taken for a title, in characters and words. */
const titleLength = 150;
const titleWords = 18;
/** Longest heading at the beginning of a paragraph, in characters. */
const leadLength = 120;

/** How a whole paragraph stands out. */
export type Shape = 'caps' | 'bold' | 'underline';

/** Whether the words, without their number, read as a title. */
export function isTitle(words: string): boolean {
  const text = words.trim();
  if (text === '' || text.length > titleLength || !/\p{L}{2}/u.test(text)) return false;
  if (/[;,–—-]$|\s(?:and|or|et|ou|the|of|de|du|des|le|la|les|à)$/u.test(text)) return false;
  const count = wordCount(text);
  if (count > titleWords) return false;
  // A second sentence.
  if (/\p{L}{3}[.!?]["”»)]?\s+\p{Lu}/u.test(text)) return false;
  if (/:\s\p{Ll}/u.test(text)) return false;
  if (isCapitals(text)) return true;
  if (!/^["“«'([]?\s?[\p{Lu}\d]/u.test(text)) return false;
  if (text.endsWith('?')) return true;
  if (/[:]$/.test(text)) return count <= 7 && !hasVerb(text);
  const stopped = /[.!…]$/u.test(text);
  if (stopped) return count <= 14 && !hasVerb(text) && (count <= 3 || !determiner.test(text) || isTitleCase(text));
  return count <= 4 || !hasVerb(text);
}

/** Letters, all of them capitals but for a few. */
export function isCapitals(text: string): boolean {
  let upper = 0;
  let lower = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code < 128) {
      if (code >= 97 && code <= 122) lower += 1;
      else if (code >= 65 && code <= 90) upper += 1;
    } else {
      const character = text.charAt(i);
      if (character !== character.toUpperCase()) lower += 1;
      else if (character !== character.toLowerCase()) upper += 1;
    }
  }
  return upper >= 2 && lower <= upper * 0.08;
}

/** How the paragraph stands out from its `from`-th character on, or `null`. */
export function shapeOf(paragraph: Paragraph, from: number): Shape | null {
  let position = 0;
  let bold = true;
  let underline = true;
  let capitals = true;
  let any = false;
  for (const run of paragraph.runs) {
    const text = run.text.slice(Math.max(0, from - position));
    position += run.text.length;
    if (text.trim() === '') continue;
    any = true;
    if (!run.marks?.includes('bold')) bold = false;
    if (!run.marks?.includes('underline')) underline = false;
    if (!run.marks?.includes('caps') && !isCapitals(text)) capitals = false;
  }
  if (!any) return null;
  if (capitals) return 'caps';
  if (bold) return 'bold';
  return underline ? 'underline' : null;
}

/**
 * Where the heading at the beginning of a paragraph ends: the length of "Bulk data" in "Bulk data. The Models …", or 0.
 * `from` is where the words begin (after a typed number); the answer counts from there. Words in capitals are no heading of an
 * unnumbered paragraph that goes on in capitals.
 */
export function runInHeading(paragraph: Paragraph, from: number, isLabelled: boolean): number {
  const words = paragraphText(paragraph).slice(from);
  const start = words.length - words.trimStart().length;
  const formatted = formattedHeading(paragraph, from);
  if (formatted > 0) return formatted;
  const lead = plainLead(words.slice(start, start + leadLength), isLabelled);
  return lead === 0 ? 0 : start + lead;
}

/** The length of text without the stop, colon or dash that ends it as a heading. */
export function headingEnd(text: string): number {
  let end = text.length;
  while (end > 0 && /[\s.:–—-]/.test(text[end - 1] ?? '')) end -= 1;
  return end === 0 ? text.length : end;
}

const leadMarks = ['bold', 'underline', 'italic', 'small-caps', 'caps'] as const;

/** As `runInHeading`, for a heading set apart by its formatting, which a stop, colon or dash ends. */
export function formattedHeading(paragraph: Paragraph, from: number): number {
  const words = paragraphText(paragraph).slice(from);
  for (const mark of leadMarks) {
    let position = 0;
    let end = 0;
    for (const run of paragraph.runs) {
      const runEnd = position + run.text.length;
      if (runEnd > from && run.text.trim() !== '') {
        if (!run.marks?.includes(mark)) break;
        end = runEnd - from;
      }
      position = runEnd;
    }
    if (end <= 0 || end > leadLength + 30 || end >= words.trimEnd().length) continue;
    const lead = words.slice(0, end);
    const rest = words.slice(end);
    if (!/^["“«'([]?\s?[\p{Lu}\d]/u.test(lead.trimStart())) continue;
    const isStopped = /[.:–—-]\s*$/u.test(lead) || /^\s*[.:–—-]/u.test(rest);
    if (!isStopped && !(mark === 'bold' && isNameBeforeSentence(lead, rest))) continue;
    // "**Note that** the" ends no heading; "**Who may not:**" does.
    if (wordCount(lead) > 14) continue;
    return headingEnd(lead);
  }
  return 0;
}

/** "**Payment Terms** Our prices are …": a title of its own and, without a stop, the first words of a sentence. */
function isNameBeforeSentence(lead: string, rest: string): boolean {
  const count = wordCount(lead);
  if (count < 2 || count > 8 || /[,;"”]/.test(lead) || determiner.test(lead) || hasVerb(lead)) return false;
  return isTitleCase(lead) && /^\s+\p{Lu}\p{L}*\s\p{L}+\s\p{Ll}/u.test(lead.slice(lead.trimEnd().length) + rest);
}

const abbreviations = new Set(
  'inc corp ltd co llc no nos art sec vs mr mrs ms dr st ste jr sr dept est approx etc al cf p pp vol ch'.split(' '),
);

function endsInAbbreviation(lead: string): boolean {
  const lastWord = /\p{L}+$/u.exec(lead.slice(-8))?.[0] ?? '';
  return lastWord.length === 1 || abbreviations.has(lastWord.toLowerCase());
}

/** A lead in plain text that ends before a sentence: capitals, or a few words without a verb. */
function plainLead(text: string, isLabelled: boolean): number {
  for (const match of text.matchAll(/\s?[–—:](?=\s)|\.(?=[\s–—-]|\p{Lu}\p{Ll})|\s-(?=\s)|\s{2,}(?=["“«(\p{Lu}\d])/gu)) {
    const lead = text.slice(0, match.index);
    const rest = text.slice(match.index + match[0].length).replace(/^[\s–—-]+/u, '');
    if (match.index === 0) continue;
    // "U.S. GOVERNMENT - RESTRICTED RIGHTS. The …": a dash inside a title in capitals.
    if (/[-–—]/.test(match[0]) && isCapitals(lead) && capitalsToStop.test(rest)) continue;
    if (match[0] === '.' && endsInAbbreviation(lead)) continue;
    const isNewStart = /^["“«'([]?\s?[\p{Lu}\d]/u.test(rest);
    // "PRIX : le prix est …", and after a number "Durée : le contrat …".
    const isName = isCapitals(lead) || (isLabelled && wordCount(lead) <= 4 && !determiner.test(lead));
    const isNamed = isName && /[:–—]/.test(match[0]);
    if (rest === '' || (!isNewStart && !isNamed)) return 0;
    const end = match[0].trim();
    // A wide gap is a weak sign: it also marks where a line was wrapped.
    if (end === '' && (wordCount(lead) > 6 || /[,;"”]/.test(lead))) return 0;
    if (!isLabelled && isCapitals(lead) && isCapitals(rest)) return 0;
    if (!isLabelled && end === '.' && wordCount(lead) < 2 && !isCapitals(lead)) return 0;
    return isLeadTitle(lead, end) ? match.index : 0;
  }
  return 0;
}

const capitalsToStop = /^[^\p{Ll}.]{2,60}\.(?=\s+\p{Lu}\p{Ll})/u;

function isLeadTitle(lead: string, end: string): boolean {
  const count = wordCount(lead);
  if (count === 0 || (/[,;]/.test(lead) && count > 8)) return false;
  if (isCapitals(lead)) return count <= 16 && lead.length >= 3;
  if (!/^\p{Lu}/u.test(lead) || hasVerb(lead)) return false;
  if (isTitleCase(lead) && count <= 14) return true;
  // "Durée du contrat." and "Term and renewal." have one capital; a longer run of words is a sentence.
  return count <= (determiner.test(lead) ? 3 : end === '.' ? 6 : 5);
}

/** Every word of some length begins with a capital. */
function isTitleCase(text: string): boolean {
  const content = text.split(/\s+/).filter((word) => word.length >= 4 && /^\p{L}/u.test(word));
  return content.every((word) => /^\p{Lu}/u.test(word));
}

/** Where a title in capitals ends and a sentence begins without any stop: "INTELLECTUAL PROPERTY Work performed …". */
export function capitalsLead(words: string): number {
  const match = /^(?:[\p{Lu}\d,&’'-]+\s){2,12}(?=\p{Lu}\p{Ll}+\s\p{Ll})/u.exec(words.slice(0, leadLength));
  return match === null ? 0 : match[0].trimEnd().length;
}

export function wordCount(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/**
 * The term that a paragraph defines, as the length of what stands before its definition: `“Affiliate”` in
 * "“Affiliate” means …", `Livrable` in "Livrable : …"; 0 where it defines none. `inDefinitions` says that the
 * paragraph stands under a heading of definitions, where an unquoted term before a colon or a verb counts too.
 */
export function definedTerm(paragraph: Paragraph, from: number, inDefinitions: boolean): number {
  const words = paragraphText(paragraph).slice(from, from + 400);
  const start = words.length - words.trimStart().length;
  const text = words.slice(start);
  const quoted = /^(?:["“][^"“”]{1,100}["”]|«\s?[^«»]{1,100}\s?»|‘[^‘’]{1,100}’)/u.exec(text)?.[0];
  if (quoted !== undefined) {
    const rest = text.slice(quoted.length, quoted.length + 200);
    return definesAfterTerm.test(rest) || inDefinitions ? start + quoted.length : 0;
  }
  const bold = boldLead(paragraph, from + start);
  const lead = bold > 0 ? text.slice(0, bold) : inDefinitions ? unquotedTerm(text) : '';
  if (lead === '' || lead.length > 100) return 0;
  const rest = text.slice(lead.length, lead.length + 200);
  const ends = /[:–—]\s*$/u.test(lead) || /^\s*[:–—]/u.test(rest) || definesAfterTerm.test(rest);
  if (!ends || (!inDefinitions && !definesAfterTerm.test(rest))) return 0;
  return start + headingEnd(lead);
}

const definesAfterTerm =
  /^(?:\s*\([^()]{0,80}\))?(?:\s*(?:,|or|and|ou|et|and\/or)\s*["“«][^"“”«»]{1,80}["”»])*(?:,?\s*(?:as used|when used|in relation to|with respect to|for (?:the )?purposes of)[^.;]{0,100},?)?\s*[,:–—-]?\s*(?:means?\b|shall\s+(?:have|mean)|will\s+mean|ha(?:s|ve)\s+the\s+(?:same\s+)?meaning|refers?\s+to|is\s+defined|are\s+defined|includes?\b|désigne|signifie|s[’']entend|a\s+le\s+sens|ont\s+le\s+sens|:)/iu;

function unquotedTerm(text: string): string {
  const match =
    /^(?:[^.:;]|\.(?=\S)){2,80}?(?=\s*:\s|\s+(?:means?|shall\s+mean|désigne(?:nt)?|signifie(?:nt)?|s[’']entend)\b)/u.exec(
      text,
    );
  return match !== null && wordCount(match[0]) <= 10 ? match[0] : '';
}

/** How many UTF-16 units of a paragraph behind `from` are bold without a break. */
export function boldLead(paragraph: Paragraph, from: number): number {
  let position = 0;
  let end = 0;
  for (const run of paragraph.runs) {
    const runEnd = position + run.text.length;
    if (runEnd > from && run.text.trim() !== '') {
      if (!run.marks?.includes('bold')) break;
      end = runEnd - from;
    }
    position = runEnd;
  }
  return end;
}
