import { type ClauseNode, type ClauseTree, clauseText } from '../model/clause.ts';
import { type Block, blockText, type Paragraph, paragraphText } from '../model/content.ts';
import {
  bracketedAfter,
  bracketedName,
  bracketNames,
  definingVerb,
  endsName,
  hereinafterName,
  isListGap,
  meansVerb,
  namesWhatFollows,
  notTerms,
  plainMeans,
} from './defining-words.ts';
import { columnNames, entryLead, noMeaning, rulesOfReading } from './definition-entries.ts';
import { definitionSections, type EntryPlace } from './definition-sections.ts';
import { wordCount } from './headings.ts';
import { listQuotedWords, type QuotedWords } from './quoted-words.ts';
import { firstAfter, lastAtMost, sentenceStarts } from './sentences.ts';

/**
 * Where a contract gives its terms their meaning.
 *
 * Two kinds of signs are read, and each is enough. In running text it is the phrase around a term: a verb after it ("“Fees” means"),
 * a bracket that names ("(the “Vendor”)"), "hereinafter". In a definitions article or table it is the place: what stands
 * first in a paragraph or row, quoted, bold, or before a colon, is defined by the rest. Quotation marks alone are no sign, since
 * contracts also quote; and capitals alone are none, so that a term without quotes counts only before "means" or alone in a bracket.
 *
 * Parsing sentences was turned down: contracts are written by many hands, and the phrases are few.
 */

/** How a term gets its meaning: by a verb, in a bracket, by "hereinafter", or as an entry of a list, a table, under a heading. */
export const definitionForms = ['means', 'parenthesis', 'hereinafter', 'list', 'table', 'heading'] as const;
export type DefinitionForm = (typeof definitionForms)[number];

/** One place where a term is given its meaning. Offsets are UTF-16 units in the clause's text (`clauseText`). */
export interface Definition {
  /** Index of the clause in the tree. */
  readonly clause: number;
  /** The term's own characters, without quotation marks and without an article before it. */
  readonly from: number;
  readonly to: number;
  readonly term: string;
  readonly form: DefinitionForm;
  /** What the clause itself says the term means: after the verb or the entry's term, or before the bracket; its items are clauses of their own. */
  readonly meaningFrom: number;
  readonly meaningTo: number;
}

/** All definitions of a contract in document order; a term that is defined twice is there twice. Time grows with the length. */
export function listDefinitions(tree: ClauseTree): Definition[] {
  const places = definitionSections(tree);
  return tree.clauses.flatMap((clause, index) => {
    const found = new ClauseDefinitions(clause, places[index] ?? null).list();
    return found.map((definition) => ({ clause: index, ...definition }));
  });
}

type Found = Omit<Definition, 'clause'>;

/** A term's place, before its meaning is known. */
interface Named {
  readonly from: number;
  readonly to: number;
  readonly form: DefinitionForm;
  /** Where what follows the term begins. */
  readonly after: number;
  /** Where the bracket or phrase that names begins; what is named stands before it. */
  readonly before: number;
}

/** How far around a term phrases are looked for, in UTF-16 units. */
const reach = 220;
const longestTerm = 100;

class ClauseDefinitions {
  readonly #clause: ClauseNode;
  readonly #place: EntryPlace | null;
  readonly #text: string;
  readonly #named = new Map<number, Named>();

  constructor(clause: ClauseNode, place: EntryPlace | null) {
    this.#clause = clause;
    this.#place = place;
    this.#text = clauseText(clause);
  }

  list(): Found[] {
    if (this.#text === '') return [];
    this.#findQuoted();
    this.#findUnquotedNames();
    this.#findMeans();
    this.#findEntries();
    if (this.#named.size === 0) return [];
    const named = [...this.#named.values()].sort((a, b) => a.from - b.from);
    return this.#withMeanings(named.filter((name, i) => i === 0 || name.from >= (named[i - 1]?.to ?? 0)));
  }

  #add(from: number, to: number, more: Omit<Named, 'from' | 'to'>): void {
    const term = trimTerm(this.#text, from, to);
    if (term === null || this.#named.has(term.from)) return;
    this.#named.set(term.from, { ...term, ...more });
  }

  #findQuoted(): void {
    const quoted = listQuotedWords(this.#text);
    const byVerb: boolean[] = [];
    for (let i = quoted.length - 1; i >= 0; i -= 1) {
      const quote = quoted[i];
      if (quote === undefined) continue;
      const next = quoted[i + 1];
      const isChained: boolean =
        next !== undefined && byVerb[i + 1] === true && isListGap(this.#text.slice(quote.outerTo, next.outerFrom));
      byVerb[i] = isChained || this.#verbAfter(quote) > 0;
      const after = quote.outerTo;
      if (byVerb[i]) this.#add(quote.from, quote.to, { form: 'means', after, before: quote.outerFrom });
    }
    let last: { quote: QuotedWords; form: DefinitionForm; before: number } | null = null;
    for (const [i, quote] of quoted.entries()) {
      if (byVerb[i]) {
        last = null;
        continue;
      }
      const isChained: boolean = last !== null && isListGap(this.#text.slice(last.quote.outerTo, quote.outerFrom));
      const name: { form: DefinitionForm; before: number } | null = isChained ? last : this.#nameOf(quote);
      last = name === null ? null : { quote, form: name.form, before: name.before };
      if (name !== null)
        this.#add(quote.from, quote.to, { form: name.form, after: quote.outerTo, before: name.before });
    }
  }

  #verbAfter(quote: QuotedWords): number {
    const rest = oneSpaced(this.#text.slice(quote.outerTo, quote.outerTo + reach));
    const verb = definingVerb(rest);
    if (verb === 0) return this.#place === null && /^\s*:\s+\p{L}/u.test(rest) && this.#beginsLine(quote) ? 1 : 0;
    const words = rest.slice(0, verb).replace(/\([^()]*\)/gu, '');
    if (/(?:mean|refer|sens|signifi|entend|désigne|defin|défini|denote|construed)/iu.test(words)) return verb;
    // "The "Services" are the best": a weak verb defines only at the beginning of a sentence and a term with a capital.
    const lead = this.#text.slice(Math.max(0, quote.outerFrom - 40), quote.outerFrom);
    const isFirst =
      /(?:^|[.;:]\s+|\n\s*|^[-–—•*]\s*)(?:the\s+(?:terms?|words?)\s+|les?\s+(?:termes?|mots?)\s+|(?:the|les?|la|an?|une?)\s+|l[’'])?$/iu.test(
        lead,
      );
    return isFirst && /^\p{Lu}/u.test(this.#text.slice(quote.from, quote.to)) ? verb : 0;
  }

  /** « Client » : toute personne. */
  #beginsLine({ from, to, outerFrom }: QuotedWords): boolean {
    const lead = this.#text.slice(Math.max(0, outerFrom - 12), outerFrom);
    return (
      /(?:^|\n)\s*(?:[-–—•*]\s*)?(?:(?:the|les?|la)\s+|l[’'])?$/iu.test(lead) &&
      /^\p{Lu}/u.test(this.#text.slice(from, to))
    );
  }

  /** Whether the words before a quoted term, or its bracket, make it the name of something. */
  #nameOf(quote: QuotedWords): { form: DefinitionForm; before: number } | null {
    const start = Math.max(0, quote.outerFrom - reach);
    const lead = this.#text.slice(start, quote.outerFrom);
    const rest = this.#text.slice(quote.outerTo, quote.outerTo + reach);
    const open = openBracket(lead);
    const isBare = open !== -1 && lead.slice(open + 1).trim() === '';
    // Lower case alone in a bracket repeats or translates what stands before it.
    const isCall = isBare && /[\p{L}_]\($/u.test(lead) && /[‘']/.test(this.#text.charAt(quote.outerFrom));
    if (
      isCall ||
      (isBare && !/^(?:(?:the|les?|la)\s|l[’'])?\p{L}{0,2}[\p{Lu}\p{N}{]/u.test(this.#text.slice(quote.from, quote.to)))
    )
      return null;
    if (open !== -1 && bracketNames(oneSpaced(lead.slice(open + 1))) && endsName(rest)) {
      const inside = oneSpaced(lead.slice(open + 1));
      const form = namesWhatFollows(inside) === 'hereinafter' ? 'hereinafter' : 'parenthesis';
      return { form, before: start + open };
    }
    const named = namesWhatFollows(oneSpaced(lead).slice(-140));
    if (named === null) return null;
    const word = this.#text.slice(quote.from, quote.to);
    // "called a “moral right”" speaks of how others name a thing.
    if (
      named === 'named' &&
      !/^(?:(?:the|les?|la)\s|l[’'])?[\p{Lu}{]/u.test(word) &&
      !/(?:the|les?|la|l[’'])\s*$/iu.test(lead)
    )
      return null;
    return { form: named === 'hereinafter' ? 'hereinafter' : 'means', before: quote.outerFrom };
  }

  #findUnquotedNames(): void {
    const text = this.#text;
    if (text.includes('(')) {
      for (const match of text.matchAll(bracketedName)) {
        const name = match[1] ?? '';
        const from = match.index + match[0].length - name.length - 1;
        if (isName(name))
          this.#add(from, from + name.length, { form: 'parenthesis', after: from + name.length, before: match.index });
      }
    }
    if (!hasAny(text, afterWords)) return;
    for (const match of text.matchAll(bracketedAfter)) {
      const name = match[1] ?? '';
      const from = match.index + match[0].length - name.length - 1;
      if (wordCount(name) <= 6)
        this.#add(from, from + name.length, { form: 'hereinafter', after: from + name.length, before: match.index });
    }
    for (const match of text.matchAll(hereinafterName)) {
      const name = match[1] ?? '';
      const from = match.index + match[0].length - name.length;
      if (name === '' || wordCount(name) > 8) continue;
      this.#add(from, from + name.length, { form: 'hereinafter', after: from + name.length, before: match.index });
    }
  }

  /** A term with capitals and no quotes, before "means" or « désigne ». */
  #findMeans(): void {
    if (!hasAny(this.#text, meaningWords)) return;
    for (const match of this.#text.matchAll(plainMeans)) {
      const name = match[1] ?? '';
      const from = match.index + match[0].length - name.length;
      if (notTerms.test(name)) continue;
      const verb = meansVerb(this.#text.slice(from + name.length, from + name.length + reach));
      if (verb > 0) this.#add(from, from + name.length, { form: 'means', after: from + name.length, before: from });
    }
  }

  #findEntries(): void {
    if (this.#place === null) return;
    let offset = 0;
    for (const [i, block] of this.#clause.blocks.entries()) {
      if (block.type === 'row') this.#findRow(block, offset, i);
      else if (this.#place.kind !== 'rows') this.#findEntry(block, offset, i);
      offset += blockText(block).length + 1;
    }
  }

  #findRow(row: Extract<Block, { type: 'row' }>, offset: number, index: number): void {
    const [name, value] = row.cells.map((cell) => cell.paragraphs.map(paragraphText).join('\n'));
    if (name === undefined || value === undefined || row.cells.length > 4 || wordCount(value) < 1) return;
    if (this.#place?.kind === 'rows' && index < this.#place.firstRow) return;
    const end = name.indexOf('\n') === -1 ? name.length : name.indexOf('\n');
    if (wordCount(name.slice(0, end)) > 10 || columnNames.test(name)) return;
    this.#addEntry(offset, offset + end, 'table', offset + name.length + 1);
  }

  #findEntry(block: Paragraph, offset: number, index: number): void {
    const text = paragraphText(block);
    const headingEnd = this.#place?.isHeading === true ? Math.max(0, this.#clause.headingTo - offset) : 0;
    if (headingEnd >= text.length) return;
    const start = headingEnd + (/^[\s.:–—-]*/u.exec(text.slice(headingEnd))?.[0].length ?? 0);
    const lead = entryLead(text.slice(start), block, start, this.#place?.kind === 'entries');
    if (lead !== null) {
      this.#addEntry(offset + start + lead.from, offset + start + lead.to, 'list', offset + start + lead.after);
      return;
    }
    // "1.1 Affiliate. Any company that …": a heading in a definitions article names what the rest defines.
    const { headingTo } = this.#clause;
    if (index > 0 || headingTo === 0 || this.#place?.kind !== 'entries' || this.#place.isHeading) return;
    if (!this.#place.headingsDefine || noMeaning.test(this.#text.slice(headingTo))) return;
    const heading = this.#text.slice(0, headingTo).trim();
    if (wordCount(heading) > 8 || wordCount(this.#text.slice(headingTo)) < 3 || rulesOfReading.test(heading)) return;
    this.#addEntry(0, headingTo, 'heading', headingTo);
  }

  /** One entry, which may name its term in several ways: “Processing” or “Process”; Client(s) / Utilisateur. */
  #addEntry(from: number, to: number, form: DefinitionForm, after: number): void {
    const quoted = listQuotedWords(this.#text.slice(from, to));
    if (quoted.length === 0) this.#add(from, to, { form, after, before: from });
    for (const quote of quoted) this.#add(from + quote.from, from + quote.to, { form, after, before: from });
  }

  #withMeanings(named: readonly Named[]): Found[] {
    const text = this.#text;
    const starts = sentenceStarts(text);
    return named.map((name, i) => {
      const { from, to, form } = name;
      const term = text.slice(from, to);
      const previous = named[i - 1];
      const next = named[i + 1];
      if (form === 'parenthesis' || form === 'hereinafter') {
        const after = previous !== undefined && previous.before !== name.before ? previous.to : 0;
        const sentence = lastAtMost(starts, Math.max(0, name.before - 1), 0);
        return { from, to, term, form, ...trimmed(text, Math.max(sentence, after), Math.max(name.before, after)) };
      }
      // An entry goes on to the next one; a sentence inside a clause ends with itself.
      const isEntry = text.slice(0, name.before).trim() === '' || form !== 'means';
      const limit =
        next !== undefined && next.before >= name.after ? lastAtMost(starts, next.before, text.length) : text.length;
      const end = isEntry && limit > name.after ? limit : firstAfter(starts, name.after, text.length);
      return { from, to, term, form, ...trimmed(text, name.after, Math.max(end, name.after)) };
    });
  }
}

/** Without one of these, a pattern that costs more finds nothing. */
const afterWords = ['einafter', 'ereafter', 'EINAFTER', 'EREAFTER', 'i-apr', 'I-APR'];
const meaningWords = ['mean', 'MEAN', 'refer', 'deemed', 'désign', 'DÉSIGN', 'signif', 'SIGNIF', 'entend', 'sens'];

function hasAny(text: string, words: readonly string[]): boolean {
  return words.some((word) => text.includes(word));
}

/** Where the bracket is open that holds the end of `lead`, or -1. */
function openBracket(lead: string): number {
  const open = Math.max(lead.lastIndexOf('('), lead.lastIndexOf('['));
  if (open === -1) return -1;
  const close = Math.max(lead.lastIndexOf(')'), lead.lastIndexOf(']'));
  if (close < open) return open;
  // « dénommé(e) », "affiliate(s)": a bracket inside the bracket.
  const inner = lead.replace(/\([^()]{0,12}\)/gu, (part) => ' '.repeat(part.length));
  const outer = inner.lastIndexOf('(');
  return outer > inner.lastIndexOf(')') ? outer : -1;
}

/** Justified text has wide gaps, and phrases are looked for within a few characters. */
function oneSpaced(text: string): string {
  return text.replace(/\s{2,}/gu, ' ');
}

function isName(name: string): boolean {
  return !/^(?:Section|Article|Clause|Exhibit|Schedule|Annex|Appendix|Annexe|Netherlands|Philippines)\b/u.test(name);
}

/** The term without marks, articles, commas and a stop around it, or `null` when what is left is none. */
function trimTerm(text: string, from: number, to: number): { from: number; to: number } | null {
  const raw = text.slice(from, to);
  const lead = /^[\s"“”«»,.:;(*_-]*(?:(?:the|les?|la)\s+(?=\p{L}))?(?:l[’'](?=\p{L}))?/iu.exec(raw)?.[0].length ?? 0;
  const tail = /[\s"“”«»,.:;*_–—-]*$/u.exec(raw.slice(lead))?.[0].length ?? 0;
  const stop =
    /(?:Inc|Corp|Ltd|Co|L\.L\.C|S\.A|U\.S)\.[\s"”»,]*$/u.test(raw) && /\./.test(raw.slice(raw.length - tail)) ? 1 : 0;
  const ends = to - tail + stop;
  const begins = from + lead;
  if (ends <= begins || ends - begins > longestTerm) return null;
  const term = text.slice(begins, ends);
  return /\p{L}/u.test(term) && wordCount(term) <= 12 && !/[.;!?]\s+\p{Lu}\p{Ll}/u.test(term)
    ? { from: begins, to: ends }
    : null;
}

function trimmed(text: string, from: number, to: number): { meaningFrom: number; meaningTo: number } {
  const words = text.slice(from, to);
  const lead = /^[\s:,;.()–—-]*/u.exec(words)?.[0].length ?? 0;
  const rest = words.slice(lead).trimEnd();
  return { meaningFrom: from + lead, meaningTo: from + lead + rest.length };
}
