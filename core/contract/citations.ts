import { letterValue, romanValue, wordValue } from './numerals.ts';

/**
 * Where a text cites a numbered unit: "Section 4.2(b)", "Sections 3 and 4", "clauses 2.1 to 2.5", "l'article L. 121-1", "Annexe B". Only
 * the words are read here, without the contract around them; what they point at is found in references.ts.
 *
 * One search for a keyword, and from there small patterns that are tried at one place: a number, what joins it to the next
 * one, a title in brackets. A single pattern for the whole phrase was turned down: "Sections 2.3 through and including 2.9,
 * Section 3.6, Section 4" has too many shapes, and each number is a reference of its own.
 */
export interface Citation {
  /** Of its words: the first of a group begins with the keyword, the others with their number. */
  readonly from: number;
  readonly to: number;
  /** Where the number begins; `to` where there is none. */
  readonly numberFrom: number;
  readonly form: 'number' | 'self' | 'foregoing' | 'titled' | 'lost';
  readonly unit: Unit;
  /** The parts of the number as `numberParts` gives them: `4`, `2`, `b`. */
  readonly parts: readonly string[];
  /** The number has nothing but bracketed parts: "paragraph (c)". */
  readonly isRelative: boolean;
  /** How many of the last parts are in brackets. */
  readonly bracketed: number;
  /** An article of a French code: `L. 121-1`. */
  readonly isOfCode: boolean;
  /** "this" or "the present" stands before it. */
  readonly isThis: boolean;
  /** The title that stands behind it, in brackets or quotes, or that it is cited by. */
  readonly title: string | null;
  /** The end of the last number of the same keyword, its title included. */
  readonly groupTo: number;
  readonly groupFrom: number;
}

/** What kind of thing a keyword names; the words of one unit cite each other's labels. */
export type Unit =
  | 'section'
  | 'article'
  | 'clause'
  | 'paragraph'
  | 'part'
  | 'chapter'
  | 'title'
  | 'rule'
  | 'recital'
  | 'exhibit'
  | 'schedule'
  | 'annex'
  | 'appendix'
  | 'attachment'
  | 'addendum'
  | 'none';

const scheduleUnits: ReadonlySet<Unit> = new Set([
  'exhibit',
  'schedule',
  'annex',
  'appendix',
  'attachment',
  'addendum',
] as const);

/** Whether the unit is something attached to a contract. */
export function isScheduleUnit(unit: Unit): boolean {
  return scheduleUnits.has(unit);
}

const units: readonly (readonly [RegExp, Unit])[] = [
  [/^(?:sub-?section|section|sec\.|sect\.|sous-section|s\.|§)/i, 'section'],
  [/^art/i, 'article'],
  [/^(?:sub-?clause|clause)/i, 'clause'],
  [/^(?:sub-?para|para|alin|point)/i, 'paragraph'],
  [/^part/i, 'part'],
  [/^chap/i, 'chapter'],
  [/^tit/i, 'title'],
  [/^rule/i, 'rule'],
  [/^(?:recital|consid)/i, 'recital'],
  [/^exhibit/i, 'exhibit'],
  [/^schedule/i, 'schedule'],
  [/^annex/i, 'annex'],
  [/^append/i, 'appendix'],
  [/^attach/i, 'attachment'],
  [/^addend/i, 'addendum'],
];

/** The unit that a keyword, in any number or case, names. */
export function unitOf(keyword: string): Unit {
  return units.find(([pattern]) => pattern.test(keyword))?.[1] ?? 'none';
}

const keyword =
  'sub-?(?:sections?|clauses?|paragraphs?)|sections?|sect?\\.|articles?|arts?\\.|clauses?|paragraph(?:e?s)?|paragraphe|paras?\\.?' +
  '|parts?|chapters?|chapitres?|titres?|titles?|rules?|recitals?|alin[ée]as?|points?|considérants?|schedules?|exhibits?' +
  '|annexes|annexe|annex|appendix|appendices|attachments?|addendum|addenda';
/**
 * Neither looks around nor knows Unicode, which makes the search several times faster; what stands beside a match is looked at
 * afterwards.
 */
const start = new RegExp(
  `\\b(?:${keyword})(?:\\(s\\))?|\\bs\\.?(?=\\s?\\d{1,3}[A-Z]?\\()|\\bthe for(?:e)?going|\\bce qui pr\u00e9c\u00e8de|\\bError! (?:Reference source not found|Bookmark not defined)|\\bErreur ?! (?:Source du renvoi introuvable|Signet non d\u00e9fini)|\\b\\d{1,2}°(?=\\s(?:ci-dessus|ci-dessous))|§{1,2}`,
  'gi',
);
const letterOrDigit = /[\p{L}\p{N}_]/u;

/** Whether the match is a word of its own and not part of "apartment" or "parties". */
function isWhole(text: string, from: number, to: number): boolean {
  if (text.charCodeAt(from) === 0xa7) return true;
  if (from > 0 && letterOrDigit.test(text.charAt(from - 1))) return false;
  const last = text.charAt(to - 1);
  return last === '.' || last === ')' || last === '°' || to >= text.length || isEndOfKeyword(text, from, to);
}

function isEndOfKeyword(text: string, from: number, to: number): boolean {
  // "S119A(1)" of a statute.
  if (to - from === 1) return true;
  return !letterOrDigit.test(text.charAt(to));
}

/*
 * Letters are written `a-zA-ZÀ-ÿ` in the patterns of references and figures: both languages need no more, and a pattern that takes every
 * letter of Unicode without regard to case takes some ten milliseconds to compile.
 */

/** Space as it stands between a keyword and its number: direction marks of a word processor are part of it. */
const space = '[\\s\\u200b\\u200e\\u200f]';
const gap = new RegExp(`${space}{0,4}(?:(?:n°|nº|no\\.|number)${space}?)?`, 'iy');
const quoted = /["“«'‘]\s?([A-Z]{1,2}|[a-z]|\d{1,2}|[IVX]{1,5})(?:-\d{1,2})?\s?["”»'’]/uy;
const ofCode = /(?:(?:[LRDA]|LO)\.?\s?\*?\s?\d{2,4}|[LRD]\.\s\d)(?:-\d{1,3}){0,4}(?![a-zA-ZÀ-ÿ\d])/uy;
const path =
  /\d{1,4}(?:er|ère|ème|[a-zA-Z]{1,2})?(?:[.-](?:\d{1,4}[a-zA-Z]?|l|[a-zA-Z]{1,2})(?![a-zA-ZÀ-ÿ])){0,6}(?:\s(?:bis|ter|quater|quinquies|sexies|septies|octies|nonies|decies))?(?![a-zA-ZÀ-ÿ\d])/uy;
const capital =
  /(?:[IVXLC]{1,7}|[A-Z]{1,2})(?:[.-]?(?:\d{1,3}|(?<=[.-])[a-zA-Z](?![a-zA-ZÀ-ÿ]))){0,4}(?![a-zA-ZÀ-ÿ\d’'])/uy;
const written =
  /(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|premier|première|préliminaire|unique)(?![a-zA-ZÀ-ÿ-])/iy;
const bracket = /[^\S\n]{0,2}\(\s?(\d{1,3}|[a-z]{1,5}|[A-Z]{1,4})\s?\)(?:\s?[-–]\s?\([a-zA-Z]{1,4}\))?/uy;
const namedTitle = /\s?["“«]\s?([^"“”«»\n]{3,90}?)\s?["”»]/uy;
const bracketTitle = /[ \u00a0]{0,2}\(\s?["“«]?([A-ZÀ-Þ][^()\n]{2,90}?)["”»]?\s?\)/uy;
/** What joins two numbers of one keyword. */
const joint =
  /\s*(?:\(\d{1,2}°\)\s*|et suivants?\s+)?(?:,\s*(?:and\/or|and|or|et\/ou|et|ou|&)?|(?:and\/or|and|or|et\/ou|et|ou|&|to|through|thru|à|au|jusqu'à)(?=[\s"“(‘'])|[-–—])\s*(?:and including\s+)?(?:l[’'])?/iy;
/** As `joint`, over a few words about the one before, where a title in brackets shows that the list goes on. */
const jointAround = /[^.;()\n]{1,48}?,\s*(?:and\s+|or\s+|et\s+|ou\s+)?(?=\d{1,2}(?:\.\d{1,2}){0,3}\s\([A-ZÀ-Þ])/uy;
/** As `joint`, after a remark in brackets: "articles 3.2.1 (demandes immédiates) et 3.2.2". */
const jointAfterRemark = /\s?\([^()\n]{3,60}\)\s?(?:,|and|or|et|ou)\s(?=\d{1,2}\.\d)/uy;
const unitsOfMeasure =
  /\s{0,2}(?:%|\$|€|£|°|(?:(?:business|calendar|working|consecutive)\s)?(?:days?|weeks?|months?|years?|hours?|minutes?|times?|percent|per cent|jours?|mois|ans?|années?|heures?|semaines?|euros?|dollars?|fois|pour cent|january|february|march|april|may|june|july|august|september|october|november|december|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)(?![a-zA-ZÀ-ÿ]))/iy;
/** After a bare number that a singular keyword shares: the sentence goes on with anything but what is counted. */
const notCounted =
  /\s*(?:$|[.,;:)\]"”]|(?:of|du|de|des|above|below|hereof|herein|hereunder|thereof|and|or|et|ou|to|shall|will|may|is|are|ci-|précité|ne|sont|inclus|inclusive)(?![a-zA-ZÀ-ÿ]))|\s?d[’']/iy;
const thisBefore = /(?:^|[\s(,;])(?:this(?: same)?|présente?|the present)\s$/i;
const possessive = /(?:^|\s)(?:its|his|their|son|sa|leur)\s$/i;

const plainNumber = /^\s?\d{1,4}(?:\.\d{1,4})*\.?\s?$/;

function withoutZeros(digits: string): string {
  return digits.startsWith('0') ? String(Number(digits)) : digits;
}

/** The parts of a number or label, compared as equal: lower case, without leading zeros, words and ordinals as digits. */
export function numberParts(number: string): string[] {
  if (plainNumber.test(number)) return number.trim().split('.').map(withoutZeros).filter(Boolean);
  const parts: string[] = [];
  const text = number.replace(/(\d)(?:ère|er|ème|e|º|°)(?![a-zA-ZÀ-ÿ])/gi, '$1');
  for (const [part] of text.matchAll(
    /\d+(?:\s?(?:bis|ter|quater|quinquies|sexies|septies|octies|nonies))?|[a-zA-ZÀ-ÿ]+/gi,
  )) {
    // An l between digits is a one that was scanned.
    if (part === 'l' && /\d\.l/.test(text)) parts.push('1');
    else if (/^\d+$/.test(part)) parts.push(String(Number(part)));
    else
      parts.push(
        String(part.length > 2 ? (wordValue(part) ?? part) : part)
          .toLowerCase()
          .replace(/\s/g, ''),
      );
  }
  return parts;
}

/** The citations of a text in order; none overlap. Time grows with the length of the text. */
export function listCitations(text: string): Citation[] {
  const found: Citation[] = [];
  start.lastIndex = 0;
  for (let match = start.exec(text); match !== null; match = start.exec(text)) {
    if (!isWhole(text, match.index, match.index + match[0].length)) continue;
    const reader = new GroupReader(text, match.index, match[0]);
    const group = reader.read();
    found.push(...group);
    start.lastIndex = Math.max(start.lastIndex, group.at(-1)?.to ?? 0);
  }
  return found;
}

/** What is known of a citation before its group is read to the end. */
type OpenCitation = Omit<Citation, 'groupTo' | 'groupFrom'>;

class GroupReader {
  readonly #text: string;
  readonly #from: number;
  readonly #word: string;
  readonly #unit: Unit;
  readonly #isPlural: boolean;
  readonly #isThis: boolean;
  readonly #citations: OpenCitation[] = [];
  #at: number;

  constructor(text: string, from: number, word: string) {
    this.#text = text;
    this.#from = from;
    this.#word = word;
    this.#at = from + word.length;
    this.#unit = /^\d/.test(word) ? 'paragraph' : unitOf(word);
    this.#isPlural = /(?:s|\(s\)|ces|§§)$/i.test(word) && !/^(?:s|§)$/i.test(word);
    this.#isThis = thisBefore.test(text.slice(Math.max(0, from - 14), from));
  }

  read(): Citation[] {
    this.#readFirst();
    if (this.#citations[0]?.form === 'number' && !/^\d/.test(this.#word)) this.#readOthers();
    const groupTo = this.#at;
    return this.#citations.map((citation) => ({ ...citation, groupTo, groupFrom: this.#from }));
  }

  #readFirst(): void {
    const whole = { numberFrom: this.#at, parts: [], isRelative: false, bracketed: 0 };
    if (/^(?:the fore?going|ce qui)/i.test(this.#word)) {
      this.#add(this.#from, 'foregoing', whole);
      return;
    }
    if (/^err/i.test(this.#word)) {
      this.#add(this.#from, 'lost', whole);
      return;
    }
    if (/^\d/.test(this.#word)) {
      this.#add(this.#from, 'number', { ...whole, numberFrom: this.#from, parts: numberParts(this.#word) });
      return;
    }
    const afterWord = this.#at;
    this.#skip(gap);
    const number = this.#readNumber(true);
    if (number !== null) {
      this.#add(this.#from, 'number', number);
      return;
    }
    this.#at = afterWord;
    const title = this.#match(namedTitle);
    if (
      title !== null &&
      !this.#isPlural &&
      /^(?:article|section|clause|annexe?|exhibit|schedule)$/i.test(this.#word)
    ) {
      this.#add(this.#from, 'titled', whole);
      const cited = this.#citations[0];
      if (cited !== undefined) this.#citations[0] = { ...cited, title: title[1] ?? null };
      return;
    }
    this.#at = afterWord;
    if (!this.#isThis || this.#isPlural || !this.#canBeThis()) return;
    const before = this.#text.slice(Math.max(0, this.#from - 14), this.#from);
    const length = /(?:this(?: same)?|présente?|the present)\s$/i.exec(before)?.[0].length ?? 0;
    this.#add(this.#from - length, 'self', whole);
  }

  #canBeThis(): boolean {
    if (/^(?:points?|rule|title|alin|part$)/.test(this.#word)) return false;
    return !/^(?:addend)/i.test(this.#word);
  }

  #readOthers(): void {
    for (;;) {
      const end = this.#at;
      const joined =
        this.#match(joint) ?? (this.#isPlural ? (this.#match(jointAfterRemark) ?? this.#match(jointAround)) : null);
      const number = joined === null ? null : this.#readNumber(false, joined[0]);
      if (number === null) {
        this.#at = end;
        return;
      }
      this.#add(number.numberFrom, 'number', number);
    }
  }

  #add(from: number, form: Citation['form'], number: NumberRead): void {
    const to = this.#at;
    const title = form === 'number' ? this.#readTitle() : null;
    this.#citations.push({
      from,
      to,
      form,
      unit: this.#unit,
      isThis: this.#isThis && this.#citations.length === 0,
      isOfCode: number.isOfCode === true,
      title,
      numberFrom: number.numberFrom,
      parts: number.parts,
      isRelative: number.isRelative,
      bracketed: number.bracketed,
    });
  }

  #readTitle(): string | null {
    const end = this.#at;
    const found = this.#match(bracketTitle) ?? this.#match(/,?\s["“«]\s?([A-ZÀ-Þ][^"“”«»\n]{3,90}?)\s?["”»]/uy);
    const title = found?.[1]?.trim() ?? '';
    if (isTitleOfClause(title)) return title;
    this.#at = end;
    return null;
  }

  #readNumber(isFirst: boolean, joined = ''): NumberRead | null {
    const numberFrom = this.#at;
    const before = this.#citations.at(-1);
    const code = this.#unit === 'article' ? this.#match(ofCode) : null;
    if (code !== null) {
      return { numberFrom, parts: numberParts(code[0]), isRelative: false, bracketed: 0, isOfCode: true };
    }
    const quotedNumber = isFirst ? this.#match(quoted) : null;
    if (quotedNumber !== null) {
      const parts = numberParts(quotedNumber[0]);
      return { numberFrom, parts, isRelative: /^\W*[a-z]/.test(quotedNumber[0]), bracketed: 0 };
    }
    const head = this.#readHead(isFirst, joined);
    const brackets = this.#readBrackets(head !== null || isFirst ? null : (before ?? null));
    if (head === null && brackets.length === 0) {
      this.#at = numberFrom;
      return null;
    }
    // A letter in brackets alone goes on where the number before it stood: "Section 5.1(a) or (b)".
    const kept =
      head === null && !isFirst && before !== undefined
        ? before.parts.slice(0, before.parts.length - before.bracketed)
        : [];
    return {
      numberFrom,
      parts: [...kept, ...(head ?? []), ...brackets],
      isRelative: head === null && kept.length === 0,
      bracketed: brackets.length,
    };
  }

  /** The number before its brackets, or `null`. */
  #readHead(isFirst: boolean, joined: string): string[] | null {
    const from = this.#at;
    const digits = this.#match(path);
    if (digits !== null) {
      const range = this.#isPlural ? /^(\d{1,2})-(\d{1,2})$/.exec(digits[0]) : null;
      if (range !== null && Number(range[1]) < Number(range[2])) {
        this.#at = from + (range[1] ?? '').length;
        return numberParts(range[1] ?? '');
      }
      const isBare = /^\d+$/.test(digits[0]);
      if (isBare && (this.#follows(unitsOfMeasure) || !this.#mayBeBare(isFirst, joined, digits[0]))) {
        this.#at = from;
        return null;
      }
      return numberParts(digits[0]);
    }
    const letters = this.#match(capital);
    if (letters !== null) {
      if (this.#isLetter(letters[0], isFirst)) return numberParts(letters[0]);
      this.#at = from;
      return null;
    }
    const word = isFirst && /^(?:article|section|chapter|chapitre)/i.test(this.#word) ? this.#match(written) : null;
    return word === null ? null : numberParts(word[0]);
  }

  #mayBeBare(isFirst: boolean, joined: string, digits: string): boolean {
    if (isFirst) return !/^(?:points?|parts?|titles?|rules?)$/i.test(this.#word) || digits.length < 3;
    if (this.#isPlural) return true;
    return joined.trim() !== ',' && joined.trim() !== '-' && this.#follows(notCounted);
  }

  #isLetter(letters: string, isFirst: boolean): boolean {
    if (/^[A-Z]{2}$/.test(letters) && romanValue(letters) === null && letterValue(letters) === null) return false;
    if (!isFirst) return this.#isPlural || this.#follows(notCounted);
    // "Section I would" and "PART A PARTY" are rarer than "Section A of".
    if (this.#unit === 'paragraph' || this.#unit === 'rule') return /\d/.test(letters);
    if (/^(?:parts?|points?|titles?)$/.test(this.#word)) return false;
    return true;
  }

  #readBrackets(before: OpenCitation | null): string[] {
    const parts: string[] = [];
    for (;;) {
      const end = this.#at;
      const inner = this.#match(bracket)?.[1];
      if (inner === undefined) return parts;
      const value = letterValue(inner) ?? romanValue(inner) ?? (/^\d+$/.test(inner) ? Number(inner) : null);
      const last = before?.bracketed ? before.parts.at(-1) : undefined;
      if (value === null || (before !== null && parts.length === 0 && !follows(last, inner))) {
        this.#at = end;
        return parts;
      }
      parts.push(/^\d+$/.test(inner) ? String(Number(inner)) : inner.toLowerCase());
    }
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match !== null) this.#at = pattern.lastIndex;
    return match;
  }

  #skip(pattern: RegExp): void {
    this.#match(pattern);
  }

  #follows(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    return pattern.test(this.#text);
  }
}

interface NumberRead {
  readonly numberFrom: number;
  readonly parts: readonly string[];
  readonly isRelative: boolean;
  readonly bracketed: number;
  readonly isOfCode?: boolean;
}

/** Whether one bracketed letter can stand in a list after another: (a), (b); (i), (ii); not "Section 5(a), and (ii) the". */
function follows(last: string | undefined, next: string): boolean {
  if (last === undefined) return false;
  for (const numeral of [letterValue, romanValue, digitValue]) {
    const a = numeral(last);
    const b = numeral(next.toLowerCase());
    if (a !== null && b !== null && b > a && b - a < 12) return true;
  }
  return false;
}

function digitValue(text: string): number | null {
  return /^\d{1,3}$/.test(text) ? Number(text) : null;
}

/** "(Limitation of Liability)" and not "(the “Term”)", "(As amended)" or "(Option 1)". */
function isTitleOfClause(title: string): boolean {
  if (title === '' || title.split(/\s+/).length > 12) return false;
  return !/^(?:as |the |each |collectively|including|option|if |which|and |or |other|except|ci-après|dit|tel|soit|le |la |les |in |ii|iv|x|[A-Z]\)?$)/i.test(
    title,
  );
}

/** Whether "its" or "son" stands before the citation: the unit is another document's. */
export function hasPossessive(text: string, from: number): boolean {
  return possessive.test(text.slice(Math.max(0, from - 8), from));
}
