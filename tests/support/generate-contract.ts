import type { ComparedClause } from '../../core/model/comparison.ts';
import {
  boilerplate,
  conditions,
  consequences,
  itemNouns,
  manners,
  type Phrases,
  subjects,
  verbs,
} from './contract-phrases.ts';
import { SeededRandom } from './seeded-random.ts';

/**
 * Contracts of any length, the same for the same seed: articles with headings, numbered clauses that
 * refer to one another, lists of short items, and boilerplate that repeats word for word. And what
 * a round of negotiation does to them, with the truth kept: each clause knows its clause of origin.
 */

export interface GeneratedClause {
  readonly kind: 'title' | 'preamble' | 'section' | 'clause' | 'item';
  readonly level: number;
  /** As it is shown: `4.`, `4.2`, `(a)`; `null` for the title and the preamble. */
  readonly label: string | null;
  /** For a section the heading is all of it. */
  readonly text: string;
  /** Index of the clause it comes from in the contract that was edited, or -1 for a new one. */
  readonly origin: number;
}

export interface ContractSize {
  readonly seed: number;
  /** Of 450 words. */
  readonly pages: number;
  readonly subject?: keyof typeof subjects;
}

const wordsPerPage = 450;

/** A contract of about `pages` pages. */
export function generateContract({ seed, pages, subject = 'services' }: ContractSize): GeneratedClause[] {
  const random = new SeededRandom(seed);
  const phrases = subjects[subject];
  const clauses: GeneratedClause[] = [];
  let words = 0;
  const push = (kind: GeneratedClause['kind'], level: number, text: string) => {
    words += text.split(' ').length;
    clauses.push({ kind, level, label: null, text, origin: clauses.length });
  };
  push('title', 0, phrases.title);
  push('preamble', 0, `This Agreement is made between ${phrases.parties[0]} and ${phrases.parties[1]}.`);
  for (let article = 0; words < pages * wordsPerPage; article += 1) {
    push('section', 0, phrases.topics[article % phrases.topics.length] as string);
    for (let left = random.below(4, 10); left > 0 && words < pages * wordsPerPage; left -= 1) {
      push('clause', 1, clauseText(random, phrases));
      if (random.chance(0.15))
        for (let item = random.below(3, 6); item > 0; item -= 1) push('item', 2, itemText(random, item === 1));
    }
    if (random.chance(0.4)) push('clause', 1, random.pick(boilerplate));
  }
  return numberClauses(clauses);
}

/** Gives every clause the label of its place, articles counted from `first`. */
export function numberClauses(clauses: readonly GeneratedClause[], first = 1): GeneratedClause[] {
  let article = first - 1;
  let number = 0;
  let item = 0;
  return clauses.map((clause) => {
    let label: string | null = null;
    if (clause.kind === 'section') {
      article += 1;
      number = 0;
      label = `${article}.`;
    } else if (clause.kind === 'clause') {
      number += 1;
      item = 0;
      label = `${article}.${number}`;
    } else if (clause.kind === 'item') {
      item += 1;
      label = `(${String.fromCharCode(96 + item)})`;
    }
    return { ...clause, label };
  });
}

function clauseText(random: SeededRandom, phrases: Phrases): string {
  return Array.from({ length: random.below(2, 6) }, () => sentence(random, phrases)).join(' ');
}

function sentence(random: SeededRandom, phrases: Phrases): string {
  const obligation = `${random.pick(phrases.parties)} ${random.pick(verbs)} ${thing(random, phrases)}`;
  switch (random.below(0, 5)) {
    case 0:
      return capital(`${obligation} and ${thing(random, phrases)} ${random.pick(manners)}.`);
    case 1:
      return `${random.pick(conditions)}, ${obligation} ${random.pick(manners)}, and ${random.pick(consequences)}.`;
    case 2:
      return capital(`${obligation} within ${days(random)} after receipt of ${thing(random, phrases)}.`);
    case 3:
      return capital(`${obligation}, up to USD ${random.below(1, 900)},000, as set out in ${reference(random)}.`);
    default:
      return `Subject to ${reference(random)}, ${obligation} ${random.pick(manners)}; ${random.pick(consequences)}.`;
  }
}

function thing(random: SeededRandom, phrases: Phrases): string {
  const object = random.pick(phrases.objects);
  return object.startsWith('the ') || random.chance(0.4) ? object : `${random.pick(phrases.qualities)} ${object}`;
}

function days(random: SeededRandom): string {
  return random.pick([
    'five (5) days',
    'ten (10) Business Days',
    'thirty (30) days',
    'sixty (60) days',
    'ninety (90) days',
  ]);
}

function reference(random: SeededRandom): string {
  return `Section ${random.below(1, 20)}.${random.below(1, 9)}`;
}

function itemText(random: SeededRandom, isLast: boolean): string {
  const noun = random.pick(itemNouns);
  const text = random.chance(0.5)
    ? noun
    : `${random.pick(['reasonable', 'documented', 'third-party', 'accrued'])} ${noun}`;
  return `${text}${isLast ? '.' : ';'}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

// ---- Rounds ------------------------------------------------------------------------------------

export interface Round {
  readonly seed: number;
  /** Share of the clauses that are touched: 1/20 is a light round, 1/3 a heavy one. */
  readonly touched: number;
  /** Of the touched clauses, which share is put in, taken out or moved rather than edited. */
  readonly structural?: number;
}

/** The other side's next draft: words changed, clauses put in, taken out and moved, and all renumbered. */
export function editContract(clauses: readonly GeneratedClause[], round: Round): GeneratedClause[] {
  const random = new SeededRandom(round.seed);
  const structural = round.structural ?? 0.3;
  const kept: GeneratedClause[] = [];
  const moving: GeneratedClause[] = [];
  clauses.forEach((clause, index) => {
    const next = { ...clause, origin: index };
    if (clause.kind === 'title' || clause.kind === 'section' || !random.chance(round.touched)) {
      kept.push(next);
      return;
    }
    const fate = random.chance(structural) ? random.pick(['in', 'in', 'out', 'out', 'moved'] as const) : 'edited';
    if (fate === 'edited') kept.push({ ...next, text: editText(random, clause.text) });
    else if (fate === 'in') kept.push(next, { ...next, text: newText(random, clause.kind), origin: -1 });
    else if (fate === 'moved' && canMove(clause)) moving.push(next);
  });
  for (const clause of moving) kept.splice(random.below(3, kept.length), 0, clause);
  return numberClauses(kept);
}

/** The same contract with an article put before all others: every label and every reference is another. */
export function renumberContract(clauses: readonly GeneratedClause[]): GeneratedClause[] {
  const shifted = clauses.map((clause, index) => ({
    ...clause,
    origin: index,
    text: clause.text.replace(/Section (\d+)\./g, (_, article: string) => `Section ${Number(article) + 1}.`),
  }));
  return numberClauses(shifted, 2);
}

/** An article of so many clauses, numbered 1, that stands in no generated contract. */
export function newArticle(seed: number, clauseCount: number): GeneratedClause[] {
  const random = new SeededRandom(seed);
  const make = (kind: GeneratedClause['kind'], level: number, text: string): GeneratedClause => {
    return { kind, level, label: null, text, origin: -1 };
  };
  const clauses = Array.from({ length: clauseCount }, () => make('clause', 1, clauseText(random, subjects.services)));
  return numberClauses([make('section', 0, 'Interpretation and Order of Precedence'), ...clauses]);
}

/** Boilerplate that stands elsewhere word for word cannot be seen to move. */
function canMove({ kind, text }: GeneratedClause): boolean {
  return kind === 'clause' && !(boilerplate as readonly string[]).includes(text);
}

function newText(random: SeededRandom, kind: GeneratedClause['kind']): string {
  return kind === 'item' ? itemText(random, false) : clauseText(random, subjects.services);
}

const phrasesPutIn = [
  'promptly',
  'and its affiliates',
  'in its sole discretion',
  'at no charge',
  'commercially reasonable',
] as const;

/** One to three changes of a word, a few words or a number. */
function editText(random: SeededRandom, text: string): string {
  let words = text.split(' ');
  for (let change = random.below(1, 4); change > 0; change -= 1) {
    const at = random.below(0, words.length);
    // A clause of a word or two only gains some: what is left of it must be able to be known again.
    const kind = words.length < 4 ? 1 : random.below(0, 3);
    if (kind === 0) words[at] = random.pick(['shall', 'may', 'thirty', 'written', 'material', 'sixty', 'each', 'any']);
    else if (kind === 1) words.splice(at, 0, random.pick(phrasesPutIn));
    else if (words.length > 6) words = [...words.slice(0, at), ...words.slice(at + random.below(1, 4))];
  }
  return words.join(' ');
}

// ---- Forms -------------------------------------------------------------------------------------

/** What compare is given. */
export function toCompared(clauses: readonly GeneratedClause[]): ComparedClause[] {
  return clauses.map(({ kind, level, label, text }) => ({
    level,
    label,
    text,
    headingTo: kind === 'section' || kind === 'title' ? text.length : 0,
    contentKey: text,
  }));
}

/** Plain text with typed numbers, a blank line between clauses. */
export function toText(clauses: readonly GeneratedClause[]): string {
  return `${clauses.map(({ label, text }) => (label === null ? text : `${label} ${text}`)).join('\n\n')}\n`;
}

/** Markdown: the title and the articles are headings, the numbers typed. */
export function toMarkdown(clauses: readonly GeneratedClause[]): string {
  const lines = clauses.map(({ kind, label, text }) => {
    const words = label === null ? text : `${label} ${text}`;
    if (kind === 'title') return `# ${words}`;
    return kind === 'section' ? `## ${words}` : words;
  });
  return `${lines.join('\n\n')}\n`;
}
