import { type ClauseTree, clauseText } from '../model/clause.ts';
import { type Citation, hasPossessive, isScheduleUnit, listCitations, type Unit } from './citations.ts';
import { ClauseAddresses, comparedTitle } from './clause-addresses.ts';
import { type FieldTarget, withFieldTargets } from './field-targets.ts';
import { type OwnNames, ownNamesOf, type Qualifier, qualifierOf } from './reference-qualifiers.ts';

/** Why a reference deserves a look. */
export type ReferenceReason =
  /** Nothing in the contract has that number. */
  | 'dead'
  /** It points at a law or another document. */
  | 'external'
  /** The words behind the number are not the heading of the clause that has it. */
  | 'title-differs'
  /** The clause is there, the paragraph of it that is cited is not. */
  | 'part-missing'
  /** A word processor's field lost what it pointed at: "Error! Reference source not found." */
  | 'lost-field'
  /** The field points at another clause than the one that has the number it shows. */
  | 'stale-number';

/** A place in a clause that points at another one. */
export interface Reference {
  /** Index in the tree of the clause it stands in. */
  readonly clause: number;
  /** UTF-16 units of that clause's text. */
  readonly from: number;
  readonly to: number;
  /** Where the number begins, which a renumbering would replace; `to` when it has none. */
  readonly numberFrom: number;
  /** Index of the clause pointed at; `null` when it is outside the contract or not there. */
  readonly target: number | null;
  readonly kind: 'clause' | 'schedule' | 'external' | 'self' | 'foregoing';
  readonly reason?: ReferenceReason;
  /** The title that the reference gives its target. */
  readonly title?: string;
  /** How many parts its number has; 2 for `4.2`. */
  readonly parts: number;
  /** The number counts from where it stands: "paragraph (c)". */
  readonly isRelative: boolean;
}

interface Cited {
  readonly clause: number;
  readonly citation: Citation;
  qualifier: Qualifier;
  reference: Reference | null;
}

/**
 * Every reference of a contract, in document order. Whether a number is this contract's own or a law's is told by the words around it
 * ("of the GDPR", "du code civil"), and where they say nothing, by those around the same number or keyword elsewhere: a
 * contract calls its units by one name. `fields` is what the file itself says of its references (core/docx/field-references.ts). Time grows
 * with the length of the text.
 */
export function listReferences(tree: ClauseTree, fields: readonly FieldTarget[] = []): Reference[] {
  const texts = tree.clauses.map(clauseText);
  return withFieldTargets(tree, texts, new References(tree, texts).list(), fields);
}

class References {
  readonly #tree: ClauseTree;
  readonly #texts: readonly string[];
  readonly #addresses: ClauseAddresses;
  readonly #ownNames: OwnNames;
  readonly #isAmendment: boolean;

  constructor(tree: ClauseTree, texts: readonly string[]) {
    this.#tree = tree;
    this.#texts = texts;
    this.#addresses = new ClauseAddresses(tree, this.#texts);
    this.#ownNames = ownNamesOf(tree, this.#texts);
    const opening = comparedTitle(this.#texts.slice(0, 4).join(' ').slice(0, 400));
    this.#isAmendment = /(?:^| )(?:amendment|avenant)(?: |$)/.test(opening);
  }

  list(): Reference[] {
    const all: Cited[] = [];
    for (const [clause, text] of this.#texts.entries()) {
      const cited = listCitations(text)
        .filter((citation) => !isHeadingLine(text, citation))
        .map((citation) => ({ clause, citation, qualifier: this.#qualify(text, citation), reference: null }));
      this.#carryBack(text, cited);
      for (const item of cited) all.push(item);
    }
    for (const item of all) item.reference = this.#resolve(item);
    const elsewhere = this.#namesOfOthers(all);
    return all.flatMap((item) => {
      const reference = item.reference;
      if (reference === null) return [];
      return [elsewhere(item) ? toExternal(reference) : reference];
    });
  }

  #qualify(text: string, citation: Citation): Qualifier {
    if (citation.isOfCode || hasPossessive(text, citation.from)) return 'external';
    if (isSecuritiesForm(citation)) return 'external';
    if (citation.isThis) return 'own';
    if (citation.form !== 'number' && citation.form !== 'titled') return 'open';
    return qualifierOf(text, citation, this.#ownNames, this.#isAmendment);
  }

  /** "Annex I, Annex II and Annex III of the Addendum": what the last one says holds for those before it. */
  #carryBack(text: string, cited: Cited[]): void {
    for (let i = cited.length - 2; i >= 0; i -= 1) {
      const item = cited[i];
      const next = cited[i + 1];
      if (item === undefined || next === undefined) continue;
      if (item.qualifier !== 'open' || next.qualifier !== 'external') continue;
      if (item.citation.form !== 'number' || next.citation.form !== 'number') continue;
      if (item.citation.unit !== next.citation.unit) continue;
      const between = text.slice(item.citation.groupTo, next.citation.from);
      if (between.length > 28 || !joins.test(between)) continue;
      const isOwn = Number(item.citation.parts[0]) < 60 && Number(next.citation.parts[0]) >= 100;
      if (!isOwn) item.qualifier = 'external';
    }
  }

  #resolve({ clause, citation, qualifier }: Cited): Reference | null {
    const { from, to, numberFrom, form, unit, title } = citation;
    const base = {
      clause,
      from,
      to,
      numberFrom,
      parts: citation.parts.length,
      isRelative: citation.isRelative,
      ...(title === null ? {} : { title }),
    };
    const text = this.#texts[clause] ?? '';
    const dead = { ...base, target: null, reason: 'dead' } as const;
    const kind = isScheduleUnit(unit) ? 'schedule' : 'clause';
    if (form === 'lost') return { ...base, target: null, kind: 'clause', reason: 'lost-field' };
    if (form === 'foregoing') return { ...base, target: clause, kind: 'foregoing' };
    if (form === 'self') {
      const target = this.#enclosing(clause, unit);
      return target === null ? null : { ...base, target, kind: 'self' };
    }
    if (qualifier === 'external' || unit === 'rule') return toExternal({ ...base, target: null, kind });
    if (form === 'titled') {
      const target = this.#addresses.findHeading(title ?? '');
      if (target !== -1) return { ...base, target, kind };
      // "the section “Help” of the site" is a place on a page.
      return /^[A-ZÀ-Þ]/u.test(text.slice(from)) ? { ...dead, kind } : null;
    }
    const found = this.#find(clause, citation, qualifier);
    if (found === null && text.startsWith('§', from)) {
      // A bullet that looks like a sign is no reference; a law's number is.
      return citation.parts.length > 1 || Number(citation.parts[0]) >= 60 ? toExternal({ ...dead, kind }) : null;
    }
    if (found === null) return { ...dead, kind };
    const target = found.clause;
    // The heading of a schedule that the outline kept as words.
    if (target === clause && isScheduleUnit(unit) && from < Math.max(30, this.#tree.clauses[clause]?.headingTo ?? 0))
      return null;
    if (!found.isWhole && !this.#saysInline(target, clause, citation))
      return { ...base, target, kind, reason: 'part-missing' };
    if (title !== null && this.#titleDiffers(target, title)) return { ...base, target, kind, reason: 'title-differs' };
    return { ...base, target, kind };
  }

  #find(clause: number, citation: Citation, qualifier: Qualifier): { clause: number; isWhole: boolean } | null {
    const { parts, unit, bracketed, isRelative } = citation;
    if (isScheduleUnit(unit)) return this.#findAttached(unit, parts);
    const { region } = this.#addresses.getAddress(clause);
    if (typeof qualifier === 'object') {
      const schedule = this.#addresses.findSchedule(qualifier.unit, qualifier.parts);
      if (schedule === -1) return null;
      return this.#addresses.findNumber(parts, unit, schedule, schedule, bracketed, false);
    }
    if (isRelative || (unit === 'paragraph' && parts.length === 1)) {
      const near = this.#addresses.findNear(parts, clause, bracketed);
      if (near !== null) return near;
      if (isRelative) {
        const at = this.#saysInlineAbove(clause, citation);
        return at === null ? null : { clause: at, isWhole: true };
      }
    }
    const hasTitle = (candidate: number): boolean =>
      citation.title !== null && this.#hasTitle(candidate, citation.title);
    const found = this.#addresses.findNumber(parts, unit, clause, region, bracketed, true, hasTitle);
    return found ?? this.#addresses.findNear(parts, clause, bracketed);
  }

  /** A schedule, or what is in it: "Annex I(B)" is one of its own or the second part of Annex I. */
  #findAttached(unit: Unit, parts: readonly string[]): { clause: number; isWhole: boolean } | null {
    for (let length = parts.length; length > 0; length -= 1) {
      const schedule = this.#addresses.findSchedule(unit, parts.slice(0, length));
      if (schedule === -1) continue;
      const rest = parts.slice(length);
      if (rest.length === 0) return { clause: schedule, isWhole: true };
      const inside = this.#addresses.findNumber(rest, 'none', schedule, schedule, 0, false);
      return inside ?? { clause: schedule, isWhole: false };
    }
    return null;
  }

  /** The clause that "this Section", written in `clause`, means. */
  #enclosing(clause: number, unit: Unit): number | null {
    const { region } = this.#addresses.getAddress(clause);
    if (isScheduleUnit(unit)) return region === -1 || this.#addresses.getAddress(region).unit !== unit ? null : region;
    let named: number | null = null;
    let nearest: number | null = null;
    let outermost: number | null = null;
    for (let at = clause; at !== -1; at = this.#addresses.parentOf(at)) {
      const address = this.#addresses.getAddress(at);
      const node = this.#tree.clauses[at];
      if (address.own.length === 0 || node === undefined || isScheduleUnit(address.unit)) continue;
      if (address.unit === unit) named ??= at;
      const isDeepEnough = unit === 'section' ? node.kind !== 'item' : true;
      if (isDeepEnough) nearest ??= at;
      if (address.unit !== 'part' && address.unit !== 'chapter' && address.unit !== 'title') outermost = at;
    }
    if (named !== null) return named;
    return (unit === 'article' ? outermost : nearest) ?? clause;
  }

  /** Whether the part that is no clause of its own stands in the target's sentence: "shall (a) … and (b) …". */
  #saysInline(target: number, clause: number, { from, to, parts }: Citation): boolean {
    const text = this.#texts[target] ?? '';
    const words = target === clause ? `${text.slice(0, from)} ${text.slice(to)}` : text;
    const part = parts.at(-1) ?? '';
    return words.includes(`(${part})`) || words.includes(`(${part.toUpperCase()})`) || words.includes(` ${part}) `);
  }

  /** The clause around `clause` that has the part in brackets inside its sentence. */
  #saysInlineAbove(clause: number, { from, to, parts }: Citation): number | null {
    const part = parts[0] ?? '';
    return (
      this.#saysAbove(clause, `(${part})`, from, to) ?? this.#saysAbove(clause, `(${part.toUpperCase()})`, from, to)
    );
  }

  #saysAbove(clause: number, bracketed: string, from: number, to: number): number | null {
    for (let at = clause; at !== -1; at = this.#addresses.parentOf(at)) {
      const text = this.#texts[at] ?? '';
      if (at !== clause && text.includes(bracketed)) return at;
      // Not the citation itself.
      if (at === clause && (text.lastIndexOf(bracketed, from - 1) !== -1 || text.includes(bracketed, to))) return at;
    }
    return null;
  }

  #hasTitle(clause: number, title: string): boolean {
    const headingTo = this.#tree.clauses[clause]?.headingTo ?? 0;
    return headingTo > 0 && !this.#titleDiffers(clause, title);
  }

  #titleDiffers(target: number, title: string): boolean {
    const text = this.#texts[target] ?? '';
    const headingTo = this.#tree.clauses[target]?.headingTo ?? 0;
    const cited = comparedTitle(title);
    const heading = comparedTitle(headingTo === 0 ? text.slice(0, title.length + 40) : text.slice(0, headingTo));
    if (heading === '' || cited === '') return false;
    if (heading.includes(cited) || cited.includes(heading)) return false;
    // Without a heading the words in brackets may say anything.
    if (headingTo === 0) return false;
    const words = new Set(heading.split(' ').map(stem));
    const same = cited.split(' ').filter((word) => words.has(stem(word))).length;
    return same < Math.min(words.size, cited.split(' ').length) * 0.5;
  }

  /**
   * Whether a reference that says nothing of where it points is another document's: the same number is elsewhere, or its keyword is
   * one that this contract only uses for others.
   */
  #namesOfOthers(all: readonly Cited[]): (item: Cited) => boolean {
    const numbers = new Set<string>();
    const outside = new Map<Unit, number>();
    const inside = new Map<Unit, number>();
    for (const { citation, qualifier, reference } of all) {
      if (citation.form !== 'number') continue;
      const { unit } = citation;
      if (qualifier === 'external') {
        numbers.add(`${unit} ${citation.parts.join('.')}`);
        outside.set(unit, (outside.get(unit) ?? 0) + 1);
      } else if (qualifier === 'own' || (reference !== null && reference.target !== null))
        inside.set(unit, (inside.get(unit) ?? 0) + (qualifier === 'own' ? 3 : 1));
    }
    let main: Unit = 'none';
    for (const [unit, count] of inside) if (!isScheduleUnit(unit) && count > (inside.get(main) ?? 0)) main = unit;
    return ({ citation, qualifier, reference }) => {
      if (citation.form !== 'number' || qualifier !== 'open' || reference === null) return false;
      const { unit, parts, isRelative } = citation;
      if (reference.target === null && !isScheduleUnit(unit)) {
        if (this.#isAmendment || Number(parts[0]) >= 200 || numbers.has(`${unit} ${parts.join('.')}`)) return true;
      }
      if (isScheduleUnit(unit) || unit === main || isRelative) return false;
      return (outside.get(unit) ?? 0) >= 3 && (outside.get(unit) ?? 0) > (inside.get(unit) ?? 0);
    };
  }
}

function toExternal(reference: Reference): Reference {
  return { ...reference, target: null, kind: 'external', reason: 'external' };
}

const joins =
  /^[\s,]*(?:(?:and\/or|and|or|nor|et\/ou|et|ou|soit|to|through|à)[\s,]+)?(?:(?:in|of|under|by|the|de|du|des|à|aux?|par|l[’']|les?)[\s,]*){0,3}(?:l[’'])?$/i;

/** A line that begins with the citation as a heading does: "EXHIBIT A", "Article 5 – Prices …… 12". */
function isHeadingLine(text: string, { from, to, form, title, unit }: Citation): boolean {
  if (form !== 'number' || unit === 'none') return false;
  if (from > 0 && !/[\n\t]\s*$/.test(text.slice(Math.max(0, from - 6), from))) return false;
  const rest = text.slice(to, to + 60);
  if (title !== null) return false;
  return /^["”»]?\s*(?:$|\n|\t|[.:–—-]\s|[.…_]{3}|[.:–—-]?\s+[A-ZÀ-Þ][a-zA-ZÀ-ÿ]+(?![^\n]{0,60}(?:Act|Code)))/u.test(
    rest,
  );
}

/** Schedules 13D and 13G are forms of the Securities and Exchange Commission. */
function isSecuritiesForm({ unit, parts }: Citation): boolean {
  return unit === 'schedule' && parts.length === 2 && parts[0] === '13' && /^[dg]$/.test(parts[1] ?? '');
}

function stem(word: string): string {
  return word.slice(0, 5);
}
