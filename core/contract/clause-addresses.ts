import { type ClauseNode, type ClauseTree, clauseText } from '../model/clause.ts';
import { isScheduleUnit, numberParts, type Unit, unitOf } from './citations.ts';
import { romanValue } from './numerals.ts';

/**
 * What the clauses of a contract are called, so that a number can be looked up: `4.2(b)` is the clause labelled "(b)" under the one
 * labelled "4.2", `3.2` may bear all of its number or stand as "2." under "Section 3.", and a schedule has numbers of its own.
 *
 * Each clause is entered under its full number, and, when its label has a keyword or several parts, under the label alone. A number is
 * looked for where it is cited first: in the same schedule, then in the body, then anywhere. Every list of
 * candidates is short or cut short, so that a contract of ten thousand clauses "(a)" costs no more than others.
 */
export interface Address {
  /** The parts that its own label has. */
  readonly own: readonly string[];
  /** The parts of its full number, outermost first, without those of the schedule it is in. */
  readonly full: readonly string[];
  readonly unit: Unit;
  /** The schedule that it is in or is, or -1 in the body. */
  readonly region: number;
}

/** What was asked for, as far as it is there: `isWhole` tells whether the last bracketed parts were found as well. */
export interface Found {
  readonly clause: number;
  readonly isWhole: boolean;
}

const mostCandidates = 48;
const none: Address = { own: [], full: [], unit: 'none', region: -1 };

export class ClauseAddresses {
  readonly #clauses: readonly ClauseNode[];
  readonly #addresses: Address[] = [];
  /** By region and number; what is in several regions is entered under each. */
  readonly #byNumber = new Map<string, number[]>();
  /** By the number alone, wherever it is. */
  readonly #anywhere = new Map<string, number[]>();
  readonly #schedules = new Map<string, number>();
  readonly #children = new Map<string, number>();
  readonly #headings = new Map<string, number>();
  readonly #firstUnder = new Map<string, number>();
  readonly #inText = new Map<string, number>();
  readonly #lines = new Map<string, number>();
  readonly #texts: readonly string[];

  constructor(tree: ClauseTree, texts: readonly string[] = tree.clauses.map(clauseText)) {
    this.#clauses = tree.clauses;
    this.#texts = texts;
    for (const [index, clause] of tree.clauses.entries()) this.#enter(clause, index);
  }

  /** Of a clause without a label: no parts, and the region it is in. */
  getAddress(clause: number): Address {
    return this.#addresses[clause] ?? none;
  }

  /**
   * The parts of a clause's number as they are shown, brackets included, outermost first: `4`, `2`, `(b)`. Empty when it has no
   * number.
   */
  writtenNumber(clause: number): string[] {
    const { own, full, unit, region } = this.getAddress(clause);
    const label = this.#clauses[clause]?.label ?? '';
    if (own.length === 0) return [];
    const shown = writtenParts(label.slice(keywordOf(label).length));
    if (isScheduleUnit(unit) || full.length === own.length) return shown;
    for (let above = this.parentOf(clause); above !== -1 && above !== region; above = this.parentOf(above)) {
      if (this.getAddress(above).own.length > 0) return [...this.writtenNumber(above), ...shown];
    }
    return shown;
  }

  parentOf(clause: number): number {
    return this.#clauses[clause]?.parent ?? -1;
  }

  /** The schedule of that kind and number, or -1. */
  findSchedule(unit: Unit, parts: readonly string[]): number {
    for (const key of spellings(parts)) {
      const found = this.#schedules.get(`${unit} ${key}`);
      if (found !== undefined) return found;
    }
    for (const key of spellings(parts)) {
      const found = this.#lines.get(`${unit} ${key}`);
      if (found !== undefined) return found;
    }
    return -1;
  }

  /** The clause that has exactly this heading, case and punctuation apart, or -1. */
  findHeading(title: string): number {
    return this.#headings.get(comparedTitle(title)) ?? -1;
  }

  /** Looks for a number cited in `from`; -1 for `region` is the body. */
  findNumber(
    parts: readonly string[],
    unit: Unit,
    from: number,
    region: number,
    bracketed: number,
    isElsewhereAllowed = true,
    hasTitle: (clause: number) => boolean = () => false,
  ): Found | null {
    const whole =
      this.#inRegion(parts, unit, from, region, hasTitle) ?? this.#besideFirst(parts, from, region, bracketed);
    if (whole !== null) return { clause: whole, isWhole: true };
    for (let cut = 0; cut <= bracketed && cut < parts.length; cut += 1) {
      const wanted = cut === 0 ? parts : parts.slice(0, parts.length - cut);
      const found =
        this.#inRegion(wanted, unit, from, region, hasTitle) ??
        (region === -1 || !isElsewhereAllowed ? null : this.#inRegion(wanted, unit, from, -1, hasTitle)) ??
        (isElsewhereAllowed ? this.#onlyOne(wanted) : null) ??
        this.#firstUnder.get(`${region} ${wanted.join('.')}`) ??
        this.#inText.get(wanted.join('.')) ??
        null;
      if (found !== null) return { clause: found, isWhole: cut === 0 };
    }
    return null;
  }

  /** Looks for a number that counts from where it is cited: "paragraph (c)", "Section 2" under its own article. */
  findNear(parts: readonly string[], from: number, bracketed: number): Found | null {
    for (let at = from; ; at = this.parentOf(at)) {
      const found = this.#under(at, parts, bracketed);
      if (found !== null) return found;
      if (at === -1) return null;
    }
  }

  #under(parent: number, parts: readonly string[], bracketed: number): Found | null {
    let at = parent;
    for (const [depth, part] of parts.entries()) {
      const next = this.#child(at, part);
      if (next === undefined)
        return depth === 0 || depth < parts.length - bracketed ? null : { clause: at, isWhole: false };
      at = next;
    }
    return at === parent ? null : { clause: at, isWhole: true };
  }

  #child(parent: number, part: string): number | undefined {
    for (const key of spellings([part])) {
      const found = this.#children.get(`${parent} ${key}`);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** "8.1(b)" where "8.1(a)" is one label and "(b)" stands alone after it. */
  #besideFirst(parts: readonly string[], from: number, region: number, bracketed: number): number | null {
    const last = parts[parts.length - 1] ?? '';
    if (bracketed === 0 || last === 'a' || last === 'i' || last === '1') return null;
    for (const opening of ['a', 'i', '1']) {
      const first = this.#inRegion([...parts.slice(0, -1), opening], 'none', from, region, () => false);
      if (first === null) continue;
      const found = this.#child(first, last) ?? this.#child(this.parentOf(first), last);
      if (found !== undefined) return found;
    }
    return null;
  }

  #inRegion(
    parts: readonly string[],
    unit: Unit,
    from: number,
    region: number,
    hasTitle: (clause: number) => boolean,
  ): number | null {
    for (const key of spellings(parts)) {
      const candidates = this.#byNumber.get(`${region} ${key}`);
      if (candidates !== undefined) return this.#best(candidates, unit, from, hasTitle);
    }
    return null;
  }

  #onlyOne(parts: readonly string[]): number | null {
    for (const key of spellings(parts)) {
      const candidates = this.#anywhere.get(key);
      if (candidates !== undefined && candidates.length === 1) return candidates[0] ?? null;
    }
    return null;
  }

  /** The one with the keyword that was cited, nearest to where it is cited, outermost, first. */
  #best(candidates: readonly number[], unit: Unit, from: number, hasTitle: (clause: number) => boolean): number {
    const first = candidates[0] ?? 0;
    if (candidates.length === 1) return first;
    const above = new Set<number>();
    for (let at = from; at !== -1; at = this.parentOf(at)) above.add(at);
    let best = first;
    let bestRank = Number.NEGATIVE_INFINITY;
    for (const candidate of candidates) {
      let shared = candidate;
      while (shared !== -1 && !above.has(shared)) shared = this.parentOf(shared);
      const node = this.#clauses[candidate];
      const nearness = shared === -1 ? 0 : (this.#clauses[shared]?.level ?? 0) + 1;
      const rank =
        (this.getAddress(candidate).unit === unit ? 1_000 : 0) +
        (hasTitle(candidate) ? 500 : 0) +
        (node?.kind === 'preamble' ? -500 : 0) +
        ((node?.headingTo ?? 0) > 0 || node?.kind === 'section' ? 100 : 0) +
        nearness * 20 -
        (node?.level ?? 0);
      if (rank > bestRank) {
        bestRank = rank;
        best = candidate;
      }
    }
    return best;
  }

  #enter(clause: ClauseNode, index: number): void {
    const parent = clause.parent ?? -1;
    const above = parent === -1 ? none : this.getAddress(parent);
    const address = this.#addressOf(clause, index, above);
    this.#addresses.push(address);
    this.#enterHeading(index, clause);
    const { own, full, unit, region } = address;
    if (own.length === 0) return;
    if (isScheduleUnit(unit)) {
      const key = `${unit} ${own.join('.')}`;
      if (!this.#schedules.has(key)) this.#schedules.set(key, index);
      return;
    }
    this.#addChild(parent, own.join('.'), index);
    // What stands under a heading without a number counts on from the clause that heading is in.
    if (parent !== -1 && above.own.length === 0) this.#addChild(this.parentOf(parent), own.join('.'), index);
    this.#add(full, region, index);
    // "Section 6" of which the file lost the heading is where 6.1 stands.
    for (let length = 1; length < own.length; length += 1) {
      const start = `${region} ${own.slice(0, length).join('.')}`;
      if (!this.#firstUnder.has(start)) this.#firstUnder.set(start, index);
    }
    if (own.length < full.length && (own.length > 1 || unit !== 'none')) this.#add(own, region, index);
    const schedule = region === -1 ? [] : this.getAddress(region).own;
    if (schedule.length > 0) this.#add([...schedule, ...full], region, index);
  }

  #addressOf(clause: ClauseNode, index: number, above: Address): Address {
    const label = clause.label ?? labelInHeading(clause, this.#texts[index] ?? '');
    const bare = /[a-zA-ZÀ-ÿ]{3,}/u.exec(label ?? '');
    const word = keywordOf(label ?? '');
    const unit = word === '' ? 'none' : unitOf(word);
    const own = label === null ? [] : numberParts(label.slice(word.length));
    if (
      label === null ||
      (own.length === 0 && !isScheduleUnit(unit)) ||
      (word === '' && bare !== null && own.length > 6)
    )
      return { own: [], full: above.full, unit: 'none', region: above.region };
    const decimal = unit === 'none' ? own : own.map((part, at) => (at === 0 ? decimalOf(part) : part));
    if (isScheduleUnit(unit)) return { own, full: [], unit, region: index };
    const isWhole = above.full.length === 0 || startsWith(decimal, above.full) || (unit !== 'none' && own.length > 1);
    const full = isWhole ? decimal : [...above.full, ...decimal];
    return { own: decimal, full, unit, region: above.region };
  }

  #enterHeading(index: number, clause: ClauseNode): void {
    for (const line of (this.#texts[index] ?? '').matchAll(scheduleLine)) {
      const key = `${unitOf(line[1] ?? '')} ${numberParts(line[2] ?? '').join('.')}`;
      if (!this.#lines.has(key)) this.#lines.set(key, index);
    }
    for (const [, number] of (this.#texts[index] ?? '').matchAll(numberInText)) {
      const key = numberParts(number ?? '').join('.');
      if (!this.#inText.has(key)) this.#inText.set(key, index);
    }
    if (clause.headingTo === 0) return;
    const title = comparedTitle((this.#texts[index] ?? '').slice(0, clause.headingTo));
    if (title !== '' && !this.#headings.has(title)) this.#headings.set(title, index);
  }

  #addChild(parent: number, part: string, index: number): void {
    const key = `${parent} ${part}`;
    if (!this.#children.has(key)) this.#children.set(key, index);
  }

  #add(parts: readonly string[], region: number, index: number): void {
    const number = parts.join('.');
    push(this.#byNumber, `${region} ${number}`, index);
    push(this.#anywhere, number, index);
  }
}

/** `4.2(b)` is `4`, `2`, `(b)`; `1er` is `1er`. */
function writtenParts(number: string): string[] {
  return number.match(/\([^()]{1,8}\)|[a-zA-ZÀ-ÿ\d]+(?:\s(?:bis|ter|quater))?°?/gu) ?? [];
}

function push(map: Map<string, number[]>, key: string, index: number): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [index]);
  else if (known.length < mostCandidates) known.push(index);
}

/** A number as it is, then with its roman parts as digits, then with its first digits as a roman number; mostly the first is found. */
function* spellings(parts: readonly string[]): Generator<string> {
  yield parts.join('.');
  yield parts.map(decimalOf).join('.');
  const first = parts[0] ?? '';
  if (/^[1-9]\d?$/.test(first)) yield [romanOf(Number(first)), ...parts.slice(1)].join('.');
}

function decimalOf(part: string): string {
  const value = romanValue(part);
  return value === null ? part : String(value);
}

function romanOf(value: number): string {
  const tens = ['', 'x', 'xx', 'xxx', 'xl', 'l', 'lx', 'lxx', 'lxxx', 'xc'][Math.floor(value / 10)] ?? '';
  return tens + (['', 'i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix'][value % 10] ?? '');
}

function startsWith(parts: readonly string[], start: readonly string[]): boolean {
  return parts.length > start.length && start.every((part, index) => decimalOf(part) === decimalOf(parts[index] ?? ''));
}

const keywordAtStart =
  /^(?:sub-?sections?|sections?|sect?\.|articles?|art\.|sub-?clauses?|clauses?|paragraphe?s?|parties|partie|parts?|chapters?|chapitres?|titres?|titles?|livres?|books?|recitals?|schedules?|exhibits?|annexes?|annexe|annex|appendix|appendice|attachments?|addendum|§)(?![a-zA-ZÀ-ÿ])\s*(?:n°|nº|no\.|#)?\s*/i;

/** A number of a clause that the file runs on in the one before: "… of the Term. 2.1 Fees. The Vendor …". */
const numberInText = /(?:^|\n|[.;:]\s{1,4})(\d{1,2}(?:\.\d{1,2}){1,3})[.)]?\s{1,6}["“]?[A-ZÀ-Þ]/gu;

/** A line that opens a schedule though the outline saw no schedule in it. */
const scheduleLine =
  /(?:^|[\n\t])[ ]{0,40}(?:this is )?(schedule|exhibit|annexe|annex|appendix|attachment)\s["“]?(\d{1,3}(?:\([A-Z]\))?|[A-Z](?:-\d{1,2})?|[IVX]{1,5}(?:\([A-Z]\))?)["”]?(?=\s*(?:$|\n|\t|[:.–—-]\s|\s(?:[A-ZÀ-Þ]|to the\s)))/gi;

function keywordOf(label: string): string {
  return keywordAtStart.exec(label)?.[0] ?? '';
}

/** A schedule whose heading the outline took whole: "EXHIBIT A: PRICES" without a label. */
function labelInHeading(clause: ClauseNode, text: string): string | null {
  if (clause.headingTo === 0 && clause.kind !== 'schedule') return null;
  const found =
    /^\s*(?:this is )?((?:schedule|exhibit|annexe?|appendix|attachment)\s+["“]?(?:\d{1,3}|[A-Z]|[IVX]{1,5})(?:-\d{1,2})?)["”]?(?![a-zA-ZÀ-ÿ\d])/i.exec(
      text.slice(0, 60),
    );
  return found?.[1] ?? null;
}

/** A title without case, accents and punctuation. */
export function comparedTitle(title: string): string {
  return title
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
